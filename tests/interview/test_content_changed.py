"""An assessment begun on another content version: what still fits, what is new or changed, and what was answered."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from verbund_check.answers.assessment import with_answer
from verbund_check.guide.model import Guide
from verbund_check.guide.sections import ByStage
from verbund_check.guide.values import Value
from verbund_check.questionnaire.prompts import Chosen, EndOfInput
from verbund_check.storage.store import assessment_store

from .interview_doubles import NOW, Memory, Scripted, fresh, guide, interview


def changed() -> Guide:
    """The guide of a later year: one question reworded, one new, one gone."""
    first, second, *others = guide().readiness
    asked = ByStage(planned="Ist seitdem etwas dazugekommen?", running="Ist etwas dazugekommen?")
    new = replace(second, id="later", title="Nachtrag", question=asked)
    reworded = ByStage(planned="Würde es jetzt anders?", running="Ist es jetzt anders?")
    readiness = (replace(first, question=reworded), new, *others)
    return replace(guide(), digest="0" * 64, readiness=readiness)


def answered(until: int = 29):
    assessment = fresh()
    for id in guide().asked("full")[:until]:
        value = () if id in ("reasons", "fears") else Value.NO
        assessment = with_answer(assessment, id, value, guide(), now=NOW)
    return assessment


class TestChangedContent:
    def test_names_what_changed_what_is_new_and_how_much_still_holds(self) -> None:
        """Promise: says which questions are new or changed."""
        asker = Scripted()
        with pytest.raises(EndOfInput):
            interview(asker, answered(), setup=(), content=changed()).run()
        (told,) = asker.said
        assert "27 von 29 Antworten gelten weiter" in told
        assert "Neu formuliert sind: „Nutzen“." in told
        assert "Neu oder noch offen: „Nachtrag“." in told
        assert "bleibt gespeichert" in told

    def test_asks_only_those_with_the_old_sentence_and_answer_beside(self) -> None:
        """Promise: resumes with what still fits; the old answer is shown, and does not answer the new question."""
        asker = Scripted("yes", "unsure", None)
        session = interview(asker, answered(), setup=(), content=changed())
        session.run()
        assert [prompt.question for prompt in asker.prompts] == [
            "Würde es jetzt anders?",
            "Ist seitdem etwas dazugekommen?",
        ]
        assert [prompt.current for prompt in asker.prompts] == [None, None]
        assert "neu formuliert" in asker.prompts[0].hint
        assert asker.prompts[0].facts == (
            "Damals hieß es: „Käme die Zusammenarbeit mit anderen Betrieben Ihrer Weiterbildung zugute, bei der Qualität "
            "oder bei den Kosten?“ Ihre Antwort: Nein."
        )
        assert "dazugekommen" in asker.prompts[1].hint
        assert session.state.value_of("conviction") == Value.NO, "what is asked no more stays in the file"

    def test_what_was_not_reached_yet_is_not_called_new(self) -> None:
        """Promise: only what is new is called new."""
        asker = Scripted()
        with pytest.raises(EndOfInput):
            interview(asker, answered(10), setup=(), content=changed()).run()
        assert "„Nachtrag“" in asker.said[0]
        assert "Weitere" not in asker.said[0] and asker.said[0].count("„") == 2

    def test_says_nothing_where_only_other_texts_changed(self) -> None:
        """Promise: never in the way."""
        asker = Scripted()
        with pytest.raises(EndOfInput):
            interview(asker, answered(10), setup=(), content=replace(guide(), digest="1" * 64)).run()
        assert asker.said == []

    def test_belongs_to_the_new_content_once_every_answer_does(self) -> None:
        """Promise: a saved assessment says which content its answers came from."""
        content = replace(guide(), digest="1" * 64)
        session = Memory()
        with pytest.raises(EndOfInput):
            interview(Scripted("yes"), answered(10), setup=(), content=content, session=session).run()
        assert session.saves[-1].content.digest == "1" * 64

    def test_stays_with_the_old_content_while_an_answer_is_of_the_old(self) -> None:
        """Promise: nothing is passed off as an answer to a question that nobody asked."""
        session = Memory()
        with pytest.raises(EndOfInput):
            interview(Scripted("yes"), answered(), setup=(), content=changed(), session=session).run()
        assert session.saves[-1].content.digest == guide().digest

    def test_survives_the_way_over_the_disk(self, tmp_path: Path) -> None:
        """Promise: an assessment of other content is read back as it was saved."""
        assessment_store(tmp_path, guide()).save(answered())
        store = assessment_store(tmp_path, changed())
        loaded = store.load(answered().id)
        assert loaded.answers == answered().answers
        asker = Scripted("yes", "yes", None)
        session = interview(asker, loaded, setup=(), content=changed())
        store.save(session.run())
        assert store.load(loaded.id).answers == session.state.answers
        assert store.load(loaded.id).value_of("conviction") == Value.NO


def test_a_list_without_one_of_its_options() -> None:
    """Promise: an option that is gone does not hinder the list from being asked and answered."""
    content = replace(guide(), digest="2" * 64, reasons=guide().reasons[1:])
    gone = guide().reasons[0].id
    assessment = with_answer(fresh(), "reasons", (gone,), guide(), now=NOW)
    asker = Scripted(Chosen((guide().reasons[1].id,)))
    session = interview(asker, assessment, setup=(), content=content)
    with pytest.raises(EndOfInput):
        session.run()
    assert session.state.chosen("reasons") == (guide().reasons[1].id,)
