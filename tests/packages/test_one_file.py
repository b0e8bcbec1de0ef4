"""The one file for Linux and macOS, and Start.command, from a folder whose name has blanks and umlauts."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[2]

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="for Windows there is a folder"),
]

ANSWERS = """organisation: Müller & Söhne
answers: {benefit: ja, conviction: j, goal: yes, sharing: n, upfront: w, management: ja, partners: ja}
"""


def made(target: Path) -> bytes:
    command = [sys.executable, str(CHECKOUT / "packaging/onefile.py"), "-o", str(target)]
    run = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert run.returncode == 0, run.stderr
    return target.read_bytes()


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("one") / "Mein Ordner äöü"
    folder.mkdir()
    made(folder / "verbund-check")
    return folder / "verbund-check"


def surroundings(home: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("VERBUND_")}
    return {**kept, "HOME": str(home), "XDG_DATA_HOME": str(home / "data")}


def test_the_same_input_gives_the_same_bytes(program: Path, tmp_path: Path):
    assert made(tmp_path / "again") == program.read_bytes()
    assert len(program.read_bytes()) <= 20_000_000


def test_an_interview_and_every_export(program: Path, tmp_path: Path):
    def run(*words: str, typed: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(program), *words],
            input=typed,
            capture_output=True,
            encoding="utf-8",
            cwd=tmp_path,
            env=surroundings(tmp_path),
            check=False,
        )

    told = run("assess", "--quick", "--answers", "-", typed=ANSWERS)
    assert told.returncode == 0, told.stderr
    assert "Müller & Söhne" in told.stdout
    for form in ("md", "html", "docx", "json", "csv", "jsonl", "xlsx"):
        told = run("export", "--output", f"bericht.{form}")
        assert told.returncode == 0, told.stderr
    assert zipfile.is_zipfile(tmp_path / "bericht.docx")
    assert "Müller & Söhne" in (tmp_path / "bericht.md").read_text("utf-8")
    listed = run("list").stdout
    assert f"'{program}' assess" in " ".join(listed.split()), "a command that is printed runs as it is printed"


def test_the_menu(program: Path, tmp_path: Path):
    import pexpect

    child = pexpect.spawn(
        "/usr/bin/env",
        [str(program)],  # a command alone is taken apart at its blanks
        env={**surroundings(tmp_path), "TERM": "xterm"},
        dimensions=(40, 80),
        timeout=60,
    )
    child.expect("Strg-C")
    child.send("\x03")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 130


def test_start_opens_the_menu_and_leaves_a_window_in_which_commands_run(tmp_path: Path):
    import pexpect

    checkout = tmp_path / "Mein Ordner äöü"
    shutil.copytree(CHECKOUT, checkout, ignore=shutil.ignore_patterns(".*", "tests", "docs", "__pycache__"))
    env = {**surroundings(tmp_path), "TERM": "xterm", "SHELL": "/bin/sh", "PS1": "bereit$ "}
    child = pexpect.spawn("/usr/bin/env", [str(checkout / "Start.command")], env=env, dimensions=(40, 80), timeout=180)
    child.expect("Strg-C")
    child.send("\x03")
    child.expect("In diesem Fenster")
    child.expect("bereit")
    child.sendline("verbund-check show fears | head -3; echo Ende$?")
    child.expect("Welche Bef")
    child.expect("Ende0")
    child.sendline("exit")
    child.expect(pexpect.EOF)
    child.close()
