"""What a reader finds in a file of each format, without blanks: how lines are broken is the format's own affair."""

from __future__ import annotations

import re
import shutil
import subprocess
import unicodedata
from collections.abc import Iterator
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree import ElementTree
from zipfile import ZipFile

from markdown_it import MarkdownIt

from domain.contract import READINESS
from domain.oracle import put
from verbund_check.answers.assessment import Answer
from verbund_check.documents.blocks import Document
from verbund_check.formats import format_for
from verbund_check.formats.text.document import text_of
from verbund_check.guide.model import Guide
from verbund_check.policy.report import Report, assessment_of

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def squeezed(text: str) -> str:
    """The text without blanks and places to break, ligatures as letters."""
    return re.sub(r"[\s\u200b\x0c]", "", unicodedata.normalize("NFKC", text))


class _Page(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.hidden = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.hidden = tag in ("style", "title")
        self.words += [value or "" for name, value in attrs if name == "href"]

    def handle_endtag(self, _: str) -> None:
        self.hidden = False

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.words.append(data)


def text_of_html(page: str) -> str:
    return "".join(_Page(page).words)


def text_of_docx(data: bytes) -> str:
    with ZipFile(BytesIO(data)) as file:
        return "".join(
            each.text or "" for each in ElementTree.fromstring(file.read("word/document.xml")).iter(f"{WORD}t")
        )


def text_of_pdf(path: Path) -> str:
    done = subprocess.run(["pdftotext", "-raw", path, "-"], capture_output=True, check=True, timeout=60)
    # The numbers of pages stand between the lines of a text that goes over two pages.
    return re.sub(r"Seite \d+ von \d+\s*\f", "\f", done.stdout.decode())


def shown(form: str, document: Document) -> str:
    """What stands in the document, squeezed."""
    if form == "terminal":
        return squeezed(text_of(document, 100, "utf-8", "strict"))
    data = b"".join(format_for("document", form).pieces(document))
    if form == "pdf":
        with TemporaryDirectory() as folder:
            path = Path(folder) / "a.pdf"
            path.write_bytes(data)
            return squeezed(text_of_pdf(path))
    if form == "docx":
        return squeezed(text_of_docx(data))
    text = data.decode()
    return squeezed(text_of_html(MarkdownIt("gfm-like", {"linkify": False}).render(text) if form == "md" else text))


def holds(text: str, wanted: str, *, in_two: bool) -> bool:
    """Whether the wanted text stands in the squeezed one: in one piece or, `in_two`, over the end of a page.

    A long cell may go over two pages, and the head of its table is repeated in between.
    """
    wanted = squeezed(wanted)
    if wanted in text:
        return True
    halves = ((wanted[:at], wanted[at:]) for at in range(10, len(wanted) - 9))
    return in_two and len(wanted) > 150 and any(first in text and second in text for first, second in halves)


def formats() -> list[str]:
    """The formats whose text can be read on this machine."""
    return ["md", "html", "docx", "terminal", *(["pdf"] if shutil.which("pdftotext") else [])]


def expected(report: Report, guide: Guide) -> Iterator[tuple[str, ...]]:
    """Every answer with its question, every remark, and what follows from each: what stands together in a document."""
    assessment = assessment_of(report)
    yield (report.organisation,)
    for id in guide.asked("full"):
        question, note, chosen = guide.questions[id], assessment.note_of(id), assessment.chosen(id)
        wording = question.wording(assessment.stage, assessment.party)
        if chosen is not None:
            titles = "; ".join(option.title for option in question.options if option.id in chosen)
            # A fear of one's own stands with the others and its reply, a reason with what was chosen.
            if id == "fears" and note and report.scope == "full":
                yield (f"Anderes: {note}",)
                yield wording, f"{titles}; Anderes" if titles else "Anderes"
            else:
                yield wording, titles, f"Anderes: {note}" if note else "" if titles else question.none
        elif assessment.value_of(id):
            yield (wording,)
            yield (f"Bemerkung: {note}" if note else "",)
        elif note:
            yield (note,)
    if report.verdict:
        in_the_way = [(each.id, each.value, each.text) for each in report.verdict.hurdles]
        for id, value, text in in_the_way + [(m.id, m.value, m.text) for m in report.verdict.measures]:
            if value == "unsure":  # to be found out, not to be done
                found_out = put(id, "find_out", report.stage, report.party)
                yield (found_out, text) if id in READINESS else (found_out,)
            else:
                yield (text,)
            yield (guide.questions[id].title,)


def answers_of(report: Report, guide: Guide) -> dict[str, tuple[str, str]]:
    """ID to value and remark, as every data format should hold them."""
    assessment = assessment_of(report)
    ids = [id for id in guide.asked("full") if id in report.answers or assessment.note_of(id)]
    found = {}
    for id in ids:
        answer = report.answers.get(id)
        value = answer.value.value if isinstance(answer, Answer) else ",".join(answer or ())
        found[id] = (value, assessment.note_of(id))
        assert id in guide.questions
    return found
