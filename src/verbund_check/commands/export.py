"""`export`: a report to hand round."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from verbund_check.answers.reader import Reader
from verbund_check.commands.deliver import Content, Destination, deliver, open_file, report_content, target_of
from verbund_check.commands.stored import assessments, find, tell_unreadable
from verbund_check.errors import InputError
from verbund_check.files import is_folder
from verbund_check.guide.loader import default_folder, load_guide
from verbund_check.guide.model import Guide
from verbund_check.policy.report import Report, report_on
from verbund_check.text import clean_line


def run(target: str | None, to: Destination, *, show: bool = False) -> None:
    """Write the report on a saved assessment, a file or a whole folder in the wanted format; with `show` open it."""
    if show and to.output == "-":
        raise InputError("--open öffnet eine Datei; was auf die Standardausgabe geht, lässt sich nicht öffnen.")
    guide = load_guide(default_folder())
    to = to._replace(default="md", as_file=show)
    if target is not None and is_folder(target):
        path = _folder(Path(target), to, guide)
    else:
        target_of("report", to)
        assessment = find(target, assessments(guide), guide)
        to = to._replace(stem=f"verbund-check-{assessment.id or 'bericht'}")
        path = deliver(report_content(report_on(assessment, guide), guide), to)
    if show and path:
        open_file(path)


def _folder(folder: Path, to: Destination, guide: Guide) -> Path | None:
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
                yield report_on(each.assessment, guide)

    stem = f"verbund-check-{clean_line(folder.resolve().name, 60) or 'ordner'}"
    with ended_by_signals():
        path = deliver(Content("folder", data=lambda: Reports(reports(), guide)), to._replace(stem=stem))
    tell_unreadable(unreadable)
    return path
