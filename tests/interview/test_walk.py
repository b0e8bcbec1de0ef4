"""The loop alone, with a scripted asker: where each reply leads, what is kept and when."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from verbund_check.answers.assessment import Answer, Assessment, with_answer, with_note
from verbund_check.errors import StorageError
from verbund_check.guide.values import Party, Value
from verbund_check.questionnaire.assessment_prompts import is_alarming
from verbund_check.questionnaire.engine import REVIEW, Engine, Next
from verbund_check.questionnaire.prompts import (
    Back,
    Chosen,
    EndOfInput,
    Note,
    Prompt,
    Review,
    ReviewLine,
    what_stands_out,
)

from .interview_doubles import NOW, Memory, Scripted, fresh, guide, interview


class Points:
    """A questionnaire of free texts, as the key-points paper will be one: the engine knows nothing of assessments."""

    def __init__(self, *names: str) -> None:
        self.names = names
        self.state: dict[str, str] = {}

    def steps(self) -> tuple[str, ...]:
        return self.names

    def open_steps(self) -> frozenset[str]:
        return frozenset(name for name in self.names if name not in self.state)

    def prompt(self, step: str, *, is_open: bool) -> Prompt:
        return Prompt(mode="text", progress=step, question=step, current=self.state.get(step), hint="neu" * is_open)

    def remark(self, step: str) -> Prompt:
        return Prompt(mode="text", progress=f"zu {step}", question="?", can_note=False)

    def answer(self, step: str, value: object) -> dict[str, str]:
        return {**self.state, step: str(value)}

    def note(self, step: str, text: str) -> dict[str, str]:
        return {**self.state, f"zu {step}": text}

    def follow_up(self, _step: str) -> Next:
        return Next.STEP

    def review(self, open_steps: frozenset[str]) -> Review:
        lines = (
            ReviewLine(n, "", name, str(self.state.get(name, "")), "", name in open_steps)
            for n, name in enumerate(self.names, 1)
        )
        return Review(tuple(lines), "Ihre Antworten im Überblick", "zum Papier")


class TestAnyQuestionnaire:
    """One loop for every questionnaire."""

    def test_goes_through_in_order_and_ends_after_the_review(self) -> None:
        """Promise: one loop, also for free texts."""
        points, asker = Points("a", "b", "c"), Scripted("1", "2", "3", None)
        Engine(points, Memory(), asker).run()
        assert points.state == {"a": "1", "b": "2", "c": "3"}
        assert [prompt.progress for prompt in asker.prompts] == ["a", "b", "c"]

    def test_what_is_answered_already_is_not_asked(self) -> None:
        """Promise: resume goes straight to the first open question."""
        points, asker = Points("a", "b", "c"), Scripted("2", None)
        points.state = {"a": "1", "c": "3"}
        Engine(points, Memory(), asker).run()
        assert [prompt.progress for prompt in asker.prompts] == ["b"]

    def test_back_and_forth_passes_by_each_answer_with_what_was_given(self) -> None:
        """Promise: from any question to the one before, with the old answer preselected."""
        points = Points("a", "b", "c")
        asker = Scripted("1", "2", Back(), Back(), "1a", "2", "3", None)
        Engine(points, Memory(), asker).run()
        assert [prompt.progress for prompt in asker.prompts] == ["a", "b", "c", "b", "a", "b", "c"]
        assert [prompt.current for prompt in asker.prompts] == [None, None, None, "2", "1", "2", None]

    def test_a_draft_waits_where_one_has_gone_back(self) -> None:
        """Promise: what was typed and not confirmed is not lost by looking at the question before."""
        points = Points("a", "b")
        asker = Scripted("1", Back("halb"), "1", "ganz", None)
        Engine(points, Memory(), asker).run()
        assert [prompt.draft for prompt in asker.prompts] == [None, None, None, "halb"]
        assert points.state["b"] == "ganz"

    def test_a_draft_never_stands_over_an_answer_that_was_saved_after_it(self) -> None:
        """Promise: coming back to a question one sees what is saved, not what one had typed before that."""
        asker = Scripted("1", Back("halb"), "1", "ganz", Back(), Back(), "1", "ganz", "3", None)
        Engine(Points("a", "b", "c"), Memory(), asker).run()
        seen = [(prompt.draft, prompt.current) for prompt in asker.prompts if prompt.progress == "b"]
        assert seen == [(None, None), ("halb", None), (None, "ganz"), (None, "ganz")]

    def test_a_draft_survives_a_remark(self) -> None:
        """Promise: a remark loses nothing that was ticked."""
        points = Points("a")
        asker = Scripted(Note("halb"), "Bemerkung", "1", None)
        Engine(points, Memory(), asker).run()
        assert [prompt.draft for prompt in asker.prompts] == [None, None, "halb"]
        assert points.state == {"a": "1", "zu a": "Bemerkung"}

    def test_a_draft_of_a_change_that_was_called_off_is_there_again(self) -> None:
        """Promise: going back out of a change leaves the answer as it was, and loses no word."""
        points = Points("a")
        asker = Scripted("1", 1, Back("anders"), 1, "1", None)
        Engine(points, Memory(), asker).run()
        assert [prompt.draft for prompt in asker.prompts] == [None, None, "anders"]
        assert points.state == {"a": "1"}

    def test_a_remark_is_kept_however_its_field_is_left(self) -> None:
        """Promise: no word lost, not by the arrow and not by Ctrl-C."""
        points = Points("a")
        asker = Scripted(Note(), Back("drei Sätze"), "1", None)
        Engine(points, Memory(), asker).run()
        assert points.state == {"zu a": "drei Sätze", "a": "1"}

    @pytest.mark.parametrize("end", [KeyboardInterrupt(), EndOfInput()])
    @pytest.mark.parametrize(("draft", "saved"), [("drei Sätze ", "drei Sätze"), ("x" * 6000, "x" * 5000)])
    def test_a_remark_is_kept_where_the_program_ends(self, end: BaseException, draft: str, saved: str) -> None:
        points, asker = Points("a"), Scripted(Note(), end)
        asker.draft = draft
        with pytest.raises(type(end)):
            Engine(points, Memory(), asker).run()
        assert points.state == {"zu a": saved}

    @pytest.mark.parametrize("draft", [None, "", "  ", ("a",)])
    def test_nothing_typed_leaves_the_remark_that_was_there(self, draft: object) -> None:
        points, asker = Points("a"), Scripted(Note(), "alt", Note(), Back(draft), "1", None)  # type: ignore[arg-type]
        Engine(points, Memory(), asker).run()
        assert points.state["zu a"] == "alt"

    def test_a_remark_that_is_too_long_is_not_left_before_it_is_shorter(self) -> None:
        points, asker = Points("a"), Scripted(Note(), Back("x" * 5001), "kurz", "1", None)
        Engine(points, Memory(), asker).run()
        assert "höchstens 5.000 Zeichen" in asker.prompts[2].hint and asker.prompts[2].draft == "x" * 5001
        assert points.state["zu a"] == "kurz"

    def test_an_answer_that_was_only_typed_is_no_answer_where_the_program_ends(self) -> None:
        points, asker = Points("a"), Scripted(KeyboardInterrupt())
        asker.draft = "halb"
        with pytest.raises(KeyboardInterrupt):
            Engine(points, Memory(), asker).run()
        assert points.state == {}

    def test_back_at_the_first_question_says_so(self) -> None:
        """Promise: back is never a dead end."""
        asker = Scripted(Back(), "1", None)
        Engine(Points("a"), Memory(), asker).run()
        assert asker.said == ["Das ist die erste Frage; davor kommt nichts."]

    def test_review_names_what_is_open(self) -> None:
        """Promise: unanswered stands out."""
        asker = Scripted("1", None)
        Engine(Points("a"), Memory(), asker).run()
        assert not asker.reviews[0].lines[0].stands_out
        assert Points("a").review(frozenset(["a"])).lines[0].stands_out

    def test_the_last_step_is_the_review(self) -> None:
        assert Engine(Points("a"), Memory(), Scripted()).steps == ("a", REVIEW)


def begun() -> Assessment:
    """An assessment whose next question is the first readiness question."""
    return with_answer(with_answer(fresh(), "reasons", (), guide(), now=NOW), "fears", (), guide(), now=NOW)


class TestSaving:
    """Every answer is on disk before the next question is put."""

    def test_each_answer_is_saved_before_the_next_question(self) -> None:
        """Promise: what was acknowledged is there."""
        session = Memory()
        asker = Scripted()
        led = interview(asker, session=session, setup=())
        first = guide().asked("full")
        asker.replies = [Chosen(()), Chosen(())]
        asker.replies += [lambda _p, n=n: Chosen("yes") if len(session.saves) == n else None for n in range(2, 28)]
        with pytest.raises(EndOfInput):
            led.run()
        assert list(session.saves[-1].answers) == list(first[:28])

    def test_saving_fails_and_another_place_is_asked(self) -> None:
        """Promise: the answers stay in memory and another place may be named."""
        session = Memory()
        session.fail = 2
        asker = Scripted("Muster GmbH", "", "/mnt/stick", "hr")
        with pytest.raises(EndOfInput):
            interview(asker, session=session).run()
        assert "Die Platte ist voll." in asker.prompts[1].hint
        assert [str(folder) for folder in session.moved] == ["/mnt/stick"]
        assert session.saves[0].organisation == "Muster GmbH"

    @pytest.mark.parametrize(("length", "refused"), [(5_000, False), (5_001, True), (4_000_000, True)])
    def test_a_text_that_is_too_long_is_refused_with_the_limit_and_not_lost(self, length: int, refused: bool) -> None:
        """Promise: what is saved can be read again. The text stays where it was typed, to be made shorter."""
        session, text = Memory(), "x" * length
        asker = Scripted(Note(), text, *(["kurz"] if refused else []), "yes", EndOfInput())
        with pytest.raises(EndOfInput):
            interview(asker, begun(), session=session, setup=()).run()
        again = asker.prompts[2]
        assert ("höchstens 5.000 Zeichen" in again.hint, again.draft == text) == (refused, refused)
        assert session.saves[0].note_of("benefit") == ("kurz" if refused else text)

    def test_a_name_has_two_hundred_characters(self) -> None:
        """Promise: the same for names; blanks around it do not count."""
        session = Memory()
        asker = Scripted("n" * 201, "  " + "n" * 200 + "  ", "hr", EndOfInput())
        with pytest.raises(EndOfInput):
            interview(asker, session=session).run()
        assert "höchstens 200 Zeichen" in asker.prompts[1].hint
        assert session.saves[0].organisation == "n" * 200

    @pytest.mark.parametrize("reply", [KeyboardInterrupt(), EndOfInput()])
    def test_interrupted_while_asked_for_another_place(self, reply: BaseException) -> None:
        """Promise: what could not be saved outranks the interruption."""
        session = Memory()
        session.fail = 1
        with pytest.raises(StorageError):
            interview(Scripted("Muster GmbH", reply), session=session).run()

    @pytest.mark.parametrize("typed", ["j", "1", "ja", "Müller", "keine"])
    def test_an_answer_to_the_next_question_is_no_folder(self, typed: str) -> None:
        """Who types ahead or answers from a pipe must not find the answers in a folder named "j"."""
        session = Memory()
        session.fail = 1
        asker = Scripted("Muster", typed, "./j", EndOfInput())
        with pytest.raises(EndOfInput):
            interview(asker, session=session).run()
        assert "kein Ordner" in asker.prompts[2].hint
        assert [folder.name for folder in session.moved] == ["j"], "named with its way it is one"

    def test_another_place_with_an_unknown_user_is_asked_for_again(self) -> None:
        """Promise: no text typed as another place ends the program, or makes a folder named "~niemand"."""
        session = Memory()
        session.fail = 1
        asker = Scripted("x", "~niemand-dieses-namens/x", "/mnt/stick")
        with pytest.raises(EndOfInput):
            interview(asker, session=session).run()
        assert "ohne „~“" in asker.prompts[2].hint
        assert [str(folder) for folder in session.moved] == ["/mnt/stick"]

    def test_texts_are_cleaned(self) -> None:
        """Promise: what a terminal could obey is never stored."""
        session = Memory()
        with pytest.raises(EndOfInput):
            interview(Scripted("Mus\x1b[31mter \x07 GmbH\n", "hr"), session=session).run()
        assert session.saves[0].organisation == "Mus[31mter GmbH"


class TestOffer:
    """Unfinished assessments are offered by name and date, of this party only, and never taken silently."""

    def earlier(self, id: str, party: Party, name: str = "Muster GmbH") -> object:
        return replace(with_answer(fresh(id), "benefit", Value.NO, guide(), now=NOW), party=party, organisation=name)

    def test_offered_by_name_and_date(self) -> None:
        """Promise: by name and date."""
        session = Memory([self.earlier("2026-10-01-aaaaaa", Party.HR)])
        asker = Scripted("", "hr", "0")
        with pytest.raises(EndOfInput):
            interview(asker, session=session, offer=True).run()
        labels = [choice.label for choice in asker.prompts[2].choices]
        assert labels == ["Weiter: Muster GmbH, 23.11.2026, 1 von 29 beantwortet", "Neu beginnen"]
        assert session.taken == ["2026-10-01-aaaaaa"]

    @pytest.mark.parametrize("others", [True, False])
    def test_a_file_that_cannot_be_read_is_named(self, others: bool) -> None:
        """Promise: a damaged file is named where unfinished ones are offered, whether there are others or not."""
        earlier = [self.earlier("2026-10-01-aaaaaa", Party.HR)] if others else []
        asker = Scripted("", "hr", *(["new"] if others else []))
        with pytest.raises(EndOfInput):
            interview(asker, session=Memory(earlier, "Nicht lesbar: x.json"), offer=True).run()
        assert asker.said == ["Nicht lesbar: x.json"]

    def test_of_the_same_organisation_first_however_it_is_spelt(self) -> None:
        """Promise: one definition of the same organisation, here too."""
        session = Memory(
            [self.earlier("2026-10-03-aaaaaa", Party.HR, "Meier"), self.earlier("2026-10-01-aaaaaa", Party.HR)]
        )
        asker = Scripted("MUSTER", "hr", "0")
        with pytest.raises(EndOfInput):
            interview(asker, session=session, offer=True).run()
        assert session.taken == ["2026-10-01-aaaaaa"]

    def test_only_of_the_same_party(self) -> None:
        """Promise: never another party's."""
        session = Memory([self.earlier("2026-10-01-aaaaaa", Party.WORKS_COUNCIL)])
        asker = Scripted("", "hr", "planned")
        with pytest.raises(EndOfInput):
            interview(asker, session=session, offer=True).run()
        assert [prompt.progress for prompt in asker.prompts[2:]] == ["Phase", "Frage 1 von 29 · Gründe"]

    def test_taken_up_goes_to_its_first_open_question(self) -> None:
        """Promise: continues where one stopped."""
        session = Memory([self.earlier("2026-10-01-aaaaaa", Party.HR)])
        asker = Scripted("", "hr", "0", Chosen(()), Chosen(()))
        with pytest.raises(EndOfInput):
            interview(asker, session=session, offer=True).run()
        assert [prompt.progress for prompt in asker.prompts[3:]] == [
            *("Frage 1 von 29 · Gründe", "Frage 2 von 29 · Befürchtungen", "Frage 4 von 29 · Bereitschaft 2 von 7")
        ]

    def test_declined_it_is_not_offered_again(self) -> None:
        """Promise: never in the way."""
        session = Memory([self.earlier("2026-10-01-aaaaaa", Party.HR)])
        asker = Scripted("", "hr", "new", Back(), "hr", "planned")
        with pytest.raises(EndOfInput):
            interview(asker, session=session, offer=True).run()
        assert [prompt.progress for prompt in asker.prompts][2:] == [
            *("Weitermachen oder neu beginnen", "Phase", "Wer antwortet", "Phase", "Frage 1 von 29 · Gründe")
        ]

    def test_back_from_the_offer_to_the_party(self) -> None:
        """Promise: back, everywhere."""
        session = Memory([self.earlier("2026-10-01-aaaaaa", Party.HR)])
        asker = Scripted("", "hr", Back(), "works-council", "planned")
        with pytest.raises(EndOfInput):
            interview(asker, session=session, offer=True).run()
        assert [prompt.progress for prompt in asker.prompts][3:] == [
            *("Wer antwortet", "Phase", "Frage 1 von 29 · Gründe")
        ]

    def test_another_party_after_all_is_offered_its_own(self) -> None:
        """Promise: once the party is chosen, of that party."""
        session = Memory([self.earlier("2026-10-01-aaaaaa", Party.JOINT)])
        asker = Scripted("", "hr", Back(), "joint", "0")
        with pytest.raises(EndOfInput):
            interview(asker, session=session, offer=True).run()
        assert session.taken == ["2026-10-01-aaaaaa"]

    def test_open_in_another_window_it_says_so_and_goes_on(self) -> None:
        """Promise: two programs on one assessment: the second is told so."""
        session = Memory([self.earlier("2026-10-01-aaaaaa", Party.HR)])
        session.locked = {"2026-10-01-aaaaaa"}
        asker = Scripted("", "hr", "0", "planned")
        with pytest.raises(EndOfInput):
            interview(asker, session=session, offer=True).run()
        assert asker.said == ["Schon in einem anderen Fenster geöffnet."]
        assert asker.prompts[-1].progress == "Frage 1 von 29 · Gründe"

    def test_offered_at_once_where_the_party_was_given(self) -> None:
        """Promise: once the party is chosen, on the command line too."""
        session = Memory([self.earlier("2026-10-01-aaaaaa", Party.HR)])
        asker = Scripted("new")
        with pytest.raises(EndOfInput):
            interview(asker, replace(fresh(), party=Party.HR), session=session, setup=(), offer=True).run()
        assert asker.prompts[0].progress == "Weitermachen oder neu beginnen"
        assert not asker.prompts[0].can_go_back


