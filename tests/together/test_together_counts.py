"""Comparisons of random assessments against an independent reading of the contract."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.contract import FEARS, READINESS, REASONS, RISKS, SUCCESS
from domain.making import assessment_from, examples, table_of
from verbund_check.answers.assessment import Assessment
from verbund_check.errors import InputError
from verbund_check.guide.model import Guide
from verbund_check.guide.values import Party
from verbund_check.policy.answer_table import AnswerTable
from verbund_check.policy.compare_firms import (
    FirmsComparison,
    alliance_outcome,
    anonymous,
    compare_firms,
    holds,
    may_hold,
)
from verbund_check.policy.compare_group import GroupComparison, compare_group
from verbund_check.policy.compare_pair import PairComparison, compare_pair
from verbund_check.policy.comparison import side_of
from verbund_check.policy.comparison_kinds import UnclearError, kind_of
from verbund_check.policy.participants import Participants

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


def plain(comparison: PairComparison | FirmsComparison | GroupComparison) -> dict[str, Any]:
    import msgspec

    data: dict[str, Any] = json.loads(msgspec.json.encode(comparison))
    return data


def made(guide: Guide, id: str, answers: dict[str, Any], organisation: str = "Muster", **head: Any) -> Assessment:
    return assessment_from(guide, answers, id=id, organisation=organisation, **head)


def compared(guide: Guide, each: list[Assessment], *, named: bool = True) -> FirmsComparison:
    return compare_firms(table_of(guide, each), [side_of(one) for one in each] if named else (), guide)


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
        found = plain(compared(guide, each))
        agrees(found, expected.firms(firms))
        assert [side["id"] for side in found["assessments"]] == list(firms)

    @given(answers=st.lists(complete, min_size=2, max_size=6))
    @settings(max_examples=examples(30))
    def test_anonymous_keeps_all_numbers_and_no_firm(self, guide, answers):
        firms = {f"firma-{number}": given for number, given in enumerate(answers)}
        each = [
            made(guide, name, given, organisation=f"{name} GmbH", party="hr", finished="2025-12-24T10:00:00Z")
            for name, given in firms.items()
        ]
        shown = plain(anonymous(compared(guide, each), guide.questions))
        text = json.dumps(shown)
        assert not any(word in text for word in ("firma-", "GmbH", "hr", "2025"))
        assert shown["assessments"] == []
        promised = expected.firms(firms)
        if len(answers) < 3:
            assert all(factor["counts"] is None and factor["holds"] is None for factor in shown["factors"])
            assert (shown["complements"], shown["reasons"], shown["fears"]) == ([], None, None)
            return
        for key in ("factors", "reasons", "fears", "partners"):
            assert shown[key] == promised[key]
        assert shown["complements"] == [
            {"id": one["id"], "has": len(one["has"]), "lacks": len(one["lacks"])} for one in promised["complements"]
        ]

    @given(answers=st.lists(complete, min_size=3, max_size=6), order=st.randoms())
    @settings(max_examples=examples(15))
    def test_without_names_firms_can_change_places(self, guide, answers, order):
        """Whoever knows all numbers cannot tell which firm gave which answers: each factor may be mixed by itself."""
        each = [made(guide, f"f{number}", given, f"F{number}") for number, given in enumerate(answers)]
        mixed = [dict(given) for given in answers]
        for id in SUCCESS + RISKS:
            values = [given[id] for given in answers]
            order.shuffle(values)
            for one, value in zip(mixed, values, strict=True):
                one[id] = value
        others = [made(guide, f"g{number}", given, f"G{number}") for number, given in enumerate(mixed)]
        here, there = (plain(anonymous(compared(guide, firms), guide.questions)) for firms in (each, others))
        assert here == there

    def test_with_few_who_were_asked_about_factors_nothing_is_shown_anonymously(self, guide):
        seven = dict.fromkeys(READINESS, "yes")
        full = seven | dict.fromkeys(SUCCESS, "yes") | dict.fromkeys(RISKS, "no") | {"reasons": [], "fears": []}
        each = [made(guide, f"f{n}", full, f"F{n}") for n in range(2)]
        each += [made(guide, f"q{n}", seven, f"Q{n}", scope="quick") for n in range(4)]
        shown = anonymous(compared(guide, each), guide.questions)
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
        found = compared(guide, each)
        assert found.answered == 1
        coordinator, balance = found.factors[0], found.factors[1]
        assert coordinator.counts == {"yes": 1, "partly": 0, "no": 0, "unsure": 0}
        assert (coordinator.rule, coordinator.holds) == ("majority", False)  # one of two is not more than half
        assert (balance.rule, balance.holds) == ("all", False)
        assert may_hold(balance, 2)
        assert found.reasons == {"broader-offer": 0, "learning": 1, "cost-and-risk": 0}

    @pytest.mark.parametrize(
        ("changes", "outcome", "ids"),
        [
            ([{}, {}, {}], "fits", ()),
            ([{"coordinator": "no"}, {}, {}], "fits", ()),  # two of three say that there is one
            ([{"coordinator": "no"}, {"coordinator": "no"}, {}], "clarify", ("coordinator",)),
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
        assert alliance_outcome(compared(guide, each), guide) == (outcome, ids)

    def test_where_none_is_named_there_are_only_numbers(self, guide):
        base = dict.fromkeys(READINESS, "yes") | dict.fromkeys(SUCCESS, "yes") | dict.fromkeys(RISKS, "no")
        base |= {"reasons": ["learning"], "fears": []}
        each = [made(guide, f"f{n}", base | ({"contract": "no"} if n == 0 else {}), f"F{n}") for n in range(4)]
        named, counted = plain(compared(guide, each)), plain(compared(guide, each, named=False))
        assert [side["id"] for side in named["assessments"]] == ["f0", "f1", "f2", "f3"]
        assert named["complements"] == [{"id": "contract", "has": ["f1", "f2", "f3"], "lacks": ["f0"]}]
        assert counted["assessments"] == []
        assert counted["complements"] == [{"id": "contract", "has": 3, "lacks": 1}]
        assert {**named, "assessments": [], "complements": []} == {**counted, "complements": []}

    def test_a_hundred_times_as_many_firms_take_some_hundred_bytes_each(self, guide):
        import tracemalloc

        def peak(count: int) -> int:
            answers = {**dict.fromkeys(READINESS, "yes"), **dict.fromkeys(SUCCESS, "no"), **dict.fromkeys(RISKS, "yes")}
            answers |= {"reasons": [], "fears": []}
            table, people = AnswerTable(guide), Participants([])
            tracemalloc.start()
            for n in range(count):
                each = made(guide, f"f{n}", answers, f"Betrieb {n}")
                signature = table.add(each)
                people.add(each, is_ready=True, name=f"f{n}.json", has_id=True, signature=signature)
            compare_firms(table, (), guide)
            _, most = tracemalloc.get_traced_memory()
            tracemalloc.stop()
            return most

        peak(3)  # whatever is made once
        assert peak(600) < peak(6) + 600 * 800

    def test_no_verdict_where_nobody_was_asked(self, guide):
        seven = dict.fromkeys(READINESS, "yes")
        each = [made(guide, f"f{n}", seven, f"F{n}", scope="quick") for n in range(3)]
        assert alliance_outcome(compared(guide, each), guide) == ("unknown", ())


class TestGroup:
    @given(answers=st.lists(complete, min_size=3, max_size=8))
    @settings(max_examples=examples(40))
    def test_group(self, guide, answers):
        each = [made(guide, f"p{number}", given, party="hr") for number, given in enumerate(answers)]
        found = plain(compare_group(table_of(guide, each), guide))
        agrees(found, expected.group(answers))
        assert found["unchanged"] == [question["id"] for question in found["questions"]]
        assert found["changed"] == []
        agrees(
            found,
            {
                key: value
                for key, value in expected.firms(dict(enumerate(answers))).items()
                if key in ("reasons", "fears")
            },
        )

    def test_by_hand(self, guide):
        """Five people: three of five are a majority, two and two and one are none, and "weiß nicht" is an answer too."""
        base = dict.fromkeys(READINESS, "yes") | dict.fromkeys(SUCCESS, "yes") | dict.fromkeys(RISKS, "no")
        base |= {"reasons": [], "fears": []}
        changes = [
            {"goal": "no", "balance": "no", "contract": "unsure", "chemistry": "yes"},
            {"goal": "no", "balance": "no", "contract": "unsure", "chemistry": "yes"},
            {"goal": "no", "balance": "partly", "contract": "unsure", "chemistry": "partly"},
            {"balance": "partly", "chemistry": "partly"},
            {},
        ]
        each = [made(guide, f"p{number}", base | change) for number, change in enumerate(changes)]
        found = plain(compare_group(table_of(guide, each), guide))
        questions = {one["id"]: one for one in found["questions"]}
        assert (found["people"], len(questions)) == (5, 27)
        assert questions["goal"] == {
            "id": "goal", "kind": "readiness", "counts": {"yes": 2, "no": 3, "unsure": 0}, "position": "no",
        }  # fmt: skip
        assert questions["contract"]["position"] == "unsure"
        assert questions["balance"]["counts"] == {"yes": 1, "partly": 2, "no": 2, "unsure": 0}
        # Both belong to the most important; success factors come before risks.
        assert found["divided"] == ["balance", "chemistry"]

    def test_half_is_no_majority(self, guide):
        base = dict.fromkeys(READINESS, "yes") | dict.fromkeys(SUCCESS, "yes") | dict.fromkeys(RISKS, "no")
        base |= {"reasons": [], "fears": []}
        each = [made(guide, f"p{n}", base | {"goal": ("yes", "no")[n % 2]}) for n in range(4)]
        assert compare_group(table_of(guide, each), guide).divided == ("goal",)

    def test_what_fewer_than_three_were_asked_is_not_there(self, guide):
        seven = dict.fromkeys(READINESS, "yes")
        full = seven | dict.fromkeys(SUCCESS, "yes") | dict.fromkeys(RISKS, "no") | {"reasons": [], "fears": []}
        each = [made(guide, f"p{n}", full) for n in range(2)]
        each += [made(guide, f"q{n}", full, scope="quick") for n in range(2)]
        found = compare_group(table_of(guide, each), guide)
        assert [one.id for one in found.questions] == list(READINESS)
        assert (found.people, found.answered, found.divided) == (4, 2, ())
        assert found.reasons is found.fears is None


def participants(guide: Guide, sides: list[str], *, repeated: list[str] | None = None) -> Participants:
    """Complete assessments as ORGANISATION:PARTY:DAY:ID; without a day all are of one, without an ID it is the file's name."""
    people = Participants(repeated if repeated is not None else [])
    base = dict.fromkeys(READINESS, "yes") | dict.fromkeys(SUCCESS, "yes") | dict.fromkeys(RISKS, "no")
    base |= {"reasons": [], "fears": []}
    table = AnswerTable(guide)
    for number, side in enumerate(sides):
        organisation, party, day, id, value = [*side.split(":"), "", "", "", ""][:5]
        head = {"finished": f"{day or '2026-01-01'}T10:00:00Z", "party": party or None}
        answers = base | ({"contract": value} if value and value != "begun" else {})
        if value == "begun":
            del answers["goal"]
            head = {"party": party or None}
        each = made(guide, id or f"a{number}", answers, organisation, **head)
        signature = table.add(each)
        ready = value != "begun"
        people.add(each, is_ready=ready, name=f"{number}.json", has_id=bool(id), signature=signature)
    return people


