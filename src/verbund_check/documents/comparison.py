"""Comparisons as documents: two parties, one firm over time, several firms, and the agenda for the joint meeting."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from verbund_check.answers.assessment import Assessment
from verbund_check.documents import blocks as doc
from verbund_check.guide.model import Guide
from verbund_check.guide.values import FACTOR_VALUES, KEYS, Value, labels_of
from verbund_check.policy.comparison import (
    Complement,
    FirmsComparison,
    JointFactor,
    PairComparison,
    Split,
    alliance_outcome,
    letter,
    may_hold,
    worded_alike,
)
from verbund_check.text import local_day

FEW = 8
"""Up to this many firms are shown each in a column of its own."""

SOME = 24
"""Up to this many firms are named each, or called by their letter; more are counted only."""


SIDES = (36, 32, 32)
"""How a table of two sides shares out the page: remarks need more room than the name of a question."""

WORDED = 3
"""Up to this many firms there is room for whole words in the table of factors."""

WORDS = {Value.YES: "ja", Value.PARTLY: "teils", Value.NO: "nein"}
WORDS_LEGEND = "? heißt „weiß nicht“, ein Strich, dass nicht gefragt wurde."


# Two parties of one firm, or one firm at two times


def pair_document(comparison: PairComparison, pair: Sequence[Assessment], guide: Guide) -> doc.Document:
    """Return the comparison of two parties or of two times; `pair` in the order of the comparison."""
    blocks: list[doc.Block] = [doc.Fields(tuple(_head(comparison, pair, guide)))]
    if comparison.kind == "parties":
        title = guide.comparison.parties.title
        blocks += _two_sides(comparison, pair, guide)
    else:
        title = guide.comparison.time.title
        blocks += _over_time(comparison, pair, guide)
    blocks += _changed(comparison.changed, guide)
    blocks.append(doc.Paragraph(guide.comparison.disclaimer, "quiet"))
    return doc.Document(title, tuple(blocks))


def _two_sides(comparison: PairComparison, pair: Sequence[Assessment], guide: Guide) -> Iterator[doc.Block]:
    texts = guide.comparison.parties
    yield _agreement(comparison, guide)
    strong = tuple(split for split in comparison.splits if Value.PARTLY not in split.values)
    weak = tuple(split for split in comparison.splits if Value.PARTLY in split.values)
    if comparison.splits:
        yield doc.Heading("Wo Sie auseinanderliegen")
        yield doc.Paragraph(texts.splits)
    for splits, title in ((strong, texts.strong), (weak, texts.weak)):
        if splits:
            yield doc.Heading(title, 3)
            yield _table(splits, comparison, pair, guide)
    if comparison.one_sided:
        yield doc.Heading("Was nur eine Seite weiß")
        yield doc.Paragraph(texts.one_sided)
        yield _table(comparison.one_sided, comparison, pair, guide)
    tables = _choices(comparison, pair, guide, all_named=True)
    if tables:
        yield doc.Heading("Gründe und Befürchtungen")
        yield from tables


def _agreement(comparison: PairComparison, guide: Guide) -> doc.Block:
    """Agreement at a glance."""
    texts, agreement = guide.comparison.parties, comparison.agreement
    title = texts.agreement.format(same=agreement.same, of=agreement.of)
    if agreement.same == agreement.of:
        alike = agreement.of and not comparison.changed
        return doc.Callout(title, texts.all_alike if alike else texts.too_different, "good" if alike else "unknown")
    bars = (
        doc.Bar("gleich", agreement.same, "good"),
        doc.Bar("verschieden", len(comparison.splits), "mixed"),
        doc.Bar("nur eine Seite weiß es", len(comparison.one_sided), "unknown"),
    )
    return doc.Bars(title, bars, agreement.of)


def _head(comparison: PairComparison, pair: Sequence[Assessment], guide: Guide) -> Iterator[tuple[str, str]]:
    names: dict[str, str] = {}
    for side in comparison.assessments:
        names.setdefault(" ".join(side.organisation.casefold().split()), side.organisation)
    yield "Betrieb", " / ".join(name for name in names.values() if name) or guide.prompts.missing.organisation
    if comparison.kind == "time":
        yield "Antworten von", " / ".join(dict.fromkeys(guide.party(side.party) for side in comparison.assessments))
        yield "Verglichen", " und ".join(_labels(comparison, guide))
    else:
        for side, label in zip(comparison.assessments, _labels(comparison, guide), strict=True):
            yield label, f"abgeschlossen am {local_day(side.finished)}" if side.finished else "ohne Datum"
    stages = [each.stage for each in pair]
    if stages[0] != stages[1]:
        labels = zip(_labels(comparison, guide), stages, strict=True)
        yield "Stand", "; ".join(f"{label}: {guide.interview.stages.at(stage)}" for label, stage in labels)


def _labels(comparison: PairComparison, guide: Guide) -> tuple[str, str]:
    """What the two assessments are called: the parties, or the days."""
    first, second = (
        guide.party(side.party)
        if comparison.kind == "parties"
        else local_day(side.finished)
        if side.finished
        else "ohne Datum"
        for side in comparison.assessments
    )
    return (first, second) if first != second else (f"{first} (1)", f"{second} (2)")


def _table(
    splits: Sequence[Split], comparison: PairComparison, pair: Sequence[Assessment], guide: Guide, *, read: bool = True
) -> doc.Table:
    rows = tuple(
        (
            doc.Entry(
                _name(split.id, guide),
                "",
                _key_mark(split.id, guide),
                aside=f"Vorher lesen: {_read_on(split.id, guide)}" if read else "",
            ),
            _side(split, 0, pair),
            _side(split, 1, pair),
        )
        for split in splits
    )
    return doc.Table(("Worum es geht", *_labels(comparison, guide)), rows, widths=SIDES)


def _side(split: Split, index: int, pair: Sequence[Assessment]) -> doc.Entry:
    note = pair[index].note_of(split.id)
    return doc.Entry("", _answer(split, index), note=f"Bemerkung: {note}" if note else "")


def _answer(split: Split, index: int) -> str:
    return labels_of("readiness" if split.kind == "readiness" else "success")[split.values[index]]


def _key_mark(id: str, guide: Guide) -> str:
    return "besonders wichtig" if id in guide.questions and guide.questions[id].key else ""


def _read_on(id: str, guide: Guide) -> str:
    """The section to read, and the name that opens it."""
    return guide.reading(guide.questions[id].read_on) if id in guide.questions else ""


def _name(id: str, guide: Guide) -> str:
    """The short name of a question; of one that the present content does not have, its ID."""
    return guide.questions[id].title if id in guide.questions else f"„{id}“"


def _choices(
    comparison: PairComparison, pair: Sequence[Assessment], guide: Guide, *, all_named: bool
) -> tuple[doc.Table, ...]:
    """What each side named as reasons and as fears; without `all_named` only what one of them named alone."""
    tables = []
    kinds: tuple[Literal["reasons", "fears"], ...] = ("reasons", "fears")
    for kind in kinds:
        if any(each.chosen(kind) is None or each.scope == "quick" for each in pair) or not worded_alike(kind, pair):
            continue
        rows = []
        named = [each.chosen(kind) or () for each in pair]
        for option in guide.questions[kind].options:
            by = [option.id in each for each in named]
            if any(by) and (all_named or not all(by)):
                rows.append((option.title, "genannt" if by[0] else "–", "genannt" if by[1] else "–"))
        if rows:
            # The kind stands in the head, so that no reason can be taken for a fear.
            head = (guide.questions[kind].title, *_labels(comparison, guide))
            tables.append(doc.Table(head, tuple(rows), widths=SIDES))
    return tuple(tables)


def _over_time(comparison: PairComparison, pair: Sequence[Assessment], guide: Guide) -> Iterator[doc.Block]:
    texts = guide.comparison.time
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
            yield _table([moved[id] for id in ids], comparison, pair, guide, read=False)
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
            yield doc.ListBlock(tuple(_name(id, guide) for id in ids))


def _changed(ids: tuple[str, ...], guide: Guide) -> Iterator[doc.Block]:
    if ids:
        yield doc.Heading("Nicht verglichen")
        yield doc.Paragraph(guide.comparison.changed)
        yield doc.ListBlock(tuple(_name(id, guide) for id in ids))


# The agenda


def agenda_document(comparison: PairComparison, pair: Sequence[Assessment], guide: Guide) -> doc.Document:
    """Return the agenda for the joint meeting: each split as an item with room for what comes of it."""
    texts = guide.comparison.agenda
    agreement = comparison.agreement
    blocks: list[doc.Block] = [
        doc.Fields(tuple(_head(comparison, pair, guide))),
        doc.Blank("Datum und Ort"),
        doc.Blank("Dabei", 2),
        doc.Blank("Protokoll"),
    ]
    points = [_name(split.id, guide) for split in (*comparison.splits, *comparison.one_sided)]
    if points:
        first, second = _labels(comparison, guide)
        intro = texts.intro.format(first=first, second=second, same=agreement.same, of=agreement.of)
        blocks.append(doc.Paragraph(intro, "lead"))
        if _choices(comparison, pair, guide, all_named=False):
            points.append("Gründe und Befürchtungen")
        blocks += [doc.Heading("Die Punkte"), doc.ListBlock(tuple(points), ordered=True)]
    else:
        blocks.append(_agreement(comparison, guide))
    number = 0
    for items, title, lead in (
        (comparison.splits, texts.splits, ""),
        (comparison.one_sided, texts.one_sided, texts.one_sided_lead),
    ):
        if items:
            blocks.append(doc.Heading(title))
        if items and lead:
            blocks.append(doc.Paragraph(lead))
        for split in items:
            number += 1
            blocks.append(doc.Group(tuple(_item(number, split, comparison, pair, guide))))
    blocks += _named_alone(number, comparison, pair, guide)
    if comparison.changed:
        blocks += _changed(comparison.changed, guide)
    blocks.append(
        doc.Group(
            (doc.Heading("Zum Schluss"), doc.Paragraph(texts.closing), doc.Blank("", 3), doc.Blank("Nächster Termin"))
        )
    )
    blocks.append(doc.Paragraph(texts.reading, "quiet"))
    blocks.append(doc.Paragraph(guide.comparison.disclaimer, "quiet"))
    return doc.Document(texts.title, tuple(blocks))


def _item(
    number: int, split: Split, comparison: PairComparison, pair: Sequence[Assessment], guide: Guide
) -> Iterator[doc.Block]:
    mark = _key_mark(split.id, guide)
    yield doc.Heading(f"{number}. {_name(split.id, guide)}{f' ({mark})' if mark else ''}", 3)
    yield doc.Paragraph(_statement(split.id, pair, guide))
    positions = tuple((label, _position(split, index, pair)) for index, label in enumerate(_labels(comparison, guide)))
    yield doc.Fields((*positions, ("Vorher lesen", _read_on(split.id, guide))))
    yield from _outcome()


def _outcome() -> tuple[doc.Block, doc.Block]:
    """Room for what comes of a point, who sees to it and until when."""
    return doc.Blank("Ergebnis", 3), doc.Blank("Verantwortlich", beside="Bis wann")


def _statement(id: str, pair: Sequence[Assessment], guide: Guide) -> str:
    """What both had before them; where one answered on a plan and one on an alliance at work, both wordings."""
    return " / ".join(dict.fromkeys(guide.questions[id].wording(each.stage) for each in pair))


def _position(split: Split, index: int, pair: Sequence[Assessment]) -> str:
    note = pair[index].note_of(split.id)
    return _answer(split, index) + (f"\nBemerkung: {note}" if note else "")


def _named_alone(
    number: int, comparison: PairComparison, pair: Sequence[Assessment], guide: Guide
) -> Iterator[doc.Block]:
    """The last item: reasons and fears that one side has and the other has not."""
    tables = _choices(comparison, pair, guide, all_named=False)
    if tables:
        yield doc.Heading(guide.comparison.agenda.named_alone)
        yield doc.Group(
            (
                doc.Heading(f"{number + 1}. Gründe und Befürchtungen", 3),
                doc.Paragraph(guide.comparison.agenda.named_alone_lead),
                *tables,
                *_outcome(),
            )
        )


# Several firms


def firms_document(
    comparison: FirmsComparison, assessments: Sequence[Assessment], guide: Guide, *, anonymous: bool = False
) -> doc.Document:
    """Return the comparison of several firms; `assessments` is empty where nothing may be told of the single firm."""
    texts = guide.comparison.firms
    few = comparison.assessments[: SOME + 1]
    # In an anonymous comparison the letters are drawn already; of many firms none is called by one.
    letters = {side.id: side.id if anonymous else letter(n) for n, side in enumerate(few)}
    blocks: list[doc.Block] = []
    if anonymous:
        blocks.append(doc.Callout("Ohne Namen", texts.anonymous))
    blocks.append(_partners(comparison, guide))
    if not anonymous and len(letters) <= SOME:
        names = ((letters[side.id], guide.firm(side.organisation)) for side in comparison.assessments)
        blocks.append(doc.Fields(tuple(names)))
    if any(factor.counts is None for factor in comparison.factors):
        blocks.append(doc.Callout("Zu wenige Betriebe", texts.too_few, "unknown"))
    else:
        blocks += _alliance(comparison, guide)
        blocks += _what_drives(comparison, guide)
        blocks += _factors(comparison, () if anonymous else assessments, letters, guide)
        blocks += _complements(comparison, letters, guide)
        blocks += _shared_fears(comparison, guide)
    blocks += _changed(comparison.changed, guide)
    blocks.append(doc.Paragraph(guide.comparison.disclaimer, "quiet"))
    return doc.Document(texts.title, tuple(blocks))


def _partners(comparison: FirmsComparison, guide: Guide) -> doc.Block:
    texts, favourable = guide.comparison.firms, guide.comparison.partners
    count = comparison.partners.count
    text = texts.within if comparison.partners.within else texts.fewer if count < favourable.least else texts.more
    return doc.Paragraph(text.format(count=count), "lead")


def _alliance(comparison: FirmsComparison, guide: Guide) -> Iterator[doc.Block]:
    """The verdict on the alliance, with what speaks for it."""
    texts = guide.comparison.firms
    outcome, ids = alliance_outcome(comparison, guide)
    titles: dict[str, tuple[str, doc.Tone]] = {
        "fits": ("Gute Voraussetzungen", "good"),
        "clarify": ("Erst klären", "mixed"),
        "caution": ("Vorsicht", "bad"),
        "unknown": ("Kein Urteil möglich", "unknown"),
    }
    title, tone = titles[outcome]
    yield doc.Callout(title, getattr(texts.verdict, outcome), tone)
    factors = {factor.id: factor for factor in comparison.factors}
    if ids:
        yield doc.ListBlock(
            tuple(f"{_name(id, guide)}: {_what_of(factors[id], comparison.partners.count, guide)}" for id in ids)
        )
    if outcome != "unknown":
        success, risks = ([each for each in comparison.factors if each.kind == kind] for kind in ("success", "risk"))
        yield doc.Paragraph(
            texts.overview.format(
                success=sum(each.holds is True for each in success),
                success_of=len(success),
                risks=sum(each.holds is True for each in risks),
                risks_of=len(risks),
            )
        )
    if comparison.answered < comparison.partners.count:
        quick = comparison.partners.count - comparison.answered
        yield doc.Paragraph(texts.quick.format(quick=quick, count=comparison.partners.count))


def _what_of(factor: JointFactor, firms: int, guide: Guide) -> str:
    """Why a factor is among those to talk about: a risk is there or may be, a success factor is missing or may be."""
    texts = guide.comparison.firms.points
    if factor.kind == "risk":
        return texts.risk if factor.holds else texts.risk_open
    missing: str = getattr(texts.success_missing, factor.rule)
    return texts.success_open if may_hold(factor, firms) else missing


def _what_drives(comparison: FirmsComparison, guide: Guide) -> Iterator[doc.Block]:
    """Shared reasons and goals."""
    texts = guide.comparison.firms
    goals = [each for each in comparison.factors if each.id in ("shared-goal", "diverging-goals")]
    if not comparison.answered or (comparison.reasons is None and not goals):
        return
    yield doc.Heading("Gründe und Ziele")
    if comparison.reasons is not None:
        named = comparison.reasons
        bars = tuple(doc.Bar(item.title, named[item.id]) for item in guide.reasons)
        yield doc.Bars(texts.reasons, bars, comparison.answered)
        shared = [item.title for item in guide.reasons if named[item.id] == comparison.answered]
        yield doc.Paragraph(texts.shared.format(reasons="; ".join(shared)) if shared else texts.none_shared)
    if goals:
        bars = tuple(doc.Bar(_name(each.id, guide), (each.counts or {}).get("yes", 0)) for each in goals)
        yield doc.Bars(texts.goals, bars, comparison.answered)


def _factors(
    comparison: FirmsComparison, assessments: Sequence[Assessment], letters: dict[str, str], guide: Guide
) -> Iterator[doc.Block]:
    """Every factor over all firms: what each answered where they are few, else how many answered what."""
    texts = guide.comparison.firms
    if not comparison.factors or not comparison.answered:
        return
    firm_by_firm = 0 < len(assessments) <= FEW
    yield doc.Heading("Die Faktoren über alle Betriebe")
    yield doc.Paragraph(texts.factors)
    in_words = len(assessments) <= WORDED
    legend = (WORDS_LEGEND if in_words else texts.legend) if firm_by_firm else ""
    for kind, title, result in (
        ("success", guide.interview.blocks.success.title, "Erfüllt"),
        ("risk", guide.interview.blocks.risks.title, "Zeigt sich"),
    ):
        rows: list[tuple[doc.Cell, ...]] = []
        for factor in comparison.factors:
            if factor.kind == kind and factor.counts is not None:
                cells: list[doc.Cell]
                if firm_by_firm:
                    cells = [_sign(each, factor, in_words=in_words) for each in assessments]
                else:
                    cells = [str(factor.counts[value.value]) for value in FACTOR_VALUES]
                rule: str = getattr(texts.rules, factor.rule)
                judged = _judged(factor, comparison.partners.count)
                rows.append((_name(factor.id, guide), *cells, rule, doc.Entry(judged, "")))
        if rows:
            heads = [letters[each.id] for each in assessments] if firm_by_firm else ["Ja", "Teils", "Nein", "?"]
            yield doc.Heading(title, 3)
            narrow = [36 // len(heads)] * len(heads)
            between = tuple(range(1, len(heads) + 1))
            yield doc.Table(
                ("Faktor", *heads, "Regel", result),
                tuple(rows),
                legend,
                widths=(32, *narrow, 18, 14),
                marks=between if firm_by_firm else (),
                numbers=() if firm_by_firm else between,
            )


def _sign(assessment: Assessment, factor: JointFactor, *, in_words: bool) -> doc.Cell:
    """What the firm answered, in a word or its first letter; the answers that hinder an alliance are set off."""
    value = assessment.value_of(factor.id) if assessment.scope == "full" else None
    if value is None:
        return "–"
    sign = "?" if value == Value.UNSURE else WORDS[value] if in_words else KEYS[value]
    return doc.Entry(sign, "") if value == (Value.YES if factor.kind == "risk" else Value.NO) else sign


def _judged(factor: JointFactor, firms: int) -> str:
    return "ja" if factor.holds else "offen" if may_hold(factor, firms) else "nein"


def _complements(comparison: FirmsComparison, letters: dict[str, str], guide: Guide) -> Iterator[doc.Block]:
    if comparison.complements:
        yield doc.Heading("Wer bringt mit, was anderen fehlt?")
        yield doc.Paragraph(guide.comparison.firms.complements)
        rows = tuple((_name(each.id, guide), *_exchange(each, letters)) for each in comparison.complements)
        yield doc.Table(("Erfolgsfaktor", "Trifft zu bei", "Trifft nicht zu bei"), rows, widths=(40, 30, 30))


def _exchange(complement: Complement, letters: dict[str, str]) -> tuple[str, str]:
    return _listed(complement.has, letters), _listed(complement.lacks, letters)


def _listed(ids: tuple[str, ...], letters: dict[str, str]) -> str:
    if len(letters) > SOME:
        return f"{len(ids)} {'Betrieb' if len(ids) == 1 else 'Betrieben'}"
    return ", ".join(letters[id] for id in ids)


def _shared_fears(comparison: FirmsComparison, guide: Guide) -> Iterator[doc.Block]:
    fears = comparison.fears
    if fears is None or not any(fears.values()):
        return
    named = sorted((fear for fear in guide.fears if fears[fear.id]), key=lambda fear: -fears[fear.id])
    yield doc.Heading(guide.interview.blocks.fears.title)
    yield doc.Bars(
        guide.comparison.firms.fears, tuple(doc.Bar(fear.title, fears[fear.id]) for fear in named), comparison.answered
    )
    shared = [fear for fear in named if fears[fear.id] > 1]
    if shared:
        yield doc.Pairs("Gemeinsame Sorge", "Dazu lässt sich sagen", tuple((each.title, each.reply) for each in shared))
