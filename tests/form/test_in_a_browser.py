"""The form filled in in a real Chromium: what was clicked is what arrives, nobody is kept out, nothing leaves the machine.

Slow: needs chromium and npm, which installs axe-core and playwright-core into a folder of the test.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from domain.contract import READINESS
from reports.shown import squeezed, text_of_pdf
from verbund_check.answers.assessment import Answer, Assessment, is_complete
from verbund_check.answers.reader import Reader
from verbund_check.documents.filename import file_stem
from verbund_check.form.page import form_page
from verbund_check.guide.model import Guide, Question
from verbund_check.guide.values import Party
from verbund_check.text import clean, local_today

from .test_command import form_file
from .test_page import WORDS

HERE = Path(__file__).parent
SESSIONS = int(os.environ.get("FORM_SESSIONS", "12"))
SEED = int(os.environ.get("FORM_SEED", "20261125"))

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not shutil.which("chromium"), reason="needs chromium"),
    pytest.mark.skipif(not shutil.which("npm"), reason="needs npm"),
    pytest.mark.skipif(not shutil.which("pdftotext"), reason="needs poppler-utils"),
]

HOSTILE = "<img src=x onerror=alert(1)></script><script>document.title='x'</script>"
NAMES = [
    "Muster GmbH", "", "Mu\u0308ller & So\u0308hne GmbH & Co. KG", "Verbund Süd-Öst ÄÖÜß", "Café Łódź Ørsted", "L’Atelier d'Art",
    "../../etc/passwd", "завод № 5", " – ", "CON", "x" * 200, "Wort " * 39, "ﬁrma ½ Æ ĳ ẞ İ", "日本 GmbH",
]  # fmt: skip
OURS, OTHERS = "gespeichert; gebraucht wird", "anderen Fassung"


def wrong_files(guide: Guide) -> dict[str, tuple[bytes, str]]:
    """Files that are no answers to this form, each with words of the sentence that it gets."""
    good = form_file(guide)
    answers = good["answers"]

    def changed(**changes: Any) -> bytes:
        return json.dumps(good | changes).encode()

    return {
        "empty.json": (b"", OURS),
        "picture.json": (b"\x89PNG\r\n\x1a\n\x00\xff", OURS),
        "list.json": (b"[]", OURS),
        "null.json": (b"null", OURS),
        "half.json": (changed()[:-40], OURS),
        "deep.json": (b"[" * 200_000, OURS),
        "large.json": (changed() + b" " * 2_000_000, OURS),
        "report.json": (changed(schema=1), OURS),
        "newer.json": (changed(format=3), OURS),
        "hand.json": (json.dumps({"answers": answers}).encode(), OURS),
        "id.json": (changed(id="../x"), OURS),
        "key.json": (json.dumps(good | {"__proto__": {}}).encode(), OURS),
        "party.json": (changed(party="chef"), OURS),
        "constructor.json": (changed(party="constructor"), OURS),
        "stage.json": (changed(stage=["planned"]), OURS),
        "time.json": (changed(started="2026-13-45T99:99:99Z"), OURS),
        "unknown.json": (changed(answers=answers | {"toString": {"value": "yes", "note": ""}}), OURS),
        "value.json": (changed(answers=answers | {"benefit": {"value": "partly", "note": ""}}), OURS),
        "number.json": (changed(answers=answers | {"benefit": {"value": 1, "note": ""}}), OURS),
        "note.json": (changed(answers=answers | {"benefit": {"value": "yes", "note": {}}}), OURS),
        "long.json": (changed(notes={"fears": "x" * 5001}), OURS),
        "option.json": (changed(answers=answers | {"fears": ["learning"]}), OURS),
        "digest.json": (changed(content={"version": "9", "digest": "0" * 64}), OTHERS),
        "quick.json": (changed(scope="quick"), OTHERS),
        "fingerprint.json": (changed(questions=good["questions"] | {"benefit": "0" * 16}), OTHERS),
    }


@pytest.fixture(scope="module")
def folder(guide: Guide, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the browser opens: forms, one of them with hostile words, names of firms, files that are no answers."""
    made = tmp_path_factory.mktemp("bögen mit leerzeichen")
    (made / "full.html").write_bytes(form_page(guide, WORDS, "full"))
    given: dict[str, Any] = {"organisation": "Muster GmbH", "party": Party.WORKS_COUNCIL, "stage": "planned"}
    (made / "quick.html").write_bytes(form_page(guide, WORDS, "quick", **given))
    block = replace(guide.interview.blocks.readiness, title=HOSTILE, intro=HOSTILE)
    interview = replace(guide.interview, blocks=replace(guide.interview.blocks, readiness=block))
    hostile = form_page(replace(guide, interview=interview), WORDS, "quick", **given | {"organisation": HOSTILE})
    (made / "hostile.html").write_bytes(hostile)
    (made / "names.json").write_text(json.dumps(NAMES), "utf-8")
    (made / "wrong").mkdir()
    for name, (content, _) in wrong_files(guide).items():
        (made / "wrong" / name).write_bytes(content)
    return made


