"""Makes the pictures in docs/pictures/: the real program in a real (pseudo) terminal, drawn as SVG.

    python docs/make_pictures.py            make them anew
    python docs/make_pictures.py --check    end with 1 where one of them is no longer what the program shows

Each scene starts the program, types what a person would type, and takes what then stands on the screen. IDs and days,
the only things that differ from run to run, are replaced by fixed ones of the same length. Needs the extra `dev`;
runs wherever there are pseudo-terminals (not on Windows).
"""

from __future__ import annotations

import argparse
import os
import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from html import escape
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

import pexpect
import pyte

PICTURES = Path(__file__).parent / "pictures"
COLUMNS = 80
SECONDS = 20.0

KEYS = (
    "benefit j conviction j goal j sharing j upfront j management w partners j",
    "coordinator j balance t shared-goal j transparency t proximity j eye-level j contract n",
    "informal-exchange j partner-count j commitment j",
    "chemistry n diverging-goals j little-exchange n low-engagement n slow-pace t unfairness n",
    "unresolved-conflicts n goals-too-high w poor-preparation n weak-steering n",
)
"""The answers that are given in every picture: an ID and its single key."""


# The terminal


class Cell(NamedTuple):
    """One character on the screen and how it looks."""

    text: str
    colour: str
    bold: bool
    italic: bool
    dim: bool


class Screen(pyte.Screen):
    """pyte knows no dim text; it is kept as the colour that stands for it in the pictures."""

    def select_graphic_rendition(self, *attributes: int, **options: Any) -> None:
        """Take dim (2) as bright black (90)."""
        super().select_graphic_rendition(*(90 if each == 2 else each for each in attributes), **options)


class Session:
    """The program in a pseudo-terminal, and the screen that a person would see."""

    def __init__(self, *arguments: str, rows: int, data: Path, plain: bool = False) -> None:
        self.screen = Screen(COLUMNS, rows)
        self.stream = pyte.Stream(self.screen)
        environment = {
            name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "SYSTEMROOT", "VIRTUAL_ENV")
        }
        environment |= {"LC_ALL": "C.UTF-8", "PYTHONUTF8": "1", "TERM": "dumb" if plain else "xterm-256color"}
        environment |= {"VERBUND_CHECK_DATA": str(data), "PYTHONWARNINGS": "ignore"}
        self.process = pexpect.spawn(
            sys.executable,
            ["-m", "verbund_check", *arguments],
            env=environment,
            dimensions=(rows, COLUMNS),
            encoding="utf-8",
            timeout=SECONDS,
        )

    def read(self) -> bool:
        """Take in what the program has written; return whether it is still there."""
        try:
            self.stream.feed(self.process.read_nonblocking(65536, timeout=0.05))
        except pexpect.TIMEOUT:
            pass
        except pexpect.EOF:
            return False
        return True

    def until(self, text: str) -> None:
        """Wait until a text stands on the screen and the screen has come to rest."""
        end = time.monotonic() + SECONDS
        last: list[str] = []
        while time.monotonic() < end:
            running = self.read()
            shown = list(self.screen.display)
            if shown == last and text in " ".join(" ".join(shown).split()):
                return
            if not running and shown == last:
                break
            last = shown
        raise SystemExit(f"„{text}“ did not come up; the screen was:\n" + "\n".join(self.screen.display))

    def send(self, keys: str, then: str) -> None:
        """Type, and wait for what follows."""
        self.process.send(keys)
        self.until(then)

    def finish(self) -> None:
        """Read to the end of the program."""
        end = time.monotonic() + SECONDS
        while self.read() and time.monotonic() < end:
            pass

    def rows(self, start: str = "", stop: str = "") -> list[list[Cell]]:
        """Return the rows from the one that holds `start` to before the one that holds `stop`, less empty outer ones."""
        first = self._found(start)
        last = self._found(stop) if stop else len(self.screen.display)
        rows = [list(self._row(number)) for number in range(first, last)]
        while rows and not "".join(cell.text for cell in rows[0]).strip():
            rows.pop(0)
        while rows and not "".join(cell.text for cell in rows[-1]).strip():
            rows.pop()
        return rows

    def _found(self, text: str) -> int:
        for number, line in enumerate(self.screen.display):
            if text in line:
                return number
        raise SystemExit(f"„{text}“ is not on the screen:\n" + "\n".join(self.screen.display))

    def close(self) -> None:
        """End the program."""
        self.process.close(force=True)

    def _row(self, number: int) -> Iterator[Cell]:
        line = self.screen.buffer[number]
        for column in range(COLUMNS):
            char = line[column]
            dim = char.fg == "brightblack"
            yield Cell(char.data, "default" if dim else char.fg, char.bold, char.italics, dim)


