"""Every command that makes a document gives it in every format, and says in one sentence what does not go."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

from cli.conftest import Program
from verbund_check.guide.model import Guide
from verbund_check.text import local_date, local_today

from .every_document import firms, pair

COMMANDS = {
    "report": ("export", "bericht.json"),
    "section": ("show", "fears"),
    "sections": ("show",),
    "questionnaire": ("assess", "--blank"),
    "parties": ("compare", "eine.json", "andere.json"),
    "agenda": ("compare", "eine.json", "andere.json", "--agenda"),
    "firms": ("compare", "a.json", "b.json", "c.json"),
    "paper": ("rules", "--blank"),
}
NAMED = {
    "report": "bericht-mueller-und-soehne-gmbh-personalabteilung-{first}",
    "questionnaire": "fragebogen",
    "parties": "vergleich-mueller-und-soehne-gmbh-2026-09-14",
    "agenda": "tagesordnung-mueller-und-soehne-gmbh-2026-09-14",
    "firms": "vergleich-{today}",
    "paper": "eckpunkte",
}
"""What a file is called that nobody gave a name: what it is, whose and when; the second of the pair is of 14 September."""
BEGINS = {"md": b"# ", "html": b"<!DOCTYPE html>", "docx": b"PK\x03\x04", "pdf": b"%PDF-"}
GOOD, BAD = 0, 2


@pytest.fixture(autouse=True)
def _files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, guide: Guide) -> None:
    """The folder that the commands run in, with all that they name."""
    monkeypatch.chdir(tmp_path)
    one, other = pair(guide, "parties")
    named = dict(zip(("a", "b", "c"), firms(guide, 3), strict=True))
    for name, each in {"bericht": one, "eine": one, "andere": other, **named}.items():
        (tmp_path / f"{name}.json").write_bytes(msgspec.json.encode(each))


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("form", BEGINS)
def test_each_format_by_ending_by_name_and_to_standard_output(
    program: Program, tmp_path: Path, command: str, form: str, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    """--output alone, --format with --output, and --format with - give the same document."""
    by_ending = program(*COMMANDS[command], "--output", f"eins.{form}")
    assert (by_ending.code, by_ending.out, by_ending.err) == (GOOD, "", f"Geschrieben: eins.{form}\n")
    made = (tmp_path / f"eins.{form}").read_bytes()
    assert made.startswith(BEGINS[form])
    by_name = program(*COMMANDS[command], "--format", form.upper(), "--output", "zwei.dat")
    assert (by_name.code, (tmp_path / "zwei.dat").read_bytes()) == (GOOD, made)
    if form in ("md", "html"):
        assert program(*COMMANDS[command], "--format", form).out.encode() == made
        assert program(*COMMANDS[command], "--format", form, "--output", "-").out.encode() == made
    else:  # binary: a file with a name of its own, where none is given
        before = set(tmp_path.iterdir())
        named = program(*COMMANDS[command], "--format", form)
        (file,) = set(tmp_path.iterdir()) - before
        assert (named.code, named.out, file.suffix, file.read_bytes()) == (GOOD, "", f".{form}", made)


def named(command: str, guide: Guide) -> str:
    first = pair(guide, "parties")[0].finished
    return NAMED[command].format(first=local_date(first or ""), today=local_today())


@pytest.mark.parametrize("command", NAMED)
def test_a_file_is_called_after_what_it_is_whose_and_when(
    program: Program, tmp_path: Path, command: str, guide: Guide
) -> None:
    """Without --output, and with one that is a folder; a second one of the same name is refused."""
    (tmp_path / "ordner").mkdir()
    name = f"{named(command, guide)}.docx"
    for options, told in (((), name), (("--output", "ordner/"), f"ordner/{name}")):
        result = program(*COMMANDS[command], "--format", "docx", *options)
        assert (result.code, result.out, result.err) == (GOOD, "", f"Geschrieben: {told}\n")
        again = program(*COMMANDS[command], "--format", "docx", *options)
        assert (again.code, again.out) == (BAD, "")
        assert f"{told}“ gibt es schon" in again.err
        assert program(*COMMANDS[command], "--format", "docx", *options, "--force").code == GOOD


def test_a_blank_questionnaire_is_called_after_who_is_to_fill_it_in(program: Program) -> None:
    result = program(*COMMANDS["questionnaire"], "--name", "Muster GmbH", "--party", "BR", "--format", "docx")
    assert result.err == "Geschrieben: fragebogen-muster-gmbh-betriebsrat.docx\n"


def test_one_firm_over_time_is_called_after_its_party_too(program: Program, guide: Guide) -> None:
    for name, each in zip(("damals", "heute"), pair(guide, "time"), strict=True):
        Path(f"{name}.json").write_bytes(msgspec.json.encode(each))
    result = program("compare", "damals.json", "heute.json", "--format", "docx")
    assert "Geschrieben: vergleich-mueller-und-soehne-gmbh-personalabteilung-2026-09-14.docx\n" in result.err


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="Windows cannot change the time zone of a running program")
@pytest.mark.parametrize(("zone", "day"), [("Europe/Berlin", "2026-07-02"), ("America/New_York", "2026-07-01")])
def test_a_night_is_named_after_the_day_that_people_had(
    program: Program, guide: Guide, monkeypatch: pytest.MonkeyPatch, zone: str, day: str
) -> None:
    """Half past eleven at night in Greenwich is tomorrow in Berlin and yesterday's evening nowhere."""
    late = replace(pair(guide, "parties")[0], finished="2026-07-01T23:30:00Z")
    Path("spät.json").write_bytes(msgspec.json.encode(late))
    with monkeypatch.context() as patch:
        patch.setenv("TZ", zone)
        time.tzset()
        result = program("export", "spät.json", "--format", "docx")
        page = program("export", "spät.json").out
    time.tzset()
    assert result.err.endswith(f"-personalabteilung-{day}.docx\n")
    assert ".".join(reversed(day.split("-"))) in page


