"""What the documents about several firms and several people show, against a second reading of the raw answers."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.contract import KEY_RISKS, KEY_SUCCESS, READINESS, RISKS, SUCCESS, all_yes
from domain.making import assessment_from, examples, table_of
from reports.every_document import random_answers
from verbund_check.documents import blocks as doc
from verbund_check.documents.firms import FEW, LISTED, firms_document
from verbund_check.documents.group import group_document
from verbund_check.formats import format_for
from verbund_check.guide.model import Guide
from verbund_check.policy.compare_firms import anonymous, compare_firms
from verbund_check.policy.compare_group import compare_group
from verbund_check.policy.comparison import side_of

from .expected import EFFECTS, KIND, MEANS
from .expected import firms as expected_firms
from .test_together_counts import complete

FACTORS = SUCCESS + RISKS
LABELS = {"yes": "Trifft zu", "partly": "Teilweise", "no": "Trifft nicht zu", "unsure": "Weiß nicht"}
JOINT = {
    ("success", True): "erfüllt", ("success", False): "nicht erfüllt",
    ("risk", True): "zeigt sich", ("risk", False): "zeigt sich nicht",
}  # fmt: skip
RULES = {"all": "alle", "any": "einer genügt", "majority": "Mehrheit"}


def document(guide: Guide, answers: list[dict[str, Any]], *, nameless: bool = False, **options: Any) -> doc.Document:
    """The comparison of firms that are called Betrieb 0, Betrieb 1 …"""
    each = [
        assessment_from(guide, given, organisation=f"Betrieb {number}", id=f"2026-01-01-{number:06}")
        for number, given in enumerate(answers)
    ]
    named = not nameless and len(each) <= LISTED
    comparison = compare_firms(table_of(guide, each), [side_of(one) for one in each] if named else (), guide)
    if nameless:
        comparison = anonymous(comparison, guide.questions)
    values = [one.values() for one in each] if named else []
    options = {"day": "25.11.2026", "stages": ("planned",), "anonymous": nameless, **options}
    return firms_document(comparison, values, guide, **options)


def ratings(document: doc.Document) -> doc.Ratings:
    (found,) = (block for block in document.blocks if isinstance(block, doc.Ratings))
    return found


def rows_by_title(block: doc.Ratings) -> dict[str, doc.RatingRow]:
    return {row.label: row for part in block.parts for row in part.rows}


def all_text(value: Any) -> str:
    """Every text in a document or a part of it."""
    if isinstance(value, str):
        return value
    if isinstance(value, tuple):
        return " ".join(map(all_text, value))
    fields = getattr(value, "__struct_fields__", ())
    return " ".join(all_text(getattr(value, name)) for name in fields)


def term(cell: doc.Cell | doc.Ticks) -> str:
    return cell.term if isinstance(cell, doc.Entry) else str(cell)


@given(answers=st.lists(complete, min_size=2, max_size=FEW))
@settings(max_examples=examples(40))
def test_every_answer_of_every_firm_stands_in_the_heat_map(guide: Guide, answers: list[dict[str, Any]]) -> None:
    block = ratings(document(guide, answers))
    assert block.columns == tuple(f"Betrieb {number}" for number in range(len(answers)))
    assert block.signs is (len(answers) > 3)
    shown = rows_by_title(block)
    assert len(shown) == 20
    for id in FACTORS:
        row = shown[guide.questions[id].title]
        wanted = [doc.Rating(MEANS[KIND[id]][given[id]], LABELS[given[id]]) for given in answers]
        assert list(row.ratings) == wanted
        hindering = sum(each.effect == "hinders" for each in wanted)
        assert row.cells[0] == str(hindering)
        assert bool(row.mark) is (id in KEY_SUCCESS + KEY_RISKS)
    often = [sum(MEANS[KIND[id]][given[id]] == "hinders" for id in FACTORS) for given in answers]
    assert block.totals is not None
    assert block.totals.ratings == tuple(doc.Rating(None, str(number)) for number in often)
    assert block.totals.cells[0] == str(sum(often))


@given(answers=st.lists(complete, min_size=3, max_size=12), nameless=st.booleans())
@settings(max_examples=examples(40))
def test_counts_rules_and_order_are_those_of_the_raw_answers(
    guide: Guide, answers: list[dict[str, Any]], nameless: bool
) -> None:
    page = document(guide, answers, nameless=nameless)
    block = ratings(page)
    firms = {str(number): given for number, given in enumerate(answers)}
    promised = {each["id"]: each for each in expected_firms(firms)["factors"]}
    titles = {guide.questions[id].title: id for id in FACTORS}
    for part, ids in zip(block.parts, (SUCCESS, RISKS), strict=True):
        assert {titles[row.label] for row in part.rows} == set(ids)
        counts = []
        for row in part.rows:
            id = titles[row.label]
            tally = dict.fromkeys(EFFECTS, 0)
            for value, number in promised[id]["counts"].items():
                tally[MEANS[KIND[id]][value]] += number
            counts.append(tally["hinders"])
            if nameless or len(answers) > FEW:
                assert row.ratings == (doc.Counts(**tally),)
            joint, rule = term(row.cells[-1]).rstrip(")").split(" (")
            assert rule == RULES[promised[id]["rule"]]
            if promised[id]["holds"] or not tally["unsure"]:
                assert joint == JOINT[KIND[id], promised[id]["holds"]]
        assert counts == sorted(counts, reverse=True)
    if nameless:
        assert "Betrieb 0" not in all_text(page)
        assert not block.signs
        assert block.totals is None


def test_by_hand(guide: Guide) -> None:
    """Four firms: one risk shows itself with one, one factor is missing with two; the title says both, worst first."""
    answers = [
        all_yes(unfairness="yes", balance="no", fears=["poaching"], reasons=["learning"]),
        all_yes(chemistry="yes", balance="no", fears=["poaching", "antitrust"], reasons=["learning"]),
        all_yes(balance="unsure", contract="no", reasons=["learning"]),
        all_yes(contract="no", proximity="no", reasons=["learning", "broader-offer"]),
    ]
    page = document(guide, answers)
    assert page.title == "Vorsicht: Fehlende Chemie, Geben und Nehmen"
    assert page.subtitle == "Passen diese Betriebe zusammen? · 4 Betriebe · geplanter Verbund"
    assert page.about == "4 Betriebe · Vergleich Qualifizierungsverbund · 25.11.2026"
    success, risks = ratings(page).parts
    assert [row.label for row in success.rows][:3] == ["Geben und Nehmen", "Kooperationsvertrag", "Räumliche Nähe"]
    assert [row.label for row in risks.rows][:2] == ["Fehlende Chemie", "Benachteiligung"]
    (fields,) = (block for block in page.blocks if isinstance(block, doc.Fields))
    assert fields.items == (
        ("Zeigt sich", "Fehlende Chemie"),
        ("Nicht bei allen erfüllt", "Geben und Nehmen"),
        ("Hindert am häufigsten", "Geben und Nehmen (2-mal), Kooperationsvertrag (2-mal), Fehlende Chemie (1-mal)"),
    )
    fears, learning, judged = (block for block in page.blocks if isinstance(block, doc.Table))
    assert [(term(row[0]), row[1]) for row in fears.rows] == [
        (next(each.title for each in guide.fears if each.id == id), number)
        for id, number in (("poaching", "2"), ("antitrust", "1"))
    ]
    assert [row[2] for row in fears.rows] == [
        next(each.reply for each in guide.fears if each.id == id) for id in ("poaching", "antitrust")
    ]
    assert learning.rows == (("Kooperationsvertrag", "Betrieb 0, Betrieb 1", "Betrieb 2, Betrieb 3"),)
    assert judged.rows == (
        ("Geben und Nehmen", "Betrieb 3", "Betrieb 0, Betrieb 1"),
        ("Räumliche Nähe", "Betrieb 0, Betrieb 1, Betrieb 2", "Betrieb 3"),
    )
    assert "Das wollen alle: Von anderen lernen" in all_text(page)


def test_long_titles_are_counted(guide: Guide) -> None:
    key = {id.replace("-", "_"): "unsure" for id in KEY_SUCCESS + KEY_RISKS}
    title = document(guide, [all_yes(**key), all_yes(), all_yes()]).title
    assert title == "Erst klären: Geben und Nehmen, Gemeinsames Ziel, Fehlende Chemie, Auseinanderlaufende Ziele"
    title = document(guide, [all_yes(**key)] * 3).title
    assert title == "Erst klären: Koordination, Geben und Nehmen, Gemeinsames Ziel und 3 weitere"


@pytest.mark.parametrize("number", [9, 24, 25, 40])
def test_beyond_eight_every_firm_stands_in_the_list_behind_the_page(guide: Guide, number: int) -> None:
    answers = [all_yes() for _ in range(number)]
    answers[3] = all_yes(balance="no", contract="no", slow_pace="partly", chemistry="unsure")
    others = {"2026-01-01-000007": {"fears": "Werksspionage"}}
    page = document(guide, answers, others=others)
    behind = page.blocks[page.blocks.index(doc.NewPage()) :]
    (table,) = (block for block in behind if isinstance(block, doc.Table))
    assert sorted(term(row[0]) for row in table.rows) == sorted(f"Betrieb {n}" for n in range(number))
    assert table.rows[0] == ("Betrieb 3", "2", "1", "1", "16", "Geben und Nehmen")
    assert table.rows[1] == ("Betrieb 0", "0", "0", "0", "20", "")
    assert "Werksspionage" in all_text(table)
    before = all_text(tuple(page.blocks[: -len(behind)]))
    assert ("Betrieb 3" in before) is (number <= 24)  # so many are named as those who can learn
    if number > 24:
        screen = all_text(document(guide, answers, others=others, on_screen=True))
        assert "Betrieb 3" not in screen
        assert "--output" in screen
    assert "--output" not in all_text(page)


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("pdfinfo"), reason="pdfinfo counts pages")
@pytest.mark.parametrize(("number", "pages"), [(8, 2), (40, 3), (1000, 30)])
def test_the_factors_stand_on_one_page_and_the_firms_behind_it(
    guide: Guide, tmp_path: Path, number: int, pages: int
) -> None:
    answers = [random_answers(seed) for seed in range(number)]
    form, path = format_for("document", "pdf"), tmp_path / "a.pdf"
    path.write_bytes(b"".join(form.pieces(document(guide, answers))))
    told = subprocess.run(["pdfinfo", path], capture_output=True, check=True, timeout=60).stdout.decode()
    assert int(re.findall(r"Pages: +(\d+)", told)[0]) <= pages
    of = [
        subprocess.run(
            ["pdftotext", "-f", page, "-l", page, path, "-"], capture_output=True, check=True
        ).stdout.decode()
        for page in "123"[: min(pages, 3)]
    ]
    for id in FACTORS:
        assert guide.questions[id].title in " ".join(of[0].split())
    if number > FEW:
        assert "Die Betriebe im Einzelnen" not in of[0] + of[1]
        assert of[2].startswith("Die Betriebe im Einzelnen")


def test_firms_of_one_name_are_told_apart(guide: Guide) -> None:
    each = [assessment_from(guide, all_yes(), organisation=name, id=f"a{n}") for n, name in enumerate(["", "", "M"])]
    comparison = compare_firms(table_of(guide, each), [side_of(one) for one in each], guide)
    page = firms_document(comparison, [one.values() for one in each], guide)
    assert ratings(page).columns == ("ohne Namen (1)", "ohne Namen (2)", "M")


def test_who_answered_the_seven_alone_is_no_sign(guide: Guide) -> None:
    short = assessment_from(guide, dict.fromkeys(READINESS, "yes"), organisation="K", scope="quick", id="k")
    each = [assessment_from(guide, all_yes(), organisation=f"B{n}", id=f"b{n}") for n in range(2)] + [short]
    comparison = compare_firms(table_of(guide, each), [side_of(one) for one in each], guide)
    page = firms_document(comparison, [one.values() for one in each[:2]] + [short.values()], guide)
    for row in rows_by_title(ratings(page)).values():
        assert row.ratings[2] == doc.Rating(None, "nicht gefragt")
    assert term(rows_by_title(ratings(page))["Geben und Nehmen"].cells[-1]) == "noch offen (alle)"


def test_without_names_nobody_is_to_be_asked(guide: Guide) -> None:
    answers = [all_yes(balance="no"), all_yes(), all_yes()]
    assert "Fragen Sie die" in all_text(document(guide, answers))
    nameless = all_text(document(guide, answers, nameless=True))
    assert "Fragen Sie die" not in nameless
    assert "2 Betrieben" in nameless


@given(answers=st.lists(complete, min_size=3, max_size=9))
@settings(max_examples=examples(30))
def test_a_group_marks_what_its_majority_means(guide: Guide, answers: list[dict[str, Any]]) -> None:
    each = [assessment_from(guide, given, organisation="Muster", id=f"p{n}") for n, given in enumerate(answers)]
    page = group_document(compare_group(table_of(guide, each), guide), ("planned",), guide, day="25.11.2026")
    shown = rows_by_title(ratings(page))
    assert len(shown) == 27
    assert page.about == f"{len(answers)} Personen · Vergleich Qualifizierungsverbund · 25.11.2026"
    for id in READINESS + FACTORS:
        tally = dict.fromkeys(EFFECTS, 0)
        for one in answers:
            tally[MEANS[KIND[id]][one[id]]] += 1
        counts, position = shown[guide.questions[id].title].ratings
        assert counts == doc.Counts(**tally)
        most = [effect for effect, number in tally.items() if 2 * number > len(answers)]
        assert isinstance(position, doc.Rating)
        assert position.effect == (most[0] if most else None)
        assert (position.word == "keine Mehrheit") is (not most)


def test_a_group_says_in_its_title_what_came_of_it(guide: Guide) -> None:
    def title(*answers: dict[str, object]) -> str:
        each = [assessment_from(guide, given, organisation="M", id=f"p{n}") for n, given in enumerate(answers)]
        return group_document(compare_group(table_of(guide, each), guide), ("planned",), guide).title

    mixed = [all_yes(goal="no", balance="partly"), all_yes(goal="unsure", balance="no"), all_yes()]
    assert title(*mixed) == "Geteilter Meinung bei 2 von 27 Fragen: Geben und Nehmen, Ziel"
    assert title(*[all_yes(contract="no", chemistry="yes")] * 3) == (
        "Überall eine Mehrheit; es hindert: Fehlende Chemie, Kooperationsvertrag"
    )
    assert title(*[all_yes(contract="unsure")] * 3) == "Überall eine Mehrheit, und nirgends sieht sie ein Hindernis"
