"""HTML: one file with everything in it, all texts as text, and a structure that assistive software can use."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser

import pytest
from hypothesis import given

from verbund_check.documents.blocks import (
    Bar,
    Bars,
    Document,
    Entries,
    Entry,
    Heading,
    Link,
    Links,
    Paragraph,
    Table,
)
from verbund_check.formats.html.document import to_html

from .hostile import DOCUMENTS, HOSTILE, MODEST, texts, words
from .samples import SAMPLES, WORDS

INLINE = {"span", "bdi", "a", "strong"}
EMPTY = {"meta", "br", "col", "rect"}
ALLOWED_ATTRIBUTES = {
    "aria-hidden", "charset", "class", "colspan", "content", "data-label", "focusable", "height", "href", "http-equiv", "id", "lang",
    "name", "preserveaspectratio", "role", "scope", "start", "viewbox", "width", "x",
}  # fmt: skip


class Reader(HTMLParser):
    """Collects what a browser would show, and all tags with their attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.shown: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.style = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in EMPTY:
            self.open.append(tag)
        if tag not in INLINE:
            self.shown.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag not in EMPTY:
            assert self.open.pop() == tag
        if tag not in INLINE:
            self.shown.append(" ")

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] == "style":
            self.style += data
        elif "head" not in self.open:
            self.shown.append(data)

    @property
    def text(self) -> str:
        return " ".join("".join(self.shown).split())


def page(*blocks: object, title: str = "T") -> Reader:
    return Reader(to_html(Document(title, blocks, words=WORDS)))


def test_page_says_language_title_and_scale() -> None:
    """The page is German, has a title and a viewport for phones."""
    made = to_html(Document("Größe & <Titel>", ()))
    assert made.startswith('<!DOCTYPE html>\n<html lang="de">')
    assert "<title>Größe &amp; &lt;Titel&gt;</title>" in made
    assert '<meta name="viewport" content="width=device-width, initial-scale=1">' in made


def test_policy_allows_the_own_style_sheet_and_nothing_else() -> None:
    """The content security policy forbids everything but a style sheet with the digest of the one in the page."""
    reader = page()
    policy = next(attrs["content"] for tag, attrs in reader.tags if attrs.get("http-equiv"))
    digest = b64encode(sha256(reader.style.encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert "url(" not in reader.style
    assert "@import" not in reader.style


def test_headings_are_headings_and_the_title_is_the_first() -> None:
    """Title and headings have the levels of the document."""
    made = to_html(Document("T", (Heading("A"), Heading("B", 3))))
    assert re.findall(r"<(h\d)>(.*?)</h\d>", made) == [("h1", "T"), ("h2", "A"), ("h3", "B")]


def test_table_has_head_cells_with_scope_and_labels_for_phones() -> None:
    """Each head cell has a scope, each cell knows its head, and an empty column is marked to be filled in."""
    made = to_html(Document("T", (Table(("Was", "Wer"), (("Reden & mehr", ""),), "Plan", (1,)),)))
    assert "<caption>Plan</caption>" in made
    assert '<th scope="col" role="columnheader" class="short">Was</th>' in made
    assert '<th scope="row" role="rowheader" class="short" data-label="Was">Reden &amp; mehr</th>' in made
    assert '<td role="cell" class="to-fill" data-label="Wer"></td>' in made
    assert made.index("<thead") < made.index("<tbody")


def test_bars_are_a_picture_with_words() -> None:
    """A bar is inline SVG, hidden from screen readers, which read label and number from a table instead."""
    made = to_html(Document("T", (Bars("Profil", (Bar("Ja", 1, "good"),), 4),), words=WORDS))
    assert "<figcaption>Profil</figcaption>" in made
    assert '<svg class="good" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"' in made
    assert '<rect class="fill" width="25" height="10"/>' in made
    assert '<th scope="row">Ja</th>' in made
    assert '<td class="count">1 von 4</td>' in made


def test_numbered_entries_start_where_they_should() -> None:
    """Entries that continue a numbering say so."""
    assert '<ol class="entries" start="4">' in to_html(Document("T", (Entries((Entry("a", "b"),), True, 4),)))


def test_address_is_a_link_and_stands_there_in_words() -> None:
    """A web address can be clicked and, on paper, read; another one is only text."""
    reader = page(
        Links((Link("A", "https://a.example/?x=1&y=2", "web"), Link("B", "javascript:alert(1)", "web", "Hinweis")))
    )
    assert [attrs["href"] for tag, attrs in reader.tags if tag == "a"] == ["https://a.example/?x=1&y=2"]
    assert "A Internetseite https://a.example/?x=1&y=2" in reader.text
    assert "javascript:alert(1) Hinweis" in reader.text


def test_newline_in_a_text_is_a_line_break() -> None:
    """A newline stays one."""
    assert "<p>eins<br>zwei</p>" in to_html(Document("T", (Paragraph("eins\nzwei"),)))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_shown_as_text(text: str) -> None:
    """What looks like markup is shown, and adds neither tags nor attributes."""
    blocks = (Paragraph(text), Heading(text), Table((text,), ((text,),)), Links((Link(text, text, "web", text),)))
    reader = page(*blocks, title=text)
    assert reader.text.count(words(text)) >= 5
    harmless = page(*(block for block in blocks if not isinstance(block, Table)), Table(("a",), (("a",),)), title="a")
    assert {tag for tag, _ in reader.tags} <= {tag for tag, _ in harmless.tags} | {"br"}


@MODEST
@given(DOCUMENTS)
def test_every_text_is_there_and_none_is_markup(document: Document) -> None:
    """Every text of any document is shown, tags are balanced, and only harmless attributes occur."""
    reader = Reader(to_html(document))
    assert not reader.open
    assert {name for _, attrs in reader.tags for name in attrs} <= ALLOWED_ATTRIBUTES
    assert not {tag for tag, _ in reader.tags} & {"script", "img", "iframe", "link", "object", "form", "input"}
    shown = reader.text
    for text in texts(tuple(block for block in document.blocks if not isinstance(block, Table) or block.head)):
        assert text in shown


def channel(value: int) -> float:
    part = value / 255
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours as WCAG 2 reckons it."""
    bright, dark = sorted(
        (
            sum(weight * channel(int(colour[i : i + 2], 16)) for weight, i in ((0.2126, 1), (0.7152, 3), (0.0722, 5)))
            for colour in (one, other)
        ),
        reverse=True,
    )
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", [0, 1])
def test_colours_have_contrast_on_light_and_dark(scheme: int) -> None:
    """Text has a contrast of 4.5, signs and bars one of 3, on paper and on tinted ground."""
    assert round(contrast("#000000", "#ffffff"), 1) == 21
    roots = re.findall(r":root \{(.*?)\}", page().style, re.DOTALL)
    colours = dict(re.findall(r"--(\w+): (#\w{6});", roots[scheme]))
    for ground in ("paper", "tint"):
        for name in ("ink", "quiet", "accent"):
            assert contrast(colours[name], colours[ground]) >= 4.5
        for name in ("good", "mixed", "bad", "unknown", "neutral"):
            assert contrast(colours[name], colours[ground]) >= 3


@pytest.mark.parametrize("name", SAMPLES)
def test_nothing_is_loaded_from_elsewhere(name: str) -> None:
    """No tag of a document refers to anything but what a reader may click on."""
    reader = Reader(to_html(SAMPLES[name]))
    assert not {attribute for _, attrs in reader.tags for attribute in attrs} & {"src", "srcset", "background", "style"}
    assert {tag for tag, attrs in reader.tags if "href" in attrs} <= {"a"}
