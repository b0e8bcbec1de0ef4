"""The whole questionnaire as a document to fill in on paper, for a meeting without a computer."""

from __future__ import annotations

from collections.abc import Iterable

from verbund_check.answers.word_marks import NONE, OTHER, names
from verbund_check.documents import blocks as doc
from verbund_check.documents.labels import about, made_with, words_of
from verbund_check.guide.model import Guide, Question, Scope
from verbund_check.guide.sections import Kind, Stage, at_stage
from verbund_check.guide.values import Party


def questionnaire_document(
    guide: Guide, stage: Stage, scope: Scope, organisation: str = "", party: Party | None = None
) -> doc.Document:
    """Return the blank questionnaire with the wording for `stage` and, where it is known, for `party`.

    Where `scope` is quick, it has the readiness questions alone.
    """
    texts = guide.interview
    blocks: list[doc.Block] = [
        doc.Paragraph(texts.blank_intro_quick if scope == "quick" else texts.blank_intro, "lead"),
        doc.Paragraph(texts.origin),
        doc.Fields(((texts.organisation.title, organisation),), names("organisation"))
        if organisation
        else doc.Blank(texts.organisation.title, marks=names("organisation")),
        doc.Fields(((texts.party.title, guide.party(party)),), names("party"))
        if party
        else doc.Form(
            "",
            texts.party.title,
            "",
            tuple(guide.party(each) for each in Party),
            remark="",
            marks=doc.Marks(options=_boxes("party", Party)),
        ),
        doc.Blank(texts.blank_date),
    ]
    kinds: tuple[Kind, ...] = ("readiness",) if scope == "quick" else texts.order
    number = 0
    for kind in kinds:
        part = texts.blocks.of(kind)
        blocks += [doc.Heading(part.title), doc.Paragraph(at_stage(part.intro, stage))]
        for question in (each for each in guide.questions.values() if each.kind == kind):
            number += 1
            marks = names(f"q{number}", f"{guide.fingerprint(question.id)}-{question.id}")
            marks |= _head(guide, stage, scope) if number == 1 else frozenset()
            blocks.append(_form(number, question, marks, stage, party))
    blocks.append(doc.Paragraph(guide.verdict.disclaimer, "quiet"))
    mark = guide.documents.content_mark.format(version=guide.contents.version, digest=guide.digest[:12])
    blocks.append(doc.Paragraph(made_with(mark, guide.documents), "quiet"))
    whose = (organisation, guide.party(party) if party else "")
    return doc.Document(
        texts.blank_title,
        tuple(blocks),
        about(texts.blank_stages.at(stage), whose, ""),
        about=about(guide.documents.kinds.questionnaire, whose, ""),
        words=words_of(guide.documents),
    )


def _head(guide: Guide, stage: Stage, scope: Scope) -> doc.Names:
    """What must be known of the whole file to read it back. It stands at the first question: a title may be replaced."""
    of_content = names("digest", guide.digest) | names("version", guide.contents.version)
    return of_content | names("stage", stage) | names("scope", scope)


def _boxes(key: str, values: Iterable[str]) -> tuple[doc.Names, ...]:
    return tuple(names(f"{key}_{number}", value) for number, value in enumerate(values, 1))


def _form(number: int, question: Question, marks: doc.Names, stage: Stage, party: Party | None) -> doc.Form:
    wording = question.wording(stage, party)
    values: tuple[str, ...] = question.values
    if question.is_list:
        values = (*(option.id for option in question.options), *([OTHER] if question.other else []), NONE)
    every = doc.Marks(marks, _boxes(f"q{number}", values), names(f"n{number}"))
    if question.is_list:
        titles = (option.title for option in question.options)
        options = (*titles, *filter(None, [question.other]), question.none)
        # What the list does not name is the remark.
        return doc.Form(str(number), wording, "", options, question.other or None, every)
    explanation = "\n".join(filter(None, (question.explained(stage, party), question.reminder)))
    return doc.Form(str(number), wording, explanation, tuple(map(question.label, question.values)), marks=every)
