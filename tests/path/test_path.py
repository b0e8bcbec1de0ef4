"""The guided path: everything can be done from one screen, and every step says what has happened and what comes next."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from verbund_check import cli
from verbund_check.guide.model import Guide
from verbund_check.path import writing
from verbund_check.storage.store import assessment_store

from .conftest import Meet, answers_file

Stored = Callable[..., str]
HR, BR = "2026-11-20-hrhrhr", "2026-11-20-brbrbr"


@pytest.fixture(autouse=True)
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The files that were opened for the person."""
    files: list[Path] = []
    monkeypatch.setattr(writing, "open_file", files.append)
    return files


def saved(guide: Guide, data: Path) -> dict[str, Any]:
    return {each.id: each for each in assessment_store(data, guide).all().items}


class TestFirstScreen:
    def test_nothing_is_there(self, meet: Meet):
        """A new user says what the program is for and what comes next; no entry leads to where nothing is."""
        person = meet("Beenden")
        first = person.asked[0]
        assert "Weiterbildung im Verbund" in first.explanation and "nichts gespeichert" in first.explanation
        assert person.labels(0)[0] == "Fragen beantworten"
        assert not any(word in " ".join(person.labels(0)) for word in ("Gespeicherte", "Umbenennen", "Neue"))

    def test_enter_takes_the_next_sensible_step(self, meet: Meet, stored: Stored):
        stored(HR, "hr")
        person = meet("Beenden")
        assert person.asked[0].draft == person.asked[0].choices[0].value
        assert person.labels(0)[0] == "Ergebnis ansehen: Muster GmbH, Personalabteilung, 20.11.2026"
        assert "Gespeichert: Muster GmbH, Personalabteilung, 20.11.2026: vollständig." in person.asked[0].explanation

    def test_both_sides_are_there(self, meet: Meet, stored: Stored):
        stored(HR, "hr"), stored(BR, "works-council", goal="no")
        person = meet("Beenden")
        assert person.labels(0)[0] == "Beide Seiten vergleichen: Personalabteilung und Betriebsrat"
        assert person.asked[0].explanation == "Gespeichert: 2 Einschätzungen."

    def test_a_fault_leads_back_to_the_path(self, meet: Meet, stored: Stored, data: Path):
        stored(HR, "hr")
        (data / "2026-11-01-kaputt.json").write_text("{")
        person = meet("Beenden")
        assert "kaputt" in person.heard

    @pytest.mark.parametrize(
        "entry",
        ["Gespeicherte", "weitergeben, Antworten", "Vergleichen, Tages", "Eckpunktepapier", "Leitfaden", "Umbenennen"],
    )
    def test_every_entry_can_be_left(self, meet: Meet, stored: Stored, entry: str):
        stored(HR, "hr")
        person = meet(entry, "<", "Beenden")
        assert person.asked[-1].question == person.asked[0].question
        assert not person.steps


