"""The key-points paper (Eckpunktepapier): what the partners of an alliance want to settle, point by point.

The points come from the section on rules; frozen as assessments are, each change gives a new one.
"""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from verbund_check.answers.assessment import ContentMark, mark_of
from verbund_check.guide.model import Guide
from verbund_check.guide.sections import RulePoint, RulesSection

FORMAT = 1
"""The version of the saved file."""

SUFFIX = ".paper.json"
"""How the saved file's name ends; with a dot before it, so that no paper is ever taken for an assessment."""

PARTNERS = "partners"
FORM = "form"
"""The two steps before the points: who is at the table, and how binding it is to be."""

WANTED, UNWANTED, OPEN = "wanted", "unwanted", "open"
"""What can be said to a point that only a contract can settle."""


class Paper(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One paper. `answers` has a text for each step, or one of the words for what only a contract can settle."""

    format: int = FORMAT
    id: str
    started: str
    changed: str
    content: ContentMark
    answers: dict[str, str] = {}
    notes: dict[str, str] = {}


def begin_paper(id: str, guide: Guide, *, now: str) -> Paper:
    """Return a paper without answers."""
    return Paper(id=id, started=now, changed=now, content=mark_of(guide))


def points_of(guide: Guide) -> tuple[RulePoint, ...]:
    """Return all points that an alliance should settle, in the guide's order."""
    rules = guide.sections["rules"]
    assert isinstance(rules, RulesSection)
    return tuple(point for group in rules.groups for point in group.points)


def steps_of(guide: Guide) -> tuple[str, ...]:
    """Return the steps of the paper: partners, form, then a step for each point."""
    return (PARTNERS, FORM, *(point.id for point in points_of(guide)))


def words_of(step: str, guide: Guide) -> tuple[str, ...]:
    """Return the words that can be said at a step; none where it takes any text."""
    if step == FORM:
        return ("contract", "frame", OPEN)
    needs_words = any(point.id == step and point.contract for point in points_of(guide))
    return (WANTED, UNWANTED, OPEN) if needs_words else ()


def open_steps(paper: Paper, guide: Guide) -> tuple[str, ...]:
    """Return the steps that nobody has come to yet; an empty answer is one."""
    return tuple(step for step in steps_of(guide) if step not in paper.answers)


def with_entry(paper: Paper, step: str, value: str, *, now: str) -> Paper:
    """Return the paper with this answer."""
    return replace(paper, answers={**paper.answers, step: value}, changed=now)


def with_remark(paper: Paper, step: str, note: str, *, now: str) -> Paper:
    """Return the paper with this remark; an empty one removes the old."""
    notes = {key: text for key, text in paper.notes.items() if key != step}
    return replace(paper, notes={**notes, step: note} if note else notes, changed=now)


def needs_contract(paper: Paper, guide: Guide) -> tuple[RulePoint, ...]:
    """Return the points that are wanted and that only a contract can settle."""
    return tuple(point for point in points_of(guide) if point.contract and paper.answers.get(point.id) == WANTED)
