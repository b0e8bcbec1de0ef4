"""The program as a user calls it, and the documents that it makes."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from cli.conftest import answers, partial, program
from verbund_check.answers.assessment import Assessment
from verbund_check.guide.model import Guide

from .every_document import example

__all__ = ["answers", "partial", "program"]

MANY = 60


@pytest.fixture(scope="session")
def collected(guide: Guide) -> list[Assessment]:
    """What a consultant has gathered: two parties of each of several firms, complete ones and others."""
    made = []
    for number in range(MANY):
        party = (None, "hr", "works-council", "management", "joint")[number % 5]
        each = example(
            guide, number, f"Betrieb {number // 5} GmbH", party=party, stage=("planned", "running")[number % 2]
        )
        if number % 7 == 0:  # given up after a few questions
            few = {id: answer for id, answer in each.answers.items() if id in ("benefit", "goal", "reasons")}
            each = msgspec.structs.replace(each, answers=few, finished=None)
        made.append(each)
    return made


@pytest.fixture
def folder(tmp_path: Path, collected: list[Assessment]) -> Path:
    """The same as a folder of saved assessments."""
    path = tmp_path / "ordner"
    path.mkdir()
    for each in collected:
        (path / f"{each.id}.json").write_bytes(msgspec.json.encode(each) + b"\n")
    return path
