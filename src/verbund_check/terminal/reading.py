"""Reading a long text on a full terminal: from the top, page by page, with the keys always in view."""

from __future__ import annotations

from collections.abc import Callable

from prompt_toolkit.formatted_text import StyleAndTextTuples

from verbund_check.questionnaire.prompts import LaidOut, TextLine
from verbund_check.terminal.fit import key_lines
from verbund_check.terminal.pages import CURSOR, Page
from verbund_check.terminal.wrap import NARROWEST, plain_width, wrap


class ReadingPage(Page):
    """A text that is laid out anew for every width; `laid_out` gives its lines for so many columns.

    `begin` is how much of it was read before (0 to 1).
    """

    def __init__(self, laid_out: LaidOut, pointer: str, spell: Callable[[str], str], begin: float = 0.0) -> None:
        super().__init__(pointer, spell, [])
        self.laid_out = laid_out
        self.lines: list[TextLine] = []
        self.columns = 0
        self.top = 0
        self.begin = begin
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
            read = self.read() if self.lines else self.begin
            # What is laid out for more columns than there are, and a long address, is broken once more.
            laid_out = self.laid_out(max(columns, NARROWEST))
            self.lines = [part for line in laid_out for part in _narrowed(line, columns)]
            self.columns = columns
            self.top = round(read * len(self.lines))
        self.room = rows  # all of it, unless the text is longer: then the keys say how far one is
        if len(self.lines) + 2 > rows:
            self.room = max(rows - len(self._foot(columns)) - 1, 1)
        self._to(self.top)
        lines = self.lines[self.top : self.top + self.room]
        foot = ["", *self._foot(columns)][: rows - len(lines)]
        fragments: StyleAndTextTuples = [CURSOR]
        for number, line in enumerate(lines):
            fragments.append(("", "\n" if number else ""))
            fragments += [(style, self.texts(text)) for text, style in line]
        fragments.append(("", "".join(f"\n{line}" for line in foot)))
        return fragments

    def read(self) -> float:
        """How much of the text stands above the window."""
        return self.top / max(len(self.lines), 1)

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


def _narrowed(line: TextLine, columns: int) -> list[TextLine]:
    return [line] if plain_width(line) <= columns else wrap(line, max(columns - 1, 1), whole=False)
