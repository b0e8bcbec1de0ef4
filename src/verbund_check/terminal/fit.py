"""How a question fits into a window of any size: pure functions from texts and sizes to lines.

The choices are always there. Where the window is low, first the blank lines go, then the long list of keys; what
is still too long can be scrolled, with the question itself on top. Nothing is left out, and no word is broken that
fits into a line.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from verbund_check.terminal.wrap import WINDOW_MEASURE, cells, wrap_text
from verbund_check.text import one_line

ROOMY = 18
"""Rows from which texts that have to be scrolled anyway keep the blank lines between them."""

Styled = tuple[str, str]
"""A style and one line of text."""


class Block(NamedTuple):
    """One text above the choices; where not all of them fit, the lowest rank stands on top."""

    text: str
    style: str = ""
    rank: int = 0


class Fitted(NamedTuple):
    """The lines of a window from top to bottom.

    `more` says that the text above the choices can be scrolled, `at_end` that its last line is in view.
    """

    head: list[Styled]
    body: list[Styled]
    foot: list[Styled]
    more: bool
    scroll: int
    at_end: bool = True


def margin_of(columns: int) -> str:
    """The blank at the left, where there is room for one."""
    return "  " if columns >= 60 else ""


def paragraphs(text: str, columns: int) -> list[str]:
    """Break a text for a screen of `columns`, each of its lines on its own."""
    margin = margin_of(columns)
    width = max(min(columns - len(margin) - 1, WINDOW_MEASURE), 1)
    return [(margin + line).rstrip() for line in wrap_text(text, width, whole=False)]


def hanging(lead: str, text: str, columns: int) -> list[str]:
    """Break a text behind `lead`; the next lines begin under its first letter, where there is room for that."""
    width = min(columns - cells(lead) - 1, WINDOW_MEASURE)
    if width < 8:
        return wrap_text(one_line(lead + text), max(columns - 1, 1), whole=False)
    first, *rest = wrap_text(one_line(text), width, whole=False)
    return [lead + first, *(" " * cells(lead) + line for line in rest)]


def key_lines(keys: Sequence[str], columns: int) -> list[str]:
    """Put the names of keys beside one another, broken between keys rather than within one."""
    margin = margin_of(columns)
    width = max(columns - len(margin) - 1, 1)
    lines: list[str] = []
    line = ""
    for key in (key for key in keys if key):
        if line and cells(f"{line} · {key}") <= width:
            line = f"{line} · {key}"
        else:
            if line:
                lines.append(line)
            first, *rest = reversed(wrap_text(key, width, whole=False))
            lines += reversed(rest)
            line = first
    return [margin + each for each in (*lines, line)]


def fit(
    blocks: Sequence[Block],
    body: Sequence[Styled],
    keys: Sequence[str],
    short_keys: Sequence[str],
    columns: int,
    rows: int,
    scroll: int = 0,
) -> Fitted:
    """Return what a window of this size shows; `body` (the choices) whole, where it is not higher than the window."""
    texts = [(block, [(block.style, line) for line in paragraphs(block.text, columns)]) for block in blocks]
    airy = _joined([lines for _, lines in texts], apart=True)
    dense = _joined([lines for _, lines in texts], apart=False)
    long = [("", line) for line in key_lines(keys, columns)]
    short = [("", line) for line in key_lines(short_keys, columns)]
    blank: list[Styled] = [("", "")]
    attempts: tuple[Callable[[], tuple[list[Styled], list[Styled]]], ...] = (
        lambda: ([*blank, *airy, *blank], [*blank, *long]),
        lambda: ([*airy, *blank], [*blank, *long]),
        lambda: ([*dense, *blank], [*blank, *long]),
        lambda: ([*dense, *blank], [*blank, *short]),
        lambda: (dense, short),
    )
    for attempt in attempts:
        head, foot = attempt()
        if len(head) + len(body) + len(foot) <= rows:
            return Fitted(head, list(body), foot, more=False, scroll=0)
    return _scrolled(texts, body, columns, rows, scroll, short_keys)


def _scrolled(
    texts: Sequence[tuple[Block, list[Styled]]],
    body: Sequence[Styled],
    columns: int,
    rows: int,
    scroll: int,
    short_keys: Sequence[str],
) -> Fitted:
    ranked = [lines for _, lines in sorted(texts, key=lambda each: each[0].rank)]
    text = _joined(ranked, apart=rows >= ROOMY)
    if scroll >= len(text):
        scroll = 0  # after the end one begins again at the top
    foot = _scroll_keys("weiterlesen", short_keys, columns)[: max(rows - len(body) - 1, 0)]
    blank: list[Styled] = [("", "")] if rows >= ROOMY and len(body) + len(foot) + 4 < rows else []
    room = max(rows - len(body) - len(foot) - len(blank), 0)
    at_end = scroll + room >= len(text)
    if at_end:
        foot = _scroll_keys("von vorn", short_keys, columns)[: len(foot)]
    head = [*text[scroll : scroll + room], *blank]
    return Fitted(head, list(body)[:rows], foot, more=True, scroll=scroll, at_end=at_end)


def crowded(
    title: str, body: Sequence[Styled], wanted: tuple[int, int], keys: Sequence[str], columns: int, rows: int, top: int
) -> tuple[list[Styled], int, int]:
    """Return the lines of a list that is higher than the window, its first line that is in view, and how many stand above.

    The title and the keys stay; of the list as much is shown as fits, with the lines `wanted` (first, last) in view and
    moving as little as possible from `top`. A window of a few lines holds nothing but the list.
    """
    head = [("class:wording", line) for line in paragraphs(title, columns)][:2] if rows >= 6 else []
    foot = [("", line) for line in key_lines(["Pfeile: mehr Einträge", *keys], columns)][:2] if rows >= 6 else []
    room = max(rows - len(head) - len(foot), 1)
    top = window_on(body, wanted, top, room)
    return [*head, *body[top : top + room], *foot], top, len(head)


def _scroll_keys(way: str, short_keys: Sequence[str], columns: int) -> list[Styled]:
    return [("", line) for line in key_lines([f"Bild ab: {way}", *short_keys], columns)]


def page_of(rows: int, fitted: Fitted) -> int:
    """How far one page scrolls: what is shown, less one line to find one's place."""
    return max(len(fitted.head) - (2 if rows >= ROOMY else 1), 1)


def _joined(texts: Sequence[list[Styled]], *, apart: bool) -> list[Styled]:
    joined: list[Styled] = []
    for lines in texts:
        if joined and apart:
            joined.append(("", ""))
        joined += lines
    return joined


def window_on(lines: Sequence[Styled], wanted: tuple[int, int], top: int, rows: int) -> int:
    """Return the first line to show so that lines `wanted` (first, last) are in view, moving as little as possible."""
    first, last = wanted
    top = min(max(top, last - rows + 1), first)
    return max(min(top, len(lines) - rows), 0)