class TestReview:
    """All answers on one numbered page before the verdict."""

    def reviewed(self) -> Review:
        assessment = replace(fresh(), organisation="Muster GmbH", party=Party.HR)
        for id in guide().asked("full"):
            value = () if id in ("reasons", "fears") else Value.UNSURE if id == "goal" else Value.YES
            assessment = with_answer(assessment, id, value, guide(), now=NOW)
        asker = Scripted(None)
        interview(asker, with_note(assessment, "goal", "klären"), setup=()).run()
        return asker.reviews[0]

    def test_one_numbered_line_for_each_question(self) -> None:
        """Promise: all answers on one numbered page."""
        lines = self.reviewed().lines
        assert [line.number for line in lines] == list(range(1, 33))
        assert [line.answer for line in lines[:4]] == [
            *("Muster GmbH", "Personalabteilung", "Der Verbund ist noch Idee oder Plan", "Keiner davon")
        ]

    def test_unsure_stands_out_and_notes_are_shown(self) -> None:
        """Promise: "weiß nicht" stands out; a note is shown in the review."""
        outstanding = [line for line in self.reviewed().lines if line.stands_out and line.part != "Risiken"]
        assert [(line.number, line.answer, line.note) for line in outstanding] == [(8, "Weiß nicht", "klären")]

    def test_a_confirmed_risk_stands_out_as_a_danger_and_a_success_factor_does_not(self) -> None:
        """Promise: from the risks on "trifft zu" means something else; whoever overlooked that sees it here."""
        lines = self.reviewed().lines
        assert {(line.answer, line.stands_out) for line in lines if line.part == "Erfolgsfaktoren"} == {
            ("Trifft zu", False)
        }
        assert {(line.answer, line.stands_out) for line in lines if line.part == "Risiken"} == {
            ("Trifft zu (Gefahr)", True)
        }
        assert what_stands_out(lines) == (
            "Weiß nicht: Nummer 8. Trifft zu (Gefahr): Nummern 23, 24, 25, 26, 27, 28, 29, 30, 31, 32."
        )


