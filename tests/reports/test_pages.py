"""A full report on paper: four pages at most without what is to be read behind it, the first one to decide from."""

from __future__ import annotations

import random
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from domain.contract import FEARS, READINESS, REASONS, RISKS, SUCCESS
from domain.making import report_from
from verbund_check.documents.report import report_document
from verbund_check.formats import format_for
from verbund_check.guide.model import Guide

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext is not installed"),
]

PAGES = 4
REMARK = "Das haben wir schon besprochen; die Geschäftsleitung prüft, ob es im Budget Platz hat, Frau Öz fragt nach. "


def answers(seed: int) -> dict[str, Any]:
    """Eleven measures, ten remarks of 150 characters; with even numbers all else is unknown or no, and all fears are there."""
    chance = random.Random(seed)
    worst = seed % 2 == 0
    ids = chance.sample((*SUCCESS, *RISKS), 20)
    made: dict[str, Any] = {}
    for id in ids[:11]:
        made[id] = chance.choice(("no" if id in SUCCESS else "yes", "partly"))
    for id in ids[11:]:
        made[id] = "unsure" if worst else "yes" if id in SUCCESS else "no"
    for id in READINESS:
        made[id] = chance.choice(("no", "unsure") if worst else ("yes", "yes", "no", "unsure"))
    for id in chance.sample((*READINESS, *SUCCESS, *RISKS), 10):
        made[id] = {"value": made[id], "note": (REMARK * 2)[:150]}
    return {**made, "reasons": list(REASONS), "fears": list(FEARS if worst else FEARS[:2])}


def pages(guide: Guide, made: dict[str, Any], folder: Path, **head: Any) -> list[str]:
    """The text of each page."""
    file = folder / "bericht.pdf"
    file.write_bytes(
        b"".join(format_for("report", "pdf").pieces(report_document(report_from(guide, made, **head), guide)))
    )
    told = subprocess.run(["pdftotext", "-layout", file, "-"], capture_output=True, check=True, timeout=60)
    return told.stdout.decode().split("\f")[:-1]


def is_appendix(page: str) -> bool:
    return bool(re.match(r"\s*(Zum Nachlesen|Bemerkungen im Wortlaut)\n", page))


@pytest.mark.parametrize("seed", range(10))
def test_eleven_measures_and_1500_characters_of_remarks_have_room_on_four_pages(guide, seed, tmp_path):
    head = {
        "organisation": "Müller & Söhne Präzisionstechnik GmbH & Co. KG",
        "party": ("hr", "works-council", "management", "joint")[seed % 4],
        "stage": ("planned", "running")[seed // 4 % 2],
    }
    made = pages(guide, answers(seed), tmp_path, **head)
    first = next(number for number, page in enumerate(made) if is_appendix(page))
    assert first <= PAGES
    assert "Unterschriften" in made[0]
    assert "Zu diesem Bericht" in "".join(made[:first])
    assert re.match(r"\s*(Angehen|Kein Konsens)\n", made[1])


@pytest.mark.parametrize(("scope", "missing"), [("quick", ()), ("full", ("chemistry", "fears")), ("full", SUCCESS)])
@pytest.mark.parametrize("value", ["yes", "no", "unsure"])
def test_the_first_page_ends_with_the_signatures_whatever_was_answered(guide, scope, missing, value, tmp_path):
    made = dict.fromkeys((*READINESS, *SUCCESS, *RISKS), value) | {"reasons": list(REASONS), "fears": list(FEARS)}
    kept = {id: answer for id, answer in made.items() if id not in missing}
    shown = pages(guide, kept, tmp_path, organisation="Präzisionstechnik " * 11, scope=scope, party="joint")
    assert "Unterschriften" in shown[0]
    assert "Zu diesem Bericht" in "".join(shown[:PAGES])


@pytest.mark.parametrize("length", [2_000, 5_000])
def test_long_remarks_stand_in_full_behind_the_four_pages(guide, length, tmp_path):
    long = ("Wort für Wort " * length)[: length - 8] + "zu Ende."
    made = answers(0) | {id: {"value": "no", "note": long} for id in SUCCESS[:3]}
    shown = pages(guide, made, tmp_path)
    first = next(number for number, page in enumerate(shown) if is_appendix(page))
    assert first <= PAGES
    squeezed = re.sub(r"Seite \d+ von \d+|Bericht Qualifizierungsverbund · \S+|\s", "", "".join(shown[first:]))
    assert squeezed.count("zuEnde.") == 3
    assert squeezed.count("Wort") >= 3 * long.count("Wort")
