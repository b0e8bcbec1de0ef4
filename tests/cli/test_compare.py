"""`compare`: the JSON comparison of the contract, worked out by hand for small examples."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from domain.contract import RISKS, SUCCESS, all_yes

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
    assert factors["coordinator"]["rule"] == "any"
    assert factors["coordinator"]["holds"] is True
    assert factors["balance"]["rule"] == "all"
    assert factors["balance"]["holds"] is True
    assert {factor["rule"] for factor in factors.values()} <= {"all", "any", "majority"}
    assert comparison["complements"] == [{"id": "coordinator", "has": ["c"], "lacks": ["a", "b"]}]
    assert comparison["reasons"] == {"broader-offer": 0, "learning": 2, "cost-and-risk": 1}
    assert comparison["fears"]["antitrust"] == 1


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


@pytest.mark.parametrize("names", [("a",), ("a", "a2", "a3"), ("a", "b", "c2")])
def test_a_mixture_that_fits_no_kind_says_so(program: Program, file, names):
    parties = {
        "a": ("A", "hr"),
        "a2": ("A", "works-council"),
        "a3": ("A", "joint"),
        "b": ("B", "hr"),
        "c2": ("A", "joint"),
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
