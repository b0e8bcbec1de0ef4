"""What assessments of several firms say about each other: do these partners fit? Pure functions.

Only questions are compared that everybody was asked in the same words, or in others that mean the same.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from verbund_check.guide.model import Guide
from verbund_check.guide.sections import Factor, Rule
from verbund_check.guide.values import Value
from verbund_check.policy.answer_table import AnswerTable
from verbund_check.policy.comparison import LEAST, SCHEMA, Side

AllianceOutcome = Literal["fits", "clarify", "caution", "unknown"]


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
    """A success factor that some have and others lack: assessment IDs, or only how many where no firm is named."""

    id: str
    has: tuple[str, ...] | int
    lacks: tuple[str, ...] | int


class FirmsComparison(Struct, frozen=True, kw_only=True):
    """Several firms: do these partners fit?

    `answered` of them were asked about factors, reasons and fears; the others answered the quick questions alone.
    `assessments` is empty where no firm is named.
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


def compare_firms(answers: AnswerTable, sides: Sequence[Side], guide: Guide) -> FirmsComparison:
    """Return the comparison of several firms, each a row of `answers`; `sides` are theirs, or empty where none is named."""
    known = (*(factor.id for factor in (*guide.success, *guide.risks)), *_lists(guide))
    answered = answers.full()
    alike = tuple(id for id in known if answers.answered(id) == answered and answers.worded_alike(id))
    success = tuple(_joint(factor, "success", answers) for factor in guide.success if factor.id in alike)
    risks = tuple(_joint(factor, "risk", answers) for factor in guide.risks if factor.id in alike)
    favourable = guide.comparison.partners
    return FirmsComparison(
        assessments=tuple(sides),
        partners=Partners(len(answers), favourable.least <= len(answers) <= favourable.most),
        answered=answered,
        factors=success + risks,
        complements=tuple(_complement(each.id, answers, sides) for each in success if _divides(each)),
        reasons=answers.chosen("reasons") if "reasons" in alike else None,
        fears=answers.chosen("fears") if "fears" in alike else None,
        unchanged=alike,
        changed=(*(id for id in known if id not in alike), *answers.foreign()),
    )


def _lists(guide: Guide) -> tuple[str, ...]:
    return tuple(id for id, each in guide.questions.items() if each.is_list)


def _joint(factor: Factor, kind: Literal["success", "risk"], answers: AnswerTable) -> JointFactor:
    counts = answers.counts(factor.id)
    return JointFactor(factor.id, kind, factor.rule, counts, holds(factor.rule, counts["yes"], len(answers)))


def _complement(id: str, answers: AnswerTable, sides: Sequence[Side]) -> Complement:
    has, lacks = (answers.rows_with(id, value) for value in (Value.YES, Value.NO))
    if not sides:
        return Complement(id, len(has), len(lacks))
    return Complement(id, tuple(sides[row].id for row in has), tuple(sides[row].id for row in lacks))


def _divides(factor: JointFactor) -> bool:
    """Whether some say that a factor is there and others that it is not."""
    return bool(factor.counts and factor.counts["yes"] and factor.counts["no"])


def holds(rule: Rule, yes: int, firms: int) -> bool:
    """Return whether a statement holds for an alliance: of `firms` firms `yes` say that it is so."""
    match rule:
        case "all":
            return yes == firms
        case "any":
            return yes > 0
        case "majority":
            return 2 * yes > firms


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


def anonymous(comparison: FirmsComparison, shipped: Collection[str]) -> FirmsComparison:
    """Return the comparison with nothing in it that names a firm: only counts.

    What fewer than three firms stand behind is not shown: from two answers each firm could work out the other's. A
    firm's own questions tell which it is, so only IDs of the `shipped` guide stand in `changed`.
    """
    enough = comparison.answered >= LEAST
    return replace(
        comparison,
        assessments=(),
        factors=comparison.factors if enough else tuple(_covered(factor) for factor in comparison.factors),
        complements=tuple(_counted(each) for each in comparison.complements) if enough else (),
        reasons=comparison.reasons if enough else None,
        fears=comparison.fears if enough else None,
        changed=tuple(id for id in comparison.changed if id in shipped),
    )


def _covered(factor: JointFactor) -> JointFactor:
    return JointFactor(factor.id, factor.kind, factor.rule, None, None)


def _counted(each: Complement) -> Complement:
    has, lacks = (len(ids) if isinstance(ids, tuple) else ids for ids in (each.has, each.lacks))
    return Complement(each.id, has, lacks)
