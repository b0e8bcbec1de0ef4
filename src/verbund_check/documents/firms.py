"""The comparison of several firms as a document: do these partners fit?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from verbund_check.documents import blocks as doc
from verbund_check.documents.comparison import not_compared, title_of, worded_then
from verbund_check.guide.model import Guide
from verbund_check.guide.texts import TitledText
from verbund_check.guide.values import FACTOR_VALUES, KEYS, Value
from verbund_check.policy.compare_firms import FirmsComparison, JointFactor, alliance_outcome, letter, may_hold

Answers = Mapping[str, Value]
Others = Mapping[str, Mapping[str, str]]

FEW = 8
"""Up to this many firms are shown each in a column of its own."""

SOME = 24
"""Up to this many firms are named each, or called by their letter; more are counted only."""

WORDED = 3
"""Up to this many firms there is room for whole words in the table of factors."""

WORDS = {Value.YES: "ja", Value.PARTLY: "teils", Value.NO: "nein"}
WORDS_LEGEND = "? heißt „weiß nicht“, ein Strich, dass nicht gefragt wurde."


def firms_document(
    comparison: FirmsComparison,
    answers: Sequence[Answers],
    guide: Guide,
    *,
    anonymous: bool = False,
    others: Others | None = None,
    sentences: Mapping[str, Sequence[str]] | None = None,
    copies: Sequence[str] = (),
    one_each: bool = False,
) -> doc.Document:
    """Return the comparison of several firms.

    `answers` are those of each firm in the order of the comparison, where they are at most FEW and each may be shown, else
    empty. `others` has remarks on the lists of reasons and fears by the ID of an assessment,
    `sentences` what questions were when they were answered, by their ID. `copies` were not counted;
    `one_each` tells that firms have more than the one assessment that counts.
    """
    texts = guide.comparison.firms
    letters = {side.id: letter(number) for number, side in enumerate(comparison.assessments)}
    blocks: list[doc.Block] = []
    if anonymous:
        blocks.append(doc.Callout(texts.anonymous_title, texts.anonymous))
    blocks += _partners(comparison, guide)
    if letters:
        named = ((letters[side.id], guide.firm(side.organisation)) for side in comparison.assessments)
        blocks.append(doc.Fields(tuple(named)))
    if one_each:
        blocks.append(doc.Paragraph(texts.one_each, "quiet"))
    if copies:
        named_copies = str(len(copies)) if anonymous else ", ".join(copies)
        blocks.append(doc.Paragraph(texts.copies.format(copies=named_copies), "quiet"))
    if any(factor.counts is None for factor in comparison.factors):
        blocks.append(doc.Callout(texts.too_few_title, texts.too_few, "unknown"))
    else:
        blocks += _alliance(comparison, guide)
        blocks += _what_drives(comparison, letters, others or {}, guide)
        blocks += _factors(comparison, answers, letters, guide)
        blocks += _complements(comparison, letters, guide)
        blocks += _fears(comparison, letters, others or {}, guide)
    blocks += worded_then(sentences or {}, guide)
    blocks += not_compared(comparison.changed, guide)
    blocks.append(doc.Paragraph(guide.comparison.disclaimer, "quiet"))
    return doc.Document(texts.title, tuple(blocks))


def _partners(comparison: FirmsComparison, guide: Guide) -> Iterator[doc.Block]:
    texts, favourable = guide.comparison.firms, guide.comparison.partners
    count = comparison.partners.count
    text = texts.within if comparison.partners.within else texts.fewer if count < favourable.least else texts.more
    yield doc.Paragraph(text.format(count=count), "lead")
    yield doc.Paragraph(texts.counted_in, "quiet")


def _alliance(comparison: FirmsComparison, guide: Guide) -> Iterator[doc.Block]:
    """The verdict on the alliance, with what speaks for it."""
    texts = guide.comparison.firms
    outcome, ids = alliance_outcome(comparison, guide)
    # No tick: only the most important factors are judged, and the title says so.
    tones: dict[str, doc.Tone] = {"fits": "neutral", "clarify": "mixed", "caution": "bad", "unknown": "unknown"}
    verdict: TitledText = getattr(texts.verdict, outcome)
    yield doc.Callout(verdict.title, verdict.text, tones[outcome])
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


def _what_drives(
    comparison: FirmsComparison, letters: dict[str, str], others: Others, guide: Guide
) -> Iterator[doc.Block]:
    """Shared reasons and goals."""
    texts = guide.comparison.firms
    about_goals = {factor.id for factor in (*guide.success, *guide.risks) if factor.goal}
    goals = [each for each in comparison.factors if each.id in about_goals]
    if not comparison.answered or (comparison.reasons is None and not goals):
        return
    yield doc.Heading(texts.drives)
    if comparison.reasons is not None:
        named = comparison.reasons
        bars = tuple(doc.Bar(item.title, named[item.id]) for item in guide.reasons)
        yield doc.Bars(texts.reasons, bars, comparison.answered)
        yield from _others("reasons", letters, others, guide)
        shared = [item.title for item in guide.reasons if named[item.id] == comparison.answered]
        yield doc.Paragraph(texts.shared.format(reasons="; ".join(shared)) if shared else texts.none_shared)
    if goals:
        bars = tuple(doc.Bar(title_of(each.id, guide), (each.counts or {}).get("yes", 0)) for each in goals)
        yield doc.Bars(texts.goals, bars, comparison.answered)


def _others(id: str, letters: dict[str, str], others: Others, guide: Guide) -> Iterator[doc.Block]:
    """What firms have written down beside the reasons or fears of the list."""
    written = [(letter, others[side][id]) for side, letter in letters.items() if others.get(side, {}).get(id)]
    if written:
        yield doc.Fields(tuple((f"{guide.questions[id].other} ({letter})", text) for letter, text in written))


def _factors(
    comparison: FirmsComparison, answers: Sequence[Answers], letters: dict[str, str], guide: Guide
) -> Iterator[doc.Block]:
    """Every factor over all firms: what each answered where they are few, else how many answered what."""
    texts = guide.comparison.firms
    if not comparison.factors or not comparison.answered:
        return
    firm_by_firm = 0 < len(answers) <= FEW
    yield doc.Heading(texts.factors_title)
    yield doc.Paragraph(texts.factors)
    in_words = len(answers) <= WORDED
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
                    cells = [_sign(each, factor, in_words=in_words) for each in answers]
                else:
                    cells = [str(factor.counts[value.value]) for value in FACTOR_VALUES]
                rule: str = getattr(texts.rules, factor.rule)
                judged = _judged(factor, comparison.partners.count)
                rows.append((title_of(factor.id, guide), *cells, rule, doc.Entry(judged, "")))
        if rows:
            heads = list(letters.values()) if firm_by_firm else ["Ja", "Teils", "Nein", "?"]
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


def _sign(answers: Answers, factor: JointFactor, *, in_words: bool) -> doc.Cell:
    """What the firm answered, in a word or its first letter; the answers that hinder an alliance are set off."""
    value = answers.get(factor.id)
    if value is None:
        return "–"
    sign = "?" if value == Value.UNSURE else WORDS[value] if in_words else KEYS[value]
    return doc.Entry(sign, "") if value == (Value.YES if factor.kind == "risk" else Value.NO) else sign


def _judged(factor: JointFactor, firms: int) -> str:
    return "ja" if factor.holds else "offen" if may_hold(factor, firms) else "nein"


def _complements(comparison: FirmsComparison, letters: dict[str, str], guide: Guide) -> Iterator[doc.Block]:
    """Where some say yes and others no: what they can learn from each other, and what they only judge differently."""
    texts = guide.comparison.firms
    teachable = {factor.id for factor in guide.success if factor.teachable}
    for title, lead, each in (
        (texts.complements_title, texts.complements, [c for c in comparison.complements if c.id in teachable]),
        (
            texts.judged_differently_title,
            texts.judged_differently,
            [c for c in comparison.complements if c.id not in teachable],
        ),
    ):
        if each:
            yield doc.Heading(title)
            yield doc.Paragraph(lead)
            rows = tuple((title_of(c.id, guide), _listed(c.has, letters), _listed(c.lacks, letters)) for c in each)
            yield doc.Table(("Erfolgsfaktor", "Trifft zu bei", "Trifft nicht zu bei"), rows, widths=(40, 30, 30))


def _listed(firms: tuple[str, ...] | int, letters: dict[str, str]) -> str:
    """Which firms these are; of many only how many."""
    if isinstance(firms, int):
        return f"{firms} {'Betrieb' if firms == 1 else 'Betrieben'}"
    return ", ".join(letters[id] for id in firms)


def _fears(comparison: FirmsComparison, letters: dict[str, str], others: Others, guide: Guide) -> Iterator[doc.Block]:
    fears, texts = comparison.fears, guide.comparison.firms
    written = tuple(_others("fears", letters, others, guide))
    if fears is None or not (any(fears.values()) or written):
        return
    named = sorted((fear for fear in guide.fears if fears[fear.id]), key=lambda fear: -fears[fear.id])
    yield doc.Heading(guide.interview.blocks.fears.title)
    if named:
        bars = tuple(doc.Bar(fear.title, fears[fear.id]) for fear in named)
        yield doc.Bars(texts.fears, bars, comparison.answered)
    yield from written
    shared = [fear for fear in named if fears[fear.id] > 1]
    if shared:
        yield doc.Pairs(texts.fears_shared, texts.fears_reply, tuple((each.title, each.reply) for each in shared))
