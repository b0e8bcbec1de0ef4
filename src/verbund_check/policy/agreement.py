"""Two parties agree: from their assessments and what they settled together comes a joint one, pure functions only."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from verbund_check.answers.assessment import (
    Assessment,
    Multiple,
    Origin,
    begin,
    sentence_of,
    settled,
    with_answer,
    with_note,
)
from verbund_check.answers.organisation import same_organisation
from verbund_check.answers.reader import ID_PATTERN
from verbund_check.guide.model import Guide, Scope
from verbund_check.guide.values import Party, Value
from verbund_check.policy.compare_pair import Pair, PairComparison
from verbund_check.policy.comparison import worded_alike
from verbund_check.text import fold


class Settled(Struct, frozen=True):
    """What came of one point: the agreed value, or None where there is no consensus; with a sentence."""

    value: Value | None
    note: str = ""


def points_to_settle(comparison: PairComparison, pair: Pair, guide: Guide) -> tuple[str, ...]:
    """Return the IDs that both have to talk about, in the order in which to do so.

    First what was answered differently, then what one of them was not asked or was asked in other words.
    """
    different = [split.id for split in (*comparison.splits, *comparison.one_sided)]
    others = [id for id in guide.asked(_scope(pair)) if id not in different and _common(id, pair, guide) is None]
    return (*different, *others)


def _scope(pair: Pair) -> Scope:
    return "full" if pair[0].scope == pair[1].scope == "full" else "quick"


def joint_assessment(
    id: str,
    pair: Pair,
    settled_points: Mapping[str, Settled],
    guide: Guide,
    *,
    now: str,
    started: str | None = None,
    remarks: Mapping[str, str] | None = None,
) -> Assessment:
    """Return the assessment of both parties together.

    What both answered alike is taken as it is; a point without consensus counts as unsure and stands in `dissent`;
    reasons and fears are those that either named. Remarks are private: none of one side is taken over. Both
    originals are kept in `origins`. A point that nobody has settled
    yet stays open; `remarks` are on such points.
    """
    first, second = pair
    joint = begin(id, guide, scope=_scope(pair), now=started or now)
    joint = replace(
        joint,
        organisation=first.organisation or second.organisation,
        party=Party.JOINT,
        stage=second.stage,
        origins=(origin_of(first), origin_of(second)),
    )
    dissent = []
    for each in guide.asked(joint.scope):
        if each in settled_points:
            point = settled_points[each]
            joint = with_answer(joint, each, point.value or Value.UNSURE, guide, now=now)
            joint = with_note(joint, each, point.note) if point.note else joint
            if point.value is None:
                dissent.append(each)
            continue
        common = _common(each, pair, guide)
        if common is not None:
            joint = with_answer(joint, each, common, guide, now=now)
            if each in first.questions:  # what both had before them, whatever the question is now
                joint = replace(joint, questions={**joint.questions, each: first.questions[each]})
            joint = replace(joint, wordings={**joint.wordings, each: sentence_of(first, each, guide)})
        elif remarks and remarks.get(each):
            joint = with_note(joint, each, remarks[each])
    return settled(replace(joint, dissent=tuple(dissent)), guide, now=now)


def _common(id: str, pair: Pair, guide: Guide) -> Value | Multiple | None:
    """What both answered alike to the same question; for reasons and fears all that either named."""
    question = guide.questions[id]
    if question.is_list:
        named = {choice for each in pair for choice in each.chosen(id) or ()}
        return tuple(option.id for option in question.options if option.id in named)
    first, second = (each.value_of(id) for each in pair)
    return first if first == second and worded_alike(id, pair, guide) else None


def origin_of(assessment: Assessment) -> Origin:
    """Return what a joint assessment keeps of one that it came from."""
    return Origin(
        _plain_id(assessment.id),
        assessment.party,
        assessment.finished,
        assessment.content,
        assessment.answers,
        assessment.notes,
    )


def _plain_id(id: str) -> str:
    """An ID that can be read again, where it came from the name of a file: „HR_Öz.yaml“ gives `hr-oez`."""
    plain = "".join(letter if letter.isascii() and letter.isalnum() else "-" for letter in fold(id)).strip("-")[:64]
    return plain if ID_PATTERN.fullmatch(plain) else "ohne-kennung"


def goes_on_from(joint: Assessment, pair: Pair) -> bool:
    """Return whether `joint` came from these two, in whatever order they are named now."""
    same_firm = any(same_organisation(joint.organisation, each.organisation) for each in pair)
    return same_firm and sorted(origin.id for origin in joint.origins) == sorted(_plain_id(each.id) for each in pair)


def settled_before(joint: Assessment, pair: Pair, points: tuple[str, ...]) -> dict[str, Settled]:
    """Return what was settled on these points in an earlier round, where neither has changed its answer since."""
    found = {}
    for id in points:
        value = joint.value_of(id)
        then = {origin.id: origin.answers.get(id) for origin in joint.origins}
        if value is not None and all(then.get(_plain_id(each.id)) == each.answers.get(id) for each in pair):
            found[id] = Settled(None if id in joint.dissent else value, joint.note_of(id))
    return found
