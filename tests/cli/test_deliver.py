"""Where a result goes: shown, to standard output or to a file; and what happens to files that are there."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from verbund_check import files
from verbund_check.commands.deliver import Content, Destination, deliver, target_of
from verbund_check.documents.blocks import Document, Paragraph
from verbund_check.errors import InputError, StorageError

DOCUMENT = Document("Titel", (Paragraph("Text"),))
MADE = b"# Titel\n\nText\n"


def to(path: Path | str, **options: bool) -> Destination:
    return Destination(output=str(path), **options)


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


def test_a_file_that_appeared_meanwhile_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between the question whether it is there and the writing, another program may have written it."""
    path = tmp_path / "bericht.md"
    real = files.os.fsync

    def slow(descriptor: int) -> None:
        path.write_text("von jemand anderem", "utf-8")
        real(descriptor)

    monkeypatch.setattr(files.os, "fsync", slow)
    with pytest.raises(InputError, match="gibt es schon; mit --force"):
        deliver(DOCUMENT, to(path))
    assert path.read_text("utf-8") == "von jemand anderem"
    assert [each.name for each in tmp_path.iterdir()] == ["bericht.md"], "nothing is left behind"


@pytest.mark.skipif(os.name == "nt", reason="modes of POSIX")
def test_with_force_a_private_file_stays_private(tmp_path: Path) -> None:
    path = tmp_path / "bericht.md"
    path.write_text("alt", "utf-8")
    path.chmod(0o600)
    deliver(DOCUMENT, to(path, force=True))
    assert (path.read_bytes(), mode(path)) == (MADE, 0o600)
    before = os.umask(0o022)
    try:
        deliver(DOCUMENT, to(tmp_path / "neu.md"))
    finally:
        os.umask(before)
    assert mode(tmp_path / "neu.md") == 0o644, "a report to hand round is no secret"


def test_on_windows_a_file_that_is_held_for_a_moment_is_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A virus scanner looks into what was just written."""
    path = tmp_path / "bericht.md"
    path.write_text("alt", "utf-8")
    real, refused = os.replace, [PermissionError(errno.EACCES, "in use")] * 3

    def held(source: Path, target: Path) -> None:
        if refused:
            raise refused.pop()
        real(source, target)

    monkeypatch.setattr(files.os, "replace", held)
    monkeypatch.setattr(files.time, "sleep", lambda _seconds: None)
    with monkeypatch.context() as windows:
        windows.setattr(files.os, "name", "nt")
        with files.writing(path) as write:
            write(MADE)
    assert path.read_bytes() == MADE


@pytest.mark.parametrize(
    ("number", "kind", "told"),
    [
        (errno.ENOSPC, StorageError, "der Datenträger ist voll"),
        (errno.EACCES, StorageError, "keine Berechtigung"),
        (errno.ENAMETOOLONG, InputError, "der Name ist zu lang"),
        (errno.ENOENT, InputError, "den Ordner gibt es nicht"),
    ],
)
def test_why_the_system_refused_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, kind: type[Exception], told: str
) -> None:
    def refuse(_descriptor: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(files.os, "fsync", refuse)
    path = tmp_path / "bericht.md"
    path.write_text("alt", "utf-8")
    with pytest.raises(kind, match=rf"lässt sich nicht schreiben \({told}\)\.$"):
        deliver(DOCUMENT, to(path, force=True))
    assert path.read_text("utf-8") == "alt"
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize("name", ["ordner", "ordner/", "v1.2", "v1.2/", ".", "./"])
@pytest.mark.parametrize(("form", "ending"), [(None, "md"), ("html", "html")])
def test_what_goes_into_a_folder_has_its_own_name_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, form: str | None, ending: str
) -> None:
    """Also where the name of the folder looks as if it had an ending; what is there already is kept."""
    for folder in ("ordner", "v1.2"):
        (tmp_path / folder).mkdir()
    monkeypatch.chdir(tmp_path)
    destination = Destination(form, name, stem="bericht-muster-gmbh")
    written = tmp_path / name / f"bericht-muster-gmbh.{ending}"
    assert deliver(DOCUMENT, destination) == Path(name) / written.name
    assert [each for each in tmp_path.rglob("*") if each.is_file()] == [written]
    made = written.read_bytes()
    assert made == MADE or form
    with pytest.raises(InputError, match=r"bericht-muster-gmbh\.\w+“ gibt es schon; mit --force"):
        deliver(DOCUMENT, destination)
    deliver(DOCUMENT, destination._replace(force=True))
    assert written.read_bytes() == made


def test_nothing_is_refused_for_a_name_that_the_file_will_not_have(tmp_path: Path) -> None:
    """Before the questions nobody knows whose result it will be; only what it will be called for sure can be in the way."""
    (tmp_path / "verbund-check.md").touch()
    target = target_of("document", Destination(output=str(tmp_path)))
    assert target.path is not None
    assert target.path.parent == tmp_path


@pytest.mark.parametrize("name", ["neu/", "neu/tiefer/"])
def test_a_folder_that_is_not_there_gets_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    for force in (False, True):
        with pytest.raises(InputError) as caught:
            deliver(DOCUMENT, to(name, force=force))
        assert str(caught.value) == f"Den Ordner „{name}“ gibt es nicht; bitte legen Sie ihn zuerst an."
    assert list(tmp_path.iterdir()) == []


def test_no_name_at_all_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A variable of the shell that is empty."""
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InputError, match=r"^„“ ist kein Dateiname\.$"):
        deliver(DOCUMENT, to(""))


