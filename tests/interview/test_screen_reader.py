"""A person who only has a screen reader's line output gets through, with everything that the full prompts can do."""

from __future__ import annotations

from pathlib import Path

import pytest

from .interview_doubles import guide
from .interview_driving import PlainRun, saved


class Listener:
    """Hears what is said up to each prompt and types one line."""

    def __init__(self, run: PlainRun) -> None:
        self.run = run
        self.heard = self._hear()

    def _hear(self) -> str:
        return " ".join((self.run.prompt() or "").split())

    def types(self, line: str, *then: str) -> None:
        """Type a line; `then` is what is to be heard next."""
        self.run.type(line)
        self.heard = self._hear()
        for each in then:
            assert each in self.heard, self.heard


def test_a_whole_assessment_by_ear(tmp_path: Path) -> None:
    """Promise: the whole assessment in plain lines: back twice, a note, help, a change in the review; no ESC byte."""
    run = PlainRun(tmp_path)
    person = Listener(run)
    assert "Für welchen Betrieb antworten Sie?" in person.heard
    person.types("?", "Sie schreiben einen Text", "Er bleibt auf diesem Rechner")
    person.types("Müller & Söhne", "Wer beantwortet die Fragen?", "2 = Betriebsrat")
    person.types("jemand", "passt hier nicht; möglich sind: 1 = Personalabteilung")
    person.types("BR", "Gibt es den Verbund schon?")
    person.types("geplant", "Gründe", "0 = Keiner davon", "3 = Kosten und Risiken senken")
    person.types("1 und 3", "Frage 2 von 29 · Befürchtungen", "0 = Keine davon", "6 = Anderes")
    origin = "Die Fragen und Aussagen folgen dem Leitfaden der AgenturQ."
    assert origin not in person.heard, "there is nothing yet that could be taken for the guide's"
    person.types("0", "Frage 3 von 29 · Bereitschaft 1 von 7", "1 = Ja (j)", origin)
    person.types("j", "Frage 4 von 29")
    person.types("n", "Frage 5 von 29")
    # back twice, and forward again past what is there
    person.types("z", "Frage 4 von 29", "Bisherige Antwort: Nein. Die Eingabetaste behält sie.")
    person.types("z", "Frage 3 von 29", "Bisherige Antwort: Ja.")
    person.types("", "Frage 4 von 29", "Bisherige Antwort: Nein.")
    person.types("w", "Frage 5 von 29")
    # a note
    person.types("b", "Bemerkung · Ziel", "Was möchten Sie dazu festhalten?")
    person.types("Frau Özdemir fragt nach", "Frage 5 von 29", "Ihre Bemerkung: Frau Özdemir fragt nach")
    for number in range(4, 8):
        person.types("ja", f"Frage {number + 2} von 29 · Bereitschaft {number} von 7")
    assert origin not in person.heard, "once is enough"
    person.types("?", origin)
    person.types("1", "Frage 10 von 29 · Erfolgsfaktoren 1 von 10")
    for number in range(2, 11):
        person.types("t", f"Frage {number + 9} von 29 · Erfolgsfaktoren {number} von 10")
    danger = "„Trifft zu“ heißt hier: Gefahr."
    assert danger not in person.heard
    person.types("teilweise", "Frage 20 von 29 · Risiken 1 von 10", "Ab hier ist die Richtung umgekehrt", danger)
    person.types("?", danger)
    for number in range(2, 11):
        person.types("n", f"Frage {number + 19} von 29 · Risiken {number} von 10", danger)
    person.types("3", "Ihre Antworten im Überblick", "7. Überzeugung: Achtung, Weiß nicht.", "Weiß nicht: Nummer 7.")
    assert "8. Ziel: Ja. Bemerkung: Frau Özdemir fragt nach" in person.heard
    # a change in the review
    person.types("99", "gehört zu keiner Antwort; bitte eine Zahl von 1 bis 32 eingeben")
    person.types("7", "Frage 4 von 29", "Bisherige Antwort: Weiß nicht.")
    person.types("j", "Ja. Geändert: Überzeugung – Ja. Nummer, liste oder Eingabetaste (? Hilfe):")
    assert "Ihre Antworten im Überblick" not in person.heard, "nobody wants to hear all of it again"
    person.types("liste", "Ihre Antworten im Überblick", "7. Überzeugung: Ja.")
    run.type("")
    code, out, told = run.end()

    assert code == 0
    assert "\x1b" not in told and "\x1b" not in out
    content = saved(tmp_path)
    assert (content["organisation"], content["party"], content["stage"]) == (
        "Müller & Söhne",
        "works-council",
        "planned",
    )
    expected: dict[str, object] = {"reasons": ["broader-offer", "cost-and-risk"], "fears": []}
    expected |= {item.id: {"value": "yes", "note": ""} for item in guide().readiness}
    expected["goal"] = {"value": "yes", "note": "Frau Özdemir fragt nach"}
    expected |= {item.id: {"value": "partly", "note": ""} for item in guide().success}
    expected |= {item.id: {"value": "no", "note": ""} for item in guide().risks}
    assert content["answers"] == expected
    assert list(expected) == list(guide().asked("full"))
    assert content["finished"] is not None


@pytest.mark.parametrize("empty", [(), ("--quick",)])
def test_nothing_typed_at_all(tmp_path: Path, empty: tuple[str, ...]) -> None:
    """Promise: an empty input ends the interview, it never hangs and answers nothing."""
    run = PlainRun(tmp_path / "data", *empty)
    assert run.prompt()
    code, _, told = run.end()
    assert code == 3
    assert "fehlen noch" in told and "Weiter mit" not in told
    assert saved(tmp_path / "data") == {}


def test_the_end_at_the_review_counts_as_done(tmp_path: Path) -> None:
    """Promise: everything answered and the input ends at the review: done, exit 0."""
    run = PlainRun(tmp_path, "--quick", "--name", "X", "--party", "hr", "--stage", "planned")
    person = Listener(run)
    for _ in range(7):
        person.types("j")
    assert "Ihre Antworten im Überblick" in person.heard
    assert run.end()[0] == 0
