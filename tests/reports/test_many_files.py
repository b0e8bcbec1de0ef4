"""A folder of many files: streamed with little memory, the damaged ones named, nothing half-written left behind."""

from __future__ import annotations

import gc
import json
import os
import signal
import subprocess
import sys
import time
import tracemalloc
from pathlib import Path

import msgspec
import pytest

from cli.conftest import Program
from verbund_check.guide.model import Guide

from .every_document import example

RUN = (sys.executable, "-m", "verbund_check")
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="signals and limits of POSIX")
MIB = 1024 * 1024


def many(guide: Guide, folder: Path, number: int) -> Path:
    """A folder with as many assessments, in truth one file with as many names."""
    folder.mkdir()
    first = folder / "000000.json"
    first.write_bytes(msgspec.json.encode(example(guide, 1, "Müller & Söhne GmbH")) + b"\n")
    for count in range(1, number):
        os.link(first, folder / f"{count:06}.json")
    return folder


def peak(program: Program, folder: Path, form: str) -> int:
    """The most memory that Python objects took while a folder was exported."""
    gc.collect()
    tracemalloc.start()
    try:
        assert program("export", folder, "--output", folder.with_suffix(f".{form}")).code == 0
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("form", ["jsonl", "csv"])
def test_memory_does_not_grow_with_the_number_of_files(
    program: Program, guide: Guide, tmp_path: Path, form: str
) -> None:
    """Ten times as many files (some 2 MB of them) take hardly more memory: their names are what is kept."""
    small, large = many(guide, tmp_path / "wenige", 100), many(guide, tmp_path / "viele", 1000)
    peak(program, small, f"warm.{form}")
    few, lots = (peak(program, folder, form) for folder in (small, large))
    assert lots - few < 0.8 * MIB
    assert len((tmp_path / f"viele.{form}").read_bytes()) > 1.5 * MIB


WATCHED = """
import sys
from verbund_check import cli
code = cli.run(sys.argv[1:])
print(code, *(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")))
"""


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="needs Linux")
@pytest.mark.parametrize(("form", "few", "lots"), [("jsonl", 2000, 10_000), ("csv", 2000, 10_000), ("xlsx", 500, 2500)])
def test_five_times_as_many_files_take_no_more_memory(
    guide: Guide, tmp_path: Path, form: str, few: int, lots: int
) -> None:
    """The same as the operating system sees it, in a process of its own."""
    sizes = {}
    for number in (few, lots):
        folder = many(guide, tmp_path / str(number), number)
        command = [sys.executable, "-c", WATCHED, "export", folder, "--output", tmp_path / f"{number}.{form}"]
        done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True, timeout=300)
        code, sizes[number] = map(int, done.stdout.split())
        assert code == 0
    print({number: f"{size / 1024:.1f} MiB" for number, size in sizes.items()})
    assert sizes[lots] - sizes[few] < 4 * 1024


def test_damaged_files_are_named_at_the_end_and_the_rest_is_there(
    program: Program, folder: Path, tmp_path: Path
) -> None:
    """One sentence each, after the sentence that says what was written; twenty of them at most."""
    good = len(list(folder.iterdir()))
    for number in range(23):
        (folder / f"kaputt-{number:02}.json").write_text("{", "utf-8")
    (folder / "fremd.yaml").write_text("answers: {benefit: vielleicht}\n", "utf-8")
    (folder / "liesmich.txt").write_text("kein JSON", "utf-8")
    result = program("export", folder, "--output", tmp_path / "alle.jsonl")
    assert (result.code, result.out) == (0, "")
    assert len((tmp_path / "alle.jsonl").read_text("utf-8").splitlines()) == good
    first, *named, rest = result.err.splitlines()
    assert first.startswith("Geschrieben: ")
    assert len(named) == 20
    assert "fremd.yaml" in named[0]
    assert all(line.startswith("Nicht lesbar, wird übergangen: kaputt-") for line in named[1:])
    assert rest == "… und 4 weitere Dateien."
    assert "liesmich" not in result.err


def test_an_empty_folder_is_an_empty_file(program: Program, tmp_path: Path) -> None:
    """Of CSV the head remains."""
    (tmp_path / "leer").mkdir()
    assert program("export", tmp_path / "leer", "--format", "jsonl").out == ""
    assert program("export", tmp_path / "leer", "--format", "csv").out.count("\n") == 1


