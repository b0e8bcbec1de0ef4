"""What all renderers share about ratings: signs, tones, words for the ear, and how the columns share the page."""

from __future__ import annotations

from msgspec import Struct

from verbund_check.documents import blocks as doc
from verbund_check.formats.common import SIGNS as SIGNS
from verbund_check.formats.common import text_of_cell
from verbund_check.guide.model import Effect

TONES: dict[Effect, doc.Tone] = {"hinders": "bad", "partly": "mixed", "unsure": "unknown", "helps": "good"}
EFFECTS: tuple[Effect, ...] = ("hinders", "partly", "unsure", "helps")
BOX = "☐"
BETWEEN = " · "

LABEL_LEAST, LABEL_MOST = 18, 60  # characters, as all widths here
LABEL_BESIDE_ROOM, LABEL_ALONE = 29, 54  # where there is room to write behind it, with ratings between and without
LABEL_WITH_TEXT = 64  # of a hundred: what is to be done, with one answer and room to write behind it
BLANK_LEAST, BLANK_FIRST, TEXT_MOST = 11, 17, 34
SIGN_COLUMN, SIGN_MOST = 4, 6
ANSWER_MOST = 20
STRIP, STRIP_BESIDE = 42, 30  # alone, and where labels and another column need the page too


class Layout(Struct, frozen=True):
    """Ratings made rectangular: the heads of all columns behind the label, and each row with as many cells."""

    columns: tuple[str, ...]
    more: tuple[str, ...]
    parts: tuple[doc.RatingPart, ...]
    totals: doc.RatingRow | None
    head: str = ""

    @property
    def has_head(self) -> bool:
        """Whether any column has words above it."""
        return any((*self.columns, *self.more))


def layout(block: doc.Ratings) -> Layout:
    """Return the ratings with rows of equal length, so that no renderer drops a cell; parts without anything are left out."""
    rows = [row for part in block.parts for row in part.rows]
    rows += [block.totals] if block.totals else []
    across = max([len(block.columns), *(len(row.ratings) for row in rows)])
    behind = max([len(block.more), *(len(row.cells) for row in rows)])

    def padded(row: doc.RatingRow) -> doc.RatingRow:
        ratings = (*row.ratings, *[doc.Rating(None, "")] * (across - len(row.ratings)))
        cells = (*row.cells, *[""] * (behind - len(row.cells)))
        return doc.RatingRow(row.label, ratings, row.mark, row.text, row.notes, cells, row.number, row.see)

    parts = tuple(
        doc.RatingPart(part.title, tuple(map(padded, part.rows))) for part in block.parts if part.rows or part.title
    )
    return Layout(
        (*block.columns, *[""] * (across - len(block.columns))),
        (*block.more, *[""] * (behind - len(block.more))),
        parts,
        padded(block.totals) if block.totals else None,
        block.head,
    )


def sign_of(rating: doc.Rating) -> str:
    """Return the sign of a rating; "" where it is none."""
    return SIGNS[rating.effect] if rating.effect else ""


def effect_word(effect: Effect | None, words: doc.Words) -> str:
    """Return what a sign means, in the words of the document; "" where there is no sign."""
    return str(getattr(words, effect)) if effect else ""


def meaning(rating: doc.Rating, words: doc.Words) -> str:
    """Return what the sign says beyond the word of the rating, for the ear: "" where both are the same."""
    word = effect_word(rating.effect, words)
    return "" if word.casefold() == rating.word.casefold() else word


def spoken(rating: doc.Rating | doc.Counts, words: doc.Words) -> str:
    """Return a rating or counts in words alone: "trifft zu (hindert)", "3 hindert, 2 teils"."""
    if isinstance(rating, doc.Counts):
        return ", ".join(f"{count} {effect_word(effect, words) or SIGNS[effect]}" for effect, count in counted(rating))
    more = meaning(rating, words)
    return f"{rating.word} ({more})" if rating.word and more else rating.word or more


def counted(counts: doc.Counts) -> list[tuple[Effect, int]]:
    """Return the counts with their effects, worst first; what is zero says nothing and is left out, but for all zero."""
    each: list[tuple[Effect, int]] = [(effect, int(getattr(counts, effect))) for effect in EFFECTS]
    return [(effect, count) for effect, count in each if count] or each[:1]


def strip_text(counts: doc.Counts) -> str:
    """Return the counts with their signs: "● 3 · ◐ 2 · ○ 4"."""
    return BETWEEN.join(f"{SIGNS[effect]}\u00a0{count}" for effect, count in counted(counts))


def shown(rating: doc.Rating | doc.Counts, *, signs: bool = False) -> str:
    """Return a rating as it is read by eye: sign and word, or the `signs` alone; counts with their signs."""
    if isinstance(rating, doc.Counts):
        return strip_text(rating)
    sign = sign_of(rating)
    if signs and sign:
        return sign
    return " ".join(filter(None, (sign, rating.word)))


def cell_text(cell: doc.Cell | doc.Ticks) -> str:
    """Return all that stands in a cell behind the ratings, one part to a line."""
    return (
        "\n".join(f"{BOX} {option}" for option in cell.options) if isinstance(cell, doc.Ticks) else text_of_cell(cell)
    )


def is_blank(cell: doc.Cell | doc.Ticks) -> bool:
    """Say whether the cell is there to write in."""
    return not cell_text(cell)


