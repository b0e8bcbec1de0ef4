"""The report: an assessment with its verdict. JSON, CSV, the terminal and every document come from it."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import asdict

from verbund_check.answers.assessment import (
    Answer,
    Assessment,
    ContentMark,
    Multiple,
    Origin,
    is_complete,
    mark_of,
)
from verbund_check.guide.model import Guide, Scope
from verbund_check.guide.sections import Stage
from verbund_check.guide.values import Party
from verbund_check.policy.verdict import Verdict, judge

SCHEMA = 1
"""The version of the JSON report; raised when a field changes its meaning or goes."""


class Report(Struct, frozen=True, kw_only=True):
    """The JSON report. `content` is what the questions came from, `judged` what the verdict's words came from."""

    schema: int = SCHEMA
    id: str
    organisation: str
    party: Party | None
    stage: Stage
    scope: Scope
    complete: bool
    started: str
    finished: str | None
    content: ContentMark
    judged: ContentMark
    answers: dict[str, Answer | Multiple]
    notes: dict[str, str]
    questions: dict[str, str]
    origins: tuple[Origin, ...]
    dissent: tuple[str, ...]
    verdict: Verdict | None


def report_on(assessment: Assessment, guide: Guide) -> Report:
    """Return the report on an assessment, everything derived reckoned anew."""
    complete = is_complete(assessment, guide)
    fields = asdict(assessment)
    del fields["format"]
    fields["finished"] = assessment.finished if complete else None
    return Report(complete=complete, judged=mark_of(guide), verdict=judge(assessment, guide), **fields)


def assessment_of(report: Report) -> Assessment:
    """Return the assessment that the report is about."""
    fields = asdict(report)
    return Assessment(**{name: fields[name] for name in Assessment.__struct_fields__ if name in fields})
