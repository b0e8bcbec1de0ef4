"""What must hold beyond the types: IDs once only, links that lead somewhere, templates that can be filled.

Each rule looks at the files that it needs and is silent where one of them could not be read, so that the faults of
all files are named in one go.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any, get_args

from msgspec import Struct

from verbund_check.guide.counts import COUNTS, PLACEHOLDER
from verbund_check.guide.placeholders import TEMPLATES
from verbund_check.guide.placement import Broken, Path, misplaced
from verbund_check.guide.sections import (
    Kind,
    Section,
    Stage,
)
from verbund_check.guide.verdict_texts import ProspectsWords
from verbund_check.text import NAME, fold, shortened, without_controls

Files = Mapping[str, Any]
"""The models of the content files by name without ending; one that could not be read is not there."""


def broken_rules(files: Files) -> list[Broken]:
    """Return each place where the content breaks a rule."""
    rules = (
        *(
            _names,
            _most_important,
            _twins,
            _order,
            _references,
            _headlines,
            _earlier,
            _lists,
            _placements,
            _templates,
            _texts,
            _links,
            _sheets,
        ),
    )
    return list(chain.from_iterable(rule(files) for rule in rules))


def _entries(files: Files, *places: tuple[str, str]) -> Iterator[tuple[str, Path, Any]]:
    """The entries of the lists at `places` (file and field), each with its place."""
    for stem, field in places:
        for number, item in enumerate(getattr(files.get(stem), field, ())):
            yield stem, (field, number), item


_READINESS = ("readiness", "items")
_FACTORS = (("factors", "success"), ("factors", "risks"))
_FEARS = ("fears", "items")


def _names(files: Files) -> Iterator[Broken]:
    """What answers are stored under, and typed: nothing that a file, a shell or a person could take for something else."""
    for stem, path, item in _entries(files, ("reasons", "items"), _READINESS, *_FACTORS, _FEARS):
        if not NAME.fullmatch(item.id):
            problem = f"„{shortened(item.id)}“ taugt nicht als ID; erlaubt sind a–z, 0–9 und „-“."
            yield Broken(stem, (*path, "id"), problem)


def _most_important(files: Files) -> Iterator[Broken]:
    """Every page says that the first of each list are the most important ones; so they must stand first."""
    for place in _FACTORS:
        ordinary = ""
        for stem, path, factor in _entries(files, place):
            if factor.key and ordinary:
                problem = (
                    f"Die wichtigsten Faktoren stehen am Anfang der Liste; davor steht aber „{shortened(ordinary)}“."
                )
                yield Broken(stem, (*path, "key"), problem)
            elif not factor.key:
                ordinary = factor.id
                if path[1] == 0:
                    yield Broken(stem, path, "Der erste Faktor gehört zu den wichtigsten; erwartet wird „key: true“.")


def _twins(files: Files) -> Iterator[Broken]:
    places: dict[str, str] = {}
    for stem, path, item in _entries(files, ("reasons", "items"), _READINESS, *_FACTORS, _FEARS):
        if item.id in places or item.id in get_args(Kind):
            before = places.get(item.id, "Name eines Interviewteils")
            yield Broken(
                stem,
                (*path, "id"),
                f"Die ID „{shortened(item.id)}“ gibt es schon ({before}); jede ID darf nur einmal vorkommen.",
            )
        places.setdefault(item.id, f"{stem}.yaml, {path[0]}[{path[1]}]")
    branches = (((*path, "id"), item.id) for _, path, item in _entries(files, ("next-steps", "branches")))
    yield from _doubles("next-steps", branches)
    points = (
        ((*path, "points", number, "id"), point.id)
        for _, path, group in _entries(files, ("rules", "groups"))
        for number, point in enumerate(group.points)
    )
    yield from _doubles("rules", points)
    # Names are compared as they are looked up: whatever the case, umlauts spelt out or not.
    names = (
        ((*path, *place), fold(name))
        for _, path, entry in _entries(files, ("content", "sections"))
        for place, name in (
            (("key",), entry.key),
            *((("aliases", number), alias) for number, alias in enumerate(entry.aliases)),
        )
    )
    yield from _doubles("content", names)


def _doubles(stem: str, names: Iterable[tuple[Path, str]]) -> Iterator[Broken]:
    seen: set[str] = set()
    for path, name in names:
        if name in seen:
            yield Broken(stem, path, f"„{shortened(name)}“ steht zweimal; jeder Name darf nur einmal vorkommen.")
        seen.add(name)


def _order(files: Files) -> Iterator[Broken]:
    yield from _doubles("interview", ((path, kind) for _, path, kind in _entries(files, ("interview", "order"))))
    if "interview" in files:
        for kind in get_args(Kind):
            if kind not in files["interview"].order:
                yield Broken("interview", ("order",), f"Der Teil „{kind}“ fehlt; erwartet werden alle fünf Teile.")


def _references(files: Files) -> Iterator[Broken]:
    if "content" in files:
        keys = [entry.key for entry in files["content"].sections]
        for stem, path, item in _entries(files, _READINESS, *_FACTORS, _FEARS):
            if item.read_on not in keys:
                yield Broken(
                    stem,
                    (*path, "read_on"),
                    f"Den Abschnitt „{shortened(item.read_on)}“ gibt es nicht; möglich sind: {', '.join(keys)}.",
                )
    if "verdict" in files and "next-steps" in files:
        known = [branch.id for branch in files["next-steps"].branches]
        for name in ("go", "difficult", "open"):
            branches = getattr(files["verdict"].headlines, name).branches
            for stage in get_args(Stage):
                for number, branch in enumerate(branches.at(stage)):
                    if branch not in known:
                        yield Broken(
                            "verdict",
                            ("headlines", name, "branches", stage, number),
                            f"„{shortened(branch)}“ steht nicht in next-steps.yaml; möglich sind: {', '.join(known)}.",
                        )


def _headlines(files: Files) -> Iterator[Broken]:
    """Whatever the answers, there is a headline for them; more than half no is always something in the way."""
    if "verdict" not in files:
        return
    for outcome in ("go", "difficult", "open"):
        texts = getattr(files["verdict"].headlines, outcome)
        for prospects in ProspectsWords.__struct_fields__:
            for way in ("hindered",) if outcome == "difficult" else ("hindered", "clear"):
                if getattr(getattr(texts, prospects), way) is None:
                    yield Broken("verdict", ("headlines", outcome, prospects), f"Das Feld „{way}“ fehlt.")


def _earlier(files: Files) -> Iterator[Broken]:
    """Fingerprints are sixteen hex digits; a mistyped one would have a question asked again for nothing."""
    found: list[tuple[str, Path, str]] = []
    for stem, path, item in _entries(files, _READINESS, *_FACTORS):
        for stage in get_args(Stage):
            marks = getattr(item.earlier, stage)
            found += [(stem, (*path, "earlier", stage, number), mark) for number, mark in enumerate(marks)]
    if "fears" in files:
        found += [("fears", ("earlier", number), mark) for number, mark in enumerate(files["fears"].earlier)]
    found += [
        (stem, (*path, "fingerprint"), each.fingerprint)
        for stem, path, each in _entries(files, ("earlier", "wordings"))
    ]
    for stem, path, mark in found:
        if not re.fullmatch("[0-9a-f]{16}", mark):
            yield Broken(
                stem, path, f"„{shortened(mark)}“ ist kein Fingerabdruck; erwartet werden 16 Ziffern aus 0–9 und a–f."
            )


def _lists(files: Files) -> Iterator[Broken]:
    """A list is one question, and its words stand with its part of the interview."""
    if "interview" not in files:
        return
    for part in ("reasons", "fears"):
        texts = files["interview"].blocks.of(part)
        for field in ("question", "none", *(["other_question"] if texts.other else [])):
            if not getattr(texts, field):
                yield Broken("interview", ("blocks", part), f"Das Feld „{field}“ fehlt.")


def _placements(files: Files) -> Iterator[Broken]:
    for stem, section in files.items():
        if isinstance(section, Section):
            yield from misplaced(stem, section)
    lists = (("reasons", "items"), _READINESS, *_FACTORS, _FEARS, ("next-steps", "branches"), ("rules", "groups"))
    for stem, field in (*lists, ("content", "sections")):
        if stem in files and not getattr(files[stem], field):
            yield Broken(stem, (field,), "Die Liste ist leer; mindestens ein Eintrag wird erwartet.")


def _templates(files: Files) -> Iterator[Broken]:
    for stem, path, expected in TEMPLATES:
        if stem not in files:
            continue
        text = files[stem]
        for part in path:
            text = getattr(text, str(part))
        try:
            parts = list(string.Formatter().parse(PLACEHOLDER.sub("", text)))
        except ValueError:
            yield Broken(stem, path, "Die geschweiften Klammern passen nicht zusammen.")
            continue
        # No conversion and no format: "{step!r:>9}" is a mistake in a sentence.
        plain = all(not conversion and not spec for _, _, spec, conversion in parts)
        names = {name for _, name, _, _ in parts if name is not None}
        if names != expected or not plain:
            wanted = ", ".join(f"{{{name}}}" for name in sorted(expected))
            yield Broken(stem, path, f"Erwartet werden genau diese Platzhalter: {wanted}.")
    if "comparison" in files:
        partners = files["comparison"].partners
        if not 2 <= partners.least <= partners.most:
            yield Broken("comparison", ("partners",), "Erwartet wird 2 ≤ least ≤ most.")


_MAY_BE_EMPTY = {
    *("note", "label", "none", "question", "help", "setup", "points", "other", "other_question", "reminder", "present"),
    *("title_own", "lead_own", "answering"),
}
_BRACES = re.compile(r"\{(\w*)(?::\w*)?\}")


def _texts(files: Files) -> Iterator[Broken]:
    """Every text has something in it and nothing that a terminal could obey."""
    templates = {(stem, path) for stem, path, _ in TEMPLATES}
    for stem, model in files.items():
        for path, text in _walk(model, ()):
            field = next(part for part in reversed(path) if isinstance(part, str))
            if not text.strip() and field not in _MAY_BE_EMPTY:
                yield Broken(stem, path, "Der Text ist leer; bitte ausfüllen.")
            elif text != without_controls(text) or "\t" in text:
                yield Broken(stem, path, "Der Text enthält Steuerzeichen oder Tabulatoren; bitte entfernen.")
            if (stem, path) not in templates:
                for name in _BRACES.findall(PLACEHOLDER.sub("", text)):
                    problem = f"Den Platzhalter „{{{shortened(name)}}}“ gibt es hier nicht; möglich sind: {', '.join(COUNTS)}."
                    yield Broken(stem, path, problem)


def _walk(value: Any, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, tuple):
        for number, item in enumerate(value):
            yield from _walk(item, (*path, number))
    elif isinstance(value, Struct):
        for field, name in zip(value.__struct_fields__, value.__struct_encode_fields__, strict=True):
            yield from _walk(getattr(value, field), (*path, name))


def _links(files: Files) -> Iterator[Broken]:
    for stem in (stem for stem, model in files.items() if isinstance(model, Section)):
        for field in ("branches", "blocks"):
            for _, path, holder in _entries(files, (stem, field)):
                name = "links" if field == "branches" else "items"
                for number, link in enumerate(getattr(holder, name, ())):
                    url = getattr(link, "url", None)
                    if url is not None and (
                        not url.startswith(("https://", "http://", "mailto:")) or any(c.isspace() for c in url)
                    ):
                        yield Broken(
                            stem,
                            (*path, name, number, "url"),
                            f"„{shortened(url)}“ ist keine Adresse; erwartet wird https://… ohne Leerzeichen.",
                        )


def _sheets(files: Files) -> Iterator[Broken]:
    if "spreadsheet" in files:
        from verbund_check.guide.spreadsheet_texts import not_for_excel

        for path, problem in not_for_excel(files["spreadsheet"]):
            yield Broken("spreadsheet", path, problem)
