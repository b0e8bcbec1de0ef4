"""The terminal shows every word of a document at every width, and nothing that could steer it."""

from __future__ import annotations

import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

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
    Group,
    Heading,
    Link,
    Links,
    ListBlock,
    Pairs,
    Paragraph,
    Table,
)
from verbund_check.formats.text.document import print_document, spelt_out
from verbund_check.formats.text.symbols import symbols

from .hostile import DOCUMENTS, HOSTILE, MODEST, texts, words
from .samples import SAMPLES, WORDS

LETTER = r"[^\W\d_]"


def printed(document: Document, width: int = 80, *, terminal: bool = False, plain: bool = False) -> str:
    file = io.StringIO()
    console = Console(file=file, width=width, force_terminal=terminal, color_system="standard" if terminal else None)
    print_document(document, console, plain=plain)
    return file.getvalue()


def of(*blocks: object, title: str = "T", **options: object) -> list[str]:
    """Return the lines of a document below its title."""
    return (
        printed(Document(title, blocks, words=WORDS), **options)
        .rstrip("\n")
        .split("\n")[3 if not options.get("plain") else 2 :]
    )


def test_title_has_a_rule_and_the_subtitle_below() -> None:
    """A document opens with its title, a rule over the whole measure and the subtitle."""
    assert printed(Document("Titel", (), "Unter"), 20) == "Titel\n━━━━━━━━━━━━━━━━━━━━\nUnter\n"


def test_wide_window_has_margin_and_measure() -> None:
    """Text starts at column 2 where there is room, and no line gets longer than 84 columns in a wide window."""
    lines = of(Paragraph("Wort " * 100), width=200)
    assert all(line.startswith("  Wort") for line in lines)
    assert max(map(len, lines)) <= 2 + 84


def test_lines_break_at_spaces_and_after_hyphens_only() -> None:
    """A line breaks at a space or behind a hyphen; a no-break space and an address hold together."""
    lines = of(Paragraph("Die Personal-Abteilung hat z.\u00a0B. http://a-b.example/lang-und-laenger"), width=20)
    assert lines == ["Die Personal-", "Abteilung hat z.\u00a0B.", "http://a-b.example/lang-und-laenger"]


def test_long_word_stands_alone_and_whole() -> None:
    """A word that is longer than the line is not cut and not broken."""
    assert of(Paragraph("ab " + "x" * 30 + " cd"), width=20) == ["ab", "x" * 30, "cd"]


def test_headings_belong_to_what_follows() -> None:
    """Two blank lines before a part, one behind its heading; a smaller heading stands right above its text."""
    lines = of(Paragraph("a"), Heading("Teil"), Paragraph("b"), Heading("Klein", 3), Paragraph("c"), width=20)
    assert lines == ["a", "", "", "Teil ───────────────", "", "b", "", "Klein", "c"]


def test_small_heading_is_told_from_bold_lines_below() -> None:
    """Between a smaller heading and what begins in bold itself there is a blank line."""
    lines = of(Heading("Klein", 3), Entries((Entry("Begriff", "Text"),)), width=20)
    assert lines == ["Klein", "", "Begriff", "  Text"]


def test_list_items_hang_behind_their_marker() -> None:
    """The second line of an item starts below the first word, also behind two-digit numbers."""
    assert of(ListBlock(("eins zwei", "drei")), width=10) == ["• eins", "  zwei", "• drei"]
    numbered = of(ListBlock((*"abcdefghi", "kurz oder"), ordered=True), width=12)
    assert numbered[0] == " 1. a"
    assert numbered[-2:] == ["10. kurz", "    oder"]


def test_entries_count_from_their_start() -> None:
    """A numbered entry shows number, term and label; text and aside stand indented below."""
    lines = of(Entries((Entry("Begriff", "Text.", "Wort", "Quelle"),), ordered=True, start=4), width=40)
    assert lines == ["4. Begriff [Wort]", "   Text.", "   Quelle"]


def test_pairs_stand_side_by_side_where_there_is_room() -> None:
    """At 80 columns both sides of a pair start in the same line."""
    lines = of(Pairs("Sorge", "Antwort", (("Wissen geht", "Themen wählen"),)), width=80)
    assert re.fullmatch(r"  Wissen geht +Themen wählen", lines[2])


def test_pairs_repeat_their_heads_where_there_is_none() -> None:
    """On a narrow screen each reply stands below its own counterpart, each with its head."""
    lines = of(Pairs("Sorge", "Antwort", (("a", "b"), ("c", "d"))), width=40)
    assert lines == ["Sorge", "  a", "Antwort", "  b", "", "Sorge", "  c", "Antwort", "  d"]


