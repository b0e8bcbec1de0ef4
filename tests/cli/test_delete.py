"""`delete` removes all of what is named and nothing else, and says which files still hold a copy of it."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from .conftest import Program
from .test_commands import save
from .test_rounds import Terminal, terminal

__all__ = ["terminal"]

DONE, BAD, STORAGE = 0, 2, 4


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def id(program: Program, answers: Path) -> str:
    return save(program, answers)


def council(program: Program, answers: Path) -> str:
    answers.write_text(answers.read_text("utf-8").replace('"hr"', '"works-council"'), "utf-8")
    return save(program, answers)


class TestDelete:
    def test_with_all_that_was_put_aside_of_it(self, program, id, answers, data):
        """Contract: with what was put aside of it. What a killed program left half-written holds answers as well."""
        other = save(program, answers)
        for name in (f"{id}.alt", f"{id}.alt2", f"{other}.alt", f"{id}0.json", f"{id}.alternativ", "notiz.txt"):
            (data / name).write_bytes((data / f"{id}.json").read_bytes() if name.endswith("json") else b"{}")
        (data / ".verbund-check-0a.tmp").write_bytes((data / f"{id}.json").read_bytes()[:-9])
        (data / ".verbund-check-0b.tmp").write_bytes((data / f"{other}.json").read_bytes()[:-9])
        (data / f".{id}.lock").touch()
        before = names(data)
        result = program("delete", id, "--yes")
        assert (result.code, result.out) == (DONE, "")
        assert "Muster GmbH" in result.err
        gone = {f"{id}.json", f"{id}.alt", f"{id}.alt2", f".{id}.lock", ".verbund-check-0a.tmp"}
        assert names(data) == [name for name in before if name not in gone]

    def test_several_at_once(self, program, id, answers, data):
        second = council(program, answers)
        assert program("delete", id, second, id, "--yes").code == DONE
        assert list(data.glob("*.json")) == []

    def test_without_a_terminal_and_without_yes_nothing_is_deleted(self, program, id, data):
        """Contract: exit 2."""
        before = names(data)
        for stdin in (b"", b"j\n", b"1\n"):
            result = program("delete", id, stdin=stdin)
            assert (result.code, result.out) == (BAD, "")
            assert "--yes" in result.sentence
        assert names(data) == before

    def test_a_terminal_is_asked(self, program, id, data, terminal: Terminal):
        for reply, code in (("n", BAD), ("j", DONE)):
            asker = terminal(reply)
            assert program("delete", id).code == code
            (prompt,) = asker.asked
            assert "Muster GmbH, Personalabteilung" in prompt.facts
            assert id in prompt.facts
            assert (data / f"{id}.json").exists() is (reply == "n")

    def test_the_end_of_the_input_is_no_yes(self, program, id, data, terminal: Terminal):
        terminal()
        assert program("delete", id).code == BAD
        assert (data / f"{id}.json").exists()

    def test_where_nothing_is_named_a_terminal_is_offered_what_there_is(self, program, id, data, terminal: Terminal):
        assert "KENNUNG" in program("delete", "--yes").sentence
        asker = terminal(id, "j")
        assert program("delete").code == DONE
        assert [choice.value for choice in asker.asked[0].choices] == [id, ""]
        assert not (data / f"{id}.json").exists()
        terminal()
        assert "nichts gespeichert" in program("delete").sentence

    @pytest.mark.parametrize(
        "unknown", ["2026-01-01-aaaaaa", "..", "../x", "a/b", "a\0b", "", "*", "X" * 300, "notiz.txt"]
    )
    def test_what_is_no_id_is_named_and_nothing_is_deleted(self, program, id, data, unknown):
        (data / "notiz.txt").touch()
        before = names(data)
        result = program("delete", id, unknown, "--yes")
        assert (result.code, result.out) == (BAD, "")
        assert "gelöscht wurde nichts" in result.sentence
        assert names(data) == before

    def test_a_mistyped_one_gets_the_nearest(self, program, id):
        assert f"„{id}“" in program("delete", id[:-1], "--yes").sentence

    @pytest.mark.parametrize("content", [b"{", b"", b"\xff", b'{"format":99}', b"answers: {benefit: vielleicht}"])
    def test_a_damaged_one_by_its_id(self, program, id, data, content):
        (data / "kaputt.json").write_bytes(content)
        assert program("delete", "kaputt", "--yes").code == DONE
        assert not (data / "kaputt.json").exists()
        assert (data / f"{id}.json").exists()

    def test_a_paper(self, program, id, data):
        program("rules", stdin="Muster und Söhne\n".encode())
        (paper,) = data.glob("*.paper.json")
        result = program("delete", paper.name.removesuffix(".paper.json"), "--yes")
        assert result.code == DONE
        assert "Muster und Söhne" in result.err
        assert names(data) == [f"{id}.json"]

    def test_one_that_is_open_elsewhere_stays(self, program, id, data, guide):
        from verbund_check.storage.store import assessment_store

        with assessment_store(data, guide).locked(id):
            result = program("delete", id, "--yes")
        assert result.code == BAD
        assert "anderen Fenster" in result.sentence
        assert (data / f"{id}.json").exists()

    def test_what_the_system_refuses_is_exit_4(self, program, data):
        (data / "ordner.json").mkdir(parents=True)
        result = program("delete", "ordner", "--yes")
        assert result.code == STORAGE
        assert "ordner" in result.sentence

    @pytest.mark.skipif(os.name == "nt", reason="links need rights there")
    def test_a_link_goes_and_what_it_leads_to_stays(self, program, id, data, tmp_path):
        (tmp_path / "fremd.json").write_bytes((data / f"{id}.json").read_bytes())
        (data / "link.json").symlink_to(tmp_path / "fremd.json")
        assert program("delete", "link", "--yes").code == DONE
        assert (tmp_path / "fremd.json").exists()


class TestCopies:
    """Contract: it names every other file that still holds a copy of these answers."""

    def test_a_joint_assessment_that_was_made_of_it(self, program, id, answers, data):
        other = council(program, answers)
        joint = program("compare", id, other, "--agree", "--json", stdin=b"").json["id"]
        alone = save(program, answers, "--name", "Dritte AG")
        result = program("delete", id, "--yes")
        assert result.code == DONE
        assert f"{joint}.json" in result.err
        assert alone not in result.err
        assert other not in result.err
        result = program("delete", joint, other, "--yes")
        assert f"{joint}.json" not in result.err, "what goes along is no copy"

    def test_one_that_was_made_of_a_file_with_these_answers(self, program, answers, data, tmp_path):
        """The joint one knows the file's name; the answers give it away."""
        hr = tmp_path / "personal.json"
        hr.write_bytes(answers.read_bytes())
        id = save(program, hr)
        council(program, answers)
        joint = program("compare", hr, answers, "--agree", "--json", stdin=b"").json["id"]
        assert f"{joint}.json" in program("delete", id, "--yes").err

    def test_copies_in_the_folder(self, program, id, answers, data):
        again = save(program, answers)
        whole = (data / f"{id}.json").read_bytes()
        (data / "kopie.json").write_bytes(whole)
        (data / f"{again}.alt").write_bytes(whole)
        changed = json.loads(whole)
        changed["answers"]["benefit"]["value"] = "no"
        (data / "anders.json").write_text(json.dumps({**changed, "id": "anders"}), "utf-8")
        result = program("delete", id, "--yes")
        for name in (f"{again}.json", f"{again}.alt", "kopie.json"):
            assert f"{name}:" in result.err
        assert "anders.json" not in result.err

    def test_another_firm_or_party_with_the_same_answers_is_none(self, program, id, answers):
        mine = answers.read_text("utf-8")
        answers.write_text(mine.replace("Muster GmbH", "Andere AG"), "utf-8")
        save(program, answers)
        answers.write_text(mine.replace('"hr"', '"works-council"'), "utf-8")
        save(program, answers)
        assert ".json" not in program("delete", id, "--yes").err

    def test_they_are_named_before_the_person_agrees(self, program, id, data, terminal: Terminal):
        (data / "kopie.json").write_bytes((data / f"{id}.json").read_bytes())
        asker = terminal("n")
        program("delete", id)
        assert "kopie.json" in asker.asked[0].facts


def test_the_tab_key_offers_papers_too(program, id, data, monkeypatch):
    from verbund_check import completion

    program("rules", stdin=b"Wir\n")
    (paper,) = (path.name.removesuffix(".paper.json") for path in data.glob("*.paper.json"))
    assert completion.stored_ids("") == [id, paper]
    assert completion.saved_ids("") == [id]
