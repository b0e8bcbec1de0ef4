"""One definition of what is valid: how a file was decoded changes nothing about what is read, and nothing harmful is."""

from __future__ import annotations

import json
import unicodedata
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbund_check.answers import reader as reader_module
from verbund_check.answers.assessment import Answer, Assessment
from verbund_check.answers.keypoints import Paper, begin_paper
from verbund_check.answers.reader import Reader
from verbund_check.errors import InputError
from verbund_check.guide.model import Guide
from verbund_check.guide.values import Value
from verbund_check.policy.report import report_on
from verbund_check.text import to_json

from .contract import FORBIDDEN, READINESS, RISKS, SUCCESS, all_yes
from .making import NOW, assessment_from
from .odd_files import FOREIGN, NASTY, base, changed_fields, exported, joint, saved

INVISIBLE = set("\u00ad\u200b\u200c\u200d\u2060\ufeff")


def outcome(guide: Guide, data: bytes, *, entering: bool = False) -> Assessment | str:
    """What is read from the bytes, or why nothing is."""
    try:
        return Reader(guide).assessment(data, "a.json", NOW, entering=entering)
    except InputError as error:
        return str(error)


def both_ways(guide: Guide, data: bytes, *, entering: bool = False) -> Assessment | str:
    """What is read from the bytes; it must be the same where a blank at the end forbids the fast way."""
    fast = outcome(guide, data, entering=entering)
    assert outcome(guide, data + b" ", entering=entering) == fast
    return fast


# --- what goes the fast way


@pytest.mark.parametrize("make", [base, joint])
def test_what_this_program_writes_goes_the_fast_way(guide, make, monkeypatch):
    for change in ({}, {"content": FOREIGN}, {"scope": "quick"}):
        fields = make(guide) | change
        with monkeypatch.context() as patch:
            patch.setattr(reader_module, "parse", None)  # the slow way would fail
            assessment = Reader(guide).assessment(saved(fields), "a.json", NOW)
            assert json.loads(msgspec.json.encode(assessment)) == fields
            report = to_json(report_on(assessment, guide)).encode()
            assert Reader(guide).assessment(report, "b.json", NOW) == assessment


# --- one of each kind, with the outcome that the contract asks for

REFUSED = [
    ({"started": "2026-02-30T10:00:00Z"}, "started"),
    ({"started": "2026-11-35T10:00:00Z"}, "started"),
    ({"started": "2026-13-01T10:00:00Z"}, "started"),
    ({"started": "2026-01-01T25:00:00Z"}, "started"),
    ({"started": "1970-12-31T23:59:59Z"}, "started"),
    ({"started": "9999-01-01T00:00:00Z"}, "started"),
    ({"started": "0001-01-01T00:00:00Z"}, "started"),
    ({"finished": ""}, "finished"),
    ({"finished": "2026-02-30T10:00:00Z"}, "finished"),
    ({"dissent": ["benefitt"]}, "dissent, Eintrag 1"),
    ({"id": "../../etc"}, "id"),
    ({"format": 3}, "neueren"),
    ({"format": 10**30}, "Versionsnummer"),
    ({"format": 0}, "Versionsnummer"),
    ({"format": -1}, "Versionsnummer"),
    ({"questions": {"goal": "x"}}, "questions.goal"),
    ({"questions": {"goal": "a" * 10_000}}, "questions.goal"),
    ({"questions": {"goal": "A" * 16}}, "questions.goal"),
    ({"questions": {"unknown": "a" * 16}}, "questions.unknown"),
    ({"notes": {"unknown": "x"}}, "notes.unknown"),
    ({"content": {"version": "x" * 10_000, "digest": "ab"}}, "content.version"),
    ({"content": {"version": "1", "digest": "a" * 10_000}}, "content.digest"),
    ({"content": {"version": "\u200b", "digest": "ab"}}, "content.version"),
    ({"content": {"version": "1", "digest": ""}}, "content.digest"),
    ({"notes": {"goal": "eine andere"}}, "zwei Bemerkungen"),
    ({"unknown": 1}, "unknown"),
]
"""A change of a saved assessment, and what the refusal names."""

