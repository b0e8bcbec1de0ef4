"""Decodes what this program wrote in C: the shape of a file is checked here, what is valid in `validity`.

msgspec is some ten times as fast as `json` and knows the types, but keeps the last of two equal keys in silence. So only
bytes that come out the same when written again are taken; everything else is for the slow way, which reads it all.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import msgspec
from msgspec import UNSET, UnsetType

from verbund_check.answers.assessment import Answer, Assessment, Origin
from verbund_check.guide.model import Guide, Question, Scope
from verbund_check.guide.sections import Stage
from verbund_check.guide.values import Party

DERIVED = ("complete", "judged", "verdict")
"""What a report has reckoned from the answers: whatever stands there is ignored and reckoned anew."""

_keys = msgspec.json.Decoder(dict[str, msgspec.Raw]).decode
_encode = msgspec.json.Encoder().encode


def decoded(data: bytes, guide: Guide) -> dict[str, Any] | None:
    """Return the fields of an assessment or a report, where `data` is just what this program writes; else None.

    They are what the slow way reads from the same bytes, but that each answer to a question is an `Answer` already.
    """
    if not data.startswith(b"{"):
        return None
    try:
        is_saved = data.startswith(b'{"format"')
        decoder = _decoder(guide, Assessment.__struct_fields__ if is_saved else tuple(_keys(data)))
        if decoder is None:
            return None
        shape = decoder.decode(data)
        written = _encode(shape)
        if data[1:2] == b"\n":
            written = msgspec.json.format(written, indent=2)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None
    if written + b"\n" != data:
        return None
    fields = msgspec.structs.asdict(shape)
    fields["answers"] = _answers(shape.answers, guide)
    if fields.get("origins"):
        origins = [msgspec.structs.asdict(each) for each in fields["origins"]]
        fields["origins"] = [{**each, "answers": _answers(each["answers"], guide)} for each in origins]
    return fields


def _answers(shape: Any, guide: Guide) -> dict[str, Answer | list[str]]:
    given = zip(guide.asked("full"), msgspec.structs.astuple(shape), strict=True)
    return {id: each for id, each in given if each is not UNSET}


@lru_cache(maxsize=16)
def _decoder(guide: Guide, keys: tuple[str, ...]) -> msgspec.json.Decoder[Any] | None:
    """The decoder for a file with these keys in this order; None where one of them is unknown or there are no answers."""
    types = _types(guide)
    if "answers" not in keys or not types.keys() >= set(keys):
        return None
    return msgspec.json.Decoder(msgspec.defstruct("Shape", [(key, types[key]) for key in keys], gc=False))


@lru_cache(maxsize=4)
def _types(guide: Guide) -> Mapping[str, Any]:
    """The type of each field, with the guide's IDs as the fields of `answers`."""
    # A field's name must be an identifier.
    named = {f"question_{number}": question for number, question in enumerate(guide.questions.values())}
    fields = [(name, _answer_type(question) | UnsetType, UNSET) for name, question in named.items()]
    names = {name: question.id for name, question in named.items()}
    answers = msgspec.defstruct("Answers", fields, rename=names, forbid_unknown_fields=True, gc=False)
    types: dict[str, Any] = {
        "format": int,
        "schema": int,
        "id": str,
        "organisation": str,
        "party": Party | None,
        "stage": Stage,
        "scope": Scope,
        "started": str,
        "finished": str | None,
        "content": dict[str, str],
        "answers": answers,
        "notes": dict[str, str],
        "questions": dict[str, str],
        "wordings": dict[str, str],
        "previous": str,
        "read_in": bool,
        "meetings": list[dict[str, str]],
        "dissent": list[str],
        **dict.fromkeys(DERIVED, Any),
    }
    origin = [(name, types[name]) for name in Origin.__struct_fields__]
    types["origins"] = list[msgspec.defstruct("OriginShape", origin, forbid_unknown_fields=True)]  # type: ignore[misc]
    return types


def _answer_type(question: Question) -> Any:
    return list[str] if question.is_list else Answer
