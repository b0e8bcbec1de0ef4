"""Seen by everyone: no text but in the reader's own colour, unless its colour can be read on every background."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest
from prompt_toolkit.styles import DEFAULT_ATTRS

from verbund_check.documents import blocks as doc
from verbund_check.formats.text.document import lines_of
from verbund_check.terminal.fullscreen import STYLE

from .samples import SAMPLES

SCRIPT = Path(__file__).parents[2] / "docs" / "make_contrast.py"
spec = importlib.util.spec_from_file_location("make_contrast", SCRIPT)
assert spec and spec.loader
make_contrast = importlib.util.module_from_spec(spec)
spec.loader.exec_module(make_contrast)

COLOURLESS = {"bold", "italic", "underline", "reverse"}


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    # by hand after WCAG 2.2: black on white, red on white, a grey that just passes, the blue of PowerShell on itself
    [("000000", "ffffff", 21), ("ff0000", "ffffff", 4.0), ("767676", "ffffff", 4.54), ("012456", "012456", 1)],
)
def test_contrast_is_reckoned_as_wcag_does(one: str, other: str, wanted: float) -> None:
    assert make_contrast.contrast(one, other) == pytest.approx(wanted, abs=0.01)


def readable(style: str) -> bool:
    """Whether each word of a style changes no colour, or to one that can be read on every palette."""
    words = {word.removeprefix("not ").replace("_", " ") for word in style.split()} - COLOURLESS
    return all(min(make_contrast.contrasts(word).values()) >= make_contrast.LEAST for word in words)


def test_what_cannot_be_read_is_found() -> None:
    for style in ("dim", "cyan", "bold magenta", "green", "bright_black"):
        assert not readable(style)


def test_no_document_on_the_terminal_has_a_colour_that_somebody_cannot_see() -> None:
    styles = {
        style
        for document in documents()
        for plain in (False, True)
        for width in (40, 100)
        for line in lines_of(document, width, "utf-8", "strict", plain=plain)
        for _, style in line
    }
    assert "bold" in styles
    assert [style for style in styles if not readable(style)] == []


def documents() -> list[doc.Document]:
    return list(SAMPLES.values())


def test_no_page_of_the_interview_has_one() -> None:
    for name, _ in STYLE.style_rules:
        attributes = STYLE.get_attrs_for_style_str(f"class:{name}", DEFAULT_ATTRS)
        assert (attributes.color or "", attributes.bgcolor or "", attributes.dim) in {
            ("", "", False),
            ("default", "default", False),
        }


def test_the_page_in_docs_is_what_the_script_writes() -> None:
    assert make_contrast.PAGE.read_text("utf-8") == make_contrast.page()
