"""What the documents about several assessments have in common."""

from __future__ import annotations

from collections.abc import Iterator

from verbund_check.answers.organisation import organisation
from verbund_check.documents import blocks as doc
from verbund_check.documents.labels import key_label
from verbund_check.guide.model import Guide
from verbund_check.policy.compare_pair import Pair, PairComparison, Split
from verbund_check.policy.comparison import worded_alike
from verbund_check.text import local_day

SIDES = (36, 32, 32)
"""How a table of two sides shares out the page: remarks need more room than the name of a question."""


def title_of(id: str, guide: Guide) -> str:
    """Return the short name of a question; of one that the present content does not have, its ID."""
    return guide.questions[id].title if id in guide.questions else f"„{id}“"


def not_compared(ids: tuple[str, ...], guide: Guide) -> Iterator[doc.Block]:
    """Yield which questions were left out, and why; nothing where none was."""
    if ids:
        yield doc.Heading("Nicht verglichen")
        yield doc.Paragraph(guide.comparison.changed)
        yield doc.ListBlock(tuple(title_of(id, guide) for id in ids))


class PairView:
    """Two assessments side by side, `pair` in the order of the comparison: the parts of which documents are made."""

    def __init__(self, comparison: PairComparison, pair: Pair, guide: Guide) -> None:
        self.comparison = comparison
        self.pair = pair
        self.guide = guide

    @property
    def labels(self) -> tuple[str, str]:
        """What the two assessments are called: the parties, or the days."""
        first, second = (
            self.guide.party(side.party)
            if self.comparison.kind == "parties"
            else local_day(side.finished)
            if side.finished
            else "ohne Datum"
            for side in self.comparison.assessments
        )
        return (first, second) if first != second else (f"{first} (1)", f"{second} (2)")

    def head(self) -> doc.Fields:
        """Return whose assessments these are, and of when."""
        return doc.Fields(tuple(self._head()))

    def _head(self) -> Iterator[tuple[str, str]]:
        guide, sides = self.guide, self.comparison.assessments
        names: dict[str, str] = {}
        for side in sides:
            names.setdefault(organisation(side.organisation).core, side.organisation)
        yield "Betrieb", guide.firm(" / ".join(filter(None, names.values())))
        if self.comparison.kind == "time":
            yield "Antworten von", " / ".join(dict.fromkeys(guide.party(side.party) for side in sides))
            yield "Verglichen", " und ".join(self.labels)
        else:
            for side, label in zip(sides, self.labels, strict=True):
                yield label, f"abgeschlossen am {local_day(side.finished)}" if side.finished else "ohne Datum"
        stages = [each.stage for each in self.pair]
        if stages[0] != stages[1]:
            labels = zip(self.labels, stages, strict=True)
            yield "Stand", "; ".join(f"{label}: {guide.interview.stages.at(stage)}" for label, stage in labels)

    def agreement(self) -> doc.Block:
        """Return the agreement at a glance."""
        comparison, texts = self.comparison, self.guide.comparison.parties
        same, of = comparison.agreement.same, comparison.agreement.of
        title = texts.agreement.format(same=same, of=of)
        if same == of:
            alike = of and not comparison.changed
            return doc.Callout(title, texts.all_alike if alike else texts.too_different, "good" if alike else "unknown")
        bars = (
            doc.Bar("gleich", same, "good"),
            doc.Bar("verschieden", len(comparison.splits), "mixed"),
            doc.Bar("nur eine Seite weiß es", len(comparison.one_sided), "unknown"),
        )
        return doc.Bars(title, bars, of)

    def key_label(self, split: Split) -> str:
        """Return the mark of a most important factor; "" for another question."""
        return key_label(self.guide.questions[split.id].key)

    def reading(self, split: Split) -> str:
        """Return the section to read before talking about a question, and the name that opens it."""
        return self.guide.reading(self.guide.questions[split.id].read_on)

    def answer(self, split: Split, side: int) -> str:
        """Return what one side (0 or 1) answered, in words."""
        return self.guide.questions[split.id].label(split.values[side])

    def remark(self, split: Split, side: int) -> str:
        """Return what one side remarked; "" where it did not."""
        note = self.pair[side].note_of(split.id)
        return f"Bemerkung: {note}" if note else ""

    def chosen(self, *, all_named: bool) -> tuple[doc.Table, ...]:
        """Return what each side named as reasons and as fears; without `all_named` only what one named alone."""
        tables = []
        for question in (each for each in self.guide.questions.values() if each.is_list):
            both = [each.chosen(question.id) if each.scope == "full" else None for each in self.pair]
            if None in both or not worded_alike(question.id, self.pair):
                continue
            rows = []
            for option in question.options:
                by = [option.id in (each or ()) for each in both]
                if any(by) and (all_named or not all(by)):
                    rows.append((option.title, *("genannt" if named else "–" for named in by)))
            if rows:
                # The kind stands in the head, so that no reason can be taken for a fear.
                tables.append(doc.Table((question.title, *self.labels), tuple(rows), widths=SIDES))
        return tuple(tables)