class TestLeadingOn:
    def test_what_was_done_moves_behind_what_comes_next(self, meet: Meet, stored: Stored, home: Path):
        stored(HR, "hr")
        person = meet(
            "Ergebnis ansehen", "<", "Bericht schreiben", "Text (md)", "Dokumenten", "Nein, weiter", "Beenden"
        )
        last = person.labels()
        assert last[0] == "Fragebogen an die andere Seite geben"
        assert last.index("Antworten aus einer Datei einlesen") < next(
            number for number, label in enumerate(last) if label.startswith("Ergebnis ansehen")
        )

    def test_a_step_that_was_left_stays_where_it_is(self, meet: Meet, stored: Stored):
        stored(HR, "hr")
        person = meet("Bericht schreiben", "<", "Beenden")
        assert person.labels() == person.labels(0)

    def test_an_interruption_in_a_step_leads_back(self, meet: Meet, stored: Stored, home: Path):
        stored(HR, "hr")
        person = meet("Bericht schreiben", "Text (md)", "^C", "Beenden")
        assert "Unterbrochen. Hier geht es weiter." in person.heard
        assert not person.steps and not list((home / "Dokumente").iterdir())

    def test_an_interruption_at_the_first_screen_ends(self, meet: Meet):
        with pytest.raises(KeyboardInterrupt):
            meet("^C")

    def test_what_has_happened_stands_above_the_next_question(self, meet: Meet, stored: Stored):
        """Before it, the first screen would push it out of a window of 24 lines."""
        stored(HR, "hr")
        person = meet("Umbenennen", "Einen Betrieb umbenennen", "Muster GmbH", "Andere AG", "Beenden")
        assert person.asked[-1].facts.startswith("Umbenannt: Andere AG")

    def test_a_talk_under_way_is_offered_once_and_no_sides_own_result(self, meet: Meet, stored: Stored):
        stored(HR, "hr"), stored(BR, "works-council", goal="no", sharing="no")
        meet("Gemeinsam durchgehen und sich", "Frau A", "Ja")
        steps = [label for label in meet("Beenden").labels(0) if "Muster" in label or "Seiten" in label]
        assert [label.partition(":")[0] for label in steps] == [
            "Gemeinsames Gespräch fortsetzen",
            "Beide Seiten vergleichen",
        ]

    def test_a_paper_alone_is_counted_alone(self, meet: Meet, data: Path, guide: Guide):
        from verbund_check.answers.keypoints import begin_paper
        from verbund_check.storage.store import paper_store

        paper_store(data, guide).save(begin_paper("2026-11-20-papier", guide, now="2026-11-20T09:00:00Z"))
        assert meet("Beenden").asked[0].explanation == "Gespeichert: 1 Eckpunktepapier."


class TestReading:
    def test_a_result_is_read_and_then_written(self, meet: Meet, stored: Stored, home: Path, opened: list[Path]):
        stored(HR, "hr")
        person = meet("Ergebnis ansehen", "Bericht", "Text (md)", "Dokumenten", "Ja, öffnen", "Beenden")
        (path,) = (home / "Dokumente").iterdir()
        assert path.name == "bericht-muster-gmbh-personalabteilung-2026-11-20.md"
        assert opened == [path]
        assert "Muster GmbH" in path.read_text("utf-8")
        assert not person.steps

    def test_a_section_of_the_guide(self, meet: Meet):
        person = meet("Leitfaden", "Befürchtungen stehen", "<", "Beenden")
        assert "antwort" in person.heard.lower()


class TestWriting:
    def test_every_format_that_this_computer_can_write(self, meet: Meet, stored: Stored, home: Path):
        stored(HR, "hr")
        for label, ending in (
            ("Word (docx)", "docx"), ("PDF", "pdf"), ("Internetseite", "html"), ("Excel", "xlsx"), ("Text (md)", "md"),
            ("zum Vergleichen", "json"), ("Tabelle für", "csv"), ("Daten, eine", "jsonl"),
        ):  # fmt: skip
            person = meet("Bericht schreiben", label, "Dokumenten", "Nein, weiter", "Beenden")
            assert not person.steps
            assert [each for each in (home / "Dokumente").iterdir() if each.suffix == f".{ending}"], ending

    def test_the_remarks_are_asked_about_where_there_are_any(self, meet: Meet, stored: Stored, home: Path):
        stored(HR, "hr", goal={"value": "yes", "note": "GEHEIM"})
        meet("Bericht schreiben", "ohne Bemerkungen", "Text (md)", "Dokumenten", "Nein, weiter", "Beenden")
        (path,) = (home / "Dokumente").iterdir()
        assert "GEHEIM" not in path.read_text("utf-8")

    def test_what_is_there_already_stays_unless_it_is_replaced(self, meet: Meet, stored: Stored, home: Path):
        stored(HR, "hr")
        there = home / "Dokumente" / "bericht-muster-gmbh-personalabteilung-2026-11-20.md"
        there.write_text("alt")
        steps = ("Bericht schreiben", "Text (md)", "Dokumenten")
        meet(*steps, "Daneben", "Nein, weiter", "Beenden")
        assert there.read_text() == "alt"
        assert there.with_name(f"{there.stem}-2.md").is_file()
        meet(*steps, "<", "Beenden")
        assert there.read_text() == "alt"
        meet(*steps, "ersetzen", "Nein, weiter", "Beenden")
        assert there.read_text("utf-8") != "alt"

    def test_another_folder_is_typed_as_it_was_dragged(self, meet: Meet, stored: Stored, home: Path):
        stored(HR, "hr")
        (home / "Mein Ordner").mkdir()
        person = meet(
            "Bericht schreiben", "Text (md)", "anderen Ordner", "/gibt/es/nicht", f"'{home / 'Mein Ordner'}'",
            "Nein, weiter", "Beenden",
        )  # fmt: skip
        assert f"{Path('/gibt/es/nicht')} gibt es nicht" in person.heard
        assert len(list((home / "Mein Ordner").iterdir())) == 1

    def test_where_the_folder_cannot_be_written_the_path_goes_on(
        self, meet: Meet, stored: Stored, home: Path, monkeypatch: pytest.MonkeyPatch
    ):
        stored(HR, "hr")

        def full(*_: Any, **__: Any) -> Any:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr("verbund_check.files.writing", full)
        person = meet("Bericht schreiben", "Text (md)", "Dokumenten", "<", "Beenden")
        assert "lässt sich nicht schreiben" in person.heard
        assert not person.steps


