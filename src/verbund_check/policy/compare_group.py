"""What several people of one firm answered, counted only: nothing says who gave which answer. Pure functions."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from verbund_check.guide.model import Guide, JudgedKind
from verbund_check.guide.values import Value
from verbund_check.policy.answer_table import AnswerTable
from verbund_check.policy.comparison import LEAST, SCHEMA, Side


class GroupQuestion(Struct, frozen=True):
    """How often each value was given; `position` is what more than half of those who answered gave."""

    id: str
    kind: JudgedKind
    counts: dict[str, int]
    position: Value | None


class GroupComparison(Struct, frozen=True, kw_only=True):
    """Several people of one firm, without names; nobody is named in `assessments`.

    `answered` of them were asked everything, the others the quick questions alone. `reasons` and `fears` are None where fewer than three were asked about them, and `questions` lacks what fewer were asked.
    """

    schema: int = SCHEMA
    kind: Literal["group"] = "group"
    assessments: tuple[Side, ...] = ()
    people: int
    answered: int
    questions: tuple[GroupQuestion, ...]
    divided: tuple[str, ...]
    reasons: dict[str, int] | None
    fears: dict[str, int] | None
    unchanged: tuple[str, ...]
    changed: tuple[str, ...]


def compare_group(answers: AnswerTable, guide: Guide) -> GroupComparison:
    """Return the comparison of several people of one firm, each a row of `answers`; there must be at least three."""
    enough = [id for id in guide.judged_ids if answers.answered(id) >= LEAST]
    alike = tuple(id for id in enough if answers.worded_alike(id))
    questions = tuple(_question(id, answers, guide) for id in alike)
    without = [each for each in questions if each.position is None]
    without.sort(key=lambda each: not guide.questions[each.id].key)
    lists = {
        id: answers.chosen(id)
        for id, question in guide.questions.items()
        if question.is_list and answers.answered(id) >= LEAST and answers.worded_alike(id)
    }
    return GroupComparison(
        people=len(answers),
        answered=answers.full(),
        questions=questions,
        divided=tuple(each.id for each in without),
        reasons=lists.get("reasons"),
        fears=lists.get("fears"),
        unchanged=alike,
        changed=tuple(id for id in enough if id not in alike),
    )


def _question(id: str, answers: AnswerTable, guide: Guide) -> GroupQuestion:
    counts = answers.counts(id)
    position = next((Value(value) for value, count in counts.items() if 2 * count > sum(counts.values())), None)
    return GroupQuestion(id, guide.questions[id].judged_kind, counts, position)
