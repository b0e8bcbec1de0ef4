"""The whole questionnaire as a document to fill in on paper, for a meeting without a computer."""

from __future__ import annotations

from verbund_check.documents import blocks as doc
from verbund_check.guide.model import Guide, Scope
from verbund_check.guide.sections import Kind, Stage
from verbund_check.guide.values import Party


def questionnaire_document(guide: Guide, stage: Stage, scope: Scope, organisation: str = "") -> doc.Document:
    """Return the blank questionnaire with the wording for `stage`; the readiness questions alone where `scope` is quick."""
    texts = guide.interview
    blocks: list[doc.Block] = [
        doc.Paragraph(texts.blank_intro_quick if scope == "quick" else texts.blank_intro, "lead"),
        doc.Fields((("Betrieb", organisation),)) if organisation else doc.Blank("Betrieb"),
        doc.Form("", texts.party.title, "", tuple(guide.party(party) for party in Party), remark=""),
        doc.Blank("Datum"),
    ]
    kinds: tuple[Kind, ...] = ("readiness",) if scope == "quick" else texts.order
    number = 0
    for kind in kinds:
        part = texts.blocks.of(kind)
        blocks += [doc.Heading(part.title), doc.Paragraph(part.intro)]
        for question in (each for each in guide.questions.values() if each.kind == kind):
            number += 1
            if question.is_list:
                options = (*(option.title for option in question.options), question.none)
            else:
                options = tuple(map(question.label, question.values))
            blocks.append(doc.Form(str(number), question.wording(stage), question.explained(stage), options))
    blocks.append(doc.Paragraph(guide.verdict.disclaimer, "quiet"))
    mark = f"Inhalte Version {guide.contents.version}, Prüfsumme {guide.digest[:12]}"
    blocks.append(doc.Paragraph(f"Erstellt mit verbund-check. {mark}.", "quiet"))
    # The readiness questions are worded alike at both stages.
    version = "" if scope == "quick" else texts.blank_stages.at(stage)
    return doc.Document("Fragebogen: Passt ein Qualifizierungsverbund zu uns?", tuple(blocks), version)