class TestTheOtherSide:
    def test_the_questionnaire_goes_out_in_every_form(self, meet: Meet, stored: Stored, home: Path):
        stored(HR, "hr")
        names = set()
        for label in ("Browser (eine Datei", "als ZIP", "in Word", "Papier (PDF)", "zum Drucken"):
            person = meet("an die andere Seite", "Betriebsrat", label, "Dokumenten", "Nein, weiter", "Beenden")
            assert not person.steps, label
            names |= {each.name for each in (home / "Dokumente").iterdir()}
        assert {name.rpartition(".")[2] for name in names} == {"html", "zip", "docx", "pdf"}
        assert all(name.startswith("fragebogen-muster-gmbh-betriebsrat") for name in names)

    def test_what_comes_back_is_found_by_what_is_in_it(
        self, meet: Meet, stored: Stored, home: Path, guide: Guide, data: Path
    ):
        """Blind: whose it is is said, nothing of it is shown."""
        stored(HR, "hr")
        answers_file(home / "Downloads" / "irgendwas (3).json", "works-council", goal={"value": "no", "note": "GEHEIM"})
        (home / "Downloads" / "anderes.json").write_text('{"name": "kein Fragebogen"}')
        (home / "Downloads" / "notizen.yaml").write_text("a: 1\n")
        person = meet("Antworten aus einer Datei", "irgendwas (3).json", "aufnehmen", "Beenden")
        offered = person.labels(1)
        assert any("irgendwas (3).json: Muster GmbH, Betriebsrat" in label for label in offered)
        assert not any("anderes" in label or "notizen" in label for label in offered)
        assert "GEHEIM" not in person.heard + repr(person.asked)
        (taken,) = (each for each in saved(guide, data).values() if each.party == "works-council")
        assert taken.note_of("goal") == "GEHEIM"
        assert str(data / f"{taken.id}.json") in person.heard
        assert person.labels()[0] == "Beide Seiten vergleichen: Personalabteilung und Betriebsrat"

    def test_a_file_that_does_not_say_whose_it_is(self, meet: Meet, home: Path, guide: Guide, data: Path):
        answers_file(home / "Downloads" / "a.json", None)
        meet("Antworten aus einer Datei", "a.json", "aufnehmen", "Betriebsrat", "Beenden")
        (taken,) = saved(guide, data).values()
        assert taken.party == "works-council"

    def test_the_same_file_is_taken_in_once(self, meet: Meet, stored: Stored, home: Path, guide: Guide, data: Path):
        stored(HR, "hr")
        cli.run(["export", HR, "-o", str(home / "Downloads" / "r.json")])
        person = meet(
            "Antworten aus einer Datei", "andere Datei", str(home / "Downloads" / "r.json"), "aufnehmen", "Beenden"
        )
        assert "schon gespeichert" in person.heard
        assert list(saved(guide, data)) == [HR]

    def test_another_one_of_the_same_id_takes_nobodys_place(
        self, meet: Meet, stored: Stored, home: Path, guide: Guide, data: Path
    ):
        stored(HR, "hr")
        path = home / "Downloads" / "r.json"
        cli.run(["export", HR, "-o", str(path)])
        changed = json.loads(path.read_text("utf-8")) | {"party": "works-council"}
        path.write_text(json.dumps(changed), "utf-8")
        meet("Antworten aus einer Datei", "andere Datei", str(path), "aufnehmen", "Beenden")
        assert {each.party for each in saved(guide, data).values()} == {"hr", "works-council"}

    def test_what_was_taken_in_is_not_offered_again(self, meet: Meet, home: Path):
        answers_file(home / "Downloads" / "a.json", "works-council")
        person = meet(
            "Antworten aus einer Datei", "a.json", "aufnehmen", "weitergeben, Antworten", "einlesen", "<", "Beenden"
        )
        assert not any("a.json" in label for label in person.labels(-2))

    def test_where_several_firms_are_stored_one_says_for_which(self, meet: Meet, stored: Stored, home: Path):
        stored(HR, "hr"), stored(BR, "works-council", "Zweite AG")
        meet(
            "weitergeben, Antworten", "Fragebogen an jemanden", "Muster GmbH", "Betriebsrat", "in Word", "Dokumenten",
            "Nein, weiter", "Beenden",
        )  # fmt: skip
        (path,) = (home / "Dokumente").iterdir()
        assert path.name.startswith("fragebogen-muster-gmbh-betriebsrat")

    def test_paper_of_a_firm_that_is_not_stored_asks_for_the_stage(self, meet: Meet, home: Path):
        meet(
            "weitergeben, Antworten", "Fragebogen an jemanden", "Betriebsrat", "zum Drucken", "arbeitet schon", "Dokumenten",
            "Nein, weiter", "Beenden",
        )  # fmt: skip
        (path,) = (home / "Dokumente").iterdir()
        assert "Fassung für einen laufenden Verbund" in path.read_text("utf-8")

    def test_a_wrong_file_is_told_and_nothing_is_lost(self, meet: Meet, home: Path, guide: Guide, data: Path):
        (home / "Downloads" / "x.json").write_text("{")
        person = meet("Antworten aus einer Datei", "andere Datei", str(home / "Downloads" / "x.json"), "Beenden")
        assert "x.json" in person.heard
        assert not saved(guide, data)

    def test_ones_own_answers_for_the_other_side(self, meet: Meet, stored: Stored, home: Path):
        stored(HR, "hr")
        meet("weitergeben, Antworten", "Eigene Antworten", "Dokumenten", "Nein, weiter", "Beenden")
        (path,) = (home / "Dokumente").iterdir()
        assert json.loads(path.read_text("utf-8"))["party"] == "hr"


