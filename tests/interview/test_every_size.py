"""Any window: each kind of page at every size from 1×1 to 80×30, with long names; no exception, nothing cut off."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache, partial
from itertools import cycle

import pytest
from prompt_toolkit.formatted_text import fragment_list_to_text

from verbund_check.questionnaire.prompts import Choice, Prompt, Review, ReviewLine, TextLine
from verbund_check.terminal import fit
from verbund_check.terminal import pages as pages_module
from verbund_check.terminal.pages import ChoicePage, Page, ReviewPage, TextPage
from verbund_check.terminal.reading import ReadingPage
from verbund_check.terminal.wrap import cells

LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft mbH & Co. KG 日本語 "
COLUMNS = range(1, 81)
ROWS = range(1, 31)


@pytest.fixture(autouse=True, scope="module")
def _broken_once() -> Iterator[None]:
    """Breaking texts into lines is nearly all of the work, and hangs on the width alone: each is broken once."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("hanging", "paragraphs"):
            broken = lru_cache(maxsize=4096)(getattr(fit, name))
            for module in (fit, pages_module):
                patch.setattr(module, name, lambda *given, broken=broken: list(broken(*given)))
        yield


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
            ReviewLine(n, f"Teil {n // 9}", f"T{n}", LONG * (n % 3), LONG * (n % 2), n % 4 == 0) for n in range(1, 18)
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


def states(page: Page) -> list[Callable[[], object]]:
    """What a person may have done when the page is drawn; those that show help or a refusal come in pairs with their end."""
    read_on: list[Callable[[], object]] = [page.toggle_help, lambda: page._read_on(page.step), page.toggle_help]
    if isinstance(page, ChoicePage):

        def urge() -> None:
            page.urged = not page.urged

        places = (0, 1, len(page.entries) - 1)
        return [*(partial(page._point, number) for number in places), urge, *read_on, urge]
    if isinstance(page, ReviewPage):
        places = (page.last, 0, 1, page.last - 1, page.last)
        turns = (partial(page._turn, by) for by in (1, 1, -1))
        typed = (partial(page._type, "9"), partial(page._type, "9"))
        return [*(partial(page._point, number) for number in places), *turns, *read_on, *typed]
    return read_on


def drawn_right(page: Page, columns: int, rows: int) -> None:
    lines = checked(page, columns, rows)
    if isinstance(page, ChoicePage | ReviewPage) and columns > 2 and page.pointed is not None:
        assert any("»" in line for line in lines), (page, columns, rows, lines)


@pytest.mark.parametrize("columns", COLUMNS)
def test_every_page(columns: int) -> None:
    """Promise: at every size from 1×1 to 80×30: no fault, and what Enter would take is in view; the states take turns."""
    for page in pages():
        every = cycle(states(page))
        for rows in ROWS:
            next(every)()
            drawn_right(page, columns, rows)


@pytest.mark.slow
@pytest.mark.parametrize("columns", COLUMNS)
def test_every_page_in_every_state(columns: int) -> None:
    """Promise: the same with every state at every size."""
    for page in pages():
        for rows in ROWS:
            for state in states(page):
                state()
                drawn_right(page, columns, rows)


@pytest.mark.parametrize("columns", COLUMNS)
def test_reading(columns: int) -> None:
    lines: list[TextLine] = [((f"Zeile {number} ", "bold"), (LONG[: number * 7], "")) for number in range(40)]
    lines.append((("https://www.example.org/" + "weg/" * 30, "cyan"),))
    page = ReadingPage(lambda _columns: lines, "»", str)
    for rows in ROWS:
        for top in (0, 7, 10_000):
            page._to(top)
            checked(page, columns, rows)
