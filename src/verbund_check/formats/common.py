"""What all renderers share: texts without control characters, and the words for kinds and tones."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, cast

from msgspec import Struct
from msgspec.structs import replace

from verbund_check.documents import blocks as doc
from verbund_check.text import NAME, without_controls

if TYPE_CHECKING:
    from verbund_check.guide.model import Effect

SIGNS: dict[Effect, str] = {"hinders": "●", "partly": "◐", "unsure": "?", "helps": "○"}
"""What an answer means: the fuller the sign, the more there is to do; it is read in greys too."""

TONE_SIGNS: dict[doc.Tone, str] = {"good": "✓", "mixed": "≈", "bad": "✗", "unknown": "?", "neutral": "→"}
"""A sign beside each tone, so that it is never told by colour alone."""

SIDE_BY_SIDE = 70  # characters
TALLEST_WHOLE_ROW = 640  # characters; about nine lines
CATCHWORD = 40  # characters; what is longer on the left of a pair is a text of its own
_NOT_IN_FILES = {0x09: " ", 0xFFFE: None, 0xFFFF: None}  # XML has no such characters
# Stricter than browsers are: Word calls a file damaged that has an address it cannot read.
_WEB = re.compile(
    r"https?://[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d{1,4})?(?:[/?](?:[\w.~:/?@!$&'()*+,;=-]|%[0-9a-f]{2})*)?"
    r"(?:#(?:[\w.~:/?@!$&'()*+,;=-]|%[0-9a-f]{2})*)?"
    r"|mailto:[\w.+-]+@[\w.-]+",
    re.IGNORECASE | re.ASCII,
)


def mapped(document: doc.Document, change: Callable[[str], str]) -> doc.Document:
    """Return the document with `change` applied to each of its texts."""

    def of(value: object) -> object:
        match value:
            case str():
                return change(value)
            case tuple():
                return tuple(map(of, value))
            case Struct():
                return type(value)(*(of(getattr(value, name)) for name in value.__struct_fields__))
            case _:
                return value

    return cast("doc.Document", of(document))


def cleaned(document: doc.Document) -> doc.Document:
    """Return the document with newlines as the only control characters in its texts, and no outer blanks.

    Texts are filtered where they come in. It is done again here, once for each rendering, because one that
    slips through would steer the terminal, or make a file that Word calls damaged.
    """
    return _with_places(mapped(document, clean))


def for_pages(document: doc.Document) -> doc.Document:
    """Return the document `cleaned`, with no-break blanks where a line of its pages must not end."""
    from verbund_check.formats.no_break import unbroken  # the terminal breaks lines itself

    return _with_places(mapped(document, lambda text: unbroken(clean(text))))


def _with_places(document: doc.Document) -> doc.Document:
    """Return the document with each anchor at one heading at most, and at none that cannot be seen or led to."""
    seen: set[str] = set()

    def of(block: doc.Block) -> doc.Block:
        if isinstance(block, doc.Group):
            return doc.Group(tuple(map(of, block.blocks)))
        if isinstance(block, doc.Heading) and block.anchor:
            good = bool(block.text) and NAME.fullmatch(block.anchor) is not None and block.anchor not in seen
            seen.add(block.anchor)
            return block if good else doc.Heading(block.text, block.level)
        return block

    return replace(document, blocks=tuple(map(of, document.blocks)))


def clean(text: str) -> str:
    """Return one text as `cleaned` does."""
    return without_controls(text).translate(_NOT_IN_FILES).strip()


def is_web(url: str) -> bool:
    """Say whether the address is one that a reader may safely be led to with a click."""
    return _WEB.fullmatch(url) is not None


def rectangular(table: doc.Table) -> tuple[tuple[str, ...], list[tuple[doc.Cell, ...]]]:
    """Return head and rows with as many cells each as the longest of them, so that no renderer drops one."""
    width = max(len(table.head), *map(len, table.rows), 0)
    head = (*table.head, *[""] * (width - len(table.head)))
    return head, [(*row, *[""] * (width - len(row))) for row in table.rows]


def row_head(table: doc.Table) -> int | None:
    """Return the column (from 0) that names each row: the first that holds words, not counts, marks or numbers."""
    head, rows = rectangular(table)
    for column in range(len(head)):
        texts = [text_of_cell(row[column]) for row in rows]
        if column in (*table.blank, *table.marks, *table.numbers) or all(text.rstrip(".").isdigit() for text in texts):
            continue
        return column
    return None


def parts_of(cell: doc.Cell) -> doc.Entry:
    """Return what stands in a cell in its parts."""
    return cell if isinstance(cell, doc.Entry) else doc.Entry("", cell)


def text_of_cell(cell: doc.Cell) -> str:
    """Return all that stands in a cell, one part to a line."""
    if isinstance(cell, str):
        return cell
    label = f"({cell.label})" if cell.label else ""
    see = cell.see.text if cell.see else ""
    parts = (" ".join(filter(None, (cell.term, label))), cell.text, cell.aside, cell.note, see)
    return "\n".join(part for part in parts if part)


def is_long(row: tuple[doc.Cell, ...]) -> bool:
    """Say whether a row is so tall that a page may end within it, rather than half empty above it."""
    return sum(len(text_of_cell(cell)) for cell in row) > TALLEST_WHOLE_ROW


def columns_of(head: tuple[str, ...], rows: list[tuple[doc.Cell, ...]]) -> list[list[str]]:
    """Return the texts of a rectangular table column by column, each with its head."""
    return [[title, *map(text_of_cell, cells)] for title, *cells in zip(head, *rows, strict=True)]


def ungrouped(blocks: tuple[doc.Block, ...]) -> tuple[doc.Block, ...]:
    """Return the blocks one after another, for what has no pages."""
    return tuple(
        each for block in blocks for each in (ungrouped(block.blocks) if isinstance(block, doc.Group) else (block,))
    )


def one_below_the_other(options: tuple[str, ...]) -> bool:
    """Say whether the options of a form are too long to stand side by side."""
    return sum(map(len, options)) > SIDE_BY_SIDE


def pair_widths(pairs: doc.Pairs) -> tuple[int, int]:
    """Return how the page is shared out: equally, but for short texts on the left, which are answered at length."""
    left = max((len(text_of_cell(left)) for left, _ in pairs.rows), default=0)
    right = max((len(text_of_cell(right)) for _, right in pairs.rows), default=0)
    if right > 3 * left and left <= CATCHWORD:
        return (3, 7)
    return (2, 3) if right > 2 * left else (1, 1)


def leads_on(block: doc.Block, following: doc.Block | None) -> bool:
    """Say whether a block introduces the next one, so that no page may end between the two."""
    introduced = doc.Table | doc.Ratings | doc.Pairs | doc.Form | doc.Entries | doc.ListBlock | doc.Bars | doc.Group
    if isinstance(block, doc.Paragraph) and isinstance(following, doc.Heading):
        return block.text.endswith(":")
    return isinstance(block, doc.Heading) or (isinstance(block, doc.Paragraph) and isinstance(following, introduced))


def in_context(blocks: tuple[doc.Block, ...]) -> Iterator[tuple[doc.Block | None, doc.Block, doc.Block | None]]:
    """Yield each block between the one before it and the one behind it."""
    yield from zip((None, *blocks), blocks, (*blocks[1:], None), strict=False)


def leads_in(previous: doc.Block | None, block: doc.Block, following: doc.Block | None) -> bool:
    """Say whether a paragraph opens something new behind a list or table: it stands apart from what is before it."""
    ended = doc.Table | doc.Ratings | doc.Pairs | doc.Entries | doc.ListBlock | doc.Bars | doc.Links | doc.Callout
    return isinstance(block, doc.Paragraph) and isinstance(previous, ended) and leads_on(block, following)


def is_afterword(previous: doc.Block | None, block: doc.Block) -> bool:
    """Say whether a quiet paragraph begins what is said behind the matter itself, such as a disclaimer."""
    quiet = isinstance(block, doc.Paragraph) and block.style == "quiet"
    goes_on = isinstance(previous, doc.Heading) or (isinstance(previous, doc.Paragraph) and previous.style == "quiet")
    return quiet and previous is not None and not goes_on


def to_fill(block: doc.Block) -> bool:
    """Say whether there is something to fill in by hand."""
    match block:
        case doc.Group():
            return any(map(to_fill, block.blocks))
        case doc.Table():
            return bool(block.blank)
        case doc.Ratings():
            rows = [row for part in block.parts for row in part.rows]
            return any(isinstance(cell, doc.Ticks) or cell == "" for row in rows for cell in row.cells)
        case _:
            return isinstance(block, doc.Blank | doc.Form)


def lines_to_fill(blank: doc.Blank) -> int:
    """Return how many lines to write on there are; what has a label has one at least."""
    return max(blank.lines, 1 if blank.label or blank.beside else 0)


def share(bar: doc.Bar, total: int, steps: int) -> int:
    """Return how many of `steps` a bar fills: none only for zero, all only for `total` or more."""
    if bar.count <= 0 or total <= 0:
        return 0
    if bar.count >= total:
        return steps
    return min(max(round(bar.count / total * steps), 1), steps - 1) if steps > 1 else 0


def count_of(bar: doc.Bar, total: int, words: doc.Words) -> str:
    """Return the words beside a bar, such as "5 von 7"; without a template "5/7"."""
    return (words.count or "{count}/{total}").format(count=bar.count, total=total)


def link_kind(link: doc.Link, words: doc.Words) -> str:
    """Return the guide's legend of a link, in words; "" where the document has none."""
    return str(getattr(words, f"link_{link.kind}"))


def page_parts(words: doc.Words) -> list[str]:
    """Return the template of the page number as texts between the numbers: first the page, then how many there are.

    [""] * 3 where the document has no such words, or they do not name both in that order.
    """
    before, found, rest = words.page.partition("{page}")
    between, also, after = rest.partition("{pages}")
    return [before, between, after] if found and also else [""] * 3


def anchors_of(document: doc.Document) -> frozenset[str]:
    """Return the names that headings can be reached by; a `Target` of another name is text alone."""
    headings = (block for block in ungrouped(document.blocks) if isinstance(block, doc.Heading))
    return frozenset(heading.anchor for heading in headings if heading.anchor)
