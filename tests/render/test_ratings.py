"""One row for each factor: read by eye, in greys and by ear, in every format."""

from __future__ import annotations

import re
import shutil
from io import BytesIO

import pytest

from verbund_check.documents.blocks import (
    Counts,
    Document,
    Entries,
    Entry,
    Heading,
    Paragraph,
    Rating,
    RatingPart,
    RatingRow,
    Ratings,
    Target,
)
from verbund_check.formats.html.document import to_html
from verbund_check.formats.markdown import to_markdown
from verbund_check.formats.ratings import blank_columns, layout, shares, spoken
from verbund_check.formats.text.document import text_of

from .rating_samples import AGENDA, COMPARISON, FIRMS, HELPS, HINDERS, RISK, SUMMARY, UNSURE, WORDS
from .test_html import contrast
from .test_pdf import poppler

NEEDS_POPPLER = pytest.mark.skipif(not shutil.which("pdftotext"), reason="needs poppler-utils")


def one(*ratings: Rating | Counts, **more: object) -> Document:
    block = Ratings((RatingPart("Teil", (RatingRow("Nähe", ratings),)),), **more)  # type: ignore[arg-type]
    return Document("T", (block,), words=WORDS)


def screen(document: Document, width: int = 80, encoding: str = "utf-8", *, plain: bool = False) -> str:
    return text_of(document, width, encoding, "replace", plain=plain)


def docx_of(document: Document):
    docx = pytest.importorskip("docx")
    from verbund_check.formats.word.document import to_docx

    return docx.Document(BytesIO(to_docx(document)))


def pdf_of(document: Document) -> bytes:
    pytest.importorskip("typst")
    from verbund_check.formats.pdf.document import to_pdf

    return to_pdf(document)


def test_sign_and_word_stand_together() -> None:
    """The sign says whether "trifft zu" hinders or helps; hindering is bold where there is bold."""
    assert "Nähe  ● trifft nicht zu" in screen(one(HINDERS))
    assert "| Nähe | **● trifft nicht zu** |" in to_markdown(one(HINDERS))
    html = to_html(one(HINDERS))
    assert '<td role="cell" class="rating bad"><span class="sign" aria-hidden="true">●</span> trifft nicht zu' in html


def test_ear_hears_what_the_sign_says() -> None:
    """Where no sign is seen, the meaning stands in words; said once where the answer says the same."""
    assert spoken(RISK, WORDS) == "trifft zu (hindert)"
    assert spoken(UNSURE, WORDS) == "weiß nicht"
    assert spoken(Counts(3, 0, 1, 2), WORDS) == "3 hindert, 1 weiß nicht, 2 hilft"
    plain = screen(one(RISK), plain=True)
    assert "trifft zu (hindert)" in plain
    assert "●" not in plain
    assert '<span class="heard"> (hindert)</span>' in to_html(one(RISK))
    assert '<span class="heard">trifft zu (hindert)</span>' in to_html(one(RISK, signs=True, columns=("A",)))


def test_plain_ascii_has_signs_too() -> None:
    """A stream that cannot write the circles gets letters that it can, in the legend as well."""
    made = screen(
        Document("T", (Ratings((RatingPart("", (RatingRow("x", (RISK,)),)),), legend="● hindert · ○ hilft"),)),
        80,
        "ascii",
    )
    assert "x  x trifft zu" in made
    assert "x hindert" in made
    assert "+ hilft" in made


def test_parts_stand_beside_each_other_where_there_is_room() -> None:
    """Two parts stand side by side on a wide screen, else one below the other; nothing is lost either way."""
    parts = tuple(RatingPart(title, (RatingRow("Räumliche Nähe", (HELPS,)),)) for title in ("Links", "Rechts"))
    document = Document("T", (Ratings(parts, beside=True),))
    assert re.search("Links +Rechts", screen(document, 100))
    assert not re.search("Links +Rechts", screen(document, 40))
    assert '<div class="beside">' in to_html(document)


def test_table_says_what_heads_what() -> None:
    """Row heads, column heads and the titles of parts are marked as what they are."""
    html = to_html(COMPARISON)
    assert html.count('<th scope="row"') == 7
    assert html.count('<th scope="rowgroup"') == 4
    assert html.count('<th scope="col"') == 2
    assert html.count("<tbody") == 4


def test_heat_map_shows_signs_and_says_words() -> None:
    """A column a firm: heads stand upright, each sign has its words for the ear, the last row closes the table."""
    html = to_html(FIRMS)
    assert 'class="rating upright"><span>Berger &amp; Söhne GmbH</span>' in html
    assert (
        html.count('class="heard">trifft') + html.count('class="heard">teils') + html.count('class="heard">weiß') == 96
    )
    assert "<tfoot" in html
    text = screen(FIRMS)
    assert "A  Berger & Söhne GmbH" in text
    assert re.search("A  B  C  D  E  F  G  H", text)
    assert re.search(r"So oft hinderlich +4  4  2  1  3  5  3  2", text)


def test_counts_are_a_strip_with_its_numbers() -> None:
    """Every format has the numbers beside the strip, worst first; what is zero is left out."""
    document = one(Counts(3, 2, 0, 4), columns=("9 Betriebe",))
    assert "●\u00a03 · ◐\u00a02 · ○\u00a04" in screen(document)
    assert "●\u00a03 · ◐\u00a02 · ○\u00a04" in to_markdown(document)
    html = to_html(document)
    assert '<rect class="bad" x="0" width="33.33" height="10"/>' in html
    assert '<span class="heard">3 hindert, 2 teils, 4 hilft</span>' in html


