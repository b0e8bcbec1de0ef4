"""Runs the program as a user would, within the test's process, and gives back what came out."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any, NamedTuple, Protocol

import pytest

from domain.contract import FORBIDDEN
from verbund_check import cli

ENGLISH = (
    "usage", "options", "option '", "arguments", "argument", "commands", "command", "show this message", "error", "missing",
    "invalid", "no such", "try", "required", "default", "got unexpected", "does not take", "requires an", "not found",
    "traceback", "exception", "help for", "aborted", "did you mean", "unexpected", "extra",
)  # fmt: skip
"""Words of Typer, Click, Python and the system that no German page may show."""


class Result(NamedTuple):
    """What a run of the program left behind."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output as the one JSON document that it is."""
        return json.loads(self.out)

    @property
    def sentence(self) -> str:
        """Standard error as the one German sentence that it is."""
        assert self.err.endswith("\n")
        assert self.err.count("\n") == 1, self.err
        assert not english_in(self.err), self.err
        assert not FORBIDDEN & set(self.err.rstrip("\n"))
        assert self.err.rstrip().endswith((".", "?")), self.err
        return self.err.strip()


class Program(Protocol):
    """Runs verbund-check with arguments and standard input."""

    def __call__(self, *arguments: str | Path, stdin: bytes = b"") -> Result: ...


def english_in(text: str) -> set[str]:
    """The English library words in a text."""
    import re

    known = text.replace("[OPTIONEN]", "")
    return {word for word in ENGLISH if re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", known, re.IGNORECASE)}


@pytest.fixture
def program(data: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Program:
    """verbund-check with a data folder of its own (`data`), without a terminal."""

    def run(*arguments: str | Path, stdin: bytes = b"") -> Result:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        capfdbinary.readouterr()
        code = cli.run([str(argument) for argument in arguments])
        out, err = (stream.decode() for stream in capfdbinary.readouterr())
        assert "Traceback" not in out + err
        assert "Fehler im Programm" not in err, err
        return Result(code, out, err)

    return run


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    """An answers file that is complete."""
    from domain.contract import all_yes

    path = tmp_path / "antworten.json"
    text = json.dumps({"organisation": "Muster GmbH", "party": "hr", "answers": all_yes(management="no")})
    path.write_text(text, "utf-8")
    return path


@pytest.fixture
def partial(tmp_path: Path) -> Path:
    """An answers file with the seven alone."""
    from domain.contract import READINESS

    path = tmp_path / "sieben.yaml"
    path.write_text("party: works-council\nanswers:\n" + "".join(f"  {id}: ja\n" for id in READINESS), "utf-8")
    return path
