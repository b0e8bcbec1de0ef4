"""The JSON report is a promise to programs: its keys and their types are pinned here."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from domain.contract import FEARS, READINESS, REASONS, RISKS, SUCCESS, all_yes

from .conftest import Program

TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")

KEYS = {
    "schema", "id", "organisation", "party", "stage", "scope", "complete", "started", "finished", "content", "answers", "verdict",
}  # fmt: skip
"""contract.md says "at least"; what is there besides is listed in MORE, so that a new key is a decision."""

MORE = {"judged", "notes", "questions", "wordings", "previous", "meetings", "origins", "dissent"}

VERDICT = {"outcome", "prospects", "readiness", "success", "risks", "hurdles", "caution", "measures", "links"}


@pytest.fixture
def report(program: Program, tmp_path: Path) -> Any:
    """A report in which nothing is empty."""
    answers = all_yes(
        benefit={"value": "no", "note": "nachfragen"},
        goal="unsure",
        coordinator="no",
        transparency="partly",
        chemistry="yes",
        reasons=["learning", "broader-offer"],
        fears=["antitrust"],
    )
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"organisation": "Muster GmbH", "party": "joint", "answers": answers}), "utf-8")
    result = program("assess", "--no-input", "--json", "--answers", path)
    assert result.code == 0
    return result.json


def test_has_these_keys_and_no_others(report):
    assert set(report) == KEYS | MORE
    assert set(report["verdict"]) == VERDICT


def test_head(report):
    assert report["schema"] == 1
    assert type(report["schema"]) is int
    assert re.fullmatch(r"[a-z0-9-]+", report["id"])
    assert report["organisation"] == "Muster GmbH"
    assert report["party"] == "joint"
    assert report["stage"] == "planned"
    assert report["scope"] == "full"
    assert report["complete"] is True
    assert TIME.fullmatch(report["started"])
    assert TIME.fullmatch(report["finished"])
    assert set(report["content"]) == {"version", "digest"}
    assert all(type(text) is str for text in report["content"].values())


def test_answers_are_value_and_note_and_lists_for_reasons_and_fears(report):
    assert set(report["answers"]) == {*READINESS, *SUCCESS, *RISKS, "reasons", "fears"}
    for id, answer in report["answers"].items():
        if id in ("reasons", "fears"):
            assert set(answer) <= set(REASONS + FEARS)
        else:
            assert set(answer) == {"value", "note"}
    assert report["answers"]["benefit"] == {"value": "no", "note": "nachfragen"}
    assert report["answers"]["reasons"] == ["broader-offer", "learning"]
    assert report["answers"]["fears"] == ["antitrust"]


def test_verdict(report):
    verdict = report["verdict"]
    assert verdict["outcome"] == "go"
    assert verdict["prospects"] == "mixed"  # seventeen of twenty help, but two of the most important hinder
    assert verdict["readiness"] == {"yes": 5, "no": 1, "unsure": 1}
    assert verdict["success"] == {"yes": 8, "partly": 1, "no": 1, "unsure": 0}
    assert verdict["risks"] == {"yes": 1, "partly": 0, "no": 9, "unsure": 0}
    assert [(set(hurdle), hurdle["id"]) for hurdle in verdict["hurdles"]] == [
        ({"id", "value", "text", "section"}, "benefit"),
        ({"id", "value", "text", "section"}, "goal"),
    ]
    assert verdict["caution"] == ["coordinator", "chemistry"]
    assert [measure["id"] for measure in verdict["measures"]] == ["coordinator", "chemistry", "transparency"]
    for measure in verdict["measures"]:
        assert set(measure) == {"id", "kind", "value", "key", "text", "section"}
        assert type(measure["key"]) is bool
        assert measure["kind"] in ("success", "risk")
    for link in verdict["links"]:
        assert set(link) == {"title", "url", "kind"}
        assert link["url"].startswith(("https://", "http://", "mailto:"))


def test_what_was_asked_and_what_a_joint_assessment_adds(report, program, tmp_path):
    assert set(report["questions"]) == set(report["answers"])
    assert (report["previous"], report["meetings"], report["origins"], report["dissent"]) == ("", [], [], [])
    added = {
        "wordings": {"benefit": "Ein Satz von damals?"},
        "previous": "2026-01-02-abc234",
        "meetings": [{"date": "2026-03-04", "people": "Frau Öz"}],
    }
    path = tmp_path / "gemeinsam.json"
    path.write_text(json.dumps({**report, **added}), "utf-8")
    exported = program("export", path, "--format", "json").json
    assert {name: exported[name] for name in added} == added


def test_what_is_not_there_is_null_or_empty_never_missing(program):
    result = program("assess", "--no-input", "--json")
    report = result.json
    assert set(report) == KEYS | MORE
    assert (report["organisation"], report["party"], report["finished"], report["verdict"]) == ("", None, None, None)
    assert (report["complete"], report["answers"]) == (False, {})


def test_list_rows(program, report):
    (row,) = program("list", "--json").json
    assert row == {
        "id": report["id"],
        "organisation": "Muster GmbH",
        "party": "joint",
        "stage": "planned",
        "scope": "full",
        "complete": True,
        "answered": 29,
        "asked": 29,
        "started": report["started"],
        "finished": report["finished"],
    }


def test_text_is_utf_8_and_not_escaped(program, tmp_path):
    path = tmp_path / "a.json"
    path.write_text('{"organisation": "M\\u00fcller \\u0026 S\\u00f6hne"}', "utf-8")
    assert '"Müller & Söhne"' in program("export", path, "--format", "json").out
