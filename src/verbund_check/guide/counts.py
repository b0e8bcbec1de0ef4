"""Texts as they are shown. Numbers in sentences: `{factor_count}` in a text of the content is how many factors the content has, in words.

So an eleventh factor makes no sentence wrong. Written with a capital, the word begins a sentence; `{factor_count:d}` stands
for digits.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, TypeVar, cast

from msgspec import Struct

T = TypeVar("T")

File = Callable[[str], Any]
"""Gives the model of a content file by its name."""

_COUNTED: Mapping[str, Callable[[File], int]] = {
    "reason_count": lambda file: len(file("reasons").items),
    "fear_count": lambda file: len(file("fears").items),
    "readiness_count": lambda file: len(file("readiness").items),
    "success_count": lambda file: len(file("factors").success),
    "risk_count": lambda file: len(file("factors").risks),
    "factor_count": lambda file: len(file("factors").success) + len(file("factors").risks),
    "key_success_count": lambda file: sum(each.key for each in file("factors").success),
    "key_risk_count": lambda file: sum(each.key for each in file("factors").risks),
    "question_count": lambda file: (
        len(file("readiness").items) + len(file("factors").success) + len(file("factors").risks) + 2
    ),  # reasons, fears
    "readiness_majority": lambda file: len(file("readiness").items) // 2 + 1,
    "partners_least": lambda file: file("comparison").partners.least,
    "partners_most": lambda file: file("comparison").partners.most,
}
"""Each number, counted in the files that hold what it counts."""

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


def filled(model: T, file: File) -> T:
    """Return `model` as it is shown: numbers that its texts name filled in, and what belongs together kept together.

    What a line must not be broken in ("IG Metall") is listed in content.yaml and gets no-break spaces.
    """
    unbroken = {text: text.replace(" ", "\u00a0") for text in file("content").unbroken}

    def put(match: re.Match[str]) -> str:
        number = _COUNTED[match[1].lower()](file)
        word = str(number) if match[2] else in_words(number)
        return word[:1].upper() + word[1:] if match[1][0].isupper() else word

    def of(value: Any) -> Any:
        if isinstance(value, str):
            text = PLACEHOLDER.sub(put, value) if "{" in value else value
            for loose, tight in unbroken.items():
                text = text.replace(loose, tight)
            return text if text != value else value
        if isinstance(value, tuple):
            return tuple(map(of, value))
        if isinstance(value, Struct):
            fields = {name: getattr(value, name) for name in value.__struct_fields__}
            changed = {name: of(each) for name, each in fields.items()}
            return type(value)(**changed) if any(changed[name] is not fields[name] for name in fields) else value
        return value

    return cast(T, of(model))
