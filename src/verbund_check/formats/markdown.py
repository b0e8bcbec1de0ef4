"""A document as Markdown (CommonMark with GFM tables)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import assert_never

from verbund_check.documents import blocks as doc
from verbund_check.formats.common import (
    LINK_KINDS,
    TONE_SIGNS,
    cleaned,
    count_of,
    is_web,
    lines_to_fill,
    rectangular,
    share,
    ungrouped,
)
from verbund_check.formats.markdown_text import cell, emphasis, flow, heading, inline, link, strong
from verbund_check.text import lines_of, one_line

BAR_STEPS = 20
LINE_TO_WRITE_ON = "_" * 30  # behind a blank, so that no reader takes it for markup
NO_BREAK = "\u00a0"


def to_markdown(document: doc.Document) -> str:
    """Return the document as Markdown text that ends with one newline.

    All texts are escaped: what looks like markup, HTML or an address in them stays the text that it is.
    """
    document = cleaned(document)
    parts = [heading(document.title, 1), emphasis(document.subtitle)]
    other = False
    previous: doc.Block | None = None
    for block in ungrouped(document.blocks):
        # Two lists in a row would become one, unless the second has other markers.
        other = _is_list(block) and _ends_in_list(previous) and not other
        parts.append(_block(block, other))
        previous = block
    return "\n\n".join(part for part in parts if part) + "\n"


def _is_list(block: doc.Block | None) -> bool:
    return isinstance(block, doc.ListBlock | doc.Entries | doc.Fields | doc.Links)


def _ends_in_list(block: doc.Block | None) -> bool:
    return _is_list(block) or (isinstance(block, doc.Form) and bool(block.options) and not block.remark)


def _block(block: doc.Block, other: bool) -> str:
    bullet, stop = ("*", ")") if other else ("-", ".")
    match block:
        case doc.Heading():
            return heading(block.text, min(max(block.level, 2), 6))
        case doc.Paragraph():
            return emphasis(block.text) if block.style == "quiet" else flow(block.text)
        case doc.ListBlock():
            return "\n".join(
                _item(f"{number}{stop}" if block.ordered else bullet, [item])
                for number, item in enumerate(block.items, start=1)
            )
        case doc.Entries():
            return _entries(block, bullet, stop)
        case doc.Pairs():
            return _table((block.left, block.right), block.rows)
        case doc.Table():
            return _captioned(block)
        case doc.Fields():
            return "\n".join(f"{bullet} {_label(label)}{flow(value, '  ')}" for label, value in block.items)
        case doc.Bars():
            return _bars(block)
        case doc.Links():
            return "\n".join(_link_item(bullet, item) for item in block.items)
        case doc.Callout():
            head = strong(f"{TONE_SIGNS[block.tone]} {one_line(block.title)}")
            return _quoted("\n\n".join(part for part in (head, flow(block.text)) if part))
        case doc.Form():
            return _form(block)
        case doc.Blank():
            # Alone on its line it would be a rule across the page: the no-break space makes it text.
            rules = [f"{NO_BREAK}{LINE_TO_WRITE_ON}"] * lines_to_fill(block)
            if rules and block.label:
                rules[0] = f"{_label(block.label)}{LINE_TO_WRITE_ON}"
            if rules and block.beside:
                rules[-1] += f" {_label(block.beside)}{LINE_TO_WRITE_ON}"
            return "\n\n".join(rules)
        case doc.Group():
            raise TypeError("groups are taken apart before")
        case _:
            assert_never(block)


def _label(label: str) -> str:
    return f"{strong(f'{one_line(label)}:')} " if one_line(label) else ""


def _item(marker: str, paragraphs: Iterable[str]) -> str:
    indent = " " * (len(marker) + 1)
    return f"{marker} " + f"\n\n{indent}".join(flow(text, indent) for text in paragraphs)


def _entries(block: doc.Entries, bullet: str, stop: str) -> str:
    items = []
    for number, entry in enumerate(block.items, start=block.start):
        marker = f"{number}{stop}" if block.ordered else bullet
        indent = " " * (len(marker) + 1)
        label = f"({inline(entry.label)})" if entry.label else ""
        head = " ".join(part for part in (strong(entry.term), label) if part)
        note = f"> {flow(entry.note, f'{indent}> ')}" if entry.note else ""
        parts = (head, flow(entry.text, indent), emphasis(entry.aside), note)
        items.append(f"{marker} " + f"\n\n{indent}".join(part for part in parts if part))
    return "\n\n".join(items)


def _table(
    head: tuple[str, ...], rows: Iterable[tuple[doc.Cell, ...]], align: Mapping[int, str] = MappingProxyType({})
) -> str:
    rules = [align.get(column, "---") for column in range(len(head))]
    lines = [_row(head), f"| {' | '.join(rules)} |"]
    return "\n".join([*lines, *map(_row, rows)])


def _row(cells: tuple[doc.Cell, ...]) -> str:
    return f"| {' | '.join(map(_cell, cells))} |"


def _cell(content: doc.Cell) -> str:
    if isinstance(content, str):
        return cell(content)
    label = f"({inline(content.label)})" if content.label else ""
    head = " ".join(part for part in (strong(content.term), label) if part)
    note = "<br>".join(map(emphasis, lines_of(content.note)))
    return "<br>".join(part for part in (head, cell(content.text), cell(content.aside), note) if part)


def _captioned(block: doc.Table) -> str:
    align = dict.fromkeys(block.marks, ":-:") | dict.fromkeys(block.numbers, "--:")
    table = _table(*rectangular(block), align)
    return f"{strong(block.caption)}\n\n{table}" if block.caption else table


def _bars(block: doc.Bars) -> str:
    rows = []
    for bar in block.bars:
        filled = share(bar, block.total, BAR_STEPS)
        rows.append((bar.label, "█" * filled + "░" * (BAR_STEPS - filled), count_of(bar, block.total)))
    return _table((block.title, "Anteil", "Anzahl"), rows, {2: "--:"})


def _link_item(bullet: str, item: doc.Link) -> str:
    address = one_line(item.url)
    title = link(item.title, address) if is_web(address) else strong(item.title)
    below = [flow(text, "  ") for text in ("" if is_web(address) else address, item.note) if text]
    return "\\\n  ".join([f"{bullet} {title} ({LINK_KINDS[item.kind]})", *below])


def _form(block: doc.Form) -> str:
    question = f"{one_line(block.number)}. {one_line(block.question)}" if block.number else block.question
    boxes = "\n".join(f"- ☐ {inline(option)}" for option in block.options)
    remark = f"{flow(one_line(block.remark))}: {LINE_TO_WRITE_ON}" if block.remark else ""
    return "\n\n".join(part for part in (strong(question), flow(block.explanation), boxes, remark) if part)


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))
