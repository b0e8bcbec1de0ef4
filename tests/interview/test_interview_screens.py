"""Whole screens on a pseudo-terminal, as a person sees them."""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

import pytest

from .interview_driving import PROGRAM, Terminal, saved

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals on Windows")

GIVEN = ("--name", "Muster GmbH", "--party", "hr", "--stage", "planned")
FIRST = "Welche dieser Gründe gelten für Ihren Betrieb?"
SECOND = "Frage 2 von 29 · Befürchtungen"


class TestScreens:
    @pytest.mark.parametrize("columns", [40, 80])
    def test_from_the_first_question_to_the_result(self, tmp_path: Path, columns: int) -> None:
        """Promise: 40 to 80 columns; one question on the screen at a time, single keys, back, note, review, result."""
        terminal = Terminal(tmp_path, "--quick", columns=columns, rows=24)
        terminal.wait("Für welchen Betrieb antworten Sie?")
        terminal.press("Müller & Söhne\r", "Wer beantwortet die Fragen?")
        terminal.press("2", "Gibt es den Verbund schon?")
        terminal.press("1", "Frage 1 von 7 · Bereitschaft 1 von 7", "j Ja", "n Nein", "w Weiß nicht")
        terminal.press("n", "Frage 2 von 7", gone="Frage 1 von 7")
        terminal.press("z", "Frage 1 von 7", "Ihre bisherige Antwort: Nein", "» n Nein")
        terminal.press("b", "Was möchten Sie dazu festhalten?")
        terminal.press("im Juli\r", "Ihre Bemerkung: im Juli", "» n Nein")
        terminal.press("\r", "Frage 2 von 7")
        terminal.press("w", "Frage 3 von 7")
        for number in range(4, 8):
            terminal.press("j", f"Frage {number} von 7")
        terminal.press(
            "j", "Ihre Antworten im Überblick", "Weiß nicht: Nummer 5.", "4 ! Nutzen: Nein – im Juli", "» Weiter zum"
        )
        terminal.press("5", "» 5 ! Überzeugung: Weiß nicht")
        terminal.press("\r", "Frage 2 von 7", "Ihre bisherige Antwort: Weiß nicht")
        terminal.press("j", "Ihre Antworten im Überblick", "5 Überzeugung: Ja")
        terminal.press("\r", "Leertaste: ")
        for _ in range(5):  # the short result, page by page
            if "Leertaste: " not in terminal.text:
                break
            terminal.turn(" ")
        terminal.wait("Fragebogen an die andere Seite")
        terminal.child.send("x")
        assert terminal.finish() == 0
        assert "Müller & Söhne" in terminal.raw.decode().rpartition("\x1b[?1049l")[2], "the result, on the first screen"
        answers = saved(tmp_path)["answers"]
        assert answers["benefit"] == {"value": "no", "note": "im Juli"}  # type: ignore[index]
        assert answers["conviction"]["value"] == "yes"  # type: ignore[index]

    def test_resized_while_asking(self, tmp_path: Path) -> None:
        """Promise: resize in mid-question: the question and its choices are drawn anew, and keys go on working."""
        terminal = Terminal(tmp_path, *GIVEN)
        terminal.wait(FIRST)
        for columns, rows in ((40, 15), (200, 50), (40, 24), (60, 10), (80, 24)):
            terminal.resize(columns, rows)
            terminal.wait(
                "» 1 [ ] Ein breiteres Angebot", "Kosten und Risiken senken", "z: zurück" if rows > 10 else ""
            )
            assert all(len(line) < columns for line in terminal.lines)
        terminal.press("3", "[x] Kosten und Risiken senken")
        terminal.resize(40, 15)
        terminal.wait("[x] Kosten und Risiken senken")
        terminal.press("\r", SECOND)
        terminal.press("\x03", "Weiter mit:")
        assert terminal.finish() == 130
        assert saved(tmp_path)["answers"] == {"reasons": ["cost-and-risk"]}

    def test_help_and_reading_on_in_a_small_window(self, tmp_path: Path) -> None:
        """Promise: a window too small never hides the choices, and every text can be read."""
        terminal = Terminal(tmp_path, *GIVEN, columns=40, rows=15)
        terminal.wait(FIRST)
        terminal.press(
            "?", "Ein breiteres Angebot, als wir allein", "Bild ab: weiterlesen", "[ ] Kosten und Risiken senken"
        )
        seen = ""
        while "Bild ab: von vorn" not in terminal.text:
            seen += terminal.turn("\x1b[6~")
            assert "[ ] Kosten und Risiken senken" in terminal.text
        assert "Haken Sie an, was passt," in seen
        terminal.press("?", "Bild ab: weiterlesen", gone="Hilfe zu")
        terminal.leave()

    @pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
    def test_other_encodings(self, tmp_path: Path, encoding: str) -> None:
        """Promise: cp1252 and ascii output: every character is shown in some way, none as a question mark."""
        terminal = Terminal(tmp_path, *GIVEN, PYTHONIOENCODING=encoding, PYTHONUTF8="0")
        terminal.wait("Strg-C: unterbrechen")
        while terminal.read(0.3) and b"unterbrechen" not in terminal.raw:
            pass
        drawn = terminal.raw.decode(encoding)
        assert ("dieser Gruende" if encoding == "ascii" else "dieser Gründe") in drawn
        assert "???" not in drawn and drawn.count("?: Hilfe") == drawn.count("?: ")
        terminal.leave()

    @pytest.mark.parametrize("term", ["linux", "xterm", "vt100", "screen.xterm-256color"])
    def test_other_terminals(self, tmp_path: Path, term: str) -> None:
        """Promise: TERM=linux and others."""
        terminal = Terminal(tmp_path, *GIVEN, TERM=term)
        terminal.wait(FIRST)
        terminal.press("1\r", SECOND)
        terminal.leave()

    def test_no_color(self, tmp_path: Path) -> None:
        """Promise: NO_COLOR, and no colour that a light or a dark background would swallow."""
        terminal = Terminal(tmp_path, *GIVEN, NO_COLOR="1")
        terminal.wait(FIRST)
        cells = [cell for line in terminal.screen.buffer.values() for cell in line.values()]
        assert {(cell.fg, cell.bg) for cell in cells} == {("default", "default")}
        terminal.leave()

    @pytest.mark.parametrize("variable", [{"TERM": "dumb"}, {"ACCESSIBLE": "1"}])
    def test_plain_on_a_terminal(self, tmp_path: Path, variable: dict[str, str]) -> None:
        """Promise: TERM=dumb and ACCESSIBLE give plain lines, without one escape sequence."""
        terminal = Terminal(tmp_path, *GIVEN, **variable)
        terminal.wait("Nummern mit Komma eingeben")
        terminal.press("1\r", SECOND)
        terminal.press("z\r", "Bisherige Antwort: Ein breiteres Angebot")
        terminal.press("\x03", "Weiter mit:")
        assert terminal.finish() == 130
        assert b"\x1b" not in terminal.raw