@pytest.mark.parametrize("command", COMMANDS)
def test_what_does_not_go_is_said_in_one_sentence_and_nothing_is_written(
    program: Program, tmp_path: Path, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Unknown formats and endings, files that exist, folders that do not, packages that are not installed."""
    (tmp_path / "da.md").write_text("alt", "utf-8")
    before = sorted(tmp_path.iterdir())
    for options, told in (
        (("--format", "dokx"), "docx"),
        (("--format", "xyzzy"), "md, html, docx, pdf"),
        (("--output", "bericht.dox"), "docx"),
        (("--output", "da.md"), "--force"),
        (("--output", "neu.md/"), "Ordner"),
        (("--output", "neu.md/", "--force"), "Ordner"),
        (("--output", "fehlt/bericht.md"), "Ordner gibt es nicht"),
        (("--output", "x" * 300 + ".md"), "zu lang"),
        (("--output", "a\0b.md"), "„ab.md“"),
    ):
        result = program(*COMMANDS[command], *options)
        assert (result.code, result.out) == (BAD, ""), options
        assert told in result.sentence, options
    for form, package, library in ("docx", "docx", "python-docx"), ("pdf", "typst", "typst"):
        monkeypatch.setitem(sys.modules, package, None)
        for module in [
            each for each in sys.modules if each.startswith(("verbund_check.formats.word", "verbund_check.formats.pdf"))
        ]:
            monkeypatch.delitem(sys.modules, module)
        result = program(*COMMANDS[command], "--output", f"neu.{form}")
        assert result.code == BAD
        # The command stands at the end, without a full stop that would be copied with it.
        assert result.err.count("\n") == 1
        assert result.err.endswith(f" -m pip install {library}\n")
    assert sorted(tmp_path.iterdir()) == before
    assert (tmp_path / "da.md").read_text("utf-8") == "alt"
    assert program(*COMMANDS[command], "--output", "da.md", "--force").code == GOOD
    assert (tmp_path / "da.md").read_text("utf-8").startswith("# ")


def test_a_paper_that_was_asked_comes_in_every_format(program: Program, tmp_path: Path) -> None:
    """`rules` with answers, here from a pipe that ends early: what there is is written, and the exit code says so."""
    for form, begins in BEGINS.items():
        result = program("rules", "--plain", "--output", f"papier.{form}", stdin=b"Muster GmbH, Beispiel AG\n1\n")
        assert result.code == 3
        assert (tmp_path / f"papier.{form}").read_bytes().startswith(begins)


@pytest.fixture
def opener(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[int], Path]:
    """Puts a program that opens files first on the path; it notes what it was given and ends with a code."""

    def make(code: int) -> Path:
        folder, noted = tmp_path / "bin", tmp_path / "geöffnet.txt"
        folder.mkdir(exist_ok=True)
        for name in ("xdg-open", "open"):
            path = folder / name
            path.write_text(
                f'#!/bin/sh\nprintf %s "$1" >"{noted}"\necho Gerede; echo Gerede >&2\nexit {code}\n', "utf-8"
            )
            path.chmod(0o700)
        monkeypatch.setenv("PATH", str(folder), prepend=":")
        return noted

    return make


@pytest.mark.skipif(sys.platform == "win32", reason="there the system opens files itself")
class TestOpen:
    @pytest.mark.parametrize("form", [*BEGINS, "json", "csv", "jsonl", "xlsx"])
    def test_opens_the_file_that_was_written(self, program, tmp_path, opener, form):
        noted = opener(0)
        result = program("export", "bericht.json", "--output", f"Bericht für Ö.{form}", "--open")
        assert (result.code, result.out, result.err) == (GOOD, "", f"Geschrieben: Bericht für Ö.{form}\n")
        assert Path(noted.read_text("utf-8")) == tmp_path / f"Bericht für Ö.{form}"

    @pytest.mark.parametrize("form", [*BEGINS, "json", "csv", "jsonl", "xlsx"])
    def test_without_output_the_file_gets_a_name_of_its_own(self, program, tmp_path, opener, form, guide):
        noted = opener(0)
        result = program("export", "bericht.json", "--format", form, "--open")
        name = f"{named('report', guide)}.{form}"
        assert (result.code, result.out, result.err) == (GOOD, "", f"Geschrieben: {name}\n")
        assert Path(noted.read_text("utf-8")) == tmp_path / name

    def test_without_format_it_is_markdown(self, program, tmp_path, opener):
        noted = opener(0)
        assert program("export", "bericht.json", "--open").code == GOOD
        assert noted.read_text("utf-8").endswith(".md")

    def test_a_folder_too(self, program, tmp_path, opener):
        noted = opener(0)
        (tmp_path / "Meine Betriebe").mkdir()
        assert program("export", "Meine Betriebe", "--format", "csv", "--open").code == GOOD
        assert Path(noted.read_text("utf-8")) == tmp_path / f"antworten-meine-betriebe-{local_today()}.csv"

    def test_nothing_is_opened_where_nothing_was_written(self, program, tmp_path, opener):
        noted = opener(0)
        (tmp_path / "da.html").touch()
        assert program("export", "bericht.json", "--output", "da.html", "--open").code == BAD
        result = program("export", "bericht.json", "--output", "-", "--open")
        assert (result.code, result.out) == (BAD, "")
        assert "--open" in result.sentence
        assert not noted.exists()

    @pytest.mark.parametrize("code", [3, None])
    def test_a_program_that_cannot_open_it_is_no_failure(self, program, tmp_path, opener, monkeypatch, code):
        if code is None:
            monkeypatch.setenv("PATH", str(tmp_path))
        else:
            opener(code)
        result = program("export", "bericht.json", "--output", "b.html", "--open")
        assert result.code == GOOD
        assert str(tmp_path / "b.html") in result.err
        assert (tmp_path / "b.html").exists()
