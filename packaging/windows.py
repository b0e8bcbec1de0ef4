"""Makes verbund-check-windows.zip: a folder with Python and this program for a computer on which nothing can be installed.

    python3.13 packaging/windows.py python-3.13.2-embed-amd64.zip --sha256 HASH

The embeddable Python of python.org is given and checked; its files are kept byte for byte, so their signatures hold. No
program of our own is in the folder, only modules and two `.cmd`. The same input gives the same bytes. Python 3.13 must
run this, for it compiles the modules; docs/verteilen.md says the rest.
"""

from __future__ import annotations

import argparse
import io
import re
import sys
import tempfile
import zipfile
from collections.abc import Mapping
from fnmatch import fnmatchcase
from pathlib import Path

import parts
from parts import PackagingError

VERSION = (3, 13)
HERE = Path(__file__).resolve().parent
REQUIREMENTS = HERE / "windows-requirements.txt"
PDF_REQUIREMENTS = HERE / "windows-pdf-requirements.txt"
TOP = "verbund-check"
PROGRAM = f"{TOP}/programm"
MODULES = "bausteine.zip"
LARGEST = 20_000_000
"""Bytes of the whole, zipped, without PDF: what mail systems and people put up with."""

UNUSED_OF_PYTHON = (
    "_bz2.pyd", "_hashlib.pyd", "_lzma.pyd", "_multiprocessing.pyd", "_sqlite3.pyd", "_ssl.pyd", "libcrypto-*.dll",
    "libssl-*.dll", "pythonw.exe", "sqlite3.dll", "winsound.pyd", "*._pth",
)  # fmt: skip
"""Never imported, however the program is used (a test looks); without OpenSSL it cannot even open a secure connection."""

UNUSED_MODULES = (
    "pygments/*", "markdown_it/*", "mdurl/*",
    "lxml/[!_e]*", "lxml/_difflib*", "lxml/ElementInclude.py", "lxml/*.pyx", "lxml/*.h",
    "docx/templates/default-docx-template/*", "*/sboms/*",
    "*/RECORD", "*/INSTALLER", "*/WHEEL", "*/entry_points.txt", "*/top_level.txt", "*/REQUESTED", "*.data/*", "*.pyi", "*/py.typed",
)  # fmt: skip


def main() -> None:
    """Make the ZIP, or pin anew what goes into it."""
    given = _arguments()
    try:
        if given.pin:
            _pin()
        else:
            made = make(given.python, given.sha256, pdf=given.pdf, wheels=given.wheels)
            given.output.write_bytes(made)
            print(f"{parts.sha256(made)}  {given.output.name}  ({len(made) / 1e6:.1f} MB)")
    except PackagingError as error:
        sys.exit(str(error))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("python", type=Path, nargs="?", help="the embeddable Python 3.13 for Windows, 64 bit, as a ZIP")
    parser.add_argument("--sha256", help="its checksum, as python.org says it")
    parser.add_argument("--pdf", action="store_true", help="with PDF, which adds some 30 MB")
    parser.add_argument("--wheels", type=Path, help="take the libraries from this folder instead of the network")
    parser.add_argument("-o", "--output", type=Path, default=Path("verbund-check-windows.zip"))
    parser.add_argument(
        "--pin", action="store_true", help="write the newest versions of the libraries into the lists here"
    )
    given = parser.parse_args()
    if not given.pin and not (given.python and given.sha256):
        parser.error("the ZIP of Python and its --sha256 are needed")
    return given


def make(python: Path, checksum: str, *, pdf: bool = False, wheels: Path | None = None) -> bytes:
    """Return the ZIP. Raises PackagingError where the Python is another, or it becomes larger than promised."""
    if sys.version_info[:2] != VERSION:
        raise PackagingError("Only Python 3.13 can compile the modules for the Python in the folder.")
    files = {f"{PROGRAM}/{name}": data for name, data in python_files(python, checksum).items()}
    files |= {f"{PROGRAM}/{name}": data for name, data in program_files(pdf=pdf, wheels=wheels).items()}
    files[f"{PROGRAM}/python313._pth"] = SEARCHED.encode("ascii")
    files |= {f"{TOP}/{name}": _for_cmd(HERE / "windows" / name) for name in ("Start.cmd", "verbund-check.cmd")}
    files[f"{TOP}/LIES MICH.txt"] = _for_notepad(HERE / "windows" / "LIES MICH.txt")
    files[f"{TOP}/LICENSE.txt"] = _for_notepad(parts.CHECKOUT / "LICENSE")
    sums = "".join(f"{parts.sha256(files[name])}  {name.removeprefix(f'{TOP}/')}\r\n" for name in sorted(files))
    files[f"{PROGRAM}/SHA256.txt"] = sums.encode()
    made = parts.zipped(files)
    if not pdf and len(made) > LARGEST:
        raise PackagingError(f"{len(made)} bytes are more than {LARGEST}.")
    return made


