"""The guide as data: frozen models of what stands in content/.

Each class mirrors a mapping in a YAML file; CONTRIBUTING.md explains them to authors of content.
Unknown fields are refused, so that a typing mistake is found and not ignored.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from msgspec import Struct

Kind = Literal["reasons", "readiness", "success", "risks", "fears"]
Stage = Literal["planned", "running"]
Rule = Literal["all", "any", "majority"]
LinkKind = Literal["file", "guide", "web"]


class Model(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Base of everything that is read from a content file."""


class Link(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Where to read on. `kind` is the legend of the guide: a file, a sibling guide or a web page."""

    title: str
    url: str
    kind: LinkKind
    note: str = ""


class Term(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A term with its text; `label` is a short catchword beside the term."""

    term: str
    text: str
    label: str = ""


class Pair(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Two texts that belong side by side."""

    left: str
    right: str


class Paragraph(Model, frozen=True, forbid_unknown_fields=True, kw_only=True, tag_field="type", tag="paragraph"):
    text: str
    own: bool = False


class Subheading(Model, frozen=True, forbid_unknown_fields=True, kw_only=True, tag_field="type", tag="heading"):
    text: str


class Listing(Model, frozen=True, forbid_unknown_fields=True, kw_only=True, tag_field="type", tag="list"):
    items: tuple[str, ...]
    ordered: bool = False


class Definitions(Model, frozen=True, forbid_unknown_fields=True, kw_only=True, tag_field="type", tag="definitions"):
    items: tuple[Term, ...]


class Pairs(Model, frozen=True, forbid_unknown_fields=True, kw_only=True, tag_field="type", tag="pairs"):
    left: str
    right: str
    items: tuple[Pair, ...]


class TableBlock(Model, frozen=True, forbid_unknown_fields=True, kw_only=True, tag_field="type", tag="table"):
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class NoteBlock(Model, frozen=True, forbid_unknown_fields=True, kw_only=True, tag_field="type", tag="note"):
    title: str
    text: str
    own: bool = False


class Links(Model, frozen=True, forbid_unknown_fields=True, kw_only=True, tag_field="type", tag="links"):
    items: tuple[Link, ...]


class Items(Model, frozen=True, forbid_unknown_fields=True, kw_only=True, tag_field="type", tag="items"):
    """The place where the section's own items (questions, factors, fears …) are laid out."""


class KeyFactors(Model, frozen=True, forbid_unknown_fields=True, kw_only=True, tag_field="type", tag="key-factors"):
    """The place where the most important factors of `factors` are laid out side by side."""

    left: str
    right: str


Block = Paragraph | Subheading | Listing | Definitions | Pairs | TableBlock | NoteBlock | Links | Items | KeyFactors


class Section(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A section of the guide.

    `own` names the item fields whose text is this project's and not the guide's.
    """

    blocks: tuple[Block, ...]
    own: tuple[str, ...] = ()


class Reason(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    id: str
    title: str
    label: str
    text: str


class ReasonsSection(Section, frozen=True, forbid_unknown_fields=True, kw_only=True):
    items: tuple[Reason, ...]


class Fear(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    id: str
    title: str
    statement: str
    reply: str
    read_on: str


class FearsSection(Section, frozen=True, forbid_unknown_fields=True, kw_only=True):
    items: tuple[Fear, ...]


class Judged(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What is judged one by one: a readiness question or a factor. `read_on` is the key of a section."""

    id: str
    title: str
    explanation: str
    read_on: str


class ReadinessQuestion(Judged, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """`clarify` says what to settle first where the answer is no or unsure."""

    question: str
    clarify: str


class ReadinessSection(Section, frozen=True, forbid_unknown_fields=True, kw_only=True):
    items: tuple[ReadinessQuestion, ...]


class ByStage(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One text for an alliance that is planned and one for an alliance at work."""

    planned: str
    running: str

    def at(self, stage: Stage) -> str:
        """Return the text for `stage`."""
        return self.running if stage == "running" else self.planned


class Factor(Judged, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A factor of success or failure. `step` becomes the measure; `rule` judges it over several firms."""

    statement: ByStage
    step: ByStage
    rule: Rule
    key: bool = False


class FactorsSection(Section, frozen=True, forbid_unknown_fields=True, kw_only=True):
    success: tuple[Factor, ...]
    risks: tuple[Factor, ...]


class RulePoint(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A point that an alliance should settle; `contract` where only the contract form will do."""

    id: str
    title: str
    question: str
    explanation: str
    contract: bool = False


class RuleGroup(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    title: str
    points: tuple[RulePoint, ...]


class RulesSection(Section, frozen=True, forbid_unknown_fields=True, kw_only=True):
    groups: tuple[RuleGroup, ...]


class Branch(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One way to go on, with its links."""

    id: str
    title: str
    text: tuple[str, ...]
    links: tuple[Link, ...]


class NextStepsSection(Section, frozen=True, forbid_unknown_fields=True, kw_only=True):
    branches: tuple[Branch, ...]


class Entry(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A section in the table of contents."""

    key: str
    title: str
    aliases: tuple[str, ...]
    summary: str


class Contents(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """content.yaml: the version of the content and its sections, in the guide's order."""

    version: str
    edition: str
    sections: tuple[Entry, ...]


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
    blank_intro: str


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


class FirmsTexts(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What is said about several firms; the placeholders stand for numbers, `{reasons}` for what all of them named."""

    title: str
    within: str
    fewer: str
    more: str
    verdict: AllianceTexts
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


class Guide(Struct, frozen=True, kw_only=True, eq=False):
    """The whole content, checked, with the digest of its files.

    Two guides are the same only if they are one object, so that what is derived from a guide can be cached by it.
    """

    contents: Contents
    digest: str
    sections: dict[str, Section]
    reasons: tuple[Reason, ...]
    readiness: tuple[ReadinessQuestion, ...]
    success: tuple[Factor, ...]
    risks: tuple[Factor, ...]
    fears: tuple[Fear, ...]
    branches: tuple[Branch, ...]
    verdict: VerdictTexts
    interview: InterviewTexts
    comparison: ComparisonTexts
    paper: PaperTexts

    def judged(self, id: str) -> Judged | None:
        """Return the readiness question or factor with this ID, None where there is none."""
        return _judged_by_id(self).get(id)

    def title_of(self, key: str) -> str:
        """Return the title of the section `key`."""
        return next(entry.title for entry in self.contents.sections if entry.key == key)


@lru_cache(maxsize=8)
def _judged_by_id(guide: Guide) -> dict[str, Judged]:
    return {item.id: item for item in (*guide.readiness, *guide.success, *guide.risks)}
