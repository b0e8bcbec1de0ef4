"""A document on the terminal: laid out for reading at any width, with nothing cut and no word broken."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, assert_never

from msgspec.structs import replace

from verbund_check.documents import blocks as doc
from verbund_check.formats.common import cleaned, mapped, ungrouped
from verbund_check.formats.text import blocks
from verbund_check.formats.text.page import QUIET, Page
from verbund_check.formats.text.symbols import Symbols, symbols
from verbund_check.formats.text.tables import pairs, table
from verbund_check.terminal.wrap import Line, wrap

if TYPE_CHECKING:
    from rich.console import Console


def print_document(document: doc.Document, console: Console, *, plain: bool = False) -> None:
    """Print the document on the console, laid out for its width.

    Texts are printed as they are, never read as markup; control characters are left out. With `plain` nothing
    is drawn and nothing stands side by side, so that a screen reader reads in the right order.
    """
    from rich.text import Text

    errors = getattr(console.file, "errors", None) or "strict"
    lines = lines_of(document, console.width, console.encoding, errors, plain=plain)
    text = Text(no_wrap=True, overflow="ignore")
    for number, line in enumerate(lines):
        if number:
            text.append("\n")
        for words, style in line:
            text.append(words, style or None)
    # Rich would wrap or cut what is too long, a URL for example: soft_wrap leaves that to the terminal.
    console.print(text, soft_wrap=True, markup=False, emoji=False, highlight=False)


def text_of(document: doc.Document, width: int, encoding: str, errors: str, *, plain: bool = False) -> str:
    """Return the document as text for what is no terminal: the same lines without any style, and without Rich.

    `encoding` and `errors` are those of the stream that the text is for; they decide what is drawn with.
    """
    lines = lines_of(document, width, encoding, errors, plain=plain)
    return "".join("".join(words for words, _ in line) + "\n" for line in lines)


def lines_of(document: doc.Document, width: int, encoding: str, errors: str, *, plain: bool) -> list[Line]:
    """Return the document's lines for a screen of `width` columns and a stream of this encoding, as pieces with a style."""
    page = Page(width, symbols(encoding, plain=plain), plain)
    document = cleaned(document)
    if plain:
        document = to_be_heard(document)
    return document_lines(_as_written(document, page.symbols, encoding, errors), page)


_SPELT_OUT = {
    "u. a.": "und andere", "z. B.": "zum Beispiel", "d. h.": "das heißt", "usw.": "und so weiter", "bzw.": "beziehungsweise",
    "ggf.": "gegebenenfalls", "Nr.": "Nummer",
}  # fmt: skip
_SHORT = re.compile("|".join(rf"\b{re.escape(each)}".replace(r"\ ", "[ \u00a0]?") + r"(?!\w)" for each in _SPELT_OUT))


def to_be_heard(document: doc.Document) -> doc.Document:
    """Return the document for somebody who listens: what counts before what describes, and no abbreviation spoken by letters.

    Of the abbreviations only those are written out that this program's own texts know.
    """
    blocks = list(document.blocks)
    if len(blocks) > 1 and isinstance(blocks[0], doc.Fields) and isinstance(blocks[1], doc.Callout):
        blocks[:2] = blocks[1], blocks[0]
    return mapped(replace(document, blocks=tuple(blocks)), spelt_out)


def spelt_out(text: str) -> str:
    """Return a text without abbreviations that a screen reader would speak letter by letter."""
    return _SHORT.sub(lambda found: _SPELT_OUT[re.sub(r"\.(?=\w)", ". ", found[0].replace("\u00a0", " "))], text)


def _as_written(document: doc.Document, signs: Symbols, encoding: str, errors: str) -> doc.Document:
    """Return the document with its texts as the stream's encoding will write them.

    Where ä becomes ae, lines get longer: they must be measured as they will be.
    """
    if encoding.lower().startswith("utf"):
        return document
    if errors == "strict":
        errors = "replace"  # a Rich console keeps what it could not encode, and fails again with every later print
    return mapped(document, lambda text: signs.drawn(text).encode(encoding, errors).decode(encoding))


def document_lines(document: doc.Document, page: Page) -> list[Line]:
    """Return the whole document as lines of (text, style) spans, margin and blank lines included."""
    lines = wrap([(document.title, "bold")], page.measure)
    if page.symbols.rule:
        lines.append(((page.symbols.rule * page.measure, QUIET),))
    if document.subtitle:
        lines += wrap([(document.subtitle, QUIET)], page.measure)
    previous: doc.Block | None = None
    for block in ungrouped(document.blocks):
        if isinstance(block, doc.NewPage):
            continue  # a screen has no pages
        lines += [()] * _gap(previous, block)
        lines += block_lines(block, page, document.words)
        previous = block
    margin = (" " * page.margin, "")
    return [(margin, *line) if line else () for line in map(_trimmed, lines)]


def _trimmed(line: Line) -> Line:
    """Return the line without blanks at its end."""
    spans = list(line)
    while spans and not spans[-1][0].rstrip(" "):
        spans.pop()
    return (*spans[:-1], (spans[-1][0].rstrip(" "), spans[-1][1])) if spans else ()


def _gap(previous: doc.Block | None, block: doc.Block) -> int:
    """Return how many blank lines stand before the block: a heading belongs to what follows it."""
    if isinstance(block, doc.Heading) and block.level == 2:
        return 1 if previous is None else 2
    # Only plain text follows close to a small heading: two bold lines in a row would hide which one is the heading.
    below_small_heading = isinstance(previous, doc.Heading) and previous.level > 2
    return 0 if below_small_heading and isinstance(block, doc.Paragraph | doc.ListBlock | doc.Fields) else 1


def block_lines(block: doc.Block, page: Page, words: doc.Words) -> list[Line]:
    """Return the lines of one block, at most `page.measure` wide, without blank lines around it."""
    match block:
        case doc.Heading():
            return blocks.heading(block, page)
        case doc.Paragraph():
            style = QUIET if block.style == "quiet" else ""
            return wrap([(block.text, style)], page.measure)
        case doc.ListBlock():
            return blocks.listing(block, page)
        case doc.Entries():
            return blocks.entries(block, page)
        case doc.Pairs():
            return pairs(block, page)
        case doc.Table():
            return table(block, page)
        case doc.Ratings():
            from verbund_check.formats.text.ratings import ratings  # no section of the guide has any

            return ratings(block, page, words)
        case doc.Fields():
            return blocks.fields(block, page)
        case doc.Bars():
            return blocks.bars(block, page, words)
        case doc.Links():
            return blocks.links(block, page, words)
        case doc.Callout():
            return blocks.callout(block, page)
        case doc.Form():
            return blocks.form(block, page, words)
        case doc.Blank():
            return blocks.blank(block, page.measure)
        case doc.Group() | doc.NewPage():
            raise TypeError("groups and pages are taken apart before")
        case _:
            assert_never(block)
