"""How long to talk about what: a suggestion of ours, to be changed by whoever chairs the meeting. Pure functions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

PartName = Literal["strong", "weak", "one_sided", "choices", "hinders", "changed", "unsure", "closing"]
"""The parts of an agenda: opposite answers, close ones, one side does not know, reasons and fears, what both see as a
hindrance, what was asked in different words, what nobody knows, and the end."""

MINUTES: Mapping[PartName, int] = {
    "strong": 5,
    "weak": 4,
    "one_sided": 3,
    "choices": 5,
    "hinders": 4,
    "changed": 3,
    "unsure": 2,
    "closing": 10,
}
"""Minutes for one point of each part; ours, not the guide's."""

STEP = 5
"""Minutes are suggested in steps of this size: nobody plans a meeting to the minute."""

LONG = 120
"""From more minutes than this on, two meetings are suggested."""


def minutes(part: PartName, points: int) -> int:
    """Return how many minutes are suggested for `points` points of a part, rounded up to the next step; 0 for none."""
    return -(-MINUTES[part] * points // STEP) * STEP
