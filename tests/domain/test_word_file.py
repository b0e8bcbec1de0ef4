"""A questionnaire that was filled in in Word: what arrives is what was meant, and what is not clear is named."""

from __future__ import annotations

import re
import shutil
import struct
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

pytest.importorskip("docx")

from verbund_check.answers.assessment import Answer, Assessment
from verbund_check.answers.reader import Reader
from verbund_check.answers.word_marks import joined, names, taken_apart
from verbund_check.errors import InputError
from verbund_check.guide.loader import default_folder, load_guide
from verbund_check.guide.model import Guide
from verbund_check.guide.values import Party, Value

from .making import NOW, examples
from .word_filling import TICKING, WRITING, Sheet, blank, with_entries, with_xml, xml_of

REMARKS = st.sampled_from(
    ["", "", "", "ab Juli", "siehe: Protokoll, S. 3", "eins\nzwei", "Gr\u00fc\u00dfe 🙂", "<b>&amp;", "x", "___ja___"]
)


@pytest.fixture(scope="module")
def empty(guide: Guide) -> bytes:
    return blank(guide)


@pytest.fixture(scope="module")
def running(guide: Guide) -> bytes:
    return blank(guide, "running", "quick", "Müller & Söhne GmbH", Party.MANAGEMENT)


def read(guide: Guide, data: bytes) -> Assessment:
    return Reader(guide).assessment(data, "bogen.docx", NOW)


def refused(guide: Guide, data: bytes) -> list[str]:
    """The sentences with which the file is refused."""
    with pytest.raises(InputError) as refusal:
        read(guide, data)
    return str(refusal.value).split("\n")


def sentence(guide: Guide, id: str) -> str:
    return guide.questions[id].wording("planned")


def label(guide: Guide, id: str, value: str) -> str:
    question = guide.questions[id]
    if question.is_list:
        return {option.id: option.title for option in question.options}[value]
    return question.label(Value(value))


# --- what arrives is what was meant


@st.composite
def filled(draw: st.DrawFn, guide: Guide) -> tuple[dict[str, Any], dict[str, str]]:
    """What somebody answers and remarks, question by question; with most left open it is quick, and every mixture comes."""
    answers: dict[str, Any] = {}
    notes: dict[str, str] = {}
    for id, question in guide.questions.items():
        if draw(st.booleans()):
            if question.is_list:
                answers[id] = draw(st.lists(st.sampled_from([option.id for option in question.options]), unique=True))
            else:
                answers[id] = draw(st.sampled_from(question.values))
        if note := draw(REMARKS):
            notes[id] = note
    return answers, notes


