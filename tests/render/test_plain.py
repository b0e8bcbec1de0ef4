"""What all renderers share: the length of bars, safe addresses, tables without holes."""

from __future__ import annotations

import pytest

from verbund_check.documents.blocks import Bar, Document, Paragraph, Table
from verbund_check.formats.common import cleaned, is_web, rectangular, share


@pytest.mark.parametrize(
    ("count", "total", "steps", "filled"),
    [(0, 7, 10, 0), (7, 7, 10, 10), (1, 100, 10, 1), (99, 100, 10, 9), (1, 2, 10, 5), (3, 0, 10, 0), (9, 7, 10, 10)],
)
def test_bars_are_honest(count: int, total: int, steps: int, filled: int) -> None:
    """Something is never drawn as nothing, and not quite all never as all."""
    assert share(Bar("x", count), total, steps) == filled


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://www.example.com/a-b_c?d=1&e=%20#f", True),
        ("HTTP://example.com", True),
        ("http://localhost:8080/", True),
        ("mailto:info@example.com", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("file:///etc/passwd", False),
        ("https://example.com/ x", False),
        ("https://exa mple.com", False),
        ("https://example.com/%zz", False),
        ('https://example.com/"><script>', False),
        ("https://", False),
        ("", False),
    ],
)
def test_only_plain_web_addresses_become_links(url: str, safe: bool) -> None:
    """An address becomes a link only where every program that opens the file can read it."""
    assert is_web(url) is safe


def test_short_rows_are_filled_up_and_long_ones_kept() -> None:
    """Head and rows get the same number of cells, and none is lost."""
    assert rectangular(Table(("a",), (("1", "2"), ()))) == (("a", ""), [("1", "2"), ("", "")])


def test_control_characters_go_and_newlines_stay() -> None:
    """Texts lose what could steer a terminal or break a file, and blanks around them."""
    made = cleaned(Document("\x1b[31mA\u202e", (Paragraph(" eins\r\nzwei\tdrei\ufffe\n"),)))
    assert made == Document("[31mA", (Paragraph("eins\nzwei drei"),))
