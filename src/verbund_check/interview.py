"""The interview: routing only. What comes next, back, review, resume; one loop for both askers.

Answers are stored by ID. Where a person stands is found by going through the steps again with what has been
answered; so back, resume and change are the same thing.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol, get_args

from msgspec.structs import replace

from verbund_check.asking import Asker, Back, Chosen, EndOfInput, Help, Note, Prompt, Reply
from verbund_check.assessment import Assessment, asked_ids, open_ids, outdated_ids, with_answer, with_note
from verbund_check.errors import InputError, StorageError
from verbund_check.guide import Guide
from verbund_check.questions import (
    Setup,
    another_place,
    offer_prompt,
    prompt_for,
    remark_prompt,
    review_lines,
    setup_prompt,
    summary,
)
from verbund_check.text import clean
from verbund_check.values import Party, Value

REVIEW = "review"
"""The step after the last question."""


class Recorder(Protocol):
    """Where the interview puts its answers. Each method raises StorageError where that fails."""

    def save(self, assessment: Assessment) -> None:
        """Put the assessment on disk before returning."""

    def move(self, folder: Path) -> None:
        """Save in another folder from now on."""

    def unfinished(self, party: Party) -> tuple[Assessment, ...]:
        """Return the unfinished assessments of a party, newest first."""

    def take_over(self, assessment: Assessment, instead_of: Assessment) -> None:
        """Go on with a saved assessment; InputError where another program has it open."""


class Interview:
    """One run through the questions for one assessment.

    `setup` names the questions about the assessment itself that are to be asked, `offer` whether unfinished
    assessments of the same party are offered once it is known.
    """

    def __init__(
        self,
        assessment: Assessment,
        guide: Guide,
        recorder: Recorder,
        asker: Asker,
        *,
        now: Callable[[], str],
        setup: tuple[Setup, ...] = (),
        offer: bool = False,
    ) -> None:
        self.assessment = assessment
        self.guide = guide
        self.recorder = recorder
        self.asker = asker
        self.now = now
        self.offer = offer
        self.pending: set[str] = set()
        self.frontier = 0
        self.from_review = False
        self._begin(setup)

    def _begin(self, setup: tuple[Setup, ...]) -> None:
        self.steps: tuple[str, ...] = (*get_args(Setup), *asked_ids(self.guide, self.assessment.scope), REVIEW)
        outdated = outdated_ids(self.assessment, self.guide)
        self.pending = {*setup, *open_ids(self.assessment, self.guide), *outdated, REVIEW}
        self.announced = outdated

    def run(self) -> Assessment:
        """Ask until the person has confirmed the review; return the assessment as it was saved last.

        Raises KeyboardInterrupt and EndOfInput as the asker does, StorageError where saving failed for good.
        """
        if self.offer and "party" not in self.pending and self.assessment.party is not None:
            self._offer_unfinished()
        self._announce()
        step = self._next_open(0)
        while True:
            if step == REVIEW:
                step_after = self._review()
                if step_after is None:
                    return self.assessment
                step = step_after
            else:
                step = self._ask(step)

    # Where to go

    def _next_open(self, start: int) -> str:
        """The first step from `start` that has to be asked; going back and forth again passes by what is answered."""
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

    # Asking

    def _prompt(self, step: str) -> Prompt:
        if step in get_args(Setup):
            prompt = setup_prompt(step, self.assessment, self.guide)  # type: ignore[arg-type]
            return replace(prompt, current=None) if step in self.pending and step != "organisation" else prompt
        return prompt_for(step, self.assessment, self.guide, opening=step in self.pending)

    def _ask(self, step: str) -> str:
        prompt = self._prompt(step)
        reply = self.asker.ask(prompt)
        while isinstance(reply, Help | Note):
            prompt = replace(prompt, show_help=True, hint="") if isinstance(reply, Help) else self._remark(step)
            reply = self.asker.ask(prompt)
        if isinstance(reply, Back):
            return self._before(step)
        return self._answered(step, reply.value)

    def _remark(self, step: str) -> Prompt:
        """Ask for a remark, keep it, and return the question anew; an empty one removes the old."""
        reply: Reply = self.asker.ask(remark_prompt(step, self.assessment, self.guide))
        if isinstance(reply, Chosen) and isinstance(reply.value, str):
            self._keep(with_note(self.assessment, step, clean(reply.value).strip()))
        return replace(self._prompt(step), hint="")

    def _answered(self, step: str, value: str | tuple[str, ...]) -> str:
        if isinstance(value, tuple):
            self._keep(with_answer(self.assessment, step, value, self.guide, now=self.now()))
        elif step == "organisation":
            self._keep(replace(self.assessment, organisation=" ".join(clean(value).split())))
        elif step == "party":
            first_time = self.assessment.party is None
            self._keep(replace(self.assessment, party=Party(value)))
            if self.offer and first_time:
                self.pending.discard("party")
                if self._offer_unfinished():
                    self._announce()
                    return self._next_open(0)
        elif step == "stage":
            self._keep(replace(self.assessment, stage="running" if value == "running" else "planned"))
        else:
            self._keep(with_answer(self.assessment, step, Value(value), self.guide, now=self.now()))
        return self._after(step)

    def _review(self) -> str | None:
        """Show all answers; return the step to go to, or None where the person is done."""
        self.from_review = False
        reply = self.asker.review(review_lines(self.assessment, self.guide, set(self.pending)))
        if isinstance(reply, Back):
            return self.steps[self.steps.index(REVIEW) - 1]
        if reply is None:
            return None
        self.from_review = True
        return self.steps[reply - 1]

    # Keeping

    def _keep(self, assessment: Assessment) -> None:
        """Save, and only then take the answer as given. Where saving fails, ask for another place."""
        while True:
            try:
                self.recorder.save(assessment)
            except StorageError as error:
                self._ask_for_another_place(error)
            else:
                self.assessment = assessment
                return

    def _ask_for_another_place(self, error: StorageError) -> None:
        try:
            reply = self.asker.ask(another_place(str(error)))
        except (KeyboardInterrupt, EndOfInput):
            raise error from None  # what could not be saved outranks the interruption
        if isinstance(reply, Chosen) and isinstance(reply.value, str) and clean(reply.value).strip():
            self.recorder.move(Path(clean(reply.value).strip()).expanduser())

    # Going on with an earlier one

    def _offer_unfinished(self) -> bool:
        """Offer this party's unfinished assessments; return whether the person goes on with one of them."""
        party = self.assessment.party
        assert party is not None
        self.offer = False
        earlier = [each for each in self.recorder.unfinished(party) if each.id != self.assessment.id][:5]
        while earlier:
            reply = self.asker.ask(offer_prompt(earlier, self.guide))
            if not isinstance(reply, Chosen) or reply.value == "new":
                return False
            chosen = earlier[int(str(reply.value))]
            try:
                self.recorder.take_over(chosen, instead_of=self.assessment)
            except InputError as error:
                self.asker.say(str(error))
                earlier.remove(chosen)
                continue
            self.assessment = chosen
            self.frontier = 0
            self._begin(())
            return True
        return False

    def _announce(self) -> None:
        if self.announced:
            names = ", ".join(f"„{summary(id, self.guide)}“" for id in self.announced)
            self.asker.say(
                f"Seit Ihren Antworten haben sich diese Fragen geändert und werden noch einmal gestellt: {names}."
            )
            self.announced = ()
