"""Bytes on disk: the one bounded reader, the one atomic writer, and why the system refused, in German."""

from __future__ import annotations

import errno
import os
import re
import stat
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path

from verbund_check.errors import InputError
from verbund_check.text import shortened, suggestion

TEMPORARY = ".tmp"
"""The ending of what is not yet in place."""

_BINARY: int = getattr(os, "O_BINARY", 0)
READ: int = os.O_RDONLY | _BINARY | getattr(os, "O_NONBLOCK", 0)
"""How a file is opened for reading, so that a pipe in its place does not wait for whoever may write to it."""

_CREATE: int = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY | getattr(os, "O_NOFOLLOW", 0)


def read(path: Path | str, limit: int, name: str = "") -> bytes:
    """Return the bytes of a regular file of at most `limit` bytes; messages call it `name`, else by its path.

    A pipe or a device neither hangs nor fills memory. Raises InputError in German where there is no such file, it is
    a folder, something else that is no regular file, or too large, and where the system refuses.
    """
    try:
        data = _read(path, limit)
    except FileNotFoundError:
        hint = suggestion(Path(path).name, names_beside(Path(path)))
        problem = f"Die Datei „{_called(path, name)}“ gibt es nicht; bitte prüfen Sie Name und Ordner.{hint}"
    except (OSError, ValueError) as error:
        problem = f"Die Datei „{_called(path, name)}“ lässt sich nicht lesen ({german_reason(error)})."
        if is_folder(path):  # Windows says "no permission" of a folder
            problem = f"„{_called(path, name)}“ ist ein Ordner; bitte nennen Sie eine Datei."
        elif _is_special(path):  # a socket cannot even be opened
            problem = f"„{_called(path, name)}“ ist keine gewöhnliche Datei; bitte nennen Sie eine Textdatei."
    else:
        if len(data) <= limit:
            return data
        problem = f"Die Datei „{_called(path, name)}“ ist zu groß; erlaubt sind höchstens {limit // 1024} KB."
    raise InputError(problem)


def _called(path: Path | str, name: str) -> str:
    return name or shortened(str(path), 120)


def _read(path: Path | str, limit: int) -> bytes:
    """The bytes of a regular file, one more than `limit` at most."""
    try:
        descriptor = os.open(path, READ)
    except PermissionError:
        _raise_as_windows_does(path, _TO_READ)
        raise
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise OSError(errno.EISDIR, "no regular file")
        # As a rule all of it comes at once; one that grows meanwhile is cut at the limit all the same.
        data = piece = os.read(descriptor, min(status.st_size, limit) + 1)
        while piece and len(data) <= limit and len(data) != status.st_size:
            piece = os.read(descriptor, limit + 1 - len(data))
            data += piece
        return data
    finally:
        os.close(descriptor)


_TO_READ, _TO_REPLACE = 0x80000000, 0x00010000  # GENERIC_READ and DELETE, as Windows calls them


def _raise_as_windows_does(path: Path | str, access: int) -> None:
    """Open a file once more as Windows itself does, whose error says why: in use, or no permission.

    Python's `os.open` leaves that out, and who replaces a file that is in use hears of permissions alone.
    """
    if sys.platform == "win32":
        import _winapi

        everybody_may = 7  # read, write and delete meanwhile
        with suppress(FileNotFoundError):  # it was not the file, then
            _winapi.CloseHandle(_winapi.CreateFile(str(path), access, everybody_may, 0, _winapi.OPEN_EXISTING, 0, 0))


def _is_special(path: Path | str) -> bool:
    """Whether something is there that is neither a regular file nor a folder."""
    try:
        mode = os.stat(path).st_mode  # noqa: PTH116 - a text as well as a Path
    except (OSError, ValueError):
        return False
    return not stat.S_ISREG(mode) and not stat.S_ISDIR(mode)


def is_folder(path: Path | str) -> bool:
    """Return whether `path` is a folder; a name that the system cannot have is none."""
    try:
        return os.path.isdir(path)  # noqa: PTH112 - a text as well as a Path
    except (OSError, ValueError):
        return False


def names_beside(path: Path) -> list[str]:
    """Return the names in the folder of `path`, to find what was meant by a mistyped one; none where it cannot be read."""
    try:
        with os.scandir(path.parent) as entries:
            return [entry.name for entry in islice(entries, 2000) if not entry.name.startswith(".")]
    except (OSError, ValueError):
        return []


def folder_named(typed: str) -> Path:
    """Return the absolute folder that a text means, ~ as a shell would read it; InputError where it means none."""
    shown = shortened(typed, 120)
    if any(ord(sign) < 32 or 127 <= ord(sign) < 160 for sign in typed):
        raise InputError(f"Der Name des Ordners „{shown}“ enthält Steuerzeichen; bitte wählen Sie einen anderen.")
    try:
        if os.name == "nt" and re.match(r"~[^/\\]", typed):
            raise RuntimeError  # which Python says elsewhere: it takes each name for somebody's home there
        folder = Path(typed).expanduser().absolute()
    except RuntimeError:
        raise InputError(
            f"Wessen Ordner „{shown}“ ist, weiß dieser Rechner nicht; bitte nennen Sie den ganzen Weg ohne „~“."
        ) from None
    except (OSError, ValueError) as error:  # the present folder is gone
        raise InputError(
            f"Den Ordner „{shown}“ gibt es nicht ({german_reason(error)}); bitte nennen Sie den ganzen Weg."
        ) from None
    return folder


