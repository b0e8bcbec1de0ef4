"""Which steps the guided path offers, most sensible first: by hand for each situation, and by rule for any."""

from __future__ import annotations

from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbund_check.answers.assessment import Answer, Assessment, ContentMark, Origin, begin
from verbund_check.answers.keypoints import Paper, begin_paper
from verbund_check.guide.model import Guide
from verbund_check.guide.values import Party, Value
from verbund_check.policy.next_step import OFFERED, next_steps

OLD_BEFORE = "2026-06-01"
HR, BR, GL, JOINT = Party.HR, Party.WORKS_COUNCIL, Party.MANAGEMENT, Party.JOINT


def made(
    guide: Guide,
    id: str,
    party: Party,
    *,
    day: str = "2026-11-20",
    complete: bool = True,
    firm: str = "Muster GmbH",
    previous: str = "",
    origins: tuple[str, ...] = (),
    read_in: bool = False,
) -> Assessment:
    """An assessment with all answers, or with the first one alone."""
    moment = f"{day}T10:00:00Z"
    begun = begin(id, guide, now=moment)
    answers: dict[str, Answer | tuple[str, ...]] = {
        each: () if guide.questions[each].is_list else Answer(Value.YES) for each in guide.asked("full")
    }
    kept = answers if complete else dict(list(answers.items())[:1])
    from msgspec.structs import replace

    return replace(
        begun,
        party=party,
        organisation=firm,
        answers=kept,
        finished=moment if complete else None,
        previous=previous,
        read_in=read_in,
        origins=tuple(Origin(each, HR, moment, ContentMark("1", "x"), {}, {}) for each in origins),
    )


def steps(guide: Guide, *stored: Assessment, papers: tuple[Paper, ...] = (), just_done: str = "") -> list[str]:
    """The actions offered, newest assessment first."""
    found = next_steps(stored, papers, guide, old_before=OLD_BEFORE, just_done=just_done)
    return [" ".join((step.action, *step.ids)) for step in found]


