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


class ReportHeadings(Model, frozen=True, forbid_unknown_fields=True, kw_only=True, rename={"for_": "for"}):
    for_: str
    in_the_way: str
    find_out: str
    measures: str
    profile: str
    fears: str
    next_steps: str
    answers: str
    gone: str
    quick: str


class HeadLabels(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    organisation: str
    party: str
    finished: str
    started: str
    unfinished: str
    stage: str
    scope: str
    full: str
    quick: str
    origins: str
    meetings: str


class ReportLabels(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Catchwords in tables and entries; `then` and `then_mark` where an answer was given to another sentence than today's."""

    number: str
    measure: str
    responsible: str
    until: str
    question: str
    answer: str
    success: str
    risk: str
    remark: str
    then: str
    then_mark: str


class MarkTexts(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Whose a text is: the guide's, or this project's."""

    guide: str
    own: str


class ForTexts(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What speaks for an alliance; `none_unclear` where nearly everything is unknown."""

    reasons: str
    readiness: str
    success: Staged
    risks: Staged
    none: str
    none_unclear: str


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


class RecapTexts(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The result once more at the end of a long page on the screen."""

    title: str
    measures_one: str
    measures_many: str
    hand_on: str
    compare: str


class VerdictTexts(Model, frozen=True, forbid_unknown_fields=True, kw_only=True, rename={"for_": "for"}):
    """verdict.yaml: the words of the result."""

    title: str
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
    for_: ForTexts
    hurdles_no: str
    caution_success: Staged
    caution_risks: Staged
    find_out: FindOutTexts
    profile: str
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
    recap: RecapTexts
    disclaimer: str
    region: str
    region_own: str
