"""Markdown: a real parser reads back exactly the texts that went in, and finds no markup in them."""

from __future__ import annotations

import pytest
from hypothesis import given
from markdown_it import MarkdownIt
from markdown_it.token import Token

from verbund_check.documents.blocks import (
    Bar,
    Bars,
    Blank,
    Callout,
    Document,
    Entries,
    Entry,
    Fields,
    Form,
    Heading,
    Link,
    Links,
    ListBlock,
    Pairs,
    Paragraph,
    Table,
)
from verbund_check.formats.common import ungrouped
from verbund_check.formats.markdown import to_markdown

from .hostile import DOCUMENTS, HOSTILE, MODEST, TEXTS, texts, words
from .samples import SAMPLES, WORDS

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def leaves(tokens: list[Token]) -> list[Token]:
    return [leaf for token in tokens for leaf in (token.children or [token])]


def read(markdown: str) -> str:
    """Return the text that a reader of the rendered Markdown sees."""
    seen = []
    for token in PARSER.parse(markdown):
        breaks = ("softbreak", "hardbreak")
        for leaf in token.children or []:
            seen.append(" " if leaf.type in breaks or leaf.content == "<br>" else leaf.content)
            if leaf.type == "html_inline":
                seen[-1] = " " if leaf.content == "<br>" else ""
        seen.append(" ")
    return " ".join("".join(seen).split())


def below_title(*blocks: object) -> str:
    return to_markdown(Document("T", blocks, words=WORDS)).removeprefix("# T\n\n")


def test_ordinary_german_is_not_touched() -> None:
    """Full stops, hyphens, brackets, quotation marks, dashes and percent signs stand as they are."""
    text = "Frau Dr. Öztürk-Schäfer (HR) sagt: „Ja“ – zu 90 %, z. B. am 14.5.; sie/er heißt Müller & Söhne!"
    assert below_title(Paragraph(text)) == text + "\n"


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("Expert*innen", "Expert\\*innen"),
        ("snake_case", "snake_case"),
        ("# Nr", "\\# Nr"),
        ("1. Mai", "1\\. Mai"),
        ("- Minus", "\\- Minus"),
        ("<b>", "\\<b>"),
        ("&amp; R&D", "\\&amp; R&D"),
        ("www.example.com", "www\\.example.com"),
        ("https://x.example", "https\\://x.example"),
        ("eins\nzwei", "eins\\\nzwei"),
        ("@name, a@b.example", "<span>@</span>name, a<span>@</span>b.example"),
        ("siehe #12 und GH-7", "siehe <span>#</span>12 und GH<span>-</span>7"),
        ("5 @ 3, C #", "5 @ 3, C #"),
    ],
)
def test_what_would_be_markup_is_escaped(text: str, markdown: str) -> None:
    """Only what a parser would take for markup gets a backslash."""
    assert below_title(Paragraph(text)) == markdown + "\n"


def test_each_block_as_an_author_would_write_it() -> None:
    """Headings, lists, entries, tables, fields, links, callouts, forms and blanks in plain GFM."""
    assert below_title(Heading("Teil", 3)) == "### Teil\n"
    assert below_title(Paragraph("Leise", "quiet")) == "*Leise*\n"
    assert below_title(ListBlock(("a", "b"), ordered=True)) == "1. a\n2. b\n"
    assert below_title(Entries((Entry("T", "Text", "L", "Rand"),))) == "- **T** (L)\n\n  Text\n\n  *Rand*\n"
    assert below_title(Pairs("L", "R", (("a", "b|c"),))) == "| L | R |\n| --- | --- |\n| a | b\\|c |\n"
    assert below_title(Table(("A", "B"), (("x\ny", ""),), "C")) == "**C**\n\n| A | B |\n| --- | --- |\n| x<br>y |  |\n"
    assert below_title(Fields((("Betrieb", "Muster"),))) == "- **Betrieb:** Muster\n"
    assert below_title(Bars("P", (Bar("Ja", 1),), 2)) == (
        "| P |  |  |\n| --- | --- | --: |\n| Ja | ██████████░░░░░░░░░░ | 1 von 2 |\n"
    )
    assert below_title(Links((Link("A", "https://a.example/?x=1&y=2", "file", "N"),))) == (
        "- [A](<https://a.example/?x=1&amp;y=2>) (Datei)\\\n  N\n"
    )
    assert below_title(Links((Link("A", "B > C", "guide"),))) == "- **A** (Leitfaden im Ideenportal)\\\n  B > C\n"
    assert below_title(Callout("Gut", "So", "good")) == "> **✓ Gut**\n>\n> So\n"
    assert below_title(Form("1", "F?", "", ("Ja", "Nein"), "Rest")) == (
        "**1. F?**\n\n- ☐ Ja\n- ☐ Nein\n\nRest: ______________________________\n"
    )
    assert below_title(Blank("Wer")) == "**Wer:** ______________________________\n"


