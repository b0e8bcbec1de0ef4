"""The key-points paper as a document, filled in or blank."""

from __future__ import annotations

from collections.abc import Iterator

from verbund_check.answers.keypoints import FORM, OPEN, PARTNERS, UNWANTED, WANTED, Paper, needs_contract
from verbund_check.documents import blocks as doc
from verbund_check.documents.labels import about, made_with, words_of
from verbund_check.guide.model import Guide
from verbund_check.guide.sections import RulePoint, RulesSection
from verbund_check.text import local_day


def paper_document(paper: Paper, guide: Guide) -> doc.Document:
    """Return the paper with what was answered; what is open is said to be so."""
    texts = guide.paper
    form = paper.answers.get(FORM) or OPEN
    forms = {"contract": texts.form.contract, "frame": texts.form.frame}
    blocks: list[doc.Block] = [
        doc.Fields(
            (
                (texts.partners.title, paper.answers.get(PARTNERS) or texts.open),
                (texts.form.title, "\n".join(filter(None, (forms.get(form, texts.open), paper.notes.get(FORM))))),
                (texts.as_of, local_day(paper.changed)),
            )
        ),
        doc.Paragraph(texts.intro, "lead"),
    ]
    if needs_contract(paper, guide):
        blocks.append(doc.Callout(texts.contract_needed.title, texts.contract_needed.text, "mixed"))
    number = 0
    for group in _rules(guide).groups:
        blocks.append(doc.Heading(group.title))
        for point in group.points:
            number += 1
            blocks.append(doc.Group(tuple(_point(number, point, paper, guide))))
    return _document(blocks, local_day(paper.changed), paper.content.version, guide)


def blank_paper_document(guide: Guide) -> doc.Document:
    """Return the paper to fill in by hand."""
    texts = guide.paper
    blocks: list[doc.Block] = [
        doc.Paragraph(texts.blank_intro, "lead"),
        doc.Blank(texts.partners.title, 5),
        doc.Blank(texts.date),
        doc.Form("", texts.form.question, texts.form.explanation, (texts.form.contract, texts.form.frame), remark=""),
    ]
    number = 0
    for group in _rules(guide).groups:
        blocks.append(doc.Heading(group.title))
        if any(point.contract for point in group.points):
            blocks.append(doc.Callout(texts.contract_needed.title, texts.contract_needed.text, "mixed"))
        for point in group.points:
            number += 1
            if point.contract:
                options = (texts.wish.wanted, texts.wish.unwanted)
                wish = doc.Form(str(number), point.question, point.explanation, options, remark="")
                blocks.append(doc.Group((wish, doc.Blank(texts.blank_details, 2))))
                continue
            heading = doc.Heading(f"{number}. {point.title}", 3)
            text = doc.Paragraph(f"{point.question} {point.explanation}")
            blocks.append(doc.Group((heading, text, doc.Blank(texts.blank_agreed, 3))))
    return _document(blocks, "", guide.contents.version, guide)


def _document(blocks: list[doc.Block], day: str, version: str, guide: Guide) -> doc.Document:
    return doc.Document(
        guide.paper.title,
        (*blocks, *_end(guide, version)),
        about=about(guide.documents.kinds.key_points, (), day),
        words=words_of(guide.documents),
    )


def _rules(guide: Guide) -> RulesSection:
    rules = guide.sections["rules"]
    assert isinstance(rules, RulesSection)
    return rules


def _point(number: int, point: RulePoint, paper: Paper, guide: Guide) -> Iterator[doc.Block]:
    """A point with what was answered; where it is open, with room to write at the table."""
    yield doc.Heading(f"{number}. {point.title}", 3)
    yield doc.Paragraph(point.question, "quiet")
    answer = paper.answers.get(point.id, "")
    if point.contract:
        wish = guide.paper.wish
        answer = {WANTED: wish.wanted, UNWANTED: wish.unwanted}.get(answer, "")
    note = paper.notes.get(point.id, "")
    if answer or note:
        yield doc.Paragraph("\n".join(text for text in (answer, note) if text))
    if not answer:
        yield doc.Blank(guide.paper.blank_open, 2)


def _end(guide: Guide, version: str) -> tuple[doc.Block, ...]:
    texts = guide.paper
    return (
        doc.Paragraph(f"{texts.legal}\n{texts.legal_own} ({guide.verdict.marks.own})", "quiet"),
        doc.Paragraph(texts.disclaimer, "quiet"),
        doc.Paragraph(made_with(guide.documents.content_version.format(version=version), guide.documents), "quiet"),
    )
