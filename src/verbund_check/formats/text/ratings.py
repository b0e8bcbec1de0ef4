"""One row for each factor on the terminal: in columns where there is room, else what was said below the factor."""

from __future__ import annotations

from verbund_check.documents.blocks import (
    Blank,
    Cell,
    Counts,
    Entry,
    Rating,
    RatingPart,
    RatingRow,
    Ratings,
    Ticks,
    Words,
)
from verbund_check.formats.columns import beside, column_widths
from verbund_check.formats.common import parts_of, text_of_cell
from verbund_check.formats.ratings import (
    Layout,
    blank_columns,
    counted,
    is_blank,
    layout,
    spoken,
)
from verbund_check.formats.text.blocks import blank
from verbund_check.formats.text.page import GUTTER, QUIET, Page, labelled, remark
from verbund_check.terminal.wrap import Line, hang, longest_line, longest_word, wrap
from verbund_check.text import one_line

PARTS_GUTTER = 4
LABEL_LEAST = 16
SHORT = 28
ROOM_TO_WRITE = 12
NO_BREAK = "\u00a0"
FEWEST_UPRIGHT = 4  # columns of signs; so many heads do not fit above them, and get letters
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def ratings(block: Ratings, page: Page, words: Words) -> list[Line]:
    """Return the ratings; two parts side by side where both fit, the legend below."""
    plan = layout(block)
    sheet = _Sheet(block, plan, page, words)
    lines = sheet.in_two() if block.beside else None
    if lines is None:
        lines = sheet.one_below_the_other()
    if block.legend and not page.plain:  # it explains signs
        lines += ([()] if lines else []) + wrap([(block.legend, QUIET)], page.measure)
    return lines


