"""What stands in a Word file, part by part: the texts behind our bookmarks, with every bound checked before anything is built.

A .docx is a ZIP of XML files. Only two of them are looked at, each read piece by piece up to a limit and parsed as a stream:
no tree is built, no entity is known, nothing else of the file is unpacked.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import NamedTuple
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from verbund_check.answers.word_marks import Mark, taken_apart
from verbund_check.errors import InputError

MAX_TEXT_BYTES = 2 * 1024 * 1024
"""So much may the document's XML have unpacked: the whole questionnaire has 120 KB, LibreOffice makes 150 KB of it."""

MAX_ENTRIES = 1000
MAX_DEPTH = 250
MAX_MARKS = 2000
MAX_PART = 50_000
"""So many characters of one part are kept; ten times what any text may have, so that the message can say how long it is."""

BOX, TICKED = "\x01", "\x02"
"""What stands in a text for a box: XML has no such characters."""

_WORD = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_WORD_2010 = "http://schemas.microsoft.com/office/word/2010/wordml"
_RELATION = "http://schemas.openxmlformats.org/package/2006/relationships Relationship"
_UNSEEN = {"del", "moveFrom", "pPr", "rPr", "sdtPr", "tblPr", "sectPr", "Fallback"}
"""What has no text that counts: what was struck out while changes were tracked, properties, and texts a second time."""

_ONE_LINE = re.compile("organisation|party|q[0-9]+")
"""What ends with its paragraph in any case; all else goes on to the end of its cell, where several lines may be written."""

_WHOLE_FILE = {"digest", "version", "stage", "scope"}
"""What says something about the whole file: nobody writes anything there."""

_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_KINDS = {
    f"{space} {kind}": kind
    for space in _WORD
    for kind in ("t", "p", "tc", "sdt", "sym", "bookmarkStart", *_SIGNS, *_UNSEEN - {"Fallback"})
} | {
    "http://schemas.openxmlformats.org/markup-compatibility/2006 Fallback": "Fallback",
    **{f"{_WORD_2010} {kind}": kind for kind in ("checkbox", "checked")},
}
"""The elements that matter, by the name that the parser gives them."""

_SYMBOLS = {
    **dict.fromkeys((("wingdings", "FE"), ("wingdings", "FD"), ("wingdings", "FC"), ("wingdings", "FB")), "☒"),
    **dict.fromkeys((("wingdings", "A8"), ("wingdings", "6F"), ("wingdings 2", "A3")), "☐"),
    **{("wingdings 2", code): "☒" for code in ("4F", "50", "51", "52", "53", "54")},
}
"""Boxes and ticks that are put in as symbols: in these fonts they are letters."""


class Part(NamedTuple):
    """What stands at a bookmark: all the names there (each with the same key), and the text up to the next one."""

    marks: tuple[Mark, ...]
    text: str


def parts_of(data: bytes, name: str) -> list[Part]:
    """Return the parts of a Word file that bear our bookmarks, in their order; `name` stands in the messages.

    Raises InputError where it is damaged, of another kind, or beyond the bounds.
    """
    try:
        with ZipFile(BytesIO(data)) as file:
            return _Reader(name).parts(_text_of(file, name))
    except expat.ExpatError:
        raise InputError(
            f"{name}: Das Word-Dokument ist beschädigt; bitte öffnen und speichern Sie es noch einmal."
        ) from None
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError, LookupError):
        # What `zipfile` raises on damaged files: wrong sums, half entries, encryption, offsets beyond the end.
        raise InputError(
            f"{name}: Die Datei ist beschädigt oder unvollständig; bitte lassen Sie sie sich noch einmal schicken."
        ) from None


def _text_of(file: ZipFile, name: str) -> Iterator[bytes]:
    """The XML of the document itself, piece by piece."""
    entries = set(file.namelist())
    if len(file.infolist()) > MAX_ENTRIES:
        raise InputError(f"{name}: Die Datei enthält viel mehr, als zu einem Word-Dokument gehört.")
    if "mimetype" in entries or "content.xml" in entries:
        raise InputError(f"{name}: Das ist ein OpenDocument; bitte speichern Sie es als Word-Dokument (.docx).")
    main = "word/document.xml"
    if main not in entries and "_rels/.rels" in entries:  # Word on the web calls it otherwise now and then
        main = _main_part(b"".join(_unpacked(file, "_rels/.rels", name)), name)
    if main not in entries or not main.startswith("word/"):
        raise InputError(f"{name}: Das ist kein Word-Dokument (.docx); bitte prüfen Sie, welche Datei Sie meinen.")
    return _unpacked(file, main, name)


def _unpacked(file: ZipFile, entry: str, name: str) -> Iterator[bytes]:
    """The bytes of an entry; InputError where there are too many, whatever the file says how many there are."""
    too_large = InputError(
        f"{name}: Das Word-Dokument ist ausgepackt viel zu groß; es ist kein Fragebogen von verbund-check."
    )
    info = file.getinfo(entry)
    if info.file_size > MAX_TEXT_BYTES:
        raise too_large
    if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise BadZipFile
    size = 0
    with file.open(info) as stream:
        while piece := stream.read(64 * 1024):
            size += len(piece)
            if size > MAX_TEXT_BYTES:
                raise too_large
            yield piece


def _main_part(xml: bytes, name: str) -> str:
    found = ""

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal found
        if tag == _RELATION and attributes.get("Type", "").endswith("/officeDocument"):
            found = attributes.get("Target", "").lstrip("/")

    parser = _parser(name, start)
    parser.Parse(xml, True)
    return found


