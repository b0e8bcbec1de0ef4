"""Makes one file for Linux or macOS that holds this program and its libraries; only Python itself must be there.

    python3 packaging/onefile.py -o verbund-check

shiv (needed for this alone, so it is put into an environment of its own) packs what pip installs. Some libraries are
compiled: the file is for the system and the version of Python that make it. The same input gives the same bytes.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

import parts
from parts import PackagingError

SHIV = "shiv>=1.0.8"


def main() -> None:
    """Make the file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pdf", action="store_true", help="with PDF, which adds some 20 MB")
    parser.add_argument("--wheels", type=Path, help="take the libraries from this folder instead of the network")
    parser.add_argument("-o", "--output", type=Path, default=Path("verbund-check"))
    given = parser.parse_args()
    try:
        make(given.output, pdf=given.pdf, wheels=given.wheels)
    except PackagingError as error:
        sys.exit(str(error))
    made = given.output.read_bytes()
    print(f"{parts.sha256(made)}  {given.output.name}  ({len(made) / 1e6:.1f} MB)")


def make(output: Path, *, pdf: bool = False, wheels: Path | None = None) -> None:
    """Write the file. Raises PackagingError where pip or shiv fail."""
    if sys.platform == "win32":
        raise PackagingError("This is for Linux and macOS; for Windows there is packaging/windows.py.")
    with tempfile.TemporaryDirectory() as folder:
        own, site, tools = parts.own_wheel(Path(folder)), Path(folder) / "site", Path(folder) / "tools"
        source = ["--no-index", "--find-links", str(wheels)] if wheels else []
        # By its version and not by its path, which would be kept in the file.
        program = f"verbund-check[{'docx,xlsx,pdf' if pdf else 'docx,xlsx'}]=={own.name.split('-')[1]}"
        parts.pip("install", "--quiet", "--no-compile", "--target", str(site), "--find-links", folder, *source, program)
        shutil.rmtree(site / "bin", ignore_errors=True)  # starters that name the Python of this folder
        for record in site.glob("*.dist-info/RECORD"):  # and their checksums
            record.unlink()
        venv.create(tools, with_pip=True)
        _run(str(tools / "bin/python"), "-m", "pip", "install", "--quiet", *source, SHIV)
        # By its name, so that the file runs wherever that Python is called so.
        python = f"/usr/bin/env python{sys.version_info[0]}.{sys.version_info[1]}"
        shiv = [str(tools / "bin/shiv"), "--site-packages", str(site), "--python", python, "--reproducible"]
        _run(*shiv, "--entry-point", "verbund_check.__main__:main", "--output-file", str(output))


def _run(*command: str) -> None:
    env = {**os.environ, "SOURCE_DATE_EPOCH": "315532800", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    run = subprocess.run(command, capture_output=True, text=True, env=env, check=False)
    if run.returncode:
        raise PackagingError(f"{Path(command[0]).name} failed:\n{run.stderr.strip()[-2000:]}")


if __name__ == "__main__":
    main()
