"""A window of any size: the choices are there, nothing is cut, no word is broken, everything can be read."""

from __future__ import annotations

import re

import pytest
from msgspec.structs import replace
from prompt_toolkit.formatted_text import fragment_list_to_text
from prompt_toolkit.utils import get_cwidth

from verbund_check.questionnaire.prompts import Chosen, EndOfInput, Prompt, Review
from verbund_check.terminal.fit import fit, hanging, key_lines
from verbund_check.terminal.pages import ChoicePage, ReviewPage, TextPage
from verbund_check.text import clean

from .interview_doubles import Scripted, interview

SIZES = [(columns, rows) for columns in (40, 59, 80, 200) for rows in (12, 14, 23, 40)]


def every_prompt() -> list[Prompt]:
    asker = Scripted("x", "hr", "planned", Chosen(()), Chosen(()), *["yes"] * 27)
    with pytest.raises(EndOfInput):
        interview(asker).run()
    asked = [replace(prompt, note="Frau Özdemir fragen, im Juli") for prompt in asker.prompts]
    return [
        replace(each, current=each.choices[-1].value) if each.mode == "one" else each
        for each in (*asker.prompts, *asked)
    ]


def page_for(prompt: Prompt) -> ChoicePage | TextPage:
    return (TextPage if prompt.mode == "text" else ChoicePage)(prompt, "»", str, ["Eine Meldung von vorhin."])


def drawn(page: ChoicePage | TextPage | ReviewPage, columns: int, rows: int) -> list[str]:
    text = fragment_list_to_text(page.head(columns, rows))
    below = fragment_list_to_text(page.foot(columns, rows))
    return text.split("\n") + (below.split("\n") if below else [])


def words(text: str) -> list[str]:
    return re.findall(r"\S+", text)


@pytest.mark.parametrize(("columns", "rows"), SIZES, ids=str)
class TestEverySize:
    PROMPTS = every_prompt()

    def test_nothing_is_wider_or_higher_than_the_window(self, columns: int, rows: int) -> None:
        """Promise: 40 to 200 columns; nothing is cut."""
        for prompt in self.PROMPTS:
            page = page_for(prompt)
            for _ in range(2):
                lines = drawn(page, columns, rows)
                assert max(get_cwidth(line) for line in lines) < columns, prompt.progress
                assert len(lines) <= rows - (page.buffer is not None), prompt.progress
                page.toggle_help()

    def test_the_choices_are_always_there(self, columns: int, rows: int) -> None:
        """Promise: a window that is too small never hides the choices."""
        for prompt in self.PROMPTS:
            page = page_for(prompt)
            for _ in range(2):
                shown = " ".join(words(" ".join(drawn(page, columns, rows))))
                for choice in prompt.choices:
                    assert " ".join(words(choice.label)) in shown, (prompt.progress, choice.label)
                assert "»" in shown or prompt.mode == "text"
                page.toggle_help()

    def test_every_text_can_be_read(self, columns: int, rows: int) -> None:
        """Promise: nothing is left out: what is not there at first comes with Bild ab, and no word is broken."""
        for prompt in self.PROMPTS:
            page = page_for(prompt)
            page.toggle_help()
            seen: set[str] = set()
            for turn in range(40):
                seen.update(words(" ".join(drawn(page, columns, rows))))
                if turn and not page.scroll:
                    break  # at the top again
                page._read_on(page.step)
            for text in (prompt.progress, prompt.question, prompt.explanation, prompt.hint, prompt.help, prompt.note):
                assert set(words(clean(text))) <= seen, (prompt.progress, set(words(text)) - seen)
            assert {"Meldung", "vorhin."} <= seen


@pytest.mark.parametrize("rows", range(1, 12))
def test_the_lowest_windows_show_what_is_pointed_at(rows: int) -> None:
    """Promise: however low the window is, the choice that Enter would take is in view."""
    prompt = next(each for each in every_prompt() if each.progress == "Frage 2 von 29 · Befürchtungen")
    page = page_for(prompt)
    assert isinstance(page, ChoicePage)
    for number, choice in enumerate(prompt.choices):
        page._point(number)
        lines = drawn(page, 60, rows)
        assert len(lines) <= max(rows, 1)
        assert any("»" in line and words(choice.label)[0] in line for line in lines)


class TestReviewPage:
    def review(self) -> Review:
        asker = Scripted("x", "hr", "planned", Chosen(()), Chosen(()), *["unsure"] * 27, None)
        interview(asker).run()
        return asker.reviews[0]

    @pytest.mark.parametrize(("columns", "rows"), [*SIZES, (20, 6), (40, 7)], ids=str)
    def test_every_answer_comes_into_view(self, columns: int, rows: int) -> None:
        """Promise: all answers on one page, in any window, and the way on is always in view."""
        page = ReviewPage(self.review(), "»", str, [])
        for number in range(page.last + 1):
            page._point(number)
            lines = drawn(page, columns, rows)
            assert len(lines) <= rows
            assert max(get_cwidth(line) for line in lines) < columns
            pointed = [line for line in lines if line.startswith(" »")]
            assert len(pointed) == 1
            wanted = "Weiter" if number == page.last else f"{number + 1} "
            assert wanted in pointed[0]
            assert rows < 8 or "Weiter zum Ergebnis" in " ".join(lines)

    def test_turning_pages_shows_all_and_ends_at_the_way_on(self) -> None:
        page = ReviewPage(self.review(), "»", str, [])
        seen: list[str] = []
        for _ in range(10):
            seen += [line.strip(" »") for line in drawn(page, 80, 23)]
            page._turn(1)
        for line in page.review.lines:
            assert any(shown.startswith(f"{line.number} ") for shown in seen)
        assert page.pointed == page.last
        for _ in range(10):
            page._turn(-1)
            drawn(page, 80, 23)
        assert page.top == 0

    def test_typed_numbers_point(self) -> None:
        """Promise: a number goes to that question; one that does not exist is said, and leads nowhere."""
        page = ReviewPage(self.review(), "»", str, [])
        pointed = []
        for digit in "32":
            page._type(digit)
            pointed.append(page.pointed + 1)
        assert pointed == [3, 32]
        page._type("9")
        assert "Nummer 329 gibt es nicht" in " ".join(text for _, text in page.head(80, 24))
        page._type("0")
        assert page.pointed + 1 == 32, "no number begins with a nought"
        page._type("9")
        assert page.pointed + 1 == 9
        assert "gibt es nicht" not in " ".join(text for _, text in page.head(80, 24))


class TestBreaking:
    def test_hanging(self) -> None:
        assert hanging(" » j  ", "eins zwei drei", 16) == [" » j  eins zwei", "      drei"]

    def test_keys_break_between_keys(self) -> None:
        assert key_lines(["a: eins", "", "b: zwei", "c: drei"], 20) == ["a: eins · b: zwei", "c: drei"]

    def test_room_for_everything_is_used_with_blank_lines(self) -> None:
        fitted = fit([], [("", "x")], ["k"], ["k"], 80, 20)
        assert (fitted.more, [text for _, text in fitted.foot]) == (False, ["", "  k"])


@pytest.mark.parametrize(("columns", "rows"), SIZES)
def test_why_a_long_text_was_refused_is_in_view(columns: int, rows: int) -> None:
    """Promise: refused with the limit; the text itself would else fill the window."""
    prompt = Prompt(mode="text", progress="Bemerkung", question="Was?", hint="Das ist zu lang.", draft="x" * 5_001)
    page = drawn(TextPage(prompt, "»", str, []), columns, rows)
    assert "Das ist zu lang." in " ".join(line.strip() for line in page)
