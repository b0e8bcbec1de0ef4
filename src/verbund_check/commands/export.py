"""`export`: a report to hand round."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from verbund_check.answers.reader import Reader
from verbund_check.commands.deliver import (
    Content,
    Destination,
    book_words,
    deliver,
    open_file,
    report_content,
    target_of,
)
from verbund_check.commands.stored import assessments, find, tell_unreadable
from verbund_check.documents.filename import file_stem, report_stem
from verbund_check.errors import InputError
from verbund_check.files import is_folder
from verbund_check.guide.loader import default_folder, load_guide
from verbund_check.guide.model import Guide
from verbund_check.policy.report import Report, report_on, to_hand_on
from verbund_check.text import clean_line, local_today

if TYPE_CHECKING:
    from verbund_check.formats.xlsx_book import Book

ORIGINS = ("json", "jsonl")
"""The formats that can name what a joint assessment came from."""


def run(
    target: str | None,
    to: Destination,
    *,
    show: bool = False,
    with_notes: bool = True,
    with_origins: bool = False,
) -> Path | None:
    """Write the report on a saved assessment, a file or a whole folder in the wanted format; with `show` open it. Return the file.

    `with_origins` adds what each side of a joint assessment answered for itself; no remark is in it without `with_notes`.
    """
    if show and to.output == "-":
        raise InputError("--open öffnet eine Datei; was auf die Standardausgabe geht, lässt sich nicht öffnen.")
    guide = load_guide(default_folder())
    to = to._replace(default="md", as_file=show)
    is_many = target is not None and is_folder(target)
    form = target_of("folder" if is_many else "report", to).form
    if with_origins and form and form.name not in ORIGINS:
        raise InputError(
            "--with-origins gibt es nur mit --format json oder jsonl; andere Formate nennen die Herkunft nur."
        )

    def handed_on(report: Report) -> Report:
        return to_hand_on(report, with_notes=with_notes, with_origins=with_origins)

    if target is not None and is_many:
        path = _folder(Path(target), to, guide, handed_on)
    else:
        assessment = find(target, assessments(guide), guide)
        to = to._replace(stem=report_stem(assessment, guide))
        report = report_on(assessment, guide)
        path = deliver(report_content(report, guide, with_notes=with_notes, with_origins=with_origins), to)
    if show and path:
        open_file(path)
    return path


def _folder(folder: Path, to: Destination, guide: Guide, handed_on: Callable[[Report], Report]) -> Path | None:
    """Write one record after another, so that memory stays constant; unreadable files are named at the end."""
    from verbund_check.commands.conversation import ended_by_signals
    from verbund_check.formats.data import Reports
    from verbund_check.storage.folder import Unreadable, read_folder

    unreadable: list[Unreadable] = []

    def reports() -> Iterator[Report]:
        for each in read_folder(folder, Reader(guide)):
            if isinstance(each, Unreadable):
                unreadable.append(each)
            else:
                yield handed_on(report_on(each.assessment, guide))

    name = folder.resolve().name

    def book() -> Book:
        from verbund_check.formats.xlsx_report import folder_book

        return folder_book(clean_line(name, 60), reports(), guide, book_words())

    with ended_by_signals():
        content = Content("folder", data=lambda: Reports(reports(), guide), book=book)
        path = deliver(content, to._replace(stem=file_stem("antworten", name, day=local_today())))
    tell_unreadable(unreadable)
    return path
