"""`export`: a report to hand round."""

from __future__ import annotations

from pathlib import Path

from verbund_check import streams
from verbund_check.answers_file import ID_PATTERN, read_answers_path
from verbund_check.assessment import Assessment, is_complete, utc_now
from verbund_check.commands.output import document_format, write_document, write_file
from verbund_check.content import default_folder, load_guide
from verbund_check.documents.report import report_document
from verbund_check.errors import InputError
from verbund_check.guide import Guide
from verbund_check.questions import day_of
from verbund_check.report import report_on, to_json
from verbund_check.storage import MAX_SAVED_BYTES, Store, default_data_folder
from verbund_check.text import shortened, suggestion

DATA_FORMATS = ("json",)


def run(target: str | None, form: str | None, output: str | None, *, force: bool) -> None:
    """Write the report on a saved assessment or a file in the wanted format."""
    guide = load_guide(default_folder())
    assessment = find(target, Store(default_data_folder(), guide), guide)
    report = report_on(assessment, guide)
    wanted = (form or "").lower() or ("json" if output and output.lower().endswith(".json") else "")
    if wanted == "json":
        text = to_json(report)
        if output is None or output == "-":
            streams.write_data(text)
        else:
            write_file(Path(output), text.encode(), force=force)
        return
    stem = f"verbund-check-{assessment.id or 'bericht'}"
    write_document(report_document(report, guide), document_format(form, output), output, force=force, stem=stem)


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
        hint = suggestion(target, store.ids())
        raise InputError(
            f"„{shortened(target, 120)}“ ist weder eine gespeicherte Einschätzung noch eine Datei.{hint} "
            "„verbund-check list“ zeigt, was gespeichert ist."
        )
    return read_answers_path(path, guide, now=utc_now(), limit=MAX_SAVED_BYTES)


def _newest(store: Store, guide: Guide) -> Assessment:
    complete = [each for each in store.all().assessments if is_complete(each, guide)]
    if not complete:
        raise InputError(
            "Es ist noch keine vollständige Einschätzung gespeichert; mit „verbund-check assess“ beginnen Sie."
        )
    if len({each.party for each in complete}) > 1:
        offered = "; ".join(
            f"{each.id} ({guide.interview.parties.of(each.party) if each.party else 'ohne Angabe'}, {day_of(each.started)})"
            for each in complete[:6]
        )
        raise InputError(f"Gespeichert sind Antworten mehrerer Seiten; bitte nennen Sie die Kennung: {offered}.")
    return max(complete, key=lambda each: (each.finished or "", each.started))
