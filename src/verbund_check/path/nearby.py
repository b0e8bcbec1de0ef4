"""Files that somebody sent: found in the usual folders by what is in them, not by their names."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import NamedTuple

from verbund_check import files
from verbund_check.answers.assessment import Assessment, utc_now
from verbund_check.answers.reader import Reader
from verbund_check.errors import VerbundError
from verbund_check.guide.model import Guide
from verbund_check.storage.folder import MAX_BYTES

ENDINGS = (".json", ".yaml", ".yml", ".docx")
"""What the other side's answers come as: saved by a form or a report, written by hand, filled in in Word."""

LOOKED_AT = 200
"""So many of the newest files of a folder are opened; downloads of years would take minutes."""


class Nearby(NamedTuple):
    """A file with somebody's answers."""

    path: Path
    assessment: Assessment


def answers_nearby(folders: Iterable[Path], guide: Guide, known: Collection[str] = ()) -> tuple[Nearby, ...]:
    """Return the files with answers in these folders, newest first.

    What does not fit is left out, an empty questionnaire too, and what is saved already under one of the IDs `known`.
    """
    reader, now = Reader(guide), utc_now()
    found: dict[tuple[int, int], tuple[float, Nearby]] = {}
    for folder in folders:
        for path, status in _candidates(folder):
            place = (status.st_dev, status.st_ino)
            assessment = None if place in found else _read(path, reader, now)
            if assessment is not None and assessment.id not in known:
                found[place] = (status.st_mtime, Nearby(path, assessment))
    return tuple(nearby for _, nearby in sorted(found.values(), key=lambda each: each[0], reverse=True))


def folders_nearby(folders: Iterable[Path], guide: Guide, least: int = 2) -> tuple[tuple[Path, int], ...]:
    """Return the folders in the usual ones, and these themselves, that hold at least so many files with answers, and how many."""
    found = []
    for folder in folders:
        for each in (folder, *_subfolders(folder)):
            count = len(answers_nearby([each], guide))
            if count >= least:
                found.append((each, count))
    return tuple(dict.fromkeys(found))


def _subfolders(folder: Path) -> list[Path]:
    """The newest folders in a folder; hidden ones are nobody's."""
    try:
        with os.scandir(folder) as entries:
            inside = [each for each in entries if not each.name.startswith(".") and each.is_dir(follow_symlinks=False)]
            newest = sorted(inside, key=lambda each: each.stat().st_mtime, reverse=True)
            return [Path(each.path) for each in newest[:20]]
    except OSError:
        return []


def _candidates(folder: Path) -> list[tuple[Path, os.stat_result]]:
    try:
        with os.scandir(folder) as entries:
            found = [
                (Path(each.path), os.stat(each.path))  # noqa: PTH116 - what an entry knows itself is on Windows no file's number
                for each in entries
                if each.name.lower().endswith(ENDINGS) and not each.name.startswith((".", "~$")) and each.is_file()
            ]
    except OSError:
        return []
    found = [each for each in found if each[1].st_size <= MAX_BYTES]
    return sorted(found, key=lambda each: each[1].st_mtime, reverse=True)[:LOOKED_AT]


def _read(path: Path, reader: Reader, now: str) -> Assessment | None:
    """What a file holds, None where it holds no answers; why does not matter here, for nobody has named it."""
    try:
        assessment = reader.assessment(files.read(path, MAX_BYTES), path.name, now)
    except VerbundError:
        return None
    return assessment if assessment.answers else None
