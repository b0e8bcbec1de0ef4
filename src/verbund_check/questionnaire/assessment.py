"""The interview of an assessment: what is asked, and what becomes of each answer; the engine leads through and saves it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, cast, get_args

from msgspec.structs import replace

from verbund_check.answers.assessment import (
    Assessment,
    Multiple,
    for_another,
    mark_of,
    open_ids,
    outdated_ids,
    with_answer,
    with_note,
)
from verbund_check.answers.organisation import organisation
from verbund_check.errors import InputError, StorageError
from verbund_check.guide.model import Guide
from verbund_check.guide.sections import Stage
from verbund_check.guide.values import Party, Value
from verbund_check.questionnaire.assessment_prompts import (
    OTHER,
    Setup,
    answered_before,
    changed_hint,
    changes_since,
    offer_prompt,
    question_prompt,
    remark_prompt,
    resumed,
    review_of,
    setup_prompt,
    with_last_time,
)
from verbund_check.questionnaire.engine import Next
from verbund_check.questionnaire.prompts import Asker, Back, Chosen, Given, Prompt, Review
from verbund_check.text import clean

OFFERED_AT_MOST = 5
"""Unfinished assessments that are offered at once; the others are reached by their ID."""


class Earlier(Protocol):
    """The unfinished assessments that a new one may give way to."""

    def unfinished(self, party: Party) -> tuple[tuple[Assessment, ...], str]:
        """Return a party's unfinished assessments, newest first, and what is to be said of files that cannot be read."""

    def take_over(self, assessment: Assessment, instead_of: Assessment) -> Assessment:
        """Go on with a saved assessment and return it as it is now.

        Raises InputError where another program has it open, StorageError where it cannot be read.
        """


