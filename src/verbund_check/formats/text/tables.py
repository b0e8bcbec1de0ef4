"""Tables and pairs on the terminal: as columns where there is room, else one record below the other."""

from __future__ import annotations

from collections.abc import Iterable

from verbund_check.documents.blocks import Cell, Entry, Pairs, Table
from verbund_check.formats.columns import beside, column_widths
from verbund_check.formats.common import parts_of, rectangular, text_of_cell
from verbund_check.formats.text.page import GUTTER, QUIET, Page, labelled, remark
from verbund_check.terminal.wrap import Line, hang, longest_line, longest_word, plain_width, wrap
from verbund_check.text import lines_of, one_line

Row = tuple[Cell, ...]
Heads = tuple[str, ...]

SIDE_BY_SIDE = 72
PAIR_GUTTER = 4
BLANK_WIDTH = 10
TALLEST_CELL = 12


def pairs(block: Pairs, page: Page) -> list[Line]:
    """Return the pairs in two columns, or each reply right below its counterpart."""
    width = (page.measure - PAIR_GUTTER) // 2
    texts = [block.left, block.right, *(_measured(cell) for row in block.rows for cell in row)]
    if page.plain or page.width < SIDE_BY_SIDE or max(map(longest_word, texts)) > width:
        return _stacked_pairs((block.left, block.right), block.rows, page)
    lines = beside([wrap([(head, "bold")], width) for head in (block.left, block.right)], [width, width], PAIR_GUTTER)
    for number, row in enumerate(block.rows):
        if number == 0:
            lines.append((_rule(page, width), (" " * PAIR_GUTTER, ""), _rule(page, width)))
        else:
            lines.append(())
        lines += beside([_drawn(cell, width, page) for cell in row], [width, width], PAIR_GUTTER)
    return lines


def _measured(cell: Cell) -> str:
    """Return the text of a cell to measure columns by; before a remark stands its edge."""
    note = parts_of(cell).note
    if not note:
        return text_of_cell(cell)
    behind_edge = [f"┃\u00a0{line}" for line in lines_of(note)]
    return "\n".join([text_of_cell(cell), *behind_edge, "x" * (longest_word(note) + len("┃ "))])


def _drawn(cell: Cell, width: int, page: Page) -> list[Line]:
    """Return the parts of a cell below each other."""
    parts = parts_of(cell)
    head = [(parts.term, "bold" if isinstance(cell, Entry) else "")] if parts.term else []
    if parts.label:
        head.append((f"{' ' if head else ''}({one_line(parts.label)})", QUIET))
    lines = wrap(head, width) if head else []
    for text, style in ((parts.text, ""), (parts.aside, QUIET)):
        lines += wrap([(text, style)], width) if text else []
    lines += remark(parts.note, width, page) if parts.note else []
    return lines + (wrap([(parts.see.text, QUIET)], width) if parts.see else []) or [()]


def _rule(page: Page, width: int) -> tuple[str, str]:
    return page.symbols.thin_rule * width, QUIET


def _stacked_pairs(heads: Heads, rows: Iterable[Row], page: Page) -> list[Line]:
    lines: list[Line] = []
    for number, row in enumerate(rows):
        if number:
            lines.append(())
        # The heads are repeated, so that no reply can be taken for another one's.
        for head, cell in zip(heads, row, strict=True):
            lines += wrap([(head, QUIET)], page.measure)
            lines += hang("  ", _drawn(cell, page.measure - 2, page))
    return lines


def table(block: Table, page: Page) -> list[Line]:
    """Return the table in columns, or as one record of "Head: text" below the other."""
    lines = wrap([(block.caption, QUIET)], page.measure) if block.caption else []
    head, rows = rectangular(block)
    widths = _widths(head, rows, block.blank, page)
    if widths is None:
        return lines + [()] * bool(lines) + _stacked(head, rows, block, page)
    return lines + _columns(head, rows, block, widths, page)


