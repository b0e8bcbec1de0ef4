"""Private stays private: no remark and no answer of one side leaves with what is handed on, unless it is wanted."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest

from domain.contract import all_yes

from .conftest import Program

DONE, BAD = 0, 2
FORMATS = ("md", "html", "docx", "pdf", "json", "csv", "jsonl", "xlsx")
SIDES = {"hr": "Personalremark", "works-council": "Betriebsratsremark"}
TOGETHER = "Gemeinsamremark"
"""What each side wrote for itself, and what both wrote together: words that stand nowhere else."""


def written(path: Path) -> str:
    """All text that a file holds, whatever its format; what is compressed is unpacked, what is broken is put together."""
    if path.suffix in (".docx", ".xlsx"):
        with zipfile.ZipFile(path) as parts:
            text = " ".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())
        return re.sub(r"<[^>]+>", "", text)
    if path.suffix == ".pdf":
        if not shutil.which("pdftotext"):
            pytest.skip("reads a PDF with pdftotext")
        return subprocess.run(["pdftotext", path, "-"], capture_output=True, check=True).stdout.decode()
    return path.read_text("utf-8")


def marked(text: str) -> set[str]:
    """Which of the words are in a text, also where a line was broken in one of them."""
    flat = re.sub(r"[\s\u00ad-]+", "", text)
    return {word for word in (*SIDES.values(), TOGETHER) if word in flat}


def side(folder: Path, party: str, **changes: Any) -> Path:
    """A file in which everything that can bear a remark bears that of this party."""
    word = SIDES[party]
    answers: dict[str, Any] = {
        id: {"value": value, "note": f"{word} zu {id}"} if isinstance(value, str) else value
        for id, value in all_yes(**changes).items()
    }
    path = folder / f"{party}.json"
    notes = {"reasons": f"{word} bei Gründen", "fears": f"{word} bei Befürchtungen"}
    given = {"organisation": "Muster GmbH", "party": party, "answers": answers, "notes": notes}
    path.write_text(json.dumps(given), "utf-8")
    return path


@pytest.fixture
def sides(program: Program, tmp_path: Path) -> list[str]:
    """The IDs of two saved assessments that differ in goal and balance."""
    files = side(tmp_path, "hr"), side(tmp_path, "works-council", goal="no", balance="no")
    return [program("assess", "--no-input", "--json", "--answers", path).json["id"] for path in files]


@pytest.fixture
def joint(program: Program, sides: list[str]) -> str:
    """The ID of what they agreed on: on one point there is no consensus, on both they wrote a sentence."""
    typed = f"Frau Adam, Herr Bär\nk\n{TOGETHER} eins\nb\n{TOGETHER} zwei\nj\n\n"
    result = program("compare", *sides, "--agree", "--json", stdin=typed.encode())
    assert result.code == DONE, result.err
    assert marked(result.out) == {TOGETHER}
    return str(result.json["id"])


class TestJoint:
    @pytest.mark.parametrize("options", [[], ["--without-notes"]], ids=["", "without-notes"])
    @pytest.mark.parametrize("form", FORMATS)
    def test_no_export_holds_what_one_side_wrote(self, program, joint, tmp_path, form, options):
        """Promise: a remark of one side comes into no report by itself."""
        if form in ("docx", "pdf"):
            pytest.importorskip({"docx": "docx", "pdf": "typst"}[form])
        target = tmp_path / f"bericht.{form}"
        assert program("export", joint, "--output", target, *options).code == DONE
        assert marked(written(target)) == (set() if options else {TOGETHER})

    @pytest.mark.parametrize("form", ["jsonl", "csv", "xlsx"])
    def test_nor_does_the_export_of_a_folder(self, program, joint, data, tmp_path, form):
        """Of a folder each report is handed on; without notes nothing of anybody's is left."""
        target = tmp_path / f"alle.{form}"
        assert program("export", data, "--without-notes", "--output", target).code == DONE
        assert marked(written(target)) == set()
        (data / "nur").mkdir()
        (data / "nur" / f"{joint}.json").write_bytes((data / f"{joint}.json").read_bytes())
        assert program("export", data / "nur", "--output", target, "--force").code == DONE
        assert marked(written(target)) == {TOGETHER}

    def test_nor_do_the_other_commands(self, program, joint):
        for command in (
            ["assess", joint, "--no-input"],
            ["assess", joint, "--no-input", "--json"],
            ["export"],
            ["list"],
        ):
            assert marked(program(*command).out) <= {TOGETHER}, command

    def test_the_saved_file_has_the_remarks_of_the_sides_among_the_originals_alone(self, joint, data):
        saved = json.loads((data / f"{joint}.json").read_text("utf-8"))
        origins = saved.pop("origins")
        assert marked(json.dumps(saved, ensure_ascii=False)) == {TOGETHER}
        assert marked(json.dumps(origins, ensure_ascii=False)) == set(SIDES.values())

    def test_a_report_has_no_answers_of_one_side(self, program, joint):
        """Contract: no `origins`, and nothing else of what each said before."""
        for report in (
            program("export", joint, "--format", "json").json,
            program("assess", joint, "--no-input", "--json").json,
        ):
            assert not report["origins"]
            assert report["dissent"] == ["balance"]
            assert report["answers"]["balance"] == {"value": "unsure", "note": f"{TOGETHER} eins"}
            assert "Personalabteilung" not in json.dumps(report, ensure_ascii=False)
        (line,) = program("export", joint, "--format", "jsonl").out.splitlines()
        assert json.loads(line)["origins"] == []

    def test_with_origins_they_are_there_and_their_remarks_unless_unwanted(self, program, joint, sides):
        report = program("export", joint, "--format", "json", "--with-origins").json
        assert [origin["id"] for origin in report["origins"]] == sides
        assert marked(json.dumps(report, ensure_ascii=False)) == {*SIDES.values(), TOGETHER}
        report = program("export", joint, "--format", "json", "--with-origins", "--without-notes").json
        assert [origin["answers"]["goal"]["value"] for origin in report["origins"]] == ["yes", "no"]
        assert marked(json.dumps(report, ensure_ascii=False)) == set()
        line = json.loads(program("export", joint, "--format", "jsonl", "--with-origins").out)
        assert line["origins"] == sides
        assert marked(json.dumps(line)) == {TOGETHER}

    @pytest.mark.parametrize("form", ["md", "html", "csv"])
    def test_with_origins_is_for_data_that_can_hold_them(self, program, joint, form):
        result = program("export", joint, "--format", form, "--with-origins")
        assert (result.code, result.out) == (BAD, "")
        assert "--with-origins" in result.sentence

    def test_what_was_handed_on_can_be_read_again(self, program, joint, tmp_path):
        """Promise: a report without originals is as good as any, and still says where there was no consensus."""
        handed = tmp_path / "gemeinsam.json"
        assert program("export", joint, "--output", handed).code == DONE
        first = program("export", handed, "--format", "json")
        assert first.out == handed.read_text("utf-8")
        assert "Kein Konsens" in program("export", handed).out
        read_in = program("assess", "--no-input", "--json", "--answers", handed)
        assert (read_in.code, read_in.json["dissent"], read_in.json["meetings"]) == (
            DONE, ["balance"], first.json["meetings"],
        )  # fmt: skip


