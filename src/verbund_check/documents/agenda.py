"""The agenda for the joint meeting of two parties: what they see differently, and what both see as a hindrance."""

from __future__ import annotations

from collections.abc import Iterator

from verbund_check.documents import blocks as doc
from verbund_check.documents.comparison import PairView, not_compared, title_of
from verbund_check.guide.model import Effect, Guide
from verbund_check.policy.compare_pair import Pair, PairComparison, Split


def agenda_document(comparison: PairComparison, pair: Pair, guide: Guide, *, on_screen: bool = False) -> doc.Document:
    """Return the agenda; `pair` in the order of the comparison. It is never empty."""
    view, texts = PairView(comparison, pair, guide), guide.comparison.agenda
    reading = f"{texts.reading} {texts.reading_hint}" if on_screen else texts.reading
    blocks = (
        *view.head(),
        doc.Blank("Datum und Ort"),
        doc.Blank("Dabei", 2),
        doc.Blank("Protokoll"),
        *view.verdicts(),
        *_overview(view),
        *_items(view),
        *_agreed(view),
        *not_compared(comparison.changed, guide),
        doc.Group(
            (
                doc.Heading(texts.closing_title),
                doc.Paragraph(texts.closing),
                doc.Blank("", 3),
                doc.Form("", texts.decision, "", _decisions(view), ""),
                doc.Blank("Nächster Termin"),
            )
        ),
        doc.Paragraph(reading, "quiet"),
        doc.Paragraph(guide.comparison.disclaimer, "quiet"),
    )
    return doc.Document(texts.title, blocks)


def _decisions(view: PairView) -> tuple[str, ...]:
    """What can be decided at the end; where one thinks of a plan and one of an alliance at work, all of it."""
    decisions = view.guide.comparison.agenda.decisions
    stages = {each.stage for each in view.pair}
    return (
        *(decisions.planned if "planned" in stages else ()),
        *(decisions.running if "running" in stages else ()),
    )


def _with_effect(view: PairView, effect: Effect) -> tuple[str, ...]:
    return tuple(each.id for each in view.comparison.agreed if each.effect == effect)


def _overview(view: PairView) -> Iterator[doc.Block]:
    """All points that have room below in one list; where both agree in all, that this is no end of the talk."""
    comparison, (first, second), texts = view.comparison, view.labels, view.guide.comparison
    points = [title_of(split.id, view.guide) for split in (*comparison.splits, *comparison.one_sided)]
    if view.chosen(all_named=False):
        points.append(texts.parties.headings.choices)
    if comparison.splits or comparison.one_sided:
        same, of = comparison.agreement.same, comparison.agreement.of
        yield doc.Paragraph(texts.agenda.intro.format(first=first, second=second, same=same, of=of), "lead")
    elif comparison.changed or not comparison.agreement.of:
        yield view.agreement()
    else:
        yield doc.Paragraph(texts.agenda.intro_alike.format(first=first, second=second), "lead")
    points += [title_of(id, view.guide) for id in _with_effect(view, "hinders")]
    if points:
        yield doc.Heading(texts.agenda.points)
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
            yield doc.Group((*_item(number, split.id, view), *_positions(split, view), *_result(view)))
    tables = view.chosen(all_named=False)
    if tables:  # reasons and fears that one side has and the other has not
        number += 1
        yield doc.Heading(texts.named_alone)
        heading = doc.Heading(f"{number}. {view.guide.comparison.parties.headings.choices}", 3)
        yield doc.Group((heading, doc.Paragraph(texts.named_alone_lead), *tables, *_result(view)))
    hindering = _with_effect(view, "hinders")
    if hindering:
        yield doc.Heading(texts.agreed_hinders)
        yield doc.Paragraph(texts.agreed_hinders_lead)
    for id in hindering:
        number += 1
        entry = view.entry(id, reading=False)
        remarks = ((view.labels[side], view.remark(id, side)) for side in (0, 1) if view.remark(id, side))
        fields = (("Beide", entry.text), *remarks, ("Vorher lesen", view.reading(id)))
        yield doc.Group((*_item(number, id, view), doc.Fields(fields), *_result(view)))


def _agreed(view: PairView) -> Iterator[doc.Block]:
    """What both do not know, with room for who finds it out; what is partly so and what helps, to have it said."""
    texts = view.guide.comparison.agenda
    unsure = _with_effect(view, "unsure")
    if unsure:
        yield doc.Heading(texts.agreed_unsure)
        yield doc.Paragraph(texts.agreed_unsure_lead)
        rows = tuple((_named(id, view), "", "") for id in unsure)
        yield doc.Table(("Worum es geht", "Verantwortlich", "Bis wann"), rows, blank=(1, 2), widths=(46, 30, 24))
    effects: tuple[tuple[Effect, str], ...] = (("partly", texts.agreed_partly), ("helps", texts.agreed_helps))
    for effect, title in effects:
        ids = _with_effect(view, effect)
        if ids:
            yield doc.Heading(title)
            yield view.in_one_table(ids)


def _named(id: str, view: PairView) -> doc.Entry:
    entry = view.entry(id, reading=False)
    return doc.Entry(entry.term, "", entry.label, entry.aside, entry.note)


def _item(number: int, id: str, view: PairView) -> Iterator[doc.Block]:
    question, mark = view.guide.questions[id], view.key_label(id)
    yield doc.Heading(f"{number}. {question.title}{f' ({mark})' if mark else ''}", 3)
    # What both had before them; where one answered on a plan and one on an alliance at work, both wordings.
    sentences = (view.sentence_then(id, each) or question.wording(each.stage, each.party) for each in view.pair)
    yield doc.Paragraph(" / ".join(dict.fromkeys(sentences)))


def _positions(split: Split, view: PairView) -> Iterator[doc.Block]:
    positions = (
        (label, "\n".join(filter(None, (view.answer(split, side), view.remark(split.id, side)))))
        for side, label in enumerate(view.labels)
    )
    yield doc.Fields((*positions, ("Vorher lesen", view.reading(split.id))))


def _result(view: PairView) -> Iterator[doc.Block]:
    """Room for what comes of a point, who sees to it and until when."""
    texts = view.guide.comparison.agenda
    yield doc.Blank(texts.result, 3)
    yield doc.Form("", "", "", texts.settled, "")
    yield doc.Blank("Verantwortlich", beside="Bis wann")
