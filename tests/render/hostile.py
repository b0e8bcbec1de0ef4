"""Texts as nobody hopes for them, documents made of them, and what a reader should see of each."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from msgspec import Struct
from msgspec.structs import replace

from verbund_check.documents.blocks import (
    Bar,
    Bars,
    Blank,
    Block,
    Callout,
    Counts,
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
    NewPage,
    Pairs,
    Paragraph,
    Rating,
    RatingPart,
    RatingRow,
    Ratings,
    Table,
    Target,
    Ticks,
    Words,
)

HOSTILE = (
    "[/foo]",
    "[bold red]Müller[/]",
    ":smile:",
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "=cmd()|' /C calc'!A0",
    "Name\u202egnp.exe\u202c Ende",
    "Steuer\x1b[31mzeichen\x07 \x00hier\x9b2J",
    "# keine Überschrift",
    "1. kein Punkt",
    "- keine Liste\n- auch nicht",
    "> kein Zitat",
    "    kein Code",
    "```\nkein Code\n```",
    "a | b\n--- | ---\n1 | 2",
    "Überschrift?\n===",
    "Expert*innen und Partner*innen, __so__ und _so_",
    "[Text](javascript:alert(1)) ![Bild](x) [^1] [ ] [x]",
    "[name]: http://example.com",
    "&lt;b&gt; &amp; R&D &copy;",
    "`rm -rf /` ~~weg~~ $x$ \\ \\| |",
    "http://example.com www.example.com <http://example.com> a@b.example",
    "C # und ##",
    "#set page(fill: red) $ x $ @ref <label> #eval(1)",
    "{{7*7}} ${jndi:ldap://x} %s %d",
    "مرحبا Müller שלום",
    "漢字かな交じり文",
    "👩‍👩‍👧 ☐ ✓ ﷽",
    "e\u0301 z\u200b\u200dw \ufeff",
    "\ud800 halbes Zeichen",
    "\u00a0 geschützt \u00a0",
    "Donaudampfschifffahrtsgesellschaftskapitänsmützenhersteller" * 3,
    "„Müller & Söhne“ – Größe: 5 µm, 90 %, z.\u00a0B. § 87",
    "]]> --> */ </style> </title> ';--",
    "@name und #12, GH-7, a@b.example, www.example.org",
    "\\",
    "*",
    "_",
    "|",
)

# Few at every run; VERBUND_CHECK_EXAMPLES=2000 for a long look.
MODEST = settings(
    max_examples=int(os.environ.get("VERBUND_CHECK_EXAMPLES", "40")),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
NO_TEXT = ("Cc", "Cs", "Zl", "Zp")
ANY_CHARACTER = st.characters(codec=None, exclude_categories=[])
TEXTS = st.one_of(
    st.sampled_from(HOSTILE),
    st.lists(
        st.sampled_from(
            ["Betrieb", "Größe", "und/oder", "Know-how", "„Ja“", "für", "*", "_", "|", "#", "1.", "-", "\n"]
        ),
        min_size=1,
        max_size=12,
    ).map(" ".join),
    st.text(st.one_of(st.sampled_from("*_`[]()<>&#|\\~!-+=:.1 \n\t\"'ab"), ANY_CHARACTER), max_size=25),
)
FEW = TEXTS | st.just("")
TONES = st.sampled_from(["good", "mixed", "bad", "unknown", "neutral"])
URLS = st.sampled_from(
    ["https://example.com/a-b_c?d=1&e=%20#f", "http://example.com/" + "x" * 120, "javascript:alert(1)", "A > B", ""]
)


def tuples(strategy: st.SearchStrategy, least: int = 0, most: int = 3) -> st.SearchStrategy:
    return st.lists(strategy, min_size=least, max_size=most).map(tuple)


SEEN = st.none() | st.builds(Target, TEXTS, st.sampled_from(["there", "nowhere", "not a name"]))
CELLS = FEW | st.builds(Entry, FEW, FEW, FEW, FEW, FEW, SEEN)
SHOWN = st.builds(Rating, st.sampled_from(["hinders", "partly", "unsure", "helps", None]), FEW) | st.builds(
    Counts, *[st.integers(0, 40)] * 4
)
ROWS = st.builds(
    RatingRow, TEXTS, tuples(SHOWN), FEW, FEW, tuples(FEW), tuples(CELLS | st.builds(Ticks, tuples(TEXTS))), FEW, SEEN
)
RATINGS = st.builds(
    Ratings,
    tuples(st.builds(RatingPart, FEW, tuples(ROWS, 1)), 1),
    FEW,
    tuples(FEW, 0, 4),
    tuples(FEW, 0, 2),
    FEW,
    st.none() | ROWS,
    st.booleans(),
    st.booleans(),
)
TABLES = st.integers(1, 4).flatmap(
    lambda width: st.builds(
        Table,
        tuples(FEW, width, width),
        tuples(tuples(CELLS, 0, width + 1)),
        FEW,
        tuples(st.integers(0, width - 1), 0, 2),
        st.just(()) | st.tuples(*[st.integers(1, 5)] * width),
        tuples(st.integers(0, width - 1), 0, 2),
        tuples(st.integers(0, width - 1), 0, 2),
    )
)
BLOCKS: dict[type, st.SearchStrategy] = {
    Heading: st.builds(Heading, TEXTS, st.integers(2, 4), st.sampled_from(["", "there"])),
    Paragraph: st.builds(Paragraph, TEXTS, st.sampled_from(["normal", "lead", "quiet"])),
    ListBlock: st.builds(ListBlock, tuples(TEXTS), st.booleans()),
    Entries: st.builds(
        Entries, tuples(st.builds(Entry, TEXTS, FEW, FEW, FEW, FEW, SEEN)), st.booleans(), st.sampled_from([1, 9, 100])
    ),
    Pairs: st.builds(Pairs, TEXTS, TEXTS, tuples(st.tuples(CELLS, CELLS))),
    Table: TABLES,
    Ratings: RATINGS,
    NewPage: st.just(NewPage()),
    Fields: st.builds(Fields, tuples(st.tuples(FEW, FEW))),
    Bars: st.integers(0, 20).flatmap(
        lambda total: st.builds(
            Bars, TEXTS, tuples(st.builds(Bar, TEXTS, st.integers(0, total), TONES)), st.just(total)
        )
    ),
    Links: st.builds(Links, tuples(st.builds(Link, TEXTS, URLS, st.sampled_from(["file", "guide", "web"]), FEW))),
    Callout: st.builds(Callout, TEXTS, FEW, TONES),
    Form: st.builds(Form, st.sampled_from(["1", "12", ""]), TEXTS, FEW, tuples(TEXTS, 0, 4), FEW),
    Blank: st.builds(Blank, FEW, st.integers(0, 3)) | st.builds(Blank, FEW, st.integers(1, 3), FEW),
}
BLOCKS[Group] = st.builds(Group, tuples(st.one_of(*BLOCKS.values())))
WORDS = st.builds(
    Words,
    page=st.sampled_from(["", "Seite {page} von {pages}", "{pages} {page}", "x"]),
    hinders=FEW,
    partly=FEW,
    remark=FEW,
    link_web=FEW,
    missing=FEW,
)
DOCUMENTS = st.builds(Document, TEXTS, tuples(st.one_of(*BLOCKS.values()), 0, 6), FEW, FEW, WORDS)


def block_types() -> set[type]:
    """Return the members of the Block union, so that a new one cannot be forgotten in any test."""
    return set(Block.__args__)


def words(text: str) -> str:
    """Return what of a text must be there to read: no control characters, blanks and newlines as one blank."""
    kept = []
    for character in text:
        code = ord(character)
        steering = character in "\u200e\u200f\u061c" or 0x202A <= code <= 0x202E or 0x2066 <= code <= 0x2069
        if character in "\n\t\r":
            kept.append(" ")
        elif not (steering or unicodedata.category(character) in NO_TEXT or code in (0xFEFF, 0xFFFE, 0xFFFF)):
            kept.append(character)
    return " ".join("".join(kept).split())


def texts(value: object) -> Iterator[str]:
    """Yield every text of a document that a reader should find, as `words` gives it."""
    if isinstance(value, str):
        if words(value):
            yield words(value)
    elif isinstance(value, tuple):
        for item in value:
            yield from texts(item)
    elif isinstance(value, Ratings) and value.signs:
        # A sign says it; its word is for the ear.
        bare = [replace(row, ratings=()) for part in value.parts for row in part.rows]
        yield from texts(
            (value.head, value.legend, *value.columns, *value.more, *bare, *(p.title for p in value.parts))
        )
    elif isinstance(value, Struct):
        for name in value.__struct_fields__:
            if name not in ("style", "tone", "kind", "effect", "anchor", "about", "words"):
                yield from texts(getattr(value, name))