class TestTogether:
    @pytest.fixture
    def both(self, stored: Stored) -> None:
        stored(HR, "hr"), stored(BR, "works-council", goal="no", sharing="no")

    @pytest.mark.usefixtures("both")
    def test_comparison_agenda_and_conversation(self, meet: Meet, home: Path, guide: Guide, data: Path):
        person = meet(
            "Beide Seiten vergleichen", "Tagesordnung", "Text (md)", "Dokumenten", "Nein, weiter", "Vergleich als Datei",
            "Text (md)", "Dokumenten", "Nein, weiter", "Gemeinsam durchgehen", "Frau A, Herr B", "Ja", "Nein", ".", "Beenden",
        )  # fmt: skip
        assert not person.steps
        assert {each.name.partition("-")[0] for each in (home / "Dokumente").iterdir()} == {"tagesordnung", "vergleich"}
        (joint,) = (each for each in saved(guide, data).values() if each.party == "joint")
        assert joint.meetings[0].people == "Frau A, Herr B"
        assert person.labels()[0].startswith(
            "Bericht schreiben: Muster GmbH, Personalabteilung und Betriebsrat gemeinsam"
        ), "the joint result has just been read"

    @pytest.mark.usefixtures("both")
    def test_a_conversation_in_two_sittings(self, meet: Meet, guide: Guide, data: Path):
        meet("Gemeinsam durchgehen und sich", "Frau A", "Ja")
        (joint,) = (each for each in saved(guide, data).values() if each.party == "joint")
        assert joint.finished is None
        person = meet("Gemeinsames Gespräch fortsetzen", "Herr B", "Nein", ".", "Beenden")
        assert not person.steps
        joint = saved(guide, data)[joint.id]
        assert [each.people for each in joint.meetings] == ["Frau A", "Herr B"]
        assert joint.finished

    def test_it_goes_on_where_the_two_are_not_here_any_more(self, meet: Meet, stored: Stored, guide: Guide, data: Path):
        stored(HR, "hr"), stored(BR, "works-council", goal="no", sharing="no")
        meet("Gemeinsam durchgehen und sich", "Frau A", "Ja")
        (data / f"{HR}.json").unlink()
        (data / f"{BR}.json").unlink()
        person = meet("Gemeinsames Gespräch fortsetzen", "Herr B", "Nein", ".", "Beenden")
        (joint,) = saved(guide, data).values()
        assert joint.finished and joint.value_of("sharing") == "no"
        assert not person.steps

    def test_then_and_now(self, meet: Meet, stored: Stored):
        stored("2026-03-01-altalt", "hr", goal="no")
        stored(HR, "hr"), stored(BR, "works-council")
        person = meet("Vergleichen, Tages", "damals und heute", 0, 0, "<", "Beenden")
        assert "Damals" in person.heard
        assert not any("Betriebsrat" in label for label in person.labels(3)), "another side is no other time"


