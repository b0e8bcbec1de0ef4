"""The report: an assessment with its verdict. JSON, CSV, the terminal and every document come from it."""

from __future__ import annotations

from msgspec import Struct

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
    return Report(
        id=assessment.id,
        organisation=assessment.organisation,
        party=assessment.party,
        stage=assessment.stage,
        scope=assessment.scope,
        complete=complete,
        started=assessment.started,
        finished=assessment.finished if complete else None,
        content=assessment.content,
        judged=mark_of(guide),
        answers=assessment.answers,
        notes=assessment.notes,
        questions=assessment.questions,
        origins=assessment.origins,
        dissent=assessment.dissent,
        verdict=judge(assessment, guide),
    )


def assessment_of(report: Report) -> Assessment:
    """Return the assessment that the report is about."""
    return Assessment(
        id=report.id,
        organisation=report.organisation,
        party=report.party,
        stage=report.stage,
        scope=report.scope,
        started=report.started,
        finished=report.finished,
        content=report.content,
        answers=report.answers,
        notes=report.notes,
        questions=report.questions,
        origins=report.origins,
        dissent=report.dissent,
    )
