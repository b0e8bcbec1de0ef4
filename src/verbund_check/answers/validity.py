"""What is valid in an assessment and in a key-points paper: the one definition, for every file and every way in.

Each method takes what stands in a file and returns it as the program keeps it: texts cleaned, times in UTC, lists in the
guide's order. What is not valid becomes a fault, one German sentence with its line or question; reading goes on, so that
all of them can be named at once.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any, cast, get_args

from verbund_check.answers.assessment import (
    FORMAT,
    Answer,
    Assessment,
    ContentMark,
    Meeting,
    Multiple,
    Origin,
    in_order,
    mark_of,
)
from verbund_check.answers.keypoints import Paper, steps_of, words_of
from verbund_check.answers.shapes import DERIVED
from verbund_check.errors import InputError
from verbund_check.guide.model import Guide, Question, Scope
from verbund_check.guide.sections import Stage
from verbund_check.guide.values import NONE_OF_THEM, PARTY_NAMES, STAGE_NAMES, Party, Value, named, parse_value
from verbund_check.text import MAX_NAME, MAX_TEXT, clean, quoted, shortened, suggestion

ID_PATTERN = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
"""What an assessment ID looks like; nothing else ever becomes a file name."""

_FINGERPRINT = re.compile("[0-9a-f]{16}")
_UTC_TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z")
_STAGES, _SCOPES = get_args(Stage), get_args(Scope)
_A_TIME = "2026-01-31T09:30:00Z"

_KEYS = ("organisation", "party", "stage", "scope", "answers", "notes")
"""What a person writes in an answers file; the rest is what the program adds."""
_KNOWN = {*_KEYS, "schema", *Assessment.__struct_fields__, *DERIVED}

_VERSIONS = {"format": FORMAT, "schema": 1}
"""The newest version of a saved file and of a report; older ones are understood."""

FAULTS_NAMED = 20
"""So many faults of one file are named; the rest are counted."""


class Validity:
    """Checks one file. `name` is what messages call it, `lines` says on which line each value stands, `places` what a
    place is called where it has a name of its own.

    With `entering` the limits for names and texts hold: these answers come in only now. What is saved came in before
    there were limits, perhaps, and must stay readable.
    """

    def __init__(
        self,
        guide: Guide,
        name: str,
        lines: Mapping[tuple[str | int, ...], int],
        *,
        entering: bool = False,
        places: Mapping[tuple[str | int, ...], str] | None = None,
    ) -> None:
        self.guide = guide
        self.name = name
        self.lines = lines
        self.places = places or {}
        self.entering = entering
        self.questions = guide.questions
        self.found: list[tuple[int, str]] = []
        self.noted: Mapping[Any, Any] = {}

    def fault(self, problem: str, *path: str | int) -> None:
        """Note what is wrong with the value at `path`."""
        known = path
        while known and known not in self.lines:
            known = known[:-1]
        line = self.lines.get(known, 0)
        # Whoever filled in a form knows no keys: there each part is called what it is called in the form.
        place = next((self.places[path[:end]] for end in range(len(path), 0, -1) if path[:end] in self.places), "")
        separator = ""
        for part in () if place else path:
            place += f", Eintrag {part + 1}" if isinstance(part, int) else f"{separator}{shortened(part)}"
            separator = ", " if isinstance(part, int) else "."
        where = f"{self.name}{f', Zeile {line}' if line else ''}{f', {place}' if place else ''}"
        self.found.append((line, f"{where}: {problem}"))

    def refuse_faults(self) -> None:
        """Raise InputError with all faults found, one a line, where there are any."""
        if self.found:
            told = [sentence for _, sentence in sorted(self.found, key=lambda each: each[0])]
            more = len(told) - FAULTS_NAMED
            raise InputError("\n".join(told[:FAULTS_NAMED]) + (f"\n… und {more} weitere Fehler." if more > 0 else ""))

    def assessment(self, data: Any, now: str) -> Assessment:
        """Return the assessment that the fields of a file describe; `now` is taken where there is no start in it."""
        fields = self.fields(
            data, _KNOWN, _KEYS, "Hier gehören Angaben der Form „organisation: …“ oder „answers: …“ hin."
        )
        if not self.entering:
            self.entering = "format" not in fields and "schema" not in fields
        content = self.content(fields)
        foreign = content.digest != self.guide.digest
        scope = self.scope(fields.get("scope"))
        answers, notes = self.answers_and_notes(fields, foreign)
        origins = tuple(self.origin(entry, number) for number, entry in enumerate(self.sequence(fields, "origins")))
        if origins and "meetings" not in fields:  # until then a joint assessment took over the remarks of both sides
            answers, notes = without_copied_remarks(answers, notes, origins)
        finished = self.time(fields.get("finished"), "finished")
        # `finished` follows from the answers. Whether somebody was done with other content cannot be reckoned here:
        # questions may have come since.
        if not (foreign and finished):
            is_complete = answers.keys() >= set(self.guide.asked(scope))
            finished = (finished or now) if is_complete else None
        return Assessment(
            id=self.id(fields.get("id"), "id"),
            organisation=self.line(fields.get("organisation"), "organisation"),
            party=self.party(fields.get("party"), "party"),
            stage=self.stage(fields.get("stage")),
            scope=scope,
            started=self.time(fields.get("started"), "started") or now,
            finished=finished,
            content=content,
            answers=answers,
            notes=notes,
            questions=self.fingerprints(fields, answers, foreign),
            wordings=self.wordings(fields, answers),
            previous=self.id(fields.get("previous"), "previous"),
            read_in=self.switch(fields.get("read_in", False), "read_in"),
            meetings=tuple(
                self.meeting(entry, number) for number, entry in enumerate(self.sequence(fields, "meetings"))
            ),
            origins=origins,
            dissent=self.dissent(fields, answers),
        )

    def switch(self, value: Any, *path: str | int) -> bool:
        """Return what is either so or not."""
        if not isinstance(value, bool):
            self.fault("Erwartet wird true oder false.", *path)
        return value is True

    def paper(self, data: Any, now: str) -> Paper:
        """Return the key-points paper that the fields of a file describe."""
        known = Paper.__struct_fields__
        fields = self.fields(data, set(known), known, "Hier gehört ein Eckpunktepapier hin.")
        content = self.content(fields)
        foreign = content.digest != self.guide.digest
        texts: dict[str, dict[str, str]] = {"answers": {}, "notes": {}}
        for key, found in texts.items():
            for step, given in self.mapping(fields, key).items():
                if self.knows(step, steps_of(self.guide), foreign, "Diesen Punkt", key):
                    found[step] = self.text(given, key, step)
        for step, answer in texts["answers"].items():
            words = words_of(step, self.guide)
            if answer and words and answer not in words and not foreign:
                self.refuse(answer, words, "answers", step)
        return Paper(
            id=self.id(fields.get("id"), "id"),
            started=self.time(fields.get("started"), "started") or now,
            changed=self.time(fields.get("changed"), "changed") or now,
            content=content,
            answers=texts["answers"],
            notes={step: note for step, note in texts["notes"].items() if note},
        )

    def fields(self, data: Any, known: set[str], shown: Iterable[str], expected: str) -> dict[str, Any]:
        """Return the fields of a file. A newer form, or what has no fields at all, is refused at once."""
        if not isinstance(data, dict):
            if data is None:
                expected = "Die Datei ist leer; hinein gehören mindestens „answers:“ und darunter Antworten."
            self.fault(expected)
            self.refuse_faults()
        for key, newest in _VERSIONS.items():
            version = data.get(key, newest)
            if version == newest and type(version) is int:
                continue
            if isinstance(version, bool) or not re.fullmatch(r"0*[1-9][0-9]{0,8}", str(version)[:20]):
                self.fault("Hier gehört eine Versionsnummer hin.", key)
            elif int(version) > newest:
                problem = "Die Datei stammt von einer neueren Version; bitte aktualisieren Sie verbund-check."
                self.fault(problem, key)
                self.refuse_faults()  # what else is strange about it is no fault
        for key in data:
            if key not in known:
                hint = suggestion(key, shown)
                self.fault(f"Diese Angabe gibt es nicht.{hint} Möglich sind: {', '.join(shown)}.", key)
        return cast("dict[str, Any]", data)

    def answers_and_notes(
        self, fields: Mapping[str, Any], foreign: bool, *at: str | int
    ) -> tuple[dict[str, Answer | Multiple], dict[str, str]]:
        """Return the answers in the guide's order, and the remarks that belong to no single answer."""
        answers: dict[str, Answer | Multiple] = {}
        notes: dict[str, str] = {}
        values = _values(self.guide)
        given = fields.get("notes")
        self.noted = given if isinstance(given, dict) else {}
        for id, entry in self.mapping(fields, "answers", *at).items():
            if type(entry) is Answer and entry.value in values.get(id, ()):  # as `shapes` decodes it
                if entry.note:
                    entry = Answer(entry.value, self.text(entry.note, *at, "answers", id, "note"))
                answers[id] = entry
            elif self.knows(id, self.questions, foreign, "Diese Frage", *at, "answers"):
                answer, note = self.answer(self.questions.get(id), entry, foreign, *at, "answers", id)
                if answer is not None:
                    answers[id] = answer
                if note:
                    notes[id] = note
        for id, entry in self.mapping(fields, "notes", *at).items():
            if self.knows(id, self.questions, foreign, "Diese Frage", *at, "notes"):
                answer, note = answers.get(id), self.text(entry, *at, "notes", id)
                before = answer.note if isinstance(answer, Answer) else notes.get(id, "")
                if note and before and before != note:
                    self.fault(
                        "Zu dieser Frage stehen zwei Bemerkungen da; bitte lassen Sie nur eine stehen.",
                        *at,
                        "notes",
                        id,
                    )
                elif note and isinstance(answer, Answer):
                    answers[id] = Answer(answer.value, note)
                elif note:
                    notes[id] = note
        return in_order(answers, self.guide), notes

    def answer(
        self, question: Question | None, entry: Any, foreign: bool, *path: str | int
    ) -> tuple[Answer | Multiple | None, str]:
        """Return an answer (None where it is none), and the remark on it where it is a list."""
        value, note = entry, ""
        if isinstance(entry, Answer):
            value = entry.value  # one that the question cannot have
        elif isinstance(entry, dict):
            unknown = [key for key in entry if key not in ("value", "note")]
            for key in unknown:
                self.fault("Diese Angabe gibt es nicht; möglich sind: value, note.", *path, key)
            if "value" not in entry:
                if not unknown:
                    self.fault("Die Angabe „value“ fehlt.", *path)
                return None, ""
            value, note = entry["value"], self.text(entry.get("note"), *path, "note")
        if question.is_list if question else isinstance(value, list):
            noted = bool(note or self.noted.get(path[-1]))
            return self.choices(question, value, foreign, *path, noted=noted), note
        try:
            return Answer(parse_value(value, question.kind if question else "success"), note), ""
        except InputError as error:
            self.fault(str(error), *path)
            return None, ""

    def choices(
        self, question: Question | None, given: Any, foreign: bool, *path: str | int, noted: bool
    ) -> Multiple | None:
        """Return the reasons or fears in the guide's order, each once; those of other content after them.

        "Anderes" is the remark on the list, and stands for one that is there (`noted`).
        """
        labels = {option.id: (option.title,) for option in question.options} if question else {}
        if not isinstance(given, list):
            if question and named(given, {"": (NONE_OF_THEM, question.none)}) == "":
                return ()
            self.fault(f"Hier gehört eine Liste hin, etwa [{next(iter(labels))}]; [] heißt „keine“.", *path)
            return None
        known = tuple(each for each in labels if each in given)
        if len(known) == len(given):  # as it is nearly always
            return known
        chosen: dict[str, None] = {}
        for number, choice in enumerate(given):
            is_id = isinstance(choice, str) and (choice in labels or (foreign and ID_PATTERN.fullmatch(choice)))
            found = choice if is_id else named(choice, labels)
            if found is None and question and named(choice, {"": (question.other,)}) == "" and choice:
                if not noted:
                    problem = (
                        "Hier fehlt, was gemeint ist; bitte schreiben Sie es als Bemerkung (note) zu dieser Frage."
                    )
                    self.fault(problem, *path, number)
            elif found is None:
                self.refuse(choice, labels, *path, number)
            else:
                chosen[found] = None
        return (*(each for each in labels if each in chosen), *(each for each in chosen if each not in labels))

    def fingerprints(self, fields: Mapping[str, Any], answers: Mapping[str, Any], foreign: bool) -> dict[str, str]:
        """Return the fingerprint of each answered question; where the content is ours, none is missing."""
        given = self.mapping(fields, "questions")
        ours = _fingerprints(self.guide) if given or not foreign else {}
        if not given.items() <= ours.items():
            for id, mark in given.items():
                if self.knows(id, self.questions, foreign, "Diese Frage", "questions") and not (
                    isinstance(mark, str) and _FINGERPRINT.fullmatch(mark)
                ):
                    self.fault("Hier gehören 16 Zeichen aus 0–9 und a–f hin.", "questions", id)
        if given.keys() == answers.keys():
            return cast("dict[str, str]", given)
        known = given if foreign else {**ours, **given}
        return {id: known[id] for id in answers if id in known}

    def wordings(self, fields: Mapping[str, Any], answers: Mapping[str, Any]) -> dict[str, str]:
        """Return the sentence that each answer was given to, as far as the file knows it."""
        given = self.mapping(fields, "wordings")
        return {id: text for id in answers if id in given and (text := self.line(given[id], "wordings", id))}

    def meeting(self, entry: Any, number: int) -> Meeting:
        """Return one sitting of a joint conversation."""
        at = ("meetings", number)
        if not isinstance(entry, dict) or set(entry) != {"date", "people"}:
            self.fault("Hier gehören die Angaben date und people hin.", *at)
            return Meeting("", "")
        try:
            day = date.fromisoformat(entry["date"]).isoformat()
        except (TypeError, ValueError):
            self.fault("Hier gehört ein Tag hin, etwa 2026-01-31.", *at, "date")
            day = ""
        return Meeting(day, self.text(entry["people"], *at, "people"))

    def origin(self, entry: Any, number: int) -> Origin:
        """Return one of the assessments that a joint one came from."""
        at = ("origins", number)
        if not isinstance(entry, dict) or not entry.keys() <= set(Origin.__struct_fields__):
            self.fault(f"Hier gehören die Angaben {', '.join(Origin.__struct_fields__)} hin.", *at)
            entry = {}
        content = self.content(entry, *at)
        answers, notes = self.answers_and_notes(entry, content.digest != self.guide.digest, *at)
        return Origin(
            self.id(entry.get("id"), *at, "id"),
            self.party(entry.get("party"), *at, "party"),
            self.time(entry.get("finished"), *at, "finished"),
            content,
            answers,
            notes,
        )

    def dissent(self, fields: Mapping[str, Any], answers: Mapping[str, Any]) -> tuple[str, ...]:
        """Return the IDs without consensus, each once; each must be an answer."""
        dissent: dict[str, None] = {}
        for number, id in enumerate(self.sequence(fields, "dissent")):
            if isinstance(id, str) and id in answers:
                dissent[id] = None
            else:
                self.fault(f"Das ist keine der Antworten: {quoted(id)}.", "dissent", number)
        return tuple(dissent)

    def knows(self, id: str, ids: Collection[str], foreign: bool, what: str, *at: str | int) -> bool:
        """Return whether `id` is one of `ids`, or could be one of other content; a fault where it is neither."""
        if id in ids or (foreign and ID_PATTERN.fullmatch(id)):
            return True
        hint = suggestion(id, ids) or f" Möglich sind: {', '.join(ids)}."
        self.fault(f"{what} gibt es nicht.{hint}", *at, id)
        return False

    def mapping(self, fields: Mapping[str, Any], key: str, *at: str | int) -> Mapping[str, Any]:
        """Return what stands under `key`; nothing is an empty mapping."""
        value = fields.get(key)
        if value is not None and not isinstance(value, dict):
            self.fault("Hier gehören Angaben der Form „Name der Frage: …“ hin.", *at, key)
        return value if isinstance(value, dict) else {}

    def sequence(self, fields: Mapping[str, Any], key: str) -> list[Any]:
        """Return the list under `key`; nothing is an empty one."""
        value = fields.get(key)
        if value is not None and not isinstance(value, list):
            self.fault("Hier gehört eine Liste hin.", key)
        return value if isinstance(value, list) else []

    def text(self, given: Any, *path: str | int) -> str:
        """Return a text of any number of lines without what a terminal could obey."""
        if not given and isinstance(given, str | None):
            return ""
        if not isinstance(given, str):
            self.fault("Hier gehört ein Text hin.", *path)
            return ""
        text = clean(given).strip()
        return self.measured(text, MAX_TEXT, *path) if self.entering else text

    def line(self, given: Any, *path: str | int) -> str:
        """Return a name: a text on one line."""
        if given is not None and not isinstance(given, str):
            self.fault("Hier gehört ein Text hin.", *path)
            return ""
        line = " ".join(clean(given or "").split())
        return self.measured(line, MAX_NAME, *path) if self.entering else line

    def measured(self, text: str, limit: int, *path: str | int) -> str:
        """Return the text; a fault where it is too long."""
        if len(text) > limit:
            numbers = f"{len(text):,} Zeichen; erlaubt sind höchstens {limit:,}".replace(",", ".")
            self.fault(f"Der Text hat {numbers}.", *path)
        return text

    def id(self, given: Any, *path: str | int) -> str:
        """Return an ID, or "" where there is none."""
        if given in (None, "") or (isinstance(given, str) and ID_PATTERN.fullmatch(given)):
            return given or ""
        self.fault("Das ist keine gültige Kennung; erlaubt sind a–z, 0–9 und „-“.", *path)
        return ""

    def time(self, given: Any, *path: str | int) -> str | None:
        """Return a time in UTC, or None where there is none."""
        if given is None:
            return None
        try:
            moment = datetime.fromisoformat(given)
        except (TypeError, ValueError):
            self.fault(f"Hier gehört eine Zeit hin, etwa {_A_TIME}.", *path)
            return None
        if moment.tzinfo is None:
            self.fault(f"Der Zeit fehlt die Zeitzone; richtig ist etwa {_A_TIME}.", *path)
            return None
        if not 1971 <= moment.year <= 9998:  # what every system can turn into local time
            self.fault(f"Das Jahr kann nicht stimmen; richtig ist eine Zeit wie {_A_TIME}.", *path)
            return None
        if _UTC_TIME.fullmatch(given):
            return cast(str, given)
        return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    def content(self, fields: Mapping[str, Any], *at: str | int) -> ContentMark:
        """Return which content the questions came from; ours where nothing is said."""
        ours = mark_of(self.guide)
        given = self.mapping(fields, "content", *at)
        if not given or given == {"version": ours.version, "digest": ours.digest}:
            return ours
        if set(given) != {"version", "digest"}:
            self.fault("Hier gehören „version“ und „digest“ hin.", *at, "content")
            return ours
        found = {key: self.line(given[key], *at, "content", key) for key in given}
        for key, text in found.items():
            if not text or len(text) > MAX_NAME:
                self.fault(f"Hier gehören 1 bis {MAX_NAME} Zeichen hin.", *at, "content", key)
        return ContentMark(**found)

    def party(self, given: Any, *path: str | int) -> Party | None:
        """Return who answered, or None where nothing is said."""
        if given is None or type(given) is Party:
            return given
        found = party_named(given, self.guide)
        if found is None:
            self.refuse(given, tuple(Party), *path)
        return found

    def stage(self, given: Any) -> Stage:
        """Return whether the alliance is planned or running; planned where nothing is said."""
        if given in _STAGES:
            return cast(Stage, given)
        found = stage_named(given, self.guide)
        if given is not None and found is None:
            self.refuse(given, _STAGES, "stage")
        return found or "planned"

    def scope(self, given: Any) -> Scope:
        """Return how much was asked; all where nothing is said."""
        if given in _SCOPES:
            return cast(Scope, given)
        if given is not None:
            self.refuse(given, _SCOPES, "scope")
        return "full"

    def refuse(self, given: Any, valid: Iterable[str], *path: str | int) -> None:
        """Note a value that there is not, with the nearest and all that there are."""
        valid = tuple(valid)
        shown = quoted(given)
        hint = suggestion(given, valid) if isinstance(given, str) else ""
        self.fault(f"{shown[:1].upper()}{shown[1:]} gibt es hier nicht.{hint} Möglich sind: {', '.join(valid)}.", *path)


