"""Comparisons of random assessments against an independent reading of the contract."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.contract import FEARS, READINESS, REASONS, RISKS, SUCCESS
from domain.making import assessment_from, examples
from verbund_check.answers.assessment import Assessment
from verbund_check.errors import InputError
from verbund_check.guide.model import Guide
from verbund_check.policy.compare_firms import (
    FirmsComparison,
    alliance_outcome,
    anonymous,
    compare_firms,
    holds,
    may_hold,
)
from verbund_check.policy.compare_pair import PairComparison, compare_pair
from verbund_check.policy.comparison import kind_of_comparison

from . import expected

single = {id: st.sampled_from(["yes", "no", "unsure"]) for id in READINESS} | {
    id: st.sampled_from(["yes", "partly", "no", "unsure"]) for id in SUCCESS + RISKS
}
lists = {
    "reasons": st.lists(st.sampled_from(REASONS), unique=True),
    "fears": st.lists(st.sampled_from(FEARS), unique=True),
}
complete = st.fixed_dictionaries({**single, **lists})
quick = st.fixed_dictionaries({id: single[id] for id in READINESS})


def plain(comparison: PairComparison | FirmsComparison) -> dict[str, Any]:
    import msgspec

    data: dict[str, Any] = json.loads(msgspec.json.encode(comparison))
    return data


def made(guide: Guide, id: str, answers: dict[str, Any], organisation: str = "Muster", **head: Any) -> Assessment:
    return assessment_from(guide, answers, id=id, organisation=organisation, **head)


def agrees(found: dict[str, Any], promised: dict[str, Any]) -> None:
    for key, value in promised.items():
        assert found[key] == value, key


class TestPairs:
    @given(first=complete, second=complete)
    @settings(max_examples=examples(60))
    def test_parties(self, guide, first, second):
        pair = made(guide, "a", first, party="hr"), made(guide, "b", second, party="works-council")
        found = plain(compare_pair(*pair, "parties", guide))
        agrees(found, expected.pair(first, second))
        assert [side["id"] for side in found["assessments"]] == ["a", "b"]
        assert set(found["assessments"][0]) == {"id", "organisation", "party", "finished"}
        counted = found["agreement"]["same"] + len(found["splits"]) + len(found["one_sided"])
        assert counted == found["agreement"]["of"] == 27

    @given(first=complete, second=complete)
    @settings(max_examples=examples(30))
    def test_the_other_way_round_it_is_the_same_mirrored(self, guide, first, second):
        a, b = made(guide, "a", first, party="hr"), made(guide, "b", second, party="works-council")
        there, back = plain(compare_pair(a, b, "parties", guide)), plain(compare_pair(b, a, "parties", guide))
        assert there["agreement"] == back["agreement"]
        for part in ("splits", "one_sided"):
            mirrored = [{**each, "values": each["values"][::-1]} for each in back[part]]
            assert there[part] == mirrored

    @given(first=complete, second=complete)
    @settings(max_examples=examples(60))
    def test_time(self, guide, first, second):
        old = made(guide, "old", first, finished="2025-03-01T10:00:00Z")
        new = made(guide, "new", second, finished="2026-03-01T10:00:00Z")
        for pair in ((old, new), (new, old)):
            found = plain(compare_pair(*pair, "time", guide))
            agrees(found, expected.pair(first, second) | expected.moves(first, second))
            assert [side["id"] for side in found["assessments"]] == ["old", "new"]
            assert not set(found["better"]) & set(found["worse"])
        # A measure is called for by everything but a clear "good" answer to a factor.
        good = dict.fromkeys(SUCCESS, "yes") | dict.fromkeys(RISKS, "no")
        before, after = ({id for id in good if given[id] != good[id]} for given in (first, second))
        assert set(found["done"]) == before - after
        assert set(found["new"]) == after - before
        assert set(found["remaining"]) == before & after

    @given(first=quick, second=complete)
    @settings(max_examples=examples(20))
    def test_a_quick_one_is_compared_on_the_seven(self, guide, first, second):
        pair = made(guide, "a", first, scope="quick"), made(guide, "b", second)
        found = plain(compare_pair(*pair, "parties", guide))
        agrees(found, expected.pair(first, second))
        assert found["agreement"]["of"] == 7

    def test_answers_beyond_the_scope_are_not_compared(self, guide):
        answers = {**dict.fromkeys(READINESS, "yes"), "coordinator": "no"}
        pair = made(guide, "a", answers, scope="quick"), made(guide, "b", {**answers, "coordinator": "yes"})
        assert plain(compare_pair(*pair, "parties", guide))["agreement"] == {"same": 7, "of": 7}

    @pytest.mark.parametrize(
        ("id", "values", "better"),
        [
            ("goal", ("no", "unsure"), True),
            ("goal", ("unsure", "yes"), True),
            ("goal", ("yes", "unsure"), False),
            ("balance", ("no", "unsure"), True),
            ("balance", ("unsure", "partly"), True),
            ("balance", ("partly", "yes"), True),
            ("balance", ("yes", "partly"), False),
            ("balance", ("partly", "unsure"), False),
            ("chemistry", ("yes", "unsure"), True),
            ("chemistry", ("unsure", "partly"), True),
            ("chemistry", ("partly", "no"), True),
            ("chemistry", ("no", "partly"), False),
            ("chemistry", ("partly", "unsure"), False),
            ("chemistry", ("unsure", "yes"), False),
        ],
    )
    def test_each_step_towards_or_away_from_what_helps(self, guide, id, values, better):
        base = dict.fromkeys(READINESS, "yes") | dict.fromkeys(SUCCESS, "yes") | dict.fromkeys(RISKS, "no")
        base |= {"reasons": [], "fears": []}
        pair = [made(guide, str(number), {**base, id: value}) for number, value in enumerate(values)]
        found = plain(compare_pair(*pair, "time", guide))
        assert (found["better"], found["worse"]) == (([id], []) if better else ([], [id]))


class TestFirms:
    @given(answers=st.lists(complete, min_size=2, max_size=9))
    @settings(max_examples=examples(50))
    def test_firms(self, guide, answers):
        firms = {f"f{number}": given for number, given in enumerate(answers)}
        each = [made(guide, name, given, organisation=name) for name, given in firms.items()]
        found = plain(compare_firms(each, guide))
        agrees(found, expected.firms(firms))
        assert [side["id"] for side in found["assessments"]] == list(firms)

    @given(answers=st.lists(complete, min_size=2, max_size=6))
    @settings(max_examples=examples(30))
    def test_anonymous_keeps_all_numbers_and_no_name(self, guide, answers):
        firms = {f"firma-{number}": given for number, given in enumerate(answers)}
        each = [
            made(guide, name, given, organisation=f"{name} GmbH", party="hr", finished="2025-12-24T10:00:00Z")
            for name, given in firms.items()
        ]
        shown = plain(anonymous(compare_firms(each, guide)))
        text = json.dumps(shown)
        assert not any(word in text for word in ("firma-", "GmbH", "hr", "2025"))
        letters = [side["id"] for side in shown["assessments"]]
        assert letters == [chr(65 + number) for number in range(len(answers))]
        promised = expected.firms(firms)
        if len(answers) < 3:
            assert all(factor["counts"] is None and factor["holds"] is None for factor in shown["factors"])
            assert (shown["complements"], shown["reasons"], shown["fears"]) == ([], None, None)
            return
        for key in ("factors", "reasons", "fears", "partners"):
            assert shown[key] == promised[key]
        for here, there in zip(shown["complements"], promised["complements"], strict=True):
            assert here["id"] == there["id"]
            for part in ("has", "lacks"):
                assert here[part] == sorted(here[part])
                assert len(here[part]) == len(there[part])

    def test_the_order_of_the_letters_is_drawn_anew_each_time(self, guide):
        base = dict.fromkeys(READINESS, "yes") | dict.fromkeys(SUCCESS, "yes") | dict.fromkeys(RISKS, "no")
        base |= {"reasons": [], "fears": []}
        each = [made(guide, f"f{n}", {**base, "contract": "no" if n == 0 else "yes"}, f"F{n}") for n in range(6)]
        comparison = compare_firms(each, guide)
        assert len({anonymous(comparison).complements[0].lacks for _ in range(80)}) > 2

    def test_with_few_who_were_asked_about_factors_nothing_is_shown_anonymously(self, guide):
        seven = dict.fromkeys(READINESS, "yes")
        full = seven | dict.fromkeys(SUCCESS, "yes") | dict.fromkeys(RISKS, "no") | {"reasons": [], "fears": []}
        each = [made(guide, f"f{n}", full, f"F{n}") for n in range(2)]
        each += [made(guide, f"q{n}", seven, f"Q{n}", scope="quick") for n in range(4)]
        shown = anonymous(compare_firms(each, guide))
        assert shown.reasons is shown.fears is None
        assert all(factor.counts is None for factor in shown.factors)

    @pytest.mark.parametrize(
        ("rule", "yes", "firms", "promised"),
        [
            ("all", 3, 3, True), ("all", 2, 3, False), ("all", 0, 2, False),
            ("any", 0, 3, False), ("any", 1, 3, True), ("any", 3, 3, True),
            ("majority", 1, 2, False), ("majority", 2, 2, True), ("majority", 2, 4, False), ("majority", 3, 4, True),
            ("majority", 2, 3, True), ("majority", 1, 3, False),
        ],
    )  # fmt: skip
    def test_the_rules_by_hand(self, rule, yes, firms, promised):
        assert holds(rule, yes, firms) is promised

    def test_answers_beyond_the_scope_do_not_count_and_nobody_is_taken_for_a_yes(self, guide):
        seven = dict.fromkeys(READINESS, "yes")
        full = (
            seven | dict.fromkeys(SUCCESS, "yes") | dict.fromkeys(RISKS, "no") | {"reasons": ["learning"], "fears": []}
        )
        each = [made(guide, "full", full, "A"), made(guide, "quick", full, "B", scope="quick")]
        found = compare_firms(each, guide)
        assert found.answered == 1
        coordinator, balance = found.factors[0], found.factors[1]
        assert coordinator.counts == {"yes": 1, "partly": 0, "no": 0, "unsure": 0}
        assert (coordinator.rule, coordinator.holds) == ("any", True)
        assert (balance.rule, balance.holds) == ("all", False)
        assert may_hold(balance, 2)
        assert found.reasons == {"broader-offer": 0, "learning": 1, "cost-and-risk": 0}

    @pytest.mark.parametrize(
        ("changes", "outcome", "ids"),
        [
            ([{}, {}, {}], "fits", ()),
            ([{"coordinator": "no"}, {}, {}], "fits", ()),  # one coordinator is enough
            ([{"balance": "no"}, {}, {}], "clarify", ("balance",)),
            ([{"balance": "unsure"}, {}, {}], "clarify", ("balance",)),
            ([{"chemistry": "unsure"}, {}, {}], "clarify", ("chemistry",)),
            ([{"chemistry": "yes"}, {"balance": "no"}, {}], "caution", ("chemistry", "balance")),
            ([{"little-exchange": "yes"}, {}, {}], "fits", ()),  # only where the majority says so
            ([{"little-exchange": "yes"}, {"little-exchange": "yes"}, {}], "caution", ("little-exchange",)),
            ([{"slow-pace": "yes"}] * 3, "fits", ()),  # none of the most important
        ],
    )
    def test_the_verdict_on_an_alliance_comes_from_the_most_important_factors(self, guide, changes, outcome, ids):
        base = dict.fromkeys(READINESS, "yes") | dict.fromkeys(SUCCESS, "yes") | dict.fromkeys(RISKS, "no")
        base |= {"reasons": [], "fears": []}
        each = [made(guide, f"f{n}", base | change, f"F{n}") for n, change in enumerate(changes)]
        assert alliance_outcome(compare_firms(each, guide), guide) == (outcome, ids)

    def test_up_to_so_many_are_named_and_of_more_there_are_only_numbers(self, guide):
        base = dict.fromkeys(READINESS, "yes") | dict.fromkeys(SUCCESS, "yes") | dict.fromkeys(RISKS, "no")
        base |= {"reasons": ["learning"], "fears": []}
        each = [made(guide, f"f{n}", base | ({"contract": "no"} if n == 0 else {}), f"F{n}") for n in range(4)]
        named, counted = plain(compare_firms(each, guide, named=4)), plain(compare_firms(each, guide, named=3))
        assert [side["id"] for side in named["assessments"]] == ["f0", "f1", "f2", "f3"]
        assert named["complements"] == [{"id": "contract", "has": ["f1", "f2", "f3"], "lacks": ["f0"]}]
        assert counted["assessments"] == []
        assert counted["complements"] == [{"id": "contract", "has": [], "lacks": []}]
        assert {**named, "assessments": [], "complements": []} == {**counted, "complements": []}

    def test_a_hundred_times_as_many_firms_take_no_more_memory(self, guide):
        import tracemalloc

        def peak(count: int) -> int:
            answers = {**dict.fromkeys(READINESS, "yes"), **dict.fromkeys(SUCCESS, "no"), **dict.fromkeys(RISKS, "yes")}
            answers |= {"reasons": [], "fears": []}
            several = (made(guide, f"f{n}", answers, f"Betrieb {n}") for n in range(count))
            tracemalloc.start()
            compare_firms(several, guide, named=2)
            _, most = tracemalloc.get_traced_memory()
            tracemalloc.stop()
            return most

        peak(3)  # whatever is made once
        assert peak(600) < peak(6) + 30_000

    def test_no_verdict_where_nobody_was_asked(self, guide):
        seven = dict.fromkeys(READINESS, "yes")
        each = [made(guide, f"f{n}", seven, f"F{n}", scope="quick") for n in range(3)]
        assert alliance_outcome(compare_firms(each, guide), guide) == ("unknown", ())


class TestKind:
    @pytest.mark.parametrize(
        ("sides", "kind"),
        [
            (["Muster:hr", "Muster:works-council"], "parties"),
            (["Muster GmbH:hr", "MUSTER  gmbh:joint"], "parties"),
            (["Straße:hr", "STRASSE:management"], "parties"),
            (["Muster:hr", "Muster:"], "parties"),
            (["Muster:hr", "muster:hr"], "time"),
            (["Muster:", "Muster:"], "time"),
            (["A:hr", "B:hr"], "firms"),
            (["A:hr", "B:works-council", "C:joint"], "firms"),
            (["A:hr", "a:works-council", "A:joint"], None),
            (["A:hr", "a:hr", "A:hr"], None),
            (["A:hr", "B:hr", "a:hr"], None),
            (["A:hr"], None),
            ([], None),
        ],
    )
    def test_is_found_from_organisations_and_parties(self, guide, sides, kind):
        each = []
        for number, side in enumerate(sides):
            organisation, party = side.split(":")
            each.append(made(guide, f"a{number}", {}, organisation, party=party or None))
        if kind:
            assert kind_of_comparison(each) == kind
            assert kind_of_comparison(each[::-1]) == kind
            for wanted in ("parties", "time", "firms"):
                if len(each) == 2 or wanted == "firms":
                    assert kind_of_comparison(each, wanted) == wanted
        else:
            with pytest.raises(InputError):
                kind_of_comparison(each)

    @pytest.mark.parametrize("wanted", ["parties", "time"])
    def test_parties_and_time_take_exactly_two(self, guide, wanted):
        each = [made(guide, f"a{n}", {}, organisation=str(n)) for n in range(3)]
        with pytest.raises(InputError, match="genau zwei"):
            kind_of_comparison(each, wanted)
        assert kind_of_comparison(each, "firms") == "firms"
