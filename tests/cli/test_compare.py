"""`compare`: the JSON comparison of the contract, worked out by hand for small examples."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from domain.contract import READINESS, RISKS, SUCCESS, all_yes

from .conftest import Program

DONE, BAD, INCOMPLETE = 0, 2, 3


@pytest.fixture
def file(tmp_path: Path) -> Any:
    """Writes an answers file: everything well but for what is named."""

    def write(
        name: str, organisation: str, party: str, finished: str = "2026-01-31T09:30:00Z", **changes: object
    ) -> Path:
        path = tmp_path / f"{name}.json"
        head = {"id": name, "organisation": organisation, "party": party, "finished": finished}
        path.write_text(json.dumps({**head, "answers": all_yes(**changes)}), "utf-8")
        return path

    return write


def test_two_parties(program: Program, file):
    hr = file(
        "hr",
        "Muster GmbH",
        "hr",
        goal="no",
        benefit="unsure",
        management="unsure",
        contract="partly",
        chemistry="partly",
    )
    council = file(
        "br", "MUSTER GmbH", "works-council", management="unsure", slow_pace="yes", balance="no", partners="unsure"
    )
    result = program("compare", hr, council, "--json")
    assert (result.code, result.err) == (DONE, "")
    comparison = result.json
    assert comparison["schema"] == 1
    assert comparison["kind"] == "parties"
    assert [side["id"] for side in comparison["assessments"]] == ["hr", "br"]
    for side in comparison["assessments"]:
        assert {"id", "organisation", "party", "finished"} <= set(side)
    # 27 questions; apart: goal, benefit, partners, contract, chemistry, slow-pace, balance. Both unsure is the same.
    assert comparison["agreement"] == {"same": 20, "of": 27}
    splits = [(each["id"], each["kind"], each["values"]) for each in comparison["splits"]]
    assert splits == [
        # yes against no: most important factors, then the guide's order
        ("balance", "success", ["yes", "no"]),
        ("goal", "readiness", ["no", "yes"]),
        ("slow-pace", "risk", ["no", "yes"]),
        # partly against either
        ("chemistry", "risk", ["partly", "no"]),
        ("contract", "success", ["partly", "yes"]),
    ]
    assert [(each["id"], each["values"]) for each in comparison["one_sided"]] == [
        ("benefit", ["unsure", "yes"]),
        ("partners", ["yes", "unsure"]),
    ]
    assert comparison["changed"] == []
    assert len(comparison["unchanged"]) >= 27
    # HR: four yes, one no, two unsure; one of the most important risks only partly, so nothing hinders: 18 of 20 help.
    # The council: balance is no and among the most important.
    assert comparison["verdicts"] == [
        {"outcome": "go", "prospects": "favourable"},
        {"outcome": "go", "prospects": "mixed"},
    ]
    agreed = [(each["id"], each["kind"], each["value"], each["effect"]) for each in comparison["agreed"]]
    assert agreed[:3] == [
        ("management", "readiness", "unsure", "unsure"),
        ("coordinator", "success", "yes", "helps"),
        ("shared-goal", "success", "yes", "helps"),
    ]
    assert len(agreed) == 20


def test_what_both_agree_on_is_ordered_by_what_it_means(program: Program, file):
    both = {
        "goal": "no", "partners": "unsure", "contract": "no", "transparency": "partly", "balance": "partly",
        "chemistry": "yes", "slow_pace": "unsure", "little_exchange": "partly",
    }  # fmt: skip
    pair = file("hr", "Muster", "hr", **both), file("br", "Muster", "works-council", **both)
    agreed = program("compare", *pair, "--json").json["agreed"]
    assert [(each["id"], each["value"], each["effect"]) for each in agreed][:9] == [
        ("chemistry", "yes", "hinders"),
        ("goal", "no", "hinders"),
        ("contract", "no", "hinders"),
        ("balance", "partly", "partly"),
        ("little-exchange", "partly", "partly"),
        ("transparency", "partly", "partly"),
        ("partners", "unsure", "unsure"),
        ("slow-pace", "unsure", "unsure"),
        ("coordinator", "yes", "helps"),
    ]
    assert {each["effect"] for each in agreed[8:]} == {"helps"}
    assert len(agreed) == 27


def test_quick_ones_have_no_prospects(program: Program, file, tmp_path):
    files = []
    for name, party in (("hr", "hr"), ("br", "works-council")):
        path = tmp_path / f"{name}.json"
        answers = dict.fromkeys(READINESS, "yes")
        path.write_text(
            json.dumps({"organisation": "M", "party": party, "scope": "quick", "answers": answers}), "utf-8"
        )
        files.append(path)
    comparison = program("compare", *files, "--json").json
    assert comparison["verdicts"] == [{"outcome": "go", "prospects": None}] * 2
    assert [each["id"] for each in comparison["agreed"]] == list(READINESS)


def test_one_party_at_two_times(program: Program, file):
    before = file(
        "alt",
        "Muster",
        "joint",
        "2025-01-31T09:30:00Z",
        goal="no",
        contract="unsure",
        chemistry="partly",
        balance="yes",
    )
    after = file(
        "neu",
        "Muster",
        "joint",
        "2026-01-31T09:30:00Z",
        goal="unsure",
        contract="partly",
        chemistry="unsure",
        balance="no",
    )
    comparison = program("compare", before, after, "--json").json
    assert comparison["kind"] == "time"
    # unsure counts between no and partly for readiness and success, between yes and partly for risks
    assert comparison["better"] == ["goal", "contract"]
    assert comparison["worse"] == ["balance", "chemistry"]


def test_several_firms(program: Program, file):
    firms = [
        file("a", "Firma A", "joint", coordinator="no", chemistry="yes", reasons=["learning"], fears=["antitrust"]),
        file("b", "Firma B", "joint", coordinator="no", reasons=["learning", "cost-and-risk"]),
        file("c", "Firma C", "joint", contract="partly"),
    ]
    comparison = program("compare", *firms, "--json").json
    assert comparison["kind"] == "firms"
    assert comparison["partners"] == {"count": 3, "within": False}
    factors = {factor["id"]: factor for factor in comparison["factors"]}
    assert list(factors) == [*SUCCESS, *RISKS]
    assert factors["coordinator"]["counts"] == {"yes": 1, "partly": 0, "no": 2, "unsure": 0}
    assert factors["coordinator"]["rule"] == "majority"
    assert factors["coordinator"]["holds"] is False
    assert factors["chemistry"]["rule"] == "any"
    assert factors["chemistry"]["holds"] is True
    assert factors["balance"]["rule"] == "all"
    assert factors["balance"]["holds"] is True
    assert {factor["rule"] for factor in factors.values()} <= {"all", "any", "majority"}
    assert comparison["complements"] == [{"id": "coordinator", "has": ["c"], "lacks": ["a", "b"]}]
    assert comparison["reasons"] == {"broader-offer": 0, "learning": 2, "cost-and-risk": 1}
    assert comparison["fears"]["antitrust"] == 1


def test_firms_without_names(program: Program, file):
    firms = [
        file("a", "Firma A", "joint", coordinator="no"),
        file("b", "Firma B", "joint", coordinator="no"),
        file("c", "Firma C", "joint"),
    ]
    comparison = program("compare", *firms, "--anonymous", "--json").json
    assert comparison["assessments"] == []
    assert comparison["complements"] == [{"id": "coordinator", "has": 1, "lacks": 2}]
    assert {factor["id"]: factor["counts"] for factor in comparison["factors"]}["coordinator"] == {
        "yes": 1, "partly": 0, "no": 2, "unsure": 0,
    }  # fmt: skip


def test_a_group(program: Program, file):
    people = [
        file("p", "Muster", "hr", goal="no", contract="no", balance="partly", reasons=["learning"]),
        file("q", "muster GmbH", "hr", goal="no", contract="partly", balance="no"),
        file("r", "MUSTER", "works-council", goal="yes", contract="unsure", balance="unsure"),
    ]
    for name in ("group", "gruppe", "Gruppe"):
        comparison = program("compare", *people, "--as", name, "--json").json
        assert (comparison["schema"], comparison["kind"], comparison["people"]) == (1, "group", 3)
        assert comparison["assessments"] == []
        questions = {each["id"]: each for each in comparison["questions"]}
        assert list(questions) == [*READINESS, *SUCCESS, *RISKS]
        assert questions["goal"] == {
            "id": "goal", "kind": "readiness", "counts": {"yes": 1, "no": 2, "unsure": 0}, "position": "no",
        }  # fmt: skip
        assert questions["contract"] == {
            "id": "contract", "kind": "success",
            "counts": {"yes": 0, "partly": 1, "no": 1, "unsure": 1}, "position": None,
        }  # fmt: skip
        assert comparison["divided"] == ["balance", "contract"]


@pytest.mark.parametrize(("count", "within"), [(4, False), (5, True), (7, True), (8, False)])
def test_five_to_seven_partners_are_within(program: Program, file, count, within):
    firms = [file(f"f{number}", f"Firma {number}", "joint") for number in range(count)]
    assert program("compare", *firms, "--json").json["partners"] == {"count": count, "within": within}


def test_an_incomplete_assessment_is_named_and_nothing_is_compared(program: Program, file):
    hr, council = file("hr", "Muster", "hr"), file("br", "Muster", "works-council", goal=None)
    for options in ((), ("--json",)):
        result = program("compare", hr, council, *options)
        assert result.code == INCOMPLETE
        assert "br" in result.err
        if not options:
            assert result.out == ""


@pytest.mark.parametrize("names", [("a",), ("a", "a2", "a3"), ("a", "a2", "b")])
def test_a_mixture_that_fits_no_kind_says_so(program: Program, file, names):
    parties = {
        "a": ("A", "hr"),
        "a2": ("A", "works-council"),
        "a3": ("A", "management"),
        "b": ("B", "hr"),
    }
    result = program("compare", *(file(name, *parties[name]) for name in names), "--json")
    assert (result.code, result.out) == (BAD, "")
    assert result.sentence


@pytest.mark.parametrize("words", [["nix"], ["nix", "nax"], [".", "x" * 300], ["--as", "x", "a", "b"]])
def test_nonsense_is_bad_input(program: Program, words, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = program("compare", *words)
    assert (result.code, result.out) == (BAD, "")
    assert result.sentence
