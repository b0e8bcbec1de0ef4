"""Comparisons as workbooks: two sides or two times, several firms as a heat map, several people counted.

What bears no name in a document bears none here: neither in a cell nor in the properties of the file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from verbund_check.answers.assessment import sentence_of
from verbund_check.documents.comparison import title_of
from verbund_check.documents.firms import firm_names, first_points
from verbund_check.documents.pair_view import PairView
from verbund_check.formats import xlsx_book as book
from verbund_check.formats.xlsx_book import Book, Cell, Column, Line, Row, Shades, Sheet
from verbund_check.guide.model import Effect, Guide, Question
from verbund_check.guide.sections import Stage
from verbund_check.guide.spreadsheet_texts import SpreadsheetTexts
from verbund_check.guide.texts import TitledText
from verbund_check.guide.values import FACTOR_VALUES, Value, labels_of
from verbund_check.policy.compare_firms import FirmsComparison, JointFactor, alliance_outcome, may_hold
from verbund_check.policy.compare_group import GroupComparison
from verbund_check.policy.compare_pair import Pair, PairComparison
from verbund_check.policy.comparison import worded_alike
from verbund_check.text import local_day

EFFECTS: tuple[Effect, ...] = ("hinders", "partly", "unsure", "helps")


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


def firms_book(
    comparison: FirmsComparison,
    answers: Sequence[Mapping[str, Value]],
    guide: Guide,
    texts: SpreadsheetTexts,
    *,
    others: Mapping[str, Mapping[str, str]] | None = None,
    sentences: Mapping[str, Sequence[str]] | None = None,
) -> Book:
    """Return the comparison of several firms with its heat map.

    `answers` are those of each firm in the order of the comparison, empty where no firm is named; `others` what firms wrote
    beside the lists, by the ID of their assessment, `sentences` what questions were when they were answered.
    """
    names = list(firm_names(comparison, guide).values())
    result = Sheet(
        texts.sheets.result,
        (Column("", 34), Column("", 100)),
        tuple(_firms_lines(comparison, names, sentences or {}, guide, texts)),
        has_table=False,
    )
    sheets = [result]
    shown = [factor for factor in comparison.factors if factor.counts is not None]
    if shown and comparison.answered:
        sheets.append(_heat_map(comparison, shown, answers, names, guide, texts))
    written = [
        (id, name, text)
        for side, name in zip(comparison.assessments, names, strict=True)
        for id, text in (others or {}).get(side.id, {}).items()
    ]
    lists = tuple(_list_rows(comparison.reasons, comparison.fears, comparison.answered, written, guide))
    if lists:
        sheets.append(_lists_sheet(lists, texts))
    return Book(texts.titles.firms, tuple(sheets), texts)


def _firms_lines(
    comparison: FirmsComparison,
    names: list[str],
    sentences: Mapping[str, Sequence[str]],
    guide: Guide,
    texts: SpreadsheetTexts,
) -> Iterator[Line]:
    words, favourable, count = guide.comparison.firms, guide.comparison.partners, comparison.partners.count
    yield Line((texts.titles.firms,), "title")
    if not names:
        yield _field("", words.anonymous)
    partners = words.within if comparison.partners.within else words.fewer if count < favourable.least else words.more
    yield _field("", partners.format(count=count))
    yield Line(("", words.counted_in), "quiet")
    yield Line(())
    if any(factor.counts is None for factor in comparison.factors):
        yield Line((words.too_few_title,), "heading")
        yield _field("", words.too_few)
    else:
        yield from _alliance(comparison, guide, texts)
    if names:
        yield Line(())
        yield Line((texts.sheets.firms,), "heading")
        for name, side in zip(names, comparison.assessments, strict=True):
            day = local_day(side.finished) if side.finished else ""
            yield _field(name, "; ".join(filter(None, (guide.party(side.party), day, side.id))))
    yield from _reworded(sentences, guide)
    yield from _not_compared(comparison.changed, guide)
    yield Line(())
    yield Line(("", guide.comparison.disclaimer), "quiet")


def _alliance(comparison: FirmsComparison, guide: Guide, texts: SpreadsheetTexts) -> Iterator[Line]:
    """Yield the verdict on the alliance with the factors that speak for it, and how many hold."""
    words, count = guide.comparison.firms, comparison.partners.count
    outcome, ids = alliance_outcome(comparison, guide)
    verdict: TitledText = getattr(words.verdict, outcome)
    yield Line((verdict.title.format(points=first_points(ids, guide)),), "heading")
    yield _field("", verdict.text)
    factors = {factor.id: factor for factor in comparison.factors}
    for id in ids:
        yield _field(title_of(id, guide), _holds(factors[id], count, texts))
    if outcome != "unknown":
        success, risks = ([each for each in comparison.factors if each.kind == kind] for kind in ("success", "risk"))
        told = words.overview.format(
            success=sum(each.holds is True for each in success),
            success_of=len(success),
            risks=sum(each.holds is True for each in risks),
            risks_of=len(risks),
        )
        yield _field("", told)
    if comparison.answered < count:
        yield _field("", words.quick.format(quick=count - comparison.answered, count=count))


def _heat_map(
    comparison: FirmsComparison,
    factors: Sequence[JointFactor],
    answers: Sequence[Mapping[str, Value]],
    names: list[str],
    guide: Guide,
    texts: SpreadsheetTexts,
) -> Sheet:
    """Return the factors over all firms: what each answer means for an alliance, how often, and what holds by the rule."""
    words, effects = texts.columns, book.effect_words(guide)
    columns = (
        Column(words.part, 17),
        Column(words.factor, 28),
        Column(words.key, 12, "short"),
        *(Column(name, 13, "short") for name in names),
        *(Column(word, 11, "number") for word in effects),
        Column(words.rule, 17, "short"),
        Column(words.holds, 17, "short"),
    )
    rows: list[Row] = []
    for factor in factors:
        question = guide.questions[factor.id]
        by_effect = {question.effect(value): (factor.counts or {}).get(value.value, 0) for value in FACTOR_VALUES}
        cells: list[Cell] = [_effect_cell(each.get(factor.id), question, guide) for each in answers]
        rows.append(
            (
                question.part,
                question.title,
                texts.marked if question.key else "",
                *cells,
                *(by_effect[each] for each in EFFECTS),
                getattr(guide.comparison.firms.rules, factor.rule),
                _holds(factor, comparison.partners.count, texts),
            )
        )
    right, holds = len(columns) - 1, texts.holds
    judged: dict[str, Effect] = {
        holds.success.no: "hinders",
        holds.risk.yes: "hinders",
        holds.success.open: "unsure",
        holds.risk.open: "unsure",
        holds.success.yes: "helps",
        holds.risk.no: "helps",
    }
    shades = [Shades(judged, right, right)]
    legend: tuple[str, ...] = ()
    if names:
        shades.insert(0, Shades(effects, 3, 2 + len(names)))
        legend = (texts.firms_legend, *effects)
    lines = (Line((texts.titles.factors,), "title"), Line((guide.comparison.firms.factors.legend,), "wide"))
    return Sheet(
        texts.sheets.factors,
        columns,
        lines,
        rows,
        held=2,
        shades=tuple(shades),
        legend=legend,
    )


def _effect_cell(value: Value | None, question: Question, guide: Guide) -> str:
    return "–" if value is None else getattr(guide.documents.effects, question.effect(value))


def _holds(factor: JointFactor, firms: int, texts: SpreadsheetTexts) -> str:
    words = texts.holds.success if factor.kind == "success" else texts.holds.risk
    return words.yes if factor.holds else words.open if may_hold(factor, firms) else words.no


def _list_rows(
    reasons: Mapping[str, int] | None,
    fears: Mapping[str, int] | None,
    answered: int,
    written: Sequence[tuple[str, str, str]],
    guide: Guide,
) -> Iterator[Row]:
    """Yield each reason and fear with how many named it, and what was `written` besides: question, name, text."""
    for id, counts in (("reasons", reasons), ("fears", fears)):
        question = guide.questions[id]
        if counts is not None:
            for option in question.options:
                yield question.part, option.title, counts[option.id], answered
        for of, name, text in written:
            if of == id:
                yield question.part, f"{question.other} ({name}): {text}", 1, answered


def _lists_sheet(rows: tuple[Row, ...], texts: SpreadsheetTexts) -> Sheet:
    words = texts.columns
    columns = (
        Column(words.part, 20),
        Column(words.title, 80),
        Column(words.named, 14, "number"),
        Column(words.of, 10, "number"),
    )
    return Sheet(texts.sheets.lists, columns, rows=rows)


def group_book(
    comparison: GroupComparison,
    stages: Sequence[Stage],
    guide: Guide,
    texts: SpreadsheetTexts,
    sentences: Mapping[str, Sequence[str]] | None = None,
) -> Book:
    """Return how often each answer was given by several people of one firm; nothing says by whom."""
    words, group = texts.columns, guide.comparison.group
    columns = (
        Column(words.part, 18),
        Column(words.title, 34),
        Column(words.key, 12, "short"),
        *(Column(labels_of("success")[value], 14, "number") for value in FACTOR_VALUES),
        Column(words.majority, 22, "short"),
        Column(words.effect, 14, "short"),
    )
    order = {id: number for number, id in enumerate(comparison.divided)}
    questions = sorted(comparison.questions, key=lambda each: order.get(each.id, len(order)))
    rows: list[Row] = []
    for each in questions:
        question = guide.questions[each.id]
        majority, effect = group.no_position, ""
        if each.position is not None:
            majority, effect = (
                question.label(each.position),
                getattr(guide.documents.effects, question.effect(each.position)),
            )
        counts = (each.counts.get(value.value, "–") for value in FACTOR_VALUES)
        rows.append((question.part, question.title, texts.marked if question.key else "", *counts, majority, effect))
    result = (Column("", 34), Column("", 100))
    lines = tuple(_group_lines(comparison, stages, sentences or {}, guide, texts))
    shades = (Shades(book.effect_words(guide), 8, 8),)
    sheets = [
        Sheet(texts.sheets.result, result, lines, has_table=False),
        Sheet(texts.sheets.group, columns, rows=rows, held=2, shades=shades),
    ]
    lists = tuple(_list_rows(comparison.reasons, comparison.fears, comparison.answered, (), guide))
    if lists:
        sheets.append(_lists_sheet(lists, texts))
    return Book(texts.titles.group, tuple(sheets), texts)


def _group_lines(
    comparison: GroupComparison,
    stages: Sequence[Stage],
    sentences: Mapping[str, Sequence[str]],
    guide: Guide,
    texts: SpreadsheetTexts,
) -> Iterator[Line]:
    words = guide.comparison.group
    yield Line((texts.titles.group,), "title")
    yield _field("", words.intro.format(people=comparison.people))
    yield _field(guide.verdict.head.stage, " / ".join(guide.interview.stage_names.at(stage) for stage in stages))
    if len(comparison.questions) + len(comparison.changed) < len(guide.judged_ids):
        yield _field("", words.too_few)
    if not comparison.divided:
        yield _field("", texts.none_divided)
    yield from _reworded(sentences, guide)
    yield from _not_compared(comparison.changed, guide)
    yield Line(())
    yield Line(("", guide.comparison.disclaimer), "quiet")


def _reworded(sentences: Mapping[str, Sequence[str]], guide: Guide) -> Iterator[Line]:
    """Yield the sentences that answers were given to, where they are others today."""
    if sentences:
        yield Line(())
        yield _field("", guide.comparison.reworded)
    for id, then in sentences.items():
        yield _field(title_of(id, guide), "\n".join(f"„{sentence}“" for sentence in then))


def _not_compared(ids: Sequence[str], guide: Guide) -> Iterator[Line]:
    if ids:
        yield Line(())
        yield Line((guide.comparison.changed_title,), "heading")
        yield _field("", guide.comparison.changed)
        yield _field("", ", ".join(title_of(id, guide) for id in ids))


def _field(label: str, cell: Cell) -> Line:
    return Line((label, cell), "field")