class TestHelp:
    """`?` gives something useful on every question."""

    def test_every_question_has_help(self) -> None:
        """Promise: help on every question, also on organisation, party and stage."""
        asker = Scripted("x", "hr", "planned", Chosen(()), Chosen(()), *["yes"] * 27)
        with pytest.raises(EndOfInput):
            interview(asker).run()
        assert len(asker.prompts) == 32
        for prompt in asker.prompts:
            assert len(prompt.help) > 60, prompt.progress
            assert prompt.help not in (prompt.explanation, prompt.question)


def test_an_answer_is_kept_with_the_note_that_was_there() -> None:
    """Promise: a note is saved with its answer, in whichever order they come."""
    session = Memory()
    with pytest.raises(EndOfInput):
        interview(Scripted(Chosen(()), Chosen(()), Note(), "fragen", "no"), session=session, setup=()).run()
    assert session.saves[-1].answers["benefit"] == Answer(Value.NO, "fragen")


@pytest.mark.parametrize(
    ("id", "value", "stands_out"),
    [
        *(("benefit", "yes", False), ("benefit", "no", True), ("benefit", "unsure", True)),
        *(
            ("contract", "yes", False),
            ("contract", "partly", False),
            ("contract", "no", True),
            ("contract", "unsure", True),
        ),
        *(("unfairness", "no", False), ("unfairness", "partly", False), ("unfairness", "yes", True)),
    ],
)
def test_what_stands_in_the_way_stands_out(id: str, value: str, stands_out: bool) -> None:
    """Promise: the review marks what hinders by the contract, and what is unknown; not dangers alone."""
    assert is_alarming(guide().questions[id], Value(value)) is stands_out
