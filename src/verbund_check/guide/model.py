"""The whole content in one object, and the one shape that every question has, whatever file it comes from."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from msgspec import Struct

from verbund_check.guide.comparison_texts import ComparisonTexts
from verbund_check.guide.document_texts import DocumentTexts
from verbund_check.guide.sections import (
    Branch,
    ByStage,
    Contents,
    EarlierByStage,
    EarlierTexts,
    Factor,
    Fear,
    FearsSection,
    Judged,
    Kind,
    OwnWording,
    ReadinessQuestion,
    Reason,
    Section,
    Stage,
    Staged,
    Whom,
    at_stage,
)
from verbund_check.guide.texts import InterviewTexts, PaperTexts, PromptTexts
from verbund_check.guide.values import Party, Value, labels_of, values_of
from verbund_check.guide.verdict_texts import VerdictTexts

Scope = Literal["full", "quick"]
"""What is asked: all of it, or the readiness questions alone."""

JudgedKind = Literal["readiness", "success", "risk"]
"""What kind of question it is, as the JSON report and comparison name it."""


Effect = Literal["helps", "partly", "unsure", "hinders"]
"""What an answer means for an alliance, whichever way the question points."""


class Option(Struct, frozen=True):
    """One entry of a list from which several may be chosen; `text` says what it means."""

    id: str
    title: str
    text: str


class Question(Struct, frozen=True, kw_only=True):
    """A question as it is put to a person: one of `values` is its answer, or any number of `options`.

    `part` is the title of the part of the interview, `none` the answer "none of them", `other` the entry for what the list
    does not name (its text is the remark on the question, asked for with `other_question`), `reminder` what stands at every
    statement of the part, `present` behind one that was affirmed. `identity`
    are the texts that make it the same question: who changes them asks something else. `earlier` are fingerprints of
    earlier wordings with the same meaning. `management` is how it is put to the management, where it is about them.
    """

    id: str
    kind: Kind
    part: str
    title: str
    wordings: ByStage
    identity: tuple[str, ...]
    earlier: EarlierByStage
    explanation: Staged = ""
    answering: str = ""
    clarify: Staged = ""
    find_out: Staged = ""
    whom: Whom = "house"
    read_on: str = ""
    key: bool = False
    management: OwnWording | None = None
    values: tuple[Value, ...] = ()
    options: tuple[Option, ...] = ()
    none: str = ""
    other: str = ""
    other_question: str = ""
    reminder: str = ""
    present: str = ""

    @property
    def is_list(self) -> bool:
        """Whether several may be chosen."""
        return not self.values

    @property
    def judged_kind(self) -> JudgedKind:
        """The kind as the JSON formats name it; only for what is judged."""
        assert self.kind not in ("reasons", "fears")
        return "risk" if self.kind == "risks" else self.kind  # type: ignore[return-value]

    def wording(self, stage: Stage, party: Party | None = None) -> str:
        """Return the question, or the statement that is judged, as `party` is asked it of an alliance at this stage."""
        own = self._own(party)
        return (own.question if own else self.wordings).at(stage)

    def explained(self, stage: Stage, party: Party | None = None) -> str:
        """Return the sentences that explain it to whoever answers; "" for a list."""
        own = self._own(party)
        text = at_stage(own.explanation if own else self.explanation, stage)
        return f"{text} {self.answering}" if self.answering else text

    def to_clarify(self, stage: Stage, party: Party | None = None) -> str:
        """Return what to settle first where the answer is no or unsure; "" for a factor."""
        own = self._own(party)
        return at_stage(own.clarify if own else self.clarify, stage)

    def to_find_out(self, stage: Stage, party: Party | None = None) -> str:
        """Return what to ask where the answer is not known."""
        own = self._own(party)
        return at_stage(own.find_out if own else self.find_out, stage)

    def _own(self, party: Party | None) -> OwnWording | None:
        return self.management if party == Party.MANAGEMENT else None

    def label(self, answer: Value | tuple[str, ...], other: str = "") -> str:
        """Return an answer in words; of a list what was chosen with what is there besides (`other`), or that it was none."""
        if isinstance(answer, Value):
            return labels_of(self.kind)[answer]
        chosen = [option.title for option in self.options if option.id in answer]
        return "; ".join([*chosen, *filter(None, [other])]) or self.none

    def effect(self, value: Value) -> Effect:
        """Return what an answer means for an alliance: whether it helps or hinders."""
        if value in (Value.PARTLY, Value.UNSURE):
            return "partly" if value == Value.PARTLY else "unsure"
        return "hinders" if (value == Value.YES) == (self.kind == "risks") else "helps"


class Guide(Struct, frozen=True, kw_only=True, eq=False):
    """The whole content, checked, with the digest of its files.

    Two guides are the same only if they are one object, so that what is derived from a guide can be cached by it.
    """

    contents: Contents
    digest: str
    sections: dict[str, Section]
    reasons: tuple[Reason, ...]
    readiness: tuple[ReadinessQuestion, ...]
    success: tuple[Factor, ...]
    risks: tuple[Factor, ...]
    fears: tuple[Fear, ...]
    branches: tuple[Branch, ...]
    verdict: VerdictTexts
    interview: InterviewTexts
    prompts: PromptTexts
    comparison: ComparisonTexts
    documents: DocumentTexts
    paper: PaperTexts
    earlier: EarlierTexts

    def __repr__(self) -> str:
        """Return which content it is; all of its texts would fill pages."""
        return f"<Guide {self.contents.version}, {self.digest[:12]}>"

    @property
    def questions(self) -> dict[str, Question]:
        """All questions by their ID, in the order of the interview."""
        return _questions(self)

    @property
    def judged_ids(self) -> tuple[str, ...]:
        """The IDs of what is judged one by one in the guide's order: readiness, success, risks."""
        return _judged_ids(self)

    def asked(self, scope: Scope) -> tuple[str, ...]:
        """Return the IDs of all questions of a scope in the order of the interview."""
        return _asked(self, scope)

    def judged(self, id: str) -> Judged | None:
        """Return the readiness question or factor with this ID, None where there is none."""
        return _judged_by_id(self).get(id)

    def fingerprint(self, id: str) -> str:
        """Return 16 hex digits that change when the wording of a question changes; "" where there is no such question.

        Explanations and suggested steps do not count: they do not change what was answered.
        """
        return _fingerprints(self).get(id, "")

    def canonical(self, id: str, fingerprint: str, stage: Stage) -> str:
        """Return the present fingerprint for that of an earlier wording which means the same at `stage`; else as it is."""
        question = self.questions.get(id)
        kept = question is not None and fingerprint in getattr(question.earlier, stage)
        return self.fingerprint(id) if kept else fingerprint

    def party(self, party: Party | None) -> str:
        """Return the German name of a party, or the words for one that was not stated."""
        return self.interview.parties.of(party) if party else self.prompts.missing.party

    def firm(self, organisation: str) -> str:
        """Return the name of an organisation, or the words for one that has none."""
        return organisation or self.prompts.missing.organisation

    def entry(self, key: str) -> tuple[str, str]:
        """Return title and name of the section `key`."""
        found = next(entry for entry in self.contents.sections if entry.key == key)
        return found.title, found.name

    def reading(self, key: str) -> str:
        """Return title and name of the section `key`, for whoever reads on there."""
        title, name = self.entry(key)
        return f"{title} ({name})"