# The scenes


class Picture(NamedTuple):
    """A finished scene: its file name, its command, what it is called, and the rows of the screen."""

    name: str
    command: str
    title: str
    rows: list[list[Cell]]


def begun(data: Path, *more: str, rows: int = 30, plain: bool = False) -> Session:
    """Return a session that has begun an assessment of the works council."""
    arguments = ("assess", "--name", "Muster GmbH", "--party", "works-council", "--stage", "planned", *more)
    return Session(*arguments, rows=rows, data=data, plain=plain)


def start(data: Path) -> Picture:
    """The first screen of all."""
    session = Session(rows=26, data=data)
    session.until("Was möchten Sie tun?")
    rows = session.rows("Start")
    session.close()
    return Picture("start", "verbund-check", "Der erste Bildschirm", rows)


def short(data: Path) -> Picture:
    """The short result, as it stands after the questions."""
    file = data / "answers.yaml"
    file.write_text(answers_file(without="weak-steering"), encoding="utf-8")
    session = Session("assess", "--answers", str(file), rows=70, data=data)
    session.until("Voraussichtlich steuern")
    session.send("n", "Ihre Antworten im Überblick")
    session.send("\r", "Was möchten Sie als Nächstes tun?")
    rows = session.rows("Die Bereitschaft", "So geht es weiter")
    session.close()
    return Picture("short", "verbund-check", "Das kurze Ergebnis", rows)


def question(data: Path) -> Picture:
    """A question of the first part, in the full interview."""
    session = begun(data)
    session.until("Welche dieser Gründe")
    session.send("12\r", "Frage 2 von 29")
    session.send("2\r", "Frage 3 von 29")
    for number in range(4, 7):
        session.send("j", f"Frage {number} von 29")
    rows = session.rows("Frage 6 von 29")
    session.close()
    return Picture("question", "verbund-check assess", "Eine Frage im Interview", rows)


def review(data: Path) -> Picture:
    """All answers on one page, before the verdict."""
    file = data / "answers.yaml"
    file.write_text(answers_file(without="upfront"), encoding="utf-8")
    session = Session("assess", "--answers", str(file), rows=60, data=data)
    session.until("Frage 7 von 29")
    session.send("b", "Was möchten Sie dazu festhalten?")
    session.send("Im Juli mit der Geschäftsleitung klären\r", "Ihre Bemerkung: Im Juli")
    session.send("j", "Ihre Antworten im Überblick")
    rows = session.rows("Ihre Antworten im Überblick")
    session.close()
    return Picture("review", "verbund-check assess", "Alle Antworten vor dem Ergebnis", rows)


def verdict(data: Path) -> Picture:
    """The verdict, what speaks for and against, and the answers as signs."""
    return _result(data, "verdict", "Das Ergebnis", "Die Bereitschaft", "Angehen ──")


def measures(data: Path) -> Picture:
    """The measures in the order in which to tackle them."""
    return _result(data, "measures", "Die Maßnahmen", "Angehen ──", "Erst herausfinden ──")


def _result(data: Path, name: str, title: str, start: str, stop: str) -> Picture:
    file = data / "answers.yaml"
    file.write_text(answers_file(), encoding="utf-8")
    session = Session("assess", "--answers", str(file), "--no-input", rows=300, data=data)
    session.finish()
    rows = session.rows(start, stop)
    session.close()
    return Picture(name, "verbund-check assess", title, rows)


