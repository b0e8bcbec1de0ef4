"""The registry of formats: found by name and by ending, for what they take, and clear about what is missing."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Callable
from importlib import import_module

import pytest

from verbund_check.commands.deliver import Destination, Target, target_of
from verbund_check.documents.blocks import Document, Paragraph
from verbund_check.errors import InputError, StorageError
from verbund_check.formats import FORMATS, Format, Subject, format_for, formats_for

DOCUMENTS = ["md", "html", "docx", "pdf"]


def test_what_each_kind_of_result_can_be_written_in() -> None:
    """Contract: a folder goes to jsonl, csv or xlsx only, a comparison to documents, json and xlsx."""
    names = {subject: [each.name for each in formats_for(subject)] for subject in ("document", "report", "comparison")}
    assert names == {
        "document": DOCUMENTS,
        "report": [*DOCUMENTS, "json", "csv", "jsonl", "xlsx"],
        "comparison": [*DOCUMENTS, "json", "xlsx"],
    }
    assert {each.name for each in formats_for("folder")} == {"csv", "jsonl", "xlsx"}


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
def test_each_format_is_found_by_name_and_ending_and_can_be_made(form: Format) -> None:
    """A format is found by its name and by the endings of a file, in any case; what it names as renderer is there."""
    for subject in form.takes:
        assert format_for(subject, f" {form.name.upper()} ") == form
        for ending in form.endings:
            assert format_for(subject, None, f"ordner.md/a.b{ending.upper()}") == form
            assert format_for(subject, form.name, f"a{ending}x") == form, "what is named counts, not the ending"
    assert callable(form.load())
    assert form.title


def test_no_two_formats_share_a_name_or_an_ending() -> None:
    names = [form.name for form in FORMATS]
    endings = [ending for form in FORMATS for ending in form.endings]
    assert len(names) == len(set(names))
    assert len(endings) == len(set(endings))


@pytest.mark.parametrize("output", [None, "-", "bericht", "ordner.html/bericht"])
def test_without_a_name_and_an_ending_it_is_markdown(output: str | None) -> None:
    assert format_for("report", None, output).name == "md"


def refusal(subject: Subject, name: str | None, output: str | None = None) -> str:
    with pytest.raises(InputError) as caught:
        format_for(subject, name, output)
    assert "\n" not in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize(
    ("subject", "name", "output", "told"),
    [
        ("report", "dokx", None, "Das Format „dokx“ gibt es nicht. Meinten Sie „docx“? Möglich sind: {report}."),
        ("report", "htlm", None, "Das Format „htlm“ gibt es nicht. Meinten Sie „html“? Möglich sind: {report}."),
        ("report", "jsnol", None, "Das Format „jsnol“ gibt es nicht. Meinten Sie „jsonl“? Möglich sind: {report}."),
        ("report", "xyzzy", None, "Das Format „xyzzy“ gibt es nicht. Möglich sind: {report}."),
        # Three letters are near to everything.
        ("report", "pfd", None, "Das Format „pfd“ gibt es nicht. Möglich sind: {report}."),
        ("document", None, "a.dox", "Zur Endung „.dox“ gibt es kein Format. Möglich sind: {endings}."),
        ("document", None, "a.dokx", "Zur Endung „.dokx“ gibt es kein Format. Meinten Sie „.docx“? Möglich sind: {endings}."),
        # What means another thing was not mistyped.
        ("document", None, "a.xlsm", "Zur Endung „.xlsm“ gibt es kein Format. Möglich sind: {endings}."),
        ("report", None, "a.xltx", "Zur Endung „.xltx“ gibt es kein Format. Möglich sind: {report_endings}."),
        ("document", None, "a.xlsx", "Zur Endung „.xlsx“ gibt es hier kein Format. Möglich sind: {endings}."),
        ("document", None, "a.docm", "Zur Endung „.docm“ gibt es kein Format. Möglich sind: {endings}."),
        ("document", None, "a.json", "Zur Endung „.json“ gibt es hier kein Format. Möglich sind: {endings}."),
        ("document", "JSONL", None, "Das Format „JSONL“ gibt es hier nicht. Möglich sind: {document}."),
        ("comparison", "csv", None, "Das Format „csv“ gibt es hier nicht. Möglich sind: {document}, json, xlsx."),
        ("folder", None, None, "Ein ganzer Ordner geht nur mit --format csv, --format jsonl oder --format xlsx."),
        ("folder", "pdf", None, "Ein ganzer Ordner geht nur mit --format csv, --format jsonl oder --format xlsx."),
        ("folder", None, "a.html", "Ein ganzer Ordner geht nur mit --format csv, --format jsonl oder --format xlsx."),
    ],
)  # fmt: skip
def test_what_does_not_go_is_told_with_what_does(
    subject: Subject, name: str | None, output: str | None, told: str
) -> None:
    document = ", ".join(DOCUMENTS)
    endings = ", ".join(f".{each}" for each in DOCUMENTS)
    assert refusal(subject, name, output) == told.format(
        report=f"{document}, json, csv, jsonl, xlsx",
        document=document,
        endings=endings,
        report_endings=f"{endings}, .json, .csv, .jsonl, .xlsx",
    )


def test_text_formats_are_told_from_binary_ones() -> None:
    """Only text may go to a terminal."""
    assert {item.name for item in FORMATS if not item.is_text} == {"docx", "pdf", "xlsx"}


@pytest.fixture
def without(monkeypatch: pytest.MonkeyPatch) -> Callable[[str, BaseException | None], None]:
    """Make a library missing, or fail with an error while it is imported."""

    class Broken:
        def __init__(self, part: str, error: BaseException) -> None:
            self.part, self.error = part, error

        def find_spec(self, name: str, *_: object) -> None:
            if name == self.part:
                raise self.error

    def fail(package: str, error: BaseException | None, part: str = "") -> None:
        ours = ("verbund_check.formats.word", "verbund_check.formats.pdf", "verbund_check.formats.xlsx")
        loaded = {package, (part or package).split(".")[0]}
        for module in [each for each in sys.modules if each.startswith(ours) or each.split(".")[0] in loaded]:
            monkeypatch.delitem(sys.modules, module)
        if error is None:
            monkeypatch.setitem(sys.modules, package, None)
        else:
            monkeypatch.setattr(sys, "meta_path", [Broken(part or package, error), *sys.meta_path])

    return fail


LIBRARIES = [("docx", "docx", "python-docx"), ("pdf", "typst", "typst"), ("xlsx", "xlsxwriter", "XlsxWriter")]


@pytest.mark.parametrize(("name", "package", "library"), LIBRARIES)
def test_missing_extra_is_answered_with_the_command(name: str, package: str, library: str, without) -> None:
    """Where the library for a format is missing, one sentence says so, with the command that installs it.

    It must work however the program was installed: this Python, and a name that the registry has. It is told before
    anything is asked or written.
    """
    without(package, None)
    with pytest.raises(InputError) as caught:
        target_of("report", Destination(name))
    assert "fehlt ein Baustein" in str(caught.value)
    assert str(caught.value).endswith(f" {shlex.quote(sys.executable)} -m pip install {library}")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("error", [ImportError("DLL load failed while importing"), OSError(126, "blocked")], ids=repr)
@pytest.mark.parametrize(("name", "package", "library"), LIBRARIES)
def test_what_is_installed_and_blocked_is_not_called_missing(
    name: str, package: str, library: str, error: Exception, without
) -> None:
    """A library that a policy or a virus scanner keeps from loading is there: to look for it would lead astray."""
    without(package, error)
    with pytest.raises(InputError, match=f"{library} installiert, lässt sich aber nicht laden") as caught:
        format_for("report", name).load()
    assert str(error) in str(caught.value)
    assert "fehlt" not in str(caught.value)


@pytest.mark.parametrize("part", ["lxml", "lxml.etree", "docx.oxml"])
def test_a_part_that_is_blocked_does_not_make_a_library_missing(part: str, without) -> None:
    """Word's library is there; what it is built on is gone, or one of its compiled parts was taken away."""
    without("docx", ModuleNotFoundError(f"No module named '{part}'", name=part), part)
    with pytest.raises(InputError, match="python-docx installiert, lässt sich aber nicht laden") as caught:
        format_for("document", "docx").load()
    assert f"{part.rpartition('.')[2]}'" in str(caught.value)
    assert "fehlt" not in str(caught.value)
    # What is there is replaced only where that is demanded.
    assert str(caught.value).endswith(" -m pip install --force-reinstall python-docx")


