"""Assessments as data for other programs: rows for a spreadsheet, one typed record a line for many.

Both come from the same report as every document.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any, NamedTuple

import msgspec
from msgspec import Struct

from verbund_check.answers.assessment import Answer, sentence_of
from verbund_check.guide.model import Guide, Scope
from verbund_check.guide.sections import Stage
from verbund_check.guide.values import Party, Value
from verbund_check.policy.report import Report, assessment_of
from verbund_check.policy.verdict import OutcomeName, ProspectsName
from verbund_check.text import to_json

SCHEMA = 1
"""The version of the record; raised when a field changes its meaning or goes."""

COLUMNS = ("assessment_id", "organisation", "party", "finished", "kind", "id", "question", "value", "label", "note")
"""The columns of the CSV."""

# What a spreadsheet may run. Blanks, also those that have no width, before the sign do not keep every program from reading a formula; in East Asian
# settings the wide signs count as well.
FORMULA = re.compile(r"[\t\r\n]|[\s\u00ad\u200b-\u200d\u2060\ufeff]*[=+\-@＝＋－＠﹦﹢﹣﹫]")


class Remark(Struct, frozen=True):
    """A remark on a question; a list of these has the same shape in every record, a mapping would not."""

    id: str
    note: str


class Record(Struct, frozen=True, kw_only=True):
    """One assessment as one line of JSON Lines: every record has the same keys with the same types.

    `answers` has a key for each question and factor of the guide, null where there is no answer; `hurdles`, `caution`
    and `measures` are IDs in the order of the report. `origins` are the IDs of the two assessments that a joint one
    came from, `dissent` what they did not agree on.
    """

    schema: int = SCHEMA
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
    prospects: ProspectsName | None
    hurdles: tuple[str, ...]
    caution: tuple[str, ...]
    measures: tuple[str, ...]
    reasons: tuple[str, ...] | None
    fears: tuple[str, ...] | None
    answers: dict[str, Value | None]
    notes: tuple[Remark, ...]
    origins: tuple[str, ...]
    dissent: tuple[str, ...]


_SHARED = ("id", "organisation", "party", "stage", "scope", "complete", "started", "finished", "dissent")
"""What a record takes over from its report as it is."""


class Reports(Struct, frozen=True):
    """Reports, one after another, to be written as data; each is made when its turn comes."""

    reports: Iterable[Report]
    guide: Guide


def json_pieces(content: Reports | dict[str, Any]) -> Iterator[bytes]:
    """Yield reports, or a comparison that is plain data already, as indented JSON."""
    for each in content.reports if isinstance(content, Reports) else [content]:
        yield to_json(each).encode()


def csv_pieces(content: Reports) -> Iterator[bytes]:
    """Yield the head of a table and then the rows of each report."""
    yield csv_head()
    for report in content.reports:
        yield to_csv(report, content.guide)


def jsonl_pieces(content: Reports) -> Iterator[bytes]:
    """Yield one line of JSON for each report."""
    for report in content.reports:
        yield to_jsonl(report, content.guide)


def record_of(report: Report, guide: Guide) -> Record:
    """Return the record of a report."""
    verdict = report.verdict
    answers = report.answers
    reasons, fears = answers.get("reasons"), answers.get("fears")
    notes = [Remark(id, answer.note) for id, answer in answers.items() if isinstance(answer, Answer) and answer.note]
    return Record(
        **{name: getattr(report, name) for name in _SHARED},
        content_version=report.content.version,
        content_digest=report.content.digest,
        outcome=verdict.outcome if verdict else None,
        prospects=verdict.prospects if verdict else None,
        hurdles=tuple(hurdle.id for hurdle in verdict.hurdles) if verdict else (),
        caution=verdict.caution if verdict else (),
        measures=tuple(measure.id for measure in verdict.measures) if verdict else (),
        reasons=reasons if isinstance(reasons, tuple) else None,
        fears=fears if isinstance(fears, tuple) else None,
        answers={
            id: answer.value if isinstance(answer := answers.get(id), Answer) else None for id in guide.judged_ids
        },
        notes=(*notes, *(Remark(id, note) for id, note in report.notes.items())),
        origins=tuple(origin.id for origin in report.origins),
    )


_encode = msgspec.json.Encoder().encode


def to_jsonl(report: Report, guide: Guide) -> bytes:
    """Return the record of a report as one line of JSON with its newline."""
    return _encode(record_of(report, guide)) + b"\n"


def csv_head() -> bytes:
    """Return the byte order mark and the head row, for German Excel."""
    return b"\xef\xbb\xbf" + _line(COLUMNS).encode()


def to_csv(report: Report, guide: Guide) -> bytes:
    """Return one row for each answer of a report, for German Excel: semicolons, everything quoted, no formulas.

    A remark on a question that has no answer is a row too, without value and label. The question is the sentence that the
    answer was given to.
    """
    party = report.party.value if report.party else ""
    head = ";".join(map(_cell, (report.id, report.organisation, party, report.finished or "")))
    return "".join(
        f"{head};{_answer_cells(given, guide)};{_cell(note)}\r\n" for given, note in given_answers(report, guide)
    ).encode()


class Given(NamedTuple):
    """An answer without who gave it: the same for all who answered so. `value` is None where there is only a remark.

    The values of a list are in a row with commas; `noted` says that there is a remark.
    """

    id: str
    value: str | None
    sentence: str
    dissent: bool
    noted: bool


def given_answers(report: Report, guide: Guide) -> Iterator[tuple[Given, str]]:
    """Yield each answer of a report with its remark, and each remark on a question that has no answer."""
    assessment = assessment_of(report)
    for id, answer in report.answers.items():
        if isinstance(answer, Answer):
            value, note = answer.value.value, answer.note or report.notes.get(id, "")
        else:
            value, note = ",".join(answer), report.notes.get(id, "")
        yield Given(id, value, sentence_of(assessment, id, guide), id in report.dissent, bool(note)), note
    for id, note in report.notes.items():
        if id not in report.answers:
            yield Given(id, None, sentence_of(assessment, id, guide), False, True), note


def label_of(given: Given, guide: Guide) -> str:
    """Return the answer in words; "" where there is none or the guide no longer has the question.

    Where two parties have not agreed, the label says so; the value is the one that counts. A remark on a list is what the
    list does not name, so that "none of them" would be wrong.
    """
    question = guide.questions.get(given.id)
    if question is None or given.value is None:
        return ""
    other = question.other if question.is_list and given.noted else ""
    if given.dissent:
        return "; ".join(filter(None, (guide.comparison.agree.no_consensus, other)))
    if question.is_list:
        return question.label(tuple(given.value.split(",")), other)
    return question.label(Value(given.value))


@lru_cache(maxsize=8192)
def _answer_cells(given: Given, guide: Guide) -> str:
    """What the rows of all assessments share: kind, id, question, value and label."""
    question = guide.questions.get(given.id)
    kind = "" if question is None else "risk" if question.kind == "risks" else question.kind
    return ";".join(map(_cell, (kind, given.id, given.sentence, given.value or "", label_of(given, guide))))


def _line(texts: tuple[str, ...]) -> str:
    return ";".join(map(_cell, texts)) + "\r\n"


def _cell(text: str) -> str:
    """Return the text in quotes; before what a spreadsheet might run stands an apostrophe, which makes it text."""
    harmless = f"'{text}" if text and FORMULA.match(text) else text
    return '"' + harmless.replace('"', '""') + '"'
