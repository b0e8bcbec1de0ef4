"""Word: real styles and tables, German, all texts there, the same bytes for the same document."""

from __future__ import annotations

from io import BytesIO
from itertools import pairwise
from zipfile import ZipFile

import pytest
from hypothesis import given

docx = pytest.importorskip("docx")

from docx.oxml.ns import qn

from verbund_check.documents.blocks import (
    Bar,
    Bars,
    Blank,
    Document,
    Entries,
    Entry,
    Form,
    Group,
    Heading,
    Link,
    Links,
    ListBlock,
    Paragraph,
    Table,
)
from verbund_check.formats.word.document import to_docx

from .hostile import DOCUMENTS, HOSTILE, MODEST, texts, words
from .samples import SAMPLES, WORDS


def opened(*blocks: object, title: str = "T", about: str = ""):
    return docx.Document(BytesIO(to_docx(Document(title, blocks, about=about, words=WORDS))))


def read(word) -> str:
    """Return all texts of the document in order, those in links and boxes too."""
    seen = []
    for element in word.element.body.iter():
        if element.tag == qn("w:t"):
            seen.append(element.text or "")
        elif element.tag in (qn("w:br"), qn("w:tab"), qn("w:p")):
            seen.append(" ")
    return " ".join("".join(seen).split())


def test_title_and_headings_have_real_styles() -> None:
    """Word's navigation shows the headings, because they are headings."""
    word = opened(Heading("A"), Heading("B", 3), title="Titel")
    assert [(p.style.name, p.text) for p in word.paragraphs] == [
        ("Title", "Titel"),
        ("Heading 1", "A"),
        ("Heading 2", "B"),
    ]


def test_language_is_german() -> None:
    """Spelling is checked in German."""
    word = opened()
    languages = {element.get(qn("w:val")) for element in word.styles.element.iter(qn("w:lang"))}
    assert languages == {"de-DE"}
    assert word.core_properties.language == "de-DE"


def test_file_has_title_and_no_date() -> None:
    """What Word shows about the file is ours, and says nothing about when it was written."""
    properties = opened(title="Größe").core_properties
    assert (properties.title, properties.author, properties.comments) == ("Größe", "verbund-check", "")
    assert properties.created is None
    assert properties.modified is None


def test_page_is_a4() -> None:
    """The page is A4 upright."""
    section = opened().sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)


def test_pages_are_numbered() -> None:
    """The footer says what this is and counts the pages, in the words of the document."""
    footer = opened(about="Muster GmbH · Bericht").sections[0].footer._element.xml
    assert "Muster GmbH · Bericht" in footer
    assert "Seite " in footer
    assert 'w:instr="PAGE"' in footer
    assert 'w:instr="NUMPAGES"' in footer


def test_table_repeats_its_head_and_keeps_rows_whole() -> None:
    """The head is repeated on each page, no row is torn, and the columns to fill in are empty and shaded."""
    word = opened(Table(("Was", "Wer"), (("Reden", ""),), "Plan", (1,)))
    head, row = word.tables[0].rows
    assert head._tr.trPr.find(qn("w:tblHeader")) is not None
    assert row._tr.trPr.find(qn("w:tblHeader")) is None
    assert row._tr.trPr.find(qn("w:cantSplit")) is not None
    assert [cell.text for cell in row.cells] == ["Reden", ""]
    assert row.cells[1]._tc.tcPr.find(qn("w:shd")) is not None
    assert row.cells[0]._tc.tcPr.find(qn("w:shd")) is None
    assert "Caption" in [p.style.name for p in word.paragraphs]


def test_row_longer_than_a_page_may_break() -> None:
    """A row that no page can hold is not kept whole, or its end would be lost."""
    word = opened(Table(("a",), (("x" * 5000,),)))
    assert word.tables[0].rows[1]._tr.trPr.find(qn("w:cantSplit")) is None


def test_numbered_lists_start_anew() -> None:
    """A second numbered list does not count on from the first."""
    word = opened(ListBlock(("a", "b"), ordered=True), ListBlock(("c",), ordered=True))
    numbers = [p._p.pPr.numPr.numId.val for p in word.paragraphs if p.style.name == "List Number"]
    assert numbers[0] == numbers[1] != numbers[2]


def test_boxes_can_be_ticked() -> None:
    """Each answer has a box that Word lets tick, each with its own number."""
    xml = opened(Form("1", "F?", "", ("Ja", "Nein")), Form("2", "G?", "", ("Ja",))).element.body.xml
    assert xml.count("<w14:checkbox>") == 3
    assert [f'<w:id w:val="{number}"/>' in xml for number in (1, 2, 3, 4)] == [True, True, True, False]


