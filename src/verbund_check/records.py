"""Assessments as data for other programs: rows for a spreadsheet, one typed record a line for many.

Both come from the same report as every document.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

import msgspec
from msgspec import Struct

from verbund_check.assessment import Answer, Scope, ids_of, kind_of
from verbund_check.guide import Guide, Stage
from verbund_check.questions import answer_label, wording
from verbund_check.report import Report, assessment_of
from verbund_check.values import Party, Value
from verbund_check.verdict import OutcomeName

COLUMNS = ("assessment_id", "organisation", "party", "finished", "kind", "id", "question", "value", "label", "note")
"""The columns of the CSV."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


class Remark(Struct, frozen=True):
    """A remark on a question; a list of these has the same shape in every record, a mapping would not."""

    id: str
    note: str


class Record(Struct, frozen=True, kw_only=True):
    """One assessment as one line of JSON Lines: every record has the same keys with the same types.

    `answers` has a key for each question and factor, null where there is no answer; `hurdles`, `caution` and `measures`
    are IDs in the order of the report.
    """

    id: str
    organisation: str
    party: Party | None
    stage: Stage
    scope: Scope
    complete: bool
    started: str
    finished: str | None
    content_version: str
    content_digest: str
    outcome: OutcomeName | None
    hurdles: tuple[str, ...]
    caution: tuple[str, ...]
    measures: tuple[str, ...]
    reasons: tuple[str, ...] | None
    fears: tuple[str, ...] | None
    answers: dict[str, Value | None]
    notes: tuple[Remark, ...]


def record_of(report: Report, guide: Guide) -> Record:
    """Return the record of a report."""
    verdict = report.verdict
    answers = report.answers
    judged = [item.id for item in (*guide.readiness, *guide.success, *guide.risks)]
    reasons, fears = answers.get("reasons"), answers.get("fears")
    notes = [Remark(id, answer.note) for id, answer in answers.items() if isinstance(answer, Answer) and answer.note]
    return Record(
        id=report.id,
        organisation=report.organisation,
        party=report.party,
        stage=report.stage,
        scope=report.scope,
        complete=report.complete,
        started=report.started,
        finished=report.finished,
        content_version=report.content.version,
        content_digest=report.content.digest,
        outcome=verdict.outcome if verdict else None,
        hurdles=tuple(hurdle.id for hurdle in verdict.hurdles) if verdict else (),
        caution=verdict.caution if verdict else (),
        measures=tuple(measure.id for measure in verdict.measures) if verdict else (),
        reasons=reasons if isinstance(reasons, tuple) else None,
        fears=fears if isinstance(fears, tuple) else None,
        answers={id: answer.value if isinstance(answer := answers.get(id), Answer) else None for id in judged},
        notes=(*notes, *(Remark(id, note) for id, note in report.notes.items())),
    )


def to_jsonl(report: Report, guide: Guide) -> bytes:
    """Return the record of a report as one line of JSON with its newline."""
    return msgspec.json.encode(record_of(report, guide)) + b"\n"


def csv_head() -> bytes:
    """Return the byte order mark and the head row, for German Excel."""
    return b"\xef\xbb\xbf" + _csv([COLUMNS])


def to_csv(report: Report, guide: Guide) -> bytes:
    """Return one row for each answer of a report, for German Excel: semicolons, everything quoted, no formulas."""
    return _csv(_rows(report, guide))


def _csv(rows: object) -> bytes:
    buffer = io.StringIO(newline="")
    csv.writer(buffer, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerows(rows)  # type: ignore[arg-type]
    return buffer.getvalue().encode()


def _rows(report: Report, guide: Guide) -> Iterator[tuple[str, ...]]:
    assessment = assessment_of(report)
    party = report.party.value if report.party else ""
    head = tuple(map(_harmless, (report.id, report.organisation, party, report.finished or "")))
    order = [id for kind in guide.interview.order for id in ids_of(guide, kind)]
    for id in [*(id for id in order if id in report.answers), *(id for id in report.answers if id not in order)]:
        answer = report.answers[id]
        kind = kind_of(guide, id) or ""
        value = answer.value.value if isinstance(answer, Answer) else ",".join(answer)
        question = wording(id, report.stage, guide) if kind else ""
        row = ("risk" if kind == "risks" else kind, id, question, value, answer_label(id, assessment, guide))
        yield (*head, *map(_harmless, (*row, assessment.note_of(id))))


def _harmless(text: str) -> str:
    """Excel would run what begins like a formula; a leading apostrophe makes it text."""
    return f"'{text}" if text.startswith(_FORMULA) else text
