"""Kills and faults of the real program: nothing acknowledged is lost, no file is unreadable.

An answer is acknowledged once the next question is asked. The points are those of a whole interview in plain mode:
every write, fsync and rename that the program does while it runs.
"""

from __future__ import annotations

import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from functools import cache
from pathlib import Path

import pytest

from verbund_check.storage.store import assessment_store

from .interview_doubles import guide
from .interview_driving import PlainRun, Terminal, held, saved, whole_interview, work_through

Row = tuple[str, str, object]
CALLS = ("write", "fsync", "rename")


@cache
def strace() -> str:
    """Why faults cannot be injected here; "" where they can."""
    if shutil.which("strace") is None:
        return "strace is not installed"
    tried = subprocess.run(["strace", "-o", os.devnull, "true"], capture_output=True)
    return "" if tried.returncode == 0 else "strace may not trace here (ptrace is not allowed)"


@pytest.fixture
def traced() -> None:
    if strace():
        pytest.skip(strace())


def checked(folder: Path, acknowledged: list[Row], where: object) -> None:
    """Every acknowledged answer is there, and every file can be read."""
    content = saved(folder)
    for step, _, value in acknowledged:
        assert held(content, step) == value, f"{where}: {step} was acknowledged and is not there"
    stored = assessment_store(folder, guide()).all()
    assert not stored.unreadable, where
    assert len(stored.items) == (1 if content else 0), where


def points() -> list[tuple[str, int, bool]]:
    """Every call of a whole interview: its name, its number among those of that name, and whether it is on our files."""
    with tempfile.TemporaryDirectory() as name:
        trace = Path(name) / "trace"
        options = ["strace", "-y", "-o", str(trace), "-e", f"trace={','.join(CALLS)}"]
        run = PlainRun(Path(name) / "data", before=options)
        acknowledged = work_through(run, whole_interview())
        assert run.end()[0] == 0 and len(acknowledged) == 32
        found: list[tuple[str, int, bool]] = []
        counts = dict.fromkeys(CALLS, 0)
        for line in trace.read_text("utf-8", "replace").splitlines():
            called = re.match(r"(\w+)\(", line)
            if called and called[1] in counts:
                counts[called[1]] += 1
                found.append((called[1], counts[called[1]], f"{name}/data" in line))
        return found


def killed_at(point: tuple[str, int, bool]) -> None:
    call, number, _ = point
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "data"
        inject = f"inject={call}:signal=KILL:when={number}"
        before = ["strace", "-o", os.devnull, "-e", f"trace={call}", "-e", inject]
        run = PlainRun(folder, before=before)
        acknowledged = work_through(run, whole_interview())
        code, _, told = run.end()
        assert code in (-9, 137), f"{point} was not reached ({code})\n{told}"
        checked(folder, acknowledged, point)


def failed_at(point: tuple[str, int, bool], error: str) -> None:
    """A fault of one call: the program says so, the same place is tried again, and every answer gets there."""
    call, number, _ = point
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "data"
        inject = f"inject={call}:error={error}:when={number}"
        before = ["strace", "-o", os.devnull, "-e", f"trace={call}", "-e", inject]
        run = PlainRun(folder, before=before)
        acknowledged = work_through(run, whole_interview())
        code, _, told = run.end()
        assert (code, len(acknowledged)) == (0, 32), f"{point} {error}: {code}\n{told}"
        assert "lassen sich nicht in" in " ".join(told.split()), f"{point} {error} passed unnoticed"
        checked(folder, whole_interview(), (point, error))
        assert not [path for path in folder.iterdir() if path.name.endswith(".tmp")], f"{point}: left-overs"


def sample(found: list[tuple[str, int, bool]], count: int) -> list[tuple[str, int, bool]]:
    ours = [point for point in found if point[2]]
    return random.Random(7).sample(ours, count)


