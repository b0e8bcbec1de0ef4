"""How a person types a command of this program, in the shell from which they started it."""

from __future__ import annotations

import os
import re
import shutil
import sys
from functools import cache
from pathlib import Path
from typing import Any, Literal

NAME = "verbund-check"

CALLED = "VERBUND_CHECK_CALLED"
"""A starter that makes the program known under a name in the window that it opens says that name here."""

_GLUE = "\u00a0"

Shell = Literal["posix", "powershell", "cmd"]


def typed(rest: str, folder: Path | None = None) -> str:
    """Return the command that runs this program with the arguments `rest`, which need no quoting.

    `folder` is where answers lie that are not in the usual one: the command then says so. Its blanks are no-break spaces,
    so that no line is broken in it; whoever writes lines makes blanks of them again with `copied`.
    """
    line = f"{program()} {rest}".rstrip()
    return (_in_folder(line, str(folder), shell()) if folder is not None else line).replace(" ", _GLUE)


def copied(text: str) -> str:
    """Return a text in which each command of `typed` is written as it is typed."""
    glued = program().replace(" ", _GLUE)
    if _GLUE not in text or glued not in text:
        return text
    part = rf"[\S{_GLUE}]*"
    return re.sub(f"{part}{re.escape(glued)}{part}", lambda found: found[0].replace(_GLUE, " "), text)


@cache
def program() -> str:
    """Return what stands for this program in a line that runs as it is printed."""
    called = os.environ.get(CALLED, "")
    if called and called.replace("-", "").isalnum():
        return called
    started = sys.argv[0] if sys.argv else ""
    if Path(started).stem != "__main__" and Path(started).stem.startswith(NAME):
        on_path = shutil.which(NAME)
        if on_path and _is_same(on_path, started):
            return NAME
        return quoted_program([started], shell())
    # By `python -m`, or from somewhere else: the interpreter as it was called, which knows the package.
    original = getattr(sys, "orig_argv", [])
    python = original[0] if original else sys.executable
    options = [each for each in original[1 : original.index("-m")] if each.startswith("-")] if "-m" in original else []
    return quoted_program([python or "python", *options, "-m", "verbund_check"], shell())


def quoted_program(words: list[str], shell: Shell) -> str:
    """Return the beginning of a command line in this shell, as short as it can be written from here."""
    first, *rest = words
    if shell == "posix":
        import shlex

        return " ".join(map(shlex.quote, words))
    first = _from_here(first)
    if set(first) & set(" &()'`;,^%!{}[]"):
        first = f'& "{first}"' if shell == "powershell" else f'"{first}"'
    return " ".join([first, *rest])


def _from_here(program: str) -> str:
    """The shorter way of naming a file: from the present folder, where it lies below it."""
    try:
        relative = os.path.relpath(program)
    except ValueError:  # on another drive
        return program
    below = not relative.startswith("..") and os.path.dirname(program) != ""  # noqa: PTH120 - as text
    return relative if below and os.path.exists(relative) else program  # noqa: PTH110 - as text


def _is_same(one: str, other: str) -> bool:
    """Whether two names mean one program; Windows leaves its ending out."""
    for each in (other, f"{other}.exe"):
        try:
            if os.path.samefile(one, each):  # noqa: PTH121 - as text
                return True
        except OSError:
            continue
    return False


def _in_folder(line: str, folder: str, shell: Shell) -> str:
    variable = "VERBUND_CHECK_DATA"
    if shell == "powershell":
        quoted = folder.replace("'", "''")
        return f"$env:{variable}='{quoted}'; {line}"
    if shell == "cmd":
        return f'set "{variable}={folder}" & {line}'
    import shlex

    return f"{variable}={shlex.quote(folder)} {line}"


@cache
def shell() -> Shell:
    """Return what reads the lines that the person types: on Windows the nearest of its shells that this was started from."""
    return nearest_shell(_ancestors()) if sys.platform == "win32" else "posix"


def nearest_shell(programs: list[str]) -> Shell:
    """Return the Windows shell among the programs that started this one, nearest first; PowerShell where there is none."""
    for name in programs:
        if name in ("powershell.exe", "pwsh.exe", "powershell_ise.exe"):
            return "powershell"
        if name == "cmd.exe":
            return "cmd"
    return "powershell"  # what the Windows Terminal opens


def _ancestors() -> list[str]:
    """The names of the programs that started this one on Windows, nearest first; none where it does not tell."""
    import ctypes
    from ctypes import wintypes

    class Entry(ctypes.Structure):
        _fields_ = [
            ("size", wintypes.DWORD),
            ("usage", wintypes.DWORD),
            ("id", wintypes.DWORD),
            ("heap", ctypes.c_size_t),
            ("module", wintypes.DWORD),
            ("threads", wintypes.DWORD),
            ("parent", wintypes.DWORD),
            ("priority", wintypes.LONG),
            ("flags", wintypes.DWORD),
            ("name", wintypes.WCHAR * 260),
        ]

    try:
        kernel: Any = getattr(ctypes, "WinDLL")("kernel32", use_last_error=True)  # noqa: B009 - on Windows alone
        kernel.CreateToolhelp32Snapshot.restype = wintypes.HANDLE
        snapshot = kernel.CreateToolhelp32Snapshot(2, 0)  # TH32CS_SNAPPROCESS
        entry, processes = Entry(size=ctypes.sizeof(Entry)), dict[int, tuple[int, str]]()
        found = kernel.Process32FirstW(wintypes.HANDLE(snapshot), ctypes.byref(entry))
        while found:
            processes[entry.id] = entry.parent, entry.name.lower()
            found = kernel.Process32NextW(wintypes.HANDLE(snapshot), ctypes.byref(entry))
        kernel.CloseHandle(wintypes.HANDLE(snapshot))
    except (OSError, AttributeError):
        return []
    names, id = list[str](), os.getpid()
    while id in processes and len(names) < 12:  # a number may have been given anew: no endless chain
        id, name = processes[id]
        names.append(name)
    return names[1:] if names else []
