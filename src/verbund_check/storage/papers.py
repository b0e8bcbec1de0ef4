"""Saves key-points papers beside the assessments, in the same way: at once, in one step, one program at a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import msgspec

from verbund_check.answers.assessment import utc_now
from verbund_check.answers.keypoints import SUFFIX, Paper
from verbund_check.answers.reader import ID_PATTERN, Reader
from verbund_check.errors import InputError, StorageError
from verbund_check.files import ensure_folder, german_reason, write
from verbund_check.guide.model import Guide
from verbund_check.storage.store import held
from verbund_check.text import shortened

MAX_BYTES = 4 * 1024 * 1024


class PaperStore:
    """The folder of saved papers."""

    def __init__(self, folder: Path, guide: Guide) -> None:
        self.folder = folder
        self.guide = guide
        self.reader = Reader(guide)

    def path_of(self, id: str) -> Path:
        """Return where the paper `id` lies; only what `new_id` gives ever comes here."""
        assert ID_PATTERN.fullmatch(id)
        return self.folder / f"{id}{SUFFIX}"

    def save(self, paper: Paper) -> None:
        """Write the paper so that it is on disk when this returns; StorageError where that fails."""
        try:
            ensure_folder(self.folder)
            write(self.path_of(paper.id), msgspec.json.encode(paper) + b"\n", private=True)
        except OSError as error:
            raise StorageError(
                f"Das Papier lässt sich nicht in „{shortened(str(self.folder), 120)}“ speichern ({german_reason(error)})."
            ) from None

    def load(self, id: str) -> Paper | None:
        """Return the paper `id` as it is now, None where it is gone or cannot be read."""
        return _read(self.path_of(id), self.reader)

    def all(self) -> tuple[Paper, ...]:
        """Return all readable papers, the last changed first; others stay where they are, untouched."""
        found: list[tuple[str, int, Paper]] = []
        try:
            for path in self.folder.glob(f"*{SUFFIX}"):
                paper = _read(path, self.reader)
                if paper is not None:  # two of the same second are told apart by the file
                    found.append((paper.changed, path.stat().st_mtime_ns, paper))
        except OSError:
            pass  # what could be read is offered
        return tuple(paper for *_, paper in sorted(found, key=lambda each: each[:2], reverse=True))

    @contextmanager
    def locked(self, id: str) -> Iterator[None]:
        """Hold the paper `id` for this program alone; InputError where another program holds it."""
        with held(self.folder, f"{id}.paper", f"Das Papier „{id}“"):
            yield


def _read(path: Path, reader: Reader) -> Paper | None:
    try:
        if not path.is_file() or path.stat().st_size > MAX_BYTES:
            return None
        paper = reader.paper(path.read_bytes(), path.name, utc_now())
    except (OSError, InputError):
        return None
    return paper if f"{paper.id}{SUFFIX}" == path.name else None


class PaperRecord:
    """The recorder of one paper: which store it saves to, and the lock on it."""

    def __init__(self, store: PaperStore, stack: ExitStack) -> None:
        self.store = store
        self.lock = stack.enter_context(ExitStack())
        self.held: str | None = None
        self.saved: Path | None = None

    def hold(self, id: str) -> None:
        """Lock a paper for this program; InputError where another one has it open."""
        if self.held != id:
            lock = ExitStack()
            lock.enter_context(self.store.locked(id))
            self.lock.close()
            self.lock.push(lock)
            self.held = id

    def save(self, paper: Paper) -> None:
        """Save, with the lock held from the first save on."""
        self.hold(paper.id)
        self.store.save(paper)
        self.saved = self.store.path_of(paper.id)

    def move(self, folder: Path) -> None:
        """Save in another folder from now on."""
        self.store = PaperStore(folder, self.store.guide)
        self.held = None