@pytest.fixture(scope="module")
def seen(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the browser told of all that was done in it."""
    tools = tmp_path_factory.mktemp("werkzeug")
    shutil.copy(HERE / "package.json", tools)
    install = ["npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
    subprocess.run(install, cwd=tools, check=True, capture_output=True, timeout=300)
    done = subprocess.run(
        ["node", HERE / "browser.mjs", folder, str(SEED), str(SESSIONS), *filter(None, [os.environ.get("PICTURES")])],
        env={**os.environ, "NODE_PATH": str(tools / "node_modules")},
        capture_output=True,
        text=True,
        timeout=1500,
    )
    assert done.returncode == 0, done.stderr
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def read(folder: Path, name: str, guide: Guide) -> Assessment:
    """What a file that was saved in the browser says, read as with --answers."""
    data = (folder / "saved" / name).read_bytes()
    return Reader(guide).assessment(data, name, "2000-01-01T00:00:00Z", entering=True)


def test_nothing_is_loaded_nothing_complains_nobody_is_kept_out(seen: dict[str, Any]) -> None:
    """Each kind of page, on a desktop, in the dark, on a phone and at 400 %: 1280 points are 320 then."""
    assert (seen["requests"], seen["console"], seen["dialogs"]) == ([], [], [])
    assert seen["violations"] == []
    assert seen["wider"] == []
    kinds = {page.split(" ", 1)[1] for page in seen["pages"]}
    assert kinds == {
        "start", "organisation", "party without an answer", "stage", "list", "question without an answer", "question", "review",
        "saved", "discard", "kept", "offer",
    }  # fmt: skip
    assert len(seen["pages"]) == 4 * len(kinds)


@pytest.mark.parametrize("number", range(SESSIONS))
def test_what_was_clicked_is_what_arrives(seen: dict[str, Any], folder: Path, guide: Guide, number: int) -> None:
    """Random answers, remarks, ways back, closed and opened, saved and loaded elsewhere in between."""
    clicked = json.loads((folder / "saved" / f"session-{number}.model.json").read_text("utf-8"))
    found = read(folder, f"session-{number}.json", guide)
    notes = {id: clean(text).strip() for id, text in clicked["notes"].items()}
    expected: dict[str, Any] = {}
    for id, given in clicked["answers"].items():
        if isinstance(given, str):
            expected[id] = Answer(given, notes.get(id, ""))  # type: ignore[arg-type]
        elif given["chosen"] or given["none"] or (given["other"] and notes.get(id)):
            expected[id] = tuple(option.id for option in guide.questions[id].options if option.id in given["chosen"])
    assert found.answers == expected, clicked["done"]
    lists = {id: given["other"] for id, given in clicked["answers"].items() if not isinstance(given, str)}
    assert found.notes == {
        id: note for id, note in notes.items() if note and (lists.get(id) if id in lists else id not in expected)
    }
    assert found.organisation == " ".join(clean(clicked["organisation"]).split())
    assert (found.party, found.stage) == (clicked["party"], clicked["stage"])
    assert {id: found.wordings[id].split() for id in expected} == {
        id: clicked["wordings"][id].split() for id in expected
    }
    assert found.questions == {id: guide.fingerprint(id) for id in expected}
    assert (found.content.version, found.content.digest) == (guide.contents.version, guide.digest)
    assert (found.finished is not None) == is_complete(found, guide)
    party = guide.party(found.party)
    assert clicked["name"] == f"{file_stem('antworten', found.organisation, party, local_today())}.json"


def test_each_form_has_an_id_of_its_own(seen: dict[str, Any], folder: Path, guide: Guide) -> None:
    ids = {read(folder, f"session-{number}.json", guide).id for number in range(SESSIONS)}
    assert len(ids) == SESSIONS
    assert all(id.startswith(local_today()[:4]) for id in ids)


def test_where_the_browser_keeps_nothing_it_says_so_and_the_file_is_saved_all_the_same(
    seen: dict[str, Any], folder: Path, guide: Guide
) -> None:
    for name, told in seen["refused"].items():
        assert told["first"] == WORDS.title
        assert (WORDS.not_kept in told["told"]) == (name != "later")
        assert told["asks"] == ["beforeunload"], "it asks before a window with unsaved answers is closed"
        assert told["name"] == f"antworten-muster-gmbh-betriebsrat-{local_today()}.json"
        found = read(folder, f"refused-{name}.json", guide)
        assert found.values() == dict.fromkeys(READINESS, "yes")
        assert is_complete(found, guide)
    assert seen["refused"]["later"]["later"] == WORDS.not_kept


def test_where_saving_is_blocked_the_text_is_copied(seen: dict[str, Any], guide: Guide) -> None:
    told = seen["blocked"]
    assert told["said"] == WORDS.saving.blocked
    found = Reader(guide).assessment(told["text"].encode(), "kopiert.json", "2000-01-01T00:00:00Z")
    assert found.values() == {"benefit": "yes"}
    assert told["clipboard"] == told["text"]


def test_the_keyboard_alone_leads_from_the_first_page_to_the_file(
    seen: dict[str, Any], folder: Path, guide: Guide
) -> None:
    questions = [guide.questions[id].wording("planned") for id in READINESS]
    expected = [*questions, guide.prompts.review.title]
    assert [heading for _, heading in seen["keyboard"]["headings"]] == expected
    assert [focus for focus, _ in seen["keyboard"]["headings"]] == expected, (
        "the question has the focus, and is read out"
    )
    order = ("yes", "no", "unsure")
    values = [order[number % 3] for number in range(7)]
    assert read(folder, "keyboard.json", guide).values() == dict(zip(READINESS, values, strict=True))


def test_a_wrong_file_gets_one_sentence_and_takes_nothing(seen: dict[str, Any], guide: Guide) -> None:
    expected = wrong_files(guide)
    assert seen["wrong"].keys() == expected.keys()
    for name, said in seen["wrong"].items():
        assert expected[name][1] in said, name
        assert said.endswith(".")


def test_a_file_is_named_by_its_party_before_anything_of_it_is_shown(seen: dict[str, Any], guide: Guide) -> None:
    assert "Betriebsrat, Donaudampf" in seen["offer"]
    assert "3 von 29" in seen["offer"]
    assert "Silbe" not in seen["offer"]
    assert seen["declined"] == WORDS.title


def test_hostile_words_are_text(seen: dict[str, Any]) -> None:
    told = seen["hostile"]
    assert HOSTILE in told["text"]
    assert "Passt ein Qualifizierungsverbund" in told["title"]
    assert not {"img", "iframe", "object", "link"} & set(told["elements"])
    assert told["kept"] == 1, "what others have put into the storage is passed over"


def test_two_windows_and_a_file_lose_nothing_of_each_other(seen: dict[str, Any], guide: Guide) -> None:
    told = seen["windows"]
    assert told["said"] == WORDS.other_window
    assert (told["kept"], told["left"]) == (2, 1)
    assert told["discarded"] == WORDS.discard.done


def test_a_text_that_is_too_long_is_neither_cut_nor_saved(seen: dict[str, Any]) -> None:
    told = seen["tooLong"]
    for said in (told["save"], told["next"]):
        assert "5.001 Zeichen" in said
        assert "5.000" in said
    assert 5001 in told["text"], "what was typed is still there after the window was closed"


def test_without_scripts_there_is_a_sentence(seen: dict[str, Any], guide: Guide) -> None:
    assert WORDS.no_script in seen["withoutScript"]


def test_the_file_is_called_as_the_program_would_call_it(seen: dict[str, Any]) -> None:
    for name, found in seen["names"].items():
        organisation = " ".join(clean(name).split())
        assert found == f"{file_stem('antworten', organisation, 'Geschäftsleitung', local_today())}.json", name


def boxes_of(question: Question) -> list[str]:
    if question.is_list:
        return [*(option.title for option in question.options), question.other, question.none]
    return [question.label(value) for value in question.values]


@pytest.mark.parametrize(
    ("name", "stage", "party"), [("blank", "planned", None), ("print", "running", Party.MANAGEMENT)]
)
def test_on_paper_it_is_the_questionnaire(
    seen: dict[str, Any], folder: Path, guide: Guide, name: str, stage: Any, party: Party | None
) -> None:
    shown = squeezed(text_of_pdf(folder / f"{name}.pdf"))
    for question in guide.questions.values():
        assert squeezed(question.wording(stage, party)) in shown
        assert squeezed(question.explained(stage, party)) in shown
        assert all(squeezed(label) in shown for label in boxes_of(question))
    assert squeezed(guide.interview.blank_stages.at(stage)) in shown
    facts = subprocess.run(["pdfinfo", folder / f"{name}.pdf"], capture_output=True, text=True, check=True).stdout
    assert "(A4)" in facts
    pages = int(facts.split("Pages:")[1].split()[0])
    assert 5 <= pages <= 7
    assert f"Seite1von{pages}" in shown or f"Seite 1 von {pages}" in text_of_pdf(folder / f"{name}.pdf")
