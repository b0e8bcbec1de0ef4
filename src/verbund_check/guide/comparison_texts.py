"""The words of comparisons, agenda and agreement as data: frozen models of comparison.yaml."""

from __future__ import annotations

from verbund_check.guide.sections import Model
from verbund_check.guide.texts import TitledText


class Favourable(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How many partners are favourable: from `least` to `most`."""

    least: int
    most: int


class VerdictsTexts(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Both results side by side."""

    title: str
    readiness: str
    prospects: str


class AgreedTexts(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What both answered alike, by its effect."""

    hinders: str
    hinders_lead: str
    partly: str
    unsure: str
    unsure_lead: str
    helps: str
    none: str


class StagesDifferTexts(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    parties: str
    time: str


class PairHeadings(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    splits: str
    one_sided: str
    choices: str


class PairBars(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    same: str
    splits: str
    one_sided: str


class PairTexts(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What is said about two parties; `all_alike_good` only where both results have the tick."""

    title: str
    agreement: str
    all_alike_good: str
    all_alike: str
    too_different: str
    headings: PairHeadings
    bars: PairBars
    splits: str
    splits_hint: str
    strong: str
    weak: str
    one_sided: str


class TimeTexts(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What has changed; better and worse only between two definite answers."""

    title: str
    agreement: str
    before: str
    now: str
    better_title: str
    better: str
    worse_title: str
    worse: str
    known_title: str
    known: str
    unknown_title: str
    unknown: str
    none: str
    measures_title: str
    done_title: str
    done: str
    new_title: str
    new: str
    remaining_title: str
    remaining: str


class GroupTexts(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What several people of one organisation answered, without names."""

    title: str
    intro: str
    position: str
    no_position: str
    divided_title: str
    divided: str
    none_divided: str
    united_title: str
    reasons: str
    too_few: str


class DecisionsByStage(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    planned: tuple[str, ...]
    running: tuple[str, ...]


class AgendaTexts(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The agenda for the joint meeting."""

    title: str
    intro: str
    intro_alike: str
    points: str
    splits: str
    one_sided: str
    one_sided_lead: str
    named_alone: str
    named_alone_lead: str
    agreed_hinders: str
    agreed_hinders_lead: str
    agreed_partly: str
    agreed_unsure: str
    agreed_unsure_lead: str
    agreed_helps: str
    result: str
    settled: tuple[str, ...]
    decision: str
    decisions: DecisionsByStage
    closing_title: str
    closing: str
    reading: str
    reading_hint: str


class AgreeTexts(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What is said while both sides agree; `no_consensus` is the label of that choice."""

    intro: str
    asked_anew: str
    people: str
    people_help: str
    explanation: str
    no_consensus: str
    no_consensus_title: str
    no_consensus_report: str
    nothing: str


class RuleTexts(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    all: str
    any: str
    majority: str


class AllianceTexts(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The verdict on an alliance in words."""

    fits: TitledText
    clarify: TitledText
    caution: TitledText
    unknown: TitledText


class PointTexts(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What is said of one most important factor that is to be talked about; what a missing one lacks depends on its rule."""

    risk: str
    risk_open: str
    success_open: str
    success_missing: RuleTexts


class FirmsTexts(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What is said about several firms; the placeholders stand for numbers, `{reasons}` for what all of them named."""

    title: str
    within: str
    fewer: str
    more: str
    counted_in: str
    one_each: str
    copies: str
    verdict: AllianceTexts
    points: PointTexts
    overview: str
    quick: str
    drives: str
    reasons: str
    shared: str
    none_shared: str
    goals: str
    factors_title: str
    factors: str
    legend: str
    rules: RuleTexts
    complements_title: str
    complements: str
    judged_differently_title: str
    judged_differently: str
    fears: str
    fears_shared: str
    fears_reply: str
    anonymous_title: str
    anonymous: str
    too_few_title: str
    too_few: str


class ComparisonTexts(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """comparison.yaml: the number of partners that the guide calls favourable, and the words of every comparison."""

    partners: Favourable
    verdicts: VerdictsTexts
    agreed: AgreedTexts
    stages_differ: StagesDifferTexts
    parties: PairTexts
    time: TimeTexts
    group: GroupTexts
    agenda: AgendaTexts
    agree: AgreeTexts
    firms: FirmsTexts
    changed_title: str
    changed: str
    reworded: str
    disclaimer: str
