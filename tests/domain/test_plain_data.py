"""YAML and JSON become plain data with the line of each value; whatever parser is installed."""

from __future__ import annotations

import ast

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from verbund_check.errors import InputError
from verbund_check.guide.yaml_json import parse


@pytest.fixture(params=["C parser", "pure parser"], autouse=True)
def parser(request, monkeypatch):
    """PyYAML has a fast parser in C, which is not on every machine."""
    if request.param == "pure parser":
        monkeypatch.delattr(yaml, "CSafeLoader", raising=False)
    elif not hasattr(yaml, "CSafeLoader"):
        pytest.skip("PyYAML was built without it")


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("", None),
        ("# nur das\n", None),
        ("~", None),
        ("null", None),
        ("'null'", "null"),
        ("''", ""),
        ("a:", {"a": None}),
        ("a: ~", {"a": None}),
        ("a: ''", {"a": ""}),
        ("a: yes", {"a": "yes"}),
        ("a: 017", {"a": "017"}),
        ("a: 1.5e3", {"a": "1.5e3"}),
        ("a: 2026-01-01", {"a": "2026-01-01"}),
        ("yes: no", {"yes": "no"}),
        ("7: 8", {"7": "8"}),
        ("null: a", {"null": "a"}),
        ("a: !!int 7", {"a": "7"}),
        ("a: |\n  b\n  c\n", {"a": "b\nc\n"}),
        ("a: >-\n  b\n  c\n", {"a": "b c"}),
        ("[a, [b, {c: d}], []]", ["a", ["b", {"c": "d"}], []]),
        ("{a: {b: [c]}, d: e}", {"a": {"b": ["c"]}, "d": "e"}),
        ('{"a": true, "b": null, "c": 1, "d": 1.5}', {"a": True, "b": None, "c": 1, "d": 1.5}),
        ("  \n {\"a\": [1]}", {"a": [1]}),
    ],
)  # fmt: skip
def test_every_yaml_scalar_stays_what_was_typed_and_json_keeps_its_types(text, data):
    assert parse(text, "f").data == data


def test_each_value_has_the_line_on_which_it_begins():
    parsed = parse("a: 1\nb:\n  - x\n  - c: y\n    d: z\n\ne: {f: g}\n", "f")
    assert parsed.lines == {
        (): 1,
        ("a",): 1,
        ("b",): 3,
        ("b", 0): 3,
        ("b", 1): 4,
        ("b", 1, "c"): 4,
        ("b", 1, "d"): 5,
        ("e",): 7,
        ("e", "f"): 7,
    }


@pytest.mark.parametrize(
    "text",
    ["a: &x b", "a: *x", "a: &x {b: c}", "&x a: b", "*x : b", "- &x a", "a: 1\na: 2", "{a: 1, 'a': 2}", "<<: {a: b}",
     "a\n---\nb", "[a", "a: b: c", "{a", "'", "a:\n\t- b", "? [a]\n: b", "? {a: b}\n: c", "@", "%x"],
)  # fmt: skip
def test_what_could_mislead_or_cannot_be_read_is_refused_with_its_line(text):
    with pytest.raises(InputError, match=r"^f, Zeile \d+"):
        parse(text, "f")


@pytest.mark.parametrize("text", ["[" * 21, "{a: " * 21, "- " * 21 + "x"])
def test_more_than_twenty_levels_are_refused(text):
    with pytest.raises(InputError, match="tief"):
        parse(text, "f")


def test_twenty_levels_are_read():
    assert parse("[" * 20 + "]" * 20, "f").data == ast.literal_eval("[" * 20 + "]" * 20)


def test_with_a_list_for_faults_doubled_keys_and_aliases_are_gathered_and_the_rest_is_read():
    faults: list[str] = []
    parsed = parse("a: 1\na: 2\nb: &x c\nd: *x\ne: f\n", "f", faults)
    assert [fault.split(":")[0] for fault in faults] == ["f, Zeile 2", "f, Zeile 3", "f, Zeile 4"]
    assert parsed.data["e"] == "f"


plain = st.recursive(
    st.none() | st.text(st.characters(exclude_categories=["Cs", "Cc"])),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text("abcäß -:#", min_size=1), inner, max_size=4),
    max_leaves=12,
)


@given(plain)
def test_what_was_written_as_yaml_is_read_again(data):
    assert parse(yaml.safe_dump(data, allow_unicode=True), "f").data == data