def compare(data: Path) -> Picture:
    """What personnel department and works council see differently."""
    changed = {"management": "j", "benefit": "n", "coordinator": "n", "balance": "n", "slow-pace": "w"}
    files = [data / "personal.json", data / "betriebsrat.json"]  # what stands in them is read as YAML all the same
    files[0].write_text(answers_file(party="hr", changed=changed), encoding="utf-8")
    files[1].write_text(answers_file(), encoding="utf-8")
    session = Session("compare", *map(str, files), rows=300, data=data)
    session.finish()
    rows = session.rows("Einig in", "Gründe und")
    session.close()
    return Picture("compare", "verbund-check compare personal.json betriebsrat.json", "Zwei Seiten im Vergleich", rows)


def fears(data: Path) -> Picture:
    """A section of the guide, laid out side by side."""
    session = Session("show", "fears", rows=100, data=data)
    session.finish()
    rows = session.rows("Welche Befürchtungen", "Das kann nicht gut gehen")
    session.close()
    return Picture("fears", "verbund-check show fears", "Der Abschnitt zu den Befürchtungen", rows)


def plain(data: Path) -> Picture:
    """The same question in plain lines, as a screen reader gets it."""
    session = begun(data, "--plain", rows=60, plain=True)
    session.until("Nummern mit Komma")
    session.send("1,2\r", "Frage 2 von 29")
    session.send("2\r", "Frage 3 von 29")
    for number in range(4, 7):
        session.send("1\r" if number < 6 else "ja\r", f"Frage {number} von 29")
    rows = session.rows("Frage 5 von 29")
    session.close()
    return Picture("plain", "verbund-check assess --plain", "Einfache Zeilen für Bildschirmleser", rows)


SCENES: tuple[Callable[[Path], Picture], ...] = (
    start,
    short,
    question,
    review,
    verdict,
    measures,
    compare,
    fears,
    plain,
)


def answers_file(party: str = "works-council", without: str = "", changed: Mapping[str, str] | None = None) -> str:
    """Return an answers file with the fixed answers: all but `without`, those in `changed` as they are there."""
    words = " ".join(KEYS).split()
    keys = dict(zip(words[::2], words[1::2], strict=True)) | dict(changed or {})
    given = "\n".join(f"  {id}: {key}" for id, key in keys.items() if id != without)
    head = f"organisation: Muster GmbH\nparty: {party}\nstage: planned\n"
    return f"{head}answers:\n{given}\n  reasons: [broader-offer, learning]\n  fears: [poaching]\n"


# Drawing

SIZE, WIDTH, HEIGHT = 14, 8.43, 21
"""Font size, and width and height of a cell, in pixels."""

EDGE, BAR = 22, 40
"""Free space around the text, and the height of the title bar."""

PAPER, FRAME, LINE, INK, QUIET = "#171a21", "#20242d", "#343a46", "#e4e7ec", "#98a1b0"
COLOURS = {
    "default": INK,
    "red": "#ff8f88",
    "green": "#8fd694",
    "brown": "#e8c46b",  # pyte's name for yellow
    "blue": "#86b7f5",
    "magenta": "#d7a6f0",
    "cyan": "#7fd3dc",
    "white": INK,
}
FONT = "ui-monospace, 'Cascadia Mono', 'SF Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace"
DRAWN = {  # left, top, width and height in parts of a cell, and how opaque
    "█": (0, 0.14, 1, 0.72, 1.0),
    "░": (0, 0.14, 1, 0.72, 0.2),
    "━": (0, 0.46, 1, 0.09, 1.0),
    "─": (0, 0.48, 1, 0.045, 1.0),
    "┃": (0.4, 0, 0.25, 1, 1.0),
}