class TestFirms:
    def test_a_folder_of_files(self, meet: Meet, home: Path):
        folder = home / "Downloads" / "Betriebe"
        folder.mkdir()
        for number, name in enumerate(("Alpha GmbH", "Beta AG", "Gamma KG")):
            answers_file(folder / f"{number}.json", "joint", name)
        person = meet("Vergleichen, Tages", "Mehrere Betriebe", "Betriebe (3 Dateien)", "Anonym", "<", "Beenden")
        assert not person.steps
        assert "Alpha" not in person.heard
        person = meet("Vergleichen, Tages", "Mehrere Betriebe", "Betriebe (3 Dateien)", "Mit den Namen", "<", "Beenden")
        assert "Alpha" in person.heard

    def test_both_sides_of_each_firm_ask_whose_answers_count(self, meet: Meet, home: Path):
        folder = home / "Downloads" / "Betriebe"
        folder.mkdir()
        for name in ("Alpha GmbH", "Beta AG"):
            answers_file(folder / f"{name} 1.json", "hr", name)
            answers_file(folder / f"{name} 2.json", "works-council", name, goal="no")
        person = meet(
            "Vergleichen, Tages",
            "Mehrere Betriebe",
            "Betriebe (4 Dateien)",
            "Mit den Namen",
            "Betriebsrat",
            "<",
            "Beenden",
        )
        assert not person.steps
        assert "Passen diese Betriebe zusammen?" in person.heard and "--party" not in person.heard

    def test_then_and_now_is_a_step_of_its_own(self, meet: Meet, stored: Stored):
        stored(HR, "hr"), stored("2026-11-20-nochei", "hr", goal="unsure")
        assert "Damals und heute vergleichen" not in meet("Beenden").labels(0), "both are of one day"
        stored("2026-03-01-altalt", "hr", day="2026-03-01", goal="no")
        person = meet("Damals und heute vergleichen", "<", "Beenden")
        assert "Damals" in person.heard and not person.steps


