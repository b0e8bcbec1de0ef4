"""Keeps an answer while a person waits: saves it, and where that fails asks for another place until it is safe."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from verbund_check.errors import StorageError
from verbund_check.questionnaire.assessment_prompts import another_place
from verbund_check.questionnaire.prompts import Asker, Chosen, EndOfInput
from verbund_check.text import clean, shortened


def keep(save: Callable[[], None], move: Callable[[Path], None], asker: Asker) -> None:
    """Call `save` until it succeeds; after a failure the person may name another folder, which goes to `move`.

    Raises StorageError where the person gives up: what could not be saved outranks the interruption.
    """
    while True:
        try:
            save()
        except StorageError as error:
            folder = _another_folder(error, asker)
            if folder is not None:
                move(folder)
        else:
            return


def _another_folder(error: StorageError, asker: Asker) -> Path | None:
    """Return the folder that the person names, None where the same place is to be tried again."""
    problem = str(error)
    while True:
        try:
            reply = asker.ask(another_place(problem))
        except (KeyboardInterrupt, EndOfInput):
            raise error from None
        typed = clean(str(reply.value)).strip() if isinstance(reply, Chosen) else ""
        if not typed or _names_a_folder(typed):
            break
        example = r"D:\Sicherung" if os.name == "nt" else "~/Sicherung"
        problem = (
            f"{error} „{shortened(typed)}“ ist kein Ordner; bitte nennen Sie den ganzen Weg dorthin, etwa {example}."
        )
    if not typed:
        return None
    try:
        return Path(typed).expanduser().absolute()
    except (RuntimeError, OSError):  # ~someone, or no present folder any more
        return Path(typed)


def _names_a_folder(typed: str) -> bool:
    """Whether this is a path, or a folder that is there: an answer that was meant for the next question is neither.

    Who types ahead, or answers from a pipe, must not find the answers in a folder named "j".
    """
    if typed in (".", "..") or typed.startswith("~") or any(sign in typed for sign in ("/", "\\", ":")):
        return True
    try:
        return Path(typed).is_dir()
    except (OSError, ValueError):
        return False
