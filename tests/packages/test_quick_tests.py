"""The quick tests pass on a Windows Python, as far as wine can show it; each folder of tests is one of these."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from . import wine as windows
from .wine import Wine, as_windows

CHECKOUT = Path(__file__).parents[2]

pytestmark = [pytest.mark.slow, pytest.mark.skipif(bool(windows.missing()), reason=windows.missing())]

FOLDERS = ("storage", "domain", "cli", "together", "path", "form")
"""Others need browsers, office programs and pseudo-terminals throughout, or typst and jsonschema, whose library wine lacks."""

NOT_FOR_TESTS = ("build", "mypy", "pexpect", "pytest-xdist", "ruff", "types-pyyaml", "verbund-check")
LACKS_PRNG = ("typst", "jsonschema")
"""These want bcryptprimitives.dll, which wine 8 has not."""


@pytest.fixture(scope="module")
def wine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Wine]:
    with Wine(tmp_path_factory.mktemp("windows")) as opened:
        yield opened


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Windows Python with what the tests need, and what wine lacks."""
    folder = tmp_path_factory.mktemp("python")
    with zipfile.ZipFile(io.BytesIO(Path(os.environ[windows.WINDOWS_PYTHON]).read_bytes())) as archive:
        archive.extractall(folder)
    found = next(folder.rglob("python.exe"))
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"]
    wanted = [*project["dependencies"], *extras["docx"], *extras["xlsx"], *extras["dev"], "colorama", "tzdata"]
    names = [each for each in wanted if not each.startswith((*NOT_FOR_TESTS, *LACKS_PRNG))]
    target = ["--target", str(folder / "site"), "--platform", "win_amd64", "--python-version", "3.13"]
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--only-binary", ":all:", *target, *names]
    subprocess.run(command, check=True)
    (folder / "site/sitecustomize.py").write_bytes((Path(__file__).parent / "wine_quirks.py").read_bytes())
    places = ["python313.zip", ".", *map(as_windows, (folder / "site", CHECKOUT / "src", CHECKOUT))]
    (found.parent / "python313._pth").write_text("\n".join([*places, "import site"]), encoding="utf-8")
    return found


@pytest.mark.parametrize("folder", FOLDERS)
def test_the_quick_tests_of(folder: str, wine: Wine, python: Path):
    words = ["-m", "pytest", f"tests/{folder}", "-m", "not slow", "-q", "-p", "no:cacheprovider", "-rsfE", "--tb=short"]
    run = wine.run([python, *words], cwd=CHECKOUT, timeout=1700)
    told = run.stdout.decode(errors="replace")
    print(told)
    assert run.returncode == 0, told[-6000:]
