"""`show`: a section of the guide, or the list of sections."""

from __future__ import annotations

from typing import cast

from verbund_check.commands.deliver import Content, Destination, deliver
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
from verbund_check.guide.sections import Contents, Entry, FactorsSection
from verbund_check.shell import typed


def run(name: str | None, to: Destination) -> None:
    """Show a section, or all sections with a line each; to a file where a format or an output is named."""
    contents = load_contents(default_folder())
    entry = None if name is None else find_section(contents, name)
    content = Content("document", lambda on_screen: _document(contents, entry, on_screen=on_screen))
    deliver(content, to._replace(stem=entry.key if entry else "leitfaden"))


def on_screen(name: str) -> Document:
    """Return a section as it is read on the screen, with the names to type for reading on.

    Raises InputError where there is no such section.
    """
    contents = load_contents(default_folder())
    return _document(contents, find_section(contents, name), on_screen=True)


def _document(contents: Contents, entry: Entry | None, *, on_screen: bool) -> Document:
    """A section, or the list of them where there is no `entry`."""
    folder = default_folder()
    texts = load_file(folder, "documents", DocumentTexts)
    if entry is None:
        return with_numbers(
            contents_document(contents, texts, command=f"„{typed('show')}“" if on_screen else ""), folder
        )
    titles = {each.key: f"{each.title} ({each.name})" if on_screen else each.title for each in contents.sections}
    document = section_document(
        entry,
        load_section(folder, entry.key),
        texts,
        lambda key: titles.get(key, key),
        lambda: cast(FactorsSection, load_section(folder, "factors")),
    )
    return with_numbers(document, folder)
