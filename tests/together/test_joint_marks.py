"""What a joint assessment keeps of the question that both had before them."""

from __future__ import annotations

from msgspec.structs import replace

from verbund_check.answers.assessment import Answer, begin
from verbund_check.guide.values import Party, Value
from verbund_check.policy.agreement import joint_assessment

NOW = "2026-11-23T09:30:00Z"
OLD = "0123456789abcdef"


def test_what_both_answered_alike_keeps_the_mark_and_the_sentence_of_then(guide):
    """Promise: an answer that is taken over stays one to the question of then, also where that is worded anew."""
    side = replace(
        begin("a", guide, scope="quick", now=NOW),
        answers={id: Answer(Value.YES) for id in guide.asked("quick")},
        questions=dict.fromkeys(guide.asked("quick"), OLD),
        wordings={"benefit": "Damals hieß es so?"},
    )
    pair = replace(side, party=Party.HR), replace(side, id="b", party=Party.WORKS_COUNCIL)
    joint = joint_assessment("joint", pair, {}, guide, now=NOW)
    assert set(joint.questions.values()) == {OLD}
    assert joint.wordings["benefit"] == "Damals hieß es so?"


def test_without_a_mark_the_present_one_is_taken(guide):
    side = replace(
        begin("a", guide, scope="quick", now=NOW), answers={id: Answer(Value.NO) for id in guide.asked("quick")}
    )
    pair = replace(side, party=Party.HR), replace(side, id="b", party=Party.WORKS_COUNCIL)
    joint = joint_assessment("joint", pair, {}, guide, now=NOW)
    assert joint.questions == {id: guide.fingerprint(id) for id in guide.asked("quick")}
