"""The words of verdict, interview, comparison and key-points paper as data: frozen models of their YAML files."""

from __future__ import annotations

from verbund_check.guide.sections import ByStage, Kind, Model


class Outcome(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The words for one outcome.

    `tempered` (and `tempered_title`) take the place of `text` (and `title`) where a question was answered no or a
    most important factor stands in the way; where they are empty, the others hold for both. `branches` names the next steps, in order.
    """

    title: str
    text: str
    tempered: str = ""
    tempered_title: str = ""
    branches: tuple[str, ...]


class Outcomes(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    go: Outcome
    difficult: Outcome
    open: Outcome


class MeasureTexts(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How a step is worded as a measure, by the answer that calls for it; `{step}` stands for the step."""

    definite: str
    partly: str
    unsure: str


class VerdictTexts(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """verdict.yaml: every sentence of the verdict that is about the guide."""

    outcomes: Outcomes
    counts: str
    hurdles_no: str
    hurdles_unsure: str
    caution_success: str
    caution_risks: str
    profile: str
    measures_intro: str
    measures_none: str
    measures: MeasureTexts
    fears_intro: str
    quick_hint: str
    disclaimer: str


class BlockTexts(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The words that open one part of the interview; `question` only where the part is one question."""

    title: str
    intro: str
    question: str = ""
    none: str = ""


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
    welcome: str
    welcome_quick: str
    blocks: InterviewBlocks
    organisation: Asked
    party: Asked
    stage: Asked
    parties: PartyLabels
    stages: ByStage
    blank_stages: ByStage
    blank_intro: str
    blank_intro_quick: str


class Favourable(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How many partners are favourable: from `least` to `most`."""

    least: int
    most: int


class PairTexts(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What is said about two assessments; `{same}` and `{of}` stand for numbers in `agreement`."""

    title: str
    agreement: str
    all_alike: str
    too_different: str
    splits: str
    strong: str
    weak: str
    one_sided: str


class TimeTexts(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    title: str
    agreement: str
    better: str
    worse: str
    none: str
    done: str
    new: str
    remaining: str


class AgendaTexts(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The agenda; `splits`, `one_sided` and `named_alone` are headings."""

    title: str
    intro: str
    splits: str
    one_sided: str
    one_sided_lead: str
    named_alone: str
    named_alone_lead: str
    closing: str
    reading: str


class AgreeTexts(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What is said while both sides agree; `no_consensus` is the label of that choice."""

    intro: str
    asked_anew: str
    explanation: str
    no_consensus: str
    no_consensus_report: str
    nothing: str


class RuleTexts(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    all: str
    any: str
    majority: str


class AllianceTexts(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The verdict on an alliance in words."""

    fits: str
    clarify: str
    caution: str
    unknown: str


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
    verdict: AllianceTexts
    points: PointTexts
    overview: str
    quick: str
    reasons: str
    shared: str
    none_shared: str
    goals: str
    factors: str
    legend: str
    rules: RuleTexts
    complements: str
    fears: str
    anonymous: str
    too_few: str


class ComparisonTexts(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """comparison.yaml: the number of partners that the guide calls favourable, and the words of every comparison."""

    partners: Favourable
    parties: PairTexts
    time: TimeTexts
    agenda: AgendaTexts
    agree: AgreeTexts
    firms: FirmsTexts
    changed: str
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


class ChangeTexts(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What has changed in the questions since they were answered."""

    kept: str
    changed: str
    new: str
    gone: str
    changed_hint: str
    new_hint: str


class ReviewTexts(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The review: its title, the titles of its parts, and where it goes on to, as in "weiter zur Auswertung"."""

    title: str
    go_on: str
    setup: str = ""
    points: str = ""


class PromptTexts(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """prompts.yaml: the words around the questions that are not the guide's."""

    missing: MissingTexts
    position: str
    point: str
    position_of: str
    position_with_remark: str
    help: HelpTexts
    remark: Asked
    joint_remark: Asked
    paper_remark: Asked
    offer: OfferTexts
    paper_offer: OfferTexts
    widen: WidenTexts
    resumed: str
    changes: ChangeTexts
    review: ReviewTexts
    joint_review: ReviewTexts
    paper_review: ReviewTexts