REFUSED_ANSWERS = [
    ({"benefit": {"value": "partly", "note": ""}}, "answers.benefit"),
    ({"benefit": {"value": "", "note": ""}}, "answers.benefit"),
    ({"benefit": ["learning"]}, "answers.benefit"),
    ({"reasons": {"value": "yes", "note": ""}}, "answers.reasons"),
    ({"reasons": ["poaching"]}, "answers.reasons, Eintrag 1"),
    ({"fears": ["learning"]}, "answers.fears, Eintrag 1"),
    ({"unknown": {"value": "yes", "note": ""}}, "answers.unknown"),
    ({"../../etc": {"value": "yes", "note": ""}}, "answers.../../etc"),
]


@pytest.mark.parametrize(("change", "named"), REFUSED, ids=lambda each: str(each)[:50])
@pytest.mark.parametrize("written", [saved, exported])
def test_a_fault_is_refused_and_named_both_ways(guide, change, named, written):
    refusal = both_ways(guide, written(base(guide) | change))
    assert isinstance(refusal, str)
    assert named in refusal


@pytest.mark.parametrize(("change", "named"), REFUSED_ANSWERS, ids=lambda each: str(each)[:50])
def test_an_answer_that_does_not_belong_is_refused_at_the_top_and_inside_origins(guide, change, named):
    fields = base(guide)
    refusal = both_ways(guide, saved(fields | {"answers": fields["answers"] | change}))
    assert isinstance(refusal, str)
    assert refusal.startswith(f"a.json, {named}")
    for number in (0, 1):
        fields = joint(guide)
        fields["origins"][number]["answers"] |= change
        refusal = both_ways(guide, saved(fields))
        assert isinstance(refusal, str)
        assert refusal.startswith(f"a.json, origins, Eintrag {number + 1}, {named}")


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"id": "../../etc"}, "id"),
        ({"id": 7}, "id"),
        ({"party": "chef"}, "party"),
        ({"finished": "2026-02-30T10:00:00Z"}, "finished"),
        ({"finished": ""}, "finished"),
        ({"content": {"version": "1"}}, "content"),
        ({"notes": {"unknown": "x"}}, "notes.unknown"),
        ({"notes": {"goal": 7}}, "notes.goal"),
        ({"unknown": 1}, ""),
    ],
    ids=str,
)
def test_a_fault_inside_origins_is_refused_and_named(guide, change, named):
    fields = joint(guide)
    fields["origins"][1] |= change
    refusal = both_ways(guide, saved(fields))
    assert isinstance(refusal, str)
    assert f"origins, Eintrag 2{', ' if named else ''}{named}" in refusal


MENDED = [
    ({"organisation": NASTY}, "organisation", "Müller[2J GmbH"),
    ({"notes": {"reasons": NASTY}}, "notes", {"reasons": "Müller[2J   GmbH"}),
    ({"notes": {"reasons": " \u200b\n "}}, "notes", {}),
    ({"started": "2026-01-01T00:30:00+02:00"}, "started", "2025-12-31T22:30:00Z"),
    ({"started": "2026-01-01T00:30:00.5Z"}, "started", "2026-01-01T00:30:00Z"),
    ({"dissent": ["goal", "benefit", "goal"]}, "dissent", ("goal", "benefit")),
    ({"content": {"version": "1\x1b", "digest": "a\u202eb"}}, "content", ("1", "ab")),
    ({"finished": None}, "finished", NOW),
]
"""A change of a saved assessment, and what is read of that field."""


@pytest.mark.parametrize(("change", "field", "value"), MENDED, ids=lambda each: str(each)[:50])
def test_what_is_not_clean_is_mended_both_ways(guide, change, field, value):
    for written in (saved, exported):
        assessment = both_ways(guide, written(base(guide) | change))
        assert isinstance(assessment, Assessment), assessment
        found = getattr(assessment, field)
        assert (msgspec.structs.astuple(found) if field == "content" else found) == value


