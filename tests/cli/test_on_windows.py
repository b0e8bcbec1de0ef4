"""What the program does otherwise on Windows, as far as it can be seen elsewhere; tests/packages has it run there."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path

import pytest

from verbund_check.storage import session
from verbund_check.terminal import plain_lines, streams

PIPED = [("win32", {}, "utf-8"), ("win32", {"PYTHONIOENCODING": "cp850"}, "cp1252"), ("linux", {}, "cp1252")]


@pytest.mark.parametrize(("platform", "settings", "expected"), PIPED)
def test_what_goes_into_a_pipe_is_utf_8(
    monkeypatch: pytest.MonkeyPatch, platform: str, settings: dict[str, str], expected: str
) -> None:
    """Elsewhere the surroundings say what it is, and PYTHONIOENCODING everywhere."""
    piped = io.TextIOWrapper(io.BytesIO(), encoding="cp1252")
    for name in ("stdout", "stderr"):
        monkeypatch.setattr(sys, name, piped)
    monkeypatch.delenv("PYTHONIOENCODING", raising=False)
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "platform", platform)
    streams.prepare()
    assert piped.encoding == expected


@pytest.mark.parametrize(("line", "expected"), [("Müller".encode(), "Müller"), (b"M\x81ller", "Müller")])
def test_a_line_from_a_pipe_is_utf_8_or_what_the_console_writes(
    monkeypatch: pytest.MonkeyPatch, line: bytes, expected: str
) -> None:
    monkeypatch.setattr(streams, "typed_encoding", lambda: "cp850")
    assert plain_lines._decoded(line) == expected


def test_a_folder_is_told_as_windows_knows_it(monkeypatch: pytest.MonkeyPatch) -> None:
    folder = Path.home() / "verbund-check"
    whole = str(folder)
    assert session.short(folder) == (whole if os.name == "nt" else "~/verbund-check")
    monkeypatch.setattr("verbund_check.storage.session.os.name", "nt")
    assert session.short(folder) == whole
