"""Every command does what the contract says, with its exit code, on the right stream."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from domain.contract import FORBIDDEN, READINESS, SECTIONS
from domain.oracle import expected_verdict, raw

from .conftest import Program

DONE, BAD, INCOMPLETE, STORAGE = 0, 2, 3, 4


def save(program: Program, answers: Path, *options: str) -> str:
    """Save an assessment and return its ID."""
    result = program("assess", "--no-input", "--json", "--answers", answers, *options)
    assert result.code in (DONE, INCOMPLETE), result.err
    return str(result.json["id"])


class TestAssess:
    def test_an_answers_file_gives_verdict_measures_and_links(self, program, answers):
        result = program("assess", "--no-input", "--answers", answers)
        assert result.code == DONE
        assert result.err == ""
        for part in ("Muster GmbH", "Personalabteilung", "Geschäftsleitung", "Nächste Schritte"):
            assert part in result.out

    def test_json_is_one_document_and_nothing_else(self, program, answers):
        result = program("assess", "--no-input", "--json", "--answers", answers)
        assert (result.code, result.err) == (DONE, "")
        given = json.loads(answers.read_text("utf-8"))["answers"]
        assert result.json["verdict"] == expected_verdict(given)

    def test_at_exit_3_there_is_json_too_and_the_reason_is_on_standard_error(self, program, partial, data):
        result = program("assess", "--no-input", "--json", "--answers", partial)
        assert result.code == INCOMPLETE
        assert result.json["complete"] is False
        assert result.json["verdict"]["outcome"] == "go"
        assert "22 von 29" in result.err
        assert f"assess {result.json['id']}" in result.err
        assert (data / f"{result.json['id']}.json").exists()

    def test_the_exit_code_does_not_depend_on_the_verdict(self, program, tmp_path):
        path = tmp_path / "nein.yaml"
        path.write_text("scope: quick\nanswers: {" + ", ".join(f"{id}: nein" for id in READINESS) + "}", "utf-8")
        result = program("assess", "--no-input", "--json", "--answers", path)
        assert (result.code, result.json["verdict"]["outcome"]) == (DONE, "difficult")

    def test_quick_is_complete_with_the_seven(self, program, partial):
        result = program("assess", "--no-input", "--json", "--quick", "--answers", partial)
        assert result.code == DONE
        assert (result.json["scope"], result.json["complete"]) == ("quick", True)

    def test_standard_input_is_an_answers_file_and_nothing_is_asked(self, program, partial):
        result = program("assess", "--json", "--answers", "-", stdin=partial.read_bytes())
        assert result.code == INCOMPLETE
        assert result.json["party"] == "works-council"
        assert "?" not in result.err

    @pytest.mark.parametrize("stdin", [b"", b"\xff", b"x" * 300_000, b"{", b"- a"])
    def test_nonsense_on_standard_input_is_bad_input(self, program, stdin, data):
        result = program("assess", "--json", "--answers", "-", stdin=stdin)
        assert (result.code, result.out) == (BAD, "")
        assert result.sentence.startswith("Standardeingabe")
        assert not data.exists()

    def test_options_outrank_the_file(self, program, answers):
        result = program(
            "assess", "--no-input", "--json", "--answers", answers,
            "--name", "Andere\tAG", "--party", "Personalabteilung", "--stage", "running",
        )  # fmt: skip
        report = result.json
        assert (report["organisation"], report["party"], report["stage"]) == ("Andere AG", "hr", "running")

    def test_without_input_and_answers_nothing_is_saved(self, program, data):
        result = program("assess", "--no-input", "--json")
        assert result.code == INCOMPLETE
        assert result.json["verdict"] is None
        assert "29 von 29" in result.sentence
        assert not data.exists()

    def test_the_given_file_is_not_changed(self, program, answers):
        before = answers.read_bytes(), answers.stat().st_mtime_ns
        program("assess", "--no-input", "--answers", answers)
        assert (answers.read_bytes(), answers.stat().st_mtime_ns) == before

    def test_a_saved_assessment_is_shown_again_by_its_id(self, program, answers):
        id = save(program, answers)
        result = program("assess", id, "--no-input", "--json")
        assert (result.code, result.json["id"]) == (DONE, id)

    def test_options_change_a_saved_assessment_for_good(self, program, answers):
        id = save(program, answers)
        program("assess", id, "--no-input", "--name", "Neu GmbH", "--stage", "running")
        (row,) = program("list", "--json").json
        assert (row["organisation"], row["stage"]) == ("Neu GmbH", "running")

    def test_resume_takes_the_newest_unfinished(self, program, answers, partial):
        id = save(program, partial)
        result = program("assess", "--resume", "--no-input", "--json")
        assert (result.code, result.json["id"]) == (INCOMPLETE, id)
        save(program, answers)
        result = program("assess", "--resume", "--no-input", "--json", "--party", "works-council")
        assert (result.code, result.json["id"]) == (INCOMPLETE, id)

    def test_resume_asks_who_goes_on_where_two_parties_have_answered(self, program, answers, partial):
        """Promise: blindness. The newest unfinished assessment may be the other party's."""
        save(program, answers)
        id = save(program, partial)
        result = program("assess", "--resume", "--no-input", "--json")
        assert (result.code, result.out) == (BAD, "")
        assert "--party" in result.sentence
        assert id in result.sentence
        piped = program("assess", "--resume", stdin=b"1\n")
        assert (piped.code, piped.out) == (BAD, ""), "it asks on a terminal only"
        taken = program("assess", "--resume", "--party", "works-council", "--json", stdin=b"")
        assert (taken.code, taken.json["id"]) == (INCOMPLETE, id)

    def test_a_saved_assessment_is_not_made_into_another(self, program, answers, partial):
        """Promise: blindness. Fewer questions or another party would let a comparison show what is not finished."""
        id = save(program, partial)
        for options, told in ((("--quick",), "--quick"), (("--party", "hr"), "Betriebsrat")):
            result = program("assess", id, "--no-input", *options)
            assert (result.code, result.out) == (BAD, "")
            assert told in result.sentence
        (row,) = program("list", "--json").json
        assert (row["scope"], row["party"], row["complete"]) == ("full", "works-council", False)

    def test_from_the_seven_questions_to_the_whole_questionnaire(self, program, partial, guide):
        """Whoever comes back to a finished quick assessment may go on with the rest; the answers stay."""
        result = program("assess", "--quick", "--no-input", "--json", "--answers", partial)
        assert result.code == DONE
        declined = program("assess", result.json["id"], "--json", stdin=b"n\n\n")
        assert (declined.code, declined.json["scope"]) == (DONE, "quick")
        rest = b"0\n0\n" + b"j\n" * 20
        wider = program("assess", result.json["id"], "--json", stdin=b"j\n" + rest + b"\n")
        assert (wider.code, wider.json["scope"], wider.json["complete"]) == (DONE, "full", True)
        assert wider.json["answers"]["benefit"]["value"] == "yes"

    def test_nothing_saved_is_no_report(self, program, data):
        """An ID that was never saved stands nowhere."""
        result = program("assess", "--quick", stdin=b"")
        assert (result.code, result.out, data.exists()) == (INCOMPLETE, "", False)
        result = program("assess", "--quick", "--json", stdin=b"")
        assert (result.code, result.json["id"], data.exists()) == (INCOMPLETE, "", False)

    def test_what_options_say_is_saved_without_a_question(self, program):
        result = program("assess", "--no-input", "--json", "--name", "X", "--party", "hr")
        assert result.code == INCOMPLETE
        (row,) = program("list", "--json").json
        assert (row["id"], row["organisation"]) == (result.json["id"], "X")

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
    @pytest.mark.parametrize(
        "command", [("show", "fears"), ("list", "--json"), ("check",), ("export", "--format", "csv")]
    )
    def test_a_full_disk_behind_standard_output(self, answers, tmp_path, command):
        """Contract: 4, storage failed (cannot read or write); no fault of the program."""
        environment = {**os.environ, "VERBUND_CHECK_DATA": str(tmp_path / "data")}
        run = [sys.executable, "-m", "verbund_check"]
        saved = [*run, "assess", "--no-input", "--answers", answers]
        subprocess.run(saved, env=environment, check=True, capture_output=True)
        with open("/dev/full", "w") as full:
            done = subprocess.run(
                [*run, *command], stdout=full, stderr=subprocess.PIPE, env=environment, encoding="utf-8"
            )
        assert (done.returncode, done.stderr.count("\n")) == (4, 1)
        assert "der Datenträger ist voll" in done.stderr

    def test_resume_without_anything_unfinished_says_so(self, program, answers):
        save(program, answers)
        result = program("assess", "--resume", "--no-input")
        assert (result.code, result.out) == (BAD, "")
        assert "assess" in result.sentence

    def test_a_json_report_and_a_saved_file_can_be_given(self, program, answers, tmp_path, data):
        first = program("assess", "--no-input", "--json", "--answers", answers)
        report = tmp_path / "bericht.json"
        report.write_text(first.out, "utf-8")
        for path in (report, data / f"{first.json['id']}.json"):
            again = program("assess", "--no-input", "--json", "--answers", path)
            assert again.code == DONE
            assert again.json["id"] != first.json["id"]
            assert again.json["verdict"] == first.json["verdict"]

    def test_only_what_is_open_is_asked_and_the_first_prompt_is_its_question(self, program, tmp_path):
        path = tmp_path / "a.yaml"
        path.write_text("scope: quick\nanswers: {" + ", ".join(f"{id}: ja" for id in READINESS[:-1]) + "}", "utf-8")
        result = program("assess", "--json", "--answers", path, stdin=b"n\n\n")
        assert result.code == DONE
        assert result.json["answers"]["partners"]["value"] == "no"
        asked = [" ".join(item["question"]["planned"].split()) for item in raw("readiness")["items"]]
        shown = " ".join(result.err.replace("\u00a0", " ").split())
        assert [shown.count(question) for question in asked] == [0, 0, 0, 0, 0, 0, 1]

    def test_an_interview_whose_input_ends_is_saved(self, program, data):
        result = program("assess", "--json", stdin=b"Muster GmbH\n1\n1\n1,3\n0\nj\n")
        assert result.code == INCOMPLETE
        assert result.json["organisation"] == "Muster GmbH"
        assert result.json["answers"] == {
            "reasons": ["broader-offer", "cost-and-risk"],
            "fears": [],
            "benefit": {"value": "yes", "note": ""},
        }
        assert (data / f"{result.json['id']}.json").exists()


