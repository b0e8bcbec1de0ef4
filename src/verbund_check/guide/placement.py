"""What belongs into one section and what does not: checked wherever a section is read, so it needs no other file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from verbund_check.guide.sections import (
    Branch,
    Factor,
    Fear,
    Items,
    KeyFactors,
    ReadinessQuestion,
    Reason,
    RulePoint,
    Section,
)
from verbund_check.text import shortened

Path = tuple[str | int, ...]
"""A place in a content file."""


class Broken(NamedTuple):
    """A rule that is broken: in which file, at which place, and what is expected."""

    stem: str
    path: Path
    problem: str


_OWN_FIELDS: Mapping[str, tuple[str, ...]] = {
    "reasons": Reason.__struct_fields__,
    "readiness": ReadinessQuestion.__struct_fields__,
    "factors": Factor.__struct_fields__,
    "fears": Fear.__struct_fields__,
    "rules": RulePoint.__struct_fields__,
    "next-steps": Branch.__struct_fields__,
}
"""The fields of a section's own items, of which `own` may name some."""

WITH_ITEMS = frozenset(_OWN_FIELDS)
"""Sections that lay out items of their own, at exactly one place."""


def misplaced(stem: str, section: Section) -> Iterator[Broken]:
    """Yield what stands in a section that does not belong there, or is missing."""
    count = sum(isinstance(block, Items) for block in section.blocks)
    if count != (stem in WITH_ITEMS):
        expected = "genau ein Block „items“" if stem in WITH_ITEMS else "kein Block „items“"
        yield Broken(stem, ("blocks",), f"Erwartet wird {expected}, gefunden: {count}.")
    fields = _OWN_FIELDS.get(stem, ())
    for number, name in enumerate(section.own):
        if name not in fields:
            known = f"möglich sind: {', '.join(fields)}" if fields else "dieser Abschnitt hat keine eigenen Einträge"
            yield Broken(stem, ("own", number), f"Das Feld „{shortened(name)}“ gibt es nicht; {known}.")
    for number, block in enumerate(section.blocks):
        if isinstance(block, KeyFactors) and stem != "success":
            yield Broken(stem, ("blocks", number), "„key-factors“ gehört nur in success.yaml.")
        for row, cells in enumerate(getattr(block, "rows", ())):
            width = len(getattr(block, "head", ()))
            if len(cells) != width:
                yield Broken(
                    stem,
                    ("blocks", number, "rows", row),
                    f"Die Zeile hat {len(cells)} Felder; erwartet werden so viele wie im Kopf: {width}.",
                )
        for field in ("items", "head"):
            if getattr(block, field, None) == ():
                yield Broken(
                    stem, ("blocks", number, field), "Die Liste ist leer; mindestens ein Eintrag wird erwartet."
                )