class Interview:
    """The questions of one assessment, which is `state` as it was saved last.

    `setup` names the questions about the assessment itself that are to be asked. With `earlier` the unfinished
    assessments of the same party are offered once that is known. `recall` gives the assessment of an earlier round by its
    ID (None where it is gone): its answers are shown beside the questions of one that came after it.
    """

    def __init__(
        self,
        assessment: Assessment,
        guide: Guide,
        asker: Asker,
        *,
        now: Callable[[], str],
        setup: tuple[Setup, ...] = (),
        earlier: Earlier | None = None,
        recall: Callable[[str], Assessment | None] = lambda _id: None,
    ) -> None:
        self.state = assessment
        self.guide = guide
        self.asker = asker
        self.now = now
        self.setup = setup
        self.earlier = earlier
        self.asked_parties: set[Party] = set()
        self.origin_told = False
        self.ticks: tuple[str, Multiple] | None = None
        self.recall = recall
        self.recalled: tuple[str, Assessment | None] = ("", None)

    def begin(self) -> None:
        """Say what must be known before the first question; offer what there is already, where all is known for it."""
        if not {"organisation", "party"} & set(self.setup):
            self._offer_unfinished(can_go_back=False)
        self._tell_changes()

    # What is asked

    def steps(self) -> tuple[str, ...]:
        """Return the questions about the assessment, then those of its scope."""
        return (*get_args(Setup), *self.guide.asked(self.state.scope))

    def open_steps(self) -> frozenset[str]:
        """Return what is unanswered, or was answered when it was worded differently."""
        outdated = outdated_ids(self.state, self.guide)
        return frozenset((*self.setup, *open_ids(self.state, self.guide), *outdated))

    def prompt(self, step: str, *, is_open: bool) -> Prompt:
        """Return the question of a step with the answer that it has."""
        last = self._last_round()
        prompt = self._prompt(step, is_open=is_open)
        return with_last_time(prompt, step, last, self.guide) if last else prompt

    def _last_round(self) -> Assessment | None:
        """The assessment that this one came after, where it is the same party's."""
        if self.recalled[0] != self.state.previous:
            self.recalled = self.state.previous, self.recall(self.state.previous)
        last = self.recalled[1]
        return last if last and last.party in (None, self.state.party) else None

    def _prompt(self, step: str, *, is_open: bool) -> Prompt:
        if step in get_args(Setup):
            prompt = setup_prompt(cast(Setup, step), self.state, self.guide)
            # A default that nobody chose is no previous answer.
            return replace(prompt, current=None) if is_open and step == "stage" else prompt
        self.ticks = None
        question = self.guide.questions[step]
        prompt = question_prompt(question, self.state, self.guide, opening=is_open)
        if is_open and answered_before(question, self.state, self.guide):
            # What was said to another sentence is shown beside this one, and Enter must not make it the answer.
            prompt = replace(prompt, current=None)
        hints = [prompt.hint, changed_hint(step, self.state, self.guide) if is_open else ""]
        if prompt.explanation and not self.origin_told:
            self.origin_told = True
            origin = self.guide.interview.origin
            hints.append(origin)
            prompt = replace(prompt, help=prompt.help.removesuffix(origin).rstrip())  # once on one page
        return replace(prompt, hint="\n".join(filter(None, hints)))

    def remark(self, step: str) -> Prompt:
        """Return the question for a remark, or for what is to be named where a list does not."""
        prompt = remark_prompt(self.guide.questions[step], self.state, self.guide)
        if self.ticks is None or self.ticks[0] != step:
            return prompt
        if OTHER in self.ticks[1]:
            last = self._last_round()
            return replace(prompt, needed=True, current=last.note_of(step) if last else "")
        return replace(prompt, hint=self.guide.prompts.other_remark.taken_away)

    def review(self, open_steps: frozenset[str]) -> Review:
        """Return all answers."""
        return review_of(self.state, self.guide, open_steps)

    # What becomes of it

    def answer(self, step: str, value: Given) -> Assessment:
        """Return the assessment with this answer."""
        if isinstance(value, tuple):
            answered = self._with_ticks(step, value)
        elif step == "organisation":
            answered = replace(self.state, organisation=" ".join(clean(value).split()))
        elif step == "party":
            answered = for_another(self.state, self.guide, stage=self.state.stage, party=Party(value))
        elif step == "stage":
            stage: Stage = "running" if value == "running" else "planned"
            answered = for_another(self.state, self.guide, stage=stage, party=self.state.party)
        else:
            answered = with_answer(self.state, step, Value(value), self.guide, now=self.now())
        return _marked(answered, self.guide)

    def _with_ticks(self, step: str, ticks: Multiple) -> Assessment:
        """The assessment with what was ticked in a list.

        What the list does not name is the remark. While that is missing, it alone is no answer: it would be saved as "none
        of them".
        """
        self.ticks = (step, ticks)
        chosen = tuple(value for value in ticks if value != OTHER)
        if not chosen and OTHER in ticks and not self.state.note_of(step):
            return self.state
        return with_answer(self.state, step, chosen, self.guide, now=self.now())

    def note(self, step: str, text: str) -> Assessment:
        """Return the assessment with this remark; where it was ticked in a list, what else was ticked is the answer."""
        noted = with_note(self.state, step, text)
        if text and self.ticks is not None and self.ticks[0] == step:
            chosen = tuple(value for value in self.ticks[1] if value != OTHER)
            noted = with_answer(noted, step, chosen, self.guide, now=self.now())
        return _marked(noted, self.guide)

    def follow_up(self, step: str) -> Next:
        """Once firm and party are known, offer what the party has not finished yet; ask for what a list does not name."""
        if self.ticks is not None and self.ticks[0] == step:
            return Next.REMARK if (OTHER in self.ticks[1]) != bool(self.state.note_of(step)) else Next.STEP
        known = step == "party" or (step == "organisation" and "party" not in self.setup)
        return self._offer_unfinished(can_go_back=True) if known else Next.STEP

    # Going on with an earlier one

    def _offer_unfinished(self, *, can_go_back: bool) -> Next:
        """Offer this party's unfinished assessments by name and date, once, and while nothing is answered yet."""
        party = self.state.party
        if self.earlier is None or party is None or self.state.answers or party in self.asked_parties:
            return Next.STEP
        found, unreadable = self.earlier.unfinished(party)
        if unreadable:
            self.asker.say(unreadable)
        unfinished = self._suitable(found)
        while unfinished:
            reply = self.asker.ask(offer_prompt(unfinished[:OFFERED_AT_MOST], self.guide, can_go_back=can_go_back))
            if isinstance(reply, Back):
                return Next.SAME
            if not isinstance(reply, Chosen) or reply.value == "new":
                break
            chosen = unfinished[int(str(reply.value))]
            try:
                self.state = self.earlier.take_over(chosen, instead_of=self.state)
            except (InputError, StorageError) as error:
                self.asker.say(str(error))
                unfinished.remove(chosen)
                continue
            self.earlier = None
            self.setup = ()
            self.asker.say(resumed(self.state, self.guide))
            self._tell_changes()
            return Next.RESTART
        self.asked_parties.add(party)
        return Next.STEP

    def _suitable(self, found: tuple[Assessment, ...]) -> list[Assessment]:
        """What may be gone on with: something has been answered in it; the same firm and scope come first."""
        begun = [each for each in found if each.id != self.state.id and (each.answers or each.notes)]
        mine = organisation(self.state.organisation).core

        def is_another(each: Assessment) -> bool:
            return organisation(each.organisation).core != mine or each.scope != self.state.scope

        return sorted(begun, key=is_another)

    def _tell_changes(self) -> None:
        told = changes_since(self.state, self.guide)
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
