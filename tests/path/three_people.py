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

FIRST_KEYS = {"j": "j, n, w: antworten", "1": "1, 2, 3: antworten", "1 ": "1 = "}
"""What to press at a question of the key-points paper, by how its keys are shown; where none are, a text is typed."""

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
        person.press(key, "Geändert: " if person.plain else "Ihre Antworten im Überblick")
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
    person.choose("Ja, aufnehmen", "Aufgenommen: Muster GmbH, Personalabteilung")
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
    for _ in range(12):
        if "geeinigt haben" in person.at.text:
            break
        person.press("j")
    person.press(ENTER)
    person.read_on("Aussichten", "Das gemeinsame Ergebnis ist gespeichert")
    person.choose("Bericht schreiben", "In welchem Format?")
    person.choose("Word", "Wohin")
    write_file(person)
    assert person.leave() == 0


def collected(folder: Path, finished: str, **changes: object) -> None:
    """A folder with what both sides of eight firms have sent."""
    for number, firm in enumerate(FIRMS):
        for party in ("hr", "works-council"):
            answers(folder / f"{number + 1}-{party}.json", firm, party, finished, **(changes if number % 2 else {}))


def consultant(person: Walker) -> None:
    """Compares eight firms from a folder, also without names, writes the key-points paper; half a year later a new round."""
    collected(person.home / "Downloads" / "Betriebe", "2026-05-20T09:00:00Z", coordinator="no", goal="no")
    person.start()
    compare_folder(person, "Aus dem Ordner ~/Downloads/Betriebe", "Mit den Namen")
    person.choose("Vergleich als Datei schreiben", "In welchem Format?")
    person.choose("Word", "Wohin")
    write_file(person, next_="Sie haben den Vergleich gelesen")
    person.choose("Zurück", "Was möchten Sie tun?")
    compare_folder(person, "Aus dem Ordner ~/Downloads/Betriebe", "Anonym")
    person.choose("Vergleich als Datei schreiben", "In welchem Format?")
    person.choose("PDF", "Wohin")
    person.choose("Zu den Dokumenten", "In die Datei kommt genau das")
    person.choose("Ja, schreiben", "Geschrieben:", "gleich öffnen?")
    person.choose("Nein, weiter", "Sie haben den Vergleich gelesen")
    person.choose("Zurück", "Fragen beantworten")
    paper(person)
    assert person.leave() == 0

    # Half a year later: one firm is looked at then and now, and all of them are compared anew.
    collected(person.home / "Downloads" / "Betriebe Herbst", "2026-11-20T09:00:00Z", coordinator="yes", goal="yes")
    for folder, name in (("Betriebe", "damals"), ("Betriebe Herbst", "heute")):
        sent = (person.home / "Downloads" / folder / "2-hr.json").read_text("utf-8")
        (person.home / "Downloads" / f"birke-{name}.json").write_text(sent, "utf-8")
    person.start()
    compare_folder(person, "Aus dem Ordner ~/Downloads/Betriebe Herbst", "Anonym")
    person.choose("Zurück", "Was möchten Sie tun?")
    for name in ("damals", "heute"):
        person.choose("Antworten aus einer Datei", "Welche Datei")
        person.choose(f"birke-{name}", "aufnehmen?")
        person.choose("Ja, aufnehmen", "Aufgenommen: Birke AG")
    person.choose("Damals und heute vergleichen")
    person.read_on("Damals", "Sie haben den Vergleich gelesen")
    person.choose("Vergleich als Datei schreiben", "In welchem Format?")
    person.choose("Word", "Wohin")
    write_file(person, next_="Sie haben den Vergleich gelesen")
    person.choose("Zurück", "Beenden")
    assert person.leave() == 0


def compare_folder(person: Walker, folder: str, how: str) -> None:
    """Compare the firms whose files lie in a folder; of each firm the works council's answers count."""
    person.choose("Vergleichen, Tagesordnung", "Was möchten Sie vergleichen?")
    person.choose("Mehrere Betriebe", "Woher kommen")
    person.choose(folder, "Wie soll der Vergleich aussehen?")
    person.choose(how, "Wessen Antworten sollen")
    person.choose("Betriebsrat")
    person.read_on("Betriebe", "Sie haben den Vergleich gelesen")


def paper(person: Walker) -> None:
    """Go through the key-points paper, and write it."""
    person.choose("Eckpunktepapier", "Punkt für Punkt")
    person.choose("Punkt für Punkt", "Partner")
    for _ in range(40):
        if (
            "Leertaste: " in person.at.text
            or "Weiter mit der" in person.at.text
            or "gelesen. Was möchten Sie tun?" in person.at.text
            or "Eckpunkte für unseren" in person.at.text  # in plain lines it is still being said
        ):
            break
        first = next((key for key, shown in FIRST_KEYS.items() if shown in person.at.text), "")
        if first:
            person.press(first)
        else:
            person.press(ENTER, named="Eingabetaste")
    person.read_on("", "Sie haben das Eckpunktepapier gelesen")
    person.choose("Als Datei schreiben", "In welchem Format?")
    person.choose("Word", "Wohin")
    write_file(person)
