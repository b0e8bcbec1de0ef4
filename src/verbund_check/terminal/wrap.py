"""Breaking text into lines and sharing out width: all that the terminal needs to know about space.

Rich can do both, but it breaks at no-break spaces, cuts words that are longer than the line, and its
tables cost start-up time. A line here is a tuple of (text, style) spans; nothing in it is ever markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from rich.cells import cell_len

from verbund_check.formats.common import lines_of

Span = tuple[str, str]
Line = tuple[Span, ...]

# Before a capital only: "Baden-Württemberg" may be parted there, the name "verbund-check" may not.
_AFTER_HYPHEN = re.compile(r"(?<=[^\W\d_]{2}-)(?=[A-ZÄÖÜ][^\W\d_])")


def wrap(spans: Iterable[Span], width: int, first: int | None = None) -> list[Line]:
    """Return the text as lines of at most `width` cells, the first one of at most `first` where that is given.

    Lines break at spaces, at newlines, and after the hyphen of a compound ("Baden-Württemberg"). A word that is wider than the line
    stands whole on a line of its own.
    """
    lines: list[Line] = []
    line: list[Span] = []
    used = 0
    for text, style, blank in _parts(spans):
        if text == "\n":
            lines.append(tuple(line))
            line, used = [], 0
            continue
        size = cell_len(text)
        space = " " if blank and line else ""
        if line and used + len(space) + size > (width if lines or first is None else first):
            lines.append(tuple(line))
            line, used, space = [], 0, ""
        if line and line[-1][1] == style:
            line[-1] = (line[-1][0] + space + text, style)
        else:
            if space:
                line[-1] = (line[-1][0] + space, line[-1][1])
            line.append((text, style))
        used += len(space) + size
    lines.append(tuple(line))
    return lines


def _parts(spans: Iterable[Span]) -> Iterable[tuple[str, str, bool]]:
    """Yield what must not be broken, each with its style and whether a blank stands before it."""
    first = True
    for text, style in spans:
        glued = not first and not text.startswith(" ")
        for number, line in enumerate(lines_of(text)):
            if number:
                yield "\n", "", False
            for word in line.split(" "):
                if not word:
                    continue
                for position, part in enumerate(_breakable(word)):
                    yield part, style, position == 0 and not glued
                    glued = False
        first = False


def _breakable(word: str) -> list[str]:
    if "://" in word or "@" in word or word.startswith("www."):
        return [word]  # a hyphen in an address belongs to the address
    return _AFTER_HYPHEN.split(word)


def plain_width(line: Line) -> int:
    """Return how many cells the line takes."""
    return sum(cell_len(text) for text, _ in line)


def longest_word(text: str) -> int:
    """Return the width of the widest part that `wrap` will not break."""
    return max((cell_len(part) for part, _, _ in _parts([(text, "")])), default=0)


def longest_line(text: str) -> int:
    """Return the width that the text takes where no line needs to be broken."""
    return max(cell_len(line) for line in lines_of(text))


def trimmed(line: Line) -> Line:
    """Return the line without blanks at its end."""
    spans = list(line)
    while spans and not spans[-1][0].rstrip(" "):
        spans.pop()
    return (*spans[:-1], (spans[-1][0].rstrip(" "), spans[-1][1])) if spans else ()


def hang(first: str, lines: Sequence[Line], style: str = "") -> list[Line]:
    """Return the lines behind a marker, the following ones indented by its width."""
    rest = " " * cell_len(first)
    return [(((first, style) if number == 0 else (rest, "")), *line) for number, line in enumerate(lines)]


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
