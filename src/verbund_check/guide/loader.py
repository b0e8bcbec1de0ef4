"""Loads content/: strictly, with every fault named, and only the files that a command needs."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple, TypeVar, cast

import msgspec

from verbund_check.errors import ContentError, InputError
from verbund_check.files import is_folder, read
from verbund_check.guide.comparison_texts import ComparisonTexts
from verbund_check.guide.counts import filled
from verbund_check.guide.document_texts import DocumentTexts
from verbund_check.guide.duration import with_duration
from verbund_check.guide.model import Guide
from verbund_check.guide.sections import (
    Contents,
    EarlierTexts,
    Entry,
    FactorsSection,
    FearsSection,
    NextStepsSection,
    ReadinessSection,
    ReasonsSection,
    RulesSection,
    Section,
)
from verbund_check.guide.texts import InterviewTexts, PaperTexts, PromptTexts
from verbund_check.guide.verdict_texts import VerdictTexts
from verbund_check.guide.yaml_json import MAX_BYTES, decode_text, parse
from verbund_check.shell import typed
from verbund_check.text import NAME, fold, shortened, suggestion

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

OTHER_TYPES: dict[str, type[Any]] = {
    "content": Contents,
    "verdict": VerdictTexts,
    "interview": InterviewTexts,
    "prompts": PromptTexts,
    "comparison": ComparisonTexts,
    "documents": DocumentTexts,
    "paper": PaperTexts,
    "earlier": EarlierTexts,
}
"""Files beside the sections."""

WHEN_NEEDED = ("spreadsheet", "form", "path")
"""Files beside the sections with the words of one way to use the program: read only by what needs them, and checked with the
rest. They are no part of the digest: no answer means anything else after they have changed."""


def when_needed() -> dict[str, type[Any]]:
    """Return the types of the files in WHEN_NEEDED; most runs need none of them, and defining the types takes time too."""
    from verbund_check.guide.form_texts import BrowserTexts
    from verbund_check.guide.path_texts import PathTexts
    from verbund_check.guide.spreadsheet_texts import SpreadsheetTexts

    return dict(zip(WHEN_NEEDED, (SpreadsheetTexts, BrowserTexts, PathTexts), strict=True))


def default_folder() -> Path:
    """Return the content folder: VERBUND_CHECK_CONTENT, else the shipped one."""
    chosen = os.environ.get("VERBUND_CHECK_CONTENT")
    return Path(chosen) if chosen else shipped_folder()


def shipped_folder() -> Path:
    """Return the content folder that comes with the program, or (editable install) the checkout's."""
    shipped = Path(__file__).parents[1] / "content"
    return shipped if shipped.is_dir() else Path(__file__).parents[3] / "content"


def file_types(sections: Iterable[Entry]) -> dict[str, type[Any]]:
    """Return the type of each content file by its name without ending."""
    return {entry.key: SECTION_TYPES.get(entry.key, Section) for entry in sections} | OTHER_TYPES


def load_contents(folder: Path) -> Contents:
    """Return the table of contents of `folder`; ContentError where it is missing or faulty.

    The numbers that titles name are not filled in yet; see `with_numbers`.
    """
    if not is_folder(folder):
        raise ContentError(f"Den Inhaltsordner „{shortened(str(folder), 120)}“ gibt es nicht.")
    file = _read(folder, "content", Contents)
    faults = file.faults or _bad_keys(file)
    if faults:
        raise broken(faults)
    return cast(Contents, file.value)


def _bad_keys(file: _File) -> list[str]:
    """A section's key becomes a file name, and the files beside the sections have theirs already."""
    faults = []
    for number, entry in enumerate(file.value.sections):
        if not NAME.fullmatch(entry.key):
            problem = f"„{shortened(entry.key)}“ taugt nicht als Schlüssel; erlaubt sind a–z, 0–9 und „-“."
        elif entry.key in OTHER_TYPES or entry.key in WHEN_NEEDED:
            problem = f"„{entry.key}“ taugt nicht als Schlüssel; so heißt schon eine andere Datei."
        else:
            continue
        faults.append(_line(file.lines, "content", ("sections", number, "key"), problem))
    return faults


def find_section(contents: Contents, name: str) -> Entry:
    """Return the section that `name` means: its key or an alias, in any case, umlauts spelt out or not.

    Raises InputError with the nearest name.
    """
    spellings = {fold(spelling): entry for entry in contents.sections for spelling in (entry.key, *entry.aliases)}
    found = spellings.get(fold(name))
    if found is None:
        names = [each for entry in contents.sections for each in (*entry.aliases, entry.key)]
        raise InputError(
            f"Den Abschnitt „{shortened(name)}“ gibt es nicht.{suggestion(name, names)} "
            f"„{typed('show')}“ zeigt alle Abschnitte."
        )
    return found


def load_section(folder: Path, key: str) -> Section:
    """Return one section, reading only its file; ContentError where it has faults of its own.

    The numbers that its texts name are not filled in yet; see `with_numbers`.
    """
    file = _read(folder, key, SECTION_TYPES.get(key, Section))
    if not file.faults:
        from verbund_check.guide.placement import misplaced

        file.faults.extend(_line(file.lines, *fault) for fault in misplaced(key, file.value))
    if file.faults:
        raise broken(file.faults)
    return cast(Section, file.value)


