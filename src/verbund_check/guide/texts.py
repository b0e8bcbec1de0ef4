"""The words of verdict, interview, comparison and key-points paper as data: frozen models of their YAML files."""

from __future__ import annotations

from verbund_check.guide.sections import ByStage, Kind, Model, Stage, Staged


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


class EffectWords(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    helps: str
    partly: str
    unsure: str
    hinders: str


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
    key_label: str
    effects: EffectWords
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


class BlockTexts(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The words that open one part of the interview; `question` to `other_question` only where the part is one question.

    `reminder` stands at every statement of the part, `present` behind one that was affirmed.
    """

    title: str
    intro: Staged
    question: str = ""
    none: str = ""
    other: str = ""
    other_question: str = ""
    reminder: str = ""
    present: str = ""


class InterviewBlocks(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    reasons: BlockTexts
    readiness: BlockTexts
    success: BlockTexts
    risks: BlockTexts
    fears: BlockTexts

    def of(self, kind: Kind) -> BlockTexts:
        """Return the words for `kind`."""
        texts: BlockTexts = getattr(self, kind)
        return texts


class Asked(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A question about the assessment itself."""

    title: str
    question: str
    explanation: str
    help: str = ""


class PartyLabels(
    Model, frozen=True, forbid_unknown_fields=True, kw_only=True, rename={"works_council": "works-council"}
):
    hr: str
    works_council: str
    management: str
    joint: str

    def of(self, party: str) -> str:
        """Return the German name of `party`."""
        label: str = getattr(self, party.replace("-", "_"))
        return label


class InterviewTexts(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """interview.yaml: the order of the interview and the words around its questions."""

    order: tuple[Kind, ...]
    duration: str
    welcome: str
    welcome_quick: str
    origin: str
    blocks: InterviewBlocks
    organisation: Asked
    party: Asked
    stage: Asked
    parties: PartyLabels
    stages: ByStage
    stage_names: ByStage
    blank_stages: ByStage
    blank_intro: str
    blank_intro_quick: str


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


class FormTexts(Asked, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How binding the paper is to be."""

    contract: str
    frame: str
    open: str


class WishTexts(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What can be said to a point that only a contract can settle."""

    wanted: str
    unwanted: str
    open: str
    remark: str


class TitledText(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    title: str
    text: str


class PaperTexts(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """paper.yaml: the words of the key-points paper; its points stand in rules.yaml."""

    title: str
    welcome: str
    intro: str
    blank_intro: str
    partners: Asked
    form: FormTexts
    wish: WishTexts
    open: str
    contract_needed: TitledText
    legal: str
    legal_own: str
    disclaimer: str


class MissingTexts(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What stands where a name, a party or an answer is missing; `answer_of_one` where another party has one."""

    organisation: str
    party: str
    answer: str
    answer_of_one: str


class HelpTexts(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What `?` adds to a question of the guide: how much it weighs, and where to read on."""

    key: str
    reading: str


class OtherRemarkTexts(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The question for what a list does not name; `taken_away` where its tick was taken away and its text is still there."""

    title: str
    explanation: str
    help: str
    taken_away: str


class OfferTexts(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The offer to go on with what was left unfinished; `question_many` where there are several."""

    title: str
    question: str
    question_many: str
    going_on: str
    new: str
    help: str


class WidenTexts(Asked, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The offer to go on from the quick questions to all of them."""

    go_on: str
    look: str


class AmendTexts(Asked, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The choice between correcting a finished assessment and beginning a new round."""

    correct: str
    again: str


class AgainTexts(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Last time's answer beside a question of a new round; `take` is the choice that takes it over."""

    before: str
    before_worded: str
    take: str


class ChangeTexts(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What has changed in the questions since they were answered."""

    kept: str
    changed: str
    new: str
    gone: str
    changed_hint: str
    changed_before: str
    new_hint: str


class ReviewTexts(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The review: its title, the titles of its parts, and where it goes on to, as in "weiter zum Ergebnis"."""

    title: str
    go_on: str
    setup: str = ""
    points: str = ""
    help: str = ""


class PromptTexts(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """prompts.yaml: the words around the questions that are not the guide's."""

    missing: MissingTexts
    position: str
    position_list: str
    point: str
    position_of: str
    position_with_remark: str
    help: HelpTexts
    remark: Asked
    other_remark: OtherRemarkTexts
    joint_remark: Asked
    paper_remark: Asked
    offer: OfferTexts
    paper_offer: OfferTexts
    widen: WidenTexts
    amend: AmendTexts
    again: AgainTexts
    resumed: str
    changes: ChangeTexts
    review: ReviewTexts
    joint_review: ReviewTexts
    paper_review: ReviewTexts
