"""What must hold between the content files: IDs once only, links that lead somewhere, templates that can be filled."""

from __future__ import annotations

import string
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any, get_args

from msgspec import Struct

from verbund_check.guide import Guide, Items, KeyFactors, Kind, Link, Links, RulesSection
from verbund_check.text import clean, shortened


def broken_rules(guide: Guide) -> list[str]:
    """Return one German line for each rule that the guide breaks: file, place, what is expected."""
    return list(
        chain(_twins(guide), _references(guide), _placements(guide), _templates(guide), _texts(guide), _links(guide))
    )


def _twins(guide: Guide) -> Iterator[str]:
    places: dict[str, str] = {}
    asked: Iterable[tuple[str, Any]] = chain(
        (("reasons.yaml, items", item) for item in guide.reasons),
        (("readiness.yaml, items", item) for item in guide.readiness),
        (("factors.yaml, success", item) for item in guide.success),
        (("factors.yaml, risks", item) for item in guide.risks),
        (("fears.yaml, items", item) for item in guide.fears),
    )
    for place, item in asked:
        if item.id in places or item.id in get_args(Kind):
            before = places.get(item.id, "Name eines Interviewteils")
            yield f"{place}: Die ID „{shortened(item.id)}“ gibt es schon ({before}); jede ID darf nur einmal vorkommen."
        places[item.id] = place
    yield from _doubles("next-steps.yaml, branches", (branch.id for branch in guide.branches))
    rules = guide.sections["rules"]
    assert isinstance(rules, RulesSection)
    yield from _doubles("rules.yaml, groups", (point.id for group in rules.groups for point in group.points))
    names = (name for entry in guide.contents.sections for name in (entry.key, *entry.aliases))
    yield from _doubles("content.yaml, sections", names)
    yield from _doubles("interview.yaml, order", guide.interview.order)
    for kind in get_args(Kind):
        if kind not in guide.interview.order:
            yield f"interview.yaml, order: Der Teil „{kind}“ fehlt; erwartet werden alle fünf Teile."


def _doubles(place: str, names: Iterable[str]) -> Iterator[str]:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            yield f"{place}: „{shortened(name)}“ steht zweimal; jeder Name darf nur einmal vorkommen."
        seen.add(name)


def _references(guide: Guide) -> Iterator[str]:
    keys = [entry.key for entry in guide.contents.sections]
    linked: Iterable[tuple[str, Any]] = chain(
        (("readiness.yaml", item) for item in guide.readiness),
        (("factors.yaml", item) for item in (*guide.success, *guide.risks)),
        (("fears.yaml", item) for item in guide.fears),
    )
    for place, item in linked:
        if item.read_on not in keys:
            known = ", ".join(keys)
            yield f"{place}, {item.id}.read_on: Den Abschnitt „{shortened(item.read_on)}“ gibt es nicht; möglich sind: {known}."
    branches = [branch.id for branch in guide.branches]
    for name in ("go", "difficult", "open"):
        for branch in getattr(guide.verdict.outcomes, name).branches:
            if branch not in branches:
                yield (
                    f"verdict.yaml, outcomes.{name}.branches: „{shortened(branch)}“ steht nicht in next-steps.yaml; "
                    f"möglich sind: {', '.join(branches)}."
                )


def _placements(guide: Guide) -> Iterator[str]:
    with_items = {"reasons", "readiness", "factors", "fears", "rules", "next-steps"}
    for key, section in guide.sections.items():
        count = sum(isinstance(block, Items) for block in section.blocks)
        if count != (key in with_items):
            expected = "genau ein Block „items“" if key in with_items else "kein Block „items“"
            yield f"{key}.yaml, blocks: Erwartet wird {expected}, gefunden: {count}."
        if key != "success" and any(isinstance(block, KeyFactors) for block in section.blocks):
            yield f"{key}.yaml, blocks: „key-factors“ gehört nur in success.yaml."
    for name in ("readiness", "success", "risks", "reasons", "fears"):
        if not getattr(guide, name):
            yield f"{'factors' if name in {'success', 'risks'} else name}.yaml: „{name}“ ist leer; mindestens ein Eintrag wird erwartet."


def _templates(guide: Guide) -> Iterator[str]:
    measures = guide.verdict.measures
    texts = [
        ("counts", guide.verdict.counts, {"yes", "no", "unsure", "total"}),
        ("measures.definite", measures.definite, {"step"}),
        ("measures.partly", measures.partly, {"step"}),
        ("measures.unsure", measures.unsure, {"step"}),
    ]
    for place, text, expected in texts:
        try:
            parts = list(string.Formatter().parse(text))
        except ValueError:
            yield f"verdict.yaml, {place}: Die geschweiften Klammern passen nicht zusammen."
            continue
        # No conversion and no format: "{step!r:>9}" is a mistake in a sentence.
        plain = all(not conversion and not spec for _, _, spec, conversion in parts)
        names = {name for _, name, _, _ in parts if name is not None}
        if names != expected or not plain:
            wanted = ", ".join(f"{{{name}}}" for name in sorted(expected))
            yield f"verdict.yaml, {place}: Erwartet werden genau diese Platzhalter: {wanted}."


_MAY_BE_EMPTY = {"note", "label", "none", "question", "tempered", "tempered_title"}


def _texts(guide: Guide) -> Iterator[str]:
    """Every text has something in it and nothing that a terminal could obey."""
    parts: list[tuple[str, Any]] = [(f"{key}.yaml", section) for key, section in guide.sections.items()]
    parts += [("content.yaml", guide.contents), ("verdict.yaml", guide.verdict), ("interview.yaml", guide.interview)]
    for file, part in parts:
        for place, text in _walk(part):
            field = place.rsplit(".", 1)[-1].split("[")[0]
            if not text.strip() and field not in _MAY_BE_EMPTY:
                yield f"{file}, {place}: Der Text ist leer; bitte ausfüllen."
            elif text != clean(text) or "\t" in text:
                yield f"{file}, {place}: Der Text enthält Steuerzeichen oder Tabulatoren; bitte entfernen."


def _walk(value: Any, place: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, tuple):
        for number, item in enumerate(value):
            yield from _walk(item, f"{place}[{number}]")
    elif isinstance(value, Struct):
        for field in value.__struct_fields__:
            yield from _walk(getattr(value, field), f"{place}.{field}" if place else field)


def _links(guide: Guide) -> Iterator[str]:
    links: list[tuple[str, Link]] = [("next-steps.yaml", link) for branch in guide.branches for link in branch.links]
    for key, section in guide.sections.items():
        links += [(f"{key}.yaml", link) for block in section.blocks if isinstance(block, Links) for link in block.items]
    for file, link in links:
        if not link.url.startswith(("https://", "http://", "mailto:")) or any(c.isspace() for c in link.url):
            yield f"{file}, links: „{shortened(link.url)}“ ist keine Adresse; erwartet wird https://… ohne Leerzeichen."