class TestManaging:
    def test_renaming_changes_the_name_alone(self, meet: Meet, stored: Stored, guide: Guide, data: Path):
        stored(HR, "hr")
        before = saved(guide, data)[HR]
        meet("Umbenennen", "Einen Betrieb umbenennen", "Muster GmbH", "Andere AG", "Beenden")
        after = saved(guide, data)[HR]
        assert after.organisation == "Andere AG"
        assert (after.answers, after.finished) == (before.answers, before.finished)

    def test_deleting_asks(self, meet: Meet, stored: Stored, guide: Guide, data: Path, monkeypatch: pytest.MonkeyPatch):
        from verbund_check.commands import delete

        stored(HR, "hr")
        monkeypatch.setattr(delete, "can_ask", lambda: True)
        meet("Umbenennen", "löschen", "Muster GmbH", "Nein", "Beenden")
        assert HR in saved(guide, data)

    def test_the_folder_is_named(self, meet: Meet, stored: Stored, data: Path, monkeypatch: pytest.MonkeyPatch):
        from verbund_check.path import managing

        stored(HR, "hr")
        shown: list[Path] = []
        monkeypatch.setattr(managing, "open_file", shown.append)
        person = meet("Umbenennen", "Ordner zeigen", "Beenden")
        assert str(data) in person.heard
        assert shown == [data]


class TestPaper:
    def test_blank(self, meet: Meet, home: Path):
        meet("Eckpunktepapier", "Leer", "Text (md)", "Dokumenten", "Nein, weiter", "Beenden")
        (path,) = (home / "Dokumente").iterdir()
        assert path.name == "eckpunkte.md"


def test_what_is_dragged_into_a_window():
    assert writing.unquoted('"C:\\Mein Ordner\\a.json"') == "C:\\Mein Ordner\\a.json"
    assert writing.unquoted("'/a b/c.json'") == "/a b/c.json"
    if os.sep == "/":
        assert writing.unquoted("/a\\ b/c.json") == "/a b/c.json"


class TestWhatFreshEyesSaw:
    def test_what_was_taken_in_is_never_the_next_result(self, meet: Meet, home: Path):
        """The works council reads in the file of HR before it has answered: Enter must not open HR's result."""
        answers_file(home / "Downloads" / "hr.json", "hr", goal={"value": "no", "note": "GEHEIM"})
        person = meet("Antworten aus einer Datei", "hr.json", "aufnehmen", "Beenden")
        assert person.labels()[0] == "Fragen beantworten"
        assert not [label for label in person.labels() if "Ergebnis" in label or "Bericht schreiben" in label]
        assert "GEHEIM" not in person.heard

    def test_a_firm_that_is_spelt_differently(self, meet: Meet, stored: Stored):
        stored(HR, "hr", "Bäckerei Müßiggang & Söhne GmbH")
        stored(BR, "works-council", "Bäckerei Müßiggang", goal="no")
        person = meet("Vergleichen", "Zwei Seiten", "Ja, vergleichen", "<", "Beenden")
        assert "Die Namen unterscheiden sich" in person.asked[2].facts
        assert "Einig in 26 von 27 Fragen" in person.heard
        person = meet("Vergleichen", "Zwei Seiten", "Nein", "Beenden")
        assert "Einig" not in person.heard

    def test_ones_own_is_not_finished(self, meet: Meet, stored: Stored, guide: Guide, data: Path):
        from msgspec.structs import replace

        stored(HR, "hr"), stored(BR, "works-council")
        store = assessment_store(data, guide)
        begun = store.load(BR)
        store.save(replace(begun, answers=dict(list(begun.answers.items())[:3]), finished=None))
        person = meet("Vergleichen", "Zwei Seiten", "Beenden")
        assert "Noch nicht fertig ist: Muster GmbH, Betriebsrat" in person.heard

    def test_a_wrong_path_is_asked_again(self, meet: Meet, home: Path):
        answers_file(home / "hr.json", "hr")
        (home / "kaputt.docx").write_bytes(bytes(range(256)))
        person = meet(
            "Antworten aus einer Datei", "andere Datei", str(home / "kaputt.docx"), str(home / "hr.json"), "aufnehmen",
            "Beenden",
        )  # fmt: skip
        assert "keine lesbare Word-Datei" in person.heard
        assert not person.steps
