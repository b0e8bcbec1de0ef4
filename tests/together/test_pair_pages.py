"""Comparison and agenda on paper: how many pages, and what very long remarks do to them."""

from __future__ import annotations

import random
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from domain.contract import FEARS, READINESS, REASONS, RISKS, SUCCESS
from domain.making import assessment_from
from verbund_check.documents.agenda import agenda_document
from verbund_check.documents.blocks import Document
from verbund_check.documents.pair import pair_document
from verbund_check.formats import FORMATS
from verbund_check.guide.model import Guide
from verbund_check.policy.compare_pair import compare_pair

from . import expected

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext counts the pages"),
]

REMARKS = (
    "Budget 2026 ist verplant; erst ab 2027 möglich.",
    "Weiterbildung ist Investition, keine Vorleistung.",
    "Die Personalentwicklung würde die Koordination im Wechsel mit der Firma Berger übernehmen.",
    "Bisher hat niemand mit uns darüber gesprochen.",
    "Geschäftsleitung im Juli fragen",
)


def pages(document: Document, folder: Path) -> list[str]:
    """The text of each page of the PDF."""
    form = next(each for each in FORMATS if each.name == "pdf")
    path = folder / "dokument.pdf"
    path.write_bytes(b"".join(form.pieces(document)))
    text = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True).stdout.decode()
    return text.split("\f")[:-1]


def before_appendix(document: Document, folder: Path) -> int:
    """How many pages come before the guide's sections, which begin on a page of their own."""
    each = pages(document, folder)
    starts = [number for number, page in enumerate(each) if page.lstrip().startswith("Zum Nachlesen")]
    return starts[0] if starts else len(each)


def typical(seed: int, *, alike: float, remarks: int) -> list[dict[str, Any]]:
    """The answers of two sides that agree in about `alike` of the questions, with so many remarks."""
    chance = random.Random(seed)
    sides: list[dict[str, Any]] = [{}, {}]
    for ids, values in (
        (READINESS, ("yes",) * 4 + ("no", "unsure")),
        (SUCCESS, ("yes",) * 4 + ("partly", "partly", "no", "unsure")),
        (RISKS, ("no",) * 4 + ("partly", "partly", "yes", "unsure")),
    ):
        for id in ids:
            first = chance.choice(values)
            others = [value for value in values if value != first]
            sides[0][id], sides[1][id] = first, first if chance.random() < alike else chance.choice(others)
    for side, id in chance.sample([(side, id) for side in (0, 1) for id in expected.ALL_27], remarks):
        sides[side][id] = {"value": sides[side][id], "note": chance.choice(REMARKS)}
    for side in sides:
        side["reasons"] = [id for id in REASONS if chance.random() < 0.6]
        side["fears"] = [id for id in FEARS if chance.random() < 0.4]
    return sides


def made(guide: Guide, sides: list[dict[str, Any]], kind: str = "parties") -> tuple[Document, Document]:
    """Comparison and agenda of these answers."""
    both = [
        assessment_from(
            guide, answers, id=f"a-{number}", organisation="Müller & Söhne GmbH",
            party=("hr", "works-council")[number] if kind == "parties" else "hr",
            finished=f"202{number + 5}-11-25T10:00:00Z",
        )
        for number, answers in enumerate(sides)
    ]  # fmt: skip
    pair = both[0], both[1]
    comparison = compare_pair(*pair, kind, guide)  # type: ignore[arg-type]
    return pair_document(comparison, pair, guide), agenda_document(comparison, pair, guide)


@pytest.mark.parametrize("kind", ["parties", "time"])
@pytest.mark.parametrize("seed", range(6))
def test_a_typical_comparison_is_on_one_page(guide: Guide, tmp_path: Path, seed: int, kind: str) -> None:
    document, _ = made(guide, typical(seed, alike=0.55, remarks=8), kind)
    assert before_appendix(document, tmp_path) == 1


@pytest.mark.parametrize("remarks", [0, 8, 20, 30])
def test_seventeen_points_are_on_three_pages(guide: Guide, tmp_path: Path, remarks: int) -> None:
    counted = []
    for seed in range(100):
        _, agenda = made(guide, typical(seed, alike=0.55, remarks=remarks))
        if agenda.title.startswith("Tagesordnung: 17 Punkte"):
            counted.append(before_appendix(agenda, tmp_path))
    assert len(counted) >= 10
    assert max(counted) <= 3


def test_very_long_remarks_break_nothing(guide: Guide, tmp_path: Path) -> None:
    """A remark of 2,000 characters on each answer of both: all of it is there, to the last word."""
    sides = typical(1, alike=0.55, remarks=0)
    words = [f"w{number:05}" for number in range(2 * 27 * 285)]
    for number, (side, id) in enumerate((side, id) for side in (0, 1) for id in expected.ALL_27):
        note = " ".join(words[number * 285 : (number + 1) * 285])
        assert 1990 <= len(note) <= 2000
        sides[side][id] = {"value": sides[side][id], "note": note}
    for document in made(guide, sides):
        text = " ".join(pages(document, tmp_path)).split()
        assert set(words) <= set(text)
