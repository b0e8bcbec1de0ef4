"""One parser serves every way in: value, German label or single key, in any case, true and false; nothing else."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbund_check.answers.reader import party_named, stage_named
from verbund_check.errors import InputError
from verbund_check.guide.values import Value, labels_of, parse_value, values_of

from .contract import FORBIDDEN

# Typed from contract.md, "Values and keys".
READINESS = {
    "yes": Value.YES, "ja": Value.YES, "j": Value.YES, "true": Value.YES,
    "no": Value.NO, "nein": Value.NO, "n": Value.NO, "false": Value.NO,
    "unsure": Value.UNSURE, "weiß nicht": Value.UNSURE, "weiss nicht": Value.UNSURE, "w": Value.UNSURE,
}  # fmt: skip
FACTORS = {
    "yes": Value.YES, "trifft zu": Value.YES, "ja": Value.YES, "j": Value.YES, "true": Value.YES,
    "partly": Value.PARTLY, "teilweise": Value.PARTLY, "teils": Value.PARTLY, "t": Value.PARTLY,
    "no": Value.NO, "trifft nicht zu": Value.NO, "nein": Value.NO, "n": Value.NO, "false": Value.NO,
    "unsure": Value.UNSURE, "weiß nicht": Value.UNSURE, "weiss nicht": Value.UNSURE, "w": Value.UNSURE,
}  # fmt: skip
KINDS = {"readiness": READINESS, "success": FACTORS, "risks": FACTORS}
ACCEPTED = [(kind, spelling, value) for kind, spellings in KINDS.items() for spelling, value in spellings.items()]


@pytest.mark.parametrize(("kind", "spelling", "value"), ACCEPTED)
def test_each_spelling_is_understood_in_any_case(kind, spelling, value):
    for typed in (
        spelling,
        spelling.upper(),
        spelling.title(),
        f"  {spelling} \n",
        spelling.replace(" ", "  "),
        unicodedata.normalize("NFD", spelling),
    ):
        assert parse_value(typed, kind) is value


@pytest.mark.parametrize("kind", KINDS)
def test_true_and_false_stand_for_yes_and_no(kind):
    assert parse_value(True, kind) is Value.YES
    assert parse_value(False, kind) is Value.NO


REFUSED = [
    "", " ", "jein", "1", "0", "2", 1, 0, 7, 1.0, None, [], ["yes"], {}, {"value": "yes"}, "ye", "yess", "ja.", "j a",
    "null", "none", "on", "off", "-", "?", "z", "b", "vielleicht", "weißnicht", "trifft", "nan", float("nan"), b"yes",
]  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("given", REFUSED, ids=repr)
def test_anything_else_is_refused_with_all_that_is_valid(kind, given):
    with pytest.raises(InputError) as refused:
        parse_value(given, kind)
    for label in labels_of(kind).values():
        assert label in str(refused.value)


@pytest.mark.parametrize("given", ["partly", "teilweise", "t", "Trifft zu", "trifft nicht zu"])
def test_a_readiness_question_knows_no_halves(given):
    with pytest.raises(InputError, match=r"Ja.*Nein.*Weiß nicht"):
        parse_value(given, "readiness")


@pytest.mark.parametrize("given", ["teils teils", "eher ja", "stimmt", "trifft eher zu"])
@pytest.mark.parametrize("kind", ["success", "risks"])
def test_what_is_nearly_an_answer_to_a_factor_is_none(kind, given):
    with pytest.raises(InputError, match=r"Trifft zu.*Teilweise.*Trifft nicht zu.*Weiß nicht"):
        parse_value(given, kind)


# Contract: "Parties are also known as BR, PA, GL and GF"; the labels are those of the content, now and before.
PARTIES = {
    "hr": ["hr", "PA", "Personal", "Personalabteilung"],
    "works-council": ["works-council", "BR", "Betriebsrat"],
    "management": ["management", "GL", "GF", "Geschäftsleitung", "Geschaeftsleitung", "Geschäftsführung"],
    "joint": ["joint", "Beide Seiten gemeinsam", "Personalabteilung und Betriebsrat gemeinsam", "gemeinsam"],
}
STAGES = {
    "planned": ["planned", "geplant", "geplanter Verbund", "Der Verbund ist noch Idee oder Plan"],
    "running": ["running", "läuft", "laeuft", "läuft schon", "laufender Verbund", "Der Verbund arbeitet schon"],
}


@pytest.mark.parametrize(("party", "typed"), [(party, word) for party, words in PARTIES.items() for word in words])
def test_a_party_is_known_by_its_label_and_its_abbreviation(guide, party, typed):
    for word in (typed, typed.upper(), typed.lower(), f" {typed} "):
        assert party_named(word, guide) == party


@pytest.mark.parametrize(("stage", "typed"), [(stage, word) for stage, words in STAGES.items() for word in words])
def test_a_stage_is_known_by_its_names_of_now_and_before(guide, stage, typed):
    for word in (typed, typed.upper(), typed.lower()):
        assert stage_named(word, guide) == stage


@pytest.mark.parametrize("typed", ["B", "BRR", "P", "G", "betriebsräte", "h r", "", None, 7, ["BR"]])
def test_what_is_no_party_is_none(guide, typed):
    assert party_named(typed, guide) is None


anything = st.one_of(
    st.text(), st.integers(), st.floats(), st.none(), st.binary(),
    st.recursive(st.text(max_size=3), lambda inner: st.lists(inner) | st.dictionaries(st.text(max_size=3), inner)),
)  # fmt: skip


@given(anything, st.sampled_from(sorted(KINDS)))
def test_nothing_is_ever_guessed(given, kind):
    known = KINDS[kind].get(given.strip().lower()) if isinstance(given, str) else None
    if known is not None:
        assert parse_value(given, kind) is known
    else:
        with pytest.raises(InputError) as refused:
            parse_value(given, kind)
        message = str(refused.value)
        assert all(label in message for label in labels_of(kind).values())
        assert not FORBIDDEN & set(message)
        assert "\n" not in message


@pytest.mark.parametrize(
    ("kind", "values"),
    [("readiness", "yes no unsure"), ("success", "yes partly no unsure"), ("risks", "yes partly no unsure")],
)
def test_the_values_are_those_of_the_contract(kind, values):
    assert [value.value for value in values_of(kind)] == values.split()
