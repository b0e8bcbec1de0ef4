"""What comes next for whoever has these answers: which steps the guided path offers, the most sensible one first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from msgspec import Struct

from verbund_check.answers.assessment import Assessment, is_complete
from verbund_check.answers.keypoints import Paper, open_steps
from verbund_check.answers.organisation import same_organisation
from verbund_check.guide.model import Guide
from verbund_check.guide.values import Party

Action = Literal[
    "begin",
    "go_on",
    "settle_on",
    "result",
    "other_side",
    "read_in",
    "compare",
    "compare_times",
    "settle",
    "report",
    "paper",
    "paper_on",
    "firms",
    "again",
]
"""What can be done next; each is worded in content/path.yaml."""

ANEW_AFTER = 150
"""Days after which a new round is worth more than the old result; whoever comes back after half a year wants one."""

OFFERED = 5
"""So many next steps stand first; everything else is one step further."""

SIDES = (Party.HR, Party.WORKS_COUNCIL, Party.MANAGEMENT)
"""The sides of a firm, in the order in which two of them are compared."""


class Step(Struct, frozen=True):
    """Something to do, with the IDs of what it is done with."""

    action: Action
    ids: tuple[str, ...] = ()


def next_steps(
    stored: Sequence[Assessment], papers: Sequence[Paper], guide: Guide, *, old_before: str, just_done: str = ""
) -> tuple[Step, ...]:
    """Return at most OFFERED steps, the most sensible first; never none.

    `stored` and `papers` are newest first. A result from before `old_before` (ISO 8601 day) calls for a new round. `just_done` is the assessment whose short
    result is on the screen already: the steps are about its firm, and what else is unfinished waits.
    """
    if not stored:
        return (Step("begin"), Step("read_in"), *_papers(papers, guide))[:OFFERED]
    done = next((each for each in stored if each.id == just_done), None)
    own = [each for each in stored if not each.read_in]
    unfinished = tuple(
        Step("settle_on" if each.origins else "go_on", (each.id,)) for each in own if not is_complete(each, guide)
    )
    of_firm = [each for each in stored if _is_same(each, done or (own or stored)[0])]
    complete = [each for each in of_firm if is_complete(each, guide)]
    steps: list[Step] = []
    if done is None:
        steps += unfinished[:3]
    elif settling := [step for step in unfinished if step.action == "settle_on"]:
        steps += settling[:1]
    is_settling = any(each.origins and not is_complete(each, guide) for each in of_firm)
    steps += _with_sides(complete, done, old_before, is_settling=is_settling, is_begun=bool(unfinished))
    steps += _papers(papers, guide)
    if done is not None:
        steps += unfinished[:1]
    if len({each.organisation for each in stored if is_complete(each, guide)}) > 1:
        steps.append(Step("firms"))
    if not complete:
        steps.append(Step("read_in"))
    if done is not None and done in complete:
        steps.insert(1, Step("result", (done.id,)))  # in full: on the screen stands the short one
    return tuple(dict.fromkeys(steps))[:OFFERED]


def _is_same(one: Assessment, other: Assessment) -> bool:
    """Whether both are of one firm; a nameless one belongs to nobody else."""
    named = bool(one.organisation) == bool(other.organisation)
    return one.id == other.id or (named and same_organisation(one.organisation, other.organisation) is True)


def _with_sides(
    complete: Sequence[Assessment], done: Assessment | None, old_before: str, *, is_settling: bool, is_begun: bool
) -> Iterator[Step]:
    """The steps of one firm, by which sides are complete.

    What was read in is compared and never offered by itself. Where both are and nothing is agreed yet, no side's own result is offered: whose computer this is, nobody knows.
    """
    mine = [each for each in complete if not each.read_in]
    if not mine:  # what somebody else answered is no result of one's own
        if complete and not is_begun:
            yield Step("begin")
            yield from _between(complete)
            yield Step("read_in")
        return
    newest = {party: each for party in SIDES if (each := _newest(complete, party))}
    joint = _newest(complete, Party.JOINT)
    latest = done if done in complete else max(mine, key=_moment)
    assert latest is not None
    before = _before(latest, complete)
    if _moment(latest) < old_before and done is None:
        yield Step("again", (latest.id,))
    times = [Step("compare_times", (before.id, latest.id))] if before is not None else []
    if done is not None:
        yield from times
    pair = tuple(newest.values())[:2]
    ids = tuple(each.id for each in pair)
    agreed = joint is not None and {each.id for each in joint.origins} >= set(ids) and len(pair) == 2
    if done is None and (len(pair) < 2 or agreed):
        yield Step("result", (joint.id if joint is not None and agreed else latest.id,))
    if len(pair) == 2 and not agreed:
        yield Step("compare", ids)
        if not is_settling:
            yield Step("settle", ids)
    yield from times
    if agreed and joint is not None:
        yield Step("report", (joint.id,))
        yield Step("paper")
    elif len(pair) < 2 and latest.party is not Party.JOINT:
        yield Step("other_side", (latest.id,))
        yield Step("read_in")
    if done is not None or len(pair) < 2 or agreed:
        yield Step("report", (latest.id,))


def _between(complete: Sequence[Assessment]) -> Iterator[Step]:
    """What two assessments that were read in say together: who collects those of others has none of their own."""
    latest = max(complete, key=_moment)
    if before := _before(latest, complete):
        yield Step("compare_times", (before.id, latest.id))
    newest = [each for party in SIDES if (each := _newest(complete, party))]
    if len(newest) > 1:
        yield Step("compare", tuple(each.id for each in newest[:2]))


def _before(latest: Assessment, complete: Sequence[Assessment]) -> Assessment | None:
    """What `latest` is a new round of: what it says itself, else the same party's newest of an earlier day."""
    said = next((each for each in complete if each.id == latest.previous), None)
    earlier = [each for each in complete if _moment(each)[:10] < _moment(latest)[:10]]
    return said or (_newest(earlier, latest.party) if latest.party else None)


def _papers(papers: Sequence[Paper], guide: Guide) -> Iterator[Step]:
    yield from (Step("paper_on", (each.id,)) for each in papers[:1] if open_steps(each, guide))


def _newest(complete: Sequence[Assessment], party: Party) -> Assessment | None:
    return max((each for each in complete if each.party == party), key=_moment, default=None)


def _moment(assessment: Assessment) -> str:
    return assessment.finished or assessment.started
