"""What the shell offers after the tab key: sections, IDs, formats. Never an error, never slow."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING

from verbund_check.errors import InputError
from verbund_check.text import shortened, suggestion

if TYPE_CHECKING:
    from verbund_check.formats import Subject

VARIABLE = "_VERBUND_CHECK_COMPLETE"
"""Set by the shell when it asks for completions."""

SHELLS = ("bash", "zsh", "fish", "powershell", "pwsh")


def sections(incomplete: str) -> list[tuple[str, str]]:
    """Return the sections that begin with `incomplete`, each with its title."""
    from verbund_check.guide.loader import default_folder, load_contents, with_numbers

    try:
        folder = default_folder()
        known = [(entry.key, entry.title) for entry in load_contents(folder).sections]
        return list(with_numbers(tuple(each for each in known if each[0].startswith(incomplete.lower())), folder))
    except InputError:
        return []


def saved_ids(incomplete: str) -> list[str]:
    """Return the IDs of saved assessments that begin with `incomplete`, by the names of the files alone."""
    return _ids(incomplete, ".json")


def stored_ids(incomplete: str) -> list[str]:
    """Return the IDs of all that is saved, key-points papers too."""
    from verbund_check.answers.keypoints import SUFFIX

    return [*_ids(incomplete, ".json"), *_ids(incomplete, SUFFIX)]


def _ids(incomplete: str, suffix: str) -> list[str]:
    from verbund_check.answers.reader import ID_PATTERN
    from verbund_check.storage.store import default_data_folder

    try:
        names = os.listdir(default_data_folder())
    except (OSError, InputError):
        return []
    stems = (name.removesuffix(suffix) for name in names if name.endswith(suffix))
    return sorted((stem for stem in stems if ID_PATTERN.fullmatch(stem) and stem.startswith(incomplete)), reverse=True)


def document_formats(incomplete: str) -> list[tuple[str, str]]:
    """Return the formats of documents that begin with `incomplete`, each with its German name."""
    return _formats("document", incomplete)


def report_formats(incomplete: str) -> list[tuple[str, str]]:
    """Return those of reports: documents and data."""
    return _formats("report", incomplete)


def comparison_formats(incomplete: str) -> list[tuple[str, str]]:
    """Return those of comparisons."""
    return _formats("comparison", incomplete)


def _formats(subject: Subject, incomplete: str) -> list[tuple[str, str]]:
    from verbund_check.formats import formats_for

    return [(each.name, each.title) for each in formats_for(subject) if each.name.startswith(incomplete.lower())]


def one_of(*values: tuple[str, str]) -> Callable[[str], list[tuple[str, str]]]:
    """Return a completer for fixed values with their German meaning."""

    def complete(incomplete: str) -> list[tuple[str, str]]:
        return [value for value in values if value[0].startswith(incomplete.lower())]

    return complete


def prepare() -> None:
    """Get ready to answer the shell where it asks; costs nothing otherwise."""
    if VARIABLE in os.environ:
        from typer.completion import completion_init  # type: ignore[attr-defined]  # not in its __all__

        completion_init()


def script(shell: str) -> str:
    """Return what makes `shell` complete; InputError with the known shells where it is none of them."""
    wanted = shell.strip().lower()
    if wanted not in SHELLS:
        raise InputError(
            f"Die Shell „{shortened(shell)}“ kennt verbund-check nicht.{suggestion(shell, SHELLS)} Möglich sind: {', '.join(SHELLS)}."
        )
    from typer.completion import get_completion_script  # type: ignore[attr-defined]  # not in its __all__

    return get_completion_script(prog_name="verbund-check", complete_var=VARIABLE, shell=wanted) + "\n"
