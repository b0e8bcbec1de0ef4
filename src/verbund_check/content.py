"""Loads content/: strictly, with every fault named, and only the files that a command needs."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any, TypeVar, cast

import msgspec

from verbund_check.errors import ContentError, InputError
from verbund_check.guide import (
    Contents,
    Entry,
    FactorsSection,
    FearsSection,
    Guide,
    InterviewTexts,
    NextStepsSection,
    ReadinessSection,
    ReasonsSection,
    RulesSection,
    Section,
    VerdictTexts,
)
from verbund_check.plain_data import Parsed, decode_text, parse, read_bounded
from verbund_check.text import fold, shortened, suggestion

T = TypeVar("T")

SECTION_TYPES: dict[str, type[Section]] = {
    "reasons": ReasonsSection,
    "fears": FearsSection,
    "rules": RulesSection,
    "readiness": ReadinessSection,
    "next-steps": NextStepsSection,
    "factors": FactorsSection,
}
"""Sections that hold more than blocks; all others are plain `Section`s."""

OTHER_TYPES: dict[str, type[Any]] = {"content": Contents, "verdict": VerdictTexts, "interview": InterviewTexts}
"""Files beside the sections."""

_KEY = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


def default_folder() -> Path:
    """Return the content folder: VERBUND_CHECK_CONTENT, else the shipped one, else (editable install) the checkout's."""
    chosen = os.environ.get("VERBUND_CHECK_CONTENT")
    if chosen:
        return Path(chosen)
    shipped = Path(__file__).parent / "content"
    return shipped if shipped.is_dir() else Path(__file__).parents[2] / "content"


def file_types(contents: Contents) -> dict[str, type[Any]]:
    """Return the type of each content file by its name without ending."""
    return OTHER_TYPES | {entry.key: SECTION_TYPES.get(entry.key, Section) for entry in contents.sections}


def load_contents(folder: Path) -> Contents:
    """Return the table of contents of `folder`; ContentError where it is missing or faulty."""
    if not folder.is_dir():
        raise ContentError(f"Den Inhaltsordner „{shortened(str(folder), 120)}“ gibt es nicht.")
    contents = load_file(folder, "content", Contents)
    bad = [entry.key for entry in contents.sections if not _KEY.fullmatch(entry.key)]
    if bad:  # a key becomes a file name
        raise ContentError(
            f"content.yaml: „{shortened(bad[0])}“ taugt nicht als Schlüssel; erlaubt sind a–z, 0–9 und „-“."
        )
    return contents


def find_section(contents: Contents, name: str) -> Entry:
    """Return the section that `name` means: its key or an alias, in any case, umlauts spelt out or not.

    Raises InputError with the nearest name.
    """
    spellings = {fold(spelling): entry for entry in contents.sections for spelling in (entry.key, *entry.aliases)}
    found = spellings.get(fold(name))
    if found is None:
        raise InputError(
            f"Den Abschnitt „{shortened(name)}“ gibt es nicht.{suggestion(name, spellings)} "
            "„verbund-check show“ zeigt alle Abschnitte."
        )
    return found


def load_section(folder: Path, key: str) -> Section:
    """Return one section, reading only its file."""
    return load_file(folder, key, SECTION_TYPES.get(key, Section))


def load_file(folder: Path, stem: str, model: type[T]) -> T:
    """Return `stem`.yaml as a `model`; ContentError with every fault of the file in German."""
    value, faults = read_file(folder, stem, model)
    if value is None:
        raise broken(faults)
    return value


def broken(faults: list[str]) -> ContentError:
    """Return the error for a folder with these faults; its message is the first of them."""
    more = f" (und {len(faults) - 1} weitere; „verbund-check check“ nennt alle)" if len(faults) > 1 else ""
    return ContentError(faults[0] + more, tuple(faults))


def read_file(folder: Path, stem: str, model: type[T]) -> tuple[T | None, list[str]]:
    """Return `stem`.yaml as a `model` and no faults, or None and its faults."""
    name = f"{stem}.yaml"
    try:
        parsed = parse(decode_text(read_bounded(folder / name), name), name)
    except InputError as error:
        return None, [str(error)]
    try:
        return msgspec.convert(parsed.data, model, strict=False), []
    except msgspec.ValidationError:
        return None, _explained(parsed, model, name)


def _explained(parsed: Parsed, model: type[Any], name: str) -> list[str]:
    from verbund_check.content_faults import faults_of  # only where something is wrong

    return faults_of(parsed, model, name)


def digest_of(folder: Path, stems: list[str]) -> str:
    """Return the SHA-256 (hex) over names and texts of the content files.

    Line ends do not count: git may have changed them on Windows.
    """
    import hashlib

    digest = hashlib.sha256()
    for stem in sorted(stems):
        data = (folder / f"{stem}.yaml").read_bytes().replace(b"\r\n", b"\n")
        digest.update(f"{stem}\0{len(data)}\0".encode())
        digest.update(data)
    return digest.hexdigest()


def load_guide(folder: Path) -> Guide:
    """Return the whole guide of `folder`, with all cross-references checked; ContentError with all faults."""
    guide, faults = read_guide(folder)
    if guide is None:
        raise broken(faults)
    return guide


def read_guide(folder: Path) -> tuple[Guide | None, list[str]]:
    """Return the guide and no faults, or None and the faults of all files in one go."""
    try:
        contents = load_contents(folder)
    except ContentError as error:
        return None, list(error.faults) or [str(error)]
    faults: list[str] = []
    loaded: dict[str, Any] = {"content": contents}
    for stem, model in file_types(contents).items():
        if stem not in loaded:
            loaded[stem], found = read_file(folder, stem, model)
            faults += found
    missing = [key for key in SECTION_TYPES if key not in loaded]
    faults += [f"content.yaml, sections: Der Abschnitt „{key}“ fehlt; das Programm braucht ihn." for key in missing]
    if faults:
        return None, faults
    guide = _assembled(contents, loaded, digest_of(folder, list(loaded)))
    from verbund_check.content_rules import broken_rules

    faults = broken_rules(guide)
    return (None, faults) if faults else (guide, [])


def _assembled(contents: Contents, loaded: dict[str, Any], digest: str) -> Guide:
    sections = {entry.key: cast(Section, loaded[entry.key]) for entry in contents.sections}
    return Guide(
        contents=contents,
        digest=digest,
        sections=sections,
        reasons=loaded["reasons"].items,
        readiness=loaded["readiness"].items,
        success=loaded["factors"].success,
        risks=loaded["factors"].risks,
        fears=loaded["fears"].items,
        branches=loaded["next-steps"].branches,
        verdict=loaded["verdict"],
        interview=loaded["interview"],
    )
