"""Prints how fast the interview answers: on a real pseudo-terminal, with the answer on disk.

(a) From a key press to the next question drawn, over a whole interview; the saved file is read after each key and
    must hold the answer. Target: a median of at most 30 ms.
(b) From the start to the first question on the screen, against `python -c "import typer, questionary, rich.console"`.
    The two run in turn (A B A B …), so that a busy machine slows both alike. Target: at most 1.5 times as long.

    python benchmarks/interview.py             3 interviews, 15 rounds
    python benchmarks/interview.py --rounds 31

Ends with 1 where a target is missed. Needs a pseudo-terminal: not on Windows.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pexpect

BASE = [sys.executable, "-c", "import typer, questionary, rich.console"]
PROGRAM = [sys.executable, "-m", "verbund_check"]
MOST_MS = 30.0
MOST_RATIO = 1.5
DRAWN = re.compile(r"Strg-C:[^\n]{0,20}unterbrechen")
"""The last words of every question."""


def start(folder: Path) -> pexpect.spawn:
    """Start an interview that asks from the first readiness question or list on."""
    environment = dict(os.environ, VERBUND_CHECK_DATA=str(folder), TERM="xterm-256color")
    environment.pop("ACCESSIBLE", None)
    options = ["assess", "--name", "Muster GmbH", "--party", "hr", "--stage", "planned"]
    child = pexpect.spawn(PROGRAM[0], [*PROGRAM[1:], *options], env=environment, dimensions=(24, 80), encoding="utf-8")
    child.delaybeforesend = None
    return child


def answered(folder: Path) -> dict[str, object]:
    """Return the answers in the one file of the folder."""
    files = list(folder.glob("*.json"))
    return json.loads(files[0].read_text("utf-8"))["answers"] if files else {}


def one_interview() -> list[float]:
    """Answer every question and return the milliseconds from each key to the next question."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        child = start(folder)
        child.expect("Welche dieser Gründe")
        child.expect(DRAWN)
        took = []
        parts = [("0\r", "Frage 2 von 29 "), ("0\r", "Frage 3 von 29 ")]
        parts += [("j", f"Frage {number} von 29 ") for number in range(4, 11)]
        parts += [("t", f"Frage {number} von 29 ") for number in range(11, 21)]
        parts += [("n", f"Frage {number} von 29 ") for number in range(21, 30)]
        parts += [("n", "Ihre Antworten im Überblick")]
        for number, (key, seen) in enumerate(parts, start=1):
            begun = time.perf_counter()
            child.send(key)
            child.expect_exact(seen)
            child.expect(DRAWN)
            took.append((time.perf_counter() - begun) * 1000)
            if len(answered(folder)) != number:
                sys.exit(f"{number} answers were acknowledged, {len(answered(folder))} are on disk")
        child.send("\r")
        child.expect(pexpect.EOF)
        child.close()
        return took


def first_question() -> float:
    """Return the seconds from the start of the program to its first question."""
    with tempfile.TemporaryDirectory() as name:
        begun = time.perf_counter()
        child = start(Path(name))
        child.expect("Welche dieser Gründe")
        child.expect(DRAWN)
        seconds = time.perf_counter() - begun
        child.send("\x03")
        child.expect(pexpect.EOF)
        child.close()
        return seconds


def base() -> float:
    """Return the seconds that the imports alone take."""
    begun = time.perf_counter()
    subprocess.run(BASE, check=True)
    return time.perf_counter() - begun


def main() -> int:
    """Measure, print, and return 1 where a target is missed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--interviews", type=int, default=3)
    parser.add_argument("--rounds", type=int, default=15)
    wanted = parser.parse_args()
    took = [each for _ in range(wanted.interviews) for each in one_interview()]
    median = statistics.median(took)
    tenth = sorted(took)[int(len(took) * 0.9)]
    print(f"key to next question, on disk: median {median:.1f} ms, 90 % within {tenth:.1f} ms ({len(took)} keys)")
    pairs = [(base(), first_question()) for _ in range(wanted.rounds)]
    ratio = statistics.median(first / without for without, first in pairs)
    medians = [statistics.median(each) * 1000 for each in zip(*pairs, strict=True)]
    print(
        f"first question: {medians[1]:.0f} ms, imports alone {medians[0]:.0f} ms, ratio {ratio:.2f} ({len(pairs)} pairs)"
    )
    missed = median > MOST_MS or ratio > MOST_RATIO
    print("MISSED" if missed else "ok", f"(at most {MOST_MS:.0f} ms and {MOST_RATIO} times)")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
