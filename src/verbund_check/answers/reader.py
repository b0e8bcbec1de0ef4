"""Reads answers files, saved assessments and JSON reports: one strict reader for all three.

Derived fields of a report are ignored and reckoned anew. Control characters in texts are filtered; an unknown key,
ID or value is refused with one German sentence that says where it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast, get_args

from verbund_check import files
from verbund_check.answers.assessment import (
    FORMAT,
    Answer,
    Assessment,
    ContentMark,
    Multiple,
    Origin,
    is_complete,
    mark_of,
    settled,
)
from verbund_check.errors import InputError
from verbund_check.guide.model import Guide, Question, Scope
from verbund_check.guide.sections import Stage
from verbund_check.guide.values import NONE_OF_THEM, STAGE_LABELS, Party, named, parse_value
from verbund_check.guide.yaml_json import MAX_BYTES, Parsed, decode_text, parse
from verbund_check.text import clean, quoted, shortened, suggestion

ID_PATTERN = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
"""What an assessment ID looks like; nothing else ever becomes a file name."""

_KEYS = ("organisation", "party", "stage", "scope", "answers", "notes")
_SAVED_KEYS = ("format", "id", "started", "finished", "content", "questions", "origins", "dissent")
_DERIVED_KEYS = ("schema", "complete", "judged", "verdict")


def read_answers_path(path: Path, guide: Guide, *, now: str, limit: int = MAX_BYTES) -> Assessment:
    """Return the assessment in the file `path` of at most `limit` bytes; see `read_answers`."""
    name = shortened(str(path), 120)
    return read_answers(decode_text(files.read(path, limit), name), name, guide, now=now)


def read_answers(text: str, name: str, guide: Guide, *, now: str) -> Assessment:
    """Return the assessment that an answers file, a saved assessment or a JSON report describes.

    `name` stands in messages, `now` is taken where the text has no start of its own. The ID is empty where there is
    none. Raises InputError at the first fault.
    """
    return _Reader(parse(text, name), name, guide).assessment(now)


class _Reader:
    def __init__(self, parsed: Parsed, name: str, guide: Guide) -> None:
        self.parsed = parsed
        self.name = name
        self.guide = guide

    def fail(self, problem: str, *path: str | int) -> InputError:
        known = path
        while known and known not in self.parsed.lines:
            known = known[:-1]
        line = self.parsed.lines.get(known)
        place = ""
        for part in path:
            separator = "." if place else ""
            place += f", Eintrag {part + 1}" if isinstance(part, int) else f"{separator}{shortened(part)}"
        where = f"{self.name}{f', Zeile {line}' if line else ''}{f', {place}' if place else ''}"
        return InputError(f"{where}: {problem}")

    def assessment(self, now: str) -> Assessment:
        data = self.parsed.data
        if data is None:
            raise self.fail("Die Datei ist leer; erwartet werden mindestens „answers:“ und darunter Antworten.")
        if not isinstance(data, dict):
            raise self.fail("Erwartet werden Angaben der Form „organisation: …“, „party: …“, „answers: …“.")
        known = (*_KEYS, *_SAVED_KEYS, *_DERIVED_KEYS)
        for key in data:
            if key not in known:
                hint = suggestion(str(key), _KEYS)
                raise self.fail(f"Diese Angabe gibt es nicht.{hint} Möglich sind: {', '.join(_KEYS)}.", str(key))
        self.refuse_newer(data)
        content = self.content(data)
        foreign = content.digest != self.guide.digest
        answers, notes = self.answers_and_notes(data, foreign=foreign)
        questions = {
            str(id): self.text(mark, "questions", str(id)) for id, mark in self.mapping(data, "questions").items()
        }
        if not foreign:
            questions = {id: self.guide.fingerprint(id) for id in answers} | questions
        assessment = Assessment(
            id=self.id(data),
            organisation=" ".join(self.text(data.get("organisation"), "organisation").split()),
            party=self.party(data.get("party")),
            stage=self.stage(data.get("stage")),
            scope=self.scope(data.get("scope")),
            started=self.time(data, "started") or now,
            finished=self.time(data, "finished"),
            content=content,
            answers=answers,
            notes=notes,
            questions={id: mark for id, mark in questions.items() if id in answers},
            origins=self.origins(data),
            dissent=self.dissent(data, answers),
        )
        # `finished` follows from the answers; a report's own time stays where it is right. Whether somebody was done with
        # other content cannot be reckoned here: questions may have come since.
        if foreign and assessment.finished:
            return assessment
        if is_complete(assessment, self.guide) != (assessment.finished is not None):
            return settled(assessment, self.guide, now=now)
        return assessment

    def answers_and_notes(
        self, data: Mapping[str, Any], *, foreign: bool
    ) -> tuple[dict[str, Answer | Multiple], dict[str, str]]:
        answers, notes = self.answers(data.get("answers"), foreign=foreign)
        for id, note in self.mapping(data, "notes").items():
            if id not in self.guide.questions and not (foreign and ID_PATTERN.fullmatch(str(id))):
                raise self.unknown_id(id, "notes")
            notes[id] = self.text(note, "notes", id)
        return answers, {id: note for id, note in notes.items() if note}

    def origins(self, data: Mapping[str, Any]) -> tuple[Origin, ...]:
        """The two assessments that a joint one came from."""
        origins = []
        for number, entry in enumerate(self.sequence(data, "origins")):
            if not isinstance(entry, dict) or not entry.keys() <= set(Origin.__struct_fields__):
                known = ", ".join(Origin.__struct_fields__)
                raise self.fail(f"Erwartet werden die Angaben {known}.", "origins", number)
            reader = _Reader(Parsed(entry, {}), f"{self.name}, origins, Eintrag {number + 1}", self.guide)
            content = reader.content(entry)
            answers, notes = reader.answers_and_notes(entry, foreign=content.digest != self.guide.digest)
            party, finished = reader.party(entry.get("party")), reader.time(entry, "finished")
            origins.append(Origin(reader.id(entry), party, finished, content, answers, notes))
        return tuple(origins)

    def dissent(self, data: Mapping[str, Any], answers: Mapping[str, Answer | Multiple]) -> tuple[str, ...]:
        """The IDs without consensus; each must be an answer."""
        dissent = []
        for number, id in enumerate(self.sequence(data, "dissent")):
            if not isinstance(id, str) or id not in answers:
                raise self.fail(f"Das ist keine der Antworten: {quoted(id)}.", "dissent", number)
            dissent.append(id)
        return tuple(dissent)

    def sequence(self, data: Mapping[str, Any], key: str) -> list[Any]:
        value = data.get(key)
        if value is None:
            return []
        if not isinstance(value, list):
            raise self.fail("Erwartet wird eine Liste.", key)
        return value

    def refuse_newer(self, data: Mapping[str, Any]) -> None:
        for key in ("format", "schema"):
            if key in data:
                version = data[key]
                if isinstance(version, bool) or not re.fullmatch(r"[0-9]{1,9}", str(version)):
                    raise self.fail("Erwartet wird eine Versionsnummer.", key)
                if int(version) > FORMAT:
                    raise self.fail(
                        "Die Datei stammt von einer neueren Version; bitte aktualisieren Sie verbund-check.", key
                    )

    def mapping(self, data: Mapping[str, Any], key: str) -> Mapping[str, Any]:
        value = data.get(key)
        if value is None:
            return {}
        if not isinstance(value, dict):
            raise self.fail("Erwartet werden Angaben der Form „ID: …“.", key)
        return value

    def text(self, value: Any, *path: str) -> str:
        if value is None:
            return ""
        if not isinstance(value, str):
            raise self.fail("Erwartet wird ein Text.", *path)
        return clean(value).strip()

    def id(self, data: Mapping[str, Any]) -> str:
        given = data.get("id")
        if given in (None, ""):
            return ""
        if not isinstance(given, str) or not ID_PATTERN.fullmatch(given):
            raise self.fail("Das ist keine gültige ID; erlaubt sind a–z, 0–9 und „-“.", "id")
        return given

    def time(self, data: Mapping[str, Any], key: str) -> str | None:
        given = data.get(key)
        if given is None:
            return None
        try:
            moment = datetime.fromisoformat(given)
        except (TypeError, ValueError):
            raise self.fail("Erwartet wird eine Zeit wie 2026-01-31T09:30:00Z.", key) from None
        if moment.tzinfo is None:
            raise self.fail("Der Zeit fehlt die Zeitzone; erwartet wird etwa 2026-01-31T09:30:00Z.", key)
        if not 1971 <= moment.year <= 9998:  # what every system can turn into local time
            raise self.fail("Das Jahr kann nicht stimmen; erwartet wird eine Zeit wie 2026-01-31T09:30:00Z.", key)
        return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    def content(self, data: Mapping[str, Any]) -> ContentMark:
        given = self.mapping(data, "content")
        if not given:
            return mark_of(self.guide)
        if set(given) != {"version", "digest"}:
            raise self.fail("Erwartet werden „version“ und „digest“.", "content")
        version, digest = (self.text(given[key], "content", key) for key in ("version", "digest"))
        return ContentMark(version, digest)

    def party(self, given: Any) -> Party | None:
        if given is None:
            return None
        found = party_named(given, self.guide)
        if found is None:
            raise self.refused(given, tuple(Party), "party")
        return found

    def stage(self, given: Any) -> Stage:
        if given is None:
            return "planned"
        found = stage_named(given, self.guide)
        if found is None:
            raise self.refused(given, get_args(Stage), "stage")
        return found

    def scope(self, given: Any) -> Scope:
        if given not in (None, "full", "quick"):
            raise self.refused(given, get_args(Scope), "scope")
        return given or "full"

    def refused(self, given: Any, valid: Iterable[str], *path: str | int) -> InputError:
        """A value that there is not, with the nearest and all that there are."""
        valid = tuple(valid)
        shown = quoted(given)
        hint = suggestion(given, valid) if isinstance(given, str) else ""
        return self.fail(
            f"{shown[:1].upper()}{shown[1:]} gibt es hier nicht.{hint} Möglich sind: {', '.join(valid)}.", *path
        )

    def answers(self, given: Any, *, foreign: bool) -> tuple[dict[str, Answer | Multiple], dict[str, str]]:
        answers: dict[str, Answer | Multiple] = {}
        notes: dict[str, str] = {}
        for id, entry in self.mapping({"answers": given}, "answers").items():
            question = self.guide.questions.get(id)
            if question is None and not (foreign and ID_PATTERN.fullmatch(str(id))):
                raise self.unknown_id(id, "answers")
            value, note = self.value_and_note(id, entry)
            if question.is_list if question else isinstance(value, list):
                answers[id] = self.choices(id, value, question, foreign=foreign)
                notes[id] = note
                continue
            try:
                answers[id] = Answer(parse_value(value, question.kind if question else "success"), note)
            except InputError as error:
                raise self.fail(str(error), "answers", id) from None
        order = {id: position for position, id in enumerate(self.guide.asked("full"))}
        return dict(sorted(answers.items(), key=lambda each: order.get(each[0], len(order)))), notes

    def unknown_id(self, id: Any, part: str) -> InputError:
        ids = self.guide.asked("full")
        hint = suggestion(str(id), ids) or f" Möglich sind: {', '.join(ids)}."
        return self.fail(f"Diese Frage gibt es nicht.{hint}", part, str(id))

    def value_and_note(self, id: str, entry: Any) -> tuple[Any, str]:
        if not isinstance(entry, dict):
            return entry, ""
        for key in entry:
            if key not in ("value", "note"):
                raise self.fail("Diese Angabe gibt es nicht; möglich sind: value, note.", "answers", id, str(key))
        if "value" not in entry:
            raise self.fail("Die Angabe „value“ fehlt.", "answers", id)
        return entry["value"], self.text(entry.get("note"), "answers", id, "note")

    def choices(self, id: str, given: Any, question: Question | None, *, foreign: bool) -> Multiple:
        labels = {option.id: (option.title,) for option in question.options} if question else {}
        options = tuple(labels)
        if question and named(given, {"": (NONE_OF_THEM, question.none)}) == "":
            return ()
        if not isinstance(given, list):
            raise self.fail(f"Erwartet wird eine Liste, etwa [{options[0]}]; [] heißt „keine“.", "answers", id)
        chosen: list[str] = []
        for number, choice in enumerate(given):
            found = named(choice, labels)
            if found is None and foreign and isinstance(choice, str) and ID_PATTERN.fullmatch(choice):
                found = choice  # other content has it, or had it
            if found is None:
                raise self.refused(choice, options, "answers", id, number)
            chosen.append(found)
        extra = tuple(choice for choice in dict.fromkeys(chosen) if choice not in options)
        return tuple(option for option in options if option in chosen) + extra


def party_named(given: Any, guide: Guide) -> Party | None:
    """Return the party that `given` names, by value or German label, in any case; None where it is none."""
    found = named(given, {party.value: (guide.interview.parties.of(party),) for party in Party})
    return Party(found) if found else None


def stage_named(given: Any, guide: Guide) -> Stage | None:
    """Return the stage that `given` names, by value or German label, in any case; None where it is none."""
    stages = guide.interview.stages
    labels = {stage: (*STAGE_LABELS[stage], stages.at(stage)) for stage in get_args(Stage)}
    return cast("Stage | None", named(given, labels))
