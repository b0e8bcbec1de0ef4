"""Ctrl-C at any moment: the first one ends what is under way in good order, what follows at once changes nothing.

Before and after a command there is nothing to put in order: the program ends on the spot.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

INTERRUPTED = 130
"""The exit code, as ExitCode.INTERRUPTED; this module stands before all imports."""

DEAF = 2.0
"""Seconds in which a further Ctrl-C is taken for the same one: keys bounce, and people press twice."""


class _State:
    on_the_spot = False
    ended_at = float("-inf")
    shields = 0
    pending: BaseException | None = None
    receiver: Callable[[BaseException], bool] | None = None


def install() -> None:
    """Handle Ctrl-C from here on."""
    _State.on_the_spot = True
    signal.signal(signal.SIGINT, lambda *_: interrupt(KeyboardInterrupt()))
    sys.unraisablehook = _not_lost


@contextmanager
def running() -> Iterator[None]:
    """While this is open KeyboardInterrupt is raised where the person interrupts, and must be caught."""
    before, _State.on_the_spot = _State.on_the_spot, False
    try:
        yield
    finally:
        _State.on_the_spot = before


@contextmanager
def shielded() -> Iterator[None]:
    """While this is open nothing is interrupted; what came meanwhile is raised at the end."""
    _State.shields += 1
    try:
        yield
    finally:
        _State.shields -= 1
        if not _State.shields and _State.pending is not None:
            pending, _State.pending = _State.pending, None
            interrupt(pending)


@contextmanager
def received_by(receiver: Callable[[BaseException], bool]) -> Iterator[None]:
    """While this is open `receiver` is given the interruption; where it returns False, it is raised all the same."""
    before, _State.receiver = _State.receiver, receiver
    try:
        yield
    finally:
        _State.receiver = before


def interrupt(error: BaseException) -> None:
    """End what is under way with `error`; for signal handlers."""
    if _State.shields:
        _State.pending = error
    elif is_first() and not (_State.receiver and _State.receiver(error)):
        if _State.on_the_spot:
            leave()
        raise error


def is_first() -> bool:
    """Return whether nothing has been interrupted just now; from here on it has."""
    before, _State.ended_at = _State.ended_at, time.monotonic()
    return _State.ended_at - before > DEAF


def leave() -> None:
    """End the program on the spot."""
    try:
        os.write(2, b"Abgebrochen.\n")
    except OSError:
        pass  # nobody listens any more
    os._exit(INTERRUPTED)


def _not_lost(lost: Any) -> None:
    """An interruption where Python cannot raise (in a destructor) comes once more; else it would be gone, with a traceback."""
    if not isinstance(lost.exc_value, KeyboardInterrupt):
        sys.__unraisablehook__(lost)
        return
    _State.ended_at = float("-inf")
    signal.raise_signal(signal.SIGINT)
