"""The verdict: what the answers mean, what is in the way, and which measures follow in which order. Pure functions, as the public contract lays down; no wording, no printing.

The contract's "guide's order" is: readiness, success, risks, each as the content lists them.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from operator import itemgetter
from typing import Literal

from msgspec import Struct

from verbund_check.answers.assessment import Assessment
from verbund_check.guide.model import Guide
from verbund_check.guide.sections import Factor, Link, Stage, at_stage
from verbund_check.guide.values import FACTOR_VALUES, READINESS_VALUES, Value

OutcomeName = Literal["go", "difficult", "open"]
ProspectsName = Literal["favourable", "mixed", "unfavourable", "unclear"]
FactorKind = Literal["success", "risks"]

_HINDERING = {"success": Value.NO, "risks": Value.YES}
"""The definite answer that stands in the way: a success factor that is missing, a danger that is there."""


class Hurdle(Struct, frozen=True, gc=False):
    """A readiness question that was answered no or unsure, with what to clarify first."""

    id: str
    value: Value
    text: str
    section: str


class Measure(Struct, frozen=True, gc=False):
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
    prospects: ProspectsName | None
    readiness: dict[str, int]
    success: dict[str, int] | None
    risks: dict[str, int] | None
    hurdles: tuple[Hurdle, ...]
    caution: tuple[str, ...]
    measures: tuple[Measure, ...]
    links: tuple[NextLink, ...]


def judge(assessment: Assessment, guide: Guide) -> Verdict | None:
    """Return the verdict, or None until all readiness questions are answered."""
    given = assessment.values()
    values = [given[question.id] for question in guide.readiness if question.id in given]
    if len(values) < len(guide.readiness):
        return None
    full = assessment.scope == "full"
    outcome = outcome_of(values)
    return Verdict(
        outcome=outcome,
        prospects=prospects_of(given, guide) if full else None,
        readiness=counts(given, [item.id for item in guide.readiness], READINESS_VALUES),
        success=counts(given, [item.id for item in guide.success], FACTOR_VALUES) if full else None,
        risks=counts(given, [item.id for item in guide.risks], FACTOR_VALUES) if full else None,
        hurdles=hurdles(assessment, given, guide),
        caution=caution(given, guide) if full else (),
        measures=measures(assessment, guide) if full else (),
        links=_next_links(outcome, assessment.stage, guide),
    )


def outcome_of(values: list[Value]) -> OutcomeName:
    """Return `go` where more than half are yes, `difficult` where more than half are no, else `open`."""
    if 2 * values.count(Value.YES) > len(values):
        return "go"
    if 2 * values.count(Value.NO) > len(values):
        return "difficult"
    return "open"


def prospects_of(given: Mapping[str, Value], guide: Guide) -> ProspectsName | None:
    """Return what the factors say together, None until all are answered. This reckoning is ours, not the guide's.

    More than half unknown is `unclear`; else more than half helping and no most important factor in the way is
    `favourable`; else more than half hindering is `unfavourable`; all else `mixed`.
    """
    ids = [factor.id for factor in (*guide.success, *guide.risks)]
    if not given.keys() >= set(ids):
        return None
    effects = [guide.questions[id].effect(given[id]) for id in ids]
    if 2 * effects.count("unsure") > len(ids):
        return "unclear"
    if 2 * effects.count("helps") > len(ids) and not caution(given, guide):
        return "favourable"
    return "unfavourable" if 2 * effects.count("hinders") > len(ids) else "mixed"


def counts(given: Mapping[str, Value], ids: list[str], values: tuple[Value, ...]) -> dict[str, int]:
    """Return how often each of `values` was given, zeros included; what is unanswered counts nowhere."""
    of_these = [given.get(id) for id in ids]
    return {value.value: of_these.count(value) for value in values}


def hurdles(assessment: Assessment, given: Mapping[str, Value], guide: Guide) -> tuple[Hurdle, ...]:
    """Return the readiness questions that are no, then those that are unsure, each in the guide's order."""
    return tuple(
        Hurdle(
            question.id,
            value,
            guide.questions[question.id].to_clarify(assessment.stage, assessment.party),
            question.read_on,
        )
        for value in (Value.NO, Value.UNSURE)
        for question in guide.readiness
        if given.get(question.id) is value
    )


def caution(given: Mapping[str, Value], guide: Guide) -> tuple[str, ...]:
    """Return the most important success factors that are no, then the most important risks that are yes."""
    return tuple(
        factor.id
        for kind, factors in (("success", guide.success), ("risks", guide.risks))
        for factor in factors
        if factor.key and given.get(factor.id) == _HINDERING[kind]
    )


def measures(assessment: Assessment, guide: Guide) -> tuple[Measure, ...]:
    """Return what to tackle: most important factors first, then the worst value, then the guide's order."""
    ranked = _ranked(guide, assessment.stage)
    found = [ranked[answer] for answer in assessment.values().items() if answer in ranked]
    found.sort(key=itemgetter(0))
    return tuple(measure for _, measure in found)


@lru_cache(maxsize=8)
def _ranked(guide: Guide, stage: Stage) -> dict[tuple[str, Value], tuple[int, Measure]]:
    """What each answer calls for, and its place among all: once for each guide, as thousands may be judged by it."""
    parts: tuple[tuple[Literal["success", "risk"], Value, tuple[Factor, ...]], ...] = (
        ("success", _HINDERING["success"], guide.success),
        ("risk", _HINDERING["risks"], guide.risks),
    )
    found: list[tuple[tuple[bool, int], Measure]] = []
    for kind, hindering, factors in parts:
        for factor in factors:
            for severity, value in enumerate((hindering, Value.PARTLY, Value.UNSURE)):  # the worst first
                text = _measure_text(factor, stage, value, guide)
                measure = Measure(factor.id, kind, value, factor.key, text, factor.read_on)
                found.append(((not factor.key, severity), measure))
    found.sort(key=itemgetter(0))  # the guide's order stays where all else is the same
    return {(measure.id, measure.value): (rank, measure) for rank, (_, measure) in enumerate(found)}


def _measure_text(factor: Factor, stage: Stage, value: Value, guide: Guide) -> str:
    texts = guide.verdict.measures
    template = {Value.PARTLY: texts.partly, Value.UNSURE: texts.unsure}.get(value, texts.definite)
    return template.format(step=factor.step.at(stage), find_out=at_stage(factor.find_out, stage))


@lru_cache(maxsize=32)
def _next_links(outcome: OutcomeName, stage: Stage, guide: Guide) -> tuple[NextLink, ...]:
    return tuple(NextLink(link.title, link.url, link.kind) for link in links_for(outcome, stage, guide))


def links_for(outcome: OutcomeName, stage: Stage, guide: Guide) -> tuple[Link, ...]:
    """Return the links of the branches that go with an outcome, each address once per title."""
    branches = {branch.id: branch for branch in guide.branches}
    links: dict[tuple[str, str], Link] = {}
    for id in getattr(guide.verdict.headlines, outcome).branches.at(stage):
        for link in branches[id].links:
            links.setdefault((link.title, link.url), link)
    return tuple(links.values())


def is_hindered(verdict: Verdict) -> bool:
    """Return whether something definite stands in the way, so that no headline may praise without saying so.

    That is a readiness question answered no, or a most important factor that hinders.
    """
    return bool(verdict.caution) or any(hurdle.value == Value.NO for hurdle in verdict.hurdles)


def has_tick(verdict: Verdict) -> bool:
    """Return whether the result may carry the tick: both halves speak for it, and no readiness question is a no."""
    return verdict.outcome == "go" and verdict.prospects == "favourable" and not is_hindered(verdict)
