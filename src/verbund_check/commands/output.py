"""Writes a finished document or text where the user wants it, and never over something by accident."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path

from verbund_check import streams
from verbund_check.document import Document
from verbund_check.errors import InputError, StorageError
from verbund_check.plain_data import german_reason
from verbund_check.render import Format, format_named, format_of_ending
from verbund_check.text import shortened


def document_format(name: str | None, output: str | None) -> Format:
    """Return the format that was named, else the one of the output's ending, else Markdown."""
    if name:
        return format_named(name)
    if output and output != "-" and Path(output).suffix:
        return format_of_ending(output)
    return format_named("md")


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
    name = shortened(str(path), 120)
    if path.is_dir():
        raise InputError(f"„{name}“ ist ein Ordner; bitte nennen Sie einen Dateinamen.")
    if not force and os.path.lexists(path):
        raise InputError(
            f"„{name}“ gibt es schon; mit --force wird die Datei ersetzt, oder Sie wählen einen anderen Namen."
        )
    if path.exists() and not path.is_file():  # a device or a pipe: nothing to replace
        _write_through(path, data)
        return path
    temporary = path.with_name(f".{path.name[:80]}-{secrets.token_hex(4)}.tmp")
    try:
        temporary.write_bytes(data)
        os.replace(temporary, path)
    except (OSError, ValueError) as error:
        with suppress(OSError, ValueError):
            temporary.unlink()
        raise _cannot_write(name, error) from None
    streams.tell(f"Geschrieben: {name}")
    return path


def _write_through(path: Path, data: bytes) -> None:
    try:
        path.write_bytes(data)
    except OSError as error:
        raise _cannot_write(shortened(str(path), 120), error) from None


def _cannot_write(name: str, error: OSError | ValueError) -> StorageError | InputError:
    if isinstance(error, FileNotFoundError | NotADirectoryError | ValueError):
        return InputError(f"„{name}“ lässt sich nicht schreiben: Den Ordner gibt es nicht.")
    return StorageError(f"„{name}“ lässt sich nicht schreiben ({german_reason(error)}).")
