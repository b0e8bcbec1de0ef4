"""Saves assessments and key-points papers so that what was acknowledged survives a kill, a full disk and a second program.

One JSON file each, named by its ID alone: nothing that a user typed ever becomes a path. Files are 0600, the folder
0700; on Windows the user profile's own protection holds. Of both kinds a store knows no more than its `Codec` tells.
"""

from __future__ import annotations

import os
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Generic, NamedTuple, Protocol, TypeVar

import msgspec
from msgspec.structs import replace

from verbund_check import files
from verbund_check.answers import keypoints
from verbund_check.answers.assessment import FORMAT, Assessment, ContentMark
from verbund_check.answers.keypoints import Paper
from verbund_check.answers.reader import ID_PATTERN, Reader
from verbund_check.errors import InputError, StorageError
from verbund_check.guide.model import Guide
from verbund_check.guide.values import Party
from verbund_check.shell import typed
from verbund_check.storage.folder import MAX_BYTES, Stored, Unreadable, is_placeholder
from verbund_check.text import shortened, suggestion

_STALE_SECONDS = 24 * 3600
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"  # without what is easily misread


class Saved(Protocol):
    """What a store can keep."""

    @property
    def id(self) -> str:
        """Its ID; the file is named by it."""


T = TypeVar("T", bound=Saved)


class Head(msgspec.Struct):
    """What tells in a moment whose file it is and whether it is finished."""

    party: Party | None = None
    started: datetime | None = None
    finished: datetime | None = None
    content: ContentMark | None = None


class _Version(msgspec.Struct):
    """What every form of the file has had and will have."""

    format: int = 1


class Codec(NamedTuple, Generic[T]):
    """How one kind of thing is kept: the ending of its files, its name in messages, its shape and its reader.

    `decode` takes bytes, the name for messages and the time for what bears none; it raises InputError. `age` gives
    what the newest is found by.
    """

    suffix: str
    name: str
    shape: type[T]
    format: int
    decode: Callable[[bytes, str, str], T]
    age: Callable[[T], str]


def assessment_store(folder: Path, guide: Guide) -> Store[Assessment]:
    """Return the store of the assessments in `folder`."""
    decode = Reader(guide).assessment
    return Store(
        folder, Codec(".json", "Die Einschätzung", Assessment, FORMAT, decode, lambda assessment: assessment.started)
    )


def paper_store(folder: Path, guide: Guide) -> Store[Paper]:
    """Return the store of the key-points papers in `folder`."""
    decode = Reader(guide).paper
    return Store(
        folder,
        Codec(keypoints.SUFFIX, "Das Eckpunktepapier", Paper, keypoints.FORMAT, decode, lambda paper: paper.changed),
    )


def default_data_folder() -> Path:
    """Return the folder of what is saved: VERBUND_CHECK_DATA, else the platform's user data folder; always absolute.

    Raises InputError where that names no folder, or there is no home.
    """
    chosen = os.environ.get("VERBUND_CHECK_DATA")
    if chosen:
        return files.folder_named(chosen)
    import platformdirs

    try:
        folder = Path(platformdirs.user_data_dir("verbund-check", appauthor=False))
    except (RuntimeError, ValueError, OSError, KeyError):
        folder = Path()
    if not folder.is_absolute():
        raise InputError(
            "Ihr persönlicher Ordner ist nicht zu finden; bitte nennen Sie in VERBUND_CHECK_DATA einen Ordner für Ihre "
            "Antworten."
        )
    return folder


def new_id(today: str) -> str:
    """Return a fresh ID such as `2026-11-23-k7fq4m`: the day it began and six random characters."""
    even = 256 - 256 % len(_ALPHABET)  # bytes above would make some letters likelier than others
    drawn = (_ALPHABET[byte % len(_ALPHABET)] for byte in iter(lambda: os.urandom(1)[0], None) if byte < even)
    return f"{today[:10]}-" + "".join(islice(drawn, 6))


