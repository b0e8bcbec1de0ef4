"""The way through a questionnaire: forward, back, remark, review, change, and every answer saved on the way.

One engine for every questionnaire and asker. A questionnaire makes of an answer the next state; the engine saves that and
only then takes it as given. Where a person stands is found by going through the steps again with what has been
answered; so back, resume and change are the same thing.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from enum import Enum
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from msgspec.structs import replace

from verbund_check import interrupts
from verbund_check.errors import InputError, StorageError
from verbund_check.files import folder_named, is_folder
from verbund_check.questionnaire.assessment_prompts import another_place
from verbund_check.questionnaire.prompts import (
    Asker,
    Back,
    Chosen,
    EndOfInput,
    Given,
    Note,
    Prompt,
    Reply,
    Review,
    too_long,
)
from verbund_check.text import clean, shortened

REVIEW = "review"
"""The step after the last question."""

T = TypeVar("T")
Saved = TypeVar("Saved", contravariant=True)


class Next(Enum):
    """Where an answer leads once it is saved."""

    STEP = "step"
    """To the step after it."""
    REMARK = "remark"
    """To the remark that belongs to it, then on; back leads to the question."""
    SAME = "same"
    """To the same question once more: the person went back out of something that followed from it."""
    RESTART = "restart"
    """To the beginning: another set of answers was taken up."""


class Session(Protocol[Saved]):
    """Where the state of a questionnaire is saved."""

    def save(self, item: Saved) -> None:
        """Put the state on disk before returning; StorageError where that fails."""

    def move(self, folder: Path) -> None:
        """Save in another folder from now on."""


class Questionnaire(Protocol[T]):
    """What is asked, and what becomes of the answers. `state` is what was saved last: the engine sets it."""

    state: T

    def steps(self) -> tuple[str, ...]:
        """Return all steps in order, without the review."""

    def open_steps(self) -> frozenset[str]:
        """Return the steps that are to be asked at the beginning; the engine asks the others only on the way back."""

    def prompt(self, step: str, *, is_open: bool) -> Prompt:
        """Return the question of a step; `is_open` where it has not been asked yet."""

    def remark(self, step: str) -> Prompt:
        """Return the question for a remark on a step."""

    def answer(self, step: str, value: Given) -> T:
        """Return the state with this answer."""

    def note(self, step: str, text: str) -> T:
        """Return the state with this remark; an empty one removes the old."""

    def follow_up(self, step: str) -> Next:
        """Return where the answer to a step leads, now that it is saved."""

    def review(self, open_steps: frozenset[str]) -> Review:
        """Return all answers, one line for each step in its order."""


class Engine(Generic[T]):
    """Leads one person through a questionnaire and saves each state in `session` before the next question."""

    def __init__(self, questionnaire: Questionnaire[T], session: Session[T], asker: Asker) -> None:
        self.questionnaire = questionnaire
        self.session = session
        self.asker = asker
        self._begin()

    def _begin(self) -> None:
        self.steps = (*self.questionnaire.steps(), REVIEW)
        self.pending = {*self.questionnaire.open_steps(), REVIEW}
        self.frontier = 0
        self.from_review = False
        self.drafts: dict[str, Given] = {}

    def run(self) -> T:
        """Ask until the person has confirmed the review; return the state that was saved last.

        Raises KeyboardInterrupt and EndOfInput as the asker does, StorageError where saving failed for good.
        """
        step: str | None = self._next_open(0)
        while step is not None:
            step = self._review() if step == REVIEW else self._answer(step)
        return self.questionnaire.state

    def save(self, state: T) -> None:
        """Save, and only then take `state` as given; where that fails the person may name another folder.

        Raises StorageError where the person gives up: what could not be saved outranks the interruption.
        """
        while True:
            try:
                with interrupts.shielded():
                    self.session.save(state)
                    self.questionnaire.state = state
            except StorageError as error:
                folder = self._another_folder(error)
                if folder is not None:
                    self.session.move(folder)
            else:
                return

    def _another_folder(self, error: StorageError) -> Path | None:
        """The folder that the person names, None where the same place is to be tried again."""
        problem = str(error)
        while True:
            try:
                reply = self._ask(another_place(problem))
            except (KeyboardInterrupt, EndOfInput):
                raise error from None
            typed = clean(str(reply.value)).strip() if isinstance(reply, Chosen) else ""
            if not typed:
                return None
            if _names_a_folder(typed):
                try:
                    return folder_named(typed)
                except InputError as refused:
                    problem = f"{error} {refused}"
                    continue
            example = r"D:\Sicherung" if os.name == "nt" else "~/Sicherung"
            problem = f"{error} „{shortened(typed)}“ ist kein Ordner; bitte nennen Sie den ganzen Weg dorthin, etwa {example}."

    def _ask(self, prompt: Prompt, keep: Callable[[str], T] | None = None) -> Reply:
        """The reply to a prompt; a text that is too long to be saved is refused and waits to be made shorter.

        What stands in a field that is left without confirming it is saved as `keep` says, where the prompt is kept.
        """
        while True:
            try:
                reply = self.asker.ask(prompt)
            except (KeyboardInterrupt, EndOfInput):
                if typed := self._kept(prompt, self.asker.draft):
                    self._save_kept(typed[: prompt.limit], keep)
                raise
            typed = self._kept(prompt, reply.draft) if isinstance(reply, Back) else ""
            problem = too_long(prompt, Chosen(typed) if typed else reply)
            if not problem:
                self._save_kept(typed, keep)
                return reply
            prompt = replace(prompt, hint=problem, draft=reply.value if isinstance(reply, Chosen) else typed)

    def _kept(self, prompt: Prompt, draft: Given | None) -> str:
        return clean(draft).strip() if prompt.is_kept and isinstance(draft, str) else ""

    def _save_kept(self, typed: str, keep: Callable[[str], T] | None) -> None:
        if typed and keep is not None:
            self.save(keep(typed))

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

    def _answer(self, step: str) -> str:
        reply = self._put(step)
        self.drafts.pop(step, None)
        if isinstance(reply, Back):
            if reply.draft is not None:
                self.drafts[step] = reply.draft
            return self._before(step)
        self.save(self.questionnaire.answer(step, reply.value))
        match self.questionnaire.follow_up(step):
            case Next.SAME:
                return step
            case Next.REMARK if not self._remark(step):
                self.drafts[step] = reply.value
                return step
            case Next.RESTART:
                self._begin()
                return self._next_open(0)
        return self._after(step)

    def _put(self, step: str) -> Chosen | Back:
        prompt = self.questionnaire.prompt(step, is_open=step in self.pending)
        prompt = replace(prompt, draft=self.drafts.get(step, prompt.draft))
        reply = self._ask(prompt, lambda text: self.questionnaire.answer(step, text))
        while isinstance(reply, Note):
            draft = reply.draft if reply.draft is not None else prompt.draft
            self._remark(step)
            prompt = self.questionnaire.prompt(step, is_open=step in self.pending)
            if prompt.other and isinstance(draft, tuple):  # the remark has come or gone, and its tick with it
                draft = (*(value for value in draft if value != prompt.other), *([prompt.other] if prompt.note else []))
            prompt = replace(prompt, hint="", draft=prompt.draft if draft is None else draft)
            reply = self._ask(prompt)
        return reply

    def _remark(self, step: str) -> bool:
        """Ask for a remark and save it; whether one was given, be it an empty one where none is needed."""
        prompt = replace(self.questionnaire.remark(step), is_kept=True)
        reply = self._ask(prompt, lambda text: self.questionnaire.note(step, text))
        if not isinstance(reply, Chosen) or not isinstance(reply.value, str):
            return False
        text = clean(reply.value).strip()
        if prompt.needed and not text:
            self.asker.say("Ohne Text ist das keine Antwort; bitte schreiben Sie etwas, oder nehmen Sie den Haken weg.")
            return False
        self.save(self.questionnaire.note(step, text))
        return True

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


def _names_a_folder(typed: str) -> bool:
    """Whether this is a path, or a folder that is there: an answer that was meant for the next question is neither.

    Who types ahead, or answers from a pipe, must not find the answers in a folder named "j".
    """
    return typed.startswith("~") or typed in (".", "..") or any(sign in typed for sign in "/\\:") or is_folder(typed)
