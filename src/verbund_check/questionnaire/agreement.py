"""The agreement as a questionnaire: each point that two parties see differently, once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from verbund_check.answers.assessment import Assessment
from verbund_check.guide.model import Guide
from verbund_check.guide.values import Value
from verbund_check.policy.agreement import Settled, joint_assessment, points_to_settle, settled_before
from verbund_check.policy.compare_pair import Pair, PairComparison
from verbund_check.questionnaire.assessment_prompts import asked_prompt, choices_of, help_text
from verbund_check.questionnaire.engine import Outcome
from verbund_check.questionnaire.keeping import keep
from verbund_check.questionnaire.prompts import Asker, Choice, Chosen, Given, Prompt, Review, ReviewLine
from verbund_check.text import clean

NO_CONSENSUS = "no-consensus"


class AgreementRecorder(Protocol):
    """Where the joint assessment is put. Each method raises StorageError where that fails."""

    def save(self, assessment: Assessment) -> None:
        """Put the assessment on disk before returning."""

    def move(self, folder: Path) -> None:
        """Save in another folder from now on."""


class AgreementQuestionnaire:
    """Goes through the points that were answered differently; `joint` is always what was saved last."""

    def __init__(
        self,
        id: str,
        comparison: PairComparison,
        pair: Pair,
        guide: Guide,
        recorder: AgreementRecorder,
        asker: Asker,
        *,
        now: Callable[[], str],
        earlier: Assessment | None = None,
    ) -> None:
        self.id = id
        self.pair = pair
        self.guide = guide
        self.recorder = recorder
        self.asker = asker
        self.now = now
        self.points = points_to_settle(comparison, pair, guide)
        self.different = {split.id for split in (*comparison.splits, *comparison.one_sided)}
        self.settled = settled_before(earlier, pair, self.points) if earlier else {}
        self.remarks = {id: earlier.note_of(id) for id in self.points if id not in self.settled} if earlier else {}
        self.joint = earlier or joint_assessment(id, pair, {}, guide, now=now())

    def begin(self) -> None:
        """Save what both answered alike, before the first point."""
        self._keep(self.settled)

    def steps(self) -> tuple[str, ...]:
        """Return the points, the strongest differences first."""
        return self.points

    def open_steps(self) -> frozenset[str]:
        """Return the points that are not settled yet."""
        return frozenset(id for id in self.points if id not in self.settled)

    def prompt(self, step: str, *, is_open: bool) -> Prompt:
        """Return a point: its question, what both sides said, and what they can agree on."""
        texts = self.guide.comparison.agree
        question = self.guide.questions[step]
        settled = self.settled.get(step)
        current = None if settled is None else settled.value.value if settled.value else NO_CONSENSUS
        hints = (
            texts.intro if is_open and step == self.points[0] else "",
            texts.asked_anew if is_open and step not in self.different else "",
        )
        return Prompt(
            mode="one",
            progress=self.guide.prompts.point.format(
                number=self.points.index(step) + 1, total=len(self.points), title=question.title
            ),
            question=question.wording(self.pair[1].stage),
            facts=texts.explanation.format(positions=self._positions(step)),
            help=f"{question.explained(self.pair[1].stage)} {help_text(question, self.guide)}",
            hint="\n".join(hint for hint in hints if hint),
            choices=(
                *choices_of(question),
                Choice(NO_CONSENSUS, texts.no_consensus, "k"),
            ),
            current=current,
            note=self._note(step),
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

    def _note(self, step: str) -> str:
        return self.settled[step].note if step in self.settled else self.remarks.get(step, "")

    def remark(self, step: str) -> Prompt:
        """Return the question for the sentence that goes with a point."""
        title = self.guide.questions[step].title
        return asked_prompt(self.guide.prompts.joint_remark, current=self._note(step), title=title)

    def answer(self, step: str, value: Given) -> Outcome:
        """Save what was agreed; where there is no consensus, ask for a sentence about it."""
        agreed = None if value == NO_CONSENSUS else Value(str(value))
        self._keep({**self.settled, step: Settled(agreed, self._note(step))})
        if agreed is None and not self._note(step):
            reply = self.asker.ask(self.remark(step))
            if not isinstance(reply, Chosen):
                return Outcome.AGAIN
            self.note(step, clean(str(reply.value)).strip())
        return Outcome.NEXT

    def note(self, step: str, text: str) -> None:
        """Save a sentence, on a point that is not settled yet as well."""
        if step in self.settled:
            self._keep({**self.settled, step: Settled(self.settled[step].value, text)})
        else:
            self.remarks[step] = text
            self._keep(self.settled)

    def _keep(self, settled: dict[str, Settled]) -> None:
        joint = joint_assessment(
            self.id,
            self.pair,
            settled,
            self.guide,
            now=self.now(),
            started=self.joint.started,
            remarks=self.remarks,
        )
        keep(lambda: self.recorder.save(joint), self.recorder.move, self.asker)
        self.settled, self.joint = settled, joint

    def review(self, open_steps: frozenset[str]) -> Review:
        """Return all points; those without consensus stand out."""
        texts = self.guide.prompts
        lines = []
        for number, step in enumerate(self.points, start=1):
            question, settled = self.guide.questions[step], self.settled.get(step)
            label = texts.missing.answer
            if settled is not None:
                no_consensus = self.guide.comparison.agree.no_consensus
                label = question.label(settled.value) if settled.value else no_consensus
            stands_out = step in open_steps or settled is None or settled.value in (None, Value.UNSURE)
            part = texts.joint_review.points
            lines.append(ReviewLine(number, part, question.title, label, self._note(step), stands_out))
        return Review(tuple(lines), texts.joint_review.title, texts.joint_review.go_on)
