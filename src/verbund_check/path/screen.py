"""The person on the guided path: what they choose, type and read."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import partial

from verbund_check.commands.deliver import lines_for
from verbund_check.documents.blocks import Document
from verbund_check.guide.path_texts import PathTexts
from verbund_check.questionnaire.prompts import Asker, Back, Choice, Chosen, Prompt
from verbund_check.text import MAX_NAME


class Screen:
    """Puts the questions of the path to an asker; every question can be left to where it came from."""

    def __init__(self, asker: Asker, texts: PathTexts) -> None:
        self.asker = asker
        self.texts = texts

    def tell(self, text: str) -> None:
        """Tell the person something."""
        self.asker.say(text)

    def choose(
        self,
        title: str,
        question: str,
        choices: Sequence[Choice],
        *,
        explanation: str = "",
        facts: str = "",
        can_go_back: bool = True,
    ) -> str | None:
        """Return the value chosen, None where the person goes back. Enter takes what stands first.

        Raises EndOfInput and KeyboardInterrupt as every asker.
        """
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
            reply = self.asker.ask(prompt)
            if isinstance(reply, Chosen):
                return str(reply.value) or None
            if isinstance(reply, Back):
                return None
            self.tell(self.texts.nothing_chosen)

    def several(self, title: str, question: str, choices: Sequence[Choice]) -> tuple[str, ...]:
        """Return the values chosen; none where the person goes back or chooses none."""
        prompt = Prompt(
            mode="several",
            progress=title,
            question=question,
            explanation=self.texts.compare.which_help,
            choices=tuple(choices),
            none=self.texts.back,
            can_note=False,
        )
        reply = self.asker.ask(prompt)
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
        reply = self.asker.ask(prompt)
        return str(reply.value).strip() if isinstance(reply, Chosen) else ""

    def read(self, document: Document) -> None:
        """Show a document page by page, or line by line."""
        self.asker.read(partial(lines_for, document, sys.stderr))
