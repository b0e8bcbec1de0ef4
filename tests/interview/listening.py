"""Two real screen readers, headless: the program runs in each, keys are typed, and what would be spoken is read.

yasr speaks what is written to the terminal, fenrir the lines that differ from what stood on the screen.
"""

from __future__ import annotations

import re
import shlex
import shutil
import socketserver
import sys
import tempfile
import threading
import time
from contextlib import suppress
from pathlib import Path

from .interview_driving import PROGRAM, environment

QUIET = 0.6
"""Seconds without a further word after which a reader has said all that there is."""

FENRIR = Path("/etc/fenrirscreenreader/settings/settings.conf")
YASR = Path("/etc/yasr/yasr.conf")


class _Speech(socketserver.StreamRequestHandler):
    """As much of Speech Dispatcher's protocol as yasr uses; what is to be spoken is kept."""

    def handle(self) -> None:
        with suppress(OSError):  # the reader has ended
            self._listen()

    def _listen(self) -> None:
        said: list[str] | None = None
        for raw in self.rfile:
            line = raw.decode("utf-8", "replace").rstrip("\r\n")
            if said is None:
                said = self._obeyed(line)
            elif line == ".":
                self._keep(" ".join(said))
                said = None
                self.wfile.write(b"225-1\r\n225 OK MESSAGE QUEUED\r\n")
            else:
                said.append(line[1:] if line.startswith("..") else line)

    def _obeyed(self, line: str) -> list[str] | None:
        command = line.upper()
        if command.startswith("SPEAK"):
            self.wfile.write(b"230 OK RECEIVING DATA\r\n")
            return []
        if command.startswith(("CHAR", "KEY", "SOUND_ICON")):
            self._keep(line.partition(" ")[2])
            self.wfile.write(b"225 OK MESSAGE QUEUED\r\n")
        elif command.startswith(("CANCEL", "STOP")):
            self.wfile.write(b"210 OK CANCELED\r\n")
        else:
            self.wfile.write(b"208 OK SET\r\n")
        return None

    def _keep(self, text: str) -> None:
        self.server.spoken.append(text)  # type: ignore[attr-defined]


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        self.spoken: list[str] = []
        super().__init__(("127.0.0.1", 0), _Speech)


class Listener:
    """The program in a screen reader: `presses` types and returns what is spoken then; `log` has all of it."""

    def __init__(self, data: Path, *arguments: str) -> None:
        import pexpect
        import pyte

        self.folder = folder = Path(tempfile.mkdtemp(prefix="ear"))  # yasr has no room for a long path
        self.ended = folder / "ended"
        program = folder / "program"
        call = " ".join(map(shlex.quote, [*PROGRAM, *arguments]))
        program.write_text(f"#!/bin/sh\n{call}\necho $? > {self.ended}\nsleep 60\n")
        program.chmod(0o755)
        self.log: list[str] = []
        self.screen = pyte.Screen(80, 24)
        stream = pyte.ByteStream(self.screen)
        argv = self.command(program)
        variables = environment(data, HOME=str(folder), SHELL=str(program), LANG="C.UTF-8", LC_ALL="C.UTF-8")
        self.child = pexpect.spawn(argv[0], argv[1:], env=variables, dimensions=(24, 80))
        self.child.delaybeforesend = None

        def read() -> None:
            while True:
                try:
                    stream.feed(self.child.read_nonblocking(65536, timeout=None))
                except (pexpect.EOF, OSError, ValueError):
                    return

        threading.Thread(target=read, daemon=True).start()

    def command(self, program: Path) -> list[str]:
        """Set the reader up and return how it is called."""
        raise NotImplementedError

    def spoken(self) -> list[str]:
        """All that was spoken so far."""
        raise NotImplementedError

    def hears(self, *wanted: str, seconds: float = 30) -> str:
        """Listen until all of `wanted` were spoken and then nothing more; return what was, as one line."""
        until = time.monotonic() + seconds
        known, changed = -1, time.monotonic()
        while True:
            new = self.spoken()[len(self.log) :]
            text = told(" ".join(new))
            now = time.monotonic()
            if len(new) != known:
                known, changed = len(new), now
            if now - changed > QUIET and all(each in text for each in wanted):
                self.log += new
                return text
            if now > until:
                screen = "\n".join(line.rstrip() for line in self.screen.display)
                missing = [each for each in wanted if each not in text]
                raise AssertionError(f"{missing} not spoken, but:\n{text}\n\n{screen}")
            time.sleep(0.05)

    def presses(self, keys: str, *wanted: str) -> str:
        """Type, and return what is spoken then."""
        self.child.send(keys)
        return self.hears(*wanted)

    def close(self) -> None:
        self.child.close(force=True)
        shutil.rmtree(self.folder, ignore_errors=True)


def told(text: str) -> str:
    """What was spoken, without what cannot be heard: breaks between lines and the kinds of blanks."""
    return re.sub(r"[\s\u00a0]+", " ", text)


class Yasr(Listener):
    name = "yasr"

    def command(self, program: Path) -> list[str]:
        self.server = _Server()
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        settings = YASR.read_text("latin-1")
        wanted = {
            "synthesizer port": f"127.0.0.1:{self.server.server_address[1]}",
            "shell": str(program),
            "synthesizer": "speech dispatcher",
        }
        for key, value in wanted.items():
            settings = re.sub(rf"^{key}=.*$", f"{key}={value}", settings, flags=re.MULTILINE)
        (self.folder / ".yasr.conf").write_text(settings, "latin-1")
        return ["yasr"]

    def spoken(self) -> list[str]:
        return list(self.server.spoken)

    def close(self) -> None:
        super().close()
        self.server.shutdown()
        self.server.server_close()


class Fenrir(Listener):
    name = "fenrir"

    def command(self, program: Path) -> list[str]:
        self.file = self.folder / "spoken"
        self.file.touch()
        speaker = self.folder / "speaker"
        speaker.write_text(f"#!/bin/sh\nprintf '%s\\036' \"$1\" >> {self.file}\n")
        speaker.chmod(0o755)
        settings = FENRIR.read_text("utf-8")
        settings = re.sub(
            r"^genericSpeechCommand=.*$", f'genericSpeechCommand={speaker} "fenrirText"', settings, flags=re.M
        )
        settings = re.sub(r"^shell=.*$", f"shell={program}", settings, flags=re.M)
        file = self.folder / "settings.conf"
        file.write_text(settings, "utf-8")
        options = "screen#driver=ptyDriver;keyboard#driver=ptyDriver;speech#driver=genericDriver;sound#enabled=False"
        return ["fenrir", "-e", "-s", str(file), "-o", options]

    def spoken(self) -> list[str]:
        return self.file.read_text("utf-8", "replace").split("\x1e")[:-1]


READERS = (Yasr, Fenrir)


def reason_to_skip(reader: type[Listener]) -> str:
    """Why a reader cannot be used here; "" where it can."""
    if sys.platform == "win32":
        return "there is no pseudo-terminal"
    file = YASR if reader is Yasr else FENRIR
    return "" if shutil.which(reader.name) and file.is_file() else f"{reader.name} is not installed"  # type: ignore[attr-defined]