def test_bars_are_shaded_cells_with_numbers() -> None:
    """A bar fills as many of its forty steps as is its share, and the number stands beside it."""
    word = opened(Bars("P", (Bar("Ja", 1, "good"), Bar("Nein", 4, "bad"), Bar("Kaum", 0)), 4))
    rows = word.tables[0]._tbl.tr_lst
    spans = [
        [
            (tc.grid_span, tc.tcPr.find(qn("w:shd")).get(qn("w:fill")))
            for tc in row.tc_lst
            if tc.tcPr.find(qn("w:shd")) is not None
        ]
        for row in rows
    ]
    assert spans == [[(10, "22794B"), (30, "D3DADE")], [(40, "B23A31")], [(40, "D3DADE")]]
    assert "Ja 1 von 4 Nein 4 von 4 Kaum 0 von 4" in read(word)


def test_only_web_addresses_are_links() -> None:
    """An address that Word could stumble over, or that runs something, is only text."""
    word = opened(
        Links(
            (
                Link("A", "https://a.example/?x=1&y=2", "web"),
                Link("B", "javascript:x", "web"),
                Link("C", "http://%zz", "web"),
            )
        )
    )
    targets = [rel.target_ref for rel in word.part.rels.values() if rel.reltype.endswith("/hyperlink")]
    assert targets == ["https://a.example/?x=1&y=2"]


def test_long_title_fits_into_the_properties() -> None:
    """A title of 5,000 characters is whole in the text; the file's properties take as much as they can."""
    word = opened(title="x" * 5000)
    assert word.paragraphs[0].text == "x" * 5000
    assert word.core_properties.title == "x" * 255


@pytest.mark.parametrize("name", SAMPLES)
def test_same_document_same_bytes(name: str) -> None:
    """The file depends on the document only, not on the time."""
    made = to_docx(SAMPLES[name])
    assert made == to_docx(SAMPLES[name])
    assert {info.date_time for info in ZipFile(BytesIO(made)).infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert not [entry for entry in ZipFile(BytesIO(made)).namelist() if "thumbnail" in entry]


def test_hostile_texts_are_there() -> None:
    """Hostile texts are shown as text."""
    shown = read(opened(*(Heading(text) for text in HOSTILE), Table(("a",), tuple((text,) for text in HOSTILE))))
    assert all(shown.count(words(text)) >= 2 for text in HOSTILE)


@MODEST
@given(DOCUMENTS)
def test_every_text_is_there(document: Document) -> None:
    """Every text of any document is in the file."""
    shown = read(docx.Document(BytesIO(to_docx(document))))
    for text in texts(document):
        assert text in shown


def test_what_is_filled_in_by_hand_is_not_torn() -> None:
    """Each question stands in a row of its own that no page may tear; a heading above stands where Word finds it."""
    forms = (Form("1", "F?", "", ("Ja", "Nein")), Form("2", "G?", "E", ("Ja",)))
    word = opened(*forms, Group((Heading("Punkt", 3), Paragraph("Text"), Blank("Ergebnis", 3))))
    questions, point = word.tables
    assert [row.cells[0].paragraphs[0].text for row in questions.rows] == ["1.\tF?", "2.\tG?"]
    for row in (*questions.rows, *point.rows):
        assert row._tr.trPr.find(qn("w:cantSplit")) is not None
        assert row._tr.trPr.find(qn("w:tblHeader")) is None
        assert not row._tr.xpath(".//w:keepNext")
    assert [p.text for p in word.paragraphs if p.style.name == "Heading 2"] == ["Punkt"]
    assert "Punkt" not in point.rows[0].cells[0].text


def test_tables_do_not_grow_together() -> None:
    """Between a question to fill in and a table of data there is a paragraph, and at the end of the document too."""
    word = opened(Form("1", "F?", "", ("Ja",)), Table(("a",), (("b",),)), Form("2", "G?", "", ("Ja",)))
    tags = [element.tag for element in word.element.body]
    assert not any(one == other == qn("w:tbl") for one, other in pairwise(tags))
    assert tags[-2] == qn("w:p")


def test_remark_is_set_apart() -> None:
    """What a person remarked is a paragraph of its own, in italics, in an entry and in a cell."""
    entry = Entry("Begriff", "Rat", note="Bemerkung: so")
    word = opened(Entries((entry,)), Table(("a",), ((entry,),)))
    for paragraphs in (word.paragraphs, word.tables[0].rows[1].cells[0].paragraphs):
        (found,) = [p for p in paragraphs if p.text == "Bemerkung: so"]
        assert found.runs[0].italic


def test_no_page_for_a_small_remark_alone() -> None:
    """The last row of a table is kept with the quiet paragraphs at the end, the rows before it are not."""
    word = opened(Table(("a",), (("b",), ("c",))), Paragraph("Hinweis", "quiet"), Paragraph("Erstellt", "quiet"))
    kept = [row.cells[0].paragraphs[0].paragraph_format.keep_with_next for row in word.tables[0].rows[1:]]
    assert kept == [None, True]
    assert [bool(p.paragraph_format.keep_with_next) for p in word.paragraphs[-3:]] == [True, True, False]
