"""The one reader: answers files, saved assessments, reports, Word questionnaires and key-points papers all come in here.

A file that this program wrote is decoded in C, everything else with every bound checked; what is valid is the same.
"""

from __future__ import annotations

from pathlib import Path

from verbund_check import files
from verbund_check.answers.assessment import Assessment
from verbund_check.answers.keypoints import Paper
from verbund_check.answers.shapes import decoded
from verbund_check.answers.validity import ID_PATTERN, Validity, party_named, stage_named
from verbund_check.errors import InputError
from verbund_check.guide.model import Guide
from verbund_check.guide.yaml_json import MAX_BYTES, decode_text, parse
from verbund_check.text import shortened

__all__ = ["ID_PATTERN", "Reader", "is_word", "party_named", "read_answers_path", "refuse_larger", "stage_named"]

MAX_WORD_BYTES = 4 * 1024 * 1024
"""A blank questionnaire has some 50 KB as a Word file; the rest is room for what Word adds and a letterhead with pictures."""

_NO_ANSWERS = {
    b"\xd0\xcf\x11\xe0": "Das ist eine Datei aus einem älteren Office oder eine mit Kennwort; bitte speichern Sie sie ohne "
    "Kennwort als Word-Dokument (.docx).",
    b"{\\rtf": "Das ist eine RTF-Datei; bitte speichern Sie sie als Word-Dokument (.docx).",
    b"%PDF": "Das ist eine PDF-Datei; daraus lassen sich keine Antworten lesen, nur aus dem Word-Dokument (.docx).",
}
"""How files of other kinds begin, and what whoever chose one is told."""


class Reader:
    """Reads files with answers to the questions of a guide. `name` is what messages call the file, `now` is taken where it
    has no time of its own.

    Raises InputError with one German sentence for each fault, each with its line or question, one a line.
    """

    def __init__(self, guide: Guide) -> None:
        self.guide = guide

    def assessment(self, data: bytes, name: str, now: str, *, entering: bool = False) -> Assessment:
        """Return the assessment that an answers file, a saved assessment, a JSON report or a filled-in questionnaire describes.

        The ID is empty where there is none. With `entering` the limits of names and texts hold for what this program
        wrote too; they always do for an answers file.
        """
        written_here = decoded(data, self.guide)
        if written_here is not None:
            validity = Validity(self.guide, name, {}, entering=entering)
            assessment = validity.assessment(written_here, now)
            if not validity.found:
                return assessment
        if is_word(data):
            return self._filled_in(data, name, now)
        for start, problem in _NO_ANSWERS.items():
            if data.startswith(start):
                raise InputError(f"{name}: {problem}")
        if name.lower().endswith(".docx"):
            raise InputError(
                f"{name}: Das ist keine lesbare Word-Datei; bitte speichern Sie sie in Word oder LibreOffice noch einmal als .docx."
            )
        parsed = parse(decode_text(data, name), name)
        validity = Validity(self.guide, name, parsed.lines, entering=entering)
        assessment = validity.assessment(parsed.data, now)
        validity.refuse_faults()
        return assessment

    def _filled_in(self, data: bytes, name: str, now: str) -> Assessment:
        """The assessment that a questionnaire holds which was filled in in Word."""
        from verbund_check.answers import word_file  # with zipfile and expat, which no other file needs

        filled = word_file.read(data, self.guide, name)
        validity = Validity(self.guide, name, {}, entering=True, places=filled.places)
        for path, problem in filled.faults:
            validity.fault(problem, *path)
        assessment = validity.assessment(filled.fields, now)
        validity.refuse_faults()
        return assessment

    def paper(self, data: bytes, name: str, now: str) -> Paper:
        """Return the key-points paper that a saved file holds."""
        parsed = parse(decode_text(data, name), name)
        validity = Validity(self.guide, name, parsed.lines)
        paper = validity.paper(parsed.data, now)
        validity.refuse_faults()
        return paper


def is_word(data: bytes) -> bool:
    """Return whether this may be a Word file: a ZIP archive, which no text begins like."""
    return data.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def refuse_larger(data: bytes, limit: int, name: str) -> None:
    """Raise InputError where a file of answers is larger than its kind may be: `limit`, or that for Word files."""
    limit = MAX_WORD_BYTES if is_word(data) else limit
    if len(data) > limit:
        raise InputError(f"{name}: Die Datei ist zu groß; erlaubt sind höchstens {limit // 1024} KB.")


def read_answers_path(
    path: Path, guide: Guide, *, now: str, limit: int = MAX_BYTES, entering: bool = False
) -> Assessment:
    """Return the assessment in the file `path` of at most `limit` bytes; see `Reader.assessment`."""
    name = shortened(str(path), 120)
    data = files.read(path, max(limit, MAX_WORD_BYTES))
    refuse_larger(data, limit, name)
    return Reader(guide).assessment(data, name, now, entering=entering)
