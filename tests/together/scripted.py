"""An asker that replies from a script, and recorders that keep what was saved."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from verbund_check.errors import StorageError
from verbund_check.questionnaire.prompts import Back, Chosen, EndOfInput, LaidOut, Note, Prompt, Review


class Scripted:
    """Replies in turn: a label or key chooses, a text answers, `<` goes back, `+TEXT` adds a remark.

    In the review a number changes, `.` goes on. An exception type is raised; at the end of the script the input ends.
    """

    draft = None

    def __init__(self, *script: Any) -> None:
        self.script = list(script)
        self.asked: list[Prompt] = []
        self.reviews: list[Review] = []
        self.said: list[str] = []
        self.texts: list[str] = []

    def open(self) -> None: ...

    def close(self) -> None: ...

    def say(self, text: str) -> None:
        self.said.append(text)

    def _next(self) -> Any:
        if not self.script:
            raise EndOfInput
        step = self.script.pop(0)
        if isinstance(step, type):
            raise step
        return step

    def ask(self, prompt: Prompt) -> Chosen | Back | Note:
        self.asked.append(prompt)
        step = self._next()
        if step == "<":
            assert prompt.can_go_back
            return Back()
        if prompt.mode == "text":
            return Chosen(step)
        if step.startswith("+"):
            assert prompt.can_note
            self.script.insert(0, step[1:])
            return Note()
        (value,) = [each.value for each in prompt.choices if step in (each.key, each.label, each.value)]
        return Chosen(value)

    def review(self, review: Review) -> int | Back | None:
        self.reviews.append(review)
        step = self._next()
        if step == "<":
            return Back()
        return None if step == "." else int(step)

    def read(self, laid_out: LaidOut, begin: float = 0.0) -> None:
        assert not begin
        self.texts.append("\n".join("".join(words for words, _ in line) for line in laid_out(80, plain=True)))


class Recorder:
    """Keeps each thing that was saved; `failures` of the first saves fail."""

    def __init__(self, failures: int = 0) -> None:
        self.saved: list[Any] = []
        self.failures = failures
        self.folders: list[Path] = []

    def save(self, thing: Any) -> None:
        if self.failures:
            self.failures -= 1
            raise StorageError("Kein Platz.")
        self.saved.append(thing)

    def move(self, folder: Path) -> None:
        self.folders.append(folder)