class TestKind:
    @pytest.mark.parametrize(
        ("sides", "kind"),
        [
            (["Muster:hr", "Muster:works-council"], "parties"),
            (["Muster GmbH:hr", "MUSTER  gmbh:joint"], "parties"),
            (["Müller Metallbau GmbH & Co. KG:hr", "Müller Metallbau:works-council"], "parties"),
            (["Straße:hr", "STRASSE:management"], "parties"),
            (["Muster:hr", "Muster:"], "parties"),
            (["Muster:hr", ":works-council"], "parties"),
            (["Muster:hr", "muster:hr:2025-01-01"], "time"),
            ([":", "::2025-01-01"], "time"),
            (["A:hr", "B:hr"], "firms"),
            (["A:hr", "B:works-council", "C:joint"], "firms"),
            (["A:hr", "B:hr", "a:works-council"], "firms"),
            (["A:hr", "B:hr", ":hr"], "firms"),
            # No clear case: nobody can tell but the person.
            (["A:hr", "B:works-council"], UnclearError),
            (["Muster GmbH:hr", "Muster AG:hr"], UnclearError),
            (["Muster GmbH:hr", "Muster AG:works-council"], UnclearError),
            (["Muster GmbH:hr", "Muster AG:works-council", "X:hr"], UnclearError),
            (["Muster:hr", "muster:hr"], UnclearError),
            (["A:hr", ":hr", ":hr"], UnclearError),
            ([":hr", ":hr", ":joint"], UnclearError),
            # Fits no kind.
            (["A:hr", "a:works-council", "A:joint"], InputError),
            (["A:hr", "a:hr", "A:hr"], InputError),
            (["A:hr"], InputError),
            ([], InputError),
        ],
    )
    def test_is_found_from_organisations_parties_and_days(self, guide, sides, kind):
        for each in (sides, sides[::-1]):
            people = participants(guide, each)
            if isinstance(kind, str):
                assert kind_of(people) == kind
            else:
                with pytest.raises(kind) as refused:
                    kind_of(people)
                assert "\n" not in str(refused.value)
            for wanted in ("parties", "time", "firms"):
                if len(each) == 2 or (wanted == "firms" and len(each) > 2):
                    assert kind_of(people, wanted) == wanted

    @pytest.mark.parametrize(
        ("sides", "words", "choices"),
        [
            (
                ["A:hr", "B:works-council"],
                ("„A“ (0.json)", "„B“ (1.json)", "--as parties", "--as firms"),
                ["parties", "firms"],
            ),
            (["M GmbH:hr", "M AG:hr:2025-01-01"], ("„M GmbH“", "„M AG“", "--as time", "--as firms"), ["time", "firms"]),
            (["M:hr", "M:hr"], ("0.json, 1.json", "--as parties", "--as time", "--as group"), ["parties", "time"]),
            (["M GmbH:hr", "M AG:hr", "X:hr"], ("„M GmbH“ (0.json)", "„M AG“ (1.json)", "--as firms"), ["firms"]),
            (["A:hr", ":hr", ":hr"], ("1.json, 2.json", "--as firms"), ["firms"]),
        ],
    )
    def test_what_is_no_clear_case_names_files_and_ways_on(self, guide, sides, words, choices):
        with pytest.raises(UnclearError) as refused:
            kind_of(participants(guide, sides))
        assert all(word in str(refused.value) for word in words), str(refused.value)
        assert [kind for kind, _ in refused.value.choices] == choices

    @pytest.mark.parametrize("wanted", ["parties", "time"])
    def test_parties_and_time_take_exactly_two(self, guide, wanted):
        people = participants(guide, ["0:hr", "1:hr", "2:hr"])
        with pytest.raises(InputError, match=r"genau zwei.*0\.json, 1\.json, 2\.json.*--as group"):
            kind_of(people, wanted)
        assert kind_of(people, "firms") == "firms"

    @pytest.mark.parametrize(
        ("sides", "problem"),
        [
            (["M:hr", "M:hr", "m GmbH:works-council"], None),
            (["M:hr", ":hr", "M:hr"], None),
            (["M GmbH:hr", "M AG:hr", "M:hr"], None),
            ([":hr", ":hr", ":"], None),
            (["M:hr", "M:hr"], "beginnt bei drei"),
            (["M:hr::x", "M:hr::x", "M:works-council"], "beginnt bei drei"),
            (["M:hr", "M:hr", "N:hr"], "„M“ .*„N“ .*--as firms"),
        ],
    )
    def test_a_group_is_three_or_more_of_one_firm(self, guide, sides, problem):
        people = participants(guide, sides)
        if problem:
            with pytest.raises(InputError, match=problem):
                kind_of(people, "group")
        else:
            assert kind_of(people, "group") == "group"