class TestTypeAhead:
    @pytest.mark.parametrize("options", [(), ("--plain",)])
    def test_does_not_spill_into_the_next_question(self, tmp_path: Path, options: tuple[str, ...]) -> None:
        """Promise: keys that were pressed before a question is there do not answer it."""
        terminal = Terminal(tmp_path, *GIVEN, *options)
        terminal.wait("Hilfe")
        for number in (2, 3):
            terminal.child.send("0\r")
            terminal.wait(f"Frage {number} von 29")
        terminal.child.send("j\rj\rj\r" if options else "jjjjjjjjj")
        terminal.wait("Frage 4 von 29")
        time.sleep(0.3)
        terminal.read()
        assert "Frage 5 von 29" not in terminal.text
        terminal.leave()
        assert list(saved(tmp_path)["answers"]) == ["reasons", "fears", "benefit"]  # type: ignore[call-overload]


class TestStopping:
    """Stopped in any way, the answers are there and the terminal is as it was."""

    def stopped(self, folder: Path, how: str) -> Terminal:
        terminal = Terminal(folder, *GIVEN)
        terminal.wait(FIRST)
        terminal.press("0\r", SECOND)
        terminal.press("0\r", "Frage 3 von 29")
        terminal.press("n", "Frage 4 von 29")
        if how.startswith("SIG"):
            os.kill(terminal.child.pid, getattr(signal, how))
        else:
            terminal.child.send(how)
        return terminal

    @pytest.mark.parametrize("how", ["\x03", "SIGINT", "SIGTERM", "SIGHUP"], ids=repr)
    def test_interrupted(self, tmp_path: Path, how: str) -> None:
        """Promise: Ctrl-C, SIGINT, SIGTERM, SIGHUP: where it is and how to go on, on two lines; exit 130."""
        terminal = self.stopped(tmp_path, how)
        terminal.wait("Weiter mit: verbund-check assess")
        content = saved(tmp_path)
        assert terminal.finish() == 130
        assert content["answers"] == {"reasons": [], "fears": [], "benefit": {"value": "no", "note": ""}}
        told = [line for line in terminal.lines if line]
        assert told[-1] == f"Weiter mit: verbund-check assess {content['id']}"
        assert terminal.text.startswith(f"Unterbrochen. Ihre Antworten liegen in {tmp_path}.")

    def test_ctrl_d(self, tmp_path: Path) -> None:
        """Promise: Ctrl-D ends; what is missing is named; exit 3."""
        terminal = self.stopped(tmp_path, "\x04")
        terminal.wait("26 von 29 Antworten fehlen noch")
        assert terminal.finish() == 3
        assert "Weiter mit: verbund-check assess" in terminal.text

    @pytest.mark.parametrize("how", ["\x03", "SIGTERM", "\x04"], ids=repr)
    def test_the_terminal_is_as_it_was(self, tmp_path: Path, how: str) -> None:
        """Promise: echo and line mode are back, the second screen is left, the cursor is shown."""
        command = f"stty -g; {' '.join(PROGRAM)} assess --name X --party hr --stage planned; stty -g; echo fertig"
        terminal = Terminal(tmp_path, command=["/bin/sh", "-c", command])
        terminal.wait(FIRST)
        before = next(line for line in terminal.raw.decode().splitlines() if line.count(":") > 10)
        terminal.press("0\r", SECOND)
        if how == "SIGTERM":
            children = Path(f"/proc/{terminal.child.pid}/task/{terminal.child.pid}/children")
            if not children.exists():
                pytest.skip("needs /proc to find the program below the shell")
            os.kill(int(children.read_text().split()[0]), signal.SIGTERM)
        else:
            terminal.child.send(how)
        terminal.wait("fertig")
        after = [line.strip() for line in terminal.raw.decode().splitlines() if line.count(":") > 10][-1]
        assert after == before.strip()
        assert terminal.raw.count(b"\x1b[?1049h") == terminal.raw.count(b"\x1b[?1049l") == 1
        assert terminal.raw.rfind(b"\x1b[?25h") > terminal.raw.rfind(b"\x1b[?25l")
        assert terminal.raw.rfind(b"\x1b[?2004l") > terminal.raw.rfind(b"\x1b[?2004h")

    def test_nothing_was_said_yet(self, tmp_path: Path) -> None:
        """Promise: interrupted before the first answer, nothing is left behind."""
        terminal = Terminal(tmp_path / "data")
        terminal.wait("Für welchen Betrieb")
        terminal.press("\x03", "Abgebrochen; es war noch nichts zu speichern.")
        assert terminal.finish() == 130
        assert not (tmp_path / "data").exists()