def test_table_in_columns_has_lines_to_write_on() -> None:
    """Columns are as wide as they need to be, and one that is filled in by hand has a line in each row."""
    lines = of(Table(("Nr.", "Maßnahme", "Wer"), (("1", "Reden", ""),), blank=(2,)), width=60)
    assert lines == ["  Nr.  Maßnahme  Wer", "  ───  ────────  ──────────", "  1    Reden     __________"]


def test_table_without_room_becomes_records() -> None:
    """A table that does not fit is a list of records without its empty columns."""
    table = Table(("Maßnahme", "Wer"), (("Austausch vereinbaren", ""), ("Reden", "Anna")), blank=(1,))
    lines = of(table, width=20)
    assert lines == ["Maßnahme: Austausch", "  vereinbaren", "", "Maßnahme: Reden", "Wer: Anna"]


def test_row_with_more_cells_than_heads_loses_none() -> None:
    """A cell beyond the head is shown."""
    assert "drei" in printed(Document("T", (Table(("a",), (("eins", "zwei", "drei"),)),)))


def test_fields_are_aligned() -> None:
    """The values of fields start in one column."""
    assert of(Fields((("Betrieb", "A"), ("Stand", "B"))), width=40) == ["Betrieb  A", "Stand    B"]


def test_bars_show_their_numbers() -> None:
    """A bar is as long as its share, never empty for one and never full for less than all."""
    lines = of(Bars("P", (Bar("Ja", 7), Bar("Nein", 0), Bar("Kaum", 1)), 7), width=40)
    drawn = [(line.count("█"), line.count("░"), line[-7:]) for line in lines[1:]]
    assert drawn == [(25, 0, "7 von 7"), (0, 25, "0 von 7"), (4, 21, "1 von 7")]


@pytest.mark.parametrize("width", [20, 40, 80, 120])
def test_address_is_never_wrapped(width: int) -> None:
    """An address stands whole on a line of its own, so that it can be opened or copied."""
    url = "https://www.example.com/ein/sehr-langer/weg-der-nicht/umbrochen/werden-darf.html?mit=allem&drum=und#dran"
    lines = of(Links((Link("Titel", url, "guide", "Hinweis"),)), width=width)
    assert url in [line.strip() for line in lines]
    assert "Leitfaden im Ideenportal" in " ".join(" ".join(lines).split())


def test_callout_says_its_tone_without_colour() -> None:
    """A callout has an edge, a sign and its title in words."""
    assert of(Callout("Gut", "Text", "good"), width=20) == ["┃ ✓ Gut", "┃ Text"]


def test_form_has_boxes_and_room_for_a_remark() -> None:
    """A question to answer on paper has a box for each answer and a line behind the remark."""
    lines = of(Form("1", "Frage?", "", ("Ja", "Nein")), width=30)
    assert lines == ["1. Frage?", "   ☐ Ja   ☐ Nein", "   Bemerkung: ________________"]


def test_blank_lines_to_write_on() -> None:
    """A label has its first line behind it where there is room, and the others over the whole measure."""
    assert of(Blank("Notiz", 2), width=20) == ["Notiz: " + "_" * 13, "_" * 20]
    assert of(Blank("Ein langes Wort", 2), width=20) == ["Ein langes Wort:", "_" * 20, "_" * 20]


def test_two_labels_share_a_line_where_there_is_room() -> None:
    """Who and until when stand on one line; on a narrow screen below each other."""
    both = Blank("Wer", 2, "Bis wann")
    assert of(both, width=50) == ["Wer: " + "_" * 45, "_" * 50, "Bis wann: " + "_" * 40]
    assert of(Blank("Wer", 1, "Bis wann"), width=80) == ["  Wer: " + "_" * 44 + "  Bis wann: " + "_" * 14]


def test_heading_that_fills_the_line_has_its_rule_below() -> None:
    """A part is told from running text in a pipe too, where nothing is bold."""
    assert of(Heading("Das ist fast voll"), width=20)[-2:] == ["Das ist fast voll", "─" * 20]


def test_letters_and_counts_of_a_record_share_a_line() -> None:
    """On a narrow screen a line for each letter would hide what belongs together; counts in columns end in one place."""
    table = Table(
        ("Faktor", "A", "B", "Regel"), (("Räumliche Nähe der Partner", "j", "?", "die Mehrheit"),), marks=(1, 2)
    )
    record = ["Faktor: Räumliche", "  Nähe der Partner", "A j · B ?", "Regel: die Mehrheit"]
    assert of(table, width=20) == record
    assert of(table, width=20, plain=True)[2] == "A: j, B: ?"
    counts = of(Table(("F", "Ja"), (("a", "7"), ("b", "12")), numbers=(1,)), width=20)
    assert counts == ["F  Ja", "─  ──", "a   7", "b  12"]


def test_remark_stands_behind_an_edge() -> None:
    """What a person remarked is told from what the program says, in an entry and in a cell, but not by signs alone."""
    entry = Entry("Begriff", "Rat", note="Bemerkung: so")
    assert of(Entries((entry,)), width=40) == ["Begriff", "  Rat", "  ┃ Bemerkung: so"]
    assert of(Table(("A", "B"), ((entry, "b"),)), width=40)[2:] == ["Begriff          b", "Rat", "┃ Bemerkung: so"]


