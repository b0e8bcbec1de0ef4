"""A questionnaire that was filled in in Word goes wherever an answers file goes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

pytest.importorskip("docx")

from domain.word_filling import Sheet, blank
from verbund_check.errors import ExitCode
from verbund_check.guide.model import Guide
from verbund_check.guide.values import Party

from .conftest import Program


def filled(guide: Guide, path: Path, answers: str, party: Party, note: str = "") -> Path:
    """The seven questions answered by one letter each (j, n, w), as a file."""
    sheet = Sheet(blank(guide, scope="quick", organisation="Muster GmbH"))
    labels = {"j": "Ja", "n": "Nein", "w": "Weiß nicht"}
    for id, letter in zip(guide.asked("quick"), answers, strict=True):
        sheet.tick(guide.questions[id].wording("planned"), labels[letter])
    if note:
        sheet.write(guide.questions["benefit"].wording("planned"), "Bemerkung", note)
    sheet.tick(guide.interview.party.title, guide.party(party))
    path.write_bytes(sheet.bytes())
    return path


@pytest.fixture
def folder(guide: Guide, tmp_path: Path) -> Path:
    """Both sides' questionnaires, and what Word leaves beside one that is open."""
    folder = tmp_path / "Bögen"
    folder.mkdir()
    filled(guide, folder / "pa.docx", "jjjjjjn", Party.HR, note="im Juli")
    filled(guide, folder / "br.docx", "jjjjjww", Party.WORKS_COUNCIL)
    (folder / "~$pa.docx").write_bytes(b"\x05Muster")
    return folder


def test_assess_takes_it_and_says_the_result(program: Program, folder):
    done = program("assess", "--answers", folder / "pa.docx", "--no-input", "--json")
    assert done.code == ExitCode.DONE
    assert (done.json["party"], done.json["scope"], done.json["complete"]) == ("hr", "quick", True)
    assert done.json["verdict"]["readiness"] == {"yes": 6, "no": 1, "unsure": 0}
    assert done.json["answers"]["benefit"] == {"value": "yes", "note": "im Juli"}


def test_assess_takes_it_from_standard_input(program: Program, folder):
    done = program("assess", "--answers", "-", "--json", stdin=(folder / "pa.docx").read_bytes())
    assert done.code == ExitCode.DONE
    assert done.json["organisation"] == "Muster GmbH"


def test_its_name_counts_for_nothing(program: Program, folder):
    (folder / "pa.docx").rename(folder / "antworten.txt")
    assert program("assess", "--answers", folder / "antworten.txt", "--no-input").code == ExitCode.DONE


def test_another_party_than_is_named_is_refused(program: Program, folder):
    done = program("assess", "--answers", folder / "pa.docx", "--party", "BR", "--no-input")
    assert done.code == ExitCode.BAD_INPUT
    assert done.out == ""


def test_export_and_compare_take_files_and_folders(program: Program, folder):
    assert "im Juli" in program("export", folder / "pa.docx").out
    pairs = [program("compare", folder / "br.docx", folder / "pa.docx", "--json"), program("compare", folder, "--json")]
    for done in pairs:
        assert done.code == ExitCode.DONE, done.err
        assert done.json["agreement"] == {"same": 5, "of": 7}
    lines = program("export", folder, "--format", "jsonl")
    assert [json.loads(line)["id"] for line in lines.out.splitlines()] == ["br", "pa"]
    assert lines.err == ""


def test_all_faults_are_said_each_on_its_line(program: Program, guide: Guide, folder):
    sheet = Sheet((folder / "pa.docx").read_bytes())
    for id in ("benefit", "goal"):
        sheet.tick(guide.questions[id].wording("planned"), "Nein")
    (folder / "pa.docx").write_bytes(sheet.bytes())
    done = program("assess", "--answers", folder / "pa.docx", "--no-input")
    assert (done.code, done.out) == (ExitCode.BAD_INPUT, "")
    told = done.err.splitlines()
    assert len(told) == 2
    assert all("mehr als ein Kästchen angekreuzt („Ja“ und „Nein“)" in line for line in told)
    assert "Frage „Nutzen“" in told[0]
    assert program("list", "--json").json == []
    among = program("export", folder, "--format", "jsonl")
    assert len(among.out.splitlines()) == 1
    assert "pa.docx" in among.err


def test_limits_hold_for_each_kind(program: Program, tmp_path: Path):
    text = tmp_path / "a.yaml"
    text.write_bytes(b"answers: {benefit: ja}\n" + b"#" * 256 * 1024)
    word = tmp_path / "a.docx"
    word.write_bytes(b"PK\x03\x04" + bytes(4 * 1024 * 1024))
    for path, limit in [(text, "256 KB"), (word, "4096 KB")]:
        done = program("assess", "--answers", path, "--no-input")
        assert done.code == ExitCode.BAD_INPUT
        assert f"höchstens {limit}" in done.err
