"""The comparison of several firms as a document: do these partners fit?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from verbund_check.answers.assessment import Assessment
from verbund_check.documents import blocks as doc
from verbund_check.documents.comparison import not_compared, title_of
from verbund_check.guide.model import Guide
from verbund_check.guide.values import FACTOR_VALUES, KEYS, Value
from verbund_check.policy.compare_firms import FirmsComparison, JointFactor, alliance_outcome, letter, may_hold

FEW = 8
"""Up to this many firms are shown each in a column of its own."""

SOME = 24
"""Up to this many firms are named each, or called by their letter; more are counted only."""

WORDED = 3
"""Up to this many firms there is room for whole words in the table of factors."""

WORDS = {Value.YES: "ja", Value.PARTLY: "teils", Value.NO: "nein"}
WORDS_LEGEND = "? heißt „weiß nicht“, ein Strich, dass nicht gefragt wurde."


def firms_document(
    comparison: FirmsComparison, assessments: Sequence[Assessment], guide: Guide, *, anonymous: bool = False
) -> doc.Document:
    """Return the comparison of several firms.

    `assessments` are those of all of them where they are at most FEW and each may be shown, else they may be left out.
    """
    texts = guide.comparison.firms
    named = comparison.assessments if comparison.partners.count <= SOME else ()
    # In an anonymous comparison the letters are drawn already; of many firms none is called by one.
    letters = {side.id: side.id if anonymous else letter(number) for number, side in enumerate(named)}
    blocks: list[doc.Block] = []
    if anonymous:
        blocks.append(doc.Callout("Ohne Namen", texts.anonymous))
    blocks.append(_partners(comparison, guide))
    if letters and not anonymous:
        blocks.append(doc.Fields(tuple((letters[side.id], guide.firm(side.organisation)) for side in named)))
    if any(factor.counts is None for factor in comparison.factors):
        blocks.append(doc.Callout("Zu wenige Betriebe", texts.too_few, "unknown"))
    else:
        blocks += _alliance(comparison, guide)
        blocks += _what_drives(comparison, guide)
        blocks += _factors(comparison, () if anonymous else assessments, letters, guide)
        blocks += _complements(comparison, letters, guide)
        blocks += _shared_fears(comparison, guide)
    blocks += not_compared(comparison.changed, guide)
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
            tuple(f"{title_of(id, guide)}: {_what_of(factors[id], comparison.partners.count, guide)}" for id in ids)
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
    about_goals = {factor.id for factor in (*guide.success, *guide.risks) if factor.goal}
    goals = [each for each in comparison.factors if each.id in about_goals]
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
        bars = tuple(doc.Bar(title_of(each.id, guide), (each.counts or {}).get("yes", 0)) for each in goals)
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
                rows.append((title_of(factor.id, guide), *cells, rule, doc.Entry(judged, "")))
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
        counts = {factor.id: factor.counts or {} for factor in comparison.factors}
        rows = tuple(
            (
                title_of(each.id, guide),
                _listed(each.has, counts[each.id]["yes"], letters),
                _listed(each.lacks, counts[each.id]["no"], letters),
            )
            for each in comparison.complements
        )
        yield doc.Table(("Erfolgsfaktor", "Trifft zu bei", "Trifft nicht zu bei"), rows, widths=(40, 30, 30))


def _listed(ids: tuple[str, ...], count: int, letters: dict[str, str]) -> str:
    """Which firms these are; of many only how many."""
    if letters:
        return ", ".join(letters[id] for id in ids)
    return f"{count} {'Betrieb' if count == 1 else 'Betrieben'}"


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
