"""A person at a real (pseudo) terminal, who reads a screen and presses the key that stands before what they want."""

from __future__ import annotations

import json
import re
import sys
import time
from pathlib import Path
from typing import NamedTuple

from interview.interview_driving import Terminal

ENTER = "\r"
FOLDERS = {"DOCUMENTS": "Dokumente", "DOWNLOAD": "Downloads", "DESKTOP": "Schreibtisch"}


class Seen(NamedTuple):
    """A screen, and what was pressed or typed there ("" where the program ended)."""

    screen: str
    pressed: str


class Walker:
    """Walks the guided path as it stands on the screen: no command, no option, no ID is ever typed.

    `home` gets folders for documents, downloads and the desktop; `day` passes by writing what is stored as of an earlier day.
    `keys` counts what was pressed, a typed text by its characters; of a file that is dragged into the window nothing is typed.
    """

    def __init__(self, home: Path, *, columns: int = 80, plain: bool = False) -> None:
        self.home, self.columns, self.plain = home, columns, plain
        self.data = home / "Daten"
        for folder in FOLDERS.values():
            (home / folder).mkdir(parents=True, exist_ok=True)
        self.seen: list[Seen] = []
        self.keys = 0
        self.terminal: Terminal | None = None

    def start(self, wanted: str = "Was möchten Sie tun?") -> None:
        """Start the program as a double click on its starter does: with nothing typed."""
        more = {f"XDG_{name}_DIR": str(self.home / folder) for name, folder in FOLDERS.items()}
        more |= {"HOME": str(self.home), "XDG_CONFIG_HOME": str(self.home / ".config"), "LC_ALL": "C.UTF-8"}
        more |= {"ACCESSIBLE": "1"} if self.plain else {}
        command = ["sh", "-c", 'cd "$1" && exec "$2" -m verbund_check', "sh", str(self.home), sys.executable]
        rows = 400 if self.plain else 24  # what has scrolled up was read
        self.terminal = Terminal(self.data, columns=self.columns, rows=rows, command=command, **more)
        self.see(wanted)

    @property
    def at(self) -> Terminal:
        assert self.terminal is not None
        return self.terminal

    @property
    def lines(self) -> list[str]:
        """The screen, with ordinary blanks."""
        return [line.replace("\u00a0", " ").rstrip() for line in self.at.lines]

    def see(self, *wanted: str) -> None:
        """Wait until all of this stands on the screen, and the program waits for a key."""
        self.at.wait(*wanted, seconds=20)
        while self.at.read(0.25) and "".join(self.at.lines) != self._last():
            pass

    def _last(self) -> str:
        lines = "".join(self.at.lines)
        self.at.read(0.1)
        return lines

    def press(self, keys: str, *wanted: str, named: str = "", typed: int | None = None) -> None:
        """Press keys, and wait for what comes next."""
        self._keep(named or keys)
        self.keys += len(keys) if typed is None else typed
        if self.plain and not keys.endswith(ENTER):
            keys, self.keys = keys + ENTER, self.keys + 1
        if self.plain:
            self.at.screen.reset()
        self.at.child.send(keys)
        self.see(*wanted)

    def _keep(self, pressed: str) -> None:
        self.seen.append(Seen("\n".join(self.lines).strip("\n"), pressed))

    def choose(self, label: str, *wanted: str) -> None:
        """Press the key before the one entry that begins so; Enter where it is the first."""
        key, is_first = self._key_of(label)
        self.press(ENTER if is_first and not self.plain else key, *wanted, named="Eingabetaste" if is_first else key)

    def _key_of(self, label: str) -> tuple[str, bool]:
        found = []
        for line in self.lines:
            entry = re.match(r"^( [»>])? *(?:(\w+) = |(\w)  |\[.\] (\w+) )\s*(.*)", line)
            if entry and entry[5].startswith(label):
                found.append((entry[2] or entry[3] or entry[4], bool(entry[1]), entry[5] == label))
        found = [each for each in found if each[2]] or found
        assert len(found) == 1, (label, found, "\n".join(self.at.lines))
        return found[0][:2]

    def read_on(self, begins: str, then: str) -> None:
        """Wait for a long text and read it to its end, page by page; in plain lines it is said at once."""
        self.see(begins)
        if self.plain:
            self._said(then)
        while not self.plain and "Leertaste: " in self.at.text:
            last = "Leertaste: fertig" in self.at.text
            self.press(" ", then if last else "Leertaste: ", named="Leertaste")
        self.see(then)

    def _said(self, then: str) -> None:
        """Wait until a text has been said to its end, and go on."""
        until = time.monotonic() + 20
        while then not in self.at.text and time.monotonic() < until:
            self.at.read()
            if "Weiter mit der Eingabetaste" in self.at.text:
                self.press(ENTER, then)

    def type(self, text: str, *wanted: str) -> None:
        """Type a text and Enter."""
        self.press(f"{text}{ENTER}", *wanted, named=f"{text} ⏎")

    def drag(self, path: Path, *wanted: str) -> None:
        """Drag a file or folder into the window, and press Enter."""
        self.press(f"'{path}'{ENTER}", *wanted, named=f"{path.name} (ins Fenster gezogen) ⏎", typed=1)

    def answer(self, keys: str, first: int = 1, of: int = 29) -> None:
        """Answer single questions from question `first` on, each with one key; what comes next is still to be awaited."""
        for number, key in enumerate(keys, first):
            self.see(f"Frage {number} von {of}")
            self._keep(key)
            self.keys += 1 + self.plain
            if self.plain:
                self.at.screen.reset()
            self.at.child.send(key + (ENTER if self.plain else ""))

    def leave(self) -> int:
        """Choose the entry that ends the program; return the exit code."""
        key, _ = self._key_of("Beenden")
        self._keep(key)
        self.keys += 1 + self.plain
        self.at.child.send(key + (ENTER if self.plain else ""))
        return self.ended()

    def ended(self) -> int:
        code = self.at.finish(60)
        self._keep("")
        return code

    def pass_days(self, shift: str) -> None:
        """Let what is stored be of an earlier day: `shift` is the day on which it was begun and finished (ISO 8601)."""
        for path in self.data.glob("*.json"):
            held = json.loads(path.read_text("utf-8"))
            held["started"] = f"{shift}T08:00:00Z"
            if held.get("finished"):
                held["finished"] = f"{shift}T09:00:00Z"
            path.write_text(json.dumps(held, ensure_ascii=False), "utf-8")

    def files(self) -> set[str]:
        """The names of the files in the folder for documents."""
        return {path.name for path in (self.home / "Dokumente").iterdir()}
