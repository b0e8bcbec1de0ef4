"""Files that survive a kill, a full disk and a second program: written in one step, held by one program at a time."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from verbund_check.errors import InputError

TEMPORARY = ".tmp"
"""The ending of what is not yet in place."""


def ensure_folder(folder: Path) -> None:
    """Make `folder` (0700) where it is missing; OSError where that fails."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def write_atomically(target: Path, data: bytes) -> None:
    """Put `data` at `target` (0600) in one step: a reader sees the old file or the new one, never half of either.

    It is on disk when this returns; OSError where that fails, and then the old file is as it was.
    """
    temporary = target.with_name(f".{target.name}-{os.urandom(4).hex()}{TEMPORARY}")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
    descriptor = os.open(temporary, flags, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        _replace(temporary, target)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
    _sync_folder(target.parent)


def _replace(source: Path, target: Path) -> None:
    """`os.replace`; on Windows a virus scanner may hold the target for a moment, so try again briefly."""
    for attempt in range(10):
        try:
            os.replace(source, target)
            return
        except PermissionError:
            if os.name != "nt" or attempt == 9:
                raise
            time.sleep(0.05)


def _sync_folder(folder: Path) -> None:
    """Force the new name to disk as well; Windows does not know this for folders."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def held(folder: Path, name: str, what: str) -> Iterator[None]:
    """Hold `name` in `folder` for this program alone; InputError, which calls it `what`, where another program holds it.

    The lock ends with the process, however that ends. Where the folder cannot be written there is no lock: the first save
    will say so.
    """
    import filelock

    # The lock file stays: to remove it would let two others each hold a lock of their own.
    lock = filelock.FileLock(folder / f".{name}.lock", timeout=0, mode=0o600)
    try:
        ensure_folder(folder)
        lock.acquire()
    except filelock.Timeout:
        raise InputError(
            f"{what} ist schon in einem anderen Fenster geöffnet; bitte arbeiten Sie dort weiter oder schließen Sie es zuerst."
        ) from None
    except (OSError, NotImplementedError):
        yield
        return
    try:
        yield
    finally:
        with suppress(OSError):
            lock.release()
