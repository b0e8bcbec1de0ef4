"""Where a line must not end: no-break blanks and hyphens in what is laid out for reading."""

from __future__ import annotations

import re

NO_BREAK = "\u00a0"
NO_BREAK_HYPHEN = "\u2011"

_MONTHS = "Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"
_UNITS = (
    "%|€|Euro|Prozent|Uhr|Minuten?|Min\\.|Stunden?|Std\\.|Tagen?|Wochen?|Monate[ns]?|Monat|Jahre[ns]?|Jahr"
    "|mm|cm|km|m|kg|g|µm|KB|MB|GB"
)
# What stands before the blank, and what must stand behind it. None of these may follow itself for ever: a line of nothing
# but no-break blanks would leave the page.
_BLANKS = tuple(
    re.compile(rf"((?:{before})) (?={behind})")
    for before, behind in (
        (r"\b(?:Nr|Abs|Art|Kap|Ziff|S)\.|§|\b(?:Seite|Frage|Punkt|Schritt)", r"\d"),
        (r"\b(?:Dr|Prof)\.", r"\w"),
        (r"\bz\.", r"[BT]\."),
        (r"\bd\.", r"[hR]\."),
        (r"\bu\.", r"[aäÄ]\."),
        (r"\bi\.", r"d\."),
        (r"\bo\.", r"[ÄJ]\."),
        (r"\be\.", r"V\."),
        (r"\bIG", r"[A-ZÄÖÜ]"),
        (r"\b\d{1,2}\.", rf"(?:{_MONTHS})\b"),
        (rf"\b\d{{1,2}}\.\u00a0(?:{_MONTHS})", r"\d{4}\b"),
        (r"\d", rf"(?:{_UNITS})(?!\w)"),
    )
)
_HYPHENS = re.compile(r"(?<=\d)-(?=mal\b|fach\b|jährig)")


def unbroken(text: str) -> str:
    """Return the text with no-break blanks and hyphens where a line must not end: "Nr. 2", "25. November", "1-mal".

    For pages (HTML, PDF, Word) only: on the terminal a command or a path must be copied as it is, and data and the
    source of Markdown stay what was typed.
    """
    if " " in text:
        for pattern in _BLANKS:
            text = pattern.sub(rf"\1{NO_BREAK}", text)
    return _HYPHENS.sub(NO_BREAK_HYPHEN, text) if "-" in text else text
