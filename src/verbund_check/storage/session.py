"""Where the answers of one interview go, and how a person is told about it."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from pathlib import Path

from verbund_check.answers.assessment import Assessment, open_ids
from verbund_check.errors import StorageError
from verbund_check.guide.model import Guide
from verbund_check.guide.values import Party
from verbund_check.storage.store import Store, default_data_folder
from verbund_check.text import shortened


def is_unfinished(assessment: Assessment, guide: Guide) -> bool:
    """Return whether there is something left to ask; an agreement of two parties goes on with `compare --agree`."""
    return bool(open_ids(assessment, guide)) and not assessment.origins


class Record:
    """The recorder of one interview: which store it saves to, and the lock on what it has open."""

    def __init__(self, store: Store, stack: ExitStack) -> None:
        self.store = store
        self.lock = stack.enter_context(ExitStack())
        self.held: str | None = None
        self.last: Assessment | None = None
        self.saved_in: Path | None = None

    def save(self, assessment: Assessment, *, lock: bool = True) -> None:
        """Save, with the lock held from the first save on; without it where the ID is fresh and this save the only one."""
        self.last = assessment
        if lock:
            self.hold(assessment.id)
        self.store.save(assessment)
        self.saved_in = self.store.folder

    def hold(self, id: str) -> None:
        """Lock an assessment for this program; InputError where another one has it open."""
        if self.held != id:
            lock = ExitStack()
            lock.enter_context(self.store.locked(id))
            self.lock.close()
            self.lock.push(lock)
            self.held = id

    def take_up(self, id: str) -> Assessment:
        """Lock a saved assessment and return it as it is now; another program may have gone on with it meanwhile."""
        if self.store.has(id):
            self.hold(id)
        assessment = self.store.load(id)
        self.last = assessment
        self.saved_in = self.store.folder
        return assessment

    def move(self, folder: Path) -> None:
        """Save in another folder from now on."""
        self.store = Store(folder, self.store.guide)
        self.held = None

    def unfinished(self, party: Party) -> tuple[Assessment, ...]:
        """Return a party's unfinished assessments, newest first; none where the folder cannot be read."""
        try:
            stored = self.store.all().assessments
        except StorageError:
            return ()
        return tuple(each for each in stored if each.party == party and is_unfinished(each, self.store.guide))

    def take_over(self, assessment: Assessment, instead_of: Assessment) -> Assessment:
        """Go on with a saved assessment; the one just begun is dropped where nothing was answered in it."""
        taken = self.take_up(assessment.id)
        self.store.discard(instead_of)
        return taken


def paused(assessment: Assessment, record: Record) -> str:
    """Return what an interrupted person is told: where the answers are and how to go on."""
    if record.saved_in is None:
        return "Abgebrochen; es war noch nichts zu speichern."
    return f"Unterbrochen. {where(record)}\n{go_on(assessment, record)}"


def kept_so_far(assessment: Assessment, record: Record) -> str:
    """Return what is told after a failure to save: all but the last answer is there; "" where nothing is."""
    if record.saved_in is None:
        return ""
    return f"\nAlles bis auf Ihre letzte Eingabe ist gespeichert. {where(record)}\n{go_on(assessment, record)}"


def where(record: Record) -> str:
    """Return the sentence that says where the answers lie."""
    assert record.saved_in is not None
    return f"Ihre Antworten liegen in {_short(record.saved_in)}."


def _short(folder: Path) -> str:
    """A folder as people know it: below their home with ~."""
    try:
        return str(Path("~") / folder.absolute().relative_to(Path.home()))
    except (ValueError, RuntimeError, OSError):
        return shortened(str(folder), 200)


def go_on(assessment: Assessment, record: Record) -> str:
    """Return the line with the command that goes on."""
    return f"Weiter mit: {command(f'assess {assessment.id}', record)}"


def command(rest: str, record: Record) -> str:
    """Return a command that finds what was saved, also in another folder than the usual one."""
    folder = record.saved_in
    if folder in (None, default_data_folder()):
        return f"verbund-check {rest}"
    if sys.platform == "win32":
        return f"$env:VERBUND_CHECK_DATA='{folder}'; verbund-check {rest}"
    import shlex

    return f"VERBUND_CHECK_DATA={shlex.quote(str(folder))} verbund-check {rest}"
