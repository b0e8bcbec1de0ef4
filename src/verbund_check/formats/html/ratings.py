"""One row for each factor as a table of the page; on a phone a factor with its answers below."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from verbund_check.documents import blocks as doc
from verbund_check.formats.html.parts import Context, cell, isolated, line, lined, percents, target
from verbund_check.formats.ratings import (
    SIGNS,
    TONES,
    Layout,
    blank_columns,
    counted,
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

SIGNS_ACROSS = 92  # about as many characters of the table's type as fit across the page
TALLEST_WHOLE_ROW = 480
LONG_HEAD = 4  # characters; what is longer stands upright above a column of signs


def ratings(block: doc.Ratings, context: Context) -> str:
    """Return the ratings as one table, or as one for each part where they stand beside each other."""
    plan = layout(block)
    legend = f'<p class="legend">{_with_signs(block.legend)}</p>' if block.legend else ""
    if block.beside and len(plan.parts) > 1:
        tables = "\n".join(_table(block, _alone(plan, part), context, caption=part.title) for part in plan.parts)
        closing = _table(block, Layout(plan.columns, plan.more, (), plan.totals), context) if plan.totals else ""
        return f'<div class="beside">\n{tables}\n</div>{closing}{legend}'
    if is_strip(plan):
        return _table(block, _alone(plan, plan.parts[0]), context, caption=plan.parts[0].title) + legend
    return _table(block, plan, context) + legend


def _with_signs(legend: str) -> str:
    """Return the legend with its signs in the typeface of the ratings; they stand beside their words."""
    made = lined(legend)
    for sign in SIGNS.values():
        if not sign.isascii():
            made = made.replace(sign, f'<span class="signs-of">{sign}</span>')
    return made


def rating_shares(block: doc.Ratings) -> list[int]:
    """Return the widths of the columns in percent, for which the style sheet needs a rule."""
    plan = layout(block)
    if not plan.parts and not plan.totals:
        return []
    widths = shares(block, plan, SIGNS_ACROSS // (2 if _is_beside(block, plan) else 1))
    return percents(tuple(widths[1:] if is_strip(plan) else widths))


def _is_beside(block: doc.Ratings, plan: Layout) -> bool:
    return block.beside and len(plan.parts) > 1


def _alone(plan: Layout, part: doc.RatingPart) -> Layout:
    return Layout(plan.columns, plan.more, (doc.RatingPart("", part.rows),), None)


def _table(block: doc.Ratings, plan: Layout, context: Context, caption: str = "") -> str:
    if not plan.parts and not plan.totals:
        return ""
    strip = is_strip(plan)
    widths = "".join(f'<col class="w{share}">' for share in rating_shares(block))
    title = f"<caption>{line(caption)}</caption>" if caption else ""
    bodies = "".join(_part(part, block, plan, context) for part in plan.parts)
    foot = f'<tfoot role="rowgroup">{_row(plan.totals, block, plan, context)}</tfoot>' if plan.totals else ""
    single = len(plan.columns) == 1 and not plan.has_head
    name = (
        "ratings strip-row" if strip else "ratings signs" if block.signs else "ratings single" if single else "ratings"
    )
    head = _head(block, plan)
    return f'<table class="{name}" role="table">{title}<colgroup>{widths}</colgroup>\n{head}{bodies}{foot}</table>'


def _head(block: doc.Ratings, plan: Layout) -> str:
    if not plan.has_head and not block.head:
        return ""
    first = (
        ""
        if is_strip(plan)
        else f'<th scope="col" role="columnheader">{lined(block.head)}</th>'
        if block.head
        else '<td role="cell"></td>'
    )
    upright = block.signs and any(len(column) > LONG_HEAD for column in plan.columns)
    cells = [first]
    for column in plan.columns:
        inner = f"<span>{lined(column)}</span>" if upright else lined(column)
        name = "rating upright" if upright else "rating"
        cells.append(_heading(inner if column else "", name))
    cells += [_heading(lined(text) if text else "", _name(n, plan)) for n, text in enumerate(plan.more)]
    return f'<thead role="rowgroup"><tr role="row">{"".join(cells)}</tr></thead>\n'


def _heading(inner: str, name: str) -> str:
    kind = f' class="{name}"' if name else ""
    return f'<th scope="col" role="columnheader"{kind}>{inner}</th>' if inner else f'<td role="cell"{kind}></td>'


def _name(column: int, plan: Layout) -> str:
    if column in blank_columns(plan):
        return "to-fill"
    return "count" if column in number_columns(plan) else ""


def _part(part: doc.RatingPart, block: doc.Ratings, plan: Layout, context: Context) -> str:
    across = (0 if is_strip(plan) else 1) + len(plan.columns) + len(plan.more)
    title = (
        f'<tr role="row"><th scope="rowgroup" role="rowheader" colspan="{across}">{line(part.title)}</th></tr>\n'
        if part.title
        else ""
    )
    rows = "".join(_row(row, block, plan, context) for row in part.rows)
    return f'<tbody role="rowgroup">\n{title}{rows}</tbody>\n'


def _row(row: doc.RatingRow, block: doc.Ratings, plan: Layout, context: Context) -> str:
    long = ' class="long"' if is_tall(row, TALLEST_WHOLE_ROW) else ""
    ratings = "".join(
        _rating(rating, head, block.signs, context.words)
        for rating, head in zip(row.ratings, plan.columns, strict=True)
    )
    cells = "".join(
        f'<td role="cell"{_class(_name(n, plan))}{_data(head)}>{_behind(content, context)}</td>'
        for n, (content, head) in enumerate(zip(row.cells, plan.more, strict=True))
    )
    wide = notes_run_across(plan) and any(row.notes)
    label = "" if is_strip(plan) else _label(row, context, notes=not wide)
    if not wide:
        return f'<tr role="row"{long}>{label}{ratings}{cells}</tr>\n'
    span = 1 + len(plan.columns) + len(plan.more)
    below = f'<tr role="row" class="notes"><td role="cell" colspan="{span}">{_notes(row)}</td></tr>\n'
    return f'<tr role="row" class="noted">{label}{ratings}{cells}</tr>\n{below}'


def _notes(row: doc.RatingRow) -> str:
    return "".join(f'<p class="note">{lined(note)}</p>' for note in row.notes if note)


def _class(name: str) -> str:
    return f' class="{name}"' if name else ""


def _data(head: str) -> str:
    return f' data-label="{line(head)}"' if head else ""


def _label(row: doc.RatingRow, context: Context, *, notes: bool) -> str:
    number = f'<span class="no">{line(row.number)}</span>' if row.number else ""
    mark = f' <span class="label">{line(row.mark)}</span>' if row.mark else ""
    remarks = _notes(row) if notes else ""
    text = f'<p class="aside">{lined(row.text)}</p>' if row.text else ""
    see = f'<p class="aside">{target(row.see, context)}</p>' if row.see else ""
    name = "factor numbered" if row.number else "factor"
    head = f'<span class="name">{isolated(row.label)}</span>'
    return f'<th scope="row" role="rowheader" class="{name}">{number}{head}{mark} {text}{remarks} {see}</th>'


def _rating(rating: doc.Rating | doc.Counts, head: str, signs: bool, words: doc.Words) -> str:
    if isinstance(rating, doc.Counts):
        return f'<td role="cell" class="strip"{_data(head)}>{_strip(rating, words)}</td>'
    tone = TONES[rating.effect] if rating.effect else "none"
    sign = f'<span class="sign" aria-hidden="true">{sign_of(rating)}</span>' if rating.effect else ""
    if signs and sign:
        # A sign alone says nothing to an ear, and to an eye that does not know it what its title says.
        told = line(spoken(rating, words))
        return f'<td role="cell" class="rating {tone}"{_data(head)}>{sign}<span class="heard">{told}</span></td>'
    more = meaning(rating, words)
    heard = f'<span class="heard"> ({line(more)})</span>' if more else ""
    return f'<td role="cell" class="rating {tone}"{_data(head)}>{sign} {lined(rating.word)}{heard}</td>'


def _strip(counts: doc.Counts, words: doc.Words) -> str:
    total = sum(count for _, count in counted(counts))
    start, bars, numbers = 0.0, [], []
    for effect, count in counted(counts):
        width = 100 * count / total if total else 0.0
        bars.append(f'<rect class="{TONES[effect]}" x="{start:.4g}" width="{width:.4g}" height="10"/>')
        numbers.append(f"<span>{SIGNS[effect]}\u00a0{count}</span>")
        start += width
    svg = (
        '<svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">'
        f"{''.join(bars)}</svg>"
    )
    shown = f'<span class="counts" aria-hidden="true">{" ".join(numbers)}</span>'
    return f'{svg}{shown}<span class="heard">{line(spoken(counts, words))}</span>'


def _behind(content: doc.Cell | doc.Ticks, context: Context) -> str:
    if isinstance(content, doc.Ticks):
        return _boxes(content.options)
    return cell(content, context) if cast("object", content) != "" else ""


def _boxes(options: Iterable[str]) -> str:
    items = "".join(f'<li><span class="box" aria-hidden="true"></span>{isolated(option)}</li>' for option in options)
    return f'<ul class="ticks">{items}</ul>' if items else ""