@lru_cache(maxsize=8)
def _judged_by_id(guide: Guide) -> dict[str, Judged]:
    return {item.id: item for item in (*guide.readiness, *guide.success, *guide.risks)}


@lru_cache(maxsize=8)
def _judged_ids(guide: Guide) -> tuple[str, ...]:
    return tuple(_judged_by_id(guide))


@lru_cache(maxsize=8)
def _questions(guide: Guide) -> dict[str, Question]:
    made = {kind: _questions_of(guide, kind) for kind in guide.interview.order}
    return {question.id: question for kind in guide.interview.order for question in made[kind]}


def _questions_of(guide: Guide, kind: Kind) -> list[Question]:
    """The questions of one part; reasons and fears are one question each."""
    texts = guide.interview.blocks.of(kind)
    if kind == "reasons" or kind == "fears":
        earlier: tuple[str, ...] = ()
        if kind == "reasons":
            options = tuple(Option(item.id, item.title, item.text) for item in guide.reasons)
            identity = [part for item in guide.reasons for part in (item.id, item.title)]
        else:
            options = tuple(Option(item.id, item.title, item.statement) for item in guide.fears)
            identity = [part for item in guide.fears for part in (item.id, item.statement)]
            fears = guide.sections["fears"]
            earlier = fears.earlier if isinstance(fears, FearsSection) else ()
        return [
            Question(
                id=kind,
                kind=kind,
                part=texts.title,
                title=texts.title,
                wordings=ByStage(planned=texts.question, running=texts.question),
                identity=tuple(identity),
                earlier=EarlierByStage(planned=earlier, running=earlier),
                options=options,
                none=texts.none,
                other=texts.other,
                other_question=texts.other_question,
            )
        ]
    found = []
    for item in {"readiness": guide.readiness, "success": guide.success, "risks": guide.risks}[kind]:
        readiness = item if isinstance(item, ReadinessQuestion) else None
        factor = item if isinstance(item, Factor) else None
        wordings = factor.statement if factor else item.question  # type: ignore[attr-defined]
        found.append(
            Question(
                id=item.id,
                kind=kind,
                part=texts.title,
                title=item.title,
                wordings=wordings,
                identity=tuple(dict.fromkeys((wordings.planned, wordings.running))),
                earlier=item.earlier,
                explanation=item.explanation,
                answering=factor.answering if factor else "",
                clarify=readiness.clarify if readiness else "",
                find_out=item.find_out,
                whom=item.whom,
                read_on=item.read_on,
                key=factor is not None and factor.key,
                management=readiness.management if readiness else None,
                values=values_of(kind),
                reminder=texts.reminder,
                present=texts.present,
            )
        )
    return found


@lru_cache(maxsize=16)
def _asked(guide: Guide, scope: Scope) -> tuple[str, ...]:
    return tuple(q.id for q in guide.questions.values() if scope == "full" or q.kind == "readiness")


@lru_cache(maxsize=8)
def _fingerprints(guide: Guide) -> dict[str, str]:
    import hashlib  # loads OpenSSL, and reading a section needs none

    return {
        question.id: hashlib.blake2b("\n".join(question.identity).encode(), digest_size=8).hexdigest()
        for question in guide.questions.values()
    }
