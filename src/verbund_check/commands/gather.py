"""Reads what is to be compared, one assessment after the other: saved ones, files and whole folders."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from verbund_check.answers.reader import Reader
from verbund_check.commands.stored import assessments, find
from verbund_check.files import is_folder
from verbund_check.guide.model import Guide
from verbund_check.storage.folder import Found, Unreadable, read_folder
from verbund_check.terminal import streams
from verbund_check.text import clean_line, shortened

if TYPE_CHECKING:
    from rich.progress import Progress


def gather(
    targets: tuple[str, ...], guide: Guide, unreadable: list[Unreadable], repeated: list[str]
) -> Iterator[Found]:
    """Yield all assessments that the targets mean, each with an ID of its own; copies of one file have the same.

    Files of a folder that hold none are added to `unreadable`, targets that were named before to `repeated`. Raises InputError where a target means nothing, StorageError
    where a folder cannot be read.
    """
    own: dict[str, str] = {}
    taken: set[str] = set()
    for found in _all(_once(targets, repeated), guide, unreadable):
        id, number = found.assessment.id, 2
        if found.has_id and id in own:
            id = own[id]
        else:
            while id in own or id in taken:
                id = f"{found.assessment.id}-{number}"
                number += 1
            if found.has_id:
                own[found.assessment.id] = id
            if not found.has_id or id != found.assessment.id:
                taken.add(id)
        yield found if id == found.assessment.id else found._replace(assessment=replace(found.assessment, id=id))


def _once(targets: tuple[str, ...], repeated: list[str]) -> Iterator[str]:
    """The targets, each file and folder once, however it was written."""
    seen = set()
    for target in targets:
        try:
            status = Path(target).stat()
        except (OSError, ValueError):
            yield target  # an ID, or nothing: whoever reads it says so
            continue
        place = (status.st_dev, status.st_ino)
        if place in seen:
            repeated.append(shortened(target, 120))
        else:
            yield target
        seen.add(place)


def _all(targets: Iterable[str], guide: Guide, unreadable: list[Unreadable]) -> Iterator[Found]:
    store = assessments(guide)
    for target in targets:
        path = Path(target)
        if not is_folder(path):
            found = find(target, store, guide)
            name = shortened(target, 120)
            if found.id:
                yield Found(name, found, True)
            else:
                yield Found(name, replace(found, id=clean_line(path.stem, 64) or "ohne-kennung"), False)
            continue
        with _progress() as progress:
            for each in read_folder(path, Reader(guide), progress):
                if isinstance(each, Unreadable):
                    unreadable.append(each)
                else:
                    yield each


@contextmanager
def _progress() -> Iterator[Callable[[int, int], None] | None]:
    """Give a function that draws a progress bar on a terminal once reading has taken longer than a second."""
    if not streams.is_terminal(sys.stderr):
        yield None
        return
    started = time.monotonic()
    with ExitStack() as stack:
        bar: list[Progress] = []

        def update(done: int, total: int) -> None:
            if not bar and time.monotonic() - started > 1:
                from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

                columns = TextColumn("Einschätzungen lesen"), BarColumn(), MofNCompleteColumn()
                bar.append(
                    stack.enter_context(Progress(*columns, console=streams.console_for(sys.stderr), transient=True))
                )
                bar[0].add_task("", total=total)
            for progress in bar:
                progress.update(progress.task_ids[0], completed=done)

        yield update
