"""The table of formats: found by name and by ending, and clear about what is missing."""

from __future__ import annotations

import builtins
import shlex
import sys
from pathlib import Path

import pytest

from verbund_check.documents.blocks import Document, Paragraph
from verbund_check.errors import InputError
from verbund_check.formats import FORMATS, Format, format_named, format_of_ending


@pytest.mark.parametrize("name", ["md", "html", "docx", "pdf"])
def test_each_format_is_found_by_name_and_ending(name: str) -> None:
    """A format is found by its name and by the ending of a file, in any case."""
    assert format_named(name).name == name
    assert format_named(name.upper()).name == name
    assert format_of_ending(f"Bericht.{name.upper()}").name == name
    assert format_of_ending(Path("ordner.md") / f"a.b.{name}").name == name


def test_other_endings_of_the_same_format() -> None:
    """The longer and shorter endings in use are understood."""
    assert format_of_ending("a.htm").name == "html"
    assert format_of_ending("a.markdown").name == "md"


@pytest.mark.parametrize(("wrong", "nearest"), [("dokx", "docx"), ("pfd", "pdf"), ("htlm", "html"), ("jsn", "json")])
def test_unknown_name_is_answered_with_the_nearest(wrong: str, nearest: str) -> None:
    """An unknown format gets one sentence that names it, the nearest valid one and all others."""
    with pytest.raises(InputError) as caught:
        format_named(wrong, others=("json", "csv"))
    assert f"„{wrong}“" in str(caught.value)
    assert f"am nächsten kommt „{nearest}“" in str(caught.value)
    assert "md, html, docx, pdf, json, csv" in str(caught.value)


def test_far_fetched_name_gets_the_list_alone() -> None:
    """Where nothing comes close, no format is suggested."""
    with pytest.raises(InputError, match=r"^Das Format „xyzzy“ gibt es nicht \(möglich: md, html, docx, pdf\)\.$"):
        format_named("xyzzy")


def test_unknown_and_missing_endings_are_named() -> None:
    """A file name with a wrong ending, or with none, is answered with what is possible."""
    with pytest.raises(InputError, match=r"„\.dox“.*„\.docx“"):
        format_of_ending("Bericht.dox")
    with pytest.raises(InputError, match=r"„Bericht“ hat keine Endung.*\.md, \.html"):
        format_of_ending("/tmp/Bericht")


def test_text_formats_are_told_from_binary_ones() -> None:
    """Only text may go to a terminal."""
    assert {item.name for item in FORMATS if item.is_text} == {"md", "html"}


@pytest.mark.parametrize(("name", "package", "library"), [("docx", "docx", "python-docx"), ("pdf", "typst", "typst")])
def test_missing_extra_is_answered_with_the_command(
    name: str, package: str, library: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the library for a format is missing, one sentence says so, with the command that installs it.

    It must work however the program was installed: this Python, and a name that the registry has.
    """
    real = builtins.__import__

    def missing(module: str, *args: object, **options: object) -> object:
        if module.split(".")[0] == package:
            raise ImportError(module)
        return real(module, *args, **options)

    folders = ("verbund_check.formats.word", "verbund_check.formats.pdf")
    for module in [module for module in sys.modules if module.startswith(folders)]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setattr(builtins, "__import__", missing)
    with pytest.raises(InputError) as caught:
        format_named(name).render(Document("T", ()))
    assert str(caught.value).endswith(f" {shlex.quote(sys.executable)} -m pip install {library}")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(("extra", "name"), [("", "yaml"), ("pdf", "verbund_check.formats.pdf")])
def test_fault_of_the_program_is_not_called_a_missing_extra(extra: str, name: str) -> None:
    """A missing module that no extra brings is a fault of the program and stays one."""

    def broken(document: Document) -> str:
        raise ImportError("fehlt", name=name)

    with pytest.raises(ImportError, match="fehlt"):
        Format("x", "X", (".x",), True, broken, extra).render(Document("T", ()))


def test_text_is_utf8() -> None:
    """A text format comes as UTF-8, without a byte order mark."""
    made = format_named("md").render(Document("Größe", (Paragraph("„Ja“"),)))
    assert made == "# Größe\n\n„Ja“\n".encode()
