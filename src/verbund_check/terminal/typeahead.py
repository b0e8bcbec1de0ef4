"""The keyboard of a real terminal between two questions: what was typed too early is forgotten and not echoed.

Nothing here touches a pipe: what comes through one is for whoever reads next.
"""

from __future__ import annotations

import sys
from typing import Any


def forget_typed_ahead() -> None:
    """Throw away what was typed before a question was on the screen."""
    if not _is_terminal():
        return
    if sys.platform == "win32":
        import msvcrt

        while msvcrt.kbhit():
            msvcrt.getwch()
    else:
        import termios

        try:
            termios.tcflush(sys.stdin, termios.TCIFLUSH)
        except (termios.error, OSError):
            pass  # the terminal has gone


class Quiet:
    """Keeps the terminal from echoing keys while no question is on the screen; Ctrl-C goes on working.

    Windows echoes only while a line is read, so there is nothing to do.
    """

    def __init__(self) -> None:
        self.before: list[Any] | None = None

    def begin(self) -> None:
        """Stop echoing."""
        if sys.platform == "win32" or not _is_terminal() or self.before is not None:
            return
        import termios

        try:
            before = termios.tcgetattr(sys.stdin)
            quiet = [*before[:3], before[3] & ~(termios.ECHO | termios.ICANON), *before[4:]]
            termios.tcsetattr(sys.stdin, termios.TCSANOW, quiet)
        except (termios.error, OSError):
            return
        self.before = before

    def end(self) -> None:
        """Put the terminal back as it was."""
        if sys.platform == "win32" or self.before is None:
            return
        import termios

        before, self.before = self.before, None
        try:
            termios.tcsetattr(sys.stdin, termios.TCSANOW, before)
        except (termios.error, OSError):
            pass  # the terminal has gone


def _is_terminal() -> bool:
    try:
        return sys.stdin is not None and sys.stdin.isatty()
    except ValueError:
        return False
