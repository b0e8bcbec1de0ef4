"""What the parts of a questionnaire are called in a Word file: the names of its bookmarks, written and read.

Word allows 40 characters: letters, digits and "_". So a name says which part it is of (its key) and, where something is to be
known about that part, a piece of it; what is too long for one name stands in several, at the same place:

    vc_stage_p1_planned                              what holds for the whole file
    vc_q7_p1_0123456789abcdef_goal                   question 7: its fingerprint and its ID
    vc_q7_2_p1_no                                    its second box
    vc_n7_label, vc_n7                               the line for its remark: what stands before it, and what is typed
    vc_organisation, vc_party, vc_party_1_p1_hr      the head

The number is a key within the file alone: it holds together what belongs together, wherever it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

LONGEST = 40
"""So many characters a name may have in Word."""

LABEL = "_label"

OTHER, NONE = "-other", "-none"
"""What the boxes of a list say that stand for none of its options; no ID begins like this."""

_NAME = re.compile(
    r"vc_(?P<key>[a-z]+[0-9]{0,4}(?:_[0-9]{1,3})?)(?P<label>_label)?(?:_p(?P<piece>[0-9]{1,3})_(?P<text>\w+))?"
)
_ESCAPED = re.compile("Z([0-9a-f]{1,6})Z")


class Mark(NamedTuple):
    """A name, taken apart. `piece` counts from 1; 0 where nothing more is said."""

    key: str
    is_label: bool
    piece: int
    text: str


def names(key: str, text: str = "") -> frozenset[str]:
    """Return the names for the part `key`, about which `text` is to be known."""
    if not text:
        return frozenset((f"vc_{key}",))
    safe = re.sub("[^a-z0-9-]", lambda sign: f"Z{ord(sign[0]):x}Z", text).replace("-", "_")
    room = LONGEST - len(f"vc_{key}_p99_")
    starts = range(0, len(safe), room)
    return frozenset(f"vc_{key}_p{number}_{safe[start : start + room]}" for number, start in enumerate(starts, 1))


def label_names(of: Iterable[str]) -> frozenset[str]:
    """Return the names for the words that stand before a line with the names `of`."""
    return frozenset(f"{name}{LABEL}" for name in of)


def taken_apart(name: str) -> Mark | None:
    """Return what a bookmark says; None where it is none of ours."""
    found = _NAME.fullmatch(name)
    if found is None:
        return None
    return Mark(found["key"], bool(found["label"]), int(found["piece"] or 0), found["text"] or "")


def joined(pieces: dict[int, str]) -> str | None:
    """Return the text that stands in pieces; "" where there are none, None where some are missing."""
    if sorted(pieces) != list(range(1, len(pieces) + 1)):
        return None
    text = "".join(pieces[number] for number in sorted(pieces)).replace("_", "-")
    try:
        return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    except (ValueError, OverflowError):
        return None
