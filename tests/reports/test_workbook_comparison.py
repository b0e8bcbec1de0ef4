"""Comparisons as workbooks: both answers and what they mean, the heat map, and no name where none is allowed."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import msgspec
import openpyxl
import pytest
from msgspec.structs import replace

from cli.conftest import Program
from domain.contract import RISKS, SUCCESS, all_yes
from domain.making import assessment_from
from verbund_check.guide.model import Guide

from .test_workbook import cells, rules, table


@pytest.fixture
def compared(program: Program, tmp_path: Path, guide: Guide, monkeypatch: pytest.MonkeyPatch):
    """Compares answers, one mapping for each assessment, and opens the workbook; also what was told."""
    monkeypatch.chdir(tmp_path)

    def make(heads: list[dict], answers: list[dict], *options: str):
        names = []
        for number, (head, given) in enumerate(zip(heads, answers, strict=True)):
            each = assessment_from(guide, all_yes(**given), **head)
            each = replace(each, id=f"2026-03-0{number + 1}-abcde{number}", finished=f"2026-03-0{number + 1}T09:00:00Z")
            names.append(f"{number}.json")
            Path(names[-1]).write_bytes(msgspec.json.encode(each))
        result = program("compare", *names, "--output", "a.xlsx", "--force", *options)
        assert result.code == 0, result.err
        return openpyxl.load_workbook("a.xlsx"), result.err

    return make


class TestPair:
    ANSWERS = (
        {"benefit": {"value": "yes", "note": "PA-Remark"}, "balance": "no", "proximity": "partly", "goal": "unsure",
         "chemistry": "yes", "reasons": ["learning"], "fears": []},
        {"benefit": {"value": "no", "note": "BR-Remark"}, "balance": "no", "chemistry": "yes", "reasons": ["learning"],
         "fears": {"value": ["antitrust"], "note": "Termine"}},
    )  # fmt: skip
    SIDES = ({"organisation": "Muster GmbH", "party": "hr"}, {"organisation": "Muster GmbH", "party": "works-council"})

    def test_both_answers_and_what_they_mean(self, compared, guide):
        book, _ = compared(list(self.SIDES), list(self.ANSWERS))
        assert book.sheetnames == ["Vergleich"]
        rows = table(book["Vergleich"])
        by_title = {row["Worum es geht"]: row for row in rows}
        told = {
            id: tuple(by_title[guide.questions[id].title][key] for key in ("Personalabteilung", "Betriebsrat", "Was das heißt"))
            for id in ("benefit", "proximity", "goal", "balance", "chemistry", "coordinator")
        }  # fmt: skip
        assert told == {
            "benefit": ("Ja", "Nein", "gegensätzlich"),
            "proximity": ("Teilweise", "Trifft zu", "nah beieinander"),
            "goal": ("Weiß nicht", "Ja", "nur eine Seite weiß es"),
            "balance": ("Trifft nicht zu", "Trifft nicht zu", "einig: hindert"),
            "chemistry": ("Trifft zu", "Trifft zu", "einig: hindert"),
            "coordinator": ("Trifft zu", "Trifft zu", "einig: hilft"),
        }
        benefit = by_title[guide.questions["benefit"].title]
        assert (benefit["Bemerkung: Personalabteilung"], benefit["Bemerkung: Betriebsrat"]) == (
            "PA-Remark",
            "BR-Remark",
        )
        assert rows[0] == benefit, "what is furthest apart stands first"
        learning, antitrust = (
            next(row for row in rows if row["Worum es geht"] == item.title)
            for item in (guide.reasons[1], next(fear for fear in guide.fears if fear.id == "antitrust"))
        )
        assert (learning["Personalabteilung"], learning["Betriebsrat"], learning["Was das heißt"]) == (
            "genannt",
            "genannt",
            "einig",
        )
        assert (antitrust["Personalabteilung"], antitrust["Was das heißt"]) == ("nicht genannt", "verschieden")
        assert by_title["Anderes"]["Bemerkung: Betriebsrat"] == "Termine"
        assert len([row for row in rows if row["Teil"] not in ("Gründe", "Befürchtungen")]) == 27
        found = rules(book["Vergleich"])
        (area,) = found
        assert area.startswith("F")
        assert ("cellIs", ['"gegensätzlich"']) in found[area]

    def test_over_time(self, compared, guide):
        sides = [{"organisation": "Muster GmbH", "party": "hr"}] * 2
        book, _ = compared(sides, [{"benefit": "no", "goal": "unsure", "chemistry": "no"}, {"chemistry": "yes"}])
        rows = {row["Worum es geht"]: row for row in table(book["Vergleich"])}
        told = {
            id: rows[guide.questions[id].title]["Was das heißt"] for id in ("benefit", "goal", "chemistry", "balance")
        }
        assert told == {
            "benefit": "besser geworden",
            "goal": "jetzt geklärt",
            "chemistry": "schlechter geworden",
            "balance": "wie damals: hilft",
        }
        assert "Damals (01.03.2026)" in rows[guide.questions["benefit"].title]

    def test_properties_say_whose_it_is(self, compared):
        book, _ = compared(list(self.SIDES), list(self.ANSWERS))
        assert book.properties.title == "Zwei Sichten, ein Betrieb, Muster GmbH, Personalabteilung, Betriebsrat"


FIRMS = [{"organisation": f"{name} GmbH", "party": "joint"} for name in ("Adler", "Biber", "Dachs")]
GIVEN = [
    {"balance": {"value": "no", "note": "Geheim"}, "chemistry": "no"},
    {"balance": "partly", "chemistry": "yes"},
    {"balance": "unsure", "chemistry": "no"},
]
RULED_NO = dict.fromkeys(RISKS, "no")


class TestFirms:
    def test_heat_map(self, compared, guide):
        book, _ = compared(FIRMS, [RULED_NO | each for each in GIVEN])
        assert book.sheetnames == ["Ergebnis", "Faktoren", "Gründe und Befürchtungen"]
        page = book["Faktoren"]
        rows = {row["Faktor"]: row for row in table(page)}
        assert len(rows) == 20
        balance, chemistry = (rows[guide.questions[id].title] for id in ("balance", "chemistry"))
        names = [f"{letter}: {head['organisation']}" for letter, head in zip("ABC", FIRMS, strict=True)]
        assert [balance[name] for name in names] == ["hindert", "teilweise", "weiß nicht"]
        assert [chemistry[name] for name in names] == ["hilft", "hindert", "hilft"]
        assert [balance[word] for word in ("hindert", "teilweise", "weiß nicht", "hilft")] == [1, 1, 1, 0]
        assert [chemistry[word] for word in ("hindert", "teilweise", "weiß nicht", "hilft")] == [1, 0, 0, 2]
        assert (balance["Gilt, wenn es zutrifft bei"], balance["Für den ganzen Verbund"]) == ("alle", "nicht erfüllt")
        assert (chemistry["Gilt, wenn es zutrifft bei"], chemistry["Für den ganzen Verbund"]) == (
            "einer genügt",
            "zeigt sich",
        )
        first = int(page.auto_filter.ref.split(":")[0].lstrip("A")) + 1
        words = {rule[1][0].strip('"') for rule in rules(page)[f"D{first}:F{first + 19}"]}
        assert words == {"hindert", "teilweise", "weiß nicht", "hilft"}
        legend = [cell.value for row in page.iter_rows(max_row=first - 2) for cell in row if cell.value]
        assert legend[-4:] == ["hindert", "teilweise", "weiß nicht", "hilft"]

    def test_many_firms_have_a_column_each(self, compared, guide):
        heads = [{"organisation": f"Firma {number} GmbH", "party": "joint"} for number in range(9)]
        book, _ = compared(heads, [{}] * 9)
        assert [key for key in table(book["Faktoren"])[0] if ": Firma" in key] == [
            f"{letter}: Firma {number} GmbH" for letter, number in zip("ABCDEFGHI", range(9), strict=True)
        ]

    def test_anonymous_there_are_only_counts(self, compared, guide):
        book, told = compared(FIRMS, [RULED_NO | each for each in GIVEN], "--anonymous")
        assert list(table(book["Faktoren"])[0]) == [
            "Teil", "Faktor", "Besonders wichtig", "hindert", "teilweise", "weiß nicht", "hilft",
            "Gilt, wenn es zutrifft bei", "Für den ganzen Verbund",
        ]  # fmt: skip
        with zipfile.ZipFile("a.xlsx") as parts:
            everything = " ".join(parts.read(name).decode() for name in parts.namelist())
        for word in ("Adler", "Biber", "Dachs", "Geheim", "2026-03-0", "A:", "B:"):
            assert word not in everything, word
        assert "In die Datei kommt genau das, was Sie oben sehen." in told
        shown = "".join(told.split())
        for value in cells(book):
            assert "".join(str(value).split()) in shown or len(str(value)) > 30, value

    def test_too_few_are_not_counted(self, compared, guide):
        book, _ = compared(FIRMS[:2], [RULED_NO | each for each in GIVEN[:2]], "--anonymous")
        assert book.sheetnames == ["Ergebnis"]
        assert "Zu wenige Betriebe" in set(cells(book))


def test_a_group_is_counted_and_nobody_is_in_it(compared, guide):
    heads = [{"organisation": "Muster GmbH", "party": party} for party in ("hr", "works-council", "management")]
    book, _ = compared(heads, GIVEN, "--as", "group")
    assert book.sheetnames == ["Ergebnis", "Gruppe", "Gründe und Befürchtungen"]
    rows = {row["Worum es geht"]: row for row in table(book["Gruppe"])}
    assert len(rows) == 27
    balance, chemistry = (rows[guide.questions[id].title] for id in ("balance", "chemistry"))
    labels = ("Trifft zu", "Teilweise", "Trifft nicht zu", "Weiß nicht")
    assert [balance[label] for label in labels] == [0, 1, 1, 1]
    assert (balance["Antwort der Mehrheit"], balance["Wirkung"]) == ("keine Mehrheit", None)
    assert [chemistry[label] for label in labels] == [1, 0, 2, 0]
    assert (chemistry["Antwort der Mehrheit"], chemistry["Wirkung"]) == ("Trifft nicht zu", "hilft")
    assert next(iter(rows)) == guide.questions["balance"].title, "where there is no majority comes first"
    data = io.BytesIO(Path("a.xlsx").read_bytes())
    with zipfile.ZipFile(data) as parts:
        everything = " ".join(parts.read(name).decode() for name in parts.namelist())
    for word in ("Muster", "Geheim", "Personalabteilung", "Geschäftsleitung:", "2026-03-0"):
        assert word not in everything, word


def test_every_factor_has_its_row(compared, guide):
    book, _ = compared(FIRMS, GIVEN)
    titles = [row["Faktor"] for row in table(book["Faktoren"])]
    assert titles == [guide.questions[id].title for id in (*SUCCESS, *RISKS)]
