"""What two assessments of one firm say about each other: two parties, or one at two times. Pure functions.

Only questions are compared that were worded alike.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from verbund_check.answers.assessment import Assessment
from verbund_check.guide.model import Guide, JudgedKind
from verbund_check.guide.values import Value
from verbund_check.policy.comparison import SCHEMA, Side, foreign_ids, side_of, worded_alike
from verbund_check.policy.verdict import measures

Pair = tuple[Assessment, Assessment]


class Agreement(Struct, frozen=True):
    """How many of the questions that both answered were answered alike."""

    same: int
    of: int


class Split(Struct, frozen=True):
    """A question that was answered differently; `values` in the order of the assessments."""

    id: str
    kind: JudgedKind
    values: tuple[Value, Value]


class PairComparison(Struct, frozen=True, kw_only=True):
    """Two parties of one firm, or one firm at two times.

    The lists from `better` on are for `time`: IDs that moved towards or away from what helps, measures of the first that
    the second no longer calls for, measures that both call for, and measures that only the second calls for.
    """

    schema: int = SCHEMA
    kind: Literal["parties", "time"]
    assessments: tuple[Side, Side]
    agreement: Agreement
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
    same, splits, one_sided = 0, [], []
    for id in unchanged:
        values = (_value(first, id), _value(second, id))
        if values[0] == values[1]:
            same += 1
        elif Value.UNSURE in values:
            one_sided.append(Split(id, guide.questions[id].judged_kind, values))
        else:
            splits.append(Split(id, guide.questions[id].judged_kind, values))
    comparison = PairComparison(
        kind=kind,
        assessments=(side_of(first), side_of(second)),
        agreement=Agreement(same, len(unchanged)),
        splits=tuple(
            sorted(splits, key=lambda split: (Value.PARTLY in split.values, not guide.questions[split.id].key))
        ),
        one_sided=tuple(sorted(one_sided, key=lambda split: not guide.questions[split.id].key)),
        unchanged=unchanged,
        changed=changed,
    )
    return _with_moves(comparison, (first, second), guide) if kind == "time" else comparison


def _comparable(pair: Pair, guide: Guide) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The IDs that both answered, worded alike; and those of which only one content knows, or that it words otherwise."""
    unchanged: list[str] = []
    changed: list[str] = []
    for id in guide.judged_ids:
        if any(id not in guide.asked(each.scope) for each in pair):
            continue  # beyond what one of them was asked
        answered = [each.value_of(id) is not None for each in pair]
        if all(answered) and worded_alike(id, pair):
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
