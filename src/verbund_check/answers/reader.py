"""The one reader: answers files, saved assessments, JSON reports and key-points papers all come in here.

A file that this program wrote is decoded in C, everything else with every bound checked; what is valid is the same.
"""

from __future__ import annotations

from pathlib import Path

from verbund_check import files
from verbund_check.answers.assessment import Assessment
from verbund_check.answers.keypoints import Paper
from verbund_check.answers.shapes import decoded
from verbund_check.answers.validity import ID_PATTERN, Validity, party_named, stage_named
from verbund_check.guide.model import Guide
from verbund_check.guide.yaml_json import MAX_BYTES, decode_text, parse
from verbund_check.text import shortened

__all__ = ["ID_PATTERN", "Reader", "party_named", "read_answers_path", "stage_named"]


class Reader:
    """Reads files with answers to the questions of a guide. `name` is what messages call the file, `now` is taken where it
    has no time of its own.

    Raises InputError with one German sentence for each fault, each with its line or question, one a line.
    """

    def __init__(self, guide: Guide) -> None:
        self.guide = guide

    def assessment(self, data: bytes, name: str, now: str, *, entering: bool = False) -> Assessment:
        """Return the assessment that an answers file, a saved assessment or a JSON report describes.

        The ID is empty where there is none. With `entering` the limits of names and texts hold for what this program
        wrote too; they always do for an answers file.
        """
        written_here = decoded(data, self.guide)
        if written_here is not None:
            validity = Validity(self.guide, name, {}, entering=entering)
            assessment = validity.assessment(written_here, now)
            if not validity.found:
                return assessment
        parsed = parse(decode_text(data, name), name)
        validity = Validity(self.guide, name, parsed.lines, entering=entering)
        assessment = validity.assessment(parsed.data, now)
        validity.refuse_faults()
        return assessment

    def paper(self, data: bytes, name: str, now: str) -> Paper:
        """Return the key-points paper that a saved file holds."""
        parsed = parse(decode_text(data, name), name)
        validity = Validity(self.guide, name, parsed.lines)
        paper = validity.paper(parsed.data, now)
        validity.refuse_faults()
        return paper


def read_answers_path(
    path: Path, guide: Guide, *, now: str, limit: int = MAX_BYTES, entering: bool = False
) -> Assessment:
    """Return the assessment in the file `path` of at most `limit` bytes; see `Reader.assessment`."""
    name = shortened(str(path), 120)
    return Reader(guide).assessment(files.read(path, limit), name, now, entering=entering)
