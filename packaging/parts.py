"""What both packages are made of: this program and the libraries that it needs, pinned, and files that are written the same each time."""

from __future__ import annotations

import hashlib
import io
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[1]

DATE = (1980, 1, 1, 0, 0, 0)
"""When every file in an archive was changed: the earliest day that a ZIP can tell."""


class PackagingError(Exception):
    """What keeps a package from being made, in one sentence."""


def pip(*words: str) -> None:
    """Run pip of this Python; PackagingError with its last words where it fails."""
    run = subprocess.run([sys.executable, "-m", "pip", *words], capture_output=True, text=True, check=False)
    if run.returncode:
        raise PackagingError(f"pip {words[0]} failed:\n{run.stderr.strip()[-2000:]}")


def own_wheel(folder: Path) -> Path:
    """Build the wheel of this checkout into `folder` and return it."""
    pip("wheel", "--quiet", "--no-deps", "--wheel-dir", str(folder), str(CHECKOUT))
    return next(folder.glob("verbund_check-*.whl"))


def wheels_for_windows(requirements: Path, folder: Path, wheels: Path | None) -> list[Path]:
    """Put the pinned wheels for Windows into `folder` and return them; from the folder `wheels` alone where there is one."""
    source = ["--no-index", "--find-links", str(wheels)] if wheels else []
    pip(
        "download",
        "--quiet",
        "--require-hashes",
        "--no-deps",
        *source,
        *for_windows(),
        "--dest",
        str(folder),
        "-r",
        str(requirements),
    )
    return sorted(folder.glob("*.whl"))


def for_windows() -> list[str]:
    """Return what makes pip choose wheels for the Python of the folder."""
    return ["--platform", "win_amd64", "--python-version", "3.13", "--only-binary", ":all:"]


def sha256(data: bytes) -> str:
    """Return the checksum as it is written everywhere."""
    return hashlib.sha256(data).hexdigest()


def zipped(files: Mapping[str, bytes], *, compress: bool = True) -> bytes:
    """Return an archive of these files (path → bytes) that depends on nothing else: names sorted, one date, one mode."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, DATE)
            entry.create_system, entry.external_attr = 0, 0
            entry.compress_type = zipfile.ZIP_DEFLATED if compress else zipfile.ZIP_STORED
            archive.writestr(entry, files[name], compresslevel=9)
    return target.getvalue()


def compiled(name: str, source: bytes) -> bytes:
    """Return a module compiled for the Python that runs this; it names itself `name` in a traceback."""
    import py_compile

    with tempfile.TemporaryDirectory() as folder:
        path, target = Path(folder) / "module.py", Path(folder) / "module.pyc"
        path.write_bytes(source)
        mode = py_compile.PycInvalidationMode.UNCHECKED_HASH  # no date in it, and nothing to compare with at the start
        py_compile.compile(str(path), str(target), dfile=name, doraise=True, invalidation_mode=mode)
        return target.read_bytes()
