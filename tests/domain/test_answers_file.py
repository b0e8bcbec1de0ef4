"""Answers files, saved assessments and JSON reports: what is read, and what is refused with its place."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from verbund_check.answers.assessment import Answer, Assessment
from verbund_check.answers.reader import Reader, read_answers_path
from verbund_check.errors import InputError
from verbund_check.guide.model import Guide
from verbund_check.guide.values import Party, Value
from verbund_check.policy.report import report_on
from verbund_check.text import to_json

from .contract import FEARS, FORBIDDEN, READINESS, REASONS, RISKS, SUCCESS, all_yes
from .making import NOW, assessment_from, json_from, report_from
from .oracle import expected_verdict

EXAMPLE = """\
organisation: Muster GmbH
party: joint
stage: planned
answers:
  benefit: ja
  management: {value: unsure, note: Geschäftsleitung im Juli fragen}
  reasons: [broader-offer, learning]
"""


def read(guide: Guide, text: str) -> Assessment:
    return Reader(guide).assessment(text.encode(), "a.yaml", NOW)


def refusal(guide: Guide, text: str) -> str:
    """The German sentences with which a text is refused, one a line; harmless to a terminal, and short."""
    with pytest.raises(InputError) as refused:
        read(guide, text)
    message = str(refused.value)
    assert not FORBIDDEN & set(message)
    for line in message.split("\n"):
        assert line.startswith(("a.yaml", "… und "))
        assert line.endswith((".", "?"))
        assert len(line) < 900
    return message


def file_of(folder: Path, content: str | bytes, name: str = "a.yaml") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


class TestWhatIsRead:
    def test_the_example_of_the_contract(self, guide):
        assessment = read(guide, EXAMPLE)
        assert assessment.organisation == "Muster GmbH"
        assert assessment.party is Party.JOINT
        assert assessment.stage == "planned"
        assert assessment.scope == "full"
        assert assessment.started == NOW
        assert assessment.finished is None
        assert assessment.answers == {
            "reasons": ("broader-offer", "learning"),
            "benefit": Answer(Value.YES),
            "management": Answer(Value.UNSURE, "Geschäftsleitung im Juli fragen"),
        }

    def test_the_same_in_json(self, guide):
        data = {
            "organisation": "Muster GmbH",
            "party": "joint",
            "stage": "planned",
            "answers": {
                "benefit": "ja",
                "management": {"value": "unsure", "note": "Geschäftsleitung im Juli fragen"},
                "reasons": ["broader-offer", "learning"],
            },
        }
        assert read(guide, json.dumps(data)) == read(guide, EXAMPLE)

    def test_a_byte_order_mark_and_windows_line_ends_are_allowed(self, guide, tmp_path):
        path = file_of(tmp_path, b"\xef\xbb\xbf" + EXAMPLE.replace("\n", "\r\n").encode())
        assert read_answers_path(path, guide, now=NOW) == read(guide, EXAMPLE)

    def test_json_with_a_byte_order_mark(self, guide, tmp_path):
        path = file_of(tmp_path, b'\xef\xbb\xbf{"answers": {"goal": "j"}}', "a.json")
        assert read_answers_path(path, guide, now=NOW).value_of("goal") is Value.YES

    @pytest.mark.parametrize(
        ("typed", "value"),
        [("yes", "yes"), ("Ja", "yes"), ("J", "yes"), ("true", "yes"), ("True", "yes"), ("no", "no"), ("NEIN", "no"),
         ("n", "no"), ("false", "no"), ("weiß nicht", "unsure"), ("w", "unsure"), ('"no"', "no"), ("'ja'", "yes")],
    )  # fmt: skip
    def test_yaml_words_are_taken_as_they_were_typed(self, guide, typed, value):
        """PyYAML alone would make booleans of yes and no."""
        assert read(guide, f"answers: {{benefit: {typed}}}").value_of("benefit") == value

    def test_an_organisation_may_be_empty_or_missing_or_look_like_a_number(self, guide):
        assert read(guide, "answers: {}").organisation == ""
        assert read(guide, "organisation:\nanswers: {}").organisation == ""
        assert read(guide, "organisation: ''").organisation == ""
        assert read(guide, "organisation: 4711").organisation == "4711"

    def test_a_factor_takes_what_people_write_for_its_labels(self, guide):
        given = "answers: {coordinator: ja, balance: teils, shared-goal: nein, chemistry: JA, unfairness: Teils}"
        assert {id: value.value for id, value in read(guide, given).values().items()} == {
            "coordinator": "yes", "balance": "partly", "shared-goal": "no", "chemistry": "yes", "unfairness": "partly",
        }  # fmt: skip

    def test_all_faults_are_named_at_once_with_their_lines(self, guide):
        told = refusal(
            guide,
            "party: Aufsichtsrat\nstage: bald\nanswers:\n  benefit: vielleicht\n  coordinator: eher ja\n"
            "  reasons: [lerning, Anderes]\n  wetter: ja\nnotes: {benefit: [x]}\n",
        ).split("\n")
        assert [line.split(":")[0] for line in told] == [
            "a.yaml, Zeile 1, party",
            "a.yaml, Zeile 2, stage",
            "a.yaml, Zeile 4, answers.benefit",
            "a.yaml, Zeile 5, answers.coordinator",
            "a.yaml, Zeile 6, answers.reasons, Eintrag 1",
            "a.yaml, Zeile 6, answers.reasons, Eintrag 2",
            "a.yaml, Zeile 7, answers.wetter",
            "a.yaml, Zeile 8, notes.benefit",
        ]

    def test_stage_is_planned_where_nothing_is_said(self, guide):
        assert read(guide, "answers: {}").stage == "planned"
        assert read(guide, "stage: running").stage == "running"

    @pytest.mark.parametrize("party", ["hr", "works-council", "management", "joint"])
    def test_each_party(self, guide, party):
        assert read(guide, f"party: {party}").party == party
        assert read(guide, f"party: {party.upper()}").party == party

    def test_an_empty_list_is_an_answer(self, guide):
        assessment = read(guide, "answers: {reasons: [], fears: []}")
        assert assessment.answers == {"reasons": (), "fears": ()}

    def test_doubles_in_a_list_count_once_and_the_order_is_the_guides(self, guide):
        assessment = read(guide, "answers: {fears: [antitrust, poaching, antitrust]}")
        assert assessment.chosen("fears") == ("poaching", "antitrust")

    def test_a_list_may_have_a_remark(self, guide):
        assessment = read(guide, "answers: {reasons: {value: [learning], note: vor allem das}}")
        assert assessment.chosen("reasons") == ("learning",)
        assert assessment.note_of("reasons") == "vor allem das"

    def test_anderes_in_a_list_is_its_remark(self, guide):
        """It may be named among the others, where the remark says what is meant, on either place."""
        for text in (
            "answers:\n  reasons: {value: [learning, Anderes], note: Fachkräfte halten}\n",
            "answers:\n  reasons: [anderes, learning]\nnotes:\n  reasons: Fachkräfte halten\n",
            "answers:\n  reasons: {value: [learning], note: Fachkräfte halten}\n",
        ):
            assessment = read(guide, text)
            assert assessment.chosen("reasons") == ("learning",)
            assert assessment.note_of("reasons") == "Fachkräfte halten"
        alone = read(guide, "answers:\n  fears: {value: [Anderes], note: Stillstand}\n")
        assert (alone.chosen("fears"), alone.note_of("fears")) == ((), "Stillstand")

    @pytest.mark.parametrize("note", ["null", "~", "", "''"])
    def test_an_empty_remark_is_none(self, guide, note):
        assert read(guide, f"answers: {{benefit: {{value: ja, note: {note}}}}}").answers["benefit"] == Answer(Value.YES)

    def test_a_remark_of_many_lines_and_a_name_are_kept_whole_up_to_the_limits(self, guide):
        """Contract: remarks and other texts have at most 5,000 characters, names 200."""
        note, name = "Zeile für Zeile\n" * 312 + "12345678", "n" * 200
        assert len(note) == 5000
        given = assessment_from(guide, {"benefit": {"value": "yes", "note": note}}, organisation=name)
        assert (given.note_of("benefit"), given.organisation) == (note, name)

    def test_what_was_saved_before_there_were_limits_stays_readable(self, guide):
        """Whatever its length; only where it comes in anew it is refused."""
        saved = {"format": 1, "organisation": "n" * 201, "answers": {"benefit": {"value": "yes", "note": "x" * 5001}}}
        text = json.dumps(saved)
        assert len(read(guide, text).note_of("benefit")) == 5001
        with pytest.raises(
            InputError, match=r"note: .*5\.001 Zeichen.*höchstens 5\.000\.\n.*organisation: .*201 .*200"
        ):
            Reader(guide).assessment(text.encode(), "a.json", NOW, entering=True)

    def test_control_characters_in_texts_are_filtered_not_refused(self, guide):
        nasty = "a\x1b[31mb\x07\x9bc\u202ed\u2028e\x7f"
        given = assessment_from(guide, {"benefit": {"value": "yes", "note": nasty}}, organisation=nasty)
        assert given.note_of("benefit") == "a[31mbcde"
        assert given.organisation == "a[31mbcde"

    def test_an_organisation_is_one_line(self, guide):
        assert assessment_from(guide, {}, organisation=" Muster\n\tGmbH  & Co ").organisation == "Muster GmbH & Co"

    def test_answers_beyond_the_scope_are_kept(self, guide):
        given = read(guide, "scope: quick\nanswers: {benefit: ja, coordinator: no, reasons: [learning]}")
        assert set(given.answers) == {"benefit", "coordinator", "reasons"}

    @pytest.mark.parametrize("word", ["geplant", "PLANNED", "Der Verbund ist noch Idee oder Plan"])
    def test_a_stage_is_understood_by_its_german_name(self, guide, word):
        assert read(guide, f"stage: {word}").stage == "planned"
        assert read(guide, "stage: läuft").stage == "running"

    @pytest.mark.parametrize("kind", ["reasons", "fears"])
    def test_reasons_and_fears_are_understood_by_their_german_names_in_any_case(self, guide, kind):
        """Contract: one parser for every way in takes the value or its German label, in any case."""
        item = (guide.reasons if kind == "reasons" else guide.fears)[1]
        for typed in (item.id, item.id.upper(), item.title, item.title.lower()):
            assert read(guide, json.dumps({"answers": {kind: [typed]}})).chosen(kind) == (item.id,)
        for typed in ("keine", "Keine", guide.interview.blocks.of(kind).none):
            assert read(guide, json.dumps({"answers": {kind: typed}})).chosen(kind) == ()

    def test_half_a_character_in_json_is_filtered(self, guide):
        given = read(guide, '{"organisation": "M\\ud800uster"}')
        assert given.organisation == "Muster"

    @pytest.mark.parametrize(
        ("given", "kept"),
        [("2026-01-31T09:30:00Z", "2026-01-31T09:30:00Z"), ("2026-01-31T09:30:00+02:00", "2026-01-31T07:30:00Z"),
         ("2026-01-31T09:30:00.123Z", "2026-01-31T09:30:00Z")],
    )  # fmt: skip
    def test_times_are_kept_in_utc(self, guide, given, kept):
        assert read(guide, json.dumps({"started": given})).started == kept


class TestRoundTrip:
    answers = all_yes(
        benefit="no",
        goal={"value": "unsure", "note": "offen"},
        coordinator="partly",
        chemistry={"value": "yes", "note": "siehe <Protokoll>\nSeite 2"},
        reasons=["learning", "cost-and-risk"],
        fears=["antitrust"],
    )

    @pytest.mark.parametrize("scope", ["full", "quick"])
    def test_a_json_report_can_be_given_as_answers_file(self, guide, scope):
        first = report_from(
            guide, self.answers, scope=scope, party="hr", stage="running", organisation="Muster", id="a-1"
        )
        second = report_on(read(guide, to_json(first)), guide)
        assert second == first

    def test_a_saved_assessment_can_be_given_as_answers_file(self, guide):
        assessment = assessment_from(guide, self.answers, party="works-council", id="a-1")
        assert read(guide, msgspec.json.encode(assessment).decode()) == assessment

    def test_derived_fields_are_ignored_and_reckoned_anew(self, guide):
        report = json_from(guide, self.answers)
        honest = report["verdict"]
        report |= {"verdict": {"outcome": "go", "nonsense": 7}, "complete": "vielleicht", "judged": [1]}
        again = report_on(read(guide, json.dumps(report)), guide)
        assert json.loads(to_json(again))["verdict"] == honest

    def test_finished_is_reckoned_anew_too(self, guide):
        report = json_from(guide, self.answers)
        del report["answers"]["benefit"]
        assert read(guide, json.dumps(report)).finished is None

    @given(
        st.dictionaries(st.sampled_from(READINESS), st.sampled_from(["yes", "no", "unsure"])),
        st.dictionaries(st.sampled_from((*SUCCESS, *RISKS)), st.sampled_from(["yes", "partly", "no", "unsure"])),
        st.dictionaries(st.sampled_from((*READINESS, *SUCCESS)), st.text(max_size=20)),
        st.text(max_size=20),
        st.lists(st.sampled_from(REASONS)),
        st.lists(st.sampled_from(FEARS)),
    )
    def test_what_was_read_once_reads_the_same_from_its_own_report(
        self, guide, seven, twenty, notes, organisation, reasons, fears
    ):
        values: dict[str, Any] = seven | twenty
        answers = {id: {"value": value, "note": notes.get(id, "")} for id, value in values.items()}
        first = report_from(guide, {**answers, "reasons": reasons, "fears": fears}, organisation=organisation)
        again = report_on(read(guide, to_json(first)), guide)
        assert again == first
        assert json.loads(to_json(again))["verdict"] == expected_verdict(values)


class TestWhatIsRefused:
    @pytest.mark.parametrize(
        ("text", "line", "says"),
        [
            ("", None, ["leer", "answers"]),
            ("# nur ein Kommentar\n", None, ["leer"]),
            ("---\n", None, ["leer"]),
            ("Hallo", 1, ["organisation"]),
            ("- benefit\n- goal\n", 1, ["organisation"]),
            ("7", 1, ["organisation"]),
            ("party: 7\n", 1, ["party", "„7“", "hr, works-council, management, joint"]),
            ("answers: {}\nparty: betriebsrad\n", 2, ["party", "betriebsrad", "works-council"]),
            ("party: [hr]\n", 1, ["party", "hr, works-council"]),
            ("stage: bald\n", 1, ["stage", "bald", "planned, running"]),
            ("scope: half\n", 1, ["scope", "half", "full, quick"]),
            ("organisation: [a]\n", 1, ["organisation", "Text"]),
            ("answres: {}\n", 1, ["answres", "„answers“"]),
            ("answers:\n  benefit: ja\n  benefitt: ja\n", 3, ["benefitt", "„benefit“"]),
            ("answers:\n  xyzxyz: ja\n", 2, ["xyzxyz", "benefit", "weak-steering"]),
            ("answers:\n  goal: ja\n  benefit: vielleicht\n", 3, ["answers.benefit", "vielleicht", "Ja", "Nein"]),
            ("answers:\n  benefit: partly\n", 2, ["answers.benefit", "partly", "Weiß nicht"]),
            ("answers:\n  chemistry: jein\n", 2, ["answers.chemistry", "jein", "Trifft zu", "Teilweise"]),
            ("answers:\n  benefit:\n", 2, ["answers.benefit", "fehlt"]),
            ("answers:\n  benefit: [ja]\n", 2, ["answers.benefit", "Ja"]),
            ("answers:\n  benefit: {note: x}\n", 2, ["answers.benefit", "value"]),
            ("answers:\n  benefit: {value: ja, nota: x}\n", 2, ["answers.benefit.nota", "value, note"]),
            ("answers:\n  benefit: {value: ja, note: [x]}\n", 2, ["answers.benefit.note", "Text"]),
            ("answers:\n  benefit: {value: {value: ja}}\n", 2, ["answers.benefit"]),
            ("answers:\n  reasons: learning\n", 2, ["answers.reasons", "Liste"]),
            ("answers:\n  reasons:\n", 2, ["answers.reasons", "Liste"]),
            ("answers:\n  reasons: {learning: ja}\n", 2, ["answers.reasons"]),
            ("answers:\n  reasons: [learning, lerning]\n", 2, ["lerning", "„learning“"]),
            ("answers:\n  reasons: [[learning]]\n", 2, ["answers.reasons", "broader-offer, learning"]),
            ("answers:\n  fears: [7]\n", 2, ["answers.fears", "„7“", "antitrust"]),
            ("answers:\n  reasons: [learning, Anderes]\n", 2, ["answers.reasons, Eintrag 2", "Bemerkung (note)"]),
            ("answers:\n  coordinator: eher ja\n", 2, ["answers.coordinator", "eher ja", "Trifft zu (j)"]),
            ("party: BRX\n", 1, ["party", "„BRX“ gibt es hier nicht. Möglich sind: hr, works-council"]),
            ("answers: ja\n", 1, ["answers"]),
            ("answers: [benefit]\n", 1, ["answers"]),
            ("notes: {benefitt: x}\n", 1, ["benefitt", "„benefit“"]),
            ("notes: {benefit: [x]}\n", 1, ["notes.benefit", "Text"]),
            ("format: 99\n", 1, ["format", "neueren"]),
            ("schema: 2\n", 1, ["schema", "neueren"]),
            ("format: eins\n", 1, ["format", "Versionsnummer"]),
            ("id: ../../etc/passwd\n", 1, ["id"]),
            ("id: [a]\n", 1, ["id"]),
            ("started: gestern\n", 1, ["started", "2026-01-31T09:30:00Z"]),
            ("started: 2026-01-31T09:30:00\n", 1, ["started", "Zeitzone"]),
            ("started: '0001-01-01T00:00:00+14:00'\n", 1, ["started"]),
            ("finished: '9999-12-31T23:59:59-14:00'\n", 1, ["finished"]),
            ("content: {version: x}\n", 1, ["content", "digest"]),
            ("content: [x]\n", 1, ["content"]),
            ("questions: [x]\n", 1, ["questions"]),
            ("origins: x\n", 1, ["origins", "Liste"]),
            ("origins: [x]\n", 1, ["origins", "party"]),
            ("origins:\n  - {partei: hr}\n", 2, ["origins, Eintrag 1", "party"]),
            ("origins:\n  - {party: 7}\n", None, ["origins, Eintrag 1", "party", "„7“"]),
            ("origins:\n  - answers: {benefit: vielleicht}\n", None, ["origins, Eintrag 1", "answers.benefit", "Nein"]),
            ("dissent: goal\n", 1, ["dissent", "Liste"]),
            ("answers: {goal: ja}\ndissent: [benefit]\n", 2, ["dissent, Eintrag 1", "„benefit“"]),
            ("dissent: [[goal]]\n", 1, ["dissent, Eintrag 1"]),
        ],
    )
    def test_the_fault_is_named_with_its_place_and_what_is_valid(self, guide, text, line, says):
        message = refusal(guide, text)
        if line:
            assert f"Zeile {line}" in message
        for part in says:
            assert part in message

    @pytest.mark.parametrize(
        ("text", "says"),
        [
            ("answers:\n  benefit: ja\n  benefit: nein\n", ["Zeile 3", "benefit", "zweimal"]),
            ("party: hr\nparty: hr\n", ["Zeile 2", "party", "zweimal"]),
            ('{"answers": {"benefit": "ja", "benefit": "nein"}}', ["benefit", "zweimal"]),
            ('{"party": "hr", "party": "hr"}', ["party", "zweimal"]),
            ("answers: &a {benefit: ja}\n", ["Zeile 1", "Anker"]),
            ("organisation: &a x\nanswers: {benefit: *a}\n", ["Anker"]),
            ("answers: {benefit: *a}\n", ["Zeile 1"]),
            ("answers:\n  <<: {benefit: ja}\n", ["Zeile 2", "<<"]),
            ("answers: {? [a] : ja}\n", ["Zeile 1"]),
            ("answers: {? {a: b} : ja}\n", ["Zeile 1"]),
            ("answers: {}\n---\nanswers: {}\n", ["Zeile 2", "Dokument"]),
            ("answers: [\n", ["YAML"]),
            ("answers: {benefit: ja\n", ["YAML"]),
            ("a: b: c\n", ["Zeile 1", "YAML"]),
            ("answers:\n\t- benefit: ja\n", ["Zeile 2", "YAML"]),
            ("\x00", []),
            ("answers: \x07\n", []),
            ('{"answers": {"benefit": NaN}}', ["NaN"]),
            ('{"answers": {"benefit": Infinity}}', ["Infinity"]),
            ('{"answers": {"benefit": -Infinity}}', ["Infinity"]),
            ('{"answers": {"benefit": ' + "9" * 5000 + "}}", []),
            ('{"format": ' + "9" * 4000 + "}", ["format"]),
            ('{"answers": {"benefit": 1e999}}', ["benefit"]),
            ('{"answers": {"benefit": 1}}', ["answers.benefit", "„1“"]),
            ('{"answers": {"benefit": null}}', ["answers.benefit", "fehlt"]),
            ('{"party": 7}', ["party", "„7“"]),
            ('{"organisation": 7}', ["organisation", "Text"]),
            ('{"answers": {"benefit": {"value": "ja", "note": 7}}}', ["answers.benefit.note", "Text"]),
            ("[]", []),
            ("{}{}", []),
            ('{"answers": {"benefit": }}', ["answers.benefit", "fehlt"]),
            ("%YAML 9.9\n---\nanswers: {}\n", []),
            ("!!python/object/apply:os.system ['true']", []),
            ("x: !!binary aGFsbG8=", ["x"]),
        ],
    )
    def test_what_yaml_and_json_would_let_pass_is_refused(self, guide, text, says):
        message = refusal(guide, text)
        for part in says:
            assert part in message

    @pytest.mark.parametrize(
        "bracket", ["[", "{", "- ", "{a: ", "a:\n ", "? ", "[[", '{"a":', "[{", "- - ", "!x [", "["]
    )
    def test_deep_nesting_is_refused_and_crashes_no_parser(self, guide, bracket):
        refusal(guide, bracket * 100_000)
        refusal(guide, "answers: {benefit: " + bracket * 100_000)

    @pytest.mark.parametrize("depth", [50, 400, 900])
    def test_deep_json_within_the_parsers_reach_is_refused_too(self, guide, depth):
        for key in ("benefit", "reasons"):
            refusal(guide, f'{{"answers": {{"{key}": {"[" * depth}{"]" * depth}}}}}')
        refusal(guide, "[" * depth + "]" * depth)
        refusal(guide, '{"party": ' + '{"a":' * depth + "1" + "}" * depth + "}")

    def test_an_alias_bomb_is_refused_before_it_swells(self, guide):
        bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n"
        for one, two in zip("abcdefgh", "bcdefghi", strict=True):
            bomb += f"{two}: &{two} [{','.join([f'*{one}'] * 9)}]\n"
        assert "Anker" in refusal(guide, bomb)

    def test_ids_of_other_content_are_kept_but_only_where_they_look_like_ids(self, guide):
        """Answers to another edition's questions are not lost; what could harm a terminal is no ID."""
        foreign = {"content": {"version": "9", "digest": "abc"}}
        kept = assessment_from(guide, {"new-question": "yes", "reasons": ["new-reason"]}, **foreign)
        assert set(kept.answers) == {"new-question", "reasons"}
        for answers in ({"\x1b[2J": "yes"}, {"\ud800": "yes"}, {"reasons": ["\x1b[2J"]}, {"a b": "yes"}, {"": "yes"}):
            refusal(guide, json.dumps({"answers": answers, **foreign}))
        refusal(guide, json.dumps({"notes": {"\ud800": "x"}, **foreign}))


