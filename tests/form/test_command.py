"""`verbund-check form`: where the file goes, what it is called, what is refused; and what comes back is read."""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest

from cli.conftest import Program, program
from verbund_check.commands.start import _is_somebodys
from verbund_check.guide.model import Guide
from verbund_check.text import local_today

__all__ = ["program"]


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    ("options", "name"),
    [
        ((), "fragebogen-{day}.html"),
        (("--name", "Muster GmbH", "--party", "br"), "fragebogen-muster-gmbh-betriebsrat-{day}.html"),
        (("--name", "Müller & Söhne", "--quick"), "fragebogen-mueller-und-soehne-{day}.html"),
        (("--party", "Geschäftsleitung", "--stage", "läuft"), "fragebogen-geschaeftsleitung-{day}.html"),
        (("--output", "bogen.HTM"), "bogen.HTM"),
        (("-o", "unter"), "unter/fragebogen-{day}.html"),
        (("-o", "unter/bogen"), "unter/bogen"),
    ],
)
def test_it_is_called_after_whose_it_is_and_its_whole_path_is_told(
    program: Program, tmp_path: Path, options: tuple[str, ...], name: str
) -> None:
    (tmp_path / "unter").mkdir()
    result = program("form", *options)
    path = tmp_path / name.format(day=local_today())
    assert (result.code, result.out) == (0, "")
    assert result.err.startswith(f"Geschrieben: {path}\n")
    assert path.read_bytes().startswith(b"<!DOCTYPE html>")


def test_it_goes_to_standard_output_alone(program: Program, tmp_path: Path) -> None:
    result = program("form", "--output", "-")
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith("<!DOCTYPE html>")
    assert not list(tmp_path.glob("*.html"))


def test_a_zip_holds_the_same_page_and_is_the_same_every_time(program: Program, tmp_path: Path) -> None:
    for name in ("eins.zip", "zwei.ZIP"):
        assert program("form", "--name", "Muster GmbH", "--output", name).code == 0
    assert (tmp_path / "eins.zip").read_bytes() == (tmp_path / "zwei.ZIP").read_bytes()
    with zipfile.ZipFile(tmp_path / "eins.zip") as packed:
        (name,) = packed.namelist()
        assert name == f"fragebogen-muster-gmbh-{local_today()}.html"
        assert packed.read(name).decode() == program("form", "--name", "Muster GmbH", "-o", "-").out


@pytest.mark.parametrize(
    ("options", "code", "says"),
    [
        (("--party", "chef"), 2, "„chef“"),
        (("--stage", "bald"), 2, "„bald“"),
        (("--name", "x" * 201), 2, "200"),
        (("--output", "bogen.pdf"), 2, ".html, .htm, .zip"),
        (("--output", "da.html"), 2, "--force"),
        (("--output", "da.zip"), 2, "--force"),
        (("--output", "fehlt/bogen.html"), 2, "den Ordner gibt es nicht"),
        (("--output", "fehlt/"), 2, "„fehlt/“"),
        (("--output", ""), 2, "kein Dateiname"),
        (("--output", "a\0b.html"), 2, "kein Dateiname"),
    ],
)
def test_what_does_not_go_is_said_in_one_sentence(
    program: Program, tmp_path: Path, options: tuple[str, ...], code: int, says: str
) -> None:
    for name in ("da.html", "da.zip"):
        (tmp_path / name).write_text("alt", "utf-8")
    before = sorted(tmp_path.iterdir())
    result = program("form", *options)
    assert (result.code, result.out) == (code, "")
    assert says in result.sentence
    assert sorted(tmp_path.iterdir()) == before
    assert {(tmp_path / name).read_text("utf-8") for name in ("da.html", "da.zip")} == {"alt"}


def test_with_force_a_file_is_replaced(program: Program, tmp_path: Path) -> None:
    (tmp_path / "da.html").write_text("alt", "utf-8")
    assert program("form", "--output", "da.html", "--force").code == 0
    assert (tmp_path / "da.html").stat().st_size > 10_000


def test_a_name_of_blanks_alone_is_none_and_is_asked_for(program: Program) -> None:
    page = program("form", "--name", " \u200b ", "--output", "-").out
    found = re.search(r'id="data">(.*?)</script>', page)
    assert found
    assert json.loads(found[1])["given"]["organisation"] is None


def form_file(guide: Guide, **changes: Any) -> dict[str, Any]:
    """What a form saves, typed from what its script says."""
    answers: dict[str, Any] = {"reasons": ["learning"], "fears": []}
    answers |= {id: {"value": "yes", "note": ""} for id in guide.asked("full")[2:]}
    return {
        "format": 2, "id": "2026-11-25-k7fq4m", "organisation": "Muster GmbH", "party": "works-council", "stage": "planned",
        "scope": "full", "started": "2026-11-25T10:00:00Z", "finished": "2026-11-25T10:12:00Z",
        "content": {"version": guide.contents.version, "digest": guide.digest}, "answers": answers, "notes": {"fears": "Tarif"},
        "questions": {id: guide.fingerprint(id) for id in answers},
        "wordings": {id: guide.questions[id].wording("planned") for id in answers},
    } | changes  # fmt: skip


def test_what_a_form_saves_is_taken_wherever_an_answers_file_is(program: Program, tmp_path: Path, guide: Guide) -> None:
    for name, changes in {"br": {}, "pa": {"party": "hr", "id": "2026-11-25-abcdef"}}.items():
        (tmp_path / f"{name}.json").write_text(json.dumps(form_file(guide, **changes), indent=2) + "\n", "utf-8")
    assessed = program("assess", "--answers", "br.json", "--no-input", "--json")
    assert (assessed.code, assessed.json["complete"]) == (0, True)
    assert assessed.json["notes"] == {"fears": "Tarif"}
    exported = program("export", "br.json", "--format", "json")
    assert (exported.code, exported.json["id"], exported.json["finished"]) == (
        0,
        "2026-11-25-k7fq4m",
        "2026-11-25T10:12:00Z",
    )
    compared = program("compare", "pa.json", "br.json", "--json")
    assert (compared.code, compared.json["kind"]) == (0, "parties")
    assert compared.json["agreement"] == {"same": 27, "of": 27}


def test_it_is_known_as_somebodys_and_asked_about_before_anything_of_it_is_shown(guide: Guide) -> None:
    """As a saved assessment or a report; how it is asked is held by tests/cli/test_rounds.py."""
    assert _is_somebodys(json.dumps(form_file(guide), indent=2).encode())


def test_a_text_that_is_too_long_is_refused_where_it_comes_in(program: Program, tmp_path: Path, guide: Guide) -> None:
    (tmp_path / "lang.json").write_text(json.dumps(form_file(guide, notes={"fears": "x" * 5001})), "utf-8")
    result = program("assess", "--answers", "lang.json", "--no-input")
    assert result.code == 2
    assert "5.000" in result.sentence