@pytest.mark.parametrize("form", [None, "md", "json", "docx", "html", "xyzzy"])
def test_a_folder_goes_to_records_only(program: Program, folder: Path, form: str | None) -> None:
    """Everything else is refused with what is possible."""
    result = program("export", folder, *(["--format", form] if form else []))
    assert (result.code, result.out) == (2, "")
    assert "jsonl" in result.sentence
    assert "csv" in result.sentence


def test_the_same_line_for_one_as_in_a_folder(program: Program, folder: Path) -> None:
    """A single file gives the very line that it has among many."""
    lines = program("export", folder, "--format", "jsonl").out.splitlines()
    for path, line in zip(sorted(folder.iterdir()), lines, strict=True):
        if json.loads(line)["complete"]:
            assert program("export", path, "--format", "jsonl").out == line + "\n"
            break


def left(folder: Path, *known: str) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name not in known)


@POSIX
@pytest.mark.parametrize("stop", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_interrupted_it_leaves_nothing_behind(guide: Guide, tmp_path: Path, stop: str) -> None:
    """No half-written file, neither under its name nor under another one."""
    folder = many(guide, tmp_path / "in", 6000)
    process = subprocess.Popen(
        [*RUN, "export", folder, "--output", tmp_path / "out.jsonl"],
        stderr=subprocess.PIPE,
        encoding="utf-8",
        cwd=tmp_path,
    )
    while process.poll() is None and not any(path.stat().st_size for path in tmp_path.glob(".verbund-check-*")):
        time.sleep(0.005)
    process.send_signal(getattr(signal, stop))
    _, told = process.communicate(timeout=30)
    assert (process.returncode, left(tmp_path, "in")) == (130, [])
    assert "Traceback" not in told


@POSIX
@pytest.mark.parametrize("form", ["jsonl", "csv", "html", "xlsx"])
def test_a_full_disk_leaves_the_old_file_as_it_was(guide: Guide, tmp_path: Path, form: str) -> None:
    """Exit code 4, one sentence, and what was there before is still there."""
    import resource

    folder = many(guide, tmp_path / "in", 100)
    source = folder if form != "html" else folder / "000000.json"
    (tmp_path / f"out.{form}").write_text("alt", "utf-8")
    done = subprocess.run(
        [*RUN, "export", source, "--output", tmp_path / f"out.{form}", "--force"],
        capture_output=True, encoding="utf-8", timeout=60,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000)),
    )  # fmt: skip
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (4, "", 1)
    # A workbook is put together before it is written, also on a disk.
    assert ("lässt sich nicht erzeugen" if form == "xlsx" else "lässt sich nicht schreiben") in done.stderr
    assert left(tmp_path, "in") == [f"out.{form}"]
    assert (tmp_path / f"out.{form}").read_text("utf-8") == "alt"


@POSIX
@pytest.mark.parametrize("form", ["jsonl", "csv"])
def test_a_reader_that_has_enough_is_no_fault(guide: Guide, tmp_path: Path, form: str) -> None:
    """`verbund-check export ordner --format jsonl | head -1` ends in silence."""
    folder = many(guide, tmp_path / "in", 1000)
    process = subprocess.Popen(
        [*RUN, "export", folder, "--format", form], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout and process.stderr
    assert process.stdout.readline()
    process.stdout.close()
    assert (process.stderr.read(), process.wait(timeout=30)) == (b"", 0)
    process.stderr.close()


@POSIX
def test_a_device_is_written_to_and_not_replaced(program: Program, folder: Path, tmp_path: Path) -> None:
    """What is no file keeps its place: a pipe between two programs, or /dev/null."""
    pipe = tmp_path / "rohr"
    os.mkfifo(pipe)
    with (tmp_path / "gelesen").open("wb") as read:
        reader = subprocess.Popen(["cat", pipe], stdout=read)
    result = program("export", folder, "--format", "jsonl", "--output", pipe, "--force")
    assert (result.code, reader.wait(timeout=30)) == (0, 0)
    assert (tmp_path / "gelesen").read_bytes().count(b"\n") == len(list(folder.iterdir()))
    assert pipe.is_fifo()