SEARCHED = f"python313.zip\r\n{MODULES}\r\n.\r\nsite\r\nimport site\r\n"
"""Where Python looks for modules, in this order. Where it finds this file, no variable and no registry has a say."""


def python_files(archive: Path, checksum: str) -> dict[str, bytes]:
    """Return the files of the embeddable Python that are needed, by name. PackagingError where it is not what was said."""
    data = archive.read_bytes()
    if parts.sha256(data) != checksum.lower():
        raise PackagingError(f"{archive.name} has the checksum {parts.sha256(data)}, not {checksum}.")
    files = _unpacked(data)
    start = next((name.removesuffix("python.exe") for name in files if name.split("/")[-1] == "python.exe"), None)
    if start is None or f"{start}python313._pth" not in files:
        raise PackagingError(f"{archive.name} is no embeddable Python 3.13.")
    inside = {name.removeprefix(start): content for name, content in files.items() if name.startswith(start)}
    return {name: content for name, content in inside.items() if not _fits(name, UNUSED_OF_PYTHON)}


def program_files(*, pdf: bool, wheels: Path | None) -> dict[str, bytes]:
    """Return this program and its libraries, compiled: what is only code in one archive, the rest as files."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder)
        requirements = [REQUIREMENTS, *([PDF_REQUIREMENTS] if pdf else [])]
        found = [wheel for each in requirements for wheel in parts.wheels_for_windows(each, target / each.stem, wheels)]
        (target / "own").mkdir()
        found.append(parts.own_wheel(target / "own"))
        contents = [_unpacked(wheel.read_bytes()) for wheel in found]
    files = {_placed(name): data for content in contents for name, data in content.items()}
    files["sitecustomize.py"] = (HERE / "windows" / "sitecustomize.py").read_bytes()
    return arranged({name: data for name, data in files.items() if not _fits(name, UNUSED_MODULES)})


def arranged(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return modules and data (path → bytes) as they lie in the folder: a package that is nothing but code goes into the archive."""
    tops: dict[str, list[str]] = {}
    for name in files:
        tops.setdefault(name.split("/")[0], []).append(name)
    code, loose = dict[str, bytes](), dict[str, bytes]()
    for names in tops.values():
        is_code = all(name.endswith(".py") for name in names)
        for name in names:
            into, place = (code, "") if is_code else (loose, "site/")
            if name.endswith(".py"):
                into[f"{place}{name}c"] = parts.compiled(name, files[name])
            else:
                into[f"{place}{name}"] = files[name]
    return {MODULES: parts.zipped(code, compress=False), **loose}


def _placed(name: str) -> str:
    """Where a file of a wheel is installed."""
    return re.sub(r"^[^/]+\.data/(?:purelib|platlib)/", "", name)


def _fits(name: str, patterns: tuple[str, ...]) -> bool:
    return any(fnmatchcase(name, pattern) for pattern in patterns)


def _unpacked(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {each.filename: archive.read(each) for each in archive.infolist() if not each.is_dir()}


def _for_cmd(path: Path) -> bytes:
    """A batch file: Windows' line ends, and ASCII alone, which means the same in every code page."""
    return path.read_text("ascii").replace("\n", "\r\n").encode("ascii")


def _for_notepad(path: Path) -> bytes:
    """A text with Windows' line ends and the mark by which every Notepad knows UTF-8."""
    return path.read_text("utf-8").replace("\n", "\r\n").encode("utf-8-sig")


def _pin() -> None:
    """Resolve the libraries for Windows anew and write each version, with the checksum of its wheel, into the lists."""
    import tomllib

    project = tomllib.loads((parts.CHECKOUT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"]
    # pip reads the conditions of libraries for the system that it runs on, so what only Windows needs is named here.
    wanted = [*project["dependencies"], *extras["docx"], *extras["xlsx"], "colorama"]
    pinned = _resolved(wanted)
    _write_pins(REQUIREMENTS, pinned)
    _write_pins(
        PDF_REQUIREMENTS, {line: sum for line, sum in _resolved([*extras["pdf"]]).items() if line not in pinned}
    )


def _resolved(wanted: list[str]) -> dict[str, str]:
    with tempfile.TemporaryDirectory() as folder:
        parts.pip("download", "--quiet", *parts.for_windows(), "--dest", folder, *wanted)
        found = sorted(Path(folder).glob("*.whl"))
        return {"==".join(each.name.split("-")[:2]): parts.sha256(each.read_bytes()) for each in found}


def _write_pins(path: Path, pinned: Mapping[str, str]) -> None:
    lines = [
        f"{line} --hash=sha256:{checksum}\n"
        for line, checksum in pinned.items()
        if line.split("==")[0] not in NOT_SHIPPED
    ]
    path.write_text("# Written by: python packaging/windows.py --pin\n" + "".join(lines), encoding="ascii")


NOT_SHIPPED = ("pygments", "markdown_it_py", "mdurl")
"""Needed by the libraries for what this program never does."""

if __name__ == "__main__":
    main()
