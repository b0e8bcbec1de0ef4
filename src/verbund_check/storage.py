"""Saves assessments so that an acknowledged answer survives a kill, a full disk and a second program.

One JSON file for each assessment, named by its ID alone: nothing that a user typed ever becomes a path. A save goes
to a temporary file beside it, is forced to disk and then put in place in one step. Files are 0600, the folder
0700; on Windows the user profile's own protection holds.
"""

from __future__ import annotations

import os
import re
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

import msgspec
from msgspec.structs import replace

from verbund_check.answers_file import ID_PATTERN, read_answers
from verbund_check.assessment import FORMAT, Answer, Assessment, Multiple, is_complete, kind_of, options_of
from verbund_check.errors import InputError, StorageError
from verbund_check.guide import Guide
from verbund_check.plain_data import decode_text, german_reason, read_bounded
from verbund_check.text import clean, shortened, suggestion
from verbund_check.values import values_of

MAX_SAVED_BYTES = 4 * 1024 * 1024
"""A saved assessment is some kilobytes; 29 long remarks stay far below this."""

_TEMPORARY = ".tmp"
_SUFFIX = ".json"
_STALE_SECONDS = 24 * 3600
_TIME = re.compile(r"[0-9]{4}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]Z")
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
    return f"{today[:10]}-" + "".join(secrets.choice(_ALPHABET) for _ in range(6))


class Store:
    """The folder of saved assessments.

    `guide` is needed to read files that were not written in the present form (a report put there by hand).
    """

    def __init__(self, folder: Path, guide: Guide) -> None:
        self.folder = folder
        self.guide = guide

    def path_of(self, id: str) -> Path:
        """Return where the assessment `id` lies; InputError where `id` is none."""
        if not ID_PATTERN.fullmatch(id):
            raise InputError(f"„{shortened(id)}“ ist keine gültige ID; „verbund-check list“ zeigt alle.")
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
            _write_atomically(target, data)
        except OSError as error:
            raise StorageError(
                f"Die Antworten lassen sich nicht in „{shortened(str(self.folder), 120)}“ speichern "
                f"({german_reason(error)})."
            ) from None

    def load(self, id: str) -> Assessment:
        """Return the assessment `id`; InputError where there is none (with the nearest), StorageError where unreadable."""
        path = self.path_of(id)
        if not _exists(path):
            hint = suggestion(id, self.ids())
            raise InputError(
                f"Eine Einschätzung „{shortened(id)}“ gibt es nicht.{hint} „verbund-check list“ zeigt alle."
            )
        return self._read(path)

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
        import filelock

        # The lock file stays: to remove it would let two others each hold a lock of their own.
        path = self.path_of(id).with_name(f".{id}.lock")
        lock = filelock.FileLock(path, timeout=0, mode=0o600)
        try:
            self._ensure_folder()
            lock.acquire()
        except filelock.Timeout:
            raise InputError(
                f"Die Einschätzung „{id}“ ist schon in einem anderen Fenster geöffnet; bitte arbeiten Sie dort weiter "
                "oder schließen Sie es zuerst."
            ) from None
        except (OSError, NotImplementedError):
            yield
            return
        try:
            yield
        finally:
            with suppress(OSError):
                lock.release()

    def discard(self, assessment: Assessment) -> None:
        """Remove an assessment in which nothing was answered; one with answers stays."""
        if not assessment.answers and not assessment.notes:
            with suppress(OSError):
                self.path_of(assessment.id).unlink()

    def _ensure_folder(self) -> None:
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._sweep()

    def _sweep(self) -> None:
        """Remove what a killed program left half-written; a day old, so that no other program's save is hit."""
        if getattr(self, "_swept", False):
            return
        self._swept = True
        for path in self.folder.glob(f".*{_TEMPORARY}"):
            with suppress(OSError):
                if time.time() - path.stat().st_mtime > _STALE_SECONDS:
                    path.unlink()

    def _keep_older(self, target: Path) -> None:
        """Put a copy of a file in an older form aside before the first save over it."""
        if not target.is_file():
            return
        data = target.read_bytes()
        try:
            msgspec.json.decode(data, type=Assessment)
        except msgspec.MsgspecError:
            aside = target.with_suffix(".alt")
            if not aside.exists():
                _write_atomically(aside, data)

    def _read(self, path: Path) -> Assessment:
        name = shortened(str(path), 120)
        try:
            data = read_bounded(path, MAX_SAVED_BYTES)
        except InputError as error:
            raise StorageError(str(error)) from None
        assessment = decode_saved(data, self.guide)
        if assessment is None:
            try:
                assessment = read_answers(decode_text(data, name), name, self.guide, now=_modified(path))
            except InputError as error:
                raise StorageError(f"{error} Die Datei bleibt unverändert.") from None
        # The file's name is the identity: a copy made by hand is an assessment of its own.
        return replace(assessment, id=path.name.removesuffix(_SUFFIX))


def decode_saved(data: bytes, guide: Guide) -> Assessment | None:
    """Return the assessment in the bytes of a file that this program wrote, None for anything else.

    msgspec would keep the last of two equal keys in silence and lets control characters pass. What this program
    writes is canonical and clean, so only bytes that come out the same when written again are taken on this short
    way; all else goes through the strict reader.
    """
    try:
        text = data.decode()
        assessment = msgspec.json.decode(data, type=Assessment)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None
    plain = "\\u" not in text and clean(text) == text
    if not plain or not _fits(assessment, guide) or msgspec.json.encode(assessment) + b"\n" != data:
        return None
    return assessment


def _fits(assessment: Assessment, guide: Guide) -> bool:
    """Whether an assessment says only what the reader of answers files would accept as it is."""
    if assessment.format != FORMAT or assessment.content.digest != guide.digest:
        return False
    times = (assessment.started, assessment.finished or assessment.started)
    if not all(_TIME.fullmatch(moment) for moment in times):
        return False
    if is_complete(assessment, guide) != (assessment.finished is not None):
        return False
    return all(_allowed(id, answer, guide) for id, answer in assessment.answers.items())


def _allowed(id: str, answer: Answer | Multiple, guide: Guide) -> bool:
    kind = kind_of(guide, id)
    if isinstance(answer, Answer):
        return kind in ("readiness", "success", "risks") and answer.value in values_of(kind)
    return kind in ("reasons", "fears") and set(answer) <= set(options_of(guide, kind))


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:
        return True  # it is there, but may not be looked at: reading says why


def _modified(path: Path) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(path.stat().st_mtime))


def _write_atomically(target: Path, data: bytes) -> None:
    """Put `data` at `target` in one step: a reader sees the old file or the new one, never half of either."""
    temporary = target.with_name(f".{target.name}-{secrets.token_hex(4)}{_TEMPORARY}")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
    descriptor = os.open(temporary, flags, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        _replace(temporary, target)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
    _sync_folder(target.parent)


def _replace(source: Path, target: Path) -> None:
    """`os.replace`; on Windows a virus scanner may hold the target for a moment, so try again briefly."""
    for attempt in range(10):
        try:
            os.replace(source, target)
            return
        except PermissionError:
            if os.name != "nt" or attempt == 9:
                raise
            time.sleep(0.05)


def _sync_folder(folder: Path) -> None:
    """Force the new name to disk as well; Windows does not know this for folders."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