def test_a_reason_named_twice_counts_once_and_the_order_is_the_guides(guide):
    fields = joint(guide)
    for answers in (fields["answers"], fields["origins"][0]["answers"]):
        answers["reasons"] = ["cost-and-risk", "learning", "cost-and-risk"]
    assessment = both_ways(guide, saved(fields))
    assert isinstance(assessment, Assessment)
    assert assessment.chosen("reasons") == ("learning", "cost-and-risk")
    assert assessment.origins[0].answers["reasons"] == ("learning", "cost-and-risk")


def test_finished_follows_from_the_answers_where_they_contradict(guide):
    fields = base(guide)
    del fields["answers"]["benefit"]
    assessment = both_ways(guide, saved(fields))
    assert isinstance(assessment, Assessment)
    assert assessment.finished is None


def test_a_remark_belongs_to_its_answer_wherever_it_stands(guide):
    assessment = both_ways(guide, saved(base(guide) | {"notes": {"benefit": "im Juli"}}))
    assert isinstance(assessment, Assessment)
    assert assessment.answers["benefit"] == Answer(Value.YES, "im Juli")
    assert assessment.notes == {}


def test_fingerprints_that_are_missing_are_ours_where_the_content_is(guide):
    fields = base(guide) | {"questions": {}}
    assessment = both_ways(guide, saved(fields))
    assert isinstance(assessment, Assessment)
    assert assessment.questions == {id: guide.fingerprint(id) for id in fields["answers"]}
    assessment = both_ways(guide, saved(fields | {"content": FOREIGN}))
    assert isinstance(assessment, Assessment)
    assert assessment.questions == {}


@pytest.mark.parametrize("where", ["answers", "verdict"])
def test_equal_keys_are_refused_wherever_they_stand(guide, where):
    report = json.loads(to_json(report_on(assessment_from(guide, all_yes()), guide)))
    data = exported(report).replace(f'"{where}": {{'.encode(), f'"{where}": {{"goal": "yes", "goal": "no",'.encode(), 1)
    refusal = both_ways(guide, data)
    assert isinstance(refusal, str)
    assert "zweimal" in refusal


def test_braces_in_a_remark_are_no_nesting(guide):
    """What the program saves it can read."""
    fields = base(guide)
    fields["answers"]["goal"]["note"] = '[{"\\' * 1200
    assert isinstance(both_ways(guide, saved(fields)), Assessment)


def test_all_faults_are_named_at_once_each_with_its_line(guide):
    text = "party: chef\nanswers:\n  goal: vielleicht\n  benefit: ja\n  golf: ja\n"
    lines = str(outcome(guide, text.encode())).split("\n")
    assert [line.split(":")[0] for line in lines] == [
        "a.json, Zeile 1, party",
        "a.json, Zeile 3, answers.goal",
        "a.json, Zeile 5, answers.golf",
    ]


def test_faults_beyond_twenty_are_counted(guide):
    fields = {"answers": dict.fromkeys((*SUCCESS, *RISKS, *READINESS), "vielleicht")}
    lines = str(outcome(guide, saved(fields))).split("\n")
    assert len(lines) == 21
    assert lines[-1] == "… und 7 weitere Fehler."


def test_a_newer_file_is_called_so_whatever_else_is_in_it(guide):
    refusal = both_ways(guide, saved({"format": 3, "previous": "x", "answers": 7}))
    assert isinstance(refusal, str)
    assert "neueren Version" in refusal
    assert "\n" not in refusal


# --- fast equals strict, over made-up and mutated files


