"""How the Word document looks: page, type, colours, language, and what Word shows about the file."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor

from verbund_check.documents.blocks import Tone, Words
from verbund_check.formats.common import page_parts
from verbund_check.text import shortened

if TYPE_CHECKING:
    from docx.document import Document as Word
    from docx.text.paragraph import Paragraph as WordParagraph

W = nsdecls("w")
FONT = "Arial"  # on every computer, or replaced by one of the same widths
INK, QUIET, ACCENT, LINE, FIRM, TINT = "1C2329", "55616B", "0B5A70", "D3DADE", "8B979F", "F1F5F6"
TONES: dict[Tone, str] = {"good": "22794B", "mixed": "A8690F", "bad": "B23A31", "unknown": "6D7882", "neutral": ACCENT}
MARGIN_MM, TEXT_MM = 20, 210 - 2 * 20
TWIPS_PER_MM = 56.7
FOOTER_SIGNS = 90  # as many as fit beside the number of the page
TALLEST_WHOLE = 1200  # characters; what is longer than a page must be allowed to break
LANGUAGE = "de-DE"

_SPECS: dict[str, dict[str, Any]] = {
    # name: size, bold, colour, space before and after in points
    "Normal": {"size": 10, "after": 6},
    "Title": {"size": 17, "bold": True, "after": 2},
    "Subtitle": {"size": 10.5, "colour": QUIET, "after": 6},
    "Heading 1": {"size": 13, "bold": True, "colour": ACCENT, "before": 16, "after": 5},
    "Heading 2": {"size": 11, "bold": True, "before": 13, "after": 4},
    "Heading 3": {"size": 10, "bold": True, "colour": QUIET, "before": 10, "after": 3},
    "Heading 4": {"size": 10, "bold": True, "colour": QUIET, "before": 8, "after": 3},
    "List Bullet": {"after": 3},
    "List Number": {"after": 3},
    "Caption": {"size": 9, "colour": QUIET, "before": 6, "after": 4, "keep": True},
    "Footer": {"size": 8.5, "colour": QUIET},
}


def prepare(word: Word, title: str, about: str, words: Words, *, dense: bool = False) -> None:
    """Give an empty python-docx document our page, styles, language, footer and properties.

    `dense` makes type and spaces smaller, where much has to stand on few pages.
    """
    _page(word, about, words)
    if dense:
        section = word.sections[0]
        section.top_margin, section.bottom_margin, section.footer_distance = Mm(13), Mm(16), Mm(8)
    _defaults(word)
    for name, spec in _SPECS.items():
        _style(word, name, _smaller(spec) if dense else spec)
    _properties(word, title, about)
    _settings(word)


def _smaller(spec: dict[str, Any]) -> dict[str, Any]:
    sizes = {"size": 0.9, "before": 0.65, "after": 0.65}
    return {name: round(value * sizes[name] * 2) / 2 if name in sizes else value for name, value in spec.items()} | {
        "spacing": 1.1
    }


def _page(word: Word, about: str, words: Words) -> None:
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(MARGIN_MM)
    section.top_margin, section.bottom_margin = Mm(20), Mm(22)
    section.footer_distance = Mm(11)
    paragraph = section.footer.paragraphs[0]
    style: Any = word.styles["Footer"]
    for tabs in list(style.element.iter(qn("w:tabs"))):
        tabs.getparent().remove(tabs)  # the template's: one in the middle would hold the number of the page
    stops = paragraph.paragraph_format.tab_stops
    stops.add_tab_stop(Mm(TEXT_MM), WD_TAB_ALIGNMENT.RIGHT)
    paragraph.paragraph_format.right_indent = Mm(0)
    before, between, after = page_parts(words)
    paragraph.add_run(f"{shortened(about, FOOTER_SIGNS)}\t{before}")
    if not between:
        return
    for text, field in ((between, "PAGE"), (after, "NUMPAGES")):
        xml = f'<w:fldSimple {nsdecls("w")} w:instr="{field}"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
        paragraph._p.append(parse_xml(xml))
        paragraph.add_run(text)


def _defaults(word: Word) -> None:
    defaults = word.styles.element.find(qn("w:docDefaults"))
    properties = defaults.find(qn("w:rPrDefault")).find(qn("w:rPr"))
    fonts = f'w:ascii="{FONT}" w:hAnsi="{FONT}" w:cs="{FONT}" w:eastAsia="{FONT}"'
    properties.replace(properties.find(qn("w:rFonts")), parse_xml(f"<w:rFonts {W} {fonts}/>"))
    properties.find(qn("w:lang")).set(qn("w:val"), LANGUAGE)


def _style(word: Word, name: str, spec: dict[str, Any]) -> None:
    style: Any = word.styles[name]
    properties = style.element.get_or_add_rPr()
    for child in list(properties):
        properties.remove(child)  # the template's fonts and colours, which belong to no design of ours
    layout_xml = style.element.get_or_add_pPr()
    # The template's rule below the title, the numbering of its subtitle, the missing space between list items.
    for tag in ("w:pBdr", "w:contextualSpacing", *(("w:numPr",) if name == "Subtitle" else ())):
        for child in layout_xml.findall(qn(tag)):
            layout_xml.remove(child)
    style.font.color.rgb = RGBColor.from_string(spec.get("colour", INK))
    if "size" in spec:
        style.font.size = Pt(spec["size"])
    if spec.get("bold"):
        style.font.bold = True
    layout = style.paragraph_format
    layout.space_before, layout.space_after = Pt(spec.get("before", 0)), Pt(spec.get("after", 0))
    usual = 1.15 if name in ("Title", "Subtitle") or name.startswith("Heading") else 1.25
    layout.line_spacing = min(usual, spec.get("spacing", usual))
    layout.widow_control = True
    if spec.get("keep") or name == "Title":
        layout.keep_with_next = True


def _properties(word: Word, title: str, about: str) -> None:
    core = word.core_properties
    core.title = " – ".join(filter(None, (title, about)))[:255]  # more does not fit
    core.author = core.last_modified_by = "verbund-check"
    core.comments = ""
    core.language = LANGUAGE
    # The template's date is older than the text, and the time of writing would make equal documents differ.
    for name in ("created", "modified"):
        for element in core._element.findall(qn(f"dcterms:{name}")):
            core._element.remove(element)
    package = word.part.package
    for key, relation in list(package.rels.items()):
        if relation.reltype.endswith("/thumbnail"):
            del package.rels[key]  # a picture of the template


def _settings(word: Word) -> None:
    settings = word.settings.element
    settings.find(qn("w:themeFontLang")).set(qn("w:val"), LANGUAGE)
    for setting in settings.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")  # else Word's title bar says "compatibility mode"


def link_to(run: Any, anchor: str, anchors: frozenset[str]) -> None:
    """Make a run a link to a heading of the same document; where there is none, it stays a text."""
    if anchor not in anchors:
        return
    link = parse_xml(f'<w:hyperlink {W} w:anchor="{anchor}" w:history="1"/>')
    run._r.addprevious(link)
    link.append(run._r)
    run.font.color.rgb = RGBColor.from_string(ACCENT)


def bookmark(paragraph: WordParagraph, anchor: str, number: int) -> None:
    """Make a heading a place that links lead to; `number` is another one for each."""
    start = parse_xml(f'<w:bookmarkStart {W} w:id="{number}" w:name="{anchor}"/>')
    end = parse_xml(f'<w:bookmarkEnd {W} w:id="{number}"/>')
    paragraph._p.append(start)
    paragraph._p.append(end)


def remark(paragraph: WordParagraph, text: str, size: float) -> None:
    """Write what a person remarked into an empty paragraph, in italics behind a line, unlike all other text."""
    run = paragraph.add_run(text)
    run.italic, run.font.size = True, Pt(size)
    layout = paragraph.paragraph_format
    layout.space_before, layout.left_indent = Pt(3), (layout.left_indent or 0) + Mm(2.5)
    edge = f'<w:left w:val="single" w:sz="12" w:space="4" w:color="{FIRM}"/>'
    borders = parse_xml(f"<w:pBdr {W}>{edge}</w:pBdr>")
    properties: Any = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(borders, "w:tabs", "w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:rPr")


def saved(word: Word) -> bytes:
    """Return the document as a file whose bytes depend on its content only, not on the time of writing."""
    raw, made = BytesIO(), BytesIO()
    word.save(raw)
    with ZipFile(raw) as source, ZipFile(made, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            entry = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = ZIP_DEFLATED
            entry.create_system = 0
            target.writestr(entry, source.read(name))
    return made.getvalue()
