"""What all renderers share: texts without control characters, and the words for kinds and tones."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import cast

from msgspec import Struct

from verbund_check.document import Bar, Document, LinkKind, Table, Tone
from verbund_check.text import clean as without_controls

LINK_KINDS: dict[LinkKind, str] = {
    "file": "Datei",
    "guide": "Leitfaden im Ideenportal",
    "web": "Internetseite",
}
"""The guide's legend, in the words that stand beside a link."""

TONE_SIGNS: dict[Tone, str] = {"good": "✓", "mixed": "≈", "bad": "✗", "unknown": "?", "neutral": "→"}
"""A sign beside each tone, so that it is never told by colour alone."""

_NOT_IN_FILES = {0x09: " ", 0xFFFE: None, 0xFFFF: None}  # XML has no such characters
# Stricter than browsers are: Word calls a file damaged that has an address it cannot read.
_WEB = re.compile(
    r"https?://[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d{1,4})?(?:[/?](?:[\w.~:/?@!$&'()*+,;=-]|%[0-9a-f]{2})*)?"
    r"(?:#(?:[\w.~:/?@!$&'()*+,;=-]|%[0-9a-f]{2})*)?"
    r"|mailto:[\w.+-]+@[\w.-]+",
    re.IGNORECASE | re.ASCII,
)


def mapped(document: Document, change: Callable[[str], str]) -> Document:
    """Return the document with `change` applied to each of its texts."""

    def of(value: object) -> object:
        match value:
            case str():
                return change(value)
            case tuple():
                return tuple(map(of, value))
            case Struct():
                return type(value)(*(of(getattr(value, name)) for name in value.__struct_fields__))
            case _:
                return value

    return cast("Document", of(document))


def cleaned(document: Document) -> Document:
    """Return the document with newlines as the only control characters in its texts, and no outer blanks.

    Texts are filtered where they come in. It is done again here, once for each rendering, because one that
    slips through would steer the terminal, or make a file that Word calls damaged.
    """
    return mapped(document, clean)


def clean(text: str) -> str:
    """Return one text as `cleaned` does."""
    return without_controls(text).translate(_NOT_IN_FILES).strip()


def one_line(text: str) -> str:
    """Return the cleaned text as a single line, each run of blanks as one."""
    return " ".join(part for part in re.split(r"[ \n]+", text) if part)


def lines_of(text: str) -> list[str]:
    """Return the lines of the cleaned text without empty ones; at least one line."""
    return [line for line in map(one_line, text.split("\n")) if line] or [""]


def is_web(url: str) -> bool:
    """Say whether the address is one that a reader may safely be led to with a click."""
    return _WEB.fullmatch(url) is not None


def rectangular(table: Table) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Return head and rows with as many cells each as the longest of them, so that no renderer drops one."""
    width = max(len(table.head), *map(len, table.rows), 0)
    head, *rows = ((*cells, *[""] * (width - len(cells))) for cells in (table.head, *table.rows))
    return head, rows


def share(bar: Bar, total: int, steps: int) -> int:
    """Return how many of `steps` a bar fills: none only for zero, all only for `total` or more."""
    if bar.count <= 0 or total <= 0:
        return 0
    if bar.count >= total:
        return steps
    return min(max(round(bar.count / total * steps), 1), steps - 1) if steps > 1 else 0


def count_of(bar: Bar, total: int) -> str:
    """Return the words beside a bar, such as "5 von 7"."""
    return f"{bar.count} von {total}"
