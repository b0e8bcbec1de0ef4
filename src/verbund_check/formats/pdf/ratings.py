"""One row for each factor, as data for the design."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from verbund_check.documents import blocks as doc
from verbund_check.formats.common import parts_of
from verbund_check.formats.ratings import (
    SIGNS,
    TONES,
    Layout,
    blank_columns,
    counted,
    effect_word,
    is_strip,
    is_tall,
    layout,
    meaning,
    notes_run_across,
    number_columns,
    shares,
    sign_of,
    spoken,
)

SIGNS_ACROSS = 100  # about as many characters of the table's type as fit across the page
TALLEST_WHOLE_ROW = 480
Parts = Callable[[doc.Entry], dict[str, Any]]
Lines = Callable[[str], list[str]]


def ratings(block: doc.Ratings, words: doc.Words, lines: Lines, parts: Parts) -> dict[str, Any]:
    """Return what the design needs; nothing where there is nothing to show. `lines` and `parts` make texts ready."""
    plan = layout(block)
    if not plan.parts and not plan.totals:
        return {"tables": [], "legend": lines(block.legend), "across": 1} if block.legend else {}
    beside = block.beside and len(plan.parts) == 2
    strip = is_strip(plan)

    def table(shown: Layout, title: str = "") -> dict[str, Any]:
        across = SIGNS_ACROSS // (2 if beside and title else 1)
        return {
            "title": lines(title),
            "widths": shares(block, plan, across)[1 if strip else 0 :],
            "head": [lines(text) for text in ([] if strip else [block.head]) + [*plan.columns, *plan.more]]
            if _has_head(block, plan)
            else [],
            "strip": strip,
            "parts": [
                {"title": lines(part.title), "rows": [row_data(row) for row in part.rows]} for part in shown.parts
            ],
            "totals": row_data(shown.totals) if shown.totals else None,
            "ratings": len(plan.columns),
            "numbers": list(number_columns(plan)),
            "blank": list(blank_columns(plan)),
            "signs": block.signs,
            "upright": block.signs and any(len(column) > 4 for column in plan.columns),
        }

    def row_data(row: doc.RatingRow) -> dict[str, Any]:
        return {
            "number": lines(row.number),
            "label": lines(row.label),
            "mark": lines(row.mark),
            "text": lines(row.text),
            "wide": notes_run_across(plan) and any(row.notes),
            "notes": [lines(note) for note in row.notes if note],
            "see": parts(doc.Entry("", "", see=row.see))["see"],
            "ratings": [_rating(rating, block.signs, words, lines) for rating in row.ratings],
            "cells": [
                {"ticks": [lines(option) for option in cell.options]}
                if isinstance(cell, doc.Ticks)
                else parts(parts_of(cell))
                for cell in row.cells
            ],
            "breakable": is_tall(row, TALLEST_WHOLE_ROW),
        }

    if beside:
        alone = [Layout(plan.columns, plan.more, (doc.RatingPart("", part.rows),), None) for part in plan.parts]
        tables = [table(each, part.title or " ") for each, part in zip(alone, plan.parts, strict=True)]
        closing = [table(Layout(plan.columns, plan.more, (), plan.totals))] if plan.totals else []
        return {"tables": tables, "closing": closing, "legend": lines(block.legend), "across": 2}
    if strip:
        row = Layout(plan.columns, plan.more, (doc.RatingPart("", plan.parts[0].rows),), None)
        return {
            "tables": [table(row, plan.parts[0].title)],
            "closing": [],
            "legend": lines(block.legend),
            "across": 1,
        }
    return {"tables": [table(plan)], "closing": [], "legend": lines(block.legend), "across": 1}


def _has_head(block: doc.Ratings, plan: Layout) -> bool:
    return plan.has_head or bool(block.head)


def _rating(rating: doc.Rating | doc.Counts, signs: bool, words: doc.Words, lines: Lines) -> dict[str, Any]:
    if isinstance(rating, doc.Counts):
        counts = [
            {"sign": SIGNS[effect], "tone": TONES[effect], "count": count, "spoken": effect_word(effect, words)}
            for effect, count in counted(rating)
        ]
        return {"counts": counts}
    alone = signs and rating.effect is not None
    return {
        "sign": sign_of(rating),
        "tone": TONES[rating.effect] if rating.effect else "",
        "word": [] if alone else lines(rating.word),
        "spoken": spoken(rating, words) if alone else meaning(rating, words),
    }
