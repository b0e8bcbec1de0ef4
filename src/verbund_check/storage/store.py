"""Saves assessments so that an acknowledged answer survives a kill, a full disk and a second program.

One JSON file for each assessment, named by its ID alone: nothing that a user typed ever becomes a path. A save goes
to a temporary file beside it, is forced to disk and then put in place in one step. Files are 0600, the folder
0700; on Windows the user profile's own protection holds.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import msgspec
from msgspec.structs import replace

from verbund_check.answers.assessment import FORMAT, Assessment
from verbund_check.answers.reader import ID_PATTERN, Reader
from verbund_check.errors import InputError, StorageError
from verbund_check.files import TEMPORARY, ensure_folder, german_reason, read, write
from verbund_check.guide.model import Guide
from verbund_check.text import shortened, suggestion

MAX_SAVED_BYTES = 4 * 1024 * 1024
"""A saved assessment is some kilobytes; 29 long remarks stay far below this."""

_SUFFIX = ".json"
_STALE_SECONDS = 24 * 3600
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"  # without what is easily misread


class Damaged(NamedTuple):
    """A file in the folder that is no readable assessment, and why (one German sentence)."""

    path: Path
    reason: str


class Stored(NamedTuple):
    """What the folder holds: readable assessments, newest first, and files that could not be read."""

    assessments: tuple[Assessment, ...]
    damaged: tuple[Damaged, ...]


def default_data_folder() -> Path:
    """Return the folder of saved assessments: VERBUND_CHECK_DATA, else the platform's user data folder."""
    chosen = os.environ.get("VERBUND_CHECK_DATA")
    if chosen:
        return Path(chosen).expanduser()
    import platformdirs

    return Path(platformdirs.user_data_dir("verbund-check", appauthor=False))


def new_id(today: str) -> str:
    """Return a fresh ID such as `2026-11-23-k7fq4m`: the day it began and six random characters."""
    even = 256 - 256 % len(_ALPHABET)  # bytes above would make some letters likelier than others
    drawn = (_ALPHABET[byte % len(_ALPHABET)] for byte in iter(lambda: os.urandom(1)[0], None) if byte < even)
    return f"{today[:10]}-" + "".join(islice(drawn, 6))


