"""Every document as HTML in a real Chromium: nothing is loaded, nothing complains, everybody can read it, paper comes out right.

Slow: needs chromium and npm, which installs axe-core and puppeteer-core into a folder of the test.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from domain.contract import READINESS
from domain.making import report_from
from verbund_check.documents.blocks import Document
from verbund_check.documents.questionnaire import questionnaire_document
from verbund_check.documents.report import report_document
from verbund_check.formats import format_for
from verbund_check.guide.model import Guide

from .every_document import every_document
from .shown import squeezed, text_of_pdf

HERE = Path(__file__).parent

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not shutil.which("chromium"), reason="needs chromium"),
    pytest.mark.skipif(not shutil.which("npm"), reason="needs npm"),
    pytest.mark.skipif(not shutil.which("pdftotext"), reason="needs poppler-utils"),
]

HOSTILE = {
    "script": "<script>document.title='x';alert(1)</script>",
    "picture": '"><img src="https://example.com/x.png" onerror=alert(1)>',
    "style": "</style><style>@import 'https://example.com/x.css';</style>",
    "formula": "=cmd()|' /C calc'!A0",
    "control": "Steuer\x1b[31m\x00\x07zeichen\x9b2J",
    "override": "Name \u202egnp.exe\u202c Ende",
    "long": "Donaudampfschiff" * 312 + "Ende5000",
    "link": "https://example.com/ javascript:alert(1)",
}
SEEN = {**HOSTILE, "control": "Steuer[31mzeichen2J", "override": "Name gnp.exe Ende"}
PAGES = {  # how many A4 pages a browser makes of it, at least and at most
    "report": (6, 9), "report-worst": (7, 10), "report-best": (3, 6), "report-quick": (2, 3), "section-fears": (1, 1),
    "section-factors": (3, 5), "section-readiness": (2, 3), "questionnaire": (5, 7), "questionnaire-quick": (2, 3),
    "parties": (2, 4), "time": (2, 4), "agenda": (6, 8), "firms-3": (2, 4), "firms-8": (3, 5), "paper": (2, 4),
    "paper-blank": (4, 5),
}  # fmt: skip
SLIP = """<!DOCTYPE html><html><head><title>x</title></head><body><img src="https://example.com/x.png">
<p style="color:#eee;background:#fff">blass</p><script>console.error("Klage")</script></body></html>"""


@pytest.fixture(scope="module")
def documents(guide: Guide) -> dict[str, Document]:
    """All kinds of documents, and a report and a questionnaire in which every text of a user is hostile."""
    made = every_document(guide)
    for name, text in HOSTILE.items():
        answers: dict[str, Any] = {id: {"value": "no", "note": text[:2000]} for id in READINESS}
        answers |= {"coordinator": {"value": "no", "note": text[:2000]}, "fears": ["antitrust"]}
        head = {"organisation": text[:200], "party": "hr"}
        made[f"hostile-{name}"] = report_document(report_from(guide, answers, **head), guide)
    made["hostile-questionnaire"] = questionnaire_document(guide, "planned", "quick", "".join(HOSTILE.values()))
    return made


@pytest.fixture(scope="module")
def seen(documents: dict[str, Document], tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    """The folder with pages and prints, and what the browser said of each."""
    tools, folder = tmp_path_factory.mktemp("werkzeug"), tmp_path_factory.mktemp("seiten")
    shutil.copy(HERE / "package.json", tools)
    install = ["npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
    subprocess.run(install, cwd=tools, check=True, capture_output=True, timeout=300)
    for name, document in documents.items():
        (folder / f"{name}.html").write_bytes(b"".join(format_for("document", "html").pieces(document)))
    (folder / "slip.html").write_text(SLIP, "utf-8")
    done = subprocess.run(
        ["node", HERE / "browser.mjs", folder],
        env={**os.environ, "NODE_PATH": str(tools / "node_modules")},
        capture_output=True,
        text=True,
        timeout=900,
    )
    assert done.returncode == 0, done.stderr
    return folder, json.loads(done.stdout)


def test_the_browser_would_tell(seen: tuple[Path, dict[str, Any]]) -> None:
    """A page with a picture from elsewhere, pale text and a complaint is found out: the tests below can fail."""
    slip = seen[1]["slip"]
    assert set(slip["requests"]) == {"https://example.com/x.png"}
    assert "Klage" in slip["console"]
    for rule in ("color-contrast", "image-alt", "html-has-lang"):
        assert any(rule in violation for violation in slip["violations"]), rule


def test_no_request_no_complaint_no_violation(
    seen: tuple[Path, dict[str, Any]], documents: dict[str, Document]
) -> None:
    """On a desktop, in the dark, on a phone and on the narrowest screen, where nothing sticks out to the side either."""
    assert set(seen[1]) == {*documents, "slip"}
    for name in documents:
        page = seen[1][name]
        assert (page["requests"], page["console"], page["violations"]) == ([], [], []), name
        assert page["wider"] == {"desktop": 0, "dark": 0, "phone": 0, "narrow": 0}, name


def test_hostile_texts_are_texts(seen: tuple[Path, dict[str, Any]]) -> None:
    """They stand there to be read, and have made no element of their own."""
    for name, text in SEEN.items():
        page = seen[1][f"hostile-{name}"]
        assert squeezed(text[:200]) in squeezed(page["text"])
        assert text[:2000].strip() in page["text"] or squeezed(text[:2000]) in squeezed(page["text"])
        assert "Die Bereitschaft " in page["title"]
        assert not {"script", "img", "iframe", "object", "link"} & set(page["elements"])
    assert squeezed(HOSTILE["long"]) in squeezed(seen[1]["hostile-questionnaire"]["text"])


@pytest.mark.parametrize("name", PAGES)
def test_on_paper(seen: tuple[Path, dict[str, Any]], documents: dict[str, Document], name: str) -> None:
    """As many A4 pages as there should be, numbered; every heading there, and with something below it on its page."""
    folder, _ = seen
    pdf = folder / f"{name}.print.pdf"
    facts = subprocess.run(["pdfinfo", pdf], capture_output=True, text=True, check=True).stdout
    assert "(A4)" in facts
    raw = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, text=True, check=True).stdout
    pages = raw.rstrip("\f\n").split("\f")
    least, most = PAGES[name]
    assert least <= len(pages) <= most
    headings = {block.text for block in documents[name].blocks if type(block).__name__ == "Heading"}
    for number, page in enumerate(pages, start=1):
        lines = [line.strip() for line in page.splitlines() if line.strip()]
        # What it is stands at the foot of each page too, on two lines where that is long.
        numbered = f"Seite {number} von {len(pages)}"
        foot = [line.replace("\u00a0", " ") for line in lines[-3:]]
        assert not documents[name].words.page or any(line.endswith(numbered) for line in foot)
        # A list of all points may end with the very words of a heading.
        assert lines[-2] not in headings or raw.count(lines[-2]) > 1, f"page {number} ends in a heading"
    shown = squeezed(text_of_pdf(pdf))
    assert [heading for heading in headings if squeezed(heading) not in shown] == []