class TestBlank:
    def test_the_questionnaire_goes_to_standard_output_as_markdown(self, program, data):
        result = program("assess", "--blank")
        assert (result.code, result.err) == (DONE, "")
        for item in raw("readiness")["items"]:
            question = " ".join(item["question"]["planned"].split())
            assert question in " ".join(result.out.replace("\\", "").split())
        assert not data.exists()

    def test_a_format_and_a_file(self, program, tmp_path):
        target = tmp_path / "bogen.html"
        result = program("assess", "--blank", "--quick", "--output", target)
        assert (result.code, result.out) == (DONE, "")
        assert str(target) in result.err
        assert "<html" in target.read_text("utf-8")

    @pytest.mark.parametrize("options", [["--json"], ["--answers", "x"], ["--resume"], ["2026-01-01-abcdef"]])
    def test_a_blank_form_has_no_answers(self, program, options):
        result = program("assess", "--blank", *options)
        assert (result.code, result.out) == (BAD, "")
        assert "--blank" in result.sentence

    def test_format_and_output_belong_to_blank(self, program):
        result = program("assess", "--format", "md", "--no-input")
        assert result.code == BAD
        assert "--blank" in result.sentence


class TestShow:
    def test_alone_it_lists_all_sections_with_their_keys(self, program):
        result = program("show")
        assert (result.code, result.err) == (DONE, "")
        for key in SECTIONS:
            assert key in result.out

    @pytest.mark.parametrize(("key", "alias"), SECTIONS.items())
    def test_each_section_by_key_and_by_german_name(self, program, key, alias):
        by_key, by_alias = program("show", key), program("show", alias.upper())
        assert (by_key.code, by_key.err) == (DONE, "")
        assert by_key == by_alias
        title = next(entry["title"] for entry in raw("content")["sections"] if entry["key"] == key)
        assert title.split()[0] in by_key.out

    def test_an_unknown_section_gets_the_nearest(self, program):
        result = program("show", "gruende2")
        assert (result.code, result.out) == (BAD, "")
        assert "„gruende2“" in result.sentence
        assert "„gründe“" in result.sentence

    def test_to_a_file_and_never_over_one(self, program, tmp_path):
        target = tmp_path / "f.md"
        assert program("show", "fears", "--output", target).code == DONE
        first = target.read_bytes()
        result = program("show", "reasons", "--output", target)
        assert result.code == BAD
        assert "--force" in result.sentence
        assert target.read_bytes() == first
        assert program("show", "reasons", "--output", target, "--force").code == DONE
        assert target.read_bytes() != first
        assert sorted(os.listdir(tmp_path)) == ["f.md"]

    def test_markdown_on_standard_output(self, program):
        result = program("show", "fears", "--format", "md")
        assert (result.code, result.err) == (DONE, "")
        assert result.out.startswith("# ")
        assert program("show", "fears", "--format", "MD", "--output", "-") == result


