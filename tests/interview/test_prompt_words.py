"""With a content folder whose every text is "xx" the prompts of all questionnaires have hardly another word left."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from domain.contract import all_yes
from domain.crossed_out import LABELS, section_names, write_crossed_out
from verbund_check import cli
from verbund_check.questionnaire.prompts import Chosen, EndOfInput, Note, Prompt, Reply, Review, what_stands_out

TYPED = {"Qqq"}
"""What the person at the keyboard types here."""

LISTED = {"Nummer", "Nummern"}
"""What docs/decisions.md lists beside the labels of answers."""


@pytest.fixture
def names(tmp_path: Path, data: Path, monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The crossed-out content in use; the names of its sections, which people type."""
    folder = tmp_path / "content"
    write_crossed_out(folder)
    monkeypatch.setenv("VERBUND_CHECK_CONTENT", str(folder))
    return section_names()


class Everywhere:
    """A person who puts a remark on everything, gives the answer wanted, changes one in the review and goes on.

    `seen` has every word that was shown.
    """

    draft = None

    def __init__(self, wanted: str = "") -> None:
        self.wanted = wanted
        self.seen: list[str] = []
        self.noted: set[str] = set()
        self.reviewed = False
        self.asked = 0
        self.ends_after = 1000

    def open(self) -> None: ...

    def close(self) -> None: ...

    def say(self, text: str) -> None:
        self.seen.append(text)

    def ask(self, prompt: Prompt) -> Reply:
        self.asked += 1
        if self.asked > self.ends_after:
            raise EndOfInput
        self.seen += [prompt.progress, prompt.question, prompt.explanation, prompt.facts, prompt.help, prompt.hint]
        self.seen += [prompt.none, prompt.note, *(choice.label for choice in prompt.choices)]
        if prompt.can_note and prompt.progress not in self.noted:
            self.noted.add(prompt.progress)
            return Note()
        if prompt.mode == "text":
            return Chosen("Qqq")
        if prompt.mode == "several":
            return Chosen(tuple(choice.value for choice in prompt.choices))
        offered = [choice.value for choice in prompt.choices]
        return Chosen(self.wanted if self.wanted in offered else offered[0])

    def review(self, review: Review) -> int | None:
        self.seen += [review.title, review.go_on, what_stands_out(review.lines)]
        for line in review.lines:
            self.seen += [line.part, line.title, line.answer, line.note]
        self.reviewed, again = True, self.reviewed
        return None if again else 1

    def words(self) -> set[str]:
        """All words but numbers, days and IDs."""
        found = set(re.findall(r"[^\W\d_][\w.]*", " ".join(self.seen)))
        return {word for word in found if word.rstrip(".").lower() != "xx"}


@pytest.fixture
def person(monkeypatch: pytest.MonkeyPatch) -> Iterator[Everywhere]:
    """Whoever answers what the commands ask."""
    someone = Everywhere()
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO()))
    monkeypatch.setattr("verbund_check.commands.conversation.asker_for", lambda: someone)
    yield someone
    assert someone.seen


def only_labels(person: Everywhere, names: set[str]) -> None:
    """Nothing is left but labels of answers, names, and what is listed."""
    known = {*names, *TYPED, *LISTED, *LABELS}
    assert person.words() - known == set()
    assert person.words() >= {"Qqq", "Ja", "Trifft"}


def test_the_assessment(person: Everywhere, names: set[str]) -> None:
    assert cli.run(["assess"]) == 0
    assert person.reviewed
    only_labels(person, names)


def test_the_quick_questions_and_all_of_them_after_that(
    person: Everywhere, names: set[str], capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert cli.run(["assess", "--quick", "--json"]) == 0
    id = json.loads(capsysbinary.readouterr().out)["id"]
    asked = person.asked
    assert cli.run(["assess", id]) == 0
    assert person.asked > asked + 20
    only_labels(person, names)


def test_going_on_with_what_was_begun(person: Everywhere, names: set[str]) -> None:
    for _ in range(2):  # one is offered, then one of two
        person.wanted, person.ends_after = "new", person.asked + 8
        assert cli.run(["assess", "--party", "hr"]) == 3
    person.wanted, person.ends_after = "", 1000
    assert cli.run(["assess", "--party", "hr"]) == 0
    only_labels(person, names)
    assert cli.run(["assess", "--resume"]) == 0
    only_labels(person, names)


def test_questions_that_have_changed(person: Everywhere, names: set[str], tmp_path: Path, data: Path) -> None:
    given = {"organisation": "Qqq", "party": "hr", "answers": all_yes()}
    (tmp_path / "a.json").write_text(json.dumps(given), "utf-8")
    assert cli.run(["assess", "--answers", str(tmp_path / "a.json"), "--no-input"]) == 0
    (saved,) = data.glob("*.json")
    old = json.loads(saved.read_bytes())
    old["content"]["digest"] = "0" * 64
    old["questions"]["goal"] = "0" * 16
    del old["answers"]["balance"]
    old["answers"]["gone"] = {"value": "yes", "note": ""}
    saved.write_text(json.dumps(old), "utf-8")
    assert cli.run(["assess", saved.stem]) == 0
    assert any(len(re.findall("xx", text)) >= 4 for text in person.seen)  # kept, changed, new, gone
    only_labels(person, names)


def test_the_agreement(person: Everywhere, names: set[str], tmp_path: Path) -> None:
    paths = []
    for party, changes in (
        ("hr", {"contract": {"value": "no", "note": "Qqq"}}),
        ("works-council", {"goal": "no"}),
    ):
        paths.append(str(tmp_path / f"{party}.json"))
        given = {"organisation": "Qqq", "party": party, "answers": all_yes(**changes)}
        Path(paths[-1]).write_text(json.dumps(given), "utf-8")
    person.wanted = "no-consensus"
    assert cli.run(["compare", *paths, "--agree"]) == 0
    assert person.reviewed
    only_labels(person, names)


def test_the_key_points(person: Everywhere, names: set[str]) -> None:
    for _ in range(2):
        person.wanted, person.ends_after = "new", person.asked + 3
        assert cli.run(["rules"]) == 3
    person.wanted, person.ends_after = "", 1000
    assert cli.run(["rules"]) == 0
    assert person.reviewed
    assert person.words() <= {*names, *TYPED, *LISTED}
