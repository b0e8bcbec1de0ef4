"""The parts of the packaging scripts that need neither a network nor Windows."""

from __future__ import annotations

import io
import sys
import zipfile
from pathlib import Path
from types import ModuleType

import pytest

CHECKOUT = Path(__file__).parents[2]
SCRIPTS = CHECKOUT / "packaging"


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(SCRIPTS))
    sys.modules.pop("windows", None)
    import windows as script

    return script


def zipped(files: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return target.getvalue()


def test_an_archive_depends_on_its_files_alone(windows: ModuleType):
    one = windows.parts.zipped({"b": b"2", "a/ä.txt": b"1"})
    assert one == windows.parts.zipped({"a/ä.txt": b"1", "b": b"2"})
    with zipfile.ZipFile(io.BytesIO(one)) as archive:
        assert archive.namelist() == ["a/ä.txt", "b"]
        assert {each.date_time for each in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize("top", ["", "cp313/"])
def test_the_files_of_python_are_taken_as_they_are_without_what_is_never_used(
    windows: ModuleType, tmp_path: Path, top: str
):
    names = (
        "python.exe",
        "python313._pth",
        "python313.dll",
        "_ssl.pyd",
        "libcrypto-3.dll",
        "sqlite3.dll",
        "_ctypes.pyd",
    )
    path = tmp_path / "python.zip"
    path.write_bytes(zipped({f"{top}{name}": name.encode() for name in names}))
    found = windows.python_files(path, windows.parts.sha256(path.read_bytes()).upper())
    assert found == {name: name.encode() for name in ("python.exe", "python313.dll", "_ctypes.pyd")}


def test_a_python_with_another_checksum_or_of_another_kind_is_refused(windows: ModuleType, tmp_path: Path):
    path = tmp_path / "python.zip"
    path.write_bytes(zipped({"python.exe": b"", "python312._pth": b""}))
    with pytest.raises(windows.PackagingError, match="has the checksum"):
        windows.python_files(path, "0" * 64)
    with pytest.raises(windows.PackagingError, match=r"no embeddable Python 3\.13"):
        windows.python_files(path, windows.parts.sha256(path.read_bytes()))


def test_code_goes_into_the_archive_and_what_has_data_stays_outside(windows: ModuleType):
    arranged = windows.arranged(
        {"a/__init__.py": b"x = 1\n", "b/__init__.py": b"", "b/words.yaml": b"x", "c.pyd": b"C"}
    )
    assert sorted(arranged) == ["bausteine.zip", "site/b/__init__.pyc", "site/b/words.yaml", "site/c.pyd"]
    with zipfile.ZipFile(io.BytesIO(arranged["bausteine.zip"])) as archive:
        assert archive.namelist() == ["a/__init__.pyc"]


@pytest.mark.parametrize("name", ["windows-requirements.txt", "windows-pdf-requirements.txt"])
def test_every_library_is_pinned_by_its_checksum(name: str):
    lines = (SCRIPTS / name).read_text("ascii").splitlines()
    pinned = [line for line in lines if not line.startswith("#")]
    assert pinned
    assert all("==" in line and " --hash=sha256:" in line for line in pinned)


def test_starters_are_ascii_and_quote_every_path():
    for name in ("Start.cmd", "verbund-check.cmd"):
        for line in (SCRIPTS / "windows" / name).read_text("ascii").splitlines():
            if "%~dp0" in line:
                assert '"' in line.split("%~dp0")[0], line


def test_the_text_beside_them_fits_a_narrow_window():
    assert max(map(len, (SCRIPTS / "windows" / "LIES MICH.txt").read_text("utf-8").splitlines())) <= 84
