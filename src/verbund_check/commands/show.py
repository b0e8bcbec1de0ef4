"""`show`: a section of the guide, or the list of sections."""

from __future__ import annotations

from typing import cast

from verbund_check.commands.deliver import Destination, deliver
from verbund_check.documents.blocks import Document
from verbund_check.documents.section import contents_document, section_document
from verbund_check.guide.document_texts import DocumentTexts
from verbund_check.guide.loader import (
    default_folder,
    find_section,
    load_contents,
    load_file,
    load_section,
    with_numbers,
)
from verbund_check.guide.sections import FactorsSection


def run(name: str | None, to: Destination) -> None:
    """Show a section, or all sections with a line each; to a file where a format or an output is named."""
    document, stem = document_of(name)
    deliver(document, to._replace(stem=stem))


def document_of(name: str | None) -> tuple[Document, str]:
    """Return a section as a document, or the list of sections, and a name for its file.

    Raises InputError where there is no such section.
    """
    folder = default_folder()
    contents = load_contents(folder)
    titles = {entry.key: f"{entry.title} ({entry.name})" for entry in contents.sections}
    texts = load_file(folder, "documents", DocumentTexts)
    if name is None:
        return with_numbers(contents_document(contents, texts), folder), "leitfaden"
    entry = find_section(contents, name)
    document = section_document(
        entry,
        load_section(folder, entry.key),
        texts,
        lambda key: titles.get(key, key),
        lambda: cast(FactorsSection, load_section(folder, "factors")),
    )
    return with_numbers(document, folder), entry.key
