"""Every error that a person may see, each with its German sentence and its exit code."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """What the program tells the shell (see README, "Rückgabewerte")."""

    DONE = 0
    FAULT = 1
    BAD_INPUT = 2
    INCOMPLETE = 3
    STORAGE = 4
    INTERRUPTED = 130


class VerbundError(Exception):
    """Base of all expected errors.

    The message is one German sentence that says what is wrong, where, and what to do.
    Only `cli` prints it and turns `exit_code` into the end of the program.
    """

    exit_code = ExitCode.FAULT


class InputError(VerbundError):
    """Bad usage or bad input: an unknown ID, an unreadable answers file, an existing output file."""

    exit_code = ExitCode.BAD_INPUT


class ContentError(InputError):
    """The content folder does not hold what the program expects.

    `faults` has one German line for each fault, so that an author sees all of them at once.
    """

    def __init__(self, message: str, faults: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.faults = faults


class IncompleteError(VerbundError):
    """Answers are missing; what there is was saved."""

    exit_code = ExitCode.INCOMPLETE


class StorageError(VerbundError):
    """Saved assessments cannot be read or written."""

    exit_code = ExitCode.STORAGE


class Interrupted(VerbundError):
    """The user ended the program on purpose; what there is was saved."""

    exit_code = ExitCode.INTERRUPTED


def cannot_load(error: ImportError) -> str:
    """Return what to tell where a library that the program cannot do without is missing, or something keeps it from loading."""
    name = (error.name or "").split(".")[0] or "unbekannt"
    return (
        f"Der Baustein „{name}“ lässt sich nicht laden ({error}); ohne ihn läuft das Programm nicht. Oft sperrt ihn ein "
        "Virenschutz oder eine Richtlinie: Bitte geben Sie diese Meldung an die Person weiter, die Ihren Rechner betreut."
    )