def test_a_compiled_part_that_fails_without_a_name_is_not_called_missing(without) -> None:
    """The module inside typst is a library of the system; why it does not load, only its message says."""
    without("typst", ImportError("undefined symbol: PyType_GetName"), "typst._typst")
    with pytest.raises(InputError, match="typst installiert, lässt sich aber nicht laden: „undefined symbol"):
        format_for("document", "pdf").load()


def test_what_fails_to_load_only_while_it_works_is_told_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    pdf = format_for("document", "pdf")
    pdf.load()

    def blocked(*_: object, **__: object) -> None:
        raise ImportError("DLL load failed while importing _typst")

    monkeypatch.setattr(import_module("verbund_check.formats.pdf.document"), "to_pdf", blocked)
    with pytest.raises(InputError, match="typst installiert, lässt sich aber nicht laden: „DLL load failed"):
        list(pdf.pieces(Document("T", ())))


@pytest.mark.parametrize(("extra", "name"), [("", "markdown:nobody"), ("typst", "nobody:nothing")])
def test_fault_of_the_program_is_not_called_a_missing_extra(extra: str, name: str) -> None:
    """A missing module that no extra brings is a fault of the program and stays one."""
    with pytest.raises((ImportError, AttributeError)):
        Format("x", "X", (".x",), True, ("document",), name, extra).load()


