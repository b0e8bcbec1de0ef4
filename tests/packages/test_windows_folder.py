"""The folder for Windows is made, unpacked where a path has blanks and umlauts, and used on a Windows that has nothing else."""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from domain.contract import READINESS, RISKS, SUCCESS

from . import wine as windows
from .wine import Console, Wine, as_windows

CHECKOUT = Path(__file__).parents[2]
PROMISED_BYTES = 20_000_000

pytestmark = [pytest.mark.slow, pytest.mark.skipif(bool(windows.missing()), reason=windows.missing())]

ANSWERS = b"""organisation: M\xc3\xbcller & S\xc3\xb6hne
party: joint
answers: {benefit: ja, conviction: j, goal: yes, sharing: n, upfront: w, management: ja, partners: ja}
"""


def made(target: Path) -> bytes:
    compiler, archive = windows.compiler(), os.environ[windows.WINDOWS_PYTHON]
    assert compiler
    command = [compiler, str(CHECKOUT / "packaging/windows.py"), archive, "--sha256", os.environ[windows.CHECKSUM]]
    run = subprocess.run([*command, "-o", str(target)], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    return target.read_bytes()


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return made(tmp_path_factory.mktemp("made") / "verbund-check-windows.zip")


@pytest.fixture(scope="module")
def wine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Wine]:
    with Wine(tmp_path_factory.mktemp("windows")) as opened:
        yield opened


