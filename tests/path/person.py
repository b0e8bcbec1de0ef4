"""A person on the guided path, who chooses by what they read."""

from __future__ import annotations

from typing import Any

from verbund_check.documents.blocks import Document
from verbund_check.questionnaire.prompts import Back, Chosen, EndOfInput, Given, Note, Prompt, Review


class Person:
    """Takes what is to be done in turn, then leaves.

    At a list a step is a part of the label that only one choice has, or its number; `<` goes back; at several choices it is a tuple of such
    parts; at a text it is the text. `.` goes on in the review, `^C` interrupts. A question of the interview that has no step of its own is
    answered with the first choice. What was asked, told and read is kept.
    """

    def __init__(self, *steps: Any) -> None:
        self.steps = list(steps)
        self.asked: list[Prompt] = []
        self.told: list[str] = []
        self.read_: list[Document] = []
        self.draft: Given | None = None

    def open(self) -> None: ...

    def close(self) -> None: ...

    def say(self, text: str) -> None:
        self.told.append(text)

    def read(self, laid_out: Any, begin: float = 0.0) -> None:
        lines = laid_out(80)
        self.told.append("\n".join("".join(text for text, *_ in line) for line in lines))

    def ask(self, prompt: Prompt) -> Chosen | Back | Note:
        self.asked.append(prompt)
        self.told += [prompt.facts] if prompt.facts else []
        step = self.steps.pop(0) if self.steps else None
        if step is None:
            raise EndOfInput
        if step == "^C":
            raise KeyboardInterrupt
        if step == "<":
            assert prompt.can_go_back, "a dead end"
            return Back()
        if prompt.mode == "text":
            return Chosen(step)
        if prompt.mode == "several":
            return Chosen(tuple(self._value(each, prompt) for each in step))
        return Chosen(self._value(step, prompt))

    def review(self, review: Review) -> int | Back | None:
        step = self.steps.pop(0)
        assert step == "."
        return None

    def _value(self, step: str | int, prompt: Prompt) -> str:
        if isinstance(step, int):
            return prompt.choices[step].value
        found = [each.value for each in prompt.choices if step in each.label]
        assert len(found) == 1, (step, prompt.question, [each.label for each in prompt.choices])
        return found[0]

    @property
    def heard(self) -> str:
        """All that was told and read."""
        return "\n".join(self.told)

    def labels(self, number: int = -1) -> list[str]:
        """What could be chosen at one of the questions."""
        return [each.label for each in self.asked[number].choices]
