"""The agreement as a questionnaire: who takes part, then each point that two parties see differently, once."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from verbund_check.answers.assessment import Assessment, Meeting
from verbund_check.guide.model import Guide
from verbund_check.guide.values import Value
from verbund_check.policy.agreement import Settled, joint_assessment, points_to_settle, settled_before
from verbund_check.policy.compare_pair import Pair, PairComparison
from verbund_check.questionnaire.assessment_prompts import (
    asked_prompt,
    choices_of,
    help_text,
    is_alarming,
    value_label,
)
from verbund_check.questionnaire.engine import Next
from verbund_check.questionnaire.prompts import Choice, Given, Prompt, Review, ReviewLine
from verbund_check.text import clean, local_today

NO_CONSENSUS = "no-consensus"

PEOPLE = "agree.people"
"""The step that asks who takes part in this sitting; no question of the guide has a dot in its ID."""


class AgreementQuestionnaire:
    """Goes through the points that were answered differently; `state` is the joint assessment as it was saved last.

    With `earlier`, the unfinished joint assessment of a former sitting, it goes on from there. Each sitting is kept in
    `meetings` with the people that take part in it, once they are named.
    """

    def __init__(
        self,
        id: str,
        comparison: PairComparison,
        pair: Pair,
        guide: Guide,
        *,
        now: Callable[[], str],
        earlier: Assessment | None = None,
    ) -> None:
        self.pair = pair
        self.guide = guide
        self.now = now
        self.points = points_to_settle(comparison, pair, guide)
        self.different = {split.id for split in (*comparison.splits, *comparison.one_sided)}
        self.before = earlier.meetings if earlier else ()
        self.state = earlier or joint_assessment(id, pair, {}, guide, now=now())
        self.state = self._with({})

    def _settled(self) -> dict[str, Settled]:
        return settled_before(self.state, self.pair, self.points)

    def _with(self, changes: dict[str, Settled], remarks: dict[str, str] | None = None) -> Assessment:
        """The joint assessment with these points settled anew, and these sentences on points that are not settled."""
        settled = self._settled() | changes
        noted = {id: self.state.note_of(id) for id in self.points if id not in settled} | (remarks or {})
        joint, now = self.state, self.now()
        made = joint_assessment(joint.id, self.pair, settled, self.guide, now=now, started=joint.started, remarks=noted)
        return replace(made, meetings=joint.meetings)

    def steps(self) -> tuple[str, ...]:
        """Return who takes part, then the points, the strongest differences first."""
        return (PEOPLE, *self.points)

    def open_steps(self) -> frozenset[str]:
        """Return the points that are not settled yet; who takes part is asked in each sitting."""
        return frozenset((PEOPLE, *self.points)) - self._settled().keys()

    def _sitting(self) -> Meeting | None:
        """The present sitting, once it was said who takes part."""
        return self.state.meetings[-1] if len(self.state.meetings) > len(self.before) else None

    def prompt(self, step: str, *, is_open: bool) -> Prompt:
        """Return a point: its question, what both sides said, and what they can agree on; or who takes part."""
        texts = self.guide.comparison.agree
        if step == PEOPLE:
            sitting = self._sitting()
            return Prompt(
                mode="text",
                progress=self.guide.prompts.review.setup,
                question=texts.people,
                explanation=texts.people_help,
                hint=texts.intro if is_open else "",
                current=sitting.people if sitting else None,
                can_note=False,
            )
        question = self.guide.questions[step]
        settled = self._settled().get(step)
        current = None if settled is None else settled.value.value if settled.value else NO_CONSENSUS
        asked_anew = texts.asked_anew if is_open and step not in self.different else ""
        return Prompt(
            mode="one",
            progress=self.guide.prompts.point.format(
                number=self.points.index(step) + 1, total=len(self.points), title=question.title
            ),
            question=question.wording(self.pair[1].stage),
            facts="\n".join(
                filter(None, (question.reminder, texts.explanation.format(positions=self._positions(step))))
            ),
            help=f"{question.explained(self.pair[1].stage)} {help_text(question, self.guide)}",
            hint=asked_anew,
            choices=(
                *choices_of(question),
                Choice(NO_CONSENSUS, texts.no_consensus, "k"),
            ),
            current=current,
            note=self.state.note_of(step),
        )

    def _positions(self, step: str) -> str:
        texts, question = self.guide.prompts, self.guide.questions[step]
        lines = []
        for each in self.pair:
            value, note = each.value_of(step), " ".join(each.note_of(step).split())
            answer = question.label(value) if value else texts.missing.answer_of_one
            template = texts.position_with_remark if note else texts.position_of
            lines.append(template.format(party=self.guide.party(each.party), answer=answer, note=note))
        return "\n".join(lines)

    def remark(self, step: str) -> Prompt:
        """Return the question for the sentence that goes with a point."""
        title = self.guide.questions[step].title
        return asked_prompt(self.guide.prompts.joint_remark, current=self.state.note_of(step), title=title)

    def answer(self, step: str, value: Given) -> Assessment:
        """Return the joint assessment with what was agreed on a point, or with who takes part in this sitting."""
        if step == PEOPLE:
            sitting = Meeting(local_today(), clean(str(value)).strip())
            return replace(self.state, meetings=(*self.before, sitting))
        agreed = None if value == NO_CONSENSUS else Value(str(value))
        return self._with({step: Settled(agreed, self.state.note_of(step))})

    def note(self, step: str, text: str) -> Assessment:
        """Return the joint assessment with a sentence, on a point that is not settled yet as well."""
        settled = self._settled().get(step)
        return self._with({step: Settled(settled.value, text)}) if settled else self._with({}, {step: text})

    def follow_up(self, step: str) -> Next:
        """Where there is no consensus, a sentence belongs to it."""
        return Next.REMARK if step in self.state.dissent and not self.state.note_of(step) else Next.STEP

    def review(self, open_steps: frozenset[str]) -> Review:
        """Return who takes part and all points; those without consensus stand out."""
        texts, sitting = self.guide.prompts, self._sitting()
        people = (sitting.people if sitting else "") or texts.missing.party
        lines = [ReviewLine(1, texts.review.setup, self.guide.comparison.agree.people.rstrip("?"), people)]
        points = self._settled()
        for number, step in enumerate(self.points, start=2):
            question, settled = self.guide.questions[step], points.get(step)
            label = texts.missing.answer
            if settled is not None:
                no_consensus = self.guide.comparison.agree.no_consensus
                label = value_label(question, settled.value) if settled.value else no_consensus
            value = settled.value if settled else None
            stands_out = step in open_steps or value is None or is_alarming(question, value)
            part = texts.joint_review.points
            lines.append(ReviewLine(number, part, question.title, label, self.state.note_of(step), stands_out))
        return Review(tuple(lines), texts.joint_review.title, texts.joint_review.go_on, texts.review.help)