class TestResuming:
    def begun(self, folder: Path, party: str = "1") -> None:
        terminal = Terminal(folder)
        terminal.wait("Für welchen Betrieb")
        terminal.press("Muster GmbH\r", "Wer beantwortet")
        terminal.press(party, "Gibt es den Verbund")
        terminal.press("1", FIRST)
        terminal.press("2\r", SECOND)
        terminal.press("\x03", "Weiter mit:")
        terminal.finish()

    def test_resume_goes_straight_to_the_first_open_question(self, tmp_path: Path) -> None:
        """Promise: --resume goes straight to the first open question; back leads to what was answered."""
        self.begun(tmp_path)
        terminal = Terminal(tmp_path, "--resume")
        terminal.wait(SECOND)
        assert "Für die 29 Fragen brauchen Sie" not in terminal.text, "who goes on needs no welcome"
        terminal.press("z", FIRST, "[x] Von anderen lernen")
        terminal.leave()

    def test_offered_by_name_and_date_and_only_to_its_party(self, tmp_path: Path) -> None:
        """Promise: `assess` offers an unfinished assessment of that party by name and date, never another's."""
        self.begun(tmp_path, party="1")
        terminal = Terminal(tmp_path, "--name", "Muster GmbH", "--stage", "planned")
        terminal.wait("Wer beantwortet")
        terminal.press("2", FIRST)
        terminal.press("z", "Gibt es den Verbund")
        terminal.press("z", "Wer beantwortet")
        terminal.press("1", "Weiter: Muster GmbH, ", "1 von 29 beantwortet", "Neu beginnen")
        terminal.press("1", SECOND)
        terminal.press("\x03", "Weiter mit:")
        assert terminal.finish() == 130
        assert saved(tmp_path)["answers"] == {"reasons": ["learning"]}, "the one just begun, without answers, is gone"

    def test_open_in_another_window(self, tmp_path: Path) -> None:
        """Promise: two programs on one assessment: the second is told so, and ends with 2."""
        self.begun(tmp_path)
        id = str(saved(tmp_path)["id"])
        first = Terminal(tmp_path, id)
        first.wait(SECOND)
        second = Terminal(tmp_path, id)
        second.wait("ist schon in einem anderen Fenster geöffnet")
        assert second.finish() == 2
        first.press("0\r", "Frage 3 von 29")
        first.press("\x03", "Weiter mit:")
        assert first.finish() == 130
        third = Terminal(tmp_path, id)
        third.wait("Frage 3 von 29")
        third.press("\x03", "Weiter mit:")


def test_another_place_in_mid_interview(tmp_path: Path) -> None:
    """Promise: where saving fails another place may be named; the way to go on names that place."""
    (tmp_path / "data").write_text("a file where the folder should be")
    terminal = Terminal(tmp_path / "data", columns=100)
    terminal.wait("Für welchen Betrieb")
    terminal.press("Muster GmbH\r", "In welchem Ordner soll stattdessen gespeichert werden?")
    terminal.press(f"{tmp_path}/neuer Ort\r", "Wer beantwortet")
    terminal.press("1", "Gibt es den Verbund")
    terminal.press("\x03", "Weiter mit:")
    assert terminal.finish() == 130
    content = saved(tmp_path / "neuer Ort")
    assert (content["organisation"], content["party"]) == ("Muster GmbH", "hr")
    assert f"VERBUND_CHECK_DATA='{tmp_path}/neuer Ort' verbund-check assess {content['id']}".replace(
        " ", ""
    ) in "".join(terminal.text.split()), "the terminal breaks it, the program does not"
