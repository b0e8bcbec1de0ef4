"""What the comparisons have in common: what is said of a side, and which questions were worded alike."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

from verbund_check.answers.assessment import Assessment, answered_as, is_complete, sentence_of
from verbund_check.guide.model import Guide
from verbund_check.guide.values import Party

ComparisonKind = Literal["parties", "time", "firms", "group"]
SCHEMA = 1
"""The version of the JSON comparison."""

LEAST = 3
"""So many must stand behind a number before it is shown without names: from two answers each could work out the other's."""


class Side(Struct, frozen=True, gc=False):
    """One of the assessments that are compared."""

    id: str
    organisation: str
    party: Party | None
    finished: str | None


def side_of(assessment: Assessment) -> Side:
    """Return what a comparison says about one of its assessments."""
    return Side(assessment.id, assessment.organisation, assessment.party, assessment.finished)


def is_ready(assessment: Assessment, guide: Guide) -> bool:
    """Return whether an assessment can be compared: whether it is complete, by the content that it was made on.

    A question that came with newer content was never put to the person, so it cannot be missing.
    """
    foreign = assessment.content.digest != guide.digest
    return (foreign and assessment.finished is not None) or is_complete(assessment, guide)


def worded_alike(id: str, assessments: Iterable[Assessment], guide: Guide) -> bool:
    """Return whether all who answered `id` had the same question before them: the same words, or others that mean the same.

    Where a file has lost the fingerprint of its question, nothing says that it was another one.
    """
    asked = [each for each in assessments if id in each.questions]
    return (
        len({each.questions[id] for each in asked}) <= 1 or len({answered_as(each, id, guide) for each in asked}) <= 1
    )


def sentence_then(assessment: Assessment, id: str, guide: Guide) -> str:
    """Return the sentence that an answer was given to, where it is not the present one; else ""."""
    then, now = sentence_of(assessment, id, guide), guide.questions[id].wording(assessment.stage, assessment.party)
    return then if then.replace("\u00a0", " ") != now.replace("\u00a0", " ") else ""


def foreign_ids(assessments: Iterable[Assessment], guide: Guide) -> tuple[str, ...]:
    """Return the IDs of questions that were answered and that this guide does not have."""
    return tuple(dict.fromkeys(id for each in assessments for id in each.answers if id not in guide.questions))
