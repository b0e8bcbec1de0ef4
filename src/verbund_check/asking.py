"""What the interview says to an asker and what it gets back: the seam between the one loop and the two askers."""

from __future__ import annotations

from typing import Literal, Protocol

from msgspec import Struct


class Choice(Struct, frozen=True):
    """One answer that can be chosen; `key` is its single key, "" where it has none."""

    value: str
    label: str
    key: str = ""


class Prompt(Struct, frozen=True, kw_only=True):
    """One question as it is put to a person.

    `current` is the answer that it has already, `help` what `?` shows. `hint` is said once above the question
    (the opening of a part, an error).
    """

    mode: Literal["one", "several", "text"]
    progress: str
    question: str
    explanation: str = ""
    help: str = ""
    hint: str = ""
    choices: tuple[Choice, ...] = ()
    none: str = ""
    current: str | tuple[str, ...] | None = None
    note: str = ""
    can_go_back: bool = True
    can_note: bool = True
    show_help: bool = False


def present_answer(prompt: Prompt) -> str:
    """Return the answer that a question has already, in words; "" where there is none."""
    if prompt.current is None or prompt.current == "":
        return ""
    if isinstance(prompt.current, tuple):
        return "; ".join(choice.label for choice in prompt.choices if choice.value in prompt.current) or prompt.none
    if prompt.mode == "text":
        return prompt.current
    return next((choice.label for choice in prompt.choices if choice.value == prompt.current), "")


class Chosen(Struct, frozen=True):
    """A value, several values, or a text."""

    value: str | tuple[str, ...]


class Back(Struct, frozen=True):
    """To the question before."""


class Note(Struct, frozen=True):
    """The person wants to add a remark to this question."""


class Help(Struct, frozen=True):
    """The person wants to know more."""


Reply = Chosen | Back | Note | Help


class EndOfInput(Exception):
    """There is nothing more to read: the input has ended (Ctrl-D, end of a pipe)."""


class ReviewLine(Struct, frozen=True):
    """One line of the review; `mark` is a word where it stands out ("offen", "weiß nicht")."""

    number: int
    part: str
    title: str
    answer: str
    note: str = ""
    stands_out: bool = False


class Asker(Protocol):
    """Puts questions to a person. Two exist: full prompts on a terminal, plain lines everywhere.

    Each method raises KeyboardInterrupt where the person interrupts and EndOfInput where the input ends.
    """

    def ask(self, prompt: Prompt) -> Reply:
        """Put one question and return the reply; nonsense is refused and asked again."""

    def review(self, lines: tuple[ReviewLine, ...]) -> int | Back | None:
        """Show all answers; return the number of the one to change, None to go on, or Back."""

    def say(self, text: str) -> None:
        """Tell the person something on a line of its own."""
