"""Numbers in sentences: `{factor_count}` in a text of the content is how many factors the content has, in words.

So an eleventh factor makes no sentence wrong. Written with a capital, the word begins a sentence; `{factor_count:d}` stands
for digits.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, TypeVar, cast

from msgspec import Struct

T = TypeVar("T")

_COUNTED: Mapping[str, tuple[str, Callable[[Any], int]]] = {
    "reason_count": ("reasons", lambda reasons: len(reasons.items)),
    "fear_count": ("fears", lambda fears: len(fears.items)),
    "readiness_count": ("readiness", lambda readiness: len(readiness.items)),
    "success_count": ("factors", lambda factors: len(factors.success)),
    "risk_count": ("factors", lambda factors: len(factors.risks)),
    "factor_count": ("factors", lambda factors: len(factors.success) + len(factors.risks)),
    "key_success_count": ("factors", lambda factors: sum(each.key for each in factors.success)),
    "key_risk_count": ("factors", lambda factors: sum(each.key for each in factors.risks)),
    "partners_least": ("comparison", lambda comparison: comparison.partners.least),
    "partners_most": ("comparison", lambda comparison: comparison.partners.most),
}
"""Each number with the file in which it is counted."""

COUNTS = tuple(_COUNTED)
"""What may stand in braces in any text of the content."""

PLACEHOLDER = re.compile(r"\{(" + "|".join(COUNTS) + r")(:d)?\}", re.IGNORECASE)
"""A number that a text names."""

_WORDS = (
    *("null", "ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf"),
    *("dreizehn", "vierzehn", "fünfzehn", "sechzehn", "siebzehn", "achtzehn", "neunzehn", "zwanzig"),
)


def in_words(number: int) -> str:
    """Return a number as German writes it in a sentence: a word up to twenty, then digits."""
    return _WORDS[number] if 0 <= number < len(_WORDS) else str(number)


def filled(model: T, file: Callable[[str], Any]) -> T:
    """Return `model` with every number that its texts name filled in; `file` gives the model of a content file."""

    def put(match: re.Match[str]) -> str:
        stem, count = _COUNTED[match[1].lower()]
        number = count(file(stem))
        word = str(number) if match[2] else in_words(number)
        return word[:1].upper() + word[1:] if match[1][0].isupper() else word

    def of(value: Any) -> Any:
        if isinstance(value, str):
            return PLACEHOLDER.sub(put, value) if "{" in value else value
        if isinstance(value, tuple):
            return tuple(map(of, value))
        if isinstance(value, Struct):
            fields = {name: getattr(value, name) for name in value.__struct_fields__}
            changed = {name: of(each) for name, each in fields.items()}
            return type(value)(**changed) if any(changed[name] is not fields[name] for name in fields) else value
        return value

    return cast(T, of(model))
