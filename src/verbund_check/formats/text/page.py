"""The page that terminal blocks are laid out on, and the lines with a label that several of them share."""

from __future__ import annotations

from msgspec import Struct

from verbund_check.formats.text.symbols import Symbols
from verbund_check.terminal.wrap import MEASURE, Line, hang, wrap

GUTTER = 2
QUIET = ""  # neither dim nor coloured: what is shown can be read on every background, see docs/contrast.md


class Page(Struct, frozen=True):
    """How much room there is and what to draw with."""

    width: int
    symbols: Symbols
    plain: bool = False

    @property
    def margin(self) -> int:
        """Columns left free on the left."""
        return 2 if self.width >= 60 and not self.plain else 0

    @property
    def measure(self) -> int:
        """Columns for text."""
        return max(min(self.width - 2 * self.margin, MEASURE), 10)


def labelled(label: str, value: str, width: int) -> list[Line]:
    """Return "Label: value", the following lines indented."""
    if not label:
        return wrap([(value, "")], width)
    first, *rest = wrap([(f"{label}:", QUIET), (f" {value}", "")], width - 2, first=width)
    return [first, *hang("  ", rest)]


def remark(text: str, width: int, page: Page) -> list[Line]:
    """Return what a person remarked, behind an edge: it must not be taken for what the program says."""
    edge = f"{page.symbols.edge} " if page.symbols.edge else ""
    return [((edge, QUIET), *line) if edge else line for line in wrap([(text, "italic")], width - len(edge))]
