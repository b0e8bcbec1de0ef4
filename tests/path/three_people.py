"""The real tasks of three people, from the first screen on: HR officer, works council, consultant.

Each takes a `Walker` and leaves its files in the folder for documents. What the others do on their own computers lies there
as files.
"""

from __future__ import annotations

import json
from pathlib import Path

from domain.contract import all_yes

from .walker import ENTER, Walker

FIRST_SIDE = "jnjjjwj" + "jtjjjjnjjj" + "nnntnnwnnn"
"""The keys for the seven questions and the twenty statements."""

SECOND_SIDE = "jjjnjwj" + "njjjjjnjjj" + "nnnnnnwjnn"

FIRMS = ("Adler GmbH", "Birke AG", "Clemens KG", "Dorn GmbH", "Eich GmbH", "Falk GmbH", "Gerber AG", "Hofer GmbH")


def answers(path: Path, organisation: str, party: str, finished: str = "", **changes: object) -> Path:
    """Write a file as the form of somebody else's browser saves it."""
    held = {"organisation": organisation, "party": party, "stage": "planned", "answers": all_yes(**changes)}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(held | ({"finished": finished} if finished else {})), "utf-8")
    return path


def tick(person: Walker, keys: str, *wanted: str) -> None:
    """Tick entries of a list by their numbers, and go on."""
    person.press(",".join(keys) if person.plain else f"{keys}{ENTER}", *wanted)


def begin(person: Walker, side: str, stop_after: str = "") -> None:
    """From the first screen to the single questions; the lists are answered."""
    person.choose("Fragen beantworten", "Wie viel möchten Sie beantworten?")
    person.choose("Den ganzen Fragebogen", "Für welchen Betrieb antworten Sie?")
    person.type("Muster GmbH", "Wer beantwortet die Fragen?")
    person.choose(side, "Gibt es den Verbund schon?")
    person.choose("Der Verbund ist noch", "Frage 1 von 29")
    tick(person, "1", "Frage 2 von 29")
    tick(person, "2", "Frage 3 von 29")


def write_file(person: Walker, *before: str, next_: str = "Was möchten Sie") -> None:
    """Take the folder for documents, and do not open the file."""
    person.choose("Zu den Dokumenten", "Geschrieben:", "gleich öffnen?")
    person.choose("Nein, weiter", next_)


def hr_officer(person: Walker) -> None:
    """Answers, stops half-way, goes on the next day, changes two answers, hands on the result and the questionnaire."""
    person.start()
    begin(person, "Personalabteilung")
    person.answer(FIRST_SIDE[:8], 3)
    person.see("Frage 11 von 29")
    person.press("\x03", named="Strg-C")
    assert person.ended() == 130
    person.pass_days("2026-11-24")

    person.start("Weiter beantworten")
    person.choose("Weiter beantworten", "Frage 11 von 29")
    person.answer(FIRST_SIDE[8:], 11)
    person.see("Ihre Antworten im Überblick")
    for number, question, key in (("7", "Frage 4 von 29", "j"), ("19", "Frage 16 von 29", "t")):
        person.type(number, question)
        person.press(key, "Ihre Antworten im Überblick")
    person.press(ENTER)
    person.read_on("Aussichten", "Was möchten Sie als Nächstes tun?")
    person.choose("Bericht schreiben", "In welchem Format?")
    person.choose("Word", "Wohin")
    write_file(person)
    person.choose("Fragebogen an die andere Seite geben", "Wer soll antworten?")
    person.choose("Betriebsrat", "In welcher Form")
    person.choose("Zum Ausfüllen im Browser (", "Wohin")
    write_file(person, next_="Was zurückkommt, lesen Sie hier")
    assert person.leave() == 0


def works_council(person: Walker) -> None:
    """Answers blind, reads in what HR has sent, compares, prepares and holds the meeting in two sittings, hands on its result."""
    answers(
        person.home / "Downloads" / "antworten-muster-gmbh-personalabteilung.json",
        "Muster GmbH",
        "hr",
        goal="no",
        sharing="unsure",
        balance="no",
        contract="partly",
    )
    person.start()
    begin(person, "Betriebsrat")
    person.answer(SECOND_SIDE, 3)
    person.see("Ihre Antworten im Überblick")
    person.press(ENTER)
    person.read_on("Aussichten", "Was möchten Sie als Nächstes tun?")
    person.choose("Antworten aus einer Datei", "Welche Datei möchten Sie einlesen?")
    person.choose("antworten-muster-gmbh", "Möchten Sie diese Antworten aufnehmen?", "Gezeigt wird davon nichts")
    person.choose("Ja, aufnehmen", "Aufgenommen: Muster GmbH, Personalabteilung", "Was möchten Sie als Nächstes")
    person.choose("Beide Seiten vergleichen")
    person.read_on("Gegensätzlich", "Sie haben den Vergleich gelesen")
    person.choose("Tagesordnung für", "In welchem Format?")
    person.choose("Word", "Wohin")
    write_file(person, next_="Sie haben den Vergleich gelesen")
    person.choose("Gemeinsam durchgehen", "Wer")
    person.type("Frau Adam, Herr Brandt")
    for _ in range(2):
        person.press("j")
    person.press("\x03", named="Strg-C")
    assert person.ended() == 130

    person.start("Gemeinsames Gespräch fortsetzen")
    person.choose("Gemeinsames Gespräch fortsetzen", "Wer")
    person.type("Frau Adam, Herr Brandt")
    while "Überblick" not in person.at.text:
        person.press("j")
    person.press(ENTER)
    person.read_on("Leertaste:", "Das gemeinsame Ergebnis ist gespeichert")
    person.choose("Bericht schreiben", "In welchem Format?")
    person.choose("Word", "Wohin")
    write_file(person)
    assert person.leave() == 0
