"""The agenda for the joint meeting of two parties: what they see differently, and what both see as a hindrance."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from verbund_check.documents import blocks as doc
from verbund_check.documents.comparison import title_of
from verbund_check.documents.labels import key_label, words_of
from verbund_check.documents.pair_view import Chosen, PairView
from verbund_check.guide.model import Guide
from verbund_check.guide.values import Value
from verbund_check.policy.compare_pair import Pair, PairComparison
from verbund_check.policy.meeting import LONG, PartName, minutes

FULL = 22
"""An agenda with so much on it is set in smaller type, so that seventeen points stay on three pages."""

LINE = 100
"""About so many characters of a remark stand on a line."""


class Part(Struct, frozen=True):
    """A part of the meeting: its heading, and the questions that are its points."""

    name: PartName
    title: str
    ids: tuple[str, ...]


def agenda_document(comparison: PairComparison, pair: Pair, guide: Guide, *, on_screen: bool = False) -> doc.Document:
    """Return the agenda; `pair` in the order of the comparison. It is never empty."""
    view, texts = PairView(comparison, pair, guide), guide.comparison.agenda
    parts, unsure = _parts(view), view.agreed("unsure")
    points = [id for part in parts for id in part.ids]
    length = sum(minutes(part.name, len(part.ids)) for part in parts)
    length += minutes("unsure", len(unsure)) + minutes("closing", 1)
    numbers = {id: str(number) for number, id in enumerate(points, 1)}
    reading, appendix = view.reading(numbers, lambda named: _points_named(named, view), on_screen=on_screen)
    blocks = (
        doc.Blank(texts.place, beside=texts.chair),
        doc.Blank(texts.people, beside=texts.minutes),
        *view.to_know(),
        *_before(view),
        *_points(parts, view),
        *_unsure(unsure, view),
        *_closing(view),
        doc.Paragraph(texts.time_long if length > LONG else texts.time, "quiet"),
        *((doc.Paragraph(texts.hint, "quiet"),) if on_screen else ()),
        *reading,
        *appendix,
    )
    titles = {0: texts.title_none, 1: texts.title_one}
    return doc.Document(
        titles.get(len(points), texts.title).format(count=len(points), minutes=length),
        blocks,
        view.subtitle(),
        view.about(guide.documents.kinds.agenda),
        words_of(guide.documents),
        dense=_is_full(points, view),
    )


def _is_full(points: Sequence[str], view: PairView) -> bool:
    """Whether there is much on the agenda: a point counts one, what both do not know half, three lines of remarks one."""
    notes = [note for id in dict.fromkeys((*view.guide.judged_ids, *points)) for note in view.notes(id)]
    lines = sum(-(-len(note) // LINE) for note in notes)
    return len(points) + len(view.agreed("unsure")) / 2 + lines / 3 >= FULL


def _points_named(numbers: list[str], view: PairView) -> str:
    texts = view.guide.comparison.agenda
    return (texts.points if len(numbers) > 1 else texts.point).format(points=view.listed(numbers))


def _parts(view: PairView) -> tuple[Part, ...]:
    """The points in the order in which to talk about them; reasons and fears are one point each."""
    comparison, texts = view.comparison, view.guide.comparison.agenda
    one_named = tuple(each.question.id for each in view.chosen() if any((*each.only, *each.others)))
    parts = (
        Part("strong", texts.strong, tuple(each.id for each in comparison.splits if Value.PARTLY not in each.values)),
        Part("weak", texts.weak, tuple(each.id for each in comparison.splits if Value.PARTLY in each.values)),
        Part("one_sided", texts.one_sided, tuple(each.id for each in comparison.one_sided)),
        Part("choices", texts.choices, one_named),
        Part("hinders", texts.hinders, view.agreed("hinders")),
        Part("changed", texts.changed, view.not_comparable()),
    )
    return tuple(part for part in parts if part.ids)


def _before(view: PairView) -> Iterator[doc.Block]:
    """Where both stand before they begin: both results, and what they agree on already."""
    comparison, texts = view.comparison, view.guide.comparison
    (first, second), agreement = view.names, comparison.agreement
    if comparison.splits or comparison.one_sided:
        yield doc.Paragraph(texts.agenda.intro.format(same=agreement.same, of=agreement.of))
    elif comparison.changed or not agreement.of:
        yield from view.all_alike()
    else:
        yield doc.Paragraph(texts.agenda.intro_alike.format(first=first, second=second))
    results = "\n".join(
        texts.verdicts.in_line.format(side=side, readiness=readiness, prospects=prospects)
        for side, (readiness, prospects) in zip(view.names, view.verdict_words(), strict=True)
    )
    entries = [doc.Entry(texts.verdicts.title, results)]
    for title, ids in ((texts.agenda.helps, view.agreed("helps")), (texts.agenda.partly, view.agreed("partly"))):
        if ids:
            entries.append(_alike(view.part(title, len(ids)), ids, view))
    if named := [f"{each.question.title}: {'; '.join(each.both)}" for each in view.chosen() if each.both]:
        entries.append(doc.Entry(texts.agenda.named_both, "\n".join(named)))
    yield doc.Entries(tuple(entries))


def _alike(title: str, ids: tuple[str, ...], view: PairView) -> doc.Entry:
    """What both answered alike, in one line; below it what was remarked, each behind its question."""
    names = {id: title_of(id, view.guide) for id in ids}
    return doc.Entry(
        title,
        ", ".join(names.values()),
        aside="\n".join(f"{names[id]}: {then}" for id in ids for then in view.then(id).splitlines()),
        note="\n".join(f"{names[id]} – {note}" for id in ids for note in view.notes(id)),
    )


def _points(parts: tuple[Part, ...], view: PairView) -> Iterator[doc.Block]:
    """Every point in one table, with room for what comes of it, who sees to it and until when."""
    texts, documents = view.guide.comparison.agenda, view.guide.documents
    number, made = 0, []
    chosen = {each.question.id: each for each in view.chosen()}
    for part in parts:
        rows = []
        for id in part.ids:
            number += 1
            if id in chosen:
                rows.append(_choice(chosen[id], str(number), view))
            else:
                cells = ("", "", doc.Ticks(texts.settled))
                rows.append(view.row(id, number=str(number), text=view.sentences(id), cells=cells))
        made.append(doc.RatingPart(_timed(part.title, part.name, len(part.ids), view), tuple(rows)))
    if made:
        more = (texts.result, texts.who, texts.state)
        yield doc.Ratings(tuple(made), view.words.topic, view.names, more, documents.legend)


def _choice(chosen: Chosen, number: str, view: PairView) -> doc.RatingRow:
    """What one side named alone, of reasons or of fears; what it wrote beside the list is a remark."""
    texts = view.guide.comparison.agenda
    return doc.RatingRow(
        chosen.question.title,
        tuple(doc.Rating(None, "; ".join(only) or "–") for only in chosen.only),
        notes=view.notes(chosen.question.id),
        cells=("", "", doc.Ticks(texts.discussed)),
        number=number,
    )


def _timed(title: str, name: PartName, points: int, view: PairView) -> str:
    return view.guide.comparison.agenda.part.format(title=title, minutes=minutes(name, points))


def _unsure(ids: tuple[str, ...], view: PairView) -> Iterator[doc.Block]:
    """What both do not know: what to ask, with room for who finds it out and until when."""
    if not ids:
        return
    guide, texts = view.guide, view.guide.comparison.agenda
    yield doc.Heading(_timed(texts.unsure, "unsure", len(ids), view))
    rows = []
    for id in ids:
        question = guide.questions[id]
        asked = dict.fromkeys(question.to_find_out(each.stage, each.party) for each in view.pair)
        label, notes = key_label(question.key, guide.documents), "\n".join(view.notes(id))
        rows.append((doc.Entry(question.title, "", label, view.then(id), notes), " / ".join(asked), "", ""))
    heads = (view.words.topic, texts.find_out, texts.responsible, texts.until)
    yield doc.Table(heads, tuple(rows), blank=(2, 3), widths=(27, 35, 20, 18))


def _closing(view: PairView) -> Iterator[doc.Block]:
    """What is decided, when to meet again, and room for both to sign."""
    texts = view.guide.comparison.agenda
    first, second = (texts.signature.format(side=name) for name in view.names)
    yield doc.Group(
        (
            doc.Heading(_timed(texts.closing_title, "closing", 1, view)),
            doc.Paragraph(texts.closing),
            doc.Blank("", 2),
            doc.Form("", texts.decision, "", _decisions(view), ""),
            doc.Blank(texts.next),
            doc.Blank(first, beside=second),
        )
    )


def _decisions(view: PairView) -> tuple[str, ...]:
    """What can be decided at the end; where one thinks of a plan and one of an alliance at work, all of it."""
    decisions = view.guide.comparison.agenda.decisions
    stages = {each.stage for each in view.pair}
    return (
        *(decisions.planned if "planned" in stages else ()),
        *(decisions.running if "running" in stages else ()),
    )
