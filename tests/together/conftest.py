"""Runs the program as a user would, and makes the files of parties and firms."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from domain.contract import all_yes
from verbund_check import cli


class Result(NamedTuple):
    """What a run of the program left behind."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output as the one JSON document that it is."""
        return json.loads(self.out)


Run = Callable[..., Result]
Write = Callable[..., Path]


@pytest.fixture
def run(data: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    """verbund-check with a data folder of its own (`data`), without a terminal."""

    def call(*arguments: str | Path, typed: str = "") -> Result:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(typed.encode()), encoding="utf-8"))
        capfdbinary.readouterr()
        code = cli.run([str(argument) for argument in arguments])
        out, err = (stream.decode() for stream in capfdbinary.readouterr())
        assert "Traceback" not in out + err
        assert "Fehler im Programm" not in err, err
        return Result(code, out, err)

    return call


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes an answers file NAME.json: everything as all_yes has it but for what is named."""

    def make(
        name: str, organisation: str, party: str | None, _head: dict[str, Any] | None = None, **changes: Any
    ) -> Path:
        path = tmp_path / f"{name}.json"
        head = {"organisation": organisation, "party": party, **(_head or {})}
        path.write_text(json.dumps({**head, "answers": all_yes(**changes)}), "utf-8")
        return path

    return make
