"""The person on the guided path: what they choose, type and read."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence
from functools import partial

from msgspec.structs import replace

from verbund_check.commands.deliver import lines_for
from verbund_check.documents.blocks import Document
from verbund_check.guide.path_texts import PathTexts
from verbund_check.questionnaire.prompts import Asker, Back, Choice, Chosen, Prompt, Reply
from verbund_check.text import MAX_NAME

NARROW = 70
"""With fewer columns the entries of the first screen take two lines each, and fill a window of 24 lines."""


class Left(Exception):
    """The person has interrupted a step; nothing was done, and the first screen comes again."""


class Screen:
    """Puts the questions of the path to an asker; every question can be left to where it came from."""

    def __init__(self, asker: Asker, texts: PathTexts) -> None:
        self.asker = asker
        self.texts = texts
        self.told: list[str] = []

    def tell(self, text: str) -> None:
        """Tell the person something: above the next question, for what was written before it the menu pushes out of the window."""
        self.told.append(text)

    def leave(self, text: str) -> None:
        """Say what was not told yet, and this last."""
        for each in (*self.told, text):
            self.asker.say(each)

    def choose(
        self,
        title: str,
        question: str,
        choices: Sequence[Choice],
        *,
        explanation: str = "",
        facts: str = "",
        is_first: bool = False,
        has_way_back: bool = True,
    ) -> str | None:
        """Return the value chosen, None where the person goes back. Enter takes what stands first.

        The first screen of all has no way back, nor has a question that follows what was done already.

        Raises EndOfInput and KeyboardInterrupt as every asker.
        """
        can_go_back = has_way_back and not is_first
        back = (Choice("", self.texts.back, "z"),) if can_go_back else ()
        prompt = Prompt(
            mode="one",
            progress=title,
            question=question,
            explanation=explanation,
            facts=facts,
            choices=(*choices, *back),
            draft=choices[0].value,
            can_go_back=can_go_back,
            can_note=False,
        )
        while True:
            reply = self._put(prompt, is_first=is_first)
            if isinstance(reply, Chosen):
                return str(reply.value) or None
            if isinstance(reply, Back):
                return None
            self.tell(self.texts.nothing_chosen)

    def several(
        self, title: str, question: str, choices: Sequence[Choice], *, all_of_them: bool = False
    ) -> tuple[str, ...]:
        """Return the values chosen; none where the person goes back or chooses none. With `all_of_them` all are ticked first."""
        prompt = Prompt(
            mode="several",
            progress=title,
            question=question,
            explanation=self.texts.compare.which_help,
            choices=tuple(choices),
            none=self.texts.back,
            draft=tuple(each.value for each in choices) if all_of_them else None,
            can_note=False,
        )
        reply = self._put(prompt)
        return tuple(reply.value) if isinstance(reply, Chosen) and isinstance(reply.value, tuple) else ()

    def typed(self, title: str, question: str, explanation: str, *, current: str = "", limit: int = MAX_NAME) -> str:
        """Return the line that was typed; "" where nothing was, or the person goes back."""
        prompt = Prompt(
            mode="text",
            progress=title,
            question=question,
            explanation=explanation,
            current=current or None,
            can_note=False,
            limit=limit,
        )
        reply = self._put(prompt)
        return str(reply.value).strip() if isinstance(reply, Chosen) else ""

    def read(self, document: Document) -> None:
        """Show a document page by page, or line by line."""
        try:
            self.asker.read(partial(lines_for, document, sys.stderr))
        except KeyboardInterrupt as interruption:
            raise _left(interruption) from None

    def _put(self, prompt: Prompt, *, is_first: bool = False) -> Reply:
        """Ask; whoever interrupts one step further is back at the first screen, and there the program ends."""
        told, self.told = self.told, []
        try:
            return self.asker.ask(_with(told, prompt))
        except KeyboardInterrupt as interruption:
            if is_first:
                raise
            raise _left(interruption) from None


def _with(told: list[str], prompt: Prompt) -> Prompt:
    """The prompt with what was told before it; in a narrow window, which drops all else, it stands in the question itself."""
    if told and shutil.get_terminal_size().columns < NARROW:
        return replace(prompt, question=" ".join((*told, prompt.question)))
    return replace(prompt, facts="\n".join(filter(None, (*told, prompt.facts))))


def _left(interruption: KeyboardInterrupt) -> BaseException:
    """What an interruption by a key comes to; one by the system ends the program everywhere."""
    return Left() if type(interruption) is KeyboardInterrupt else interruption