class TestList:
    def test_no_folder_yet_is_an_empty_list(self, program, data):
        result = program("list", "--json")
        assert (result.code, result.json, result.err) == (DONE, [], "")
        result = program("list")
        assert (result.code, result.out) == (DONE, "")
        assert not data.exists()

    def test_what_is_saved_newest_first(self, program, answers, partial, data):
        ids = [save(program, answers), save(program, partial)]
        path = data / f"{ids[0]}.json"
        path.write_text(path.read_text("utf-8").replace('"started":"202', '"started":"201'), "utf-8")
        rows = program("list", "--json").json
        assert [row["id"] for row in rows] == ids[::-1]
        assert rows[0]["complete"] is False
        assert rows[1]["complete"] is True
        assert (rows[0]["answered"], rows[0]["asked"]) == (7, 29)
        table = program("list").out
        assert all(id in table for id in ids)

    def test_a_damaged_file_is_named_and_hinders_no_other(self, program, answers, data):
        id = save(program, answers)
        (data / "kaputt.json").write_bytes(b"{\xff")
        result = program("list", "--json")
        assert result.code == DONE
        assert [row["id"] for row in result.json] == [id]
        assert "kaputt.json" in result.sentence
        assert (data / "kaputt.json").read_bytes() == b"{\xff"


