"""Labels that stand in several documents."""

from __future__ import annotations

from collections.abc import Iterable

from verbund_check.documents import blocks as doc
from verbund_check.guide.document_texts import DocumentTexts
from verbund_check.guide.model import Guide, Question
from verbund_check.guide.values import Value


def words_of(texts: DocumentTexts) -> doc.Words:
    """Return the words that the renderers add of their own."""
    return doc.Words(
        page=texts.page,
        count=texts.count,
        remark=texts.remark,
        link_file=texts.links.file,
        link_guide=texts.links.guide,
        link_web=texts.links.web,
        hinders=texts.effects.hinders,
        partly=texts.effects.partly,
        unsure=texts.effects.unsure,
        helps=texts.effects.helps,
        missing=texts.missing,
    )


def about(kind: str, names: Iterable[str], day: str) -> str:
    """Return what stands in the footer of each page: whose it is, what it is (from `documents.kinds`), of which day.

    What is unknown ("") is left out.
    """
    return " · ".join(filter(None, (*names, kind, day)))


def key_label(key: bool, texts: DocumentTexts) -> str:
    """Return how a factor is marked that is one of the most important ones; "" for another."""
    return texts.key if key else ""


def answer_label(question: Question, value: Value) -> str:
    """Return an answer as it stands within a sentence or beside a sign: "Ja", "trifft nicht zu", "weiß nicht"."""
    label = question.label(value)
    return label if question.kind == "readiness" and value is not Value.UNSURE else label[:1].lower() + label[1:]


def rating_of(question: Question, value: Value) -> doc.Rating:
    """Return an answer with what it means for an alliance."""
    return doc.Rating(question.effect(value), answer_label(question, value))


def read_on(section: str) -> str:
    """Return the line that sends to a section, given by its title and name."""
    return f"Weiterlesen: {section}"


def made_with(content: str, texts: DocumentTexts) -> str:
    """Return the line at the end of a document: what made it, and of which content (in the words of `texts`)."""
    return f"{texts.made_with} {content}"


def chosen_cell(question: Question, chosen: tuple[str, ...], other: str, guide: Guide) -> doc.Cell:
    """Return what was chosen of a list as a cell; `other` is what was written as "Anderes", set apart from our words."""
    if not other:
        return question.label(chosen)
    titles = question.label(chosen) if chosen else ""
    return doc.Entry("", titles, note=guide.verdict.other_shown.format(note=other))
