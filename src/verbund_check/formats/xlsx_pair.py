"""The comparison of two sides or of two times as a workbook: both answers, and what they mean together."""

from __future__ import annotations

from collections.abc import Iterator

from verbund_check.answers.assessment import sentence_of
from verbund_check.documents.comparison import title_of
from verbund_check.documents.pair_view import PairView
from verbund_check.formats import xlsx_book as book
from verbund_check.formats.xlsx_book import Book, Column, Line, Row, Shades, Sheet
from verbund_check.guide.model import Effect, Guide, Question
from verbund_check.guide.spreadsheet_texts import SpreadsheetTexts
from verbund_check.guide.values import Value
from verbund_check.policy.compare_pair import EFFECTS, Pair, PairComparison
from verbund_check.policy.comparison import worded_alike
from verbund_check.text import local_day


def pair_book(comparison: PairComparison, pair: Pair, guide: Guide, texts: SpreadsheetTexts) -> Book:
    """Return the comparison of two parties or of two times on one sheet; `pair` in the order of the comparison."""
    view = _PairSheet(comparison, pair, guide, texts)
    own = texts.titles.parties if comparison.kind == "parties" else texts.titles.time
    organisation = next((each.organisation for each in pair if each.organisation), "")
    created = max((each.finished or each.started for each in pair), default="")
    title = book.title_of(own, organisation, *view.labels)
    return Book(title, (view.sheet(own),), texts, created)


