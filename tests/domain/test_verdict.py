"""The verdict is what contract.md says, for any answers at all."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbund_check.guide.model import Guide
from verbund_check.guide.values import Value
from verbund_check.policy.verdict import outcome_of

from .contract import FEARS, KEY_RISKS, KEY_SUCCESS, READINESS, REASONS, RISKS, SUCCESS, all_yes
from .making import json_from
from .oracle import entry, expected_verdict, put, raw

THREE = st.sampled_from(["yes", "no", "unsure"])
FOUR = st.sampled_from(["yes", "partly", "no", "unsure"])


@st.composite
def answer_sets(draw: st.DrawFn) -> dict[str, Any]:
    """Answers, some missing: often all seven, so that there is something to judge."""
    answers: dict[str, Any] = {}
    answers |= draw(st.fixed_dictionaries({}, optional=dict.fromkeys((*SUCCESS, *RISKS), FOUR)))
    seven = dict.fromkeys(READINESS, THREE)
    answers |= draw(
        st.fixed_dictionaries(seven) if draw(st.integers(0, 5)) else st.fixed_dictionaries({}, optional=seven)
    )
    chosen = {"reasons": st.lists(st.sampled_from(REASONS)), "fears": st.lists(st.sampled_from(FEARS))}
    answers |= draw(st.fixed_dictionaries({}, optional=chosen))
    order = draw(st.permutations(list(answers)))
    return {id: answers[id] for id in order}


@st.composite
def whole_sets(draw: st.DrawFn) -> dict[str, Any]:
    """Answers to all twenty-seven; often one value is given to most factors, so that majorities come about."""
    factors: dict[str, Any] = {}
    for ids in (SUCCESS, RISKS):
        usual, others = draw(FOUR), draw(st.fixed_dictionaries(dict.fromkeys(ids, FOUR)))
        kept = draw(st.integers(0, 10))
        factors |= {id: usual if number < kept else others[id] for number, id in enumerate(reversed(ids))}
    return draw(st.fixed_dictionaries(dict.fromkeys(READINESS, THREE))) | factors


@given(
    st.one_of(answer_sets(), whole_sets()),
    st.sampled_from(["full", "quick"]),
    st.sampled_from(["planned", "running"]),
    st.sampled_from([None, "hr", "works-council", "management", "joint"]),
)
def test_the_verdict_on_any_answers_is_that_of_a_second_reading_of_the_contract(guide, answers, scope, stage, party):
    report = json_from(guide, answers, scope=scope, stage=stage, **({"party": party} if party else {}))
    assert report["verdict"] == expected_verdict(answers, scope, stage, party)


@given(answer_sets(), st.sampled_from(["full", "quick"]))
def test_complete_means_that_every_question_of_the_scope_has_an_answer(guide, answers, scope):
    needed = set(READINESS) if scope == "quick" else {*READINESS, *SUCCESS, *RISKS, "reasons", "fears"}
    report = json_from(guide, answers, scope=scope)
    assert report["complete"] is (needed <= set(answers))
    assert (report["finished"] is None) is (not report["complete"])


def seven(text: str) -> dict[str, str]:
    """Seven readiness answers from letters: y, n, u."""
    words = {"y": "yes", "n": "no", "u": "unsure"}
    return {id: words[letter] for id, letter in zip(READINESS, text, strict=True)}


@pytest.mark.parametrize(
    ("letters", "outcome"),
    [
        ("yyyyyyy", "go"),
        ("yyyynnn", "go"),
        ("yyynnnn", "difficult"),
        ("nnnyyyy", "go"),
        ("yyynnnu", "open"),
        ("uuuuuuu", "open"),
        ("yyyuuuu", "open"),
        ("nnnuuuu", "open"),
        ("nnnnuuu", "difficult"),
        ("yyyyuuu", "go"),
        ("uyuyuyy", "go"),
        ("nnnnnnn", "difficult"),
        ("yynnuuu", "open"),
        ("ynuynuy", "open"),
    ],
)
@pytest.mark.parametrize("scope", ["full", "quick"])
def test_more_than_half_decides(guide: Guide, letters: str, outcome: str, scope: str):
    verdict = json_from(guide, seven(letters), scope=scope)["verdict"]
    assert verdict["outcome"] == outcome
    assert verdict["readiness"] == {
        "yes": letters.count("y"), "no": letters.count("n"), "unsure": letters.count("u"),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("values", "outcome"),
    [
        ("yes no", "open"),
        ("yes yes no no", "open"),
        ("yes yes yes no", "go"),
        ("no no no yes", "difficult"),
        ("yes", "go"),
    ],
)
def test_half_is_not_more_than_half(values: str, outcome: str):
    """Another edition of the guide may have an even number of questions."""
    assert outcome_of([Value(value) for value in values.split()]) == outcome


@pytest.mark.parametrize("missing", READINESS)
def test_there_is_no_verdict_before_all_seven_are_answered(guide: Guide, missing: str):
    answers = all_yes()
    del answers[missing]
    report = json_from(guide, answers)
    assert report["verdict"] is None
    assert report["complete"] is False
    assert report["finished"] is None


def test_quick_judges_the_seven_alone_and_keeps_the_rest(guide: Guide):
    answers = all_yes(coordinator="no", chemistry="yes", reasons=["learning"])
    report = json_from(guide, answers, scope="quick")
    assert report["complete"] is True
    assert report["verdict"]["success"] is None
    assert report["verdict"]["risks"] is None
    assert report["verdict"]["caution"] == []
    assert report["verdict"]["measures"] == []
    assert report["answers"]["coordinator"] == {"value": "no", "note": ""}
    assert report["answers"]["reasons"] == ["learning"]


def test_unanswered_is_not_unsure_and_counts_nowhere(guide: Guide):
    verdict = json_from(guide, seven("yyyyyyy") | {"coordinator": "unsure"})["verdict"]
    assert verdict["success"] == {"yes": 0, "partly": 0, "no": 0, "unsure": 1}
    assert verdict["risks"] == {"yes": 0, "partly": 0, "no": 0, "unsure": 0}
    assert [measure["id"] for measure in verdict["measures"]] == ["coordinator"]


def test_hurdles_are_the_noes_and_then_the_unsure_each_in_the_guides_order(guide: Guide):
    hurdles = json_from(guide, seven("unyunyn"))["verdict"]["hurdles"]
    assert [(hurdle["id"], hurdle["value"]) for hurdle in hurdles] == [
        ("conviction", "no"),
        ("upfront", "no"),
        ("partners", "no"),
        ("benefit", "unsure"),
        ("sharing", "unsure"),
    ]
    assert all(hurdle["text"] and hurdle["section"] for hurdle in hurdles)


def test_a_hurdle_says_what_to_clarify_first_and_where_to_read_on(guide: Guide):
    (hurdle,) = json_from(guide, all_yes(management="no"))["verdict"]["hurdles"]
    assert hurdle == {
        "id": "management",
        "value": "no",
        "text": put("management", "clarify"),
        "section": entry("management")["read_on"],
    }


@pytest.mark.parametrize("stage", ["planned", "running"])
def test_a_management_is_told_about_itself_and_everybody_else_about_it(guide: Guide, stage: str):
    def text(party: str) -> str:
        (hurdle,) = json_from(guide, all_yes(management="unsure"), stage=stage, party=party)["verdict"]["hurdles"]
        return hurdle["text"]

    assert text("management") == entry("management")["management"]["clarify"][stage].strip()
    assert text("hr") == text("joint") == entry("management")["clarify"][stage].strip()
    assert text("management") != text("hr")


@pytest.mark.parametrize(
    ("changes", "caution"),
    [
        ({}, []),
        ({"coordinator": "no"}, ["coordinator"]),
        ({"coordinator": "partly"}, []),
        ({"coordinator": "unsure"}, []),
        ({"transparency": "no"}, []),
        ({"commitment": "no", "weak_steering": "yes", "low_engagement": "yes"}, []),
        ({"chemistry": "yes"}, ["chemistry"]),
        ({"chemistry": "partly"}, []),
        ({"chemistry": None}, []),
        ({"little_exchange": "yes", "shared_goal": "no"}, ["shared-goal", "little-exchange"]),
        (
            dict.fromkeys(KEY_SUCCESS, "no") | dict.fromkeys(KEY_RISKS, "yes"),
            ["coordinator", "balance", "shared-goal", "chemistry", "diverging-goals", "little-exchange"],
        ),
    ],
)
def test_caution_names_the_most_important_factors_that_stand_in_the_way(guide: Guide, changes, caution):
    assert json_from(guide, all_yes(**changes))["verdict"]["caution"] == caution


def test_measures_put_most_important_factors_first_then_the_worst_value_then_the_guides_order(guide: Guide):
    answers = all_yes(
        coordinator="unsure", balance="partly", shared_goal="no", transparency="unsure", contract="no",
        commitment="partly", chemistry="yes", diverging_goals="unsure", little_exchange="partly",
        low_engagement="partly", slow_pace="yes", weak_steering="unsure",
    )  # fmt: skip
    measures = json_from(guide, answers)["verdict"]["measures"]
    assert [(each["id"], each["kind"], each["value"], each["key"]) for each in measures] == [
        ("shared-goal", "success", "no", True),
        ("chemistry", "risk", "yes", True),
        ("balance", "success", "partly", True),
        ("little-exchange", "risk", "partly", True),
        ("coordinator", "success", "unsure", True),
        ("diverging-goals", "risk", "unsure", True),
        ("contract", "success", "no", False),
        ("slow-pace", "risk", "yes", False),
        ("commitment", "success", "partly", False),
        ("low-engagement", "risk", "partly", False),
        ("transparency", "success", "unsure", False),
        ("weak-steering", "risk", "unsure", False),
    ]


def test_a_measure_is_worded_for_the_stage_and_for_the_answer(guide: Guide):
    def text(stage: str, value: str) -> str:
        (measure,) = json_from(guide, all_yes(coordinator=value), stage=stage)["verdict"]["measures"]
        return measure["text"]

    step = entry("coordinator")["step"]
    wordings = raw("verdict")["measures"]
    for stage in ("planned", "running"):
        assert text(stage, "no") == wordings["definite"].replace("{step}", step[stage])
        assert text(stage, "partly") == wordings["partly"].replace("{step}", step[stage])
        assert text(stage, "unsure") == wordings["unsure"].replace(
            "{find_out}", entry("coordinator")["find_out"][stage]
        )
    assert step["planned"] != step["running"]


NOT_KEY = tuple(id for id in SUCCESS + RISKS if id not in KEY_SUCCESS + KEY_RISKS)


def twenty(helps: int = 0, partly: int = 0, hinders: int = 0, unsure: int = 0, **changes: str) -> dict[str, Any]:
    """Answers to the factors with these effects; the most important ones hinder last, and only where `changes` say so."""
    assert helps + partly + hinders + unsure == 20
    names = ["hinders"] * hinders + ["unsure"] * unsure + ["partly"] * partly + ["helps"] * helps
    values = {
        "success": {"helps": "yes", "partly": "partly", "hinders": "no", "unsure": "unsure"},
        "risk": {"helps": "no", "partly": "partly", "hinders": "yes", "unsure": "unsure"},
    }
    answers = {
        id: values["success" if id in SUCCESS else "risk"][name]
        for id, name in zip((*NOT_KEY, *KEY_SUCCESS, *KEY_RISKS), names, strict=True)
    }
    return answers | {id.replace("_", "-"): value for id, value in changes.items()}


PROSPECTS = [
    ({"helps": 20}, "favourable"),
    ({"helps": 11, "unsure": 9}, "favourable"),
    ({"helps": 11, "hinders": 9}, "favourable"),
    ({"helps": 11, "partly": 9}, "favourable"),
    ({"helps": 10, "unsure": 10}, "mixed"),
    ({"helps": 10, "hinders": 10}, "mixed"),
    ({"helps": 10, "partly": 10}, "mixed"),
    ({"partly": 20}, "mixed"),
    ({"hinders": 10, "unsure": 10}, "mixed"),
    ({"hinders": 10, "partly": 10}, "mixed"),
    ({"helps": 20, "coordinator": "no"}, "mixed"),
    ({"helps": 20, "chemistry": "yes"}, "mixed"),
    ({"helps": 20, "chemistry": "partly"}, "favourable"),
    ({"helps": 20, "transparency": "no"}, "favourable"),
    ({"helps": 12, "unsure": 8, "balance": "no"}, "mixed"),
    ({"hinders": 11, "helps": 9}, "unfavourable"),
    ({"hinders": 11, "unsure": 9}, "unfavourable"),
    ({"hinders": 10, "helps": 10, "balance": "no"}, "unfavourable"),
    ({"hinders": 20}, "unfavourable"),
    ({"unsure": 11, "helps": 9}, "unclear"),
    ({"unsure": 11, "hinders": 9}, "unclear"),
    ({"unsure": 20}, "unclear"),
    ({"unsure": 20, "coordinator": "no"}, "unclear"),
    ({"unsure": 11, "helps": 9, "chemistry": "yes"}, "unclear"),
]
"""The edges: eleven of twenty is more than half, ten is not; the second half was reckoned by hand."""


@pytest.mark.parametrize(("made", "prospects"), PROSPECTS)
@pytest.mark.parametrize(
    ("letters", "outcome"), [("yyyynnn", "go"), ("yyyuuuu", "open"), ("nnnnyyy", "difficult"), ("yyynnnu", "open")]
)
def test_the_two_halves_are_reckoned_each_for_itself(guide: Guide, made, prospects, letters, outcome):
    verdict = json_from(guide, seven(letters) | twenty(**made))["verdict"]
    assert (verdict["outcome"], verdict["prospects"]) == (outcome, prospects)


@pytest.mark.parametrize("missing", [*KEY_SUCCESS[:1], "commitment", "weak-steering"])
def test_there_are_no_prospects_before_all_twenty_are_answered_nor_in_quick(guide: Guide, missing: str):
    answers = all_yes()
    assert json_from(guide, answers, scope="quick")["verdict"]["prospects"] is None
    assert json_from(guide, {**answers, "reasons": []})["verdict"]["prospects"] == "favourable"
    del answers[missing]
    assert json_from(guide, answers)["verdict"]["prospects"] is None


def test_nothing_to_do_gives_no_measures(guide: Guide):
    verdict = json_from(guide, all_yes())["verdict"]
    assert (verdict["measures"], verdict["hurdles"], verdict["caution"]) == ([], [], [])
    assert verdict["success"] == {"yes": 10, "partly": 0, "no": 0, "unsure": 0}
    assert verdict["risks"] == {"yes": 0, "partly": 0, "no": 10, "unsure": 0}


MANAGERS = "Bildungswerk der Baden-Württembergischen Wirtschaft, Qualifizierungsverbünde"
BUILDING = "Bauen Sie einen Qualifizierungsverbund prozessbasiert auf"
STRATEGY = "Planen Sie Weiterbildung strategisch"
PROJECTS = "Machen Sie Arbeitsprojekte zu Lernprojekten"
TRANSFER = "Ermöglichen Sie den Transfer von Gelerntem in den Alltag"


@pytest.mark.parametrize(
    ("letters", "has", "lacks"),
    [
        ("yyyyyyy", {MANAGERS, BUILDING}, {STRATEGY, PROJECTS, TRANSFER}),
        ("nnnnnnn", {STRATEGY, PROJECTS, TRANSFER}, {MANAGERS, BUILDING}),
        ("uuuuuuu", {MANAGERS, BUILDING, STRATEGY, PROJECTS, TRANSFER}, set()),
    ],
)
def test_links_are_those_of_the_right_branch_each_once(guide: Guide, letters: str, has: set[str], lacks: set[str]):
    links = json_from(guide, seven(letters))["verdict"]["links"]
    titles = [link["title"].rstrip(".") for link in links]
    assert has <= set(titles)
    assert not lacks & set(titles)
    assert len({(link["title"], link["url"]) for link in links}) == len(links)
    assert all(set(link) == {"title", "url", "kind"} for link in links)
    assert {link["kind"] for link in links} <= {"file", "guide", "web"}
