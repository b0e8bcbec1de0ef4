"""A genuine Windows Python, run by wine: what is needed for it, programs in pipes, and programs in a console of their own."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import time
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent

WINDOWS_PYTHON = "VERBUND_CHECK_WINDOWS_PYTHON"
"""Where the ZIP of the embeddable Python 3.13 for Windows lies; .ci/windows gets one."""

CHECKSUM = "VERBUND_CHECK_WINDOWS_PYTHON_SHA256"
COMPILER = "python3.13"

SECONDS = 60
"""How long a screen may take; a busy machine is slow, and wine slower."""


def missing() -> str:
    """What keeps wine from being tried here, "" where nothing does."""
    if not shutil.which("wine"):
        return "needs wine"
    if not shutil.which("Xvfb"):
        return "needs Xvfb"
    if not compiler():
        return f"needs {COMPILER}"
    archive = os.environ.get(WINDOWS_PYTHON, "")
    return (
        "" if archive and Path(archive).is_file() else f"needs the embeddable Python for Windows, see {WINDOWS_PYTHON}"
    )


@cache
def compiler() -> str | None:
    """The Python that makes the folder: the one version whose compiled modules the Python in it understands."""
    for each in (COMPILER, *map(str, Path.home().glob(".pyenv/versions/3.13*/bin/python"))):
        found = shutil.which(each)
        if found and subprocess.run([found, "-c", ""], capture_output=True, check=False).returncode == 0:
            return found
    return None


def as_windows(path: Path) -> str:
    """How Windows programs call a file of this system."""
    return "Z:" + str(path).replace("/", "\\")


class Wine:
    """A Windows of its own, in a folder; a screen for its consoles runs as long as this is open."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.display: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Wine:
        reading, writing = os.pipe()
        command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1024x768x16"]
        self.display = subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL)
        os.close(writing)
        with os.fdopen(reading) as told:
            number = told.readline().strip()
        self.env = {
            **{name: value for name, value in os.environ.items() if not name.startswith(("VERBUND_", "PYTHON"))},
            "WINEPREFIX": str(self.folder / "wine"),
            "WINEDEBUG": "-all",
            "LC_ALL": "C.UTF-8",
            "DISPLAY": f":{number}",
        }
        self.run(["wineboot", "-i"])
        return self

    def __exit__(self, *_: object) -> None:
        subprocess.run(["wineserver", "-k"], env=self.env, check=False)
        assert self.display is not None
        self.display.terminate()
        self.display.wait()

    def run(
        self, args: Sequence[str | Path], given: bytes = b"", cwd: Path | None = None, *, timeout: int = 300, **env: str
    ) -> subprocess.CompletedProcess[bytes]:
        """Run a program to its end in pipes; wine's Python cannot begin with anything else."""
        return subprocess.run(
            ["wine", *map(str, args)],
            input=given,
            capture_output=True,
            cwd=cwd,
            env={**self.env, **env},
            timeout=timeout,
            check=False,
        )


class Console:
    """A program in a console window; `python` is the Windows Python that types and reads."""

    def __init__(
        self, wine: Wine, python: Path, args: Sequence[str] | str, cwd: Path | None = None, **env: str
    ) -> None:
        given = {"args": args, "env": env, "cwd": as_windows(cwd) if cwd else None}
        command = ["wine", str(python), as_windows(HERE / "console_on_windows.py"), json.dumps(given)]
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=wine.env
        )

    def __enter__(self) -> Console:
        return self

    def __exit__(self, *_: object) -> None:
        try:
            self._ask(end=1)
        except (OSError, AssertionError):
            pass
        self.process.kill()  # what it started may hold its pipes open: nobody waits for their end
        self.process.wait()
        for stream in (self.process.stdin, self.process.stdout):
            if stream:
                stream.close()

    def _ask(self, **request: Any) -> dict[str, Any]:
        assert self.process.stdin and self.process.stdout
        self.process.stdin.write((json.dumps(request) + "\n").encode())
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        assert line, "who types and reads has ended"
        answer: dict[str, Any] = json.loads(line)
        return answer

    def keys(self, *keys: str) -> None:
        """Type: words, or names of keys."""
        self._ask(keys=keys)

    def screen(self) -> str:
        """What stands in the window."""
        return "\n".join(self._ask()["screen"]).rstrip()

    def until(self, *wanted: str) -> str:
        """Wait until all of this stands in the window, and return it."""
        end, before = time.monotonic() + SECONDS, ""
        while True:
            answer = self._ask()
            shown = "\n".join(answer["screen"]).rstrip()
            if (
                all(each in shown for each in wanted) and shown == before
            ):  # and drawn to the end: earlier keys are forgotten
                return shown
            before = shown
            assert time.monotonic() < end and answer["code"] is None, (
                f"{wanted} are not there ({answer['code']}):\n{shown}"
            )
            time.sleep(0.5)

    def ended(self) -> int:
        """Wait for the program's end and return its exit code."""
        end = time.monotonic() + SECONDS
        while (answer := self._ask())["code"] is None:
            shown = "\n".join(answer["screen"]).rstrip()
            assert time.monotonic() < end, f"it does not end:\n{shown}"
            time.sleep(0.5)
        return int(answer["code"])