class TestEveryCall:
    def test_killed_at_some(self, traced: None) -> None:
        """Promise: SIGKILL at any write, fsync or rename loses nothing acknowledged (a sample)."""
        for point in sample(points(), 6):
            killed_at(point)

    def test_faults_at_some(self, traced: None) -> None:
        """Promise: a full disk or a fault of the disk is said, and every answer is kept (a sample)."""
        for number, point in enumerate(sample(points(), 4)):
            failed_at(point, ("ENOSPC", "EIO")[number % 2])

    @pytest.mark.slow
    def test_killed_at_every_one(self, traced: None) -> None:
        """Promise: the same at every point of a whole interview; the number is printed."""
        found = points()
        for point in found:
            killed_at(point)
        counts = {call: sum(point[0] == call for point in found) for call in CALLS}
        print(f"\nkilled at {len(found)} points of a whole interview: {counts}")

    @pytest.mark.slow
    @pytest.mark.parametrize("error", ["ENOSPC", "EIO"])
    def test_faults_at_every_one(self, traced: None, error: str) -> None:
        """Promise: the same for every fault on the program's own files; the number is printed."""
        ours = [point for point in points() if point[2]]
        for point in ours:
            failed_at(point, error)
        print(f"\n{error} at {len(ours)} points of a whole interview")


def killed_by_chance(folder: Path, chance: random.Random) -> tuple[int, list[Row]]:
    """Go on with an assessment in plain mode, and kill it at a random moment; how many rows were acknowledged."""
    rows = whole_interview()
    content = saved(folder)
    done = [row for row in rows if held(content, row[0]) == row[2]]
    rest = [row for row in rows if row not in done]
    arguments = [str(content["id"])] if content else []
    if content:  # what is about the assessment is asked once; going on, only its questions are
        rest = [row for row in rest if row[0] not in ("organisation", "party", "stage")]
        done = [row for row in done if row[0] not in ("organisation", "party", "stage")]
    run = PlainRun(folder, *arguments)
    acknowledged: list[Row] = []
    moment = chance.randrange(len(rest) + 1)
    for number, row in enumerate(rest):
        if run.prompt() is None:
            break
        if number:
            acknowledged.append(rest[number - 1])
        run.type(row[1])
        if number == moment:
            time.sleep(chance.random() * 0.006)
            break
    run.process.send_signal(signal.SIGKILL)
    run.end()
    checked(folder, [*done, *acknowledged], (moment, len(acknowledged)))
    return len(acknowledged), rest


def many_kills(count: int) -> int:
    """Kill `count` times; return how many answers were acknowledged."""
    chance = random.Random(11)
    acknowledged = kills = 0
    while kills < count:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name) / "data"
            for _ in range(3):  # the same assessment, killed again and again
                acknowledged += killed_by_chance(folder, chance)[0]
                kills += 1
                if kills == count or saved(folder).get("stage") != "running":
                    break  # going on asks nothing about the assessment itself
    return acknowledged


def closed_by_chance(count: int) -> int:
    """The full prompts, and the terminal is closed at a random moment."""
    chance = random.Random(13)
    keys = {"yes": "j", "no": "n", "unsure": "w"}
    acknowledged = 0
    for _ in range(count):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name) / "data"
            terminal = Terminal(folder, "--name", "X", "--party", "hr", "--stage", "planned")
            terminal.wait("Frage 1 von 29")
            rows = whole_interview()[3:11]
            moment = chance.randrange(len(rows))
            for number, (step, _, value) in enumerate(rows[: moment + 1]):
                key = "13\r" if step == "reasons" else "0\r" if step == "fears" else keys[str(value)]
                last = number == moment
                terminal.child.send(key)
                if not last:
                    terminal.wait(f"Frage {number + 2} von 29")
            time.sleep(chance.random() * 0.02)
            terminal.close()
            checked(folder, rows[:moment], moment)
            acknowledged += moment
    return acknowledged


def killed_while_typing(folder: Path, chance: random.Random) -> tuple[int, bool]:
    """Go on at the full prompts and kill while keys are typed; how many answers were acknowledged, and whether any is left.

    An answer is acknowledged once the question after it was drawn, also where that is read after the kill.
    """
    keys = {"yes": "j", "no": "n", "unsure": "w"}
    content, rows = saved(folder), whole_interview()[3:]
    done = next((n for n, row in enumerate(rows) if not content or held(content, row[0]) != row[2]), len(rows))
    arguments = [str(content["id"])] if content else ["--name", "X", "--party", "hr", "--stage", "planned"]
    terminal = Terminal(folder, *arguments)
    terminal.wait(f"Frage {done + 1} von 29")
    answered = done
    for number in range(done, min(done + 1 + chance.randrange(6), len(rows) - 1)):
        step, _, value = rows[number]
        terminal.child.send("13\r" if step == "reasons" else "0\r" if step == "fears" else keys[str(value)])
        if chance.random() < 0.3:
            break
        terminal.wait(f"Frage {number + 2} von 29")
        answered = number + 1
    time.sleep(chance.random() * 0.03)
    os.kill(terminal.child.pid, signal.SIGKILL)
    while terminal.read(0.2):
        pass
    if f"Frage {answered + 2} von 29" in terminal.text:
        answered += 1
    terminal.child.close(force=True)
    checked(folder, rows[:answered], (done, answered))
    return answered - done, answered < len(rows) - 1


