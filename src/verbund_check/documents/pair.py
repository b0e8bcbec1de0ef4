"""The comparison of two assessments as a document: two parties of one firm, or one firm at two times."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from verbund_check.documents import blocks as doc
from verbund_check.documents.comparison import SIDES, PairView, not_compared, title_of
from verbund_check.guide.model import Guide
from verbund_check.guide.values import Value
from verbund_check.policy.compare_pair import Pair, PairComparison, Split


def pair_document(comparison: PairComparison, pair: Pair, guide: Guide) -> doc.Document:
    """Return the comparison of two parties or of two times; `pair` in the order of the comparison."""
    view = PairView(comparison, pair, guide)
    parties = comparison.kind == "parties"
    blocks = (
        view.head(),
        *(_two_sides(view) if parties else _over_time(view)),
        *not_compared(comparison.changed, guide),
        doc.Paragraph(guide.comparison.disclaimer, "quiet"),
    )
    return doc.Document((guide.comparison.parties if parties else guide.comparison.time).title, blocks)


def _two_sides(view: PairView) -> Iterator[doc.Block]:
    comparison, texts = view.comparison, view.guide.comparison.parties
    yield view.agreement()
    strong = tuple(split for split in comparison.splits if Value.PARTLY not in split.values)
    weak = tuple(split for split in comparison.splits if Value.PARTLY in split.values)
    if comparison.splits:
        yield doc.Heading("Wo Sie auseinanderliegen")
        yield doc.Paragraph(texts.splits)
    for splits, title in ((strong, texts.strong), (weak, texts.weak)):
        if splits:
            yield doc.Heading(title, 3)
            yield _table(splits, view)
    if comparison.one_sided:
        yield doc.Heading("Was nur eine Seite weiß")
        yield doc.Paragraph(texts.one_sided)
        yield _table(comparison.one_sided, view)
    tables = view.chosen(all_named=True)
    if tables:
        yield doc.Heading("Gründe und Befürchtungen")
        yield from tables


def _table(splits: Sequence[Split], view: PairView, *, read: bool = True) -> doc.Table:
    rows = tuple(
        (
            doc.Entry(
                title_of(split.id, view.guide),
                "",
                view.key_label(split),
                aside=f"Vorher lesen: {view.reading(split)}" if read else "",
            ),
            *(doc.Entry("", view.answer(split, side), note=view.remark(split, side)) for side in (0, 1)),
        )
        for split in splits
    )
    return doc.Table(("Worum es geht", *view.labels), rows, widths=SIDES)


def _over_time(view: PairView) -> Iterator[doc.Block]:
    comparison, texts = view.comparison, view.guide.comparison.time
    moved = {split.id: split for split in (*comparison.splits, *comparison.one_sided)}
    bars = (
        doc.Bar("unverändert", comparison.agreement.same, "neutral"),
        doc.Bar("besser geworden", len(comparison.better), "good"),
        doc.Bar("schlechter geworden", len(comparison.worse), "bad"),
    )
    title = texts.agreement.format(same=comparison.agreement.same, of=comparison.agreement.of)
    if moved:
        yield doc.Bars(title, bars, comparison.agreement.of)
    else:
        yield doc.Callout(title, texts.none)
    for ids, title, lead in (
        (comparison.better, "Besser geworden", texts.better),
        (comparison.worse, "Schlechter geworden", texts.worse),
    ):
        if ids:
            yield doc.Heading(title)
            yield doc.Paragraph(lead)
            yield _table([moved[id] for id in ids], view, read=False)
    lists = (
        (comparison.done, "Erledigt", texts.done),
        (comparison.new, "Neu hinzugekommen", texts.new),
        (comparison.remaining, "Noch offen", texts.remaining),
    )
    if any(ids for ids, _, _ in lists):
        yield doc.Heading("Ihre Maßnahmen")
    for ids, title, lead in lists:
        if ids:
            yield doc.Heading(title, 3)
            yield doc.Paragraph(lead)
            yield doc.ListBlock(tuple(title_of(id, view.guide) for id in ids))