class _Sheet:
    """The ratings of one block on one page."""

    def __init__(self, block: Ratings, plan: Layout, page: Page, words: Words) -> None:
        self.block, self.plan, self.page, self.words = block, plan, page, words
        self.blanks = blank_columns(plan)
        lettered = block.signs and len(plan.columns) >= FEWEST_UPRIGHT and not page.plain
        self.letters = tuple(map(_letter, range(len(plan.columns)))) if lettered else ()

    def one_below_the_other(self) -> list[Line]:
        """Return all parts, each below its title."""
        widths = self._widths(self.page.measure)
        lines = self._key() if self.letters else []
        if widths:
            head = self._head(widths)
            lines += ([()] if lines and head else []) + head
        for part in self.plan.parts:
            lines += self._part(part, widths, self.page.measure, spaced=bool(lines))
        if self.plan.totals:
            lines += ([()] if widths is None else []) + self._row(self.plan.totals, widths, self.page.measure)
        return lines

    def in_two(self) -> list[Line] | None:
        """Return two parts side by side; None where there are not two or they have no room."""
        if self.page.plain or len(self.plan.parts) != 2 or self.plan.totals or self.plan.has_head or self.block.head:
            return None
        width = (self.page.measure - PARTS_GUTTER) // 2
        widths = self._widths(width)
        # A part in two columns of its own is read only where its lines need not be broken.
        if widths is None or any(widths[0] < longest_word(row.label) for row in self._rows()):
            return None
        columns = [self._part(part, widths, width, spaced=False) for part in self.plan.parts]
        return beside([column or [()] for column in columns], [width, width], PARTS_GUTTER)

    def _rows(self) -> list[RatingRow]:
        return [row for part in self.plan.parts for row in part.rows] + ([self.plan.totals] if self.plan.totals else [])

    def _key(self) -> list[Line]:
        """Return which letter stands for which column."""
        return [
            line
            for letter, column in zip(self.letters, self.plan.columns, strict=True)
            if column
            for line in hang(f"{letter}  ", wrap([(column, "")], self.page.measure - len(letter) - 2))
        ]

    def _widths(self, available: int) -> list[int] | None:
        """Return how wide the label and each column of ratings is; None where they do not fit beside each other."""
        rows = self._rows()
        if self.page.plain or not rows:
            return None
        heads = self.letters or self.plan.columns
        texts = [[head, *(self._shown(row.ratings[number]) for row in rows)] for number, head in enumerate(heads)]
        rest = available - GUTTER * len(texts)
        wide = [max(map(longest_line, column)) for column in texts]
        labels = max(longest_line(_label_text(row)) for row in rows)
        room = rest - min(labels, max(rest // 3, LABEL_LEAST))
        widths = wide if sum(wide) <= room else column_widths(texts, room, 10) if texts else []
        if widths is None:
            return None
        label = min(rest - sum(widths), max(labels, longest_line(self.block.head)))
        fits = label >= max([LABEL_LEAST if labels > LABEL_LEAST else 1, *(longest_word(row.label) for row in rows)])
        return [label, *widths] if fits else None

    def _head(self, widths: list[int]) -> list[Line]:
        heads = (self.block.head, *(self.letters or self.plan.columns))
        if not any(heads):
            return []
        cells = [wrap([(text, "bold")], width) for text, width in zip(heads, widths, strict=True)]
        return beside(cells, widths, GUTTER)

    def _part(self, part: RatingPart, widths: list[int] | None, width: int, *, spaced: bool) -> list[Line]:
        lines: list[Line] = []
        if part.title:
            lines += [()] * spaced + wrap([(part.title, "bold")], width)
            lines += [((self.page.symbols.thin_rule * width, QUIET),)] if self.page.symbols.thin_rule else []
        drawn = [self._row(row, widths, width) for row in part.rows]
        airy = any(len(row) > 2 for row in drawn) or (widths is None and any(len(row) > 1 for row in drawn))
        return lines + [line for n, row in enumerate(drawn) for line in ([(), *row] if airy and n else row)]

    def _row(self, row: RatingRow, widths: list[int] | None, width: int) -> list[Line]:
        label = _label_spans(row)
        indent = " " * (len(one_line(row.number)) + 2 if row.number else 2)
        if widths:
            cells = [_labelled(label, row, widths[0])]
            cells += [
                wrap([(self._shown(rating), _weight(rating))], size)
                for rating, size in zip(row.ratings, widths[1:], strict=True)
            ]
            lines = beside(cells, widths, GUTTER)
        else:
            lines = _labelled(label, row, width)
            lines += hang(indent, self._ratings_below(row, width - len(indent))) if row.ratings else []
        below = self._below(row, width - len(indent))
        return lines + (hang(indent, below) and [((indent, ""), *line) for line in below])

    def _ratings_below(self, row: RatingRow, width: int) -> list[Line]:
        named = [
            (letter or one_line(head), rating)
            for letter, head, rating in zip(
                self.letters or [""] * len(row.ratings), self.plan.columns, row.ratings, strict=True
            )
            if isinstance(rating, Counts) or rating.word or rating.effect
        ]
        if self.letters:
            # In one strip, none of its pairs parted.
            strip = " · ".join(f"{name}\u00a0{self._shown(rating)}" for name, rating in named)
            return wrap([(strip, "")], width) if strip else []
        return [line for name, rating in named for line in labelled(name, self._shown(rating), width)]

    def _below(self, row: RatingRow, width: int) -> list[Line]:
        """Return what stands below the label: the sentence, remarks, the cells behind, where to read on."""
        lines = wrap([(row.text, "")], width) if row.text else []
        for note in filter(None, row.notes):
            # Where no edge is drawn, a word says that this is what somebody wrote.
            spoken_note = f"{self.words.remark} – {note}" if self.page.plain and self.words.remark else note
            lines += remark(spoken_note, width, self.page)
        short: list[str] = []
        for number, (head, cell) in enumerate(zip(self.plan.more, row.cells, strict=True)):
            if is_blank(cell) and (number not in self.blanks or self.page.plain):
                continue
            if isinstance(cell, str) and longest_line(f"{head}{cell}") <= SHORT:
                # A line for each would pull apart what belongs together. Nobody writes on a screen: a column to
                # write in is named, so that it is known to be on paper.
                named = f"{one_line(head)}: {one_line(cell) or '_' * ROOM_TO_WRITE}" if head else one_line(cell)
                short.append(named.replace(" ", NO_BREAK) if longest_line(named) <= width else named)
            else:
                lines += self._together(short, width) + self._behind(head, cell, width)
                short = []
        lines += self._together(short, width)
        return lines + (wrap([(row.see.text, QUIET)], width) if row.see else [])

    def _together(self, short: list[str], width: int) -> list[Line]:
        between = ", " if self.page.plain else " · "
        return wrap([(between.join(short), "")], width) if short else []

    def _behind(self, head: str, cell: Cell | Ticks, width: int) -> list[Line]:
        if isinstance(cell, Ticks):
            boxes = "   ".join(f"{self.page.symbols.box}\u00a0{one_line(each)}" for each in cell.options)
            return labelled(head, boxes, width) if boxes else []
        if is_blank(cell):
            return blank(Blank(head), width)
        parts = parts_of(cell)
        text = text_of_cell(Entry(parts.term, parts.text, parts.label, parts.aside, see=parts.see))
        lines = labelled(head, text, width) if text else []
        return lines + (hang("  ", remark(parts.note, width - 2, self.page)) if parts.note else [])

    def _shown(self, rating: Rating | Counts) -> str:
        """Return a rating as this page shows it: sign and word, or words alone where no sign is drawn."""
        if self.page.plain:
            return spoken(rating, self.words)
        signs = self.page.symbols.effects
        if isinstance(rating, Counts):
            return " · ".join(f"{signs[effect]}\u00a0{count}" for effect, count in counted(rating))
        sign = signs[rating.effect] if rating.effect else ""
        if self.block.signs and sign:
            return sign
        return " ".join(filter(None, (sign, one_line(rating.word))))


def _weight(rating: Rating | Counts) -> str:
    return "bold" if isinstance(rating, Rating) and rating.effect == "hinders" else ""


def _labelled(label: list[tuple[str, str]], row: RatingRow, width: int) -> list[Line]:
    """Return the label behind its number, where it has one."""
    if not row.number:
        return wrap(label, width)
    marker = f"{one_line(row.number)} "
    return hang(marker, wrap(label[1:], width - len(marker)))


def _label_spans(row: RatingRow) -> list[tuple[str, str]]:
    spans = [(f"{one_line(row.number)} ", "")] if row.number else []
    spans.append((one_line(row.label), ""))
    return [*spans, (f" [{one_line(row.mark)}]", QUIET)] if row.mark else spans


def _label_text(row: RatingRow) -> str:
    return "".join(text for text, _ in _label_spans(row))


def _letter(number: int) -> str:
    """Return A to Z, then AA, AB …"""
    high, low = divmod(number, len(LETTERS))
    return (_letter(high - 1) if high else "") + LETTERS[low]
