"""With a content folder whose every text is "xx" no document has another word left, in no format.

What may be left are names, remarks and numbers, the labels of answers, and what docs/decisions.md lists.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from msgspec.structs import replace

from domain.contract import READINESS, RISKS, SUCCESS, all_yes
from domain.crossed_out import LABELS, section_names, write_crossed_out
from domain.making import assessment_from, table_of
from verbund_check.answers.assessment import Assessment, mark_of
from verbund_check.answers.keypoints import FORM, PARTNERS, WANTED, Paper, points_of, steps_of
from verbund_check.documents.agenda import agenda_document
from verbund_check.documents.blocks import Document
from verbund_check.documents.firms import LISTED, firms_document
from verbund_check.documents.group import group_document
from verbund_check.documents.keypoints import blank_paper_document, paper_document
from verbund_check.documents.pair import pair_document
from verbund_check.documents.questionnaire import questionnaire_document
from verbund_check.documents.report import report_document
from verbund_check.documents.section import contents_document, section_document
from verbund_check.formats import format_for
from verbund_check.formats.text.document import text_of
from verbund_check.guide.loader import load_guide
from verbund_check.guide.model import Guide
from verbund_check.guide.sections import FactorsSection
from verbund_check.guide.values import Party
from verbund_check.policy.compare_firms import anonymous, compare_firms
from verbund_check.policy.compare_group import compare_group
from verbund_check.policy.compare_pair import compare_pair
from verbund_check.policy.comparison import side_of
from verbund_check.policy.report import report_on

TYPED = "Qqq"
"""Every name and remark."""

SECTIONS = (
    *("overview", "process", "reasons", "benefits", "success", "fears", "rules", "readiness", "next-steps", "factors"),
    *("support", "modules", "glossary", "sources"),
)

Make = Callable[[Guide, bool], Document]


def _note(value: str) -> dict[str, str]:
    return {"value": value, "note": TYPED}


SOME = all_yes(
    goal=_note("no"), upfront="unsure", balance=_note("no"), contract=_note("partly"), proximity="unsure",
    chemistry=_note("yes"), slow_pace="partly", unfairness="unsure", reasons=["learning"],
    fears={"value": ["poaching"], "note": TYPED},
)  # fmt: skip
OTHER = all_yes(
    goal=_note("yes"), sharing="unsure", balance=_note("yes"), coordinator=_note("no"), proximity="unsure",
    chemistry=_note("unsure"), slow_pace="no", goals_too_high="yes", reasons={"value": ["broader-offer"], "note": TYPED},
    fears=["antitrust", "poaching"],
)  # fmt: skip
SEVEN = dict.fromkeys(READINESS, "yes")


def _given(guide: Guide, answers: dict[str, Any], id: str = "a", **head: Any) -> Assessment:
    return assessment_from(guide, answers, id=id, **{"organisation": TYPED, **head})


def _report(answers: dict[str, Any], **head: Any) -> Make:
    def made(guide: Guide, on_screen: bool) -> Document:
        return report_document(report_on(_given(guide, answers, **head), guide), guide, on_screen=on_screen)

    return made


def _report_on_earlier_content(guide: Guide, on_screen: bool) -> Document:
    given = _given(guide, SOME, content={"version": "0.9.0", "digest": "0" * 64}, questions={"goal": "0" * 16})
    return report_document(report_on(given, guide), guide, on_screen=on_screen)


def _sides(guide: Guide, kind: str, first: dict[str, Any], second: dict[str, Any], stage: str) -> tuple[Any, Any]:
    party = "works-council" if kind == "parties" else "hr"
    old = _given(guide, first, "a", party="hr", finished="2025-01-01T10:00:00Z")
    return old, _given(guide, second, "b", party=party, stage=stage, finished="2026-01-01T10:00:00Z")


def _pair(kind: Any, first: dict[str, Any], second: dict[str, Any], stage: str = "planned") -> Make:
    def made(guide: Guide, on_screen: bool) -> Document:
        pair = _sides(guide, kind, first, second, stage)
        return pair_document(compare_pair(*pair, kind, guide), pair, guide, on_screen=on_screen)

    return made


def _agenda(first: dict[str, Any], second: dict[str, Any]) -> Make:
    def made(guide: Guide, on_screen: bool) -> Document:
        pair = _sides(guide, "parties", first, second, "planned")
        return agenda_document(compare_pair(*pair, "parties", guide), pair, guide, on_screen=on_screen)

    return made


def _firms(count: int, *, nameless: bool = False, quick: int = 0) -> Make:
    def made(guide: Guide, on_screen: bool) -> Document:
        each = [_given(guide, (SOME, OTHER, all_yes())[n % 3], str(n)) for n in range(count)]
        each += [_given(guide, SEVEN, f"q{n}", scope="quick") for n in range(quick)]
        table, named = table_of(guide, each), not nameless and len(each) <= LISTED
        comparison = compare_firms(table, [side_of(one) for one in each] if named else (), guide)
        if nameless:
            comparison = anonymous(comparison, guide.questions)
        return firms_document(
            replace(comparison, changed=("contract",)),
            [one.values() for one in each] if named else (),
            guide,
            stages=("planned", "running"),
            day="25.11.2026",
            anonymous=nameless,
            on_screen=on_screen,
            others={} if nameless else {one.id: one.notes for one in each},
            sentences={"goal": (TYPED,)},
            copies=(TYPED,),
            one_each=True,
        )

    return made


def _group(*answers: dict[str, Any]) -> Make:
    def made(guide: Guide, _on_screen: bool) -> Document:
        each = [
            _given(guide, given, str(n), scope="full" if len(given) > 7 else "quick") for n, given in enumerate(answers)
        ]
        comparison = compare_group(table_of(guide, each), guide)
        return group_document(comparison, ("planned",), guide, {"goal": (TYPED,)}, day="25.11.2026")

    return made


def _paper(guide: Guide, _on_screen: bool) -> Document:
    steps = steps_of(guide)
    answers = {step: TYPED for number, step in enumerate(steps) if number % 3}
    answers |= {point.id: WANTED for point in points_of(guide) if point.contract}
    return paper_document(
        Paper(
            id="2026-03-04-paper1",
            started="2026-03-04T05:06:07Z",
            changed="2026-03-04T05:06:07Z",
            content=mark_of(guide),
            answers=answers | {PARTNERS: TYPED, FORM: "frame"},
            notes=dict.fromkeys([FORM, *steps[4:6]], TYPED),
        ),
        guide,
    )


def _section(key: str) -> Make:
    def made(guide: Guide, _on_screen: bool) -> Document:
        entry = next(each for each in guide.contents.sections if each.key == key)
        factors = guide.sections["factors"]
        assert isinstance(factors, FactorsSection)
        return section_document(
            entry, guide.sections[key], guide.documents, lambda key: guide.entry(key)[0], lambda: factors
        )

    return made


WORST = all_yes(**dict.fromkeys((id.replace("-", "_") for id in (*READINESS, *SUCCESS)), "no"))
UNKNOWN = dict.fromkeys((*READINESS, *SUCCESS, *RISKS), "unsure") | {"reasons": [], "fears": []}
BEGUN = dict.fromkeys(READINESS[:4], "yes")

KINDS: dict[str, Make] = {
    "report": _report(SOME, party="hr"),
    "report-running": _report(OTHER, party="joint", stage="running"),
    "report-quick": _report(SEVEN | {"goal": "no"}, scope="quick"),
    "report-begun": _report(BEGUN, party="management"),
    "report-best": _report(all_yes(), organisation=""),
    "report-worst": _report(WORST),
    "report-unknown": _report(UNKNOWN),
    "report-earlier": _report_on_earlier_content,
    "parties": _pair("parties", SOME, OTHER),
    "parties-stages": _pair("parties", SOME, OTHER, "running"),
    "parties-alike": _pair("parties", SOME, SOME),
    "parties-good": _pair("parties", all_yes(), all_yes()),
    "time": _pair("time", SOME, OTHER),
    "time-alike": _pair("time", SOME, SOME, "running"),
    "agenda": _agenda(SOME, OTHER),
    "agenda-alike": _agenda(SOME, SOME),
    "firms-3": _firms(3),
    "firms-8": _firms(6, quick=2),
    "firms-24": _firms(24),
    "firms-25": _firms(25),
    "firms-1001": _firms(LISTED + 1),
    "firms-anonymous": _firms(4, nameless=True),
    "firms-too-few": _firms(2, nameless=True),
    "group": _group(SOME, OTHER, all_yes()),
    "group-united": _group(SOME, SOME, SOME),
    "group-quick": _group(SOME, SOME, SEVEN, SEVEN),
    "paper": _paper,
    "paper-blank": lambda guide, _: blank_paper_document(guide),
    "questionnaire": lambda guide, _: questionnaire_document(guide, "planned", "full"),
    "questionnaire-quick": lambda guide, _: questionnaire_document(guide, "running", "quick", TYPED, Party.MANAGEMENT),
    "contents": lambda guide, on_screen: contents_document(
        guide.contents, guide.documents, command="xx" if on_screen else ""
    ),
    **{f"section-{key}": _section(key) for key in SECTIONS},
}
"""Every kind of document, made for the screen or for a file."""


@pytest.fixture(scope="module")
def crossed(tmp_path_factory: pytest.TempPathFactory) -> Guide:
    folder = tmp_path_factory.mktemp("crossed") / "content"
    write_crossed_out(folder)
    return load_guide(folder)


class _Page(HTMLParser):
    """What is seen or heard of a page."""

    HEARD = ("title", "aria-label", "alt", "placeholder", "value", "data-label")

    def __init__(self, page: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.hidden = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.hidden = tag in ("style", "script")
        named = dict(attrs)
        heard = [name for name in named if name in self.HEARD]
        if tag == "meta" and named.get("name") in ("description", "author", "subject"):
            heard.append("content")
        self.words += [named[name] or "" for name in heard]

    def handle_endtag(self, _: str) -> None:
        self.hidden = False

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.words.append(data)


def _word_text(data: bytes) -> str:
    """The text of every part of a Word file, with its properties and what stands for pictures."""
    found = []
    with ZipFile(BytesIO(data)) as file:
        for name in file.namelist():
            if not name.endswith(".xml") or name in ("word/styles.xml", "word/fontTable.xml", "docProps/app.xml"):
                continue
            for each in ElementTree.fromstring(file.read(name)).iter():
                tag = each.tag.rpartition("}")[2]
                if tag in ("p", "tab", "br"):
                    found.append("\n")
                if tag == "t" or (name == "docProps/core.xml" and tag in ("title", "subject", "description")):
                    found.append(each.text or "")
                if tag in ("docPr", "tblCaption", "tblDescription", "alias", "placeholder"):
                    found += [f"\n{text}\n" for key, text in each.attrib.items() if key.rpartition("}")[2] != "id"]
    return "".join(found)


def _pdf_text(data: bytes, folder: Path) -> str:
    path = folder / "a.pdf"
    path.write_bytes(data)
    done = subprocess.run(["pdftotext", path, "-"], capture_output=True, check=True, timeout=60)
    told = subprocess.run(["pdfinfo", path], capture_output=True, check=True, timeout=60).stdout.decode()
    about = re.findall(r"^(?:Title|Subject|Keywords): +(.*)$", told, re.MULTILINE)
    return "\n".join([done.stdout.decode(), *about])


def shown(form: str, make: Make, guide: Guide, folder: Path) -> str:
    """Everything that is seen or heard of a document in a format."""
    if form.startswith("terminal"):
        plain = form == "terminal-plain"
        return text_of(make(guide, True), 60 if plain else 100, "utf-8", "strict", plain=plain)
    data = b"".join(format_for("document", form).pieces(make(guide, False)))
    match form:
        case "docx":
            return _word_text(data)
        case "pdf":
            return _pdf_text(data, folder)
        case "html":
            return " ".join(_Page(data.decode()).words)
    # Markup of Markdown that nobody sees: tags, and where a link leads.
    return re.sub(r"<[^>]*>|\]\(#[^)]*\)", " ", data.decode())


def only_listed(text: str, guide: Guide) -> None:
    """Nothing is left but what may be: on the screen commands to type, and columns that are called A, B, C …"""
    text = re.sub(r"verbund-check [a-z]+ \w+(?: --[a-z-]+ \S+)*", " ", re.sub(r"\s+", " ", text))
    text = re.sub(r"(https?://|mailto:)[^\s)>\]]+", " ", text).replace("\u00ad", "")
    found = set(re.findall(r"(?<!\w)[^\W\d_]\w*", text.replace(guide.digest[:12], "")))
    names = {part for name in section_names() for part in name.split("-")}
    known = {"xx", TYPED, *LABELS, *names, *"abcdefgh"}
    lowered = {word.lower() for word in known}
    assert "xx" in found
    assert {word for word in found if word.lower() not in lowered} == set()


MANY = "firms-1001"
SLOW = ("docx", "terminal-plain", "pdf")


@pytest.mark.parametrize("form", ["md", "html", "terminal"])
@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != MANY])
def test_no_word_is_left(kind: str, form: str, crossed: Guide, tmp_path: Path) -> None:
    only_listed(shown(form, KINDS[kind], crossed, tmp_path), crossed)


@pytest.mark.slow
@pytest.mark.parametrize("form", SLOW)
@pytest.mark.parametrize("kind", KINDS)
def test_no_word_is_left_in_formats_that_take_longer(kind: str, form: str, crossed: Guide, tmp_path: Path) -> None:
    if form == "pdf" and not shutil.which("pdftotext"):
        pytest.skip("pdftotext reads what stands in the file")
    only_listed(shown(form, KINDS[kind], crossed, tmp_path), crossed)
