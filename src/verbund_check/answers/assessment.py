"""An assessment: who answered what, and when. Frozen; each change gives a new one.

The same shape is saved, exported as the head of the JSON report and read from answers files.
"""

from __future__ import annotations

from datetime import UTC, datetime

from msgspec import Struct
from msgspec.structs import replace

from verbund_check.guide.model import Guide, Scope
from verbund_check.guide.sections import ByStage, EarlierWording, Stage
from verbund_check.guide.values import Party, Value

FORMAT = 2
"""The version of the saved file; raised with every change that an older program could not read."""

Multiple = tuple[str, ...]


class Answer(Struct, frozen=True, gc=False):
    """The answer to one readiness question or factor."""

    value: Value
    note: str = ""


class ContentMark(Struct, frozen=True, gc=False):
    """Which content the questions came from."""

    version: str
    digest: str


class Origin(Struct, frozen=True):
    """One of the two assessments that a joint one came from, with all that was answered in it."""

    id: str
    party: Party | None
    finished: str | None
    content: ContentMark
    answers: dict[str, Answer | Multiple]
    notes: dict[str, str]


class Meeting(Struct, frozen=True):
    """A sitting of the joint conversation: its day (local, ISO 8601) and who took part, as it was typed."""

    date: str
    people: str


class Assessment(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One party's answers.

    `answers` holds an `Answer` for each question and factor, and a tuple of IDs for `reasons` and `fears`.
    `notes` holds remarks on those two lists and on questions that have no answer yet.
    `questions` holds a fingerprint of each answered question as it was worded then, `wordings` the sentence itself.
    `previous` is the ID of the assessment whose answers were shown in this round, "" where there was none; `read_in` says that
    it came from a file of somebody else, whose answers are shown to nobody unasked. A joint assessment
    that two parties have agreed on keeps both of theirs in `origins`, in `dissent` the IDs without consensus, and in
    `meetings` when it was talked about and by whom.
    """

    format: int = FORMAT
    id: str
    organisation: str = ""
    party: Party | None = None
    stage: Stage = "planned"
    scope: Scope = "full"
    started: str
    finished: str | None = None
    content: ContentMark
    answers: dict[str, Answer | Multiple] = {}
    notes: dict[str, str] = {}
    questions: dict[str, str] = {}
    wordings: dict[str, str] = {}
    previous: str = ""
    read_in: bool = False
    meetings: tuple[Meeting, ...] = ()
    origins: tuple[Origin, ...] = ()
    dissent: tuple[str, ...] = ()

    def value_of(self, id: str) -> Value | None:
        """Return the value given to a question or factor, None where there is none."""
        answer = self.answers.get(id)
        return answer.value if type(answer) is Answer else None  # isinstance is slower, and this is asked a lot

    def values(self) -> dict[str, Value]:
        """Return the value given to each question and factor that was answered."""
        return {id: answer.value for id, answer in self.answers.items() if type(answer) is Answer}

    def chosen(self, id: str) -> Multiple | None:
        """Return the IDs chosen for `reasons` or `fears`, None where it was not answered."""
        answer = self.answers.get(id)
        return answer if isinstance(answer, tuple) else None

    def note_of(self, id: str) -> str:
        """Return the remark on a question, "" where there is none."""
        answer = self.answers.get(id)
        return (answer.note if isinstance(answer, Answer) else "") or self.notes.get(id, "")


def utc_now() -> str:
    """Return the present time, UTC, ISO 8601, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def mark_of(guide: Guide) -> ContentMark:
    """Return version and digest of the guide's content."""
    return ContentMark(guide.contents.version, guide.digest)


def begin(id: str, guide: Guide, *, scope: Scope = "full", now: str) -> Assessment:
    """Return an assessment without answers."""
    return Assessment(id=id, scope=scope, started=now, content=mark_of(guide))


def open_ids(assessment: Assessment, guide: Guide) -> tuple[str, ...]:
    """Return the IDs of the scope that have no answer yet."""
    answers = assessment.answers
    return tuple(id for id in guide.asked(assessment.scope) if id not in answers)


def is_complete(assessment: Assessment, guide: Guide) -> bool:
    """Return whether every question of the scope has an answer."""
    return not open_ids(assessment, guide)


def with_answer(assessment: Assessment, id: str, value: Value | Multiple, guide: Guide, *, now: str) -> Assessment:
    """Return the assessment with this answer; a remark on the question stays."""
    notes = dict(assessment.notes)
    answer: Answer | Multiple = value if isinstance(value, tuple) else Answer(value, assessment.note_of(id))
    if not isinstance(value, tuple):
        notes.pop(id, None)
    changed = replace(
        assessment,
        answers=in_order({**assessment.answers, id: answer}, guide),
        notes=notes,
        questions={**assessment.questions, id: guide.fingerprint(id)},
        wordings={**assessment.wordings, id: guide.questions[id].wording(assessment.stage, assessment.party)},
        # Whoever answers a point anew has found an answer to it.
        dissent=tuple(each for each in assessment.dissent if each != id),
    )
    return settled(changed, guide, now=now)


def with_note(assessment: Assessment, id: str, note: str) -> Assessment:
    """Return the assessment with this remark on a question; an empty one removes it."""
    answer = assessment.answers.get(id)
    if isinstance(answer, Answer):
        return replace(assessment, answers={**assessment.answers, id: Answer(answer.value, note)})
    notes = {key: text for key, text in assessment.notes.items() if key != id}
    return replace(assessment, notes={**notes, id: note} if note else notes)


def settled(assessment: Assessment, guide: Guide, *, now: str) -> Assessment:
    """Return the assessment with `finished` as its answers demand: a time where complete, else None."""
    return replace(assessment, finished=now if is_complete(assessment, guide) else None)


def in_order(answers: dict[str, Answer | Multiple], guide: Guide) -> dict[str, Answer | Multiple]:
    """Return the answers in the order of the interview: the same ones always give the same file."""
    order = guide.asked("full")
    if tuple(answers) == order:
        return answers
    known = {id: answers[id] for id in order if id in answers}
    return known | {id: answer for id, answer in answers.items() if id not in known}


def answered_as(assessment: Assessment, id: str, guide: Guide) -> str:
    """Return the fingerprint of the question that was answered, the present one where its meaning is the same; "" if unknown."""
    mark = assessment.questions.get(id, "")
    if mark in ("", guide.fingerprint(id)):
        return mark
    return guide.canonical(id, mark, answered_at(assessment, id, guide))


def answered_at(assessment: Assessment, id: str, guide: Guide) -> Stage:
    """Return for which stage an answer was given: that of its sentence, that of the assessment where this says nothing."""
    kept = assessment.wordings.get(id, "")
    question = guide.questions.get(id)
    if not kept or question is None:
        return assessment.stage
    of_stages: list[ByStage | EarlierWording] = [question.wordings]
    if question.management:
        of_stages.append(question.management.question)
    of_stages += (each for each in guide.earlier.wordings if each.id == id)
    for texts in of_stages:
        planned, running = (same_sentence(kept, text) for text in (texts.planned, texts.running))
        if planned != running:
            return "planned" if planned else "running"
    return assessment.stage


def same_sentence(one: str, other: str) -> bool:
    """Return whether two sentences are alike but for their blanks: files have no no-break spaces."""
    return one.split() == other.split()


def for_another(assessment: Assessment, guide: Guide, *, stage: Stage, party: Party | None) -> Assessment:
    """Return the assessment for this stage and party. Its answers stay, each with the sentence that it was given to."""
    sentences = {id: known_sentence(assessment, id, guide) for id in assessment.answers}
    wordings = {id: sentence for id, sentence in sentences.items() if sentence}
    return replace(assessment, stage=stage, party=party, wordings=wordings)


def sentence_of(assessment: Assessment, id: str, guide: Guide) -> str:
    """Return the sentence that an answer was given to; the present one where nothing is known of another."""
    question = guide.questions.get(id)
    now = question.wording(assessment.stage, assessment.party) if question else ""
    return known_sentence(assessment, id, guide) or now


def known_sentence(assessment: Assessment, id: str, guide: Guide) -> str:
    """Return the sentence that an answer was given to; "" where it was another than the present one, and is not known."""
    kept = assessment.wordings.get(id, "")
    question = guide.questions.get(id)
    if kept or question is None:
        return kept
    fingerprint = assessment.questions.get(id, "")
    if fingerprint in ("", guide.fingerprint(id)):
        return question.wording(assessment.stage, assessment.party)
    known = (each for each in guide.earlier.wordings if each.fingerprint == fingerprint and each.id == id)
    return next((each.running if assessment.stage == "running" else each.planned for each in known), "")


def outdated_ids(assessment: Assessment, guide: Guide) -> tuple[str, ...]:
    """Return the answered IDs of the scope whose question was worded differently when it was answered."""
    return tuple(
        id
        for id in guide.asked(assessment.scope)
        if id in assessment.answers and answered_as(assessment, id, guide) not in ("", guide.fingerprint(id))
    )
