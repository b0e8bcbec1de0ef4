"""The key-points paper as a questionnaire: led through and saved by the same engine as the assessment."""

from __future__ import annotations

from collections.abc import Callable

from verbund_check.answers.keypoints import (
    FORM,
    OPEN,
    PARTNERS,
    UNWANTED,
    WANTED,
    Paper,
    needs_contract,
    open_steps,
    points_of,
    steps_of,
    with_entry,
    with_remark,
)
from verbund_check.guide.model import Guide
from verbund_check.guide.sections import RulePoint
from verbund_check.questionnaire.assessment_prompts import asked_prompt
from verbund_check.questionnaire.engine import Next
from verbund_check.questionnaire.prompts import Choice, Given, Prompt, Review, ReviewLine
from verbund_check.text import clean


class PaperQuestionnaire:
    """Asks for a paper point by point; `state` is the paper as it was saved last."""

    def __init__(self, paper: Paper, guide: Guide, *, now: Callable[[], str]) -> None:
        self.state = paper
        self.guide = guide
        self.now = now
        self.points = {point.id: point for point in points_of(guide)}

    def steps(self) -> tuple[str, ...]:
        """Return partners, form and the points."""
        return steps_of(self.guide)

    def open_steps(self) -> frozenset[str]:
        """Return what nobody has come to yet."""
        return frozenset(open_steps(self.state, self.guide))

    def prompt(self, step: str, *, is_open: bool) -> Prompt:
        """Return the question of a step with what was answered."""
        texts = self.guide.paper
        current = self.state.answers.get(step)
        title, name = self.guide.entry("rules")
        help = self.guide.prompts.help.reading.format(title=title, name=name)
        if step == PARTNERS:
            asked = texts.partners
            return _text_prompt(asked.title, asked.question, asked.explanation, asked.explanation, current)
        if step == FORM:
            return Prompt(
                mode="one",
                progress=texts.form.title,
                question=texts.form.question,
                explanation=texts.form.explanation,
                help=help,
                choices=(
                    Choice("contract", texts.form.contract),
                    Choice("frame", texts.form.frame),
                    Choice(OPEN, texts.form.open),
                ),
                current=current,
                note=self.state.notes.get(step, ""),
            )
        point = self.points[step]
        number = list(self.points).index(step) + 1
        progress = self.guide.prompts.point.format(number=number, total=len(self.points), title=point.title)
        if point.contract:
            return self._wish(point, progress, help, current, is_open=is_open)
        return _text_prompt(progress, point.question, point.explanation, help, current)

    def _wish(self, point: RulePoint, progress: str, help: str, current: str | None, *, is_open: bool) -> Prompt:
        """The question to a point that only a contract can settle; the first of them says so."""
        texts = self.guide.paper
        first = next(each.id for each in self.points.values() if each.contract)
        return Prompt(
            mode="one",
            progress=progress,
            question=point.question,
            explanation=f"{point.explanation} {texts.wish.remark}",
            help=help,
            hint=texts.contract_needed.text if is_open and point.id == first else "",
            choices=(
                Choice(WANTED, texts.wish.wanted, "j"),
                Choice(UNWANTED, texts.wish.unwanted, "n"),
                Choice(OPEN, texts.wish.open, "w"),
            ),
            current=current,
            note=self.state.notes.get(point.id, ""),
        )

    def remark(self, step: str) -> Prompt:
        """Return the question for a remark on a step."""
        title = self.points[step].title if step in self.points else self.guide.paper.form.title
        return asked_prompt(self.guide.prompts.paper_remark, current=self.state.notes.get(step, ""), title=title)

    def answer(self, step: str, value: Given) -> Paper:
        """Return the paper with this answer; an empty one says that the point is still open."""
        return with_entry(self.state, step, clean(str(value)).strip(), now=self.now())

    def note(self, step: str, text: str) -> Paper:
        """Return the paper with this remark."""
        return with_remark(self.state, step, text, now=self.now())

    def follow_up(self, _step: str) -> Next:
        """Nothing follows from an answer but the next point."""
        return Next.STEP

    def review(self, open_steps: frozenset[str]) -> Review:
        """Return all entries; what is open stands out."""
        texts, review = self.guide.paper, self.guide.prompts.paper_review
        labels = {
            "contract": texts.form.contract,
            "frame": texts.form.frame,
            WANTED: texts.wish.wanted,
            UNWANTED: texts.wish.unwanted,
        }
        lines: list[ReviewLine] = []
        for step in self.steps():
            point = self.points.get(step)
            title = point.title if point else (texts.partners if step == PARTNERS else texts.form).title
            answer = self.state.answers.get(step, "")
            if step == FORM or (point and point.contract):
                answer = labels.get(answer, "")
            is_open = step in open_steps or not answer
            lines.append(
                ReviewLine(
                    len(lines) + 1,
                    review.points if point else review.setup,
                    title,
                    answer or texts.open,
                    self.state.notes.get(step, ""),
                    is_open,
                )
            )
        title = review.title
        if needs_contract(self.state, self.guide) and self.state.answers.get(FORM) != "contract":
            title += f" ({texts.contract_needed.title})"
        return Review(tuple(lines), title, review.go_on, self.guide.prompts.review.help)


def _text_prompt(progress: str, question: str, explanation: str, help: str, current: str | None) -> Prompt:
    return Prompt(
        mode="text",
        progress=progress,
        question=question,
        explanation=explanation,
        help=help,
        current=current or "",
        can_note=False,
        is_kept=True,
    )