class _PairSheet:
    """Two assessments and the words for what they say together."""

    def __init__(self, comparison: PairComparison, pair: Pair, guide: Guide, texts: SpreadsheetTexts) -> None:
        self.comparison, self.pair, self.guide, self.texts = comparison, pair, guide, texts
        self.labels = PairView(comparison, pair, guide).labels

    def sheet(self, title: str) -> Sheet:
        """Return the one sheet."""
        words = self.texts.columns
        first, second = self.labels
        rows = tuple(self._rows())
        columns = (
            Column(words.part, 18),
            Column(words.title, 22),
            Column(words.key, 11, "short"),
            Column(first, 17),
            Column(second, 17),
            Column(words.meaning, 19, "short"),
            Column(words.sentence, 36),
            *(
                Column(words.remark_of.format(side=label), book.wide_enough((str(row[at]) for row in rows), 28))
                for label, at in ((first, -2), (second, -1))
            ),
        )
        lines = (Line((title,), "title"), *self._lines(), Line(()))
        shades = (Shades(self._shaded(), 5, 5),)
        return Sheet(self.texts.sheets.comparison, columns, lines, rows, held=2, shades=shades)

    def _lines(self) -> Iterator[Line]:
        guide, comparison = self.guide, self.comparison
        words, kinds = guide.verdict, guide.comparison.verdicts
        names = dict.fromkeys(each.organisation for each in self.pair if each.organisation)
        yield Line((words.head.organisation, guide.firm(" / ".join(names))), "wide")
        for side, label, assessment in zip(comparison.verdicts, self.labels, self.pair, strict=True):
            if comparison.kind == "time":
                told = [guide.party(assessment.party)]
            else:
                told = [local_day(assessment.finished)] if assessment.finished else []
            told.append(guide.interview.stage_names.at(assessment.stage))
            if side.outcome:
                told.append(f"{kinds.readiness}: {getattr(words.readiness_words, side.outcome)}")
                told.append(f"{kinds.prospects}: {getattr(words.prospects_words, side.prospects or 'pending')}")
            yield Line((label, "; ".join(told)), "wide")
        same, of = comparison.agreement.same, comparison.agreement.of
        yield Line(("", self.texts.agreement.format(same=same, of=of)), "wide")
        if self.pair[0].stage != self.pair[1].stage:
            first, second = self.labels
            stages = [guide.interview.stage_names.at(each.stage) for each in self.pair]
            differ = guide.comparison.stages_differ
            template = differ.parties if comparison.kind == "parties" else differ.time
            told_stages = template.format(first=first, first_stage=stages[0], second=second, second_stage=stages[1])
            yield Line(("", told_stages), "wide")

    def _rows(self) -> Iterator[Row]:
        """Yield every question: what is furthest apart first, then what both know alike, lists, what is not compared."""
        comparison = self.comparison
        for split in (*comparison.splits, *comparison.one_sided):
            yield self._row(split.id, self._apart(split.id, split.values))
        for each in comparison.agreed:
            meanings = self.texts.meanings
            template = meanings.agreed if comparison.kind == "parties" else meanings.unchanged
            yield self._row(each.id, template.format(effect=getattr(self.guide.documents.effects, each.effect)))
        yield from self._lists()
        for id in comparison.changed:
            yield self._row(id, self.texts.meanings.not_compared)

    def _apart(self, id: str, values: tuple[Value, Value]) -> str:
        meanings, comparison = self.texts.meanings, self.comparison
        if comparison.kind == "time":
            if Value.UNSURE in values:
                return meanings.known if values[0] is Value.UNSURE else meanings.unknown
            return meanings.better if id in comparison.better else meanings.worse
        if Value.UNSURE in values:
            return meanings.one_sided
        return meanings.near if Value.PARTLY in values else meanings.opposed

    def _shaded(self) -> dict[str, Effect]:
        meanings, effects = self.texts.meanings, self.guide.documents.effects
        if self.comparison.kind == "parties":
            apart: dict[str, Effect] = {
                meanings.opposed: "hinders",
                meanings.near: "partly",
                meanings.one_sided: "unsure",
            }
            template = meanings.agreed
        else:
            apart = {meanings.worse: "hinders", meanings.unknown: "unsure", meanings.better: "helps"}
            template = meanings.unchanged
        return apart | {template.format(effect=getattr(effects, each)): each for each in EFFECTS}

    def _row(self, id: str, meaning: str) -> Row:
        question = self.guide.questions.get(id)
        sentences = dict.fromkeys(filter(None, (sentence_of(each, id, self.guide) for each in self.pair)))
        return (
            question.part if question else self.guide.verdict.headings.gone,
            title_of(id, self.guide),
            self.texts.marked if question and question.key else "",
            *(self._answer(id, question, side) for side in (0, 1)),
            meaning,
            "\n".join(sentences),
            *(each.note_of(id) for each in self.pair),
        )

    def _answer(self, id: str, question: Question | None, side: int) -> str:
        assessment = self.pair[side]
        if (chosen := assessment.chosen(id)) is not None:
            other = assessment.note_of(id)
            if question is None:
                return ", ".join(chosen)
            return question.label(chosen, self.guide.verdict.other_shown.format(note=other) if other else "")
        if (value := assessment.value_of(id)) is not None:
            return question.label(value) if question else value.value
        return self.guide.prompts.missing.answer

    def _lists(self) -> Iterator[Row]:
        """Yield each reason and fear that one of the two named, and what they wrote down besides."""
        meanings = self.texts.meanings
        for question in (each for each in self.guide.questions.values() if each.is_list):
            if question.id in self.comparison.changed:
                continue  # it stands among what is not compared
            chosen = [each.chosen(question.id) if each.scope == "full" else None for each in self.pair]
            if None in chosen or not worded_alike(question.id, self.pair, self.guide):
                if any(chosen):
                    yield self._row(question.id, meanings.not_compared)
                continue
            for option in question.options:
                by = [option.id in (each or ()) for each in chosen]
                if any(by):
                    said = (self.texts.named if each else self.texts.not_named for each in by)
                    meaning = meanings.same if all(by) else meanings.different
                    yield question.part, option.title, "", *said, meaning, "", "", ""
            others = [each.note_of(question.id) for each in self.pair]
            if any(others):
                meaning = meanings.same if others[0] == others[1] else meanings.different
                said = (self.texts.named if each else self.texts.not_named for each in others)
                yield question.part, question.other, "", *said, meaning, "", *others
