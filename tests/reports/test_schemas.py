"""docs/schema/: the published schemas are what the program's types say, and all that the program writes fits them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import msgspec
import pytest
from jsonschema import Draft202012Validator, FormatChecker
from msgspec.structs import replace

from cli.conftest import Program
from domain.contract import READINESS
from domain.making import json_from, report_from
from verbund_check.answers.assessment import Assessment, Meeting, Origin, mark_of
from verbund_check.guide.model import Guide
from verbund_check.policy.report import report_on
from verbund_check.text import to_json

from .every_document import example, firms, pair, random_answers

DOCS = Path(__file__).parents[2] / "docs"
NAMES = ("report", "comparison", "record")


def strict(schema: Any) -> Any:
    """The schema with nothing allowed that it does not name: a field that was not published fails here."""
    if isinstance(schema, list):
        return [strict(each) for each in schema]
    if isinstance(schema, dict):
        closed = {"additionalProperties": False} if "properties" in schema and schema.get("type") == "object" else {}
        return {**{key: strict(value) for key, value in schema.items()}, **closed}
    return schema


@pytest.fixture(scope="module")
def validators() -> dict[str, Draft202012Validator]:
    made = {}
    for name in NAMES:
        schema = strict(json.loads((DOCS / "schema" / f"{name}.schema.json").read_text("utf-8")))
        Draft202012Validator.check_schema(schema)
        made[name] = Draft202012Validator(schema, format_checker=FormatChecker())
    return made


def test_files_are_what_the_script_makes() -> None:
    """A change of the types without one of the published schemas fails here."""
    done = subprocess.run([sys.executable, DOCS / "make_schemas.py", "--check"], capture_output=True, encoding="utf-8")
    assert (done.returncode, done.stderr) == (0, "")
    assert sorted(path.name for path in (DOCS / "schema").iterdir()) == sorted(f"{name}.schema.json" for name in NAMES)


def test_every_field_is_described(validators: dict[str, Draft202012Validator]) -> None:
    """Whoever reads the schema learns what each field means."""
    for validator in validators.values():
        for part in validator.schema["$defs"].values():
            for name, field in part.get("properties", {}).items():
                assert field["description"], name


def joint(guide: Guide) -> Assessment:
    """A joint assessment with origins and dissent, so that nothing in its report is empty."""
    both = pair(guide, "parties")
    origins = tuple(
        Origin(each.id, each.party, each.finished, each.content, each.answers, each.notes or {"reasons": "dazu"})
        for each in both
    )
    made = example(guide, 3, "Müller & Söhne GmbH", party="joint")
    notes = {"reasons": "Bemerkung zu den Gründen", "fears": "und zu den Sorgen"}
    return replace(
        made,
        origins=origins,
        dissent=("goal", "contract"),
        notes=notes,
        questions={"goal": "ab" * 8},
        wordings={"goal": "Ein Satz von damals?"},
        previous="2026-01-02-abc234",
        meetings=(Meeting("2026-03-04", "Frau Öz"),),
    )


def test_reports(validators: dict[str, Draft202012Validator], guide: Guide) -> None:
    """Full, quick, begun, joint: every report fits, and the fullest leaves no field of the schema untried."""
    reports = [
        json.loads(to_json(report_on(joint(guide), guide))),
        json_from(guide, random_answers(1), organisation="A", party="hr", stage="running"),
        json_from(guide, dict.fromkeys(READINESS, "no"), scope="quick"),
        json_from(guide, {"benefit": "unsure", "fears": []}),
        json_from(guide, {}),
    ]
    for report in reports:
        validators["report"].validate(report)
    fullest = reports[0]
    assert all(value not in ("", [], {}, None) for value in fullest.values())
    assert all(value not in ([], {}, None) for value in fullest["verdict"].values())


def test_types_of_what_the_contract_does_not_name(guide: Guide) -> None:
    """Beside the contract's keys stand these, of these shapes."""
    report = json.loads(to_json(report_on(joint(guide), guide)))
    assert set(report["judged"]) == {"version", "digest"}
    assert report["judged"]["digest"] == mark_of(guide).digest
    assert all(
        type(key) is type(text) is str
        for field in ("notes", "questions", "wordings")
        for key, text in report[field].items()
    )
    assert report["dissent"] == ["goal", "contract"]
    assert report["previous"] == "2026-01-02-abc234"
    assert report["meetings"] == [{"date": "2026-03-04", "people": "Frau Öz"}]
    for origin in report["origins"]:
        assert set(origin) == {"id", "party", "finished", "content", "answers", "notes"}
        assert set(origin["content"]) == {"version", "digest"}
        for id, answer in origin["answers"].items():
            if id in ("reasons", "fears"):
                assert all(type(each) is str for each in answer)
            else:
                assert {key: type(value) for key, value in answer.items()} == {"value": str, "note": str}


def test_comparisons(
    validators: dict[str, Draft202012Validator], guide: Guide, program: Program, tmp_path: Path
) -> None:
    """Two parties, two times, firms with and without names, people, and the one that is not complete."""
    for kind in ("parties", "time"):
        for name, each in zip("ab", pair(guide, kind), strict=True):
            (tmp_path / f"{kind}-{name}.json").write_bytes(msgspec.json.encode(each))
    for number, each in enumerate(firms(guide, 6)):
        (tmp_path / f"firma-{number}.json").write_bytes(msgspec.json.encode(each))
    begun = to_json(report_from(guide, {"benefit": "yes"}, organisation="Begonnen GmbH", party="hr"))
    (tmp_path / "begonnen.json").write_text(begun, "utf-8")
    for seed in (21, 22, 23):
        person = example(guide, seed, "Müller & Söhne GmbH", party="works-council")
        (tmp_path / f"person-{seed}.json").write_bytes(msgspec.json.encode(person))
    all_firms = sorted(tmp_path.glob("firma-*.json"))
    for arguments, code in (
        (sorted(tmp_path.glob("parties-*.json")), 0),
        (sorted(tmp_path.glob("time-*.json")), 0),
        (all_firms, 0),
        (all_firms[:2], 0),
        ([*all_firms, "--anonymous"], 0),
        ([*all_firms[:2], "--anonymous"], 0),
        ([*sorted(tmp_path.glob("person-*.json")), "--as", "group"], 0),
        ([all_firms[0], tmp_path / "begonnen.json", "--as", "firms"], 3),
    ):
        result = program("compare", *arguments, "--json")
        assert result.code == code, arguments
        if result.out:
            validators["comparison"].validate(result.json)


def test_records(
    validators: dict[str, Draft202012Validator], guide: Guide, program: Program, folder: Path, tmp_path: Path
) -> None:
    """Every line of JSON Lines fits, of one assessment and of a folder, and each has the same keys."""
    (folder / "zz-gemeinsam.json").write_bytes(msgspec.json.encode(joint(guide)))
    assert program("export", folder, "--with-origins", "--output", tmp_path / "alle.jsonl").code == 0
    (tmp_path / "leer.yaml").write_text("{}", "utf-8")
    lines = (tmp_path / "alle.jsonl").read_text("utf-8") + program(
        "export", tmp_path / "leer.yaml", "--format", "jsonl"
    ).out
    records = [json.loads(line) for line in lines.splitlines()]
    assert len(records) == len(list(folder.iterdir())) + 1
    for record in records:
        validators["record"].validate(record)
    judged = [item.id for item in (*guide.readiness, *guide.success, *guide.risks)]
    assert {tuple(record) for record in records} == {tuple(records[0])}
    assert {tuple(record["answers"]) for record in records} == {tuple(judged)}
    assert all(value not in ("", [], {}, None) for value in records[-2].values())