class TestFiles:
    @pytest.mark.parametrize(
        "content",
        [
            b"\x00\x01\x02\xff\xfe",
            b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
            bytes(range(256)) * 10,
            EXAMPLE.encode("utf-16-le"),
            EXAMPLE.encode("utf-16")[:-1],
            EXAMPLE.encode("utf-32"),
            b"\xff\xfea\x00\x00\xd8",
            "organisation: Müller".encode("latin-1"),
            b"answers: {benefit: ja}\x00",
        ],
        ids=[
            "bytes",
            "png",
            "all bytes",
            "utf-16 without a mark",
            "half utf-16",
            "utf-32",
            "half a sign",
            "latin-1",
            "nul",
        ],
    )
    def test_what_is_no_utf_8_text_is_refused(self, guide, tmp_path, content):
        with pytest.raises(InputError, match=r"UTF-8|Textdatei|YAML"):
            read_answers_path(file_of(tmp_path, content), guide, now=NOW)

    @pytest.mark.parametrize("mark", ["utf-16", "utf-16-le", "utf-16-be"])
    @pytest.mark.parametrize("name", ["antworten.yaml", "bericht.json"])
    def test_what_powershell_writes_is_read(self, guide, tmp_path, mark, name):
        """Windows PowerShell writes UTF-16 with a byte order mark; so do editors that call it "Unicode"."""
        text = EXAMPLE if name.endswith("yaml") else '{"organisation": "Müller", "answers": {"benefit": "ja"}}\r\n'
        data = text.encode(mark) if mark == "utf-16" else ("\ufeff" + text).encode(mark)
        path = tmp_path / name
        path.write_bytes(data)
        expected = Reader(guide).assessment(text.encode(), name, NOW)
        assert expected.answers
        assert read_answers_path(path, guide, now=NOW) == expected

    def test_a_damaged_json_file_is_called_one(self, guide, tmp_path):
        path = tmp_path / "bericht.json"
        path.write_text('{\n"answers": {"benefit": "ja",\n', "utf-8")
        with pytest.raises(InputError, match=r"Zeile \d: Das ist kein gültiges JSON"):
            read_answers_path(path, guide, now=NOW)

    def test_a_mistyped_file_is_told_the_nearest_one(self, guide, tmp_path):
        """Contract: an unknown file gets the nearest valid one."""
        file_of(tmp_path, "answers: {}").rename(tmp_path / "personal.yaml")
        with pytest.raises(InputError, match=r"Meinten Sie „personal\.yaml“"):
            read_answers_path(tmp_path / "persnal.yaml", guide, now=NOW)

    def test_the_line_of_the_first_bad_byte_is_named(self, guide, tmp_path):
        path = file_of(tmp_path, b"answers:\n  benefit: ja\n  note: M\xfcller\n")
        with pytest.raises(InputError, match=r"Zeile 3.*UTF-8"):
            read_answers_path(path, guide, now=NOW)

    def test_256_kb_are_read_and_one_byte_more_is_not(self, guide, tmp_path):
        text = "answers: {benefit: ja}\n#"
        full = text + "x" * (256 * 1024 - len(text))
        assert read_answers_path(file_of(tmp_path, full), guide, now=NOW).value_of("benefit") is Value.YES
        with pytest.raises(InputError, match=r"zu groß.*256 KB"):
            read_answers_path(file_of(tmp_path, full + "x"), guide, now=NOW)

    def test_a_300_mb_file_is_refused_without_reading_it(self, guide, tmp_path):
        path = tmp_path / "huge.yaml"
        with path.open("wb") as file:
            file.truncate(300 * 1024 * 1024)
        with pytest.raises(InputError, match=r"zu groß"):
            read_answers_path(path, guide, now=NOW)

    def test_a_folder_is_no_file(self, guide, tmp_path):
        with pytest.raises(InputError, match="Ordner"):
            read_answers_path(tmp_path, guide, now=NOW)

    def test_a_missing_file_is_named(self, guide, tmp_path):
        with pytest.raises(InputError, match=r"fehlt\.yaml.*gibt es nicht"):
            read_answers_path(tmp_path / "fehlt.yaml", guide, now=NOW)

    @pytest.mark.parametrize("name", ["a\x00b", "x" * 5000, "", "\ud800", "a/" * 3000])
    def test_impossible_names_are_refused(self, guide, name):
        with pytest.raises(InputError):
            read_answers_path(Path(name), guide, now=NOW)

    @pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
    @pytest.mark.parametrize("device", ["/dev/zero", "/dev/null", "/dev/urandom"])
    def test_a_device_is_refused_without_hanging(self, guide, device):
        with pytest.raises(InputError, match="keine gewöhnliche Datei"):
            read_answers_path(Path(device), guide, now=NOW)

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no such files")
    def test_a_fifo_is_refused_without_hanging(self, guide, tmp_path):
        os.mkfifo(tmp_path / "pipe")
        with pytest.raises(InputError, match="keine gewöhnliche Datei"):
            read_answers_path(tmp_path / "pipe", guide, now=NOW)

    @pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
    def test_a_link_that_leads_nowhere_or_in_a_circle_is_refused(self, guide, tmp_path):
        (tmp_path / "circle").symlink_to(tmp_path / "circle")
        (tmp_path / "nowhere").symlink_to(tmp_path / "missing")
        for name in ("circle", "nowhere"):
            with pytest.raises(InputError):
                read_answers_path(tmp_path / name, guide, now=NOW)
