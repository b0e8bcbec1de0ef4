"""Files that are odd, made up and put together: what the program may find in its folder or be given."""

from __future__ import annotations

import json
from typing import Any

import msgspec
from hypothesis import strategies as st

from verbund_check.guide.model import Guide

from .contract import FEARS, READINESS, REASONS, RISKS, SUCCESS, all_yes
from .making import NOW, assessment_from

NASTY = " \u200bMu\u0308ller\x1b[2J\u00ad   GmbH\u2060 \u202e\t"
FOREIGN = {"version": "0.9", "digest": "ab" * 32}


def saved(fields: dict[str, Any]) -> bytes:
    """The bytes as this program writes a saved assessment."""
    return msgspec.json.encode(fields) + b"\n"


def exported(fields: dict[str, Any]) -> bytes:
    """The bytes as this program writes a JSON report."""
    return msgspec.json.format(msgspec.json.encode(fields), indent=2) + b"\n"


def base(guide: Guide) -> dict[str, Any]:
    """A complete saved assessment of one party, as fields."""
    answers = all_yes(goal={"value": "no", "note": "siehe Protokoll"}, reasons=["learning"], fears=["antitrust"])
    assessment = assessment_from(guide, answers, id="a-1", party="hr", organisation="Müller & Söhne")
    fields: dict[str, Any] = json.loads(msgspec.json.encode(assessment))
    return fields


def joint(guide: Guide) -> dict[str, Any]:
    """A joint assessment with two origins and a point without consensus."""
    fields = base(guide)
    origins = [
        {key: base(guide)[key] for key in ("finished", "content", "answers", "notes")}
        | {"id": f"{party}-1", "party": party}
        for party in ("hr", "works-council")
    ]
    order = ("id", "party", "finished", "content", "answers", "notes")
    return fields | {
        "party": "joint",
        "origins": [{key: origin[key] for key in order} for origin in origins],
        "dissent": ["goal"],
    }


odd_texts = st.sampled_from(
    ["", " ", "Muster GmbH", NASTY, "a\nb", "\u00a0x", "A\u030a", "„ja“", '"', "\\", "{" * 1100, "x" * 201, "y" * 5001]
) | st.text(max_size=8)
odd_times = st.sampled_from(
    [NOW, "2026-02-30T10:00:00Z", "2026-11-35T10:00:00Z", "1970-12-31T23:00:00Z", "1971-01-01T00:00:00Z", "9998-12-31T23:59:59Z",
     "9999-01-01T00:00:00Z", "2026-01-01T00:00:00+14:00", "2026-01-01T00:00:00", "2026-01-01", "", "gestern", "2026-W05-1T01:00:00Z",
     "2026-01-01T24:00:00Z", "20260101T000000Z", "2026-01-01 10:00:00Z", "٢٠٢٦-01-01T00:00:00Z"]
)  # fmt: skip
odd_ids = st.sampled_from(["", "a-1", "../../etc", "A", "x" * 65, "benefit", "a b", "\x1b"])
question_ids = st.sampled_from((*READINESS, *SUCCESS, *RISKS, "reasons", "fears"))
any_ids = question_ids | st.sampled_from(["unknown", "../../etc", "", "organisation"])
odd_values = st.sampled_from(["yes", "no", "partly", "unsure", "ja", "J", "", "vielleicht", "\u200bja"])
answer = st.fixed_dictionaries({"value": odd_values, "note": odd_texts})
choices = st.lists(st.sampled_from((*REASONS, *FEARS, "other", "LEARNING")), max_size=4)
odd_answers = st.dictionaries(any_ids, answer | choices | st.none() | st.integers(), max_size=4)
contents = st.sampled_from(
    [
        FOREIGN,
        {},
        {"version": "1\x1b", "digest": "a\u202eb"},
        {"version": "x" * 10_000, "digest": "y"},
        {"version": "1"},
    ]
)
notes = st.dictionaries(any_ids, odd_texts | st.none(), max_size=3)
origin = st.fixed_dictionaries(
    {
        "id": odd_ids,
        "party": st.sampled_from(["hr", "joint", None, "chef"]),
        "finished": odd_times | st.none(),
        "content": contents,
        "answers": odd_answers,
        "notes": notes,
    }
)
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.integers(2**63, 2**70) | st.floats(allow_nan=False) | odd_texts,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(odd_texts, inner, max_size=2),
    max_leaves=5,
)
CHANGES: dict[str, st.SearchStrategy[Any]] = {
    "format": st.sampled_from([0, 1, 2, -1, 10**12, True, "1", None, 1.0]),
    "schema": st.sampled_from([1, 2, "x"]),
    "id": odd_ids,
    "organisation": odd_texts,
    "party": st.sampled_from(["hr", "works-council", "HR", "", None, "chef", "Betriebsrat"]),
    "stage": st.sampled_from(["planned", "running", "läuft", "", None]),
    "scope": st.sampled_from(["full", "quick", "half", None]),
    "started": odd_times,
    "finished": odd_times | st.none(),
    "content": contents,
    "notes": notes,
    "questions": st.dictionaries(any_ids, st.sampled_from(["a" * 16, "x", "A" * 16, "", "b" * 10_000]), max_size=3),
    "origins": st.lists(origin, max_size=2),
    "dissent": st.lists(any_ids, max_size=3),
    "complete": anything,
    "judged": anything,
    "verdict": anything,
}


@st.composite
def changed_fields(draw: st.DrawFn, guide: Guide, *, strange: bool) -> dict[str, Any]:
    """A saved assessment (joint, or of one party) with one to three fields or some answers changed."""
    fields = draw(st.sampled_from([base, joint]))(guide)
    for key in draw(st.lists(st.sampled_from(sorted(CHANGES)), max_size=3)):
        fields[key] = draw(anything if strange else CHANGES[key])
    if draw(st.booleans()) and isinstance(fields["answers"], dict):
        for id in draw(st.lists(question_ids, max_size=5)):
            fields["answers"].pop(id, None)
        fields["answers"] |= draw(odd_answers)
    return fields
