"""A document as PDF for paper: tagged, with bookmarks, the same bytes for the same document. Needs typst."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, assert_never, cast

import typst
from msgspec import Struct
from msgspec.structs import replace

from verbund_check.documents import blocks as doc
from verbund_check.formats.columns import table_widths
from verbund_check.formats.common import (
    TONE_SIGNS,
    anchors_of,
    columns_of,
    count_of,
    for_pages,
    in_context,
    is_afterword,
    is_long,
    is_web,
    leads_in,
    leads_on,
    lines_to_fill,
    link_kind,
    mapped,
    one_below_the_other,
    page_parts,
    pair_widths,
    parts_of,
    rectangular,
    share,
)
from verbund_check.formats.pdf.ratings import ratings
from verbund_check.text import lines_of, one_line

NO_TITLE = "verbund-check"  # the standard wants one
SIGNS_ACROSS = 98  # about as many characters of the table's type as fit across the page
BLANK_SIGNS = 15
LONG_LABEL = 30
WHOLE = 1200  # characters that surely fit on one page: such a part is kept in one piece
PARTS = ("term", "label", "text", "aside", "note")
FONTS = Path(__file__).with_name("fonts")
_MONSTER = re.compile(r"(?!https?://)\S{41,}")
_WITHOUT_GLYPH = re.compile(r'the text `"(.*?)"` could not be displayed')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
_JOINERS = "\u200b\u200c\u200d\u2060\ufe0e\ufe0f"

Lines = list[str]


class Context(Struct, frozen=True):
    """What the blocks of one document share: its words, and the anchors that links may lead to."""

    words: doc.Words
    anchors: frozenset[str]


def to_pdf(document: doc.Document) -> bytes:
    """Return the document as a PDF/UA file; equal documents give equal bytes.

    Texts reach the typesetter as data, never as part of its source, and it can read no file.
    Raises ImportError where typst is not installed.
    """
    document = for_pages(document)
    # Our typeface and what comes with typst are the same everywhere. Signs that they lack (of other scripts, emoji) are
    # looked for on the computer; one that is nowhere is named by its number, and the document says so.
    try:
        return _compiled(document, system_fonts=False)
    except typst.TypstError:
        pass
    missing: set[str] = set()
    while True:
        try:
            return _compiled(_with_numbers(document, missing), system_fonts=True)
        except typst.TypstError as error:
            more = _without_glyph(error) - missing
            if not more:
                return _compiled(_with_numbers(document, missing), system_fonts=True, standards=[])
            missing |= more


def _without_glyph(error: typst.TypstError) -> set[str]:
    """Return the characters that no font has, which the typesetter names in its error."""
    texts = _WITHOUT_GLYPH.findall(error.diagnostic)
    return set("".join(_ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) for text in texts))


def _with_numbers(document: doc.Document, missing: set[str]) -> doc.Document:
    """Return the document with the number of each of these characters in its place, and a sentence that says so."""
    if not missing:
        return document
    numbers = {ord(each): "" if each in _JOINERS else f"[U+{ord(each):04X}]" for each in missing}
    shown = mapped(document, lambda text: text.translate(numbers))
    if not any(numbers.values()) or not document.words.missing:
        return shown
    note = doc.Paragraph(document.words.missing, "quiet")
    return replace(shown, blocks=(*shown.blocks, note))


def _compiled(document: doc.Document, *, system_fonts: bool, standards: Iterable[Any] = ("ua-1",)) -> bytes:
    data = json.dumps(_document(document), ensure_ascii=False)
    source = Path(__file__).with_name("design.typ").read_bytes()
    with TemporaryDirectory() as empty:
        fonts = typst.Fonts(include_system_fonts=system_fonts, font_paths=[FONTS])
        compiler = typst.Compiler(source, root=empty, font_paths=fonts, sys_inputs={"document": data})
        return cast("bytes", compiler.compile(format="pdf", pdf_standards=list(standards)))


def _document(document: doc.Document) -> dict[str, Any]:
    title = one_line(document.title) or NO_TITLE
    context = Context(document.words, anchors_of(document))
    return {
        "plain-title": " – ".join(filter(None, (title, one_line(document.about)))),
        "about": one_line(document.about),
        "dense": document.dense,
        "page": page_parts(document.words),
        "title": _lines(title),
        "subtitle": _lines(document.subtitle),
        "blocks": _blocks(_with_levels(document.blocks, [0]), context, is_document=True),
    }


def _with_levels(blocks: tuple[doc.Block, ...], last: list[int]) -> tuple[doc.Block, ...]:
    """The standard wants headings to begin at the first level and none to be left out."""
    made: list[doc.Block] = []
    for block in blocks:
        if isinstance(block, doc.Heading):
            last[0] = max(min(block.level - 1, last[0] + 1), 1)
            made.append(doc.Heading(block.text, last[0], block.anchor))
        else:
            made.append(doc.Group(_with_levels(block.blocks, last)) if isinstance(block, doc.Group) else block)
    return tuple(made)


def _blocks(blocks: tuple[doc.Block, ...], context: Context, *, is_document: bool = False) -> list[dict[str, Any]]:
    made = []
    tail = _tail(blocks) if is_document else len(blocks)
    for number, (previous, block, following) in enumerate(in_context(blocks)):
        if data := _block(block, context):
            sticky = leads_on(block, following) or tail <= number < len(blocks) - 1
            around = {
                "sticky": sticky,
                "leads-in": leads_in(previous, block, following),
                "led-in": isinstance(previous, doc.Paragraph),
                "apart": isinstance(previous, doc.Table),
                "afterword": is_afterword(previous, block),
            }
            made.append({"block": type(block).__name__, **around, **data})
    return made


def _tail(blocks: tuple[doc.Block, ...]) -> int:
    """Return from where on all is kept together: the last page should not hold one small remark."""
    last = len(blocks) - 1
    while last > 0 and isinstance(block := blocks[last], doc.Paragraph) and block.style == "quiet":
        last -= 1
    return min(last, len(blocks) - 2)


def _block(block: doc.Block, context: Context) -> dict[str, Any]:
    """Return what the template needs of a block; nothing where there is nothing to show."""
    match block:
        case doc.Heading():
            anchor = block.anchor if block.anchor in context.anchors else ""
            text = _lines(one_line(block.text))
            return {"level": block.level, "text": text, "anchor": anchor} if block.text else {}
        case doc.Paragraph():
            return {"text": _lines(block.text), "style": block.style} if block.text else {}
        case doc.ListBlock():
            return {"items": [_lines(item) for item in block.items], "ordered": block.ordered} if block.items else {}
        case doc.Entries():
            parts = [_parts(entry, context) for entry in block.items]
            return {"items": parts, "ordered": block.ordered, "start": block.start} if parts else {}
        case doc.Pairs():
            return _table(doc.Table((block.left, block.right), block.rows, widths=pair_widths(block)), context)
        case doc.Table():
            return _table(block, context)
        case doc.Ratings():
            return ratings(block, context.words, _lines, lambda entry: _parts(entry, context))
        case doc.NewPage():
            return {"page": True}
        case doc.Fields():
            wide = any(len(label) > LONG_LABEL for label, _ in block.items)
            items = [[_lines(label), _lines(value)] for label, value in block.items]
            return {"items": items, "wide": wide} if items else {}
        case doc.Bars():
            return _bars(block, context.words)
        case doc.Links():
            return {"items": [_link(link, context.words) for link in block.items]} if block.items else {}
        case doc.Callout():
            return {**_lined(block, "title", "text"), "tone": block.tone, "sign": TONE_SIGNS[block.tone]}
        case doc.Form():
            number = f"{block.number}." if block.number else ""
            options = [_lines(option) for option in block.options]
            below = one_below_the_other(block.options)
            lined = _lined(block, "question", "explanation")
            remark = context.words.remark if block.remark is None else block.remark
            lined["remark"], lined["room"] = _lines(remark), block.remark != ""
            return {**lined, "number": _lines(number), "options": options, "below": below}
        case doc.Blank():
            return {"label": _lines(block.label), "lines": lines_to_fill(block), "beside": _lines(block.beside)}
        case doc.Group():
            return (
                {"blocks": inner, "breakable": _too_long(_texts(block))}
                if (inner := _blocks(block.blocks, context))
                else {}
            )
        case _:
            assert_never(block)


def _lines(text: str) -> Lines:
    """Return the lines of a text, where a word could leave the page with places to break it."""
    return [_MONSTER.sub(_with_breaks, line) for line in lines_of(text) if line]


def _with_breaks(match: re.Match[str]) -> str:
    word = match[0]
    return "\u200b".join(word[start : start + 12] for start in range(0, len(word), 12))


def _lined(part: object, *names: str) -> dict[str, Any]:
    texts = {name: str(getattr(part, name)) for name in names}
    return {**{name: _lines(text) for name, text in texts.items()}, "breakable": _too_long(texts.values())}


def _too_long(texts: Iterable[str]) -> bool:
    return sum(map(len, texts)) > WHOLE


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple | list):
        yield from chain.from_iterable(map(_texts, value))
    elif isinstance(value, Struct):
        yield from chain.from_iterable(_texts(getattr(value, name)) for name in value.__struct_fields__)


def _parts(entry: doc.Entry, context: Context) -> dict[str, Any]:
    """Return the parts of an entry or a cell; a place to read on that is not in this document is text alone."""
    see = {"text": _lines(entry.see.text), "anchor": _known(entry.see, context)} if entry.see else None
    return {**_lined(entry, *PARTS), "see": see}


def _known(see: doc.Target, context: Context) -> str:
    return see.anchor if see.anchor in context.anchors else ""


def _rows(rows: Iterable[tuple[doc.Cell, ...]], context: Context) -> list[dict[str, Any]]:
    return [
        {
            "cells": [_parts(parts_of(cell), context) for cell in row],
            "breakable": is_long(row),
        }
        for row in rows
    ]


def _table(block: doc.Table, context: Context) -> dict[str, Any]:
    head, rows = rectangular(block)
    if not head:
        return {}
    columns = columns_of(head, rows)
    room = SIGNS_ACROSS - 3 * len(columns)
    return {
        "caption": _lines(block.caption),
        "widths": table_widths(columns, block.widths, block.blank, room, BLANK_SIGNS),
        "head": [_lines(text) for text in head],
        "rows": _rows(rows, context),
        "long": _too_long(_texts(rows)),
        "blank": list(block.blank),
        "marks": list(block.marks),
        "numbers": list(block.numbers),
    }


def _bars(block: doc.Bars, words: doc.Words) -> dict[str, Any]:
    bars = [
        {
            "label": _lines(bar.label),
            "tone": bar.tone,
            "share": share(bar, block.total, 1000) / 1000,
            "count": count_of(bar, block.total, words),
        }
        for bar in block.bars
    ]
    longest = max((len(bar.label) for bar in block.bars), default=0)
    return {"title": _lines(block.title), "bars": bars, "label-width": min(max(longest * 0.5, 7.5), 20)}


def _link(link: doc.Link, words: doc.Words) -> dict[str, Any]:
    url = one_line(link.url)
    return {
        "title": _lines(link.title or url),
        "url": url,
        "web": is_web(url),
        "kind": _lines(link_kind(link, words)),
        "address": _lines(url),
        "note": _lines(link.note),
    }
