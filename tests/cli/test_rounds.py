"""Nothing is overwritten by going on: correcting, a new round, and files that are somebody's."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from domain.contract import all_yes
from together.scripted import Scripted

from .conftest import Program
from .test_commands import save

DONE, BAD, INCOMPLETE = 0, 2, 3
EARLIER = "2026-03-02T10:00:00Z"

Terminal = Callable[..., Scripted]


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """A person at a terminal who replies from a script."""
    from verbund_check.commands import conversation
    from verbund_check.terminal import streams

    def sit_down(*script: Any) -> Scripted:
        asker = Scripted(*script)
        monkeypatch.setattr(conversation, "asker_for", lambda: asker)
        monkeypatch.setattr("verbund_check.commands.assess.conversation", lambda: _Screen(asker))
        monkeypatch.setattr(streams, "is_terminal", lambda _stream: True)
        return asker

    return sit_down


class _Screen:
    def __init__(self, asker: Scripted) -> None:
        self.asker = asker

    def __enter__(self) -> Scripted:
        return self.asker

    def __exit__(self, *_: object) -> None: ...


@pytest.fixture
def earlier(program: Program, answers: Path, data: Path) -> str:
    """The ID of HR's complete assessment, which was finished months ago."""
    id = save(program, answers)
    change(data, id, started=EARLIER, finished=EARLIER)
    return id


def change(data: Path, id: str, **fields: Any) -> None:
    path = data / f"{id}.json"
    path.write_text(json.dumps({**json.loads(path.read_text("utf-8")), **fields}), "utf-8")