def _parser(name: str, start: Callable[[str, dict[str, str]], None]) -> expat.XMLParserType:
    """A parser that knows no document types, and so no entities of anybody's making."""
    parser = expat.ParserCreate(namespace_separator=" ")

    def refuse(*_: object) -> None:
        raise InputError(f"{name}: Das Word-Dokument enthält Anweisungen, die in kein Word-Dokument gehören.")

    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = start
    parser.buffer_text = True
    return parser


def _attribute(attributes: dict[str, str], name: str) -> str:
    """An attribute of Word's, by either of its two standards; "" where there is none."""
    return next((attributes[key] for space in _WORD if (key := f"{space} {name}") in attributes), "")


class _Reader:
    """Goes through the document once. A part begins at a bookmark of ours and ends at the next one, or with what it stands in.

    Where the bookmark itself ends does not count: what is typed at its end stands behind it.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self.depth = self.unseen = self.cells = 0
        self.text_open = False
        self.boxes: list[str] = []
        """For each content control that is open: "" or what stands for its box."""
        self.tokens: list[str] = []
        self.seen: set[str] = set()
        self.of_file: list[Mark] = []
        self.found: list[tuple[list[Mark], int, int]] = []
        """Parts that have ended: their marks, and where in `tokens` they begin and end."""
        self.marks: list[Mark] = []
        self.began = self.paragraph = 0
        self.cells_around = 0

    def parts(self, xml: Iterator[bytes]) -> list[Part]:
        """Return the parts of the document that `xml` holds."""
        parser = _parser(self.name, self.start)
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.characters
        for piece in xml:
            parser.Parse(piece, False)
        parser.Parse(b"", True)
        self.close()
        found = [Part(tuple(marks), self.text(begin, end)) for marks, begin, end in self.found]
        return [Part(tuple(self.of_file), ""), *found]

    def text(self, begin: int, end: int) -> str:
        """Return what stands from one token to another, up to a limit."""
        kept: list[str] = []
        room = MAX_PART
        while begin < end and room > 0:
            kept.append(self.tokens[begin][:room])
            room -= len(kept[-1]) or 1
            begin += 1
        return "".join(kept)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise InputError(f"{self.name}: Das Word-Dokument ist zu tief verschachtelt.")
        kind = _KINDS.get(tag)
        if kind is None:
            return
        if kind in _UNSEEN:
            self.unseen += 1
        elif kind == "sdt":
            self.boxes.append("")
        elif kind == "checkbox":
            self.boxes[-1:] = [BOX]
        elif kind == "checked":
            is_ticked = attributes.get(f"{_WORD_2010} val", "1") in ("1", "true", "on")
            self.boxes[-1:] = [TICKED if is_ticked else BOX]
        elif kind == "tc":
            self.cells += 1
        elif kind == "p":
            self.paragraph = len(self.tokens)
        elif kind == "bookmarkStart":
            self.mark(_attribute(attributes, "name"))
        elif self.unseen:
            return
        elif kind == "t":
            self.text_open = True
        elif kind == "sym":
            font, code = _attribute(attributes, "font").lower(), _attribute(attributes, "char")[-2:].upper()
            self.tokens.append(_SYMBOLS.get((font, code), "?"))
        else:
            self.tokens.append(_SIGNS[kind])

    def characters(self, text: str) -> None:
        """Text, of which only what stands in a text element counts."""
        if self.text_open and not self.unseen:
            self.tokens.append(text)

    def end(self, tag: str) -> None:
        """An element ends."""
        self.depth -= 1
        kind = _KINDS.get(tag)
        if kind in _UNSEEN:
            self.unseen -= 1
        elif kind == "t":
            self.text_open = False
        elif kind == "sdt":
            # Only now: LibreOffice puts the bookmark inside, behind the box's state.
            if (box := self.boxes.pop()) and not self.unseen:
                self.tokens.append(box)
        elif kind == "p":
            self.tokens.append("\n")
            if self.marks and (not self.cells_around or _ONE_LINE.fullmatch(self.marks[0].key)):
                self.close()
        elif kind == "tc":
            self.cells -= 1
            if self.cells < self.cells_around:  # not the end of a table that somebody put into a remark
                self.close()

    def mark(self, name: str) -> None:
        """A bookmark begins."""
        mark = taken_apart(name)
        if mark is None:
            return
        if name in self.seen:
            raise InputError(
                f"{self.name}: In der Datei steht derselbe Fragebogen mehr als einmal oder ist durcheinandergeraten; bitte "
                "füllen Sie einen frischen aus."
            )
        if len(self.seen) >= MAX_MARKS:
            raise InputError(f"{self.name}: Das Word-Dokument hat viel mehr Textmarken als ein Fragebogen.")
        self.seen.add(name)
        if mark.key in _WHOLE_FILE:
            self.of_file.append(mark)
            return
        same = self.marks and (self.marks[0].key, self.marks[0].is_label) == (mark.key, mark.is_label)
        if same and self.began == len(self.tokens):
            self.marks.append(mark)
            return
        # What stands before the first box of a line belongs to it.
        is_first = not self.marks and not any(end > self.paragraph for _, _, end in self.found[-1:])
        self.close()
        self.marks, self.cells_around = [mark], self.cells
        self.began = self.paragraph if is_first else len(self.tokens)

    def close(self) -> None:
        """The open part ends here."""
        if self.marks:
            self.found.append((self.marks, self.began, len(self.tokens)))
        self.marks = []