def check(guide: Guide, fields: dict[str, Any], *, entering: bool) -> None:
    """Both ways agree, however the fields are written, and what is read is clean and reads the same again."""
    first = both_ways(guide, saved(fields), entering=entering)
    assert both_ways(guide, exported(fields), entering=entering) == first
    if isinstance(first, Assessment):
        is_harmless(first)
        again = Reader(guide).assessment(saved(json.loads(msgspec.json.encode(first))), "a.json", NOW)
        assert again == first


def is_harmless(assessment: Assessment) -> None:
    texts = [assessment.organisation, *assessment.notes.values(), *msgspec.structs.astuple(assessment.content)]
    for answers in (assessment.answers, *(origin.answers for origin in assessment.origins)):
        texts += [each.note for each in answers.values() if isinstance(each, Answer)]
        for each in answers.values():
            assert isinstance(each, Answer) or len(set(each)) == len(each)
    texts += [note for origin in assessment.origins for note in origin.notes.values()]
    for text in texts:
        assert not (FORBIDDEN | INVISIBLE) & set(text)
        assert text == unicodedata.normalize("NFC", text).strip()
    assert len(set(assessment.dissent)) == len(assessment.dissent)
    assert set(assessment.dissent) <= assessment.answers.keys()


@given(st.data(), st.booleans())
def test_fast_equals_strict_over_odd_values(guide, data, entering):
    check(guide, data.draw(changed_fields(guide, strange=False)), entering=entering)


@given(st.data())
def test_fast_equals_strict_over_values_of_any_type(guide, data):
    check(guide, data.draw(changed_fields(guide, strange=True)), entering=False)


@given(st.data())
def test_fast_equals_strict_over_changed_bytes(guide, data):
    whole = data.draw(st.sampled_from([saved, exported]))(data.draw(st.sampled_from([base, joint]))(guide))
    for _ in range(data.draw(st.integers(1, 3))):
        at, length = data.draw(st.integers(0, len(whole))), data.draw(st.integers(0, 9))
        put_in = data.draw(
            st.binary(max_size=4) | st.sampled_from([b'"', b"{", b"\xc2\xad", b"\\u200b", b" ", b"a\xcc\x88"])
        )
        whole = whole[:at] + put_in + whole[at + length :]
    both_ways(guide, whole)


# --- key-points papers


def paper_fields(guide: Guide, **changes: Any) -> dict[str, Any]:
    fields: dict[str, Any] = json.loads(msgspec.json.encode(begin_paper("p-1", guide, now=NOW)))
    return fields | changes


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"changed": "gestern"}, "changed"),
        ({"started": "2026-02-30T10:00:00Z"}, "started"),
        ({"changed": "9999-12-31T23:59:59Z"}, "changed"),
        ({"id": "../../etc"}, "id"),
        ({"format": 3}, "neueren"),
        ({"answers": {"unknown": "x"}}, "answers.unknown"),
        ({"answers": {"form": "vielleicht"}}, "answers.form"),
        ({"answers": {"partners": 7}}, "answers.partners"),
        ({"answers": ["x"]}, "answers"),
        ({"notes": {"unknown": "x"}}, "notes.unknown"),
        ({"content": {"version": "x" * 10_000, "digest": "y"}}, "content.version"),
        ({"party": "hr"}, "party"),
    ],
    ids=str,
)
def test_a_paper_is_held_to_the_same_definitions(guide, changes, named):
    with pytest.raises(InputError, match=named.replace(".", r"\.")):
        Reader(guide).paper(saved(paper_fields(guide, **changes)), "p-1.paper.json", NOW)


def test_a_paper_is_read_as_it_was_saved_and_made_clean(guide):
    answers = {"partners": NASTY, "form": "frame"}
    paper = Reader(guide).paper(saved(paper_fields(guide, answers=answers, notes={"form": ""})), "p-1.paper.json", NOW)
    assert paper == Paper(
        id="p-1",
        started=NOW,
        changed=NOW,
        content=begin_paper("p-1", guide, now=NOW).content,
        answers={"partners": "Müller[2J   GmbH", "form": "frame"},
    )
