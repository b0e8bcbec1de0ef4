"""Run by a Windows Python: starts a program in a console of its own, types into it and reads its screen.

    python console_on_windows.py '{"args": ["python.exe", "-m", "verbund_check"], "env": {}, "cwd": null}'

Requests and answers are JSON objects, one a line: {"keys": ["Muster", "ENTER", "^C"]}, {"screen": 1}, {"end": 1}.
"""

from __future__ import annotations

import ctypes
import json
import os
import subprocess
import sys
import time
from ctypes import wintypes

kernel = ctypes.WinDLL("kernel32", use_last_error=True)

KEYS = {
    "UP": (0x26, "\0"), "DOWN": (0x28, "\0"), "ENTER": (0x0D, "\r"), "ESC": (0x1B, "\x1b"), "F2": (0x71, "\0"),
    "SPACE": (0x20, " "), "PGDN": (0x22, "\0"), "END": (0x23, "\0"),
}  # fmt: skip
PAUSE = 0.25
READ_WRITE, SHARED, EXISTING = 0xC0000000, 3, 3


class Coord(ctypes.Structure):
    _fields_ = [("x", ctypes.c_short), ("y", ctypes.c_short)]


class Rect(ctypes.Structure):
    _fields_ = [(side, ctypes.c_short) for side in ("left", "top", "right", "bottom")]


class Info(ctypes.Structure):
    _fields_ = [("size", Coord), ("cursor", Coord), ("colours", wintypes.WORD), ("window", Rect), ("largest", Coord)]


class Key(ctypes.Structure):
    _fields_ = [
        ("down", wintypes.BOOL),
        ("times", wintypes.WORD),
        ("key", wintypes.WORD),
        ("scan", wintypes.WORD),
        ("sign", wintypes.WCHAR),
        ("state", wintypes.DWORD),
    ]


class Event(ctypes.Structure):
    _fields_ = [("type", wintypes.WORD), ("key", Key)]


class Cell(ctypes.Structure):
    _fields_ = [("sign", wintypes.WCHAR), ("colours", wintypes.WORD)]


kernel.CreateFileW.restype = wintypes.HANDLE


def opened(name: str) -> wintypes.HANDLE:
    return wintypes.HANDLE(kernel.CreateFileW(name, READ_WRITE, SHARED, None, EXISTING, 0, None))


def press(key: str) -> None:
    """One key, by its name in KEYS, as ^C, or as the sign that it types."""
    control = 0
    if key in KEYS:
        number, sign = KEYS[key]
    elif len(key) == 2 and key[0] == "^":
        number, sign, control = ord(key[1]), chr(ord(key[1]) - 64), 8
    else:
        number, sign = (ord(key.upper()) if key.isascii() and key.isalnum() else 0), key
    console = opened("CONIN$")
    for down in (1, 0):
        event = Event(1, Key(down, 1, number, 0, sign, control))
        kernel.WriteConsoleInputW(console, ctypes.byref(event), 1, ctypes.byref(wintypes.DWORD()))
    kernel.CloseHandle(console)
    time.sleep(PAUSE)


def screen() -> list[str]:
    """The lines in the window, from the buffer that is shown at the moment."""
    console, info = opened("CONOUT$"), Info()
    kernel.GetConsoleScreenBufferInfo(console, ctypes.byref(info))
    window = info.window
    columns, rows = window.right - window.left + 1, window.bottom - window.top + 1
    cells = (Cell * (columns * rows))()
    kernel.ReadConsoleOutputW(console, cells, Coord(columns, rows), Coord(0, 0), ctypes.byref(window))
    kernel.CloseHandle(console)
    return ["".join(cells[row * columns + x].sign or " " for x in range(columns)).rstrip() for row in range(rows)]


def main() -> None:
    given = json.loads(sys.argv[1])
    process = subprocess.Popen(
        given["args"],
        creationflags=subprocess.CREATE_NEW_CONSOLE,
        env={**os.environ, **given["env"]},
        cwd=given["cwd"],
    )
    answers = sys.stdout.buffer
    for _ in range(100):
        kernel.FreeConsole()
        if kernel.AttachConsole(process.pid):
            break
        time.sleep(0.2)
    kernel.SetConsoleCtrlHandler(None, True)
    for line in sys.stdin.buffer:
        request = json.loads(line)
        for key in request.get("keys", ()):
            for each in [key] if key in KEYS or key[0] == "^" else key:
                press(each)
        if "end" in request and process.poll() is None:
            process.kill()
        answers.write((json.dumps({"screen": screen(), "code": process.poll()}) + "\n").encode())
        answers.flush()
        if "end" in request:
            break


if __name__ == "__main__":
    main()
