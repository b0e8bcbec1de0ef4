"""The comparison of several people of one firm as a document: how often each answer was given, and nobody's name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from verbund_check.documents import blocks as doc
from verbund_check.documents.comparison import not_compared, title_of, worded_then
from verbund_check.documents.labels import about, key_label, words_of
from verbund_check.guide.model import Effect, Guide
from verbund_check.guide.sections import Stage
from verbund_check.guide.values import Value
from verbund_check.policy.compare_group import GroupComparison, GroupQuestion
from verbund_check.policy.compare_pair import EFFECTS

POINTS = 3
"""So many points are named in the title; one more rather than "and one more"."""


def group_document(
    comparison: GroupComparison,
    stages: Sequence[Stage],
    guide: Guide,
    sentences: Mapping[str, Sequence[str]] | None = None,
    *,
    day: str = "",
) -> doc.Document:
    """Return the comparison of several people.

    `stages` are those that their answers are about, `sentences` what questions were when they were answered, by their ID,
    `day` that of the comparison (local, as it is shown).
    """
    texts = guide.comparison.group
    blocks: list[doc.Block] = []
    if len(comparison.questions) + len(comparison.changed) < len(guide.judged_ids):
        blocks.append(doc.Callout(texts.too_few_title, texts.too_few, "unknown"))
    if comparison.questions:
        blocks.append(_questions(comparison, guide))
    blocks.append(doc.Paragraph(texts.intro.format(people=comparison.people), "quiet"))
    blocks += _lists(comparison, guide)
    blocks += worded_then(sentences or {}, guide)
    blocks += not_compared(comparison.changed, guide)
    blocks.append(doc.Paragraph(guide.comparison.disclaimer, "quiet"))
    people = texts.people.format(people=comparison.people)
    at = " / ".join(guide.interview.stage_names.at(stage) for stage in stages)
    return doc.Document(
        _title(comparison, guide),
        tuple(blocks),
        about("", (texts.question, people), at),
        about=about(guide.documents.kinds.comparison, (people,), day),
        words=words_of(guide.documents),
        dense=True,
    )


def _title(comparison: GroupComparison, guide: Guide) -> str:
    """What came of it: where opinions are divided, else what most of them see as a hindrance."""
    texts = guide.comparison.group
    if not comparison.questions:
        return texts.title_nothing
    if comparison.divided:
        points, of = _first(comparison.divided, guide), len(comparison.questions)
        return texts.title_divided.format(divided=len(comparison.divided), of=of, points=points)
    hindering = [each.id for each in comparison.questions if _effect(each, guide) == "hinders"]
    key = [id for id in hindering if guide.questions[id].key]
    ordered = (*key, *(id for id in hindering if id not in key))
    return texts.title_hinders.format(points=_first(ordered, guide)) if ordered else texts.title_united


def _first(ids: Sequence[str], guide: Guide) -> str:
    titles = [title_of(id, guide) for id in ids]
    if len(titles) <= POINTS + 1:
        return ", ".join(titles)
    more = guide.comparison.group.more_points
    return more.format(points=", ".join(titles[:POINTS]), count=len(titles) - POINTS)


def _effect(question: GroupQuestion, guide: Guide) -> Effect | None:
    """What the answer of most of them means; None where most of them gave none."""
    return guide.questions[question.id].effect(question.position) if question.position else None


def _questions(comparison: GroupComparison, guide: Guide) -> doc.Ratings:
    """Every question with its counts and what most said: first where nobody has the majority, then part by part, worst first."""
    texts, by_id = guide.comparison.group, {each.id: each for each in comparison.questions}
    parts = []
    if comparison.divided:
        rows = tuple(_row(by_id[id], guide) for id in comparison.divided)
        parts.append(doc.RatingPart(texts.divided_title, rows))
    for kind in ("readiness", "success", "risk"):
        united = [each for each in comparison.questions if each.kind == kind and each.position]
        if united:
            united.sort(key=lambda each: (_severity(each, guide), not guide.questions[each.id].key))
            title = guide.questions[united[0].id].part
            parts.append(doc.RatingPart(title, tuple(_row(each, guide) for each in united)))
    return doc.Ratings(tuple(parts), texts.head, (texts.counts, texts.position), legend=guide.documents.legend)


def _severity(question: GroupQuestion, guide: Guide) -> int:
    effect = _effect(question, guide)
    return EFFECTS.index(effect) if effect else 0


def _row(each: GroupQuestion, guide: Guide) -> doc.RatingRow:
    question, found = guide.questions[each.id], Counter[Effect]()
    for value, count in each.counts.items():
        found[question.effect(Value(value))] += count
    counts = doc.Counts(found["hinders"], found["partly"], found["unsure"], found["helps"])
    word = question.label(each.position) if each.position else guide.comparison.group.no_position
    return doc.RatingRow(
        question.title,
        (counts, doc.Rating(_effect(each, guide), word)),
        key_label(question.key, guide.documents),
    )


def _lists(comparison: GroupComparison, guide: Guide) -> Iterator[doc.Block]:
    if comparison.reasons is None and comparison.fears is None:
        return
    yield doc.Heading(guide.comparison.group.reasons)
    for id, counts in (("reasons", comparison.reasons), ("fears", comparison.fears)):
        if counts is not None:
            question = guide.questions[id]
            bars = tuple(doc.Bar(option.title, counts[option.id]) for option in question.options)
            yield doc.Bars(question.title, bars, comparison.answered)
