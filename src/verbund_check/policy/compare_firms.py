"""What assessments of several firms say about each other: do these partners fit? Pure functions.

Firms are counted one after the other, so that a hundred thousand need no more memory than a handful. Only questions are
compared that everybody was asked in the same words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from verbund_check.answers.assessment import Answer, Assessment
from verbund_check.guide.model import Guide
from verbund_check.guide.sections import Factor, Rule
from verbund_check.guide.values import FACTOR_VALUES, Value
from verbund_check.policy.comparison import SCHEMA, Side, foreign_ids, side_of

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
    """A success factor that some have and others lack; assessment IDs."""

    id: str
    has: tuple[str, ...]
    lacks: tuple[str, ...]


class FirmsComparison(Struct, frozen=True, kw_only=True):
    """Several firms: do these partners fit?

    `answered` of them were asked about factors, reasons and fears; the others answered the quick questions alone.
    `assessments` is empty, and complements have no IDs, where they are too many to be named.
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


class FirmsTally:
    """Counts what firms have answered, one after the other; `comparison` says what follows.

    Up to `named` firms are named each in the comparison, with None any number; of more there are only numbers.
    """

    def __init__(self, guide: Guide, named: int | None = None) -> None:
        self.guide = guide
        self.named = named
        self.firms = self.answered = 0
        self.sides: list[Side] = []
        self.single = {factor.id: dict.fromkeys(FACTOR_VALUES, 0) for factor in (*guide.success, *guide.risks)}
        self.lists: dict[str, Counter[str]] = {id: Counter() for id, each in guide.questions.items() if each.is_list}
        self.voices = {factor.id: {value: list[str]() for value in FACTOR_VALUES} for factor in guide.success}
        self.missing: set[str] = set()
        self.wordings: dict[str, set[str]] = {}
        self.latest: dict[str, str] | None = None
        self.foreign: dict[str, None] = {}

    @property
    def names_each(self) -> bool:
        """Whether the firms are few enough to be named each."""
        return self.named is None or self.firms <= self.named

    def add(self, assessment: Assessment) -> None:
        """Count one firm's complete assessment."""
        self.firms += 1
        if self.names_each:
            self.sides.append(side_of(assessment))
        if assessment.scope != "full":
            return  # answers beyond the scope are kept and not judged
        self.answered += 1
        if assessment.questions != self.latest:  # nearly always those of the one before, and compared fast as a whole
            self.latest = assessment.questions
            for id, wording in self.latest.items():
                self.wordings.setdefault(id, set()).add(wording)
        if assessment.content.digest != self.guide.digest:
            self.foreign |= dict.fromkeys(foreign_ids((assessment,), self.guide))
        answers = assessment.answers
        for id, values in self.single.items():
            answer = answers.get(id)
            if type(answer) is Answer:  # isinstance is slower, and there may be thousands
                values[answer.value] += 1
            else:
                self.missing.add(id)
        for id, options in self.lists.items():
            if id in answers:
                for option in assessment.chosen(id) or ():
                    options[option] += 1
            else:
                self.missing.add(id)
        if self.names_each:
            for id, voices in self.voices.items():
                answer = answers.get(id)
                if type(answer) is Answer:
                    voices[answer.value].append(assessment.id)

    def comparison(self) -> FirmsComparison:
        """Return the comparison of all firms that were counted."""
        known = (*self.single, *self.lists)
        alike = tuple(id for id in known if id not in self.missing and len(self.wordings.get(id, ())) <= 1)
        success = tuple(self._joint(factor, "success") for factor in self.guide.success if factor.id in alike)
        risks = tuple(self._joint(factor, "risk") for factor in self.guide.risks if factor.id in alike)
        favourable, named = self.guide.comparison.partners, self.names_each
        return FirmsComparison(
            assessments=tuple(self.sides) if named else (),
            partners=Partners(self.firms, favourable.least <= self.firms <= favourable.most),
            answered=self.answered,
            factors=success + risks,
            complements=tuple(self._complement(each.id) for each in success if _divides(each)),
            reasons=self._chosen("reasons") if "reasons" in alike else None,
            fears=self._chosen("fears") if "fears" in alike else None,
            unchanged=alike,
            changed=(*(id for id in known if id not in alike), *self.foreign),
        )

    def _joint(self, factor: Factor, kind: Literal["success", "risk"]) -> JointFactor:
        counts = {value.value: self.single[factor.id][value] for value in FACTOR_VALUES}
        return JointFactor(factor.id, kind, factor.rule, counts, holds(factor.rule, counts["yes"], self.firms))

    def _complement(self, id: str) -> Complement:
        voices = self.voices[id] if self.names_each else {}
        return Complement(id, tuple(voices.get(Value.YES, ())), tuple(voices.get(Value.NO, ())))

    def _chosen(self, id: str) -> dict[str, int]:
        return {option.id: self.lists[id][option.id] for option in self.guide.questions[id].options}


def compare_firms(assessments: Iterable[Assessment], guide: Guide, named: int | None = None) -> FirmsComparison:
    """Return the comparison of several firms' complete assessments, gone through once; `named` as in FirmsTally."""
    tally = FirmsTally(guide, named)
    for assessment in assessments:
        tally.add(assessment)
    return tally.comparison()


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


def anonymous(comparison: FirmsComparison, least: int = 3) -> FirmsComparison:
    """Return the comparison with nothing in it that names a firm.

    Firms become A, B, C … in an order that does not tell; dates and parties go. What fewer than `least` firms
    stand behind is not shown: from two answers each firm could work out the other's.
    """
    import secrets

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