def with_numbers(texts: T, folder: Path) -> T:
    """Return `texts` (anything made of the content) with the numbers that they name filled in.

    A file in which something is to be counted is read only where a text names its number.
    """
    types: dict[str, type[Any]] = SECTION_TYPES | OTHER_TYPES
    return filled(texts, cache(lambda stem: load_file(folder, stem, types[stem])))


def load_file(folder: Path, stem: str, model: type[T]) -> T:
    """Return `stem`.yaml as a `model`; ContentError with every fault of the file in German."""
    file = _read(folder, stem, model)
    if file.faults:
        raise broken(file.faults)
    return cast(T, file.value)


def load_words(folder: Path, stem: str) -> Any:
    """Return one of the files that are read only where they are needed, its numbers filled in; ContentError as `load_file`."""
    from verbund_check.guide.consistency import broken_rules

    file = _read(folder, stem, when_needed()[stem])
    faults = file.faults or [_line(file.lines, *fault) for fault in broken_rules({stem: file.value})]
    if faults:
        raise broken(faults)
    return with_numbers(file.value, folder)


def broken(faults: list[str]) -> ContentError:
    """Return the error for a folder with these faults; its message is the first of them."""
    more = f" (und {len(faults) - 1} weitere; „{typed('check')}“ nennt alle)" if len(faults) > 1 else ""
    return ContentError(faults[0] + more, tuple(faults))


class _File(NamedTuple):
    """A content file as it was read.

    `value` is None where nothing can be made of it; where it has faults, fillers stand at the places `filled`.
    """

    value: Any
    faults: list[str]
    lines: Mapping[tuple[str | int, ...], int] = MappingProxyType({})
    filled: frozenset[tuple[str | int, ...]] = frozenset()


def _read(folder: Path, stem: str, model: type[Any]) -> _File:
    name = f"{stem}.yaml"
    faults: list[str] = []
    try:
        parsed = parse(decode_text(read(folder / name, MAX_BYTES), name), name, faults)
    except InputError as error:
        return _File(None, [*faults, str(error)])
    try:
        return _File(msgspec.convert(parsed.data, model, strict=False), faults, parsed.lines)
    except msgspec.ValidationError:
        from verbund_check.guide.type_errors import faults_of, mended  # only where something is wrong

        faults += faults_of(parsed, model, name)
        data, filled = mended(parsed.data, model)
    try:
        return _File(msgspec.convert(data, model, strict=False), faults, parsed.lines, frozenset(filled))
    except msgspec.ValidationError:
        return _File(None, faults)


def _line(lines: Mapping[tuple[str | int, ...], int], stem: str, path: tuple[str | int, ...], problem: str) -> str:
    from verbund_check.guide.type_errors import line_of

    return line_of(lines, f"{stem}.yaml", path, problem)


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


def read_guide(folder: Path, *, everything: bool = False) -> tuple[Guide | None, list[str]]:
    """Return the guide and no faults, or None and the faults of all files in one go.

    `everything` checks also the files that the guide does not hold, because they are read only where they are needed.
    """
    if not is_folder(folder):
        return None, [f"Den Inhaltsordner „{shortened(str(folder), 120)}“ gibt es nicht."]
    files = {"content": _read(folder, "content", Contents)}
    contents: Contents | None = files["content"].value
    faults = [*files["content"].faults, *(_bad_keys(files["content"]) if contents else [])]
    # Whatever is wrong with the table of contents, the files that the program needs are checked all the same.
    sound = [entry for entry in contents.sections if NAME.fullmatch(entry.key)] if contents else []
    types = file_types(sound)
    missing = [key for key in SECTION_TYPES if key not in types and not faults]
    types |= {key: SECTION_TYPES[key] for key in SECTION_TYPES if key not in missing}
    for stem, model in (types | when_needed() if everything else types).items():
        if stem not in files:
            files[stem] = _read(folder, stem, model)
            faults += files[stem].faults
    faults += [f"content.yaml, sections: Der Abschnitt „{key}“ fehlt; das Programm braucht ihn." for key in missing]
    from verbund_check.guide.consistency import broken_rules

    loaded = {stem: file.value for stem, file in files.items() if file.value is not None}
    for fault in broken_rules(loaded):
        file = files[fault.stem]
        if not any(_touch(fault.path, place) for place in file.filled):
            faults.append(_line(file.lines, *fault))
    if contents is None or faults:
        return None, faults
    return _assembled(loaded, digest_of(folder, list(types))), []


def _touch(path: tuple[str | int, ...], other: tuple[str | int, ...]) -> bool:
    """Whether one place lies within the other."""
    shorter = min(len(path), len(other))
    return path[:shorter] == other[:shorter]


def _assembled(read: dict[str, Any], digest: str) -> Guide:
    loaded = {stem: filled(model, read.__getitem__) for stem, model in read.items()}
    contents: Contents = loaded["content"]
    sections = {entry.key: cast(Section, loaded[entry.key]) for entry in contents.sections}
    guide = Guide(
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
        prompts=loaded["prompts"],
        comparison=loaded["comparison"],
        documents=loaded["documents"],
        paper=loaded["paper"],
        earlier=loaded["earlier"],
    )
    return msgspec.structs.replace(guide, interview=with_duration(guide))
