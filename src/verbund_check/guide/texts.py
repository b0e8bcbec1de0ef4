"""The words of interview, prompts and key-points paper as data: frozen models of their YAML files.

Those of the result are in `verdict_texts`, those of comparisons in `comparison_texts`.
"""

from __future__ import annotations

from verbund_check.guide.sections import ByStage, Kind, Model, Staged


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
    blank_title: str
    blank_date: str
    blank_stages: ByStage
    blank_intro: str
    blank_intro_quick: str


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
    as_of: str
    date: str
    blank_open: str
    blank_details: str
    blank_agreed: str
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


class StateTexts(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How far an assessment or a paper is."""

    complete: str
    quick: str
    unfinished: str
    settling: str
    points: str


class PromptTexts(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """prompts.yaml: the words around the questions that are not the guide's."""

    missing: MissingTexts
    described: str
    described_paper: str
    state: StateTexts
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
