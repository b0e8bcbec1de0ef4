"""What is unknown, by the conversation in which it can be found out."""

from __future__ import annotations

from collections.abc import Iterator

from verbund_check.documents import blocks as doc
from verbund_check.documents.result import ReportView, mostly_unknown, unknown_ids
from verbund_check.guide.model import Question
from verbund_check.guide.values import Party
from verbund_check.guide.verdict_texts import WhomTexts

MANY_IN_ONE_TALK = 6
"""From how many questions on a conversation is told where to begin."""


def talks(view: ReportView) -> Iterator[tuple[WhomTexts, list[Question]]]:
    """Yield each conversation with what can be found out in it, in the guide's order."""
    unknown = unknown_ids(view.report, view.guide)
    for whom in ("house", "management", "partners"):
        questions = [question for id in unknown if (question := view.question(id)).whom == whom]
        if questions:
            yield getattr(view.texts.find_out, whom), questions


def talk_title(texts: WhomTexts, view: ReportView) -> str:
    """Return what a conversation is called, for those who answered."""
    return texts.title_own if _is_own(texts, view) else view.at(texts.title)


def _is_own(texts: WhomTexts, view: ReportView) -> bool:
    return view.report.party == Party.MANAGEMENT and bool(texts.title_own)


def find_out(view: ReportView) -> Iterator[doc.Block]:
    """Yield what is unknown, once, by the conversation in which it can be found out; nothing where all is known."""
    conversations = list(talks(view))
    if not conversations:
        return
    texts = view.texts.find_out
    yield doc.Heading(view.texts.headings.find_out)
    yield doc.Paragraph(view.at(texts.intro))
    for whom, questions in conversations:
        yield from _talk(questions, whom, view)
    if mostly_unknown(view):
        yield doc.Paragraph(texts.many)


def _talk(questions: list[Question], texts: WhomTexts, view: ReportView) -> Iterator[doc.Block]:
    """One conversation; where there is much to ask, the most important things first."""
    yield doc.Heading(talk_title(texts, view), 3)
    yield doc.Paragraph(texts.lead_own if _is_own(texts, view) else view.at(texts.lead))
    first = [each for each in questions if each.key or each.kind == "readiness"]
    later = [each for each in questions if each not in first]
    if len(questions) <= MANY_IN_ONE_TALK or not first or not later:
        yield _to_ask(questions, view)
        return
    for part, lead in ((first, view.texts.find_out.first), (later, view.texts.find_out.later)):
        yield doc.Paragraph(lead)
        yield _to_ask(part, view)


def _to_ask(questions: list[Question], view: ReportView) -> doc.Entries:
    return doc.Entries(
        tuple(
            doc.Entry(
                each.title,
                to_ask(each, view),
                label=view.key_label(each.id),
                aside=view.then(each.id),
                note=view.remark(each.id, "find_out"),
                see=view.remark_target(each.id, "find_out"),
            )
            for each in questions
        )
    )


def to_ask(question: Question, view: ReportView) -> str:
    """Return what to ask where an answer is not known and, of a readiness question, what to do about it."""
    stage, party = view.report.stage, view.report.party
    return "\n".join(filter(None, (question.to_find_out(stage, party), question.to_clarify(stage, party))))
