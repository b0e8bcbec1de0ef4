"""A new round shows what was answered last time beside each question, and takes it with one key, never by itself."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from verbund_check.answers.assessment import Assessment, with_answer
from verbund_check.guide.values import Party, Value
from verbund_check.questionnaire.prompts import EndOfInput

from .interview_doubles import Hands, Led, Memory, Person, fresh, guide

LAST_DAY = "2026-03-02T10:00:00Z"


def last_round(**changes: str) -> Assessment:
    """A finished assessment of HR: learning, no fears, yes to everything but for what is named."""
    made = replace(fresh("2026-03-02-aaaaaa"), organisation="Muster GmbH", party=Party.HR)
    for question in guide().questions.values():
        value = Value(changes.get(question.id.replace("-", "_"), "yes"))
        given = {"reasons": ("learning",), "fears": ()}.get(question.id, value)
        made = with_answer(made, question.id, given, guide(), now=LAST_DAY)
    return made


def next_round(
    person: Person, *script: str, last: Assessment | None = None, stage: str = "planned"
) -> tuple[Led, Hands]:
    before = last or last_round(conviction="no", balance="partly")
    assessment = replace(
        fresh(),
        organisation="Muster GmbH",
        party=Party.HR,
        previous=before.id,
        stage="running" if stage == "running" else "planned",
    )
    hands = person(script)
    session = Memory()
    led = Led(assessment, guide(), session, hands, setup=("stage",), recall={before.id: before}.get)
    return led, hands


def test_last_times_answer_stands_beside_each_question_and_one_key_takes_it(person: Person) -> None:
    led, hands = next_round(person, "again", *["again"] * 29, "done")
    state = led.run()
    assert state.answers == last_round(conviction="no", balance="partly").answers
    assert all(prompt.facts.count("Am 02.03.2026: ") == 1 for prompt in hands.prompts)
    facts = {prompt.question: prompt.facts for prompt in hands.prompts}
    questions = guide().questions
    assert "Am 02.03.2026: Nein" in facts[questions["conviction"].wording("planned")]
    assert "Am 02.03.2026: Teilweise" in facts[questions["balance"].wording("planned")]
    assert "Am 02.03.2026: Keine davon" in facts[questions["fears"].wording("planned")]


def test_nothing_is_taken_by_itself(person: Person) -> None:
    """Enter gives no answer that nobody chose, and whoever answers otherwise is taken at their word."""
    led, hands = next_round(person, "pick:planned", "tick:cost-and-risk", "tick:", "pick:no", "pick:yes", "end")
    with pytest.raises(EndOfInput):
        led.run()
    assert led.state.answers["reasons"] == ("cost-and-risk",)
    assert led.state.answers["fears"] == ()
    assert {id: value.value for id, value in led.state.values().items()} == {"benefit": "no", "conviction": "yes"}
    assert all(prompt.current is None and prompt.draft is None for prompt in hands.prompts)


def test_another_stage_is_another_sentence_and_the_old_one_is_shown(person: Person) -> None:
    """Whoever judged a plan then and an alliance at work now sees to which sentence the answer was given."""
    led, hands = next_round(person, "pick:running", *["again"] * 29, "done")
    led.run()
    coordinator = guide().questions["coordinator"]
    shown = next(p for p in hands.prompts if p.question == coordinator.wording("running"))
    assert f"Am 02.03.2026, zu „{coordinator.wording('planned')}“: Trifft zu" in shown.facts
    assert led.state.wordings["coordinator"] == coordinator.wording("running"), "the new answer is to the new sentence"


def test_back_and_over_the_review_it_is_still_there(person: Person) -> None:
    led, hands = next_round(
        person, "again", "again", "again", "pick:no", "back", "again", *["again"] * 26, "go:6", "pick:unsure", "done"
    )
    state = led.run()
    assert state.value_of("benefit") == Value.UNSURE
    asked = [p for p in hands.prompts if p.question == guide().questions["benefit"].wording("planned")]
    assert len(asked) == 3
    assert all("Am 02.03.2026: Ja" in prompt.facts and prompt.again == "yes" for prompt in asked)


def test_another_partys_answers_are_never_shown(person: Person) -> None:
    led, hands = next_round(person, "pick:planned", "end", last=replace(last_round(), party=Party.WORKS_COUNCIL))
    with pytest.raises(EndOfInput):
        led.run()
    assert all(prompt.again is None and not prompt.facts for prompt in hands.prompts)
