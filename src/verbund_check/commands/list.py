"""`list`: what is saved."""

from __future__ import annotations

from pathlib import Path

from verbund_check.answers.assessment import Assessment, open_ids
from verbund_check.answers.keypoints import PARTNERS, Paper, open_steps, steps_of
from verbund_check.commands.deliver import show
from verbund_check.commands.stored import assessments, tell_unreadable
from verbund_check.documents import blocks as doc
from verbund_check.guide.loader import default_folder, load_guide
from verbund_check.guide.model import Guide
from verbund_check.shell import typed
from verbund_check.storage.session import short
from verbund_check.storage.store import default_data_folder, paper_store
from verbund_check.terminal import streams
from verbund_check.text import local_day, to_json


def run(*, as_json: bool) -> None:
    """List the saved assessments and papers, newest first, and where they lie; damaged files are named on standard error."""
    guide = load_guide(default_folder())
    folder = default_data_folder()
    stored, papers = assessments(guide).all(), paper_store(folder, guide).all()
    if as_json:
        streams.write_data(to_json([_row(each, guide) for each in stored.items]))
    elif stored.items or papers.items:
        show(_document(stored.items, papers.items, folder, guide))
    else:
        streams.tell(
            f"Noch ist nichts gespeichert. Mit „{typed('assess')}“ beginnen Sie; gespeichert wird in {short(folder)}."
        )
    tell_unreadable((*stored.unreadable, *papers.unreadable))


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


def _document(stored: tuple[Assessment, ...], papers: tuple[Paper, ...], folder: Path, guide: Guide) -> doc.Document:
    rows = []
    for each in stored:
        asked, still_open = len(guide.asked(each.scope)), len(open_ids(each, guide))
        done = f"{asked - still_open} von {asked}"
        state = (f"Einigung, {done}" if each.origins else f"{done} beantwortet") if still_open else "vollständig"
        firm, party = guide.firm(each.organisation), guide.party(each.party)
        rows.append((each.id, firm, party, local_day(each.started), state))
    blocks: list[doc.Block] = []
    if rows:
        head = ("Kennung", "Betrieb", "Antworten von", "Begonnen", "Fortschritt")
        how = f"Weiter: {typed('assess KENNUNG')} · Bericht: {typed('export KENNUNG')}"
        blocks += [doc.Table(head, tuple(rows)), doc.Paragraph(how, "quiet")]
        if any(each.origins and open_ids(each, guide) for each in stored):
            talk = f"Ein gemeinsames Gespräch (Einigung) setzt ebenfalls fort: {typed('assess KENNUNG')}"
            blocks.append(doc.Paragraph(talk, "quiet"))
    if papers:
        blocks += [
            doc.Heading("Eckpunktepapiere"),
            doc.Table(
                ("Kennung", "Partner", "Geändert", "Fortschritt"), tuple(_paper_row(each, guide) for each in papers)
            ),
            doc.Paragraph(f"Weiter: {typed('rules')}", "quiet"),
        ]
    blocks.append(doc.Paragraph(f"Alles liegt in {short(folder)}.", "quiet"))
    return doc.Document("Gespeicherte Einschätzungen" if rows else "Gespeichertes", tuple(blocks))


def _paper_row(paper: Paper, guide: Guide) -> tuple[str, ...]:
    total = len(steps_of(guide))
    done = f"{total - len(open_steps(paper, guide))} von {total} Punkten"
    return paper.id, guide.firm(paper.answers.get(PARTNERS, "")), local_day(paper.changed), done
