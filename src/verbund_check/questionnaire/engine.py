"""The way through a questionnaire: forward, back, remark, review, change. One loop for every questionnaire and asker.

Answers are kept by step. Where a person stands is found by going through the steps again with what has been
answered; so back, resume and change are the same thing.
"""

from __future__ import annotations

from enum import Enum
from typing import Protocol

from msgspec.structs import replace

from verbund_check.questionnaire.prompts import Asker, Back, Chosen, Given, Note, Prompt, Reply, Review
from verbund_check.text import clean

REVIEW = "review"
"""The step after the last question."""


class Outcome(Enum):
    """Where an answer leads."""

    NEXT = "next"
    AGAIN = "again"
    """The same question once more: the person went back out of something that followed from it."""
    ANEW = "anew"
    """The walk begins anew: another set of answers was taken up."""


class Questionnaire(Protocol):
    """What is asked, and what becomes of the answers; the way through it is the walk's."""

    def steps(self) -> tuple[str, ...]:
        """Return all steps in order, without the review."""

    def open_steps(self) -> frozenset[str]:
        """Return the steps that are to be asked at the beginning; a walk asks the others only on the way back."""

    def prompt(self, step: str, *, is_open: bool) -> Prompt:
        """Return the question of a step; `is_open` where the walk has not asked it yet."""

    def remark(self, step: str) -> Prompt:
        """Return the question for a remark on a step."""

    def answer(self, step: str, value: Given) -> Outcome:
        """Keep an answer, on disk before this returns, and say where it leads."""

    def note(self, step: str, text: str) -> None:
        """Keep a remark; an empty one removes the old."""

    def review(self, open_steps: frozenset[str]) -> Review:
        """Return all answers, one line for each step in its order."""


class Walk:
    """One person's way through a questionnaire."""

    def __init__(self, questionnaire: Questionnaire, asker: Asker) -> None:
        self.questionnaire = questionnaire
        self.asker = asker
        self._begin()

    def _begin(self) -> None:
        self.steps = (*self.questionnaire.steps(), REVIEW)
        self.pending = {*self.questionnaire.open_steps(), REVIEW}
        self.frontier = 0
        self.from_review = False
        self.drafts: dict[str, Given] = {}

    def run(self) -> None:
        """Ask until the person has confirmed the review. Raises what the asker and the questionnaire raise."""
        step: str | None = self._next_open(0)
        while step is not None:
            step = self._review() if step == REVIEW else self._ask(step)

    def _next_open(self, start: int) -> str:
        """The first step from `start` that has to be asked; having gone back, a person passes by every answer again."""
        for position in range(start, len(self.steps)):
            if position < self.frontier or self.steps[position] in self.pending:
                self.frontier = max(self.frontier, position)
                return self.steps[position]
        return REVIEW

    def _after(self, step: str) -> str:
        self.pending.discard(step)
        if self.from_review:
            self.from_review = False
            return self._next_open(self.frontier)
        return self._next_open(self.steps.index(step) + 1)

    def _before(self, step: str) -> str:
        if self.from_review:
            self.from_review = False
            return REVIEW
        position = self.steps.index(step)
        if position == 0:
            self.asker.say("Das ist die erste Frage; davor kommt nichts.")
            return step
        return self.steps[position - 1]

    def _ask(self, step: str) -> str:
        reply = self._put(step)
        self.drafts.pop(step, None)
        if isinstance(reply, Back):
            if reply.draft is not None and not self.from_review:
                self.drafts[step] = reply.draft
            return self._before(step)
        match self.questionnaire.answer(step, reply.value):
            case Outcome.NEXT:
                return self._after(step)
            case Outcome.AGAIN:
                return step
            case Outcome.ANEW:
                self._begin()
                return self._next_open(0)

    def _put(self, step: str) -> Chosen | Back:
        prompt = self.questionnaire.prompt(step, is_open=step in self.pending)
        prompt = replace(prompt, draft=self.drafts.get(step))
        reply: Reply = self.asker.ask(prompt)
        while isinstance(reply, Note):
            draft = reply.draft if reply.draft is not None else prompt.draft
            self._remark(step)
            prompt = self.questionnaire.prompt(step, is_open=step in self.pending)
            prompt = replace(prompt, hint="", draft=draft)
            reply = self.asker.ask(prompt)
        return reply

    def _remark(self, step: str) -> None:
        reply = self.asker.ask(self.questionnaire.remark(step))
        if isinstance(reply, Chosen) and isinstance(reply.value, str):
            self.questionnaire.note(step, clean(reply.value).strip())

    def _review(self) -> str | None:
        """Show all answers; return the step to go to, or None where the person is done."""
        self.from_review = False
        reply = self.asker.review(self.questionnaire.review(frozenset(self.pending)))
        if isinstance(reply, Back):
            return self.steps[self.steps.index(REVIEW) - 1]
        if reply is None:
            return None
        self.from_review = True
        return self.steps[reply - 1]
