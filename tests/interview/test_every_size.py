"""Any window: each kind of page at every size from 1×1 to 80×30, with long names; no exception, nothing cut off."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from prompt_toolkit.formatted_text import fragment_list_to_text

from verbund_check.questionnaire.prompts import Choice, Prompt, Review, ReviewLine, TextLine
from verbund_check.terminal.pages import ChoicePage, Page, ReviewPage, TextPage
from verbund_check.terminal.reading import ReadingPage
from verbund_check.terminal.wrap import cells

LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft mbH & Co. KG 日本語 "
COLUMNS = [*range(1, 13), 15, 19, 20, 21, 27, 33, 40, 59, 60, 80]
ROWS = [*range(1, 8), 10, 13, 17, 18, 23, 30]
FEWER = [1, 2, 4, 7, 30]
"""Rows for windows of a few columns: a text of one letter a line takes long to lay out, and any height shows the same of it."""


def prompt(mode: str, **more: object) -> Prompt:
    texts = {"question": f"Wie steht es um {LONG}?", "explanation": LONG, "facts": LONG, "hint": LONG, "help": LONG}
    return Prompt(mode=mode, progress="Frage 1 von 7", none="Keiner davon", **{**texts, **more})  # type: ignore[arg-type]


def pages() -> Iterator[Page]:
    few = tuple(Choice(key, label, key) for key, label in (("j", "Ja"), ("n", "Nein"), ("w", "Weiß nicht")))
    many = tuple(Choice(str(number), f"{number} Weiter: {LONG}") for number in range(14))
    short = {"question": "Lohnt es sich?", "explanation": "", "facts": "", "hint": "", "help": "Das hilft."}
    for said in (["Eine Meldung."],):
        yield ChoicePage(prompt("one", choices=few, **short), "»", str, list(said))
        yield ChoicePage(prompt("one", choices=few, current="w", note=LONG), "»", str, list(said))
        yield ChoicePage(prompt("one", choices=many, current="7"), "»", str, list(said))
        yield ChoicePage(prompt("several", choices=many, current=("1", "9")), "»", str, list(said))
        yield TextPage(prompt("text", current=""), "»", str, list(said))
        yield TextPage(prompt("text", current=f"{LONG}\n\n{LONG}"), "»", str, list(said))
        lines = tuple(
            ReviewLine(n, f"Teil {n // 9}", f"T{n}", LONG * (n % 3), LONG * (n % 2), n % 4 == 0) for n in range(1, 34)
        )
        yield ReviewPage(Review(lines, "Ihre Antworten im Überblick", "zur Auswertung"), "»", str, list(said))


def drawn(page: Page, columns: int, rows: int) -> list[str]:
    lines = fragment_list_to_text(page.head(columns, rows)).split("\n")
    below = fragment_list_to_text(page.foot(columns, rows))
    return lines + (below.split("\n") if below else [])


def checked(page: Page, columns: int, rows: int) -> list[str]:
    lines = drawn(page, columns, rows)
    assert len(lines) <= rows, (page, columns, rows, lines)
    widest = max(cells(line) for line in lines)
    assert widest <= max(columns, 2), (page, columns, rows, lines)  # a sign of two cells does not fit into one
    return lines


@pytest.mark.parametrize("columns", COLUMNS)
def test_every_page(columns: int) -> None:
    """Promise: at 20×4, 12×5, 10×3, 1×1, 33×7, 27×10 and all others: no fault, and what Enter would take is in view."""
    for page in pages():
        for rows in ROWS if columns > 6 else FEWER:
            if isinstance(page, ChoicePage):
                for number in (0, 1, len(page.entries) - 1):
                    page._point(number)
                    lines = checked(page, columns, rows)
                    assert columns < 3 or any("»" in line for line in lines), (columns, rows, lines)
                page.urged = True
                page.toggle_help()
            elif isinstance(page, ReviewPage):
                for number in (page.last, 0, 1, page.last - 1, page.last):
                    page._point(number)
                    lines = checked(page, columns, rows)
                    assert columns < 3 or any("»" in line for line in lines), (columns, rows, lines)
                for by in (1, 1, -1):
                    page._turn(by)
                    checked(page, columns, rows)
                page.toggle_help()
            else:
                page.toggle_help()
            checked(page, columns, rows)
            page._read_on(page.step)
            checked(page, columns, rows)


@pytest.mark.parametrize("columns", COLUMNS)
def test_reading(columns: int) -> None:
    lines: list[TextLine] = [((f"Zeile {number} ", "bold"), (LONG[: number * 7], "")) for number in range(40)]
    lines.append((("https://www.example.org/" + "weg/" * 30, "cyan"),))
    page = ReadingPage(lambda _columns: lines, "»", str)
    for rows in ROWS:
        for top in (0, 7, 10_000):
            page._to(top)
            checked(page, columns, rows)
