"""Writes a finished document or text where the user wants it, and never over something by accident."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO

from verbund_check.documents.blocks import Document
from verbund_check.errors import InputError, StorageError
from verbund_check.files import german_reason, is_folder
from verbund_check.formats import Format, format_named, format_of_ending
from verbund_check.terminal import streams
from verbund_check.text import shortened

PATIENCE = 3
"""Seconds to wait for the program that opens a file to say that it cannot."""


def document_format(name: str | None, output: str | None, others: tuple[str, ...] = ()) -> Format:
    """Return the format that was named, else the one of the output's ending, else Markdown.

    `others` are formats that the command knows besides, for the message where there is no such format.
    """
    if name:
        return format_named(name, others)
    if output and output != "-" and Path(output).suffix:
        return format_of_ending(output, tuple(f".{other}" for other in others))
    return format_named("md")


def refuse_existing(output: str | None, *, force: bool) -> None:
    """Raise InputError where writing to `output` would be refused: better before many questions than after them."""
    if output and output != "-":
        _refuse_existing(Path(output), shortened(output, 120), force=force)


def write_document(document: Document, form: Format, output: str | None, *, force: bool, stem: str) -> Path | None:
    """Write `document`; return the file, or None where it went to standard output.

    Text goes to standard output where no output is named; other formats then get a file named after `stem`.
    """
    if output is None and not form.is_text:
        output = f"{stem}{form.endings[0]}"
    data = form.render(document)
    if output is None or output == "-":
        streams.write_data(data.decode() if form.is_text else data)
        return None
    return write_file(Path(output), data, force=force)


def write_file(path: Path, data: bytes, *, force: bool) -> Path:
    """Write a file in one step and say so; InputError where it exists and `force` is not given."""
    with written(path, force=force) as write:
        write(data)
    return path


@contextmanager
def streamed(output: str | None, *, force: bool) -> Iterator[Callable[[bytes], object]]:
    """Give a function that writes piece by piece to a file or standard output; a file appears when all is written.

    Raises as `write_file` does.
    """
    if output is None or output == "-":
        with streams.writing():
            sys.stdout.flush()
            yield sys.stdout.buffer.write
            sys.stdout.buffer.flush()
        return
    with written(Path(output), force=force) as write:
        yield write


@contextmanager
def written(path: Path, *, force: bool) -> Iterator[Callable[[bytes], object]]:
    """Give a function that writes to a file, which appears when all is written, and say so; else nothing is left behind.

    InputError where it exists and `force` is not given.
    """
    name = shortened(str(path), 120)
    _refuse_existing(path, name, force=force)
    if _is_special(path):  # a device or a pipe: nothing to replace
        with _through(path, name) as file:
            yield file.write
        return
    temporary = path.with_name(f".{path.name[:80]}-{os.urandom(4).hex()}.tmp")
    try:
        with temporary.open("wb") as file:
            yield file.write
        os.replace(temporary, path)
    except (OSError, ValueError) as error:
        raise _cannot_write(name, error) from None
    finally:
        with suppress(OSError, ValueError):
            temporary.unlink()
    streams.tell(f"Geschrieben: {name}")


def _refuse_existing(path: Path, name: str, *, force: bool) -> None:
    if is_folder(path):
        raise InputError(f"„{name}“ ist ein Ordner; bitte nennen Sie einen Dateinamen.")
    if not force and os.path.lexists(path):
        raise InputError(
            f"„{name}“ gibt es schon; mit --force wird die Datei ersetzt, oder Sie wählen einen anderen Namen."
        )


def _is_special(path: Path) -> bool:
    try:
        return path.exists() and not path.is_file()
    except (OSError, ValueError):
        return False  # writing says why


@contextmanager
def _through(path: Path, name: str) -> Iterator[BinaryIO]:
    try:
        with path.open("wb") as file:
            yield file
    except OSError as error:
        raise _cannot_write(name, error) from None


def open_file(path: Path) -> None:
    """Show a file in the program that the system has for it; where that fails, the person is told where the file is.

    Typer's own `launch` looks on Windows for a program named "start", which is none.
    """
    import subprocess

    place = os.path.abspath(path)  # noqa: PTH100 - a link is opened as the link that it is
    try:
        if sys.platform == "win32":
            os.startfile(place)  # noqa: S606 - the user asked for it
            return
        opener = "open" if sys.platform == "darwin" else "xdg-open"
        quiet: Any = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.DEVNULL)
        process = subprocess.Popen([opener, place], start_new_session=True, **quiet)  # noqa: S603 - as above
        failed = process.wait(timeout=PATIENCE) != 0
    except subprocess.TimeoutExpired:
        failed = False  # it is the program itself that runs, and the person reads in it
    except OSError:
        failed = True
    if failed:
        streams.tell(f"Öffnen ließ sich die Datei nicht; Sie finden sie hier: {shortened(place, 200)}")


def _cannot_write(name: str, error: OSError | ValueError) -> StorageError | InputError:
    if isinstance(error, FileNotFoundError | NotADirectoryError | ValueError):
        return InputError(f"„{name}“ lässt sich nicht schreiben: Den Ordner gibt es nicht.")
    if error.errno == errno.ENAMETOOLONG:
        return InputError(f"„{name}“ lässt sich nicht schreiben: Der Name ist zu lang.")
    return StorageError(f"„{name}“ lässt sich nicht schreiben ({german_reason(error)}).")