@pytest.mark.skipif(os.name == "nt", reason="devices of POSIX")
def test_a_device_is_written_through(tmp_path: Path) -> None:
    """`-o /dev/null` and `-o >(less)` need no --force: there is nothing to replace."""
    pipe = tmp_path / "rohr.md"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        deliver(DOCUMENT, to(pipe))
        assert os.read(reader, 1000) == MADE
    finally:
        os.close(reader)
    assert pipe.is_fifo()


@pytest.mark.skipif(os.name == "nt", reason="links of POSIX")
def test_what_a_link_leads_to_is_replaced(tmp_path: Path) -> None:
    link, path = tmp_path / "link.md", tmp_path / "bericht.md"
    path.write_text("alt", "utf-8")
    link.symlink_to(path)
    with pytest.raises(InputError, match="gibt es schon"):
        deliver(DOCUMENT, to(link))
    deliver(DOCUMENT, to(link, force=True))
    assert link.is_symlink()
    assert path.read_bytes() == MADE


def test_what_is_not_wanted_is_not_made(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The screen gets a document for the screen, a file one for files; data is made for data formats only."""

    def fail() -> object:
        raise AssertionError

    made: list[bool] = []
    content = Content("comparison", lambda on_screen: made.append(on_screen) or DOCUMENT, fail)
    deliver(content, Destination())
    assert capsys.readouterr().out.startswith("Titel\n") or made
    deliver(content, to(tmp_path / "a.md"))
    assert made == [True, False]
    deliver(Content("comparison", lambda _: fail(), lambda: {"schema": 1}), to(tmp_path / "a.json"))  # type: ignore[arg-type,return-value]
    assert (tmp_path / "a.json").read_text("utf-8") == '{\n  "schema": 1\n}\n'


def test_a_folder_is_written_piece_by_piece(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, guide) -> None:
    """Memory stays constant: each report is forgotten before the next is made."""
    from verbund_check.formats import data

    alive: list[int] = []

    def reports() -> Iterator[int]:
        for number in range(5):
            alive.append(number)
            yield number

    written: list[list[int]] = []
    monkeypatch.setattr(data, "to_jsonl", lambda report, _guide: written.append([*alive]) or f"{report}\n".encode())
    path = tmp_path / "alle.jsonl"
    deliver(Content("folder", data=lambda: data.Reports(reports(), guide)), to(path))
    assert path.read_bytes() == b"0\n1\n2\n3\n4\n"
    assert [each[-1] for each in written] == [0, 1, 2, 3, 4]
