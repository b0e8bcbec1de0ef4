"""The answers that a question can have, and the one parser for every way in.

Key presses, typed lines and answers files all end here, so that what is understood in one place is understood
in all, and nothing is ever guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import cache
from typing import Any, Literal

from verbund_check.errors import InputError
from verbund_check.guide.sections import Kind
from verbund_check.text import fold, quoted


class Value(StrEnum):
    """An answer to a readiness question or a factor."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"
    UNSURE = "unsure"

    # Looked up and counted many times for each of thousands of files; that of Enum is written in Python and ten times slower.
    __hash__ = str.__hash__


class Party(StrEnum):
    """Who answers."""

    HR = "hr"
    WORKS_COUNCIL = "works-council"
    MANAGEMENT = "management"
    JOINT = "joint"


SingleKind = Literal["readiness", "success", "risks"]

READINESS_VALUES = (Value.YES, Value.NO, Value.UNSURE)
FACTOR_VALUES = (Value.YES, Value.PARTLY, Value.NO, Value.UNSURE)

KEYS = {Value.YES: "j", Value.PARTLY: "t", Value.NO: "n", Value.UNSURE: "w"}
"""The single keys: ja, teilweise, nein, weiß nicht."""

READINESS_LABELS = {Value.YES: "Ja", Value.NO: "Nein", Value.UNSURE: "Weiß nicht"}
FACTOR_LABELS = {
    Value.YES: "Trifft zu",
    Value.PARTLY: "Teilweise",
    Value.NO: "Trifft nicht zu",
    Value.UNSURE: "Weiß nicht",
}


def values_of(kind: Kind) -> tuple[Value, ...]:
    """Return the values that a question of `kind` can have, in the order in which they are offered."""
    return READINESS_VALUES if kind == "readiness" else FACTOR_VALUES


def labels_of(kind: Kind) -> dict[Value, str]:
    """Return the German label of each value of `kind`."""
    return READINESS_LABELS if kind == "readiness" else FACTOR_LABELS


def parse_value(given: Any, kind: Kind) -> Value:
    """Return the value that `given` names: the value, its label or its single key, in any case, or true/false.

    Raises InputError that lists what is valid. Numbers are refused here: only plain mode numbers its choices.
    """
    if isinstance(given, bool):
        given = "true" if given else "false"
    if isinstance(given, str):
        word = fold(given)
        for value in values_of(kind):
            if word in spellings_of(value, kind):
                return value
    offered = ", ".join(f"{label} ({KEYS[value]})" for value, label in labels_of(kind).items())
    if given is None or isinstance(given, list | dict):
        problem = "Hier fehlt die Antwort" if given is None else "Hier steht nicht eine einzelne Antwort"
        raise InputError(f"{problem}; möglich sind: {offered}.")
    raise InputError(f"Die Antwort {quoted(given)} gibt es nicht; möglich sind: {offered}.")


def spellings(value: str, labels: Iterable[str]) -> frozenset[str]:
    """Return what is understood as `value`, as `text.fold` gives it: the value itself and its German labels."""
    return frozenset(map(fold, (value, *labels)))


def named(given: Any, labels: Mapping[str, Iterable[str]]) -> str | None:
    """Return the value that `given` names, by itself or by one of its German labels, in any case; None where it is none."""
    if not isinstance(given, str):
        return None
    word = fold(given)
    return next((value for value, known in labels.items() if word in spellings(value, known)), None)


NONE_OF_THEM = "keine"
"""What is typed for an empty list of reasons or fears."""

STAGE_NAMES = {
    "planned": ("geplant", "geplanter Verbund"),
    "running": ("läuft", "läuft schon", "laufend", "laufender Verbund"),
}
"""What the stages are called, beside what the content says now: in a word, and in earlier versions of the content."""

PARTY_NAMES = {
    Party.HR: ("PA", "Personal", "Personalabteilung"),
    Party.WORKS_COUNCIL: ("BR", "Betriebsrat"),
    Party.MANAGEMENT: ("GL", "GF", "Geschäftsleitung", "Geschäftsführung"),
    Party.JOINT: ("gemeinsam", "Beide Seiten gemeinsam"),
}
"""What the parties are called, beside what the content says now: by their usual abbreviation, and in earlier versions."""

LOGICAL = {Value.YES: "true", Value.NO: "false"}
"""What YAML and JSON know for yes and no."""

SHORT_FORMS = {Value.YES: "ja", Value.PARTLY: "teils", Value.NO: "nein"}
"""What people write for the label of a factor."""


@cache
def spellings_of(value: Value, kind: Kind) -> frozenset[str]:
    """Return what is understood as `value`, as `text.fold` gives it: the value, its label, its single key, true/false.

    A factor has a short form beside its label as well.
    """
    more = (each[value] for each in (LOGICAL, SHORT_FORMS) if value in each)
    return spellings(value.value, (labels_of(kind)[value], KEYS[value], *more))
