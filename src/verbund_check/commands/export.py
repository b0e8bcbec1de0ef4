"""`export`: a report to hand round."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from verbund_check.answers.assessment import Assessment, is_complete, utc_now
from verbund_check.answers.reader import ID_PATTERN, Reader, read_answers_path
from verbund_check.commands.deliver import Content, Destination, deliver, open_file, report_content, target_of
from verbund_check.errors import InputError
from verbund_check.files import is_folder, names_beside
from verbund_check.guide.loader import default_folder, load_guide
from verbund_check.guide.model import Guide
from verbund_check.policy.report import Report, report_on
from verbund_check.storage.store import MAX_SAVED_BYTES, Store, default_data_folder
from verbund_check.terminal import streams
from verbund_check.text import clean_line, fold, local_day, shortened, suggestion

if TYPE_CHECKING:
    from verbund_check.storage.folder import Rejected

OFFERED_AT_MOST = 6
"""Assessments that are named in a sentence which asks for one of them."""


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
        assessment = find(target, Store(default_data_folder(), guide), guide)
        to = to._replace(stem=f"verbund-check-{assessment.id or 'bericht'}")
        path = deliver(report_content(report_on(assessment, guide), guide), to)
    if show and path:
        open_file(path)


def _folder(folder: Path, to: Destination, guide: Guide) -> Path | None:
    """Write one record after another, so that memory stays constant; rejected files are named at the end."""
    from verbund_check.commands.conversation import ended_by_signals
    from verbund_check.formats.data import Reports
    from verbund_check.storage.folder import Rejected, read_folder

    rejected: list[Rejected] = []

    def reports() -> Iterator[Report]:
        for each in read_folder(folder, Reader(guide)):
            if isinstance(each, Rejected):
                rejected.append(each)
            else:
                yield report_on(each, guide)

    stem = f"verbund-check-{clean_line(folder.resolve().name, 60) or 'ordner'}"
    with ended_by_signals():
        path = deliver(Content("folder", data=lambda: Reports(reports(), guide)), to._replace(stem=stem))
    name_rejected(rejected)
    return path


def name_rejected(rejected: list[Rejected]) -> None:
    """Tell which files of a folder hold no readable assessment, and why."""
    for each in rejected[:20]:
        streams.tell(f"Nicht lesbar, wird übergangen: {each.reason}")
    if len(rejected) > 20:
        streams.tell(f"… und {len(rejected) - 20} weitere Dateien.")


def find(target: str | None, store: Store, guide: Guide) -> Assessment:
    """Return the assessment that `target` means: an ID, a file, or where nothing is named the newest complete one.

    Raises InputError where it is none of these, or where several parties' assessments leave the choice open.
    """
    if target is None:
        return _newest(store, guide)
    if ID_PATTERN.fullmatch(target) and target in store.ids():
        return store.load(target)
    path = Path(target)
    try:
        exists = path.exists()
    except (OSError, ValueError):
        exists = False
    if not exists:
        hint = suggestion(target, [*store.ids(), *names_beside(path)])
        raise InputError(
            f"„{shortened(target, 120)}“ ist weder eine gespeicherte Einschätzung noch eine Datei.{hint} "
            "„verbund-check list“ zeigt, was gespeichert ist."
        )
    return read_answers_path(path, guide, now=utc_now(), limit=MAX_SAVED_BYTES)


def _newest(store: Store, guide: Guide) -> Assessment:
    saved = store.all().assessments
    complete = [each for each in saved if is_complete(each, guide)]
    if not complete:
        raise InputError(
            "Es ist noch keine vollständige Einschätzung gespeichert; mit „verbund-check assess“ beginnen Sie."
        )
    # Whoever has only just begun must not get to see the other side's answers instead of their own.
    parties = {each.party for each in complete} | {each.party for each in saved if each.party}
    if len(parties) > 1:
        raise InputError(
            f"Gespeichert sind Antworten mehrerer Seiten; bitte nennen Sie die Kennung: {_offered(complete, guide)}."
        )
    return max(complete, key=lambda each: (each.finished or "", each.started))


def _offered(complete: list[Assessment], guide: Guide) -> str:
    """The newest complete assessment of each party and firm, as far as a sentence can hold them; the rest are counted."""
    newest: dict[object, Assessment] = {}
    for each in complete:
        newest.setdefault((fold(each.organisation), each.party), each)
    named = []
    for each in list(newest.values())[:OFFERED_AT_MOST]:
        firm = guide.firm(shortened(each.organisation, 30))
        named.append(f"{each.id} ({firm}, {guide.party(each.party)}, {local_day(each.started)})")
    more = len(complete) - len(named)
    return "; ".join(named) + (f" und {more} weitere, siehe „verbund-check list“" if more else "")
