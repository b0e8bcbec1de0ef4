"""docs/analyse.md: each query runs in a real DuckDB on what the program writes, and says what Python counts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from cli.conftest import Program
from verbund_check.answers.assessment import Assessment
from verbund_check.guide.model import Guide
from verbund_check.policy.report import Report, report_on

PAGE = (Path(__file__).parents[2] / "docs" / "analyse.md").read_text("utf-8")
PARTS = re.split(r"^## ", PAGE, flags=re.M)[1:]
QUERIES = [(part.split("\n", 1)[0], query) for part in PARTS for query in re.findall(r"```sql\n(.*?)```", part, re.S)]


@pytest.fixture
def results(
    folder: Path, tmp_path: Path, program: Program, monkeypatch: pytest.MonkeyPatch
) -> Iterator[dict[str, list[list[tuple[Any, ...]]]]]:
    """The rows of each query by the heading that it stands under, all run in the page's order."""
    for form in ("jsonl", "csv"):
        assert program("export", folder, "--format", form, "--output", tmp_path / f"verbund.{form}").code == 0
    monkeypatch.chdir(tmp_path)
    rows: dict[str, list[list[tuple[Any, ...]]]] = {}
    with duckdb.connect() as connection:
        for title, query in QUERIES:
            rows.setdefault(title, []).append(connection.execute(query).fetchall())
    yield rows


@pytest.fixture
def reports(collected: list[Assessment], guide: Guide) -> list[Report]:
    return [report_on(each, guide) for each in collected]


def ranked(names: Iterator[str]) -> list[tuple[str, int]]:
    return sorted(Counter(names).items(), key=lambda item: (-item[1], item[0]))


def test_every_query_says_what_python_counts(
    results: dict[str, list[list[tuple[Any, ...]]]], reports: list[Report], guide: Guide
) -> None:
    """All in one test: the file and the database are made once."""
    verdicts = [report.verdict for report in reports if report.verdict]
    assert len(QUERIES) == 14

    (rows,) = results["Wie es um die Bereitschaft steht, nach Seiten"]
    by_party = Counter((report.party or "ohne Angabe", report.verdict and report.verdict.outcome) for report in reports)
    assert len(rows) == 5
    for party, *counts in rows:
        assert counts == [by_party[party, outcome] for outcome in ("go", "open", "difficult", None)]

    (rows,) = results["Bereitschaft und Aussichten zusammen"]
    both = Counter((verdict.outcome, verdict.prospects or "ohne") for verdict in verdicts)
    assert rows == [(*pair, count) for pair, count in sorted(both.items(), key=lambda item: (-item[1], item[0]))]

    (rows,) = results["Die häufigsten Maßnahmen"]
    assert rows == ranked(each.id for verdict in verdicts for each in verdict.measures)[:10]
    (rows,) = results["Was am häufigsten im Weg steht"]
    assert rows == ranked(id for verdict in verdicts for id in verdict.caution)

    answers: dict[str, list[str]] = {}
    for report in reports:
        for id, answer in report.answers.items():
            if not isinstance(answer, tuple):
                answers.setdefault(id, []).append(answer.value)
    shares, goals = results["Fragen und Faktoren nach dem Anteil „ja“"]
    assert {row[0] for row in shares} == {item.id for item in (*guide.readiness, *guide.success, *guide.risks)}
    for id, count, yes, unsure in shares:
        assert count == len(answers[id])
        assert abs(yes - 100 * answers[id].count("yes") / count) < 0.06
        assert abs(unsure - 100 * answers[id].count("unsure") / count) < 0.06
    assert [row[2] for row in shares] == sorted((row[2] for row in shares), reverse=True)
    assert {value: count for value, count in goals if value} == Counter(answers["shared-goal"])

    fears, reasons = results["Gründe und Befürchtungen"]
    for kind, rows in ("fears", fears), ("reasons", reasons):
        chosen = [report.answers[kind] for report in reports if kind in report.answers]
        assert [row[:2] for row in rows] == ranked(id for each in chosen for id in each)
    asked = sum("fears" in report.answers for report in reports)
    assert all(abs(percent - 100 * count / asked) < 0.06 for _, count, percent in fears)

    (rows,) = results["In den Bemerkungen suchen"]
    assert rows
    assert all("betriebsrat" in note.lower() for *_, note in rows)

    (rows,) = results["Wo Personalabteilung und Betriebsrat auseinanderliegen"]
    assert rows == _splits(reports)

    _, rows = results["Nach Parquet"]
    assert dict(rows) == Counter(report.verdict.outcome if report.verdict else None for report in reports)

    (rows,) = results["Die Tabelle für Excel in DuckDB"]
    assert sum(count for *_, count in rows) == sum(len(report.answers) for report in reports)


def _splits(reports: list[Report]) -> list[tuple[str, int]]:
    sides: dict[str, dict[str, Report]] = {}
    for report in reports:
        sides.setdefault(report.organisation, {})[report.party or ""] = report
    found = []
    for firm in sides.values():
        one, other = firm["hr"].answers, firm["works-council"].answers
        both = one.keys() & other.keys() - {"reasons", "fears"}
        found += [id for id in both if {one[id].value, other[id].value} == {"yes", "no"}]  # type: ignore[union-attr]
    return ranked(iter(found))


def test_types_hold_where_nobody_has_said_anything(
    program: Program, tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A single file whose lists are empty has the same columns as a full one."""
    path = tmp_path / "leer.json"
    path.write_text("{}", "utf-8")
    monkeypatch.chdir(tmp_path)
    for name, source in ("leer", path), ("voll", folder):
        assert program("export", source, "--format", "jsonl", "--output", f"{name}.jsonl").code == 0
    with duckdb.connect() as connection:
        names = [
            [row[0] for row in connection.execute(f"DESCRIBE FROM read_json('{name}.jsonl')").fetchall()]
            for name in ("leer", "voll")
        ]
        both = connection.execute("SELECT count(*) FROM read_json(['leer.jsonl', 'voll.jsonl'])").fetchone()
    assert names[0] == names[1]
    assert both == (61,)
