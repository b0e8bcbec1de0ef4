"""What a workbook is made of: sheets of rows, whatever they are about. The writer (`xlsx`) knows nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, NamedTuple

from msgspec import Struct

from verbund_check.documents import blocks as doc
from verbund_check.guide.model import Effect, Guide
from verbund_check.guide.spreadsheet_texts import SpreadsheetTexts
from verbund_check.text import local_date, local_day

WIDEST = 240
"""Excel's columns have at most 255 characters."""


class Day(NamedTuple):
    """A local day, ISO 8601, that Excel gets as a date."""

    iso: str


Cell = str | int | Day | None
Row = tuple[Cell, ...]
Style = Literal["title", "heading", "field", "wide", "plain", "strong", "quiet"]
"""How a line looks. Of two cells of a `field` or a `wide` line the first is the label; a `wide` text goes over all columns."""

Kind = Literal["text", "short", "number", "date"]
"""How the cells of a column are written; `short` is text in the middle."""


class Column(Struct, frozen=True):
    """A column: its head, its width in characters, and what may be chosen or typed in it by whoever works with it.

    `choices` makes a list to choose from; `fault` is what Excel says to anything else, of a date to what is none.
    """

    title: str
    width: float
    kind: Kind = "text"
    choices: tuple[str, ...] = ()
    fault: str = ""


class Line(Struct, frozen=True):
    """A row above the table, or of a sheet that has none: a text, or a label with what belongs to it."""

    cells: Row
    style: Style = "plain"


class Shades(Struct, frozen=True):
    """Cells that get their look from the word that stands in them, also after somebody has changed it.

    `first` and `last` are numbers of columns, from 0.
    """

    words: Mapping[str, Effect]
    first: int
    last: int


class Sheet(Struct, frozen=True):
    """Lines, then a table with a head and any number of rows, each of which is made when its turn comes.

    `held` columns stay in sight. `done` is the number of a column and the word in it that greys a row. `legend` says what
    the first of the shades mean: a lead, then their words.
    """

    name: str
    columns: tuple[Column, ...]
    lines: tuple[Line, ...] = ()
    rows: Iterable[Row] = ()
    has_table: bool = True
    held: int = 0
    shades: tuple[Shades, ...] = ()
    legend: tuple[str, ...] = ()
    done: tuple[int, str] | None = None


class Book(Struct, frozen=True):
    """A workbook. `title` stands in its properties and on every page, `created` is an ISO 8601 time or empty."""

    title: str
    sheets: tuple[Sheet, ...]
    texts: SpreadsheetTexts
    created: str = ""


def day_of(moment: str | None) -> Day | None:
    """Return the local day of a time; None where there is none."""
    return Day(local_date(moment)) if moment else None


def effect_words(guide: Guide) -> dict[str, Effect]:
    """Return what each answer means for an alliance, by the word for it."""
    effects = guide.documents.effects
    return {effects.hinders: "hinders", effects.partly: "partly", effects.unsure: "unsure", effects.helps: "helps"}


def wide_enough(texts: Iterable[str], least: float) -> float:
    """Return how wide a column must be so that the longest of the texts fits into the highest row that Excel has."""
    longest = max((len(each) + 40 * each.count("\n") for each in texts), default=0)
    return min(max(least, longest / 22), WIDEST)


def title_of(*parts: str) -> str:
    """Return the title of a workbook from what it is, whose and of when; what is empty is left out."""
    return ", ".join(filter(None, parts))


def as_document(book: Book) -> doc.Document:
    """Return everything that stands in a workbook as a document, to be looked at before it leaves the house."""
    return doc.Document(book.title, tuple(_blocks(book)))


def _blocks(book: Book) -> Iterator[doc.Block]:
    for sheet in book.sheets:
        yield doc.Heading(sheet.name)
        for line in sheet.lines:
            if told := ": ".join(filter(None, map(_shown, line.cells))):
                yield doc.Paragraph(told)
        rows = tuple(tuple(map(_shown, row)) for row in sheet.rows)
        if rows:
            yield doc.Table(tuple(each.title for each in sheet.columns), rows)


def _shown(cell: Cell) -> str:
    if isinstance(cell, Day):
        return local_day(cell.iso)
    return "" if cell is None else str(cell)
