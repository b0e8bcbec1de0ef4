"""Questionnaires that LibreOffice itself fills in and saves: what was ticked and typed there is what is read. Slow: needs it."""

from __future__ import annotations

import random
import shutil
import subprocess
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import pytest

pytest.importorskip("docx")

from domain.making import NOW
from domain.word_filling import Sheet, blank
from verbund_check.answers.assessment import Assessment
from verbund_check.answers.reader import Reader
from verbund_check.errors import InputError
from verbund_check.guide.model import Guide
from verbund_check.guide.values import Party

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not shutil.which("soffice"), reason="needs LibreOffice"),
]

FILL = """
Sub Fill(source, plan, target)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  doc = StarDesktop.loadComponentFromURL(ConvertToURL(source), "_blank", 0, hidden())
  number = FreeFile
  Open plan For Input As #number
  Do While Not EOF(number)
    Line Input #number, entry
    parts = Split(entry, "|")
    anchor = doc.Bookmarks.getByName(parts(1)).Anchor
    If parts(0) = "tick" Then
      Tick(anchor)
    Else
      cursor = anchor.Text.createTextCursorByRange(anchor.End)
      If parts(0) = "end" Then cursor.gotoEndOfParagraph(False)
      If parts(0) = "start" Then cursor.gotoRange(anchor.Start, False)
      lines = Split(parts(2), "/")
      For index = 0 To UBound(lines)
        If index > 0 Then anchor.Text.insertControlCharacter(cursor, com.sun.star.text.ControlCharacter.PARAGRAPH_BREAK, False)
        anchor.Text.insertString(cursor, lines(index), False)
      Next
    End If
  Loop
  Close #number
  Dim how(0) As New com.sun.star.beans.PropertyValue
  how(0).Name = "FilterName"
  how(0).Value = "MS Word 2007 XML"
  doc.storeToURL(ConvertToURL(target), how())
  doc.close(True)
End Sub

Sub Tick(anchor)
  paragraphs = anchor.Text.createTextCursorByRange(anchor).createEnumeration()
  Do While paragraphs.hasMoreElements()
    portions = paragraphs.nextElement().createEnumeration()
    Do While portions.hasMoreElements()
      portion = portions.nextElement()
      If portion.TextPortionType = "ContentControl" Then
        portion.ContentControl.Checked = True
        Exit Sub
      End If
    Loop
  Loop
End Sub
"""
"""Ticks the box at a bookmark, or types at a line: at its end, at its start, or where the bookmark itself ends."""

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
MODULE = (
    f'{HEAD}<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">'
    '<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Fill" script:language="StarBasic">'
    f"{escape(FILL)}</script:module>"
)
LIBRARY = (
    f'{HEAD}<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">'
    '<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false" '
    'library:passwordprotected="false"><library:element library:name="Fill"/></library:library>'
)


class Office:
    """LibreOffice with a profile of its own that knows the macro."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "leer.txt").write_text("leer", "utf-8")
        self.converted(folder / "leer.txt", "odt")  # makes the profile
        macros = folder / "profil" / "user" / "basic" / "Standard"
        (macros / "Fill.xba").write_text(MODULE, "utf-8")
        (macros / "script.xlb").write_text(LIBRARY, "utf-8")

    def run(self, *arguments: str | Path) -> None:
        profile = f"-env:UserInstallation={(self.folder / 'profil').as_uri()}"
        subprocess.run(["soffice", profile, "--headless", *arguments], capture_output=True, check=True, timeout=180)

    def converted(self, path: Path, kind: str) -> Path:
        self.run("--convert-to", kind, "--outdir", self.folder / "neu", path)
        return self.folder / "neu" / f"{path.stem}.{kind}"

    def filled(self, source: bytes, plan: list[str], name: str) -> bytes:
        """The file after LibreOffice has carried out the plan and saved it."""
        before, entries, after = (self.folder / f"{name}{end}" for end in ("-leer.docx", ".txt", ".docx"))
        before.write_bytes(source)
        entries.write_text("\n".join(plan) + "\n", "utf-8")
        self.run(f'macro:///Standard.Fill.Fill("{before}","{entries}","{after}")')
        return after.read_bytes()


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return Office(tmp_path_factory.mktemp("office"))


def read(guide: Guide, data: bytes) -> Assessment:
    return Reader(guide).assessment(data, "bogen.docx", NOW)


@pytest.mark.parametrize("seed", range(6))
def test_what_is_done_in_libreoffice_is_what_is_read(guide: Guide, office: Office, seed: int) -> None:
    chance = random.Random(seed)
    plan = ["end|vc_organisation|Muster GmbH"]
    answers: dict[str, Any] = {}
    notes: dict[str, str] = {}
    for number, question in enumerate(guide.questions.values(), 1):
        if chance.random() < 0.3:
            continue
        values = question.values or tuple(option.id for option in question.options)
        picked = chance.sample(range(len(values)), 2 if question.is_list else 1)
        plan += [f"tick|vc_q{number}_{each + 1}_p1_{values[each].replace('-', '_')}" for each in picked]
        answers[question.id] = {values[each] for each in picked}
        if chance.random() < 0.5:
            place = chance.choice(["end", "start", "at"])
            notes[question.id] = chance.choice(["ab Juli", "Größe: offen", "eins\nzwei\ndrei"])
            plan.append(f"{place}|vc_n{number}|{notes[question.id].replace(chr(10), '/')}")
    party = chance.choice(list(Party))
    plan.append(f"tick|vc_party_{list(Party).index(party) + 1}_p1_{party.value.replace('-', '_')}")
    chance.shuffle(plan)
    found = read(guide, office.filled(blank(guide), plan, f"bogen-{seed}"))
    assert (found.organisation, found.party) == ("Muster GmbH", party)
    values = {id: {value} for id, value in found.values().items()}
    assert values | {id: set(found.chosen(id) or ()) for id in ("reasons", "fears") if id in found.answers} == answers
    assert {id: found.note_of(id) for id in guide.questions if found.note_of(id)} == notes


def test_two_boxes_ticked_in_libreoffice_are_named(guide: Guide, office: Office) -> None:
    data = office.filled(blank(guide), ["tick|vc_q3_1_p1_yes", "tick|vc_q3_2_p1_no"], "zwei")
    with pytest.raises(InputError, match="Frage „Nutzen“: Hier ist mehr als ein Kästchen angekreuzt"):
        read(guide, data)


@pytest.mark.parametrize("kind", ["odt", "doc", "fodt"])
def test_a_filled_in_one_survives_other_formats(guide: Guide, office: Office, kind: str) -> None:
    """Saved as something else meanwhile, and as .docx at the end, nothing has gone. The other format itself is refused by name."""
    sheet = Sheet(blank(guide, "running", "quick", "Muster GmbH", Party.HR))
    for id, value in zip(guide.asked("quick"), ("Ja", "Nein", "Weiß nicht", "Ja", "Ja", "Nein", "Ja"), strict=True):
        sheet.tick(guide.questions[id].wording("running"), value)
    sheet.write(guide.questions["goal"].wording("running"), "Bemerkung", "ab Juli")
    path = office.folder / f"fremd-{kind}.docx"
    path.write_bytes(sheet.bytes())
    between = office.converted(path, kind)
    with pytest.raises(InputError):
        read(guide, between.read_bytes())
    assert read(guide, office.converted(between, "docx").read_bytes()) == read(guide, sheet.bytes())
