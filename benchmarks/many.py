"""How long many assessments take: compare and export of a folder, and a list of it, as a multiple of reading and decoding alone.

Start-up does not count: everything runs in this one process, the two sides in turn, and medians are compared. How much
memory `compare` takes is measured in a process of its own (Linux only).
Usage: python benchmarks/many.py [NUMBER] (default 10000)
"""

from __future__ import annotations

import io
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import msgspec

from verbund_check import cli
from verbund_check.answers.assessment import Answer, Assessment, mark_of
from verbund_check.guide.loader import default_folder, load_guide
from verbund_check.guide.values import Party
from verbund_check.policy.report import report_on
from verbund_check.text import to_json

ROUNDS = 3


def make(folder: Path, number: int, *, reports: bool) -> None:
    """Write `number` random complete assessments of as many firms, as they are saved or as JSON reports."""
    guide = load_guide(default_folder())
    marks = {id: guide.fingerprint(id) for id in guide.questions}
    chance = random.Random(7)
    for count in range(number):
        answers: dict[str, Answer | tuple[str, ...]] = {}
        for id, question in guide.questions.items():
            if question.is_list:
                answers[id] = tuple(option.id for option in question.options if chance.random() < 0.5)
            else:
                note = "Im Juli mit der Geschäftsleitung besprechen" if chance.random() < 0.2 else ""
                answers[id] = Answer(chance.choice(question.values), note)
        assessment = Assessment(
            id=f"2026-01-01-{count:06d}",
            organisation=f"Betrieb {count} GmbH",
            party=chance.choice(list(Party)),
            started="2026-01-01T08:00:00Z",
            finished="2026-01-01T09:00:00Z",
            content=mark_of(guide),
            answers=answers,
            questions=marks,
        )
        data = to_json(report_on(assessment, guide)).encode() if reports else msgspec.json.encode(assessment) + b"\n"
        (folder / f"{assessment.id}.json").write_bytes(data)


def decode_alone(folder: Path) -> None:
    """Read and decode every file with msgspec, and nothing else."""
    decoder = msgspec.json.Decoder()
    for entry in os.scandir(folder):
        with open(entry.path, "rb") as file:
            decoder.decode(file.read())


def run(*arguments: str) -> None:
    """Run the program in this process; what it shows goes nowhere."""
    with redirect_stdout(io.TextIOWrapper(io.BytesIO(), "utf-8")), redirect_stderr(io.StringIO()):
        code = cli.run(list(arguments))
    assert code == 0, (arguments, code)


MEASURED = """
import sys
from verbund_check import cli
code = cli.run(sys.argv[1:])
# Not getrusage: that counts what the parent took before it began this one.
peak = next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(peak, file=sys.stderr)
sys.exit(code)
"""


def peak_memory(*arguments: str) -> float:
    """Return the most memory, in MB, that a run of the program took."""
    done = subprocess.run([sys.executable, "-c", MEASURED, *arguments], capture_output=True, text=True, check=True)
    return int(done.stderr.split()[-1]) / 1000


def main() -> None:
    """Print the table."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    for reports in (False, True):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name) / "in"
            folder.mkdir()
            make(folder, number, reports=reports)
            size = sum(entry.stat().st_size for entry in os.scandir(folder)) / number / 1000
            print(f"{number} {'JSON-Berichte' if reports else 'gespeicherte Einschätzungen'}, je {size:.1f} KB")
            out = str(Path(name) / "out")
            sides: dict[str, Callable[[], None]] = {
                "msgspec allein": lambda folder=folder: decode_alone(folder),
                "compare FOLDER": lambda folder=folder, out=out: run(
                    "compare", str(folder), "--json", "--output", out, "--force"
                ),
                "export jsonl": lambda folder=folder, out=out: run(
                    "export", str(folder), "--format", "jsonl", "--output", out, "--force"
                ),
                "export csv": lambda folder=folder, out=out: run(
                    "export", str(folder), "--format", "csv", "--output", out, "--force"
                ),
            }
            os.environ["VERBUND_CHECK_DATA"] = str(folder)
            sides["list"] = lambda: run("list")
            times: dict[str, list[float]] = {side: [] for side in sides}
            for _ in range(ROUNDS):
                for side, action in sides.items():
                    started = time.perf_counter()
                    action()
                    times[side].append(time.perf_counter() - started)
            base = statistics.median(times["msgspec allein"])
            for side, taken in times.items():
                median = statistics.median(taken)
                print(f"  {side:<16} {median:7.2f} s   {median / base:5.1f} ×")
            if Path("/proc/self/status").exists():
                print(f"  compare FOLDER   {peak_memory('compare', str(folder)):7.1f} MB höchstens")


if __name__ == "__main__":
    main()
