"""Every file that is accepted goes through every command: whatever is in it, no command ends with a fault."""

from __future__ import annotations

import itertools
import json
import time
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from domain.making import NOW
from domain.odd_files import FOREIGN, base, changed_fields, exported, joint, saved
from verbund_check.answers.keypoints import begin_paper, steps_of
from verbund_check.answers.reader import Reader
from verbund_check.errors import ExitCode, InputError
from verbund_check.guide.loader import default_folder, load_words
from verbund_check.guide.model import Guide
from verbund_check.path import menu
from verbund_check.path.screen import Screen
from verbund_check.questionnaire.prompts import Back, Prompt, Reply

from .conftest import Program

EXPECTED = {ExitCode.DONE, ExitCode.BAD_INPUT, ExitCode.INCOMPLETE}

OPEN = {"value": "unsure", "note": ""}
BY_HAND: list[dict[str, Any]] = [
    {},
    {"started": "1971-01-01T00:00:00Z", "finished": "1971-01-01T00:00:00Z"},
    {"started": "9998-12-31T23:59:59Z", "finished": "9998-12-31T23:59:59Z"},
    {"started": "2026-01-01T00:00:00+14:00", "finished": "2025-01-01T00:00:00-12:00"},
    {"organisation": "\u200b", "party": None, "notes": {"reasons": "\u0308"}},
    {"organisation": "x" * 10_000, "notes": {"fears": "[/foo] :smile: \\ {}%s" * 2000}},
    {"scope": "quick", "stage": "running", "dissent": ["goal", "goal"]},
    {"scope": "quick", "dissent": [], "answers": {"reasons": ["learning"], "chemistry": OPEN}},
    {"dissent": [], "answers": {}, "notes": {"goal": "nur eine Bemerkung"}},
    {"content": FOREIGN, "dissent": [], "answers": {}},
    {"content": FOREIGN, "answers": {}, "dissent": [], "finished": None},
    {
        "content": FOREIGN,
        "dissent": [],
        "answers": {"new-one": OPEN, "new-list": ["a", "b"], "reasons": ["other"], "benefit": OPEN},
    },
    {"content": FOREIGN, "notes": {"gone": "x"}, "questions": {"gone": "a" * 16, "goal": "b" * 16}},
    {"content": {"version": "v" * 200, "digest": "d" * 200}},
    {"origins": []},
    {"origins": [{}]},
    {"origins": [{"id": "a", "content": FOREIGN, "answers": {"new-one": OPEN}}] * 5, "dissent": ["reasons", "benefit"]},
]
"""What is changed in a complete joint assessment; each must be read."""


