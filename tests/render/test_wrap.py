"""The one line breaker: every text that is shown goes through it, so nothing may be lost, cut or too wide."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from prompt_toolkit.utils import get_cwidth
from rich.cells import cell_len

from verbund_check.terminal.wrap import cells, wrap, wrap_text

from .hostile import MODEST, TEXTS

SOME = st.characters(categories=["Lu", "Ll", "Nd", "Po", "Pd", "So", "Lo", "Mn"], max_codepoint=0x1FAFF)
WORDS = st.lists(st.text(SOME, min_size=1, max_size=30), max_size=8).map(" ".join)


def of(text: str, width: int, **options: bool) -> list[str]:
    return ["".join(part for part, _ in line) for line in wrap([(text, "")], width, **options)]


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("", 0),
        ("abc", 3),
        ("Größe – „ja“ …", 14),
        ("日本", 4),
        ("e\u0301", 1),
        ("z\u200b\u200dw", 2),
        ("a\u00a0b", 3),
        ("soft\u00adhyphen", 11),
        ("🙂", 2),
        ("☐ ✓", 3),
        ("❤\ufe0f", 2),
        ("⭐\ufe0f", 2),
        ("1\ufe0f\u20e3", 2),
        ("🇩🇪", 2),
        ("\uff21", 2),
        ("שלום", 4),
    ],
)
def test_width_of_what_people_type(text: str, width: int) -> None:
    """Umlauts take one column, East Asian characters and pictures two, accents none."""
    assert cells(text) == width


@MODEST
@given(WORDS)
def test_no_library_finds_a_text_wider(text: str) -> None:
    """What fits by our measure fits by that of Rich, which draws, and of prompt_toolkit, which cuts."""
    known = "".join(sign for sign in text if not 0x1F1E6 <= ord(sign) <= 0x1F1FF and not newer(sign))
    assert cells(known) >= cell_len(known)
    assert cells(known) >= sum(map(get_cwidth, known))


def newer(sign: str) -> bool:
    """Whether the libraries know it from an edition of Unicode that this Python has not got: old signs made wide."""
    return (
        0x4DC0 <= ord(sign) <= 0x4DFF
        or 0x2630 <= ord(sign) <= 0x2637
        or 0x268A <= ord(sign) <= 0x268F
        or 0x1D300 <= ord(sign) <= 0x1D37F
    )


@MODEST
@given(TEXTS | WORDS, st.integers(8, 100), st.booleans())
def test_nothing_is_lost_and_nothing_is_too_wide(text: str, width: int, whole: bool) -> None:
    """All characters but blanks come out in their order; a line is too wide only for one whole word."""
    lines = of(text, width, whole=whole)
    assert re.sub(r"[ \t\n]", "", "".join(lines)) == re.sub(r"[ \t\n]", "", text)
    for line in lines:
        assert cells(line) <= width or (whole and " " not in line)
        assert line == line.strip(" ")


@MODEST
@given(WORDS, st.integers(8, 60))
def test_no_word_that_fits_is_broken(text: str, width: int) -> None:
    """Also where longer words are: only after the hyphen before a capital, and only what is wider than a line."""
    shown = " ".join(of(text, width, whole=False)).split()
    for word in text.split():
        if cells(word) <= width and not re.search(r"-[A-ZÄÖÜ]", word):
            assert word in shown


@MODEST
@given(st.text(st.sampled_from("ae\u0301日🙂\u0300"), min_size=30, max_size=90))
def test_what_has_no_width_stays_with_its_character(word: str) -> None:
    """A long word that must be broken loses no accent to the next line."""
    pieces = of(word, 9, whole=False)
    assert "".join(pieces) == word
    assert all(cells(piece) <= 9 for piece in pieces)
    assert not any(unicodedata.combining(piece[0]) for piece in pieces[1:])


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("eins zwei drei", ["eins zwei", "drei"]),
        ("Baden-Württemberg", ["Baden-", "Württemberg"]),
        ("verbund-check jetzt", ["verbund-check", "jetzt"]),
        ("in Bericht-Muster.md", ["in", "Bericht-Muster.md"]),
        ("http://a-B.example", ["http://a-B.example"]),
        ("z.\u00a0B. so etwas", ["z.\u00a0B. so", "etwas"]),
        ("eins\n\nzwei", ["eins", "zwei"]),
        ("日本 語語語 x", ["日本", "語語語 x"]),
        ("", [""]),
    ],
)
def test_where_a_line_may_end(text: str, lines: list[str]) -> None:
    """At a blank, at a newline and behind the hyphen of a compound; nowhere in a name, an address or a file name."""
    assert of(text, 9) == lines


def test_words_wider_than_a_line_are_broken_only_where_that_is_asked_for() -> None:
    """In a window the end of the line would be cut off; on a printed page an address must stay whole."""
    text = "ab Qualifizierungsverbund cd"
    assert of(text, 10) == ["ab", "Qualifizierungsverbund", "cd"]
    assert of(text, 10, whole=False) == ["ab", "Qualifizie", "rungsverbu", "nd cd"]


def test_broken_words_keep_their_style_and_their_place() -> None:
    pieces = [((piece, "y"),) for piece in ("cccc", "cccc", "cc")]
    assert wrap([("ab", "x"), (" " + "c" * 10, "y")], 4, whole=False) == [(("ab", "x"),), *pieces]
    assert wrap([("ab", "x"), (" " + "c" * 10, "y")], 4, first=13, whole=False) == [
        (("ab", "x"), (" " + "c" * 10, "y"))
    ]


def test_plain_texts_keep_their_lines() -> None:
    """The lines of a message stay apart; what a long one is broken into hangs."""
    assert wrap_text("eins zwei\n\ndrei vier fünf", 9, hang="  ") == ["eins zwei", "", "drei vier", "  fünf"]
    assert wrap_text("", 9) == [""]
