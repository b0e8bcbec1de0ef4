"""Comparisons as documents: two parties, one firm over time, several firms, and the agenda for the joint meeting."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from verbund_check import document as doc
from verbund_check.assessment import Assessment
from verbund_check.comparison import (
    Complement,
    FirmsComparison,
    PairComparison,
    Side,
    Split,
    alliance_outcome,
)
from verbund_check.guide import Guide, Kind
from verbund_check.questions import day_of, summary, wording
from verbund_check.values import FACTOR_LABELS, FACTOR_VALUES, READINESS_LABELS, Value

FEW = 8
"""Up to this many firms are shown each in a column of its own; more are counted only."""


def pair_document(comparison: PairComparison, pair: Sequence[Assessment], guide: Guide) -> doc.Document:
    """Return the comparison of two parties or of two times; `pair` in the order of the comparison."""
    blocks: list[doc.Block] = [doc.Fields(tuple(_head(comparison, guide)))]
    if comparison.kind == "parties":
        texts = guide.comparison.parties
        agreement = texts.agreement.format(same=comparison.agreement.same, of=comparison.agreement.of)
        alike = comparison.agreement.same == comparison.agreement.of
        blocks.append(doc.Callout(agreement, texts.all_alike if alike else texts.splits, "good" if alike else "mixed"))
        blocks += _differences("Wo Sie auseinanderliegen", "", comparison.splits, comparison, pair, guide)
        blocks += _differences(
            "Was nur eine Seite weiß", texts.one_sided, comparison.one_sided, comparison, pair, guide
        )
        blocks += _choices(comparison, pair, guide)
        title = texts.title
    else:
        title = guide.comparison.time.title
        blocks += _over_time(comparison, pair, guide)
    blocks += _changed(comparison.changed, guide)
    blocks.append(doc.Paragraph(guide.comparison.disclaimer, "quiet"))
    return doc.Document(title, tuple(blocks))


def agenda_document(comparison: PairComparison, pair: Sequence[Assessment], guide: Guide) -> doc.Document:
    """Return the agenda for the joint meeting: each split as an item with room for what comes of it."""
    texts = guide.comparison.agenda
    blocks: list[doc.Block] = [
        doc.Fields(tuple(_head(comparison, guide))),
        doc.Blank("Datum und Ort"),
        doc.Blank("Dabei"),
    ]
    if not comparison.splits and not comparison.one_sided:
        blocks.append(doc.Callout(texts.nothing, guide.comparison.parties.all_alike, "good"))
    number = 0
    for items, lead in ((comparison.splits, texts.intro), (comparison.one_sided, texts.one_sided)):
        if items:
            blocks.append(doc.Paragraph(lead, "lead"))
        for split in items:
            number += 1
            blocks.append(doc.Heading(f"{number}. {summary(split.id, guide)}"))
            blocks.append(doc.Paragraph(wording(split.id, pair[0].stage, guide)))
            positions = tuple(
                (label, _position(split, index, pair)) for index, label in enumerate(_labels(comparison, guide))
            )
            blocks.append(doc.Fields((*positions, ("Vorher lesen", _read_on(split.id, guide)))))
            blocks += [doc.Blank("Ergebnis", 2), doc.Blank("Verantwortlich"), doc.Blank("Bis wann")]
    blocks.append(doc.Paragraph(texts.closing))
    blocks.append(doc.Paragraph(guide.comparison.disclaimer, "quiet"))
    return doc.Document(texts.title, tuple(blocks))


def _head(comparison: PairComparison, guide: Guide) -> Iterator[tuple[str, str]]:
    yield "Betrieb", next((side.organisation for side in comparison.assessments if side.organisation), "ohne Angabe")
    for side, label in zip(comparison.assessments, _labels(comparison, guide), strict=True):
        day = day_of(side.finished) if side.finished else "ohne Datum"
        yield label, f"abgeschlossen am {day}" if comparison.kind == "parties" else _party(side, guide)


def _labels(comparison: PairComparison, guide: Guide) -> tuple[str, str]:
    """What the two assessments are called: the parties, or the days."""
    first, second = (
        _party(side, guide)
        if comparison.kind == "parties"
        else day_of(side.finished)
        if side.finished
        else "ohne Datum"
        for side in comparison.assessments
    )
    return (first, second) if first != second else (f"{first} (1)", f"{second} (2)")


def _party(side: Side, guide: Guide) -> str:
    return guide.interview.parties.of(side.party) if side.party else "ohne Angabe"


def _differences(
    title: str,
    lead: str,
    splits: tuple[Split, ...],
    comparison: PairComparison,
    pair: Sequence[Assessment],
    guide: Guide,
) -> Iterator[doc.Block]:
    if not splits:
        return
    yield doc.Heading(title)
    if lead:
        yield doc.Paragraph(lead)
    rows = tuple(
        (
            summary(split.id, guide),
            _position(split, 0, pair),
            _position(split, 1, pair),
            _read_on(split.id, guide),
        )
        for split in splits
    )
    yield doc.Table(("Worum es geht", *_labels(comparison, guide), "Vorher lesen"), rows)


def _position(split: Split, index: int, pair: Sequence[Assessment]) -> str:
    note = pair[index].note_of(split.id)
    return label_of(split.values[index], split.kind == "readiness") + (f" (Bemerkung: {note})" if note else "")


def label_of(value: Value, readiness: bool) -> str:
    """Return a value in words."""
    return (READINESS_LABELS if readiness else FACTOR_LABELS)[value]


def _read_on(id: str, guide: Guide) -> str:
    item = guide.judged(id)
    return guide.title_of(item.read_on) if item else ""


def _choices(comparison: PairComparison, pair: Sequence[Assessment], guide: Guide) -> Iterator[doc.Block]:
    """What each side named as reasons and fears."""
    first, second = _labels(comparison, guide)
    kinds: tuple[Kind, ...] = ("reasons", "fears")
    for kind in kinds:
        items = guide.reasons if kind == "reasons" else guide.fears
        named = [set(each.chosen(kind) or ()) for each in pair]
        rows = tuple(
            (item.title, "ja" if item.id in named[0] else "–", "ja" if item.id in named[1] else "–")
            for item in items
            if item.id in named[0] | named[1]
        )
        if rows:
            yield doc.Heading(guide.interview.blocks.of(kind).title)
            yield doc.Table(("Genannt", first, second), rows)


def _over_time(comparison: PairComparison, pair: Sequence[Assessment], guide: Guide) -> Iterator[doc.Block]:
    texts = guide.comparison.time
    yield doc.Callout(texts.agreement.format(same=comparison.agreement.same, of=comparison.agreement.of), "")
    if not comparison.better and not comparison.worse:
        yield doc.Paragraph(texts.none)
    moved = {split.id: split for split in (*comparison.splits, *comparison.one_sided)}
    for ids, title, lead in (
        (comparison.better, "Besser geworden", texts.better),
        (comparison.worse, "Schlechter geworden", texts.worse),
    ):
        if ids:
            yield from _differences(title, lead, tuple(moved[id] for id in ids), comparison, pair, guide)
    for ids, title, lead in (
        (comparison.done, "Erledigt", texts.done),
        (comparison.new, "Neu hinzugekommen", texts.new),
    ):
        if ids:
            yield doc.Heading(title)
            yield doc.Paragraph(lead)
            yield doc.ListBlock(tuple(summary(id, guide) for id in ids))


def _changed(ids: tuple[str, ...], guide: Guide) -> Iterator[doc.Block]:
    if ids:
        yield doc.Heading("Nicht verglichen")
        yield doc.Paragraph(guide.comparison.changed)
        yield doc.ListBlock(tuple(summary(id, guide) for id in ids))


def firms_document(
    comparison: FirmsComparison, assessments: Sequence[Assessment], guide: Guide, *, anonymous: bool = False
) -> doc.Document:
    """Return the comparison of several firms; `assessments` is empty where nothing may be told of the single firm."""
    texts = guide.comparison.firms
    names = _names(comparison)
    blocks: list[doc.Block] = []
    if anonymous:
        blocks.append(doc.Callout("Ohne Namen", texts.anonymous))
    blocks += _partners(comparison, guide)
    if not anonymous and len(names) <= 3 * FEW:
        blocks.append(doc.Fields(tuple((letter, side.organisation or "ohne Namen") for letter, side in names)))
    blocks += _alliance(comparison, guide)
    if any(factor.counts is None for factor in comparison.factors):
        blocks.append(doc.Callout("Zu wenige Betriebe", texts.too_few, "unknown"))
    else:
        blocks += _reasons(comparison, guide)
        blocks += _factors(comparison, guide)
        if not anonymous and len(names) <= FEW:
            blocks += _matrix(comparison, assessments, names, guide)
        blocks += _complements(comparison, names, guide)
        blocks += _shared_fears(comparison, guide)
    blocks += _changed(comparison.changed, guide)
    blocks.append(doc.Paragraph(guide.comparison.disclaimer, "quiet"))
    return doc.Document(texts.title, tuple(blocks))


def _names(comparison: FirmsComparison) -> list[tuple[str, Side]]:
    """A letter for each firm, so that tables stay narrow; in an anonymous comparison its ID is one already."""
    from verbund_check.comparison import letter

    return [
        (side.id if side.organisation == f"Betrieb {side.id}" else letter(number), side)
        for number, side in enumerate(comparison.assessments)
    ]


def _partners(comparison: FirmsComparison, guide: Guide) -> Iterator[doc.Block]:
    texts, favourable = guide.comparison.firms, guide.comparison.partners
    count = comparison.partners.count
    text = texts.within if comparison.partners.within else texts.fewer if count < favourable.least else texts.more
    yield doc.Paragraph(text.format(count=count), "lead")


def _alliance(comparison: FirmsComparison, guide: Guide) -> Iterator[doc.Block]:
    outcome, ids = alliance_outcome(comparison, guide)
    titles: dict[str, tuple[str, doc.Tone]] = {
        "fits": ("Gute Voraussetzungen", "good"),
        "clarify": ("Erst klären", "mixed"),
        "caution": ("Vorsicht", "bad"),
        "unknown": ("Kein Urteil möglich", "unknown"),
    }
    title, tone = titles[outcome]
    yield doc.Callout(title, getattr(guide.comparison.firms.verdict, outcome), tone)
    if ids:
        yield doc.ListBlock(tuple(f"{summary(id, guide)} ({_part(comparison, id)})" for id in ids))


def _part(comparison: FirmsComparison, id: str) -> str:
    kind = next(factor.kind for factor in comparison.factors if factor.id == id)
    return "Erfolgsfaktor fehlt" if kind == "success" else "Risiko zeigt sich"


def _reasons(comparison: FirmsComparison, guide: Guide) -> Iterator[doc.Block]:
    if comparison.reasons is not None:
        bars = tuple(doc.Bar(item.title, comparison.reasons[item.id]) for item in guide.reasons)
        yield doc.Bars(guide.comparison.firms.reasons, bars, comparison.partners.count)


def _shared_fears(comparison: FirmsComparison, guide: Guide) -> Iterator[doc.Block]:
    if comparison.fears is None or not any(comparison.fears.values()):
        return
    named = sorted(guide.fears, key=lambda fear: -(comparison.fears or {})[fear.id])
    bars = tuple(doc.Bar(fear.title, comparison.fears[fear.id]) for fear in named if comparison.fears[fear.id])
    yield doc.Bars(guide.comparison.firms.fears, bars, comparison.partners.count)
    shared = [fear for fear in named if comparison.fears[fear.id] > 1]
    if not shared:
        return
    yield doc.Pairs(
        "Die Sorge",
        "Dazu lässt sich sagen",
        tuple((fear.title, fear.reply) for fear in shared),
    )


def _factors(comparison: FirmsComparison, guide: Guide) -> Iterator[doc.Block]:
    yield doc.Heading("Die Faktoren über alle Betriebe")
    yield doc.Paragraph(guide.comparison.firms.factors)
    for kind, title, verdict in (
        ("success", guide.interview.blocks.success.title, ("erfüllt", "nicht erfüllt")),
        ("risk", guide.interview.blocks.risks.title, ("zeigt sich", "zeigt sich nicht")),
    ):
        rows = []
        for factor in comparison.factors:
            if factor.kind == kind and factor.counts is not None:
                counts = [str(factor.counts[value.value]) for value in FACTOR_VALUES]
                needed = getattr(guide.comparison.firms.rules, factor.rule)
                rows.append((summary(factor.id, guide), *counts, needed, verdict[0] if factor.holds else verdict[1]))
        if rows:
            yield doc.Heading(title, 3)
            needed_head = "Verlangt" if kind == "success" else "Zählt, wenn"
            yield doc.Table(("Faktor", "Ja", "Teils", "Nein", "?", needed_head, "Ergebnis"), tuple(rows))


_SHORT = {Value.YES: "ja", Value.PARTLY: "teils", Value.NO: "nein", Value.UNSURE: "?", None: "–"}


def _matrix(
    comparison: FirmsComparison, assessments: Sequence[Assessment], names: list[tuple[str, Side]], guide: Guide
) -> Iterator[doc.Block]:
    rows = tuple(
        (summary(factor.id, guide), *(_SHORT[each.value_of(factor.id)] for each in assessments))
        for factor in comparison.factors
    )
    if rows and assessments:
        yield doc.Heading("Wer hat wie geantwortet?")
        yield doc.Table(("Faktor", *(letter for letter, _ in names)), rows)


def _complements(comparison: FirmsComparison, names: list[tuple[str, Side]], guide: Guide) -> Iterator[doc.Block]:
    if comparison.complements:
        letters = {side.id: letter for letter, side in names}
        yield doc.Heading("Wer bringt mit, was anderen fehlt?")
        yield doc.Paragraph(guide.comparison.firms.complements)
        yield doc.Entries(
            tuple(doc.Entry(summary(each.id, guide), _exchange(each, letters)) for each in comparison.complements)
        )


def _exchange(complement: Complement, letters: dict[str, str]) -> str:
    return (
        f"Trifft zu bei {_listed(complement.has, letters)}; trifft nicht zu bei {_listed(complement.lacks, letters)}."
    )


def _listed(ids: tuple[str, ...], letters: dict[str, str]) -> str:
    shown = ", ".join(letters[id] for id in ids[:FEW])
    return shown + (f" und {len(ids) - FEW} weiteren" if len(ids) > FEW else "")
