"""A section of the guide as a document, laid out for reading."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import zip_longest
from typing import assert_never

from verbund_check.documents import blocks as doc
from verbund_check.documents.labels import about, key_label, words_of
from verbund_check.guide.document_texts import DocumentTexts
from verbund_check.guide.sections import (
    Block,
    Contents,
    Definitions,
    Entry,
    Factor,
    FactorsSection,
    FearsSection,
    Items,
    KeyFactors,
    Link,
    Links,
    Listing,
    NextStepsSection,
    NoteBlock,
    Pairs,
    Paragraph,
    ReadinessSection,
    ReasonsSection,
    RulesSection,
    Section,
    Subheading,
    TableBlock,
    at_stage,
)


def section_document(
    entry: Entry,
    section: Section,
    texts: DocumentTexts,
    titles: Callable[[str], str],
    factors: Callable[[], FactorsSection],
) -> doc.Document:
    """Return the document of a section.

    `titles` gives the title of another section by its key; `factors` is called only where the section shows the
    most important factors, so that no file is read in vain.
    """
    blocks: list[doc.Block] = []
    for block in section.blocks:
        if isinstance(block, Items):
            blocks += _items(section, texts, titles)
        elif isinstance(block, KeyFactors):
            blocks.append(_key_factors(block, factors()))
        else:
            blocks.append(_plain(block, texts))
    return doc.Document(
        entry.title, tuple(blocks), about=about(texts.kinds.guide, (entry.title,), ""), words=words_of(texts)
    )


def _plain(block: Block, texts: DocumentTexts) -> doc.Block:
    """Return the document block for a block that stands for itself."""
    match block:
        case Paragraph():
            return doc.Callout(texts.section.own, block.text) if block.own else doc.Paragraph(block.text)
        case Subheading():
            return doc.Heading(block.text)
        case Listing():
            return doc.ListBlock(block.items, block.ordered)
        case Definitions():
            return doc.Entries(tuple(doc.Entry(item.term, item.text, item.label) for item in block.items))
        case Pairs():
            return doc.Pairs(block.left, block.right, tuple((pair.left, pair.right) for pair in block.items))
        case TableBlock():
            return doc.Table(block.head, block.rows)
        case NoteBlock():
            title = (
                texts.section.own_note.format(title=block.title, own=texts.section.own) if block.own else block.title
            )
            return doc.Callout(title, block.text)
        case Links():
            return links_block(block.items)
        case Items() | KeyFactors():
            raise TypeError(f"{type(block).__name__} needs its section")
        case _ as never:
            assert_never(never)


def links_block(links: tuple[Link, ...]) -> doc.Links:
    """Return links of the content as a document block."""
    return doc.Links(tuple(doc.Link(link.title, link.url, link.kind, link.note) for link in links))


def contents_document(contents: Contents, texts: DocumentTexts, *, command: str = "") -> doc.Document:
    """Return the list of sections; with the `command` that opens one on the screen, the names to type for it as well."""
    blocks: list[doc.Block]
    if command:
        named = (
            doc.Entry(entry.name, entry.title, entry.key if entry.name != entry.key else "", entry.summary)
            for entry in contents.sections
        )
        example = contents.sections[0].name if contents.sections else ""
        blocks = [
            doc.Entries(tuple(named)),
            doc.Paragraph(texts.section.how_to_open.format(command=command, name=example), "quiet"),
        ]
    else:
        blocks = [doc.Entries(tuple(doc.Entry(entry.title, entry.summary) for entry in contents.sections))]
    return doc.Document(
        texts.section.contents, tuple(blocks), about=about(texts.kinds.guide, (), ""), words=words_of(texts)
    )


def _items(section: Section, texts: DocumentTexts, titles: Callable[[str], str]) -> Iterator[doc.Block]:
    match section:
        case ReasonsSection():
            yield doc.Entries(
                tuple(doc.Entry(item.title, item.text, item.label) for item in section.items), ordered=True
            )
        case FearsSection():
            yield doc.Pairs(
                texts.section.fear,
                texts.section.reply,
                tuple(
                    (item.statement, doc.Entry("", item.reply, aside=texts.read_on.format(title=titles(item.read_on))))
                    for item in section.items
                ),
            )
        case ReadinessSection():
            yield doc.Entries(
                tuple(
                    doc.Entry(
                        item.question.planned,
                        at_stage(item.explanation, "planned"),
                        aside=texts.read_on.format(title=titles(item.read_on)),
                    )
                    for item in section.items
                ),
                ordered=True,
            )
            yield doc.Heading(section.clarify_heading)
            yield doc.Paragraph(section.clarify_lead)
            clarify = (doc.Entry(item.title, at_stage(item.clarify, "planned")) for item in section.items)
            yield doc.Entries(tuple(clarify), ordered=True)
        case FactorsSection():
            yield doc.Heading(texts.section.success)
            yield _factors(section.success, section.step_label, texts, titles)
            yield doc.Heading(texts.section.risks)
            yield _factors(section.risks, section.step_label, texts, titles)
        case RulesSection():
            start = 1
            for group in section.groups:
                yield doc.Heading(group.title)
                yield doc.Entries(
                    tuple(doc.Entry(point.title, point.question, aside=point.explanation) for point in group.points),
                    ordered=True,
                    start=start,
                )
                start += len(group.points)
        case NextStepsSection():
            for branch in section.branches:
                yield doc.Heading(branch.title)
                for text in branch.text:
                    yield doc.Paragraph(text)
                if branch.own_text:
                    yield doc.Callout(texts.section.own, "\n".join(branch.own_text))
                yield links_block(branch.links)
        case _:
            raise TypeError(f"{type(section).__name__} has no items")


def _factors(
    factors: tuple[Factor, ...], step_label: str, texts: DocumentTexts, titles: Callable[[str], str]
) -> doc.Entries:
    return doc.Entries(
        tuple(
            doc.Entry(
                factor.title,
                f"{factor.statement.running}\n{at_stage(factor.explanation, 'running')}",
                label=key_label(factor.key, texts),
                aside=f"{step_label}: {factor.step.planned}\n{texts.read_on.format(title=titles(factor.read_on))}",
            )
            for factor in factors
        ),
        ordered=True,
    )


def _key_factors(block: KeyFactors, factors: FactorsSection) -> doc.Pairs:
    left = [_key_text(factor) for factor in factors.success if factor.key]
    right = [_key_text(factor) for factor in factors.risks if factor.key]
    return doc.Pairs(block.left, block.right, tuple(zip_longest(left, right, fillvalue="")))


def _key_text(factor: Factor) -> doc.Entry:
    return doc.Entry(factor.title, f"{factor.statement.running} {at_stage(factor.explanation, 'running')}")
