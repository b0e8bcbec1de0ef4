"""Where a line must not end on a page."""

from __future__ import annotations

import pytest

from verbund_check.documents.blocks import Document, Paragraph
from verbund_check.formats.html.document import to_html
from verbund_check.formats.markdown import to_markdown
from verbund_check.formats.no_break import unbroken


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("siehe Nr. 2", "siehe Nr.~2"),
        ("Seite 3 von 4", "Seite~3 von 4"),
        ("am 25. November 2026 um 9 Uhr", "am 25.~November~2026 um 9~Uhr"),
        ("90 Minuten, 5 Tage, 3 mm", "90~Minuten, 5~Tage, 3~mm"),
        ("z. B. die IG Metall", "z.~B. die IG~Metall"),
        ("i. d. R. nach § 4 und §§ 5", "i.~d.~R. nach §~4 und §§~5"),
        ("20 % oder 100 Euro", "20~% oder 100~Euro"),
        ("Dr. Öztürk", "Dr.~Öztürk"),
        ("1-mal, 3-fach", "1\u2011mal, 3\u2011fach"),
        ("5 von 7, 12 mal, im Jahr 2026 500 Leute", "5 von 7, 12 mal, im Jahr 2026 500 Leute"),
        ("3 maler, Anr. 5, IG und mehr", "3 maler, Anr. 5, IG und mehr"),
        ("Baden-Württemberg", "Baden-Württemberg"),
    ],
)
def test_what_belongs_together_stays_together(text: str, shown: str) -> None:
    """Numbers stay with what they count, abbreviations and names whole; everything else may break as before."""
    assert unbroken(text) == shown.replace("~", "\u00a0")


def test_no_line_becomes_unbreakable() -> None:
    """However often it is repeated, no text is without a blank at which a line may end."""
    for text in ("Nr. 2 ", "z. B. ", "5 % ", "IG Metall ", "d. h. ", "1. Mai 2026 ", "§ 4 "):
        assert unbroken(text * 100).count(" ") >= 100


def test_pages_only() -> None:
    """A page has the no-break blanks; the source of Markdown stays as it was typed."""
    document = Document("T", (Paragraph("am 25. November"),))
    assert "am 25.\u00a0November" in to_html(document)
    assert "am 25. November" in to_markdown(document)
