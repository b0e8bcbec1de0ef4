"""Tables and pairs on the terminal: as columns where there is room, else one record below the other."""

from __future__ import annotations

from collections.abc import Iterable

from verbund_check.document import Cell, Pairs, Table
from verbund_check.render.layout import Line, beside, column_widths, hang, longest_word, wrap
from verbund_check.render.plain import rectangular, text_of_cell
from verbund_check.render.terminal_page import GUTTER, QUIET, Page, labelled

Row = tuple[str, ...]

SIDE_BY_SIDE = 72
PAIR_GUTTER = 4
BLANK_WIDTH = 10
TALLEST_CELL = 12


def pairs(block: Pairs, page: Page) -> list[Line]:
    """Return the pairs in two columns, or each reply right below its counterpart."""
    width = (page.measure - PAIR_GUTTER) // 2
    rows = _texts(block.rows)
    texts = [block.left, block.right, *(text for row in rows for text in row)]
    if page.plain or page.width < SIDE_BY_SIDE or max(map(longest_word, texts)) > width:
        return _stacked_pairs((block.left, block.right), rows, page)
    lines = beside([wrap([(head, "bold")], width) for head in (block.left, block.right)], [width, width], PAIR_GUTTER)
    for number, row in enumerate(rows):
        if number == 0:
            lines.append((_rule(page, width), (" " * PAIR_GUTTER, ""), _rule(page, width)))
        else:
            lines.append(())
        lines += beside([wrap([(text, "")], width) for text in row], [width, width], PAIR_GUTTER)
    return lines


def _texts(rows: Iterable[tuple[Cell, ...]]) -> list[Row]:
    return [tuple(map(text_of_cell, row)) for row in rows]


def _rule(page: Page, width: int) -> tuple[str, str]:
    return page.symbols.thin_rule * width, QUIET


def _stacked_pairs(heads: Row, rows: list[Row], page: Page) -> list[Line]:
    lines: list[Line] = []
    for number, row in enumerate(rows):
        if number:
            lines.append(())
        # The heads are repeated, so that no reply can be taken for another one's.
        for head, text in zip(heads, row, strict=True):
            lines += wrap([(head, QUIET)], page.measure)
            lines += hang("  ", wrap([(text, "")], page.measure - 2))
    return lines


def table(block: Table, page: Page) -> list[Line]:
    """Return the table in columns, or as one record of "Head: text" below the other."""
    lines = wrap([(block.caption, QUIET)], page.measure) if block.caption else []
    head, cells = rectangular(block)
    rows = _texts(cells)
    widths = _widths(head, rows, block.blank, page)
    if widths is None:
        return lines + _stacked(head, rows, page)
    return lines + _columns(head, rows, block.blank, widths, page)


def _widths(head: Row, rows: list[Row], blank: tuple[int, ...], page: Page) -> list[int] | None:
    """Return how wide each column is; None where the table is read better as records."""
    if page.plain or not head:
        return None
    columns = [list(column) for column in zip(head, *rows, strict=True)]
    for number, column in enumerate(columns):
        if number in blank:
            column.append("_" * BLANK_WIDTH)
    widths = column_widths(columns, page.measure - GUTTER * (len(columns) - 1))
    if widths is None:
        return None
    cells = ((text, width) for column, width in zip(columns, widths, strict=True) for text in column)
    return None if any(len(wrap([(text, "")], width)) > TALLEST_CELL for text, width in cells) else widths


def _columns(head: Row, rows: list[Row], blank: tuple[int, ...], widths: list[int], page: Page) -> list[Line]:
    lines = beside([wrap([(text, "bold")], width) for text, width in zip(head, widths, strict=True)], widths, GUTTER)
    lines += beside([[((page.symbols.thin_rule * width, QUIET),)] for width in widths], widths, GUTTER)
    drawn = [_row(row, blank, widths) for row in rows]
    airy = any(len(row) > 1 for row in drawn)
    return lines + [line for n, row in enumerate(drawn) for line in ([(), *row] if airy and n else row)]


def _row(row: Row, blank: tuple[int, ...], widths: list[int]) -> list[Line]:
    cells: list[list[Line]] = []
    for number, (text, width) in enumerate(zip(row, widths, strict=True)):
        if not text and number in blank:
            cells.append([(("_" * min(width, BLANK_WIDTH), QUIET),)])
        else:
            cells.append(wrap([(text, "")], width))
    return beside(cells, widths, GUTTER)


def _stacked(head: Row, rows: list[Row], page: Page) -> list[Line]:
    lines: list[Line] = []
    for number, row in enumerate(rows):
        if number:
            lines.append(())
        # Columns to fill in by hand are left out: nobody writes on a narrow screen.
        for label, text in zip(head, row, strict=True):
            if text:
                lines += labelled(label, text, page.measure)
    return lines
