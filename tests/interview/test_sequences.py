"""No answer that nobody gave: whatever a terminal sends, only keys that mean something do something."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

import pytest
from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.key_binding.key_processor import KeyPress
from prompt_toolkit.keys import Keys
from prompt_toolkit.output import DummyOutput

from verbund_check.questionnaire.prompts import Chosen
from verbund_check.terminal.fullscreen import FullAsker
from verbund_check.terminal.keyparser import KeyParser, _without_alt

from .sequences import PLAIN_KEYS, SWALLOWED
from .test_full_keys import TestReview
from .test_plain_asker import ONE, SEVERAL, TEXT


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


class Keyboard:
    """Feeds a parser and has the keys that came out, by name."""

    def __init__(self) -> None:
        self.keys: list[str] = []
        self.clock = Clock()
        self.parser = KeyParser(self._take, self.clock)

    def _take(self, press: KeyPress) -> None:
        name = press.key.value if isinstance(press.key, Keys) else press.key
        self.keys.append(f"paste:{press.data}" if press.key is Keys.BracketedPaste else name)

    def type(self, *pieces: str, pause: float = 0.01) -> list[str]:
        for piece in pieces:
            self.parser.feed(piece)
            self.clock.now += pause
        return self.keys


def in_pieces(text: str) -> list[tuple[str, ...]]:
    """The text whole, character by character, and cut in two at each place."""
    return [(text,), tuple(text), *((text[:place], text[place:]) for place in range(1, len(text)))]


UNBOUND = {f"f{n}" for n in range(1, 25)} | {"s-up", "s-down", "s-left", "s-right", "s-home", "s-end", "insert"}


def test_what_is_no_key_is_swallowed_whole_however_it_arrives() -> None:
    """Promise: every CSI, OSC, DCS, SS3 or Alt sequence that no binding knows; also when its bytes arrive apart."""
    for sequence in SWALLOWED:
        for pieces in in_pieces(sequence + "n"):
            *others, last = Keyboard().type(*pieces)
            assert last == "n", (sequence, pieces)
            bound = [key for key in others if not key.startswith(("c-", "s-", "f")) and key != "insert"]
            assert bound == [] and "c-m" not in others and "c-c" not in others, (sequence, pieces, others)


@pytest.mark.parametrize(("sequence", "key"), PLAIN_KEYS.items(), ids=repr)
def test_what_is_a_key_is_one_however_it_arrives(sequence: str, key: str) -> None:
    for pieces in in_pieces(sequence + "n"):
        assert Keyboard().type(*pieces) == [key, "n"]


class TestUnfinished:
    @pytest.mark.parametrize(
        "begun", ["\x1b]11;rgb:", "\x1bP", "\x1b_", "\x1b[", "\x1b[12;", "\x1bO", "\x1b[M", "\x1b\x1b["]
    )
    def test_nothing_swallows_what_follows(self, begun: str) -> None:
        """Promise: a sequence ends after half a second."""
        keyboard = Keyboard()
        keyboard.type(begun)
        keyboard.parser.flush()
        assert keyboard.type("j") == ["j"]
        keyboard.type(begun, pause=0.6)
        assert keyboard.type("n") == ["j", "n"]

    def test_nor_where_somebody_goes_on_typing(self) -> None:
        typed = Keyboard().type("\x1bP", *"nnnnnnnnnnnn", pause=0.3)
        assert typed and set(typed) == {"n"}

    def test_a_string_of_more_than_4_kb_is_none(self) -> None:
        assert Keyboard().type("\x1b]" + "x" * 4100 + "j")[-1] == "j"
        assert Keyboard().type("\x1b]" + "x" * 4000 + "\x07j") == ["j"]

    @pytest.mark.parametrize("begun", ["", "\x1b", "\x1b[", "\x1b[1;", "\x1bO", "\x1b]11;", "\x1bP1$r", "\x1b[M!"])
    def test_ctrl_c_always_interrupts(self, begun: str) -> None:
        for pieces in in_pieces(begun + "\x03"):
            assert Keyboard().type(*pieces) == ["c-c"]

    def test_a_bare_escape_is_a_key(self) -> None:
        keyboard = Keyboard()
        keyboard.type("\x1b")
        assert keyboard.keys == []
        keyboard.parser.flush()
        assert keyboard.keys == ["escape"]

    def test_random_bytes_raise_nothing(self) -> None:
        dice = random.Random(8)
        signs = "\x1b\x1b\x1b[]OPX^_\\;:<?0123~uMmRcjn\x07\x03\x9b\x9d\x9cä\udc9b😀"
        for _ in range(3000):
            keyboard = Keyboard()
            keyboard.type(*("".join(dice.choices(signs, k=dice.randint(1, 9))) for _ in range(4)))
            keyboard.parser.feed_and_flush("j")
            assert len(keyboard.parser.rest) < 50


class TestPaste:
    def test_whole_and_apart(self) -> None:
        for pieces in in_pieces("\x1b[200~a\nb\x1b[201~n"):
            assert Keyboard().type(*pieces) == ["paste:a\nb", "n"]

    def test_one_that_pauses_and_goes_on(self) -> None:
        keyboard = Keyboard()
        keyboard.type("\x1b[200~eins")
        keyboard.parser.flush()
        keyboard.clock.now += 1
        assert keyboard.type("zwei\x1b", "[201~j") == ["paste:eins", "paste:zwei", "j"]

    def test_one_without_an_end(self) -> None:
        keyboard = Keyboard()
        keyboard.type("\x1b[200~eins")
        keyboard.parser.flush()
        keyboard.clock.now += 3
        assert keyboard.type("j") == ["paste:eins", "j"]

    def test_one_that_fills_the_memory(self) -> None:
        keyboard = Keyboard()
        keyboard.type("\x1b[200~", *["x" * 1000] * 500, "\x1b[201~j", pause=0)
        assert sum(map(len, keyboard.keys)) < 30_000 and keyboard.keys[-1] == "j"


@pytest.fixture
def keyboard() -> Iterator[PipeInput]:
    with create_pipe_input() as source:
        yield source


NOISE = "".join(each for each in SWALLOWED if each not in ("\x1b[1;2A", "\x1b[1;2B"))
PASTE = "\x1b[200~j1n2\r0t\r\x1b[201~"


class TestPages:
    """The whole table at each kind of page, at once and at one go, and a paste."""

    @pytest.mark.parametrize("noise", [NOISE, PASTE, NOISE + PASTE])
    def test_choices(self, keyboard: PipeInput, noise: str) -> None:
        send(keyboard, noise + "n")
        assert FullAsker(keyboard, DummyOutput()).ask(ONE) == Chosen("no")
        send(keyboard, noise + "3" + noise + "\r")
        assert FullAsker(keyboard, DummyOutput()).ask(SEVERAL) == Chosen(("d",))

    def test_text(self, keyboard: PipeInput) -> None:
        send(keyboard, NOISE + "Müller" + NOISE + "\r")
        assert FullAsker(keyboard, DummyOutput()).ask(TEXT) == Chosen("Müller")

    @pytest.mark.parametrize("noise", [NOISE, PASTE])
    def test_review(self, keyboard: PipeInput, noise: str) -> None:
        send(keyboard, noise + "12" + "\r")
        assert FullAsker(keyboard, DummyOutput()).review(TestReview.REVIEW) == 12

    def test_reading(self, keyboard: PipeInput) -> None:
        seen: list[int] = []
        asker = FullAsker(keyboard, DummyOutput())
        page: Callable[..., object] = asker._run
        asker._run = lambda reading: (page(reading), seen.append(reading.top))  # type: ignore[method-assign, func-returns-value]
        send(keyboard, NOISE + PASTE + "z")
        asker.read(lambda _columns: [((f"Zeile {n}", ""),) for n in range(500)])
        assert seen == [0]


def send(keyboard: PipeInput, text: str) -> None:
    keyboard.send_bytes(text.encode())  # type: ignore[attr-defined]


def test_alt_with_a_key_at_the_older_console_of_windows() -> None:
    alt = [KeyPress(Keys.Escape, ""), KeyPress("j", "j")]
    assert _without_alt([KeyPress(Keys.Escape, "\x1b"), *alt, KeyPress("n", "n"), *alt]) == [
        KeyPress(Keys.Escape, "\x1b"),
        KeyPress("n", "n"),
    ]