@pytest.fixture(scope="module")
def folder(archive: bytes, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Unpacked; with it goes what wine lacks, found before everything else."""
    target = tmp_path_factory.mktemp("unpacked") / "Mein Ordner äöü"
    with zipfile.ZipFile(io.BytesIO(archive)) as packed:
        packed.extractall(target)
    top = target / "verbund-check"
    quirks = target / "quirks"
    quirks.mkdir()
    (quirks / "sitecustomize.py").write_bytes((Path(__file__).parent / "wine_quirks.py").read_bytes())
    path = top / "programm/python313._pth"
    path.write_text(f"..\\..\\quirks\n{path.read_text('ascii')}", encoding="ascii")
    return top


def whole(party: str, **changed: str) -> bytes:
    """Every question answered, as a file."""
    answers = dict.fromkeys((*READINESS, *SUCCESS), "ja") | dict.fromkeys(RISKS, "nein") | changed
    lists = {"reasons": ["learning"], "fears": []}
    return json.dumps({"organisation": "Müller & Söhne", "party": party, "answers": answers | lists}).encode()


class Folder:
    """The program in the unpacked folder, with a data folder of its own."""

    def __init__(self, wine: Wine, top: Path, work: Path) -> None:
        self.wine, self.top, self.work, self.data = wine, top, work, work / "data"
        self.python = top / "programm/python.exe"
        self.env = {"VERBUND_CHECK_DATA": as_windows(self.data)}

    def run(self, *words: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        return self.wine.run(
            ["cmd", "/c", as_windows(self.top / "verbund-check.cmd"), *words], given, self.work, **self.env
        )

    def console(self, *args: str, **env: str) -> Console:
        return Console(self.wine, self.python, args, self.work, **self.env, **env)

    def line(self, line: str) -> Console:
        """A line as it is typed at the prompt."""
        return Console(self.wine, self.python, f"cmd /c {line}", self.work, **self.env)

    def saved(self) -> list[dict[str, object]]:
        return [json.loads(path.read_bytes()) for path in self.data.glob("*.json")]


@pytest.fixture
def program(wine: Wine, folder: Path, tmp_path: Path) -> Folder:
    return Folder(wine, folder, tmp_path)


class TestWhatIsInIt:
    def test_it_is_small_and_the_same_each_time(self, archive: bytes, tmp_path: Path):
        assert len(archive) <= PROMISED_BYTES
        assert made(tmp_path / "again.zip") == archive

    def test_python_is_as_it_was_given(self, archive: bytes):
        with (
            zipfile.ZipFile(os.environ[windows.WINDOWS_PYTHON]) as given,
            zipfile.ZipFile(io.BytesIO(archive)) as packed,
        ):
            originals = {name.split("/")[-1]: given.read(name) for name in given.namelist() if not name.endswith("/")}
            kept = [
                name
                for name in packed.namelist()
                if re.fullmatch(r"verbund-check/programm/[^/]+\.(exe|dll|pyd|cat|zip)", name)
            ]
            for name in kept:
                if not name.endswith("bausteine.zip"):
                    assert packed.read(name) == originals[name.split("/")[-1]], name
            assert any(name.endswith("/python.exe") for name in kept)
            assert not [
                name for name in packed.namelist() if name.endswith(".exe") and not name.endswith("/python.exe")
            ]

    def test_the_checksums_are_those_of_the_files(self, archive: bytes):
        with zipfile.ZipFile(io.BytesIO(archive)) as packed:
            listed = packed.read("verbund-check/programm/SHA256.txt").decode().splitlines()
            for line in listed:
                checksum, name = line.split("  ", 1)
                assert hashlib.sha256(packed.read(f"verbund-check/{name}")).hexdigest() == checksum
            assert len(listed) == len(packed.namelist()) - 1

    def test_texts_are_read_by_notepad(self, archive: bytes):
        with zipfile.ZipFile(io.BytesIO(archive)) as packed:
            text = packed.read("verbund-check/LIES MICH.txt")
            assert text.startswith(b"\xef\xbb\xbf")
            assert b"\n" not in text.replace(b"\r\n", b"")
            for name in ("Start.cmd", "verbund-check.cmd"):
                assert b"\n" not in packed.read(f"verbund-check/{name}").replace(b"\r\n", b"")

    def test_another_python_is_refused(self, tmp_path: Path):
        compiler = windows.compiler()
        assert compiler
        command = [
            compiler,
            str(CHECKOUT / "packaging/windows.py"),
            os.environ[windows.WINDOWS_PYTHON],
            "--sha256",
            "0" * 64,
        ]
        run = subprocess.run([*command, "-o", str(tmp_path / "x.zip")], capture_output=True, text=True, check=False)
        assert run.returncode == 1
        assert "has the checksum" in run.stderr
        assert not (tmp_path / "x.zip").exists()


class TestInPipes:
    def test_an_interview_from_a_file_and_every_export(self, program: Folder):
        told = program.run("assess", "--quick", "--answers", "-", given=ANSWERS)
        assert told.returncode == 0, told.stderr.decode()
        assert "Müller & Söhne" in told.stdout.decode()
        ((saved),) = program.saved()
        for form in ("md", "html", "docx", "json", "csv", "jsonl", "xlsx"):
            written = program.run("export", str(saved["id"]), "--format", form, "--output", f"bericht.{form}")
            assert written.returncode == 0, written.stderr.decode()
            assert (program.work / f"bericht.{form}").stat().st_size > 300
        assert "Müller & Söhne" in (program.work / "bericht.md").read_text("utf-8")
        assert zipfile.is_zipfile(program.work / "bericht.docx")
        assert zipfile.is_zipfile(program.work / "bericht.xlsx")

    def test_form_questionnaire_comparison_and_what_is_said_of_pdf(self, program: Folder):
        (program.work / "a.yaml").write_bytes(whole("hr"))
        (program.work / "b.yaml").write_bytes(whole("works-council", goal="nein"))
        for words in (
            ("form", "--output", "bogen.html"),
            ("assess", "--blank", "--output", "fragebogen.docx"),
            ("compare", "a.yaml", "b.yaml", "--output", "vergleich.docx"),
            ("compare", "a.yaml", "b.yaml", "--agenda", "--output", "tagesordnung.html"),
            ("rules", "--blank", "--output", "eckpunkte.docx"),
            ("check",),
        ):
            told = program.run(*words)
            assert told.returncode == 0, (words, told.stderr.decode())
        pdf = program.run("show", "fears", "--output", "x.pdf")
        assert pdf.returncode == 2
        assert "nicht dabei" in pdf.stderr.decode()
        assert "pip" not in pdf.stderr.decode()

    def test_lines_from_a_pipe_are_utf_8_and_so_are_the_results(self, program: Folder):
        typed = "\n".join(["Müller", "1", "1", *"jjjjjjj", ""]) + "\n"
        told = program.run("assess", "--quick", "--plain", "--json", given=typed.encode())
        assert json.loads(told.stdout)["organisation"] == "Müller"
        assert "Für welchen Betrieb" in told.stderr.decode()
        assert "Befürchtungen" in program.run("show", "fears").stdout.decode()

    def test_nothing_that_was_left_out_is_missed(self, program: Folder):
        """Every module of the program can be imported, and none of them looks for OpenSSL or a network."""
        code = (
            "import importlib, pkgutil, sys, verbund_check\n"
            "for each in pkgutil.walk_packages(verbund_check.__path__, 'verbund_check.'):\n"
            "    if each.name.split('.')[-1] not in ('__main__', 'pdf'): importlib.import_module(each.name)\n"
            "print(sorted(set(sys.modules) & {'ssl', '_ssl', 'sqlite3', 'pygments', 'markdown_it', 'urllib.request', 'http.client'}))\n"
        )
        told = program.wine.run([program.python, "-c", code], cwd=program.work)
        assert told.stdout.decode().strip() == "[]", told.stderr.decode()

    def test_a_blocked_library_is_one_german_sentence(self, program: Folder, tmp_path: Path):
        for module in ("msgspec._core", "yaml", "typer"):
            code = (
                "import sys\n"
                "class Blocked:\n"
                "    def find_spec(self, name, path=None, target=None):\n"
                f"        if name == {module!r}: raise ImportError('DLL load failed while importing _core', name=name)\n"
                "sys.meta_path.insert(0, Blocked())\n"
                "sys.argv = ['verbund-check', 'list']\n"
                "from verbund_check.__main__ import main; main()\n"
            )
            told = program.wine.run([program.python, "-c", code], cwd=program.work)
            assert told.returncode == 1, module
            assert told.stderr.decode().startswith(f"Der Baustein „{module.split('.')[0]}“ lässt sich nicht laden"), (
                module
            )
            assert "Traceback" not in told.stderr.decode()

    def test_a_folder_that_cannot_be_written_to(self, program: Folder):
        before = set(program.top.rglob("*"))
        assert program.run("list").returncode == 0
        assert set(program.top.rglob("*")) == before, "it writes where it lies"

    @pytest.mark.parametrize("shared", [0, 1], ids=["nobody else", "others may read, as with Word"])
    def test_a_file_that_another_program_holds_open(self, program: Folder, shared: int):
        code = (
            "import ctypes, subprocess, sys\n"
            "name = sys.argv[1]; open(name, 'w').close()\n"
            f"ctypes.WinDLL('kernel32').CreateFileW(name, 0xC0000000, {shared}, None, 3, 0, None)\n"
            "def told(*words):\n"
            "    run = [sys.executable, '-m', 'verbund_check', *words]\n"
            "    done = subprocess.run(run, stdin=subprocess.PIPE, capture_output=True)\n"
            "    print(done.returncode, done.stderr.decode().strip())\n"
            "told('show', 'fears', '--force', '-o', name)\n"
            "told('export', name)\n"
        )
        done = program.wine.run([program.python, "-X", "utf8", "-c", code, "offen.html"], cwd=program.work)
        written, read = done.stdout.decode().splitlines()
        assert written.startswith("4 ")
        assert "noch in einem anderen Programm geöffnet, etwa in Word?" in written
        assert read.startswith("2 ")
        if not shared:
            assert "noch in einem anderen Programm geöffnet, etwa in Word?" in read


class TestInAConsole:
    def test_the_interview_is_interrupted_and_gone_on_with(self, program: Folder):
        with program.console(
            "cmd", "/c", as_windows(program.top / "verbund-check.cmd"), "assess", "--quick"
        ) as console:
            console.until("Für welchen Betrieb", "Strg-C")
            console.keys("Müller", "ENTER")
            console.until("Wer beantwortet", "Strg-C")
            console.keys("1")
            console.until("Gibt es den Verbund schon?", "Strg-C")
            console.keys("1")
            console.until("1 von 7", "Strg-C")
            console.keys("j")
            console.until("2 von 7", "Strg-C")
            console.keys("n")
            console.until("3 von 7", "Strg-C")
            console.keys("^C")
            assert console.ended() == 130
            shown = console.screen()
        ((saved),) = program.saved()
        assert saved["organisation"] == "Müller"
        assert f"assess {saved['id']}" in " ".join(shown.split())
        with program.console(
            "cmd", "/c", as_windows(program.top / "verbund-check.cmd"), "assess", str(saved["id"])
        ) as console:
            console.until("3 von 7", "Strg-C")
            console.keys("j")
            console.until("4 von 7", "Strg-C")
            console.keys("^C")
            assert console.ended() == 130

    @pytest.mark.parametrize(
        ("words", "asked"),
        [("assess --json", "Für welchen Betrieb"), ("assess", "Für welchen Betrieb"), ("rules", "Partner")],
    )
    def test_questions_are_asked_where_the_result_goes_into_a_file(self, program: Folder, words: str, asked: str):
        line = f'"{as_windows(program.python)}" -m verbund_check {words} > ergebnis.txt'
        with program.line(line) as console:
            console.until(asked, "Strg-C")
            console.keys("^C")
            assert console.ended() == 130

    def test_start_opens_the_menu_and_leaves_a_window_in_which_commands_run(self, program: Folder):
        with program.console("cmd", "/c", as_windows(program.top / "Start.cmd")) as console:
            console.until("Strg-C", "F2")
            console.keys("F2")
            console.until("voll")
            console.keys("voll", "ENTER")
            console.until("Strg-C")
            console.keys("^C")
            console.until("In diesem Fenster")
            console.keys("verbund-check list", "ENTER")
            console.until("verbund-check assess")

    def test_python_alone_opens_the_menu(self, program: Folder):
        with program.console(as_windows(program.python)) as console:
            console.until("Strg-C", "F2")
            console.keys("^C")
            assert console.ended() == 130

    def test_the_joint_conversation(self, program: Folder):
        (program.work / "a.yaml").write_bytes(whole("hr"))
        (program.work / "b.yaml").write_bytes(whole("works-council", goal="nein"))
        with program.console(
            as_windows(program.python), "-m", "verbund_check", "compare", "a.yaml", "b.yaml", "--agree"
        ) as console:
            console.until("Wer ist bei diesem", "Strg-C")
            console.keys("Frau Adam", "ENTER")
            console.until("1 von 1", "Strg-C")
            console.keys("j")
            console.until("Strg-C")
            console.keys("^C")
            assert console.ended() == 130
        assert any(each.get("origins") for each in program.saved())
