"""The words of the result as data: frozen models of verdict.yaml."""

from __future__ import annotations

from verbund_check.guide.sections import Model, Stage, Staged
from verbund_check.guide.texts import TitledText


class Headline(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Title and advice of a result."""

    title: Staged
    text: Staged


class Hindered(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The headline for one pair of readiness and prospects where something is always in the way."""

    hindered: Headline


class Headlines(Hindered, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The headlines for one pair of readiness and prospects: with something in the way, and without."""

    clear: Headline


class OutcomeTexts(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The headlines for one outcome by its prospects, and which next steps go with it, by stage."""

    branches: BranchesByStage
    favourable: Headlines
    mixed: Headlines
    unfavourable: Headlines
    unclear: Headlines
    pending: Headlines


class DifficultTexts(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The same where most answers are no, which is always in the way."""

    branches: BranchesByStage
    favourable: Hindered
    mixed: Hindered
    unfavourable: Hindered
    unclear: Hindered
    pending: Hindered


class BranchesByStage(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    planned: tuple[str, ...]
    running: tuple[str, ...]

    def at(self, stage: Stage) -> tuple[str, ...]:
        """Return the IDs of the next steps for `stage`."""
        return self.running if stage == "running" else self.planned


class Outcomes(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    go: OutcomeTexts
    difficult: DifficultTexts
    open: OutcomeTexts


class ReadinessWords(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    go: str
    difficult: str
    open: str


class ProspectsWords(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    favourable: str
    mixed: str
    unfavourable: str
    unclear: str
    pending: str


class RuleExplained(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How the result is reckoned; `readiness` by the guide's rule, the rest by ours."""

    title: str
    readiness: Staged
    prospects: str
    caution: str


class ReportHeadings(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    in_the_way: str
    find_out: str
    measures: str
    fears: str
    next_steps: str
    answers: str
    gone: str
    quick: str
    notes: str
    remarks: str


class HeadLabels(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    organisation: str
    party: str
    stage: str
    quick: str
    origins: str
    meetings: str


class ReportLabels(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Catchwords in tables and entries; `then` and `then_mark` where an answer was given to another sentence than today's.

    `remark_below` stands where a long remark was moved to the end, `remark_see` leads there.
    """

    responsible: str
    until: str
    remark: str
    remark_below: str
    remark_see: str
    then: str
    then_mark: str


class MarkTexts(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Whose a text is: the guide's, or this project's."""

    guide: str
    own: str


class InFavourTexts(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What speaks for an alliance; `none_unclear` where nearly everything is unknown."""

    reasons: str
    points: str
    points_more: str
    none: str
    none_unclear: str


class DecisionTexts(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What can be decided, by stage, and what is written in by hand."""

    title: str
    question: str
    planned: tuple[str, ...]
    running: tuple[str, ...]
    again: str
    date: str
    signatures: str

    def at(self, stage: Stage) -> tuple[str, ...]:
        """Return what can be decided at this stage."""
        return self.running if stage == "running" else self.planned


class SummaryTexts(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The first page of a report; `above` stands in the whole list for a step that stands there."""

    box: str
    answered_all: str
    answered_some: str
    begun: str
    steps: str
    steps_of: str
    step: str
    above: str
    talk: str
    talk_more: str
    decision: DecisionTexts


class ShortTexts(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The short result on the screen."""

    verdict: str
    measures: str
    more: str
    missing: str
    no_consensus: str
    find_out: str


class WhomTexts(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """With whom something can be found out; `title_own` and `lead_own` where these are the ones who answered."""

    title: Staged
    lead: Staged
    title_own: str = ""
    lead_own: str = ""


class FindOutTexts(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What is unknown, gathered once by conversation; `first` and `later` where there are many."""

    intro: Staged
    first: str
    later: str
    many: str
    house: WhomTexts
    management: WhomTexts
    partners: WhomTexts


class MeasureTexts(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How a step is worded as a measure, by the answer that calls for it; `{step}` and `{find_out}` stand for the factor's."""

    definite: str
    partly: str
    unsure: str


class OriginTexts(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Which content the questions and the result came from, and the assessment's ID."""

    content: str
    judged: str
    id: str


class RecapTexts(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The result once more at the end of a long page on the screen."""

    title: str
    measures_one: str
    measures_many: str


class VerdictTexts(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """verdict.yaml: the words of the result."""

    headlines: Outcomes
    against: str
    against_more: str
    readiness_words: ReadinessWords
    prospects_words: ProspectsWords
    counts: str
    factor_counts: str
    rule: RuleExplained
    contract_holds: str
    no_result: TitledText
    incomplete: TitledText
    headings: ReportHeadings
    head: HeadLabels
    labels: ReportLabels
    marks: MarkTexts
    in_favour: InFavourTexts
    summary: SummaryTexts
    short: ShortTexts
    find_out: FindOutTexts
    measures_intro: str
    measures_none: str
    measures_unknown: str
    measures_missing: str
    measures: MeasureTexts
    fears_intro: str
    fears_left: str
    fears_right: str
    other_fear_reply: str
    other_shown: str
    quick_hint: str
    older_content: str
    origin: OriginTexts
    recap: RecapTexts
    disclaimer: str
    region: str
    region_own: str
