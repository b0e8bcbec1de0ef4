"""What is filled in, on paper or in Word: boxes to tick and lines to write on."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, Any

from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt, RGBColor

from verbund_check.answers.word_marks import label_names
from verbund_check.documents.blocks import Form, Names, Words
from verbund_check.formats.common import one_below_the_other
from verbund_check.formats.word.style import QUIET, TALLEST_WHOLE, TEXT_MM, TWIPS_PER_MM, W
from verbund_check.text import one_line

if TYPE_CHECKING:
    from docx.document import Document as Word
    from docx.text.paragraph import Paragraph as WordParagraph

FORM_INDENT = Mm(9)
BOX_MM, BOX_GAP_MM, MM_PER_SIGN = 7, 4, 1.9
LINE_MM, REMARK_MM = 9, 7.5  # what a hand needs for several lines, and for one
TYPE = Pt(12)
FIRST_OF_TWO = 0.66
WIDTH = round(TEXT_MM * TWIPS_PER_MM)


def add_form(word: Word, block: Form, words: Words) -> None:
    """Append the question with its boxes and a line for the remark, all kept on one page."""
    start = len(word.element.body)
    question = word.add_paragraph()
    number = f"{one_line(block.number)}.\t" if block.number else ""
    question.add_run(f"{number}{one_line(block.question)}").bold = True
    mark(word, block.marks.question, question._p[-1])
    layout = question.paragraph_format
    indent = FORM_INDENT if number else Mm(0)
    layout.left_indent, layout.space_before, layout.space_after = indent, Pt(9), Pt(2)
    layout.first_line_indent = -FORM_INDENT if number else None
    if block.explanation:
        word.add_paragraph(block.explanation).paragraph_format.left_indent = indent
    if block.options:
        _options(word, block, indent)
    label = words.remark if block.remark is None else block.remark
    if label or block.remark is None:
        layout = add_blank(word, label, 1, marks=block.marks.remark).paragraph_format
        layout.left_indent, layout.space_before = indent, Mm(REMARK_MM) - TYPE
    keep_whole(word, start)


def keep_whole(word: Word, start: int) -> None:
    """Move what stands in the document since it had `start` parts into one cell without borders.

    LibreOffice tears paragraphs on the first page, even where each is to be kept with the next one, but no such row.
    What follows directly upon another such cell becomes the next row of its table.
    """
    body: Any = word.element.body
    parts = list(body)[start - 1 : -1]
    if not parts:
        return
    before = parts[0].getprevious()
    if before is not None and _keeps_whole(before):
        table = before
    else:
        table = parse_xml(
            f'<w:tbl {W}><w:tblPr><w:tblW w:w="{WIDTH}" w:type="dxa"/><w:tblLayout w:type="fixed"/><w:tblCellMar>'
            '<w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar><w:tblLook w:val="0000"/>'
            f'</w:tblPr><w:tblGrid><w:gridCol w:w="{WIDTH}"/></w:tblGrid></w:tbl>'
        )
        parts[0].addprevious(table)
    texts = [text for part in parts for text in part.iter(qn("w:t"))]
    whole = sum(len(text.text or "") for text in texts) <= TALLEST_WHOLE
    row = parse_xml(
        f"<w:tr {W}><w:trPr>{'<w:cantSplit/>' if whole else ''}</w:trPr>"
        f'<w:tc><w:tcPr><w:tcW w:w="{WIDTH}" w:type="dxa"/></w:tcPr></w:tc></w:tr>'
    )
    table.append(row)
    for part in parts:
        row[-1].append(part)
    for keeping in list(row.iter(qn("w:keepNext"))):
        keeping.getparent().remove(keeping)  # it would keep the next row on the page too


def _keeps_whole(element: Any) -> bool:
    """Say whether it is a table that only keeps together: no data, no head."""
    look = element.find(f"{qn('w:tblPr')}/{qn('w:tblLook')}")
    return look is not None and look.get(qn("w:val")) == "0000"


def _options(word: Word, block: Form, indent: Length) -> None:
    options, marks = block.options, block.marks.options
    step = max(len(one_line(option)) for option in options) * MM_PER_SIGN + BOX_MM + BOX_GAP_MM
    room = TEXT_MM + BOX_GAP_MM - indent.mm
    rows = len(options) if one_below_the_other(options) else ceil(len(options) / max(int(room // step), 1))
    across = ceil(len(options) / rows)
    for start in range(0, len(options), across):
        paragraph = word.add_paragraph()
        layout = paragraph.paragraph_format
        layout.space_before, layout.space_after = Pt(0 if start else 3), Pt(1)
        layout.left_indent, layout.first_line_indent = indent + Mm(BOX_MM), -Mm(BOX_MM)
        for number, option in enumerate(options[start : start + across]):
            # Each box stands below that of the question before, and each word behind its own box.
            layout.tab_stops.add_tab_stop(indent + Mm(number * step + BOX_MM))
            first: Any = None
            if number:
                layout.tab_stops.add_tab_stop(indent + Mm(number * step))
                first = paragraph.add_run("\t")._r
            box = checkbox(word)
            paragraph._p.append(box)
            words = one_line(option)
            paragraph.add_run("\t" + (words if across == 1 else words.replace(" ", "\u00a0")))
            if marks:
                # The tab before it too: what is typed there is known to stand before this box.
                mark(word, marks[start + number], box if first is None else first)


def checkbox(word: Word, size: int = 26) -> Any:
    """Return a box that can be ticked by hand on paper and with a click in Word; `size` in half points."""
    body: Any = word.element.body
    identity = 1 + sum(1 for _ in body.iter(qn("w:sdt")))
    font = 'w:ascii="MS Gothic" w:eastAsia="MS Gothic" w:hAnsi="MS Gothic" w:hint="eastAsia"'
    return parse_xml(
        f'<w:sdt {W} xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"><w:sdtPr>'
        f'<w:id w:val="{identity}"/><w14:checkbox><w14:checked w14:val="0"/>'
        '<w14:checkedState w14:val="2612" w14:font="MS Gothic"/>'
        '<w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox></w:sdtPr>'
        f'<w:sdtContent><w:r><w:rPr><w:rFonts {font}/><w:sz w:val="{size}"/></w:rPr><w:t>☐</w:t></w:r></w:sdtContent>'
        "</w:sdt>"
    )


def mark(word: Word, names: Names, first: Any) -> None:
    """Put a bookmark of each name around what is from `first` on in its paragraph. They survive LibreOffice, tags do not."""
    paragraph = first.getparent()
    number = sum(1 for _ in word.element.body.iter(qn("w:bookmarkStart")))
    for name in sorted(names):
        first.addprevious(parse_xml(f'<w:bookmarkStart {W} w:id="{number}" w:name="{name}"/>'))
        paragraph.append(parse_xml(f'<w:bookmarkEnd {W} w:id="{number}"/>'))
        number += 1


def add_blank(word: Word, label: str, lines: int, beside: str = "", marks: Names = frozenset()) -> WordParagraph:
    """Append lines to write on, drawn as the leader of a tab: what is typed over them takes their place."""
    top = paragraph = word.add_paragraph()
    _words(paragraph, label)
    if label:
        mark(word, label_names(marks), paragraph._p[-1])
    for number in range(lines):
        if number:
            paragraph = word.add_paragraph()
        line = paragraph.add_run("\t")
        line.font.color.rgb = RGBColor.from_string(QUIET)
        if paragraph is top:
            mark(word, marks, line._r)
        layout = paragraph.paragraph_format
        if beside and number == lines - 1:
            layout.tab_stops.add_tab_stop(Mm(TEXT_MM * FIRST_OF_TWO), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.LINES)
            paragraph.add_run("   ")
            _words(paragraph, beside)
            paragraph.add_run("\t").font.color.rgb = RGBColor.from_string(QUIET)
        layout.tab_stops.add_tab_stop(Mm(TEXT_MM), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.LINES)
        # As space before and not as height of the line: LibreOffice makes a line without words as low as its type.
        layout.line_spacing, layout.space_before, layout.space_after = TYPE, Mm(LINE_MM) - TYPE, Pt(0)
    return paragraph


def _words(paragraph: WordParagraph, label: str) -> None:
    if label:
        paragraph.add_run(f"{one_line(label)}: ").font.color.rgb = RGBColor.from_string(QUIET)
