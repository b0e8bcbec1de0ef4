"""PDF: tagged, with bookmarks, the same bytes for the same document, every text in it."""

from __future__ import annotations

import re
import shutil
import subprocess
import unicodedata
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given

typst = pytest.importorskip("typst")

from verbund_check.documents.blocks import Document, Fields, Heading, Paragraph, Table
from verbund_check.formats.pdf.document import to_pdf

from .hostile import DOCUMENTS, HOSTILE, MODEST, texts, words
from .samples import SAMPLES

NEEDS_POPPLER = pytest.mark.skipif(not shutil.which("pdftotext"), reason="needs poppler-utils")


def poppler(made: bytes, program: str, *options: str) -> str:
    """Return what a program of poppler-utils prints about the file."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "a.pdf")
        path.write_bytes(made)
        command = [program, *(str(path) if option == "FILE" else option for option in options)]
        done = subprocess.run(command, capture_output=True, check=True, timeout=60)
    return done.stdout.decode(errors="replace")


def squeezed(text: str) -> str:
    """Return the text without blanks and places to break, ligatures as letters."""
    return re.sub(r"[\s\u200b\x0c]", "", unicodedata.normalize("NFKC", text))


@pytest.mark.parametrize("name", SAMPLES)
def test_same_document_same_bytes(name: str) -> None:
    """The file depends on the document only, and meets the standard for accessible PDF."""
    made = to_pdf(SAMPLES[name])
    assert made == to_pdf(SAMPLES[name])
    assert made.startswith(b"%PDF-1.7")
    assert re.search(rb"/Lang ?\(de-DE\)", made)
    assert b"/Marked true" in made
    assert b"<pdfuaid:part>1</pdfuaid:part>" in made
    assert b"/CreationDate" not in made


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_makes_a_file(text: str) -> None:
    """No text can stop the typesetter, not even one with signs that no font has."""
    assert to_pdf(Document(text, (Heading(text), Paragraph(text), Table((text,), ((text,),))))).startswith(b"%PDF")


def test_headings_may_begin_at_any_level() -> None:
    """Levels that the accessibility standard would refuse are moved up."""
    assert b"pdfuaid" in to_pdf(Document("T", (Heading("a", 4), Heading("b", 2), Heading("c", 4))))


def test_document_without_a_title_gets_one() -> None:
    """The standard wants a title, so an empty one becomes words."""
    assert b"pdfuaid" in to_pdf(Document("\u202e", ()))


def test_text_is_never_source() -> None:
    """A text that is typst code, or ends a string, is not run."""
    code = '#panic("x")") #panic() $ #read("/etc/passwd") \\'
    assert b"pdfuaid" in to_pdf(Document(code, (Paragraph(code), Fields(((code, code),)))))


@MODEST
@given(DOCUMENTS)
def test_any_document_becomes_a_file(document: Document) -> None:
    """Every document that can be built can be typeset."""
    assert to_pdf(document).startswith(b"%PDF")


@NEEDS_POPPLER
@pytest.mark.parametrize("name", SAMPLES)
def test_every_text_is_there(name: str) -> None:
    """The words of the document can be searched and copied, umlauts and quotation marks too."""
    shown = squeezed(poppler(to_pdf(SAMPLES[name]), "pdftotext", "-raw", "FILE", "-"))
    assert [text for text in texts(SAMPLES[name]) if squeezed(text) not in shown] == []


def has_a_font(text: str) -> bool:
    """Return whether the signs of East Asia in a text are in a font of this computer; typst brings none for them."""
    wide = {sign for sign in text if unicodedata.east_asian_width(sign) == "W"}
    if not wide:
        return True
    wanted = ":charset=" + " ".join(f"{ord(sign):x}" for sign in sorted(wide))
    return bool(shutil.which("fc-list") and subprocess.run(["fc-list", wanted], capture_output=True, check=True).stdout)


@NEEDS_POPPLER
def test_hostile_texts_are_there() -> None:
    """Hostile texts are printed as text; those of other scripts too, but in an order that is theirs."""
    latin = [
        text
        for text in HOSTILE
        if has_a_font(text) and not any(unicodedata.bidirectional(sign) in ("R", "AL") for sign in text)
    ]
    document = Document("T", (*(Paragraph(text) for text in latin), Table(("a",), tuple((text,) for text in latin))))
    shown = squeezed(poppler(to_pdf(document), "pdftotext", "-raw", "FILE", "-"))
    assert len(latin) > 30
    assert [text for text in latin if shown.count(squeezed(words(text))) < 2 and "\u200d" not in text] == []


@NEEDS_POPPLER
def test_file_is_structured() -> None:
    """Headings, lists and tables are tagged, headings are bookmarks, the page is A4 and named in the title."""
    made = to_pdf(SAMPLES["report"])
    structure = poppler(made, "pdfinfo", "-struct", "FILE")
    assert {"H1", "H2", "L", "LI", "Table", "TH", "TD", "Link"} <= set(re.findall(r"^ *(\w+)", structure, re.M))
    facts = poppler(made, "pdfinfo", "FILE")
    assert "Title:           Passt ein Qualifizierungsverbund zu uns?" in facts
    assert "(A4)" in facts
    assert "Tagged:          yes" in facts
    outline = poppler(made, "pdftohtml", "-xml", "-i", "-stdout", "FILE")
    assert re.findall(r'<item page="\d+">(.*?)</item>', outline) == [
        block.text for block in SAMPLES["report"].blocks if isinstance(block, Heading)
    ]


@NEEDS_POPPLER
def test_long_words_and_rows_stay_on_the_page() -> None:
    """A word of 5,000 characters is broken over lines and pages, and nothing of it is lost."""
    made = to_pdf(Document("T", (Paragraph("x" * 5000), Table(("a", "b"), (("y" * 5000, "c"),)))))
    shown = squeezed(poppler(made, "pdftotext", "-raw", "FILE", "-"))
    assert (shown.count("x"), shown.count("y")) == (5000, 5000)


@NEEDS_POPPLER
def test_head_of_a_table_is_repeated_on_each_page() -> None:
    """A table over several pages shows its head on each of them."""
    rows = tuple((str(number), "Frage") for number in range(150))
    pages = poppler(to_pdf(Document("T", (Table(("Nummer", "Kopfzeile"), rows),))), "pdftotext", "FILE", "-").split(
        "\f"
    )
    assert len(pages) > 3
    assert all("Kopfzeile" in page for page in pages[:-1])
