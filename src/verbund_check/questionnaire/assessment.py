"""The interview of an assessment: what is asked, and what becomes of each answer. The way through it is walk.py's.

Each answer is on disk before the next question is put.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol, cast, get_args

from msgspec.structs import replace

from verbund_check.answers.assessment import (
    Assessment,
    mark_of,
    open_ids,
    outdated_ids,
    with_answer,
    with_note,
)
from verbund_check.errors import InputError, StorageError
from verbund_check.guide.model import Guide
from verbund_check.guide.values import Party, Value
from verbund_check.questionnaire.assessment_prompts import (
    Setup,
    changed_hint,
    changes_since,
    offer_prompt,
    question_prompt,
    remark_prompt,
    resumed,
    review_of,
    setup_prompt,
)
from verbund_check.questionnaire.engine import Outcome, Walk
from verbund_check.questionnaire.keeping import keep
from verbund_check.questionnaire.prompts import Asker, Back, Chosen, Given, Prompt, Review
from verbund_check.text import clean, fold

OFFERED_AT_MOST = 5
"""Unfinished assessments that are offered at once; the others are reached by their ID."""


class Recorder(Protocol):
    """Where the interview puts its answers. Each method raises StorageError where that fails."""

    def save(self, assessment: Assessment) -> None:
        """Put the assessment on disk before returning."""

    def move(self, folder: Path) -> None:
        """Save in another folder from now on."""

    def unfinished(self, party: Party) -> tuple[Assessment, ...]:
        """Return the unfinished assessments of a party, newest first."""

    def take_over(self, assessment: Assessment, instead_of: Assessment) -> Assessment:
        """Go on with a saved assessment and return it as it is now; InputError where another program has it open."""


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
        self.setup = setup
        self.offer = offer
        self.settled_parties: set[Party] = set()

    def run(self) -> Assessment:
        """Ask until the person has confirmed the review; return the assessment as it was saved last.

        Raises KeyboardInterrupt and EndOfInput as the asker does, StorageError where saving failed for good.
        """
        if "party" not in self.setup:
            self._offer_unfinished(can_go_back=False)
        self._tell_changes()
        Walk(self, self.asker).run()
        return self.assessment

    # What is asked

    def steps(self) -> tuple[str, ...]:
        """Return the questions about the assessment, then those of its scope."""
        return (*get_args(Setup), *self.guide.asked(self.assessment.scope))

    def open_steps(self) -> frozenset[str]:
        """Return what is unanswered, or was answered when it was worded differently."""
        outdated = outdated_ids(self.assessment, self.guide)
        return frozenset((*self.setup, *open_ids(self.assessment, self.guide), *outdated))

    def prompt(self, step: str, *, is_open: bool) -> Prompt:
        """Return the question of a step with the answer that it has."""
        if step in get_args(Setup):
            prompt = setup_prompt(cast(Setup, step), self.assessment, self.guide)
            # A default that nobody chose is no previous answer.
            return replace(prompt, current=None) if is_open and step == "stage" else prompt
        prompt = question_prompt(self.guide.questions[step], self.assessment, self.guide, opening=is_open)
        changed = changed_hint(step, self.assessment, self.guide) if is_open else ""
        return replace(prompt, hint=f"{prompt.hint}\n{changed}".strip()) if changed else prompt

    def remark(self, step: str) -> Prompt:
        """Return the question for a remark."""
        return remark_prompt(self.guide.questions[step], self.assessment, self.guide)

    def review(self, open_steps: frozenset[str]) -> Review:
        """Return all answers."""
        return review_of(self.assessment, self.guide, open_steps)

    # What becomes of it

    def answer(self, step: str, value: Given) -> Outcome:
        """Save an answer, and only then take it as given."""
        if isinstance(value, tuple):
            self._keep(with_answer(self.assessment, step, value, self.guide, now=self.now()))
        elif step == "organisation":
            self._keep(replace(self.assessment, organisation=" ".join(clean(value).split())))
        elif step == "party":
            self._keep(replace(self.assessment, party=Party(value)))
            return self._offer_unfinished(can_go_back=True)
        elif step == "stage":
            self._keep(replace(self.assessment, stage="running" if value == "running" else "planned"))
        else:
            self._keep(with_answer(self.assessment, step, Value(value), self.guide, now=self.now()))
        return Outcome.NEXT

    def note(self, step: str, text: str) -> None:
        """Save a remark."""
        self._keep(with_note(self.assessment, step, text))

    def _keep(self, assessment: Assessment) -> None:
        """Save, and only then go on."""
        kept = _marked(assessment, self.guide)
        keep(lambda: self.recorder.save(kept), self.recorder.move, self.asker)
        self.assessment = kept

    # Going on with an earlier one

    def _offer_unfinished(self, *, can_go_back: bool) -> Outcome:
        """Offer this party's unfinished assessments by name and date, once, and while nothing is answered yet."""
        party = self.assessment.party
        if not self.offer or party is None or self.assessment.answers or party in self.settled_parties:
            return Outcome.NEXT
        earlier = self._earlier(party)
        while earlier:
            offered = earlier[:OFFERED_AT_MOST]
            reply = self.asker.ask(offer_prompt(offered, self.guide, can_go_back=can_go_back))
            if isinstance(reply, Back):
                return Outcome.AGAIN
            if not isinstance(reply, Chosen) or reply.value == "new":
                break
            chosen = earlier[int(str(reply.value))]
            try:
                self.assessment = self.recorder.take_over(chosen, instead_of=self.assessment)
            except (InputError, StorageError) as error:
                self.asker.say(str(error))
                earlier.remove(chosen)
                continue
            self.offer = False
            self.setup = ()
            self.asker.say(resumed(self.assessment, self.guide))
            self._tell_changes()
            return Outcome.ANEW
        self.settled_parties.add(party)
        return Outcome.NEXT

    def _earlier(self, party: Party) -> list[Assessment]:
        """What may be gone on with: something has been answered in it; the same firm and scope come first."""
        mine = (fold(self.assessment.organisation), self.assessment.scope)
        found = [each for each in self.recorder.unfinished(party) if each.id != self.assessment.id]
        begun = [each for each in found if each.answers or each.notes]
        return sorted(begun, key=lambda each: (fold(each.organisation), each.scope) != mine)

    def _tell_changes(self) -> None:
        told = changes_since(self.assessment, self.guide)
        if told:
            self.asker.say(told)


def _marked(assessment: Assessment, guide: Guide) -> Assessment:
    """Return the assessment as one of the present content where all of its answers hold for it; else as it is."""
    if assessment.content.digest == guide.digest:
        return assessment
    for id, answer in assessment.answers.items():
        question = guide.questions.get(id)
        if question is None or assessment.questions.get(id, "") not in ("", guide.fingerprint(id)):
            return assessment
        if isinstance(answer, tuple) and not set(answer) <= {option.id for option in question.options}:
            return assessment
    if not assessment.notes.keys() <= guide.questions.keys():
        return assessment
    return replace(assessment, content=mark_of(guide))