def test_columns_to_write_in_get_the_room() -> None:
    """Columns that most rows leave empty are to write in, the first of them the widest; all fill the page."""
    block = AGENDA.blocks[1]
    assert isinstance(block, Ratings)
    plan = layout(block)
    assert blank_columns(plan) == (0, 1)
    label, first, second, result, who, state = shares(block, plan, 100)
    assert result > who
    assert abs(sum((label, first, second, result, who, state)) - 100) <= 12


def test_boxes_to_tick_stand_in_a_cell() -> None:
    """Boxes are drawn on the page and can be clicked in Word."""
    assert to_html(AGENDA).count('<span class="box" aria-hidden="true"></span>') == 16 * 3 + 1
    word = docx_of(AGENDA)
    assert word.element.body.xml.count("<w14:checkbox>") == 16 * 3 + 1


def test_word_repeats_heads_and_marks_the_first_column() -> None:
    """The head of columns is repeated on each page, rows stay whole, the first column is marked as head of its rows."""
    from docx.oxml.ns import qn

    table = docx_of(AGENDA).tables[-1]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert table._tbl.tblPr.find(qn("w:tblLook")).get(qn("w:firstColumn")) == "1"
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)
    firms = docx_of(FIRMS).tables[0]
    assert {cell.get(qn("w:val")) for cell in firms.rows[0]._tr.iter(qn("w:textDirection"))} == {"btLr"}


def test_links_lead_within_the_document() -> None:
    """A reference leads to its heading; one to nowhere is a text, and no two places have one name."""
    html = to_html(SUMMARY)
    assert '<h3 id="partner">' in html
    assert html.count('<a href="#partner">') == 2
    markdown = to_markdown(SUMMARY)
    assert '<a id="partner"></a>\n\n### So finden Sie Partner' in markdown
    assert "[Nachlesen: So finden Sie Partner](#partner)" in markdown
    word = docx_of(SUMMARY).element.body.xml
    assert 'w:name="partner"' in word
    assert word.count('w:anchor="partner"') == 2
    lost = Document(
        "T", (Heading("a", anchor="x"), Heading("b", anchor="x"), Entries((Entry("c", "", see=Target("d", "y")),)))
    )
    made = to_html(lost)
    assert made.count('id="x"') == 1
    assert 'href="#y"' not in made
    assert pdf_of(lost).startswith(b"%PDF")


@NEEDS_POPPLER
def test_pages_say_whose_they_are() -> None:
    """Each page of the PDF has the document's name at its foot, and the page; the properties name it too."""
    made = pdf_of(AGENDA)
    pages = poppler(made, "pdftotext", "-layout", "FILE", "-").split("\f")[:-1]
    assert len(pages) == 2
    for number, page in enumerate(pages, start=1):
        assert re.search(
            rf"Muster GmbH · Tagesordnung Qualifizierungsverbund · 25\.11\.2026 +Seite\s{number}\svon\s2", page
        )
    assert "Title:           Tagesordnung: 17 Punkte, 90 Minuten – Muster GmbH" in poppler(made, "pdfinfo", "FILE")
    html = to_html(AGENDA)
    assert '@bottom-left { content: "Muster GmbH · Tagesordnung' in html
    assert "<title>Tagesordnung: 17 Punkte, 90 Minuten – Muster GmbH" in html


@NEEDS_POPPLER
@pytest.mark.parametrize("closing", [None, RatingRow("Summe", (Rating(None, "5"),))])
def test_no_last_page_with_one_row(closing: RatingRow | None) -> None:
    """One row more than a page can hold takes another one with it, and so do totals and legend."""

    def pages(count: int) -> list[int]:
        rows = tuple(RatingRow(f"Zeile {n}", (HELPS,)) for n in range(count))
        block = Ratings((RatingPart("", rows),), legend="Zeichen", totals=closing)
        text = poppler(pdf_of(Document("T", (block,), words=WORDS)), "pdftotext", "FILE", "-")
        return [page.count("Zeile") for page in text.split("\f")[:-1]]

    whole = pages(80)[0]  # as many as a page holds
    for count in range(whole - 2, whole + 3):
        assert sum(pages(count)) == count
        assert pages(count)[-1] >= (1 if closing else 2)


def test_sign_that_no_font_has_is_named_by_its_number() -> None:
    """An emoji is not lost without a word: its number stands there, and a sentence that says so."""
    from verbund_check.formats.pdf.document import _with_numbers

    made = _with_numbers(
        Document("👍 gut", (Paragraph("a\U0001f984\u200db"),), words=WORDS), {"👍", "\U0001f984", "\u200d"}
    )
    assert made.title == "[U+1F44D] gut"
    assert made.blocks[0] == Paragraph("a[U+1F984]b")
    assert made.blocks[-1] == Paragraph(WORDS.missing, "quiet")
    assert b"pdfuaid" in pdf_of(Document("T", (Paragraph("\U0010fffd \U0001f984"),), words=WORDS))


def test_grounds_can_be_read_on() -> None:
    """Text on each ground has a contrast of 4.5 at least, on paper, on a light and on a dark screen."""
    from pathlib import Path

    from verbund_check.formats import html

    style = Path(html.__file__).with_name("style.css").read_text("utf-8")
    light, dark = style.split("@media", 1)
    for sheet in (light, dark):
        colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", sheet.split("* { box-sizing")[0]))
        for tone in ("good", "mixed", "bad", "unknown"):
            assert contrast(colours["ink"], colours[f"{tone}-ground"]) >= 4.5
    design = Path(html.__file__).parent.with_name("pdf").joinpath("design.typ").read_text("utf-8")
    from verbund_check.formats.word.ratings import GROUNDS

    for tone in ("good", "mixed", "bad", "unknown"):
        ground = re.search(rf"--{tone}-ground: (#\w+);", light)
        assert ground
        assert f'{tone}: rgb("{ground[1]}")' in design
        assert GROUNDS[tone] == ground[1][1:].upper()
