"""The guide's passages that a document refers to, at its end: on paper nobody can open them otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from verbund_check.answers.assessment import Assessment
from verbund_check.documents import blocks as doc
from verbund_check.guide.model import Guide, Question

LEVEL = 3
"""The level of a heading in the appendix, below that of the appendix itself."""

_SECTIONS = {"readiness": "readiness", "success": "factors", "risks": "factors", "fears": "fears"}
"""The section of the guide in which the passage on a question of this kind stands; for reasons there is none."""


class Citations:
    """What one document refers to: noted while it is built, brought along when all the rest is there.

    `sides` are the assessments that it is about: a passage is told as each of them was asked. With `clarify` it also
    says what to settle, for documents that say it nowhere else.
    """

    def __init__(self, guide: Guide, sides: Sequence[Assessment], *, clarify: bool) -> None:
        self._guide, self._sides, self._clarify = guide, sides, clarify
        self._sentences: dict[str, str] = {}

    def see(self, id: str, sentence: str = "") -> doc.Target | None:
        """Return where the passage on a question stands, and bring it along; None where there is none.

        It begins with the `sentence` that was answered, for documents that do not show it. That on the fears is the reply to each one that a side has named.
        """
        question = self._guide.questions.get(id)
        if question is None or not any(self._passages(question, sentence)):
            return None
        self._sentences[id] = sentence
        return doc.Target(self._guide.documents.appendix, _anchor(_SECTIONS[question.kind]))

    def appendix(self, rest: Iterable[doc.Block] = ()) -> Iterator[doc.Block]:
        """Yield on a page of its own each passage once, in the guide's order, and the `rest`; nothing where there is neither."""
        texts, rest = self._guide.documents, tuple(rest)
        by_section: dict[str, list[doc.Entry]] = {}
        for id, question in self._guide.questions.items():
            if id in self._sentences:
                passages = self._passages(question, self._sentences[id])
                by_section.setdefault(_SECTIONS[question.kind], []).extend(passages)
        if not by_section and not rest:
            return
        yield doc.NewPage()
        yield doc.Heading(texts.appendix)
        if by_section:
            yield doc.Paragraph(texts.appendix_lead)
        for key, entries in by_section.items():
            yield doc.Heading(self._guide.entry(key)[0], LEVEL, _anchor(key))
            yield doc.Entries(tuple(entries))
        yield from rest

    def _passages(self, question: Question, sentence: str) -> Iterator[doc.Entry]:
        if question.kind == "fears":
            named = {id for side in self._sides for id in side.chosen("fears") or ()}
            for fear in self._guide.fears:
                if fear.id in named:
                    yield self._passage(fear.title, [fear.reply], fear.read_on)
        elif not question.is_list:
            told = [sentence, *(question.explained(side.stage, side.party) for side in self._sides)]
            if self._clarify:
                told += [question.to_clarify(side.stage, side.party) for side in self._sides]
            yield self._passage(question.title, told, question.read_on)

    def _passage(self, title: str, told: Iterable[str], section: str) -> doc.Entry:
        more = self._guide.documents.more.format(title=self._guide.entry(section)[0])
        return doc.Entry(title, " ".join(filter(None, (*dict.fromkeys(told), more))))


def _anchor(key: str) -> str:
    return f"lesen-{key}"
