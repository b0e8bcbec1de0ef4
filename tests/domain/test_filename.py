"""What a file is called that the person gave no name."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbund_check.documents.filename import file_stem

TABLE = [
    (("bericht", "Muster GmbH", "Betriebsrat", "2026-11-25"), "bericht-muster-gmbh-betriebsrat-2026-11-25"),
    (("fragebogen", "", "", ""), "fragebogen"),
    (("vergleich", "", "", "2026-11-25"), "vergleich-2026-11-25"),
    (("tagesordnung", "Muster GmbH", "", ""), "tagesordnung-muster-gmbh"),
    (("antworten", "", "Geschäftsleitung", "2026-01-02"), "antworten-geschaeftsleitung-2026-01-02"),
    (("eckpunkte", "Verbund Süd-Öst ÄÖÜß", "", ""), "eckpunkte-verbund-sued-oest-aeoeuess"),
    (("bericht", "Mu\u0308ller & So\u0308hne GmbH & Co. KG", "", ""), "bericht-mueller-und-soehne-gmbh-und-co-kg"),
    (("bericht", "Café Łódź Ørsted", "", ""), "bericht-cafe-lodz-orsted"),
    (("bericht", "L’Atelier d'Art", "", ""), "bericht-latelier-dart"),
    (("bericht", "../../etc/passwd\0\n", "", ""), "bericht-etc-passwd"),
    (("bericht", "завод № 5", "", ""), "bericht-no-5"),
    (("bericht", "завод", "Betriebsrat", ""), "bericht-betriebsrat"),
    (("bericht", " – ", "", "2026-11-25"), "bericht-2026-11-25"),
    (("bericht", "CON", "", ""), "bericht-con"),
    (("bericht", "x" * 200, "", ""), "bericht-" + "x" * 60),
    (("bericht", "Wort " * 40, "", ""), "bericht-" + "-".join(["wort"] * 12)),
    (("bericht", "Wort " * 11 + "ende!" + " mehr", "", ""), "bericht-" + "-".join(["wort"] * 11) + "-ende"),
]


@pytest.mark.parametrize(("parts", "expected"), TABLE)
def test_what_whose_and_when_in_plain_letters(parts: tuple[str, ...], expected: str) -> None:
    assert file_stem(*parts) == expected


@given(st.text(max_size=200), st.text(max_size=200), st.text(max_size=20))
def test_any_text_makes_a_name_that_every_system_takes(organisation: str, party: str, day: str) -> None:
    stem = file_stem("bericht", organisation, party, day)
    assert re.fullmatch(r"bericht(-[a-z0-9]+)*", stem)
    assert len(stem) <= 7 + 3 * 61
