"""A session on one saved thing: which store it goes to, the lock on it, and how a person is told about both."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Generic, Self, TypeVar

from verbund_check.answers.assessment import Assessment, open_ids
from verbund_check.errors import StorageError
from verbund_check.files import german_reason
from verbund_check.guide.model import Guide
from verbund_check.guide.values import Party
from verbund_check.shell import typed
from verbund_check.storage.folder import unreadable_message
from verbund_check.storage.store import Head, Saved, Store, default_data_folder
from verbund_check.text import shortened

T = TypeVar("T", bound=Saved)


class Session(Generic[T]):
    """Saves one thing again and again, locked for this program; used as a context manager, which frees the lock.

    `tell` says a sentence to the person: who else writes to the file, and that there is no lock. `item` is what was
    to be saved last, `folder` where anything was saved, None as long as nothing was.
    """

    def __init__(self, store: Store[T], tell: Callable[[str], None]) -> None:
        self.store = store
        self.tell = tell
        self.item: T | None = None
        self.folder: Path | None = None
        self._lock = ExitStack()
        self._locked: str | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._lock.close()

    def save(self, item: T, *, lock: bool = True) -> None:
        """Put `item` on disk, locked from the first save on; without a lock where its ID is fresh and this save the only one.

        Raises StorageError where that fails, InputError where another program has it open.
        """
        self.item = item
        if lock:
            self._acquire(item.id)
        aside = self.store.save(item)
        self.folder = self.store.folder
        if aside is not None:
            self.tell(
                f"Die Datei „{self.store.path_of(item.id).name}“ hat inzwischen ein anderes Programm geändert, etwa der "
                f"Abgleich mit einer Cloud. Dessen Stand liegt jetzt daneben als „{aside.name}“; gespeichert ist, was "
                "Sie hier eingegeben haben."
            )

    def move(self, folder: Path) -> None:
        """Save in another folder from now on."""
        self.store = Store(folder, self.store.codec)
        self._locked = None

    def take_up(self, id: str) -> T:
        """Lock a saved thing and return it as it is now; another program may have gone on with it meanwhile.

        Raises InputError where another one has it open or there is none, StorageError where it cannot be read.
        """
        if self.store.has(id):
            self._acquire(id)
        self.item = self.store.load(id)
        self.folder = self.store.folder
        return self.item

    def leave(self) -> None:
        """Let go of what was taken up: nothing of it was changed, and it is not what is saved from now on."""
        self._lock.close()
        self._locked = self.item = self.folder = None

    def _acquire(self, id: str) -> None:
        if self._locked == id:
            return
        lock = ExitStack()
        try:
            lock.enter_context(self.store.locked(id))
        except OSError as error:
            self.tell(
                f"{self.store.codec.name} „{id}“ lässt sich hier nicht für andere Fenster sperren ({german_reason(error)}); "
                "bitte arbeiten Sie daran nur in diesem einen."
            )
        self._lock.close()
        self._lock.push(lock)
        self._locked = id


class AssessmentSession(Session[Assessment]):
    """The session on an assessment, which knows the unfinished ones that may be gone on with."""

    def __init__(self, store: Store[Assessment], guide: Guide, tell: Callable[[str], None]) -> None:
        super().__init__(store, tell)
        self.guide = guide

    def unfinished(self, party: Party) -> tuple[tuple[Assessment, ...], str]:
        """Return a party's unfinished assessments, newest first, and what is to be said of files that cannot be read."""

        def wanted(head: Head) -> bool:
            # Questions may have come since somebody was done with other content.
            is_done = head.finished and head.content and head.content.digest == self.guide.digest
            return head.party == party and not is_done

        try:
            stored = self.store.all(wanted)
        except StorageError as error:
            return (), str(error)
        found = (each for each in stored.items if each.party == party and is_unfinished(each, self.guide))
        return tuple(found), unreadable_message(stored.unreadable)

    def take_over(self, assessment: Assessment, instead_of: Assessment) -> Assessment:
        """Go on with a saved assessment; the one just begun is dropped where nothing was answered in it."""
        taken = self.take_up(assessment.id)
        if not (instead_of.answers or instead_of.notes):
            self.store.discard(instead_of.id)
        return taken


def is_unfinished(assessment: Assessment, guide: Guide) -> bool:
    """Return whether there is something left to ask; an agreement of two parties goes on with `compare --agree`."""
    return bool(open_ids(assessment, guide)) and not assessment.origins


def paused(assessment: Assessment, session: Session[Assessment]) -> str:
    """Return what an interrupted person is told: where the answers are and how to go on."""
    if session.folder is None:
        return "Abgebrochen; es war noch nichts zu speichern."
    return f"Unterbrochen. {where(session.folder)}\n{go_on(assessment, session)}"


def saved_so_far(assessment: Assessment, session: Session[Assessment]) -> str:
    """Return what is told after a failure to save: all but the last answer is there; "" where nothing is."""
    if session.folder is None:
        return ""
    return f"\nAlles bis auf Ihre letzte Eingabe ist gespeichert. {where(session.folder)}\n{go_on(assessment, session)}"


def where(folder: Path) -> str:
    """Return the sentence that says where the answers lie."""
    return f"Ihre Antworten liegen in {short(folder)}."


def short(folder: Path) -> str:
    """Return a folder as people know it: below their home with ~, which Windows does not know in paths."""
    if os.name == "nt":
        return shortened(str(folder), 200)
    try:
        return shortened(str(Path("~") / folder.relative_to(Path.home())), 200)
    except (ValueError, RuntimeError, OSError):
        return shortened(str(folder), 200)


def go_on(assessment: Assessment, session: Session[Assessment]) -> str:
    """Return the line with the command that goes on."""
    return f"Weiter mit: {command(f'assess {assessment.id}', session.folder)}"


def command(rest: str, folder: Path | None) -> str:
    """Return a command that finds what was saved in `folder`, also where that is not the usual one."""
    if folder in (None, default_data_folder()):
        return typed(rest)
    return typed(rest, folder)
