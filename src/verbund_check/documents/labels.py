"""Labels that stand in several documents."""

from __future__ import annotations

from verbund_check.documents import blocks as doc
from verbund_check.guide.model import Guide, Question


def key_label(key: bool) -> str:
    """Return how a factor is marked that is one of the most important ones; "" for another."""
    return "besonders wichtig" if key else ""


def read_on(section: str) -> str:
    """Return the line that sends to a section, given by its title and name."""
    return f"Weiterlesen: {section}"


def chosen_cell(question: Question, chosen: tuple[str, ...], other: str, guide: Guide) -> doc.Cell:
    """Return what was chosen of a list as a cell; `other` is what was written as "Anderes", set apart from our words."""
    if not other:
        return question.label(chosen)
    titles = question.label(chosen) if chosen else ""
    return doc.Entry("", titles, note=guide.verdict.other_shown.format(note=other))
