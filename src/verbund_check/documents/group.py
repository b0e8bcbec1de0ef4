"""The comparison of several people of one firm as a document: how often each answer was given, and nobody's name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from verbund_check.documents import blocks as doc
from verbund_check.documents.comparison import not_compared, title_of, worded_then
from verbund_check.documents.labels import key_label
from verbund_check.guide.model import Guide
from verbund_check.guide.sections import Stage
from verbund_check.guide.values import Value
from verbund_check.policy.compare_group import GroupComparison, GroupQuestion
from verbund_check.policy.compare_pair import EFFECTS

HEADS = {Value.YES: "Ja", Value.PARTLY: "Teils", Value.NO: "Nein", Value.UNSURE: "?"}


def group_document(
    comparison: GroupComparison,
    stages: Sequence[Stage],
    guide: Guide,
    sentences: Mapping[str, Sequence[str]] | None = None,
) -> doc.Document:
    """Return the comparison of several people.

    `stages` are those that their answers are about, `sentences` what questions were when they were answered, by their ID.
    """
    texts = guide.comparison.group
    names = " / ".join(guide.interview.stage_names.at(stage) for stage in stages)
    blocks: list[doc.Block] = [
        doc.Fields(((guide.verdict.head.stage, names),)),
        doc.Paragraph(texts.intro.format(people=comparison.people), "lead"),
    ]
    if len(comparison.questions) + len(comparison.changed) < len(guide.judged_ids):
        title = "Was weniger als drei beantwortet haben, fehlt hier"
        blocks.append(doc.Callout(title, texts.too_few, "unknown"))
    divided = [each for each in comparison.questions if each.position is None]
    united = [each for each in comparison.questions if each.position is not None]
    if divided:
        blocks += [doc.Heading(texts.divided_title), doc.Paragraph(texts.divided), *_tables(divided, guide)]
    else:
        blocks.append(doc.Paragraph(texts.none_divided))
    if united:
        blocks += [doc.Heading(texts.united_title), *_tables(united, guide)]
    blocks += _lists(comparison, guide)
    blocks += worded_then(sentences or {}, guide)
    blocks += not_compared(comparison.changed, guide)
    blocks.append(doc.Paragraph(guide.comparison.disclaimer, "quiet"))
    return doc.Document(texts.title, tuple(blocks))


def _tables(questions: Sequence[GroupQuestion], guide: Guide) -> Iterator[doc.Block]:
    """A table for each part of the interview: what hinders first, most important factors before the others."""
    texts = guide.comparison.group
    united = questions[0].position is not None
    for kind in ("readiness", "success", "risk"):
        of_kind = [each for each in questions if each.kind == kind]
        if not of_kind:
            continue
        part = guide.questions[of_kind[0].id]
        of_kind.sort(key=lambda each: (_severity(each, guide), not guide.questions[each.id].key))
        rows = tuple(_row(each, guide) for each in of_kind)
        yield doc.Heading(part.part, 3)
        yield doc.Table(
            ("Frage", *HEADS.values(), *((texts.position,) if united else ())),
            rows,
            part.reminder,
            widths=(40, 8, 8, 8, 8, 28) if united else (56, 11, 11, 11, 11),
            numbers=(1, 2, 3, 4),
        )


def _severity(question: GroupQuestion, guide: Guide) -> int:
    if question.position is None:
        return 0
    return EFFECTS.index(guide.questions[question.id].effect(question.position))


def _row(each: GroupQuestion, guide: Guide) -> tuple[doc.Cell, ...]:
    question = guide.questions[each.id]
    counts = (str(each.counts[value]) if value in each.counts else "–" for value in HEADS)
    cells: tuple[doc.Cell, ...] = (
        doc.Entry(title_of(each.id, guide), "", key_label(question.key, guide.documents)),
        *counts,
    )
    if each.position is None:
        return cells
    effect: str = getattr(guide.documents.effects, question.effect(each.position))
    label = question.label(each.position)
    return (*cells, label if label.casefold() == effect.casefold() else f"{label} ({effect})")


def _lists(comparison: GroupComparison, guide: Guide) -> Iterator[doc.Block]:
    if comparison.reasons is None and comparison.fears is None:
        return
    yield doc.Heading(guide.comparison.group.reasons)
    for id, counts in (("reasons", comparison.reasons), ("fears", comparison.fears)):
        if counts is not None:
            question = guide.questions[id]
            bars = tuple(doc.Bar(option.title, counts[option.id]) for option in question.options)
            yield doc.Bars(question.title, bars, comparison.answered)