def test_lines_to_write_on_stay_text() -> None:
    """Lines to write on are neither emphasis nor a rule across the page, and no mark-up stands before them."""
    markdown = below_title(Blank("Wer", 3), Blank("", 2, "Wann"))
    assert "\\" not in markdown
    types = {leaf.type for leaf in leaves(PARSER.parse(markdown))}
    assert "hr" not in types
    assert "em_open" not in types
    assert read(markdown).count("_" * 30) == 6


def test_columns_stand_as_they_are_read() -> None:
    """Counts are aligned right, single letters in the middle."""
    table = Table(("A", "B", "C"), (("x", "1", "j"),), marks=(2,), numbers=(1,))
    assert below_title(table) == "| A | B | C |\n| --- | --: | :-: |\n| x | 1 | j |\n"


def test_remark_is_set_apart() -> None:
    """What a person remarked is a quotation in an entry, and in italics in a cell."""
    entry = Entry("T", "Rat", note="Bemerkung: a\nb")
    assert below_title(Entries((entry,))) == "- **T**\n\n  Rat\n\n  > Bemerkung: a\\\n  > b\n"
    assert "| **T**<br>Rat<br>*Bemerkung: a*<br>*b* |" in below_title(Table(("A",), ((entry,),)))


def test_two_lists_in_a_row_stay_two() -> None:
    """A list right behind another one does not continue it."""
    markdown = below_title(
        ListBlock(("a",), ordered=True), ListBlock(("b",), ordered=True), ListBlock(("c",)), ListBlock(("d",))
    )
    tokens = [token.type for token in PARSER.parse(markdown)]
    assert tokens.count("ordered_list_open") == 2
    assert tokens.count("bullet_list_open") == 2


def test_script_address_is_no_link() -> None:
    """An address that is not a web address is shown as text."""
    tokens = leaves(PARSER.parse(below_title(Links((Link("A", "javascript:alert(1)", "web"),)))))
    assert not [token for token in tokens if token.type == "link_open"]


@pytest.mark.parametrize("name", SAMPLES)
def test_ends_with_one_newline(name: str) -> None:
    """The text ends with exactly one newline."""
    markdown = to_markdown(SAMPLES[name])
    assert markdown.endswith("\n")
    assert not markdown.endswith("\n\n")


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_read_back(text: str) -> None:
    """Each hostile text is read back as it was, as a paragraph, heading, cell, item, term and quotation."""
    blocks = (
        Paragraph(text),
        Heading(text),
        Table((text,), ((text,),)),
        ListBlock((text,)),
        Entries((Entry(text, text),)),
        Callout(text, text),
    )
    assert read(to_markdown(Document("T", blocks))).count(words(text)) >= 8


@MODEST
@given(TEXTS)
def test_paragraph_is_read_back_exactly(text: str) -> None:
    """A paragraph's parsed text is the original text and nothing else."""
    assert read(below_title(Paragraph(text)) if words(text) else "") == words(text)


@MODEST
@given(DOCUMENTS)
def test_every_text_is_read_back_and_nothing_becomes_markup(document: Document) -> None:
    """A parser finds each text of any document, only the links that are meant, and no HTML but line breaks, places and signs set apart."""
    markdown = to_markdown(document)
    shown = read(markdown)
    urls = [link.url for block in ungrouped(document.blocks) if isinstance(block, Links) for link in block.items]
    links = []
    for leaf in leaves(PARSER.parse(markdown)):
        assert leaf.type not in ("html_block", "code_inline", "code_block", "fence", "image", "s_open", "hr")
        if leaf.type == "html_inline":
            assert leaf.content in ("<br>", "<span>", "</span>", '<a id="there">', "</a>")
        if leaf.type == "link_open":
            links.append(leaf.attrs["href"])
    within = [link for link in links if link == "#there"]
    assert not within or markdown.count('<a id="there">') == 1
    assert sorted(set(links) - {"#there"}) == sorted({url for url in urls if url.startswith("http")})
    for text in texts(document):
        assert text in shown or text in links
