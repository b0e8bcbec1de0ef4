"""Whether two names mean the same organisation: the contract's table, and what never makes a difference."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbund_check.answers.organisation import are_one_organisation, organisation, same_organisation


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Muster GmbH", "muster gmbh"),
        ("Muster GmbH", "Muster"),
        ("Muster GmbH", "MusterGmbH"),
        ("Muster", "mustergmbh"),
        ("Muster GmbH", "Muster G.m.b.H."),
        ("Muster GmbH", "Muster Gesellschaft mit beschränkter Haftung"),
        ("Muster Gesellschaft mbH", "Muster"),
        ("Muster AG", "MusterAG"),
        ("Muster AG", "Muster Aktiengesellschaft"),
        ("Muster AG", "Muster A. G."),
        ("Muster KG", "Muster Kommanditgesellschaft"),
        ("Müller GmbH & Co. KG", "Mueller GmbH und Co KG"),
        ("Müller GmbH & Co. KG", "Müller G.m.b.H. & Co. K.G."),
        ("Müller GmbH & Co. KG", "Müller"),
        ("Müller & Söhne", "Mueller und Soehne"),
        ("Straßenbau Groß", "STRASSENBAU GROSS"),
        ("Muster UG (haftungsbeschränkt)", "Muster UG"),
        ("Muster e. V.", "Muster eV"),
        ("Muster e.K.", "Muster"),
        ("Muster SE", "Muster"),
        ("Muster GmbH, Werk Nord", "Muster, Werk Nord"),
        ("Mus­ter\u200b GmbH", "Muster GmbH"),
        ("Mu\u0308ller", "Müller"),
        ("Mc'Donald", "McDonald"),
        ("Muster-Werke", "Muster Werke"),
        ("", "Muster GmbH"),
        ("", ""),
    ],
)
def test_the_same(first: str, second: str) -> None:
    assert same_organisation(first, second) is True
    assert same_organisation(second, first) is True


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Muster GmbH", "Muster AG"),
        ("Muster KG", "Muster GmbH & Co. KG"),
        ("Muster GmbH & Co. KG", "Muster AG & Co. KG"),
        ("Muster eG", "Muster e. V."),
    ],
)
def test_no_clear_case(first: str, second: str) -> None:
    assert same_organisation(first, second) is None


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Muster", "Master"),
        ("Verlag Meier", "Verl Meier"),
        ("GmbH", "AG"),
        ("GmbH", "Muster GmbH"),
        ("!!!", "???"),
        ("!!!", "Muster"),
        ("Muster 1", "Muster 2"),
        ("株式会社", "有限会社"),
        ("🚀", "🛸"),
    ],
)
def test_another(first: str, second: str) -> None:
    assert same_organisation(first, second) is False


@given(st.text(min_size=1))
def test_no_name_is_nothing_but_one_that_nobody_sees(name: str) -> None:
    """Promise: no name folds to nothing."""
    seen = any(sign.isprintable() and not sign.isspace() for sign in name)
    assert bool(organisation(name).whole) or not seen
    assert bool(organisation(name).core) == bool(organisation(name).whole)


NAMES = st.text("abcdefghijklmnopqrstuvwxyzäöüß &1", min_size=1, max_size=20).filter(str.strip)
FORMS = st.sampled_from(["", " GmbH", " AG", " GmbH & Co. KG", " e. V.", ", SE"])


@given(NAMES, FORMS, st.data())
def test_spelling_makes_no_difference(name: str, form: str, data: st.DataObject) -> None:
    """Promise: case, umlaut spelling, blanks, punctuation, invisible characters and & never make two firms of one."""
    first = name + form
    changes = [
        str.upper,
        lambda text: text.replace("ä", "ae").replace("ö", "oe").replace("ü", "ue").replace("ß", "ss"),
        lambda text: text.replace("&", " und "),
        lambda text: f"  {text} ".replace(" ", "\u00a0 "),
        lambda text: "\u00ad".join(text),
        lambda text: text.replace(" ", "-") + ".",
    ]
    second = data.draw(st.sampled_from(changes))(first)
    assert same_organisation(first, second) is True, (first, second)


@pytest.mark.parametrize(
    ("names", "one"),
    [
        ([], True),
        (["Muster"], True),
        (["Muster", "muster GmbH", "MUSTER"], True),
        (["Muster", "Muster GmbH", "Muster AG"], False),
        (["", "Muster"], True),
        (["", "Muster", "Muster"], False),
        (["", "", ""], True),
        (["Muster", "Meier"], False),
    ],
)
def test_several_at_once(names: list[str], one: bool) -> None:
    """Promise: an empty name is the other's in pairs only."""
    assert are_one_organisation(names) is one