class TestExport:
    def test_another_partys_unfinished_assessment_demands_an_id(self, program, answers, partial):
        """Whoever has only begun does not get to see the other side's answers instead of their own."""
        save(program, partial)
        save(program, answers)
        result = program("export")
        assert (result.code, result.out) == (2, "")

    def test_the_only_complete_assessment_as_markdown(self, program, answers, partial):
        partial.write_text(partial.read_text("utf-8").replace("works-council", "hr"), "utf-8")
        save(program, partial)
        save(program, answers)
        result = program("export")
        assert (result.code, result.err) == (DONE, "")
        assert result.out.startswith("# ")
        assert "Muster GmbH" in result.out
        assert "Verantwortlich" not in result.out or "Bis wann" in result.out

    def test_where_several_parties_are_stored_an_id_is_demanded(self, program, answers):
        ids = [save(program, answers)]
        answers.write_text(answers.read_text("utf-8").replace('"hr"', '"works-council"'), "utf-8")
        ids.append(save(program, answers))
        result = program("export")
        assert (result.code, result.out) == (BAD, "")
        assert all(id in result.sentence for id in ids)
        for id in ids:
            assert program("export", id).code == DONE

    def test_of_one_party_the_newest_is_taken(self, program, answers, data):
        old, new = save(program, answers), save(program, answers)
        path = data / f"{old}.json"
        path.write_text(re.sub(r'"(started|finished)":"\d{4}', r'"\1":"2001', path.read_text("utf-8")), "utf-8")
        assert program("export", "--format", "json").json["id"] == new

    def test_nothing_complete_says_so(self, program, partial):
        save(program, partial)
        result = program("export")
        assert (result.code, result.out) == (BAD, "")
        assert "assess" in result.sentence

    def test_json_is_the_report_of_assess(self, program, answers):
        first = program("assess", "--no-input", "--json", "--answers", answers)
        assert program("export", first.json["id"], "--format", "json").out == first.out

    @pytest.mark.parametrize(
        ("ending", "begins"), [("md", b"# "), ("html", b"<!"), ("json", b"{"), ("markdown", b"# ")]
    )
    def test_the_format_is_taken_from_the_ending(self, program, answers, tmp_path, ending, begins):
        target = tmp_path / f"Bericht.{ending.upper()}"
        result = program("export", answers, "--output", target)
        assert (result.code, result.out) == (DONE, "")
        assert str(target) in result.err
        assert target.read_bytes().lower().startswith(begins)

    def test_an_answers_file_can_be_exported_and_is_not_saved(self, program, answers, data):
        result = program("export", answers)
        assert result.code == DONE
        assert "Muster GmbH" in result.out
        assert not data.exists()

    @pytest.mark.parametrize("name", ["bericht.md", "bericht.json"])
    def test_an_existing_file_is_not_overwritten_without_force(self, program, answers, tmp_path, name):
        target = tmp_path / name
        target.write_text("meins", "utf-8")
        result = program("export", answers, "--output", target)
        assert (result.code, result.out) == (BAD, "")
        assert "--force" in result.sentence
        assert target.read_text("utf-8") == "meins"
        assert program("export", answers, "--output", target, "--force").code == DONE
        assert target.read_text("utf-8") != "meins"

    @pytest.mark.skipif(os.name == "nt", reason="links need rights there")
    def test_a_link_that_leads_nowhere_counts_as_existing(self, program, answers, tmp_path):
        (tmp_path / "link.md").symlink_to(tmp_path / "fremd.md")
        assert program("export", answers, "--output", tmp_path / "link.md").code == BAD
        assert not (tmp_path / "fremd.md").exists()

    @pytest.mark.parametrize(
        ("arguments", "says"),
        [
            (["--format", "xlsm"], ["„xlsm“", "md", "json"]),
            (["--format", "htm"], ["„htm“", "html"]),
            (["--output", "bericht.htlm"], ["„.htlm“", ".html"]),
            (["--output", "fehlt/bericht.md"], ["fehlt"]),
            (["--output", "fehlt/"], ["Ordner"]),
            (["--output", "a\x00.md"], []),
            (["--output", "x" * 300 + ".md"], ["zu lang"]),
        ],
    )
    def test_a_bad_format_or_output_is_named(self, program, answers, tmp_path, monkeypatch, arguments, says):
        monkeypatch.chdir(tmp_path)
        result = program("export", answers, *arguments)
        assert (result.code, result.out) == (BAD, "")
        for part in says:
            assert part in result.sentence
        assert os.listdir(tmp_path) == ["antworten.json"]

    @pytest.mark.parametrize("target", ["nix", "nix.json", "../x", "", "x" * 300, "a\x00b", "2026-01-01-aaaaaa"])
    def test_an_unknown_id_or_file_is_named(self, program, target):
        result = program("export", target)
        assert (result.code, result.out) == (BAD, "")
        assert result.sentence

    def test_a_mistyped_id_gets_the_nearest(self, program, answers):
        id = save(program, answers)
        for command in (["export", id[:-1]], ["assess", id[:-1], "--no-input"]):
            result = program(*command)
            assert result.code == BAD
            assert f"„{id}“" in result.sentence

    def test_an_incomplete_assessment_can_be_exported(self, program, partial):
        result = program("export", partial)
        assert result.code == DONE
        assert "noch offen" in result.out


