"""The one line breaker: how wide a text is on a screen, and where it may be parted.

Everything that breaks lines does it here: documents, full-screen pages, plain lines, messages, help. A line is a tuple
of (text, style) spans; nothing in it is ever markup. Neither Rich nor prompt_toolkit is asked: Rich breaks at no-break
spaces and cuts words, and importing either takes longer than all of this.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

from verbund_check.shell import copied
from verbund_check.text import lines_of

Span = tuple[str, str]
Line = tuple[Span, ...]

MEASURE = 84
"""The longest line that is printed, however wide the window: the eye would lose the next one."""

WINDOW_MEASURE = 76
"""The same in a full-screen page, where a margin and a pointer stand before the text."""

NARROWEST = 20
"""Columns that are written for at least; below that the terminal breaks lines itself."""

# Before a capital only: "Baden-Württemberg" may be parted there, the name "verbund-check" may not.
_AFTER_HYPHEN = re.compile(r"(?<=[^\W\d_]{2}-)(?=[A-ZÄÖÜ][^\W\d_])")
_ADDRESS = re.compile(r"[/\\:@._]\w|://|^www\.")  # a hyphen in an address or a file name belongs to it
_JOINERS = "\u200b\u200c\u200d\u2060\ufeff"
_AS_PICTURE = re.compile("(.)\ufe0f")  # a sign shown as a picture, two cells wide


def cells(text: str) -> int:
    """Return how many columns of a terminal the text takes.

    Terminals disagree about pictures that are put together from several (families, skin tones): these are counted part
    by part, which is what they take at most.
    """
    if text.isascii():
        return len(text)
    pictures = sum(_cell(sign) == 1 for sign in _AS_PICTURE.findall(text))
    return sum(map(_cell, text)) + pictures


@lru_cache(maxsize=4096)
def _cell(character: str) -> int:
    if character in _JOINERS or unicodedata.category(character) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" or "\U0001f300" <= character <= "\U0001faff" else 1


def wrap(spans: Iterable[Span], width: int, first: int | None = None, *, whole: bool = True) -> list[Line]:
    """Return the text as lines of at most `width` cells, the first one of at most `first` where that is given.

    Lines break at spaces, at newlines, and after the hyphen of a compound ("Baden-Württemberg"); empty ones are left
    out. A word that is wider than a line stands `whole` on a line of its own, so that an address can be copied; else it
    is broken, for what cuts off the ends of lines.
    """
    spans = tuple(spans)
    whole_text = "".join([text for text, _ in spans])
    if whole_text and _fits(whole_text, width if first is None else first):
        return _copied([spans])
    lines: list[Line] = []
    line: list[Span] = []
    used = 0
    for text, style, blank in _parts(spans):
        if text == "\n":
            lines.append(tuple(line))
            line, used = [], 0
            continue
        size = cells(text)
        space = " " if blank and line else ""
        limit = width if lines or first is None else first
        if line and used + len(space) + size > limit:
            lines.append(tuple(line))
            line, used, space, limit = [], 0, "", width
        if size > limit and not whole:
            *pieces, text = _pieces(text, width)
            lines += [((piece, style),) for piece in pieces]
            size = cells(text)
        if line and line[-1][1] == style:
            line[-1] = (line[-1][0] + space + text, style)
        else:
            if space:
                line[-1] = (line[-1][0] + space, line[-1][1])
            line.append((text, style))
        used += len(space) + size
    lines.append(tuple(line))
    return _copied(lines)


def _copied(lines: list[Line]) -> list[Line]:
    """The lines with commands as they are typed: what kept them in one piece is no part of them."""
    if not any("\u00a0" in text for line in lines for text, _ in line):
        return lines
    return [tuple((copied(text), style) for text, style in line) for line in lines]


def _fits(text: str, width: int) -> bool:
    """Return whether the text is one line already that no blank makes longer than it needs to be."""
    return (
        len(text) <= width
        and text.isprintable()
        and text == text.strip(" ")
        and "  " not in text
        and cells(text) <= width
    )


def wrap_text(text: str, width: int, *, hang: str = "", whole: bool = True) -> list[str]:
    """Return a plain text as lines of at most `width` cells; its own lines stay apart, also empty ones.

    The lines that a longer one is broken into begin with `hang`. For `whole` see `wrap`.
    """
    lines = []
    for each in text.split("\n"):
        first, *rest = wrap([(each, "")], width - cells(hang), width, whole=whole)
        lines += [_plain(first), *(hang + _plain(line) for line in rest)]
    return lines


def _plain(line: Line) -> str:
    return "".join(text for text, _ in line)


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
    return [word] if "-" not in word or _ADDRESS.search(word) else _AFTER_HYPHEN.split(word)


def _pieces(word: str, width: int) -> list[str]:
    """Return a word that is wider than a line in pieces; what has no width stays with the character before it."""
    signs: list[str] = []
    for character in word:
        if signs and not _cell(character):
            signs[-1] += character
        else:
            signs.append(character)
    pieces, used = [""], 0
    for sign in signs:
        size = cells(sign)
        if pieces[-1] and used + size > width:
            pieces.append("")
            used = 0
        pieces[-1] += sign
        used += size
    return pieces


NO_BREAK = "\u00a0"


def told_apart(lines: Iterable[str]) -> list[str]:
    """Return lines that look the same and are not: with another blank in each.

    Some screen readers speak only the lines that differ from what stood on the screen. What two questions in a row have
    in common, such as their choices and keys, would not be heard.
    """
    return [line.replace(" ", NO_BREAK, 1) if " " in line else line and line + NO_BREAK for line in lines]


def plain_width(line: Line) -> int:
    """Return how many cells the line takes."""
    return sum(cells(text) for text, _ in line)


def longest_word(text: str) -> int:
    """Return the width of the widest part that `wrap` will not break."""
    return max((cells(part) for part, _, _ in _parts([(text, "")])), default=0)


def longest_line(text: str) -> int:
    """Return the width that the text takes where no line needs to be broken."""
    return max(map(cells, lines_of(text)))


def hang(first: str, lines: Sequence[Line], style: str = "") -> list[Line]:
    """Return the lines behind a marker, the following ones indented by its width."""
    rest = " " * cells(first)
    return [(((first, style) if number == 0 else (rest, "")), *line) for number, line in enumerate(lines)]
