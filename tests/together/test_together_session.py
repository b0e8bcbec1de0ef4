"""`compare --agree` and `rules` as whole commands: piped, killed, taken up again, handed round."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from domain.contract import all_yes

from .conftest import Run, Write
from .scripted import Scripted
from .test_together_command import text_of

DONE, BAD, INCOMPLETE = 0, 2, 3


@pytest.fixture
def sides(write: Write) -> list[Path]:
    """Two parties who differ in balance, goal and contract, in this order of weight."""
    hr = write("HR_Öz", "Muster GmbH", "hr", goal={"value": "yes", "note": "Steht im Konzept"})
    council = write(
        "BR", "Muster GmbH", "works-council", balance="no", goal="no", contract="partly", fears=["antitrust"]
    )
    return [hr, council]


class TestAgree:
    def test_piped_lines_give_a_complete_joint_assessment(self, run: Run, sides):
        result = run("compare", *sides, "--agree", "--json", typed="Frau Adam\nk\nDie Leitung fehlt\nj\nt\n\n")
        assert result.code == DONE
        joint = result.json
        assert (joint["party"], joint["complete"], joint["dissent"]) == ("joint", True, ["balance"])
        assert joint["answers"]["balance"] == {"value": "unsure", "note": "Die Leitung fehlt"}
        assert joint["answers"]["goal"]["value"] == "yes"
        assert joint["answers"]["fears"] == ["antitrust"]
        assert [each["people"] for each in joint["meetings"]] == ["Frau Adam"]
        assert joint["origins"] == []
        origins = run("export", joint["id"], "--format", "json", "--with-origins").json["origins"]
        assert [(origin["id"], origin["party"]) for origin in origins] == [("hr-oez", "hr"), ("br", "works-council")]
        assert origins[1]["answers"]["balance"]["value"] == "no"
        assert joint["verdict"]["outcome"] == "go"
        assert [row["id"] for row in run("list", "--json").json] == [joint["id"]]

    def test_the_end_of_input_leaves_what_was_settled_and_the_same_call_goes_on(self, run: Run, sides):
        first = run("compare", *sides, "--agree", "--json", typed="\nk\nNein\n")
        assert first.code == INCOMPLETE
        assert first.json["complete"] is False
        assert first.json["dissent"] == ["balance"]
        for turned in (sides, sides[::-1]):
            second = run("compare", *turned, "--agree", "--json", typed="\n")
            assert second.json["id"] == first.json["id"]
            assert second.json["dissent"] == ["balance"]
        assert "Punkt 2 von 3" in second.err
        third = run("compare", *sides, "--agree", "--json", typed="\nn\nj\n\n")
        assert (third.code, third.json["id"], third.json["started"]) == (DONE, first.json["id"], first.json["started"])
        assert len(run("list", "--json").json) == 1

    def test_files_of_another_firm_under_the_same_names_begin_anew(self, run: Run, write: Write, sides):
        first = run("compare", *sides, "--agree", "--json", typed="\nj\n").json
        others = [write("HR_Öz", "Andere AG", "hr"), write("BR", "Andere AG", "works-council", balance="no")]
        second = run("compare", *others, "--agree", "--json", typed="").json
        assert second["id"] != first["id"]
        assert "balance" not in second["answers"]

    def test_where_all_is_alike_it_is_settled_at_once(self, run: Run, write: Write):
        pair = write("hr", "M", "hr"), write("br", "M", "works-council")
        result = run("compare", *pair, "--agree", "--json")
        assert (result.code, result.json["complete"], result.json["dissent"]) == (DONE, True, [])
        assert "Sie haben alles gleich beantwortet" in result.err

    def test_a_quick_pair_gives_a_quick_joint_one(self, run: Run, write: Write):
        ids = [id.replace("-", "_") for id in all_yes() if id not in ("benefit", "conviction", "goal", "sharing")]
        rest = dict.fromkeys((id for id in ids if id not in ("upfront", "management", "partners")), None)
        pair = (
            write("hr", "M", "hr", {"scope": "quick"}, **rest),
            write("br", "M", "works-council", {"scope": "quick"}, **{**rest, "goal": "no"}),
        )
        result = run("compare", *pair, "--agree", "--json", typed="\nk\nNein\n\n")
        assert (result.code, result.json["scope"], result.json["dissent"]) == (DONE, "quick", ["goal"])

    def test_interrupted_in_the_review_everything_is_settled_all_the_same(self, run: Run, sides, monkeypatch):
        from verbund_check.commands import conversation

        for script, told in (
            (["", "j", "j", "j", KeyboardInterrupt], "Alle Punkte sind geklärt"),
            (["", "j", KeyboardInterrupt], "mit demselben Befehl machen Sie weiter"),
        ):
            asker = Scripted(*script)
            monkeypatch.setattr(conversation, "asker_for", lambda asker=asker: asker)
            result = run("compare", *sides, "--agree")
            assert (result.code, result.out) == (130, "")
            assert told in result.err

    def test_where_it_cannot_be_saved_another_folder_is_named(self, run: Run, sides, data, tmp_path, monkeypatch):
        data.write_text("kein Ordner", "utf-8")
        result = run("compare", *sides, "--agree", "--json", typed=f"{tmp_path / 'neu'}\n\nj\nj\nj\n\n")
        assert result.code == DONE, result.err
        assert len(list((tmp_path / "neu").glob("*.json"))) == 1
        assert f"{tmp_path / 'neu'}; nennen Sie diesen Ordner in VERBUND_CHECK_DATA" in result.err

    def test_given_up_where_it_cannot_be_saved_is_a_fault_of_the_storage(self, run: Run, sides, data):
        data.write_text("kein Ordner", "utf-8")
        assert run("compare", *sides, "--agree", typed="").code == 4
        assert run("rules", typed="Wir\n").code == 4

    @pytest.fixture
    def joint(self, run: Run, sides) -> str:
        """The ID of a saved joint assessment with a dissent on balance."""
        id: str = run("compare", *sides, "--agree", "--json", typed="\nk\nLeitung fehlt\nj\nt\n\n").json["id"]
        return id

    @pytest.mark.parametrize("form", ["md", "html", "json", "csv", "jsonl", "docx", "xlsx"])
    def test_every_report_names_the_dissent(self, run: Run, joint, tmp_path, form):
        target = tmp_path / f"x.{form}"
        assert run("export", joint, "--output", target).code == DONE
        told = text_of(target)
        assert "Leitung fehlt" in told
        assert ("dissent" if form.startswith("json") else "Kein Konsens") in told
        if form in ("md", "html", "docx"):
            for word in (
                "Personalabteilung: Trifft zu",
                "Betriebsrat: Trifft nicht zu",
                "hr-oez",
                "Hervorgegangen aus",
            ):
                assert word in told, word

    def test_so_does_the_screen_and_an_unfinished_one_without_a_verdict(self, run: Run, write: Write):
        pair = write("hr", "M", "hr", upfront="no", goal="no"), write("br", "M", "works-council")
        result = run("compare", *pair, "--agree", typed="\nk\nOffen\n")
        assert result.code == INCOMPLETE
        assert "Noch kein Ergebnis" in result.out
        assert "Kein Konsens" in result.out
        assert "Offen" in result.out

    def test_goes_where_output_says(self, run: Run, sides, tmp_path):
        target = tmp_path / "joint.md"
        result = run("compare", *sides, "--agree", "--output", target, typed="\nk\nLeitung fehlt\nj\nt\n\n")
        assert (result.code, result.out) == (DONE, "")
        assert "Leitung fehlt" in target.read_text("utf-8")

    def test_it_can_be_given_as_answers_and_keeps_origins_and_dissent(self, run: Run, joint, tmp_path):
        report = tmp_path / "joint.json"
        before = run("export", joint, "--output", report, "--format", "json", "--with-origins")
        assert before.code == DONE
        original = json.loads(report.read_text("utf-8"))
        again = run("assess", "--no-input", "--json", "--answers", report)
        assert again.code == DONE, again.err
        for key in ("party", "organisation", "answers", "meetings", "dissent", "verdict"):
            assert again.json[key] == original[key], key
        kept = run("export", again.json["id"], "--format", "json", "--with-origins").json
        assert kept["origins"] == original["origins"] != []
        assert again.json["id"] != joint

    def test_two_of_them_are_compared_over_time(self, run: Run, joint, sides, data):
        path = data / f"{joint}.json"
        then = {**json.loads(path.read_text("utf-8")), "finished": "2026-03-02T10:00:00Z"}
        path.write_text(json.dumps(then), "utf-8")
        later = run("compare", *sides, "--agree", "--json", typed="\nj\nj\nj\n\n").json["id"]
        assert later != joint
        result = run("compare", joint, later, "--json")
        assert (result.json["kind"], result.json["better"]) == ("time", ["balance", "contract"])

    def test_a_point_that_is_answered_anew_is_no_dissent_any_more(self, run: Run, joint):
        # The review comes first, as everything is answered: line 3 head, then the 29; balance is line 3 + 2 + 7 + 2.
        result = run("assess", joint, "--json", typed="14\nj\n\n")
        assert result.json["answers"]["balance"]["value"] == "yes"
        assert result.json["dissent"] == []


def child(data: Path, *words: str | Path) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "VERBUND_CHECK_DATA": str(data), "PYTHONUNBUFFERED": "1"}
    return subprocess.Popen(
        [sys.executable, "-m", "verbund_check", *map(str, words)],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def until(process: subprocess.Popen[bytes], text: str) -> None:
    """Read what it says until `text` came."""
    assert process.stderr is not None
    seen = b""
    while text.encode() not in seen:
        piece = os.read(process.stderr.fileno(), 4096)
        assert piece, seen.decode()
        seen += piece


KILLED = getattr(signal, "SIGKILL", signal.SIGTERM)
"""Ends a program on the spot; on Windows every signal that a program can be sent does."""
ENDINGS = [KILLED] if sys.platform == "win32" else [KILLED, signal.SIGINT, signal.SIGTERM]


@pytest.mark.parametrize("how", ENDINGS)
@pytest.mark.parametrize("command", ["agree", "rules"])
def test_nothing_acknowledged_is_lost_however_it_ends(run: Run, sides, data, how, command):
    words = ["compare", *sides, "--agree"] if command == "agree" else ["rules", "--plain"]
    process = child(data, *words)
    assert process.stdin is not None
    until(process, "Wer ist bei diesem" if command == "agree" else "Partner: Welche")
    for typed, then in (
        [(b"Frau Adam\n", "Punkt 1 von 3"), (b"k\n", "Bemerkung"), (b"Leitung fehlt\n", "Punkt 2")]
        if command == "agree"
        else [(b"Mayer & Roth\n", "Form"), (b"1\n", "Punkt 1"), (b"Gute Kurse\n", "Punkt 2")]
    ):
        process.stdin.write(typed)
        process.stdin.flush()
        until(process, then)
    process.send_signal(how)
    _, err = process.communicate(timeout=20)
    on_the_spot = 1 if sys.platform == "win32" else -9
    assert process.returncode == (on_the_spot if how == KILLED else 130), err.decode()
    if command == "agree":
        second = run("compare", *sides, "--agree", "--json", typed="\n")
        assert second.json["answers"]["balance"]["note"] == "Leitung fehlt"
        assert second.json["dissent"] == ["balance"]
        assert "Punkt 2 von 3" in second.err
    else:
        second = run("rules", typed="1\n")
        assert "1 = Weiter: Mayer & Roth" in second.err
        assert "3 von 16 Fragen" in " ".join(second.err.split())
        assert "Punkt 2 von 14" in second.err
        assert "Gute Kurse" in second.out


class TestRules:
    FULL = "Mayer & Roth\n1\n" + "".join(f"Punkt eins-{n}\n" for n in range(12)) + "j\nn\n"

    def test_a_paper_from_piped_lines(self, run: Run):
        result = run("rules", typed=self.FULL + "\n")
        assert result.code == DONE
        for number in range(12):
            assert f"Punkt eins-{number}" in result.out
        for word in (
            "Mayer & Roth", "Als förmlichen Vertrag", "keine Rechtsberatung", "Südwestmetall", "IG Metall",
            "ihre Gewerkschaft. (Ergänzung von verbund-check)",
        ):  # fmt: skip
            assert word in " ".join(result.out.split()), word
        assert "besser im Vertrag" in result.out

    def test_where_neither_is_wanted_no_contract_is_called_for(self, run: Run):
        result = run("rules", typed=self.FULL[:-4] + "n\nw\n\n")
        assert "besser im Vertrag" not in result.out
        assert "keine Rechtsberatung" in result.out

    def test_the_end_of_input_leaves_a_paper_that_is_offered_by_name_and_date(self, run: Run, data):
        first = run("rules", typed="Mayer & Roth\n1\nGute Kurse\n")
        assert first.code == INCOMPLETE
        assert "Gute Kurse" in first.out
        assert len(list(data.glob("*.paper.json"))) == 1
        second = run("rules", typed="2\nNeue Runde\n")
        assert "Mayer & Roth, " in second.err
        assert len(list(data.glob("*.paper.json"))) == 2
        third = run("rules", typed="")
        assert third.err.index("Neue Runde") < third.err.index("Mayer & Roth")

    def test_beginning_and_ending_at_once_leaves_nothing(self, run: Run, data):
        assert run("rules").code == INCOMPLETE
        assert not list(data.glob("*.paper.json"))

    def test_papers_are_no_assessments(self, run: Run, data):
        run("rules", typed="Mayer & Roth\n")
        assert run("list", "--json").json == []
        result = run("list")
        assert "Nicht lesbar" not in result.err

    def test_a_damaged_paper_is_no_obstacle_and_stays(self, run: Run, data):
        run("rules", typed="Mayer & Roth\n")
        (data / "2026-01-01-abcdef.paper.json").write_bytes(b'{"format": 1')
        result = run("rules", typed="1\n")
        assert "Mayer & Roth" in result.err
        assert (data / "2026-01-01-abcdef.paper.json").read_bytes() == b'{"format": 1'

    @pytest.mark.parametrize("form", ["md", "html", "docx", "pdf"])
    @pytest.mark.parametrize("blank", [True, False])
    def test_every_format(self, run: Run, tmp_path, form, blank):
        target = tmp_path / f"eckpunkte.{form}"
        result = run("rules", *(["--blank"] if blank else []), "--output", target, typed=self.FULL + "\n")
        assert (result.code, result.out) == (DONE, "")
        told = text_of(target)
        if form != "pdf":
            assert "keine Rechtsberatung" in told
            assert ("Punkt eins-3" in told) is not blank

    def test_blank_has_every_point_and_room_to_write(self, run: Run):
        page = run("rules", "--blank").out
        for title in (
            "Ziel", "Beiträge", "Ergebnisse", "Konflikte", "Einfluss", "Ende und Ausstieg", "Erweiterung", "Kommunikation",
            "Berichte", "Zugriffsrechte", "Finanzierung", "Treffpunkte",
        ):  # fmt: skip
            assert title in page, title
        assert page.count("Das vereinbaren wir:") == 12
        assert "besser im Vertrag" in page
        assert "____" in page

    def test_what_cannot_be_written_is_said_before_the_first_question(self, run: Run, tmp_path):
        (tmp_path / "da.md").write_text("alt", "utf-8")
        for words in (["--output", tmp_path / "da.md"], ["--format", "csv"], ["--output", tmp_path / "x.xyz"]):
            result = run("rules", *words, typed=self.FULL)
            assert (result.code, result.out) == (BAD, "")
            assert "Welche Betriebe" not in result.err

    def test_another_window_holds_it(self, run: Run, data):
        run("rules", typed="Mayer & Roth\n")
        process = child(data, "rules", "--plain")
        assert process.stdin is not None
        until(process, "1 = Weiter")
        process.stdin.write(b"1\n")
        process.stdin.flush()
        until(process, "Form:")
        result = run("rules", typed="1\nAndere\n")
        assert "in einem anderen Fenster" in result.err
        process.kill()
        process.communicate(timeout=20)
        assert "Form:" in run("rules", typed="1\n1\n").err


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals")
def test_a_terminal_sees_a_progress_bar_after_a_second(tmp_path, data, write: Write, monkeypatch):
    """Reading is slowed down, so that a few files take longer than a second."""
    import pexpect

    folder = tmp_path / "viele"
    folder.mkdir()
    source = write("f", "Firma", "hr").read_text("utf-8")
    for n in range(250):
        (folder / f"f{n:03d}.json").write_text(source.replace("Firma", f"Firma {n}"), "utf-8")
    slow = (
        "import time, sys\nfrom verbund_check import cli\nfrom verbund_check.storage import folder\nold = folder._read\n"
        "def read(*a):\n    time.sleep({wait}); return old(*a)\nfolder._read = read\ncli.run(sys.argv[1:])\n"
    )
    for wait, shown in (("0.011", True), ("0", False)):
        process = pexpect.spawn(
            sys.executable, ["-c", slow.replace("{wait}", wait), "compare", str(folder), "--json"],
            env={**os.environ, "VERBUND_CHECK_DATA": str(data), "TERM": "xterm"}, encoding="utf-8", timeout=30,
        )  # fmt: skip
        seen = process.read()
        process.close()
        assert ("Einschätzungen lesen" in seen) is shown
        assert '"schema": 1' in seen
