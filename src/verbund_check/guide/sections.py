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
    """A factor of success or failure. `step` becomes the measure; `rule` judges it over several firms.

    `key` marks the most important ones, `goal` those about what the firms want to achieve together.
    """

    statement: ByStage
    step: ByStage
    rule: Rule
    key: bool = False
    goal: bool = False


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

    @property
    def name(self) -> str:
        """The name to show to a person: the German one where there is one."""
        return self.aliases[0] if self.aliases else self.key


class Contents(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """content.yaml: the version of the content and its sections, in the guide's order."""

    version: str
    edition: str
    sections: tuple[Entry, ...]
