"""Every document as Word file and as PDF in the programs that people open them with. Slow: needs LibreOffice and poppler."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from verbund_check.documents.blocks import Document, Group, Heading
from verbund_check.formats import format_for
from verbund_check.guide.model import Guide

from .every_document import every_document
from .shown import holds, squeezed, text_of_pdf
from .test_every_format import leaves

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not shutil.which("pdftotext"), reason="needs poppler-utils"),
]


@pytest.fixture(scope="module")
def documents(guide: Guide) -> dict[str, Document]:
    return every_document(guide)


@pytest.fixture(scope="module")
def printed(documents: dict[str, Document], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with every Word file as LibreOffice prints it."""
    if not shutil.which("soffice"):
        pytest.skip("needs LibreOffice")
    folder = tmp_path_factory.mktemp("word")
    for name, document in documents.items():
        (folder / f"{name}.docx").write_bytes(b"".join(format_for("document", "docx").pieces(document)))
    settings = f"-env:UserInstallation={(folder / 'profil').as_uri()}"
    command = ["soffice", settings, "--headless", "--convert-to", "pdf", "--outdir", folder, *folder.glob("*.docx")]
    subprocess.run(command, capture_output=True, check=True, timeout=600)
    return folder


def ends(text: str) -> set[str]:
    """The lines that pages end with, apart from those that stand elsewhere too, as the points in a list of all points."""
    lines = {page.strip().splitlines()[-1].strip() for page in text.split("\f") if page.strip()}
    return {line for line in lines if text.count(line) == 1}


def headings(document: Document) -> list[str]:
    blocks = [each for block in document.blocks for each in (block.blocks if isinstance(block, Group) else (block,))]
    return [block.text for block in blocks if isinstance(block, Heading)]


def test_word_files_in_libreoffice(printed: Path, documents: dict[str, Document]) -> None:
    """Every text is on paper, umlauts and quotation marks right, and no page ends in a heading."""
    for name, document in documents.items():
        text = text_of_pdf(printed / f"{name}.pdf")
        assert [each for each in leaves(document) if not holds(squeezed(text), each, in_two=True)] == [], name
        assert not ends(text) & set(headings(document)), name
    report = text_of_pdf(printed / "report.pdf")
    assert all(sign in report for sign in "äöüÄÖÜß„“–" if sign in " ".join(leaves(documents["report"])))


def test_pdf_files(documents: dict[str, Document], tmp_path: Path) -> None:
    """Every text can be found; tagged, with language, title and bookmarks; the same bytes each time."""
    for name, document in documents.items():
        made = b"".join(format_for("document", "pdf").pieces(document))
        assert made == b"".join(format_for("document", "pdf").pieces(document)), name
        path = tmp_path / f"{name}.pdf"
        path.write_bytes(made)
        text = text_of_pdf(path)
        assert [each for each in leaves(document) if not holds(squeezed(text), each, in_two=True)] == [], name
        assert not ends(text) & set(headings(document)), name
        facts = subprocess.run(["pdfinfo", path], capture_output=True, text=True, check=True).stdout
        assert re.search(rf"^Title: +{re.escape(document.title)}( – |$)", facts, re.M), name
        assert re.search(r"^Tagged: +yes$", facts, re.M), name
        assert re.search(rb"/Lang ?\(de-DE\)", made), name
        outline = subprocess.run(
            ["pdftohtml", "-xml", "-i", "-stdout", path], capture_output=True, text=True, check=True
        ).stdout
        bookmarks = [re.sub(r"&#?\w+;", "", each) for each in re.findall(r'<item page="\d+">(.*?)</item>', outline)]
        assert bookmarks == [re.sub("[&<>\"']", "", each) for each in headings(document)], name
