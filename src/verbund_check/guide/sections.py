"""The sections of the guide as data: frozen models of their YAML files.

Each class mirrors a mapping in a content file; CONTRIBUTING.md explains them to authors of content.
Unknown fields are refused, so that a typing mistake is found and not ignored.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

Kind = Literal["reasons", "readiness", "success", "risks", "fears"]
Stage = Literal["planned", "running"]
Rule = Literal["all", "any", "majority"]
Whom = Literal["house", "management", "partners"]
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


class ByStage(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One text for an alliance that is planned and one for an alliance at work."""

    planned: str
    running: str

    def at(self, stage: Stage) -> str:
        """Return the text for `stage`."""
        return self.running if stage == "running" else self.planned


Staged = str | ByStage
"""A text for both stages, or one for each."""


def at_stage(text: Staged, stage: Stage) -> str:
    """Return a text for `stage`."""
    return text if isinstance(text, str) else text.at(stage)


class EarlierByStage(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Fingerprints of earlier wordings whose meaning is kept, by the stage at which they were answered."""

    planned: tuple[str, ...] = ()
    running: tuple[str, ...] = ()


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
    """`earlier` are fingerprints of earlier lists whose meaning is kept."""

    items: tuple[Fear, ...]
    earlier: tuple[str, ...] = ()


class Judged(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What is judged one by one: a readiness question or a factor. `read_on` is the key of a section.

    `find_out` is what to ask where the answer is not known, `whom` the conversation in which to ask it.
    """

    id: str
    title: str
    explanation: Staged
    find_out: Staged
    whom: Whom
    read_on: str
    earlier: EarlierByStage = EarlierByStage()


class OwnWording(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How a question is put to those whom it is about."""

    question: ByStage
    explanation: Staged
    clarify: Staged
    find_out: Staged


class ReadinessQuestion(Judged, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """`clarify` says what to settle first where the answer is no or unsure; `management` is the wording for the management."""

    question: ByStage
    clarify: Staged
    management: OwnWording | None = None


class ReadinessSection(Section, frozen=True, forbid_unknown_fields=True, kw_only=True):
    items: tuple[ReadinessQuestion, ...]
    clarify_heading: str
    clarify_lead: str


class Factor(Judged, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A factor of success or failure. `step` becomes the measure; `rule` judges it over several firms.

    `answering` is a hint for whoever answers, `teachable` says that one firm can show it to another.
    """

    statement: ByStage
    step: ByStage
    rule: Rule
    key: bool = False
    teachable: bool = False
    answering: str = ""


class FactorsSection(Section, frozen=True, forbid_unknown_fields=True, kw_only=True):
    step_label: str
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
    own_text: tuple[str, ...] = ()


class NextStepsSection(Section, frozen=True, forbid_unknown_fields=True, kw_only=True):
    branches: tuple[Branch, ...]


class Entry(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A section in the table of contents."""

    key: str
    title: str
    aliases: tuple[str, ...]
    summary: str

    @property
    def name(self) -> str:
        """The name to show to a person: the German one where there is one."""
        return self.aliases[0] if self.aliases else self.key


class Contents(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """content.yaml: the version of the content and its sections, in the guide's order."""

    version: str
    edition: str
    sections: tuple[Entry, ...]
    unbroken: tuple[str, ...] = ()


class EarlierWording(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How a question was worded in earlier versions of the content, by the fingerprint that answers to it bear."""

    fingerprint: str
    id: str
    versions: tuple[str, ...]
    planned: str
    running: str


class EarlierTexts(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """earlier.yaml: so that an answer can be shown with the sentence that it was given to."""

    wordings: tuple[EarlierWording, ...]