def svg(picture: Picture) -> str:
    """Return the picture as SVG; its description is the text of the screen."""
    rows = masked(picture.rows)
    wide, high = round(COLUMNS * WIDTH + 2 * EDGE), len(rows) * HEIGHT + BAR + 2 * EDGE - 6
    spoken = "\n".join("".join(cell.text for cell in row).rstrip() for row in rows)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}" viewBox="0 0 {wide} {high}" '
        f'role="img" aria-labelledby="title desc" lang="de" font-family="{FONT}" font-size="{SIZE}">',
        f'<title id="title">{escape(picture.title)}</title>',
        f'<desc id="desc">{escape(spoken)}</desc>',
        f'<rect x="0.5" y="0.5" width="{wide - 1}" height="{high - 1}" rx="10" fill="{PAPER}" stroke="{LINE}"/>',
        f'<path d="M1 {BAR}V11a10 10 0 0 1 10-10H{wide - 11}a10 10 0 0 1 10 10V{BAR}z" fill="{FRAME}"/>',
        f'<path d="M1 {BAR}.5H{wide - 1}" stroke="{LINE}"/>',
    ]
    for number, colour in enumerate(("#ff8f88", "#e8c46b", "#8fd694")):
        parts.append(f'<circle cx="{22 + number * 20}" cy="{BAR / 2:g}" r="6" fill="{colour}" fill-opacity="0.85"/>')
    parts.append(
        f'<text x="{wide / 2:g}" y="{BAR / 2 + 5:g}" text-anchor="middle" fill="{QUIET}" font-size="13">'
        f"{escape(picture.command)}</text>"
    )
    for number, row in enumerate(rows):
        parts += _drawn(row, BAR + EDGE - 6 + number * HEIGHT)
    return "\n".join([*parts, "</svg>"]) + "\n"


def _drawn(row: list[Cell], top: float) -> Iterator[str]:
    """Yield the runs of one row; a run has one style, and no two blanks in it."""
    column = 0
    for look, cells in groupby(row, key=lambda cell: (cell[1:], DRAWN.get(cell.text))):
        (colour, bold, italic, dim), shape = look
        text = "".join(cell.text for cell in cells)
        fill = QUIET if dim else COLOURS.get(colour, INK)
        if shape:
            left, above, wide, high, opacity = shape
            length = (len(text) - 1 + wide) * WIDTH
            yield (
                f'<rect x="{EDGE + (column + left) * WIDTH:.1f}" y="{top + above * HEIGHT:.1f}" width="{length:.1f}" '
                f'height="{high * HEIGHT:.1f}" fill="{fill}" fill-opacity="{opacity:g}"/>'
            )
        else:
            weight = ' font-weight="700"' if bold else ""
            slant = ' font-style="italic"' if italic else ""
            for word in re.finditer(r"\S+(?: \S+)*", text):
                yield (
                    f'<text x="{EDGE + (column + word.start()) * WIDTH:.1f}" y="{top + HEIGHT * 0.72:.1f}" '
                    f'textLength="{len(word[0]) * WIDTH:.1f}" fill="{fill}"{weight}{slant}>{escape(word[0])}</text>'
                )
        column += len(text)


def masked(rows: list[list[Cell]]) -> list[list[Cell]]:
    """Return the rows with a fixed ID and day in place of those of this run."""
    return [
        [cell._replace(text=text) for cell, text in zip(row, _fixed("".join(cell.text for cell in row)), strict=True)]
        for row in rows
    ]


def _fixed(text: str) -> str:
    text = re.sub(r"\b\d{4}-\d\d-\d\d-[a-z0-9]{6}\b", "2026-01-15-k7fq4m", text)
    return re.sub(r"\b\d\d\.\d\d\.\d{4}\b", "15.01.2026", text)


def main() -> int:
    """Make or check all pictures."""
    parser = argparse.ArgumentParser(description="Makes the pictures in docs/pictures/ anew.")
    parser.add_argument("--check", action="store_true", help="write nothing; end with 1 where a picture is outdated")
    check = parser.parse_args().check
    outdated = []
    for scene in SCENES:
        with tempfile.TemporaryDirectory() as folder:
            picture = scene(Path(folder))
        file, drawn = PICTURES / f"{picture.name}.svg", svg(picture)
        if check:
            same = file.is_file() and file.read_text(encoding="utf-8") == drawn
            outdated += [] if same else [file.name]
        else:
            PICTURES.mkdir(exist_ok=True)
            file.write_text(drawn, encoding="utf-8", newline="\n")
            print(f"{file.name}: {len(picture.rows)} lines")
    if outdated:
        print(f"No longer what the program shows: {', '.join(outdated)}; run: python docs/make_pictures.py")
    return 1 if outdated else 0


if __name__ == "__main__":
    sys.exit(main())
