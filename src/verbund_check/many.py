"""Reads many assessments fast: thousands of files in a folder, the damaged ones named and passed over."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec
from msgspec.structs import replace

from verbund_check.answers_file import ID_PATTERN, read_answers
from verbund_check.assessment import FORMAT, Answer, Assessment, asked_ids, ids_of, kind_of, options_of, utc_now
from verbund_check.errors import InputError, StorageError
from verbund_check.guide import Guide
from verbund_check.paper import SUFFIX as PAPER_SUFFIX
from verbund_check.plain_data import decode_text, german_reason
from verbund_check.report import SCHEMA, Report, assessment_of
from verbund_check.text import clean, shortened
from verbund_check.values import Value, values_of

MAX_BYTES = 4 * 1024 * 1024
"""A saved assessment or report is some kilobytes; 29 long remarks stay far below this."""

_TIME = re.compile(r"[0-9]{4}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]Z")


class Rejected(NamedTuple):
    """A file that holds no readable assessment, and why (one German sentence)."""

    path: Path
    reason: str


class Decoder:
    """Decodes what this program wrote on a short way, and everything else through the strict reader.

    msgspec would keep the last of two equal keys in silence and lets control characters pass. What this program
    writes is canonical and clean, so only bytes that come out the same when written again go the short way.
    """

    def __init__(self, guide: Guide) -> None:
        self.guide = guide
        self.values: dict[str, frozenset[Value]] = {}
        self.options: dict[str, frozenset[str]] = {
            "reasons": frozenset(options_of(guide, "reasons")),
            "fears": frozenset(options_of(guide, "fears")),
        }
        for id in asked_ids(guide, "full"):
            kind = kind_of(guide, id)
            if kind is not None and id not in self.options:
                self.values[id] = frozenset(values_of(kind))
        self.quick = frozenset(ids_of(guide, "readiness"))
        self.full = frozenset(asked_ids(guide, "full"))
        self.saved = msgspec.json.Decoder(Assessment)
        self.report = msgspec.json.Decoder(Report)
        self.encoder = msgspec.json.Encoder()

    def decode(self, data: bytes, name: str, now: str) -> Assessment:
        """Return the assessment in `data`; InputError with `name` where there is none. `now` as in `read_answers`."""
        return self.written_here(data) or read_answers(decode_text(data, name), name, self.guide, now=now)

    def written_here(self, data: bytes) -> Assessment | None:
        """Return the assessment where `data` is just as this program writes it, else None."""
        try:
            text = data.decode()
            if data.startswith(b'{"format"'):
                assessment = self.saved.decode(data)
                canonical = self.encoder.encode(assessment) + b"\n"
            elif data.startswith(b'{\n  "schema"'):
                report = self.report.decode(data)
                canonical = msgspec.json.format(self.encoder.encode(report), indent=2) + b"\n"
                assessment = assessment_of(report)
                if report.schema != SCHEMA:
                    return None
            else:
                return None
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
            return None
        # What is not printable is rare and may be hostile; the strict reader knows which of it to filter.
        plain = "\\u" not in text and text.replace("\n", "").isprintable()
        return assessment if canonical == data and plain and self._fits(assessment) else None

    def _fits(self, assessment: Assessment) -> bool:
        """Whether an assessment says only what the strict reader would accept as it is."""
        if assessment.format != FORMAT or assessment.content.digest != self.guide.digest:
            return False
        if not ID_PATTERN.fullmatch(assessment.id) or not _TIME.fullmatch(assessment.started):
            return False
        scope = self.quick if assessment.scope == "quick" else self.full
        if (assessment.finished is not None) != (scope <= assessment.answers.keys()):
            return False
        if assessment.finished and not _TIME.fullmatch(assessment.finished):
            return False
        for id, answer in assessment.answers.items():
            if isinstance(answer, Answer):
                if answer.value not in self.values.get(id, ()):
                    return False
            elif id not in self.options or not self.options[id].issuperset(answer):
                return False
        return assessment.notes.keys() <= self.full


def read_folder(
    folder: Path, decoder: Decoder, progress: Callable[[int, int], None] | None = None
) -> Iterator[Assessment | Rejected]:
    """Yield what each JSON or YAML file in `folder` holds, in the order of their names.

    An assessment's ID is its own, else the file's name. `progress` is called with how many of how many are read.
    Raises StorageError where the folder cannot be read.
    """
    try:
        with os.scandir(folder) as entries:
            names = sorted(entry.name for entry in entries if _is_candidate(entry))
    except OSError as error:
        raise StorageError(
            f"Der Ordner „{shortened(str(folder), 120)}“ lässt sich nicht lesen ({german_reason(error)})."
        ) from None
    now = utc_now()
    for number, name in enumerate(names):
        if progress and number % 100 == 0:
            progress(number, len(names))
        yield _read(folder, name, decoder, now)


def _is_candidate(entry: os.DirEntry[str]) -> bool:
    """Only regular files: a pipe or device among them would never end. Key-points papers lie beside assessments."""
    name = entry.name
    fits = name.endswith((".json", ".yaml", ".yml")) and not name.startswith(".") and not name.endswith(PAPER_SUFFIX)
    return fits and entry.is_file()


def _read(folder: Path, name: str, decoder: Decoder, now: str) -> Assessment | Rejected:
    path = f"{folder}{os.sep}{name}"
    try:
        # Straight to the file: Path, buffers and their checks would take longer than all the rest.
        with open(path, "rb", buffering=0) as file:
            if os.fstat(file.fileno()).st_size > MAX_BYTES:
                raise InputError(f"{name}: Die Datei ist zu groß; erlaubt sind höchstens {MAX_BYTES // 1024} KB.")
            data = file.read()
        assessment = decoder.decode(data, name, now)
    except (OSError, InputError) as error:
        reason = str(error) if isinstance(error, InputError) else f"{name}: {german_reason(error)}."
        return Rejected(Path(path), reason)
    return assessment if assessment.id else replace(assessment, id=clean(name.rsplit(".", 1)[0])[:64])
