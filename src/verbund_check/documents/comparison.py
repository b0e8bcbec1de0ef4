"""What the documents about several assessments have in common."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from verbund_check.documents import blocks as doc
from verbund_check.guide.model import Guide


def title_of(id: str, guide: Guide) -> str:
    """Return the short name of a question; of one that the present content does not have, its ID."""
    return guide.questions[id].title if id in guide.questions else f"„{id}“"


def not_compared(ids: tuple[str, ...], guide: Guide) -> Iterator[doc.Block]:
    """Yield which questions were left out, and why; nothing where none was."""
    if ids:
        yield doc.Heading(guide.comparison.changed_title)
        yield doc.Paragraph(guide.comparison.changed)
        yield doc.ListBlock(tuple(title_of(id, guide) for id in ids))


def worded_then(sentences: Mapping[str, Sequence[str]], guide: Guide) -> Iterator[doc.Block]:
    """Yield the sentences that answers were given to, by the ID of the question, where they are others today."""
    if sentences:
        yield doc.Heading(guide.comparison.worded_then_title)
        yield doc.Paragraph(guide.comparison.worded_then)
        entries = (
            doc.Entry(title_of(id, guide), "\n".join(f"„{sentence}“" for sentence in then))
            for id, then in sentences.items()
        )
        yield doc.Entries(tuple(entries))