class Store(Generic[T]):
    """The folder of saved things of one kind. It remembers what it read or wrote last, to notice who else writes."""

    def __init__(self, folder: Path, codec: Codec[T]) -> None:
        self.folder = folder
        self.codec = codec
        self._known: dict[str, tuple[bytes, ...]] = {}
        self._swept = False

    def path_of(self, id: str) -> Path:
        """Return where the thing `id` lies; InputError where `id` is none."""
        if not ID_PATTERN.fullmatch(id):
            hint = suggestion(id, self.ids())
            raise InputError(f"„{shortened(id)}“ ist keine gültige Kennung.{hint} „{typed('list')}“ zeigt alle.")
        return self.folder / f"{id}{self.codec.suffix}"

    def save(self, item: T) -> Path | None:
        """Write `item` so that it is on disk when this returns; StorageError where that fails.

        What lies there and was neither read nor written last by this store (a sync client or another program has
        changed it), or is in another form than this program's, is put aside before. Returns where to, where it had
        changed.
        """
        target = self.path_of(item.id)
        data = msgspec.json.encode(item) + b"\n"
        try:
            files.ensure_folder(self.folder)
            self._sweep()
            changed = self._put_aside(item.id, target, data)
            # After a fault the old file may be on disk or, where only the folder could not be synced, the new one.
            self._known[item.id] = (*self._known.get(item.id, ()), data)
            files.write(target, data, private=True)
        except (OSError, InputError) as error:
            reason = f". {error}" if isinstance(error, InputError) else f" ({files.german_reason(error)})."
            raise StorageError(
                f"Die Antworten lassen sich nicht in „{shortened(str(self.folder), 120)}“ speichern{reason}"
            ) from None
        self._known[item.id] = (data,)
        return changed

    def load(self, id: str) -> T:
        """Return the thing `id`.

        Raises InputError where there is none (with the nearest), StorageError where it cannot be read.
        """
        path = self.path_of(id)
        if not self.has(id):
            hint = suggestion(id, self.ids())
            raise InputError(f"{self.codec.name} „{shortened(id)}“ gibt es nicht.{hint} „{typed('list')}“ zeigt alle.")
        try:
            data = files.read(path, MAX_BYTES)
            item = self._decoded(data, str(path))
        except InputError as error:
            raise StorageError(str(error)) from None
        self._known[id] = (data,)
        return item

    def has(self, id: str) -> bool:
        """Return whether there is a file of this ID, readable or not."""
        return os.path.lexists(self.path_of(id))

    def ids(self) -> list[str]:
        """Return the IDs in the folder; StorageError where the folder cannot be read."""
        return sorted(self._ids(self._names()))

    def _names(self) -> list[str]:
        try:
            return os.listdir(self.folder)
        except FileNotFoundError:
            return []
        except OSError as error:
            raise StorageError(
                f"Der Ordner „{shortened(str(self.folder), 120)}“ lässt sich nicht lesen ({files.german_reason(error)})."
            ) from None

    def _ids(self, names: list[str]) -> Iterator[str]:
        suffix = self.codec.suffix
        stems = (name.removesuffix(suffix) for name in names if name.endswith(suffix))
        return (stem for stem in stems if ID_PATTERN.fullmatch(stem))

    def all(self, wanted: Callable[[Head], bool] | None = None) -> Stored[T]:
        """Return all that is saved, newest first. A damaged file is named and hinders none of the others.

        Of files as this program writes them only those are decoded to the end whose head is `wanted`; in the others no
        more is noticed than that they are no JSON, incomplete, newer or of nobody.
        """
        names = self._names()
        items: list[tuple[str, str, T]] = []
        unreadable = [
            Unreadable(self.folder / name, f"{name}: Die Datei liegt nur in der Cloud und nicht auf diesem Gerät.")
            for name in names
            if is_placeholder(name, self.codec.suffix)
        ]
        is_wanted = _head_reader(self.codec.format, wanted) if wanted else None
        for id in self._ids(names):
            # Texts put together: a Path for each of ten thousand files would take longer than reading them.
            path = f"{self.folder}{os.sep}{id}{self.codec.suffix}"
            if is_wanted is not None and not is_wanted(path):
                continue
            try:
                item = self._decoded(files.read(path, MAX_BYTES), path)
                items.append((self.codec.age(item), path, item))
            except InputError as error:
                unreadable.append(Unreadable(Path(path), str(error)))
        ages = Counter(age for age, *_ in items)
        # Two of the same second are told apart by their files.
        items.sort(key=lambda each: (each[0], _modified_ns(each[1]) if ages[each[0]] > 1 else 0, each[1]), reverse=True)
        return Stored(tuple(item for *_, item in items), tuple(sorted(unreadable)))

    def _decoded(self, data: bytes, path: str) -> T:
        """What a file holds; InputError where it is damaged or newer."""
        name = os.path.basename(path)  # noqa: PTH119 - as above
        try:
            item = self.codec.decode(data, name, _modified(path))
        except InputError as error:
            _refuse_newer(data, name, self.codec.format)
            if not data.strip(b"\0 \r\n"):
                raise InputError(
                    f"{name}: Die Datei ist leer; vielleicht ist sie nur der Platzhalter eines Cloud-Ordners."
                ) from None
            raise InputError(f"{str(error).partition(chr(10))[0]} Die Datei bleibt unverändert.") from None
        # The file's name is the identity: a copy made by hand is a thing of its own.
        id = name.removesuffix(self.codec.suffix)
        return item if item.id == id else replace(item, id=id)  # type: ignore[type-var]

    @contextmanager
    def locked(self, id: str) -> Iterator[None]:
        """Lock the thing `id` for this program alone; InputError where another program has it, OSError where no lock can be.

        The lock ends with the process, however that ends.
        """
        import filelock

        # The lock file stays: to remove it would let two others each have a lock of their own.
        lock = filelock.FileLock(self.folder / self._lock_name(id), timeout=0, mode=0o600)
        try:
            files.ensure_folder(self.folder)
            lock.acquire()
        except filelock.Timeout:
            raise InputError(
                f"{self.codec.name} „{id}“ ist schon in einem anderen Fenster geöffnet; bitte arbeiten Sie dort weiter oder "
                "schließen Sie es zuerst."
            ) from None
        except NotImplementedError as error:
            import errno

            raise OSError(errno.ENOSYS, str(error)) from None
        try:
            yield
        finally:
            with suppress(OSError):
                lock.release()

    def files_of(self, id: str) -> list[Path]:
        """Return the files that hold something of `id`, readable or not: itself last, before it what was put aside of it.

        Raises InputError where `id` is none, StorageError where the folder cannot be read.
        """
        path = self.path_of(id)
        aside = re.compile(rf"{re.escape(path.name.removesuffix('.json'))}\.alt[0-9]*")
        names = sorted(self._names())
        found = [self.folder / name for name in names if aside.fullmatch(name) or self._is_unfinished(name, id)]
        return [*found, path] if path.name in names else found

    def _is_unfinished(self, name: str, id: str) -> bool:
        """Whether this is what a killed program left of a save of `id`."""
        if not (name.startswith(".") and name.endswith(files.TEMPORARY)):
            return False
        with suppress(InputError):
            return b'"id":"%s"' % id.encode() in files.read(self.folder / name, MAX_BYTES)
        return False

    def delete(self, id: str) -> None:
        """Remove all of `id`, also where it is damaged.

        Raises InputError where another program has it open, StorageError where the system refuses.
        """
        try:
            with ExitStack() as lock:
                with suppress(OSError):  # where no lock can be had there is none of another program either
                    lock.enter_context(self.locked(id))
                for path in self.files_of(id):
                    path.unlink()
            with suppress(OSError):
                (self.folder / self._lock_name(id)).unlink()
            files.sync_folder(self.folder)
        except OSError as error:
            raise StorageError(
                f"{self.codec.name} „{id}“ lässt sich nicht ganz löschen ({files.german_reason(error)})."
            ) from None

    def _lock_name(self, id: str) -> str:
        return f".{id}{self.codec.suffix.removesuffix('.json')}.lock"

    def discard(self, id: str) -> None:
        """Remove a file that this store wrote, where it is still as it was written."""
        with suppress(OSError, InputError):
            path = self.path_of(id)
            if files.read(path, MAX_BYTES) in self._known.get(id, ()):
                path.unlink()

    def _sweep(self) -> None:
        """Remove what a killed program left half-written; a day old, so that no other program's save is hit."""
        if self._swept:
            return
        self._swept = True
        for name in os.listdir(self.folder):
            if name.startswith(".") and name.endswith(files.TEMPORARY):
                with suppress(OSError):
                    path = self.folder / name
                    if time.time() - path.stat().st_mtime > _STALE_SECONDS:
                        path.unlink()

    def _put_aside(self, id: str, target: Path, data: bytes) -> Path | None:
        """Copy what a save would lose beside `target`: .alt, .alt2 …; return where to, where somebody had changed it.

        What this program did not write (an older form, a report or an answers file put there by hand) was converted
        when it was read. A newer form is not touched: InputError.
        """
        if not os.path.lexists(target) or target.is_symlink():
            return None  # a link is replaced; where it leads to stays as it is
        if files.is_folder(target):
            return None  # replacing it fails in a moment, with the right reason
        present = files.read(target, MAX_BYTES)
        _refuse_newer(present, target.name, self.codec.format)
        is_known = present in (data, *self._known.get(id, ()))
        if is_known and self._is_canonical(present):
            return None
        for number in range(1, 1000):
            aside = target.with_name(f"{target.name.removesuffix('.json')}.alt{number if number > 1 else ''}")
            try:
                files.write(aside, present, replace=False, private=True)
            except FileExistsError:
                if not aside.is_file() or files.read(aside, MAX_BYTES) != present:
                    continue
            return None if is_known else aside
        return None

    def _is_canonical(self, data: bytes) -> bool:
        """Whether these bytes come out the same when written again: this program wrote them, nothing gets lost."""
        try:
            return msgspec.json.encode(msgspec.json.decode(data, type=self.codec.shape)) + b"\n" == data
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
            return False


