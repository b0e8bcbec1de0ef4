"""Any moment: resized, stopped and interrupted on a real pseudo-terminal."""

from __future__ import annotations

import os
import random
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from .interview_driving import PROGRAM, Terminal, environment, saved

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals on Windows")

GIVEN = ("--name", "Muster GmbH", "--party", "hr", "--stage", "planned")
FIRST = "Welche dieser Gründe gelten für Ihren Betrieb?"
TOLD = re.compile(r"Abgebrochen|Unterbrochen\. Ihre Antworten liegen in .*Weiter mit: ")


class TestWindows:
    @pytest.mark.parametrize(("columns", "rows"), [(1, 1), (2, 3), (10, 3), (12, 5), (20, 4), (33, 7)])
    def test_small(self, tmp_path: Path, columns: int, rows: int) -> None:
        """Promise: no window is so small that the program fails; the keys go on working."""
        terminal = Terminal(tmp_path, *GIVEN)
        terminal.wait(FIRST)
        terminal.resize(columns, rows)
        for keys in ("\x1b[B", "2", "\r", "2", "\r", "b", "Wort", "\x1b[A" * 6, "\x1b[6~", "n"):
            terminal.child.send(keys)
            time.sleep(0.15)
            terminal.read()
        terminal.resize(80, 24)
        terminal.wait("Frage 4 von 29")
        terminal.leave()
        assert saved(tmp_path)["answers"] == {
            "reasons": ["learning"],
            "fears": ["poaching"],
            "benefit": {"value": "no", "note": "Wort"},
        }

    @pytest.mark.slow
    def test_a_storm_of_resizes(self, tmp_path: Path) -> None:
        """Promise: resized 300 times, with keys in between, the interview goes on and holds what was meant."""
        dice = random.Random(10)
        terminal = Terminal(tmp_path, *GIVEN)
        terminal.wait(FIRST)
        for number in range(300):
            terminal.child.setwinsize(dice.randint(1, 30), dice.randint(1, 80))
            if number == 40:
                terminal.child.send("2")
            terminal.read(0.001 if number % 3 else 0.02)
        terminal.resize(80, 24)
        terminal.wait(FIRST, "[x] Von anderen lernen")
        terminal.press("\r", "Frage 2 von 29")
        terminal.leave()
        assert saved(tmp_path)["answers"] == {"reasons": ["learning"]}


class TestStopped:
    def shell(self, folder: Path) -> Terminal:
        terminal = Terminal(folder, command=["/bin/bash", "--norc", "--noprofile", "-i"], PS1="bereit$ ")
        terminal.wait("bereit$")
        terminal.child.send(f"{' '.join(PROGRAM)} assess {' '.join(GIVEN).replace('Muster GmbH', 'Muster')}\r")
        terminal.wait(FIRST)
        return terminal

    @pytest.mark.parametrize("how", ["\x1a", "SIGTSTP", "SIGSTOP"], ids=repr)
    def test_it_is_drawn_again(self, tmp_path: Path, how: str) -> None:
        """Promise: Ctrl-Z stops, and with fg the page is there again, with its ticks and keys."""
        terminal = self.shell(tmp_path)
        terminal.press("2", "[x] Von anderen lernen")
        if how.startswith("SIG"):
            children = Path(f"/proc/{terminal.child.pid}/task/{terminal.child.pid}/children")
            if not children.exists():
                pytest.skip("needs /proc to find the program below the shell")
            os.kill(int(children.read_text().split()[0]), getattr(signal, how))
        else:
            terminal.child.send(how)
        terminal.wait("bereit$", *(("Stopped",) if how != "SIGSTOP" else ()))
        if how != "SIGSTOP":
            assert FIRST not in terminal.text, "the screen is as it was"
        terminal.child.send("clear; fg\r")
        terminal.wait(FIRST, "[x] Von anderen lernen", gone="bereit$")
        terminal.press("\r", "Frage 2 von 29")
        terminal.press("0\r", "Frage 3 von 29")
        terminal.press("n", "Frage 4 von 29")
        terminal.press("\x03", "Weiter mit:")
        answers = {"reasons": ["learning"], "fears": [], "benefit": {"value": "no", "note": ""}}
        assert saved(tmp_path)["answers"] == answers
        terminal.child.send("exit\r")
        terminal.finish()


