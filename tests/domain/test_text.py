"""What people type is made harmless, compared without regard to spelling, and the nearest word is found."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbund_check.text import clean, clean_line, fold, nearest, shortened, suggestion

from .contract import FORBIDDEN

INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"

nasty = st.text(st.sampled_from(sorted(FORBIDDEN)) | st.characters())


@pytest.mark.parametrize("character", sorted(FORBIDDEN - {"\r"}), ids=lambda character: f"U+{ord(character):04X}")
def test_nothing_that_a_terminal_could_obey_is_left(character):
    assert clean(f"a{character}b") == "ab"


@given(nasty)
def test_cleaned_text_is_harmless_can_be_written_and_stays_as_it_is(text):
    cleaned = clean(text)
    assert not FORBIDDEN & set(cleaned)
    cleaned.encode()
    assert clean(cleaned) == cleaned


@given(
    st.text(
        st.characters(
            categories=["L", "N", "P", "Zs"],
            exclude_characters="\u200e\u200f\u061c\u00ad\u200b\u200c\u200d\u2060\ufeff",
        )
    )
)
def test_letters_digits_and_punctuation_of_all_languages_stay(text):
    assert clean(text) == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize("character", sorted(INVISIBLE), ids=lambda character: f"U+{ord(character):04X}")
def test_what_nobody_sees_is_dropped(character):
    """Contract: pasted along from web pages and Word."""
    assert clean(f"Ver{character}bund") == "Verbund"
    assert clean(f"u{character}\u0308") == "ü"


@pytest.mark.parametrize("text", ["a\r\nb", "a\rb", "a\nb"])
def test_line_ends_become_newlines(text):
    assert clean(text) == "a\nb"


@given(nasty, st.integers(1, 50))
def test_a_line_is_one_line_and_no_longer_than_the_limit(text, limit):
    line = clean_line(text, limit)
    assert len(line) <= limit
    assert "\n" not in line
    assert "\t" not in line


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Gründe", "gruende"),
        ("GRÜNDE", "gruende"),
        ("Weiß nicht", "WEISS NICHT"),
        ("Öl", "oel"),
        ("Äpfel", "AEPFEL"),
        (unicodedata.normalize("NFD", "Gründe"), "Gründe"),
        ("  hr ", "HR"),
    ],
)
def test_spellings_that_mean_the_same_are_the_same(one, other):
    assert fold(one) == fold(other)


def test_the_nearest_word_is_offered_and_none_where_nothing_comes_close():
    assert nearest("benefitt", ["benefit", "goal"]) == "benefit"
    assert nearest("BENEFITT", ["benefit", "goal"]) == "benefit"
    assert nearest("gründ", ["gruende", "goal"]) == "gruende"
    assert nearest("xyzxyz", ["benefit", "goal"]) is None
    assert nearest("goa", ["benefit", "goal"]) is None, "three letters are near to everything"
    assert suggestion("gaol", ["benefit", "goal"]) == " Meinten Sie „goal“?"
    assert suggestion("qqqq", ["benefit"]) == ""


def test_looking_for_the_nearest_word_does_not_hang_on_a_huge_one():
    assert nearest("x" * 1_000_000, ["benefit"]) is None


@given(nasty, st.integers(2, 80))
def test_what_stands_in_a_message_is_short_and_on_one_line(text, limit):
    short = shortened(text, limit)
    assert len(short) <= limit
    assert "\n" not in short


def test_a_cut_is_marked():
    assert shortened("a" * 61) == "a" * 59 + "…"
    assert shortened("a" * 60) == "a" * 60
