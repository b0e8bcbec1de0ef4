"""Reads many assessments fast: thousands of files in a folder, the damaged ones named and passed over."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace

from verbund_check.answers.assessment import Assessment, utc_now
from verbund_check.answers.keypoints import SUFFIX as PAPER_SUFFIX
from verbund_check.answers.reader import Reader
from verbund_check.errors import InputError, StorageError
from verbund_check.files import german_reason
from verbund_check.text import clean, shortened

MAX_BYTES = 4 * 1024 * 1024
"""A saved assessment or report is some kilobytes; 29 long remarks stay far below this."""


class Rejected(NamedTuple):
    """A file that holds no readable assessment, and why (one German sentence)."""

    path: Path
    reason: str


def read_folder(
    folder: Path, reader: Reader, progress: Callable[[int, int], None] | None = None
) -> Iterator[Assessment | Rejected]:
    """Yield what each JSON or YAML file in `folder` holds, in the order of their names.

    An assessment's ID is its own, else the file's name. `progress` is called with how many of how many are read.
    Raises StorageError where the folder cannot be read.
    """
    try:
        with os.scandir(folder) as entries:
            names = sorted(entry.name for entry in entries if _is_candidate(entry))
    except OSError as error:
        raise StorageError(
            f"Der Ordner „{shortened(str(folder), 120)}“ lässt sich nicht lesen ({german_reason(error)})."
        ) from None
    now = utc_now()
    for number, name in enumerate(names):
        if progress and number % 100 == 0:
            progress(number, len(names))
        yield _read(folder, name, reader, now)


def _is_candidate(entry: os.DirEntry[str]) -> bool:
    """Only regular files: a pipe or device among them would never end. Key-points papers lie beside assessments."""
    name = entry.name
    fits = name.endswith((".json", ".yaml", ".yml")) and not name.startswith(".") and not name.endswith(PAPER_SUFFIX)
    return fits and entry.is_file()


def _read(folder: Path, name: str, reader: Reader, now: str) -> Assessment | Rejected:
    path = f"{folder}{os.sep}{name}"
    try:
        # Straight to the file: Path, buffers and their checks would take longer than all the rest.
        with open(path, "rb", buffering=0) as file:
            if os.fstat(file.fileno()).st_size > MAX_BYTES:
                raise InputError(f"{name}: Die Datei ist zu groß; erlaubt sind höchstens {MAX_BYTES // 1024} KB.")
            data = file.read()
        assessment = reader.assessment(data, name, now)
    except (OSError, InputError) as error:
        reason = str(error).partition("\n")[0] if isinstance(error, InputError) else f"{name}: {german_reason(error)}."
        return Rejected(Path(path), reason)
    return assessment if assessment.id else replace(assessment, id=clean(name.rsplit(".", 1)[0])[:64])