class TestInterrupted:
    @pytest.mark.parametrize("keys", ["\x03", "\x03\x03", "\x03\x03\x03\x03"])
    def test_a_remark_that_was_being_written(self, tmp_path: Path, keys: str) -> None:
        terminal = Terminal(tmp_path, *GIVEN)
        terminal.wait(FIRST)
        terminal.press("b", "Welchen anderen Grund gibt es bei Ihnen?")
        terminal.press("drei lange Sätze", "drei lange Sätze")
        terminal.child.send(keys)
        terminal.wait("Weiter mit:")
        assert terminal.finish() == 130
        assert "Traceback" not in terminal.text
        assert saved(tmp_path)["notes"] == {"reasons": "drei lange Sätze"}

    @pytest.mark.slow
    @pytest.mark.parametrize("gap", [0.0, 0.001, 0.004])
    def test_at_any_moment(self, tmp_path: Path, gap: float) -> None:
        """Promise: from the program's first line on, twice within 4 ms: never a traceback, the lines are there, 130."""
        dice = random.Random(gap)
        for number in range(60):
            folder = tmp_path / str(number)
            terminal = Terminal(folder, *GIVEN)
            moment = time.monotonic() + dice.uniform(0.03, 1.0)
            while time.monotonic() < moment and terminal.read(0.02):
                if "Strg-C" in terminal.text or "Eingabetaste" in terminal.text:
                    terminal.child.send(dice.choice(("2\r", "n", "j", "w", "z", "?", "b")))
            for _ in range(2):
                try:
                    os.kill(terminal.child.pid, signal.SIGINT)
                except ProcessLookupError:
                    break
                time.sleep(gap)
            code = terminal.finish()
            told = " ".join(terminal.raw.decode(errors="replace").split())
            if b"import" in terminal.raw or (code == 128 + signal.SIGINT and not terminal.raw):
                continue  # Python itself was still starting
            assert code == 130, (number, code, told)
            assert "Traceback" not in told and "Fehler im Programm" not in told, (number, told)
            assert TOLD.search(told), (number, told)
            saved(folder)

    @pytest.mark.slow
    def test_during_an_export(self, tmp_path: Path) -> None:
        """Promise: no half file, no traceback."""
        (tmp_path / "a.yaml").write_text(
            "answers: {benefit: ja, conviction: j, goal: ja, sharing: n, upfront: w, management: ja, partners: ja}"
        )
        run = environment(tmp_path / "data")
        made = [*PROGRAM, "assess", "--quick", "--answers", str(tmp_path / "a.yaml"), "--no-input"]
        subprocess.run(made, env=run, capture_output=True, check=True)
        dice = random.Random(3)
        for number in range(40):
            target = tmp_path / f"{number}.pdf"
            command = [*PROGRAM, "export", "--output", str(target)]
            process = subprocess.Popen(command, env=run, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
            time.sleep(dice.uniform(0.05, 0.6))
            for _ in range(2):
                process.send_signal(signal.SIGINT)
            told = process.communicate(timeout=30)[0].decode()
            if process.returncode == -signal.SIGINT or "site" in told:
                continue  # Python itself was still starting
            assert "Traceback" not in told, told
            assert process.returncode in (0, 130), (process.returncode, told)
            assert not target.exists() or target.read_bytes().rstrip().endswith(b"%%EOF")
        assert not [each for each in tmp_path.iterdir() if each.suffix not in (".pdf", ".yaml", "")]


@pytest.mark.parametrize("line", ["1", "z", "b", "0", "?", "", "j", "n", "ja"])
def test_an_endless_pipe_ends(tmp_path: Path, line: str) -> None:
    """Promise: `yes 1 | verbund-check assess` comes to an end."""
    pipe = subprocess.Popen(["yes", line], stdout=subprocess.PIPE)
    command = [*PROGRAM, "assess", "--plain"]
    run = subprocess.run(command, env=environment(tmp_path), stdin=pipe.stdout, capture_output=True, timeout=60)
    pipe.kill()
    pipe.communicate()
    assert run.returncode in (0, 3), run.stderr[-500:]
