"""Bytes on disk: what is read and what is not, and what is there after a write, whatever came between."""

from __future__ import annotations

import errno
import os
import stat
import time
from pathlib import Path

import pytest

from verbund_check import files
from verbund_check.errors import InputError

posix = pytest.mark.skipif(os.name == "nt", reason="modes, pipes and devices of Unix")


class TestReading:
    def test_what_is_there(self, tmp_path: Path) -> None:
        for data in (b"", b"a", b"x" * 1000):
            (tmp_path / "datei").write_bytes(data)
            assert files.read(tmp_path / "datei", 1000) == data

    def test_one_byte_too_much(self, tmp_path: Path) -> None:
        (tmp_path / "datei").write_bytes(b"x" * 2049)
        with pytest.raises(InputError, match=r"zu groß; erlaubt sind höchstens 2 KB"):
            files.read(tmp_path / "datei", 2048)

    @posix
    @pytest.mark.timeout(10)
    def test_a_pipe_a_socket_and_a_device_neither_hang_nor_fill_memory(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Promise: a pipe or a device in place of a file is told as what it is, at once."""
        import socket

        os.mkfifo(tmp_path / "rohr")
        (tmp_path / "null").symlink_to("/dev/zero")
        with socket.socket(socket.AF_UNIX) as listening:
            monkeypatch.chdir(tmp_path)  # the name of a socket may have some hundred characters only
            listening.bind("buchse")
            for name in ("rohr", "null", "buchse"):
                with pytest.raises(InputError, match="keine gewöhnliche Datei"):
                    files.read(tmp_path / name, 1000)

    def test_a_folder_and_nothing_at_all(self, tmp_path: Path) -> None:
        (tmp_path / "antworten.yaml").write_text("x")
        with pytest.raises(InputError, match="ist ein Ordner"):
            files.read(tmp_path, 1000)
        with pytest.raises(InputError, match=r"gibt es nicht.*Meinten Sie „antworten.yaml“"):
            files.read(tmp_path / "antwort.yaml", 1000)
        with pytest.raises(InputError, match="ungültiger Name"):
            files.read(tmp_path / "a\0b", 1000)

    def test_a_file_that_the_system_says_is_empty(self) -> None:
        """Some files of the system have no size and are not empty."""
        if Path("/proc/self/status").exists():
            assert b"Name:" in files.read(Path("/proc/self/status"), 100_000)


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (OSError(errno.EACCES, ""), "keine Berechtigung"),
        (OSError(errno.ENOSPC, ""), "voll"),
        (OSError(errno.EROFS, ""), "schreibgeschützt"),
        (OSError(errno.ENODEV, ""), "Stick"),
        (OSError(errno.ENXIO, ""), "Stick"),
        (OSError(errno.EIO, ""), "Stick"),
        (OSError(errno.ESTALE, ""), "Netzlaufwerk"),
        (OSError(errno.EHOSTDOWN, ""), "Netzlaufwerk"),
        (OSError(errno.ETIMEDOUT, ""), "Cloud"),
        (OSError(errno.EDEADLK, ""), "Cloud"),
        (OSError(0, ""), "Fehler des Systems"),
        (OSError("ohne Nummer"), "Fehler des Systems"),
        (ValueError("embedded null byte"), "ungültiger Name"),
    ],
)
def test_why_the_system_refused(error: Exception, told: str) -> None:
    assert told in files.german_reason(error)


@pytest.mark.parametrize(
    ("winerror", "number", "told"),
    [
        (32, errno.EACCES, "noch in einem anderen Programm geöffnet, etwa in Word?"),
        (33, errno.EACCES, "Word"),
        (21, errno.EACCES, "Stick"),
        (19, errno.EACCES, "schreibgeschützt"),
        (39, errno.EACCES, "voll"),
        (112, errno.ENOSPC, "voll"),
        (206, errno.ENOENT, "zu lang"),
        (225, errno.EINVAL, "Virenschutz"),
        (362, errno.EINVAL, "Cloud"),
        (389, errno.EINVAL, "Cloud"),
        (53, errno.ENOENT, "Netzlaufwerk"),
        (433, errno.EINVAL, "Stick"),
        (1167, errno.EINVAL, "Stick"),
        (123, errno.EINVAL, "ungültiger Name"),
        (3, errno.ENOENT, "nicht gefunden"),
        (5, errno.EACCES, "keine Berechtigung"),
    ],
)
def test_windows_says_more_than_errno(winerror: int, number: int, told: str) -> None:
    """Promise: a file in use, a pulled stick, a placeholder of a cloud are told as what they are, on Windows too."""
    error = OSError(number, "")
    error.winerror = winerror  # type: ignore[attr-defined]
    assert told in files.german_reason(error)


@pytest.mark.parametrize("winerror", [2, 3])
def test_windows_calls_a_path_not_found_that_is_too_long(winerror: int) -> None:
    error = OSError(errno.ENOENT, "", "C:\\" + "ordner\\" * 40 + "bericht.html")
    error.winerror = winerror  # type: ignore[attr-defined]
    assert "zu lang" in files.german_reason(error)


@pytest.mark.parametrize(
    "name",
    [
        "NUL.html",
        "nul",
        "con.docx",
        "Aux",
        "COM1.tar.gz",
        "lpt².md",
        "prn .txt",
        "CONIN$",
        "a:b.html",
        "a?.md",
        "x.",
        "x ",
        "a\tb",
    ],
)
def test_names_that_windows_takes_and_writes_elsewhere(name: str) -> None:
    """Promise: what Windows would write to a device, beside the file or under another name, is refused there, and there alone."""
    assert files.refused_name(name, windows=True)
    assert not files.refused_name(name, windows=False)


@pytest.mark.parametrize(
    "name", ["bericht.html", "Connor.docx", "nullen.md", "com.html", "com10.md", "aux-1.md", ".con", "ü.docx"]
)
def test_names_that_every_system_takes(name: str) -> None:
    assert files.refused_name(name, windows=True) == files.refused_name(name, windows=False) == ""


class TestWriting:
    def test_a_fresh_file_and_a_replaced_one(self, tmp_path: Path) -> None:
        for data in (b"eins", b"zwei"):
            files.write(tmp_path / "datei", data)
            assert (tmp_path / "datei").read_bytes() == data
            assert [path.name for path in tmp_path.iterdir()] == ["datei"]

    def test_in_pieces(self, tmp_path: Path) -> None:
        with files.writing(tmp_path / "datei") as write:
            write(b"eins ")
            write(b"zwei")
            assert not (tmp_path / "datei").exists()
        assert (tmp_path / "datei").read_bytes() == b"eins zwei"

    @pytest.mark.parametrize("replace", [True, False])
    def test_a_fault_on_the_way_leaves_nothing(self, tmp_path: Path, replace: bool) -> None:
        with pytest.raises(RuntimeError), files.writing(tmp_path / "datei", replace=replace) as write:
            write(b"halb")
            raise RuntimeError
        assert list(tmp_path.iterdir()) == []

    def test_a_long_name(self, tmp_path: Path) -> None:
        name = "ü" * 120
        files.write(tmp_path / name, b"x")
        assert (tmp_path / name).read_bytes() == b"x"

    @posix
    @pytest.mark.parametrize(("private", "fresh"), [(True, 0o600), (False, 0o644)])
    def test_who_may_read_it(self, tmp_path: Path, private: bool, fresh: int) -> None:
        """Promise: a private file stays private where it is replaced; a fresh one is as the user has chosen."""
        before = os.umask(0o022)
        try:
            files.write(tmp_path / "neu", b"x", private=private)
            for name, mode in (("alt", 0o600), ("offen", 0o664)):
                (tmp_path / name).write_bytes(b"meins")
                (tmp_path / name).chmod(mode)
                files.write(tmp_path / name, b"x", private=private)
        finally:
            os.umask(before)
        assert stat.S_IMODE((tmp_path / "offen").stat().st_mode) == (0o600 if private else 0o664)
        assert stat.S_IMODE((tmp_path / "neu").stat().st_mode) == fresh
        assert stat.S_IMODE((tmp_path / "alt").stat().st_mode) == 0o600

    @posix
    def test_what_a_group_was_allowed_is_no_business_of_another(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Promise: nobody may read more than before, also where the group cannot be taken over."""
        path = tmp_path / "datei"
        path.write_bytes(b"meins")
        path.chmod(0o640)
        old = path.stat()
        other = os.stat_result([*old[:5], old.st_gid + 1, *old[6:]])
        monkeypatch.setattr(files, "_status", lambda _path: other)

        def refuses(*_: object) -> None:
            raise PermissionError

        monkeypatch.setattr(files.os, "fchown", refuses)
        files.write(path, b"x")
        assert stat.S_IMODE(path.stat().st_mode) == 0o600

    def test_without_replace_what_is_there_stays(self, tmp_path: Path) -> None:
        (tmp_path / "datei").write_bytes(b"meins")
        with pytest.raises(FileExistsError):
            files.write(tmp_path / "datei", b"x", replace=False)
        with pytest.raises(FileExistsError), files.writing(tmp_path / "spaeter", replace=False) as write:
            write(b"x")
            (tmp_path / "spaeter").write_bytes(b"meins")  # it has appeared meanwhile
        for name in ("datei", "spaeter"):
            assert (tmp_path / name).read_bytes() == b"meins"
        assert len(list(tmp_path.iterdir())) == 2

    @posix
    @pytest.mark.parametrize("appears", [False, True])
    def test_the_same_where_there_are_no_hard_links(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, appears: bool
    ) -> None:
        """A stick has none; nor have some network folders."""

        def link(*_: object, **__: object) -> None:
            if appears:
                (tmp_path / "datei").write_bytes(b"meins")
            raise PermissionError(errno.EPERM, "")

        monkeypatch.setattr(files.os, "link", link)
        if appears:
            with pytest.raises(FileExistsError):
                files.write(tmp_path / "datei", b"x", replace=False)
        else:
            files.write(tmp_path / "datei", b"x", replace=False)
        assert (tmp_path / "datei").read_bytes() == (b"meins" if appears else b"x")
        assert len(list(tmp_path.iterdir())) == 1

    @posix
    @pytest.mark.parametrize("replace", [True, False])
    def test_the_file_is_on_disk_before_its_name_and_the_name_before_the_end(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, replace: bool
    ) -> None:
        """Promise: what was acknowledged survives a power cut: the file is synced, moved, and its folder synced."""
        done: list[str] = []
        fsync, moved = os.fsync, os.replace if replace else os.link

        def synced(descriptor: int) -> None:
            mode = os.fstat(descriptor).st_mode
            done.append("folder" if stat.S_ISDIR(mode) else f"file of {os.fstat(descriptor).st_size}")
            fsync(descriptor)

        def move(*args: object, **options: object) -> None:
            done.append("move")
            moved(*args, **options)  # type: ignore[arg-type]

        monkeypatch.setattr(files.os, "fsync", synced)
        monkeypatch.setattr(files.os, "replace" if replace else "link", move)
        files.write(tmp_path / "datei", b"1234", replace=replace)
        assert done == ["file of 4", "move", "folder"]

    @posix
    def test_a_folder_that_cannot_be_synced(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """A network folder that does not know this is no fault; a broken disk is."""
        fsync = os.fsync
        for number, fails in ((errno.EINVAL, False), (errno.EIO, True)):

            def refuses(descriptor: int, number: int = number) -> None:
                if stat.S_ISDIR(os.fstat(descriptor).st_mode):
                    raise OSError(number, "")
                fsync(descriptor)

            monkeypatch.setattr(files.os, "fsync", refuses)
            if fails:
                with pytest.raises(OSError):
                    files.write(tmp_path / "datei", b"x")
            else:
                files.write(tmp_path / "datei", b"x")

    @pytest.mark.parametrize(
        ("system", "refusals", "succeeds"), [("nt", 3, True), ("nt", 9, True), ("nt", 10, False), ("posix", 1, False)]
    )
    @pytest.mark.parametrize("replace", [True, False])
    def test_windows_is_asked_again_where_a_virus_scanner_holds_the_file(
        self,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
        system: str,
        refusals: int,
        succeeds: bool,
        replace: bool,
    ) -> None:
        """Promise: the rename is tried again for half a second there, and nowhere else."""
        target, slept = tmp_path / "datei", [0.0]
        left = [refusals]
        call = "replace" if replace else "rename" if system == "nt" else "link"
        real = getattr(os, call)

        def refuses(*args: object, **options: object) -> None:
            if left[0]:
                left[0] -= 1
                raise PermissionError(errno.EACCES, "")
            real(*args, **options)

        if call == "link":
            return  # there it is no fault but a file system without hard links
        with monkeypatch.context() as patch:
            patch.setattr(files.os, "name", system)
            patch.setattr(files.os, call, refuses)
            patch.setattr(time, "sleep", lambda seconds: slept.append(seconds))
            try:
                files.write(target, b"x", replace=replace)
                done = True
            except PermissionError:
                done = False
        assert done is succeeds
        assert target.exists() is succeeds
        assert len(list(tmp_path.iterdir())) == succeeds, "no half-written file stays"
        assert sum(slept) <= 0.5


def test_replacing_where_the_system_knows_modes_and_no_groups(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Python 3.13 on Windows has `fchmod` and no `fchown`."""
    monkeypatch.delattr(files.os, "fchown", raising=False)
    path = tmp_path / "bericht.md"
    path.write_bytes(b"alt")
    files.write(path, b"neu")
    assert path.read_bytes() == b"neu"


class TestFolderNamed:
    def test_always_absolute(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)
        assert files.folder_named("hier") == tmp_path / "hier"
        assert files.folder_named("~/hier") == Path.home() / "hier"
        assert files.folder_named(str(tmp_path)) == tmp_path

    @pytest.mark.parametrize("typed", ["~niemand-dieses-namens/x", "a\nb", "a\x1b[31m", "a\x7f"])
    def test_what_names_none(self, typed: str) -> None:
        """Promise: one sentence, and never a folder named "~niemand"."""
        with pytest.raises(InputError, match=r"„.*“"):
            files.folder_named(typed)

    @posix
    def test_where_the_present_folder_is_gone(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        gone = tmp_path / "weg"
        gone.mkdir()
        monkeypatch.chdir(gone)
        gone.rmdir()
        with pytest.raises(InputError, match="ganzen Weg"):
            files.folder_named("hier")
