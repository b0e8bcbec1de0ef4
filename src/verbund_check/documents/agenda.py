"""The agenda for the joint meeting of two parties: each split as an item with room for what comes of it."""

from __future__ import annotations

from collections.abc import Iterator

from verbund_check.documents import blocks as doc
from verbund_check.documents.comparison import PairView, not_compared, title_of
from verbund_check.guide.model import Guide
from verbund_check.policy.compare_pair import Pair, PairComparison, Split

NAMED_ALONE = "Gründe und Befürchtungen"


def agenda_document(comparison: PairComparison, pair: Pair, guide: Guide) -> doc.Document:
    """Return the agenda; `pair` in the order of the comparison."""
    view, texts = PairView(comparison, pair, guide), guide.comparison.agenda
    blocks = (
        view.head(),
        doc.Blank("Datum und Ort"),
        doc.Blank("Dabei", 2),
        doc.Blank("Protokoll"),
        *_overview(view),
        *_items(view),
        *not_compared(comparison.changed, guide),
        doc.Group(
            (doc.Heading("Zum Schluss"), doc.Paragraph(texts.closing), doc.Blank("", 3), doc.Blank("Nächster Termin"))
        ),
        doc.Paragraph(texts.reading, "quiet"),
        doc.Paragraph(guide.comparison.disclaimer, "quiet"),
    )
    return doc.Document(texts.title, blocks)


def _overview(view: PairView) -> Iterator[doc.Block]:
    """All points in one list; where there are none, that both agree."""
    comparison, (first, second) = view.comparison, view.labels
    points = [title_of(split.id, view.guide) for split in (*comparison.splits, *comparison.one_sided)]
    if not points:
        yield view.agreement()
        return
    same, of = comparison.agreement.same, comparison.agreement.of
    intro = view.guide.comparison.agenda.intro.format(first=first, second=second, same=same, of=of)
    yield doc.Paragraph(intro, "lead")
    if view.chosen(all_named=False):
        points.append(NAMED_ALONE)
    yield doc.Heading("Die Punkte")
    yield doc.ListBlock(tuple(points), ordered=True)


def _items(view: PairView) -> Iterator[doc.Block]:
    comparison, texts = view.comparison, view.guide.comparison.agenda
    number = 0
    for items, title, lead in (
        (comparison.splits, texts.splits, ""),
        (comparison.one_sided, texts.one_sided, texts.one_sided_lead),
    ):
        if items:
            yield doc.Heading(title)
        if items and lead:
            yield doc.Paragraph(lead)
        for split in items:
            number += 1
            yield doc.Group(tuple(_item(number, split, view)))
    tables = view.chosen(all_named=False)
    if tables:  # the last item: reasons and fears that one side has and the other has not
        yield doc.Heading(texts.named_alone)
        heading = doc.Heading(f"{number + 1}. {NAMED_ALONE}", 3)
        yield doc.Group((heading, doc.Paragraph(texts.named_alone_lead), *tables, *_outcome()))


def _item(number: int, split: Split, view: PairView) -> Iterator[doc.Block]:
    question, mark = view.guide.questions[split.id], view.key_label(split)
    yield doc.Heading(f"{number}. {question.title}{f' ({mark})' if mark else ''}", 3)
    # What both had before them; where one answered on a plan and one on an alliance at work, both wordings.
    yield doc.Paragraph(" / ".join(dict.fromkeys(question.wording(each.stage) for each in view.pair)))
    positions = (
        (label, "\n".join(filter(None, (view.answer(split, side), view.remark(split, side)))))
        for side, label in enumerate(view.labels)
    )
    yield doc.Fields((*positions, ("Vorher lesen", view.reading(split))))
    yield from _outcome()


def _outcome() -> tuple[doc.Block, doc.Block]:
    """Room for what comes of a point, who sees to it and until when."""
    return doc.Blank("Ergebnis", 3), doc.Blank("Verantwortlich", beside="Bis wann")