def test_plain_draws_nothing() -> None:
    """For a screen reader there are no rules, edges, blocks or columns, but every word."""
    text = printed(SAMPLES["report"], plain=True) + printed(SAMPLES["section"], plain=True)
    assert not re.search(r"[━─┃█░•☐]", text)
    assert "Nein: 1 von 7" in text


def test_ascii_screen_gets_ascii_signs() -> None:
    """Where the encoding has no blocks, bars are drawn with # and -, boxes with brackets."""
    buffer = io.BytesIO()
    file = io.TextIOWrapper(buffer, encoding="ascii", errors="replace")
    document = Document("T", (Bars("P", (Bar("Ja", 1),), 2), Form("1", "F", "", ("Ja",))), words=WORDS)
    print_document(document, Console(file=file, width=40))
    file.flush()
    text = buffer.getvalue().decode("ascii")
    assert "Ja" in text
    assert "##" in text
    assert "[ ] Ja" in text
    assert "?" not in text


def test_strict_stream_does_not_fail() -> None:
    """A stream that cannot write a character and has no error handler gets a replacement, not an exception."""
    file = io.TextIOWrapper(io.BytesIO(), encoding="cp1252", errors="strict")
    print_document(Document("漢字", (Paragraph("→ ☐"),)), Console(file=file, width=40))


@pytest.mark.parametrize(("encoding", "bar"), [("utf-8", "█"), ("ascii", "#"), ("cp1252", "#"), ("unbekannt", "#")])
def test_signs_follow_the_encoding(encoding: str, bar: str) -> None:
    """Signs that an encoding cannot write are not used."""
    assert symbols(encoding).bar == bar


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_shown_as_text(text: str) -> None:
    """Markup, emoji names and control characters of a user's text do nothing."""
    shown = printed(Document(text, (Heading(text), Table((text, "b"), ((text, text),)))), terminal=True)
    visible = re.sub(r"\x1b\[[0-9;]*m", "", shown)
    assert all(word in visible for word in words(text).split())
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", visible)


def test_five_thousand_characters_stay() -> None:
    """A name of 5,000 characters is shown whole, in a table too."""
    name = "x" * 5000
    shown = printed(Document(name, (Table(("a", "b"), ((name, "c"),)), Fields((("Name", name),)))), 40)
    assert shown.count(name) == 3


def without_empty(block: object) -> object:
    """Return a table or pairs without the heads of columns that have nothing in them: records leave those out."""
    if isinstance(block, Pairs) and not block.rows:
        return ()
    if isinstance(block, Table):
        filled = {i for row in block.rows for i, cell in enumerate(row) if any(texts(cell))}
        return (block.caption, *(head for i, head in enumerate(block.head) if i in filled), block.rows)
    if isinstance(block, Group):
        return tuple(map(without_empty, block.blocks))
    return block


@MODEST
@given(DOCUMENTS, st.integers(20, 200), st.booleans())
def test_every_word_is_there_and_whole(document: Document, width: int, plain: bool) -> None:
    """At every width each word is there unbroken, no line is too wide but for a single word, and nothing escapes."""
    shown = printed(document, width, plain=plain)
    assert "\x1b" not in shown
    squeezed = " ".join(shown.split())
    for text in texts((document.title, document.subtitle, *map(without_empty, document.blocks))):
        for word in (spelt_out(text) if plain else text).split():
            parts = [word] if "://" in word or "@" in word else re.split(rf"(?<={LETTER}{{2}}-)(?={LETTER}{{2}})", word)
            assert all(part in squeezed for part in parts)
    for line in shown.split("\n"):
        assert cell_len(line) <= max(width, 10) or len(line.split()) <= 3


@pytest.mark.parametrize("width", [20, 40, 60, 72, 80, 120, 200])
@pytest.mark.parametrize("name", SAMPLES)
def test_samples_fit(name: str, width: int) -> None:
    """Of the documents that the program makes no line is wider than the window, but for an address."""
    for line in printed(SAMPLES[name], width).split("\n"):
        assert cell_len(line) <= width or len(line.split()) == 1
        assert line == line.rstrip()


def test_no_escape_sequence_without_a_terminal_and_none_of_the_risky_colours_on_one() -> None:
    """Styles come on terminals only, and no colours: none shows on every ground."""
    assert "\x1b" not in printed(SAMPLES["report"])
    codes = set(re.findall(r"\x1b\[([0-9;]*)m", printed(SAMPLES["report"], terminal=True)))
    numbers = {number for code in codes for number in code.split(";")}
    assert numbers <= {"0", "1", "3", "4"}, "bold, italic, underlined"
