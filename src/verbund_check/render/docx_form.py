"""What is filled in, on paper or in Word: boxes to tick and lines to write on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor

from verbund_check.document import Form
from verbund_check.render.docx_style import INK, QUIET, TEXT_MM
from verbund_check.render.plain import one_below_the_other, one_line

if TYPE_CHECKING:
    from docx.document import Document as Word
    from docx.text.paragraph import Paragraph as WordParagraph

W = nsdecls("w")
FORM_INDENT = Mm(9)


def add_form(word: Word, block: Form) -> None:
    """Append the question with its boxes and a line for the remark, all kept on one page."""
    question = word.add_paragraph()
    number = f"{one_line(block.number)}.\t" if block.number else ""
    question.add_run(f"{number}{one_line(block.question)}").bold = True
    layout = question.paragraph_format
    indent = FORM_INDENT if number else Mm(0)
    layout.left_indent, layout.space_before, layout.space_after = indent, Pt(10), Pt(2)
    layout.first_line_indent = -FORM_INDENT if number else None
    layout.keep_with_next = True
    parts = [question]
    if block.explanation:
        parts.append(word.add_paragraph(block.explanation))
    if block.options:
        parts.append(_options(word, block.options))
    if block.remark:
        parts.append(add_blank(word, block.remark, 1))
    for part in parts:
        part.paragraph_format.keep_together = True
    for part in parts[1:]:
        part.paragraph_format.left_indent = indent
        part.paragraph_format.keep_with_next = part is not parts[-1]


def _options(word: Word, options: tuple[str, ...]) -> WordParagraph:
    paragraph = word.add_paragraph()
    paragraph.paragraph_format.space_before = Pt(3)
    below = one_below_the_other(options)
    for number, option in enumerate(options):
        if number and below:
            paragraph.add_run().add_break()
        elif number:
            paragraph.add_run("        ")
        paragraph._p.append(_checkbox(word))
        words = one_line(option)
        paragraph.add_run("\u00a0" + (words if below else words.replace(" ", "\u00a0")))
    return paragraph


def _checkbox(word: Word) -> Any:
    """Return a box that can be ticked by hand on paper and with a click in Word."""
    body: Any = word.element.body
    identity = 1 + sum(1 for _ in body.iter(qn("w:sdt")))
    font = 'w:ascii="MS Gothic" w:eastAsia="MS Gothic" w:hAnsi="MS Gothic" w:hint="eastAsia"'
    return parse_xml(
        f'<w:sdt {W} xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"><w:sdtPr>'
        f'<w:id w:val="{identity}"/><w14:checkbox><w14:checked w14:val="0"/>'
        '<w14:checkedState w14:val="2612" w14:font="MS Gothic"/>'
        '<w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox></w:sdtPr>'
        f"<w:sdtContent><w:r><w:rPr><w:rFonts {font}/></w:rPr><w:t>☐</w:t></w:r></w:sdtContent></w:sdt>"
    )


def add_blank(word: Word, label: str, lines: int) -> WordParagraph:
    """Append lines to write on, drawn as the leader of a tab: what is typed over them takes their place."""
    paragraph = word.add_paragraph()
    if label:
        run = paragraph.add_run(f"{one_line(label)}: ")
        run.font.color.rgb = RGBColor.from_string(QUIET if lines == 1 else INK)
    for number in range(lines):
        if number or (label and lines > 1):
            paragraph = word.add_paragraph()
        paragraph.add_run("\t").font.color.rgb = RGBColor.from_string(QUIET)
        layout = paragraph.paragraph_format
        layout.tab_stops.add_tab_stop(Mm(TEXT_MM), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.LINES)
        layout.space_before, layout.space_after = Pt(8), Pt(4)
    return paragraph
