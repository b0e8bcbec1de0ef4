"""Tables of the Word document: data with rows to fill in, and bars made of shaded cells."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table as WordTable

from verbund_check.documents.blocks import Bars, Cell, Table, Words
from verbund_check.formats.columns import table_widths
from verbund_check.formats.common import (
    columns_of,
    count_of,
    is_long,
    parts_of,
    rectangular,
    share,
)
from verbund_check.formats.word.style import (
    FIRM,
    INK,
    LINE,
    QUIET,
    TEXT_MM,
    TINT,
    TONES,
    TWIPS_PER_MM,
    W,
    link_to,
    remark,
)
from verbund_check.text import one_line

if TYPE_CHECKING:
    from docx.document import Document as Word
    from docx.table import _Cell

SIGNS_ACROSS = 96  # about as many characters of the table's type as fit across the page
GUTTER = 2
BLANK_SIGNS = 15
BAR_STEPS = 40
LABEL, BAR_GAP, COUNT = 2000, 200, 1400  # widths of the columns of bars; the bar gets the rest
WIDEST_LABEL, TWIPS_PER_SIGN = 4600, 105


def add_table(word: Word, block: Table, anchors: frozenset[str], *, dense: bool = False) -> None:
    """Append the table: its head repeated on each page, its rows kept whole, its blank columns to fill in."""
    head, rows = rectangular(block)
    if not head:
        return
    if block.caption:
        word.add_paragraph(block.caption, style="Caption")
    signs = _signs(head, rows, block)
    widths = [round(TEXT_MM * TWIPS_PER_MM * sign / sum(signs)) for sign in signs]
    table = word.add_table(rows=1 + len(rows), cols=len(head))
    _frame(table, widths, 35 if dense else 70)
    for number, (row, line) in enumerate(zip((head, *rows), table.rows, strict=True)):
        properties = line._tr.get_or_add_trPr()
        if not is_long(row):
            properties.append(parse_xml(f"<w:cantSplit {W}/>"))
        if number == 0:
            properties.append(parse_xml(f"<w:tblHeader {W}/>"))
        elif block.blank and not dense:
            line.height = Mm(13)  # room for handwriting
        for column, (content, cell) in enumerate(zip(row, line.cells, strict=True)):
            _fill(cell, content, anchors, dense=dense, head=number == 0, to_fill=column in block.blank)
            if column in block.marks or column in block.numbers:
                for paragraph in cell.paragraphs:
                    paragraph.alignment = (
                        WD_ALIGN_PARAGRAPH.CENTER if column in block.marks else WD_ALIGN_PARAGRAPH.RIGHT
                    )
    _gap(word)


def part_tables(word: Word) -> None:
    """Append a gap where a table is the last thing in the document."""
    body: Any = word.element.body
    if len(body) > 1 and body[-2].tag == qn("w:tbl"):
        _gap(word)


def _signs(head: tuple[str, ...], rows: list[tuple[Cell, ...]], block: Table) -> list[int]:
    columns = columns_of(head, rows)
    for column in columns:
        column[0] += "mm"  # bold type is wider
    room = SIGNS_ACROSS - GUTTER * len(columns)
    gutter = 0 if block.widths else GUTTER
    return [sign + gutter for sign in table_widths(columns, block.widths, block.blank, room, BLANK_SIGNS)]


def _frame(table: WordTable, widths: list[int], room: int) -> None:
    border = f'w:val="single" w:sz="4" w:space="0" w:color="{LINE}"'
    properties = parse_xml(
        f'<w:tblPr {W}><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f"<w:tblBorders><w:bottom {border}/><w:insideH {border}/></w:tblBorders>"
        '<w:tblLayout w:type="fixed"/><w:tblCellMar>'
        f'<w:top w:w="{room}" w:type="dxa"/><w:left w:w="0" w:type="dxa"/>'
        '<w:bottom w:w="{room}" w:type="dxa"/><w:right w:w="170" w:type="dxa"/></w:tblCellMar>'
        '<w:tblLook w:val="06A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1" w:lastColumn="0" '
        'w:noHBand="1" w:noVBand="1"/></w:tblPr>'
    )
    table._tbl.replace(table._tbl.tblPr, properties)
    for column, width in zip(table.columns, widths, strict=True):
        column._gridCol.set(qn("w:w"), str(width))
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell._tc.get_or_add_tcPr().append(parse_xml(f'<w:tcW {W} w:w="{width}" w:type="dxa"/>'))
            _without_duplicates(cell._tc.tcPr, "w:tcW")


def _without_duplicates(properties: Any, name: str) -> None:
    for element in properties.findall(qn(name))[:-1]:
        properties.remove(element)


def _fill(cell: _Cell, content: Cell, anchors: frozenset[str], *, dense: bool, head: bool, to_fill: bool) -> None:
    properties = cell._tc.get_or_add_tcPr()
    if head:
        border = f'<w:bottom w:val="single" w:sz="10" w:space="0" w:color="{FIRM}"/>'
        properties.append(parse_xml(f"<w:tcBorders {W}>{border}</w:tcBorders>"))
    elif to_fill:
        border = '<w:left w:val="single" w:sz="24" w:space="0" w:color="FFFFFF"/>'
        properties.append(parse_xml(f"<w:tcBorders {W}>{border}</w:tcBorders>"))
        properties.append(parse_xml(f'<w:shd {W} w:val="clear" w:color="auto" w:fill="{TINT}"/>'))
    if to_fill:
        properties.append(parse_xml(f'<w:tcMar {W}><w:left w:w="110" w:type="dxa"/></w:tcMar>'))
    if head:
        properties.append(parse_xml(f'<w:vAlign {W} w:val="bottom"/>'))
    parts = parts_of(content)
    lines = [
        [(parts.term, 9.5, True, INK), (f"   {one_line(parts.label)}" if parts.label else "", 8.5, False, QUIET)],
        [(parts.text, 9.5, head, INK)],
        [(parts.aside, 8.5, False, QUIET)],
    ]
    if dense and lines[0][0][0] and parts.text:  # the text runs in behind its term
        lines[:2] = [[*lines[0], (f"\u00a0 {parts.text}", 9.0, False, INK)]]
    if dense:
        lines = [[(text, min(size, 9.0), bold, colour) for text, size, bold, colour in line] for line in lines]
    paragraph = cell.paragraphs[0]
    for number, line in enumerate([line for line in lines if any(text for text, *_ in line)] or lines[-2:-1]):
        paragraph = cell.add_paragraph() if number else paragraph
        layout = paragraph.paragraph_format
        layout.space_after, layout.line_spacing, layout.keep_with_next = Pt(0), 1.15, True if head else None
        for text, size, bold, colour in line:
            run = paragraph.add_run(text)
            run.font.size, run.bold, run.font.color.rgb = Pt(size), bold or None, RGBColor.from_string(colour)
    if parts.note:
        paragraph = cell.add_paragraph() if paragraph.text else paragraph
        remark(paragraph, parts.note, 9)
        paragraph.paragraph_format.space_after, paragraph.paragraph_format.line_spacing = Pt(0), 1.15
    if parts.see:
        if dense and paragraph.text and not parts.note:
            paragraph.add_run(" ")
        elif paragraph.text:
            paragraph = cell.add_paragraph()
        run = paragraph.add_run(parts.see.text)
        run.font.size, run.font.color.rgb = Pt(8.5), RGBColor.from_string(QUIET)
        link_to(run, parts.see.anchor, anchors)
        paragraph.paragraph_format.space_after, paragraph.paragraph_format.line_spacing = Pt(0), 1.15


def _gap(word: Word) -> None:
    """Append what Word needs between two tables, so that they stay two."""
    paragraph = word.add_paragraph()
    paragraph.paragraph_format.space_after = Pt(0)
    paragraph.paragraph_format.line_spacing = Pt(8)


def add_bars(word: Word, block: Bars, words: Words) -> None:
    """Append the bars as a table: label, a bar of shaded cells, and the number in words."""
    title = word.add_paragraph()
    title.add_run(block.title).bold = True
    title.paragraph_format.keep_with_next = True
    title.paragraph_format.space_before, title.paragraph_format.space_after = Pt(6), Pt(3)
    if not block.bars:
        return
    label = min(max(LABEL, *(TWIPS_PER_SIGN * len(bar.label) for bar in block.bars)), WIDEST_LABEL)
    step = (round(TEXT_MM * TWIPS_PER_MM) - label - BAR_GAP - COUNT) // BAR_STEPS
    columns = [label, *[step] * BAR_STEPS, BAR_GAP, COUNT]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in columns)
    rows = "".join(_bar_row(label, step, share(bar, block.total, BAR_STEPS), TONES[bar.tone]) for bar in block.bars)
    frame = (
        f'<w:tblPr><w:tblW w:w="{sum(columns)}" w:type="dxa"/><w:tblLayout w:type="fixed"/><w:tblCellMar>'
        '<w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr>'
    )
    element: Any = parse_xml(f"<w:tbl {W}>{frame}<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>")
    word.element.body.insert(len(word.element.body) - 1, element)
    for row, bar in zip(WordTable(element, word).rows, block.bars, strict=True):
        cells = row._tr.tc_lst
        for position, text, colour in ((0, bar.label, INK), (-1, count_of(bar, block.total, words), QUIET)):
            paragraph: Any = cells[position].p_lst[0]
            run = paragraph.add_r()
            run.text = text
            properties = parse_xml(f'<w:rPr {W}><w:color w:val="{colour}"/><w:sz w:val="19"/></w:rPr>')
            run.insert(0, properties)
    _gap(word)


def _bar_row(label: int, step: int, filled: int, colour: str) -> str:
    bar = [(filled, colour), (BAR_STEPS - filled, LINE)]
    shaded = "".join(_cell(span * step, span, fill) for span, fill in bar if span)
    cells = _cell(label) + shaded + _cell(BAR_GAP) + _cell(COUNT)
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>"


def _cell(width: int, span: int = 1, fill: str = "") -> str:
    # Borders in the colour of the paper keep the bars apart.
    edges = "".join(f'<w:{side} w:val="single" w:sz="36" w:space="0" w:color="FFFFFF"/>' for side in ("top", "bottom"))
    shade = f'<w:tcBorders>{edges}</w:tcBorders><w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    size = f'<w:tcW w:w="{width}" w:type="dxa"/><w:gridSpan w:val="{span}"/>'
    spacing = '<w:spacing w:before="20" w:after="20" w:line="240" w:lineRule="auto"/>'
    paragraph = f"<w:p><w:pPr><w:keepNext/>{spacing}</w:pPr></w:p>"
    return f'<w:tc><w:tcPr>{size}{shade}<w:vAlign w:val="center"/></w:tcPr>{paragraph}</w:tc>'
