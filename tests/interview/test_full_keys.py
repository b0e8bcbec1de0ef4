"""The full prompts: what each key does."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from msgspec.structs import replace
from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.output import DummyOutput

from verbund_check.questionnaire.prompts import Back, Choice, Chosen, EndOfInput, Note, Prompt, Review, ReviewLine
from verbund_check.terminal.fullscreen import FullAsker
from verbund_check.text import clean

from .test_plain_asker import ONE, SEVERAL, TEXT

UP, DOWN, LEFT, HOME, END, PAGE_DOWN = "\x1b[A", "\x1b[B", "\x1b[D", "\x1b[H", "\x1b[F", "\x1b[6~"


@pytest.fixture
def keyboard() -> Iterator[PipeInput]:
    with create_pipe_input() as source:
        yield source


class TestOne:
    @pytest.mark.parametrize(
        ("keys", "reply"),
        [
            *(("j", Chosen("yes")), ("J", Chosen("yes")), ("n", Chosen("no")), ("W", Chosen("unsure"))),
            *(("2", Chosen("no")), (DOWN + "\r", Chosen("yes")), (UP + "\r", Chosen("unsure"))),
            *(("\rn", Chosen("no")), ("\r\r" + DOWN * 2 + "\r", Chosen("no"))),
            *((END + "\r", Chosen("unsure")), (END + HOME + "\r", Chosen("yes")), ("\t\r", Chosen("yes"))),
            *(("z", Back()), ("Z", Back()), (LEFT, Back()), ("\x7f", Back()), ("\x02", Back())),
            *(("b", Note()), ("B", Note())),
            *(("?n", Chosen("no")), ("??" + DOWN + "\r", Chosen("yes")), (PAGE_DOWN + "n", Chosen("no"))),
            *(("xyq4890- \x1an", Chosen("no")), ("\x1b[200~jjj\x1b[201~n", Chosen("no"))),
        ],
    )
    def test_key(self, keyboard: PipeInput, keys: str, reply: object) -> None:
        """Promise: single keys, numbers, arrows; back on z, help on ?, a remark on b; all else does nothing.

        Enter alone gives no answer where there is none yet: nothing is defaulted.
        """
        keyboard.send_text(keys)
        assert FullAsker(keyboard, DummyOutput()).ask(ONE) == reply

    def test_the_present_answer_is_preselected(self, keyboard: PipeInput) -> None:
        keyboard.send_text("\r")
        assert FullAsker(keyboard, DummyOutput()).ask(replace(ONE, current="unsure")) == Chosen("unsure")

    def test_an_answer_that_is_no_choice_any_more(self, keyboard: PipeInput) -> None:
        keyboard.send_text("\r" + DOWN + "\r")
        assert FullAsker(keyboard, DummyOutput()).ask(replace(ONE, current="gone")) == Chosen("yes")

    def test_in_a_menu_enter_takes_what_is_pointed_at(self, keyboard: PipeInput) -> None:
        keyboard.send_text("\r")
        assert FullAsker(keyboard, DummyOutput()).ask(replace(ONE, draft="no")) == Chosen("no")

    def test_where_there_is_no_way_back_and_no_remark(self, keyboard: PipeInput) -> None:
        keyboard.send_text("zbn")
        assert FullAsker(keyboard, DummyOutput()).ask(replace(ONE, can_go_back=False, can_note=False)) == Chosen("no")

    def test_more_than_nine_choices(self, keyboard: PipeInput) -> None:
        many = Prompt(mode="one", progress="", question="?", choices=tuple(Choice(f"v{n}", f"W{n}") for n in range(14)))
        keyboard.send_text(END + "\r")
        assert FullAsker(keyboard, DummyOutput()).ask(many) == Chosen("v13")


class TestSeveral:
    @pytest.mark.parametrize(
        ("keys", "reply"),
        [
            *((" \r", Chosen(("a-b",))), ("13\r", Chosen(("a-b", "d"))), ("31\r", Chosen(("a-b", "d")))),
            *(("110\r", Chosen(())), ("0\r", Chosen(())), (DOWN + " \r", Chosen(("c",)))),
            *(("120\r", Chosen(())), ("02\r", Chosen(("c",))), (END + " \r", Chosen(()))),
            *(("\r\r2\r", Chosen(("c",))), ("ai\r3\r", Chosen(("d",))), ("003\r", Chosen(("d",)))),
            *(("0z", Back(())), ("2?\r", Chosen(("c",)))),
            *(("2b", Note(("c",))), ("2z", Back(("c",))), ("b", Note()), ("22z", Back())),
        ],
    )
    def test_key(self, keyboard: PipeInput, keys: str, reply: object) -> None:
        """Promise: ticks are never lost: not by help, a remark or a look at the question before."""
        keyboard.send_text(keys)
        assert FullAsker(keyboard, DummyOutput()).ask(SEVERAL) == reply

    def test_a_draft_goes_before_the_answer(self, keyboard: PipeInput) -> None:
        keyboard.send_text("3\r")
        asked = replace(SEVERAL, current=("a-b",), draft=("c",))
        assert FullAsker(keyboard, DummyOutput()).ask(asked) == Chosen(("c", "d"))


class TestText:
    @pytest.mark.parametrize(
        ("keys", "reply"),
        [
            *(("Müller & Söhne\r", Chosen("Müller & Söhne")), ("\r", Chosen("")), ("Zorn\r", Chosen("Zorn"))),
            *(("z\r", Back()), (UP, Back()), ("halb" + UP, Back("halb"))),
            *(("?Was?\r", Chosen("Was?")), ("jnb\r", Chosen("jnb"))),
            *(("a\x1b[200~b\nc\x1b[201~\r", Chosen("ab\nc")), ("a\x04b\r", Chosen("ab"))),
        ],
    )
    def test_key(self, keyboard: PipeInput, keys: str, reply: object) -> None:
        keyboard.send_text(keys)
        assert FullAsker(keyboard, DummyOutput()).ask(TEXT) == reply

    def test_the_present_text_can_be_edited(self, keyboard: PipeInput) -> None:
        keyboard.send_text("\x7f\x7fAG\r")
        assert FullAsker(keyboard, DummyOutput()).ask(replace(TEXT, current="Muster KG")) == Chosen("Muster AG")


class TestReview:
    REVIEW = Review(
        tuple(ReviewLine(number, "", f"T{number}", "Ja") for number in range(1, 34)), "Überblick", "zum Ergebnis"
    )

    @pytest.mark.parametrize(
        ("keys", "reply"),
        [
            *(("\r", None), ("7\r", 7), ("33\r", 33), ("34\r5\r", 5), (DOWN + "\r", 1), (UP + "\r", 33)),
            *(("z", Back()), (LEFT, Back()), ("\x7f\r", None), ("12\x7f\r", 1), ("1\x7f\x7f\r", None)),
            *(("0\r", None), ("?5\r", 5), (HOME + DOWN + "\r", 2), ("5" + END + "\r", None)),
        ],
    )
    def test_key(self, keyboard: PipeInput, keys: str, reply: object) -> None:
        """Promise: a number goes to its question, Enter alone goes on."""
        keyboard.send_text(keys)
        assert FullAsker(keyboard, DummyOutput()).review(self.REVIEW) == reply


@pytest.mark.parametrize("prompt", [ONE, SEVERAL, TEXT, None], ids=["one", "several", "text", "review"])
class TestStop:
    """Ctrl-C, Ctrl-D and a closed input end every kind of question."""

    def ended(self, keyboard: PipeInput, prompt: Prompt | None) -> None:
        asker = FullAsker(keyboard, DummyOutput())
        if prompt is None:
            asker.review(TestReview.REVIEW)
        else:
            asker.ask(prompt)

    def test_interrupt(self, keyboard: PipeInput, prompt: Prompt | None) -> None:
        keyboard.send_text("\x03")
        with pytest.raises(KeyboardInterrupt):
            self.ended(keyboard, prompt)

    def test_end(self, keyboard: PipeInput, prompt: Prompt | None) -> None:
        keyboard.send_text("\x04")
        with pytest.raises(EndOfInput):
            self.ended(keyboard, prompt)

    def test_input_closed(self, keyboard: PipeInput, prompt: Prompt | None) -> None:
        keyboard.close()
        with pytest.raises(EndOfInput):
            self.ended(keyboard, prompt)


def test_typed_bytes_of_another_encoding_are_not_dropped(keyboard: PipeInput) -> None:
    """Promise: a letter that cannot be read leaves a mark; it does not vanish from a name unseen."""
    keyboard.send_bytes(b"M\xfcller\r")  # type: ignore[attr-defined]
    assert FullAsker(keyboard, DummyOutput()).ask(TEXT) == Chosen("M\N{REPLACEMENT CHARACTER}ller")


class TestTextOfSeveralRows:
    """No word lost: arrows move within the text and leave only from its first row."""

    @pytest.mark.parametrize(
        ("keys", "reply"),
        [
            *((UP + "\r", Chosen("eins\nzwei")), (UP + UP, Back(None)), (UP + "x" + UP, Back("einsx\nzwei"))),
            *((UP + DOWN + "!\r", Chosen("eins\nzwei!")), (DOWN + "!\r", Chosen("eins\nzwei!"))),
            *((LEFT * 5 + "!\r", Chosen("eins!\nzwei")), (UP + HOME + UP, Back(None))),
            *((UP * 2 + "\r", Back(None)), ("\x1bOA\x1bOA", Back(None))),
        ],
    )
    def test_key(self, keyboard: PipeInput, keys: str, reply: object) -> None:
        keyboard.send_text(keys)
        assert FullAsker(keyboard, DummyOutput()).ask(replace(TEXT, current="eins\nzwei")) == reply

    def test_rows_that_a_long_line_is_broken_into(self, keyboard: PipeInput) -> None:
        long = "Wort " * 40  # 200 characters in rows of 77, the cursor behind the last: in column 46
        keyboard.send_text(UP * 2 + "x" + UP)
        asked = replace(TEXT, current=long)
        assert FullAsker(keyboard, DummyOutput()).ask(asked) == Back(long[:46] + "x" + long[46:])

    @pytest.mark.parametrize(
        "seen", ["ü", "u\u0308", "👨\u200d👩\u200d👧\u200d👦", "🇩🇪", "👍🏽", "❤\ufe0f", "e\u0301\u0323", "日"]
    )
    def test_backspace_and_arrows_take_what_looks_like_one_character(self, keyboard: PipeInput, seen: str) -> None:
        keyboard.send_text(f"ab{seen}\x7f\r")
        assert FullAsker(keyboard, DummyOutput()).ask(TEXT) == Chosen("ab")
        keyboard.send_text(f"ab{seen}c{seen}" + LEFT + LEFT + "\x1b[3~\r")
        assert FullAsker(keyboard, DummyOutput()).ask(TEXT) == Chosen(clean(f"ab{seen}{seen}"))

    def test_escape_makes_no_command_of_the_next_key(self, keyboard: PipeInput) -> None:
        keyboard.send_text("\x1b[27ud\r")
        assert FullAsker(keyboard, DummyOutput()).ask(replace(TEXT, current="eins zwei ")) == Chosen("eins zwei d")

    @pytest.mark.parametrize("end", ["\x03", None])
    def test_what_was_typed_is_there_after_an_interruption(self, keyboard: PipeInput, end: str | None) -> None:
        keyboard.send_text("drei Sätze" + (end or ""))
        asker = FullAsker(keyboard, DummyOutput())
        if end is None:
            keyboard.close()
        with pytest.raises((KeyboardInterrupt, EndOfInput)):
            asker.ask(replace(TEXT, current=""))
        assert asker.draft == "drei Sätze"


def test_a_page_is_not_drawn_once_more_when_it_is_answered(keyboard: PipeInput) -> None:
    """Promise: that would flicker, and be spoken twice."""
    asker = FullAsker(keyboard, DummyOutput())
    drawn: list[int] = []
    asker.application.before_render += lambda _app: drawn.append(1)
    asker.open()
    for _ in range(3):
        keyboard.send_text("n")
        asker.ask(ONE)
    assert len(drawn) <= 3
