"""Drives the real program: on a pseudo-terminal with a screen that can be read, or line by line through pipes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

from .interview_doubles import guide

PROGRAM = [sys.executable, "-m", "verbund_check"]
READY = b"): "
"""How every plain prompt ends."""


def environment(folder: Path, **more: str) -> dict[str, str]:
    dropped = ("ACCESSIBLE", "NO_COLOR", "COLUMNS", "LINES", "COVERAGE_PROCESS_START")
    kept = {key: value for key, value in os.environ.items() if key not in dropped}
    return {
        **kept,
        "VERBUND_CHECK_DATA": str(folder),
        "TERM": "xterm-256color",
        "PYTHONDONTWRITEBYTECODE": "1",
        **more,
    }


def saved(folder: Path) -> dict[str, object]:
    """The one saved assessment of a folder; {} where there is none. Fails where a file is no whole JSON."""
    files = sorted(folder.glob("*.json")) if folder.is_dir() else []
    assert len(files) < 2, files
    return json.loads(files[0].read_text("utf-8")) if files else {}


def held(content: dict[str, object], step: str) -> object:
    """What a saved assessment holds for a step of the interview, as it would be typed in plain mode."""
    if step in ("organisation", "party", "stage"):
        return content.get(step)
    answer = content.get("answers", {}).get(step)  # type: ignore[attr-defined]
    if isinstance(answer, dict):
        return answer["value"]
    return answer


def whole_interview() -> list[tuple[str, str, object]]:
    """Step, what is typed in plain mode, and what is then held, for a whole assessment."""
    values = ("yes", "no", "unsure")
    rows: list[tuple[str, str, object]] = [
        ("organisation", "Muster GmbH", "Muster GmbH"),
        ("party", "hr", "hr"),
        ("stage", "running", "running"),
    ]
    for number, id in enumerate(guide().asked("full")):
        if id == "reasons":
            rows.append((id, "1, 3", [guide().reasons[0].id, guide().reasons[2].id]))
        elif id == "fears":
            rows.append((id, "0", []))
        else:
            rows.append((id, values[number % 3], values[number % 3]))
    return rows


class PlainRun:
    """The program in plain mode behind pipes: what it says is read up to each prompt, then one line is typed."""

    def __init__(self, folder: Path, *arguments: str, before: list[str] | None = None, limit: int = 0) -> None:
        def limited() -> None:
            import resource

            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

        self.process = subprocess.Popen(
            [*(before or []), *PROGRAM, "assess", "--plain", *arguments],
            env=environment(folder),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            preexec_fn=limited if limit else None,
        )
        self.told = b""

    def prompt(self) -> str | None:
        """What was said up to the next prompt; None where the program has ended."""
        assert self.process.stderr is not None
        said = b""
        while not said.endswith(READY):
            piece = os.read(self.process.stderr.fileno(), 65536)
            if not piece:
                self.told += said
                return None
            said += piece
        self.told += said
        return said.decode()

    def type(self, line: str) -> None:
        assert self.process.stdin is not None
        try:
            self.process.stdin.write(f"{line}\n".encode())
            self.process.stdin.flush()
        except BrokenPipeError:
            pass  # it has just been killed

    def end(self) -> tuple[int, str, str]:
        """Close the input; return the exit code, standard output and all that was said."""
        assert self.process.stdin is not None
        try:
            self.process.stdin.close()
        except BrokenPipeError:
            pass
        self.process.stdin = None
        out, told = self.process.communicate(timeout=30)
        return self.process.returncode, out.decode(), (self.told + told).decode()


def work_through(run: PlainRun, rows: list[tuple[str, str, object]]) -> list[tuple[str, str, object]]:
    """Type the rows one after another; return those that were acknowledged by another prompt.

    Where saving fails, the same place is tried again.
    """
    acknowledged: list[tuple[str, str, object]] = []
    waiting: tuple[str, str, object] | None = None
    rest = list(rows)
    while True:
        said = run.prompt()
        if said is None:
            return acknowledged
        if "In welchem Ordner" in said:
            run.type("")
            continue
        if waiting is not None:
            acknowledged.append(waiting)
        if not rest:
            run.type("")  # the review: on to the result
            waiting = None
            continue
        waiting = rest.pop(0)
        run.type(waiting[1])


class Terminal:
    """The program on a pseudo-terminal, and the screen that a person sees."""

    def __init__(
        self,
        folder: Path,
        *arguments: str,
        columns: int = 80,
        rows: int = 24,
        command: list[str] | None = None,
        **more: str,
    ) -> None:
        import pexpect
        import pyte

        self.screen = pyte.Screen(columns, rows)
        self.stream = pyte.ByteStream(self.screen)
        argv = command or [*PROGRAM, "assess", *arguments]
        self.child = pexpect.spawn(argv[0], argv[1:], env=environment(folder, **more), dimensions=(rows, columns))
        self.child.delaybeforesend = None
        self.raw = b""

    @property
    def lines(self) -> list[str]:
        return [line.rstrip() for line in self.screen.display]

    @property
    def text(self) -> str:
        """The screen without its line breaks, to look for sentences that were broken."""
        return " ".join(" ".join(self.lines).split())

    def read(self, seconds: float = 0.05) -> bool:
        """Take in what has been written; False at the end."""
        import pexpect

        try:
            piece = self.child.read_nonblocking(65536, timeout=seconds)
        except pexpect.TIMEOUT:
            return True
        except pexpect.EOF:
            return False
        self.raw += piece
        self.stream.feed(piece)
        return True

    def wait(self, *wanted: str, gone: str = "", seconds: float = 20) -> None:
        """Read until all of `wanted` are on the screen, and `gone` is not."""
        until = time.monotonic() + seconds
        while not all(each in self.text for each in wanted) or (gone and gone in self.text):
            if not self.read() or time.monotonic() > until:
                raise AssertionError(f"{wanted} did not come:\n" + "\n".join(self.lines))
        while self.read(0.02) and self.child.isalive() and time.monotonic() < until:
            if not all(each in self.text for each in wanted):
                continue
            break

    def press(self, keys: str, *wanted: str, gone: str = "") -> None:
        self.child.send(keys)
        self.wait(*wanted, gone=gone)

    def turn(self, keys: str, seconds: float = 20) -> str:
        """Press keys that must change the screen; return it once nothing more is drawn."""
        before, until = self.text, time.monotonic() + seconds
        self.child.send(keys)
        while True:
            drawn = len(self.raw)
            self.read(0.15)
            if self.text != before and len(self.raw) == drawn:
                return self.text
            assert time.monotonic() < until, f"{keys!r} changed nothing:\n" + "\n".join(self.lines)

    def resize(self, columns: int, rows: int) -> None:
        self.screen.resize(rows, columns)
        self.screen.erase_in_display(2)
        self.child.setwinsize(rows, columns)

    def close(self, seconds: float = 10) -> None:
        """Close the window on the program, and see that it ends."""
        process = self.child.ptyproc
        process.fileobj.close()
        process.fd = self.child.child_fd = -1
        process.closed = self.child.closed = True
        until = time.monotonic() + seconds
        while process.isalive():
            assert time.monotonic() < until, "goes on without a terminal"
            time.sleep(0.005)

    def leave(self) -> None:
        """Interrupt, wherever it is."""
        self.child.send("\x03")
        assert self.finish() == 130, "\n".join(self.lines)

    def finish(self, seconds: float = 20) -> int:
        """Read to the end and return the exit code, as a shell reports it."""
        until = time.monotonic() + seconds
        while self.read(0.2):
            assert time.monotonic() < until, "\n".join(self.lines)
        self.child.close()
        signal = self.child.signalstatus
        return 128 + signal if signal else int(self.child.exitstatus or 0)
