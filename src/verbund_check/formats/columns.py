"""Texts side by side: how wide each column is, on the terminal and on paper."""

from __future__ import annotations

from collections.abc import Sequence

from verbund_check.terminal.wrap import Line, Span, longest_line, longest_word, plain_width


def beside(columns: Sequence[Sequence[Line]], widths: Sequence[int], gutter: int) -> list[Line]:
    """Return blocks of lines side by side, each padded to its width."""
    rows: list[Line] = []
    for number in range(max(map(len, columns))):
        row: list[Span] = []
        for column, width in zip(columns, widths, strict=True):
            line = column[number] if number < len(column) else ()
            row += [*line, (" " * (width - plain_width(line) + gutter), "")]
        rows.append(tuple(row[:-1]))
    return rows


def column_widths(columns: Sequence[Sequence[str]], available: int, comfortable: int = 16) -> list[int] | None:
    """Share `available` cells out among columns of texts; None where they do not fit beside each other.

    No column gets less than its longest word, nor less than is comfortable to read; what is left goes where
    the most text is.
    """
    natural = [max(map(longest_line, column)) for column in columns]
    least = [
        max(*map(longest_word, column), min(wide, comfortable), 1)
        for column, wide in zip(columns, natural, strict=True)
    ]
    if sum(least) > available:
        return None
    if sum(natural) <= available:
        return natural
    widths = list(least)
    for _ in range(available - sum(least)):
        # One cell at a time to the column whose text is the longest for the width it has.
        needy = max(range(len(widths)), key=lambda i: natural[i] / widths[i])
        widths[needy] += 1
    return widths


def table_widths(
    columns: Sequence[Sequence[str]], wanted: Sequence[int], blank: Sequence[int], available: int, to_write_on: int
) -> list[int]:
    """Share a page of paper out among the columns of a table: as it is `wanted`, else as the texts need.

    `to_write_on` is the least that a column to fill in by hand gets.
    """
    if len(wanted) == len(columns):
        return list(wanted)
    filled = [[*column, "_" * to_write_on] if n in blank else list(column) for n, column in enumerate(columns)]
    return column_widths(filled, available) or [1] * len(columns)
