"""The CSV: the rows that a spreadsheet should show, as German Excel opens them, and never a formula."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest
from msgspec.structs import replace

from cli.conftest import Program
from domain.contract import FEARS, READINESS, RISKS, SUCCESS, all_yes
from domain.making import report_from
from verbund_check.answers.assessment import Answer
from verbund_check.formats.data import csv_head, to_csv
from verbund_check.guide.model import Guide
from verbund_check.guide.values import Value

HEAD = ["assessment_id", "organisation", "party", "finished", "kind", "id", "question", "value", "label", "note"]
"""As issue 5 names them."""

FORMULAS = [
    "=1+1", "=cmd|' /C calc'!A0", "+1+1", "-1+1", "@SUM(1)", " =1+1", "\u00a0=1+1", "\u3000=1+1", "\t=1+1", "\n=1+1",
    "  \n =1+1", "\r=1+1", "＝1+1", "＋1", "－1", "＠SUM(1)", "\u200b=1+1", "\ufeff=1+1", "=HYPERLINK(\"http://x\";\"y\")",
    '"=1+1"', '";=1+1;"', "a\r\n=1+1",
]  # fmt: skip


def rows_of(data: bytes) -> list[list[str]]:
    assert data.startswith(b"\xef\xbb\xbf")
    text = data.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=";", strict=True))
    cells = [cell.replace('"', '""') for row in rows for cell in row]
    assert (
        text
        == "".join(  # every cell in quotes, lines end as on Windows
            ";".join(f'"{cell}"' for cell in cells[start : start + 10]) + "\r\n" for start in range(0, len(cells), 10)
        )
    )
    return rows


def table(guide: Guide, answers: dict[str, object], **head: object) -> list[list[str]]:
    return rows_of(csv_head() + to_csv(report_from(guide, answers, **head), guide))


def test_has_a_row_for_each_answer(guide: Guide) -> None:
    """Head, then the answers in the order of the interview, whatever the order they were given in."""
    answers = all_yes(
        management={"value": "unsure", "note": "Im Juli; „vielleicht“"},
        chemistry="partly",
        reasons=["learning", "broader-offer"],
        fears=["antitrust"],
    )
    head, *rows = table(
        guide, dict(reversed(answers.items())), organisation="Müller & Söhne", party="works-council", id="a-1"
    )
    assert head == HEAD
    assert [row[5] for row in rows] == ["reasons", "fears", *READINESS, *SUCCESS, *RISKS]
    assert {tuple(row[:4]) for row in rows} == {("a-1", "Müller & Söhne", "works-council", "2026-03-04T05:06:07Z")}
    by_id = {row[5]: row for row in rows}
    assert by_id["management"][4:] == [
        "readiness", "management", guide.readiness[5].question.planned, "unsure", "Weiß nicht", "Im Juli; „vielleicht“",
    ]  # fmt: skip
    assert by_id["chemistry"][4:6] + by_id["chemistry"][7:] == ["risk", "chemistry", "partly", "Teilweise", ""]
    assert by_id["coordinator"][4] == "success"
    titles = "; ".join(reason.title for reason in guide.reasons[:2])
    assert by_id["reasons"][7:9] == ["broader-offer,learning", titles]
    assert by_id["fears"][7:9] == ["antitrust", guide.fears[FEARS.index("antitrust")].title]


def test_wording_follows_the_stage_and_nobody_is_nobody(guide: Guide) -> None:
    """The question is the one that was asked; what is not known is an empty cell."""
    _, (*head, kind, _, question, value, label, note) = table(guide, {"coordinator": "yes"}, stage="running")
    assert (head[1:], kind, value, label, note) == (["", "", ""], "success", "yes", "Trifft zu", "")
    assert question == guide.success[0].statement.running


def test_the_question_is_the_sentence_that_was_answered(guide: Guide) -> None:
    """Also where it is worded otherwise today, and where a management was asked in its own words."""
    report = report_from(guide, {"coordinator": "yes", "management": "no"}, party="management")
    report = replace(report, wordings={"coordinator": "Ein alter Satz."})
    by_id = {row[5]: row[6] for row in rows_of(csv_head() + to_csv(report, guide))}
    assert by_id["coordinator"] == "Ein alter Satz."
    assert by_id["management"].startswith("Würden Sie als Geschäftsleitung")


def test_an_empty_list_is_an_answer_and_a_remark_needs_none(guide: Guide) -> None:
    """„Keine davon“ has a label, but not with something else; a remark on an open question has a row without value."""
    report = report_from(guide, {"fears": {"value": [], "note": "Zu viele Termine"}, "reasons": []})
    report = replace(report, notes={**report.notes, "benefit": "noch offen, aber wichtig"})
    _, *rows = rows_of(csv_head() + to_csv(report, guide))
    assert [row[4:6] + row[7:] for row in rows] == [
        ["reasons", "reasons", "", "Keiner davon", ""],
        ["fears", "fears", "", "Anderes", "Zu viele Termine"],
        ["readiness", "benefit", "", "", "noch offen, aber wichtig"],
    ]


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_begins_like_a_formula(guide: Guide, text: str) -> None:
    """Neither in names nor in remarks, whatever blank stands before the sign; the text itself stays as it is."""
    report = replace(
        report_from(guide, {"benefit": "yes"}), organisation=text, answers={"benefit": Answer(Value.YES, text)}
    )
    _, row = rows_of(csv_head() + to_csv(report, guide))
    for cell in row:
        first = cell.lstrip(" \u00a0\u3000\u200b\ufeff")[:1]
        assert not first or first not in "=+-@＝＋－＠\t\r\n"
    assert [cell.removeprefix("'") for cell in (row[1], row[9])] == [text, text]


def test_through_the_program(program: Program, tmp_path: Path, answers: Path) -> None:
    """To a file and to standard output: the same bytes."""
    assert program("export", answers, "--output", tmp_path / "a.csv").code == 0
    printed = program("export", answers, "--format", "csv").out.encode()
    # A file without times counts as finished now, and a second may pass between the two.
    time = re.compile(rb"\d{4}-\d\d-\d\dT[\d:]+Z")
    assert time.sub(b"", (tmp_path / "a.csv").read_bytes()) == time.sub(b"", printed)
    assert len(rows_of(printed)) == 30


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("soffice"), reason="needs LibreOffice")
def test_in_a_spreadsheet_the_columns_are_right_and_no_formula_runs(program: Program, tmp_path: Path) -> None:
    """Even LibreOffice told to trim blanks and to run formulas shows texts; a file that is not ours shows that it would run them."""
    (tmp_path / "in").mkdir()
    readable = [text for text in FORMULAS if not set(text) & set("\r\ufeff")]
    for number, text in enumerate(readable):
        notes = {"benefit": {"value": "yes", "note": text}}
        content = json.dumps({"organisation": text, "answers": notes}, ensure_ascii=False)
        (tmp_path / "in" / f"{number:02}.json").write_text(content, "utf-8")
    assert program("export", tmp_path / "in", "--output", tmp_path / "daten.csv").code == 0
    (tmp_path / "fremd.csv").write_text('"a";"=1+1";" =1+1"\r\n', "utf-8")
    filters = "Text - txt - csv (StarCalc):59,34,76,1,,1031,false,true,false,false,true,-1,true"
    settings = f"-env:UserInstallation={(tmp_path / 'profil').as_uri()}"
    command = [
        "soffice",
        settings,
        "--headless",
        f"--infilter={filters}",
        "--convert-to",
        "xlsx",
        "--outdir",
        str(tmp_path),
    ]
    subprocess.run(
        [*command, str(tmp_path / "daten.csv"), str(tmp_path / "fremd.csv")],
        check=True,
        capture_output=True,
        timeout=300,
    )
    ours, control = (openpyxl.load_workbook(tmp_path / f"{name}.xlsx").active for name in ("daten", "fremd"))
    assert "f" in {cell.data_type for row in control for cell in row}, "this LibreOffice would not have run a formula"
    rows = list(ours.iter_rows())
    assert [cell.value for cell in rows[0]] == HEAD
    assert len(rows) == len(readable) + 1
    for text, row in zip(readable, rows[1:], strict=True):
        assert not [cell.value for cell in row if cell.data_type == "f"]
        assert [cell.value for cell in row][4:6] == ["readiness", "benefit"]
        assert row[7].value == "yes"
        assert text.strip().strip("\u200b").replace("\n", "")[-4:] in str(row[9].value).replace("\n", "")
