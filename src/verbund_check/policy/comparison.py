"""What several assessments say about each other. Pure functions, as the public contract lays down.

Two parties of one firm, one firm over time, or several firms. Only questions are compared that were worded alike.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Literal

from msgspec import Struct

from verbund_check.answers.assessment import Answer, Assessment, is_complete
from verbund_check.errors import InputError
from verbund_check.guide.model import Guide, JudgedKind
from verbund_check.guide.sections import Factor, Rule
from verbund_check.guide.values import FACTOR_VALUES, Party, Value
from verbund_check.policy.verdict import measures

ComparisonKind = Literal["parties", "time", "firms"]
AllianceOutcome = Literal["fits", "clarify", "caution", "unknown"]
SCHEMA = 1
"""The version of the JSON comparison."""


class Side(Struct, frozen=True):
    """One of the assessments that are compared."""

    id: str
    organisation: str
    party: Party | None
    finished: str | None


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


class Partners(Struct, frozen=True):
    """The number of firms, and whether it lies within what the guide calls favourable."""

    count: int
    within: bool


class JointFactor(Struct, frozen=True):
    """A factor over all firms: how often each value was given, and whether the statement holds by its rule.

    `counts` and `holds` are None where too few firms stand behind them to be shown anonymously.
    """

    id: str
    kind: Literal["success", "risk"]
    rule: Rule
    counts: dict[str, int] | None
    holds: bool | None


class Complement(Struct, frozen=True):
    """A success factor that some have and others lack; assessment IDs."""

    id: str
    has: tuple[str, ...]
    lacks: tuple[str, ...]


class FirmsComparison(Struct, frozen=True, kw_only=True):
    """Several firms: do these partners fit?

    `answered` of them were asked about factors, reasons and fears; the others answered the quick questions alone.
    """

    schema: int = SCHEMA
    kind: Literal["firms"] = "firms"
    assessments: tuple[Side, ...]
    partners: Partners
    answered: int
    factors: tuple[JointFactor, ...]
    complements: tuple[Complement, ...]
    reasons: dict[str, int] | None
    fears: dict[str, int] | None
    unchanged: tuple[str, ...]
    changed: tuple[str, ...]


def kind_of_comparison(assessments: Sequence[Assessment], wanted: ComparisonKind | None = None) -> ComparisonKind:
    """Return what kind of comparison these assessments make; `wanted` overrides.

    Raises InputError where there are too few or too many, or where they fit no kind.
    """
    if len(assessments) < 2:
        raise InputError("Zum Vergleichen braucht es mindestens zwei Einschätzungen.")
    firms = {_firm(each) for each in assessments}
    if wanted is None:
        if len(firms) == len(assessments):
            return "firms"
        if len(firms) > 1:
            raise InputError(
                "Diese Mischung lässt sich nicht vergleichen: Manche Einschätzungen gehören zum selben Betrieb, andere nicht. "
                "Bitte wählen Sie zwei eines Betriebs oder je eine von mehreren Betrieben (oder --as)."
            )
        wanted = "parties" if len({each.party for each in assessments}) > 1 else "time"
    if wanted != "firms" and len(assessments) != 2:
        what = "Zwei Seiten eines Betriebs" if wanted == "parties" else "Zwei Zeitpunkte eines Betriebs"
        raise InputError(f"{what} vergleicht man mit genau zwei Einschätzungen; genannt sind {len(assessments)}.")
    return wanted


def _firm(assessment: Assessment) -> str:
    return " ".join(assessment.organisation.casefold().split())


def is_ready(assessment: Assessment, guide: Guide) -> bool:
    """Return whether an assessment can be compared: whether it is complete, by the content that it was made on.

    A question that came with newer content was never put to the person, so it cannot be missing.
    """
    foreign = assessment.content.digest != guide.digest
    return is_complete(assessment, guide) or (foreign and assessment.finished is not None)


def compare_pair(
    first: Assessment, second: Assessment, kind: Literal["parties", "time"], guide: Guide
) -> PairComparison:
    """Return the comparison of two complete assessments; for `time` the earlier one comes first."""
    if kind == "time" and (second.finished or second.started) < (first.finished or first.started):
        first, second = second, first
    unchanged, changed = _comparable(first, second, guide)
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
    return _with_moves(comparison, first, second, guide) if kind == "time" else comparison


def _with_moves(comparison: PairComparison, first: Assessment, second: Assessment, guide: Guide) -> PairComparison:
    from msgspec.structs import replace

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


def compare_firms(assessments: Sequence[Assessment], guide: Guide, favourable: tuple[int, int]) -> FirmsComparison:
    """Return the comparison of several firms' complete assessments.

    `favourable` is the least and the greatest number of partners that the guide recommends.
    """
    known = [factor.id for factor in (*guide.success, *guide.risks)] + ["reasons", "fears"]
    elsewhere = [each for each in assessments if each.content.digest != guide.digest and each.scope == "full"]
    foreign = _foreign_ids(elsewhere, guide)
    unchanged, changed = _by_wording(known, assessments)
    changed += foreign
    compared = set(unchanged)
    # Answers beyond the scope are kept and not judged.
    asked = [each for each in assessments if each.scope == "full"]
    given = {id: _values(id, asked) for id in unchanged if id not in ("reasons", "fears")}
    factors = tuple(
        _joint(factor, "success" if factor in guide.success else "risk", given[factor.id], len(assessments))
        for factor in (*guide.success, *guide.risks)
        if factor.id in compared
    )
    complements = []
    for factor in guide.success:
        values = given.get(factor.id, [])
        has = tuple(each.id for each, value in zip(asked, values, strict=False) if value == Value.YES)
        lacks = tuple(each.id for each, value in zip(asked, values, strict=False) if value == Value.NO)
        if has and lacks:
            complements.append(Complement(factor.id, has, lacks))
    least, most = favourable
    return FirmsComparison(
        assessments=tuple(side_of(each) for each in assessments),
        partners=Partners(len(assessments), least <= len(assessments) <= most),
        answered=len(asked),
        factors=factors,
        complements=tuple(complements),
        reasons=_choices(asked, "reasons", [item.id for item in guide.reasons]) if "reasons" in compared else None,
        fears=_choices(asked, "fears", [item.id for item in guide.fears]) if "fears" in compared else None,
        unchanged=unchanged,
        changed=changed,
    )


def _joint(factor: Factor, kind: Literal["success", "risk"], values: list[Value | None], firms: int) -> JointFactor:
    counted = Counter(values)
    counts = {value.value: counted[value] for value in FACTOR_VALUES}
    return JointFactor(factor.id, kind, factor.rule, counts, holds(factor.rule, counts["yes"], firms))


def holds(rule: Rule, yes: int, firms: int) -> bool:
    """Return whether a statement holds for an alliance: of `firms` firms `yes` say that it is so."""
    match rule:
        case "all":
            return yes == firms
        case "any":
            return yes > 0
        case "majority":
            return 2 * yes > firms


def _values(id: str, assessments: Iterable[Assessment]) -> list[Value | None]:
    """What each answered; without a call for each, as there may be many."""
    answers = [each.answers[id] for each in assessments]
    return [answer.value if type(answer) is Answer else None for answer in answers]


def may_hold(factor: JointFactor, firms: int) -> bool:
    """Return whether a statement could still hold once everybody who is unsure, or was not asked, knows."""
    counts = factor.counts or {}
    return holds(factor.rule, firms - counts.get("partly", 0) - counts.get("no", 0), firms)


def alliance_outcome(comparison: FirmsComparison, guide: Guide) -> tuple[AllianceOutcome, tuple[str, ...]]:
    """Return what the most important factors say about the alliance, and the IDs that say so.

    `caution` where one of the most important risks is present, `clarify` where one of the most important success
    factors is missing or where nobody can say yet whether such a risk is present, `fits` where none of this is so, `unknown` where too
    little may be shown or nobody was asked.
    """
    key = [factor for factor in comparison.factors if guide.questions[factor.id].key]
    if not key or not comparison.answered or any(factor.holds is None for factor in key):
        return "unknown", ()
    risks = [factor for factor in key if factor.kind == "risk"]
    present = tuple(factor.id for factor in risks if factor.holds)
    undecided = tuple(factor.id for factor in risks if not factor.holds and may_hold(factor, comparison.partners.count))
    missing = tuple(factor.id for factor in key if factor.kind == "success" and not factor.holds)
    if present:
        return "caution", present + missing + undecided
    return ("clarify", missing + undecided) if missing or undecided else ("fits", ())


def _choices(assessments: Iterable[Assessment], kind: str, options: list[str]) -> dict[str, int]:
    counted = Counter(id for each in assessments for id in each.chosen(kind) or ())
    return {id: counted[id] for id in options}


def side_of(assessment: Assessment) -> Side:
    """Return what a comparison says about one of its assessments."""
    return Side(assessment.id, assessment.organisation, assessment.party, assessment.finished)


def _value(assessment: Assessment, id: str) -> Value:
    value = assessment.value_of(id)
    assert value is not None  # the caller has looked
    return value


def worded_alike(id: str, assessments: Iterable[Assessment]) -> bool:
    """Return whether all who answered `id` had the same wording before them.

    Where a file has lost the fingerprint of its question, nothing says that it was another one.
    """
    return len({each.questions[id] for each in assessments if id in each.questions}) <= 1


def _comparable(first: Assessment, second: Assessment, guide: Guide) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The IDs that both answered, worded alike; and those of which only one content knows, or that it words otherwise."""
    pair = (first, second)
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
    return tuple(unchanged), (*changed, *_foreign_ids(pair, guide))


