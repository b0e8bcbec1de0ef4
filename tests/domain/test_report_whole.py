"""Of a whole report: nothing that was answered is missing, nothing stands twice, and the short result is short."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from verbund_check.answers.assessment import Answer, Assessment, Meeting, Origin
from verbund_check.documents import blocks as doc
from verbund_check.documents.remarks import LENGTH_IN_TEXT
from verbund_check.documents.report import report_document
from verbund_check.documents.short import short_document
from verbund_check.formats.text.document import text_of
from verbund_check.guide.model import Guide
from verbund_check.policy.report import Report, report_on

from .contract import FEARS, KEY_RISKS, KEY_SUCCESS, READINESS, REASONS, RISKS, SUCCESS, all_yes
from .making import assessment_from, examples, report_from
from .oracle import entry, meaning, put, raw
from .test_documents import all_text, blocks, found, plain, texts

LINES = 46
"""Two screens of 24 lines, without the two that the steps after it need."""

FACTOR = ("yes", "partly", "no", "unsure")
NOTE = st.one_of(st.just(0), st.just(0), st.integers(1, 300), st.sampled_from((LENGTH_IN_TEXT, 2_000, 5_000)))


@st.composite
def assessments(draw: st.DrawFn, guide: Guide) -> Assessment:
    """Any answers with remarks of their own, each with a word that no other has; sometimes a joint one without consensus."""
    answers: dict[str, Any] = {}
    missing = draw(st.sampled_from(((), (), ("goal",), ("contract", "fears"), ("chemistry", "reasons"))))
    for number, id in enumerate((*READINESS, *SUCCESS, *RISKS)):
        if id not in missing:
            value = draw(st.sampled_from(("yes", "no", "unsure") if id in READINESS else FACTOR))
            answers[id] = {"value": value, "note": note(draw(NOTE), number)}
    for number, (id, options) in enumerate((("reasons", REASONS), ("fears", FEARS)), start=50):
        if id not in missing:
            chosen = draw(st.lists(st.sampled_from(options), unique=True))
            answers[id] = {"value": chosen, "note": note(draw(NOTE), number)}
    head = {
        "party": draw(st.sampled_from(("hr", "works-council", "management", "joint"))),
        "stage": draw(st.sampled_from(("planned", "running"))),
        "scope": draw(st.sampled_from(("full", "full", "quick"))),
        "organisation": draw(st.sampled_from(("", "Muster GmbH", "N" * 200, "Sehr lange Firma " * 11))),
    }
    made = assessment_from(guide, answers, **head)
    unsure = [id for id, each in made.answers.items() if isinstance(each, Answer) and each.value == "unsure"]
    if head["party"] != "joint" or head["scope"] == "quick":
        return made
    origin = Origin("2026-03-01-abc234", None, None, made.content, {}, {})
    dissent = tuple(unsure[: draw(st.integers(0, 20))])
    return replace(made, dissent=dissent, origins=(origin,), meetings=(Meeting("2026-03-10", "Frau Öz"),))


def note(length: int, number: int) -> str:
    """A remark of about this length that begins with a word of its own."""
    return f"Eigenwort{number}Ende {'ab cd ' * (length // 6)}"[:5_000].strip() if length else ""


def notes_of(report: Report) -> dict[str, str]:
    given = {id: each.note for id, each in report.answers.items() if isinstance(each, Answer)}
    return {id: each for id, each in {**report.notes, **given}.items() if each}


@settings(max_examples=examples(25), deadline=None)
@given(st.data(), st.booleans())
def test_nothing_that_was_answered_is_missing_and_nothing_stands_twice(guide, data, on_screen):
    """In every outcome, prospects, stage, party and scope: each remark once in full, each answer once with its sentence."""
    report = report_on(data.draw(assessments(guide)), guide)
    document = report_document(report, guide, on_screen=on_screen)
    each = list(texts(document))
    for id, remark in notes_of(report).items():
        shown = [text for text in each if remark.split(" ", 1)[0] in text]
        if not on_screen or len(shown) > 0:
            assert len(shown) == 1, (id, shown)
            assert shown[0].endswith(remark), id
    if on_screen:
        return
    rows = [
        row for table in blocks(document, doc.Ratings, "Alle Antworten") for part in table.parts for row in part.rows
    ]
    asked = [
        id for id in (*READINESS, *SUCCESS, *RISKS) if report.scope == "full" or id in READINESS or id in report.answers
    ]
    assert sorted(row.label for row in rows) == sorted(entry(id)["title"] for id in asked)
    by_label = {row.label: row for row in rows}
    for id in asked:
        row = by_label[entry(id)["title"]]
        sentence = put(id, "question" if id in READINESS else "statement", report.stage, report.party)
        assert plain(row.text) == plain(sentence)
        (rating,) = row.ratings
        assert isinstance(rating, doc.Rating)
        answer = report.answers.get(id)
        if id in report.dissent:
            assert rating == doc.Rating(None, "Kein Konsens")
        elif answer is None:
            assert rating == doc.Rating(None, "noch offen")
        else:
            assert isinstance(answer, Answer)
            assert rating.effect == meaning(id, answer.value.value)
    lists = {item.term: item.text for block in blocks(document, doc.Entries, "Alle Antworten") for item in block.items}
    for id in ("reasons", "fears"):
        titles = {item["id"]: plain(item["title"]) for item in raw(id)["items"]}
        shown_text = lists.get(raw("interview")["blocks"][id]["question"], "")
        for chosen in report.answers.get(id, ()):
            assert titles[chosen] in plain(shown_text)


@settings(max_examples=examples(25), deadline=None)
@given(st.data())
def test_every_reference_leads_somewhere_and_no_place_has_two_names(guide, data):
    report = report_on(data.draw(assessments(guide)), guide)
    document = report_document(report, guide)
    anchors = [block.anchor for block in blocks(document, doc.Heading) if block.anchor]
    assert len(anchors) == len(set(anchors))
    assert {each.anchor for each in found(document, doc.Target)} <= set(anchors)


@pytest.mark.parametrize("length", [2_000, 5_000])
def test_a_long_remark_stands_in_full_at_the_end_and_the_text_leads_there(guide, length):
    long = ("Wort " * length)[: length - 4] + "Ende"
    answers = all_yes(coordinator={"value": "no", "note": long}, balance={"value": "no", "note": "kurz"})
    document = report_document(report_from(guide, answers), guide)
    at = document.blocks.index(doc.Heading("Bemerkungen im Wortlaut"))
    heading, entries = document.blocks[at + 1 : at + 3]
    assert heading == doc.Heading("Koordination", 3, "bemerkung-coordinator")
    assert entries == doc.Entries((doc.Entry("", "", note=long),))
    (table,) = blocks(document, doc.Ratings, "Angehen")
    first, second = table.parts[0].rows
    assert first.notes == ("Die Bemerkung dazu steht am Ende im Wortlaut.",)
    assert first.see == doc.Target("Bemerkung: Koordination", "bemerkung-coordinator")
    assert second.notes == ("Bemerkung: kurz",)


@pytest.mark.parametrize(("lengths", "moved"), [((750, 750), []), ((751, 750), [0]), ((500, 600, 700), [2])])
def test_remarks_together_may_have_1500_characters_before_the_longest_are_moved(guide, lengths, moved):
    notes = {id: {"value": "no", "note": "x" * length} for id, length in zip(SUCCESS, lengths, strict=False)}
    document = report_document(report_from(guide, all_yes(**notes)), guide)
    at_end = [block.anchor for block in blocks(document, doc.Heading, "Bemerkungen im Wortlaut") if block.anchor]
    assert at_end == [f"bemerkung-{SUCCESS[number]}" for number in moved]


def test_without_remarks_none_is_left_and_nothing_speaks_of_one(guide):
    document = report_document(report_from(guide, all_yes(coordinator="no", goal="unsure")), guide)
    assert "Bemerkung" not in all_text(replace(document, words=doc.Words()))


# ---- the short result


def short(report: Report, guide: Guide) -> str:
    return text_of(short_document(report, guide), 80, "utf-8", "strict")


def longest(stage: str) -> list[str]:
    """The factors, but for the most important ones, whose step is longest."""
    others = [id for id in (*SUCCESS, *RISKS) if id not in (*KEY_SUCCESS, *KEY_RISKS)]
    return sorted(others, key=lambda each: -len(entry(each)["title"] + put(each, "step", stage)))


def cases() -> Iterator[tuple[str, dict[str, Any], dict[str, Any]]]:
    """The worst that can come together."""
    everything = (*READINESS, *SUCCESS, *RISKS)
    name = {"organisation": "Präzisionstechnik " * 11, "party": "joint"}
    for stage in ("planned", "running"):
        head = {**name, "stage": stage}
        for value in ("yes", "no", "unsure"):
            yield f"all {value}, {stage}", all_yes(**dict.fromkeys(everything, value)), head
            yield f"quick {value}, {stage}", all_yes(**dict.fromkeys(everything, value)), {**head, "scope": "quick"}
        yield f"all partly, {stage}", all_yes(**dict.fromkeys((*SUCCESS, *RISKS), "partly")), head
        hindering = dict.fromkeys((*READINESS, *SUCCESS), "no") | dict.fromkeys(RISKS, "yes")
        yield f"all hinder, {stage}", all_yes(**hindering), head
        yield f"begun, {stage}", {"goal": "no"}, head
        for letters in ("nnnuuuu", "nnnnuuu", "yyyynnn", "yyyynuu"):
            words = {"n": "no", "u": "unsure", "y": "yes"}
            readiness = {id: words[letter] for id, letter in zip(READINESS, letters, strict=True)}
            steps = {id: "yes" if id in RISKS else "no" for id in longest(stage)[:5]}
            unknown = dict.fromkeys((*KEY_SUCCESS, *KEY_RISKS), "unsure")
            yield f"longest steps, {letters}, {stage}", all_yes(**readiness, **steps, **unknown), head
            yield f"incomplete, {letters}, {stage}", all_yes(**readiness, **steps, **unknown, fears=None), head


@pytest.mark.parametrize(("answers", "head"), [case[1:] for case in cases()], ids=[case[0] for case in cases()])
def test_the_short_result_stands_on_two_screens(guide, answers, head):
    """At most 46 lines, with the verdict first; in a joint one without consensus as well."""
    report = report_from(guide, answers, **head)
    unsure = tuple(id for id, each in report.answers.items() if isinstance(each, Answer) and each.value == "unsure")
    for shown in (report, replace(report, dissent=unsure[:1])):
        text = short(shown, guide)
        assert len(text.splitlines()) <= LINES, text
        assert max(map(len, text.splitlines())) <= 80


@settings(max_examples=examples(25), deadline=None)
@given(st.data())
def test_the_short_result_is_short_for_any_answers_and_counts_what_it_leaves_out(guide, data):
    report = report_on(data.draw(assessments(guide)), guide)
    text = short(report, guide)
    assert len(text.splitlines()) <= LINES, text
    if report.verdict is None:
        return
    told = plain(text)
    assert plain(report_document(report, guide).title) in told
    values = {id: each.value.value for id, each in report.answers.items() if isinstance(each, Answer)}
    asked = READINESS if report.scope == "quick" else (*READINESS, *KEY_SUCCESS, *KEY_RISKS)
    hindering = [id for id in asked if values.get(id) and meaning(id, values[id]) == "hinders"]
    assert all(entry(id)["title"] in told for id in hindering[:4])
    assert ("Was im Weg steht" in told) is bool(hindering)
    if len(hindering) > 4:
        assert f"und {len(hindering) - 4} weitere" in told
    measures = [each for each in report.verdict.measures if each.value != "unsure"]
    for measure in measures[:3]:
        assert plain(put(measure.id, "step", report.stage, report.party)) in told.replace(" • ", " ")
    if len(measures) > 3:
        assert f"und {len(measures) - 3} weitere" in told
    assert report.verdict.links[0].url in told
