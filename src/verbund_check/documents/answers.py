"""All answers of a report with the sentences that they were given to, and the remarks that stand nowhere else."""

from __future__ import annotations

from collections.abc import Iterator

from verbund_check.answers.assessment import Answer
from verbund_check.documents import blocks as doc
from verbund_check.documents.result import ReportView


def all_answers(view: ReportView) -> Iterator[doc.Block]:
    """Yield the reasons and fears that were named, then one row for each answer, worst first."""
    report, guide, texts = view.report, view.guide, view.texts
    yield doc.Heading(texts.headings.answers)
    shown = [
        id for id in guide.asked("full") if id in view.asked or id in report.answers or view.assessment.note_of(id)
    ]
    lists = tuple(_list_entry(id, view) for id in shown if view.question(id).is_list)
    if lists:
        yield doc.Entries(lists)
    parts = []
    for kind in ("readiness", "success", "risks"):
        ids = [id for id in shown if view.question(id).kind == kind]
        if ids:
            rows = tuple(_row(id, view) for id in view.worst_first(ids))
            parts.append(doc.RatingPart(view.question(ids[0]).part, rows))
    gone = [id for id in dict.fromkeys((*report.answers, *report.notes)) if id not in guide.questions]
    if gone:
        parts.append(doc.RatingPart(texts.headings.gone, tuple(_gone_row(id, view) for id in gone)))
    if parts:
        yield doc.Ratings(tuple(parts))


def _list_entry(id: str, view: ReportView) -> doc.Entry:
    """A list with what was chosen of it; what it does not name is told here, or only that it is there."""
    question, chosen = view.question(id), view.assessment.chosen(id)
    note = view.remark(id, "answers")
    titles = [option.title for option in question.options if option.id in (chosen or ())]
    if view.assessment.note_of(id) and not note:
        titles.append(question.other)
    if titles or note:
        text = "; ".join(titles)
    else:
        text = view.guide.prompts.missing.answer if chosen is None else question.none
    return doc.Entry(view.sentence(id), text, note=note, see=view.remark_target(id, "answers"))


def _row(id: str, view: ReportView) -> doc.RatingRow:
    sentence, note = view.sentence(id), view.remark(id, "answers")
    mark = view.texts.labels.then_mark
    return doc.RatingRow(
        view.question(id).title,
        (view.rating(id),),
        mark=view.key_label(id),
        text=f"{sentence} ({mark})" if view.then(id) else sentence,
        notes=(note,) if note else (),
        see=view.remark_target(id, "answers"),
    )


def _gone_row(id: str, view: ReportView) -> doc.RatingRow:
    """A question that the content no longer has: the value is all that is known of the answer."""
    answer, note = view.report.answers.get(id), view.remark(id, "answers")
    value = answer.value.value if isinstance(answer, Answer) else ", ".join(answer or ())
    return doc.RatingRow(
        view.sentence(id) or id,
        (doc.Rating(None, value or view.guide.prompts.missing.answer),),
        notes=(note,) if note else (),
        see=view.remark_target(id, "answers"),
    )
