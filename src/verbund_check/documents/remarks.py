"""Where each remark stands in a report: once, and at its end where all together would fill the pages."""

from __future__ import annotations

from typing import Literal

from verbund_check.answers.assessment import Assessment
from verbund_check.guide.model import Guide
from verbund_check.policy.report import Report, assessment_of

Place = Literal["dissent", "steps", "find_out", "fears", "answers"]
"""The part of the report in which a remark stands, where it is not at the end."""

LENGTH_IN_TEXT = 1500
"""How many characters of remarks stand among the rest, so that a full report keeps to four pages."""


def noted_ids(assessment: Assessment, guide: Guide) -> tuple[str, ...]:
    """Return the IDs of all questions with a remark: the guide's in the order of the interview, then those of another."""
    known = guide.asked("full")
    others = (id for id in (*assessment.answers, *assessment.notes) if id not in known)
    return tuple(dict.fromkeys(id for id in (*known, *others) if assessment.note_of(id)))


def place_of(id: str, report: Report, guide: Guide) -> Place:
    """Return where the remark on a question stands: with what follows from the answer, else with the answer itself."""
    if id in report.dissent:
        return "dissent"
    if id not in guide.asked(report.scope):
        return "answers"
    if id == "fears":
        return "fears"
    value = assessment_of(report).value_of(id)
    if report.verdict is None or value is None:
        return "answers"
    effect = guide.questions[id].effect(value)
    if effect == "unsure":
        return "find_out"
    return "answers" if effect == "helps" else "steps"


def long_ids(assessment: Assessment, guide: Guide) -> frozenset[str]:
    """Return which remarks stand at the end: the longest ones, until the others have `LENGTH_IN_TEXT` characters at most."""
    lengths = {id: len(assessment.note_of(id)) for id in noted_ids(assessment, guide)}
    moved: set[str] = set()
    for id in sorted(lengths, key=lambda each: -lengths[each]):
        if sum(length for each, length in lengths.items() if each not in moved) <= LENGTH_IN_TEXT:
            break
        moved.add(id)
    return frozenset(moved)
