"""A report as a workbook (result, measures to work with, all answers), and a folder of reports as one table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from verbund_check.answers.assessment import open_ids
from verbund_check.documents.report import positions
from verbund_check.documents.result import ReportView, against, headline_of, numbers
from verbund_check.formats.data import Given, given_answers, label_of
from verbund_check.formats.xlsx_book import (
    Book,
    Cell,
    Column,
    Line,
    Row,
    Shades,
    Sheet,
    day_of,
    effect_words,
    title_of,
    wide_enough,
)
from verbund_check.guide.model import Guide
from verbund_check.guide.sections import at_stage
from verbund_check.guide.spreadsheet_texts import SpreadsheetTexts
from verbund_check.guide.values import Value
from verbund_check.policy.report import Report, assessment_of
from verbund_check.policy.verdict import Verdict
from verbund_check.text import local_day


def report_book(report: Report, guide: Guide, texts: SpreadsheetTexts) -> Book:
    """Return the report on one assessment; what is not to be handed on is gone from it already."""
    view = _View(report, guide, texts)
    sheets = [Sheet(texts.sheets.result, view.result_columns, tuple(view.result()), has_table=False)]
    if report.verdict is not None and report.verdict.success is not None:
        sheets.append(view.measures(report.verdict))
    sheets.append(view.answers())
    party = guide.party(report.party) if report.party else ""
    day = local_day(report.finished or report.started)
    title = title_of(texts.titles.report, report.organisation, party, day)
    return Book(title, tuple(sheets), texts, created=report.finished or report.started)


def folder_book(name: str, reports: Iterable[Report], guide: Guide, texts: SpreadsheetTexts) -> Book:
    """Return the answers of many reports, a row for each, in one table; `name` is what the folder is called."""
    words = texts.columns
    columns = (
        Column(words.id, 20),
        Column(words.organisation, 26),
        Column(words.party, 24),
        Column(words.stage, 18),
        Column(words.finished, 15, "date"),
        Column(words.part, 17),
        Column(words.title, 24),
        Column(words.sentence, 52),
        Column(words.answer, 30),
        Column(words.effect, 12, "short"),
        Column(words.remark, 60),
    )
    sheet = Sheet(
        texts.sheets.answers,
        columns,
        rows=_folder_rows(reports, guide),
        held=2,
        shades=(Shades(effect_words(guide), 9, 9),),
    )
    return Book(title_of(texts.sheets.answers, name), (sheet,), texts)


def _folder_rows(reports: Iterable[Report], guide: Guide) -> Iterator[Row]:
    for report in reports:
        head = (
            report.id,
            guide.firm(report.organisation),
            guide.party(report.party),
            guide.interview.stage_names.at(report.stage),
            day_of(report.finished),
        )
        for given, note in given_answers(report, guide):
            yield (*head, *_answer_cells(given, guide), note)


def _answer_cells(given: Given, guide: Guide) -> tuple[str, ...]:
    """Part, short name, sentence, answer and what it means; of a question that is gone its value is all that is known."""
    question = guide.questions.get(given.id)
    if question is None:
        return guide.verdict.headings.gone, given.id, given.sentence, given.value or "", ""
    effect = ""
    if given.value is not None and not question.is_list and not given.dissent:
        effect = getattr(guide.documents.effects, question.effect(Value(given.value)))
    return question.part, question.title, given.sentence, label_of(given, guide), effect


class _View:
    """A report with the words that it is put into sheets with."""

    result_columns = (Column("", 28), Column("", 100))

    def __init__(self, report: Report, guide: Guide, texts: SpreadsheetTexts) -> None:
        self.report, self.guide, self.texts = report, guide, texts
        self.assessment = assessment_of(report)

    def result(self) -> Iterator[Line]:
        """Yield the result in words: whose it is, what it is, the numbers, what is in the way, how it was reckoned."""
        report, guide, words = self.report, self.guide, self.guide.verdict
        yield Line((self.texts.titles.report,), "title")
        yield from (_field(label, cell) for label, cell in self._head())
        if report.content != report.judged:
            yield Line(("", words.older_content.format(version=report.content.version)), "quiet")
        yield Line(())
        missing = open_ids(self.assessment, guide)
        if report.verdict is None:
            readiness = [id for id in missing if guide.questions[id].kind == "readiness"]
            yield Line((words.no_result.title,), "heading")
            yield _field("", words.no_result.text.format(titles=self._titles(readiness)))
        else:
            yield from self._verdict(report.verdict)
            if missing:
                yield _field(words.incomplete.title, words.incomplete.text.format(titles=self._titles(missing)))
        yield from self._dissent()
        if report.verdict is not None:
            yield from self._in_the_way(report.verdict)
            yield from self._rule()
        yield Line(())
        for text in (words.disclaimer, words.region, f"{words.region_own} ({words.marks.own})"):
            yield Line(("", text), "quiet")

    def _head(self) -> Iterator[tuple[str, Cell]]:
        report, guide, words = self.report, self.guide, self.guide.verdict.head
        yield words.organisation, guide.firm(report.organisation)
        yield words.party, guide.party(report.party)
        if report.finished:
            yield self.texts.columns.finished, day_of(report.finished)
        else:
            yield self.texts.started, day_of(report.started)
            yield "", self.texts.unfinished
        yield words.stage, guide.interview.stage_names.at(report.stage)
        if report.scope == "quick":
            yield "", words.quick
        for origin in report.origins:
            told = filter(
                None, (guide.party(origin.party), local_day(origin.finished) if origin.finished else "", origin.id)
            )
            yield words.origins, ", ".join(told)
        for meeting in report.meetings:
            day = local_day(meeting.date)
            yield words.meetings, f"{day} ({meeting.people})" if meeting.people else day
        yield self.texts.columns.id, report.id

    def _titles(self, ids: Iterable[str]) -> str:
        return ", ".join(self.guide.questions[id].title for id in ids)

    def _verdict(self, verdict: Verdict) -> Iterator[Line]:
        guide, words = self.guide, self.guide.verdict
        title, advice = headline_of(verdict, self.report.stage, guide)
        yield Line((title,), "heading")
        yield _field("", advice)
        if told := against(verdict, ReportView(self.report, guide)):
            yield Line(("", told), "strong")
        sides = guide.comparison.verdicts
        yield _field(sides.readiness, getattr(words.readiness_words, verdict.outcome))
        if self.report.scope == "full":
            yield _field(sides.prospects, getattr(words.prospects_words, verdict.prospects or "pending"))
        for sentence in numbers(verdict, guide):
            yield _field("", sentence)
        if self.report.scope == "quick":
            yield _field(words.headings.quick, words.quick_hint)

    def _dissent(self) -> Iterator[Line]:
        """Yield where two parties have not agreed, with the position of each."""
        report, words = self.report, self.guide.comparison.agree
        if report.dissent:
            yield Line(())
            yield Line((words.no_consensus_title,), "heading")
            yield _field("", words.no_consensus_report)
            for id in report.dissent:
                yield _field(self.guide.questions[id].title, positions(id, report.origins, self.guide))

    def _in_the_way(self, verdict: Verdict) -> Iterator[Line]:
        """Yield the readiness questions that are no or not known, with what to settle, and what else stands in the way."""
        guide = self.guide
        if not (verdict.hurdles or verdict.caution):
            return
        yield Line(())
        yield Line((guide.verdict.headings.in_the_way,), "heading")
        for hurdle in verdict.hurdles:
            question = guide.questions[hurdle.id]
            yield _field(question.title, f"{question.label(hurdle.value)}: {hurdle.text}")
        for id in verdict.caution:
            question = guide.questions[id]
            value = self.assessment.value_of(id)
            label = question.label(value) if value else ""
            yield _field(question.title, f"{label} ({guide.documents.key})")

    def _rule(self) -> Iterator[Line]:
        texts = self.guide.verdict.rule
        yield Line(())
        yield Line((texts.title,), "heading")
        yield _field("", at_stage(texts.readiness, self.report.stage))
        if self.report.scope == "full":
            yield _field("", texts.prospects)
        yield _field("", texts.caution)

    def measures(self, verdict: Verdict) -> Sheet:
        """Return the measures in the order in which to tackle them, with room for who, by when and how far it is."""
        words, status = self.texts.columns, self.texts.status
        rows = tuple(self._measure_rows(verdict))
        columns = (
            Column(words.number, 6, "number"),
            Column(words.factor, 19),
            Column(words.key, 11, "short"),
            Column(words.why, 36),
            Column(words.measure, 42),
            Column(words.who, 15),
            Column(words.until, 12, "date", fault=status.no_date),
            Column(words.status, 12, "short", (status.open, status.doing, status.done), status.fault),
            Column(words.remark, wide_enough((str(row[-1]) for row in rows), 30)),
        )
        none = self.guide.verdict.measures_missing if verdict.prospects is None else self.guide.verdict.measures_none
        lines = () if rows else (Line((none,), "heading"),)
        return Sheet(self.texts.sheets.measures, columns, lines, rows, held=2, done=(7, status.done))

    def _measure_rows(self, verdict: Verdict) -> Iterator[Row]:
        for number, measure in enumerate(verdict.measures, start=1):
            question = self.guide.questions[measure.id]
            explanation = at_stage(question.explanation, self.report.stage)
            answer = question.label(measure.value)
            if measure.id in self.report.dissent:
                answer = self.guide.comparison.agree.no_consensus
            yield (
                number,
                question.title,
                self.texts.marked if measure.key else "",
                self.texts.because.format(answer=answer, explanation=explanation),
                measure.text,
                "",
                None,
                self.texts.status.open,
                self.assessment.note_of(measure.id),
            )

    def answers(self) -> Sheet:
        """Return every question that was asked with its answer, and what was answered beyond that."""
        words, guide = self.texts.columns, self.guide
        given = {each.id: (each, note) for each, note in given_answers(self.report, guide)}
        rows: list[Row] = []
        for id in dict.fromkeys((*guide.asked(self.report.scope), *given)):
            if id in given:
                each, note = given[id]
                cells = _answer_cells(each, guide)
                # A remark is no answer: that it is missing is said as well.
                answer = guide.prompts.missing.answer if each.value is None else cells[3]
                rows.append((*cells[:3], answer, cells[4], note))
            else:
                question = guide.questions[id]
                sentence = question.wording(self.report.stage, self.report.party)
                rows.append((question.part, question.title, sentence, guide.prompts.missing.answer, "", ""))
        columns = (
            Column(words.part, 18),
            Column(words.title, 22),
            Column(words.sentence, 46),
            Column(words.answer, 24),
            Column(words.effect, 12, "short"),
            Column(words.remark, wide_enough((str(row[-1]) for row in rows), 44)),
        )
        return Sheet(self.texts.sheets.answers, columns, rows=rows, held=2, shades=(Shades(effect_words(guide), 4, 4),))


def _field(label: str, cell: Cell) -> Line:
    return Line((label, cell), "field")
