"""One row for each factor as a table of Word: shaded, with a head that is repeated, boxes to click, room to write."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table as WordTable
from docx.table import _Cell

from verbund_check.documents import blocks as doc
from verbund_check.formats.common import parts_of, text_of_cell
from verbund_check.formats.ratings import (
    SIGNS,
    TONES,
    Layout,
    blank_columns,
    counted,
    is_strip,
    is_tall,
    layout,
    notes_run_across,
    number_columns,
    shares,
)
from verbund_check.formats.word.form import checkbox
from verbund_check.formats.word.style import ACCENT, FIRM, INK, LINE, QUIET, TEXT_MM, TWIPS_PER_MM, W, link_to, remark
from verbund_check.text import one_line

if TYPE_CHECKING:
    from docx.document import Document as Word
    from docx.text.paragraph import Paragraph as WordParagraph

SIGNS_ACROSS = 96
TALLEST_WHOLE_ROW = 480
GROUNDS: dict[doc.Tone, str] = {"good": "D8EEE1", "mixed": "FBE6BB", "bad": "F4C6BF", "unknown": "E3E6EA"}
BETWEEN_PARTS = 300  # twips
UPRIGHT_MM = 32
LONG_HEAD = 4
STRIP_SIGNS = 14  # how many blanks of the type fill a strip
SIZE = 9.0
SIGN_FONT = "Segoe UI Symbol"  # has all of the signs; else another one that has
NO_BREAK = "\u00a0"


def add_ratings(word: Word, block: doc.Ratings, anchors: frozenset[str], *, dense: bool = False) -> None:
    """Append the ratings as one table, two parts side by side where they are to stand so; the legend below."""
    plan = layout(block)
    if plan.parts or plan.totals:
        _Sheet(word, block, plan, anchors, dense=dense).add()
    if block.legend:
        paragraph = word.add_paragraph()
        for piece in re.split(f"([{''.join(SIGNS.values())}] )", block.legend):
            _run(paragraph, piece, 8.5, colour=QUIET, drawn=piece.strip() in SIGNS.values())
        paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(4), Pt(8)


class _Sheet:
    """One block of ratings on its way into the document."""

    def __init__(self, word: Word, block: doc.Ratings, plan: Layout, anchors: frozenset[str], *, dense: bool) -> None:
        self.dense, self.strip = dense, is_strip(plan)
        self.word, self.block, self.plan, self.anchors = word, block, plan, anchors
        self.beside = block.beside and len(plan.parts) == 2
        self.blanks = blank_columns(plan)
        self.across = notes_run_across(plan) and not self.beside
        room = TEXT_MM * TWIPS_PER_MM - (BETWEEN_PARTS if self.beside else 0)
        room = room / 2 if self.beside else room
        wanted = shares(block, plan, SIGNS_ACROSS // (2 if self.beside else 1))
        wanted = wanted[1:] if self.strip else wanted
        self.widths = [round(room * width / sum(wanted)) for width in wanted]
        self.upright = block.signs and any(len(column) > LONG_HEAD for column in plan.columns)

    def add(self) -> None:
        """Append the table."""
        rows = self._in_two() if self.beside else self._one_below_the_other()
        widths = [*self.widths, BETWEEN_PARTS, *self.widths] if self.beside else self.widths
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        room = 15 if self.dense else 40
        frame = (
            f'<w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/><w:tblCellMar>'
            f'<w:top w:w="{room}" w:type="dxa"/><w:left w:w="60" w:type="dxa"/><w:bottom w:w="{room}" w:type="dxa"/>'
            '<w:right w:w="60" w:type="dxa"/></w:tblCellMar><w:tblLook w:val="06A0" w:firstRow="1" w:lastRow="0" '
            'w:firstColumn="1" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/></w:tblPr>'
        )
        element: Any = parse_xml(f"<w:tbl {W}>{frame}<w:tblGrid>{grid}</w:tblGrid></w:tbl>")
        body: Any = self.word.element.body
        body.insert(len(body) - 1, element)
        self.table = WordTable(element, self.word._body)
        for row in rows:
            self._append(element, row)
        self._keep_last(element)

    def _one_below_the_other(self) -> list[list[_Content]]:
        head = [self._head()] if self.plan.has_head or self.block.head else []
        title = self.plan.parts[0].title if self.strip else ""
        # The heads of a strip belong to its only row: its title stands above both.
        rows: list[list[_Content]] = [[_Content(title, "title", span=len(self.widths))]] if title else []
        rows += head
        for part in self.plan.parts:
            if part.title and not self.strip:
                rows.append([_Content(part.title, "title", span=len(self.widths))])
            for row in part.rows:
                rows.append(self._row(row))
                if self.across and any(row.notes):
                    rows.append([_Content(row, "notes", span=len(self.widths))])
        return rows + ([self._row(self.plan.totals, "totals")] if self.plan.totals else [])

    def _in_two(self) -> list[list[_Content]]:
        """Rows of the left and of the right part, with a gap between them."""
        left, right = self.plan.parts
        gap = _Content("", "gap")
        across = len(self.widths)
        rows: list[list[_Content]] = [
            [_Content(left.title, "title", span=across), gap, _Content(right.title, "title", span=across)]
        ]
        if self.plan.has_head or self.block.head:
            rows.append([*self._head(), gap, *self._head()])
        nothing = [_Content("", "gap") for _ in self.widths]
        for number in range(max(len(left.rows), len(right.rows))):
            sides = [self._row(part.rows[number]) if number < len(part.rows) else nothing for part in (left, right)]
            rows.append([*sides[0], gap, *sides[1]])
        totals = [self._row(self.plan.totals, "totals")] if self.plan.totals else []
        return rows + [[*total, gap, *nothing] for total in totals]

    def _head(self) -> list[_Content]:
        ratings = [_Content(text, "upright" if self.upright else "head") for text in self.plan.columns]
        first = [] if self.strip else [_Content(self.block.head, "head")]
        return [*first, *ratings, *(_Content(text, "head") for text in self.plan.more)]

    def _row(self, row: doc.RatingRow, kind: str = "label") -> list[_Content]:
        cells = [_Content(cell, self._kind(number)) for number, cell in enumerate(row.cells)]
        first = [] if self.strip else [_Content(row, kind)]
        return [*first, *(_Content(rating, "rating") for rating in row.ratings), *cells]

    def _kind(self, column: int) -> str:
        if column in self.blanks:
            return "blank"
        return "number" if column in number_columns(self.plan) else "cell"

    def _append(self, element: Any, contents: list[_Content]) -> None:
        first = contents[0]
        tall = any(isinstance(each.of, doc.RatingRow) and is_tall(each.of, TALLEST_WHOLE_ROW) for each in contents)
        heading = first.kind == "head" or (self.beside and first.kind == "title")
        marks = ("" if tall else "<w:cantSplit/>") + (
            f'<w:trHeight w:val="{round(UPRIGHT_MM * TWIPS_PER_MM)}" w:hRule="exact"/>'
            if self.upright and first.kind == "head"
            else ""
        )
        marks += "<w:tblHeader/>" if heading else ""
        cells, column = "", 0
        widths = [*self.widths, BETWEEN_PARTS, *self.widths]
        for each in contents:
            width = sum(widths[column : column + each.span])
            span = f'<w:gridSpan w:val="{each.span}"/>' if each.span > 1 else ""
            cells += f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{self._frame(each, column)}</w:tcPr><w:p/></w:tc>'
            column += each.span
        row = parse_xml(f"<w:tr {W}><w:trPr>{marks}</w:trPr>{cells}</w:tr>")
        element.append(row)
        for tc, each in zip(row.tc_lst, contents, strict=True):
            self._fill(_Cell(tc, self.table), each)

    def _frame(self, content: _Content, column: int) -> str:
        """Return borders, ground, margins and direction of a cell, in the order of the schema."""
        edges = {"title": ("bottom", FIRM, 10), "head": ("bottom", FIRM, 10), "upright": ("bottom", FIRM, 10)}
        side, colour, size = edges.get(content.kind, ("bottom", LINE, 4))
        borders = "" if content.kind == "gap" else _edge(side, colour, size)
        ground = ""
        if isinstance(content.of, doc.Rating):
            # Edges in the colour of the paper keep the answers apart.
            borders = _edge("left", "FFFFFF", 12) + _edge("bottom", "FFFFFF" if self.block.signs else LINE, 4)
            if content.of.effect:
                ground = f'<w:shd w:val="clear" w:color="auto" w:fill="{GROUNDS[TONES[content.of.effect]]}"/>'
        elif content.kind in ("blank", "cell") and self.blanks:
            borders = _edge("left", LINE, 4) + _edge("bottom", LINE, 4)
        margins = (
            '<w:left w:w="0" w:type="dxa"/>'
            if content.kind in ("label", "totals", "title", "notes") or column == 0
            else ""
        )
        if self.block.signs and (content.kind in ("rating", "upright")):
            margins = '<w:left w:w="10" w:type="dxa"/><w:right w:w="10" w:type="dxa"/>'
        made = f"<w:tcBorders>{borders}</w:tcBorders>" if borders else ""
        made += ground + (f"<w:tcMar>{margins}</w:tcMar>" if margins else "")
        if content.kind == "upright":
            return f'{made}<w:textDirection w:val="btLr"/><w:vAlign w:val="center"/>'
        return made + ('<w:vAlign w:val="bottom"/>' if content.kind == "head" else "")

    def _fill(self, cell: _Cell, content: _Content) -> None:
        paragraph = cell.paragraphs[0]
        _tight(paragraph)
        match content.of:
            case doc.RatingRow() if content.kind == "notes":
                for number, note in enumerate(filter(None, content.of.notes)):
                    below = _below(cell) if number else paragraph
                    remark(below, note, 8.5)
                    below.paragraph_format.space_before = Pt(1)
            case doc.RatingRow():
                self._label(cell, paragraph, content.of, totals=content.kind == "totals")
            case doc.Rating():
                _rating(paragraph, content.of, signs=self.block.signs)
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if self.block.signs else None
            case doc.Counts():
                _strip(paragraph, content.of)
            case doc.Ticks():
                for number, option in enumerate(content.of.options):
                    paragraph = _below(cell) if number else paragraph
                    paragraph._p.append(checkbox(self.word, 20))
                    _run(paragraph, f" {one_line(option)}", 8.5)
            case doc.Entry() | str() as text if content.kind in ("cell", "blank", "number"):
                self._behind(cell, paragraph, text)
            case str() as text:
                title = content.kind == "title"
                _run(paragraph, text, 10 if title else 8.5, bold=True, colour=ACCENT if title else QUIET)
                paragraph.paragraph_format.keep_with_next = True
                if title:
                    paragraph.paragraph_format.space_before = Pt(6)

    def _label(self, cell: _Cell, paragraph: WordParagraph, row: doc.RatingRow, *, totals: bool) -> None:
        indent = Mm(6) if row.number else Mm(0)
        if row.number:
            paragraph.paragraph_format.left_indent, paragraph.paragraph_format.first_line_indent = indent, -indent
            paragraph.paragraph_format.tab_stops.add_tab_stop(indent)
            _run(paragraph, f"{one_line(row.number)}\t")
        _run(paragraph, one_line(row.label), bold=totals or not (self.block.signs or self.beside))
        if row.mark:
            _run(paragraph, "  ", 7)
            _run(paragraph, one_line(row.mark), 7, colour=QUIET, framed=True)
        if row.text:
            below = paragraph if self.dense else _below(cell, indent)
            _run(below, f"{NO_BREAK} {row.text}" if self.dense else row.text, 8.5, colour=QUIET)
        for note in () if self.across else filter(None, row.notes):
            remark(_below(cell, indent), note, 8.5)
        if self.across and any(row.notes):
            for each in cell.paragraphs:
                each.paragraph_format.keep_with_next = True
        if row.see:
            below = paragraph if self.dense else _below(cell, indent)
            _run(below, " " if self.dense else "", 8.5)
            link_to(_run(below, row.see.text, 8.5, colour=QUIET), row.see.anchor, self.anchors)

    def _behind(self, cell: _Cell, paragraph: WordParagraph, content: doc.Cell) -> None:
        parts = parts_of(content)
        if not text_of_cell(content):
            return
        if text_of_cell(content).isdigit():
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        label = f" ({parts.label})" if parts.label else ""
        lines = [(one_line(parts.term + label), True, INK), (parts.text, False, INK), (parts.aside, False, QUIET)]
        for text, bold, colour in lines:
            if text:
                paragraph = _below(cell) if paragraph.text else paragraph
                _run(paragraph, text, 8.5, bold=bold, colour=colour)
        if parts.note:
            remark(_below(cell) if paragraph.text else paragraph, parts.note, 8.5)
        if parts.see:
            paragraph = _below(cell) if paragraph.text else paragraph
            link_to(_run(paragraph, parts.see.text, 8.5, colour=QUIET), parts.see.anchor, self.anchors)

    def _keep_last(self, element: Any) -> None:
        """Keep the last rows and the legend on one page: no page for one row alone."""
        rows = element.findall(qn("w:tr"))
        for row in rows[-3:] if self.block.legend else rows[-3:-1]:
            for properties in row.iter(qn("w:pPr")):
                if properties.find(qn("w:keepNext")) is None:
                    properties.insert_element_before(parse_xml(f"<w:keepNext {W}/>"), *_BEHIND_KEEP)


_BEHIND_KEEP = (
    "w:keepLines", "w:widowControl", "w:numPr", "w:pBdr", "w:shd", "w:tabs", "w:spacing", "w:ind", "w:contextualSpacing",
    "w:jc", "w:rPr",
)  # fmt: skip


class _Content:
    """What goes into one cell, and as what."""

    def __init__(
        self, of: str | doc.Entry | doc.RatingRow | doc.Rating | doc.Counts | doc.Ticks, kind: str, span: int = 1
    ) -> None:
        self.of, self.kind, self.span = of, kind, span


def _edge(side: str, colour: str, size: int) -> str:
    return f'<w:{side} w:val="single" w:sz="{size}" w:space="0" w:color="{colour}"/>'


def _tight(paragraph: WordParagraph) -> None:
    layout_of = paragraph.paragraph_format
    layout_of.space_before, layout_of.space_after, layout_of.line_spacing = Pt(0), Pt(0), 1.1


def _below(cell: _Cell, indent: Any = None) -> WordParagraph:
    paragraph: WordParagraph = cell.add_paragraph()
    _tight(paragraph)
    if indent:
        paragraph.paragraph_format.left_indent = indent
    return paragraph


def _run(
    paragraph: WordParagraph,
    text: str,
    size: float = SIZE,
    *,
    bold: bool = False,
    colour: str = INK,
    framed: bool = False,
    drawn: bool = False,
) -> Any:
    run = paragraph.add_run(text)
    run.font.size, run.bold, run.font.color.rgb = Pt(size), bold or None, RGBColor.from_string(colour)
    if drawn:
        fonts = f'w:ascii="{SIGN_FONT}" w:hAnsi="{SIGN_FONT}" w:cs="{SIGN_FONT}" w:eastAsia="{SIGN_FONT}"'
        run._r.get_or_add_rPr().insert(0, parse_xml(f"<w:rFonts {W} {fonts}/>"))
    if framed:
        border = f'<w:bdr {W} w:val="single" w:sz="4" w:space="0" w:color="{FIRM}"/>'
        run._r.get_or_add_rPr().append(parse_xml(border))
    return run


def _rating(paragraph: WordParagraph, rating: doc.Rating, *, signs: bool) -> None:
    """Write sign and word, or the sign alone; in bold where it hinders."""
    bold = rating.effect == "hinders"
    if rating.effect:
        _run(paragraph, SIGNS[rating.effect], drawn=True, bold=bold)
    if rating.word and not (signs and rating.effect):
        _run(paragraph, f"{NO_BREAK if rating.effect else ''}{rating.word}", bold=bold)


def _strip(paragraph: WordParagraph, counts: doc.Counts) -> None:
    """Write the counts as a strip of shaded blanks, each with its sign and number."""
    total = sum(count for _, count in counted(counts))
    for effect, count in counted(counts):
        blanks = round(STRIP_SIGNS * count / total) if total else 0
        for text, drawn in ((f"\u00a0{SIGNS[effect]}", True), (f"\u00a0{count}" + "\u00a0" * max(blanks, 1), False)):
            run = _run(paragraph, text, bold=effect == "hinders", drawn=drawn)
            shade = f'<w:shd {W} w:val="clear" w:color="auto" w:fill="{GROUNDS[TONES[effect]]}"/>'
            run._r.get_or_add_rPr().append(parse_xml(shade))
