"""The agreement and the key-points paper obey the one engine: forward, back, remark, review, change, interruption."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.contract import all_yes
from domain.making import assessment_from, examples
from verbund_check.answers.assessment import Assessment, is_complete
from verbund_check.answers.keypoints import Paper, begin_paper, open_steps, points_of, steps_of
from verbund_check.guide.model import Guide
from verbund_check.policy.compare_pair import compare_pair
from verbund_check.questionnaire.agreement import PEOPLE, AgreementQuestionnaire
from verbund_check.questionnaire.engine import Engine
from verbund_check.questionnaire.keypoints import PaperQuestionnaire
from verbund_check.questionnaire.prompts import Back, Chosen, EndOfInput, Note, Prompt, Review

from .scripted import Recorder, Scripted

NOW = "2026-03-04T05:06:07Z"
LATER = "2026-03-05T05:06:07Z"


def pair_of(guide: Guide, **council: Any) -> tuple[Assessment, Assessment]:
    """HR says yes to everything; the works council differs in balance (no), goal (no), contract (partly), upfront (unsure)."""
    differs = {"balance": "no", "goal": "no", "contract": "partly", "upfront": "unsure", **council}
    return (
        assessment_from(guide, all_yes(), id="hr-1", organisation="Muster", party="hr"),
        assessment_from(guide, all_yes(**differs), id="br-1", organisation="Muster", party="works-council"),
    )


POINTS = ("balance", "goal", "contract", "upfront")


def agreement(
    guide: Guide, earlier: Assessment | None = None, pair: Any = None, now: str = NOW
) -> AgreementQuestionnaire:
    pair = pair or pair_of(guide)
    comparison = compare_pair(*pair, "parties", guide)
    return AgreementQuestionnaire("joint-1", comparison, pair, guide, now=lambda: now, earlier=earlier)


def agreed(guide: Guide, *script: Any, earlier: Assessment | None = None) -> tuple[Scripted, Recorder, Assessment]:
    """A sitting in which it was said who takes part; what follows is the script."""
    asker, recorder = Scripted("Frau Adam", *script), Recorder()
    questionnaire = agreement(guide, earlier)
    try:
        engine = Engine(questionnaire, recorder, asker)
        engine.save(questionnaire.state)
        engine.run()
    except (EndOfInput, KeyboardInterrupt):
        pass
    assert recorder.saved[-1] == questionnaire.state
    return asker, recorder, questionnaire.state


def told(joint: Assessment) -> dict[str, tuple[str, str]]:
    """What was settled on the points: value (or `-` for no consensus) and sentence."""
    return {
        id: ("-" if id in joint.dissent else value.value, joint.note_of(id))
        for id in POINTS
        if (value := joint.value_of(id)) is not None
    }


class TestAgreement:
    @pytest.mark.parametrize(
        ("script", "expected"),
        [
            (["j", "n", "t", "w", "."],
             {"balance": ("yes", ""), "goal": ("no", ""), "contract": ("partly", ""), "upfront": ("unsure", "")}),
            (["Kein Konsens", "Später", "j", "j", "j", "."],
             {"balance": ("-", "Später"), "goal": ("yes", ""), "contract": ("yes", ""), "upfront": ("yes", "")}),
            (["k", "", "j", "j", "j", "."],
             {"balance": ("-", ""), "goal": ("yes", ""), "contract": ("yes", ""), "upfront": ("yes", "")}),
            (["j", "<", "n", "j"], {"balance": ("no", ""), "goal": ("yes", "")}),
            (["<", "Herr Bär", "n"], {"balance": ("no", "")}),  # back to who takes part
            (["k", "<", "j", "n"], {"balance": ("yes", ""), "goal": ("no", "")}),  # back out of the sentence
            (["+Erst klären", "j"], {"balance": ("yes", "Erst klären")}),
            (["+Weil", "k", "j"], {"balance": ("-", "Weil"), "goal": ("yes", "")}),  # the sentence is there already
            (["j", "<", "+Doch", "j", "n"], {"balance": ("yes", "Doch"), "goal": ("no", "")}),
            (["j", "<", "+Doch", "+", "n"], {"balance": ("no", "")}),
            (["j", "j", "j", "j", "3", "n", "."],
             {"balance": ("yes", ""), "goal": ("no", ""), "contract": ("yes", ""), "upfront": ("yes", "")}),
            (["j", "j", "j", "j", "2", "k", "Nein", "2", "<", "1", "Herr Bär", "."],
             {"balance": ("-", "Nein"), "goal": ("yes", ""), "contract": ("yes", ""), "upfront": ("yes", "")}),
            (["j", "j", "j", "j", "<", "n", "."],
             {"balance": ("yes", ""), "goal": ("yes", ""), "contract": ("yes", ""), "upfront": ("no", "")}),
            (["j", KeyboardInterrupt], {"balance": ("yes", "")}),
            (["k", KeyboardInterrupt], {"balance": ("-", "")}),
            ([], {}),
        ],
    )  # fmt: skip
    def test_what_comes_of_a_round(self, guide, script, expected):
        _, _, joint = agreed(guide, *script)
        assert told(joint) == expected
        assert is_complete(joint, guide) == (len(expected) == 4)
        assert (joint.finished is not None) == (len(expected) == 4)

    def test_the_points_come_strongest_first_with_both_positions_and_remarks(self, guide):
        pair = pair_of(guide, goal={"value": "no", "note": "Wozu\nalles?"})
        asker, recorder = Scripted("", "j", "j", "j", "j", "."), Recorder()
        questionnaire = agreement(guide, pair=pair)
        assert questionnaire.steps() == (PEOPLE, *POINTS)
        Engine(questionnaire, recorder, asker).run()
        people, *points = asker.asked
        assert [prompt.progress.split(" · ")[0] for prompt in points] == [f"Punkt {n} von 4" for n in range(1, 5)]
        assert "Personalabteilung: Ja\nBetriebsrat: Nein (Bemerkung: Wozu alles?)" in points[1].facts
        assert [bool(prompt.hint) for prompt in asker.asked] == [True, False, False, False, False]
        assert [choice.label for choice in points[1].choices] == ["Ja", "Nein", "Weiß nicht", "Kein Konsens"]
        assert (people.question, people.can_note) == ("Wer ist bei diesem Gespräch dabei?", False)

    def test_a_sitting_has_a_day_and_people_and_going_on_is_another(self, guide, monkeypatch):
        monkeypatch.setattr("verbund_check.questionnaire.agreement.local_today", lambda: "2026-03-04")
        _, _, first = agreed(guide, "j", "<", "<", "Frau Adam, Herr Bär", "n")
        assert [(each.date, each.people) for each in first.meetings] == [("2026-03-04", "Frau Adam, Herr Bär")]
        asker, _, second = agreed(guide, "j", "j", "j", ".", earlier=first)
        assert [each.people for each in second.meetings] == ["Frau Adam, Herr Bär", "Frau Adam"]
        assert asker.asked[0].current is None, "who was there last time need not be there now"
        assert (asker.reviews[0].lines[0].title, asker.reviews[0].lines[0].answer) == (
            "Wer ist bei diesem Gespräch dabei", "Frau Adam",
        )  # fmt: skip

    def test_the_joint_assessment_keeps_both_originals(self, guide):
        first, second = pair_of(guide, reasons=["learning"], proximity={"value": "yes", "note": "Kurze Wege"})
        asker, recorder = Scripted("", "k", "Nein", "j", "j", "j", "."), Recorder()
        questionnaire = agreement(guide, pair=(first, second))
        Engine(questionnaire, recorder, asker).run()
        joint = questionnaire.state
        assert (joint.party, joint.organisation, joint.dissent) == ("joint", "Muster", ("balance",))
        for origin, each in zip(joint.origins, (first, second), strict=True):
            assert (origin.id, origin.party, origin.answers) == (each.id, each.party, each.answers)
        assert joint.chosen("reasons") == ("learning",)
        assert joint.note_of("proximity") == "", "a remark of one side is not taken over"
        assert joint.origins[1].answers["proximity"].note == "Kurze Wege"
        assert joint.value_of("balance") == "unsure"

    def test_everything_is_saved_before_the_next_question(self, guide):
        script = ["+Vorab", "k", "j", "j", "j", "."]
        for stop in range(len(script)):
            _, recorder, _joint = agreed(guide, *script[:stop])
            assert recorder.saved[0].answers, "what both answered alike is saved before the first point"
            if stop == 1:
                assert recorder.saved[-1].note_of("balance") == "Vorab"
            if stop >= 2:
                assert told(recorder.saved[-1])["balance"] == ("-", "Vorab")

    @pytest.mark.parametrize("stop", range(6))
    def test_the_same_call_goes_on_where_it_stopped(self, guide, stop):
        script = ["+Vorab", "k", "n", "j", "j"]
        _, recorder, _ = agreed(guide, *script[:stop], KeyboardInterrupt)
        left = recorder.saved[-1]
        asker, _, joint = agreed(guide, *script[stop:], ".", earlier=left)
        expected = {"balance": ("-", "Vorab"), "goal": ("no", ""), "contract": ("yes", ""), "upfront": ("yes", "")}
        assert told(joint) == expected
        assert joint.started == left.started
        assert len(asker.asked) == 1 + max(4 - max(stop - 1, 0), 0) + (2 if stop == 0 else 0)

    def test_what_was_settled_on_an_answer_that_has_changed_since_is_asked_again(self, guide):
        _, recorder, _ = agreed(guide, "j", "j")
        pair = pair_of(guide, goal="unsure")
        questionnaire = agreement(guide, earlier=recorder.saved[-1], pair=pair)
        assert questionnaire.steps() == (PEOPLE, "balance", "contract", "goal", "upfront")
        assert questionnaire.open_steps() == {PEOPLE, "contract", "goal", "upfront"}

    def test_where_saving_fails_another_folder_is_asked_for(self, guide, tmp_path):
        asker, recorder = Scripted(str(tmp_path / "neu"), "", "j", "j", "j", "j", "."), Recorder(failures=1)
        questionnaire = agreement(guide)
        engine = Engine(questionnaire, recorder, asker)
        engine.save(questionnaire.state)
        engine.run()
        assert recorder.folders == [tmp_path / "neu"]
        assert len(told(recorder.saved[-1])) == 4


def paper_round(guide: Guide, *script: Any, paper: Paper | None = None) -> tuple[Scripted, Recorder, Paper]:
    asker, recorder = Scripted(*script), Recorder()
    questionnaire = PaperQuestionnaire(paper or begin_paper("p-1", guide, now=NOW), guide, now=lambda: LATER)
    try:
        Engine(questionnaire, recorder, asker).run()
    except (EndOfInput, KeyboardInterrupt):
        pass
    assert not recorder.saved or recorder.saved[-1] == questionnaire.state
    return asker, recorder, questionnaire.state


TEXTS = [f"Text {number}" for number in range(12)]


class TestPaper:
    def test_every_point_of_the_guide_is_asked(self, guide):
        asker, _, paper = paper_round(guide, "Wir", "contract", *TEXTS, "j", "n", ".")
        asked = " ".join(prompt.question for prompt in asker.asked)
        for word in (
            "erreichen", "bringt jeder Partner ein", "gemeinsam erarbeiten", "Streit", "blockiert", "Einfluss", "gleichgestellt",
            "Hauptverantwortung", "endet", "aussteigt", "verlängern", "neue Partner", "verständigen", "berichten",
            "zugreifen", "finanzieren", "treffen", "vertraulich", "abwerben",
        ):  # fmt: skip
            assert word in asked, word
        assert len(asker.asked) == len(steps_of(guide)) == 16
        assert list(paper.answers.values()) == ["Wir", "contract", *TEXTS, "wanted", "unwanted"]
        assert (paper.started, paper.changed) == (NOW, LATER)
        assert open_steps(paper, guide) == ()

    @pytest.mark.parametrize(
        ("script", "expected"),
        [
            (["Wir", "frame", "Ziel"], ["Wir", "frame", "Ziel"]),
            (["", "open", ""], ["", "open", ""]),
            (["<", "Wir"], ["Wir"]),
            (["Wir", "<", "Alle", "frame"], ["Alle", "frame"]),
            (["Wir", "frame", "<", "contract", "Ziel"], ["Wir", "contract", "Ziel"]),
            (["Wir", KeyboardInterrupt], ["Wir"]),
        ],
    )
    def test_forward_and_back(self, guide, script, expected):
        _, recorder, paper = paper_round(guide, *script)
        assert list(paper.answers.values()) == expected
        assert recorder.saved[-1].answers == paper.answers

    @pytest.mark.parametrize("stop", range(16))
    def test_goes_on_at_the_first_open_point(self, guide, stop):
        script = ["Wir", "contract", *TEXTS, "j", "n"]
        _, _, left = paper_round(guide, *script[:stop], KeyboardInterrupt)
        asker, _, paper = paper_round(guide, *script[stop:], ".", paper=left)
        assert len(asker.asked) == 16 - stop
        assert list(paper.answers.values())[-1] == "unwanted"

    def test_details_on_what_only_a_contract_can_settle(self, guide):
        asker, _, paper = paper_round(guide, "Wir", "frame", *TEXTS, "+Rezepturen", "j", "j", "15", "+Preise", "j", ".")
        assert paper.notes == {"confidentiality": "Preise"}
        hints = [prompt.hint for prompt in asker.asked if prompt.hint]
        assert len(hints) == 1  # the next prompt after a remark does not repeat it
        for word in ("Vertrag", "Vertraulichkeit", "Abwerbeverbot"):
            assert word in hints[0]
        assert guide.paper.contract_needed.title in asker.reviews[-1].title

    def test_the_review_says_nothing_of_a_contract_where_none_is_called_for(self, guide):
        for script in (["frame", *TEXTS, "n", "w"], ["contract", *TEXTS, "j", "j"]):
            asker, _, _ = paper_round(guide, "Wir", *script, ".")
            assert guide.paper.contract_needed.title not in asker.reviews[-1].title

    def test_change_from_the_review_comes_back_to_it(self, guide):
        asker, _, paper = paper_round(
            guide, "Wir", "frame", *TEXTS, "n", "n", "3", "Neues Ziel", "4", "<", "1", "", "."
        )
        assert paper.answers["goal"] == "Neues Ziel"
        assert paper.answers["partners"] == ""
        assert len(asker.reviews) == 4
        line = asker.reviews[-1].lines[0]
        assert (line.answer, line.stands_out) == (guide.paper.open, True)
        assert asker.reviews[0].go_on == "zum Papier"


class Anyhow:
    """Replies as Hypothesis draws it, remembers the last answer to each question, and confirms the review at the end."""

    def __init__(self, draws: list[int]) -> None:
        self.draws = draws
        self.last: dict[str, Any] = {}
        self.remark_on = ""

    def open(self) -> None: ...

    def close(self) -> None: ...

    def say(self, text: str) -> None: ...

    def ask(self, prompt: Prompt) -> Chosen | Back | Note:
        draw = self.draws.pop(0) if self.draws else 5
        if prompt.progress.startswith("Bemerkung"):
            return Back() if draw % 4 == 0 else Chosen(f"Satz {draw}")
        if draw % 4 == 0 and prompt.can_go_back:
            return Back()
        if draw % 7 == 3 and prompt.can_note:
            return Note()
        value = f"Text {draw}" if prompt.mode == "text" else prompt.choices[draw % len(prompt.choices)].value
        self.last[prompt.progress] = value
        return Chosen(value)

    def review(self, review: Review) -> int | Back | None:
        if not self.draws:
            return None
        draw = self.draws.pop(0)
        return Back() if draw % 5 == 0 else draw % len(review.lines) + 1


class TestAnyWay:
    """Whatever way people take, the last answer to each question is what is saved."""

    @given(draws=st.lists(st.integers(0, 99), max_size=60))
    @settings(max_examples=examples(60))
    def test_agreement(self, guide, draws):
        asker, recorder = Anyhow(draws), Recorder()
        questionnaire = agreement(guide)
        Engine(questionnaire, recorder, asker).run()
        joint = recorder.saved[-1]
        assert is_complete(joint, guide)
        for number, id in enumerate(POINTS, start=1):
            (last,) = [value for key, value in asker.last.items() if key.startswith(f"Punkt {number} ")]
            assert (id in joint.dissent) == (last == "no-consensus")
            assert joint.value_of(id) == ("unsure" if last == "no-consensus" else last)

    @given(draws=st.lists(st.integers(0, 99), max_size=90))
    @settings(max_examples=examples(60))
    def test_paper(self, guide, draws):
        asker, recorder = Anyhow(draws), Recorder()
        questionnaire = PaperQuestionnaire(begin_paper("p", guide, now=NOW), guide, now=lambda: NOW)
        Engine(questionnaire, recorder, asker).run()
        paper = recorder.saved[-1]
        titles = {"partners": guide.paper.partners.title, "form": guide.paper.form.title}
        titles |= {point.id: f"Punkt {n} von 14 · {point.title}" for n, point in enumerate(points_of(guide), start=1)}
        assert paper.answers == {step: asker.last[titles[step]] for step in steps_of(guide)}
