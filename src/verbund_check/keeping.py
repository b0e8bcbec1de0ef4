"""Keeps an answer while a person waits: saves it, and where that fails asks for another place until it is safe."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from verbund_check.asking import Asker, Chosen, EndOfInput
from verbund_check.errors import StorageError
from verbund_check.questions import another_place
from verbund_check.text import clean


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
        # A letter or a number was meant for the question before: no folder of that name shall come into being.
        if len(typed) != 1 or not typed.isalnum():
            break
        problem = f"{error} „{typed}“ ist kein Ordner; bitte nennen Sie ihn mit seinem ganzen Namen."
    if not typed:
        return None
    try:
        return Path(typed).expanduser().absolute()
    except (RuntimeError, OSError):  # ~someone, or no present folder any more
        return Path(typed)
