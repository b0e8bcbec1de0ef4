"""A computer with folders for documents, downloads and the desktop, and what is stored on it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import platformdirs
import pytest

from domain.contract import all_yes
from domain.making import assessment_from
from verbund_check.commands import conversation
from verbund_check.guide.model import Guide
from verbund_check.path import menu
from verbund_check.storage.store import assessment_store

from .person import Person

Meet = Callable[..., Person]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The person's folders."""
    for name in ("Dokumente", "Downloads", "Schreibtisch"):
        (tmp_path / name).mkdir()
    monkeypatch.setattr(platformdirs, "user_documents_path", lambda: tmp_path / "Dokumente")
    monkeypatch.setattr(platformdirs, "user_downloads_path", lambda: tmp_path / "Downloads")
    monkeypatch.setattr(platformdirs, "user_desktop_path", lambda: tmp_path / "Schreibtisch")
    monkeypatch.chdir(tmp_path / "Schreibtisch")
    return tmp_path


@pytest.fixture
def meet(home: Path, data: Path, monkeypatch: pytest.MonkeyPatch) -> Meet:
    """A person who does these things on the guided path."""

    def begin(*steps: Any, just_done: str = "") -> Person:
        person = Person(*steps)
        monkeypatch.setattr(menu, "asker_for", lambda: person)
        monkeypatch.setattr(conversation, "asker_for", lambda: person)
        menu.run(just_done=just_done)
        return person

    return begin


@pytest.fixture
def stored(guide: Guide, data: Path) -> Callable[..., str]:
    """Stores a complete assessment and returns its ID; `changes` as `all_yes` takes them."""

    def store(id: str, party: str, organisation: str = "Muster GmbH", day: str = "2026-11-20", **changes: Any) -> str:
        head = {"organisation": organisation, "party": party, "id": id}
        moments = {"started": f"{day}T09:00:00Z", "finished": f"{day}T10:00:00Z"}
        assessment_store(data, guide).save(assessment_from(guide, all_yes(**changes), **head, **moments))
        return id

    return store


def answers_file(path: Path, party: str | None, organisation: str = "Muster GmbH", **changes: Any) -> Path:
    """A file with complete answers, as a form or a report has them."""
    head = {"organisation": organisation, "party": party}
    path.write_text(json.dumps({**head, "answers": all_yes(**changes)}), "utf-8")
    return path
