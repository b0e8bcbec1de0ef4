"""Every block in every format: what one renderer knows, all know, and what none knows fails loudly."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from msgspec import Struct
from rich.console import Console

from verbund_check.documents.blocks import (
    Bars,
    Blank,
    Callout,
    Document,
    Entries,
    Fields,
    Form,
    Heading,
    Link,
    Links,
    ListBlock,
    NewPage,
    Pairs,
    Paragraph,
    RatingPart,
    RatingRow,
    Ratings,
    Table,
)
from verbund_check.formats import formats_for
from verbund_check.formats.text.document import print_document

from .hostile import BLOCKS, block_types
from .samples import SAMPLES

EXAMPLES = {type(block): block for sample in SAMPLES.values() for block in sample.blocks}


def on_terminal(document: Document) -> bytes:
    file = io.StringIO()
    print_document(document, Console(file=file, width=80))
    return file.getvalue().encode()


RENDERERS: dict[str, Callable[[Document], bytes]] = {
    "terminal": on_terminal,
    **{known.name: lambda document, known=known: b"".join(known.pieces(document)) for known in formats_for("document")},
}
NEEDS = {"docx": "docx", "pdf": "typst"}


class Strange(Struct, frozen=True):
    """A block that no renderer knows."""

    text: str = "x"


def test_samples_and_strategies_cover_every_block() -> None:
    """A new kind of block cannot be forgotten: the samples and the random documents must have it."""
    assert set(EXAMPLES) == block_types()
    assert set(BLOCKS) == block_types()


@pytest.mark.parametrize("renderer", RENDERERS)
@pytest.mark.parametrize("block", sorted(block_types(), key=lambda kind: kind.__name__))
def test_every_renderer_shows_every_block(renderer: str, block: type) -> None:
    """A document with the block is another one than without it."""
    if renderer in NEEDS:
        pytest.importorskip(NEEDS[renderer])
    render = RENDERERS[renderer]
    if block is NewPage:
        if renderer not in ("html", *NEEDS):
            pytest.skip("there are no pages")
        before, after = Paragraph("davor"), Paragraph("danach")
        assert render(Document("T", (before, NewPage(), after))) != render(Document("T", (before, after)))
        return
    assert render(Document("T", (EXAMPLES[block],))) != render(Document("T", ()))


@pytest.mark.parametrize("renderer", RENDERERS)
def test_blocks_with_nothing_in_them_do_no_harm(renderer: str) -> None:
    """Lists without items, tables without cells and texts that are empty neither fail nor hide what follows."""
    if renderer in NEEDS:
        pytest.importorskip(NEEDS[renderer])
    empty = (
        Heading(""),
        Paragraph(""),
        ListBlock(()),
        Entries(()),
        Pairs("", "", ()),
        Table((), ()),
        Table(("a",), ()),
        Ratings(()),
        Ratings((RatingPart("", ()),), legend=""),
        Ratings((RatingPart("", (RatingRow("", ()),)),)),
        Ratings((RatingPart("", ()), RatingPart("", ())), beside=True),
        NewPage(),
        NewPage(),
        Fields(()),
        Bars("", (), 0),
        Links(()),
        Links((Link("", "", "web"),)),
        Callout("", ""),
        Form("", "", "", (), ""),
        Blank("", 0),
        Paragraph("Ende"),
    )
    made = RENDERERS[renderer](Document("", empty))
    assert made
    if renderer not in NEEDS:
        assert "Ende" in made.decode()


@pytest.mark.parametrize("renderer", RENDERERS)
def test_unknown_block_fails_loudly(renderer: str) -> None:
    """A block that a renderer does not know is an error, never left out in silence."""
    if renderer in NEEDS:
        pytest.importorskip(NEEDS[renderer])
    with pytest.raises(AssertionError, match="Strange"):
        RENDERERS[renderer](Document("T", (Strange(),)))  # type: ignore[arg-type]