class TestWhatCounts:
    """`firms`: one assessment for each firm, copies once."""

    def chosen(self, guide: Guide, sides: list[str], party: str | None = None) -> list[str]:
        selection = participants(guide, sides).one_for_each_firm(Party(party) if party else None)
        assert not selection.incomplete
        return [each.name.removesuffix(".json") for each in selection.counted]

    @pytest.mark.parametrize(
        ("sides", "party", "counted"),
        [
            (["A:hr", "B:hr"], None, "01"),
            (["A:hr", "A:works-council", "A:joint", "B:hr"], None, "23"),
            (["A:joint:2026-01-01", "A:joint:2026-03-01", "A:joint:2026-02-01", "B:hr"], None, "13"),
            (["A:joint:2025-01-01", "A:hr:2026-03-01", "B:hr"], None, "02"),  # the joint one, however old
            (["A:joint:2026-03-01::begun", "A:joint:2026-02-01", "B:hr"], None, "12"),  # the newest complete one
            (["A:hr", "A:works-council", "B:hr"], "hr", "02"),
            (["A:hr", "A:works-council", "B:hr"], "works-council", "12"),
            (["A:hr", "A:joint", "B:hr"], "hr", "12"),  # the joint one goes before
            (["A:hr:2025-01-01", "A:hr:2026-01-01", "A:works-council", "B:hr"], "hr", "13"),
            (["A GmbH:hr", "a:joint", "B:hr"], None, "12"),
            (["M GmbH:hr", "M AG:hr"], None, "01"),
            ([":hr", ":hr:2025-01-01::no", "A:hr"], None, "012"),
        ],
    )
    def test_the_one_that_counts(self, guide, sides, party, counted):
        assert "".join(self.chosen(guide, sides, party)) == counted

    @given(
        firms=st.lists(
            st.lists(
                st.tuples(st.sampled_from(["hr", "works-council", "joint"]), st.integers(1, 28)),
                min_size=1, max_size=4, unique_by=lambda side: side[1],
            ),
            min_size=2, max_size=4,
        ),
        party=st.sampled_from([None, "hr", "works-council", "management"]),
    )  # fmt: skip
    @settings(max_examples=examples(60))
    def test_as_the_contract_says(self, guide, firms, party):
        sides, promised = [], []
        for number, members in enumerate(firms):
            of_firm = []
            for side, day in members:
                of_firm.append({"id": str(len(sides)), "party": side, "finished": f"2026-01-{day:02}"})
                sides.append(f"F{number}:{side}:2026-01-{day:02}:id-{len(sides)}")
            promised.append(expected.counting(of_firm, party))
        if None in promised:
            with pytest.raises(InputError, match="gibt es mehrere Einschätzungen"):
                self.chosen(guide, sides, party)
        else:
            assert self.chosen(guide, sides, party) == promised

    @pytest.mark.parametrize(
        ("sides", "party", "words"),
        [
            (["A:hr", "A:works-council", "B:hr"], None, ("„A“", "0.json, 1.json", "--party", "nur eine")),
            (["A:hr", "A:works-council", "B:hr"], "management", ("„A“", "0.json, 1.json", "nur eine")),
            (["A:joint::::", "A:joint:::no", "B:hr"], None, ("„A“", "0.json, 1.json")),  # nothing says which is newer
            (
                ["A:hr", "A:joint"],
                None,
                ("mindestens zwei", "0.json, 1.json", "--as parties", "--as time", "--as group"),
            ),
            (["M GmbH:hr", "M AG:hr", "M:hr"], None, ("„M“ (2.json)", "Rechtsform")),
        ],
    )
    def test_what_is_left_open_is_refused(self, guide, sides, party, words):
        with pytest.raises(InputError) as refused:
            self.chosen(guide, sides, party)
        assert all(word in str(refused.value) for word in words), str(refused.value)
        assert "\n" not in str(refused.value)

    @pytest.mark.parametrize(
        ("sides", "names"),
        [
            (["A:hr", "A:works-council:2026-01-01::begun", "B:hr"], ["1.json"]),
            (["A:hr", "B:hr:2026-01-01::begun"], ["1.json"]),
            (["A:joint", "A:hr:2026-01-01::begun", "B:hr"], []),  # it would not count anyway
        ],
    )
    def test_an_incomplete_one_that_would_count_is_named(self, guide, sides, names):
        selection = participants(guide, sides).one_for_each_firm()
        assert [each.name for each in selection.incomplete] == names

    @pytest.mark.parametrize(
        ("sides", "counted", "copies"),
        [
            (["A:hr::x", "A:hr::x", "B:hr"], "02", ["1.json"]),
            (["A:hr:2026-01-01:x", "A:hr:2026-02-01:x:no", "B:hr"], "12", ["0.json"]),  # the later one counts
            (["A:hr:2026-02-01:x:no", "A:hr:2026-01-01:x", "B:hr"], "02", ["1.json"]),
            (["A:hr::x", "C:hr:2026-02-01:x", "B:hr"], "12", ["0.json"]),  # under another name
            (["A:hr", "A:hr", "B:hr"], "02", ["1.json"]),
            (["A:hr", "A:hr::x", "A:hr", "B:hr"], "13", ["0.json", "2.json"]),  # what bears its ID is the original
            ([":hr", ":hr", "B:hr"], "02", ["1.json"]),
            (["A:hr:2026-01-01:x", "C:works-council:2026-02-01:x", "B:hr"], "12", ["0.json"]),  # under another party
            (["A:joint:2026-02-01:x", "A:hr:2026-01-01:x", "B:hr"], "02", ["1.json"]),
        ],
    )
    def test_a_copy_counts_once(self, guide, sides, counted, copies):
        selection = participants(guide, sides).one_for_each_firm()
        assert "".join(each.name[0] for each in selection.counted) == counted
        assert sorted(selection.copies) == copies

    def test_one_paper_made_into_another_partys_is_two_sides_but_no_two_people(self, guide):
        """Whoever fills in a copy of the other side's file leaves its ID in it."""
        sides = ["A:hr::x", "A:works-council::x"]
        people = participants(guide, sides)
        assert kind_of(people) == "parties"
        assert [each.id for each in people.all().counted] == ["x", "x-2"]
        more = participants(guide, [*sides, "A:hr::y", "A:works-council:2026-02-01:x:no"])
        assert [each.name for each in more.all().counted] == ["0.json", "3.json", "2.json"]
        with pytest.raises(InputError, match="genannt sind 2 "):
            kind_of(more, "group")
        four = participants(guide, [*sides, "A:hr::y", "A:hr::z"])
        assert kind_of(four, "group") == "group"
        assert len(four.all(one_for_each_id=True).counted) == 3

    def test_the_same_answers_are_no_copy_of_another_party_or_firm(self, guide):
        people = participants(guide, ["A:hr", "A:works-council", "B:hr", "C:hr"])
        assert people.one_for_each_firm(Party.HR).copies == ()

    def test_files_of_one_name_get_ids_of_their_own_and_who_bears_one_keeps_it(self, guide):
        people = participants(guide, ["A:hr", "B:hr", "C:hr::a0"])  # the first file is called a0
        assert [each.id for each in people.all().counted] == ["a0-2", "a1", "a0"]
