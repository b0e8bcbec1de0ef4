"""Makes keys of what a terminal sends. What no key is known for is swallowed whole.

prompt_toolkit takes an unknown sequence apart, and its pieces are keys: Alt+F5 would be "1" … "5" "~", and choose an
answer that nobody gave. So do replies of the terminal and reports of the mouse. This parser takes the place of
prompt_toolkit's own.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable

from prompt_toolkit.input import Input
from prompt_toolkit.input.ansi_escape_sequences import ANSI_SEQUENCES
from prompt_toolkit.key_binding.key_processor import KeyPress
from prompt_toolkit.keys import Keys

GAP = 0.5
"""Seconds without a further character after which an unfinished sequence is given up."""

LONGEST = 2.0
"""Seconds that a sequence may take in all: whoever goes on typing must not be swallowed for ever. Pastes may pause as long."""

MOST = 4096
"""Characters of a sequence."""

MOST_PASTED = 20_000
"""Characters of a pasted text that are looked at: more than any field takes."""

_END_OF_PASTE = "\x1b[201~"
_C1 = {ord(c1): f"\x1b{c0}" for c1, c0 in zip("\x8f\x90\x98\x9b\x9c\x9d\x9e\x9f", "OPX[\\]^_", strict=True)}

# CSI of the Linux console, of rxvt with Shift, X10 mouse, CSI, SS3, strings (OSC, DCS, SOS, PM, APC), Alt with a key. A control character
# ends any of them and acts itself, so that Ctrl-C works always.
_WHOLE = re.compile(
    r"\x1b+(?:\[\[[ -~]|\[\d+\$|\[M[^\x00-\x1f]{3}|\[(?![\[M])[0-?]*[ -/]*[@-~]|O[0-?]*[@-~ ]"
    rf"|[]PX^_][^\x00-\x1f]{{0,{MOST}}}(?:\x07|\x1b\\)|[^\x03\x1b\[O\]PX^_])",
    re.DOTALL,
)
_BEGUN = re.compile(
    rf"\x1b+(?:\[\[|\[M[^\x00-\x1f]{{0,2}}|\[[0-?]{{0,{MOST}}}[ -/]*|O[0-?]{{0,{MOST}}}"
    rf"|[]PX^_][^\x00-\x1f]{{0,{MOST}}}(?:\x1b(?=\Z))?)?"
)
_KEY = re.compile(r"\x1b\[(\d*)(?::(\d*))?(?::\d*)?(?:;(\d*)(?::(\d+))?)?(?:;(\d*)[\d:]*)?([A-FHPQSZ~u])")
"""Number, its shifted form, modifiers, event, third number and final letter of a key with modifiers."""

_SHIFT, _CONTROL, _RELEASE = 1, 4, 3
_LOCKS = 64 | 128


def listen(source: Input) -> None:
    """Make an input of prompt_toolkit parse what it reads with a `KeyParser`."""
    reader = getattr(source, "console_input_reader", source)
    for name in ("vt100_parser", "_vt100_parser"):
        if hasattr(reader, name):
            setattr(reader, name, KeyParser(getattr(reader, name).feed_key_callback))
            return
    # The older console of Windows sends no sequences; there a key with Alt comes as an Escape that nobody typed.
    read = source.read_keys
    source.read_keys = lambda: _without_alt(read())  # type: ignore[method-assign]


def _without_alt(keys: list[KeyPress]) -> list[KeyPress]:
    alt = [each.key is Keys.Escape and not each.data for each in keys]
    return [each for each, is_alt, follows in zip(keys, alt, [False, *alt], strict=False) if not (is_alt or follows)]


class KeyParser:
    """Takes characters as they come and calls `feed_key_callback` for each key; as prompt_toolkit's Vt100Parser does."""

    def __init__(
        self, feed_key_callback: Callable[[KeyPress], None], clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.feed_key_callback = feed_key_callback
        self.clock = clock
        self.last = self.begun = 0.0
        self.reset()

    def reset(self, request: bool = False) -> None:  # noqa: ARG002 - as prompt_toolkit calls it
        """Forget what has begun."""
        self.rest = ""
        self.pasting = False
        self.pasted = 0

    def feed(self, data: str) -> None:
        """Take in the next characters."""
        now = self.clock()
        if now - self.last > (LONGEST if self.pasting else GAP) or (
            self.rest and not self.pasting and now - self.begun > LONGEST
        ):
            self.flush()
            self.reset()
        self.last = now
        if not self.rest:
            self.begun = now
        self.rest += data if self.pasting else data.translate(_C1)
        while self.rest and (self._paste() if self.pasting else self._next()):
            self.begun = now

    def flush(self) -> None:
        """Nothing more has come for a while: a bare Esc is a key, what else has begun is given up."""
        if self.pasting:
            self._insert(self._not_its_end())
        elif self.rest:
            escape = not self.rest.strip("\x1b")
            self.rest = ""
            if escape:
                self._press(Keys.Escape, "\x1b")

    def feed_and_flush(self, data: str) -> None:
        """Take in the last characters."""
        self.feed(data)
        self.flush()

    def _press(self, key: Keys | str, data: str = "") -> None:
        self.feed_key_callback(KeyPress(key, data))

    def _next(self) -> bool:
        """Take one key or one sequence off; False where its end has not come yet."""
        if self.rest[0] != "\x1b":
            self._type(self.rest[0])
            self.rest = self.rest[1:]
            return True
        whole = _WHOLE.match(self.rest)
        begun = _BEGUN.match(self.rest)
        assert begun is not None  # it begins with Esc
        if whole is None and begun.end() == len(self.rest):
            return False
        sequence = (whole or begun).group()
        self.rest = self.rest[len(sequence) :]
        if whole is None:
            pass  # broken off: what follows speaks for itself
        elif sequence == "\x1b[200~":
            self.pasting, self.pasted = True, 0
        else:
            key = key_of(sequence)
            if isinstance(key, Keys):
                self._press(key)
            elif key:
                self._type(key)
        return True

    def _type(self, character: str) -> None:
        key = ANSI_SEQUENCES.get(character, character)
        if isinstance(key, str):  # Keys are texts too
            self._press(key, character)

    def _paste(self) -> bool:
        """Insert what was pasted up to its end; False where that has not come yet."""
        end = self.rest.find(_END_OF_PASTE)
        if end >= 0:
            self._insert(end)
            self.rest = self.rest[len(_END_OF_PASTE) :]
            self.pasting = False
        elif len(self.rest) > MOST_PASTED:
            self._insert(self._not_its_end())
        return end >= 0

    def _not_its_end(self) -> int:
        """Where in a paste that goes on its end may have begun."""
        cut = self.rest.rfind("\x1b")
        return cut if cut >= 0 and _END_OF_PASTE.startswith(self.rest[cut:]) else len(self.rest)

    def _insert(self, end: int) -> None:
        text = self.rest[: min(end, MOST_PASTED - self.pasted)]
        self.rest = self.rest[end:]
        self.pasted += len(text)
        if text:
            self._press(Keys.BracketedPaste, text)


def key_of(sequence: str) -> Keys | str | None:
    """Return the key that a sequence stands for, or the character; None where it is none that is known."""
    found = _KEY.fullmatch(sequence)
    if found is None:
        return _known(sequence) if len(sequence) > 2 else None
    number, shifted, modifiers, event, third, final = found.groups()
    pressed = (int(modifiers or 1) - 1) & ~_LOCKS
    if event == str(_RELEASE):
        return None
    if final == "u":
        return _character(int(number or 0), int(shifted or 0), pressed)
    if number == "27" and third:
        return _character(int(third), int(third), pressed)
    if final != "~" and number not in ("", "1"):
        return _known(sequence)
    if pressed:
        return _known(f"\x1b[{number or 1};{pressed + 1}{final}")
    return _known(f"\x1b[{number}~") if final == "~" else _known(f"\x1b[{final}") or _known(f"\x1bO{final}")


def _known(sequence: str) -> Keys | None:
    key = ANSI_SEQUENCES.get(sequence)  # with Alt it would be two keys
    return key if isinstance(key, Keys) and key is not Keys.Ignore else None


def _character(code: int, shifted: int, modifiers: int) -> Keys | str | None:
    """Return what is typed by a key whose character is sent as a number."""
    if modifiers == _CONTROL and (0x40 <= code <= 0x5F or 0x61 <= code <= 0x7A):
        return chr(code & 0x1F)
    if code == 9 and modifiers == _SHIFT:
        return Keys.BackTab
    if modifiers not in (0, _SHIFT) or code > 0x10FFFF or 0xD800 <= code <= 0xF8FF:  # surrogates, and keys without text
        return None
    if not modifiers:
        return chr(code) if code >= 32 or code in (9, 13, 27) else None
    if code < 32 or code == 127:
        return None
    return (
        chr(shifted) if 32 <= shifted <= 0x10FFFF else chr(code).upper() if chr(code).isalpha() else " " * (code == 32)
    )
