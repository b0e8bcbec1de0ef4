"""One table of scenarios, run by both askers: whatever the full prompts can do, plain lines can do."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import pytest

from verbund_check.questionnaire.prompts import EndOfInput
from verbund_check.storage.session import Session
from verbund_check.storage.store import assessment_store

from .interview_doubles import Led, Person, fresh, guide

START = ("text:Muster GmbH", "pick:hr", "pick:planned")


@dataclass
class Scenario:
    """Sessions of one person at one assessment, each resumed from disk, and what must be there at the end."""

    name: str
    sessions: tuple[tuple[str, ...], ...]
    answers: dict[str, object] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    about: tuple[str, str, str] = ("Muster GmbH", "hr", "planned")
    count: int = 29
    endings: tuple[str, ...] = ("done",)
    path: tuple[str, ...] = ()
    """How the last session's way ended, as the questions' names."""


# fmt: off
SCENARIOS = (
    Scenario("straight through", ((*START, "tick:learning", "rest", "done"),), {"reasons": ["learning"]}),
    Scenario(
        "nothing ticked is an answer",
        ((*START, "tick:", "rest", "done"),),
        {"reasons": [], "fears": []},
    ),
    Scenario(
        "back twice, and the old answers are still there",
        ((*START, "tick:learning", "tick:", "pick:no", "pick:unsure", "back", "back", "keep", "keep", "rest", "done"),),
        {"reasons": ["learning"], "benefit": "no", "conviction": "unsure"},
    ),
    Scenario(
        "back into the reasons and the questions about the assessment",
        (
            (*START, "back", "pick:running", "tick:learning", *["back"] * 4, "text:Andere GmbH", "keep", "keep", "rest",
             "go:4", "tick:", "done"),
        ),
        {"reasons": []},
        about=("Andere GmbH", "hr", "running"),
    ),
    Scenario(
        "back from the first factor into the readiness part",
        ((*START, "tick:", "tick:", *["pick:yes"] * 7, "back", "pick:no", "rest", "done"),),
        {"partners": "no", "coordinator": "yes"},
    ),
    Scenario(
        "back from the fears",
        ((*START, "tick:learning", "back", "tick:", "tick:poaching", "back", "tick:free-riders", "rest", "done"),),
        {"reasons": [], "fears": ["free-riders"]},
    ),
    Scenario(
        "back from the very first question stays there",
        (("back", *START, "tick:", "rest", "done"),),
    ),
    Scenario(
        "back from the review to the last question",
        ((*START, "tick:", "rest", "back", "pick:partly", "done"),),
        {"weak-steering": "partly"},
        path=("review", "Frage 29 von 29 · Risiken 10 von 10", "review"),
    ),
    Scenario(
        "change in the review comes straight back",
        ((*START, "tick:", "rest", "go:6", "pick:no", "go:5", "tick:poaching", "go:1", "text:Neu AG", "done"),),
        {"benefit": "no", "fears": ["poaching"]},
        about=("Neu AG", "hr", "planned"),
        path=(
            *("review", "Frage 3 von 29 · Bereitschaft 1 von 7", "review", "Frage 2 von 29 · Befürchtungen", "review"),
            *("Betrieb", "review"),
        ),
    ),
    Scenario(
        "going back out of a change leaves the answer",
        ((*START, "tick:", "rest", "go:7", "back", "go:7", "keep", "done"),),
        {"conviction": "yes"},
        path=("review", *["Frage 4 von 29 · Bereitschaft 2 von 7", "review"] * 2),
    ),
    Scenario(
        "a note on a question, before its answer",
        ((*START, "tick:", "tick:", "note", "text:im Juli fragen", "pick:unsure", "rest", "done"),),
        {"benefit": "unsure"},
        {"benefit": "im Juli fragen"},
    ),
    Scenario(
        "a note on a list, and one from the review",
        ((*START, "note", "text:beide", "tick:learning,+", "rest", "go:13", "note", "text:Frau Özdemir", "keep", "done"),),
        {"reasons": ["learning"], "coordinator": "yes"},
        {"reasons": "beide", "coordinator": "Frau Özdemir"},
    ),
    Scenario(
        "what a list does not name, and nothing else",
        ((*START, "tick:+", "text:Fachkräfte halten", "tick:poaching,+", "text:Stillstand", "rest", "done"),),
        {"reasons": [], "fears": ["poaching"]},
        {"reasons": "Fachkräfte halten", "fears": "Stillstand"},
        path=("Frage 29 von 29 · Risiken 10 von 10", "review"),
    ),
    Scenario(
        "what a list does not name is no answer while its text is missing",
        ((*START, "tick:+", "text:", "tick:+", "back", "tick:+", "text:A", "interrupt"), ("tick:", "rest", "done")),
        {"reasons": [], "fears": []},
        {"reasons": "A"},
        endings=("interrupted", "done"),
    ),
    Scenario(
        "what a list does not name stays until its text is deleted",
        (
            (*START, "tick:+", "text:A", "tick:+", "text:B", "rest", "go:4", "tick:learning", "keep", "go:5", "tick:",
             "text:", "done"),
        ),
        {"reasons": ["learning"], "fears": []},
        {"reasons": "A"},
        path=("review", *["Frage 2 von 29 · Befürchtungen", "Anderes · Befürchtungen", "review"]),
    ),
    Scenario(
        "a note is taken back by an empty one, and stays when one goes back out of it",
        (
            (*START, "tick:", "tick:", "note", "text:A", "note", "back", "pick:no", "note", "text:B", "note", "text:",
             "rest", "done"),
        ),
        notes={"benefit": "A", "conviction": ""},
    ),
    Scenario(
        "help changes nothing",
        (("help", *START, "help", "tick:learning", "tick:", "help", "help", "pick:no", "rest", "done"),),
        {"reasons": ["learning"], "benefit": "no"},
    ),
    Scenario(
        "interrupted and resumed at the first open question",
        ((*START, "tick:learning", "tick:", "pick:no", "interrupt"), ("pick:unsure", "rest", "done")),
        {"reasons": ["learning"], "benefit": "no", "conviction": "unsure"},
        endings=("interrupted", "done"),
    ),
    Scenario(
        "interrupted at every other question",
        (
            ("text:Muster GmbH", "pick:hr", "pick:planned", "interrupt"),
            ("tick:cost-and-risk", "interrupt"),
            ("tick:antitrust", "interrupt"),
            ("pick:no", "interrupt"),
            ("back", "keep", "pick:no", "note", "interrupt"),
            ("pick:unsure", "rest", "interrupt"),
            ("go:8", "pick:yes", "done"),
        ),
        {"reasons": ["cost-and-risk"], "fears": ["antitrust"], "benefit": "no", "conviction": "no", "goal": "yes"},
        endings=("interrupted",) * 6 + ("done",),
    ),
    Scenario(
        "the input ends, and the answers are there",
        ((*START, "tick:", "tick:", "pick:no", "end"),),
        {"benefit": "no"},
        count=3,
        endings=("end",),
    ),
    Scenario(
        "the input ends at the review, and everything is answered",
        ((*START, "tick:", "rest", "end"),),
        endings=("end",),
    ),
    Scenario(
        "back after resuming, into what was answered before",
        ((*START, "tick:", "tick:", "pick:no", "interrupt"), ("back", "pick:unsure", "rest", "done")),
        {"benefit": "unsure"},
        endings=("interrupted", "done"),
    ),
)
# fmt: on


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda each: each.name)
def test_scenario(scenario: Scenario, person: Person, tmp_path: Path) -> None:
    """Answer, back, note, help, review, change, interrupt, resume: what is on disk is what was answered."""
    store = assessment_store(tmp_path, guide())
    assessment = fresh()
    setup = ("organisation", "party", "stage")
    for script, expected in zip(scenario.sessions, scenario.endings, strict=True):
        hands = person(script)
        with Session(store, hands.say) as saving:
            session = Led(assessment, guide(), saving, hands, setup=setup)
            ending = "done"
            try:
                session.run()
            except KeyboardInterrupt:
                ending = "interrupted"
            except EndOfInput:
                ending = "end"
        assert (ending, hands.script) == (expected, [])
        assessment = store.load(assessment.id)
        assert assessment == session.state, "what is in memory is on disk"
        setup = ()
    given = {
        id: list(answer) if isinstance(answer, tuple) else answer.value.value
        for id, answer in assessment.answers.items()
    }
    assert given | scenario.answers == given
    assert len(given) == scenario.count
    assert {id: assessment.note_of(id) for id in scenario.notes} == scenario.notes
    assert [id for id in guide().asked("full") if assessment.note_of(id)] == [
        id for id in guide().asked("full") if scenario.notes.get(id)
    ]
    assert (assessment.organisation, assessment.party, assessment.stage) == scenario.about
    assert (assessment.finished is not None) == (scenario.count == 29)
    assert tuple(hands.seen[-len(scenario.path) :]) == scenario.path or not scenario.path


def test_previous_answer_is_offered_again(person: Person, tmp_path: Path) -> None:
    """Going back, the old answer is preselected: Enter keeps it, in both askers."""
    hands = person(
        (*START, "tick:learning,cost-and-risk", "tick:", "pick:unsure", "back", "keep", *["back"] * 3, "keep", "end")
    )
    store = assessment_store(tmp_path, guide())
    with Session(store, hands.say) as saving:
        session = Led(fresh(), guide(), saving, hands, setup=("organisation", "party", "stage"))
        with pytest.raises(EndOfInput):
            session.run()
    assert hands.prompts[6].current is None
    assert hands.prompts[7].current == "unsure"
    assert session.state.chosen("reasons") == ("learning", "cost-and-risk")
    assert session.state.value_of("benefit") == "unsure"