def many_kills_while_typing(count: int) -> int:
    """Kill `count` times at the full prompts; return how many answers were acknowledged."""
    chance = random.Random(17)
    acknowledged = kills = 0
    while kills < count:
        with tempfile.TemporaryDirectory() as name:
            is_left = True
            while is_left and kills < count:
                more, is_left = killed_while_typing(Path(name) / "data", chance)
                acknowledged += more
                kills += 1
    return acknowledged


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL and no pseudo-terminal on Windows")
class TestRandomMoments:
    def test_some_kills(self) -> None:
        """Promise: kill -9 at random moments loses nothing acknowledged (a sample)."""
        many_kills(8)

    def test_some_closed_terminals(self) -> None:
        """Promise: the same from a terminal that is closed, and the program ends (a sample)."""
        closed_by_chance(3)

    @pytest.mark.slow
    def test_hundreds_of_kills(self) -> None:
        """Promise: the same, hundreds of times; the number is printed."""
        print(f"\n{many_kills(400)} acknowledged answers over 400 kills at random moments, none lost")

    def test_some_kills_while_typing(self) -> None:
        """Promise: the same at the full prompts (a sample)."""
        many_kills_while_typing(3)

    @pytest.mark.slow
    def test_hundreds_of_kills_while_typing(self) -> None:
        """Promise: the same, 500 times; the number is printed."""
        print(f"\n{many_kills_while_typing(500)} acknowledged answers over 500 kills at the full prompts, none lost")

    @pytest.mark.slow
    def test_hundreds_of_closed_terminals(self) -> None:
        """Promise: the same with 200 closed terminals."""
        print(f"\n{closed_by_chance(200)} acknowledged answers over 200 closed terminals, none lost")


class TestFullDisk:
    def test_a_file_where_the_folder_should_be(self, tmp_path: Path) -> None:
        """Promise: nothing can be saved: it is said, another place is asked, and the file is as it was; exit 4."""
        place = tmp_path / "data"
        place.write_text("meins")
        run = PlainRun(place)
        assert run.prompt()
        run.type("Muster GmbH")
        said = run.prompt()
        assert said and "In welchem Ordner soll stattdessen gespeichert werden?" in " ".join(said.split())
        code, _, told = run.end()
        assert code == 4
        assert "lassen sich nicht in" in " ".join(told.split())
        assert place.read_text() == "meins"

    @pytest.mark.skipif(sys.platform == "win32", reason="there are no limits of this kind on Windows")
    def test_the_file_may_not_grow(self, tmp_path: Path) -> None:
        """Promise: where no more can be written, what was acknowledged is there; exit 4."""
        run = PlainRun(tmp_path, limit=1200)
        rows = whole_interview()
        acknowledged: list[Row] = []
        for number, row in enumerate(rows):
            said = run.prompt()
            assert said is not None
            if "In welchem Ordner" in said:
                break
            acknowledged = rows[:number]
            run.type(row[1])
        else:
            pytest.fail("the limit was never reached")
        assert len(acknowledged) > 5
        code, _, told = run.end()
        assert code == 4, told
        assert "Alles bis auf Ihre letzte Eingabe ist gespeichert." in " ".join(told.split())
        checked(tmp_path, acknowledged, "limit")

    def test_without_room_another_place_takes_everything(self, tmp_path: Path) -> None:
        """Promise: the answers stay in memory; another place gets all of them."""
        (tmp_path / "data").write_text("")
        run = PlainRun(tmp_path / "data", "--name", "Muster GmbH", "--party", "hr", "--stage", "running")
        rows = whole_interview()[3:]
        for number, row in enumerate(rows):
            said = run.prompt()
            assert said is not None
            if number == 1:
                assert "In welchem Ordner" in said
                run.type(str(tmp_path / "other"))
                run.prompt()
            run.type(row[1])
        run.prompt()
        run.type("")
        code, _, told = run.end()
        assert code == 0
        assert f"VERBUND_CHECK_DATA={tmp_path}/other verbund-check export" in told, "how other commands find it"
        checked(tmp_path / "other", rows, "moved")
