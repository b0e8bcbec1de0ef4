"""YAML and JSON from strangers, read into plain data: mappings, lists, texts, nothing else.

PyYAML alone would read "ja: no" as False, keep the last of two equal keys in silence, swell a few hundred bytes of
aliases to hundreds of megabytes, and crash (the C parser) on very deep nesting. So the file is read as a stream
of events, with every bound checked before anything is built. Every scalar of YAML stays the text that was typed.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from verbund_check.errors import InputError
from verbund_check.text import shortened

MAX_BYTES = 256 * 1024
MAX_DEPTH = 20


class Parsed(NamedTuple):
    """Plain data and the line (from 1) on which each value begins, by its path."""

    data: Any
    lines: dict[tuple[str | int, ...], int]


def decode_text(data: bytes, name: str) -> str:
    """Return UTF-8 text without its byte order mark; InputError where it is none or holds NUL."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise InputError(
            f"{name}, Zeile {line}: Das ist kein Text in UTF-8; bitte speichern Sie die Datei als „UTF-8“."
        ) from None
    if "\x00" in text:
        raise InputError(f"{name}: Das ist keine Textdatei; erwartet wird YAML oder JSON.")
    return text


def parse(text: str, name: str, faults: list[str] | None = None) -> Parsed:
    """Return the data of a YAML or JSON text; `name` stands in the messages.

    What begins with a brace is read as JSON first (true, false, null and numbers keep their types) and, where
    that fails, as YAML. Raises InputError with file, line and what is wrong. With a list for `faults`, doubled keys,
    anchors and aliases are put there instead, so that the rest of the file can be checked as well.
    """
    if text.lstrip()[:1] in {"{", "["}:
        try:
            return Parsed(_parse_json(text, name), {})
        except _NotJson as error:
            if name.lower().endswith(".json"):
                raise InputError(
                    f"{name}, Zeile {error.line}: Das ist kein gültiges JSON; die Datei ist beschädigt oder unvollständig."
                ) from None
    return _parse_yaml(text, name, faults)


class _NotJson(Exception):
    """The text is no JSON; it may be YAML in flow style. `line` is where JSON ends."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


def _parse_json(text: str, name: str) -> Any:
    import json

    def no_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        seen: dict[str, Any] = {}
        for key, value in pairs:
            if key in seen:
                raise InputError(f"{name}: Der Schlüssel „{shortened(key)}“ steht zweimal; bitte nur einmal angeben.")
            seen[key] = value
        return seen

    def no_constant(constant: str) -> Any:
        raise InputError(f"{name}: „{constant}“ ist kein gültiger Wert.")

    depth = 0
    # A rough bound (braces in texts count too) that is far above what any valid file needs.
    for character in text:
        depth += (character in "{[") - (character in "}]")
        if depth > MAX_DEPTH * 50:
            raise InputError(f"{name}: Die Datei ist zu tief verschachtelt.")
    try:
        return json.loads(text, object_pairs_hook=no_twins, parse_constant=no_constant)
    except json.JSONDecodeError as error:
        raise _NotJson(error.lineno) from None
    except (RecursionError, ValueError):  # ValueError: a number of thousands of digits
        raise InputError(f"{name}: Die Datei enthält Zahlen oder Ebenen jenseits des Erlaubten.") from None


def _parse_yaml(text: str, name: str, faults: list[str] | None) -> Parsed:
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    builder = _Builder(name, faults)
    try:
        for event in yaml.parse(text, Loader=loader):
            builder.feed(event)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = f", Zeile {mark.line + 1}, Spalte {mark.column + 1}" if mark else ""
        raise InputError(
            f"{name}{place}: Das ist kein gültiges YAML; bitte prüfen Sie Einrückung, Doppelpunkte und Anführungszeichen."
        ) from None
    except (yaml.YAMLError, RecursionError, ValueError):
        raise InputError(f"{name}: Das ist kein gültiges YAML; erwartet wird eine Textdatei.") from None
    return Parsed(builder.result, builder.lines)


class _Builder:
    """Builds plain data from YAML events with a stack of its own, so that depth is bounded and nothing recurses."""

    def __init__(self, name: str, faults: list[str] | None) -> None:
        self.name = name
        self.faults = faults
        self.result: Any = None
        self.lines: dict[tuple[str | int, ...], int] = {}
        self.stack: list[tuple[Any, list[str]]] = []  # container, and its pending key (empty or one)
        self.path: list[str | int] = []
        self.documents = 0

    def fail(self, event: Any, problem: str) -> InputError:
        return InputError(f"{self.name}, Zeile {event.start_mark.line + 1}: {problem}")

    def refuse(self, event: Any, problem: str) -> None:
        """Raise what is wrong, or put it on the list and go on."""
        fault = self.fail(event, problem)
        if self.faults is None:
            raise fault
        self.faults.append(str(fault))

    def feed(self, event: Any) -> None:
        kind = type(event).__name__
        if kind == "ScalarEvent":
            self.scalar(event)
        elif kind in {"MappingStartEvent", "SequenceStartEvent"}:
            if event.anchor:
                self.refuse(event, "Anker („&“) sind hier nicht erlaubt; bitte schreiben Sie den Text aus.")
            if len(self.stack) >= MAX_DEPTH:
                raise self.fail(event, "Die Datei ist zu tief verschachtelt.")
            container: Any = {} if kind == "MappingStartEvent" else []
            self.add(event, container)
            self.stack.append((container, []))
        elif kind in {"MappingEndEvent", "SequenceEndEvent"}:
            self.stack.pop()
            if self.path:
                self.path.pop()
        elif kind == "AliasEvent":
            self.refuse(event, "Verweise („*“) sind hier nicht erlaubt; bitte schreiben Sie den Text aus.")
            self.put(event, "*", "*")
        elif kind == "DocumentStartEvent":
            self.documents += 1
            if self.documents > 1:
                raise self.fail(event, "Nur ein Dokument je Datei ist erlaubt („---“ steht zweimal).")

    def scalar(self, event: Any) -> None:
        if event.anchor:
            self.refuse(event, "Anker („&“) sind hier nicht erlaubt; bitte schreiben Sie den Text aus.")
        plain = not event.style and not event.tag  # None from the pure parser, "" from the C one
        value = None if plain and event.value in {"", "~", "null"} else event.value
        if plain and event.value == "<<" and self.expects_key():
            raise self.fail(event, "Zusammenführen („<<“) ist hier nicht erlaubt.")
        self.put(event, event.value, value)

    def expects_key(self) -> bool:
        return bool(self.stack) and isinstance(self.stack[-1][0], dict) and not self.stack[-1][1]

    def put(self, event: Any, key: str, value: Any) -> None:
        """Take a scalar as the next key where a mapping waits for one, else as a value."""
        if self.expects_key():
            container, pending = self.stack[-1]
            if key in container:
                self.refuse(event, f"Der Schlüssel „{shortened(key)}“ steht zweimal; bitte nur einmal angeben.")
            pending.append(key)
            return
        self.add(event, value)
        if self.path:
            self.path.pop()

    def add(self, event: Any, value: Any) -> None:
        """Put `value` into the open container and leave its place on the path (the caller takes it off)."""
        if not self.stack:
            self.result = value
            self.lines[()] = event.start_mark.line + 1
            return
        container, pending = self.stack[-1]
        if isinstance(container, dict):
            if not pending:
                raise self.fail(event, "Ein Schlüssel muss ein einfacher Text sein.")
            key: str | int = pending.pop()
            container[key] = value
        else:
            key = len(container)
            container.append(value)
        self.path.append(key)
        self.lines[tuple(self.path)] = event.start_mark.line + 1
