"""The simple blocks on the terminal, each as lines of (text, style) spans."""

from __future__ import annotations

from verbund_check.documents.blocks import Bars, Blank, Callout, Entries, Fields, Form, Heading, Links, ListBlock, Words
from verbund_check.formats.columns import beside, column_widths
from verbund_check.formats.common import count_of, is_web, lines_to_fill, link_kind, share
from verbund_check.formats.text.page import GUTTER, QUIET, Page, labelled, remark
from verbund_check.terminal.wrap import Line, hang, longest_line, plain_width, wrap
from verbund_check.text import one_line

# No colours: each of the basic sixteen vanishes on one ground or the other (docs/contrast.md).
HEADINGS = {2: "bold", 3: "bold", 4: "italic"}
BAR_LABEL = 15  # the widest usual label: groups of bars then stand in one line
ROOM_TO_WRITE = 12
SHORTEST_RULE = 3


def heading(block: Heading, page: Page) -> list[Line]:
    """Return the heading; one of level 2 with a rule behind it."""
    lines = wrap([(block.text, HEADINGS.get(block.level, "italic"))], page.measure)
    rest = page.measure - plain_width(lines[-1]) - 1
    if block.level == 2 and block.text and page.symbols.thin_rule:
        # Parts must be told apart in a pipe too, where there is neither bold nor colour.
        if rest >= SHORTEST_RULE:
            lines[-1] = (*lines[-1], (f" {page.symbols.thin_rule * rest}", QUIET))
        else:
            lines.append(((page.symbols.thin_rule * page.measure, QUIET),))
    return lines


def listing(block: ListBlock, page: Page) -> list[Line]:
    """Return the items, each behind its bullet or number."""
    digits = len(str(len(block.items)))
    items = []
    for number, item in enumerate(block.items, start=1):
        marker = f"{number:>{digits}}. " if block.ordered else f"{page.symbols.bullet} "
        items.append(hang(marker, wrap([(item, "")], page.measure - len(marker))))
    # Short items read as one block; long ones need air to be told apart.
    airy = any(len(item) > 2 for item in items)
    return [line for n, item in enumerate(items) for line in ([(), *item] if airy and n else item)]


def entries(block: Entries, page: Page) -> list[Line]:
    """Return each term with its label, the text indented below it."""
    lines: list[Line] = []
    digits = len(str(block.start + len(block.items) - 1))
    for number, entry in enumerate(block.items, start=block.start):
        marker = f"{number:>{digits}}. " if block.ordered else ""
        indent = " " * (len(marker) or 2)
        room = page.measure - len(indent)
        head = [(entry.term, "bold")]
        if entry.label:
            head.append((f" [{one_line(entry.label)}]", QUIET))
        if number > block.start:
            lines.append(())
        term = wrap(head, page.measure - len(marker))
        lines += hang(marker, term, "bold") if marker else term
        for text, style in ((entry.text, ""), (entry.aside, QUIET)):
            if text:
                lines += hang(indent, wrap([(text, style)], room))
        if entry.note:
            lines += hang(indent, remark(entry.note, room, page))
        if entry.see:
            lines += hang(indent, wrap([(entry.see.text, QUIET)], room))
    return lines


def fields(block: Fields, page: Page) -> list[Line]:
    """Return labels and values in two columns, or as "Label: value" where there is no room for that."""
    columns = [[label for label, _ in block.items], [value for _, value in block.items]]
    widths = column_widths(columns, page.measure - GUTTER, 20) if block.items else None
    if page.plain or widths is None or widths[0] > page.measure // 2:
        return [line for label, value in block.items for line in labelled(label, value, page.measure)]
    return [
        line
        for label, value in block.items
        for line in beside([wrap([(label, QUIET)], widths[0]), wrap([(value, "")], widths[1])], widths, GUTTER)
    ]


