"""YAML and JSON from strangers, read into plain data: mappings, lists, texts, nothing else.

PyYAML alone would read "ja: no" as False, keep the last of two equal keys in silence, swell a few hundred bytes of
aliases to hundreds of megabytes, and crash (the C parser) on very deep nesting. So the file is read as a stream
of events, with every bound checked before anything is built. Every scalar of YAML stays the text that was typed.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from verbund_check.errors import InputError
from verbund_check.text import shortened

MAX_BYTES = 256 * 1024
MAX_DEPTH = 20


Path = tuple[str | int, ...]
"""Where a value stands: keys and positions from the outside in."""


class Parsed(NamedTuple):
    """Plain data and the line (from 1) on which each value begins, by its path."""

    data: Any
    lines: dict[Path, int]


def decode_text(data: bytes, name: str) -> str:
    """Return UTF-8 text without its byte order mark; InputError where it is none or holds NUL.

    UTF-16 is read where a byte order mark says that it is: this is what PowerShell writes with ">".
    """
    try:
        text = data.decode("utf-16" if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) else "utf-8-sig")
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
    # A rough bound that is far above what any valid file needs.
    for character in re.sub(r'"(?:[^"\\]|\\.)*("|\Z)', "", text, flags=re.DOTALL):
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

    try:
        builder = _Builder(yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)), name, faults)
        return Parsed(builder.document(), builder.lines)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = f", Zeile {mark.line + 1}, Spalte {mark.column + 1}" if mark else ""
        raise InputError(
            f"{name}{place}: Das ist kein gültiges YAML; bitte prüfen Sie Einrückung, Doppelpunkte und Anführungszeichen."
        ) from None
    except (yaml.YAMLError, RecursionError, ValueError):
        raise InputError(f"{name}: Das ist kein gültiges YAML; erwartet wird eine Textdatei.") from None


class _Builder:
    """Builds plain data from the events of PyYAML's parser, one by one, so that nothing is built beyond the bounds."""

    def __init__(self, events: Iterator[Any], name: str, faults: list[str] | None) -> None:
        self.events = events
        self.name = name
        self.faults = faults
        self.lines: dict[Path, int] = {}

    def document(self) -> Any:
        """Return the data of the only document; None where there is none."""
        data, documents = None, 0
        for event in self.events:
            kind = type(event).__name__
            if kind == "DocumentStartEvent":
                documents += 1
                if documents > 1:
                    raise self.fail(event, "Nur ein Dokument je Datei ist erlaubt („---“ steht zweimal).")
                data = self.value(next(self.events), ())
        return data

    def value(self, event: Any, path: Path) -> Any:
        """Return what begins with `event`; its line is kept under `path`."""
        kind = type(event).__name__
        self.lines[path] = event.start_mark.line + 1
        if kind == "AliasEvent":
            self.refuse(event, "Verweise („*“) sind hier nicht erlaubt; bitte schreiben Sie den Text aus.")
            return "*"
        if event.anchor:
            self.refuse(event, "Anker („&“) sind hier nicht erlaubt; bitte schreiben Sie den Text aus.")
        if kind == "ScalarEvent":
            plain = not event.style and not event.tag  # None from the pure parser, "" from the C one
            return None if plain and event.value in {"", "~", "null"} else event.value
        if len(path) >= MAX_DEPTH:
            raise self.fail(event, "Die Datei ist zu tief verschachtelt.")
        if kind == "SequenceStartEvent":
            items: list[Any] = []
            while type(each := next(self.events)).__name__ != "SequenceEndEvent":
                items.append(self.value(each, (*path, len(items))))
            return items
        mapping: dict[str, Any] = {}
        while type(each := next(self.events)).__name__ != "MappingEndEvent":
            key = self.key(each, mapping)
            mapping[key] = self.value(next(self.events), (*path, key))
        return mapping

    def key(self, event: Any, mapping: Mapping[str, Any]) -> str:
        """Return the key of the next value: always the text that was typed."""
        kind = type(event).__name__
        if kind == "AliasEvent" or event.anchor:
            self.refuse(
                event, "Anker („&“) und Verweise („*“) sind hier nicht erlaubt; bitte schreiben Sie den Text aus."
            )
        if kind not in {"ScalarEvent", "AliasEvent"}:
            raise self.fail(event, "Ein Schlüssel muss ein einfacher Text sein.")
        key: str = "*" if kind == "AliasEvent" else event.value
        if key == "<<" and not event.style and not event.tag:
            raise self.fail(event, "Zusammenführen („<<“) ist hier nicht erlaubt.")
        if key in mapping:
            self.refuse(event, f"Der Schlüssel „{shortened(key)}“ steht zweimal; bitte nur einmal angeben.")
        return key

    def fail(self, event: Any, problem: str) -> InputError:
        return InputError(f"{self.name}, Zeile {event.start_mark.line + 1}: {problem}")

    def refuse(self, event: Any, problem: str) -> None:
        """Raise what is wrong, or put it on the list and go on."""
        fault = self.fail(event, problem)
        if self.faults is None:
            raise fault
        self.faults.append(str(fault))