def blank_columns(plan: Layout) -> tuple[int, ...]:
    """Return the columns behind the ratings that are there to write in: most rows have nothing in them, or at most a dash."""
    columns = [[cell_text(row.cells[n]) for part in plan.parts for row in part.rows] for n in range(len(plan.more))]
    return tuple(
        n
        for n, cells in enumerate(columns)
        if 2 * cells.count("") > len(cells) or ("" in cells and max(map(len, cells)) <= 1)
    )


def is_strip(plan: Layout) -> bool:
    """Say whether it is one row without a label: then its columns share the whole page."""
    rows = [row for part in plan.parts for row in part.rows]
    if len(rows) != 1 or not plan.columns or plan.totals or plan.head:
        return False
    row = rows[0]
    return not (row.label or row.text or row.number or row.mark or any(row.notes) or row.see)


def number_columns(plan: Layout) -> tuple[int, ...]:
    """Return the columns behind the ratings that hold counts."""
    rows = [row for part in plan.parts for row in part.rows]
    return tuple(n for n in range(len(plan.more)) if rows and all(cell_text(row.cells[n]).isdigit() for row in rows))


def notes_run_across(plan: Layout) -> bool:
    """Say whether remarks stand in a row of their own, over the whole table: else the label has room for them."""
    return len(plan.columns) + len(plan.more) > 1


def is_tall(row: doc.RatingRow, tallest: int) -> bool:
    """Say whether a row has so much text that a page may end within it."""
    texts = (row.label, row.mark, row.text, *row.notes, *map(cell_text, row.cells))
    return sum(map(len, texts)) > tallest


def shares(block: doc.Ratings, plan: Layout, across: int) -> list[int]:
    """Share a page of `across` characters out: the label first, then each column of ratings and of cells."""
    rows = [row for part in plan.parts for row in part.rows] + ([plan.totals] if plan.totals else [])
    ratings = [_rating_width(block, plan, rows, number) for number in range(len(plan.columns))]
    blanks = blank_columns(plan)
    cells = [
        (BLANK_FIRST if number == blanks[0] else BLANK_LEAST)
        if number in blanks
        else _cell_width(plan.more[number], [row.cells[number] for row in rows])
        for number in range(len(plan.more))
    ]
    label = _label_width(block, rows, room=bool(blanks), alone=not ratings)
    if len(blanks) == len(cells) > 0 and len(ratings) == 1 and any(row.text for row in rows):
        return [across * LABEL_WITH_TEXT // 100, *ratings, *[BLANK_LEAST + 1] * len(cells)]
    rest = across - label - sum(ratings) - sum(cells)
    if rest < 0:
        label = max(label + rest, LABEL_LEAST)
    elif blanks:
        # What is left is for the hand: the first column, a result, needs more than those behind it.
        parts = len(blanks) + 1
        for number in blanks:
            cells[number] += rest // parts * (2 if number == blanks[0] else 1)
    elif block.signs and not any(isinstance(rating, doc.Counts) for row in rows for rating in row.ratings):
        more = min(rest // max(len(ratings), 1), SIGN_MOST - SIGN_COLUMN)
        ratings = [width + more for width in ratings]
        label += rest - more * len(ratings)
    elif any(row.text for row in rows) or not ratings or len(ratings) == 1:
        label += rest
    else:
        # Answers that are lists of reasons need the room more than their label does.
        wordy = any(len(shown(rating)) > 2 * ANSWER_MOST for row in rows for rating in row.ratings)
        share = rest // (len(ratings) + (0 if wordy else 1))
        ratings = [width + share for width in ratings]
        label += rest - share * len(ratings)
    return [label, *ratings, *cells]


def _label_width(block: doc.Ratings, rows: list[doc.RatingRow], *, room: bool, alone: bool) -> int:
    """Return how much a label gets: on one line with its mark; with a text below, as much as that reads well in."""
    widest = max((_label_line(row) for row in rows), default=0)
    if any(row.text for row in rows):
        widest = max(widest, LABEL_ALONE if alone else LABEL_BESIDE_ROOM)
    most = (LABEL_ALONE if alone else LABEL_BESIDE_ROOM) if room else LABEL_MOST
    return min(max(widest, len(block.head), LABEL_LEAST), most)


def _label_line(row: doc.RatingRow) -> int:
    """Return how wide a label is with its mark and, where no text stands between, with where to read on."""
    see = round(0.9 * len(row.see.text)) + 1 if row.see and not row.text else 0
    return len(row.label) + len(row.number) + round(0.75 * len(row.mark)) + see + 3


def _rating_width(block: doc.Ratings, plan: Layout, rows: list[doc.RatingRow], number: int) -> int:
    each = [row.ratings[number] for row in rows]
    if any(isinstance(rating, doc.Counts) for rating in each):
        return STRIP if len(plan.columns) == 1 else STRIP_BESIDE
    if block.signs:
        return SIGN_COLUMN
    texts = [shown(rating) for rating in each]
    whole = max(map(len, texts), default=0)
    # Where much stands beside, an answer may take two lines; its longest word may not be broken, nor that of the head.
    answer = max(_longest_word(texts) + 2, min(whole + 1, 13 if plan.more and len(plan.columns) > 1 else ANSWER_MOST))
    return max(answer, _longest_word([plan.columns[number]]) + 1)


def _cell_width(head: str, cells: list[doc.Cell | doc.Ticks]) -> int:
    texts = [line for cell in cells for line in cell_text(cell).split("\n")]
    widest = max(map(len, texts), default=0)
    return max(min(widest, TEXT_MOST), min(_longest_word([*texts, head]), TEXT_MOST)) + 1


def _longest_word(texts: list[str]) -> int:
    return max((len(word) for text in texts for word in text.split()), default=0)