class TestCheck:
    def test_the_shipped_content_is_in_order(self, program):
        result = program("check")
        assert (result.code, result.err) == (DONE, "")
        assert "14 Abschnitte" in result.out

    def test_every_fault_has_a_line_and_the_exit_code_is_2(self, program, tmp_path):
        import shutil

        from domain.oracle import CONTENT

        folder = tmp_path / "inhalt"
        shutil.copytree(CONTENT, folder)
        assert program("check", folder).code == DONE
        for name, old, new in (
            ("readiness.yaml", "    title: Nutzen", "    titel: Nutzen"),
            ("fears.yaml", "read_on: rules", "read_on: regeln"),
        ):
            path = folder / name
            path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")
        result = program("check", folder)
        assert result.code == BAD
        named = [line.split(",")[0] for line in result.out.splitlines()]
        assert named == ["readiness.yaml", "readiness.yaml", "fears.yaml"], "the faults are the result"
        assert "3 Fehler" in result.sentence

    @pytest.mark.parametrize("folder", ["fehlt", "/dev/null", "a\x00b", "a\x1b[2Jb", "x" * 5000])
    def test_a_folder_that_is_none(self, program, folder):
        result = program("check", folder)
        assert (result.code, result.out) == (BAD, "")
        assert "gibt es nicht" in result.err
        assert not FORBIDDEN & set(result.err) - {"\n"}
        assert len(result.err) < 500

    @pytest.mark.parametrize("command", [["show", "fears"], ["show"], ["list"], ["export"], ["assess", "--no-input"]])
    def test_a_broken_content_folder_is_bad_input_for_every_command(self, program, command, tmp_path, monkeypatch):
        monkeypatch.setenv("VERBUND_CHECK_CONTENT", str(tmp_path / "fehlt"))
        result = program(*command)
        assert (result.code, result.out) == (BAD, "")
        assert "fehlt" in result.sentence


