"""A document as Markdown (CommonMark with GFM tables)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import assert_never

from msgspec import Struct

from verbund_check.documents import blocks as doc
from verbund_check.formats.common import (
    TONE_SIGNS,
    anchors_of,
    cleaned,
    count_of,
    is_web,
    lines_to_fill,
    link_kind,
    rectangular,
    share,
    ungrouped,
)
from verbund_check.formats.markdown_text import cell, emphasis, flow, heading, inline, link, strong
from verbund_check.formats.ratings import cell_text, layout, shown
from verbund_check.text import lines_of, one_line

BAR_STEPS = 20
LINE_TO_WRITE_ON = "_" * 30  # behind a blank, so that no reader takes it for markup
NO_BREAK = "\u00a0"


class Context(Struct, frozen=True):
    """What the blocks of one document share: its words, and the anchors that links may lead to."""

    words: doc.Words
    anchors: frozenset[str]


def to_markdown(document: doc.Document) -> str:
    """Return the document as Markdown text that ends with one newline.

    All texts are escaped: what looks like markup, HTML or an address in them stays the text that it is.
    """
    document = cleaned(document)
    context = Context(document.words, anchors_of(document))
    parts = [heading(document.title, 1), emphasis(document.subtitle)]
    other = False
    previous: doc.Block | None = None
    for block in ungrouped(document.blocks):
        # Two lists in a row would become one, unless the second has other markers.
        other = _is_list(block) and _ends_in_list(previous) and not other
        parts.append(_block(block, other, context))
        previous = block
    return "\n\n".join(part for part in parts if part) + "\n"


def _is_list(block: doc.Block | None) -> bool:
    return isinstance(block, doc.ListBlock | doc.Entries | doc.Fields | doc.Links)


def _ends_in_list(block: doc.Block | None) -> bool:
    return _is_list(block) or (isinstance(block, doc.Form) and bool(block.options) and not block.remark)


def _block(block: doc.Block, other: bool, context: Context) -> str:
    bullet, stop = ("*", ")") if other else ("-", ".")
    match block:
        case doc.Heading():
            anchor = f'<a id="{block.anchor}"></a>\n\n' if block.anchor in context.anchors else ""
            return anchor + heading(block.text, min(max(block.level, 2), 6))
        case doc.Paragraph():
            return emphasis(block.text) if block.style == "quiet" else flow(block.text)
        case doc.ListBlock():
            return "\n".join(
                _item(f"{number}{stop}" if block.ordered else bullet, [item])
                for number, item in enumerate(block.items, start=1)
            )
        case doc.Entries():
            return _entries(block, bullet, stop, context)
        case doc.Pairs():
            return _table((block.left, block.right), block.rows, context)
        case doc.Table():
            return _captioned(block, context)
        case doc.Ratings():
            return _ratings(block, context)
        case doc.Fields():
            return "\n".join(f"{bullet} {_label(label)}{flow(value, '  ')}" for label, value in block.items)
        case doc.Bars():
            return _bars(block, context)
        case doc.Links():
            return "\n".join(_link_item(bullet, item, context.words) for item in block.items)
        case doc.Callout():
            head = strong(f"{TONE_SIGNS[block.tone]} {one_line(block.title)}")
            return _quoted("\n\n".join(part for part in (head, flow(block.text)) if part))
        case doc.Form():
            return _form(block, context.words)
        case doc.Blank():
            # Alone on its line it would be a rule across the page: the no-break space makes it text.
            rules = [f"{NO_BREAK}{LINE_TO_WRITE_ON}"] * lines_to_fill(block)
            if rules and block.label:
                rules[0] = f"{_label(block.label)}{LINE_TO_WRITE_ON}"
            if rules and block.beside:
                rules[-1] += f" {_label(block.beside)}{LINE_TO_WRITE_ON}"
            return "\n\n".join(rules)
        case doc.NewPage():
            return ""
        case doc.Group():
            raise TypeError("groups are taken apart before")
        case _:
            assert_never(block)


def _label(label: str) -> str:
    return f"{strong(f'{one_line(label)}:')} " if one_line(label) else ""


def _item(marker: str, paragraphs: Iterable[str]) -> str:
    indent = " " * (len(marker) + 1)
    return f"{marker} " + f"\n\n{indent}".join(flow(text, indent) for text in paragraphs)


def _entries(block: doc.Entries, bullet: str, stop: str, context: Context) -> str:
    items = []
    for number, entry in enumerate(block.items, start=block.start):
        marker = f"{number}{stop}" if block.ordered else bullet
        indent = " " * (len(marker) + 1)
        label = f"({inline(entry.label)})" if entry.label else ""
        head = " ".join(part for part in (strong(entry.term), label) if part)
        note = f"> {flow(entry.note, f'{indent}> ')}" if entry.note else ""
        parts = (head, flow(entry.text, indent), emphasis(entry.aside), note, _target(entry.see, context))
        items.append(f"{marker} " + f"\n\n{indent}".join(part for part in parts if part))
    return "\n\n".join(items)


def _target(see: doc.Target | None, context: Context) -> str:
    """Return a link to a place in the same document; the text alone where there is no such place."""
    if see is None:
        return ""
    return f"[{inline(see.text)}](#{see.anchor})" if see.anchor in context.anchors else inline(see.text)


def _table(
    head: tuple[str, ...],
    rows: Iterable[tuple[doc.Cell, ...]],
    context: Context,
    align: Mapping[int, str] = MappingProxyType({}),
) -> str:
    rules = [align.get(column, "---") for column in range(len(head))]
    lines = [_row(head, context), f"| {' | '.join(rules)} |"]
    return "\n".join([*lines, *(_row(row, context) for row in rows)])


def _row(cells: tuple[doc.Cell, ...], context: Context) -> str:
    return f"| {' | '.join(_cell(content, context) for content in cells)} |"


def _cell(content: doc.Cell, context: Context) -> str:
    if isinstance(content, str):
        return cell(content)
    label = f"({inline(content.label)})" if content.label else ""
    head = " ".join(part for part in (strong(content.term), label) if part)
    note = "<br>".join(map(emphasis, lines_of(content.note)))
    see = _target(content.see, context)
    return "<br>".join(part for part in (head, cell(content.text), cell(content.aside), note, see) if part)


def _ratings(block: doc.Ratings, context: Context) -> str:
    """Return a table for each part, below its title: Markdown has no rows that head others."""
    plan = layout(block)
    align = {1 + number: ":-:" for number in range(len(plan.columns))} if block.signs else {}
    made = []
    for part in plan.parts:
        rows = [_rating_row(row, block, context) for row in part.rows]
        # Where nothing stands above the labels, the part's title does.
        titled = bool(part.title and rows and not block.head)
        head = (part.title if titled else block.head, *plan.columns, *plan.more)
        made += ["" if titled else strong(part.title), _table_of(head, rows, context, align) if rows else ""]
    if plan.totals:
        head = (block.head, *plan.columns, *plan.more)
        made.append(_table_of(head, [_rating_row(plan.totals, block, context)], context, align))
    return "\n\n".join(filter(None, (*made, flow(block.legend))))


def _table_of(head: tuple[str, ...], rows: list[str], context: Context, align: Mapping[int, str]) -> str:
    return "\n".join([_table(head, (), context, align), *rows])


def _rating_row(row: doc.RatingRow, block: doc.Ratings, context: Context) -> str:
    number = f"{inline(row.number)} " if row.number else ""
    mark = f" ({inline(row.mark)})" if row.mark else ""
    notes = [emphasis(line) for note in row.notes if note for line in lines_of(note)]
    label = (f"{number}{inline(row.label)}{mark}", cell(row.text), *notes, _target(row.see, context))
    ratings = [
        strong(shown(rating, signs=block.signs))
        if getattr(rating, "effect", "") == "hinders"
        else cell(shown(rating, signs=block.signs))
        for rating in row.ratings
    ]
    behind = [
        cell(cell_text(content)) if isinstance(content, doc.Ticks) else _cell(content, context) for content in row.cells
    ]
    return f"| {' | '.join(['<br>'.join(filter(None, label)), *ratings, *behind])} |"


def _captioned(block: doc.Table, context: Context) -> str:
    align = dict.fromkeys(block.marks, ":-:") | dict.fromkeys(block.numbers, "--:")
    table = _table(*rectangular(block), context, align)
    return f"{strong(block.caption)}\n\n{table}" if block.caption else table


def _bars(block: doc.Bars, context: Context) -> str:
    rows = []
    for bar in block.bars:
        filled = share(bar, block.total, BAR_STEPS)
        rows.append((bar.label, "█" * filled + "░" * (BAR_STEPS - filled), count_of(bar, block.total, context.words)))
    return _table((block.title, "", ""), rows, context, {2: "--:"})


def _link_item(bullet: str, item: doc.Link, words: doc.Words) -> str:
    address = one_line(item.url)
    title = link(item.title, address) if is_web(address) else strong(item.title)
    below = [flow(text, "  ") for text in ("" if is_web(address) else address, item.note) if text]
    kind = inline(link_kind(item, words))
    return "\\\n  ".join([f"{bullet} {title}{f' ({kind})' if kind else ''}", *below])


def _form(block: doc.Form, words: doc.Words) -> str:
    question = f"{one_line(block.number)}. {one_line(block.question)}" if block.number else block.question
    boxes = "\n".join(f"- ☐ {inline(option)}" for option in block.options)
    label = words.remark if block.remark is None else block.remark
    remark = f"{flow(one_line(label))}: {LINE_TO_WRITE_ON}" if label else ""
    return "\n\n".join(part for part in (strong(question), flow(block.explanation), boxes, remark) if part)


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))
