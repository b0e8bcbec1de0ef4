"""Reads many assessments fast: thousands of files in a folder, the damaged ones named and passed over."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Generic, NamedTuple, TypeVar

from msgspec.structs import replace

from verbund_check import files
from verbund_check.answers.assessment import Assessment, utc_now
from verbund_check.answers.keypoints import SUFFIX as PAPER_SUFFIX
from verbund_check.answers.reader import Reader
from verbund_check.errors import InputError, StorageError
from verbund_check.text import clean, shortened

T = TypeVar("T")

MAX_BYTES = 4 * 1024 * 1024
"""A saved assessment or report is some kilobytes; 29 long remarks stay far below this."""


ENDINGS = (".json", ".yaml", ".yml", ".docx")
"""What the files in a folder are called that may hold answers."""


class Unreadable(NamedTuple):
    """A file that cannot be read or holds nothing readable, and why (one German sentence)."""

    path: Path
    reason: str


class Stored(NamedTuple, Generic[T]):
    """What a folder holds: what could be read, newest first, and the files that could not."""

    items: tuple[T, ...]
    unreadable: tuple[Unreadable, ...]


class Found(NamedTuple):
    """An assessment, what its file is called, and whether the file itself bears its ID."""

    name: str
    assessment: Assessment
    has_id: bool


def unreadable_message(unreadable: Sequence[Unreadable]) -> str:
    """Return what a person is told of files that cannot be read: each by name, many counted; "" where there are none."""
    lines = [f"Nicht lesbar, wird übergangen: {each.reason}" for each in unreadable[:20]]
    more = len(unreadable) - len(lines)
    return "\n".join([*lines, f"… und {more} weitere Dateien."] if more else lines)


def is_placeholder(name: str, *suffixes: str) -> bool:
    """Return whether a file of this name stands for one with one of the endings that lies in a cloud alone."""
    if not name.endswith((".icloud", ".nextcloud", ".owncloud")):
        return False
    stands_for = name.removesuffix(".nextcloud").removesuffix(".owncloud")
    if name.startswith(".") and name.endswith(".icloud"):
        stands_for = name[1:].removesuffix(".icloud")
    return stands_for.endswith(suffixes)


def read_folder(
    folder: Path, reader: Reader, progress: Callable[[int, int], None] | None = None
) -> Iterator[Found | Unreadable]:
    """Yield what each JSON, YAML or Word file in `folder` holds, in the order of their names.

    An assessment's ID is its own, else the file's name. `progress` is called with how many of how many are read.
    Raises StorageError where the folder cannot be read.
    """
    try:
        with os.scandir(folder) as entries:
            names = sorted(entry.name for entry in entries if _is_candidate(entry))
    except OSError as error:
        raise StorageError(
            f"Der Ordner „{shortened(str(folder), 120)}“ lässt sich nicht lesen ({files.german_reason(error)})."
        ) from None
    now = utc_now()
    for number, name in enumerate(names):
        if progress and number % 100 == 0:
            progress(number, len(names))
        yield _read(folder, name, reader, now)


def _is_candidate(entry: os.DirEntry[str]) -> bool:
    """Only regular files: a pipe or device among them is nobody's answers. Key-points papers lie beside assessments."""
    name = entry.name
    if is_placeholder(name, *ENDINGS):
        return True
    # Word keeps a small file that begins with "~$" beside each one that is open.
    fits = name.endswith(ENDINGS) and not name.startswith((".", "~$")) and not name.endswith(PAPER_SUFFIX)
    return fits and entry.is_file()


def _read(folder: Path, name: str, reader: Reader, now: str) -> Found | Unreadable:
    path = f"{folder}{os.sep}{name}"
    if is_placeholder(name, *ENDINGS):
        return Unreadable(Path(path), f"{name}: Die Datei liegt nur in der Cloud und nicht auf diesem Gerät.")
    try:
        assessment = reader.assessment(files.read(path, MAX_BYTES, name), name, now)
    except InputError as error:
        return Unreadable(Path(path), str(error).partition("\n")[0])
    if assessment.id:
        return Found(name, assessment, True)
    return Found(name, replace(assessment, id=clean(name.rsplit(".", 1)[0])[:64]), False)
