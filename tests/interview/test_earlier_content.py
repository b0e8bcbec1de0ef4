"""Files that earlier versions of the program wrote, on today's content; and answers given when the alliance was at another stage.

tests/data has four files in format 1, written by the versions that had content 1.0.0 and 1.1.0: all seven questions yes but
`sharing` no with a remark, all success factors yes, all risks no.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from msgspec.structs import replace

from domain.contract import READINESS, RISKS, SUCCESS
from verbund_check.answers.assessment import (
    Assessment,
    answered_as,
    for_another,
    outdated_ids,
    sentence_of,
    with_answer,
    with_note,
)
from verbund_check.answers.reader import Reader
from verbund_check.guide.values import Party, Value
from verbund_check.questionnaire.prompts import Chosen, EndOfInput
from verbund_check.storage.store import assessment_store

from .interview_doubles import NOW, Scripted, fresh, guide, interview

DATA = Path(__file__).parents[1] / "data"

# From the table of what keeps its meaning from version to version, ID by ID.
CHANGED = {
    ("1.0.0", "planned"): {"sharing", "upfront", *SUCCESS, *RISKS},
    ("1.1.0", "planned"): {"sharing", "upfront", *SUCCESS, *RISKS},
    ("1.0.0", "running"): {*READINESS} - {"goal"} | {"transparency"},
    ("1.1.0", "running"): {*READINESS} - {"goal"} | {"transparency", "chemistry", "diverging-goals"},
}


def old(version: str, stage: str) -> Assessment:
    name = f"format-1-content-{version}-{stage}.json"
    return Reader(guide()).assessment((DATA / name).read_bytes(), name, NOW)


@pytest.mark.parametrize(("version", "stage"), CHANGED)
class TestFormat1:
    def test_is_asked_again_only_where_the_meaning_has_changed(self, version: str, stage: str) -> None:
        """What would be answered alike stays, and stays comparable; the rest is asked again."""
        assessment = old(version, stage)
        assert assessment.content.version == version
        assert set(outdated_ids(assessment, guide())) == CHANGED[version, stage]
        for id in guide().asked("full"):
            is_kept = id not in CHANGED[version, stage]
            assert (answered_as(assessment, id, guide()) == guide().fingerprint(id)) == is_kept, id

    def test_asks_with_the_old_sentence_and_answer_beside_and_keeps_the_remark(
        self, version: str, stage: str, tmp_path: Path
    ) -> None:
        """From a folder of saved assessments, as somebody has it who has updated the program."""
        store = assessment_store(tmp_path, guide())
        name = DATA / f"format-1-content-{version}-{stage}.json"
        id = old(version, stage).id
        shutil.copy(name, tmp_path / f"{id}.json")
        changed = [each for each in guide().asked("full") if each in CHANGED[version, stage]]
        asker = Scripted(*["yes"] * len(changed), None)
        session = interview(asker, store.load(id), setup=())
        done = session.run()
        questions = guide().questions
        assert [prompt.question for prompt in asker.prompts] == [questions[each].wording(stage) for each in changed]
        sharing = asker.prompts[changed.index("sharing")]
        assert sharing.facts == (
            "Damals hieß es: „Ist Ihr Betrieb bereit, sein Wissen und seine Vorgehensweisen an andere Betriebe "
            "weiterzugeben?“ Ihre Antwort: Nein."
        )
        assert sharing.current is None and "neu formuliert" in sharing.hint
        assert (done.value_of("sharing"), done.note_of("sharing")) == (Value.YES, "nur Unkritisches")
        assert outdated_ids(done, guide()) == ()
        # What was not asked again keeps the sentence that it was given to.
        kept = "goal" if stage == "running" else "benefit"
        assert sentence_of(done, kept, guide()) != questions[kept].wording(stage)


def test_at_a_risk_stands_the_danger_above_the_old_answer() -> None:
    """What must be in view in a low window: first what "trifft zu" means here, then what was said to another sentence."""
    changed = [each for each in guide().asked("full") if each in CHANGED["1.1.0", "running"]]
    asker = Scripted(*["yes"] * len(changed), None)
    interview(asker, old("1.1.0", "running"), setup=()).run()
    assert asker.prompts[changed.index("chemistry")].facts.split("\n") == [
        "„Trifft zu“ heißt hier: Gefahr.",
        "Damals hieß es: „Die Partner passen in Unternehmenskultur oder Führungsanspruch nicht zueinander.“ "
        "Ihre Antwort: Trifft nicht zu.",
    ]


def all_answered(stage: str = "planned", party: Party = Party.HR) -> Assessment:
    assessment = replace(fresh(), stage=stage, party=party, organisation="Muster GmbH")
    for id in guide().asked("full"):
        value = () if id in ("reasons", "fears") else Value.NO if id in RISKS else Value.YES
        assessment = with_answer(assessment, id, value, guide(), now=NOW)
    return assessment


class TestAnotherStage:
    """Changing the stage afterwards keeps every answer with its sentence, asks nothing by itself, and says where to look."""

    def changed(self, *replies: object) -> tuple[Scripted, Assessment]:
        asker = Scripted(3, "running", *replies)
        return asker, interview(asker, all_answered(), setup=()).run()

    def test_the_answers_stay_with_the_sentences_that_they_were_given_to(self) -> None:
        _, done = self.changed(None)
        assert done.stage == "running" and done.finished
        assert done.values() == all_answered().values()
        assert (
            sentence_of(done, "balance", guide()) == "Voraussichtlich bekommt jeder Betrieb etwa so viel, wie er gibt."
        )

    def test_the_review_marks_them(self) -> None:
        asker, _ = self.changed(None)
        before, after = asker.reviews
        assert not any("Verbund)" in line.answer for line in before.lines)
        marked = [line for line in after.lines if line.answer.endswith("geplanter Verbund)")]
        assert [line.number for line in marked] == list(range(6, 33)), (
            "all but the lists, which ask the same at both stages"
        )
        assert all(line.stands_out for line in marked)

    def test_with_the_danger_in_one_mark(self) -> None:
        asker = Scripted(23, "yes", 3, "running", None)
        interview(asker, all_answered(), setup=()).run()
        assert asker.reviews[-1].lines[22].answer == "Trifft zu (Gefahr; geplanter Verbund)"

    def test_one_that_is_looked_through_again_shows_both_sentences_and_is_marked_no_more(self) -> None:
        asker, done = self.changed(14, "yes", None)
        prompt = asker.prompts[-1]
        assert prompt.question == "Jeder Betrieb bekommt etwa so viel, wie er gibt."
        assert prompt.facts == (
            "Damals hieß es: „Voraussichtlich bekommt jeder Betrieb etwa so viel, wie er gibt.“ Ihre Antwort: Trifft zu."
        )
        line = asker.reviews[-1].lines[13]
        assert (line.title, line.answer, line.stands_out) == ("Geben und Nehmen", "Trifft zu", False)
        assert sentence_of(done, "balance", guide()) == "Jeder Betrieb bekommt etwa so viel, wie er gibt."

    def test_there_and_back_marks_nothing(self) -> None:
        asker = Scripted(3, "running", 3, "planned", None)
        interview(asker, all_answered(), setup=()).run()
        assert not any("Verbund)" in line.answer for line in asker.reviews[-1].lines)

    def test_what_was_kept_for_the_old_stage_is_not_kept_for_the_new_one(self) -> None:
        """A sentence about what is to come is no answer about what is, whatever the file says of the stage later."""
        moved = for_another(old("1.1.0", "planned"), guide(), stage="running", party=Party.HR)
        assert set(outdated_ids(moved, guide())) == CHANGED["1.1.0", "planned"] | {
            *("benefit", "conviction", "management", "partners")
        }
        back = for_another(moved, guide(), stage="planned", party=Party.HR)
        assert set(outdated_ids(back, guide())) == CHANGED["1.1.0", "planned"]
        assert sentence_of(moved, "coordinator", guide()) == (
            "Es ist absehbar, wer den Verbund koordinieren und organisieren wird."
        )


class TestAnotherParty:
    def test_the_management_is_asked_directly_once_it_is_known(self) -> None:
        """Also where the party is changed only in the review; the same fact was asked, so the answer stays unmarked."""
        asker = Scripted(2, "management", 11, "yes", None)
        done = interview(asker, all_answered(), setup=()).run()
        prompt = asker.prompts[-1]
        assert (
            prompt.question == "Würden Sie als Geschäftsleitung einen Verbund zulassen, auch wenn Sie ihn nur dulden?"
        )
        assert prompt.explanation.startswith("Für ein Ja genügt, dass Sie einen Verbund hinnehmen.")
        assert prompt.facts == (
            "Damals hieß es: „Würde Ihre Geschäftsleitung einen Verbund zulassen, auch wenn sie ihn nur duldet?“ "
            "Ihre Antwort: Ja."
        )
        assert asker.reviews[1].lines[10].answer == "Ja"
        assert outdated_ids(done, guide()) == ()
        assert done.wordings["management"] == prompt.question

    def test_at_the_first_question_already(self) -> None:
        asker = Scripted("", "management", "running", (), (), *["yes"] * 5)
        with pytest.raises(EndOfInput):
            interview(asker).run()
        assert asker.prompts[-1].question == (
            "Lassen Sie als Geschäftsleitung den Verbund zu, auch wenn Sie ihn nur dulden?"
        )


def test_anderes_of_the_last_round_is_taken_over_with_its_text_before_ones_eyes() -> None:
    """The key `g` ticks what was ticked; the text is shown to be confirmed or changed, and is never copied unseen."""
    last = with_note(all_answered(), "reasons", "Fachkräfte halten")
    begun = replace(fresh("2026-11-25-bbbbbb"), previous=last.id, party=Party.HR)
    asker = Scripted(lambda prompt: Chosen(prompt.again), lambda prompt: Chosen(prompt.current), ())
    session = interview(asker, begun, setup=())
    session.recall = lambda wanted: last if wanted == last.id else None
    with pytest.raises(EndOfInput):
        session.run()
    reasons, text, _fears = asker.prompts[:3]
    assert reasons.facts == "Am 23.11.2026: Anderes: Fachkräfte halten"
    assert (text.question, text.current) == ("Welchen anderen Grund gibt es bei Ihnen?", "Fachkräfte halten")
    assert (session.state.chosen("reasons"), session.state.note_of("reasons")) == ((), "Fachkräfte halten")
