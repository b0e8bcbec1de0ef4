"""Writing a file from the guided path: in which format, into which folder, and what if it is there already."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path

from verbund_check.commands.deliver import Destination, FileThereError, open_file
from verbund_check.errors import InputError, StorageError
from verbund_check.files import folder_named
from verbund_check.formats import Format, Subject, formats_for
from verbund_check.path.screen import Screen
from verbund_check.questionnaire.prompts import Choice
from verbund_check.storage.session import short
from verbund_check.storage.usual_folders import documents_folder
from verbund_check.text import shortened

ORDER = ("docx", "pdf", "html", "xlsx", "md", "json", "csv", "jsonl")
"""The formats as people in an office look for them; Enter takes the first that this computer can write."""

Writes = Callable[[Destination], Path | None]
"""Writes something to a destination and returns the file, None where there was nothing to write."""


def write(screen: Screen, title: str, subject: Subject | None, writes: Writes, formats: Sequence[str] = ORDER) -> bool:
    """Ask for format and place, write the file, say where it is, and open it if it is wanted; return whether it is there.

    Without `subject` there is one format alone, which is none of the registry's.
    """
    form = _format(screen, title, subject, formats) if subject else formats[0]
    path = None
    while form and path is None:
        folder = _folder(screen, title)
        if not folder:
            return False
        try:
            path = _written(screen, title, Destination(form, f"{folder}{os.sep}"), writes)
            break
        except StorageError as error:  # another folder may do
            screen.tell(str(error))
    if path and _wants_to_open(screen, title):
        open_file(path)
    return path is not None


def _format(screen: Screen, title: str, subject: Subject, formats: Sequence[str]) -> str | None:
    possible = {each.name: each for each in formats_for(subject) if _can_be_loaded(each)}
    names = [name for name in formats if name in possible]
    words = screen.texts.writing.formats
    if len(names) == 1:
        return names[0]
    is_report = subject == "report"
    choices = [Choice(name, getattr(words, name if is_report or name != "json" else "data")) for name in names]
    return screen.choose(title, screen.texts.writing.format, choices)


def _can_be_loaded(form: Format) -> bool:
    try:
        form.load()
    except InputError:
        return False  # whoever needs it is told how to install it by the command; here only what works is offered
    return True


def _folder(screen: Screen, title: str) -> Path | None:
    words = screen.texts.writing
    documents, here = documents_folder(), Path.cwd()
    places = {"documents": (documents, words.documents), "here": (here, words.here)}
    choices = [
        Choice(key, template.format(folder=short(folder)))
        for key, (folder, template) in places.items()
        if folder is not None and (key == "documents" or folder != documents) and os.access(folder, os.W_OK)
    ]
    chosen = screen.choose(title, words.where, [*choices, Choice("elsewhere", words.elsewhere)])
    if chosen is None:
        return None
    if chosen != "elsewhere":
        return places[chosen][0]
    return typed_folder(screen, title, words.folder)


def typed_folder(screen: Screen, title: str, question: str) -> Path | None:
    """Return an existing folder that the person types, None where they go back."""
    while given := screen.typed(title, question, screen.texts.writing.folder_help, limit=1000):
        folder = Path(unquoted(given)).expanduser()
        if folder.is_dir():
            return folder_named(str(folder))
        screen.tell(screen.texts.writing.no_folder.format(folder=shortened(str(folder), 120)))
    return None


def unquoted(given: str) -> str:
    """Return a path as it was meant: what is dragged into a window comes in quotation marks or with escaped blanks."""
    given = given.strip()
    if len(given) > 1 and given[0] == given[-1] and given[0] in "\"'":
        return given[1:-1]
    return given.replace("\\ ", " ") if os.sep == "/" else given


def _written(screen: Screen, title: str, to: Destination, writes: Writes) -> Path | None:
    """Write; where the file is there already, the person says what becomes of it."""
    try:
        return writes(to)
    except FileThereError as there:
        words = screen.texts.writing
        beside = free_name(there.path)
        chosen = screen.choose(
            title,
            words.exists_question,
            (Choice("beside", words.beside.format(name=beside.name)), Choice("replace", words.replace)),
            facts=words.exists.format(path=there.path),
        )
        if chosen == "replace":
            return writes(to._replace(force=True))
        return writes(to._replace(output=str(beside))) if chosen == "beside" else None


def free_name(path: Path) -> Path:
    """Return a name beside `path` that no file has: -2, -3 … before its ending."""
    number = 2
    while os.path.lexists(beside := path.with_name(f"{path.stem}-{number}{path.suffix}")):
        number += 1
    return beside


def _wants_to_open(screen: Screen, title: str) -> bool:
    words = screen.texts.writing
    choices = (Choice("no", words.open_no, "n"), Choice("yes", words.open_yes, "j"))
    return screen.choose(title, words.open, choices, has_way_back=False) == "yes"
