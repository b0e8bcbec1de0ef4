"""`list`: what is saved."""

from __future__ import annotations

from verbund_check.answers.assessment import Assessment, open_ids
from verbund_check.commands.deliver import show
from verbund_check.documents import blocks as doc
from verbund_check.guide.loader import default_folder, load_guide
from verbund_check.guide.model import Guide
from verbund_check.storage.store import Store, default_data_folder
from verbund_check.terminal import streams
from verbund_check.text import local_day, to_json


def run(*, as_json: bool) -> None:
    """List the saved assessments, newest first; damaged files are named on standard error."""
    guide = load_guide(default_folder())
    store = Store(default_data_folder(), guide)
    stored = store.all()
    if as_json:
        rows = [_row(each, guide) for each in stored.assessments]
        streams.write_data(to_json(rows))
    elif stored.assessments:
        show(_document(stored.assessments, guide))
    else:
        streams.tell("Noch ist nichts gespeichert. Mit „verbund-check assess“ beginnen Sie.")
    for damaged in stored.damaged:
        streams.tell(f"Nicht lesbar, wird übergangen: {damaged.reason}")


def _row(assessment: Assessment, guide: Guide) -> dict[str, object]:
    asked = guide.asked(assessment.scope)
    return {
        "id": assessment.id,
        "organisation": assessment.organisation,
        "party": assessment.party,
        "stage": assessment.stage,
        "scope": assessment.scope,
        "complete": not open_ids(assessment, guide),
        "answered": len(asked) - len(open_ids(assessment, guide)),
        "asked": len(asked),
        "started": assessment.started,
        "finished": assessment.finished,
    }


def _document(assessments: tuple[Assessment, ...], guide: Guide) -> doc.Document:
    rows = []
    for each in assessments:
        asked, still_open = len(guide.asked(each.scope)), len(open_ids(each, guide))
        done = f"{asked - still_open} von {asked}"
        state = (f"Einigung, {done}" if each.origins else f"{done} beantwortet") if still_open else "vollständig"
        firm, party = guide.firm(each.organisation), guide.party(each.party)
        rows.append((each.id, firm, party, local_day(each.started), state))
    head = ("Kennung", "Betrieb", "Antworten von", "Begonnen", "Stand")
    how = "Weiter: verbund-check assess KENNUNG · Bericht: verbund-check export KENNUNG"
    return doc.Document("Gespeicherte Einschätzungen", (doc.Table(head, tuple(rows)), doc.Paragraph(how, "quiet")))
