"""Numbers in sentences: `{factor_count}` in a text of the content is how many factors the content has, in words.

So an eleventh factor makes no sentence wrong. Written with a capital, the word begins a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, TypeVar, cast

from msgspec import Struct

T = TypeVar("T")

COUNTS = (
    *("reason_count", "fear_count", "readiness_count", "success_count", "risk_count", "factor_count"),
    *("key_success_count", "key_risk_count", "question_count", "partners_least", "partners_most"),
)
"""What may stand in braces in any text of the content."""

COUNTED_FILES = ("reasons", "fears", "readiness", "factors", "comparison")
"""The files whose entries are counted."""

_NAMED = re.compile(r"\{(" + "|".join(COUNTS) + r")\}", re.IGNORECASE)
_WORDS = (
    *("null", "ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf"),
    *("dreizehn", "vierzehn", "fünfzehn", "sechzehn", "siebzehn", "achtzehn", "neunzehn", "zwanzig"),
)


def in_words(number: int) -> str:
    """Return a number as German writes it in a sentence: a word up to twenty, then digits."""
    return _WORDS[number] if 0 <= number < len(_WORDS) else str(number)


def counted(files: Mapping[str, Any]) -> dict[str, int]:
    """Return how many there are of what `files` (the models of the content files by name) hold."""
    factors, partners = files["factors"], files["comparison"].partners
    counts = {
        "reason_count": len(files["reasons"].items),
        "fear_count": len(files["fears"].items),
        "readiness_count": len(files["readiness"].items),
        "success_count": len(factors.success),
        "risk_count": len(factors.risks),
        "key_success_count": sum(each.key for each in factors.success),
        "key_risk_count": sum(each.key for each in factors.risks),
        "partners_least": partners.least,
        "partners_most": partners.most,
    }
    counts["factor_count"] = counts["success_count"] + counts["risk_count"]
    counts["question_count"] = counts["factor_count"] + counts["readiness_count"] + 2  # reasons, fears
    return counts


def filled(model: T, counts: Callable[[], Mapping[str, int]]) -> T:
    """Return `model` with every number that its texts name filled in; `counts` is called only where one does."""

    def put(match: re.Match[str]) -> str:
        word = in_words(counts()[match[1].lower()])
        return word[:1].upper() + word[1:] if match[1][0].isupper() else word

    def of(value: Any) -> Any:
        if isinstance(value, str):
            return _NAMED.sub(put, value) if "{" in value else value
        if isinstance(value, tuple):
            return tuple(map(of, value))
        if isinstance(value, Struct):
            fields = {name: getattr(value, name) for name in value.__struct_fields__}
            changed = {name: of(each) for name, each in fields.items()}
            return type(value)(**changed) if any(changed[name] is not fields[name] for name in fields) else value
        return value

    return cast(T, of(model))