def odd(guide: Guide) -> list[bytes]:
    """Made-up files, those that are accepted of some hundred; the same ones in each run."""
    found: list[bytes] = []

    @settings(
        max_examples=200,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(st.data(), st.sampled_from([saved, exported]))
    def collect(data: st.DataObject, written: Any) -> None:
        content = written(data.draw(changed_fields(guide, strange=False)))
        try:
            Reader(guide).assessment(content, "a.json", NOW)
        except InputError:
            return
        found.append(content)

    collect()
    return list(dict.fromkeys(found))[::3][:15]


@pytest.fixture(scope="module")
def contents(guide: Guide) -> list[bytes]:
    by_hand = [saved(joint(guide) | change) for change in BY_HAND]
    for content in by_hand:
        Reader(guide).assessment(content, "a.json", NOW)
    return [*by_hand, saved(base(guide)), *odd(guide)]


@pytest.fixture
def ids(contents: list[bytes], data: Path) -> list[str]:
    """The IDs of all those files in the data folder."""
    data.mkdir()
    for number, content in enumerate(contents):
        (data / f"a-{number}.json").write_bytes(content)
    return [f"a-{number}" for number in range(len(contents))]


def test_there_are_enough_of_them(contents):
    assert len(contents) > 25


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="Windows cannot change the time zone of a running program")
@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Etc/GMT+12", "Europe/Berlin"])
def test_list_and_reports_in_every_time_zone(program: Program, ids, zone, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setenv("TZ", zone)
        time.tzset()
        try:
            shown = program("list")
            assert shown.code == ExitCode.DONE
            assert all(id in shown.out for id in ids), shown.err
            for id in ids[:3]:
                assert program("export", id).code == ExitCode.DONE
        finally:
            patch.undo()
            time.tzset()


def test_list_as_json(program: Program, ids):
    listed = program("list", "--json")
    assert {row["id"] for row in listed.json} == set(ids)


def test_assess_and_resume(program: Program, ids):
    for id in ids:
        assert program("assess", id, "--no-input").code in EXPECTED, id
        assert program("assess", id, "--no-input", "--name", "Anders").code in EXPECTED, id
        shown = program("assess", id, "--no-input", "--json")
        assert shown.code in EXPECTED
        json.loads(shown.out)
    for arguments in ((), ("--party", "hr"), ("--party", "joint")):
        assert program("assess", "--resume", "--no-input", *arguments).code in EXPECTED


@pytest.mark.parametrize("form", ["md", "html", "json", "csv", "jsonl"])
def test_export_to_every_format(program: Program, ids, form):
    for id in ids:
        assert program("export", id, "--format", form, "--output", "-").code == ExitCode.DONE, id


@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_export_to_word_and_pdf(program: Program, ids, form, tmp_path):
    for id in ids[:: 2 if form == "docx" else 8]:
        done = program("export", id, "--format", form, "--output", tmp_path / f"{id}.{form}")
        assert done.code == ExitCode.DONE, done.err


def test_what_is_exported_is_accepted_again(program: Program, ids, tmp_path):
    for id in ids:
        path = tmp_path / f"{id}.json"
        path.write_text(program("export", id, "--format", "json").out, "utf-8")
        assert program("export", path, "--format", "json").out == path.read_text("utf-8"), id


def test_compare_in_every_kind(program: Program, ids, data, tmp_path):
    for first, second in itertools.pairwise(ids):
        for kind in ("parties", "time", "firms"):
            assert program("compare", first, second, "--as", kind).code in EXPECTED, (first, second, kind)
        assert program("compare", first, second, "--as", "parties", "--agenda").code in EXPECTED
        assert program("compare", first, second, "--json").code in EXPECTED
    for arguments in ((), ("--as", "firms"), ("--as", "firms", "--json"), ("--as", "firms", "--anonymous")):
        assert program("compare", data, *arguments).code in EXPECTED


def test_firms_that_are_complete_are_compared(program: Program, contents, guide, tmp_path):
    """A folder with one that is not complete shows nothing; so here are the others, each as a firm's of its own."""
    folder = tmp_path / "firms"
    folder.mkdir()
    for number, content in enumerate(contents):
        if Reader(guide).assessment(content, "a.json", NOW).finished:
            own = {"id": f"f-{number}", "organisation": f"Betrieb {number}"}
            (folder / f"f-{number}.json").write_bytes(saved(json.loads(content) | own))
    for form in ("md", "html", "json"):
        done = program("compare", folder, "--as", "firms", "--format", form, "--output", "-")
        assert done.code == ExitCode.DONE, done.err


@pytest.mark.parametrize("form", ["jsonl", "csv"])
def test_export_of_the_folder(program: Program, ids, data, form):
    done = program("export", data, "--format", form)
    assert done.code == ExitCode.DONE
    assert done.err == ""
    if form == "jsonl":
        assert len(done.out.splitlines()) == len(ids)


@pytest.mark.parametrize(
    "name", [" Muster   GmbH ", "Muster\tGmbH", "Muster\u00a0GmbH", "Mus\u00adter \u200b GmbH", "MUSTER GmbH"]
)
def test_blanks_and_what_nobody_sees_make_no_other_firm(program: Program, guide, tmp_path, name):
    """Contract: the same organisation without regard to case, blanks and invisible characters."""
    for party, organisation in (("hr", "Muster GmbH"), ("works-council", name)):
        content = saved(base(guide) | {"party": party, "organisation": organisation})
        (tmp_path / f"{party}.json").write_bytes(content)
    compared = program("compare", tmp_path / "hr.json", tmp_path / "works-council.json", "--json")
    assert compared.json["kind"] == "parties"


class Looking:
    """An asker that looks at each prompt and goes back."""

    def __init__(self) -> None:
        self.prompts: list[Prompt] = []

    def ask(self, prompt: Prompt) -> Reply:
        self.prompts.append(prompt)
        return Back()

    def say(self, text: str) -> None:
        """Nothing is to be said."""


@pytest.mark.usefixtures("ids")
def test_the_guided_path(guide: Guide):
    asker: Any = Looking()
    path = menu.GuidedPath(Screen(asker, load_words(default_folder(), "path")), guide, "")
    path.shelf.look(path.screen)
    path._next()
    path._stored()
    assert len(asker.prompts) == 2


def test_papers(program: Program, guide, data):
    """Odd ones that are accepted, and among them those that are not."""
    data.mkdir()
    paper = json.loads(msgspec.json.encode(begin_paper("p-0", guide, now=NOW)))
    changes: list[dict[str, Any]] = [
        {"changed": "9998-12-31T23:59:59Z"},
        {"changed": "1971-01-01T00:00:00+12:00"},
        {"answers": dict.fromkeys(steps_of(guide), "")},
        {"answers": {"partners": "x" * 9000}, "notes": {"form": "\x1b[2J"}},
        {"content": FOREIGN, "answers": {"gone": "x", "form": "vielleicht"}},
        {"changed": "gestern"},
        {"changed": "2026-02-30T00:00:00Z"},
        {"answers": {"form": ["x"]}},
    ]
    for number, change in enumerate(changes):
        (data / f"p-{number}.paper.json").write_bytes(saved(paper | change | {"id": f"p-{number}"}))
    for choice in range(1, 7):
        done = program("rules", "--plain", stdin=f"{choice}\n".encode())
        assert done.code in EXPECTED, done.err
