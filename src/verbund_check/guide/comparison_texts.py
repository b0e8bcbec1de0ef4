"""The words of comparisons, agenda and agreement as data: frozen models of comparison.yaml."""

from __future__ import annotations

from verbund_check.guide.sections import Model
from verbund_check.guide.texts import TitledText


class Favourable(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How many partners are favourable: from `least` to `most`."""

    least: int
    most: int


class PairWords(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What comparison and agenda of two assessments say alike; most are templates."""

    part: str
    two: str
    dated: str
    undated: str
    numbered: str
    topic: str
    remark: str
    then: str
    then_of: str
    choices: str
    both: str
    only: str
    not_asked: str
    quick: str
    reading: str
    reading_lead: str
    section: str
    read_for: str
    disclaimer: str


class VerdictsTexts(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Both results side by side; `in_line` the same as a sentence."""

    title: str
    readiness: str
    prospects: str
    factors: str
    readiness_counts: str
    in_line: str


class AgreedTexts(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What both answered alike: `open` is all that does not help, `helps_others` what helps and has no row of its own."""

    open: str
    helps: str
    helps_others: str


class StagesDifferTexts(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    parties: str
    time: str


class PairTexts(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What is said about two parties; `all_alike_good` only where both results have the tick."""

    headline: str
    headline_few: str
    headline_many: str
    headline_near: str
    headline_none: str
    agreement: str
    all_alike_good: str
    all_alike: str
    too_different: str
    strong: str
    weak: str
    one_sided: str
    hint: str


class TimeTexts(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What has changed; better and worse only between two definite answers."""

    headline: str
    headline_better: str
    headline_worse_few: str
    headline_worse_many: str
    headline_none: str
    before: str
    now: str
    only_before: str
    only_now: str
    better: str
    worse: str
    known: str
    unknown: str
    unchanged: AgreedTexts
    none: str
    done: str
    new: str
    remaining: str


class GroupTexts(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What several people of one organisation answered, without names; `title_…` say the result."""

    question: str
    people: str
    title_divided: str
    title_hinders: str
    title_united: str
    title_nothing: str
    more_points: str
    intro: str
    head: str
    counts: str
    position: str
    no_position: str
    divided_title: str
    reasons: str
    too_few_title: str
    too_few: str


class DecisionsByStage(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    planned: tuple[str, ...]
    running: tuple[str, ...]


class AgendaTexts(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The agenda for the joint meeting; `part` is a heading with its minutes, `settled` what is ticked of a point."""

    title: str
    title_one: str
    title_none: str
    intro: str
    intro_alike: str
    place: str
    chair: str
    minutes: str
    people: str
    part: str
    time: str
    time_long: str
    strong: str
    weak: str
    one_sided: str
    choices: str
    hinders: str
    changed: str
    unsure: str
    find_out: str
    partly: str
    helps: str
    named_both: str
    point: str
    points: str
    result: str
    who: str
    responsible: str
    until: str
    state: str
    settled: tuple[str, ...]
    discussed: tuple[str, ...]
    closing_title: str
    closing: str
    decision: str
    decisions: DecisionsByStage
    next: str
    signature: str
    hint: str


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
    """What is with most important factors that are to be talked about; what a missing one lacks depends on its rule."""

    risk: str
    risk_open: str
    success_open: str
    success_missing: RuleTexts
    often: str


class JointWords(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Whether a statement holds for the whole alliance, in words that say which way it points."""

    holds: str
    holds_not: str
    open: str


class FactorTableTexts(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The table of all factors over all firms."""

    factor: str
    counts: str
    hinders_at: str
    joint: str
    joint_by: str
    total: str
    not_asked: str
    success: JointWords
    risk: JointWords
    legend: str


class ComplementsHead(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The head of who can show what to whom; `one` and `many` where they are counted and not named."""

    factor: str
    has: str
    lacks: str
    one: str
    many: str


class FearTableTexts(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    fear: str
    named: str
    reply: str


class ListedTexts(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The list of all firms behind the page; `on_screen` where it is left out there."""

    title: str
    lead: str
    firm: str
    key: str
    too_many: str
    on_screen: str


class FirmsTexts(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What is said about several firms; the placeholders stand for numbers, `{reasons}` for what all of them named."""

    title: str
    firms: str
    within: str
    fewer: str
    more: str
    counted_in: str
    one_each: str
    copies: str
    verdict: AllianceTexts
    more_points: str
    points: PointTexts
    often: str
    overview: str
    quick: str
    reasons: str
    shared: str
    none_shared: str
    factors: FactorTableTexts
    rules: RuleTexts
    others: str
    complements_head: ComplementsHead
    complements_title: str
    complements: str
    judged_differently_title: str
    judged_differently: str
    judged_differently_counted: str
    fears: FearTableTexts
    listed: ListedTexts
    anonymous: str
    too_few_title: str
    too_few: str


class ComparisonTexts(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """comparison.yaml: the number of partners that the guide calls favourable, and the words of every comparison."""

    partners: Favourable
    pair: PairWords
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
    worded_then_title: str
    worded_then: str
    reworded: str
    disclaimer: str
