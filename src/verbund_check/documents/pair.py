"""The comparison of two assessments as a document: two parties of one firm, or one firm at two times."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from verbund_check.documents import blocks as doc
from verbund_check.documents.comparison import SIDES, PairView, not_compared, title_of
from verbund_check.guide.model import Effect, Guide
from verbund_check.guide.values import Value
from verbund_check.policy.compare_pair import Pair, PairComparison, Split


def pair_document(comparison: PairComparison, pair: Pair, guide: Guide, *, on_screen: bool = False) -> doc.Document:
    """Return the comparison of two parties or of two times; `pair` in the order of the comparison."""
    view = PairView(comparison, pair, guide)
    parties = comparison.kind == "parties"
    blocks = (
        *view.head(),
        *view.verdicts(),
        *(_two_sides(view, on_screen=on_screen) if parties else _over_time(view)),
        *not_compared(comparison.changed, guide),
        doc.Paragraph(guide.comparison.disclaimer, "quiet"),
    )
    return doc.Document((guide.comparison.parties if parties else guide.comparison.time).title, blocks)


def _two_sides(view: PairView, *, on_screen: bool) -> Iterator[doc.Block]:
    comparison, texts = view.comparison, view.guide.comparison.parties
    yield view.agreement()
    strong = tuple(split for split in comparison.splits if Value.PARTLY not in split.values)
    weak = tuple(split for split in comparison.splits if Value.PARTLY in split.values)
    if comparison.splits:
        yield doc.Heading(texts.headings.splits)
        yield doc.Paragraph(f"{texts.splits} {texts.splits_hint}" if on_screen else texts.splits)
    for splits, title in ((strong, texts.strong), (weak, texts.weak)):
        if splits:
            yield doc.Heading(title, 3)
            yield _table(splits, view)
    if comparison.one_sided:
        yield doc.Heading(texts.headings.one_sided)
        yield doc.Paragraph(texts.one_sided)
        yield _table(comparison.one_sided, view)
    yield from _agreed(view)
    tables = view.chosen(all_named=True)
    if tables:
        yield doc.Heading(texts.headings.choices)
        yield from tables


def _agreed(view: PairView) -> Iterator[doc.Block]:
    """What both answered alike, by what it means: what hinders first, and what helps in one list."""
    texts = view.guide.comparison.agreed
    by_effect: dict[Effect, list[str]] = {}
    for each in view.comparison.agreed:
        by_effect.setdefault(each.effect, []).append(each.id)
    if not by_effect:
        yield doc.Paragraph(texts.none)
    parts: tuple[tuple[Effect, str, str], ...] = (
        ("hinders", texts.hinders, texts.hinders_lead),
        ("partly", texts.partly, ""),
        ("unsure", texts.unsure, texts.unsure_lead),
        ("helps", texts.helps, ""),
    )
    for effect, title, lead in parts:
        ids = by_effect.get(effect)
        if not ids:
            continue
        yield doc.Heading(title)
        if lead:
            yield doc.Paragraph(lead)
        if effect == "hinders":
            yield doc.Entries(tuple(view.entry(id, reading=True) for id in ids))
        else:
            yield view.in_one_table(ids)


def _table(splits: Sequence[Split], view: PairView, *, read: bool = True, effects: bool = False) -> doc.Table:
    """The answers of both; with `effects` the second is followed by what it means."""
    rows = []
    for split in splits:
        common, *asides = view.asides(split.id)
        to_read = f"Vorher lesen: {view.reading(split.id)}" if read else ""
        answers = [view.answer(split, side) for side in (0, 1)]
        if effects:
            effect = view.guide.questions[split.id].effect(split.values[1])
            answers[1] += f" ({getattr(view.guide.documents.effects, effect)})"
        rows.append(
            (
                doc.Entry(
                    title_of(split.id, view.guide),
                    "",
                    view.key_label(split.id),
                    aside="\n".join(filter(None, (common, to_read))),
                ),
                *(
                    doc.Entry("", answers[side], aside=asides[side], note=view.remark(split.id, side))
                    for side in (0, 1)
                ),
            )
        )
    return doc.Table(("Worum es geht", *view.labels), tuple(rows), widths=SIDES)


def _over_time(view: PairView) -> Iterator[doc.Block]:
    """What has moved; better and worse are said of definite answers alone, for to know less is neither."""
    comparison, texts = view.comparison, view.guide.comparison.time
    better = [split for split in comparison.splits if split.id in comparison.better]
    worse = [split for split in comparison.splits if split.id in comparison.worse]
    known = [split for split in comparison.one_sided if split.values[0] == Value.UNSURE]
    unknown = [split for split in comparison.one_sided if split.values[1] == Value.UNSURE]
    title = texts.agreement.format(same=comparison.agreement.same, of=comparison.agreement.of)
    if better or worse or known or unknown:
        bars = (
            doc.Bar("Unverändert", comparison.agreement.same, "neutral"),
            doc.Bar(texts.better_title, len(better), "good"),
            doc.Bar(texts.worse_title, len(worse), "bad"),
            doc.Bar(texts.known_title, len(known), "neutral"),
            doc.Bar(texts.unknown_title, len(unknown), "unknown"),
        )
        yield doc.Bars(title, bars, comparison.agreement.of)
    elif comparison.agreement.of and not comparison.changed:
        yield doc.Callout(title, texts.none)
    else:
        yield doc.Callout(title, view.guide.comparison.parties.too_different, "unknown")
    for splits, heading, lead in (
        (better, texts.better_title, texts.better),
        (worse, texts.worse_title, texts.worse),
        (known, texts.known_title, texts.known),
        (unknown, texts.unknown_title, texts.unknown),
    ):
        if splits:
            yield doc.Heading(heading)
            yield doc.Paragraph(lead)
            yield _table(splits, view, read=False, effects=splits is known)
    yield from _measures(view)


def _measures(view: PairView) -> Iterator[doc.Block]:
    """Which measures are gone, new or left; to find out what is not known is none."""
    comparison, texts = view.comparison, view.guide.comparison.time
    unsure = [{id for id, value in each.values().items() if value == Value.UNSURE} for each in view.pair]
    before = [id for id in (*comparison.done, *comparison.remaining) if id not in unsure[0]]
    after = [id for id in (*comparison.remaining, *comparison.new) if id not in unsure[1]]
    lists = (
        ([id for id in before if id in comparison.done], texts.done_title, texts.done),
        ([id for id in after if id not in before], texts.new_title, texts.new),
        ([id for id in after if id in before], texts.remaining_title, texts.remaining),
    )
    if any(ids for ids, _, _ in lists):
        yield doc.Heading(texts.measures_title)
    for ids, title, lead in lists:
        if ids:
            yield doc.Heading(title, 3)
            yield doc.Paragraph(lead)
            yield doc.ListBlock(tuple(title_of(id, view.guide) for id in ids))
