"""A conversation with the person: the asker that fits the streams, the screen, and what ends it from outside."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from verbund_check import interrupts
from verbund_check.questionnaire.prompts import Asker
from verbund_check.terminal import streams


class Terminated(KeyboardInterrupt):
    """The system asked the program to end (SIGTERM, or the terminal was closed)."""


def asker_for() -> Asker:
    """Return the asker that fits the streams: on a terminal one that can change, plain lines alone everywhere else."""
    if not streams.full_prompts_possible():
        return _plain(can_switch=False)
    if not streams.plain_wanted() and streams.screen_reader_runs():
        streams.choose_plain(True)
    from verbund_check.terminal.switching import SwitchingAsker

    return SwitchingAsker(_full, lambda: _plain(can_switch=True))


def _full() -> Asker:
    from verbund_check.terminal.fullscreen import FullAsker

    asker = FullAsker(encoding=getattr(sys.stderr, "encoding", None) or "utf-8", can_switch=True)
    if not _is_first():
        asker.greeting = ""  # from the guided path into the interview it is one conversation
    return asker


def _is_first() -> bool:
    """Whether nobody has been asked on a full screen yet."""
    first = not _asked
    _asked.append(True)
    return first


_asked: list[bool] = []


def _plain(*, can_switch: bool) -> Asker:
    import shutil

    from verbund_check.terminal.plain_lines import PlainAsker, stdin_bytes

    columns = lambda: shutil.get_terminal_size().columns  # noqa: E731 - asked anew for each question
    return PlainAsker(stdin_bytes(), sys.stderr, columns, can_switch=can_switch)


@contextmanager
def conversation() -> Iterator[Asker]:
    """An asker that has the screen to itself and gives it back, however the conversation ends."""
    asker = asker_for()
    with ended_by_signals():
        try:
            asker.open()
            yield asker
        finally:
            asker.close()


@contextmanager
def ended_by_signals() -> Iterator[None]:
    """End the interview, or whatever is under way, in good order where the system asks for it or the terminal is closed."""

    def end(*_: Any) -> None:
        interrupts.interrupt(Terminated())

    names = [name for name in ("SIGTERM", "SIGHUP", "SIGBREAK") if hasattr(signal, name)]
    before = {getattr(signal, name): signal.signal(getattr(signal, name), end) for name in names}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
