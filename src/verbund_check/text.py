"""Text as people type it: filtering what a terminal could obey, folding umlauts, the nearest word."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from contextlib import suppress
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import datetime

# C0 except newline and tab, DEL, C1, line and paragraph separators, direction overrides and isolates,
# lone surrogates (half a character, which no output can encode). What a terminal or a document could obey.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u061c\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
# What nobody sees and nobody typed: soft hyphen, blank and joiners without width. Pasted along from web pages and Word.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
"""What the IDs of questions and the keys of sections look like."""

_BLANKS = re.compile(r"[ \t\n]+")
MAX_NAME = 200
MAX_TEXT = 5_000
"""How many characters a name, and a remark or any other text, may have where it comes in."""

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def without_controls(text: str) -> str:
    """Return `text` without what a terminal could obey; line ends become newlines. For whatever goes out."""
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def clean(text: str) -> str:
    """Return `text` without control and invisible characters, in NFC. For whatever is typed or read."""
    if text.isprintable() and unicodedata.is_normalized("NFC", text):
        return text
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", without_controls(text)))


def one_line(text: str) -> str:
    """Return the text as a single line, each run of blanks as one; no-break spaces stay."""
    if text.isprintable() and "  " not in text:  # nothing but single blanks, as it is nearly always
        return text.strip(" ")
    return " ".join(part for part in _BLANKS.split(text) if part)


def lines_of(text: str) -> list[str]:
    """Return the lines of the text without empty ones, each as `one_line`; at least one line."""
    if "\n" not in text:
        return [one_line(text)]
    return [line for line in map(one_line, text.split("\n")) if line] or [""]


def clean_line(text: str, limit: int = 200) -> str:
    """Return `text` cleaned and on one line of at most `limit` characters."""
    return " ".join(clean(text).split())[:limit]


def fold(text: str) -> str:
    """Return `text` in lower case with umlauts spelt out, to compare what people type.

    "Gründe", "GRÜNDE" and "gruende" are the same; so are composed and decomposed umlauts, one blank and several.
    """
    return " ".join(unicodedata.normalize("NFC", text).casefold().translate(_UMLAUTS).split())


def nearest(word: str, candidates: Iterable[str]) -> str | None:
    """Return the candidate that looks most like `word`; None where none comes close, and for three letters or fewer."""
    import difflib  # only where something was mistyped

    if len(fold(word)) <= 3:
        return None  # everything is near to so short a word
    by_fold = {fold(candidate): candidate for candidate in candidates}
    close = difflib.get_close_matches(fold(word)[:100], list(by_fold), n=1, cutoff=0.5)
    return by_fold[close[0]] if close else None


def suggestion(word: str, candidates: Iterable[str]) -> str:
    """Return „ Meinten Sie „X“?“ with a leading blank, or an empty string."""
    close = nearest(word, candidates)
    return f" Meinten Sie „{close}“?" if close else ""


def to_json(value: Any) -> str:
    """Return data, msgspec Structs too, as indented JSON with a newline at its end."""
    import msgspec

    return msgspec.json.format(msgspec.json.encode(value), indent=2).decode() + "\n"


def shortened(text: str, limit: int = 60) -> str:
    """Return `text` on one line, cut with an ellipsis where it is longer than `limit` characters.

    For error messages, which must not repeat a whole file.
    """
    line = clean_line(text, limit + 1)
    return line if len(line) <= limit else line[: limit - 1] + "…"


def quoted(given: object) -> str:
    """Return what stands in a file as a German sentence can name it: a text in quotation marks, all else by its kind."""
    if given is None:
        return "ein leerer Wert"
    if isinstance(given, list):
        return "eine Liste"
    if isinstance(given, dict):
        return "eine Gruppe von Angaben"
    return f"„{shortened(str(given))}“"


def local_day(moment: str) -> str:
    """Return the local day of an ISO 8601 time as German dates are written: 31.01.2026."""
    return _local(moment).strftime("%d.%m.%Y")


def local_date(moment: str) -> str:
    """Return the local day of an ISO 8601 time as ISO 8601 has it, which can be compared: 2026-01-31."""
    return _local(moment).date().isoformat()


def local_today() -> str:
    """Return the present local day, ISO 8601: 2026-01-31."""
    from datetime import date

    return date.today().isoformat()


def _local(moment: str) -> datetime:
    from datetime import datetime

    time = datetime.fromisoformat(moment)
    with suppress(OSError, OverflowError, ValueError):  # far from now, Windows does not know the local time
        time = time.astimezone()
    return time
