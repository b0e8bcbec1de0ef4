"""Whatever is done to a content file, it is reported in German or the guide loads and can be shown."""

from __future__ import annotations

import io
import shutil
from pathlib import Path
from typing import Any, cast

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from verbund_check.documents.questionnaire import questionnaire_document
from verbund_check.documents.report import report_document
from verbund_check.documents.section import section_document
from verbund_check.errors import ContentError
from verbund_check.formats import format_for
from verbund_check.guide.loader import load_section, read_guide
from verbund_check.guide.sections import FactorsSection
from verbund_check.terminal.streams import console_for

from .contract import FORBIDDEN, all_yes
from .making import examples, report_from
from .oracle import CONTENT

STEMS = sorted(path.stem for path in CONTENT.glob("*.yaml"))
WHOLE = {stem: yaml.safe_load((CONTENT / f"{stem}.yaml").read_text("utf-8")) for stem in STEMS}

NODES = st.sampled_from(
    [None, "", " ", "x", "7", 7, -1, 1.5, True, [], {}, [[]], [None], ["x"], {"x": "y"}, {"type": "items"}, [{}], "{", "{x}",
     "{step}", "\t", "\x1b[2J", "a\nb", "\u202e", "x" * 5000, "*", "<<", "../x", "reasons", "content", "https://x y"]
)  # fmt: skip


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The path of every node below `value`."""
    found: list[tuple[Any, ...]] = []
    for key, item in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        found += [(*path, key), *places(item, (*path, key))]
    return found


PLACES = {stem: places(WHOLE[stem]) for stem in STEMS}


@st.composite
def mutations(draw: st.DrawFn) -> tuple[str, Any]:
    """A content file with one node deleted, renamed, doubled, moved or put in the place of another."""
    stem = draw(st.sampled_from(STEMS))
    data = yaml.safe_load(yaml.safe_dump(WHOLE[stem]))
    *path, last = draw(st.sampled_from(PLACES[stem]))
    parent = data
    for key in path:
        parent = parent[key]
    match draw(st.sampled_from(["delete", "rename", "retype", "retype", "double", "swap"])):
        case "delete":
            del parent[last]
        case "rename" if isinstance(parent, dict):
            parent[draw(st.sampled_from(["x", "id", "type", "items", "", "titel"]))] = parent.pop(last)
        case "double" if isinstance(parent, list):
            parent.insert(last, parent[last])
        case "swap":
            other = WHOLE[stem]
            for key in draw(st.sampled_from(PLACES[stem])):
                other = other[key]
            parent[last] = other
        case _:
            parent[last] = draw(NODES)
    return stem, data


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("content") / "content"
    shutil.copytree(CONTENT, target)
    return target


def shown(folder: Path) -> None:
    """Show all that comes from the content; only ContentError may come of it."""
    guide, faults = read_guide(folder)
    for fault in faults:
        assert not FORBIDDEN & set(fault)
        assert "\n" not in fault
        assert len(fault) < 2000
    for key in ("overview", "factors") if guide is None else guide.sections:
        try:
            load_section(folder, key)
        except ContentError:
            assert guide is None
    if guide is None:
        assert faults
        return
    factors = cast(FactorsSection, guide.sections["factors"])
    documents = [
        section_document(
            entry, guide.sections[entry.key], guide.documents, lambda key: guide.entry(key)[0], lambda: factors
        )
        for entry in guide.contents.sections
    ]
    answers = all_yes(fears=[guide.fears[0].id], management="no", chemistry="yes", coordinator="unsure")
    known = {item.id for item in (*guide.readiness, *guide.success, *guide.risks)} | {"fears"}
    report = report_from(guide, {id: value for id, value in answers.items() if id in known})
    documents += [report_document(report, guide), questionnaire_document(guide, "planned", "full")]
    from verbund_check.formats.text.document import print_document

    for document in documents:
        assert b"".join(format_for("document", "md").pieces(document))
        print_document(document, console_for(io.StringIO()))


def test_the_content_as_it_is_can_be_shown(folder):
    shown(folder)


@settings(max_examples=examples(30))
@given(mutations())
def test_any_single_change_is_reported_or_can_be_shown(folder, mutation):
    stem, data = mutation
    path = folder / f"{stem}.yaml"
    original = path.read_bytes()
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), "utf-8")
    try:
        shown(folder)
    finally:
        path.write_bytes(original)


@settings(max_examples=examples(25))
@given(st.sampled_from(STEMS), st.integers(0, 30_000), st.integers(0, 40), st.binary(max_size=8))
def test_any_change_of_some_bytes_is_reported_or_can_be_shown(folder, stem, start, length, new):
    path = folder / f"{stem}.yaml"
    original = path.read_bytes()
    start = min(start, len(original))
    path.write_bytes(original[:start] + new + original[start + length :])
    try:
        shown(folder)
    finally:
        path.write_bytes(original)