def _head_reader(format: int, wanted: Callable[[Head], bool]) -> Callable[[str], bool]:
    """Return what tells whether a file is to be decoded to the end: not if it is whole and its head is not `wanted`."""
    begins = b'{"format":%d,' % format
    decode = msgspec.json.Decoder(Head).decode

    def is_wanted(path: str) -> bool:
        try:
            descriptor = os.open(path, files.READ)
            try:
                data = os.read(descriptor, 65536)
            finally:
                os.close(descriptor)
            return not (data.startswith(begins) and data.endswith(b"}\n")) or wanted(decode(data))
        except (OSError, ValueError, RecursionError):
            return True  # reading it to the end says why

    return is_wanted


def _refuse_newer(data: bytes, name: str, format: int) -> None:
    """InputError where a newer program wrote the file, whatever else stands in it; it stays as it is."""
    try:
        head = msgspec.json.decode(data, type=_Version)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return  # no saved file of ours, or a damaged one: the reader says what is wrong
    if head.format > format:
        raise InputError(
            f"{name}: Die Datei stammt von einer neueren Version von verbund-check und bleibt unverändert; bitte "
            "aktualisieren Sie das Programm."
        )


def _modified_ns(path: str) -> int:
    try:
        return os.stat(path).st_mtime_ns  # noqa: PTH116 - as above
    except OSError:
        return 0


def _modified(path: str) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(_modified_ns(path) // 10**9))
