"""Makes docs/paths.md: each screen of the three people's tasks, with the key that is pressed there.

    python docs/make_paths.py

The walks are those of tests/path/three_people.py, which tests/path/test_three_people.py holds to what comes of them. Needs the
extra `dev`; runs wherever there are pseudo-terminals (not on Windows).
"""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

DOCS = Path(__file__).parent
sys.path.insert(0, str(DOCS.parent / "tests"))

from path import three_people
from path.walker import Seen, Walker

HOME = "/home/muster"
"""What stands in the page for the folder in which the walk takes place; as long as that one, so that lines break alike."""

PEOPLE = {
    "hr_officer": "Die Personalabteilung",
    "works_council": "Der Betriebsrat",
    "consultant": "Die Beraterin",
}

HEAD = """# Drei Menschen, Bildschirm für Bildschirm

Diese Seite macht `python docs/make_paths.py` aus dem Programm selbst: Jeder Kasten ist ein Bildschirm, darunter steht, was
dort gedrückt wird. Die Fragen des Interviews und das Blättern in langen Texten sind zusammengefasst. Dass die Wege so gehen,
auch bei 50 Zeichen Breite und in einfachen Zeilen, hält `tests/path/test_three_people.py`.

## Tasten

Gezählt ist jede Taste, ein getippter Name mit jedem Zeichen. „Vorher“ sind die Befehle, die für dieselbe Aufgabe zu tippen
waren, bevor es den geführten Weg gab; die Tasten für Fragen, Gespräch und Blättern kamen noch dazu.

| Wer | Vorher getippt | Heute getippt | Tasten heute, alles zusammen | davon Fragen und Blättern |
| --- | --- | --- | --- | --- |
"""

BEFORE = {
    "hr_officer": "5 Befehle, 271 Zeichen",
    "works_council": "5 Befehle, viermal die Kennung",
    "consultant": "11 Befehle, 1.103 Zeichen",
}


def main() -> None:
    """Walk the three ways and write the page."""
    rows, parts = [], []
    for name, title in PEOPLE.items():
        person = walked(name)
        answering = sum(1 for each in person.seen if summed_up(each))
        rows.append(f"| {title} | {BEFORE[name]} | kein Befehl, keine Kennung | {person.keys} | {answering} |")
        screens = "\n".join(part for part in told(person.seen))
        parts.append(f"## {title}\n\n{TASKS[name]}\n\n{screens}")
    page = HEAD + "\n".join(rows) + "\n\n" + "\n".join(parts)
    (DOCS / "paths.md").write_text(page.rstrip() + "\n", "utf-8")


TASKS = {
    "hr_officer": "Sie antwortet, hört mittendrin auf, kommt am nächsten Tag wieder, ändert zwei Antworten, schreibt das "
    "Ergebnis für die Geschäftsleitung als Word-Datei und den Fragebogen für den Betriebsrat.",
    "works_council": "Er antwortet, ohne die andere Seite zu kennen, liest deren Datei ein, vergleicht, bereitet das Gespräch "
    "vor, führt es in zwei Sitzungen und schreibt das gemeinsame Ergebnis für die Geschäftsleitung.",
    "consultant": "Sie hat von acht Betrieben die Antworten beider Seiten in einem Ordner, vergleicht sie mit und ohne Namen und "
    "schreibt ein Eckpunktepapier. Ein halbes Jahr später vergleicht sie die neue Runde, und einen Betrieb damals und heute.",
}


def walked(name: str) -> Walker:
    """Walk one way in a folder whose name is as long as HOME."""
    home = Path(tempfile.gettempdir()) / "vc-paths"
    home = home.with_name(home.name.ljust(len(HOME) - len(str(home.parent)) - 1, "-")[: len(HOME)])
    shutil.rmtree(home, ignore_errors=True)
    person = Walker(home)
    getattr(three_people, name)(person)
    seen = [each._replace(screen=each.screen.replace(str(home), HOME)) for each in person.seen]
    person.seen = seen
    shutil.rmtree(home)
    return person


def summed_up(seen: Seen) -> bool:
    """Whether a screen is a single question of the interview, a point of a paper or a page of a long text."""
    return bool(re.search(r"^\s*(Frage|Punkt) \d+ von \d+", seen.screen) or "Leertaste: " in seen.screen)


def told(seen: list[Seen]) -> Iterator[str]:
    """Yield each screen with its key; of a run of questions or pages the first, and how many follow."""
    run = 0
    for each in seen:
        if summed_up(each):
            run += 1
            if run > 1:
                continue
        elif run > 1:
            yield f"… und so weiter, noch {run - 1}-mal eine Taste.\n"
            run = 0
        else:
            run = 0
        screen = re.sub(r"\d{4}-\d\d-\d\d-[a-z0-9]{6}\b", "2026-01-15-k7fq4m", each.screen)
        screen = re.sub(r"\S+ -m verbund_check", ".venv/bin/python -m verbund_check", screen)
        pressed = each.pressed.replace("\r", "").replace("⏎", "und Eingabetaste").strip() or "Eingabetaste"
        yield f"```text\n{screen}\n```\n" + (
            f"\n**→ {pressed}**\n" if each.pressed else "\n*Das Programm ist zu Ende.*\n"
        )


if __name__ == "__main__":
    main()
