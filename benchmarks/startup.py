"""Prints how long the program takes to start, as ratios to `python -c "import typer"` on the same machine.

The commands run in turn (A B C A B C …), so that a busy machine slows all of them alike; medians are compared.

    python benchmarks/startup.py            21 rounds
    python benchmarks/startup.py --rounds 51

Ends with 1 where a ratio is above its target.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PYTHON = [sys.executable]
PROGRAM = [*PYTHON, "-m", "verbund_check"]

READINESS = ["benefit", "conviction", "goal", "sharing", "upfront", "management", "partners"]
FACTORS = [
    *("coordinator", "balance", "shared-goal", "transparency", "proximity", "eye-level", "contract"),
    *("informal-exchange", "partner-count", "commitment", "chemistry", "diverging-goals", "little-exchange"),
    *("low-engagement", "slow-pace", "unfairness", "unresolved-conflicts", "goals-too-high"),
    *("poor-preparation", "weak-steering"),
]


def answers() -> str:
    """Return a complete answers file with every value and some notes."""
    lines = ["organisation: Muster GmbH", "party: joint", "stage: planned", "answers:"]
    lines += [
        f"  {id}: {value}"
        for id, value in zip(READINESS, ["ja", "ja", "ja", "ja", "nein", "weiß nicht", "ja"], strict=True)
    ]
    lines += [f"  {id}: {['j', 't', 'n', 'w'][number % 4]}" for number, id in enumerate(FACTORS)]
    lines += ["  reasons: [broader-offer, learning]", "  fears: [poaching, antitrust]"]
    return "\n".join(lines) + "\n"


def timed(command: list[str], environment: dict[str, str]) -> float:
    """Run a command that must succeed, and return its seconds."""
    start = time.perf_counter()
    done = subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, capture_output=True)
    seconds = time.perf_counter() - start
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)} ended with {done.returncode}:\n{done.stderr.decode(errors='replace')}")
    return seconds


def main() -> int:
    """Measure, print a table, and return 1 where a target is missed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=21)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "answers.yaml")
        file.write_text(answers(), encoding="utf-8")
        environment = os.environ | {"VERBUND_CHECK_DATA": str(Path(folder, "data")), "COLUMNS": "80"}
        # Bytecode is kept as on a user's machine, where pip has written it; here beside the answers.
        environment["PYTHONPYCACHEPREFIX"] = str(Path(folder, "bytecode"))
        for name in ("VERBUND_CHECK_CONTENT", "PYTHONDONTWRITEBYTECODE"):
            environment.pop(name, None)
        commands: dict[str, tuple[list[str], float | None]] = {
            'python -c "import typer"': ([*PYTHON, "-c", "import typer"], None),
            "show fears": ([*PROGRAM, "show", "fears"], 1.6),
            "assess --answers FILE --no-input": ([*PROGRAM, "assess", "--answers", str(file), "--no-input"], 2.2),
        }
        seconds: dict[str, list[float]] = {name: [] for name in commands}
        for turn in range(rounds + 2):
            for name, (command, _) in commands.items():
                taken = timed(command, environment)
                if turn >= 2:  # the first two rounds fill the file caches and write the bytecode
                    seconds[name].append(taken)
    medians = {name: statistics.median(taken) for name, taken in seconds.items()}
    base = next(iter(medians.values()))
    missed = False
    print(f"{rounds} rounds, Python {sys.version.split()[0]}, medians")
    for name, (_, target) in commands.items():
        ratio = medians[name] / base
        verdict = "" if target is None else f"   target {target:.1f}   {'met' if ratio <= target else 'MISSED'}"
        missed = missed or (target is not None and ratio > target)
        print(f"{name:<34} {medians[name] * 1000:7.1f} ms   {ratio:4.2f} x{verdict}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