class TestStorageFails:
    @pytest.fixture
    def blocked(self, data: Path) -> Path:
        """A file where the folder should be; chmod would prove nothing to root."""
        data.write_text("keine Sammlung", "utf-8")
        return data

    @pytest.mark.parametrize(
        "command", [["list"], ["list", "--json"], ["export"], ["assess", "--resume", "--no-input"]]
    )
    def test_reading_is_refused_with_exit_4(self, program, blocked, command):
        result = program(*command)
        assert (result.code, result.out) == (STORAGE, "")
        assert blocked.name in result.sentence

    def test_the_result_is_shown_all_the_same_and_exit_4_outranks_3(self, program, blocked, partial):
        result = program("assess", "--no-input", "--json", "--answers", partial)
        assert result.code == STORAGE
        assert result.json["verdict"]["outcome"] == "go"
        assert blocked.name in result.sentence
        assert blocked.read_text("utf-8") == "keine Sammlung"

    def test_a_damaged_assessment_asked_for_by_name(self, program, data):
        data.mkdir()
        (data / "kaputt.json").write_bytes(b"{")
        for command in (["export", "kaputt"], ["assess", "kaputt", "--no-input"]):
            result = program(*command)
            assert (result.code, result.out) == (STORAGE, "")
            assert "kaputt.json" in result.sentence
