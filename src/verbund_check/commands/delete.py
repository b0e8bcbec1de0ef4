"""`delete`: removes what is saved, and says which other files still hold a copy of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from verbund_check import files
from verbund_check.answers.assessment import Assessment, Origin, utc_now
from verbund_check.answers.keypoints import PARTNERS, SUFFIX, Paper
from verbund_check.answers.organisation import same_organisation
from verbund_check.answers.reader import ID_PATTERN, Reader
from verbund_check.commands.stored import CHOSEN_FROM_AT_MOST, ask_for_one, assessments, can_ask, chosen, title
from verbund_check.errors import InputError, StorageError
from verbund_check.guide.loader import default_folder, load_guide
from verbund_check.guide.model import Guide
from verbund_check.questionnaire.prompts import Choice, Prompt
from verbund_check.shell import typed
from verbund_check.storage.folder import MAX_BYTES
from verbund_check.storage.session import short
from verbund_check.storage.store import Store, default_data_folder, paper_store
from verbund_check.terminal import streams
from verbund_check.text import local_day, shortened, suggestion

_SAVED = re.compile(r".*\.(json|alt[0-9]*)")
"""The names of files in which assessments are kept, or what was put aside of them."""


AnyStore = Store[Assessment] | Store[Paper]


class Doomed(NamedTuple):
    """What is to be deleted: where it is kept, how a person knows it, and its answers where they can be read."""

    id: str
    store: AnyStore
    title: str
    assessment: Assessment | None = None


class Copy(NamedTuple):
    """A file that holds answers that are to be deleted, and whose it is."""

    path: Path
    title: str


def run(ids: Sequence[str], *, yes: bool = False) -> None:
    """Delete what the IDs name, after asking where not `yes`; tell where copies of it are left.

    Raises InputError where an ID means nothing, nobody can be asked, or the person does not agree: then nothing is
    deleted. StorageError where the system refuses.
    """
    guide = load_guide(default_folder())
    doomed = [each for id in dict.fromkeys(ids or [_picked(guide)]) for each in _found(id, guide)]
    copies = _copies(doomed, guide)
    if not yes:
        _ask(doomed, copies)
    for each in doomed:
        each.store.delete(each.id)
        streams.tell(f"Gelöscht: {each.title} ({each.id}).")
    if copies:
        streams.tell(_named(copies))
    streams.tell(
        "Berichte und andere Dateien, die Sie weitergegeben oder anderswo gespeichert haben, bleiben bestehen."
    )


def _picked(guide: Guide) -> str:
    """The ID that the person at the terminal chooses; InputError where there is nobody to ask, or nothing is chosen."""
    refused = InputError(f"Es fehlt eine Angabe: KENNUNG. „{typed('list')}“ zeigt, was gespeichert ist.")
    if not can_ask():
        raise refused
    stored, papers = assessments(guide).all(), paper_store(default_data_folder(), guide).all()
    choices = [Choice(each.id, title(each, guide)) for each in stored.items]
    choices += [Choice(each.id, _paper_title(each.answers.get(PARTNERS, ""), each.changed)) for each in papers.items]
    if not choices:
        raise InputError("Es ist nichts gespeichert, was sich löschen ließe.")
    offered = [*choices[:CHOSEN_FROM_AT_MOST], Choice("", "Nichts davon", "k")]
    picked = ask_for_one("Was möchten Sie löschen?", "Vor dem Löschen wird noch einmal gefragt.", offered)
    if not picked:
        raise refused
    return picked


def _found(id: str, guide: Guide) -> list[Doomed]:
    """What is saved under an ID, damaged or not: an assessment or a paper; InputError where there is nothing."""
    stores: tuple[AnyStore, ...] = (assessments(guide), paper_store(default_data_folder(), guide))
    found = []
    if ID_PATTERN.fullmatch(id):
        found = [_doomed(id, store, guide) for store in stores if store.files_of(id)]
    if not found:
        hint = suggestion(id, [known for store in stores for known in store.ids()])
        raise InputError(
            f"Unter „{shortened(id)}“ ist nichts gespeichert.{hint} „{typed('list')}“ zeigt alles; gelöscht wurde nichts."
        )
    return found


def _doomed(id: str, store: AnyStore, guide: Guide) -> Doomed:
    try:
        item = store.load(id)
    except (InputError, StorageError):
        return Doomed(id, store, "eine Datei, die nicht lesbar ist")
    if isinstance(item, Assessment):
        return Doomed(id, store, title(item, guide), item)
    return Doomed(id, store, _paper_title(item.answers.get(PARTNERS, ""), item.changed))


def _paper_title(partners: str, changed: str) -> str:
    whose = f" mit {shortened(partners, 60)}" if partners else ""
    return f"Eckpunktepapier{whose}, {local_day(changed)}"


def _ask(doomed: Sequence[Doomed], copies: Sequence[Copy]) -> None:
    """Raise InputError where the person does not agree, or there is nobody to ask."""
    if not can_ask():
        raise InputError("Ohne Terminal fragt das Programm nicht nach; mit --yes wird gelöscht, ohne zu fragen.")
    what = "\n".join(f"{each.title} ({each.id})" for each in doomed)
    prompt = Prompt(
        mode="one",
        progress="Löschen",
        question="Möchten Sie das endgültig löschen?",
        facts=f"{what}\n{_named(copies)}".strip(),
        help="Gelöscht wird auch, was von diesen Antworten beiseitegelegt wurde. Zurückholen lässt sich danach nichts.",
        choices=(Choice("yes", "Ja, löschen", "j"), Choice("no", "Nein, behalten", "n")),
        can_go_back=False,
        can_note=False,
    )
    if chosen(prompt) != "yes":
        raise InputError("Es wurde nichts gelöscht.")


def _named(copies: Sequence[Copy]) -> str:
    """What is told of copies; "" where there are none."""
    if not copies:
        return ""
    folder = short(copies[0].path.parent)
    lines = [f"{each.path.name}: {each.title}" for each in copies]
    return "\n".join([f"Dieselben Antworten stehen noch in anderen Dateien in {folder}:", *lines])


# Copies


def _copies(doomed: Sequence[Doomed], guide: Guide) -> list[Copy]:
    """The other saved files that hold answers of what is to be deleted; of damaged ones nothing can be said."""
    folder = default_data_folder()
    own = {path for each in doomed for path in each.store.files_of(each.id)}
    reader, now = Reader(guide), utc_now()
    copies = []
    for path in sorted(folder.iterdir()) if files.is_folder(folder) else ():
        if path in own or not _SAVED.fullmatch(path.name) or path.name.endswith(SUFFIX):
            continue
        try:
            assessment = reader.assessment(files.read(path, MAX_BYTES), path.name, now)
        except InputError:
            continue
        if any(_holds(assessment, each) for each in doomed):
            copies.append(Copy(path, title(assessment, guide)))
    return copies


def _holds(other: Assessment, doomed: Doomed) -> bool:
    """Whether an assessment is a copy of what is to be deleted, or was made of it."""
    if doomed.id == other.id or any(origin.id == doomed.id for origin in other.origins):
        return True
    gone = doomed.assessment
    if gone is None or not gone.answers:
        return False

    def is_same(each: Assessment | Origin) -> bool:
        return (each.party, each.answers, each.notes) == (gone.party, gone.answers, gone.notes)

    is_copy = is_same(other) and same_organisation(other.organisation, gone.organisation) is True
    return is_copy or any(map(is_same, other.origins))
