"""The policy: what the answers mean. Pure functions, as the public contract lays down; no wording, no printing.

The contract's "guide's order" is: readiness, success, risks, each as the content lists them.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from verbund_check.assessment import Assessment
from verbund_check.guide import Guide, Link
from verbund_check.values import FACTOR_VALUES, READINESS_VALUES, Value

OutcomeName = Literal["go", "difficult", "open"]
FactorKind = Literal["success", "risks"]

_HINDERING = {"success": Value.NO, "risks": Value.YES}
"""The definite answer that stands in the way: a success factor that is missing, a danger that is there."""


class Hurdle(Struct, frozen=True):
    """A readiness question that was answered no or unsure, with what to clarify first."""

    id: str
    value: Value
    text: str
    section: str


class Measure(Struct, frozen=True):
    """Something to tackle. `kind` is `success` or `risk`; `key` marks the most important factors."""

    id: str
    kind: Literal["success", "risk"]
    value: Value
    key: bool
    text: str
    section: str


class NextLink(Struct, frozen=True):
    """Where to go on after the verdict; `kind` is `file`, `guide` or `web`."""

    title: str
    url: str
    kind: str


class Verdict(Struct, frozen=True, kw_only=True):
    """What follows from the answers; the shape of `verdict` in the JSON report."""

    outcome: OutcomeName
    readiness: dict[str, int]
    success: dict[str, int] | None
    risks: dict[str, int] | None
    hurdles: tuple[Hurdle, ...]
    caution: tuple[str, ...]
    measures: tuple[Measure, ...]
    links: tuple[NextLink, ...]


def judge(assessment: Assessment, guide: Guide) -> Verdict | None:
    """Return the verdict, or None until all readiness questions are answered."""
    values = [assessment.value_of(question.id) for question in guide.readiness]
    if None in values:
        return None
    full = assessment.scope == "full"
    outcome = outcome_of([value for value in values if value])
    return Verdict(
        outcome=outcome,
        readiness=counts(assessment, [item.id for item in guide.readiness], READINESS_VALUES),
        success=counts(assessment, [item.id for item in guide.success], FACTOR_VALUES) if full else None,
        risks=counts(assessment, [item.id for item in guide.risks], FACTOR_VALUES) if full else None,
        hurdles=hurdles(assessment, guide),
        caution=caution(assessment, guide) if full else (),
        measures=measures(assessment, guide) if full else (),
        links=tuple(NextLink(link.title, link.url, link.kind) for link in links_for(outcome, guide)),
    )


def outcome_of(values: list[Value]) -> OutcomeName:
    """Return `go` where more than half are yes, `difficult` where more than half are no, else `open`."""
    if 2 * values.count(Value.YES) > len(values):
        return "go"
    if 2 * values.count(Value.NO) > len(values):
        return "difficult"
    return "open"


def counts(assessment: Assessment, ids: list[str], values: tuple[Value, ...]) -> dict[str, int]:
    """Return how often each of `values` was given, zeros included; what is unanswered counts nowhere."""
    given = [assessment.value_of(id) for id in ids]
    return {value.value: given.count(value) for value in values}


def hurdles(assessment: Assessment, guide: Guide) -> tuple[Hurdle, ...]:
    """Return the readiness questions that are no, then those that are unsure, each in the guide's order."""
    return tuple(
        Hurdle(question.id, value, question.clarify, question.read_on)
        for value in (Value.NO, Value.UNSURE)
        for question in guide.readiness
        if assessment.value_of(question.id) == value
    )


def caution(assessment: Assessment, guide: Guide) -> tuple[str, ...]:
    """Return the most important success factors that are no, then the most important risks that are yes."""
    return tuple(
        factor.id
        for kind, factors in (("success", guide.success), ("risks", guide.risks))
        for factor in factors
        if factor.key and assessment.value_of(factor.id) == _HINDERING[kind]
    )


def measures(assessment: Assessment, guide: Guide) -> tuple[Measure, ...]:
    """Return what to tackle: most important factors first, then the worst value, then the guide's order."""
    found = []
    position = 0
    for kind, factors in (("success", guide.success), ("risks", guide.risks)):
        worst_first = (_HINDERING[kind], Value.PARTLY, Value.UNSURE)
        for factor in factors:
            position += 1
            value = assessment.value_of(factor.id)
            if value in worst_first:
                measure = Measure(
                    factor.id,
                    "success" if kind == "success" else "risk",
                    value,
                    factor.key,
                    _measure_text(factor.step.at(assessment.stage), value, guide),
                    factor.read_on,
                )
                found.append((not factor.key, worst_first.index(value), position, measure))
    return tuple(measure for *_, measure in sorted(found, key=lambda each: each[:3]))


def _measure_text(step: str, value: Value, guide: Guide) -> str:
    texts = guide.verdict.measures
    template = {Value.PARTLY: texts.partly, Value.UNSURE: texts.unsure}.get(value, texts.definite)
    return template.format(step=step)


def links_for(outcome: OutcomeName, guide: Guide) -> tuple[Link, ...]:
    """Return the links of the branches that go with an outcome, each address once per title."""
    branches = {branch.id: branch for branch in guide.branches}
    links: dict[tuple[str, str], Link] = {}
    for id in getattr(guide.verdict.outcomes, outcome).branches:
        for link in branches[id].links:
            links.setdefault((link.title, link.url), link)
    return tuple(links.values())


def is_tempered(verdict: Verdict) -> bool:
    """Return whether something definite stands in the way, so that the outcome must not be praised.

    That is a readiness question answered no, or a most important factor that hinders.
    """
    return bool(verdict.caution) or any(hurdle.value == Value.NO for hurdle in verdict.hurdles)
