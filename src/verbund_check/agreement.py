"""Two parties agree: from their assessments and what they settled together comes a joint one, pure functions only."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from verbund_check.assessment import (
    Answer,
    Assessment,
    Multiple,
    Origin,
    asked_ids,
    begin,
    settled,
    with_answer,
    with_note,
)
from verbund_check.comparison import PairComparison
from verbund_check.guide import Guide
from verbund_check.values import Party, Value


class Settled(Struct, frozen=True):
    """What came of one point: the agreed value, or None where there is no consensus; with a sentence."""

    value: Value | None
    note: str = ""


def points_to_settle(comparison: PairComparison) -> tuple[str, ...]:
    """Return the IDs that were answered differently, in the order in which to talk about them."""
    return tuple(split.id for split in (*comparison.splits, *comparison.one_sided))


def joint_assessment(
    id: str, pair: tuple[Assessment, Assessment], settled_points: Mapping[str, Settled], guide: Guide, *, now: str
) -> Assessment:
    """Return the assessment of both parties together.

    What both answered alike is taken as it is; a point without consensus counts as unsure and stands in `dissent`;
    reasons and fears are those that either named. Both originals are kept in `origins`. A point that nobody has settled yet
    stays open.
    """
    first, second = pair
    joint = begin(id, guide, scope="full" if first.scope == second.scope == "full" else "quick", now=now)
    joint = replace(
        joint,
        organisation=first.organisation or second.organisation,
        party=Party.JOINT,
        stage=second.stage,
        origins=(origin_of(first), origin_of(second)),
    )
    dissent = []
    for each in asked_ids(guide, joint.scope):
        if each in settled_points:
            point = settled_points[each]
            joint = with_answer(joint, each, point.value or Value.UNSURE, guide, now=now)
            joint = with_note(joint, each, point.note) if point.note else joint
            if point.value is None:
                dissent.append(each)
            continue
        common = _common(first.answers.get(each), second.answers.get(each))
        if common is not None:
            joint = with_answer(joint, each, common, guide, now=now)
            note = _both_notes(first.note_of(each), second.note_of(each), guide, pair)
            joint = with_note(joint, each, note) if note else joint
    return settled(replace(joint, dissent=tuple(dissent)), guide, now=now)


def _common(first: Answer | Multiple | None, second: Answer | Multiple | None) -> Value | Multiple | None:
    if isinstance(first, tuple) and isinstance(second, tuple):
        return tuple(dict.fromkeys((*first, *second)))
    if isinstance(first, Answer) and isinstance(second, Answer) and first.value == second.value:
        return first.value
    return None


def _both_notes(first: str, second: str, guide: Guide, pair: tuple[Assessment, Assessment]) -> str:
    if first and second and first != second:
        names = [guide.interview.parties.of(each.party) if each.party else "ohne Angabe" for each in pair]
        return f"{names[0]}: {first}\n{names[1]}: {second}"
    return first or second


def origin_of(assessment: Assessment) -> Origin:
    """Return what a joint assessment keeps of one that it came from."""
    return Origin(
        assessment.id,
        assessment.party,
        assessment.finished,
        assessment.content,
        assessment.answers,
        assessment.notes,
    )
