"""What a questionnaire says to an asker and what it gets back: the seam between the one loop and the two askers."""

from __future__ import annotations

from typing import Literal, Protocol

from msgspec import Struct

from verbund_check.text import MAX_TEXT, clean

Given = str | tuple[str, ...]
"""What can be chosen or typed: a value or a text, or several values."""


class Choice(Struct, frozen=True):
    """One answer that can be chosen; `key` is its single key, "" where it has none.

    `spellings` is what a typed line may hold for it, folded; where none are given, its value, label and key.
    """

    value: str
    label: str
    key: str = ""
    spellings: frozenset[str] = frozenset()


class Prompt(Struct, frozen=True, kw_only=True):
    """One question as it is put to a person.

    `current` is the answer that it has already, `draft` what was chosen or typed before and never confirmed. `help`
    is what `?` shows; `hint` is said once above the question (the opening of a part, an error); `facts` is what one
    must have in view to answer, in a low window too. `other` is the choice that stands for the remark on the question, ""
    where none does. `limit` is how many characters a text may have, `needed` says that an empty one is none.
    `again` is the answer of an earlier round, which the key `g` gives, and `again_label` what that is called.
    """

    mode: Literal["one", "several", "text"]
    progress: str
    question: str
    explanation: str = ""
    facts: str = ""
    help: str = ""
    hint: str = ""
    choices: tuple[Choice, ...] = ()
    none: str = ""
    other: str = ""
    current: Given | None = None
    draft: Given | None = None
    note: str = ""
    can_go_back: bool = True
    can_note: bool = True
    limit: int = MAX_TEXT
    needed: bool = False
    again: Given | None = None
    again_label: str = ""
    is_kept: bool = False
    """Whether a text is kept however its field is left: whoever wrote three sentences must not lose them."""


def present_answer(prompt: Prompt) -> str:
    """Return the answer that a question has already, in words; "" where there is none."""
    return in_words(prompt, prompt.current)


def in_words(prompt: Prompt, given: Given | None) -> str:
    """Return something that can be answered as a person knows it: by its label; "" where it is nothing."""
    if given is None or given == "":
        return ""
    if isinstance(given, tuple):
        return "; ".join(choice.label for choice in prompt.choices if choice.value in given) or prompt.none
    if prompt.mode == "text":
        return given
    return next((choice.label for choice in prompt.choices if choice.value == given), "")


class Chosen(Struct, frozen=True):
    """A value, several values, or a text."""

    value: Given


class Back(Struct, frozen=True):
    """To the question before; `draft` is what was chosen or typed and not yet confirmed."""

    draft: Given | None = None


class Note(Struct, frozen=True):
    """The person wants to add a remark to this question; `draft` as with Back."""

    draft: Given | None = None


Reply = Chosen | Back | Note


def too_long(prompt: Prompt, reply: Reply) -> str:
    """Return why a text is refused that is longer than the prompt's limit, with both; "" where it is not."""
    text = reply.value if isinstance(reply, Chosen) and prompt.mode == "text" else ""
    if len(clean(str(text)).strip()) <= prompt.limit:
        return ""
    limit = f"{prompt.limit:,}".replace(",", ".")
    return f"Das ist zu lang: Hier sind höchstens {limit} Zeichen erlaubt; bitte kürzen Sie den Text."


class EndOfInput(Exception):
    """There is nothing more to read: the input has ended (Ctrl-D, end of a pipe)."""


class Switch(Exception):
    """The person wants the other asker. Whoever holds both puts the same question there; the loop never sees it.

    `draft` is what was chosen or typed and not confirmed, `read` how much of a long text was read (0 to 1).
    """

    def __init__(self, draft: Given | None = None, read: float = 0.0) -> None:
        super().__init__()
        self.draft = draft
        self.read = read


class ReviewLine(Struct, frozen=True):
    """One line of the review; `stands_out` where the answer is missing, unsure, or stands in the way."""

    number: int
    part: str
    title: str
    answer: str
    note: str = ""
    stands_out: bool = False


class Review(Struct, frozen=True):
    """All answers on one page. `go_on` names what comes after it, as in "weiter zum Ergebnis"; `help` is what `?` shows."""

    lines: tuple[ReviewLine, ...]
    title: str
    go_on: str
    help: str = ""


def what_stands_out(lines: tuple[ReviewLine, ...]) -> str:
    """Return one sentence with the numbers of the lines that stand out, by their answer; "" where none does."""
    numbers: dict[str, list[str]] = {}
    for line in lines:
        if line.stands_out:
            numbers.setdefault(line.answer, []).append(str(line.number))
    return " ".join(
        f"{answer[:1].upper()}{answer[1:]}: {'Nummer' if len(each) == 1 else 'Nummern'} {', '.join(each)}."
        for answer, each in numbers.items()
    )


TextLine = tuple[tuple[str, str], ...]
"""One line of a long text: pieces of text, each with its style ("bold cyan" …)."""


class LaidOut(Protocol):
    """Gives the lines of a long text for a screen of so many columns; `plain` for lines that are read one by one."""

    def __call__(self, columns: int, /, *, plain: bool = False) -> list[TextLine]:
        """Return the lines."""


class Asker(Protocol):
    """Puts questions to a person. Two exist: full prompts on a terminal, plain lines everywhere.

    Each method that waits raises KeyboardInterrupt where the person interrupts and EndOfInput where the input ends.
    Help on `?` is the asker's own business: the loop never sees it.
    """

    @property
    def draft(self) -> Given | None:
        """What was typed or chosen and not confirmed when the last question was ended by an exception."""

    def open(self) -> None:
        """From here to `close` the screen belongs to the questions; without it each is put below what is there."""

    def close(self) -> None:
        """Give the screen back as it was; harmless where it was never taken, and at any time."""

    def ask(self, prompt: Prompt) -> Reply:
        """Put one question and return the reply; nonsense is refused and asked again."""

    def review(self, review: Review) -> int | Back | None:
        """Show all answers; return the number of the one to change, None to go on, or Back."""

    def read(self, laid_out: LaidOut, begin: float = 0.0) -> None:
        """Show a long text until the person is done; `begin` is how much of it was read already (0 to 1)."""

    def say(self, text: str) -> None:
        """Tell the person something; it is seen at the latest with the next question."""
