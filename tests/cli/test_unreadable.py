"""What cannot be read is named by every command that lists, picks or resumes, and never makes one take another file."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from verbund_check.answers.assessment import begin, with_answer
from verbund_check.answers.keypoints import begin_paper, with_entry
from verbund_check.commands import stored
from verbund_check.guide.model import Guide
from verbund_check.guide.values import Party, Value
from verbund_check.questionnaire.prompts import Chosen, Prompt

from .conftest import Program

NOW = "2026-11-23T09:30:00Z"
DONE, BAD, INCOMPLETE = 0, 2, 3

KINDS = {
    "cut off": lambda whole: whole[: len(whole) // 2],
    "newer": lambda whole: re.sub(rb'"format":\d+', b'"format":9', whole),
    "empty": lambda _: b"",
    "an impossible day": lambda whole: whole.replace(b"2026-11-23T", b"2026-11-35T"),
    "an unknown value": lambda whole: whole.replace(b'"yes"', b'"perhaps"'),
}


def put(data: Path, guide: Guide, id: str, party: Party, *, complete: bool, organisation: str = "Muster") -> Path:
    assessment = replace(begin(id, guide, now=NOW), organisation=organisation, party=party)
    for each in guide.asked("full") if complete else ("benefit",):
        value: Any = () if guide.questions[each].is_list else Value.YES
        assessment = with_answer(assessment, each, value, guide, now=NOW)
    data.mkdir(exist_ok=True)
    path = data / f"{id}.json"
    path.write_bytes(msgspec.json.encode(assessment) + b"\n")
    return path


@pytest.mark.parametrize("kind", KINDS)
class TestEveryCommand:
    @pytest.fixture
    def damaged(self, data: Path, guide: Guide, kind: str) -> Path:
        """Beside a readable complete assessment of HR and an unfinished one, the newest of HR, which is damaged."""
        put(data, guide, "alt-fertig", Party.HR, complete=True)
        put(data, guide, "alt-offen", Party.HR, complete=False)
        path = put(data, guide, "neu", Party.HR, complete=False)
        path.write_bytes(KINDS[kind](path.read_bytes()))
        return path

    def test_list(self, program: Program, damaged: Path) -> None:
        result = program("list", "--json")
        assert result.code == DONE
        assert {row["id"] for row in result.json} == {"alt-fertig", "alt-offen"}
        assert "neu.json" in result.err

    def test_export_takes_no_other(self, program: Program, damaged: Path) -> None:
        """Promise: an ID is demanded, and what there is to choose from is listed."""
        result = program("export")
        assert (result.code, result.out) == (BAD, "")
        assert "neu.json" in result.err and "alt-fertig" in result.err
        assert program("export", "alt-fertig").code == DONE

    def test_resume_takes_no_other(self, program: Program, damaged: Path) -> None:
        for options in ((), ("--no-input",), ("--party", "hr")):
            result = program("assess", "--resume", *options)
            assert (result.code, result.out) == (BAD, "")
            assert "neu.json" in result.err and "alt-offen" in result.err

    def test_the_partys_question(self, program: Program, damaged: Path) -> None:
        result = program("assess", stdin=b"Muster\n1\n")
        assert result.code == INCOMPLETE
        assert "neu.json" in result.err

    def test_compare_and_export_of_the_folder(self, program: Program, damaged: Path, data: Path) -> None:
        for arguments in (("compare", data, "--json"), ("export", data, "--format", "jsonl")):
            assert "neu.json" in program(*arguments).err

    def test_the_joint_conversation(self, program: Program, damaged: Path, data: Path, guide: Guide) -> None:
        hr = put(data, guide, "pa", Party.HR, complete=True)
        council = put(data, guide, "br", Party.WORKS_COUNCIL, complete=True)
        path = put(data, guide, "einigung", Party.JOINT, complete=False)
        kind = KINDS[os.environ["PYTEST_CURRENT_TEST"].split("[")[1].split("]")[0]]
        path.write_bytes(kind(path.read_bytes()))
        result = program("compare", hr, council, "--agree")
        assert "einigung.json" in result.err

    def test_the_rules_begin_no_other_in_silence(self, program: Program, kind: str, data: Path, guide: Guide) -> None:
        data.mkdir()
        path = data / "papier.paper.json"
        whole = msgspec.json.encode(with_entry(begin_paper("papier", guide, now=NOW), "partners", "yes", now=NOW))
        path.write_bytes(KINDS[kind](whole.replace(b'"partners":"yes"', b'"partners":7') if "value" in kind else whole))
        before = path.read_bytes()
        result = program("rules", stdin=b"Wir\n")
        assert result.code == INCOMPLETE
        assert "papier.paper.json" in result.err
        assert path.read_bytes() == before
        assert "papier.paper.json" in program("list").err


class TestExportWithoutATarget:
    """The newest complete one, but only where it cannot be anybody else's."""

    def test_of_one_organisation_and_one_party(self, program: Program, data: Path, guide: Guide) -> None:
        put(data, guide, "a", Party.HR, complete=True, organisation="Muster GmbH")
        put(data, guide, "b", Party.HR, complete=False, organisation="MUSTER  gmbh")
        result = program("export", "--format", "json")
        assert (result.code, result.json["id"]) == (DONE, "a")

    @pytest.mark.parametrize(
        ("party", "organisation"), [(Party.WORKS_COUNCIL, "Muster"), (Party.HR, "Meier"), (Party.JOINT, "Muster")]
    )
    @pytest.mark.parametrize("complete", [True, False])
    def test_else_an_id_is_demanded_a_joint_one_first(
        self, program: Program, data: Path, guide: Guide, party: Party, organisation: str, complete: bool
    ) -> None:
        put(data, guide, "a", party, complete=complete, organisation=organisation)
        put(data, guide, "z", Party.HR, complete=True)
        result = program("export")
        assert (result.code, result.out) == (BAD, "")
        assert "z (Muster, Personalabteilung" in result.sentence
        if complete and party == Party.JOINT:
            assert result.sentence.index("a (Muster") < result.sentence.index("z (Muster")

    def test_a_terminal_is_asked(
        self, program: Program, data: Path, guide: Guide, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from verbund_check.commands import conversation

        put(data, guide, "pa", Party.HR, complete=True)
        put(data, guide, "gemeinsam", Party.JOINT, complete=True)
        asked: list[Prompt] = []

        class Person:
            def ask(self, prompt: Prompt) -> Chosen:
                asked.append(prompt)
                return Chosen(answer)

        monkeypatch.setattr(stored.streams, "is_terminal", lambda _stream: True)
        monkeypatch.setattr(conversation, "asker_for", lambda: Person())
        answer = "gemeinsam"
        assert program("export", "--format", "json").json["id"] == "gemeinsam"
        assert [choice.value for choice in asked[0].choices] == ["gemeinsam", "pa", ""]
        answer = ""
        assert program("export").code == BAD


class TestFolders:
    @pytest.mark.parametrize("command", [("list",), ("export",), ("assess", "--resume"), ("rules",), ("assess",)])
    @pytest.mark.parametrize("folder", ["~niemand-dieses-namens/x", "a\nb"])
    def test_one_that_is_none_is_one_sentence(
        self, program: Program, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...], folder: str
    ) -> None:
        monkeypatch.setenv("VERBUND_CHECK_DATA", folder)
        result = program(*command)
        assert (result.code, result.out) == (BAD, "")
        assert result.sentence

    def test_a_relative_one_is_printed_as_the_absolute_one(
        self, program: Program, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        """Promise: what is printed to be typed finds it from anywhere."""
        monkeypatch.chdir(tmp_path)
        monkeypatch.setenv("VERBUND_CHECK_DATA", "hier")
        begun = program("assess", "--no-input", "--name", "Muster")
        assert str(tmp_path / "hier") in "".join(begun.err.split("\n"))
        assert str(tmp_path / "hier") in "".join(program("list").out.split())

    def test_the_list_says_where_all_of_it_lies(self, program: Program, data: Path, guide: Guide) -> None:
        data.mkdir()
        paper = with_entry(begin_paper("papier", guide, now=NOW), "partners", "Muster und Meier", now=NOW)
        (data / "papier.paper.json").write_bytes(msgspec.json.encode(paper) + b"\n")
        result = program("list")
        assert "Muster und Meier" in result.out
        assert json.loads(program("list", "--json").out) == []


def test_a_name_that_is_too_long_is_refused(program: Program, data: Path) -> None:
    """Promise: where it comes in, in every way in."""
    result = program("assess", "--no-input", "--name", "n" * 201)
    assert (result.code, result.out, data.exists()) == (BAD, "", False)
    assert "200" in result.sentence


def test_a_pasted_text_of_four_megabytes_is_refused_and_answers_nothing_else(program: Program) -> None:
    """Promise: refused at the prompt with the limit; the rest of the line is no answer to the next question."""
    result = program("assess", stdin=b"n" * 4_000_000 + b"\nMuster\n1\n1\n")
    assert result.code == INCOMPLETE
    assert "höchstens 200 Zeichen" in " ".join(result.err.split())
    (row,) = program("list", "--json").json
    assert (row["organisation"], row["party"]) == ("Muster", "hr")
