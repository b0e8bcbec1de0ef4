"""The sections of the guide that a document refers to, at its end: on paper nobody can open them otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from verbund_check.documents import blocks as doc
from verbund_check.documents.section import section_document
from verbund_check.guide.model import Guide
from verbund_check.guide.sections import FactorsSection

LEVEL = 3
"""The level of a section's heading, below that of the appendix."""

ANCHOR = "lesen"
"""The anchor of the appendix itself; those of its sections have their key behind it."""


def target(key: str, guide: Guide) -> doc.Target:
    """Return where the section `key` stands in the appendix; `appendix` has to be given the same key."""
    return doc.Target(guide.entry(key)[0], _anchor(key))


def whole(guide: Guide) -> doc.Target:
    """Return where the appendix begins."""
    return doc.Target(guide.documents.appendix, ANCHOR)


def appendix(keys: Iterable[str], guide: Guide, intro: Iterable[doc.Block] = ()) -> Iterator[doc.Block]:
    """Yield the sections `keys`, each once, in the guide's order, on pages of their own; nothing where there is none.

    `intro` stands before the sections: for what each of them is to be read.
    """
    wanted = set(keys)
    entries = [entry for entry in guide.contents.sections if entry.key in wanted]
    if not entries:
        return
    yield doc.NewPage()
    yield doc.Heading(guide.documents.appendix, anchor=ANCHOR)
    yield doc.Paragraph(guide.documents.appendix_lead)
    yield from intro
    factors = guide.sections["factors"]
    assert isinstance(factors, FactorsSection)
    for entry in entries:
        yield doc.Heading(entry.title, LEVEL, anchor=_anchor(entry.key))
        section = section_document(
            entry, guide.sections[entry.key], guide.documents, lambda key: guide.entry(key)[0], lambda: factors
        )
        for block in section.blocks:
            yield replace(block, level=min(block.level + LEVEL - 1, 4)) if isinstance(block, doc.Heading) else block


def _anchor(key: str) -> str:
    return f"{ANCHOR}-{key}"
