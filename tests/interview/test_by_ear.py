"""A whole interview, its review and the result by what two screen readers speak, in both modes; nobody looks at a screen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from .interview_doubles import guide
from .interview_driving import saved
from .listening import READERS, Listener, reason_to_skip

pytestmark = pytest.mark.slow

READINESS = (("j", "Ja"), ("n", "Nein"), ("w", "Weiß nicht"))
FACTOR = (("j", "Trifft zu"), ("t", "Teilweise"), ("n", "Trifft nicht zu"), ("w", "Weiß nicht"))
HEADLINE = "Die Bereitschaft überwiegt, aber Wichtiges steht im Weg"
"""For five times yes, a no and a "weiß nicht": more than half, and one that is in the way."""


def words(text: str) -> str:
    """The words alone: the readers speak signs in different ways, and pause between lines."""
    return " ".join(word for word in re.findall(r"\w+", text) if word not in ("dash", "blank", "slash"))


@pytest.fixture(
    params=[(reader, mode) for reader in READERS for mode in ("full", "plain")], ids=lambda p: f"{p[0].name}-{p[1]}"
)
def person(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Person]:
    reader, mode = request.param
    if why := reason_to_skip(reader):
        pytest.skip(why)
    arguments = ["assess", *(["--plain"] if mode == "plain" else [])]
    listener = reader(tmp_path / "data", *arguments)
    try:
        yield Person(listener, plain=mode == "plain")
    finally:
        listener.close()


class Person:
    """Somebody who answers by what is heard."""

    def __init__(self, listener: Listener, *, plain: bool) -> None:
        self.listener = listener
        self.plain = plain
        self.heard = words(listener.hears("Betrieb antworten Sie?"))

    def answers(self, keys: str, *then: str, understood: str = "") -> None:
        """Press keys (in plain lines with Enter) and hear in this order what was understood and what comes next."""
        self.listener.child.send(keys + ("\r" if self.plain and not keys.endswith("\r") else ""))
        expected = [words(each) for each in ((understood,) if self.plain and understood else ()) + then]
        self.heard = words(self.listener.hears())
        for _ in range(20):  # a reader that is slow to begin
            if all(each in self.heard for each in expected):
                break
            self.heard = f"{self.heard} {words(self.listener.hears())}"
        at = 0
        for each in expected:
            assert each in self.heard[at:], f"„{each}“ was not heard in: {self.heard}"
            at += self.heard[at:].index(each) + len(each)


def test_a_whole_interview(person: Person, tmp_path: Path) -> None:
    """Promise: every question, its choices, the keys and what was understood are heard; then the review and the verdict."""
    plain = person.plain
    expected_first = "Mit dem Wort voll wechseln Sie" if plain else "F2 wechselt jederzeit zu einfachen Zeilen"
    assert person.heard.removeprefix("Start Fenrir ").startswith(expected_first), "how to switch is the first sentence"
    keys = "Nummer eingeben Hilfe" if plain else "1 2 3 4 antworten Pfeile und Eingabetaste wählen"
    person.answers("Muster GmbH\r", "Wer beantwortet die Fragen?", "1 Personalabteilung", "2 Betriebsrat", keys)
    person.answers("2", "Gibt es den Verbund schon?", "Idee oder Plan", "arbeitet schon", understood="Betriebsrat")
    reasons, fears = [[each.title for each in group] for group in (guide().reasons, guide().fears)]
    person.answers("1", "Welche dieser Gründe gelten für Ihren Betrieb?", *reasons, understood="Idee oder Plan")
    if plain:
        person.answers("2", "Befürchtungen begegnen Ihnen", *fears, understood=reasons[1])
    else:
        person.answers("2\r", "Befürchtungen begegnen Ihnen", *fears, "Leertaste oder Nummer an und aus")
    asked = list(guide().asked("full"))[2:]
    given: list[tuple[str, str]] = []
    readiness = iter("jjnjwjj")
    understood = "Keine davon"
    send = "0" if plain else "0\r"
    for id in asked:
        question = guide().questions[id]
        choices = READINESS if question.kind == "readiness" else FACTOR
        names = " ".join(key for key, _ in choices)
        keys = "Nummer oder Taste" if plain else f"{names} antworten Pfeile und Eingabetaste wählen"
        wording = question.wording("planned", None)
        person.answers(send, wording, *(label for _, label in choices), keys, understood=understood)
        if not plain:
            for key, label in choices:
                assert words(f"{key} {label}") in person.heard
        send = next(readiness) if question.kind == "readiness" else ("t" if question.kind == "success" else "n")
        understood = dict(choices)[send]
        given.append((id, send))
    first = "Ihre Antworten im Überblick"
    person.answers(
        send,
        first,
        "Nein",
        "Weiß nicht",
        "Weiter zum Ergebnis" if not plain else "weiter zum Ergebnis",
        understood=understood,
    )
    # the third question on readiness is the eighth line
    title = guide().questions[asked[2]].title
    person.answers("8" if plain else "8\r", guide().questions[asked[2]].wording("planned", None), "Ja", "Nein")
    if plain:
        person.answers("n", "Nichts geändert", "Eingabetaste", understood="Nein")
        assert first not in person.heard
        person.answers("liste", first, f"8. {title}: Achtung, Nein", "Eingabetaste")
    else:
        person.answers("n", first)
    person.answers("\r", HEADLINE)
    spoken = " ".join(person.listener.log)
    assert "/" not in spoken.replace(str(tmp_path), "") or "http" in spoken
    assert "Geteilt durch" not in spoken
    answers = saved(tmp_path / "data")["answers"]
    values = {"j": "yes", "t": "partly", "n": "no", "w": "unsure"}
    assert {id: answers[id]["value"] for id, _ in given} == {id: values[key] for id, key in given}  # type: ignore[index]
    seconds = len(spoken) / 15
    print(
        f"\n{person.listener.name}, {'plain' if plain else 'full'}: {len(spoken)} characters spoken, some {seconds:.0f} seconds"
    )  # type: ignore[attr-defined]
