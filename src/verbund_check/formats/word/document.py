"""A document for Word: real styles, tables to fill in, boxes to click, in German. Needs python-docx."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING, Any, assert_never

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph as WordParagraph
from msgspec import Struct

from verbund_check.answers.word_marks import label_names
from verbund_check.documents import blocks as doc
from verbund_check.formats.common import (
    TONE_SIGNS,
    anchors_of,
    for_pages,
    in_context,
    is_afterword,
    is_web,
    leads_in,
    leads_on,
    lines_to_fill,
    link_kind,
    pair_widths,
    to_fill,
)
from verbund_check.formats.word.form import add_blank, add_form, keep_whole, mark
from verbund_check.formats.word.ratings import add_ratings
from verbund_check.formats.word.style import ACCENT, QUIET, TINT, TONES, W, bookmark, link_to, prepare, remark, saved
from verbund_check.formats.word.table import add_bars, add_table, part_tables
from verbund_check.text import one_line

if TYPE_CHECKING:
    from docx.document import Document as Word

INDENT = Mm(6.35)
FIELD_INDENT_MM = 42
MM_PER_SIGN = 2.1
NO_BREAK = "\u00a0"


class Context(Struct, frozen=True):
    """What the blocks of one document share: its words, and the anchors that links may lead to."""

    words: doc.Words
    anchors: frozenset[str]
    dense: bool = False


def to_docx(document: doc.Document) -> bytes:
    """Return the document as a .docx file; equal documents give equal bytes.

    Raises ImportError where python-docx is not installed.
    """
    document = for_pages(document)
    word = docx.Document()
    context = Context(document.words, anchors_of(document), document.dense)
    prepare(word, one_line(document.title), one_line(document.about), document.words, dense=document.dense)
    title = word.add_paragraph(one_line(document.title), style="Title")
    last = word.add_paragraph(document.subtitle, style="Subtitle") if document.subtitle else title
    _borders(last, _edge("bottom", ACCENT, 18, 8))
    last.paragraph_format.space_after = Pt(12)
    _add_all(word, document.blocks, context)
    part_tables(word)  # a page of Word ends in a paragraph
    _keep_end(word, document.blocks)
    return saved(word)


def _keep_end(word: Word, blocks: tuple[doc.Block, ...]) -> None:
    """Keep quiet paragraphs at the end with what is before them, of a table its last row: no page for them alone."""
    quiet = list(takewhile(lambda block: isinstance(block, doc.Paragraph) and block.style == "quiet", reversed(blocks)))
    if not quiet or len(quiet) == len(blocks):
        return
    element: Any = word.element.body[-2]
    for _ in quiet:
        element = element.getprevious()
        if element.tag == qn("w:p"):
            WordParagraph(element, word._body).paragraph_format.keep_with_next = True
    before = element.getprevious()
    if element.tag == qn("w:p") and not "".join(element.itertext()) and before.tag == qn("w:tbl"):
        element = before  # between the two is only the gap
    if element.tag == qn("w:tbl"):
        for paragraph in element[-1].iter(qn("w:p")):
            WordParagraph(paragraph, word._body).paragraph_format.keep_with_next = True


def _add_all(word: Word, blocks: tuple[doc.Block, ...], context: Context) -> None:
    for previous, block, following in in_context(blocks):
        if isinstance(block, doc.Table | doc.Ratings | doc.Pairs | doc.Bars):
            part_tables(word)
        if isinstance(block, doc.Table) and isinstance(previous, doc.Table):
            word.paragraphs[-1].paragraph_format.space_after = Pt(8)
        start = len(word.element.body)
        _add(word, block, context)
        if isinstance(previous, doc.NewPage):
            _on_new_page(word, start)
        if isinstance(block, doc.Paragraph):
            layout = word.paragraphs[-1].paragraph_format
            layout.keep_with_next = leads_on(block, following) or None
            if leads_in(previous, block, following):
                layout.space_before, layout.space_after = Pt(14), Pt(4)
            elif is_afterword(previous, block):
                layout.space_before = Pt(14)
            elif isinstance(previous, doc.ListBlock):
                layout.space_before = Pt(6)


def _add(word: Word, block: doc.Block, context: Context) -> None:
    match block:
        case doc.Heading():
            heading = word.add_paragraph(one_line(block.text), style=f"Heading {min(max(block.level - 1, 1), 4)}")
            if block.anchor in context.anchors:
                bookmark(heading, block.anchor, sum(1 for _ in word.element.body.iter(qn("w:bookmarkStart"))))
        case doc.Paragraph():
            run = word.add_paragraph().add_run(block.text)
            if block.style == "lead":
                run.font.size = Pt(12)
                word.paragraphs[-1].paragraph_format.space_before = Pt(12)
            elif block.style == "quiet":
                _quiet(run)
        case doc.ListBlock():
            number = _numbering(word) if block.ordered else None
            for item in block.items:
                _item(word, number).add_run(item)
        case doc.Entries():
            _entries(word, block, context)
        case doc.Pairs():
            pairs = doc.Table((block.left, block.right), block.rows, widths=pair_widths(block))
            add_table(word, pairs, context.anchors, dense=context.dense)
        case doc.Table():
            add_table(word, block, context.anchors, dense=context.dense)
        case doc.Ratings():
            add_ratings(word, block, context.anchors, dense=context.dense)
        case doc.NewPage():
            pass  # what follows begins the page
        case doc.Fields():
            _fields(word, block)
        case doc.Bars():
            add_bars(word, block, context.words)
        case doc.Links():
            _links(word, block, context.words)
        case doc.Callout():
            _callout(word, block, context)
        case doc.Form():
            add_form(word, block, context.words)
        case doc.Blank():
            add_blank(word, block.label, lines_to_fill(block), block.beside, block.marks)
        case doc.Group():
            _group(word, block, context)
        case _:
            assert_never(block)


def _quiet(run: Any, size: float = 9) -> None:
    run.font.color.rgb = RGBColor.from_string(QUIET)
    run.font.size = Pt(size)
    run.bold = False


def _edge(side: str, colour: str, eighths: int, space: int) -> str:
    return f'<w:{side} w:val="single" w:sz="{eighths}" w:space="{space}" w:color="{colour}"/>'


def _borders(paragraph: WordParagraph, edges: str, fill: str = "") -> None:
    """Draw borders and a ground; the schema wants them before tabs, spacing and indents."""
    properties: Any = paragraph._p.get_or_add_pPr()
    successors = ("w:tabs", "w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:rPr")
    properties.insert_element_before(parse_xml(f"<w:pBdr {W}>{edges}</w:pBdr>"), *successors)
    if fill:
        shade = parse_xml(f'<w:shd {W} w:val="clear" w:color="auto" w:fill="{fill}"/>')
        properties.insert_element_before(shade, *successors)


def _numbering(word: Word, start: int = 1) -> int:
    """Return a new numbering that starts anew; Word would count on from the list before."""
    numbering: Any = word.part.numbering_part.element
    style: Any = word.styles["List Number"]
    used = style.element.pPr.numPr.numId.val
    abstract = next(num for num in numbering.num_lst if num.numId == used).abstractNumId.val
    num = numbering.add_num(abstract)
    num.add_lvlOverride(ilvl=0).add_startOverride(start)
    return int(num.numId)


def _item(word: Word, number: int | None) -> WordParagraph:
    paragraph = word.add_paragraph(style="List Bullet" if number is None else "List Number")
    if number is not None:
        properties: Any = paragraph._p.get_or_add_pPr()
        properties.get_or_add_numPr().get_or_add_numId().val = number
    return paragraph


def _entries(word: Word, block: doc.Entries, context: Context) -> None:
    number = _numbering(word, block.start) if block.ordered else None
    for entry in block.items:
        paragraph = _item(word, number) if block.ordered else word.add_paragraph()
        paragraph.add_run(one_line(entry.term)).bold = True
        if entry.label:
            _quiet(paragraph.add_run(f"   {one_line(entry.label)}"))
        if context.dense and entry.text:
            paragraph.add_run(f"{NO_BREAK} {entry.text}")
        for text in ("" if context.dense else entry.text, entry.aside, entry.note):
            if not text:
                continue
            paragraph.paragraph_format.space_after = Pt(1)
            paragraph.paragraph_format.keep_with_next = True
            paragraph = word.add_paragraph()
            if block.ordered:
                paragraph.paragraph_format.left_indent = INDENT
            if text is entry.note:
                remark(paragraph, text, 10)
            elif text is entry.aside:
                _quiet(paragraph.add_run(text))
            else:
                paragraph.add_run(text)
        if entry.see:
            paragraph.paragraph_format.space_after = Pt(1)
            paragraph.paragraph_format.keep_with_next = True
            paragraph = word.add_paragraph()
            paragraph.paragraph_format.left_indent = INDENT if block.ordered else None
            run = paragraph.add_run(entry.see.text)
            _quiet(run)
            link_to(run, entry.see.anchor, context.anchors)
        paragraph.paragraph_format.space_after = Pt(4 if context.dense else 8)


def _on_new_page(word: Word, start: int) -> None:
    """Begin a page with what was added since the document had `start` parts."""
    added = list(word.element.body)[start - 1 : -1]
    if added and added[0].tag == qn("w:p"):
        WordParagraph(added[0], word._body).paragraph_format.page_break_before = True
    elif added:
        paragraph = word.add_paragraph()
        paragraph.paragraph_format.page_break_before = True
        paragraph.paragraph_format.space_after, paragraph.paragraph_format.line_spacing = Pt(0), Pt(1)
        added[0].addprevious(paragraph._p)


def _fields(word: Word, block: doc.Fields) -> None:
    longest = max((len(one_line(label)) for label, _ in block.items), default=0)
    indent = Mm(min(max(longest * MM_PER_SIGN, 8), FIELD_INDENT_MM))
    for label, value in block.items:
        paragraph = word.add_paragraph()
        layout = paragraph.paragraph_format
        layout.left_indent, layout.first_line_indent, layout.space_after = indent, -indent, Pt(2)
        layout.tab_stops.add_tab_stop(indent)
        name = paragraph.add_run(one_line(label))
        _quiet(name, 10)
        mark(word, label_names(block.marks), name._r)
        mark(word, block.marks, paragraph.add_run(f"\t{value}")._r)


def _group(word: Word, block: doc.Group, context: Context) -> None:
    """Append the blocks and keep all of their paragraphs together, in tables too; Word breaks what no page can hold."""
    blocks = block.blocks
    if to_fill(block) and isinstance(blocks[0], doc.Heading):
        # Word finds headings that stand in no table only.
        _add(word, blocks[0], context)
        blocks = blocks[1:]
    body = word.element.body
    start = len(body)
    _add_all(word, blocks, context)
    if to_fill(block):
        keep_whole(word, start)
        return
    paragraphs = [each for part in list(body)[start - 1 : -1] for each in part.iter(qn("w:p"))]
    for paragraph in paragraphs[:-1]:
        WordParagraph(paragraph, word._body).paragraph_format.keep_with_next = True
    if paragraphs:
        WordParagraph(paragraphs[-1], word._body).paragraph_format.space_after = Pt(14)


def _links(word: Word, block: doc.Links, words: doc.Words) -> None:
    for link in block.items:
        url = one_line(link.url)
        paragraph = word.add_paragraph()
        run = paragraph.add_run(one_line(link.title) or url)
        run.bold = True
        if is_web(url):
            run.font.color.rgb = RGBColor.from_string(ACCENT)
            run.font.underline = True
            key = word.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
            anchor = parse_xml(f'<w:hyperlink {nsdecls("w", "r")} r:id="{key}" w:history="1"/>')
            run._r.addprevious(anchor)
            anchor.append(run._r)
        kind = link_kind(link, words)
        if kind:
            _quiet(paragraph.add_run(f"   {kind}"))
        for text in filter(None, (url, link.note)):
            paragraph.paragraph_format.space_after = Pt(0)
            paragraph.paragraph_format.keep_with_next = True
            paragraph = word.add_paragraph()
            _quiet(paragraph.add_run(text))
        paragraph.paragraph_format.space_after = Pt(8)


def _callout(word: Word, block: doc.Callout, context: Context) -> None:
    texts = [f"{TONE_SIGNS[block.tone]}  {one_line(block.title)}", *([block.text] if block.text else [])]
    for number, text in enumerate(texts):
        paragraph = word.add_paragraph()
        run = paragraph.add_run(text)
        if number == 0:
            run.bold, run.font.size = True, Pt(12)
        layout = paragraph.paragraph_format
        layout.left_indent, layout.right_indent = Mm(4), Mm(1)
        layout.space_before, layout.space_after = Pt((9 if context.dense else 16) if number == 0 else 0), Pt(0)
        layout.keep_with_next = number < len(texts) - 1
        # Edges in the colour of the ground give it air; the same ones on both paragraphs make one box of them.
        air = _edge("top", TINT, 4, 6), _edge("left", TONES[block.tone], 36, 8), _edge("bottom", TINT, 4, 6)
        _borders(paragraph, "".join(air), TINT)
    paragraph.paragraph_format.space_after = Pt(9 if context.dense else 16)