class TestSingle:
    @pytest.mark.parametrize("form", FORMATS)
    def test_without_notes_no_remark_is_in_any_format(self, program, sides, tmp_path, form):
        if form in ("docx", "pdf"):
            pytest.importorskip({"docx": "docx", "pdf": "typst"}[form])
        for options, words in (([], {SIDES["hr"]}), (["--without-notes"], set())):
            target = tmp_path / f"b{len(options)}.{form}"
            assert program("export", sides[0], "--output", target, *options).code == DONE
            assert marked(written(target)) == words

    def test_answers_and_verdict_stay_as_they_are(self, program, sides):
        full = program("export", sides[1], "--format", "json").json
        bare = program("export", sides[1], "--format", "json", "--without-notes").json
        assert bare.pop("notes") == {}
        assert full.pop("notes") != {}
        for report in (full, bare):
            report["answers"] = {
                id: each["value"] if isinstance(each, dict) else each for id, each in report["answers"].items()
            }
        assert bare == full


class TestEarlierJoint:
    """Until now a joint assessment took over the remarks of both sides; the file of one may still hold them."""

    @pytest.fixture
    def old(self, data: Path) -> Path:
        from verbund_check.guide.loader import default_folder, load_guide

        mark = {"version": "1.1.0", "digest": load_guide(default_folder()).digest}

        def origin(party: str, **notes: str) -> dict[str, Any]:
            answers = {
                id: {"value": value, "note": notes.get(id, "")} if isinstance(value, str) else value
                for id, value in all_yes(goal="yes" if party == "hr" else "no").items()
            }
            return {
                "id": party, "party": party, "finished": "2026-11-01T09:00:00Z", "content": mark, "answers": answers,
                "notes": {"fears": notes["fears"]} if "fears" in notes else {},
            }  # fmt: skip

        hr = origin(
            "hr", benefit="Personalremark", contract="Personalremark", fears="Personalremark", goal="Personalremark"
        )
        council = origin("works-council", contract="Betriebsratsremark")
        answers: dict[str, Any] = {
            id: {"value": value, "note": ""} if isinstance(value, str) else value for id, value in all_yes().items()
        }
        answers["benefit"]["note"] = "Personalremark"
        answers["contract"]["note"] = "Personalabteilung: Personalremark\nBetriebsrat: Betriebsratsremark"
        answers["goal"]["note"] = "Gemeinsamremark"
        answers["balance"]["note"] = "Gemeinsamremark"
        path = data / "alt.json"
        data.mkdir()
        saved = {
            "format": 1, "id": "alt", "organisation": "M", "party": "joint", "stage": "planned", "scope": "full",
            "started": "2026-11-02T09:00:00Z", "finished": "2026-11-02T10:00:00Z", "content": mark, "answers": answers,
            "notes": {"fears": "Personalremark"}, "questions": {}, "origins": [hr, council], "dissent": [],
        }  # fmt: skip
        path.write_text(json.dumps(saved, ensure_ascii=False), "utf-8")
        return path

    @pytest.mark.parametrize("form", ["md", "json", "csv", "jsonl", "xlsx"])
    def test_what_was_copied_is_dropped_and_what_both_wrote_stays(self, program, old, tmp_path, form):
        target = tmp_path / f"alt.{form}"
        assert program("export", "alt", "--output", target).code == DONE
        assert marked(written(target)) == {TOGETHER}

    def test_the_file_stays_as_it_is_until_it_is_changed_and_then_beside(self, program, old, data):
        before = old.read_bytes()
        assert program("export", "alt").code == DONE
        assert old.read_bytes() == before
        assert program("assess", "alt", "--no-input", "--name", "N").code == DONE
        saved = json.loads(old.read_text("utf-8"))
        assert (saved["answers"]["benefit"]["note"], saved["answers"]["balance"]["note"]) == ("", TOGETHER)
        assert saved["origins"][0]["answers"]["benefit"]["note"] == "Personalremark", "each side's own stays its own"
        assert (data / "alt.alt").read_bytes() == before


class TestMeetings:
    def test_each_sitting_is_kept_with_its_day_and_people(self, program, sides, data, monkeypatch):
        days = iter(["2026-11-24", "2026-11-25"])
        monkeypatch.setattr("verbund_check.questionnaire.agreement.local_today", lambda: next(days))
        first = program("compare", *sides, "--agree", "--json", stdin=b"Frau Adam\nj\n")
        assert first.json["meetings"] == [{"date": "2026-11-24", "people": "Frau Adam"}]
        assert "Wer ist bei diesem Gespräch dabei?" in first.err
        second = program("compare", *sides, "--agree", "--json", stdin=b"\nj\n\n")
        assert second.code == DONE
        assert second.json["id"] == first.json["id"]
        assert second.json["meetings"] == [
            {"date": "2026-11-24", "people": "Frau Adam"}, {"date": "2026-11-25", "people": ""},
        ]  # fmt: skip

    def test_nobody_has_met_before_it_was_said_who(self, program, sides):
        assert program("compare", *sides, "--agree", "--json", stdin=b"").json["meetings"] == []

    def test_they_are_in_the_report(self, program, joint):
        report = program("export", joint)
        assert "Frau Adam, Herr Bär" in report.out
