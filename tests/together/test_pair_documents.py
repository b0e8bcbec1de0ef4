"""Comparison and agenda of two assessments, block by block: everything is there, once, and in its place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import Struct

from domain.contract import FEARS, READINESS, REASONS, RISKS, SUCCESS, all_yes
from domain.making import assessment_from, examples
from verbund_check.documents import blocks as doc
from verbund_check.documents.agenda import agenda_document
from verbund_check.documents.pair import pair_document
from verbund_check.guide.model import Guide
from verbund_check.policy.compare_pair import compare_pair
from verbund_check.policy.meeting import minutes

from . import expected

CONTENT = Path(__file__).parents[2] / "content"

# In which part of the comparison a question stands, by how far the answers lie apart and what they mean.
APART = {2: "Gegensätzlich", 1: "Nah beieinander", "?": "Das weiß nur eine Seite"}
ALIKE = {
    "hinders": "Einig, aber nicht günstig",
    "partly": "Einig, aber nicht günstig",
    "unsure": "Einig, aber nicht günstig",
    "helps": "Einig, und das hilft",
}


@cache
def titles() -> dict[str, str]:
    """The short names of the twenty-seven, from the raw content."""
    factors = yaml.safe_load((CONTENT / "factors.yaml").read_text("utf-8"))
    readiness = yaml.safe_load((CONTENT / "readiness.yaml").read_text("utf-8"))
    items = (*readiness["items"], *factors["success"], *factors["risks"])
    return {each["id"]: each["title"] for each in items}


def texts(block: Any) -> Iterator[str]:
    """Every text in a block, in the order in which it stands there."""
    if isinstance(block, str):
        yield block
    elif isinstance(block, tuple):
        for each in block:
            yield from texts(each)
    elif isinstance(block, Struct):
        for field in block.__struct_fields__:
            yield from texts(getattr(block, field))


def without_appendix(document: doc.Document) -> tuple[doc.Block, ...]:
    ends = [place for place, block in enumerate(document.blocks) if isinstance(block, doc.NewPage)]
    return document.blocks[: ends[0]] if ends else document.blocks


def all_of(document: doc.Document, kind: type) -> list[Any]:
    return [block for block in without_appendix(document) if isinstance(block, kind)]


def in_parts(document: doc.Document) -> dict[str, list[doc.RatingRow]]:
    """The rows of the table of questions by the heading of their part, without its number or minutes."""
    tables = [table for table in all_of(document, doc.Ratings) if table.head == "Worum es geht"]
    parts = [part for table in tables for part in table.parts if part.title]  # without one: both results
    return {part.title.split(" – etwa")[0].split(" (")[0]: list(part.rows) for part in parts}


def entries(document: doc.Document) -> dict[str, list[str]]:
    """Lists on one line, by what stands before them."""
    each = [entry for block in all_of(document, doc.Entries) for entry in block.items]
    named = [(entry.term, entry.text) for entry in each]
    named += [item for block in all_of(document, doc.Fields) for item in block.items]
    return {title.split(" (")[0]: text.split(", ") for title, text in named}


single = {id: st.sampled_from(["yes", "no", "unsure"]) for id in READINESS} | {
    id: st.sampled_from(["yes", "partly", "no", "unsure"]) for id in SUCCESS + RISKS
}
answers = st.fixed_dictionaries({
    **single,
    "reasons": st.lists(st.sampled_from(REASONS), unique=True),
    "fears": st.lists(st.sampled_from(FEARS), unique=True),
})  # fmt: skip
remarked = st.sets(st.sampled_from([*expected.ALL_27, "reasons", "fears"]))


def documents(
    guide: Guide, sides: list[tuple[dict[str, Any], set[str]]], kind: str = "parties"
) -> tuple[doc.Document, doc.Document | None, list[str]]:
    """Comparison, agenda and the remarks, of which each is another."""
    made, remarks = [], []
    for number, (given_answers, ids) in enumerate(sides):
        notes = {id: f"Anmerkung{number}zu{id}." for id in ids}
        remarks += notes.values()
        full = {
            id: {"value": value, "note": notes[id]} if id in notes and id in expected.ALL_27 else value
            for id, value in given_answers.items()
        }
        made.append(
            assessment_from(
                guide, full, id=f"a-{number}", organisation="Muster", finished=f"202{number + 5}-01-01T10:00:00Z",
                party=("hr", "works-council")[number] if kind == "parties" else "hr",
                notes={id: note for id, note in notes.items() if id not in expected.ALL_27},
            )
        )  # fmt: skip
    pair = made[0], made[1]
    comparison = compare_pair(*pair, kind, guide)  # type: ignore[arg-type]
    agenda = agenda_document(comparison, pair, guide) if kind == "parties" else None
    return pair_document(comparison, pair, guide), agenda, remarks


class TestComparison:
    @given(first=st.tuples(answers, remarked), second=st.tuples(answers, remarked))
    @settings(max_examples=examples(12))
    def test_every_question_and_every_remark_stands_once_and_in_its_place(self, guide, first, second):
        document, _, remarks = documents(guide, [first, second])
        rows, lists = in_parts(document), entries(document)
        found: Counter[tuple[str, str]] = Counter()
        for part, each in rows.items():
            found.update((part, row.label) for row in each)
        for before in ("Einig, und das hilft", "Ebenso, ohne Bemerkung"):
            found.update(("Einig, und das hilft", title) for title in lists.get(before, []))
        promised = []
        for id in expected.ALL_27:
            apart = expected.APART[first[0][id]][second[0][id]]
            part = APART[apart] if apart else ALIKE[expected.MEANS[expected.KIND[id]][first[0][id]]]
            promised.append((part, titles()[id]))
        assert found == Counter(promised)
        told = "\n".join(text for block in document.blocks for text in texts(block))
        assert [remark for remark in remarks if told.count(remark) != 1] == []

    @given(first=st.tuples(answers, remarked), second=st.tuples(answers, remarked))
    @settings(max_examples=examples(8))
    def test_the_sign_says_what_each_answer_means(self, guide, first, second):
        document, _, _ = documents(guide, [first, second])
        by_title = {title: id for id, title in titles().items()}
        for rows in in_parts(document).values():
            for row in rows:
                id = by_title[row.label]
                means = [expected.MEANS[expected.KIND[id]][side[0][id]] for side in (first, second)]
                assert [rating.effect for rating in row.ratings] == means
                assert row.mark == ("besonders wichtig" if id in expected.KEY else "")

    @given(first=st.tuples(answers, remarked), second=st.tuples(answers, remarked))
    @settings(max_examples=examples(8))
    def test_over_time_too(self, guide, first, second):
        document, _, remarks = documents(guide, [first, second], "time")
        rows, lists = in_parts(document), entries(document)
        found = [row.label for each in rows.values() for row in each]
        for before in ("Unverändert, und das hilft", "Ebenso, ohne Bemerkung"):
            found += lists.get(before, [])
        assert Counter(found) == Counter(titles().values())
        gain = {
            titles()[id]: expected.HELPS[expected.KIND[id]][second[0][id]]
            - expected.HELPS[expected.KIND[id]][first[0][id]]
            for id in expected.ALL_27
            if "unsure" not in (first[0][id], second[0][id])
        }
        assert {row.label for row in rows.get("Besser geworden", [])} == {id for id in gain if gain[id] > 0}
        assert {row.label for row in rows.get("Schlechter geworden", [])} == {id for id in gain if gain[id] < 0}
        told = "\n".join(text for block in document.blocks for text in texts(block))
        assert [remark for remark in remarks if told.count(remark) != 1] == []

    @given(first=answers, second=answers)
    @settings(max_examples=examples(8))
    def test_who_named_which_reason_and_fear(self, guide, first, second):
        document, _, _ = documents(guide, [(first, set()), (second, set())])
        tables = [table for table in all_of(document, doc.Ratings) if table.head == "Gründe und Befürchtungen"]
        found = {}
        for row in (row for table in tables for part in table.parts for row in part.rows):
            cells = [set(rating.word.split("; ")) - {"–"} for rating in row.ratings]
            found[row.label] = [len(cell) for cell in cells]
        promised = {}
        for kind, title in (("reasons", "Gründe"), ("fears", "Befürchtungen")):
            one, other = set(first[kind]), set(second[kind])
            if one | other:
                promised[title] = [len(one & other), len(one - other), len(other - one)]
        assert found == promised

    @pytest.mark.parametrize(
        ("first", "second", "title"),
        [
            ({}, {}, "Einig in 27 von 27 Fragen"),
            ({"goal": "no"}, {}, "Einig in 26 von 27 Fragen; gegensätzlich in 1: Ziel"),
            (
                {"goal": "no", "coordinator": "no"}, {},
                "Einig in 25 von 27 Fragen; gegensätzlich in 2: Koordination und Ziel",
            ),
            (
                {"goal": "no", "coordinator": "no", "contract": "no", "balance": "unsure"}, {},
                "Einig in 23 von 27 Fragen; gegensätzlich in 3, darunter Koordination und Ziel",
            ),
            ({"contract": "partly"}, {}, "Einig in 26 von 27 Fragen; in keiner gegensätzlich"),
        ],
    )  # fmt: skip
    def test_the_title_is_the_result(self, guide, first, second, title):
        document, _, _ = documents(guide, [(all_yes(**first), set()), (all_yes(**second), set())])
        assert document.title == title
        assert (
            document.subtitle
            == "Muster · Personalabteilung (01.01.2025) und Betriebsrat (01.01.2026) · geplanter Verbund"
        )
        assert document.about.startswith("Muster · Personalabteilung / Betriebsrat · ")
        assert document.about.endswith(" · 01.01.2026")

    @pytest.mark.parametrize(
        ("then", "now", "title"),
        [
            ({}, {}, "Unverändert in 27 von 27 Fragen"),
            ({"goal": "unsure"}, {}, "Unverändert in 26 von 27 Fragen"),
            ({"goal": "no"}, {}, "In 1 von 27 Fragen besser, in keiner schlechter"),
            ({"goal": "no"}, {"chemistry": "yes"}, "In 1 von 27 Fragen besser, in 1 schlechter: Fehlende Chemie"),
            (
                {}, {"chemistry": "yes", "goal": "no", "sharing": "no"},
                "In 0 von 27 Fragen besser, in 3 schlechter, darunter Fehlende Chemie und Ziel",
            ),
        ],
    )  # fmt: skip
    def test_the_title_over_time(self, guide, then, now, title):
        document, _, _ = documents(guide, [(all_yes(**then), set()), (all_yes(**now), set())], "time")
        assert document.title == title

    def test_sides_that_were_asked_different_things(self, guide):
        """What is not compared is shown all the same, with both sentences, both answers and all remarks."""
        made = []
        for number, party in enumerate(("hr", "works-council")):
            head: dict[str, Any] = {"party": party, "organisation": "Muster", "id": f"a-{number}"}
            if number:
                head |= {"questions": {"goal": "00" * 8}, "wordings": {"goal": "Haben wir ein Ziel?"}}
                head |= {"content": {"version": "9", "digest": "ab" * 32}, "finished": "2026-01-01T10:00:00Z"}
            goal = {"value": ("yes", "no")[number], "note": f"Anmerkung {number}"}
            made.append(assessment_from(guide, all_yes(goal=goal), **head))
        comparison = compare_pair(made[0], made[1], "parties", guide)
        for document in (
            pair_document(comparison, (made[0], made[1]), guide),
            agenda_document(comparison, (made[0], made[1]), guide),
        ):
            (row,) = next(
                rows
                for part, rows in in_parts(document).items()
                if part.startswith(("Nicht verglichen", "Verschieden"))
            )
            assert "Haben Sie ein klares Ziel" in row.text
            assert "Haben wir ein Ziel?" in row.text
            assert [rating.word for rating in row.ratings] == ["Ja", "Nein"]
            assert row.notes == ("Personalabteilung: Anmerkung 0", "Betriebsrat: Anmerkung 1")

    def test_a_short_one_says_that_the_rest_is_not_compared(self, guide):
        short = assessment_from(guide, dict.fromkeys(READINESS, "yes"), scope="quick", party="hr", id="a")
        full = assessment_from(guide, all_yes(), party="works-council", id="b")
        document = pair_document(compare_pair(short, full, "parties", guide), (short, full), guide)
        assert "die sieben Fragen zur Bereitschaft" in " ".join(map(str, document.blocks))
        assert document.title == "Einig in 7 von 7 Fragen"


class TestAgenda:
    @given(first=st.tuples(answers, remarked), second=st.tuples(answers, remarked))
    @settings(max_examples=examples(12))
    def test_every_point_and_every_remark_stands_once(self, guide, first, second):
        _, document, remarks = documents(guide, [first, second])
        assert document is not None
        promised = expected.pair(first[0], second[0])
        by_effect: dict[str, list[str]] = {effect: [] for effect in expected.EFFECTS}
        for each in promised["agreed"]:
            by_effect[each["effect"]].append(titles()[each["id"]])
        rows = [row for part in in_parts(document).values() for row in part]
        points = [titles()[each["id"]] for each in (*promised["splits"], *promised["one_sided"])]
        for kind, title in (("reasons", "Gründe"), ("fears", "Befürchtungen")):
            apart = set(first[0][kind]) != set(second[0][kind])
            points += [title] if apart or kind in (*first[1], *second[1]) else []
        assert [row.label for row in rows] == [*points, *by_effect["hinders"]]
        assert [row.number for row in rows] == [str(number + 1) for number in range(len(rows))]
        for row in rows:
            assert row.cells[:2] == ("", ""), "room for the result, and for who and until when"
            assert isinstance(row.cells[2], doc.Ticks)
        found = [next(texts(row[0])) for table in all_of(document, doc.Table) for row in table.rows]
        assert found == by_effect["unsure"]
        lists = entries(document)
        assert lists.get("Schon einig, und das hilft", []) == by_effect["helps"]
        assert lists.get("Einig: teils", []) == by_effect["partly"]
        told = "\n".join(text for block in document.blocks for text in texts(block))
        assert [remark for remark in remarks if told.count(remark) != 1] == []

    @given(first=answers, second=answers)
    @settings(max_examples=examples(5))
    def test_its_minutes_are_the_sum_of_its_parts(self, guide, first, second):
        _, document, _ = documents(guide, [(first, set()), (second, set())])
        assert document is not None
        heads = [text for block in without_appendix(document) for text in texts(block) if " – etwa " in text]
        parts = [int(head.split(" – etwa ")[1].split()[0]) for head in heads]
        assert f"etwa {sum(parts)} Minuten" in document.title
        assert ("zwei Termine" in " ".join(map(str, document.blocks))) == (sum(parts) > 120)

    @pytest.mark.parametrize(
        ("part", "points", "suggested"),
        [("strong", 0, 0), ("strong", 1, 5), ("strong", 12, 60), ("weak", 1, 5), ("weak", 5, 20), ("weak", 4, 20),
         ("one_sided", 2, 10), ("one_sided", 5, 15), ("unsure", 2, 5), ("unsure", 3, 10), ("closing", 1, 10)],
    )  # fmt: skip
    def test_minutes_are_suggested_by_the_number_of_points(self, part, points, suggested):
        assert minutes(part, points) == suggested

    def test_what_to_read_is_told_by_the_numbers_of_the_points(self, guide):
        """On paper nothing names a command; the sections stand behind, and every target has its heading."""
        _, document, _ = documents(
            guide, [(all_yes(coordinator="no", contract="no", goal="no"), set()), (all_yes(), set())]
        )
        assert document is not None
        anchors = [block.anchor for block in document.blocks if isinstance(block, doc.Heading) and block.anchor]
        assert len(anchors) == len(set(anchors))
        entries_ = [entry for block in document.blocks if isinstance(block, doc.Entries) for entry in block.items]
        (overview,) = [
            block for block in document.blocks if isinstance(block, doc.Table) and block.head[0] == "Abschnitt"
        ]
        told_of = {row[0].see: row[1] for row in overview.rows if isinstance(row[0], doc.Entry)}
        targets = [*told_of, *(entry.see for entry in entries_ if entry.see)]
        assert {target.anchor for target in targets if target} == set(anchors)
        assert told_of[doc.Target("Welche Regeln brauchen wir?", "lesen-rules")] == "Punkte 1 und 3"
        told = "\n".join(text for block in document.blocks for text in texts(block))
        for word in ("verbund-check show", "--agree", "(regeln)"):
            assert word not in told
