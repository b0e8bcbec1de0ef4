"""Reading a long text on a full terminal: all of it comes by, in any window, and the keys are always in view."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from prompt_toolkit.formatted_text import fragment_list_to_text
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput
from prompt_toolkit.utils import get_cwidth

from verbund_check.questionnaire.prompts import Choice, Prompt, TextLine
from verbund_check.terminal.fullscreen import FullAsker
from verbund_check.terminal.pages import ChoicePage
from verbund_check.terminal.reading import ReadingPage

from .interview_driving import PROGRAM, Terminal


def numbered(count: int) -> list[TextLine]:
    return [((f"Zeile {number}.", "bold cyan"),) for number in range(1, count + 1)]


def drawn(page: ReadingPage, columns: int = 40, rows: int = 12) -> list[str]:
    return fragment_list_to_text(page.head(columns, rows)).split("\n")


@pytest.mark.parametrize("rows", [6, 8, 12, 23])
@pytest.mark.parametrize("columns", [20, 40, 80])
def test_every_line_comes_by_and_the_keys_stay(columns: int, rows: int) -> None:
    """Promise: nothing is cut off, page by page, in a window of any size."""
    page = ReadingPage(lambda _columns: numbered(50), "»", str)
    seen: list[str] = []
    for _ in range(60):
        lines = drawn(page, columns, rows)
        assert len(lines) <= rows
        assert max(map(get_cwidth, lines)) <= columns
        assert "z: zurück" in " ".join(lines)
        seen += lines
        page._to(page.top + page._step)
    assert {f"Zeile {number}." for number in range(1, 51)} <= set(seen)
    assert "100 % gelesen" in " ".join(drawn(page, columns, rows))


def test_a_short_text_needs_no_keys_to_turn_pages() -> None:
    shown = " ".join(drawn(ReadingPage(lambda _columns: numbered(3), "»", str)))
    assert "Zeile 3." in shown and "Leertaste: fertig" in shown and "gelesen" not in shown


def test_another_width_lays_the_text_out_anew_at_the_same_place() -> None:
    page = ReadingPage(lambda columns: numbered(100 if columns < 60 else 50), "»", str)
    drawn(page, 40)
    page._to(50)
    drawn(page, 80)
    assert page.top == 25


@pytest.mark.parametrize(
    "keys", ["z", "x", "\x1b[D", "\x04", "   ", "\r\r\r", "\x1b[F ", "\x1b[6~\x1b[5~\x1b[B\x1b[A\x1b[Hz"]
)
def test_every_way_out(keys: str) -> None:
    """The space bar turns pages, and after the last one is done; z goes back at once."""
    with create_pipe_input() as keyboard:
        keyboard.send_text(keys)
        FullAsker(keyboard, DummyOutput()).read(lambda _columns: numbered(80))


def test_ctrl_c_interrupts() -> None:
    with create_pipe_input() as keyboard:
        keyboard.send_text("\x03")
        with pytest.raises(KeyboardInterrupt):
            FullAsker(keyboard, DummyOutput()).read(lambda _columns: numbered(80))


@pytest.mark.parametrize(("columns", "rows"), [(40, 8), (40, 14), (80, 14), (80, 6)])
def test_a_list_that_is_higher_than_the_window_keeps_its_title_and_keys(columns: int, rows: int) -> None:
    """Promise: in a menu of fourteen sections one always sees what is asked, where one stands and the way out."""
    titles = [f"Abschnitt {number} mit einem ziemlich langen Titel für schmale Fenster" for number in range(1, 15)]
    choices = tuple(Choice(title, title) for title in titles)
    prompt = Prompt(mode="one", progress="Leitfaden", question="Welchen Abschnitt?", choices=choices, draft=titles[0])
    page = ChoicePage(prompt, "»", str, [])
    for number in range(14):
        page._point(number)
        lines = fragment_list_to_text(page.head(columns, rows)).split("\n")
        assert len(lines) <= rows
        assert max(map(get_cwidth, lines)) < columns
        shown = " ".join(lines)
        assert "Welchen Abschnitt?" in shown and "z: zurück" in shown
        assert any("»" in line and f"Abschnitt {number + 1} " in line for line in lines)


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals on Windows")
def test_reading_the_guide_from_the_menu(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path, columns=60, rows=16, command=[*PROGRAM])
    terminal.wait("Was möchten Sie tun?")
    terminal.press("l", "Welchen Abschnitt möchten Sie lesen?", "z: zurück")
    terminal.press("6", "Welche Befürchtungen stehen im Wege?", "Leertaste: weiter")
    terminal.resize(40, 16)
    terminal.wait("Welche Befürchtungen", "Leertaste: weiter")
    terminal.press("\x1b[F", "100 % gelesen")
    terminal.press("z", "Welchen Abschnitt möchten Sie lesen?")
    terminal.press("z", "Was möchten Sie tun?")
    terminal.child.send("x")
    assert terminal.finish() == 0