_DEVICE = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³]) *(?:\..*)?", re.IGNORECASE | re.DOTALL)
"""What Windows keeps for devices, with any ending: whoever writes there writes nothing."""


def refused_name(name: str, *, windows: bool = os.name == "nt") -> str:
    """Return why a file cannot be called `name` (without its folder), in German; "" where it can.

    Windows refuses none of these: it writes to a device, beside the file, or under another name, and says that all is well.
    """
    if "\0" in name:
        return "das ist kein Dateiname"
    if not windows:
        return ""
    if _DEVICE.fullmatch(name):
        return "diesen Namen hält Windows für ein Gerät frei"
    if any(sign in '<>:"|?*' or sign < " " for sign in name):
        return 'Windows erlaubt in Namen keines dieser Zeichen: < > : " | ? *'
    if name.endswith((".", " ")):
        return "unter Windows endet kein Name mit einem Punkt oder Leerzeichen"
    return ""


def ensure_folder(folder: Path) -> None:
    """Make `folder` (0700) where it is missing; OSError where that fails."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def write(target: Path, data: bytes, *, replace: bool = True, private: bool = False) -> None:
    """Put `data` at `target` in one step and force it to disk; see `writing`."""
    with writing(target, replace=replace, private=private) as put:
        put(data)


@contextmanager
def writing(target: Path, *, replace: bool = True, private: bool = False) -> Iterator[Callable[[bytes], object]]:
    """Give a function that writes piece by piece; all of it is at `target` at the end, or nothing is left behind.

    A reader sees the old file or the new one, never half of either, and the new one is on disk at the end. One that
    is replaced hands its permissions on; a fresh one is 0600 where it is `private`. Without `replace` a file that is
    there, or appears meanwhile, stays as it is: FileExistsError. Raises OSError (ValueError for a name that no system
    can have), and then the old file is as it was.
    """
    old = _status(target)
    if old is not None and not replace:
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target))
    temporary = target.with_name(f".verbund-check-{os.urandom(6).hex()}{TEMPORARY}")
    descriptor = os.open(temporary, _CREATE, 0o600 if private or old is not None else 0o666)
    try:
        with os.fdopen(descriptor, "wb") as file:
            yield file.write
            if old is not None and hasattr(os, "fchown"):  # Windows has one of both alone, from Python 3.13 on
                os.fchmod(file.fileno(), _permissions(file.fileno(), old, private=private))
            file.flush()
            os.fsync(file.fileno())
        if replace:
            _retried(os.replace, temporary, target)
        else:
            _put_in_free_place(temporary, target)
    finally:
        with suppress(OSError):
            temporary.unlink()
    sync_folder(target.parent)


def _status(target: Path) -> os.stat_result | None:
    """What is known of the file at `target` itself, not of what a link leads to; None where there is none."""
    try:
        return target.lstat()
    except FileNotFoundError:
        return None


def _permissions(descriptor: int, old: os.stat_result, *, private: bool) -> int:
    """The mode that a file takes over from the `old` one that it replaces; never more than that one gave to anybody."""
    if private or not stat.S_ISREG(old.st_mode):
        return 0o600
    with suppress(OSError):
        os.fchown(descriptor, -1, old.st_gid)
    # What a group was allowed is no business of another group.
    same_group = os.fstat(descriptor).st_gid == old.st_gid
    return stat.S_IMODE(old.st_mode) & (0o777 if same_group else 0o707)


def _retried(move: Callable[[Path, Path], object], source: Path, target: Path) -> None:
    """Move; on Windows a virus scanner or a sync client may hold the target for a moment, so try again briefly."""
    for attempt in range(10):
        try:
            move(source, target)
            return
        except PermissionError:
            if os.name != "nt":
                raise
            if attempt == 9:
                _raise_as_windows_does(target, _TO_REPLACE)
                raise
            time.sleep(0.05)


def _put_in_free_place(temporary: Path, target: Path) -> None:
    """Move to `target` where nothing is there in this very moment; FileExistsError otherwise."""
    if os.name == "nt":
        _retried(os.rename, temporary, target)  # refuses there where the target exists
        return
    try:
        os.link(temporary, target, follow_symlinks=False)
    except FileExistsError:
        raise
    except (OSError, NotImplementedError):  # a stick or a network folder without hard links: reserve the name first
        os.close(os.open(target, _CREATE, 0o600))
        os.replace(temporary, target)


def sync_folder(folder: Path) -> None:
    """Force the new name to disk as well; Windows and some network folders do not know this for folders."""
    if os.name == "nt":
        return
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except PermissionError:
        return  # one may write in it, but not look into it
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP, errno.ENOSYS):
            raise
    finally:
        os.close(descriptor)


_CLOUD = "sie liegt nur in der Cloud und ist gerade nicht zu haben; bitte laden Sie sie dort zuerst herunter"
_UNPLUGGED = "der Datenträger ist nicht mehr da; steckt der Stick noch, besteht die Verbindung?"
_PROTECTED = "der Datenträger ist schreibgeschützt"
_FULL = "der Datenträger ist voll"
_FAULTY = "Lese- oder Schreibfehler des Datenträgers"
_IN_USE = "noch in einem anderen Programm geöffnet, etwa in Word?"
_TOO_LONG = "der Name ist zu lang"
_LONGEST_ON_WINDOWS = 248  # characters of a path, where nobody has allowed longer ones; a file's may have a few more

_REASONS = {
    "EACCES": "keine Berechtigung",
    "EPERM": "nicht erlaubt",
    "ENOENT": "nicht gefunden",
    "ENOSPC": _FULL,
    "EDQUOT": "Ihr Speicherplatz ist aufgebraucht",
    "EFBIG": "die Datei darf nicht so groß werden",
    "EIO": f"{_FAULTY}; steckt der Stick noch?",
    "EISDIR": "es ist ein Ordner",
    "ENOTDIR": "ein Teil des Pfades ist kein Ordner",
    "EEXIST": "es gibt schon etwas mit diesem Namen",
    "ENAMETOOLONG": _TOO_LONG,
    "EROFS": _PROTECTED,
    "ELOOP": "der Verweis führt im Kreis",
    "EMFILE": "zu viele offene Dateien",
    "ENFILE": "zu viele offene Dateien",
    "EBUSY": _IN_USE,
    "ETXTBSY": _IN_USE,
    "EINVAL": "ungültiger Name",
    "EILSEQ": "ungültiger Name",
    "ENOMEM": "der Arbeitsspeicher ist voll",
    "EOPNOTSUPP": "der Datenträger kann das nicht",
    "ENOSYS": "der Datenträger kann das nicht",
    "EUCLEAN": "das Dateisystem ist beschädigt",
    **dict.fromkeys(("ENODEV", "ENXIO", "ENOMEDIUM", "ESHUTDOWN"), _UNPLUGGED),
    **dict.fromkeys(
        ("ESTALE", "EREMOTEIO", "ENOTCONN", "EHOSTDOWN", "EHOSTUNREACH", "ENETDOWN", "ENETUNREACH", "ECONNRESET"),
        "die Verbindung zum Netzlaufwerk ist abgerissen",
    ),
    **dict.fromkeys(("EDEADLK", "ETIMEDOUT"), _CLOUD),  # macOS says so of files that are only placeholders
}
"""Why the system refused, by the name of its number; not every system has them all."""

_WINDOWS_REASONS = {
    **dict.fromkeys((32, 33, 1224), _IN_USE),
    **dict.fromkeys((15, 20, 21, 55, 433, 1006, 1112, 1167, 1617), _UNPLUGGED),
    **dict.fromkeys((51, 53, 59, 64, 65, 67, 121, 1231, 1232), "die Verbindung zum Netzlaufwerk ist abgerissen"),
    **dict.fromkeys((23, 29, 30, 1117), _FAULTY),
    **dict.fromkeys((1392, 1393), "das Dateisystem ist beschädigt"),
    19: _PROTECTED,
    **dict.fromkeys((39, 112), _FULL),
    **dict.fromkeys((1295, 1816), "Ihr Speicherplatz ist aufgebraucht"),
    **dict.fromkeys((111, 206), _TOO_LONG),
    123: "ungültiger Name",
    **dict.fromkeys((225, 226), "der Virenschutz hat sie gesperrt"),
    **dict.fromkeys((358, *range(362, 368), *range(374, 384), *range(389, 399), 404, 426, 434, 475), _CLOUD),
}
"""The same for Windows, whose own numbers say more than the `errno` that Python makes of them."""


def german_reason(error: BaseException) -> str:
    """Return why the system refused, in German, for the reasons that people meet."""
    if isinstance(error, ValueError):
        return "ungültiger Name"
    system = getattr(error, "winerror", None) or 0
    names = (str(getattr(error, each, None) or "") for each in ("filename", "filename2"))  # moved from and to
    is_long = max(map(len, names)) >= _LONGEST_ON_WINDOWS
    if system in (2, 3, 123) and is_long:
        return _TOO_LONG  # which Windows calls "not found", or a name that cannot be
    if reason := _WINDOWS_REASONS.get(system):
        return reason
    number = getattr(error, "errno", None)
    if os.name == "nt" and number == errno.ENOENT and is_long:  # what opens a file keeps Windows' own number for itself
        return _TOO_LONG
    return next((text for name, text in _REASONS.items() if number == getattr(errno, name, -1)), "Fehler des Systems")
