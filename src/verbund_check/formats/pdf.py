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

from verbund_check.documents import blocks as doc
from verbund_check.formats.columns import table_widths
from verbund_check.formats.common import (
    LINK_KINDS,
    TONE_SIGNS,
    cleaned,
    columns_of,
    count_of,
    in_context,
    is_afterword,
    is_long,
    is_web,
    leads_in,
    leads_on,
    lines_to_fill,
    one_below_the_other,
    pair_widths,
    parts_of,
    rectangular,
    share,
)
from verbund_check.text import lines_of, one_line

NO_TITLE = "Ohne Titel"
SIGNS_ACROSS = 92  # about as many characters of the table's type as fit across the page
BLANK_SIGNS = 15
LONG_LABEL = 30
WHOLE = 1200  # characters that surely fit on one page: such a part is kept in one piece
PARTS = ("term", "label", "text", "aside", "note")
_MONSTER = re.compile(r"(?!https?://)\S{41,}")

Lines = list[str]


def to_pdf(document: doc.Document) -> bytes:
    """Return the document as a PDF/UA file; equal documents give equal bytes.

    Texts reach the typesetter as data, never as part of its source, and it can read no file.
    Raises ImportError where typst is not installed.
    """
    data = json.dumps(_document(cleaned(document)), ensure_ascii=False)
    source = Path(__file__).with_suffix(".typ").read_bytes()
    with TemporaryDirectory() as empty:
        # The fonts that come with typst are the same everywhere. Signs that they lack (of other scripts, emoji) are
        # looked for on the computer; what is nowhere is drawn as a box, which the accessibility standard forbids.
        for system_fonts, standards in ((False, ["ua-1"]), (True, ["ua-1"])):
            try:
                return _compiled(source, empty, data, system_fonts, standards)
            except typst.TypstError:
                continue
        return _compiled(source, empty, data, True, [])


def _compiled(source: bytes, root: str, data: str, system_fonts: bool, standards: list[Any]) -> bytes:
    compiler = typst.Compiler(source, root=root, ignore_system_fonts=not system_fonts, sys_inputs={"document": data})
    return cast("bytes", compiler.compile(format="pdf", pdf_standards=standards))


def _document(document: doc.Document) -> dict[str, Any]:
    title = one_line(document.title) or NO_TITLE
    return {
        "plain-title": title,
        "title": _lines(title),
        "subtitle": _lines(document.subtitle),
        "blocks": _blocks(_with_levels(document.blocks, [0]), is_document=True),
    }


def _with_levels(blocks: tuple[doc.Block, ...], last: list[int]) -> tuple[doc.Block, ...]:
    """The standard wants headings to begin at the first level and none to be left out."""
    made: list[doc.Block] = []
    for block in blocks:
        if isinstance(block, doc.Heading):
            last[0] = max(min(block.level - 1, last[0] + 1), 1)
            made.append(doc.Heading(block.text, last[0]))
        else:
            made.append(doc.Group(_with_levels(block.blocks, last)) if isinstance(block, doc.Group) else block)
    return tuple(made)


def _blocks(blocks: tuple[doc.Block, ...], *, is_document: bool = False) -> list[dict[str, Any]]:
    made = []
    tail = _tail(blocks) if is_document else len(blocks)
    for number, (previous, block, following) in enumerate(in_context(blocks)):
        if data := _block(block):
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


def _block(block: doc.Block) -> dict[str, Any]:
    """Return what the template needs of a block; nothing where there is nothing to show."""
    match block:
        case doc.Heading():
            return {"level": block.level, "text": _lines(one_line(block.text))} if block.text else {}
        case doc.Paragraph():
            return {"text": _lines(block.text), "style": block.style} if block.text else {}
        case doc.ListBlock():
            return {"items": [_lines(item) for item in block.items], "ordered": block.ordered} if block.items else {}
        case doc.Entries():
            parts = [_lined(entry, *PARTS) for entry in block.items]
            return {"items": parts, "ordered": block.ordered, "start": block.start} if parts else {}
        case doc.Pairs():
            return _table(doc.Table((block.left, block.right), block.rows, widths=pair_widths(block)))
        case doc.Table():
            return _table(block)
        case doc.Fields():
            wide = any(len(label) > LONG_LABEL for label, _ in block.items)
            items = [[_lines(label), _lines(value)] for label, value in block.items]
            return {"items": items, "wide": wide} if items else {}
        case doc.Bars():
            return _bars(block)
        case doc.Links():
            return {"items": [_link(link) for link in block.items]} if block.items else {}
        case doc.Callout():
            return {**_lined(block, "title", "text"), "tone": block.tone, "sign": TONE_SIGNS[block.tone]}
        case doc.Form():
            number = f"{block.number}." if block.number else ""
            options = [_lines(option) for option in block.options]
            below = one_below_the_other(block.options)
            lined = _lined(block, "question", "explanation", "remark")
            return {**lined, "number": _lines(number), "options": options, "below": below}
        case doc.Blank():
            return {"label": _lines(block.label), "lines": lines_to_fill(block), "beside": _lines(block.beside)}
        case doc.Group():
            return {"blocks": inner, "breakable": _too_long(_texts(block))} if (inner := _blocks(block.blocks)) else {}
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


def _rows(rows: Iterable[tuple[doc.Cell, ...]]) -> list[dict[str, Any]]:
    return [
        {
            "cells": [_lined(parts_of(cell), *PARTS) for cell in row],
            "breakable": is_long(row),
        }
        for row in rows
    ]


def _table(block: doc.Table) -> dict[str, Any]:
    head, rows = rectangular(block)
    if not head:
        return {}
    columns = columns_of(head, rows)
    room = SIGNS_ACROSS - 3 * len(columns)
    return {
        "caption": _lines(block.caption),
        "widths": table_widths(columns, block.widths, block.blank, room, BLANK_SIGNS),
        "head": [_lines(text) for text in head],
        "rows": _rows(rows),
        "long": _too_long(_texts(rows)),
        "blank": list(block.blank),
        "marks": list(block.marks),
        "numbers": list(block.numbers),
    }


def _bars(block: doc.Bars) -> dict[str, Any]:
    bars = [
        {
            "label": _lines(bar.label),
            "tone": bar.tone,
            "share": share(bar, block.total, 1000) / 1000,
            "count": count_of(bar, block.total),
        }
        for bar in block.bars
    ]
    longest = max((len(bar.label) for bar in block.bars), default=0)
    return {"title": _lines(block.title), "bars": bars, "label-width": min(max(longest * 0.5, 7.5), 20)}


def _link(link: doc.Link) -> dict[str, Any]:
    url = one_line(link.url)
    return {
        "title": _lines(link.title or url),
        "url": url,
        "web": is_web(url),
        "kind": [LINK_KINDS[link.kind]],
        "address": _lines(url),
        "note": _lines(link.note),
    }