class Store:
    """The folder of saved assessments.

    `guide` is needed to read files that were not written in the present form (a report put there by hand).
    """

    def __init__(self, folder: Path, guide: Guide) -> None:
        self.folder = folder
        self.guide = guide
        self.reader = Reader(guide)

    def path_of(self, id: str) -> Path:
        """Return where the assessment `id` lies; InputError where `id` is none."""
        if not ID_PATTERN.fullmatch(id):
            hint = suggestion(id, self.ids())
            raise InputError(f"„{shortened(id)}“ ist keine gültige Kennung.{hint} „verbund-check list“ zeigt alle.")
        return self.folder / f"{id}{_SUFFIX}"

    def save(self, assessment: Assessment) -> None:
        """Write the assessment so that it is on disk when this returns; StorageError where that fails.

        A file in an older form is kept beside the new one.
        """
        target = self.path_of(assessment.id)
        data = msgspec.json.encode(assessment) + b"\n"
        try:
            self._ensure_folder()
            self._keep_older(target)
            write(target, data, private=True)
        except OSError as error:
            raise StorageError(
                f"Die Antworten lassen sich nicht in „{shortened(str(self.folder), 120)}“ speichern "
                f"({german_reason(error)})."
            ) from None

    def load(self, id: str) -> Assessment:
        """Return the assessment `id`.

        Raises InputError where there is none (with the nearest), StorageError where it cannot be read.
        """
        path = self.path_of(id)
        if not self.has(id):
            hint = suggestion(id, self.ids())
            raise InputError(
                f"Eine Einschätzung „{shortened(id)}“ gibt es nicht.{hint} „verbund-check list“ zeigt alle."
            )
        return self._read(path)

    def has(self, id: str) -> bool:
        """Return whether there is a file of this ID, readable or not."""
        try:
            return self.path_of(id).exists()
        except OSError:
            return True  # it is there, but may not be looked at: reading says why

    def ids(self) -> list[str]:
        """Return the IDs in the folder; StorageError where the folder cannot be read."""
        try:
            names = os.listdir(self.folder)
        except FileNotFoundError:
            return []
        except OSError as error:
            raise StorageError(
                f"Der Ordner „{shortened(str(self.folder), 120)}“ lässt sich nicht lesen ({german_reason(error)})."
            ) from None
        stems = (name.removesuffix(_SUFFIX) for name in names if name.endswith(_SUFFIX))
        return sorted(stem for stem in stems if ID_PATTERN.fullmatch(stem))

    def all(self) -> Stored:
        """Return all that is saved. A damaged file is named and hinders none of the others."""
        readable, damaged = [], []
        for id in self.ids():
            path = self.folder / f"{id}{_SUFFIX}"
            try:
                readable.append(self._read(path))
            except (StorageError, InputError) as error:
                damaged.append(Damaged(path, str(error)))
        readable.sort(key=lambda each: (each.started, each.id), reverse=True)
        return Stored(tuple(readable), tuple(damaged))

    @contextmanager
    def locked(self, id: str) -> Iterator[None]:
        """Hold the assessment `id` for this program alone; InputError where another program holds it.

        The lock ends with the process, however that ends. Where the folder cannot be written there is no lock:
        the first save will say so.
        """
        with held(self.folder, id, f"Die Einschätzung „{id}“"):
            yield

    def discard(self, assessment: Assessment) -> None:
        """Remove an assessment in which nothing was answered; one with answers stays."""
        if not assessment.answers and not assessment.notes:
            with suppress(OSError):
                self.path_of(assessment.id).unlink()

    def _ensure_folder(self) -> None:
        ensure_folder(self.folder)
        self._sweep()

    def _sweep(self) -> None:
        """Remove what a killed program left half-written; a day old, so that no other program's save is hit."""
        if getattr(self, "_swept", False):
            return
        self._swept = True
        for path in self.folder.glob(f".*{TEMPORARY}"):
            with suppress(OSError):
                if time.time() - path.stat().st_mtime > _STALE_SECONDS:
                    path.unlink()

    def _keep_older(self, target: Path) -> None:
        """Put a copy of whatever this program did not write aside before the first save over it.

        An older form, a report or an answers file put there by hand: it was converted when it was read. A newer form
        is not touched.
        """
        try:
            data = target.read_bytes()
        except FileNotFoundError:
            return
        except IsADirectoryError:
            return  # replacing it fails in a moment, with the right reason
        _refuse_newer(data, target)
        if not _is_canonical(data):
            _put_aside(target, data)

    def _read(self, path: Path) -> Assessment:
        name = shortened(str(path), 120)
        try:
            data = read(path, MAX_SAVED_BYTES)
        except InputError as error:
            raise StorageError(str(error)) from None
        _refuse_newer(data, path)
        try:
            assessment = self.reader.assessment(data, name, _modified(path))
        except InputError as error:
            first = str(error).partition("\n")[0]
            raise StorageError(f"{first} Die Datei bleibt unverändert.") from None
        # The file's name is the identity: a copy made by hand is an assessment of its own.
        return replace(assessment, id=path.name.removesuffix(_SUFFIX))


class _Head(msgspec.Struct):
    """What every form of the file has had and will have."""

    format: int = FORMAT


def _refuse_newer(data: bytes, path: Path) -> None:
    """StorageError where a newer program wrote the file, whatever else stands in it; it stays as it is."""
    try:
        head = msgspec.json.decode(data, type=_Head)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return  # no saved file of ours, or a damaged one: the reader says what is wrong
    if head.format > FORMAT:
        raise StorageError(
            f"{shortened(str(path), 120)}: Die Datei stammt von einer neueren Version von verbund-check und bleibt "
            "unverändert; bitte aktualisieren Sie das Programm."
        )


def _is_canonical(data: bytes) -> bool:
    """Whether these bytes come out the same when written again: this program wrote them, nothing gets lost."""
    try:
        return msgspec.json.encode(msgspec.json.decode(data, type=Assessment)) + b"\n" == data
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return False


def _put_aside(target: Path, data: bytes) -> None:
    """Write a copy beside `target` under the first name that is free: .alt, .alt2 …; once is enough."""
    for number in range(1, 100):
        aside = target.with_suffix(f".alt{number if number > 1 else ''}")
        if not aside.exists():
            write(aside, data, private=True)
            return
        if aside.read_bytes() == data:
            return


def _modified(path: Path) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(path.stat().st_mtime))


@contextmanager
def held(folder: Path, name: str, what: str) -> Iterator[None]:
    """Hold `name` in `folder` for this program alone; InputError, which calls it `what`, where another program holds it.

    The lock ends with the process, however that ends. Where the folder cannot be written there is no lock: the first save
    will say so.
    """
    import filelock

    # The lock file stays: to remove it would let two others each hold a lock of their own.
    lock = filelock.FileLock(folder / f".{name}.lock", timeout=0, mode=0o600)
    try:
        ensure_folder(folder)
        lock.acquire()
    except filelock.Timeout:
        raise InputError(
            f"{what} ist schon in einem anderen Fenster geöffnet; bitte arbeiten Sie dort weiter oder schließen Sie es zuerst."
        ) from None
    except (OSError, NotImplementedError):
        yield
        return
    try:
        yield
    finally:
        with suppress(OSError):
            lock.release()
