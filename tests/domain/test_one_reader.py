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

from .contract import FEARS, FORBIDDEN, READINESS, REASONS, RISKS, SUCCESS, all_yes
from .making import NOW, assessment_from

INVISIBLE = set("\u00ad\u200b\u200c\u200d\u2060\ufeff")
FOREIGN = {"version": "0.9", "digest": "ab" * 32}


def saved(fields: dict[str, Any]) -> bytes:
    """The bytes as this program writes a saved assessment."""
    return msgspec.json.encode(fields) + b"\n"


def exported(fields: dict[str, Any]) -> bytes:
    """The bytes as this program writes a JSON report."""
    return msgspec.json.format(msgspec.json.encode(fields), indent=2) + b"\n"


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


def base(guide: Guide) -> dict[str, Any]:
    """A complete saved assessment of one party, as fields."""
    answers = all_yes(goal={"value": "no", "note": "siehe Protokoll"}, reasons=["learning"], fears=["antitrust"])
    assessment = assessment_from(guide, answers, id="a-1", party="hr", organisation="Müller & Söhne")
    fields: dict[str, Any] = json.loads(msgspec.json.encode(assessment))
    return fields


def joint(guide: Guide) -> dict[str, Any]:
    """A joint assessment with two origins and a point without consensus."""
    fields = base(guide)
    origins = [
        {key: base(guide)[key] for key in ("finished", "content", "answers", "notes")}
        | {"id": f"{party}-1", "party": party}
        for party in ("hr", "works-council")
    ]
    order = ("id", "party", "finished", "content", "answers", "notes")
    return fields | {
        "party": "joint",
        "origins": [{key: origin[key] for key in order} for origin in origins],
        "dissent": ["goal"],
    }


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
    ({"format": 2}, "neueren"),
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


NASTY = " \u200bMu\u0308ller\x1b[2J\u00ad   GmbH\u2060 \u202e\t"
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
    refusal = both_ways(guide, saved({"format": 2, "previous": "x", "answers": 7}))
    assert isinstance(refusal, str)
    assert "neueren Version" in refusal
    assert "\n" not in refusal


# --- fast equals strict, over made-up and mutated files

odd_texts = st.sampled_from(
    ["", " ", "Muster GmbH", NASTY, "a\nb", "\u00a0x", "A\u030a", "„ja“", '"', "\\", "{" * 1100, "x" * 201, "y" * 5001]
) | st.text(max_size=8)
odd_times = st.sampled_from(
    [NOW, "2026-02-30T10:00:00Z", "2026-11-35T10:00:00Z", "1970-12-31T23:00:00Z", "1971-01-01T00:00:00Z", "9998-12-31T23:59:59Z",
     "9999-01-01T00:00:00Z", "2026-01-01T00:00:00+14:00", "2026-01-01T00:00:00", "2026-01-01", "", "gestern", "2026-W05-1T01:00:00Z",
     "2026-01-01T24:00:00Z", "20260101T000000Z", "2026-01-01 10:00:00Z", "٢٠٢٦-01-01T00:00:00Z"]
)  # fmt: skip
odd_ids = st.sampled_from(["", "a-1", "../../etc", "A", "x" * 65, "benefit", "a b", "\x1b"])
question_ids = st.sampled_from((*READINESS, *SUCCESS, *RISKS, "reasons", "fears"))
any_ids = question_ids | st.sampled_from(["unknown", "../../etc", "", "organisation"])
odd_values = st.sampled_from(["yes", "no", "partly", "unsure", "ja", "J", "", "vielleicht", "\u200bja"])
answer = st.fixed_dictionaries({"value": odd_values, "note": odd_texts})
choices = st.lists(st.sampled_from((*REASONS, *FEARS, "other", "LEARNING")), max_size=4)
odd_answers = st.dictionaries(any_ids, answer | choices | st.none() | st.integers(), max_size=4)
contents = st.sampled_from(
    [
        FOREIGN,
        {},
        {"version": "1\x1b", "digest": "a\u202eb"},
        {"version": "x" * 10_000, "digest": "y"},
        {"version": "1"},
    ]
)
notes = st.dictionaries(any_ids, odd_texts | st.none(), max_size=3)
origin = st.fixed_dictionaries(
    {
        "id": odd_ids,
        "party": st.sampled_from(["hr", "joint", None, "chef"]),
        "finished": odd_times | st.none(),
        "content": contents,
        "answers": odd_answers,
        "notes": notes,
    }
)
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.integers(2**63, 2**70) | st.floats(allow_nan=False) | odd_texts,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(odd_texts, inner, max_size=2),
    max_leaves=5,
)
CHANGES: dict[str, st.SearchStrategy[Any]] = {
    "format": st.sampled_from([0, 1, 2, -1, 10**12, True, "1", None, 1.0]),
    "schema": st.sampled_from([1, 2, "x"]),
    "id": odd_ids,
    "organisation": odd_texts,
    "party": st.sampled_from(["hr", "works-council", "HR", "", None, "chef", "Betriebsrat"]),
    "stage": st.sampled_from(["planned", "running", "läuft", "", None]),
    "scope": st.sampled_from(["full", "quick", "half", None]),
    "started": odd_times,
    "finished": odd_times | st.none(),
    "content": contents,
    "notes": notes,
    "questions": st.dictionaries(any_ids, st.sampled_from(["a" * 16, "x", "A" * 16, "", "b" * 10_000]), max_size=3),
    "origins": st.lists(origin, max_size=2),
    "dissent": st.lists(any_ids, max_size=3),
    "complete": anything,
    "judged": anything,
    "verdict": anything,
}


@st.composite
def changed_fields(draw: st.DrawFn, guide: Guide, *, strange: bool) -> dict[str, Any]:
    """A saved assessment (joint, or of one party) with one to three fields or some answers changed."""
    fields = draw(st.sampled_from([base, joint]))(guide)
    for key in draw(st.lists(st.sampled_from(sorted(CHANGES)), max_size=3)):
        fields[key] = draw(anything if strange else CHANGES[key])
    if draw(st.booleans()) and isinstance(fields["answers"], dict):
        for id in draw(st.lists(question_ids, max_size=5)):
            fields["answers"].pop(id, None)
        fields["answers"] |= draw(odd_answers)
    return fields


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
        ({"format": 2}, "neueren"),
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