@settings(max_examples=examples(12), deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_what_is_ticked_and_written_is_what_is_read(guide, empty, data):
    answers, notes = data.draw(filled(guide))
    sheet = Sheet(empty)
    for id, given_answer in answers.items():
        question = guide.questions[id]
        chosen = [label(guide, id, each) for each in (given_answer if question.is_list else [given_answer])]
        for each in chosen or [question.none]:
            sheet.tick(sentence(guide, id), each, how=data.draw(st.sampled_from(TICKING)))
    for id, note in notes.items():
        how = data.draw(st.sampled_from(WRITING))
        sheet.write(sentence(guide, id), guide.questions[id].other or "Bemerkung", note, how=how)
    party = data.draw(st.sampled_from([None, *Party]))
    if party:
        sheet.tick(guide.interview.party.title, guide.party(party))
    sheet.write("", "Betrieb", "Muster GmbH & Co. KG", how=data.draw(st.sampled_from(WRITING[:3])))
    found = read(guide, sheet.bytes())
    assert (found.organisation, found.party, found.stage, found.scope) == (
        "Muster GmbH & Co. KG",
        party,
        "planned",
        "full",
    )
    assert found.values() == {id: each for id, each in answers.items() if not isinstance(each, list)}
    lists = {id: tuple(each) for id, each in answers.items() if isinstance(each, list)}
    assert {id: set(found.chosen(id) or ()) for id in lists} == {id: set(each) for id, each in lists.items()}
    assert {id for id in ("reasons", "fears") if found.chosen(id) is not None} == set(lists)
    # "___" is what draws a line to write on.
    assert {id: found.note_of(id) for id in guide.questions if found.note_of(id)} == {
        id: note.replace("___", " ").strip() for id, note in notes.items()
    }
    assert set(found.questions) == set(answers)
    assert found.wordings == {id: sentence(guide, id) for id in answers}


def test_nothing_filled_in_is_no_answer_and_no_fault(guide, empty):
    found = read(guide, empty)
    assert (found.organisation, found.party, found.answers, found.notes) == ("", None, {}, {})


def test_the_head_that_was_filled_in_beforehand_is_read(guide, running):
    question = guide.questions["management"]
    sheet = Sheet(running)
    sheet.tick(question.wording("running", Party.MANAGEMENT), "Ja")
    found = read(guide, sheet.bytes())
    assert (found.organisation, found.party, found.stage, found.scope) == (
        "Müller & Söhne GmbH",
        Party.MANAGEMENT,
        "running",
        "quick",
    )
    assert found.wordings == {"management": question.wording("running", Party.MANAGEMENT)}


def test_anderes_is_what_is_written_there(guide, empty):
    sheet = Sheet(empty)
    sheet.tick(sentence(guide, "reasons"), "Anderes")
    sheet.write(sentence(guide, "reasons"), "Anderes", "Fördergeld")
    found = read(guide, sheet.bytes())
    assert (found.chosen("reasons"), found.notes) == ((), {"reasons": "Fördergeld"})


def test_texts_are_filtered_as_everywhere(guide, empty):
    sheet = Sheet(empty)
    sheet.tick(sentence(guide, "goal"), "Ja")
    sheet.write(sentence(guide, "goal"), "Bemerkung", "Mu\u0308ller\u202e\u200b\u00ad[2J")
    assert read(guide, sheet.bytes()).note_of("goal") == "Müller[2J"


# --- what is not clear is named


def test_all_faults_are_named_at_once_each_with_its_question(guide, empty):
    sheet = Sheet(empty)
    for value in ("Ja", "Nein"):
        sheet.tick(sentence(guide, "benefit"), value)
    sheet.tick(sentence(guide, "reasons"), guide.questions["reasons"].none)
    sheet.tick(sentence(guide, "reasons"), label(guide, "reasons", "learning"))
    sheet.tick(sentence(guide, "fears"), "Anderes")
    sheet.tick(guide.interview.party.title, guide.party(Party.HR))
    sheet.tick(guide.interview.party.title, guide.party(Party.JOINT))
    sheet.write("", "Betrieb", "x" * 201)
    sheet.write(sentence(guide, "goal"), "Bemerkung", "y" * 5001)
    title = {id: question.title for id, question in guide.questions.items()}
    told = refused(guide, sheet.bytes())
    assert len(told) == 6
    for place, problem in [
        (title["benefit"], "mehr als ein Kästchen angekreuzt („Ja“ und „Nein“); bitte lassen Sie genau eines stehen"),
        (title["reasons"], "„Keiner davon“ angekreuzt und anderes dazu"),
        (title["fears"], "„Anderes“ angekreuzt, aber nicht geschrieben, was"),
        (title["goal"], "5.001 Zeichen; erlaubt sind höchstens 5.000"),
        (guide.interview.party.title, "mehr als ein Kästchen"),
        ("Betrieb", "201 Zeichen; erlaubt sind höchstens 200"),
    ]:
        assert [each for each in told if place in each and problem in each and each.startswith("bogen.docx, ")], told


@pytest.mark.parametrize("beside", [", aber nur im Sommer", " ?", " (siehe unten)", " nein"])
def test_words_beside_a_box_are_not_lost_and_not_guessed_at(guide, empty, beside):
    sheet = Sheet(empty)
    sheet.tick(sentence(guide, "benefit"), "Ja")
    sheet.box(sentence(guide, "benefit"), "Ja").getnext().append(_text(beside))
    (told,) = refused(guide, sheet.bytes())
    assert guide.questions["benefit"].title in told
    assert f"steht noch „{beside.strip(' ()')}“" in told


def test_an_x_between_two_boxes_belongs_to_neither(guide, empty):
    sheet = Sheet(empty)
    box = sheet.box(sentence(guide, "benefit"), "Nein")
    box.getprevious().addprevious(sheet.run("x "))
    (told,) = refused(guide, sheet.bytes())
    assert "Nutzen" in told
    assert "nicht klar" in told


def test_an_x_before_the_first_box_ticks_it(guide, empty):
    sheet = Sheet(empty)
    box = sheet.box(sentence(guide, "benefit"), "Ja")
    box.getparent().insert(1, sheet.run("x"))  # before the bookmark too
    assert read(guide, sheet.bytes()).value_of("benefit") == Value.YES


def test_a_question_in_other_words_is_refused(guide, empty):
    for id in ("benefit", "coordinator"):
        said = sentence(guide, id)
        xml = xml_of(empty).decode().replace(said, said.replace("die", "keine", 1).replace("es ", "es nie ", 1))
        (told,) = refused(guide, with_xml(empty, xml.encode()))
        assert guide.questions[id].title in told
        assert "Wortlaut" in told


def _text(text: str) -> Any:
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    element = parse_xml(f"<w:t {nsdecls('w')}/>")
    element.text = text
    return element


# --- questionnaires of other content


@pytest.fixture(scope="module")
def changed_guide(guide: Guide, tmp_path_factory: pytest.TempPathFactory) -> Guide:
    """Content in which one question is worded anew and another fear is called otherwise."""
    folder = tmp_path_factory.mktemp("content")
    shutil.copytree(default_folder(), folder, dirs_exist_ok=True)
    for file in folder.glob("*.yaml"):
        text = file.read_text("utf-8")
        text = text.replace(guide.fears[1].title, "Ganz anders genannt")
        file.write_text(text.replace("Käme die Zusammenarbeit", "Käme eine Zusammenarbeit"), "utf-8")
    return load_guide(folder)


def test_one_of_other_content_keeps_its_sentences_and_fingerprints(guide, changed_guide):
    assert changed_guide.fingerprint("benefit") != guide.fingerprint("benefit")
    sheet = Sheet(blank(changed_guide))
    said = changed_guide.questions["benefit"].wording("planned")
    sheet.tick(said, "Ja")
    sheet.tick(sentence(guide, "goal"), "Nein", how="behind")
    sheet.tick(sentence(guide, "fears"), "Ganz anders genannt")
    found = read(guide, sheet.bytes())
    assert found.content.digest == changed_guide.digest
    assert found.answers["benefit"] == Answer(Value.YES)
    assert found.answers["goal"] == Answer(Value.NO)
    assert found.chosen("fears") == (guide.fears[1].id,)
    assert found.questions["benefit"] == changed_guide.fingerprint("benefit")
    assert found.wordings["benefit"] == said
    assert " ".join(said.split()).startswith("Käme eine Zusammenarbeit")


# --- files that are none of ours, damaged ones, hostile ones


def document(body: str, head: str = "") -> bytes:
    made = BytesIO()
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    with ZipFile(made, "w", ZIP_DEFLATED) as file:
        file.writestr("word/document.xml", f"{head}<w:document {space}><w:body>{body}</w:body></w:document>")
    return made.getvalue()


def marked(*found: str, body: str = "") -> bytes:
    """A document with these bookmarks alone."""
    starts = "".join(f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>' for number, name in enumerate(found))
    return document(f"<w:p>{starts}</w:p>{body}")


def lying(data: bytes) -> bytes:
    """A ZIP whose directory says that the document has one byte alone."""
    at = data.rindex(b"PK\x01\x02")
    return data[: at + 24] + struct.pack("<I", 1) + data[at + 28 :]


LAUGHS = '<!DOCTYPE l [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE l [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
PARAGRAPH = "<w:p><w:r><w:t>&a;</w:t></w:r></w:p>"
HOSTILE: dict[str, tuple[bytes, str]] = {
    "an empty ZIP": (b"PK\x05\x06" + bytes(18), "kein Word-Dokument"),
    "half a head": (b"PK\x03\x04", "beschädigt"),
    "no bookmarks": (document("<w:p/>"), "kein Fragebogen"),
    "no XML": (with_entries(document(""), word__document_dot_xml=b"hello"), "beschädigt"),
    "half XML": (with_entries(document(""), word__document_dot_xml=b"<w:document"), "beschädigt"),
    "empty": (with_entries(document(""), word__document_dot_xml=b""), "beschädigt"),
    "no document": (with_entries(document(""), word__document_dot_xml=None, a=b"b"), "kein Word-Dokument"),
    "a table": (
        with_entries(document(""), word__document_dot_xml=None, xl__workbook_dot_xml=b"<x/>"),
        "kein Word-Dokument",
    ),
    "OpenDocument": (with_entries(document(""), mimetype=b"application/vnd"), "OpenDocument"),
    "entities": (document(PARAGRAPH, LAUGHS), "Anweisungen"),
    "an entity from outside": (document(PARAGRAPH, OUTSIDE), "Anweisungen"),
    "deep": (document("<w:p>" * 5000 + "</w:p>" * 5000), "verschachtelt"),
    "a bomb": (document("<w:p/>" * 500_000), "ausgepackt viel zu groß"),
    "a bomb that lies": (lying(document("<w:p/>" * 500_000)), "beschädigt"),
    "many entries": (with_entries(document(""), **{f"a{number}": b"" for number in range(1500)}), "viel mehr"),
    "many bookmarks": (marked(*(f"vc_q1_p1_a{number}" for number in range(5000))), "Textmarken"),
    "the same bookmark": (marked("vc_n1", "vc_n1"), "mehr als einmal"),
    "two questionnaires": (marked("vc_q1_p1_a", "vc_q1_p1_b"), "zwei Fragebögen"),
    "a digest that is none": (
        marked("vc_digest_p1_abc", "vc_version_p1_1", "vc_stage_p1_planned", "vc_scope_p1_full"),
        "kein Fragebogen",
    ),
    "half a digest": (
        marked(f"vc_digest_p2_{'a' * 26}", "vc_version_p1_1", "vc_stage_p1_planned", "vc_scope_p1_full"),
        "kein Fragebogen",
    ),
    "a PDF": (b"%PDF-1.7\n%\xe2", "PDF-Datei"),
    "an old Word file": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "älteren Office oder eine mit Kennwort"),
    "RTF": (b"{\\rtf1 Hallo}", "RTF-Datei"),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_what_is_no_questionnaire_is_one_sentence(guide, kind):
    data, problem = HOSTILE[kind]
    (told,) = refused(guide, data)
    assert told.startswith("bogen.docx: ")
    assert problem in told
    assert told.endswith((".", ")"))


HEAD = (*(sorted(names("digest", "a" * 64))), "vc_version_p1_1", "vc_stage_p1_planned", "vc_scope_p1_full")
EVIL = [
    (("vc_q1_p1_0123456789abcdef",), "beschädigt"),
    (("vc_q1_p1_x_benefit", "vc_q1_1_p1_yes"), "beschädigt"),  # answers nothing
    (("vc_q1_p2_benefit",), "beschädigt"),
    (("vc_q1_p1_ZffffffZ_a",), "beschädigt"),
    (("vc_stage_p3_x",), "kein Fragebogen"),
    (("vc_stage_p2_x",), "planned"),
    (("vc_q1_p1_" + "0" * 16 + "_benefit", "vc_q2_p1_" + "0" * 16 + "_benefit"), "zweimal"),
    (("vc_q1_p1_" + "0" * 16 + "_Z2eZZ2eZZ2fZetc", "vc_q1_1_p1_yes"), "beschädigt"),
]


@pytest.mark.parametrize(("found", "problem"), EVIL, ids=str)
def test_bookmarks_of_anybodys_making(guide, found, problem):
    data = marked(*HEAD, *found)
    assert problem in refused(guide, data)[0]


STRANGE = [
    ("Z2eZZ2eZZ2fZetc", "yes", "beschädigt"),
    ("Z3cZscriptZ3eZ", "yes", "beschädigt"),
    ("aZ1bZZ5bZ2j", "yes", "beschädigt"),
    ("benefit", "maybe", "gibt es nicht"),
    ("benefit", "partly", "gibt es nicht"),
    ("goal", "", "beschädigt"),
]


def ticked(name: str) -> str:
    return f'<w:p><w:bookmarkStart w:id="90" w:name="{name}"/><w:r><w:t>☒</w:t><w:tab/><w:t>Ja</w:t></w:r></w:p>'


@pytest.mark.parametrize(("id", "value", "problem"), STRANGE, ids=str)
def test_an_answer_to_what_is_no_question_or_no_answer_is_refused(guide, id, value, problem):
    """A path, a script, a word that nobody offers: each stays outside."""
    box = ticked(f"vc_q1_1_p1_{value}" if value else "vc_q1_1")
    (told,) = refused(guide, marked(*HEAD, f"vc_q1_p1_{'0' * 16}_{id}", body=box))
    assert problem in told
    assert told.isprintable()


def test_a_tick_without_its_question_is_not_lost(guide):
    (told,) = refused(guide, marked(*HEAD, body=ticked("vc_q1_1_p1_yes")))
    assert "die Frage dazu fehlt" in told
    assert read(guide, marked(*HEAD, body=ticked("vc_q1_1_p1_yes").replace("☒", "☐"))).answers == {}


def test_a_huge_text_is_said_to_be_too_long_and_is_quick(guide, empty):
    sheet = Sheet(empty)
    sheet.write(sentence(guide, "goal"), "Bemerkung", "y" * 1_500_000)
    (told,) = refused(guide, sheet.bytes())
    assert guide.questions["goal"].title in told
    assert "höchstens 5.000" in told


@settings(max_examples=examples(40), deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.integers(0, 2**32),
    st.lists(st.tuples(st.floats(0, 0.999), st.binary(min_size=1, max_size=3)), min_size=1, max_size=4),
    st.booleans(),
)
def test_broken_bytes_give_a_sentence_and_never_a_fault(guide, running, seed, changes, inside):
    data = bytearray(xml_of(running) if inside else running)
    for place, piece in changes:
        at = int(place * len(data))
        data[at : at + len(piece)] = piece
    try:
        read(guide, with_xml(running, bytes(data)) if inside else bytes(data))
    except InputError as error:
        assert "bogen.docx" in str(error)


RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type='
    '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="%s"/></Relationships>'
)


@pytest.mark.parametrize("target", ["word/document2.xml", "/word/document2.xml"])
def test_the_document_may_have_another_name(guide, running, target):
    moved = {"word__document_dot_xml": None, "word__document2_dot_xml": xml_of(running)}
    data = with_entries(running, **moved, _rels___dot_rels=(RELATIONS % target).encode())
    assert read(guide, data).organisation == "Müller & Söhne GmbH"


@pytest.mark.parametrize("target", ["../../etc/passwd", "http://example.org/x", "", "word/missing.xml", "_rels/.rels"])
def test_a_document_that_is_elsewhere_is_none(guide, target):
    made = BytesIO()
    with ZipFile(made, "w") as file:
        file.writestr("_rels/.rels", RELATIONS % target)
    (told,) = refused(guide, made.getvalue())
    assert "kein Word-Dokument" in told


def test_a_table_in_a_remark_ends_nothing(guide, empty):
    sheet = Sheet(empty)
    sheet.write(sentence(guide, "goal"), "Bemerkung", "vorher")
    xml = xml_of(sheet.bytes()).decode()
    table = "</w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>drin</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p><w:r><w:t>nachher</w:t></w:r></w:p>"
    at = xml.index("</w:p>", xml.index("vorher"))
    assert (
        read(guide, with_xml(empty, (xml[:at] + table + xml[at + 6 :]).encode())).note_of("goal")
        == "vorher\ndrin\nnachher"
    )


def test_strict_documents_and_text_in_other_forms_are_read(guide, running):
    """Word can save by the strict standard, and keeps texts twice for older programs; the second one counts for nothing."""
    sheet = Sheet(running)
    sheet.write(guide.questions["goal"].wording("running", Party.MANAGEMENT), "Bemerkung", "ab-Juli")
    xml = xml_of(sheet.bytes()).decode()
    twice = (
        "<mc:AlternateContent xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'><mc:Choice Requires='x'>"
        "<w:r><w:t>ab</w:t></w:r></mc:Choice><mc:Fallback><w:r><w:t>AB</w:t></w:r></mc:Fallback></mc:AlternateContent>"
        "<w:r><w:noBreakHyphen/><w:t>Juli</w:t></w:r>"
    )
    xml = re.sub(r"<w:r><w:t[^>]*>ab-Juli</w:t></w:r>", twice, xml)
    assert "Fallback" in xml
    xml = xml.replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    assert read(guide, with_xml(running, xml.encode())).note_of("goal") == "ab-Juli"


# --- the names of the bookmarks


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=300))
def test_a_text_in_names_comes_back(text):
    found = names("q12_3", text)
    assert all(re.fullmatch("[A-Za-z][A-Za-z0-9_]{0,39}", name) for name in found)
    marks = [taken_apart(name) for name in found]
    assert {mark.key for mark in marks if mark} == {"q12_3"}
    assert joined({mark.piece: mark.text for mark in marks if mark}) == text


@pytest.mark.parametrize(
    "name", ["_GoBack", "vc_", "vc_Q1", "vc_n1_", "vc_n1_p_", "_vc_n1", "vc_n1_pa_x", "vc_n99999", "Überschrift"]
)
def test_other_bookmarks_are_none_of_ours(name):
    assert taken_apart(name) is None


def test_the_blank_has_names_that_word_takes_each_once(empty):
    found = re.findall(rb'w:bookmarkStart w:id="(\d+)" w:name="([^"]+)"', xml_of(empty))
    assert len({number for number, _ in found}) == len({name for _, name in found}) == len(found) > 200
    assert all(re.fullmatch(rb"[a-z][A-Za-z0-9_]{0,39}", name) for _, name in found)
