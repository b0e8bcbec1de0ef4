"""How long the interview takes: reckoned from the texts, so that a longer question makes no sentence wrong.

docs/measurements.md says where the two speeds come from, and what was measured to check them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from msgspec.structs import replace

from verbund_check.guide.model import Guide, Scope
from verbund_check.guide.sections import Stage, at_stage
from verbund_check.guide.texts import Asked, InterviewTexts
from verbund_check.guide.values import Party

WORDS_PER_MINUTE = 200
"""Between reading German aloud (about 180) and reading it silently (about 240)."""

SECONDS_AN_ANSWER = 9
"""What it takes to decide and to press a key, beside the reading."""


def minutes_of(guide: Guide, scope: Scope, stage: Stage = "planned") -> int:
    """Return how many minutes it takes to read and answer all questions of a scope, those on the assessment included."""
    words = sum(len(text.split()) for text in _read(guide, scope, stage))
    answers = len(guide.asked(scope)) + len(_setup(guide))
    return max(round(words / WORDS_PER_MINUTE + answers * SECONDS_AN_ANSWER / 60), 2)


def _setup(guide: Guide) -> tuple[Asked, ...]:
    return guide.interview.organisation, guide.interview.party, guide.interview.stage


def _read(guide: Guide, scope: Scope, stage: Stage) -> Iterator[str]:
    """All that stands on the way to the review; answers that are the same for every question are read once."""
    texts = guide.interview
    yield texts.welcome_quick if scope == "quick" else texts.welcome
    yield texts.origin
    for asked in _setup(guide):
        yield f"{asked.title} {asked.question} {asked.explanation}"
    yield from (guide.party(party) for party in Party)
    yield from (texts.stages.planned, texts.stages.running)
    told = set()
    for id in guide.asked(scope):
        question = guide.questions[id]
        if question.kind not in told:
            told.add(question.kind)
            yield at_stage(texts.blocks.of(question.kind).intro, stage)
            yield from map(question.label, question.values)
        yield f"{question.wording(stage)} {question.explained(stage)} {question.reminder}"
        yield from (option.title for option in question.options)
        yield f"{question.none} {question.other}"


def with_duration(guide: Guide) -> InterviewTexts:
    """Return the words around the questions with the time that they take put in where it is said."""
    texts = guide.interview
    full, quick = (texts.duration.format(minutes=minutes_of(guide, scope)) for scope in get_args(Scope))
    return replace(
        texts,
        welcome=texts.welcome.format(duration=full),
        blank_intro=texts.blank_intro.format(duration=full),
        welcome_quick=texts.welcome_quick.format(duration=quick),
        blank_intro_quick=texts.blank_intro_quick.format(duration=quick),
    )
