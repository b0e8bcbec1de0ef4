"""Everything that a person gets to read, as a short list of blocks.

A section of the guide, a report, a comparison and the key-points paper are each built once
(see `documents/`); each output format is one small renderer of these blocks (see `formats/`).
All texts are plain text: no renderer reads markup in them, every renderer escapes them.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from verbund_check.guide.model import Effect

Tone = Literal["good", "mixed", "bad", "unknown", "neutral"]
"""What a colour may underline; the words beside it always say the same."""

LinkKind = Literal["file", "guide", "web"]


class Heading(Struct, frozen=True):
    """A heading below the document's title; `level` 2 to 4. `anchor` is the name by which a `Target` leads here."""

    text: str
    level: int = 2
    anchor: str = ""


class Target(Struct, frozen=True):
    """A place in the same document to read on at: what it is called, and the `anchor` of its heading."""

    text: str
    anchor: str


class Paragraph(Struct, frozen=True):
    """Running text. `lead` opens a document or part; `quiet` is an aside such as a source line."""

    text: str
    style: Literal["normal", "lead", "quiet"] = "normal"


class ListBlock(Struct, frozen=True):
    """A list; numbered where `ordered`."""

    items: tuple[str, ...]
    ordered: bool = False


class Entry(Struct, frozen=True):
    """A term with its text. `label` is a short catchword beside the term; `aside` a quiet line below.

    `note` is what a person remarked, set apart from all that the program says; `see` where to read on.
    """

    term: str
    text: str
    label: str = ""
    aside: str = ""
    note: str = ""
    see: Target | None = None


class Entries(Struct, frozen=True):
    """Terms with their texts, one below the other; numbered where `ordered` (from `start`)."""

    items: tuple[Entry, ...]
    ordered: bool = False
    start: int = 1


Cell = str | Entry
"""What stands in a cell; in an `Entry` the term is set off, the aside quiet, and each may be missing."""


class Pairs(Struct, frozen=True):
    """Texts that are read against each other: side by side where there is room, else one below the other."""

    left: str
    right: str
    rows: tuple[tuple[Cell, Cell], ...]


class Table(Struct, frozen=True):
    """A table. `blank` names the columns (from 0) that a person fills in by hand; `caption` says what it shows.

    `widths` shares the page out among the columns, so that tables that belong together line up; empty: as the texts need.
    `marks` names the columns of single letters or short words, to be centred, `numbers` those of counts.
    """

    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    caption: str = ""
    blank: tuple[int, ...] = ()
    widths: tuple[int, ...] = ()
    marks: tuple[int, ...] = ()
    numbers: tuple[int, ...] = ()


Names = frozenset[str]
"""What a part is called in a file that is filled in and read back (see `answers/word_marks.py`); nothing that a person reads."""


class Rating(Struct, frozen=True):
    """One answer with what it means for an alliance: the sign says it, so that no direction has to be remembered.

    `word` is the answer ("trifft nicht zu"); without `effect` there is none, and `word` says why ("noch offen").
    """

    effect: Effect | None
    word: str


class Counts(Struct, frozen=True):
    """How many answers hinder, are partly so, unknown or help: a strip with its numbers, worst first."""

    hinders: int
    partly: int
    unsure: int
    helps: int


class Ticks(Struct, frozen=True):
    """Boxes to tick in a cell, one below the other."""

    options: tuple[str, ...]


class RatingRow(Struct, frozen=True):
    """One factor: what it is called (`mark` where it is a most important one), one rating a column, more cells behind.

    `text` stands below the label (the sentence, a reason), `notes` below it: what people remarked. `cells` are the columns
    behind the ratings: text, boxes to tick, or "" to write in.
    """

    label: str
    ratings: tuple[Rating | Counts, ...]
    mark: str = ""
    text: str = ""
    notes: tuple[str, ...] = ()
    cells: tuple[Cell | Ticks, ...] = ()
    number: str = ""
    see: Target | None = None