def saved(data: Path, id: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((data / f"{id}.json").read_text("utf-8"))
    return found


def others(data: Path, id: str) -> list[str]:
    return [path.stem for path in data.glob("*.json") if path.stem != id]


class TestEarlierDay:
    def test_corrected_it_keeps_its_day(self, program, earlier, data):
        """Contract: `assess ID` asks first; corrected, an assessment keeps its `finished`."""
        result = program("assess", earlier, "--json", stdin=b"b\n6\nj\n")
        assert "Möchten Sie sie berichtigen oder eine neue Runde beginnen?" in " ".join(result.err.split())
        assert "02.03.2026" in result.err
        assert others(data, earlier) == []
        assert result.json["id"] == earlier
        assert saved(data, earlier)["finished"] == EARLIER

    def test_what_is_corrected_is_corrected(self, program, earlier, data):
        program("assess", earlier, stdin=b"berichtigen\n6\nn\n\n")
        assert saved(data, earlier)["answers"]["benefit"]["value"] == "no"
        assert saved(data, earlier)["finished"] == EARLIER

    def test_a_new_round_leaves_it_as_it_is(self, program, earlier, data):
        before = (data / f"{earlier}.json").read_bytes()
        result = program("assess", earlier, "--json", stdin=b"n\n2\n" + b"g\n" * 29 + b"\n")
        assert (result.code, result.json["previous"]) == (DONE, earlier)
        assert result.json["stage"] == "running"
        assert result.json["answers"] == saved(data, earlier)["answers"]
        assert (data / f"{earlier}.json").read_bytes() == before
        assert result.json["finished"] > EARLIER
        assert others(data, earlier) == [result.json["id"]]

    def test_where_the_input_ends_nothing_is_changed(self, program, earlier, data):
        before = (data / f"{earlier}.json").read_bytes()
        result = program("assess", earlier, "--json", stdin=b"")
        assert (result.code, result.json["id"]) == (DONE, earlier)
        assert (data / f"{earlier}.json").read_bytes() == before

    def test_without_input_name_and_stage_change_alone(self, program, earlier, data):
        before = saved(data, earlier)
        result = program("assess", earlier, "--no-input", "--name", "Neu GmbH", "--stage", "running")
        assert (result.code, result.err) == (DONE, "")
        now = saved(data, earlier)
        assert (now["organisation"], now["stage"]) == ("Neu GmbH", "running")
        for key in ("finished", "started", "answers", "party", "scope"):
            assert now[key] == before[key]

    def test_of_today_is_not_asked_about(self, program, answers):
        result = program("assess", save(program, answers), "--json", stdin=b"\n")
        assert result.code == DONE
        assert "neue Runde" not in result.err

    def test_the_day_is_the_local_one(self, program, earlier, data, monkeypatch):
        """Half past eleven in the evening in Greenwich is tomorrow here: what counts is the day that people had."""
        import time

        monkeypatch.setenv("TZ", "Etc/GMT-14")
        if hasattr(time, "tzset"):
            time.tzset()
        try:
            from datetime import UTC, datetime, timedelta

            today = datetime.now().date()
            for day, asks in ((today, False), (today - timedelta(days=1), True)):
                noon = datetime(day.year, day.month, day.day, 12).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
                change(data, earlier, finished=noon)
                assert ("neue Runde" in program("assess", earlier, stdin=b"").err) is asks
        finally:
            monkeypatch.undo()
            if hasattr(time, "tzset"):
                time.tzset()

    def test_the_seven_questions_may_be_gone_on_with(self, program, partial, data):
        result = program("assess", "--quick", "--no-input", "--json", "--answers", partial)
        id = result.json["id"]
        change(data, id, started=EARLIER, finished=EARLIER)
        wider = program("assess", id, "--json", stdin=b"g\n0\n0\n" + b"j\n" * 20 + b"\n")
        assert (wider.code, wider.json["id"], wider.json["scope"], wider.json["complete"]) == (DONE, id, "full", True)
        assert wider.json["finished"] > EARLIER, "now there is more, and it is finished now"


class TestAgain:
    def test_of_an_id(self, program, earlier, data):
        result = program("assess", "--again", earlier, "--json", stdin=b"1\ng\ng\nn\n")
        assert (result.code, result.json["previous"]) == (INCOMPLETE, earlier)
        assert result.json["answers"] == {"reasons": [], "fears": [], "benefit": {"value": "no", "note": ""}}
        assert (result.json["organisation"], result.json["party"]) == ("Muster GmbH", "hr")
        assert result.err.count("Am 02.03.2026") == 5

    def test_resumed_the_old_answers_are_shown_again(self, program, earlier, data):
        """Contract: also over `--resume`."""
        first = program("assess", "--again", earlier, "--json", stdin=b"1\ng\ng\nn\n").json["id"]
        for command in (["--resume"], [first]):
            result = program("assess", *command, "--json", stdin=b"")
            assert (result.json["id"], result.json["previous"]) == (first, earlier)
            assert "Am 02.03.2026: Ja" in result.err
        rest = program("assess", "--resume", "--json", stdin=b"g\n" * 26 + b"\n")
        assert (rest.code, rest.json["previous"]) == (DONE, earlier)
        assert rest.json["answers"]["management"]["value"] == "no", "as last time"

    def test_the_newest_complete_one_where_nothing_is_named(self, program, earlier, answers, data):
        newer = save(program, answers)
        change(data, newer, finished="2026-05-01T10:00:00Z")
        save_unfinished = program("assess", "--no-input", "--name", "Muster GmbH", "--party", "hr")
        assert save_unfinished.code == INCOMPLETE
        result = program("assess", "--again", "--json", stdin=b"2\n1\n")
        assert result.json["previous"] == newer

    def test_of_two_parties_it_is_asked_whose(self, program, earlier, answers, data):
        """Promise: blindness. Nothing of the other side is shown beside a question."""
        answers.write_text(answers.read_text("utf-8").replace('"hr"', '"works-council"'), "utf-8")
        council = save(program, answers)
        refused = program("assess", "--again")
        assert (refused.code, refused.out) == (BAD, "")
        assert earlier in refused.sentence
        assert council in refused.sentence
        assert program("assess", "--again", "--party", "hr", "--json", stdin=b"1\n").json["previous"] == earlier
        result = program("assess", "--again", "--party", "Betriebsrat", "--json", stdin=b"1\n")
        assert result.json["previous"] == council

    def test_of_two_firms_too(self, program, earlier, answers):
        answers.write_text(answers.read_text("utf-8").replace("Muster GmbH", "Andere AG"), "utf-8")
        save(program, answers)
        refused = program("assess", "--again")
        assert (refused.code, refused.out) == (BAD, "")
        assert "mehrerer Betriebe" in refused.sentence

    def test_nothing_is_saved_before_the_first_answer(self, program, earlier, data):
        assert program("assess", "--again", stdin=b"").code == INCOMPLETE
        assert others(data, earlier) == []
        result = program("assess", "--again", "--no-input", "--json")
        assert (result.code, result.json["previous"], result.json["answers"]) == (INCOMPLETE, earlier, {})
        assert others(data, earlier) == [result.json["id"]], "whoever wants no question wants it begun"

    def test_an_old_one_that_is_gone_or_damaged_is_named_and_the_round_goes_on(self, program, earlier, data):
        first = program("assess", "--again", earlier, "--json", stdin=b"1\ng\n").json["id"]
        for spoil in (lambda path: path.write_bytes(b"{"), Path.unlink):
            spoil(data / f"{earlier}.json")
            result = program("assess", first, "--json", stdin=b"0\n")
            assert (result.code, result.json["answers"]["fears"]) == (INCOMPLETE, [])
            assert "beim letzten Mal" in result.err
            assert "Am 02.03.2026" not in result.err

    @pytest.mark.parametrize(
        "options", [["--resume"], ["--answers", "x.yaml"], ["--party", "works-council"], ["--blank"]], ids=str
    )
    def test_what_does_not_go_together(self, program, earlier, options, data):
        result = program("assess", "--again", *([earlier] if options[0] == "--party" else []), *options)
        assert (result.code, result.out) == (BAD, "")
        assert result.sentence
        assert others(data, earlier) == []

    def test_without_anything_finished(self, program, partial):
        assert "noch keine vollständige" in program("assess", "--again").sentence
        id = save(program, partial)
        assert f"assess {id}" in program("assess", "--again", id).sentence

    def test_a_round_may_be_quick(self, program, earlier):
        result = program("assess", "--again", earlier, "--quick", "--json", stdin=b"1\n" + b"g\n" * 7 + b"\n")
        assert (result.code, result.json["scope"], len(result.json["answers"])) == (DONE, "quick", 7)


class TestSomebodysFile:
    @pytest.fixture
    def theirs(self, program: Program, answers: Path, tmp_path: Path) -> list[Path]:
        """The works council's report, once as it is and once without an ID, and their saved assessment."""
        answers.write_text(answers.read_text("utf-8").replace('"hr"', '"works-council"'), "utf-8")
        report, bare, kept = (tmp_path / name for name in ("bericht.json", "ohne.json", "gespeichert.json"))
        assert program("export", answers, "--output", bare).code == DONE
        id = save(program, answers)
        assert program("export", id, "--output", report).code == DONE
        kept.write_bytes((tmp_path / "data" / f"{id}.json").read_bytes())
        (tmp_path / "data" / f"{id}.json").unlink()
        return [report, bare, kept]

    def test_another_party_is_refused(self, program, answers, theirs, data):
        for path in (answers, *theirs):
            result = program("assess", "--answers", path, "--party", "hr", "--no-input")
            assert (result.code, result.out) == (BAD, "")
            assert "Betriebsrat" in result.sentence
        assert list(data.glob("*.json")) == []
        assert program("assess", "--answers", theirs[0], "--party", "Betriebsrat", "--no-input").code == DONE

    def test_a_file_that_says_nothing_takes_the_party_that_is_typed(self, program, tmp_path):
        path = tmp_path / "a.json"
        path.write_text(json.dumps({"answers": all_yes()}), "utf-8")
        result = program("assess", "--answers", path, "--party", "hr", "--no-input", "--json")
        assert (result.code, result.json["party"]) == (DONE, "hr")

    @pytest.mark.parametrize("number", [0, 1, 2])
    def test_on_a_terminal_it_is_named_before_anything_is_shown(self, program, theirs, terminal, data, number):
        asker = terminal("n")
        result = program("assess", "--answers", theirs[number])
        assert (result.code, result.out) == (BAD, "")
        assert list(data.glob("*.json")) == []
        (prompt,) = asker.asked
        assert "Betriebsrat" in prompt.facts
        assert "Nein" not in prompt.facts
        assert theirs[number].name in prompt.facts
        asker = terminal("j")
        result = program("assess", "--answers", theirs[number], "--json")
        assert (result.code, result.json["party"], len(asker.asked)) == (DONE, "works-council", 1)

    def test_answers_that_were_written_down_to_be_read_in_are_not_asked_about(self, program, answers, terminal):
        """Contract: only what is still open is asked, with no other prompt before it."""
        asker = terminal()
        assert program("assess", "--answers", answers).code == DONE
        assert asker.asked == []

    def test_without_a_terminal_as_before(self, program, theirs):
        for path in theirs:
            assert program("assess", "--answers", path, "--json", stdin=b"").code == DONE
