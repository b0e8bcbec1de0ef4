"""Answers to earlier wordings: compared where the meaning is the same, shown with the sentence that they were given to."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from domain.contract import READINESS, RISKS, SUCCESS

from .conftest import Run, Write

# Typed from NOTES.md and earlier.yaml of content 2.0.0: fingerprint and sentence of 1.1.0.
GOAL = (
    "1e95ac52b69ddc06",
    "Gibt es für den Verbund ein klares Ziel oder zumindest die Bereitschaft, eines zu erarbeiten?",
)
SHARING = (
    "7dab28415f813058",
    "Ist Ihr Betrieb bereit, sein Wissen und seine Vorgehensweisen an andere Betriebe weiterzugeben?",
)
COORDINATOR = (
    "ad658cc69ada85f9",
    "Es ist absehbar, wer den Verbund koordinieren und organisieren wird.",
    "Es gibt jederzeit eine Person, die den Verbund koordiniert und organisiert.",
)
TODAY = "Voraussichtlich kümmert sich jederzeit eine Person um Koordination und Organisation des Verbundes."


def old(stage: str = "planned", *, day: str = "2025-03-01") -> dict[str, Any]:
    """The head of a file of the old format that was answered on 1.1.0, as far as goal, sharing and coordinator go."""
    return {
        "stage": stage,
        "finished": f"{day}T10:00:00Z",
        "content": {"version": "1.1.0", "digest": "cd" * 32},
        "questions": {"goal": GOAL[0], "sharing": SHARING[0], "coordinator": COORDINATOR[0]},
    }


def flat(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").split())


def compared(run: Run, first: Path, second: Path) -> tuple[dict[str, Any], str]:
    """The comparison as data and as a page."""
    return run("compare", first, second, "--json").json, flat(run("compare", first, second, "--format", "md").out)


def test_the_same_meaning_in_other_words_is_compared_and_shown_with_them(run: Run, write: Write) -> None:
    then, now = write("a", "M", "hr", old(), goal="no"), write("b", "M", "hr")
    data, page = compared(run, then, now)
    assert data["kind"] == "time"
    assert "goal" in data["unchanged"]
    assert (data["better"], data["changed"]) == (["goal"], ["sharing", "coordinator"])
    assert "Einige Fragen lauten heute anders und meinen dasselbe" in page
    assert f"Damals hieß es: „{GOAL[1]}“" in page.split("Besser geworden (1)")[1].split("Nicht verglichen")[0]
    assert "sich keine Antwort verändert" not in page


@pytest.mark.parametrize("options", [(), ("--agenda",)])
def test_what_both_answered_to_the_same_old_sentence_is_compared(
    run: Run, write: Write, options: tuple[str, ...]
) -> None:
    """Its meaning has changed since, but both had the same before them, and nobody is shown another sentence."""
    hr = write("hr", "M", "hr", old(), coordinator="no", sharing="no")
    council = write("br", "M", "works-council", old(), sharing="no")
    data = run("compare", hr, council, "--json").json
    assert (data["agreement"], data["changed"]) == ({"same": 26, "of": 27}, [])
    page = flat(run("compare", hr, council, *options, "--format", "md").out)
    assert "in der Fassung 1.1.0" in page
    assert COORDINATOR[1] in page
    assert SHARING[1] in page
    assert TODAY not in page


def test_whether_it_means_the_same_depends_on_the_stage(run: Run, write: Write) -> None:
    planned = write("a", "M", "hr", old("planned")), write("b", "M", "works-council", {"stage": "planned"})
    running = write("c", "M", "hr", old("running")), write("d", "M", "works-council", {"stage": "running"})
    both_old = write("e", "M", "hr", old("planned")), write("f", "M", "works-council", old("running"))
    assert "coordinator" in run("compare", *planned, "--json").json["changed"]
    data, page = compared(run, *running)
    assert "coordinator" in data["unchanged"]
    assert COORDINATOR[2] not in page, "that is still the sentence of today"
    # The same question was put to both, on a plan and on an alliance at work.
    assert "coordinator" in run("compare", *both_old, "--json").json["unchanged"]


def test_what_nobody_knows_the_wording_of_is_compared(run: Run, write: Write) -> None:
    head = {**old(), "questions": {}}
    data, _ = compared(run, write("a", "M", "hr", head), write("b", "M", "works-council"))
    assert data["unchanged"] == list(READINESS + SUCCESS + RISKS)


def test_a_sentence_that_the_file_keeps_goes_before_all(run: Run, write: Write) -> None:
    head = {**old(), "questions": {"goal": "00" * 8}, "wordings": {"goal": "Haben wir ein Ziel?"}}
    hr, council = write("hr", "M", "hr", head, goal="no"), write("br", "M", "works-council", head)
    _, page = compared(run, hr, council)
    assert "Damals hieß es: „Haben wir ein Ziel?“" in page


@pytest.mark.parametrize("kind", ["firms", "group"])
def test_several_at_once(run: Run, write: Write, kind: str) -> None:
    """Firms and people: what means the same counts, and the sentences of then are named; never a firm's own without names."""
    names = ("A", "B", "C") if kind == "firms" else ("M", "M", "M")
    own = {**old(), "wordings": {"goal": "Unser Ziel im Stanzwerk?", "chemistry": "Passt das Stanzwerk?"}}
    own["questions"] = {**own["questions"], "chemistry": "00" * 8}
    files = [write(f"f{n}", name, "hr", own, chemistry="yes") for n, name in enumerate(names)]
    page = flat(run("compare", *files, "--as", kind, "--format", "md").out)
    assert COORDINATOR[1] in page.split("Damaliger Wortlaut")[1]
    assert ("Stanzwerk" in page) == (kind == "firms")
    if kind == "firms":
        assert "Stanzwerk" not in run("compare", *files, "--anonymous").out
    mixed = [*files[:2], write("new", names[2], "hr", chemistry="yes")]
    data = run("compare", *mixed, "--as", kind, "--json").json
    assert "coordinator" in data["changed"]
    assert "chemistry" in data["changed"]
    if kind == "group":
        assert "goal" in data["unchanged"]
