"""Workbooks, read back as whoever opens them in Excel would: everything is there, as what it is, and nothing runs."""

from __future__ import annotations

import io
import shutil
import subprocess
import time
import zipfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec
import openpyxl
import pytest
from msgspec.structs import replace
from openpyxl.utils.escape import unescape
from openpyxl.worksheet.worksheet import Worksheet

from cli.conftest import Program
from domain.contract import READINESS, RISKS, SUCCESS, all_yes
from domain.making import report_from
from verbund_check.answers.assessment import Answer
from verbund_check.errors import InputError, StorageError
from verbund_check.formats import format_for, xlsx
from verbund_check.formats.xlsx_book import Book, Column, Day, Line, Sheet
from verbund_check.formats.xlsx_report import folder_book, report_book
from verbund_check.guide.loader import load_words, shipped_folder
from verbund_check.guide.model import Guide
from verbund_check.guide.spreadsheet_texts import SpreadsheetTexts
from verbund_check.guide.values import Value
from verbund_check.policy.report import report_on

from .every_document import example, firms, pair
from .test_spreadsheet import FORMULAS

TEXTS: SpreadsheetTexts = load_words(shipped_folder(), "spreadsheet")


def made(book: Book) -> bytes:
    return b"".join(format_for("report", "xlsx").pieces(book))