def test_what_the_system_refuses_a_renderer_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """A PDF needs a place for temporary files; where there is none, that is no fault of the program."""
    import tempfile

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    pdf = format_for("document", "pdf")
    pdf.load()
    monkeypatch.setattr(tempfile, "mkdtemp", full)
    with pytest.raises(
        StorageError, match=r"^Das Format pdf lässt sich nicht erzeugen \(der Datenträger ist voll\)\.$"
    ):
        list(pdf.pieces(Document("T", ())))


def test_text_is_utf8() -> None:
    """A text format comes as UTF-8, without a byte order mark."""
    made = list(format_for("document", "md").pieces(Document("Größe", (Paragraph("„Ja“"),))))
    assert made == ["# Größe\n\n„Ja“\n".encode()]


def test_nothing_named_is_shown(tmp_path) -> None:
    """Where neither a format nor a file is named, a result is shown; what is no text becomes a file of its own name."""
    assert target_of("document", Destination()) == Target()
    assert target_of("document", Destination(default="md")) == Target(format_for("document", "md"))
    assert target_of("document", Destination("html")) == Target(format_for("document", "html"))
    docx = target_of("document", Destination("docx", stem=f"{tmp_path}/leitfaden"))
    assert (docx.form, docx.path) == (format_for("document", "docx"), tmp_path / "leitfaden.docx")
    assert target_of("document", Destination("docx", "-")).path is None


def test_where_nothing_can_be_installed_another_format_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder for Windows has no pip: a command that cannot run is no help."""
    monkeypatch.setattr("verbund_check.formats.find_spec", lambda _name: None)
    pdf = next(each for each in FORMATS if each.name == "pdf")
    told = str(pdf._unusable(ModuleNotFoundError("No module named 'typst'", name="typst")))
    assert "nicht dabei" in told
    assert "pip" not in told
