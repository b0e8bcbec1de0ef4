"""One asker of two: full prompts and plain lines, which the person changes at any question and loses nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from msgspec.structs import replace

from verbund_check.questionnaire.prompts import Asker, Back, Given, LaidOut, Prompt, Reply, Review, Switch
from verbund_check.terminal import streams

T = TypeVar("T")


class SwitchingAsker:
    """Puts each question through the asker that is wanted at that moment (`streams.plain_wanted`).

    Where an asker raises Switch, the other one puts the same question, with what was begun there and what was told before.
    `full` and `plain` make the askers; each is made when it is first wanted, plain lines anew each time: whoever comes to
    them has heard nothing yet.
    """

    def __init__(self, full: Callable[[], Asker], plain: Callable[[], Asker]) -> None:
        self.make_full = full
        self.make_plain = plain
        self.full: Asker | None = None
        self.is_open = False
        self.told: list[str] = []
        self.is_plain = streams.plain_wanted()
        self.asker = self._made()

    def _made(self) -> Asker:
        if self.is_plain:
            return self.make_plain()
        self.full = self.full or self.make_full()
        return self.full

    @property
    def draft(self) -> Given | None:
        """What was begun at the last question and not confirmed."""
        return self.asker.draft

    def open(self) -> None:
        """Let the asker have the screen, and the other one after a change."""
        self.is_open = True
        self.asker.open()

    def close(self) -> None:
        """Give the screen back."""
        self.is_open = False
        self.asker.close()

    def say(self, text: str) -> None:
        """Tell something; with the next question, and once more where the person changes before answering it."""
        self.told.append(text)
        self.asker.say(text)

    def ask(self, prompt: Prompt) -> Reply:
        """Put one question, in either way."""

        def way(left: Switch | None) -> Reply:
            return self.asker.ask(prompt if left is None else replace(prompt, draft=left.draft))

        return self._put(way)

    def review(self, review: Review) -> int | Back | None:
        """Show all answers, in either way."""
        return self._put(lambda _left: self.asker.review(review))

    def read(self, laid_out: LaidOut, begin: float = 0.0) -> None:
        """Show a long text, in either way, from where one was."""
        self._put(lambda left: self.asker.read(laid_out, begin if left is None else left.read))

    def _put(self, way: Callable[[Switch | None], T]) -> T:
        left: Switch | None = None
        if streams.plain_wanted() != self.is_plain:  # changed at another asker, which was there meanwhile
            self._change()
        while True:
            try:
                result = way(left)
            except Switch as switch:
                left = switch
                streams.choose_plain(not self.is_plain)
                self._change()
            else:
                self.told.clear()
                return result

    def _change(self) -> None:
        if self.is_open:
            self.asker.close()
        self.is_plain = streams.plain_wanted()
        self.asker = self._made()
        if self.is_open:
            self.asker.open()
        for text in self.told:
            self.asker.say(text)