def opened(data: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


def table(page: Worksheet) -> list[dict[str, Any]]:
    """The rows below the head, which is the first row of the range that can be filtered."""
    first, last = page.auto_filter.ref.split(":")
    rows = list(page[first:last])
    heads = [cell.value for cell in rows[0]]
    return [dict(zip(heads, (cell.value for cell in row), strict=True)) for row in rows[1:]]


def cells(book: openpyxl.Workbook) -> Iterator[Any]:
    for page in book.worksheets:
        for row in page.iter_rows():
            yield from (cell.value for cell in row if cell.value is not None)


def rules(page: Worksheet) -> dict[str, list[tuple[str, list[str]]]]:
    """The conditional formats: range to type and formula of each."""
    return {
        str(area.sqref): [(rule.type, list(rule.formula)) for rule in found]
        for area, found in page.conditional_formatting._cf_rules.items()
    }


@pytest.fixture
def report(guide: Guide, tmp_path: Path, program: Program) -> openpyxl.Workbook:
    answers = all_yes(
        management={"value": "unsure", "note": "Im Juli; „vielleicht“"},
        balance={"value": "no", "note": "=Summe der Plätze"},
        commitment="partly",
        chemistry="yes",
        reasons=["learning", "broader-offer"],
        fears={"value": [], "note": "Zu viele Termine"},
    ) | dict.fromkeys((each for each in RISKS if each != "chemistry"), "no")
    made_of = report_from(guide, answers, organisation="Müller & Söhne GmbH", party="works-council", id="a-1")
    return opened(made(report_book(made_of, guide, TEXTS)))


class TestReport:
    def test_has_three_sheets(self, report):
        assert report.sheetnames == ["Ergebnis", "Maßnahmen", "Antworten"]

    def test_measures_are_a_list_to_work_with(self, guide, report):
        """Most important ones first, then by how bad the answer is: missing balance, danger of bad chemistry, commitment."""
        page = report["Maßnahmen"]
        rows = table(page)
        titles = {id: guide.questions[id].title for id in (*SUCCESS, *RISKS)}
        assert [(row["Nr."], row["Faktor"], row["Besonders wichtig"], row["Status"]) for row in rows] == [
            (1, titles["balance"], "ja", "offen"),
            (2, titles["chemistry"], "ja", "offen"),
            (3, titles["commitment"], None, "offen"),
        ]
        assert [row["Warum"].split(":")[0] for row in rows] == ["Trifft nicht zu", "Trifft zu", "Teilweise"]
        assert rows[0]["Maßnahme"] == guide.success[1].step.planned
        assert [row["Bemerkung"] for row in rows] == ["=Summe der Plätze", None, None]
        assert [(row["Wer"], row["Bis wann"]) for row in rows] == [(None, None)] * 3

    def test_status_is_chosen_and_the_day_is_a_date(self, report):
        page = report["Maßnahmen"]
        by_kind = {each.type: each for each in page.data_validations.dataValidation}
        assert str(by_kind["list"].sqref) == "H2:H4"
        assert by_kind["list"].formula1 == '"offen,in Arbeit,erledigt"'
        assert (str(by_kind["date"].sqref), page["G2"].number_format) == ("G2:G4", "dd.mm.yyyy")
        assert "Datum" in by_kind["date"].error
        assert rules(page)["A2:I4"] == [("expression", ['$H2="erledigt"'])]

    def test_every_question_stands_among_the_answers(self, guide, report):
        rows = {row["Worum es geht"]: row for row in table(report["Antworten"])}
        assert len(rows) == 29
        management = rows[guide.questions["management"].title]
        assert management["Frage"] == guide.readiness[READINESS.index("management")].question.planned
        assert (management["Teil"], management["Antwort"], management["Wirkung"], management["Bemerkung"]) == (
            "Bereitschaft", "Weiß nicht", "weiß nicht", "Im Juli; „vielleicht“",
        )  # fmt: skip
        chemistry, commitment = (rows[guide.questions[id].title] for id in ("chemistry", "commitment"))
        assert (chemistry["Antwort"], chemistry["Wirkung"]) == ("Trifft zu", "hindert")
        assert (commitment["Antwort"], commitment["Wirkung"]) == ("Teilweise", "teilweise")
        reasons, fears = (rows[guide.questions[id].title] for id in ("reasons", "fears"))
        assert reasons["Antwort"] == "; ".join(reason.title for reason in guide.reasons[:2])
        assert (fears["Antwort"], fears["Bemerkung"]) == ("Anderes", "Zu viele Termine")

    def test_what_was_not_answered_is_there_and_said_so(self, guide):
        """Also a remark on a question without an answer, and an answer to one that is gone."""
        begun = report_from(guide, {"benefit": "yes"}, organisation="Muster GmbH")
        begun = replace(
            begun,
            answers={**begun.answers, "weg": Answer(Value.NO, "alt")},
            notes={"goal": "später"},
            wordings={"weg": "Ein alter Satz."},
        )
        book = opened(made(report_book(begun, guide, TEXTS)))
        assert book.sheetnames == ["Ergebnis", "Antworten"], "measures follow from a result"
        rows = {row["Worum es geht"]: row for row in table(book["Antworten"])}
        assert len(rows) == 30
        missing = guide.prompts.missing.answer
        goal = rows[guide.questions["goal"].title]
        assert (goal["Antwort"], goal["Bemerkung"]) == (missing, "später")
        assert rows[guide.questions["coordinator"].title]["Antwort"] == missing
        assert [rows["weg"][each] for each in ("Teil", "Frage", "Antwort", "Bemerkung")] == [
            "Nicht mehr gefragt", "Ein alter Satz.", "no", "alt",
        ]  # fmt: skip

    def test_result_in_words_with_a_date_that_is_one(self, guide, report):
        page = report["Ergebnis"]
        fields = {row[0].value: row[1].value for row in page.iter_rows(max_col=2) if row[0].value}
        assert fields["Betrieb"] == "Müller & Söhne GmbH"
        assert fields["Antworten von"] == "Betriebsrat"
        assert fields["Abgeschlossen am"] == datetime(2026, 3, 4)
        assert fields["Bereitschaft"] == "überwiegt"
        assert fields["Aussichten"] == "gemischt"
        assert fields[guide.questions["management"].title].startswith("Weiß nicht: ")
        told = {row[1].value for row in page.iter_rows(max_col=2)}
        assert "Ihre 7 Antworten zur Bereitschaft: 6 Ja, 0 Nein, 1 weiß nicht." in told
        assert "Die 20 Faktoren: hilft 17, teilweise 1, hindert 2, weiß nicht 0." in told

    def test_on_paper_and_in_the_properties(self, report):
        assert report.properties.title == (
            "Ergebnis: Passt ein Qualifizierungsverbund zu Ihrem Betrieb?, Müller & Söhne GmbH, Betriebsrat, 04.03.2026"
        )
        assert report.properties.created == datetime(2026, 3, 4, 5, 6, 7)
        for page in report.worksheets:
            assert page.sheet_properties.pageSetUpPr.fitToPage
            assert (page.page_setup.fitToHeight, page.page_setup.paperSize) == (0, 9)
            assert page.oddFooter.left.text.endswith("Seite &P von &N")
            assert "Müller && Söhne" in page.oddFooter.left.text
        for name in ("Maßnahmen", "Antworten"):
            assert report[name].page_setup.orientation == "landscape"
            assert (report[name].print_title_rows, report[name].freeze_panes) == ("$1:$1", "C2")

    def test_without_notes_no_remark_is_in_it(self, program, tmp_path, guide):
        (tmp_path / "a.json").write_bytes(msgspec.json.encode(pair(guide, "parties")[0]))
        for options, found in (((), True), (("--without-notes",), False)):
            assert (
                program("export", tmp_path / "a.json", "--output", tmp_path / "a.xlsx", "--force", *options).code == 0
            )
            text = " ".join(map(str, cells(openpyxl.load_workbook(tmp_path / "a.xlsx"))))
            assert ("Öztürk-Schäfer" in text) is found

    def test_the_seven_alone_have_no_measures(self, guide):
        quick = report_from(guide, dict.fromkeys(READINESS, "yes"), scope="quick")
        book = opened(made(report_book(quick, guide, TEXTS)))
        assert book.sheetnames == ["Ergebnis", "Antworten"]
        assert len(table(book["Antworten"])) == 7

    def test_where_nothing_is_to_be_done_that_is_said(self, guide):
        best = all_yes(**dict.fromkeys(RISKS, "no"))
        book = opened(made(report_book(report_from(guide, best), guide, TEXTS)))
        page = book["Maßnahmen"]
        assert page["A1"].value == guide.verdict.measures_none
        assert table(page) == []
        assert page.data_validations.dataValidation == []


class TestFolder:
    def test_a_row_for_each_answer_with_dates_as_dates(self, program, tmp_path, guide):
        (tmp_path / "in").mkdir()
        made_of = [example(guide, 1, "Eins GmbH", party="hr"), example(guide, 2, "", party="joint", stage="running")]
        for number, each in enumerate(made_of):
            (tmp_path / "in" / f"{number}.json").write_bytes(msgspec.json.encode(each))
        assert program("export", tmp_path / "in", "--output", tmp_path / "alle.xlsx").code == 0
        book = openpyxl.load_workbook(tmp_path / "alle.xlsx")
        assert book.sheetnames == ["Antworten"]
        rows = table(book["Antworten"])
        assert len(rows) == 2 * 29
        assert {(row["Kennung"], row["Betrieb"], row["Antworten von"], row["Phase"], row["Abgeschlossen am"]) for row in rows} == {
            (made_of[0].id, "Eins GmbH", "Personalabteilung", "geplanter Verbund", datetime(2026, 3, 4)),
            (made_of[1].id, guide.prompts.missing.organisation, "Personalabteilung und Betriebsrat gemeinsam",
             "laufender Verbund", datetime(2026, 3, 4)),
        }  # fmt: skip
        for each in made_of:
            notes = {row["Bemerkung"] for row in rows if row["Kennung"] == each.id}
            assert notes - {None} == {answer.note for answer in each.answers.values() if getattr(answer, "note", "")}

    def test_a_file_that_cannot_be_read_is_named_and_an_empty_folder_has_a_head(self, program, tmp_path):
        (tmp_path / "leer").mkdir()
        (tmp_path / "leer" / "kaputt.json").write_text("{", "utf-8")
        result = program("export", tmp_path / "leer", "--output", tmp_path / "leer.xlsx")
        assert "kaputt.json" in result.err
        assert table(openpyxl.load_workbook(tmp_path / "leer.xlsx")["Antworten"]) == []

    def test_too_many_rows_are_refused_and_nothing_is_written(self, program, tmp_path, guide, monkeypatch):
        (tmp_path / "in").mkdir()
        for number, each in enumerate(firms(guide, 3)):
            (tmp_path / "in" / f"{number}.json").write_bytes(msgspec.json.encode(each))
        monkeypatch.setattr(xlsx, "MAX_ROWS", 1 + 3 * 29)
        assert program("export", tmp_path / "in", "--output", tmp_path / "a.xlsx").code == 0
        monkeypatch.setattr(xlsx, "MAX_ROWS", 3 * 29)
        result = program("export", tmp_path / "in", "--output", tmp_path / "b.xlsx")
        assert result.code == 2
        assert "höchstens 87 Zeilen" in result.sentence
        assert "--format csv" in result.sentence
        assert sorted(path.name for path in tmp_path.iterdir()) == ["a.xlsx", "in"]


def sheet(*rows: tuple[Any, ...], columns: int = 1) -> Book:
    heads = tuple(Column(f"Spalte {number}", 20) for number in range(columns))
    return Book("Titel", (Sheet("Blatt", heads, rows=rows),), TEXTS)


class TestWhatExcelHolds:
    def test_every_text_stays_text(self, guide):
        """Whatever sign it begins with, read as what it is; what somebody edits in Excel stays text as well."""
        texts = [text for text in FORMULAS if not set(text) & set("\r\ufeff")]
        texts += [
            "{=1+1}",
            "1",
            "1.1.2026",
            "https://x.de",
            "mailto:a@b.de",
            "_x0041_",
            "&amp;<b>",
            " a ",
            "'=1",
            "😀" * 9,
        ]
        data = made(sheet(*((text,) for text in texts)))
        page = opened(data)["Blatt"]
        read = [row[0] for row in page.iter_rows(min_row=2)]
        # openpyxl leaves what the format has for "_x0041_", which would be an A otherwise, as it stands.
        assert [unescape(cell.value) if "_x" in cell.value else cell.value for cell in read] == texts
        assert {cell.data_type for cell in read} == {"s"}
        assert [cell.quotePrefix for cell in read[:5]] == [True] * 5
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            xml = parts.read("xl/worksheets/sheet1.xml").decode()
        assert "<f>" not in xml
        assert "hyperlink" not in xml

    def test_controls_are_filtered(self):
        page = opened(made(sheet(("a\x00\x07b\u202ec\x1bd\ufffe",))))["Blatt"]
        assert page["A2"].value.startswith("abcd")

    @pytest.mark.parametrize("letter", ["x", "😀"])
    def test_a_text_that_is_too_long_is_refused(self, letter):
        """Excel counts an emoji as two."""
        most = 32_767 // (len(letter.encode("utf-16-le")) // 2)
        page = opened(made(sheet((letter * most,))))["Blatt"]
        assert page["A2"].value == letter * most
        with pytest.raises(InputError, match=r"höchstens 32\.767 Zeichen; auf dem Blatt „Blatt“, Zeile 2") as caught:
            made(sheet((letter * (most + 1),)))
        assert "\n" not in str(caught.value)

    def test_more_lines_than_a_cell_has_lose_no_word(self):
        text = "\n".join(map(str, range(1000)))
        value = opened(made(sheet((text,))))["Blatt"]["A2"].value
        assert value.split() == text.split()
        assert value.count("\n") == 253

    def test_more_columns_than_a_sheet_has_are_refused(self, monkeypatch):
        monkeypatch.setattr(xlsx, "MAX_COLUMNS", 2)
        made(sheet(columns=2))
        with pytest.raises(InputError, match="höchstens 2 Spalten; für „Blatt“ wären es 3"):
            made(sheet(columns=3))

    def test_days_before_those_of_excel_are_texts(self):
        page = opened(made(sheet((Day("1899-12-31"),), (Day("1900-03-01"),), (Day("9999-12-31"),))))["Blatt"]
        assert [page[f"A{row}"].value for row in (2, 3, 4)] == [
            "31.12.1899", datetime(1900, 3, 1), datetime(9999, 12, 31),
        ]  # fmt: skip

    def test_a_long_title_breaks_neither_properties_nor_footer(self):
        book = replace(sheet(("a",)), title="&" * 150 + "\n" + "ü" * 400)
        page = opened(made(book))["Blatt"]
        assert page.oddFooter.left.text.endswith("… · Seite &P von &N")

    def test_the_same_book_has_the_same_bytes(self, guide):
        book = report_book(report_on(example(guide, 3, "Gleich GmbH"), guide), guide, TEXTS)
        first = made(book)
        time.sleep(1.1)  # times in archives have steps of one or two seconds
        assert made(book) == first

    @pytest.mark.parametrize("long", [2_000, 5_000])
    def test_a_long_remark_is_in_sight(self, guide, long):
        """Excel lets no row be higher than 409 points, so its column gets broader."""
        note = ("Wort " * 1000)[:long].strip()
        book = opened(made(report_book(report_from(guide, {"benefit": {"value": "yes", "note": note}}), guide, TEXTS)))
        page = book["Antworten"]
        row = next(row for row in page.iter_rows() if row[5].value == note)
        assert page.column_dimensions["F"].width * 409 / 15.75 > long
        assert page.row_dimensions[row[0].row].height <= 409

    def test_where_there_is_no_room_for_temporary_files_that_is_told(self, guide, monkeypatch):
        def full(*_: object, **__: object) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(xlsx, "TemporaryDirectory", full)
        with pytest.raises(
            StorageError, match=r"^Das Format xlsx lässt sich nicht erzeugen \(der Datenträger ist voll\)\.$"
        ):
            made(sheet(("a",)))

    def test_nothing_is_left_behind_where_it_is_refused(self, tmp_path, monkeypatch):
        monkeypatch.setenv("TMPDIR", str(tmp_path))
        monkeypatch.setattr("tempfile.tempdir", None)
        with pytest.raises(InputError):
            made(sheet(("x" * 40_000,)))
        assert list(tmp_path.iterdir()) == []

    def test_lines_above_a_table_do_not_disturb_it(self):
        columns = (Column("A", 10), Column("B", 10))
        lines = (Line(("Titel",), "title"), Line(("Label", "Langer Text " * 9), "wide"))
        page = opened(made(Book("T", (Sheet("Blatt", columns, lines, (("a", 1),)),), TEXTS)))["Blatt"]
        assert (page["A1"].value, page["A2"].value, page["B2"].value) == ("Titel", "Label", "Langer Text " * 9)
        assert table(page) == [{"A": "a", "B": 1}]
        assert page.freeze_panes == "A4"


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("soffice"), reason="needs LibreOffice")
def test_libreoffice_reads_every_cell(guide: Guide, tmp_path: Path) -> None:
    """Another program than the one that we test with finds the same texts, the same dates, and runs none of them."""
    texts = [text for text in FORMULAS if not set(text) & set("\r\ufeff\t")] + ["1", "a\nb"]
    answers = {id: {"value": "no", "note": text} for id, text in zip((*SUCCESS, *RISKS), texts, strict=False)}
    reports = [report_from(guide, all_yes(**answers), organisation=text, id="a-1") for text in texts]
    (tmp_path / "in.xlsx").write_bytes(made(folder_book("ordner", reports, guide, TEXTS)))
    (tmp_path / "bericht.xlsx").write_bytes(made(report_book(reports[0], guide, TEXTS)))
    settings = f"-env:UserInstallation={(tmp_path / 'profil').as_uri()}"
    for name in ("in", "bericht"):
        command = [
            "soffice",
            settings,
            "--headless",
            "--convert-to",
            "ods",
            "--outdir",
            tmp_path,
            tmp_path / f"{name}.xlsx",
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
        back = [
            "soffice",
            settings,
            "--headless",
            "--convert-to",
            "xlsx",
            "--outdir",
            tmp_path / "out",
            tmp_path / f"{name}.ods",
        ]
        subprocess.run(back, check=True, capture_output=True, timeout=180)
    rows = table(openpyxl.load_workbook(tmp_path / "out" / "in.xlsx")["Antworten"])
    assert len(rows) == 29 * len(texts)
    assert {row["Betrieb"] for row in rows} == {each.organisation for each in reports}
    written = {answer.note for answer in reports[0].answers.values() if isinstance(answer, Answer) and answer.note}
    assert {unescape(str(row["Bemerkung"])) for row in rows if row["Bemerkung"]} == written
    assert {row["Abgeschlossen am"] for row in rows} == {datetime(2026, 3, 4)}
    ours, theirs = (openpyxl.load_workbook(tmp_path / path) for path in ("bericht.xlsx", "out/bericht.xlsx"))
    squeezed = [[" ".join(str(value).split()) for value in cells(each)] for each in (ours, theirs)]
    assert [unescape(each) for each in squeezed[0]] == [unescape(each) for each in squeezed[1]]
    assert theirs["Maßnahmen"].data_validations.dataValidation
    assert rules(theirs["Antworten"])
