"""The shipped content keeps the contract, and every kind of fault in a content folder is named with its place."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from verbund_check.errors import ContentError, InputError
from verbund_check.guide.loader import find_section, load_contents, load_guide, load_section, read_guide
from verbund_check.guide.model import Guide

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

    @pytest.mark.parametrize(("typed", "near"), [("reasns", "reasons"), ("grunde", "gruende"), ("faktorn", "faktoren")])
    def test_an_unknown_section_gets_the_nearest(self, guide: Guide, typed: str, near: str):
        with pytest.raises(InputError, match=f"„{typed}“.*„{near}“"):
            find_section(guide.contents, typed)

    def test_every_question_has_all_that_the_interview_and_the_verdict_say_about_it(self, guide: Guide):
        keys = set(SECTIONS)
        for item in (*guide.readiness, *guide.success, *guide.risks):
            assert item.title
            assert item.explanation
            assert item.read_on in keys
        assert all(question.question.endswith("?") and question.clarify for question in guide.readiness)
        for factor in (*guide.success, *guide.risks):
            assert factor.statement.planned != factor.statement.running
            assert factor.step.planned
            assert factor.step.running
        assert all(fear.statement and fear.reply for fear in guide.fears)

    def test_each_wording_is_there_once(self, guide: Guide):
        """A statement, step or explanation that stands twice was copied by mistake."""
        factors = (*guide.success, *guide.risks)
        for texts in (
            [factor.statement.planned for factor in factors],
            [factor.statement.running for factor in factors],
            [factor.step.planned for factor in factors],
            [factor.explanation for factor in factors] + [question.explanation for question in guide.readiness],
            [item.title for item in (*factors, *guide.readiness)],
        ):
            assert len(set(texts)) == len(texts)

    def test_the_interview_asks_in_the_order_of_the_issue(self, guide: Guide):
        assert guide.interview.order == ("reasons", "readiness", "success", "risks", "fears")

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
    guide, found = read_guide(folder)
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
    "unknown word": ("factors.yaml", "    rule: any\n", "    rule: one\n", ["success[0].rule", "all, any, majority"]),
    "unknown block": ("reasons.yaml", "- type: paragraph", "- type: paragraf", ["blocks[0]", "paragraph, heading"]),
    "block without type": ("reasons.yaml", "- type: paragraph\n    text", "- text", ["blocks[0]", "type"]),
    "type that is no text": ("reasons.yaml", "- type: paragraph", "- type: [a]", ["blocks[0]", "type"]),
    "double ID": ("readiness.yaml", "  - id: conviction", "  - id: benefit", ["items[1].id", "„benefit“"]),
    "double ID across files": ("fears.yaml", "  - id: poaching", "  - id: chemistry", ["items[1].id", "factors.yaml"]),
    "ID with blanks": ("fears.yaml", "  - id: poaching", "  - id: Knowledge Loss", ["items[1].id", "a–z"]),
    "ID of a part": ("fears.yaml", "  - id: poaching", "  - id: reasons", ["items[1].id", "„reasons“"]),
    "double branch": ("next-steps.yaml", "  - id: inhouse", "  - id: start", ["branches[1].id", "„start“"]),
    "section that does not exist": ("fears.yaml", "read_on: rules", "read_on: regeln", ["items[0].read_on", "overview"]),
    "branch that does not exist": ("verdict.yaml", "branches: [inhouse]", "branches: [inhaus]", ["„inhaus“", "inhouse"]),
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
    "no version": ("content.yaml", 'version: "1.1.0"\n', "", ["„version“ fehlt"]),
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
    (folder / "process.yaml").write_bytes(b"\xff\xfe")
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
    with pytest.raises(ContentError, match=name):
        load_guide(folder)


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
    with pytest.raises(ContentError, match=r"1 weitere.*verbund-check check") as broken:
        load_guide(folder)
    assert len(broken.value.faults) == 2


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
