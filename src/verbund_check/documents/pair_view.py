"""Two assessments of one firm side by side: the parts of which comparison and agenda are made."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec import Struct

from verbund_check.answers.assessment import Assessment, sentence_of
from verbund_check.answers.organisation import organisation
from verbund_check.documents import blocks as doc
from verbund_check.documents.appendix import appendix, target, whole
from verbund_check.documents.comparison import title_of
from verbund_check.documents.labels import about, key_label
from verbund_check.guide.model import Effect, Guide, Option, Question
from verbund_check.guide.values import FACTOR_LABELS, Value
from verbund_check.policy.compare_pair import Pair, PairComparison, are_alike_and_good
from verbund_check.policy.comparison import sentence_then, worded_alike
from verbund_check.policy.verdict import Verdict, judge
from verbund_check.text import local_day

NAMED_AT_MOST = 2
"""So many questions are named in a title; below, all of them have their row."""


class Chosen(Struct, frozen=True):
    """What was named of a list: by both, by the first alone, by the second alone; and what each wrote beside it."""

    question: Question
    both: tuple[str, ...]
    only: tuple[tuple[str, ...], tuple[str, ...]]
    others: tuple[str, str]


class PairView:
    """Two assessments side by side, `pair` in the order of the comparison."""

    def __init__(self, comparison: PairComparison, pair: Pair, guide: Guide) -> None:
        self.comparison = comparison
        self.pair = pair
        self.guide = guide
        self.words = guide.comparison.pair

    @property
    def names(self) -> tuple[str, str]:
        """What the two assessments are called without their days: the parties, or then and now."""
        texts, sides = self.guide.comparison.time, self.comparison.assessments
        if self.comparison.kind == "time":
            return texts.before, texts.now
        first, second = (self.guide.party(side.party) for side in sides)
        if first != second:
            return first, second
        numbered = self.words.numbered
        return numbered.format(side=first, number=1), numbered.format(side=second, number=2)

    @property
    def dated(self) -> tuple[str, str]:
        """The same with their days."""
        first, second = (
            self.words.dated.format(side=name, day=local_day(side.finished) if side.finished else self.words.undated)
            for name, side in zip(self.names, self.comparison.assessments, strict=True)
        )
        return first, second

    @property
    def labels(self) -> tuple[str, str]:
        """What stands above the answers of each: the party, or then and now with their days."""
        return self.dated if self.comparison.kind == "time" else self.names

    @property
    def firm(self) -> str:
        """The organisation; where two are compared by force, both."""
        names: dict[str, str] = {}
        for side in self.comparison.assessments:
            names.setdefault(organisation(side.organisation).core, side.organisation)
        return " / ".join(filter(None, names.values()))

    @property
    def parties(self) -> str:
        """Whose assessments these are, each party once."""
        return " / ".join(dict.fromkeys(self.guide.party(side.party) for side in self.comparison.assessments))

    def subtitle(self) -> str:
        """Return whose assessments these are, of when, and of what stage where it is one."""
        said = [self.guide.firm(self.firm)]
        if self.comparison.kind == "time":
            said.append(self.parties)
        days = {local_day(side.finished) if side.finished else "" for side in self.comparison.assessments}
        said += [self.both(*self.names), *days] if len(days) == 1 and days != {""} else [self.both(*self.dated)]
        if self.pair[0].stage == self.pair[1].stage:
            said.append(self.guide.interview.stage_names.at(self.pair[0].stage))
        return " · ".join(said)

    def about(self, kind: str) -> str:
        """Return what stands in the footer; of the later day."""
        days = [side.finished for side in self.comparison.assessments if side.finished]
        return about(kind, (self.firm, self.parties), local_day(max(days)) if days else "")

    def both(self, first: str, second: str) -> str:
        """Return an enumeration of two."""
        return self.words.two.format(first=first, second=second)

    def listed(self, texts: Sequence[str]) -> str:
        """Return an enumeration of any number."""
        return self.both(", ".join(texts[:-1]), texts[-1]) if len(texts) > 1 else "".join(texts)

    def part(self, title: str, count: int) -> str:
        """Return a heading with the number of what stands below it."""
        return self.words.part.format(title=title, count=count)

    def to_know(self) -> Iterator[doc.Block]:
        """Yield what to know before reading on: different stages, other wordings, a short questionnaire."""
        first, second = self.pair
        if first.stage != second.stage:
            texts, names = self.guide.comparison.stages_differ, self.guide.interview.stage_names
            template = texts.parties if self.comparison.kind == "parties" else texts.time
            told = template.format(
                first=self.names[0],
                first_stage=names.at(first.stage),
                second=self.names[1],
                second_stage=names.at(second.stage),
            )
            yield doc.Callout(self.guide.verdict.head.stage, told, "mixed")
        yield from self._wordings()
        if "quick" in (first.scope, second.scope):
            yield doc.Paragraph(self.words.quick, "quiet")

    def _wordings(self) -> Iterator[doc.Block]:
        """What to say where a question is worded otherwise today: the same meaning in other words, or once for both."""
        ids = self.comparison.unchanged
        asked = [{each.questions[id] for each in self.pair if id in each.questions} for id in ids]
        older = [each for each in self.pair if any(sentence_then(each, id, self.guide) for id in ids)]
        if any(len(marks) > 1 for marks in asked):
            yield doc.Paragraph(self.guide.comparison.reworded, "quiet")
        elif older:
            versions = self.listed(tuple(dict.fromkeys(each.content.version for each in older)))
            yield doc.Paragraph(self.guide.verdict.older_content.format(version=versions), "quiet")

    def verdict_words(self) -> tuple[tuple[str, str], tuple[str, str]]:
        """Return readiness and prospects of each side, a word each; "–" where there is no result."""
        words = self.guide.verdict
        first, second = (
            (
                getattr(words.readiness_words, each.outcome) if each.outcome else "–",
                getattr(words.prospects_words, each.prospects or "pending"),
            )
            for each in self.comparison.verdicts
        )
        return first, second

    def verdicts(self) -> doc.RatingPart:
        """Return both results with their numbers as the first part of the table."""
        texts = self.guide.comparison.verdicts
        verdicts = [judge(each, self.guide) for each in self.pair]
        readiness, prospects = [], []
        for verdict, (ready, hopeful) in zip(verdicts, self.verdict_words(), strict=True):
            if verdict is not None:
                yes, total = verdict.readiness[Value.YES], sum(verdict.readiness.values())
                ready = texts.readiness_counts.format(word=ready, yes=yes, total=total)
            readiness.append(doc.Rating(None, ready))
            prospects.append(doc.Rating(None, hopeful))
        rows = [doc.RatingRow(texts.readiness, tuple(readiness)), doc.RatingRow(texts.prospects, tuple(prospects))]
        counted = [self._counts(each) for each in verdicts]
        if all(counted):
            rows.append(doc.RatingRow(texts.factors, tuple(each for each in counted if each)))
        return doc.RatingPart("", tuple(rows))

    def _counts(self, verdict: Verdict | None) -> doc.Counts | None:
        """How many of the factors hinder and help; None where they were not all answered."""
        if verdict is None or verdict.prospects is None:
            return None
        counted: dict[Effect, int] = {"hinders": 0, "partly": 0, "unsure": 0, "helps": 0}
        for factors, counts in ((self.guide.success, verdict.success), (self.guide.risks, verdict.risks)):
            for value, count in (counts or {}).items():
                counted[self.guide.questions[factors[0].id].effect(Value(value))] += count
        return doc.Counts(**counted)

    def all_alike(self) -> Iterator[doc.Block]:
        """Yield what agreement in all means, or that nothing more can be compared; nothing where answers differ."""
        comparison, texts = self.comparison, self.guide.comparison.parties
        same, of = comparison.agreement.same, comparison.agreement.of
        title = texts.agreement.format(same=same, of=of)
        if same != of:
            return
        if not of or comparison.changed:
            yield doc.Callout(title, texts.too_different, "unknown")
        elif are_alike_and_good(comparison, self.pair, self.guide):
            yield doc.Callout(title, texts.all_alike_good, "good")
        else:
            yield doc.Callout(title, texts.all_alike)

    def ratings(self, id: str) -> tuple[doc.Rating, doc.Rating]:
        """Return what each side answered; of a list what it chose, and of what only another content knows its value."""
        first, second = (self._rating(id, each) for each in self.pair)
        return first, second

    def _rating(self, id: str, assessment: Assessment) -> doc.Rating:
        question, value, chosen = self.guide.questions.get(id), assessment.value_of(id), assessment.chosen(id)
        if chosen is not None and question:
            return doc.Rating(None, question.label(chosen))
        if value is None:
            return doc.Rating(None, self.words.not_asked)
        if question is None:  # whether it helps or hinders, only the other content says
            return doc.Rating(None, FACTOR_LABELS[value])
        return doc.Rating(question.effect(value), question.label(value))

    def row(self, id: str, **more: object) -> doc.RatingRow:
        """Return the row of a question: both answers, and what each side remarked. `more` are other fields of the row."""
        question = self.guide.questions.get(id)
        fields: dict[str, object] = {
            "mark": key_label(bool(question and question.key), self.guide.documents),
            "notes": self.notes(id),
            **more,
        }
        return doc.RatingRow(title_of(id, self.guide), self.ratings(id), **fields)  # type: ignore[arg-type]

    def notes(self, id: str) -> tuple[str, ...]:
        """Return what each side remarked, behind its name."""
        question = self.guide.questions.get(id)
        shown = self.guide.verdict.other_shown if question and question.is_list else "{note}"
        return tuple(
            self.words.remark.format(side=name, note=shown.format(note=note))
            for name, each in zip(self.names, self.pair, strict=True)
            if (note := each.note_of(id))
        )

    def then(self, id: str) -> str:
        """Return the sentence that was answered, where it is another one today: once for both, or of each side."""
        first, second = (sentence_then(each, id, self.guide) for each in self.pair)
        if first == second:
            return self.words.then.format(sentence=first) if first else ""
        return "\n".join(
            self.words.then_of.format(side=name, sentence=sentence)
            for name, sentence in zip(self.names, (first, second), strict=True)
            if sentence
        )

    def sentences(self, id: str) -> str:
        """Return what both had before them; where that was not the same, both wordings."""
        return " / ".join(filter(None, dict.fromkeys(sentence_of(each, id, self.guide) for each in self.pair)))

    def agreed(self, effect: Effect) -> tuple[str, ...]:
        """Return what both answered alike with this effect, most important factors first."""
        return tuple(each.id for each in self.comparison.agreed if each.effect == effect)

    def not_comparable(self) -> tuple[str, ...]:
        """Return what was put to the two in different words, lists included."""
        lists = tuple(question.id for question in self._lists() if not worded_alike(question.id, self.pair, self.guide))
        return (*self.comparison.changed, *lists)

    def _lists(self) -> list[Question]:
        """Reasons and fears, where both were asked."""
        full = all(each.scope == "full" for each in self.pair)
        return [
            each
            for each in self.guide.questions.values()
            if full and each.is_list and None not in [side.chosen(each.id) for side in self.pair]
        ]

    def chosen(self) -> tuple[Chosen, ...]:
        """Return what the sides named as reasons and as fears; a list of which nothing was named or written is left out."""
        found = []
        for question in self._lists():
            if not worded_alike(question.id, self.pair, self.guide):
                continue
            first, second = (set(each.chosen(question.id) or ()) for each in self.pair)
            both, left, right = (
                _titles(question.options, ids) for ids in (first & second, first - second, second - first)
            )
            others = (self.pair[0].note_of(question.id), self.pair[1].note_of(question.id))
            if any((both, left, right, *others)):
                found.append(Chosen(question, both, (left, right), others))
        return tuple(found)

    def choices(self) -> Iterator[doc.Block]:
        """Yield reasons and fears as a table: what both named, and what one named alone; what was written beside it below."""
        words, time = self.words, self.guide.comparison.time
        rows = tuple(
            doc.RatingRow(
                each.question.title,
                tuple(doc.Rating(None, "; ".join(named) or "–") for named in (each.both, *each.only)),
                notes=self.notes(each.question.id),
            )
            for each in self.chosen()
        )
        if rows:
            only = [words.only.format(side=name) for name in self.names]
            heads = (words.both, *((time.only_before, time.only_now) if self.comparison.kind == "time" else only))
            yield doc.Ratings((doc.RatingPart("", rows),), words.choices, heads)

    def reading(
        self, points: Mapping[str, str], name: Callable[[list[str]], str], *, on_screen: bool
    ) -> tuple[tuple[doc.Block, ...], tuple[doc.Block, ...]]:
        """Return what to read before talking, by section, with what the document is worth; and the appendix.

        `points` are short names by the ID of their question, of which `name` makes a text. On the screen the sections bear
        the name that opens them, and there is no appendix.
        """
        by_section: dict[str, list[str]] = {}
        for id, point in points.items():
            question = self.guide.questions.get(id)
            if question and question.read_on:
                by_section.setdefault(question.read_on, []).append(point)
        keys = [entry.key for entry in self.guide.contents.sections if entry.key in by_section]
        if not keys:
            return (self.closing(),), ()
        if on_screen:
            entries = tuple(doc.Entry(self.guide.reading(key), name(by_section[key])) for key in keys)
            return (doc.Heading(self.words.reading), doc.Entries(entries), self.closing()), ()
        rows = tuple((doc.Entry("", "", see=target(key, self.guide)), name(by_section[key])) for key in keys)
        overview = doc.Table((self.words.section, self.words.read_for), rows, widths=(50, 50))
        return (self.closing(whole(self.guide)),), tuple(appendix(keys, self.guide, [overview]))

    def closing(self, see: doc.Target | None = None) -> doc.Block:
        """Return what the document is worth, with the way to the appendix where there is one."""
        told = self.words.disclaimer
        if see is None:
            return doc.Paragraph(told, "quiet")
        return doc.Entries((doc.Entry("", "", aside=f"{told} {self.words.reading_lead}", see=see),))


def _titles(options: Sequence[Option], ids: set[str]) -> tuple[str, ...]:
    """The titles of what was chosen, in the order of the content; of what it does not have, the ID."""
    known = [option.title for option in options if option.id in ids]
    return (*known, *(f"„{id}“" for id in sorted(ids - {option.id for option in options})))