class TestByHand:
    def test_nothing_is_there(self, guide: Guide):
        assert steps(guide) == ["begin", "read_in"]

    def test_something_is_begun(self, guide: Guide):
        assert steps(guide, made(guide, "a", HR, complete=False)) == ["go_on a", "read_in"]

    def test_one_side_is_done(self, guide: Guide):
        assert steps(guide, made(guide, "a", HR)) == ["result a", "other_side a", "read_in", "report a"]

    def test_one_side_has_just_seen_its_result(self, guide: Guide):
        assert steps(guide, made(guide, "a", HR), just_done="a") == ["other_side a", "result a", "read_in", "report a"]

    def test_what_was_read_in_is_nobodys_own_result(self, guide: Guide):
        other = made(guide, "a", HR, read_in=True)
        assert steps(guide, other) == ["begin", "read_in"]
        assert steps(guide, made(guide, "b", BR, complete=False), other)[0] == "go_on b"
        later = made(guide, "c", HR, day="2026-11-24", read_in=True)
        assert steps(guide, later, other) == ["begin", "compare_times a c", "read_in"]
        council = made(guide, "d", BR, read_in=True)
        assert steps(guide, council, other) == ["begin", "compare a d", "read_in"]
        assert not any("a" in each.split() for each in steps(guide, made(guide, "b", BR, firm="Anders"), other))
        assert steps(guide, made(guide, "b", BR), other)[:2] == ["compare a b", "settle a b"]

    def test_both_sides_are_done(self, guide: Guide):
        both = made(guide, "b", BR), made(guide, "a", HR)
        assert steps(guide, *both)[:2] == ["compare a b", "settle a b"]

    def test_the_second_side_has_just_been_done(self, guide: Guide):
        both = made(guide, "b", BR), made(guide, "a", HR)
        assert steps(guide, *both, just_done="b")[:4] == ["compare a b", "result b", "settle a b", "report b"]

    def test_they_are_in_the_middle_of_their_talk(self, guide: Guide):
        joint = made(guide, "c", JOINT, complete=False, origins=("a", "b"))
        both = made(guide, "b", BR), made(guide, "a", HR)
        assert steps(guide, joint, *both)[0] == "settle_on c"

    def test_they_have_agreed(self, guide: Guide):
        joint = made(guide, "c", JOINT, day="2026-11-21", origins=("a", "b"))
        both = made(guide, "b", BR), made(guide, "a", HR)
        assert steps(guide, joint, *both) == ["result c", "report c", "paper"]
        assert steps(guide, joint, *both, just_done="c") == ["report c", "result c", "paper"]

    def test_a_side_has_answered_anew_since_they_agreed(self, guide: Guide):
        joint = made(guide, "c", JOINT, day="2026-11-20", origins=("a", "b"))
        both = made(guide, "d", BR, day="2026-11-22"), made(guide, "a", HR)
        assert steps(guide, both[0], joint, both[1])[:2] == ["compare a d", "settle a d"]

    def test_half_a_year_later(self, guide: Guide):
        assert steps(guide, made(guide, "a", HR, day="2026-05-31"))[:2] == ["again a", "result a"]
        assert steps(guide, made(guide, "a", HR, day="2026-06-01"))[0] == "result a"

    def test_a_new_round_is_done(self, guide: Guide):
        rounds = made(guide, "b", HR, previous="a"), made(guide, "a", HR, day="2026-03-01")
        assert steps(guide, *rounds, just_done="b")[0] == "compare_times a b"

    def test_another_firm_is_no_other_side(self, guide: Guide):
        others = made(guide, "b", BR, firm="Andere AG"), made(guide, "a", HR)
        found = steps(guide, *others)
        assert not any(each.startswith(("compare", "settle")) for each in found)
        assert "firms" in found

    def test_no_name_is_nobody_elses_side(self, guide: Guide):
        others = made(guide, "b", BR, firm=""), made(guide, "a", HR)
        assert not any(each.startswith(("compare", "settle")) for each in steps(guide, *others))

    def test_a_paper_is_begun(self, guide: Guide):
        paper = begin_paper("p", guide, now="2026-11-01T10:00:00Z")
        assert steps(guide, papers=(paper,)) == ["begin", "read_in", "paper_on p"]


@given(st.data())
def test_whatever_is_stored_each_step_can_be_taken(guide: Guide, data: st.DataObject):
    """There is always a step, none twice, each about what is stored; what is complete is never gone on with."""
    ids = (f"n{number}" for number in count())
    drawn = data.draw(
        st.lists(
            st.builds(
                lambda party, day, complete, firm: made(guide, next(ids), party, day=day, complete=complete, firm=firm),
                st.sampled_from(tuple(Party)),
                st.sampled_from(("2025-01-01", "2026-06-01", "2026-11-20")),
                st.booleans(),
                st.sampled_from(("Muster GmbH", "Andere AG", "")),
            ),
            max_size=6,
        )
    )
    just_done = data.draw(st.sampled_from(["", *(each.id for each in drawn if each.finished)]))
    found = next_steps(drawn, (), guide, old_before=OLD_BEFORE, just_done=just_done)
    by_id = {each.id: each for each in drawn}
    assert 0 < len(found) <= OFFERED
    assert len(set(found)) == len(found)
    for step in found:
        about = [by_id[id] for id in step.ids]
        if step.action in ("compare", "settle"):
            assert {each.organisation for each in about} == {about[0].organisation}
            assert len({each.party for each in about}) == 2
        done = [each.finished is not None for each in about]
        assert not any(done) if step.action in ("go_on", "settle_on") else all(done)


@pytest.mark.parametrize("party", [HR, BR, GL])
def test_any_two_sides_can_be_compared(guide: Guide, party: Party):
    other = {HR: GL, BR: HR, GL: BR}[party]
    assert (
        next_steps((made(guide, "a", party), made(guide, "b", other)), (), guide, old_before=OLD_BEFORE)[0].action
        == "compare"
    )
