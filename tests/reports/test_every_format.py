"""Every format holds every answer, remark and measure of a report, and says the same as the terminal."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.contract import FEARS, READINESS, REASONS, RISKS, SUCCESS
from domain.making import examples, report_from
from verbund_check.documents import blocks as doc
from verbund_check.documents.report import report_document
from verbund_check.formats.data import csv_head, to_csv, to_jsonl
from verbund_check.guide.model import Guide
from verbund_check.policy.report import Report
from verbund_check.text import to_json

from .every_document import every_document
from .shown import answers_of, expected, formats, holds, shown, squeezed

# The guide stands among the arguments, so what is told of a failing example is long.
pytestmark = pytest.mark.filterwarnings("ignore::hypothesis.errors.HypothesisWarning")

# In the scripts of the fonts that come with everything; what else there is, tests/render tries without looking at the order.
NOTES = st.one_of(
    st.just(""),
    st.text("abcäöüßÄÖÜ „“–*_|#<>&;=\"'[]()\\`~\n", min_size=1, max_size=60),
    st.sampled_from(
        [
            "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "=cmd()|' /C calc'!A0", "| a | b |", "# x",
            "1. Punkt\n2. Punkt", "„Müller & Söhne“ – 90 %, § 87", "Wort" * 12, "[bold]x[/]", ":smile:", "&lt;b&gt;",
        ]
    ),
)  # fmt: skip


def maybe(values: tuple[str, ...]) -> st.SearchStrategy[Any]:
    """No answer, an answer, or one with a remark."""
    return st.none() | st.fixed_dictionaries({"value": st.sampled_from(values), "note": NOTES})


def lists(ids: tuple[str, ...]) -> st.SearchStrategy[Any]:
    chosen = st.lists(st.sampled_from(ids), unique=True)
    return st.none() | st.fixed_dictionaries({"value": chosen, "note": NOTES})


DOCUMENTS = [form for form in formats() if form != "terminal"]
FACTOR = ("yes", "partly", "no", "unsure")
ANSWERS = st.fixed_dictionaries(
    {
        "reasons": lists(REASONS),
        **dict.fromkeys(
            READINESS, st.fixed_dictionaries({"value": st.sampled_from(("yes", "no", "unsure")), "note": NOTES})
        ),
        **dict.fromkeys((*SUCCESS, *RISKS), maybe(FACTOR)),
        "fears": lists(FEARS),
    }
)
HEADS = st.fixed_dictionaries(
    {
        "organisation": st.sampled_from(["", "Müller & Söhne GmbH", "<b>=1+1</b>"]),
        "party": st.sampled_from([None, "hr", "works-council"]),
        "stage": st.sampled_from(["planned", "running"]),
        "scope": st.sampled_from(["full", "full", "quick"]),
    }
)


def report(guide: Guide, answers: dict[str, Any], head: dict[str, Any]) -> Report:
    given = {id: answer for id, answer in answers.items() if answer is not None}
    return report_from(guide, given, **{key: value for key, value in head.items() if value})


@settings(max_examples=examples(12), deadline=None, suppress_health_check=list(HealthCheck))
@given(ANSWERS, HEADS)
def test_every_format_holds_every_answer_remark_and_measure(
    guide: Guide, answers: dict[str, Any], head: dict[str, Any]
) -> None:
    """The documents through what their readers see, the data through its own parsers; all from the one report."""
    made = report(guide, answers, head)
    wanted = [squeezed("".join(parts)) for parts in expected(made, guide)]
    document = report_document(made, guide)
    for form in DOCUMENTS:
        text = shown(form, document)
        assert [each for each in wanted if each not in text] == [], form
    told = answers_of(made, guide)

    data = json.loads(to_json(made))
    in_json = {
        id: (",".join(answer), data["notes"].get(id, ""))
        if isinstance(answer, list)
        else (answer["value"], answer["note"])
        for id, answer in data["answers"].items()
    }
    assert in_json | {id: ("", note) for id, note in data["notes"].items() if id not in in_json} == told

    _, *rows = csv.reader(
        io.StringIO((csv_head() + to_csv(made, guide)).decode("utf-8-sig"), newline=""), delimiter=";"
    )
    in_csv = {row[5]: (row[7], row[9] if row[9] in (told[row[5]][1], "") else row[9].removeprefix("'")) for row in rows}
    assert in_csv == told

    record = json.loads(to_jsonl(made, guide))
    values = record["answers"] | {kind: ",".join(record[kind] or ()) for kind in ("reasons", "fears")}
    notes = {each["id"]: each["note"] for each in record["notes"]}
    assert {id: (values[id] or "", notes.get(id, "")) for id in told} == told

    measures = [each.id for each in made.verdict.measures] if made.verdict else []
    assert record["measures"] == [each["id"] for each in data["verdict"]["measures"]] == measures


@settings(max_examples=examples(25), deadline=None, suppress_health_check=list(HealthCheck))
@given(ANSWERS, HEADS)
def test_the_terminal_holds_every_word_and_never_disagrees(
    guide: Guide, answers: dict[str, Any], head: dict[str, Any]
) -> None:
    """On the screen each word of the report stands; its verdict and its measures are those of the document to hand round."""
    made = report(guide, answers, head)
    on_screen, on_paper = (report_document(made, guide, on_screen=screen) for screen in (True, False))
    text = shown("terminal", on_paper)
    for each in expected(made, guide):
        # Columns stand side by side, and a line may end after a hyphen: so word for word.
        assert [word for part in each for word in re.split(r"[\s-]", part) if squeezed(word) not in text] == []
    boxes = [[block for block in each.blocks if isinstance(block, doc.Callout)] for each in (on_screen, on_paper)]
    assert boxes[0][0] == boxes[1][0]
    steps = [
        [(row.number, row.label, row.ratings) for row in numbered]
        for each in (on_screen, on_paper)
        for block in each.blocks
        if isinstance(block, doc.Ratings)
        and (numbered := [row for part in block.parts for row in part.rows if row.number])
    ]
    assert steps[::2] == steps[1::2]


def leaves(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, tuple):
        return [text for each in value for text in leaves(each)]
    if isinstance(value, doc.Struct):
        unseen = ("style", "tone", "kind", "effect", "anchor", "about", "words")
        fields = [name for name in value.__struct_fields__ if name not in unseen]
        return [text for name in fields for text in leaves(getattr(value, name))]
    return []


@pytest.mark.parametrize("form", DOCUMENTS)
def test_every_document_is_there_in_full(guide: Guide, form: str) -> None:
    """Report, section, questionnaire, comparison, agenda, paper: no heading, cell or line of any is missing in any format."""
    for name, document in every_document(guide).items():
        text = shown(form, document)
        missing = [each for each in leaves(document) if not holds(text, each, in_two=form == "pdf")]
        assert missing == [], name
