"""Decodes assessments that this program wrote, fast; everything else goes through the strict reader."""

from __future__ import annotations

import re

import msgspec

from verbund_check.answers.assessment import FORMAT, Answer, Assessment
from verbund_check.answers.reader import ID_PATTERN, read_answers
from verbund_check.guide.model import Guide
from verbund_check.guide.values import Value
from verbund_check.guide.yaml_json import decode_text
from verbund_check.policy.report import SCHEMA, Report, assessment_of

_TIME = re.compile(r"[0-9]{4}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]Z")


class Decoder:
    """Decodes what this program wrote on a short way, and everything else through the strict reader.

    msgspec would keep the last of two equal keys in silence and lets control characters pass. What this program
    writes is canonical and clean, so only bytes that come out the same when written again go the short way.
    """

    def __init__(self, guide: Guide) -> None:
        self.guide = guide
        self.values: dict[str, frozenset[Value]] = {}
        self.options: dict[str, frozenset[str]] = {
            id: frozenset(option.id for option in question.options)
            for id, question in guide.questions.items()
            if question.is_list
        }
        for id, question in guide.questions.items():
            if not question.is_list:
                self.values[id] = frozenset(question.values)
        self.quick = frozenset(guide.asked("quick"))
        self.full = frozenset(guide.asked("full"))
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
