"""Three people do their real tasks on a real terminal, with nothing typed but names: no command, no option, no ID."""

from __future__ import annotations

import json
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from . import three_people
from .walker import Walker

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals"),
]

WINDOWS = [pytest.param(80, False, id="80"), pytest.param(50, False, id="50"), pytest.param(80, True, id="plain")]
Meets = Callable[[int, bool], Walker]


@pytest.fixture
def meets() -> Iterator[Meets]:
    """A person with an empty computer; its paths are short, as a person's are."""
    home = Path(tempfile.mkdtemp(prefix="vc-"))
    yield lambda columns, plain: Walker(home, columns=columns, plain=plain)
    shutil.rmtree(home)


def stored(person: Walker) -> list[dict[str, object]]:
    return [json.loads(path.read_text("utf-8")) for path in sorted(person.data.glob("*.json"))]


def typed_no_command(person: Walker) -> bool:
    """Whether nothing that was pressed is an option, a command or an ID."""
    return not [each for each in person.seen if re.search(r"verbund|--|\d{4}-\d\d-\d\d", each.pressed)]


@pytest.mark.parametrize("columns, plain", WINDOWS)
def test_hr_officer(meets: Meets, columns: int, plain: bool):
    person = meets(columns, plain)
    three_people.hr_officer(person)
    report, questionnaire = sorted(person.files())
    assert re.fullmatch(r"bericht-muster-gmbh-personalabteilung-[\d-]+\.docx", report)
    assert re.fullmatch(r"fragebogen-muster-gmbh-betriebsrat-[\d-]+\.html", questionnaire)
    (held,) = stored(person)
    assert held["finished"]
    values = {id: answer["value"] for id, answer in held["answers"].items() if isinstance(answer, dict)}
    assert (values["conviction"], values["contract"]) == ("yes", "partly"), "the two that were changed"
    assert typed_no_command(person)


@pytest.mark.parametrize("columns, plain", WINDOWS)
def test_works_council(meets: Meets, columns: int, plain: bool):
    person = meets(columns, plain)
    three_people.works_council(person)
    names = {name.partition("-")[0] for name in person.files()}
    assert names == {"bericht", "tagesordnung"}
    (joint,) = (each for each in stored(person) if each["party"] == "joint")
    assert joint["finished"]
    assert len(joint["meetings"]) == 2
    assert typed_no_command(person)
    taken = next(number for number, each in enumerate(person.seen) if "Aufgenommen" in each.screen)
    before = "\n".join(each.screen for each in person.seen[:taken])
    assert "Personalabteilung: " not in before, "nothing of the other side is shown before the comparison"


@pytest.mark.parametrize("columns, plain", WINDOWS)
def test_consultant(meets: Meets, columns: int, plain: bool):
    person = meets(columns, plain)
    three_people.consultant(person)
    kinds = sorted(re.sub(r"-[\d-]*\d", "", name) for name in person.files())
    assert kinds == [
        "eckpunkte.docx", "vergleich-anonym.pdf", "vergleich-birke-ag-personalabteilung.docx", "vergleich.docx",
    ]  # fmt: skip
    assert typed_no_command(person)
