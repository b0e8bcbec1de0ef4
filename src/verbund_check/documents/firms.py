"""The comparison of several firms as a document: do these partners fit?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from verbund_check.documents import blocks as doc
from verbund_check.documents.comparison import not_compared, title_of, worded_then
from verbund_check.documents.labels import about, key_label, words_of
from verbund_check.guide.comparison_texts import JointWords
from verbund_check.guide.model import Effect, Guide
from verbund_check.guide.sections import Stage
from verbund_check.guide.texts import TitledText
from verbund_check.guide.values import Value
from verbund_check.policy.compare_firms import FirmsComparison, JointFactor, alliance_outcome, may_hold

Answers = Mapping[str, Value]
Others = Mapping[str, Mapping[str, str]]

FEW = 8
"""Up to this many firms are shown each in a column of its own."""

WORDED = 3
"""Up to this many firms there is room for whole words beside the signs."""

SOME = 24
"""Up to this many firms it is said who can learn from whom; of more how many."""

LISTED = 1000
"""Up to this many firms are listed one by one behind the page."""

POINTS = 3
"""So many points are named in the title and as what hinders most; one more rather than "and one more"."""


def firms_document(
    comparison: FirmsComparison,
    answers: Sequence[Answers],
    guide: Guide,
    *,
    stages: Sequence[Stage] = (),
    day: str = "",
    anonymous: bool = False,
    on_screen: bool = False,
    others: Others | None = None,
    sentences: Mapping[str, Sequence[str]] | None = None,
    copies: Sequence[str] = (),
    one_each: bool = False,
) -> doc.Document:
    """Return the comparison of several firms.

    `answers` are those of each firm in the order of the comparison, where each may be shown and they are at most LISTED, else
    empty; `stages` those that they are about, `day` that of the comparison (local, as it is shown). `others` has remarks on the
    lists of reasons and fears by the ID of an assessment, `sentences` what questions were when they were answered, by their
    ID. `copies` were not counted; `one_each` tells that firms have more than the one assessment that counts.
    """
    texts, count = guide.comparison.firms, comparison.partners.count
    too_few = any(factor.counts is None for factor in comparison.factors)
    names = firm_names(comparison, guide)
    outcome, ids = alliance_outcome(comparison, guide)
    verdict: TitledText = getattr(texts.verdict, outcome)
    blocks: list[doc.Block] = []
    if too_few:
        blocks.append(doc.Callout(texts.too_few_title, texts.too_few, "unknown"))
        blocks.append(doc.Paragraph(_partners(comparison, guide)))
    else:
        blocks += _alliance(comparison, ids, verdict.text, guide)
        blocks += _factors(comparison, answers if count <= FEW else (), names, guide)
    blocks += _notes(guide, anonymous=anonymous, copies=copies, one_each=one_each)
    if not too_few:
        blocks += _reasons(comparison, guide)
        blocks += _fears(comparison, guide)
        if names and count <= FEW:
            blocks += _others(names, others or {}, guide)
        blocks += _complements(comparison, names if count <= SOME else {}, guide)
    blocks += worded_then(sentences or {}, guide)
    blocks += not_compared(comparison.changed, guide)
    blocks.append(doc.Paragraph(guide.comparison.disclaimer, "quiet"))
    if answers and count > FEW:
        if on_screen and count > SOME:
            blocks.append(doc.Paragraph(texts.listed.on_screen, "quiet"))
        else:
            blocks += _listed_firms(answers, names, others or {}, guide)
    elif count > LISTED and not anonymous:
        blocks.append(doc.Paragraph(texts.listed.too_many.format(count=LISTED), "quiet"))
    firms = texts.firms.format(count=count)
    at = " / ".join(guide.interview.stage_names.at(stage) for stage in stages) if not too_few else ""
    return doc.Document(
        verdict.title.format(points=first_points(ids, guide)),
        tuple(blocks),
        about("", (texts.title, firms), at),
        about=about(guide.documents.kinds.comparison, (firms,), day),
        words=words_of(guide.documents),
        dense=True,
    )


def firm_names(comparison: FirmsComparison, guide: Guide) -> dict[str, str]:
    """What each firm is called, by the ID of its assessment; those of one name are numbered."""
    names = {side.id: guide.firm(side.organisation) for side in comparison.assessments}
    often, so_far = Counter(names.values()), Counter[str]()
    for id, name in names.items():
        so_far[name] += 1
        if often[name] > 1:
            names[id] = f"{name} ({so_far[name]})"
    return names


def first_points(ids: Sequence[str], guide: Guide) -> str:
    """Return the first of these points by their titles, and how many more there are."""
    titles = [title_of(id, guide) for id in ids]
    if len(titles) <= POINTS + 1:
        return ", ".join(titles)
    more = guide.comparison.firms.more_points
    return more.format(points=", ".join(titles[:POINTS]), count=len(titles) - POINTS)


def _partners(comparison: FirmsComparison, guide: Guide) -> str:
    texts, count = guide.comparison.firms, comparison.partners.count
    fewer = count < guide.comparison.partners.least
    text = texts.within if comparison.partners.within else texts.fewer if fewer else texts.more
    return text.format(count=count)


def _alliance(comparison: FirmsComparison, ids: Sequence[str], text: str, guide: Guide) -> Iterator[doc.Block]:
    """What the verdict means and what it comes from, in a few lines."""
    texts, count = guide.comparison.firms, comparison.partners.count
    yield doc.Paragraph(text, "lead")
    factors = {factor.id: factor for factor in comparison.factors}
    points: dict[str, list[str]] = {}
    for id in ids:
        points.setdefault(_what_of(factors[id], count, guide), []).append(title_of(id, guide))
    fields = [(label, ", ".join(titles)) for label, titles in points.items()]
    hindering = [each for each in _sorted(comparison.factors, guide) if _counted(each, guide).hinders][:POINTS]
    if hindering:
        counts = ((title_of(each.id, guide), _counted(each, guide).hinders) for each in hindering)
        often = ", ".join(texts.often.format(title=title, count=number) for title, number in counts)
        fields.append((texts.points.often, often))
    if fields:
        yield doc.Fields(tuple(fields))
    told = []
    if comparison.answered:
        success, risks = ([each for each in comparison.factors if each.kind == kind] for kind in ("success", "risk"))
        told.append(
            texts.overview.format(
                success=sum(each.holds is True for each in success),
                success_of=len(success),
                risks=sum(each.holds is True for each in risks),
                risks_of=len(risks),
            )
        )
    if comparison.answered < count:
        told.append(texts.quick.format(quick=count - comparison.answered, count=count))
    yield doc.Paragraph(" ".join([*told, _partners(comparison, guide)]))


def _what_of(factor: JointFactor, firms: int, guide: Guide) -> str:
    """Why a factor is among those to talk about: a risk is there or may be, a success factor is missing or may be."""
    texts = guide.comparison.firms.points
    if factor.kind == "risk":
        return texts.risk if factor.holds else texts.risk_open
    missing: str = getattr(texts.success_missing, factor.rule)
    return texts.success_open if may_hold(factor, firms) else missing


def _counted(factor: JointFactor, guide: Guide) -> doc.Counts:
    """How many answers to a factor hinder, are partly so, unknown or help."""
    question, found = guide.questions[factor.id], Counter[Effect]()
    for value, count in (factor.counts or {}).items():
        found[question.effect(Value(value))] += count
    return doc.Counts(found["hinders"], found["partly"], found["unsure"], found["helps"])


def _factors(
    comparison: FirmsComparison, answers: Sequence[Answers], names: Mapping[str, str], guide: Guide
) -> Iterator[doc.Block]:
    """Every factor over all firms: a heat map of what each answered, where `answers` says it, else how many answered what."""
    texts = guide.comparison.firms
    if not comparison.factors or not comparison.answered:
        return
    words, columns = texts.factors, tuple(names.values()) if answers else (texts.factors.counts,)
    kinds = (("success", guide.interview.blocks.success.title), ("risk", guide.interview.blocks.risks.title))
    parts = []
    for kind, title in kinds:
        of_kind = _sorted((each for each in comparison.factors if each.kind == kind), guide)
        rows = [_row(each, answers, comparison.partners.count, guide) for each in of_kind]
        if rows:
            parts.append(doc.RatingPart(title, tuple(rows)))
    totals = None
    if answers:
        often = [sum(_effect(each, factor.id, guide) == "hinders" for factor in comparison.factors) for each in answers]
        ratings = tuple(doc.Rating(None, str(number)) for number in often)
        totals = doc.RatingRow(words.total, ratings, cells=(str(sum(often)),))
    yield doc.Ratings(
        tuple(parts),
        words.factor,
        columns,
        ((words.hinders_at,) if answers else ()) + (words.joint,),
        f"{guide.documents.legend} {words.legend}",
        totals,
        signs=len(answers) > WORDED,
    )


def _sorted(factors: Iterable[JointFactor], guide: Guide) -> list[JointFactor]:
    """Factors as they are to be read: what hinders most firms first, the most important before the others."""

    def order(factor: JointFactor) -> tuple[int, bool, int, int]:
        counts = _counted(factor, guide)
        return -counts.hinders, not guide.questions[factor.id].key, -counts.partly, -counts.unsure

    return sorted(factors, key=order)


def _row(factor: JointFactor, answers: Sequence[Answers], firms: int, guide: Guide) -> doc.RatingRow:
    texts, question = guide.comparison.firms, guide.questions[factor.id]
    counts = _counted(factor, guide)
    rule: str = getattr(texts.rules, factor.rule)
    words: JointWords = texts.factors.success if factor.kind == "success" else texts.factors.risk
    said = words.holds if factor.holds else words.open if may_hold(factor, firms) else words.holds_not
    # What is to be talked about is set off: a risk that is there, a success factor that is not.
    said = texts.factors.joint_by.format(joint=said, rule=rule)
    joint: doc.Cell = said if (factor.holds is True) == (factor.kind == "success") else doc.Entry(said, "")
    ratings: tuple[doc.Rating | doc.Counts, ...] = (counts,)
    cells: tuple[doc.Cell, ...] = (joint,)
    if answers:
        ratings = tuple(_rating(each, factor.id, guide) for each in answers)
        cells = (str(counts.hinders), *cells)
    return doc.RatingRow(question.title, ratings, key_label(question.key, guide.documents), cells=cells)


def _rating(answers: Answers, id: str, guide: Guide) -> doc.Rating:
    value = answers.get(id)
    if value is None:
        return doc.Rating(None, guide.comparison.firms.factors.not_asked)
    return doc.Rating(guide.questions[id].effect(value), guide.questions[id].label(value))


def _effect(answers: Answers, id: str, guide: Guide) -> Effect | None:
    value = answers.get(id)
    return guide.questions[id].effect(value) if value else None


def _notes(guide: Guide, *, anonymous: bool, copies: Sequence[str], one_each: bool) -> Iterator[doc.Block]:
    """What is to be known about the numbers, in a quiet paragraph."""
    texts = guide.comparison.firms
    told = [texts.anonymous] if anonymous else []
    if one_each:
        told.append(texts.one_each)
    if copies:
        told.append(texts.copies.format(copies=str(len(copies)) if anonymous else ", ".join(copies)))
    yield doc.Paragraph(" ".join([*told, texts.counted_in]), "quiet")


def _reasons(comparison: FirmsComparison, guide: Guide) -> Iterator[doc.Block]:
    texts, named = guide.comparison.firms, comparison.reasons
    if named is None or not comparison.answered:
        return
    yield doc.Heading(guide.interview.blocks.reasons.title)
    bars = tuple(doc.Bar(item.title, named[item.id]) for item in guide.reasons)
    yield doc.Bars(texts.reasons, bars, comparison.answered)
    shared = [item.title for item in guide.reasons if named[item.id] == comparison.answered]
    yield doc.Paragraph(texts.shared.format(reasons="; ".join(shared)) if shared else texts.none_shared)


def _fears(comparison: FirmsComparison, guide: Guide) -> Iterator[doc.Block]:
    """The fears that were named, most often named first, each with what can be said to it."""
    texts, fears = guide.comparison.firms, comparison.fears
    if fears is None or not any(fears.values()):
        return
    named = sorted((fear for fear in guide.fears if fears[fear.id]), key=lambda fear: -fears[fear.id])
    rows = tuple((doc.Entry(fear.title, ""), str(fears[fear.id]), fear.reply) for fear in named)
    yield doc.Heading(guide.interview.blocks.fears.title)
    yield doc.Table((texts.fears.fear, texts.fears.named, texts.fears.reply), rows, widths=(26, 12, 62), numbers=(1,))


def _others(names: Mapping[str, str], others: Others, guide: Guide) -> Iterator[doc.Block]:
    """What firms have written down beside the reasons and fears of the lists."""
    entries = [
        doc.Entry(name, "", note="\n".join(written))
        for id, name in names.items()
        if (written := _written(others.get(id, {}), guide))
    ]
    if entries:
        yield doc.Heading(guide.comparison.firms.others)
        yield doc.Entries(tuple(entries))


def _written(notes: Mapping[str, str], guide: Guide) -> list[str]:
    lists = (question for question in guide.questions.values() if question.is_list)
    return [f"{each.title}: {notes[each.id]}" for each in lists if notes.get(each.id)]


def _complements(comparison: FirmsComparison, names: Mapping[str, str], guide: Guide) -> Iterator[doc.Block]:
    """Where some say yes and others no: what they can learn from each other, and what they only judge differently."""
    texts = guide.comparison.firms
    teachable = {factor.id for factor in guide.success if factor.teachable}
    differently = texts.judged_differently if names else texts.judged_differently_counted
    for title, lead, each in (
        (texts.complements_title, texts.complements, [c for c in comparison.complements if c.id in teachable]),
        (texts.judged_differently_title, differently, [c for c in comparison.complements if c.id not in teachable]),
    ):
        if each:
            yield doc.Heading(title)
            yield doc.Paragraph(lead)
            head = texts.complements_head
            rows = ((title_of(c.id, guide), _who(c.has, names, guide), _who(c.lacks, names, guide)) for c in each)
            yield doc.Table((head.factor, head.has, head.lacks), tuple(rows), widths=(30, 35, 35))


def _who(firms: tuple[str, ...] | int, names: Mapping[str, str], guide: Guide) -> str:
    """Which firms these are; of many only how many."""
    if names and not isinstance(firms, int):
        return ", ".join(names[id] for id in firms)
    texts, count = guide.comparison.firms.complements_head, firms if isinstance(firms, int) else len(firms)
    return texts.one if count == 1 else texts.many.format(count=count)


def _listed_firms(
    answers: Sequence[Answers], names: Mapping[str, str], others: Others, guide: Guide
) -> Iterator[doc.Block]:
    """Every firm with how many factors hinder there, and which of the most important: most of them first."""
    texts, words = guide.comparison.firms.listed, guide.documents.effects
    factors = [question for question in guide.questions.values() if question.kind in ("success", "risks")]
    rows: list[tuple[int, tuple[doc.Cell, ...]]] = []
    for given, (id, name) in zip(answers, names.items(), strict=True):
        effects = {each.id: _effect(given, each.id, guide) for each in factors}
        found = Counter(effects.values())
        numbers = [str(found[effect]) for effect in ("hinders", "partly", "unsure", "helps")]
        key = ", ".join(each.title for each in factors if each.key and effects[each.id] == "hinders")
        written = "\n".join(_written(others.get(id, {}), guide))
        cell = doc.Entry(name, "", note=written) if written else name
        asked = any(effects.values())
        unasked = guide.comparison.firms.factors.not_asked
        rows.append((-found["hinders"], (cell, *(numbers if asked else ["–"] * 4), key if asked else unasked)))
    rows.sort(key=lambda each: each[0])
    yield doc.NewPage()
    yield doc.Heading(texts.title)
    yield doc.Paragraph(texts.lead)
    head = (texts.firm, words.hinders, words.partly, words.unsure, words.helps, texts.key)
    yield doc.Table(head, tuple(row for _, row in rows), widths=(34, 9, 8, 8, 8, 33), numbers=(1, 2, 3, 4))
