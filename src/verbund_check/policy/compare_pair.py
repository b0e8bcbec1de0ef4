"""What two assessments of one firm say about each other: two parties, or one at two times. Pure functions.

Only questions are compared that were worded alike, or that mean the same in other words.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from verbund_check.answers.assessment import Assessment
from verbund_check.guide.model import Effect, Guide, JudgedKind
from verbund_check.guide.values import Value
from verbund_check.policy.comparison import SCHEMA, Side, foreign_ids, side_of, worded_alike
from verbund_check.policy.verdict import OutcomeName, ProspectsName, has_tick, judge, measures

Pair = tuple[Assessment, Assessment]

EFFECTS: tuple[Effect, ...] = ("hinders", "partly", "unsure", "helps")
"""In the order in which to talk about what both answered alike."""


class Agreement(Struct, frozen=True):
    """How many of the questions that both answered were answered alike."""

    same: int
    of: int


class Split(Struct, frozen=True):
    """A question that was answered differently; `values` in the order of the assessments."""

    id: str
    kind: JudgedKind
    values: tuple[Value, Value]


class Agreed(Struct, frozen=True):
    """A question that both answered alike, and what the answer means for an alliance."""

    id: str
    kind: JudgedKind
    value: Value
    effect: Effect


class SideVerdict(Struct, frozen=True):
    """The result of one assessment in two words; None where it cannot be told."""

    outcome: OutcomeName | None
    prospects: ProspectsName | None


class PairComparison(Struct, frozen=True, kw_only=True):
    """Two parties of one firm, or one firm at two times.

    The lists from `better` on are for `time`: IDs that moved towards or away from what helps, measures of the first that
    the second no longer calls for, measures that both call for, and measures that only the second calls for.
    """

    schema: int = SCHEMA
    kind: Literal["parties", "time"]
    assessments: tuple[Side, Side]
    verdicts: tuple[SideVerdict, SideVerdict]
    agreement: Agreement
    agreed: tuple[Agreed, ...]
    splits: tuple[Split, ...]
    one_sided: tuple[Split, ...]
    better: tuple[str, ...] = ()
    worse: tuple[str, ...] = ()
    done: tuple[str, ...] = ()
    remaining: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    unchanged: tuple[str, ...]
    changed: tuple[str, ...]


def compare_pair(
    first: Assessment, second: Assessment, kind: Literal["parties", "time"], guide: Guide
) -> PairComparison:
    """Return the comparison of two complete assessments; for `time` the earlier one comes first."""
    if kind == "time" and (second.finished or second.started) < (first.finished or first.started):
        first, second = second, first
    unchanged, changed = _comparable((first, second), guide)
    agreed, splits, one_sided = [], [], []
    for id in unchanged:
        values, question = (_value(first, id), _value(second, id)), guide.questions[id]
        if values[0] == values[1]:
            agreed.append(Agreed(id, question.judged_kind, values[0], question.effect(values[0])))
        elif Value.UNSURE in values:
            one_sided.append(Split(id, question.judged_kind, values))
        else:
            splits.append(Split(id, question.judged_kind, values))
    comparison = PairComparison(
        kind=kind,
        assessments=(side_of(first), side_of(second)),
        verdicts=(_verdict(first, guide), _verdict(second, guide)),
        agreement=Agreement(len(agreed), len(unchanged)),
        agreed=tuple(sorted(agreed, key=lambda each: (EFFECTS.index(each.effect), not guide.questions[each.id].key))),
        splits=tuple(
            sorted(splits, key=lambda split: (Value.PARTLY in split.values, not guide.questions[split.id].key))
        ),
        one_sided=tuple(sorted(one_sided, key=lambda split: not guide.questions[split.id].key)),
        unchanged=unchanged,
        changed=changed,
    )
    return _with_moves(comparison, (first, second), guide) if kind == "time" else comparison


def are_alike_and_good(comparison: PairComparison, pair: Pair, guide: Guide) -> bool:
    """Return whether both answered everything alike at one stage, and both results bear the tick."""
    alike = comparison.agreement.same == comparison.agreement.of and not comparison.changed
    verdicts = [judge(each, guide) for each in pair]
    return alike and pair[0].stage == pair[1].stage and all(each is not None and has_tick(each) for each in verdicts)


def _verdict(assessment: Assessment, guide: Guide) -> SideVerdict:
    verdict = judge(assessment, guide)
    return SideVerdict(verdict.outcome, verdict.prospects) if verdict else SideVerdict(None, None)


def _comparable(pair: Pair, guide: Guide) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The IDs that both answered, worded alike; and those of which only one content knows, or that it words otherwise."""
    unchanged: list[str] = []
    changed: list[str] = []
    for id in guide.judged_ids:
        if any(id not in guide.asked(each.scope) for each in pair):
            continue  # beyond what one of them was asked
        answered = [each.value_of(id) is not None for each in pair]
        if all(answered) and worded_alike(id, pair, guide):
            unchanged.append(id)
        elif any(answered):
            changed.append(id)
    return tuple(unchanged), (*changed, *foreign_ids(pair, guide))


def _with_moves(comparison: PairComparison, pair: Pair, guide: Guide) -> PairComparison:
    first, second = pair
    moves = {
        id: _rank(guide, id, _value(second, id)) - _rank(guide, id, _value(first, id)) for id in comparison.unchanged
    }
    before = [measure.id for measure in measures(first, guide)]
    after = [measure.id for measure in measures(second, guide)]
    return replace(
        comparison,
        better=tuple(id for id, move in moves.items() if move > 0),
        worse=tuple(id for id, move in moves.items() if move < 0),
        done=tuple(id for id in before if id not in after and id in moves),
        remaining=tuple(id for id in before if id in after and id in moves),
        new=tuple(id for id in after if id not in before and id in moves),
    )


_HELPFUL = (Value.NO, Value.UNSURE, Value.PARTLY, Value.YES)
"""From what hinders to what helps, for readiness and success."""

_HARMFUL = (Value.YES, Value.UNSURE, Value.PARTLY, Value.NO)
"""The same for risks, where "trifft zu" hinders."""


def _rank(guide: Guide, id: str, value: Value) -> int:
    return (_HARMFUL if guide.questions[id].kind == "risks" else _HELPFUL).index(value)


def _value(assessment: Assessment, id: str) -> Value:
    value = assessment.value_of(id)
    assert value is not None  # the caller has looked
    return value