def _widths(head: Heads, rows: list[Row], blank: tuple[int, ...], page: Page) -> list[int] | None:
    """Return how wide each column is; None where the table is read better as records."""
    if page.plain or not head:
        return None
    columns = [[title, *map(_measured, cells)] for title, *cells in zip(head, *rows, strict=True)]
    for number, column in enumerate(columns):
        if number in blank:
            column.append("_" * BLANK_WIDTH)
    widths = column_widths(columns, page.measure - GUTTER * (len(columns) - 1))
    if widths is None:
        return None
    cells = ((cell, width) for row in rows for cell, width in zip(row, widths, strict=True))
    return None if any(len(_drawn(cell, width, page)) > TALLEST_CELL for cell, width in cells) else widths


def _columns(head: Heads, rows: list[Row], block: Table, widths: list[int], page: Page) -> list[Line]:
    heads = [wrap([(text, "bold")], width) for text, width in zip(head, widths, strict=True)]
    lines = beside(_aligned(heads, block, widths), widths, GUTTER)
    lines += beside([[((page.symbols.thin_rule * width, QUIET),)] for width in widths], widths, GUTTER)
    drawn = [_row(row, block, widths, page) for row in rows]
    airy = any(len(row) > 1 for row in drawn)
    return lines + [line for n, row in enumerate(drawn) for line in ([(), *row] if airy and n else row)]


def _row(row: Row, block: Table, widths: list[int], page: Page) -> list[Line]:
    cells: list[list[Line]] = []
    for number, (cell, width) in enumerate(zip(row, widths, strict=True)):
        if not text_of_cell(cell) and number in block.blank:
            cells.append([(("_" * min(width, BLANK_WIDTH), QUIET),)])
        else:
            cells.append(_drawn(cell, width, page))
    return beside(_aligned(cells, block, widths), widths, GUTTER)


def _aligned(cells: list[list[Line]], block: Table, widths: list[int]) -> list[list[Line]]:
    """Return the cells of a row with the lines of counts moved to the right."""
    return [
        [((" " * (width - plain_width(line)), ""), *line) for line in lines] if number in block.numbers else lines
        for number, (lines, width) in enumerate(zip(cells, widths, strict=True))
    ]


def _stacked(head: Heads, rows: list[Row], block: Table, page: Page) -> list[Line]:
    lines: list[Line] = []
    for number, row in enumerate(rows):
        if number:
            lines.append(())
        short: list[str] = []
        for column, (label, cell) in enumerate(zip(head, row, strict=True)):
            if column in block.marks or column in block.numbers:
                # A line for each letter would hide what belongs together.
                short += [_short(label, text_of_cell(cell), page)] if text_of_cell(cell) else []
                continue
            lines += _together(short, page)
            short = []
            lines += _record(label, cell, page)
        lines += _together(short, page)
    return lines


def _short(label: str, text: str, page: Page) -> str:
    return f"{one_line(label)}{':' if page.plain and label else ''} {one_line(text)}".strip()


def _together(short: list[str], page: Page) -> list[Line]:
    """Return the short cells in as few lines as they need, none of them broken."""
    between = ", " if page.plain else " · "
    lines: list[str] = []
    for each in short:
        longer = f"{lines[-1]}{between}{each}" if lines else each
        if lines and longest_line(longer) <= page.measure:
            lines[-1] = longer
        else:
            lines.append(each)
    return [drawn for line in lines for drawn in wrap([(line, "")], page.measure)]


def _record(label: str, cell: Cell, page: Page) -> list[Line]:
    """Return "Head: text"; nothing for a column to fill in by hand, for nobody writes on a narrow screen."""
    parts = parts_of(cell)
    text = text_of_cell(Entry(parts.term, parts.text, parts.label, parts.aside, see=parts.see))
    lines = labelled(label, text, page.measure) if text or parts.note else []
    return lines + (hang("  ", remark(parts.note, page.measure - 2, page)) if parts.note else [])
