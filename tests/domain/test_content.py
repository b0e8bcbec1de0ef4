"""The shipped content keeps the contract, and every kind of fault in a content folder is named with its place."""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from verbund_check.errors import ContentError, InputError
from verbund_check.guide.loader import (
    OTHER_TYPES,
    SECTION_TYPES,
    WHEN_NEEDED,
    find_section,
    load_contents,
    load_guide,
    load_section,
    load_words,
    read_guide,
    when_needed,
)
from verbund_check.guide.model import Guide
from verbund_check.guide.sections import (
    Branch,
    EarlierWording,
    Factor,
    Fear,
    ReadinessQuestion,
    Reason,
    RulePoint,
    at_stage,
)
from verbund_check.guide.texts import BlockTexts
from verbund_check.guide.values import Party

from .contract import FEARS, FORBIDDEN, KEY_RISKS, KEY_SUCCESS, READINESS, REASONS, RISKS, SECTIONS, SUCCESS
from .oracle import CONTENT


class TestShippedContent:
    @pytest.mark.parametrize(
        ("part", "ids"),
        [("readiness", READINESS), ("success", SUCCESS), ("risks", RISKS), ("reasons", REASONS), ("fears", FEARS)],
    )
    def test_has_the_ids_of_the_contract_in_their_order(self, guide: Guide, part: str, ids: tuple[str, ...]):
        assert tuple(item.id for item in getattr(guide, part)) == ids

    def test_marks_the_first_three_success_factors_and_risks_as_the_most_important(self, guide: Guide):
        assert tuple(factor.id for factor in guide.success if factor.key) == KEY_SUCCESS
        assert tuple(factor.id for factor in guide.risks if factor.key) == KEY_RISKS

    def test_has_the_fourteen_sections_with_their_keys_and_german_names(self, guide: Guide):
        assert [entry.key for entry in guide.contents.sections] == list(SECTIONS)
        for key, alias in SECTIONS.items():
            assert find_section(guide.contents, alias).key == key

    @pytest.mark.parametrize(
        ("typed", "key"),
        [("Gründe", "reasons"), ("gruende", "reasons"), ("GRÜNDE", "reasons"), ("Reasons", "reasons"),
         ("Befürchtungen", "fears"), (" fears ", "fears"), ("ÜBERBLICK", "overview"), ("Next-Steps", "next-steps")],
    )  # fmt: skip
    def test_sections_are_found_in_any_case_with_umlauts_or_without(self, guide: Guide, typed: str, key: str):
        assert find_section(guide.contents, typed).key == key

    @pytest.mark.parametrize(("typed", "near"), [("reasns", "reasons"), ("grunde", "gründe"), ("faktorn", "faktoren")])
    def test_an_unknown_section_gets_the_nearest(self, guide: Guide, typed: str, near: str):
        with pytest.raises(InputError, match=f"„{typed}“.*„{near}“"):
            find_section(guide.contents, typed)

    def test_every_question_has_all_that_the_interview_and_the_verdict_say_about_it(self, guide: Guide):
        keys = set(SECTIONS)
        for item in (*guide.readiness, *guide.success, *guide.risks):
            assert item.title
            assert item.explanation
            assert item.read_on in keys
        for question in guide.readiness:
            for texts in (question, *filter(None, [question.management])):
                assert texts.question.planned.endswith("?") and texts.question.running.endswith("?")
                assert texts.clarify and texts.find_out
        for factor in (*guide.success, *guide.risks):
            assert factor.statement.planned != factor.statement.running
            assert factor.step.planned
            assert factor.step.running
        assert all(fear.statement and fear.reply for fear in guide.fears)

    def test_the_twenty_statements_are_in_one_frame(self, guide: Guide):
        """„Es ist absehbar“ made one answer of no and don't know; a "nicht" turned "trifft zu" round."""
        for factor in (*guide.success, *guide.risks):
            planned, running = factor.statement.planned, factor.statement.running
            assert planned.startswith("Voraussichtlich "), factor.id
            assert not re.search("voraussichtlich|absehbar|würde", running.lower()), factor.id
            for statement in (planned, running):
                assert not re.search(r"\b(nicht|kein\w*|nie|ohne)\b", statement.lower()), statement
                assert len(statement.split()) <= 16, statement
                assert statement.endswith(".") and statement.count(".") == 1, statement

    def test_the_seven_questions_fit_the_stage(self, guide: Guide):
        """An alliance at work is not asked about as if it were still to come; where goal and will are meant, both are."""
        for question in guide.readiness:
            planned, running = question.question.planned, question.question.running
            assert planned != running
            assert not re.search(r"\b(käme|würde|würden|gäbe|wäre)\b", running.lower()), running

    def test_every_explanation_of_the_seven_says_when_no_is_the_right_answer(self, guide: Guide):
        for question in guide.readiness:
            for texts in (question, *filter(None, [question.management])):
                for stage in ("planned", "running"):
                    assert "Nein passt, wenn" in at_stage(texts.explanation, stage), question.id

    def test_a_management_is_not_asked_what_the_management_would_do(self, guide: Guide):
        question = guide.questions["management"]
        assert question.wording("planned", Party.MANAGEMENT) == (
            "Würden Sie als Geschäftsleitung einen Verbund zulassen, auch wenn Sie ihn nur dulden?"
        )
        assert question.wording("running", Party.MANAGEMENT) == (
            "Lassen Sie als Geschäftsleitung den Verbund zu, auch wenn Sie ihn nur dulden?"
        )
        for party in (None, Party.HR, Party.WORKS_COUNCIL, Party.JOINT):
            assert question.wording("planned", party).startswith("Würde Ihre Geschäftsleitung")
        for text in (question.explained, question.to_clarify, question.to_find_out):
            for stage in ("planned", "running"):
                assert text(stage, Party.MANAGEMENT) != text(stage, Party.HR)
        for other in guide.questions.values():
            if other.id != "management":
                assert other.wording("planned", Party.MANAGEMENT) == other.wording("planned")

    def test_at_every_risk_stands_what_an_affirmed_one_means_and_nowhere_else(self, guide: Guide):
        for question in guide.questions.values():
            said = ("„Trifft zu“ heißt hier: Gefahr.", "Gefahr") if question.kind == "risks" else ("", "")
            assert (question.reminder, question.present) == said

    def test_each_old_sentence_bears_its_fingerprint(self, guide: Guide):
        """A fingerprint is the hash of a question's wordings; a copying mistake would have it asked again for nothing."""
        sentences = {(each.fingerprint, each.id) for each in guide.earlier.wordings}
        for each in guide.earlier.wordings:
            both = "\n".join(dict.fromkeys((each.planned, each.running)))
            assert hashlib.blake2b(both.encode(), digest_size=8).hexdigest() == each.fingerprint, each
        for item in (*guide.readiness, *guide.success, *guide.risks):
            for mark in (*item.earlier.planned, *item.earlier.running):
                assert (mark, item.id) in sentences
                assert mark != guide.fingerprint(item.id)

    def test_what_is_said_to_be_ours_is_called_so_everywhere(self, guide: Guide):
        """`show` does not read the words of the result."""
        assert guide.verdict.marks.own == guide.documents.section.own

    def test_authors_are_told_every_field(self):
        """CONTRIBUTING.md explains the files; a field that it does not name cannot be found by who writes texts."""
        told = (CONTENT.parent / "CONTRIBUTING.md").read_text("utf-8")
        for stem, model in (SECTION_TYPES | OTHER_TYPES | when_needed()).items():
            for field in model.__struct_encode_fields__:
                assert f"`{field}`" in told, f"{stem}.yaml: {field}"
        for entry in (ReadinessQuestion, Factor, Fear, Reason, Branch, RulePoint, BlockTexts, EarlierWording):
            for field in entry.__struct_encode_fields__:
                assert f"`{field}`" in told or f"`{field}: true`" in told, f"{entry.__name__}: {field}"

    def test_each_wording_is_there_once(self, guide: Guide):
        """A statement, step or explanation that stands twice was copied by mistake."""
        factors = (*guide.success, *guide.risks)
        for texts in (
            [factor.statement.planned for factor in factors],
            [factor.statement.running for factor in factors],
            [question.question.planned for question in guide.readiness],
            [at_stage(each.find_out, "planned") for each in (*factors, *guide.readiness)],
            [factor.step.planned for factor in factors],
            [at_stage(each.explanation, "planned") for each in (*factors, *guide.readiness)],
            [item.title for item in (*factors, *guide.readiness)],
        ):
            assert len(set(texts)) == len(texts)

    def test_the_interview_asks_in_the_order_of_the_contract(self, guide: Guide):
        assert guide.interview.order == ("reasons", "fears", "readiness", "success", "risks")

    def test_the_plural_is_spelt_right_everywhere(self):
        for path in CONTENT.glob("*.yaml"):
            text = path.read_text("utf-8")
            assert "verbände" not in text.lower(), path.name

    def test_has_a_version_and_a_digest(self, guide: Guide):
        assert guide.contents.version.count(".") == 2
        assert len(guide.digest) == 64


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped content to break."""
    target = tmp_path / "content"
    shutil.copytree(CONTENT, target)
    return target


def edit(folder: Path, name: str, old: str, new: str) -> int:
    """Replace the first `old` in a file and return the line on which it stood."""
    path = folder / name
    text = path.read_text("utf-8")
    assert old in text, f"{name} has no {old!r}"
    path.write_text(text.replace(old, new, 1), "utf-8")
    return text[: text.index(old)].count("\n") + 1


def faults(folder: Path) -> list[str]:
    guide, found = read_guide(folder, everything=True)
    assert (guide is None) == bool(found)
    for fault in found:
        assert not FORBIDDEN & set(fault)
        assert "\n" not in fault
    return found


# Each: file, what is replaced, by what, and what the message says besides file and line.
FAULTS = {
    "unknown field": ("readiness.yaml", "    title: Nutzen\n", "    titel: Nutzen\n", ["items[0].titel", "„title“"]),
    "missing field": ("readiness.yaml", "    title: Nutzen\n", "", ["items[0]", "„title“ fehlt"]),
    "missing value": ("readiness.yaml", "    title: Nutzen\n", "    title:\n", ["items[0].title", "Text"]),
    "empty text": ("readiness.yaml", "    title: Nutzen\n", "    title: ' '\n", ["items[0].title", "leer"]),
    "list for a text": ("readiness.yaml", "    title: Nutzen\n", "    title: [Nutzen]\n", ["items[0].title", "Liste"]),
    "fields for a text": ("readiness.yaml", "    title: Nutzen\n", "    title: {a: b}\n", ["items[0].title", "Felder"]),
    "text for a list": ("content.yaml", "aliases: [überblick]", "aliases: überblick", ["sections[0].aliases", "Liste"]),
    "no boolean": ("factors.yaml", "    key: true\n", "    key: wichtig\n", ["success[0].key", "true oder false"]),
    "unknown word": ("factors.yaml", "    rule: any\n", "    rule: one\n", ["risks[0].rule", "all, any, majority"]),
    "unknown block": ("reasons.yaml", "- type: paragraph", "- type: paragraf", ["blocks[0]", "paragraph, heading"]),
    "block without type": ("reasons.yaml", "- type: paragraph\n    text", "- text", ["blocks[0]", "type"]),
    "type that is no text": ("reasons.yaml", "- type: paragraph", "- type: [a]", ["blocks[0]", "type"]),
    "double ID": ("readiness.yaml", "  - id: conviction", "  - id: benefit", ["items[1].id", "„benefit“"]),
    "double ID across files": ("fears.yaml", "  - id: poaching", "  - id: chemistry", ["items[1].id", "factors.yaml"]),
    "ID with blanks": ("fears.yaml", "  - id: poaching", "  - id: Knowledge Loss", ["items[1].id", "a–z"]),
    "ID of a part": ("fears.yaml", "  - id: poaching", "  - id: reasons", ["items[1].id", "„reasons“"]),
    "double branch": ("next-steps.yaml", "  - id: inhouse", "  - id: start", ["branches[2].id", "„start“"]),
    "section that does not exist": ("fears.yaml", "read_on: rules", "read_on: regeln", ["items[0].read_on", "overview"]),
    "branch that does not exist": ("verdict.yaml", "planned: [start]", "planned: [strat]", ["headlines.go.branches.planned[0]", "„strat“", "start"]),
    "wrong placeholder": ("verdict.yaml", '  partly: "{step}"', '  partly: "{stop}"', ["measures.partly", "{step}"]),
    "missing placeholder": ("verdict.yaml", '  partly: "{step}"', '  partly: "Schritt"', ["measures.partly", "{step}"]),
    "open brace": ("verdict.yaml", '  partly: "{step}"', '  partly: "{step"', ["measures.partly", "Klammern"]),
    "format in a placeholder": ("verdict.yaml", '  partly: "{step}"', '  partly: "{step:>9}"', ["measures.partly"]),
    "attribute in a placeholder": ("verdict.yaml", '  partly: "{step}"', '  partly: "{step.x}"', ["measures.partly"]),
    "tabulator in a text": ("reasons.yaml", "    title: Kosten", '    title: "a\\tb"\n    #', ["items[2].title", "Tabul"]),
    "escape in a text": ("reasons.yaml", "    title: Kosten", '    title: "a\\eb"\n    #', ["items[2].title", "Steuer"]),
    "override in a text": ("reasons.yaml", "    title: K", '    title: "\\u202e"\n    #', ["items[2].title", "Steuer"]),
    "doubled key": ("readiness.yaml", "    title: Nutzen\n", "    title: A\n    title: B\n", ["„title“", "zweimal"]),
    "alias": ("readiness.yaml", "title: Nutzen\n", "title: &n Nutzen\n", ["Anker"]),
    "merge": ("readiness.yaml", "    title: Nutzen\n", "    <<: {title: Nutzen}\n", ["<<"]),
    "bad address": ("next-steps.yaml", "url: https://", "url: ftp://", ["branches[0].links[0].url", "https://"]),
    "no place for items": ("fears.yaml", "  - type: items\n", "", ["blocks", "genau ein Block"]),
    "items where there are none": ("overview.yaml", "blocks:\n", "blocks:\n  - type: items\n", ["blocks", "kein Block"]),
    "key of another file": ("content.yaml", "- key: overview", "- key: verdict", ["sections[0].key", "„verdict“"]),
    "key of the contents": ("content.yaml", "- key: overview", "- key: content", ["sections[0].key", "„content“"]),
    "key that leads elsewhere": ("content.yaml", "- key: overview", "- key: ../overview", ["sections[0].key"]),
    "double alias": ("content.yaml", "[einordnung]", "[Überblick]", ["sections[1].aliases[0]", "„ueberblick“"]),
    "double part": ("interview.yaml", "order: [reasons, ", "order: [reasons, reasons, ", ["order[1]", "„reasons“"]),
    "missing part": ("interview.yaml", "order: [reasons, ", "order: [", ["order", "„reasons“ fehlt"]),
    "own field that is none": ("rules.yaml", "own: [explanation]", "own: [erklaerung]", ["own[0]", "„erklaerung“", "question"]),
    "no version": ("content.yaml", 'version: "2.0.0"\n', "", ["„version“ fehlt"]),
    "text of neither kind": (
        "factors.yaml", "    explanation: >-\n      Die Aufgabe", "    explanation: [x]\n    answering: >-\n      Die Aufgabe",
        ["success[0].explanation", "ein Text oder je einer für planned und running", "eine Liste"],
    ),
    "text for one stage alone": (
        "readiness.yaml", "      running: Was ist durch", "#", ["items[0].find_out", "„running“ fehlt"],
    ),
    "text for a stage that is none": (
        "readiness.yaml", "      running: Was ist durch", "      runing: Was ist durch",
        ["items[0].find_out.runing", "„running“"],
    ),
    "empty text for a stage": (
        "readiness.yaml", "      running: Was ist durch", "      running: ''\n#", ["items[0].find_out.running", "leer"],
    ),
    "list for a stage": (
        "readiness.yaml", "      running: Was ist durch", "      running: [x]\n#", ["items[0].find_out.running", "Liste"],
    ),
    "half a management's wording": (
        "readiness.yaml", "        running: Was bräuchten Sie, um", "#", ["items[5].management.find_out", "„running“"],
    ),
    "no conversation": ("readiness.yaml", "whom: house", "whom: haus", ["items[0].whom", "house, management, partners"]),
    "no fingerprint": (
        "readiness.yaml", '["bbc15e14422796a2"]', '["bbc15e14422796aX"]',
        ["items[0].earlier.planned[0]", "„bbc15e14422796aX“", "16 Ziffern"],
    ),
    "no fingerprint of a list": ("fears.yaml", '["1036ff5008afac0e"]', '["1036"]', ["earlier[0]", "„1036“"]),
    "no fingerprint of an old sentence": (
        "earlier.yaml", 'fingerprint: "bbc15e14422796a2"', 'fingerprint: "x"', ["wordings[0].fingerprint", "„x“"],
    ),
    "unknown placeholder": ("fears.yaml", "{fear_count}", "{faer_count}", ["blocks[0].text", "{faer_count}"]),
    "unknown placeholder for a stage": (
        "interview.yaml", "{Readiness_count} Fragen geben", "{Readines_count} Fragen geben",
        ["blocks.readiness.intro.planned", "{Readines_count}", "readiness_count"],
    ),
    "no place for the duration": ("interview.yaml", "etwa {minutes} M", "etwa {zahl} M", ["duration", "{minutes}"]),
    "list without a question": ("interview.yaml", "    question: Welche dieser Gründe", "#", ["blocks", ".reasons", "„question“"]),
    "other without a question": (
        "interview.yaml", "    other_question: Welchen", "#", ["blocks", ".reasons", "„other_question“ fehlt"],
    ),
    "YAML that is none": ("glossary.yaml", "blocks:", "blocks: [", ["YAML"]),
}  # fmt: skip


def test_the_most_important_factors_stand_first(folder: Path):
    """Every page says that the first of each list are the most important ones."""
    path = folder / "factors.yaml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("    key: true\n", "", 1), "utf-8")
    first, second, third = faults(folder)
    assert "success[0]: " in first and "key: true" in first
    assert "success[1].key" in second and "„coordinator“" in second
    assert "success[2].key" in third


@pytest.mark.parametrize(("name", "old", "new", "says"), FAULTS.values(), ids=FAULTS)
def test_each_kind_of_fault_is_named_with_file_line_place_and_what_is_expected(folder, name, old, new, says):
    line = edit(folder, name, old, new)
    found = faults(folder)
    assert found
    first = found[0]
    assert first.startswith(name)
    for part in says:
        assert part in first
    if "blocks" not in says and name != "glossary.yaml":
        named = int(first.split("Zeile ")[1].split(",")[0].split(":")[0])
        assert line - 1 <= named <= line + 2


def test_faults_of_all_kinds_in_all_files_are_named_in_one_go(folder):
    """A fault in one place hides none in another, in the same file or elsewhere."""
    for name, old, new in (
        ("content.yaml", "    title: Einordnung für Profis\n", ""),
        ("readiness.yaml", "    title: Nutzen\n", "    title: A\n    title: B\n"),
        ("readiness.yaml", "  - id: conviction", "  - id: benefit"),
        ("readiness.yaml", "    title: Ziel\n", "    titel: Ziel\n"),
        ("readiness.yaml", "    read_on: success\n", "    read_on: erfolg\n"),
        ("fears.yaml", "read_on: rules", "read_on: regeln"),
        ("fears.yaml", "    title: Die anderen nehmen nur\n", "    title: [x]\n"),
        ("verdict.yaml", '  partly: "{step}"', '  partly: "{stop}"'),
        ("reasons.yaml", "    title: Kosten", '    title: "a\\tb"\n    #'),
        ("glossary.yaml", "blocks:", "blocks: &b"),
        ("next-steps.yaml", "url: https://", "url: ftp://"),
    ):
        edit(folder, name, old, new)
    (folder / "sources.yaml").write_text("x" * 300_000, "utf-8")
    (folder / "modules.yaml").unlink()
    (folder / "process.yaml").write_bytes(b"\x80\xff")
    found = faults(folder)
    for expected in (
        ("content.yaml", "sections[1]", "„title“ fehlt"),
        ("readiness.yaml", "„title“ steht zweimal"),
        ("readiness.yaml", "items[1].id", "„benefit“ gibt es schon"),
        ("readiness.yaml", "items[2].titel", "gibt es nicht"),
        ("readiness.yaml", "items[2]", "„title“ fehlt"),
        ("readiness.yaml", "items[2].read_on", "„erfolg“"),
        ("fears.yaml", "items[0].read_on", "„regeln“"),
        ("fears.yaml", "items[2].title", "Text"),
        ("verdict.yaml", "measures.partly", "{step}"),
        ("reasons.yaml", "items[2].title", "Tabul"),
        ("glossary.yaml", "Anker"),
        ("next-steps.yaml", "branches[0].links[0].url", "https://"),
        ("sources.yaml", "zu groß", "256 KB"),
        ("modules.yaml", "gibt es nicht"),
        ("process.yaml", "UTF-8"),
    ):
        hits = [fault for fault in found if all(part in fault for part in expected)]
        assert len(hits) == 1, (expected, found)
    assert len(found) == 15


def test_a_table_of_contents_that_cannot_be_read_hides_no_fault_elsewhere(folder):
    (folder / "content.yaml").write_text("[", "utf-8")
    edit(folder, "readiness.yaml", "    title: Nutzen\n", "    titel: Nutzen\n")
    edit(folder, "verdict.yaml", '  partly: "{step}"', '  partly: "{stop}"')
    found = faults(folder)
    assert [fault.split(",")[0].split(":")[0] for fault in found].count("readiness.yaml") == 2
    assert any(fault.startswith("content.yaml") for fault in found)
    assert any(fault.startswith("verdict.yaml") for fault in found)


@pytest.mark.parametrize("name", [path.name for path in sorted(CONTENT.glob("*.yaml"))])
@pytest.mark.parametrize(
    "breaking",
    [
        lambda path: path.unlink(),
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(b"\xff\xfe\x00"),
        lambda path: path.write_bytes(b"- a\n- b\n"),
        lambda path: path.write_bytes(b"7"),
        lambda path: path.write_bytes(b"x" * 300_000),
        lambda path: (path.unlink(), path.mkdir()),
    ],
    ids=["missing", "empty", "binary", "list", "number", "oversized", "folder"],
)
def test_a_file_that_is_none_is_named(folder: Path, name: str, breaking: Callable[[Path], object]):
    breaking(folder / name)
    assert any(name in fault for fault in faults(folder))
    stem = name.removesuffix(".yaml")
    if stem in WHEN_NEEDED:
        assert load_guide(folder).digest, "nothing but a workbook needs it"
    with pytest.raises(ContentError, match=name):
        load_words(folder, stem) if stem in WHEN_NEEDED else load_guide(folder)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("result: Ergebnis", f"result: {'x' * 32}", "sheets.result: „" + "x" * 32 + "“ taugt nicht als Name eines Blattes"),
        ("result: Ergebnis", "result: Ja/Nein", "sheets.result: „Ja/Nein“ taugt nicht als Name eines Blattes"),
        ("result: Ergebnis", "result: antworten", "sheets.answers: „Antworten“ steht zweimal"),
        ("doing: in Arbeit", "doing: ja, bald", "status.doing: „ja, bald“ taugt nicht zur Auswahl"),
        ("{answer}: {expl", "{antwort}: {expl", "because: Erwartet werden genau diese Platzhalter: {answer}, {explanation}."),
    ],
)  # fmt: skip
def test_what_excel_would_not_take_is_named(folder: Path, old: str, new: str, told: str):
    edit(folder, "spreadsheet.yaml", old, new)
    (fault,) = faults(folder)
    assert told in fault
    with pytest.raises(ContentError, match=r"^spreadsheet\.yaml"):
        load_words(folder, "spreadsheet")


def test_a_folder_that_is_none_is_named(tmp_path):
    for path in (tmp_path / "fehlt", Path("/dev/null"), CONTENT / "content.yaml"):
        with pytest.raises(ContentError, match="Inhaltsordner"):
            load_contents(path)
        assert "Inhaltsordner" in faults(path)[0]


def test_reading_one_section_finds_the_faults_of_its_own_file(folder):
    edit(folder, "overview.yaml", "blocks:\n", "blocks:\n  - type: items\n")
    with pytest.raises(ContentError, match=r"overview\.yaml.*kein Block"):
        load_section(folder, "overview")
    edit(folder, "fears.yaml", "  - type: items\n", "")
    with pytest.raises(ContentError, match=r"fears\.yaml.*genau ein Block"):
        load_section(folder, "fears")


def test_the_message_for_many_faults_names_the_first_and_how_to_see_all(folder):
    edit(folder, "readiness.yaml", "    title: Nutzen\n", "    titel: Nutzen\n")
    with pytest.raises(ContentError, match=r"1 weitere.*verbund-check\xa0check") as broken:
        load_guide(folder)
    assert len(broken.value.faults) == 2


@pytest.mark.parametrize("way", ["clear", "hindered"])
def test_there_is_a_headline_for_whatever_was_answered(folder: Path, way: str):
    """Only what cannot be has none: more than half no with nothing in the way."""
    path = folder / "verdict.yaml"
    text = path.read_text("utf-8")
    start = text.index(f"      {way}:\n", text.index("    unclear:\n"))
    end = min(found for part in ("      hindered:\n", "    pending:\n") if (found := text.find(part, start + 1)) > 0)
    path.write_text(text[:start] + text[end:], "utf-8")
    line = text[: text.index("    unclear:\n")].count("\n") + 2  # of its first entry
    assert faults(folder) == [f"verdict.yaml, Zeile {line}, headlines.go.unclear: Das Feld „{way}“ fehlt."]


class TestDigest:
    def test_changes_with_every_text(self, folder, guide):
        assert load_guide(folder).digest == guide.digest
        seen = {guide.digest}
        for name in ("readiness.yaml", "glossary.yaml", "verdict.yaml", "content.yaml"):
            path = folder / name
            path.write_text(path.read_text("utf-8").rstrip("\n") + " \n", "utf-8")
            digest = load_guide(folder).digest
            assert digest not in seen
            seen.add(digest)

    def test_does_not_change_with_line_ends(self, folder, guide):
        for path in folder.glob("*.yaml"):
            path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
        assert load_guide(folder).digest == guide.digest

    def test_does_not_change_with_other_files(self, folder, guide):
        (folder / "notizen.txt").write_text("x", "utf-8")
        (folder / ".DS_Store").write_bytes(b"\x00")
        assert load_guide(folder).digest == guide.digest
