"""What the documents about several assessments have in common."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from verbund_check.answers.assessment import Assessment
from verbund_check.answers.organisation import organisation
from verbund_check.documents import blocks as doc
from verbund_check.documents.labels import key_label
from verbund_check.guide.model import Guide
from verbund_check.guide.values import Value
from verbund_check.policy.compare_pair import Pair, PairComparison, Split, are_alike_and_good
from verbund_check.policy.comparison import sentence_then, worded_alike
from verbund_check.policy.verdict import Verdict, judge
from verbund_check.text import local_day

SIDES = (36, 32, 32)
"""How a table of two sides shares out the page: remarks need more room than the name of a question."""

NAMED_AT_MOST = 3
"""So many points are named beside a result; below, all of them have their place."""


def title_of(id: str, guide: Guide) -> str:
    """Return the short name of a question; of one that the present content does not have, its ID."""
    return guide.questions[id].title if id in guide.questions else f"„{id}“"


def not_compared(ids: tuple[str, ...], guide: Guide) -> Iterator[doc.Block]:
    """Yield which questions were left out, and why; nothing where none was."""
    if ids:
        yield doc.Heading(guide.comparison.changed_title)
        yield doc.Paragraph(guide.comparison.changed)
        yield doc.ListBlock(tuple(title_of(id, guide) for id in ids))


def worded_then(sentences: Mapping[str, Sequence[str]], guide: Guide) -> Iterator[doc.Block]:
    """Yield the sentences that answers were given to, by the ID of the question, where they are others today."""
    if sentences:
        yield doc.Heading("Damaliger Wortlaut")
        yield doc.Paragraph("Diese Fragen lauteten anders, als sie beantwortet wurden:")
        entries = (
            doc.Entry(title_of(id, guide), "\n".join(f"„{sentence}“" for sentence in then))
            for id, then in sentences.items()
        )
        yield doc.Entries(tuple(entries))


class PairView:
    """Two assessments side by side, `pair` in the order of the comparison: the parts of which documents are made."""

    def __init__(self, comparison: PairComparison, pair: Pair, guide: Guide) -> None:
        self.comparison = comparison
        self.pair = pair
        self.guide = guide

    @property
    def labels(self) -> tuple[str, str]:
        """What the two assessments are called: the parties, or the days."""
        texts, sides = self.guide.comparison.time, self.comparison.assessments
        if self.comparison.kind == "time":
            first, second = (local_day(side.finished) if side.finished else "ohne Datum" for side in sides)
            return f"{texts.before} ({first})", f"{texts.now} ({second})"
        first, second = (self.guide.party(side.party) for side in sides)
        return (first, second) if first != second else (f"{first} (1)", f"{second} (2)")

    def head(self) -> Iterator[doc.Block]:
        """Yield whose assessments these are, of when and about what; and what to know before reading on."""
        yield doc.Fields(tuple(self._head()))
        first, second = self.pair
        if first.stage != second.stage:
            texts, names = self.guide.comparison.stages_differ, self.guide.interview.stage_names
            template = texts.parties if self.comparison.kind == "parties" else texts.time
            yield doc.Callout(
                self.guide.verdict.head.stage,
                template.format(
                    first=self.labels[0],
                    first_stage=names.at(first.stage),
                    second=self.labels[1],
                    second_stage=names.at(second.stage),
                ),
                "mixed",
            )
        yield from self._wordings()

    def _head(self) -> Iterator[tuple[str, str]]:
        guide, sides, words = self.guide, self.comparison.assessments, self.guide.verdict.head
        names: dict[str, str] = {}
        for side in sides:
            names.setdefault(organisation(side.organisation).core, side.organisation)
        yield words.organisation, guide.firm(" / ".join(filter(None, names.values())))
        if self.comparison.kind == "time":
            yield words.party, " / ".join(dict.fromkeys(guide.party(side.party) for side in sides))
        for side, label in zip(sides, self.labels, strict=True):
            if self.comparison.kind == "parties":
                yield label, f"abgeschlossen am {local_day(side.finished)}" if side.finished else "ohne Datum"
        if self.comparison.kind == "time":
            yield "Verglichen", " und ".join(self.labels)
        if self.pair[0].stage == self.pair[1].stage:
            yield words.stage, guide.interview.stage_names.at(self.pair[0].stage)

    def _wordings(self) -> Iterator[doc.Block]:
        """What to say where a question is worded otherwise today: the same meaning in other words, or once for both."""
        ids = self.comparison.unchanged
        asked = [{each.questions[id] for each in self.pair if id in each.questions} for id in ids]
        older = [each for each in self.pair if any(self.sentence_then(id, each) for id in ids)]
        if any(len(marks) > 1 for marks in asked):
            yield doc.Paragraph(self.guide.comparison.reworded, "quiet")
        elif older:
            versions = " und ".join(dict.fromkeys(each.content.version for each in older))
            yield doc.Paragraph(self.guide.verdict.older_content.format(version=versions), "quiet")

    def sentence_then(self, id: str, assessment: Assessment) -> str:
        """Return the sentence that an answer was given to, where it is not the present one; else ""."""
        return sentence_then(assessment, id, self.guide)

    def asides(self, id: str) -> tuple[str, str, str]:
        """Return the sentence of then, where it is another one today: for both in one, for the first, for the second."""
        first, second = (
            then and f"Damals hieß es: „{then}“" for then in (self.sentence_then(id, each) for each in self.pair)
        )
        return (first, "", "") if first == second else ("", first, second)

    def verdicts(self) -> Iterator[doc.Block]:
        """Yield both results side by side, with what stands in the way of each."""
        texts, words = self.guide.comparison.verdicts, self.guide.verdict
        verdicts = self.comparison.verdicts
        in_the_way = [self._in_the_way(judge(each, self.guide)) or "–" for each in self.pair]
        readiness = [getattr(words.readiness_words, each.outcome) if each.outcome else "–" for each in verdicts]
        prospects = [getattr(words.prospects_words, each.prospects or "pending") for each in verdicts]
        rows = tuple(
            (label, first, second)
            for label, (first, second) in (
                (texts.readiness, readiness),
                (texts.prospects, prospects),
                (words.headings.in_the_way, in_the_way),
            )
        )
        yield doc.Heading(texts.title)
        yield doc.Table(("", *self.labels), rows, widths=SIDES)

    def _in_the_way(self, verdict: Verdict | None) -> str:
        if verdict is None:
            return ""
        said: list[tuple[str, Value]] = [
            (hurdle.id, hurdle.value) for hurdle in verdict.hurdles if hurdle.value == Value.NO
        ]
        risks = {factor.id for factor in self.guide.risks}
        said += [(id, Value.YES if id in risks else Value.NO) for id in verdict.caution]
        questions = self.guide.questions
        points = [f"{questions[id].title} ({questions[id].label(value).lower()})" for id, value in said]
        more = len(points) - NAMED_AT_MOST
        return ", ".join(points[:NAMED_AT_MOST]) + (f" und {more} weitere" if more > 0 else "")

    def agreement(self) -> doc.Block:
        """Return the agreement at a glance."""
        comparison, texts = self.comparison, self.guide.comparison.parties
        same, of = comparison.agreement.same, comparison.agreement.of
        title = texts.agreement.format(same=same, of=of)
        if same == of:
            if not of or comparison.changed:
                return doc.Callout(title, texts.too_different, "unknown")
            if are_alike_and_good(comparison, self.pair, self.guide):
                return doc.Callout(title, texts.all_alike_good, "good")
            return doc.Callout(title, texts.all_alike, "neutral")
        bars = (
            doc.Bar(texts.bars.same, same, "neutral"),
            doc.Bar(texts.bars.splits, len(comparison.splits), "mixed"),
            doc.Bar(texts.bars.one_sided, len(comparison.one_sided), "unknown"),
        )
        return doc.Bars(title, bars, of)

    def key_label(self, id: str) -> str:
        """Return the mark of a most important factor; "" for another question."""
        return key_label(self.guide.questions[id].key, self.guide.documents)

    def reading(self, id: str) -> str:
        """Return the section to read before talking about a question, and the name that opens it."""
        return self.guide.reading(self.guide.questions[id].read_on)

    def answer(self, split: Split, side: int) -> str:
        """Return what one side (0 or 1) answered, in words."""
        return self.guide.questions[split.id].label(split.values[side])

    def remark(self, id: str, side: int) -> str:
        """Return what one side remarked; "" where it did not."""
        note = self.pair[side].note_of(id)
        return f"Bemerkung: {note}" if note else ""

    def entry(self, id: str, *, reading: bool) -> doc.Entry:
        """Return a question that both answered alike: the answer, what each side remarked, and what to read."""
        value = self.pair[0].value_of(id)
        question = self.guide.questions[id]
        remarks = [
            f"{label}: {note}" for label, each in zip(self.labels, self.pair, strict=True) if (note := each.note_of(id))
        ]
        to_read = f"Vorher lesen: {self.reading(id)}" if reading else ""
        return doc.Entry(
            question.title,
            question.label(value) if value else "",
            self.key_label(id),
            aside="\n".join(filter(None, (*self.asides(id), to_read))),
            note="\n".join(remarks),
        )

    def in_one_table(self, ids: Sequence[str]) -> doc.Table:
        """Return many questions that both answered alike, each with its answer, close together."""
        entries = [self.entry(id, reading=False) for id in ids]
        rows = tuple(
            (doc.Entry(each.term, "", each.label), doc.Entry("", each.text, "", each.aside, each.note))
            for each in entries
        )
        return doc.Table(("Worum es geht", "Antwort beider"), rows, widths=(56, 44))

    def chosen(self, *, all_named: bool) -> tuple[doc.Table, ...]:
        """Return what each side named as reasons and as fears; without `all_named` only what one named alone."""
        tables = []
        for question in (each for each in self.guide.questions.values() if each.is_list):
            both = [each.chosen(question.id) if each.scope == "full" else None for each in self.pair]
            if None in both or not worded_alike(question.id, self.pair, self.guide):
                continue
            rows: list[tuple[str, str, str]] = []
            for option in question.options:
                by = [option.id in (each or ()) for each in both]
                if any(by) and (all_named or not all(by)):
                    first, second = ("genannt" if named else "–" for named in by)
                    rows.append((option.title, first, second))
            first, second = (each.note_of(question.id) for each in self.pair)
            if first or second:
                rows.append((question.other, first or "–", second or "–"))
            if rows:
                # The kind stands in the head, so that no reason can be taken for a fear.
                tables.append(doc.Table((question.title, *self.labels), tuple(rows), widths=SIDES))
        return tuple(tables)
