"""Reading a long text on a full terminal: from the top, page by page, with the keys always in view."""

from __future__ import annotations

from collections.abc import Callable

from prompt_toolkit.formatted_text import StyleAndTextTuples

from verbund_check.questionnaire.prompts import LaidOut, TextLine
from verbund_check.terminal.fit import key_lines
from verbund_check.terminal.pages import CURSOR, Page

_COLOURS = ("cyan", "green", "magenta", "red")


class ReadingPage(Page):
    """A text that is laid out anew for every width; `laid_out` gives its lines for so many columns."""

    def __init__(self, laid_out: LaidOut, pointer: str, spell: Callable[[str], str]) -> None:
        super().__init__(pointer, spell, [])
        self.laid_out = laid_out
        self.lines: list[TextLine] = []
        self.columns = 0
        self.top = 0
        self.room = 1
        self.bind([" ", "enter", "pagedown"], self._further)
        self.bind(["pageup", "backspace"], lambda _app: self._to(self.top - self._step))
        self.bind(["down"], lambda _app: self._to(self.top + 1))
        self.bind(["up"], lambda _app: self._to(self.top - 1))
        self.bind(["home"], lambda _app: self._to(0))
        self.bind(["end"], lambda _app: self._to(len(self.lines)))
        self.bind(["z", "Z", "x", "X", "left", "escape", "c-d"], lambda app: app.exit(result=None))

    @property
    def _last(self) -> int:
        """The first line of the last page."""
        return max(len(self.lines) - self.room, 0)

    @property
    def _step(self) -> int:
        """A page, less one line to find one's place."""
        return max(self.room - 1, 1)

    def _to(self, line: int) -> None:
        self.top = min(max(line, 0), self._last)

    def _further(self, app: object) -> None:
        """The next page; after the last one is done."""
        if self.top >= self._last:
            app.exit(result=None)  # type: ignore[attr-defined]
        else:
            self._to(self.top + self._step)

    def head(self, columns: int, rows: int) -> StyleAndTextTuples:
        """The whole page."""
        if columns != self.columns:
            read = self.top / max(len(self.lines), 1)
            self.lines, self.columns = self.laid_out(columns), columns
            self.top = round(read * len(self.lines))
        self.room = rows  # all of it, unless the text is longer: then the keys say how far one is
        if len(self.lines) + 2 > rows:
            self.room = max(rows - len(self._foot(columns)) - 1, 1)
        self._to(self.top)
        fragments: StyleAndTextTuples = [CURSOR]
        for line in self.lines[self.top : self.top + self.room]:
            fragments += [(_style(style), self.texts(text)) for text, style in line]
            fragments.append(("", "\n"))
        fragments.append(("", "\n" + "\n".join(self._foot(columns))))
        return fragments

    def _foot(self, columns: int) -> list[str]:
        at_end = self.top >= self._last
        shown = min(self.top + self.room, len(self.lines))
        keys = [
            f"{round(100 * shown / max(len(self.lines), 1))} % gelesen" if self._last else "",
            "Leertaste: weiter" if not at_end else "Leertaste: fertig",
            "Pfeile: blättern" if self._last else "",
            "z: zurück",
        ]
        return key_lines([self.spell(key) for key in keys if key], columns)


def _style(style: str) -> str:
    """A style of the terminal's documents as prompt_toolkit names it; what is only quiet is left as it is."""
    return " ".join(f"ansi{word}" if word in _COLOURS else word for word in style.split() if word != "dim")
