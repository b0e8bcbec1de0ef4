"""The files in the programs that people open them with: a browser and a word processor. Slow; needs both."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from verbund_check.documents.blocks import Document, Heading, Paragraph, Table, Words
from verbund_check.formats import format_for

from .hostile import HOSTILE, texts
from .samples import SAMPLES
from .test_pdf import squeezed

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not shutil.which("pdftotext"), reason="needs poppler-utils"),
]
NEEDS_CHROMIUM = pytest.mark.skipif(not shutil.which("chromium"), reason="needs chromium")
NEEDS_OFFICE = pytest.mark.skipif(not shutil.which("soffice"), reason="needs LibreOffice")
QUIET = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-pdf-header-footer",
    "--enable-logging=stderr",
]
LONG = Document(
    "Lang",
    (Table(("Nummer", "Kopfzeile"), tuple((str(n), "Frage " * 20) for n in range(60))),),
    words=Words(page="Seite {page} von {pages}"),
)


def written(name: str, document: Document, folder: Path) -> Path:
    path = folder / f"bericht.{name}"
    path.write_bytes(b"".join(format_for("document", name).pieces(document)))
    return path


def text_of(pdf: Path) -> str:
    done = subprocess.run(["pdftotext", "-raw", str(pdf), "-"], capture_output=True, check=True, timeout=60)
    return done.stdout.decode()


def printed(document: Document, folder: Path) -> tuple[str, str]:
    """Return the text of the page as a browser prints it, and what its console said."""
    page, pdf = written("html", document, folder), folder / "seite.pdf"
    profile = f"--user-data-dir={folder / 'profil'}"
    done = subprocess.run(
        ["chromium", *QUIET, profile, f"--print-to-pdf={pdf}", page.as_uri()],
        capture_output=True,
        check=True,
        timeout=120,
    )
    return text_of(pdf), "\n".join(line for line in done.stderr.decode().splitlines() if "CONSOLE" in line)


def office(document: Document, folder: Path) -> str:
    """Return the text of the Word file as LibreOffice prints it."""
    word = written("docx", document, folder)
    settings = f"-env:UserInstallation={(folder / 'profil').as_uri()}"
    command = ["soffice", settings, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(word)]
    subprocess.run(command, capture_output=True, check=True, timeout=300)
    return text_of(word.with_suffix(".pdf"))


@NEEDS_CHROMIUM
@pytest.mark.parametrize("name", SAMPLES)
def test_browser_prints_every_text_and_has_no_complaint(name: str, tmp_path: Path) -> None:
    """Every text is on paper, and the console of the browser stays empty: the policy blocks nothing that is needed."""
    shown, console = printed(SAMPLES[name], tmp_path)
    assert console == ""
    assert [text for text in texts(SAMPLES[name]) if squeezed(text) not in squeezed(shown)] == []


@NEEDS_CHROMIUM
def test_browser_runs_nothing_and_repeats_the_head(tmp_path: Path) -> None:
    """Hostile texts cause neither errors nor requests, and a long table shows its head on each page."""
    _, console = printed(Document(HOSTILE[4], tuple(map(Paragraph, HOSTILE))), tmp_path)
    assert console == ""
    shown, _ = printed(LONG, tmp_path)
    pages = shown.rstrip("\f").split("\f")
    assert len(pages) > 3
    assert all("Kopfzeile" in page and f"von {len(pages)}" in page for page in pages)


@NEEDS_OFFICE
@pytest.mark.parametrize("name", SAMPLES)
def test_word_processor_shows_every_text(name: str, tmp_path: Path) -> None:
    """LibreOffice opens the Word file and prints every text of it, umlauts and quotation marks right."""
    pytest.importorskip("docx")
    shown = squeezed(office(SAMPLES[name], tmp_path))
    assert [text for text in texts(SAMPLES[name]) if squeezed(text) not in shown] == []


@NEEDS_OFFICE
def test_word_processor_repeats_the_head_and_loses_nothing(tmp_path: Path) -> None:
    """A table over several pages shows its head on each, and a row longer than a page is there to its end."""
    pytest.importorskip("docx")
    monster = Table(("a", "b"), (("x" * 5000, "c"),))
    shown = office(Document("T", (*LONG.blocks, Heading("Ende"), monster)), tmp_path)
    assert squeezed(shown).count("x") == 5000
    pages = [page for page in shown.split("\f") if "Frage" in page]
    assert len(pages) > 2
    assert all("Kopfzeile" in page for page in pages)
