"""Moving and rubbing out in a text of several rows, by what looks like one character."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

from verbund_check.terminal.wrap import cells

_JOINER = "\u200d"


def clusters(text: str) -> list[int]:
    """Return where each character begins that people see as one, and the end: ü from two parts, a family, a flag."""
    starts = [0]
    flags = 0
    for number, character in enumerate(text):
        flags = flags + 1 if _is_flag(character) else 0
        if number and not (_extends(character) or text[number - 1] == _JOINER or (flags and flags % 2 == 0)):
            starts.append(number)
    return [*starts, len(text)] if text else starts


def _is_flag(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"


def _extends(character: str) -> bool:
    return (
        character == _JOINER
        or unicodedata.category(character) in ("Mn", "Me", "Mc")  # accents, and what makes a sign a picture
        or "\U0001f3fb" <= character <= "\U0001f3ff"  # skin tones
        or "\U000e0020" <= character <= "\U000e007f"  # flags of regions
    )


def before(text: str, cursor: int) -> int:
    """Return where the character before the cursor begins."""
    return max((start for start in clusters(text) if start < cursor), default=0)


def after(text: str, cursor: int) -> int:
    """Return where the character behind the cursor ends."""
    return min((start for start in clusters(text) if start > cursor), default=len(text))


def rows(text: str, width: int) -> list[tuple[int, int]]:
    """Return the rows that the text takes on a screen: the first and the last place of the cursor in each."""
    found: list[tuple[int, int]] = []
    start = 0
    for line in text.split("\n"):
        begin, used = start, 0
        for left, right in pairwise(clusters(line)):
            size = cells(line[left:right])
            if used + size > width and used:
                found.append((begin, before(text, start + left)))
                begin, used = start + left, 0
            used += size
        if used >= width:  # the cursor stands in the next row
            found.append((begin, before(text, start + len(line))))
            begin = start + len(line)
        found.append((begin, start + len(line)))
        start += len(line) + 1
    return found


def moved(text: str, cursor: int, by: int, width: int) -> int | None:
    """Return where the cursor stands so many rows further; None where there is no such row."""
    lines = rows(text, width)
    row = max(number for number, (first, _) in enumerate(lines) if first <= cursor)
    if not 0 <= row + by < len(lines):
        return None
    column = cells(text[lines[row][0] : cursor])
    first, last = lines[row + by]
    places = [place for place in clusters(text) if first <= place <= last]
    return max((place for place in places if cells(text[first:place]) <= column), default=first)
