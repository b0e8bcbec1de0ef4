"""Doubles for tests of the interview: scripted people, a recorder without a disk, and the guide."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

from prompt_toolkit.input import PipeInput
from prompt_toolkit.output import DummyOutput

from verbund_check.answers.assessment import Assessment, begin
from verbund_check.errors import InputError, StorageError
from verbund_check.guide.loader import default_folder, load_guide
from verbund_check.guide.model import Guide
from verbund_check.guide.values import Party
from verbund_check.questionnaire.assessment import Earlier, Interview
from verbund_check.questionnaire.assessment_prompts import Setup
from verbund_check.questionnaire.engine import Engine, Session
from verbund_check.questionnaire.prompts import Asker, Back, Chosen, EndOfInput, Given, Note, Prompt, Reply, Review
from verbund_check.terminal.fullscreen import FullAsker
from verbund_check.terminal.plain_lines import PlainAsker

NOW = "2026-11-23T09:30:00Z"
ID = "2026-11-23-abcdef"


@cache
def guide() -> Guide:
    return load_guide(default_folder())


def fresh(id: str = ID) -> Assessment:
    return begin(id, guide(), now=NOW)


class Memory:
    """A session that keeps every save in order; `fail` makes the next ones fail."""

    def __init__(self, earlier: Iterable[Assessment] = (), unreadable: str = "") -> None:
        self.saves: list[Assessment] = []
        self.earlier = list(earlier)
        self.unreadable = unreadable
        self.taken: list[str] = []
        self.locked: set[str] = set()
        self.fail = 0
        self.moved: list[Path] = []

    def save(self, assessment: Assessment) -> None:
        if self.fail:
            self.fail -= 1
            raise StorageError("Die Platte ist voll.")
        self.saves.append(assessment)

    def move(self, folder: Path) -> None:
        self.moved.append(folder)

    def unfinished(self, party: Party) -> tuple[tuple[Assessment, ...], str]:
        return tuple(each for each in self.earlier if each.party == party), self.unreadable

    def take_over(self, assessment: Assessment, instead_of: Assessment) -> Assessment:
        if assessment.id in self.locked:
            raise InputError("Schon in einem anderen Fenster geöffnet.")
        self.taken.append(assessment.id)
        return assessment


class Scripted:
    """An asker that gives the replies of a list; a callable makes one from the prompt, an exception is raised."""

    draft: Given | None = None

    def __init__(self, *replies: object) -> None:
        self.replies = list(replies)
        self.prompts: list[Prompt] = []
        self.reviews: list[Review] = []
        self.said: list[str] = []

    def open(self) -> None: ...

    def close(self) -> None: ...

    def say(self, text: str) -> None:
        self.said.append(text)

    def _next(self, shown: object) -> object:
        reply = self.replies.pop(0) if self.replies else EndOfInput()
        if isinstance(reply, BaseException):
            raise reply
        return reply(shown) if callable(reply) else reply

    def ask(self, prompt: Prompt) -> Reply:
        self.prompts.append(prompt)
        reply = self._next(prompt)
        if isinstance(reply, str | tuple):
            reply = Chosen(reply)
        assert isinstance(reply, Chosen | Back | Note), reply
        return reply

    def review(self, review: Review) -> int | Back | None:
        self.reviews.append(review)
        reply = self._next(review)
        assert reply is None or isinstance(reply, int | Back), reply
        return reply


class Led(Interview):
    """An interview with the engine and the session that belong to it."""

    def __init__(
        self,
        assessment: Assessment,
        content: Guide,
        session: Session[Assessment],
        asker: Asker,
        *,
        setup: tuple[Setup, ...] = (),
        earlier: Earlier | None = None,
        recall: Callable[[str], Assessment | None] = lambda _id: None,
    ) -> None:
        super().__init__(assessment, content, asker, now=lambda: NOW, setup=setup, earlier=earlier, recall=recall)
        self.session = session

    def run(self) -> Assessment:
        self.begin()
        return Engine(self, self.session, self.asker).run()


def interview(
    asker: Asker,
    assessment: Assessment | None = None,
    *,
    session: Memory | None = None,
    setup: tuple[Setup, ...] = ("organisation", "party", "stage"),
    offer: bool = False,
    content: Guide | None = None,
) -> Led:
    session = session or Memory()
    earlier = session if offer else None
    return Led(assessment or fresh(), content or guide(), session, asker, setup=setup, earlier=earlier)


class Lines:
    """A standard input that is typed into line by line; empty is its end, INTERRUPT is Ctrl-C."""

    INTERRUPT = "\x03"

    def __init__(self) -> None:
        self.lines: list[str] = []

    def isatty(self) -> bool:
        return False

    def readline(self, _limit: int = -1) -> bytes:
        if not self.lines:
            return b""
        line = self.lines.pop(0)
        if line == self.INTERRUPT:
            raise KeyboardInterrupt
        return line.encode() + b"\n"


class Written:
    """A standard error that keeps what was written."""

    def __init__(self) -> None:
        self.text = ""

    def isatty(self) -> bool:
        return False

    def write(self, text: str) -> None:
        self.text += text

    def flush(self) -> None: ...


class Hands:
    """A person at one of the two askers: does the actions of a script, each in that asker's way.

    Actions: `text:…`, `pick:VALUE`, `tick:ID,ID`, `keep` (Enter on what is there), `again` (as last time), `back`, `note` (the next action
    is its text), `help` (the next action follows at once), `go:NUMBER` and `done` in the review, `interrupt`, `end`,
    `rest` (yes to everything up to the review). `seen` has what was asked, in order.
    """

    def __init__(self, asker: Asker, script: Iterable[str]) -> None:
        self.asker = asker
        self.script = list(script)
        self.seen: list[str] = []
        self.prompts: list[Prompt] = []
        self.reviews: list[Review] = []
        self.said: list[str] = []

    def open(self) -> None: ...

    def close(self) -> None: ...

    @property
    def draft(self) -> Given | None:
        return self.asker.draft

    def say(self, text: str) -> None:
        self.said.append(text)

    def ask(self, prompt: Prompt) -> Reply:
        self.seen.append(prompt.progress)
        self.prompts.append(prompt)
        if self.script and self.script[0] == "rest":
            self.act("pick:yes" if prompt.mode == "one" else "tick:", prompt)
        else:
            while self.script:
                action = self.script.pop(0)
                self.act(action, prompt)
                if action != "help":
                    break
            else:
                self.act("end", prompt)
        return self.asker.ask(prompt)

    def review(self, review: Review) -> int | Back | None:
        self.seen.append("review")
        self.reviews.append(review)
        if self.script and self.script[0] == "rest":
            del self.script[0]
        self.act(self.script.pop(0) if self.script else "end", None)
        return self.asker.review(review)

    def act(self, action: str, prompt: Prompt | None) -> None:
        raise NotImplementedError


class PlainHands(Hands):
    def __init__(self, script: Iterable[str]) -> None:
        self.keyboard = Lines()
        self.screen = Written()
        super().__init__(PlainAsker(self.keyboard, self.screen), script)  # type: ignore[arg-type]

    def act(self, action: str, prompt: Prompt | None) -> None:
        verb, _, rest = action.partition(":")
        typed = {
            "text": rest or "-",
            "pick": rest,
            "tick": rest or "0",
            "keep": "",
            "back": "z",
            "again": "g",
            "note": "b",
            "help": "?",
            "go": rest,
            "done": "",
            "interrupt": Lines.INTERRUPT,
        }
        if verb != "end":
            self.keyboard.lines.append(typed[verb])


class FullHands(Hands):
    def __init__(self, script: Iterable[str], source: PipeInput) -> None:
        self.keyboard = source
        super().__init__(FullAsker(source, DummyOutput()), script)

    def act(self, action: str, prompt: Prompt | None) -> None:
        verb, _, rest = action.partition(":")
        wanted = [each for each in rest.split(",") if each]
        if verb == "pick":
            assert prompt is not None
            number, choice = next(each for each in enumerate(prompt.choices, 1) if each[1].value == rest)
            keys = choice.key or str(number)
        elif verb == "tick":
            assert prompt is not None
            ticked = prompt.draft if prompt.draft is not None else prompt.current
            changes = [c.value for c in prompt.choices if (c.value in wanted) != (c.value in (ticked or ()))]
            keys = "".join(str([c.value for c in prompt.choices].index(value) + 1) for value in changes) + "\r"
            if not wanted and ticked != ():
                keys = "0\r"
        else:
            in_text = prompt is not None and prompt.mode == "text"
            keys = {
                "text": "\x15" + rest + "\r",  # Ctrl-U rubs out what is there
                "keep": "\r",
                "back": "\x1b[A" if in_text else "z",
                "again": "g",
                "note": "b",
                "help": "?",
                "go": rest + "\r",
                "done": "\r",
                "interrupt": "\x03",
                "end": "\x15\x04" if in_text else "\x04",
            }[verb]
        self.keyboard.send_text(keys)


Person = Callable[[Iterable[str]], Hands]
