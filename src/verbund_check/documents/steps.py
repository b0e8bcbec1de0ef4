"""What can be tackled: what is no, then the measures, each with its answer, its remark and who does it by when."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from verbund_check.documents import blocks as doc
from verbund_check.documents.find_out import talk_title, talks
from verbund_check.documents.result import POINTS_NAMED, ReportView
from verbund_check.guide.values import Value
from verbund_check.policy.verdict import Measure, Verdict

FIRST = 3
"""How many steps stand on the first page; the words say "drei" too."""

WIDTHS = (60, 22, 18)
"""The columns of the first steps: what, who, by when."""

ANCHOR = "schritte"
"""The name of the first steps, to which the whole list refers."""


class Step(Struct, frozen=True):
    """Something to tackle: the question or factor that calls for it, what to do, the section to read on in."""

    id: str
    text: str
    section: str


def definite_measures(verdict: Verdict) -> tuple[Measure, ...]:
    """Return the measures that people are shown: what is unknown is to be found out first, and stands there."""
    return tuple(each for each in verdict.measures if each.value != Value.UNSURE)


def steps_of(verdict: Verdict) -> tuple[Step, ...]:
    """Return what is to be tackled in its order: what is no of the readiness, then the measures."""
    noes = (Step(each.id, each.text, each.section) for each in verdict.hurdles if each.value == Value.NO)
    return (*noes, *(Step(each.id, each.text, each.section) for each in definite_measures(verdict)))


def first_steps(verdict: Verdict, view: ReportView) -> Iterator[doc.Block]:
    """Yield the first steps to decide on, with room to write who does them by when; conversations where there are fewer."""
    texts = view.texts.summary
    steps, conversations = steps_of(verdict), list(talks(view))
    entries = [doc.Entry(view.question(each.id).title, each.text, label=view.key_label(each.id)) for each in steps]
    for whom, questions in conversations:
        titles = [question.title for question in questions]
        template = texts.talk if len(titles) <= POINTS_NAMED else texts.talk_more
        named = titles if len(titles) <= POINTS_NAMED else titles[: POINTS_NAMED - 1]
        text = template.format(titles=", ".join(named), more=len(titles) - len(named))
        entries.append(doc.Entry(talk_title(whom, view), text))
    if not entries:
        return
    heading = texts.steps_of.format(count=len(entries)) if len(entries) > FIRST else texts.steps
    yield doc.Heading(heading, anchor=ANCHOR)
    labels = view.texts.labels
    head = (texts.step, labels.responsible, labels.until)
    yield doc.Table(head, tuple((entry, "", "") for entry in entries[:FIRST]), blank=(1, 2), widths=WIDTHS)


def tackle(verdict: Verdict, view: ReportView) -> Iterator[doc.Block]:
    """Yield all that is to be tackled, numbered; on paper with room to write behind what does not stand on the first page."""
    texts, steps = view.texts, steps_of(verdict)
    if not steps:
        if (nothing := _nothing(verdict, view)) and view.report.scope == "full":
            yield doc.Heading(texts.headings.measures)
            yield doc.Paragraph(nothing)
        return
    yield doc.Heading(texts.headings.measures)
    yield doc.Paragraph(texts.measures_intro)
    rows = tuple(_row(number, step, view) for number, step in enumerate(steps, start=1))
    more = () if view.on_screen else (texts.labels.responsible, texts.labels.until)
    yield doc.Ratings((doc.RatingPart("", rows),), head="" if view.on_screen else texts.summary.step, more=more)
    if view.report.scope == "full" and not definite_measures(verdict):
        yield doc.Paragraph(_nothing(verdict, view))


def _nothing(verdict: Verdict, view: ReportView) -> str:
    """Why there is no measure."""
    texts = view.texts
    if verdict.measures:
        return texts.measures_unknown
    return texts.measures_none if view.report.complete else texts.measures_missing


def _row(number: int, step: Step, view: ReportView) -> doc.RatingRow:
    is_above = number <= FIRST and not view.on_screen
    text = view.texts.summary.above if is_above else step.text
    note = view.remark(step.id, "steps")
    return doc.RatingRow(
        view.question(step.id).title,
        (view.rating(step.id),),
        mark=view.key_label(step.id),
        text="\n".join(filter(None, (text, view.then(step.id)))),
        notes=(note,) if note else (),
        cells=() if view.on_screen else ("–", "–") if is_above else ("", ""),
        number=str(number),
        see=view.remark_target(step.id, "steps") or view.reading(step.section),
    )