def bars(block: Bars, page: Page, words: Words) -> list[Line]:
    """Return a bar with its number for each label, or the number alone where bars have no room."""
    lines = wrap([(block.title, "bold")], page.measure)
    label_width = max((longest_line(one_line(bar.label)) for bar in block.bars), default=0)
    if page.measure > 60:
        label_width = max(label_width, BAR_LABEL)  # so that several groups of bars stand in one line
    count_width = max((len(count_of(bar, block.total, words)) for bar in block.bars), default=0)
    room = min(page.measure - label_width - count_width - 2 * GUTTER, 40)
    for bar in block.bars:
        count = count_of(bar, block.total, words)
        if not page.symbols.bar or room < 5:
            lines += hang("  ", wrap([(f"{one_line(bar.label)}:", ""), (f" {count}", "")], page.measure - 2))
            continue
        filled = share(bar, block.total, room)
        drawn = ((page.symbols.bar * filled, ""), (page.symbols.track * (room - filled), QUIET))
        number = ((f"{count:>{count_width}}", ""),)
        lines += beside(
            [wrap([(bar.label, "")], label_width), [drawn], [number]], [label_width, room, count_width], GUTTER
        )
    return lines


def links(block: Links, page: Page, words: Words) -> list[Line]:
    """Return the links; an address stands whole on its own line, however long it is."""
    lines: list[Line] = []
    marker = f"{page.symbols.bullet} "
    for number, link in enumerate(block.items):
        if number:
            lines.append(())
        kind = link_kind(link, words)
        title = [(link.title, "bold"), *([(f" [{kind}]", QUIET)] if kind else [])]
        lines += hang(marker, wrap(title, page.measure - len(marker)))
        url = one_line(link.url)
        if is_web(url):
            lines.append((("  ", ""), (url, "underline")))
        elif url:
            lines += hang("  ", wrap([(url, "")], page.measure - 2))
        if link.note:
            lines += hang("  ", wrap([(link.note, QUIET)], page.measure - 2))
    return lines


def callout(block: Callout, page: Page) -> list[Line]:
    """Return the remark behind an edge."""
    edge, sign = page.symbols.edge, page.symbols.tones[block.tone]
    room = page.measure - (len(edge) + 1 if edge else 0)
    title = hang(f"{sign} ", wrap([(block.title, "bold")], room - 2), "bold") if sign else None
    lines = title or wrap([(block.title, "bold")], room)
    if block.text:
        lines += wrap([(block.text, "")], room)
    return [((f"{edge} ", ""), *line) for line in lines] if edge else lines


def form(block: Form, page: Page, words: Words) -> list[Line]:
    """Return the question with boxes to tick and a line for the remark."""
    marker = f"{one_line(block.number)}. " if block.number else ""
    indent = " " * (len(marker) or 2)
    room = page.measure - len(indent)
    question = wrap([(block.question, "bold")], page.measure - len(marker))
    lines = hang(marker, question, "bold") if marker else question
    if block.explanation:
        lines += hang(indent, wrap([(block.explanation, "")], room))
    box = f"{page.symbols.box} "
    row = "   ".join(box + one_line(option) for option in block.options)
    if not page.plain and longest_line(row) + 2 * len(block.options) <= room:
        lines.append(((indent + row, ""),))
    else:
        for option in block.options:
            lines += hang(indent, hang(box, wrap([(option, "")], room - len(box))))
    label = words.remark if block.remark is None else block.remark
    if label or block.remark is None:
        lines += hang(indent, blank(Blank(label, 1), room))
    return lines


def blank(block: Blank, width: int) -> list[Line]:
    """Return lines to write on behind their labels; two labels share a line where there is room for both."""
    count = lines_to_fill(block)
    if not block.beside:
        return [line for number in range(count) for line in _to_write_on("" if number else block.label, width)]
    above = blank(Blank(block.label, count - 1), width) if count > 1 else []
    label = "" if count > 1 else block.label
    widths = [(width - GUTTER) * 2 // 3, (width - GUTTER) // 3]
    pair = [_to_write_on(label, widths[0]), _to_write_on(block.beside, widths[1])]
    if max(map(len, pair)) > 1 or longest_line(one_line(block.beside)) > widths[1]:
        return above + _to_write_on(label, width) + _to_write_on(block.beside, width)
    return above + beside(pair, widths, GUTTER)


def _to_write_on(label: str, width: int) -> list[Line]:
    """Return one line to write on: behind the label where there is room, else below it."""
    if not label:
        return [(("_" * width, QUIET),)]
    lines = wrap([(f"{one_line(label)}:", "")], width)
    rest = width - plain_width(lines[-1]) - 1
    if rest >= ROOM_TO_WRITE:
        return [*lines[:-1], (*lines[-1], (" " + "_" * rest, QUIET))]
    return [*lines, (("_" * width, QUIET),)]
