"""Shows a result, or writes it where the person wants it: the one place that decides which, and never over something."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TextIO

from verbund_check.documents.blocks import Document
from verbund_check.errors import InputError, StorageError
from verbund_check.terminal import streams
from verbund_check.text import shortened

if TYPE_CHECKING:
    from verbund_check.formats import Format, Subject
    from verbund_check.formats.data import Reports
    from verbund_check.formats.xlsx_book import Book
    from verbund_check.guide.model import Guide
    from verbund_check.guide.spreadsheet_texts import SpreadsheetTexts
    from verbund_check.policy.report import Report
    from verbund_check.terminal.wrap import Line

PATIENCE = 3
"""Seconds to wait for the program that opens a file to say that it cannot."""


class FileThereError(InputError):
    """The file that was to be written is there already; nothing was written."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"„{shortened(str(path), 120)}“ gibt es schon; mit --force wird die Datei ersetzt, oder Sie wählen einen "
            "anderen Namen."
        )
        self.path = path


class Destination(NamedTuple):
    """Where a result goes, as it was typed.

    Where neither `form` nor `output` is named, it is shown on the terminal, or written as `default` where there is one.
    What cannot go to standard output, or shall be a file in any case (`as_file`), is then called after `stem`, and so is
    what goes into a folder. `stem` is empty as long as nobody knows yet whose file it will be. `shows` is how a document is shown where it goes to the
    screen, in another way than on standard output.
    """

    form: str | None = None
    output: str | None = None
    force: bool = False
    stem: str = ""
    default: str = ""
    as_file: bool = False
    shows: Callable[[Document], None] | None = None


class Content(NamedTuple):
    """What is delivered; what its format does not need is never made.

    `subject` decides which formats can take it. `document` makes the document, for the screen where it is given True;
    `data` makes what the data formats write, `book` what a workbook has in it.
    """

    subject: Subject
    document: Callable[[bool], Document] | None = None
    data: Callable[[], Any] | None = None
    book: Callable[[], Book] | None = None


class Target(NamedTuple):
    """What a destination comes to: no `form` where it is shown, no `path` where it goes to standard output."""

    form: Format | None = None
    path: Path | None = None


def deliver(content: Content | Document, to: Destination) -> Path | None:
    """Show or write something; return the file, None where there is none.

    Raises InputError as `target_of`, and where a file has appeared meanwhile; StorageError where writing fails.
    """
    if isinstance(content, Document):
        document = content
        content = Content("document", lambda _on_screen: document)
    form, path = target_of(content.subject, to)
    if form is None:
        assert content.document is not None
        shown = content.document(True)
        if to.shows:
            to.shows(shown)
        else:
            show(shown)
        return None
    make = content.book if form.is_workbook else content.data
    if form.is_document and content.document:
        make = partial(content.document, False)
    assert make is not None
    pieces = form.pieces(make())
    if path is None:
        streams.write_pieces(pieces, is_text=form.is_text)
    else:
        _write(path, pieces, replace=to.force)
    return path


def report_content(report: Report, guide: Guide, *, with_notes: bool = True, with_origins: bool = False) -> Content:
    """Return a report in all its forms; see `to_hand_on`.

    A document names what a joint assessment came from and where there was no consensus; it has nothing else from there.
    """
    from verbund_check.policy.report import to_hand_on

    def document(on_screen: bool) -> Document:
        from verbund_check.documents.report import report_document

        shown = to_hand_on(report, with_notes=with_notes, with_origins=True)
        return report_document(shown, guide, on_screen=on_screen)

    def data() -> Reports:
        from verbund_check.formats.data import Reports

        return Reports((to_hand_on(report, with_notes=with_notes, with_origins=with_origins),), guide)

    def book() -> Book:
        from verbund_check.formats.xlsx_report import report_book

        # As a document, it names what a joint assessment came from.
        shown = to_hand_on(report, with_notes=with_notes, with_origins=True)
        return report_book(shown, guide, book_words())

    return Content("report", document, data, book)


def book_words() -> SpreadsheetTexts:
    """Return the words of workbooks; ContentError where their file is missing or faulty."""
    from verbund_check.guide.loader import default_folder, load_words

    words: SpreadsheetTexts = load_words(default_folder(), "spreadsheet")
    return words


