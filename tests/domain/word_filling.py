"""Fills in a blank questionnaire as a person does in Word: ticks boxes, types behind labels. It looks for what a person sees
(the question's sentence, the words beside a box), not for the bookmarks by which the program reads it.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from verbund_check.documents.questionnaire import questionnaire_document
from verbund_check.formats.word.document import to_docx
from verbund_check.guide.model import Guide, Scope
from verbund_check.guide.sections import Stage
from verbund_check.guide.values import Party

TICKING = ("click", "state", "glyph", "symbol", "letter", "beside", "behind", "tracked")
WRITING = ("before", "behind", "instead", "below")
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
DOCUMENT = "word/document.xml"


def blank(
    guide: Guide, stage: Stage = "planned", scope: Scope = "full", organisation: str = "", party: Party | None = None
) -> bytes:
    """The blank questionnaire as a Word file."""
    return to_docx(questionnaire_document(guide, stage, scope, organisation, party))


def with_entries(data: bytes, **changed: bytes | None) -> bytes:
    """The ZIP with these entries put in or left out; "__" stands for a slash, "_dot_" for a dot."""
    made = BytesIO()
    entries = {name.replace("__", "/").replace("_dot_", "."): entry for name, entry in changed.items()}
    with ZipFile(BytesIO(data)) as source, ZipFile(made, "w", ZIP_DEFLATED) as target:
        kept = {name: source.read(name) for name in source.namelist()}
        for name, entry in {**kept, **entries}.items():
            if entry is not None:
                target.writestr(name, entry)
    return made.getvalue()


def xml_of(data: bytes) -> bytes:
    """The XML of the document itself."""
    with ZipFile(BytesIO(data)) as file:
        return file.read(DOCUMENT)


def with_xml(data: bytes, xml: bytes) -> bytes:
    """The file with this XML as its document."""
    return with_entries(data, word__document_dot_xml=xml)


class Sheet:
    """A Word file that is being filled in."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.root: Any = parse_xml(xml_of(data))
        self.cells = {_words(_text(cell)): cell for cell in self.root.iter(qn("w:tc"))}

    def bytes(self) -> bytes:
        """The file as it is now."""
        from lxml import etree

        return with_xml(self.data, etree.tostring(self.root, xml_declaration=True, encoding="UTF-8", standalone=True))

    def cell(self, sentence: str) -> Any:
        """Where a question stands, found by its sentence."""
        return next(cell for words, cell in self.cells.items() if _words(sentence) in words)

    def box(self, sentence: str, label: str) -> Any:
        """The content control of a box, found by the words behind it."""
        return next(box for box, words in _boxes(self.cell(sentence)) if _words(words) == _words(label))

    def tick(self, sentence: str, label: str, *, how: str = "click") -> None:
        """Click on a box, or do what people do instead."""
        box = self.box(sentence, label)
        glyph = next(box.iter(qn("w:t")))
        if how == "click":
            next(box.iter(f"{W14}checked")).set(f"{W14}val", "1")
            glyph.text = "☒"
        elif how == "state":  # as another program may write it
            next(box.iter(f"{W14}checked")).set(f"{W14}val", "true")
        elif how == "glyph":  # a form that was made plain text of
            box.addnext(_run("☑"))
            box.getparent().remove(box)
        elif how == "symbol":
            box.addnext(parse_xml(f'<w:r {nsdecls("w")}><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>'))
            box.getparent().remove(box)
        elif how == "letter":
            box.addnext(_run(" x "))
            box.getparent().remove(box)
        elif how == "beside":
            box.addnext(_run("X"))
        elif how == "behind":
            box.getnext().addnext(_run(" x"))
        elif how == "tracked":
            box.addnext(parse_xml(f'<w:ins {nsdecls("w")} w:id="9"><w:r><w:t>x</w:t></w:r></w:ins>'))
            struck = parse_xml(f'<w:del {nsdecls("w")} w:id="9"/>')
            box.addnext(struck)
            struck.append(box)
        else:
            raise LookupError(how)

    def run(self, text: str) -> Any:
        """Something typed, to be put anywhere."""
        return _run(text)

    def line(self, sentence: str, label: str) -> Any:
        """The tab that draws a line to write on behind a label."""
        for paragraph in (self.cell(sentence) if sentence else self.root).iter(qn("w:p")):
            if _text(paragraph).startswith(f"{label}:"):
                return paragraph.findall(qn("w:r"))[-1]
        raise LookupError(label)

    def write(self, sentence: str, label: str, text: str, *, how: str = "before") -> None:
        """Type behind a label: before the line, behind it, in its place, or on new lines below."""
        line = self.line(sentence, label)
        if how == "below":
            paragraph = line.getparent()
            for each in reversed(text.split("\n")):
                paragraph.addnext(_paragraph(each))
            return
        if how == "behind":
            line.getparent().append(_run(text))
            return
        line.addprevious(_run(text))
        if how == "instead":
            line.getparent().remove(line)


def _run(text: str) -> Any:
    from xml.sax.saxutils import escape

    lines = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(each)}</w:t>' for each in text.split("\n"))
    return parse_xml(f"<w:r {nsdecls('w')}>{lines}</w:r>")


def _paragraph(text: str) -> Any:
    paragraph = parse_xml(f"<w:p {nsdecls('w')}/>")
    paragraph.append(_run(text))
    return paragraph


def _text(element: Any) -> str:
    inside = [each for run in element.iter(qn("w:r")) for each in run]
    return "".join("\t" if each.tag == qn("w:tab") else each.text or "" for each in inside if each.tag != qn("w:rPr"))


def _words(text: str) -> str:
    return " ".join(text.split())


def _boxes(cell: Any) -> Iterator[tuple[Any, str]]:
    """Each content control with what stands behind it up to the next one."""
    for box in cell.iter(qn("w:sdt")):
        words = ""
        for follower in box.itersiblings():
            if follower.tag == qn("w:sdt"):
                break
            words += _text(follower)
        yield box, words
