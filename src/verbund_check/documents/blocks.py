"""Everything that a person gets to read, as a short list of blocks.

A section of the guide, a report, a comparison and the key-points paper are each built once
(see `documents/`); each output format is one small renderer of these blocks (see `formats/`).
All texts are plain text: no renderer reads markup in them, every renderer escapes them.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

Tone = Literal["good", "mixed", "bad", "unknown", "neutral"]
"""What a colour may underline; the words beside it always say the same."""

LinkKind = Literal["file", "guide", "web"]


class Heading(Struct, frozen=True):
    """A heading below the document's title; `level` 2 to 4."""

    text: str
    level: int = 2


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

    `note` is what a person remarked, set apart from all that the program says.
    """

    term: str
    text: str
    label: str = ""
    aside: str = ""
    note: str = ""


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


REMARK = "Bemerkung"
"""What stands before the room for a remark."""


class Marks(Struct, frozen=True):
    """The names of the parts of a form: its question, each of its boxes and its remark."""

    question: Names = frozenset()
    options: tuple[Names, ...] = ()
    remark: Names = frozenset()


class Form(Struct, frozen=True):
    """A question to answer on paper: boxes to tick and room for a remark."""

    number: str
    question: str
    explanation: str
    options: tuple[str, ...]
    remark: str = REMARK
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
    Heading | Paragraph | ListBlock | Entries | Pairs | Table | Fields | Bars | Links | Callout | Form | Blank | Group
)


class Document(Struct, frozen=True):
    """A title, an optional line below it, and blocks in reading order."""

    title: str
    blocks: tuple[Block, ...]
    subtitle: str = ""