@lru_cache(maxsize=4)
def party_names(guide: Guide) -> Mapping[str, tuple[str, ...]]:
    """Return what each party is called: its German label and the usual abbreviations."""
    return {party.value: (guide.interview.parties.of(party), *PARTY_NAMES[party]) for party in Party}


@lru_cache(maxsize=4)
def stage_names(guide: Guide) -> Mapping[str, tuple[str, ...]]:
    """Return what each stage is called, in the content and in a word."""
    texts = guide.interview
    return {stage: (texts.stages.at(stage), texts.stage_names.at(stage), *STAGE_NAMES[stage]) for stage in _STAGES}


def without_copied_remarks(
    answers: Mapping[str, Answer | Multiple], notes: Mapping[str, str], origins: tuple[Origin, ...]
) -> tuple[dict[str, Answer | Multiple], dict[str, str]]:
    """Return answers and notes of a joint assessment without the remarks that were copied from its two `origins`.

    They were copied where both had answered alike, and on the lists; a remark that the two wrote together stays.
    """

    def is_copied(id: str, note: str) -> bool:
        given = [each.answers.get(id) for each in origins]
        values = {each.value if isinstance(each, Answer) else None for each in given}
        remarks = [_remark(each, id) for each in origins]
        both = r"\n".join(rf"[^\n]*: {re.escape(remark)}" for remark in remarks)
        return len(values) == 1 and (note in remarks or bool(re.fullmatch(both, note)))

    kept = {
        id: Answer(each.value) if isinstance(each, Answer) and each.note and is_copied(id, each.note) else each
        for id, each in answers.items()
    }
    return kept, {id: note for id, note in notes.items() if not is_copied(id, note)}


def _remark(origin: Origin, id: str) -> str:
    answer = origin.answers.get(id)
    return (answer.note if isinstance(answer, Answer) else "") or origin.notes.get(id, "")


def party_named(given: Any, guide: Guide) -> Party | None:
    """Return the party that `given` names, by value, German label or abbreviation, in any case; None where it is none."""
    found = named(given, party_names(guide))
    return Party(found) if found else None


def stage_named(given: Any, guide: Guide) -> Stage | None:
    """Return the stage that `given` names, by value or German label, in any case; None where it is none."""
    return cast("Stage | None", named(given, stage_names(guide)))


@lru_cache(maxsize=4)
def _values(guide: Guide) -> Mapping[str, tuple[Value, ...]]:
    """What each question can be answered with; looked up for each answer of thousands of files."""
    return {id: question.values for id, question in guide.questions.items()}


@lru_cache(maxsize=4)
def _fingerprints(guide: Guide) -> Mapping[str, str]:
    return {id: guide.fingerprint(id) for id in guide.questions}
