"""Reads what is to be compared, one assessment after the other: saved ones, files and whole folders."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
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
    """Yield all assessments that the targets mean.

    Files of a folder that hold none are added to `unreadable`, targets that were named before to `repeated`. Raises InputError
    where a target means nothing, StorageError where a folder cannot be read.
    """
    store = assessments(guide)
    for target in _once(targets, repeated):
        path = Path(target)
        if not is_folder(path):
            found = find(target, store, guide)
            id = found.id or clean_line(path.stem, 64) or "ohne-kennung"
            yield Found(shortened(target, 120), replace(found, id=id), bool(found.id))
            continue
        with _progress() as progress:
            for each in read_folder(path, Reader(guide), progress):
                if isinstance(each, Unreadable):
                    unreadable.append(each)
                else:
                    yield each


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