class RatingPart(Struct, frozen=True):
    """Factors under one heading, in the order in which they are to be read: worst first. `title` may be empty."""

    title: str
    rows: tuple[RatingRow, ...]


class Ratings(Struct, frozen=True):
    """One row for each factor, in parts, with one column of ratings for each assessment, party or firm.

    `columns` are the heads of the ratings (empty where there is one alone), `more` those of the cells behind; `head` stands above the
    labels. `legend` explains the signs once, below. With `beside` the parts stand side by side where the page has room
    for two; with `signs` the ratings are signs alone (a heat map), their words are for the ear. `totals` closes the table.
    """

    parts: tuple[RatingPart, ...]
    head: str = ""
    columns: tuple[str, ...] = ()
    more: tuple[str, ...] = ()
    legend: str = ""
    totals: RatingRow | None = None
    beside: bool = False
    signs: bool = False


class NewPage(Struct, frozen=True):
    """What follows begins on a page of its own, where there are pages."""


class Fields(Struct, frozen=True):
    """Label and value, such as the head of a report."""

    items: tuple[tuple[str, str], ...]
    marks: Names = frozenset()


class Bar(Struct, frozen=True):
    """One bar: `count` out of the bars' `total`."""

    label: str
    count: int
    tone: Tone = "neutral"


class Bars(Struct, frozen=True):
    """Counts as bars under a title; the numbers always stand beside the bars."""

    title: str
    bars: tuple[Bar, ...]
    total: int


class Link(Struct, frozen=True):
    """Where to go on; `kind` follows the guide's legend (file, sibling guide, web page)."""

    title: str
    url: str
    kind: LinkKind
    note: str = ""


class Links(Struct, frozen=True):
    """A list of links."""

    items: tuple[Link, ...]


class Callout(Struct, frozen=True):
    """A boxed remark or result; `tone` never says more than `title` and `text` do."""

    title: str
    text: str
    tone: Tone = "neutral"


class Marks(Struct, frozen=True):
    """The names of the parts of a form: its question, each of its boxes and its remark."""

    question: Names = frozenset()
    options: tuple[Names, ...] = ()
    remark: Names = frozenset()


class Form(Struct, frozen=True):
    """A question to answer on paper: boxes to tick and room for a remark.

    `remark` stands before that room; None: the word that the document has for it; "": there is no such room.
    """

    number: str
    question: str
    explanation: str
    options: tuple[str, ...]
    remark: str | None = None
    marks: Marks = Marks()


class Blank(Struct, frozen=True):
    """A label with `lines` empty lines to write on, the first one beside it.

    `beside` is a second label, which shares the last line with the first.
    """

    label: str
    lines: int = 1
    beside: str = ""
    marks: Names = frozenset()


class Group(Struct, frozen=True):
    """Blocks that are kept on one page where they fit on one."""

    blocks: tuple[Block, ...]


Block = (
    Heading
    | Paragraph
    | ListBlock
    | Entries
    | Pairs
    | Table
    | Ratings
    | Fields
    | Bars
    | Links
    | Callout
    | Form
    | Blank
    | NewPage
    | Group
)


class Words(Struct, frozen=True):
    """The words that renderers add of their own, from content/documents.yaml: see `guide.document_texts`."""

    page: str = ""
    count: str = ""
    remark: str = ""
    link_file: str = ""
    link_guide: str = ""
    link_web: str = ""
    hinders: str = ""
    partly: str = ""
    unsure: str = ""
    helps: str = ""
    missing: str = ""


class Document(Struct, frozen=True):
    """A title, an optional line with it, and blocks in reading order.

    `about` says what it is, whose and of when ("Muster GmbH · Personalabteilung · Bericht · 25.11.2026"): it stands in the
    footer and in the file's properties, so that a page that lies about can be put where it belongs. `dense` asks for smaller
    type and less air on paper, where much has to stand on few pages.
    """

    title: str
    blocks: tuple[Block, ...]
    subtitle: str = ""
    about: str = ""
    words: Words = Words()
    dense: bool = False
