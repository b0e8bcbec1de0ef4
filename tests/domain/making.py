"""Assessments and reports for tests, made from raw answers by the ways that users have."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from typing import Any

from verbund_check.answers.assessment import Assessment
from verbund_check.answers.reader import Reader
from verbund_check.guide.model import Guide
from verbund_check.policy.answer_table import AnswerTable
from verbund_check.policy.report import Report, report_on
from verbund_check.text import to_json

NOW = "2026-03-04T05:06:07Z"


def assessment_from(guide: Guide, answers: dict[str, Any], **head: Any) -> Assessment:
    """The assessment that an answers file with these answers describes."""
    text = json.dumps({"answers": answers, **head}, ensure_ascii=False)
    return Reader(guide).assessment(text.encode(), "antworten.json", NOW)


def report_from(guide: Guide, answers: dict[str, Any], **head: Any) -> Report:
    """The report on these answers."""
    return report_on(assessment_from(guide, answers, **head), guide)


def json_from(guide: Guide, answers: dict[str, Any], **head: Any) -> dict[str, Any]:
    """The JSON report on these answers, read back."""
    loaded: dict[str, Any] = json.loads(to_json(report_from(guide, answers, **head)))
    return loaded


def table_of(guide: Guide, assessments: Iterable[Assessment]) -> AnswerTable:
    """The answers of these as a table, a row for each."""
    table = AnswerTable(guide)
    for each in assessments:
        table.add(each)
    return table


def examples(normal: int) -> int:
    """How many examples a search tries: `normal` as a rule, fifty times as many with HYPOTHESIS_PROFILE=slow."""
    return normal * 50 if os.environ.get("HYPOTHESIS_PROFILE") == "slow" else normal
