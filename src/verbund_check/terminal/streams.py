"""The program's three streams: what they can show, whether a person sits there, and how bytes leave."""

from __future__ import annotations

import codecs
import os
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, TextIO

from verbund_check.errors import StorageError
from verbund_check.shell import copied

if TYPE_CHECKING:
    from rich.console import Console


STD_OUTPUT_HANDLE, STD_ERROR_HANDLE = 0xFFFFFFF5, 0xFFFFFFF4
"""How Windows calls both (-11 and -12)."""

_SPELT_OUT = {
    "ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss", "é": "e", "è": "e",
    "„": '"', "“": '"', "”": '"', "‚": "'", "‘": "'", "’": "'", "»": ">", "«": "<", "›": ">", "‹": "<",
    "–": "-", "—": "-", "…": "...", "·": "-", "•": "*", "✓": "x", "✗": "-", "☐": "[ ]", "☑": "[x]", "→": "->",
    "█": "#", "░": ".", "━": "=", "─": "-", "│": "|", "€": "EUR", "\u00a0": " ", "\u202f": " ",
}  # fmt: skip


def _spell_out(error: UnicodeError) -> tuple[str, int]:
    """Codec error handler: a character that the terminal lacks is spelt out, an unknown one becomes "?"."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lost = error.object[error.start : error.end]
    return "".join(_SPELT_OUT.get(character, "?") for character in lost), error.end


def prepare() -> None:
    """Make standard output and error write every character in some way; call before the first Console.

    On Windows what goes into a pipe or a file is UTF-8, as on every other system: Python would take the code page of the
    country, which neither a console nor another program expects. PYTHONIOENCODING says otherwise.
    """
    codecs.register_error("spell-out", _spell_out)
    # A stream that was closed by whoever started the program: nobody wants to read it.
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - open to the end
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - open to the end
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            is_utf8 = sys.platform == "win32" and not is_terminal(stream) and "PYTHONIOENCODING" not in os.environ
            stream.reconfigure(encoding="utf-8" if is_utf8 else None, errors="spell-out")


def typed_encoding() -> str:
    """Return the encoding of what comes in on standard input and is no UTF-8: on Windows that of the console."""
    if sys.platform == "win32" and not is_terminal(sys.stdin):
        with suppress(ImportError, AttributeError, OSError, LookupError):
            import ctypes

            page = f"cp{ctypes.windll.kernel32.GetConsoleCP()}"  # `echo` writes it into a pipe
            codecs.lookup(page)
            return page
    return getattr(sys.stdin, "encoding", None) or "utf-8"


def draw_on_standard_error() -> None:
    """Have libraries draw on the console of standard error where standard output leads elsewhere (`> file`).

    On Windows they ask the system for the handle of standard output, whatever stream they are given. The stream itself,
    and with it all that is written, stays where it leads.
    """
    if sys.platform == "win32" and is_terminal(sys.stderr) and not is_terminal(sys.stdout):
        import ctypes

        kernel = ctypes.WinDLL("kernel32")  # one of our own: what is set here shall not change others' calls
        kernel.GetStdHandle.restype = ctypes.c_void_p
        kernel.SetStdHandle(STD_OUTPUT_HANDLE, ctypes.c_void_p(kernel.GetStdHandle(STD_ERROR_HANDLE)))


def is_terminal(stream: Any) -> bool:
    """Return whether a person looks at or types into `stream`; it may be None or closed."""
    try:
        return bool(stream is not None and stream.isatty())
    except ValueError:
        return False


def are_all_terminals() -> bool:
    """Return whether a person types into standard input and looks at standard output and error."""
    return all(is_terminal(each) for each in (sys.stdin, sys.stdout, sys.stderr))


def full_prompts_possible() -> bool:
    """Return whether full prompts can be drawn: a terminal at both ends that is able to redraw."""
    if not (is_terminal(sys.stdin) and is_terminal(sys.stderr)):
        return False
    return sys.platform == "win32" or os.environ.get("TERM", "") not in ("", "dumb", "unknown")


def can_show(stream: TextIO, text: str) -> bool:
    """Return whether the encoding of `stream` has all characters of `text`."""
    try:
        text.encode(stream.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def encoding_of(stream: TextIO) -> tuple[str, str]:
    """Return the encoding of `stream` and how it writes what that lacks."""
    return stream.encoding or "utf-8", getattr(stream, "errors", None) or "strict"


def console_for(stream: TextIO) -> Console:
    """Return a Rich console that takes every text as it is: no markup, no pictures, no highlighting."""
    from rich.console import Console

    if stream is sys.stderr:
        draw_on_standard_error()

    class PlainConsole(Console):
        def on_broken_pipe(self) -> None:
            raise BrokenPipeError  # Rich would end the program, as if that were a fault

    return PlainConsole(file=stream, markup=False, emoji=False, highlight=False)


_chosen: bool | None = None


def choose_plain(plain: bool | None) -> None:
    """Keep for this run of the program whether plain lines were asked for; None where nobody has said anything."""
    global _chosen
    _chosen = plain


def plain_wanted() -> bool:
    """Return whether plain lines are wanted for whatever is asked and shown.

    What was chosen last counts: the option, or a switch during the questions. Else the environment decides. A terminal
    that cannot draw gets plain lines in any case.
    """
    if os.environ.get("TERM", "") == "dumb":
        return True
    return bool(os.environ.get("ACCESSIBLE")) if _chosen is None else _chosen


SPI_GETSCREENREADER = 0x0046


def screen_reader_runs() -> bool:
    """Return whether Windows knows of a screen reader; not all of them tell it, and other programs do too.

    So this only decides how one begins. Elsewhere no system tells.
    """
    if sys.platform == "win32":
        with suppress(ImportError, AttributeError, OSError, ValueError):
            import ctypes

            runs = ctypes.c_int(0)
            known = ctypes.windll.user32.SystemParametersInfoW(SPI_GETSCREENREADER, 0, ctypes.byref(runs), 0)
            return bool(known and runs.value)
    return False


@contextmanager
def writing() -> Iterator[None]:
    """Raise StorageError where standard output takes no more (a full disk behind `> file`) while this is open.

    A reader who has gone is no fault: BrokenPipeError goes through.
    """
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        from verbund_check.files import german_reason

        raise StorageError(
            f"Die Ausgabe lässt sich nicht schreiben ({german_reason(error)}); bitte wählen Sie einen anderen Ort."
        ) from None


def finish() -> None:
    """Write what standard output still holds back. Raises StorageError where that fails, BrokenPipeError at a closed pipe."""
    try:
        with writing():
            sys.stdout.flush()
    except (StorageError, BrokenPipeError):
        # Python flushes once more at exit, and would complain in English.
        with suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise
    except (ValueError, AttributeError):
        pass  # closed by somebody else, or none at all


def write_data(text: str) -> None:
    """Write a machine-readable result to standard output, as `write_pieces` does."""
    write_pieces([text.encode(errors="replace")], is_text=True)


def write_pieces(pieces: Iterable[bytes], *, is_text: bool) -> None:
    """Write a result piece by piece to standard output: its bytes as they are, whatever the terminal's encoding.

    On a terminal text goes through its own encoding, so that a person can read it.
    """
    as_text = is_text and (is_terminal(sys.stdout) or not hasattr(sys.stdout, "buffer"))
    with writing():
        sys.stdout.flush()
        for piece in pieces:
            if as_text:
                sys.stdout.write(piece.decode())
            else:
                sys.stdout.buffer.write(piece)
        if not as_text:
            sys.stdout.buffer.flush()
        sys.stdout.flush()


LINES_AT_ONCE = 8
PAUSE = 0.03


def write_to_be_heard(stream: TextIO, text: str) -> None:
    """Write a text; to a terminal some lines at a time, with a short pause (in seconds) after them.

    A screen reader that looks what has changed on the screen would never see what scrolled by at once.
    """
    if not is_terminal(stream):
        stream.write(text)
        return
    lines = text.splitlines(keepends=True)
    for first in range(0, len(lines), LINES_AT_ONCE):
        if first:
            stream.flush()
            time.sleep(PAUSE)
        stream.write("".join(lines[first : first + LINES_AT_ONCE]))


def tell(text: str) -> None:
    """Write a message to standard error, broken between words; a closed terminal is no reason to fail."""
    if is_terminal(sys.stderr):
        import shutil

        from verbund_check.terminal.wrap import MEASURE, NARROWEST, wrap_text

        text = "\n".join(wrap_text(text, max(min(shutil.get_terminal_size().columns, MEASURE), NARROWEST)))
    else:
        text = copied(text)
    try:
        print(text, file=sys.stderr, flush=True)
    except (OSError, ValueError, AttributeError):
        pass