def _foreign_ids(assessments: Iterable[Assessment], guide: Guide) -> tuple[str, ...]:
    """The IDs of questions that were answered and that this guide does not have."""
    found = {id: answer for each in assessments for id, answer in each.answers.items()}
    return tuple(id for id, answer in found.items() if isinstance(answer, Answer) and guide.judged(id) is None)


def _by_wording(ids: Iterable[str], assessments: Sequence[Assessment]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The IDs whose question everybody was asked in the same words, and the others."""
    asked = [each for each in assessments if each.scope == "full"]
    alike = all(each.questions == asked[0].questions for each in asked)
    unchanged: list[str] = []
    changed: list[str] = []
    for id in ids:
        same = all(id in each.answers for each in asked) and (alike or worded_alike(id, asked))
        (unchanged if same else changed).append(id)
    return tuple(unchanged), tuple(changed)


def anonymous(comparison: FirmsComparison, least: int = 3) -> FirmsComparison:
    """Return the comparison with nothing in it that names a firm.

    Firms become A, B, C … in an order that does not tell; dates and parties go. What fewer than `least` firms
    stand behind is not shown: from two answers each firm could work out the other's.
    """
    import secrets

    from msgspec.structs import replace

    order = list(comparison.assessments)
    secrets.SystemRandom().shuffle(order)
    letters = {side.id: letter(number) for number, side in enumerate(order)}
    enough = comparison.answered >= least
    return replace(
        comparison,
        assessments=tuple(Side(letters[side.id], f"Betrieb {letters[side.id]}", None, None) for side in order),
        factors=comparison.factors if enough else tuple(_covered(factor) for factor in comparison.factors),
        complements=tuple(
            Complement(each.id, _renamed(each.has, letters), _renamed(each.lacks, letters))
            for each in comparison.complements
        )
        if enough
        else (),
        reasons=comparison.reasons if enough else None,
        fears=comparison.fears if enough else None,
    )


def _covered(factor: JointFactor) -> JointFactor:
    return JointFactor(factor.id, factor.kind, factor.rule, None, None)


def _renamed(ids: tuple[str, ...], letters: dict[str, str]) -> tuple[str, ...]:
    return tuple(sorted((letters[id] for id in ids), key=lambda name: (len(name), name)))


def letter(number: int) -> str:
    """Return A, B … Z, AA, AB … for 0, 1, …"""
    name = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(65 + rest) + name
    return name
