"""Every command that is printed runs as it is printed, in the shell from which the program was started."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from verbund_check import shell
from verbund_check.shell import CALLED, copied, nearest_shell, quoted_program, typed
from verbund_check.terminal.wrap import wrap_text

BIN = Path(sys.executable).parent


@pytest.mark.parametrize(
    ("words", "in_shell", "expected"),
    [
        (["verbund-check"], "posix", "verbund-check"),
        (["/opt/Mein Ordner/verbund-check"], "posix", "'/opt/Mein Ordner/verbund-check'"),
        (["C:\\v\\verbund-check.exe"], "cmd", "C:\\v\\verbund-check.exe"),
        (["C:\\Mein Ordner\\verbund-check.exe"], "cmd", '"C:\\Mein Ordner\\verbund-check.exe"'),
        (["C:\\Mein Ordner\\verbund-check.exe"], "powershell", '& "C:\\Mein Ordner\\verbund-check.exe"'),
        (["py", "-m", "verbund_check"], "powershell", "py -m verbund_check"),
        (["C:\\P (x86)\\python.exe", "-m", "verbund_check"], "cmd", '"C:\\P (x86)\\python.exe" -m verbund_check'),
    ],
)
def test_how_a_program_is_named(words: list[str], in_shell: shell.Shell, expected: str):
    assert quoted_program(words, in_shell) == expected


@pytest.mark.parametrize(
    ("programs", "expected"),
    [
        (["python.exe", "verbund-check.exe", "powershell.exe", "cmd.exe"], "powershell"),
        (["python.exe", "cmd.exe", "powershell.exe"], "cmd"),
        (["pwsh.exe"], "powershell"),
        (["explorer.exe"], "powershell"),
        ([], "powershell"),
    ],
)
def test_which_shell_it_is(programs: list[str], expected: str):
    assert nearest_shell(programs) == expected


@pytest.mark.parametrize(
    ("in_shell", "expected"),
    [
        ("posix", "VERBUND_CHECK_DATA='/a b/c' verbund-check list"),
        ("powershell", "$env:VERBUND_CHECK_DATA='/a b/c'; verbund-check list"),
        ("cmd", 'set "VERBUND_CHECK_DATA=/a b/c" & verbund-check list'),
    ],
)
def test_another_folder_is_named_as_the_shell_has_it(
    monkeypatch: pytest.MonkeyPatch, in_shell: shell.Shell, expected: str
):
    monkeypatch.setattr(shell, "shell", lambda: in_shell)
    folder = Path("/a b/c")
    assert copied(typed("list", folder)) == expected.replace("/a b/c", str(folder))


def test_no_line_is_broken_in_a_command():
    text = f"Ihre Antworten liegen hier. Weiter mit: {typed('assess 2026-11-25-k7fq4m --resume')} oder gar nicht."
    for width in range(20, 90):
        assert any("verbund-check assess 2026-11-25-k7fq4m --resume" in line for line in wrap_text(text, width)), width


def test_what_only_belongs_together_stays_so():
    assert copied("IG\u00a0Metall") == "IG\u00a0Metall"


def run(words: list[str | Path], folder: Path, **environment: str) -> str:
    """What is told on a wrong section, by a program called like this in `folder`."""
    kept = {name: value for name, value in os.environ.items() if name != CALLED}
    done = subprocess.run(
        [*map(str, words), "show", "gibtsnicht"],
        cwd=folder, env=kept | environment, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 2, done.stderr
    return done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="the names of programs are others on Windows")
class TestCalled:
    """What is printed between the quotation marks, given to a shell in the same folder, lists the sections."""

    def hint(self, told: str) -> str:
        found = re.search("„([^„“]* show)“", told)
        assert found, told
        return found[1]

    def runs(self, told: str, folder: Path, **environment: str) -> None:
        kept = {name: value for name, value in os.environ.items() if name != CALLED}
        line = self.hint(told)
        done = subprocess.run(
            ["sh", "-c", line], cwd=folder, env=kept | environment, capture_output=True, encoding="utf-8", check=False
        )
        assert done.returncode == 0, (line, done.stderr)
        assert "Befürchtungen" in done.stdout

    def test_by_its_name_on_the_path(self, tmp_path: Path):
        path = f"{BIN}{os.pathsep}{os.environ['PATH']}"
        told = run([BIN / "verbund-check"], tmp_path, PATH=path)
        assert self.hint(told) == "verbund-check show"
        self.runs(told, tmp_path, PATH=path)

    def test_by_its_path(self, tmp_path: Path):
        link = tmp_path / "Mein Ordner"
        link.symlink_to(BIN)
        told = run([Path("Mein Ordner/verbund-check")], tmp_path, PATH="/usr/bin:/bin")
        assert self.hint(told) == "'Mein Ordner/verbund-check' show"
        self.runs(told, tmp_path, PATH="/usr/bin:/bin")

    def test_as_a_module(self, tmp_path: Path):
        told = run([sys.executable, "-m", "verbund_check"], tmp_path, PATH="/usr/bin:/bin")
        assert self.hint(told) == f"{sys.executable} -m verbund_check show"
        self.runs(told, tmp_path, PATH="/usr/bin:/bin")

    def test_by_a_starter(self, tmp_path: Path):
        told = run([sys.executable, "-m", "verbund_check"], tmp_path, **{CALLED: "verbund-check"})
        assert self.hint(told) == "verbund-check show"

    def test_what_no_starter_says_is_not_repeated(self, tmp_path: Path):
        told = run([sys.executable, "-m", "verbund_check"], tmp_path, **{CALLED: "rm -rf x; verbund-check"})
        assert "rm" not in self.hint(told)
