"""Says in German what is wrong with a content file: all faults, each with line, place and what is expected.

msgspec stops at the first fault and speaks English; this walks the same types to the end. It runs only where
msgspec has refused a file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import inspect

from verbund_check.guide.yaml_json import Parsed
from verbund_check.text import clean_line, shortened, suggestion

Path = tuple[str | int, ...]


def faults_of(parsed: Parsed, model: type[Any], name: str) -> list[str]:
    """Return one line for each place where `parsed` is no `model`; at least one."""
    faults = [
        line_of(parsed.lines, name, path, problem) for path, problem in _walk(parsed.data, inspect.type_info(model), ())
    ]
    return faults or [f"{name}: Die Datei hat nicht den erwarteten Aufbau."]


def line_of(lines: Mapping[Path, int], name: str, path: Path, problem: str) -> str:
    """Return what is wrong as one line: file, line, place, problem."""
    known: Path = path
    while known and known not in lines:
        known = known[:-1]
    place = "".join(f"[{part}]" if isinstance(part, int) else f".{shortened(part)}" for part in path).lstrip(".")
    line = lines.get(known)
    # What is wrong may quote keys from the file.
    said = clean_line(problem, 1500)
    return f"{name}{f', Zeile {line}' if line else ''}{f', {place}' if place else ''}: {said}"


def _walk(value: Any, kind: inspect.Type, path: Path) -> Iterator[tuple[Path, str]]:
    match kind:
        case inspect.StructType():
            yield from _struct(value, kind, path)
        case inspect.UnionType() if (staged := _staged(kind)) is not None:
            if isinstance(value, dict):
                yield from _walk(value, staged, path)
            elif not isinstance(value, str):
                yield path, f"Erwartet wird ein Text oder je einer für planned und running, gefunden: {_found(value)}."
        case inspect.UnionType() if any(isinstance(each, inspect.NoneType) for each in kind.types):
            yield from _walk(value, _optional(kind), path)
        case inspect.UnionType():
            yield from _tagged(value, kind, path)
        case inspect.VarTupleType():
            if not isinstance(value, list):
                yield path, f"Erwartet wird eine Liste, gefunden: {_found(value)}."
            else:
                for number, item in enumerate(value):
                    yield from _walk(item, kind.item_type, (*path, number))
        case inspect.LiteralType():
            values = [str(each) for each in kind.values]
            if value not in values:
                yield path, f"{_found(value)} ist hier nicht möglich; erlaubt sind: {', '.join(values)}."
        case inspect.BoolType():
            if value not in ("true", "false", True, False):
                yield path, f"Erwartet wird true oder false, gefunden: {_found(value)}."
        case inspect.IntType():
            if not (isinstance(value, str) and value.isdecimal()):
                yield path, f"Erwartet wird eine ganze Zahl, gefunden: {_found(value)}."
        case _:
            if not isinstance(value, str):
                yield path, f"Erwartet wird ein Text, gefunden: {_found(value)}."


def _staged(kind: inspect.UnionType) -> inspect.Type | None:
    """The type of the texts by stage, where a plain text does as well; None where the union is another one."""
    if any(isinstance(each, inspect.StrType) for each in kind.types):
        return next(each for each in kind.types if isinstance(each, inspect.StructType))
    return None


def _optional(kind: inspect.UnionType) -> inspect.Type:
    """The type of what may be left out."""
    return next(each for each in kind.types if not isinstance(each, inspect.NoneType))


def _struct(value: Any, kind: inspect.StructType, path: Path) -> Iterator[tuple[Path, str]]:
    fields = {field.encode_name: field for field in kind.fields}
    if not isinstance(value, dict):
        yield path, f"Erwartet werden Felder ({', '.join(fields)}), gefunden: {_found(value)}."
        return
    for key, item in value.items():
        if key in fields:
            yield from _walk(item, fields[key].type, (*path, key))
        elif key != kind.tag_field:
            known = ", ".join(fields)
            yield (*path, str(key)), f"Dieses Feld gibt es nicht.{suggestion(str(key), fields)} Möglich sind: {known}."
    for key, field in fields.items():
        if field.required and key not in value:
            yield path, f"Das Feld „{key}“ fehlt."


def _tagged(value: Any, kind: inspect.UnionType, path: Path) -> Iterator[tuple[Path, str]]:
    """A union of blocks, told apart by their field `type`."""
    structs = {each.tag: each for each in kind.types if isinstance(each, inspect.StructType)}
    tag = value.get("type") if isinstance(value, dict) else None
    if isinstance(tag, str) and tag in structs:
        yield from _struct(value, structs[tag], path)
    else:
        known = ", ".join(str(name) for name in structs)
        yield path, f"Erwartet wird ein Block mit „type“, möglich sind: {known}."


def _found(value: Any) -> str:
    match value:
        case None | "":
            return "nichts"
        case dict():
            return "Felder"
        case list():
            return "eine Liste"
        case _:
            return f"„{shortened(str(value))}“"


def mended(value: Any, model: type[Any]) -> tuple[Any, set[Path]]:
    """Return `value` with a filler wherever it is no `model`, and the places of the fillers.

    So the rules between the files can be checked in one go with the rest; what they find at a filler is void.
    """
    filled: set[Path] = set()
    return _mended(value, inspect.type_info(model), (), filled), filled


def _mended(value: Any, kind: inspect.Type, path: Path, filled: set[Path]) -> Any:
    match kind:
        case inspect.StructType() if isinstance(value, dict):
            fields = {field.encode_name: field for field in kind.fields}
            return {
                name: _mended(value.get(name), field.type, (*path, name), filled)
                for name, field in fields.items()
                if name in value or field.required
            } | ({kind.tag_field: kind.tag} if kind.tag_field else {})
        case inspect.UnionType() if isinstance(value, dict) and _staged(kind) is not None:
            return _mended(value, _staged(kind) or kind, path, filled)
        case inspect.UnionType() if isinstance(value, dict) and any(
            isinstance(each, inspect.NoneType) for each in kind.types
        ):
            return _mended(value, _optional(kind), path, filled)
        case inspect.UnionType() if isinstance(value, dict):
            for each in kind.types:
                if isinstance(each, inspect.StructType) and each.tag == value.get("type"):
                    return _mended(value, each, path, filled)
        case inspect.VarTupleType() if isinstance(value, list):
            return [_mended(item, kind.item_type, (*path, number), filled) for number, item in enumerate(value)]
        case _ if next(_walk(value, kind, path), None) is None:
            return value
    filled.add(path)
    return _filler(kind, path, filled)


def _filler(kind: inspect.Type, path: Path, filled: set[Path]) -> Any:
    match kind:
        case inspect.StructType():
            return _mended({}, kind, path, filled)
        case inspect.UnionType() if _staged(kind) is not None:
            return "?"
        case inspect.UnionType() if any(isinstance(each, inspect.NoneType) for each in kind.types):
            return None
        case inspect.UnionType():
            return {"type": "paragraph", "text": "?"}
        case inspect.VarTupleType():
            return []
        case inspect.LiteralType():
            return kind.values[0]
        case inspect.BoolType():
            return False
        case inspect.IntType():
            return 0
        case _:
            return "?"
