"""Managing what is stored: another name, deleting, the folder in which all of it lies."""

from __future__ import annotations

from msgspec.structs import replace

from verbund_check.answers.assessment import Assessment
from verbund_check.commands.deliver import open_file
from verbund_check.commands.stored import assessments
from verbund_check.path.screen import Screen
from verbund_check.path.stored import Shelf
from verbund_check.questionnaire.prompts import Choice
from verbund_check.storage.session import Session
from verbund_check.storage.store import default_data_folder
from verbund_check.text import MAX_NAME, clean_line


def manage(screen: Screen, shelf: Shelf) -> None:
    """Let the person choose what to do with what is stored, and do it."""
    words, title = screen.texts.manage, screen.texts.always.manage
    choices = [Choice(each, getattr(words, each)) for each in ("rename", "delete", "folder")]
    chosen = screen.choose(title, words.question, choices)
    if chosen == "rename":
        one = shelf.pick(screen, words.rename, words.rename_which, shelf.assessments)
        if one:
            rename(screen, shelf, one)
    elif chosen == "delete":
        _delete_one(screen, shelf)
    elif chosen == "folder":
        folder = default_data_folder()
        screen.tell(words.folder_is.format(path=folder))
        if folder.is_dir():
            open_file(folder)


def rename(screen: Screen, shelf: Shelf, one: Assessment) -> None:
    """Give the organisation of an assessment another name; nothing else changes."""
    words = screen.texts.manage
    name = screen.typed(words.rename, words.name, words.name_help, current=one.organisation)
    if not name:
        return
    with Session(assessments(shelf.guide), screen.tell) as session:
        renamed = replace(session.take_up(one.id), organisation=clean_line(name, MAX_NAME))
        session.save(renamed)
    screen.tell(words.renamed.format(title=shelf.title(renamed)))


def _delete_one(screen: Screen, shelf: Shelf) -> None:
    words = screen.texts.manage
    choices = [
        *shelf.choices(shelf.assessments),
        *(Choice(each.id, shelf.paper_title(each)) for each in shelf.papers),
    ]
    chosen = screen.choose(words.delete, words.delete_which, choices)
    if chosen:
        remove(chosen)


def remove(id: str) -> None:
    """Delete an assessment or a paper; the command asks first."""
    from verbund_check.commands import delete

    delete.run([id])
