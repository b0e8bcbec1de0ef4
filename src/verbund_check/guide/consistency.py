"""What must hold beyond the types: IDs once only, links that lead somewhere, templates that can be filled.

Each rule looks at the files that it needs and is silent where one of them could not be read, so that the faults of
all files are named in one go.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any, NamedTuple, get_args

from msgspec import Struct

from verbund_check.guide.counts import COUNTS, PLACEHOLDER
from verbund_check.guide.sections import (
    Branch,
    Factor,
    Fear,
    Items,
    KeyFactors,
    Kind,
    ReadinessQuestion,
    Reason,
    RulePoint,
    Section,
    Stage,
)
from verbund_check.guide.spreadsheet_texts import not_for_excel
from verbund_check.guide.verdict_texts import ProspectsWords
from verbund_check.text import NAME, fold, shortened, without_controls

Path = tuple[str | int, ...]

Files = Mapping[str, Any]
"""The models of the content files by name without ending; one that could not be read is not there."""


class Broken(NamedTuple):
    """A rule that is broken: in which file, at which place, and what is expected."""

    stem: str
    path: Path
    problem: str


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


def _placements(files: Files) -> Iterator[Broken]:
    for stem, section in files.items():
        if isinstance(section, Section):
            yield from misplaced(stem, section)
    lists = (("reasons", "items"), _READINESS, *_FACTORS, _FEARS, ("next-steps", "branches"), ("rules", "groups"))
    for stem, field in (*lists, ("content", "sections")):
        if stem in files and not getattr(files[stem], field):
            yield Broken(stem, (field,), "Die Liste ist leer; mindestens ein Eintrag wird erwartet.")


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


_TEMPLATES: tuple[tuple[str, Path, set[str]], ...] = (
    ("verdict", ("counts",), {"yes", "no", "unsure", "total"}),
    ("verdict", ("measures", "definite"), {"step"}),
    ("verdict", ("measures", "partly"), {"step"}),
    ("verdict", ("measures", "unsure"), {"find_out"}),
    ("verdict", ("against",), {"points"}),
    ("verdict", ("against_more",), {"points", "more"}),
    ("verdict", ("in_favour", "reasons"), {"reasons"}),
    ("verdict", ("in_favour", "points"), {"points"}),
    ("verdict", ("in_favour", "points_more"), {"points", "more"}),
    ("verdict", ("summary", "answered_all"), {"total"}),
    ("verdict", ("summary", "answered_some"), {"count", "total"}),
    ("verdict", ("summary", "begun"), {"day"}),
    ("verdict", ("summary", "steps_of"), {"count"}),
    ("verdict", ("summary", "talk"), {"titles"}),
    ("verdict", ("summary", "talk_more"), {"titles", "more"}),
    ("verdict", ("short", "verdict"), {"readiness", "prospects"}),
    ("verdict", ("short", "more"), {"count"}),
    ("verdict", ("short", "missing"), {"count", "total"}),
    ("verdict", ("short", "no_consensus"), {"count"}),
    ("verdict", ("short", "find_out"), {"count"}),
    ("verdict", ("labels", "remark_see"), {"title"}),
    ("verdict", ("origin", "content"), {"version", "digest"}),
    ("verdict", ("origin", "judged"), {"version", "digest"}),
    ("verdict", ("origin", "id"), {"id"}),
    ("verdict", ("factor_counts",), {"total", "helps", "partly", "hinders", "unsure"}),
    ("verdict", ("other_shown",), {"note"}),
    ("verdict", ("older_content",), {"version"}),
    ("verdict", ("no_result", "text"), {"titles"}),
    ("verdict", ("incomplete", "text"), {"titles"}),
    ("verdict", ("labels", "remark"), {"note"}),
    ("verdict", ("labels", "then"), {"wording"}),
    ("verdict", ("recap", "title"), {"title"}),
    ("verdict", ("recap", "measures_many"), {"count"}),
    ("interview", ("duration",), {"minutes"}),
    ("interview", ("welcome",), {"duration"}),
    ("interview", ("welcome_quick",), {"duration"}),
    ("interview", ("blank_intro",), {"duration"}),
    ("interview", ("blank_intro_quick",), {"duration"}),
    ("comparison", ("stages_differ", "parties"), {"first", "first_stage", "second", "second_stage"}),
    ("comparison", ("stages_differ", "time"), {"first_stage", "second_stage"}),
    ("comparison", ("group", "intro"), {"people"}),
    ("comparison", ("group", "people"), {"people"}),
    ("comparison", ("group", "title_divided"), {"divided", "of", "points"}),
    ("comparison", ("group", "title_hinders"), {"points"}),
    ("comparison", ("group", "more_points"), {"points", "count"}),
    ("comparison", ("firms", "copies"), {"copies"}),
    ("documents", ("page",), {"page", "pages"}),
    ("documents", ("count",), {"count", "total"}),
    ("documents", ("read_on",), {"title"}),
    ("documents", ("more",), {"title"}),
    ("documents", ("content_version",), {"version"}),
    ("documents", ("content_mark",), {"version", "digest"}),
    ("documents", ("section", "own_note"), {"title", "own"}),
    ("documents", ("section", "how_to_open"), {"command", "name"}),
    ("prompts", ("amend", "question"), {"day"}),
    ("prompts", ("again", "before"), {"day", "answer"}),
    ("prompts", ("again", "before_worded"), {"day", "wording", "answer"}),
    ("prompts", ("changes", "changed_before"), {"wording", "answer"}),
    ("prompts", ("position_list",), {"number", "total", "part"}),
    ("comparison", ("pair", "part"), {"title", "count"}),
    ("comparison", ("pair", "two"), {"first", "second"}),
    ("comparison", ("pair", "dated"), {"side", "day"}),
    ("comparison", ("pair", "numbered"), {"side", "number"}),
    ("comparison", ("pair", "remark"), {"side", "note"}),
    ("comparison", ("pair", "then"), {"sentence"}),
    ("comparison", ("pair", "then_of"), {"side", "sentence"}),
    ("comparison", ("pair", "only"), {"side"}),
    ("comparison", ("verdicts", "readiness_counts"), {"word", "yes", "total"}),
    ("comparison", ("verdicts", "in_line"), {"side", "readiness", "prospects"}),
    ("comparison", ("parties", "headline"), {"same", "of"}),
    ("comparison", ("parties", "headline_few"), {"same", "of", "count", "points"}),
    ("comparison", ("parties", "headline_many"), {"same", "of", "count", "points"}),
    ("comparison", ("parties", "headline_near"), {"same", "of"}),
    ("comparison", ("parties", "agreement"), {"same", "of"}),
    ("comparison", ("time", "headline"), {"same", "of"}),
    ("comparison", ("time", "headline_better"), {"better", "of"}),
    ("comparison", ("time", "headline_worse_few"), {"better", "of", "worse", "points"}),
    ("comparison", ("time", "headline_worse_many"), {"better", "of", "worse", "points"}),
    ("comparison", ("agenda", "title"), {"count", "minutes"}),
    ("comparison", ("agenda", "title_one"), {"minutes"}),
    ("comparison", ("agenda", "title_none"), {"minutes"}),
    ("comparison", ("agenda", "intro"), {"same", "of"}),
    ("comparison", ("agenda", "intro_alike"), {"first", "second"}),
    ("comparison", ("agenda", "part"), {"title", "minutes"}),
    ("comparison", ("agenda", "point"), {"points"}),
    ("comparison", ("agenda", "points"), {"points"}),
    ("comparison", ("agenda", "signature"), {"side"}),
    ("comparison", ("agree", "explanation"), {"positions"}),
    ("comparison", ("firms", "firms"), {"count"}),
    ("comparison", ("firms", "verdict", "clarify", "title"), {"points"}),
    ("comparison", ("firms", "verdict", "caution", "title"), {"points"}),
    ("comparison", ("firms", "more_points"), {"points", "count"}),
    ("comparison", ("firms", "often"), {"title", "count"}),
    ("comparison", ("firms", "factors", "joint_by"), {"joint", "rule"}),
    ("comparison", ("firms", "complements_head", "many"), {"count"}),
    ("comparison", ("firms", "listed", "too_many"), {"count"}),
    ("comparison", ("firms", "within"), {"count"}),
    ("comparison", ("firms", "fewer"), {"count"}),
    ("comparison", ("firms", "more"), {"count"}),
    ("comparison", ("firms", "overview"), {"success", "success_of", "risks", "risks_of"}),
    ("comparison", ("firms", "quick"), {"quick", "count"}),
    ("comparison", ("firms", "shared"), {"reasons"}),
    ("prompts", ("position",), {"number", "total", "part", "part_number", "part_total"}),
    ("prompts", ("point",), {"number", "total", "title"}),
    ("prompts", ("position_of",), {"party", "answer"}),
    ("prompts", ("position_with_remark",), {"party", "answer", "note"}),
    ("prompts", ("help", "reading"), {"title", "name"}),
    ("prompts", ("remark", "title"), {"title"}),
    ("prompts", ("other_remark", "title"), {"title"}),
    ("prompts", ("joint_remark", "title"), {"title"}),
    ("prompts", ("paper_remark", "title"), {"title"}),
    ("prompts", ("offer", "going_on"), {"name", "day", "done", "total"}),
    ("prompts", ("paper_offer", "going_on"), {"name", "day", "done", "total"}),
    ("prompts", ("resumed",), {"day", "name", "party"}),
    ("prompts", ("changes", "kept"), {"kept", "total"}),
    ("prompts", ("changes", "changed"), {"titles"}),
    ("prompts", ("changes", "new"), {"titles"}),
    ("path", ("situation", "one"), {"title"}),
    ("path", ("situation", "several"), {"stored"}),
    ("path", ("situation", "assessments"), {"count"}),
    ("path", ("situation", "unfinished"), {"count"}),
    ("path", ("situation", "papers"), {"count"}),
    ("prompts", ("described",), {"name", "state"}),
    ("prompts", ("described_paper",), {"name", "day", "state"}),
    ("prompts", ("state", "unfinished"), {"done", "total"}),
    ("prompts", ("state", "settling"), {"done", "total"}),
    ("prompts", ("state", "points"), {"done", "total"}),
    ("path", ("steps", "go_on"), {"title"}),
    ("path", ("steps", "settle_on"), {"title"}),
    ("path", ("steps", "result"), {"title"}),
    ("path", ("steps", "compare"), {"names"}),
    ("path", ("steps", "report"), {"title"}),
    ("path", ("steps", "paper_on"), {"title"}),
    ("path", ("steps", "again"), {"title"}),
    ("path", ("begin", "full"), {"minutes"}),
    ("path", ("stored", "what"), {"title"}),
    ("path", ("files", "found"), {"name", "title"}),
    ("path", ("files", "facts"), {"name", "title"}),
    ("path", ("files", "taken"), {"title", "path"}),
    ("path", ("files", "already"), {"title"}),
    ("path", ("compare", "from_folder"), {"folder", "count"}),
    ("path", ("paper", "write_one"), {"title"}),
    ("path", ("manage", "folder_is"), {"path"}),
    ("path", ("manage", "renamed"), {"title"}),
    ("path", ("writing", "documents"), {"folder"}),
    ("path", ("writing", "here"), {"folder"}),
    ("path", ("writing", "no_folder"), {"folder"}),
    ("path", ("writing", "exists"), {"path"}),
    ("path", ("writing", "beside"), {"name"}),
    ("path", ("writing", "written"), {"path"}),
    ("form", ("welcome",), {"duration"}),
    ("form", ("welcome_quick",), {"duration"}),
    ("form", ("unsure_help",), {"find_out"}),
    ("form", ("choose_several",), {"none"}),
    ("form", ("other_missing",), {"other"}),
    ("form", ("too_long",), {"count", "limit"}),
    ("form", ("review", "still_open"), {"count", "total"}),
    ("form", ("review", "remark"), {"note"}),
    ("form", ("saving", "saved"), {"file"}),
    ("form", ("saving", "copy_explanation"), {"file"}),
    ("form", ("loading", "facts"), {"party", "name", "done", "total"}),
    ("spreadsheet", ("columns", "remark_of"), {"side"}),
    ("spreadsheet", ("agreement",), {"same", "of"}),
    ("spreadsheet", ("because",), {"answer", "explanation"}),
    ("spreadsheet", ("meanings", "agreed"), {"effect"}),
    ("spreadsheet", ("meanings", "unchanged"), {"effect"}),
    ("spreadsheet", ("footer",), {"title", "page", "pages"}),
)
"""Texts with placeholders: file, place, and which ones they must have."""


def _templates(files: Files) -> Iterator[Broken]:
    for stem, path, expected in _TEMPLATES:
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
    templates = {(stem, path) for stem, path, _ in _TEMPLATES}
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
        for path, problem in not_for_excel(files["spreadsheet"]):
            yield Broken("spreadsheet", path, problem)