def target_of(subject: Subject, to: Destination) -> Target:
    """Return the format and the file that such a thing would get; to be asked before many questions, not after them.

    Raises InputError where the format does not exist, its library is missing, or the file may not be written.
    """
    if to.output is None and not (to.form or to.default or to.as_file):
        return Target()
    folder = _folder_of(to.output)
    from verbund_check.formats import format_for

    form = format_for(subject, to.form, None if folder else to.output, to.default or "md")
    form.load()
    if to.output == "-":
        return Target(form)
    if folder is None and to.output is not None:
        path, is_known = Path(to.output), True
    elif folder is not None or to.as_file or not form.is_text:
        path, is_known = (folder or Path()) / f"{to.stem or 'verbund-check'}{form.endings[0]}", bool(to.stem)
    else:
        return Target(form)
    refuse_name(path)
    if is_known and not to.force and os.path.lexists(path) and not _is_special(path):
        raise FileThereError(path)
    return Target(form, path)


def refuse_name(path: Path) -> None:
    """Raise InputError where the system has another use for such a name, or none."""
    from verbund_check.files import refused_name

    if reason := refused_name(path.name):
        raise InputError(f"„{shortened(str(path), 120)}“ geht nicht: {reason}. Bitte wählen Sie einen anderen Namen.")


def _folder_of(output: str | None) -> Path | None:
    """Return the folder that a result goes into under its own name: one that is there; None where a file is named."""
    from verbund_check.files import is_folder

    if output is None or output == "-":
        return None
    if not output or "\0" in output:
        raise InputError(f"„{shortened(output, 120)}“ ist kein Dateiname.")
    if is_folder(output):
        return Path(output)
    if output.endswith(tuple(filter(None, (os.sep, os.altsep)))):
        raise InputError(f"Den Ordner „{shortened(output, 120)}“ gibt es nicht; bitte legen Sie ihn zuerst an.")
    return None


def deliver_file(path: Path, data: bytes, *, replace: bool) -> None:
    """Write what is in no format of the registry; raises as `deliver`."""
    refuse_name(path)
    if not replace and os.path.lexists(path) and not _is_special(path):
        raise FileThereError(path)
    _write(path, [data], replace=replace)


def _write(path: Path, pieces: Iterable[bytes], *, replace: bool) -> None:
    """Write a file in one step and say so; a device or a pipe is written through."""
    from verbund_check import files

    name = shortened(str(path), 260)
    try:
        if _is_special(path):
            with path.open("wb") as file:
                file.writelines(pieces)
        else:
            # What a link leads to is replaced, not the link.
            place = Path(os.path.realpath(path)) if path.is_symlink() else path
            with files.writing(place, replace=replace) as write:
                for piece in pieces:
                    write(piece)
    except FileExistsError:
        raise FileThereError(path) from None
    except OSError as error:
        reason = files.german_reason(error)
        reason = "den Ordner gibt es nicht" if reason == "nicht gefunden" else reason
        mistyped = error.errno in (errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG, errno.EINVAL)
        raise (InputError if mistyped else StorageError)(f"„{name}“ lässt sich nicht schreiben ({reason}).") from None
    streams.tell(f"Geschrieben: {name}")


def _is_special(path: Path) -> bool:
    try:
        return path.exists() and not path.is_file()
    except OSError:
        return False  # writing says why


def show(document: Document, *, stream: TextIO | None = None) -> None:
    """Lay a document out on standard output; without Rich, which takes time, where no terminal shows its colours.

    In plain lines nothing is drawn and nothing stands side by side.
    """
    from verbund_check.formats.text import document as text

    stream = stream or sys.stdout
    plain = streams.plain_wanted()
    with streams.writing():
        if not plain and (streams.is_terminal(stream) or os.environ.get("FORCE_COLOR")):
            text.print_document(document, streams.console_for(stream))
            return
        import shutil

        encoding, errors = streams.encoding_of(stream)
        written = text.text_of(document, shutil.get_terminal_size().columns, encoding, errors, plain=plain)
        streams.write_to_be_heard(stream, written)


def lines_for(document: Document, stream: TextIO, columns: int, *, plain: bool = False) -> list[Line]:
    """Return the lines of a document, laid out for `columns`, with what `stream` can show."""
    from verbund_check.formats.text import document as text

    return text.lines_of(document, columns, *streams.encoding_of(stream), plain=plain)


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
