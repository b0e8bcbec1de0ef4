"""`compare` as people use it: who is compared, what is shown to whom, what leaves the house."""

from __future__ import annotations

import io
import json
import re
import shutil
import zipfile
from pathlib import Path
from typing import Any

import pytest
import yaml

from domain.contract import READINESS, RISKS, SUCCESS, all_yes
from verbund_check.text import local_today

from .conftest import Run, Write
from .scripted import Scripted

DONE, BAD, INCOMPLETE = 0, 2, 3
CONTENT = Path(__file__).parents[2] / "content"


def text_of(path: Path) -> str:
    """All that a file tells, its hidden properties and packed parts included."""
    data = path.read_bytes()
    if path.suffix in (".docx", ".xlsx"):
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            return "\n".join(packed.read(name).decode("utf-8", "replace") for name in packed.namelist())
    if path.suffix == ".pdf":
        import zlib

        streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", data, re.S)
        unpacked = []
        for stream in streams:
            try:
                unpacked.append(zlib.decompress(stream))
            except zlib.error:
                unpacked.append(stream)
        return b"\n".join((data, *unpacked)).decode("latin-1")
    return data.decode("utf-8", "replace")


def words(text: str) -> str:
    """The words of a text without any layout."""
    return " ".join(re.findall(r"\w+", text))


class TestIncomplete:
    @pytest.mark.parametrize("missing", ["goal", "weak-steering", "fears", "reasons"])
    @pytest.mark.parametrize("turned", [False, True])
    def test_says_whose_is_missing_and_nothing_else(self, run: Run, write: Write, missing, turned):
        secret = {"value": "no", "note": "GEHEIM"}
        hr = write("hr", "Muster GmbH", "hr", contract=secret)
        council = write("br", "Muster GmbH", "works-council", balance=secret, **{missing.replace("-", "_"): None})
        pair = [council, hr] if turned else [hr, council]
        for options in ((), ("--agenda",), ("--agree",), ("--as", "firms"), ("--as", "time"), ("--format", "html")):
            result = run("compare", *pair, *options)
            assert (result.code, result.out) == (INCOMPLETE, "")
            assert "br" in result.err
            assert "Betriebsrat" in result.err
            assert "Personalabteilung" not in result.err
            assert "GEHEIM" not in result.err
        result = run("compare", *pair, "--json")
        assert result.code == INCOMPLETE
        party = {"id": "br", "organisation": "Muster GmbH", "party": "works-council"}
        assert result.json == {"schema": 1, "kind": "parties", "incomplete": [party]}

    def test_names_both_where_both_are_missing(self, run: Run, write: Write):
        pair = write("hr", "M", "hr", goal=None), write("br", "M", "works-council", goal=None)
        told = run("compare", *pair).err
        assert "hr (M, Personalabteilung); br (M, Betriebsrat)" in told

    def test_writes_no_file(self, run: Run, write: Write, tmp_path):
        pair = write("hr", "M", "hr"), write("br", "M", "works-council", goal=None)
        assert run("compare", *pair, "--output", tmp_path / "x.md").code == INCOMPLETE
        assert not (tmp_path / "x.md").exists()


class TestBlindness:
    """HR is done and the works council has begun, or the other way round, on one machine."""

    MARK = "nur-fuer-mich"

    @pytest.fixture(params=[("hr", "works-council"), ("works-council", "hr")])
    def sides(self, request, run: Run, write: Write) -> tuple[str, str]:
        """The parties (done, begun), both saved; every answer of each has a remark that names its side."""
        done, begun = request.param
        ids = READINESS + SUCCESS + RISKS
        marked = {id.replace("-", "_"): {"value": "no", "note": f"{self.MARK}-{done}"} for id in ids}
        assert run("assess", "--answers", write("a", "Muster", done, **marked), "--no-input").code == DONE
        some = {id: {"value": "unsure", "note": f"{self.MARK}-{begun}"} for id in ("benefit", "conviction", "goal")}
        rest = {id.replace("-", "_"): None for id in (*ids, "reasons", "fears") if id not in some}
        assert run("assess", "--answers", write("b", "Muster", begun, **rest, **some), "--no-input").code == INCOMPLETE
        return done, begun

    def saved(self, run: Run) -> dict[str, str]:
        return {row["party"]: row["id"] for row in run("list", "--json").json}

    def test_no_command_shows_the_other_sides_answers(self, run: Run, sides, tmp_path):
        ids = self.saved(run)
        both = [ids[side] for side in sides]
        for words_ in (
            ["list"],
            ["list", "--json"],
            ["export"],
            ["export", "--format", "json"],
            ["export", "--output", tmp_path / "x.md"],
            ["compare", *both],
            ["compare", *reversed(both), "--json"],
            ["compare", *both, "--agenda"],
            ["compare", *both, "--agree"],
            ["compare", tmp_path / "data"],
            ["show"],
            ["check"],
            ["rules", "--blank"],
            ["assess", "--blank"],
            ["completion", "bash"],
        ):
            result = run(*words_)
            assert self.MARK not in result.out + result.err, words_
            assert "Trifft nicht zu" not in result.out + result.err or "--blank" in words_, words_
        assert not (tmp_path / "x.md").exists()

    def test_export_without_a_name_is_refused(self, run: Run, sides):
        result = run("export")
        assert (result.code, result.out) == (BAD, "")
        assert "mehrerer Seiten" in result.err

    def test_answering_shows_ones_own_alone(self, run: Run, sides):
        done, begun = sides
        ids = self.saved(run)
        for words_ in (["assess", ids[begun]], ["assess", "--resume", "--party", begun]):
            result = run(*words_, "--plain", typed="0\n0\n1\nz\nz\nz\n")
            assert f"{self.MARK}-{begun}" in result.err
            assert f"{self.MARK}-{done}" not in result.out + result.err

    def test_beginning_anew_offers_and_shows_nothing_of_the_other_side(self, run: Run, sides):
        done, begun = sides
        result = run("assess", "--name", "Muster", "--party", done, "--stage", "planned", typed="1\nj\nz\nz\n")
        assert self.MARK not in result.out + result.err
        assert self.saved(run)[begun] not in result.err

    def test_the_guided_path_names_both_and_shows_only_what_is_chosen(self, run: Run, sides, monkeypatch):
        from path.person import Person
        from verbund_check.path import menu

        done, begun = sides
        label = {"hr": "Personalabteilung", "works-council": "Betriebsrat"}
        self.saved(run)
        person = Person("Gespeicherte", label[done], "Ergebnis ansehen", "<", "Beenden")
        monkeypatch.setattr(menu, "asker_for", lambda: person)
        menu.run()

        assert self.MARK not in repr(person.asked)
        assert f"{self.MARK}-{done}" in person.heard
        assert f"{self.MARK}-{begun}" not in person.heard

    def test_both_done_the_comparison_shows_both(self, run: Run, sides, write: Write):
        ids = self.saved(run)
        done, begun = sides
        other = write("c", "muster", begun, goal={"value": "yes", "note": f"{self.MARK}-{begun}"})
        result = run("compare", ids[done], other)
        assert result.code == DONE
        assert f"{self.MARK}-{done}" in " ".join(result.out.split())
        assert f"{self.MARK}-{begun}" in " ".join(result.out.split())


class TestAnonymous:
    FIRMS = ("Zahnrad Mayer", "Härterei Schwarz", "Drehteile Neckar", "Elektro Roth")

    def firms(self, write: Write, number: int) -> tuple[list[Path], list[str]]:
        """Files of firms, and every text in them that must not leave the house."""
        paths, secrets = [], []
        for n in range(number):
            name = self.FIRMS[n]
            note = f"Bemerkung{n}xyz"
            head = {"id": f"2025-03-0{n + 1}-geheim", "finished": f"2025-03-0{n + 1}T08:00:00Z"}
            values = {"contract": "no" if n == 0 else "yes", "goal": {"value": "yes", "note": note}}
            paths.append(write(f"datei{n}qq", name, ("hr", "works-council")[n % 2], head, **values))
            secrets += [name, *name.split(), note, head["id"], f"0{n + 1}.03.2025", f"2025-03-0{n + 1}", f"datei{n}qq"]
        return paths, [*secrets, "Personalabteilung", "Betriebsrat", "works-council", "geheim"]

    @pytest.mark.parametrize("form", ["md", "html", "docx", "pdf", "json", "xlsx"])
    @pytest.mark.parametrize("number", [2, 3, 4])
    def test_no_text_of_the_firms_is_in_any_format(self, run: Run, write: Write, tmp_path, form, number):
        paths, secrets = self.firms(write, number)
        target = tmp_path / f"raus.{form}"
        result = run("compare", *paths, "--anonymous", "--output", target)
        assert result.code == DONE
        leaves = text_of(target)
        for secret in secrets:
            assert secret.casefold() not in leaves.casefold(), secret
            assert secret.casefold() not in result.err.casefold(), secret
        assert "Betrieb" in leaves or form in ("pdf", "json")

    def test_nothing_of_it_on_the_screen_or_in_json(self, run: Run, write: Write):
        paths, secrets = self.firms(write, 4)
        for options in ((), ("--json",), ("--format", "md"), ("--format", "html")):
            shown = run("compare", *paths, "--anonymous", *options).out.casefold()
            assert not [secret for secret in secrets if secret.casefold() in shown]

    def test_distributions_over_fewer_than_three_are_not_shown(self, run: Run, write: Write):
        paths, _ = self.firms(write, 2)
        shown = run("compare", *paths, "--anonymous").out
        assert "Weniger als drei" in shown
        for word in ("Trifft", "1 von 2", "2 von 2", "erfüllt", "antreibt"):
            assert word not in shown
        data = run("compare", *paths, "--anonymous", "--json").json
        assert {factor["counts"] for factor in data["factors"]} == {None}

    @pytest.mark.parametrize("form", ["md", "json"])
    def test_what_is_shown_before_writing_is_what_is_written(self, run: Run, write: Write, tmp_path, form):
        paths, _ = self.firms(write, 4)
        target = tmp_path / f"raus.{form}"
        result = run("compare", *paths, "--anonymous", "--output", target)
        shown = result.err.split("In die Datei kommt genau das")[0]
        if form == "json":
            assert json.loads(shown) == json.loads(target.read_text("utf-8"))
            return
        written = words(target.read_text("utf-8"))
        for line in shown.splitlines():
            for cell in re.split(r" {2,}", re.sub(r"[█░─━┃•≈✗✓]", " ", line)):
                # A narrow screen says the head of a column again with each value.
                assert words(cell) in written or all(words(part) in written for part in cell.split(": ")), cell

    def test_a_format_that_makes_its_own_file_is_shown_before_as_well(
        self, run: Run, write: Write, tmp_path, monkeypatch
    ):
        monkeypatch.chdir(tmp_path)
        paths, _ = self.firms(write, 3)
        result = run("compare", *paths, "--anonymous", "--format", "docx")
        assert "In die Datei kommt genau das, was Sie oben sehen." in result.err
        assert (tmp_path / f"vergleich-anonym-{local_today()}.docx").exists(), "no firm stands in the name"

    @pytest.mark.parametrize("number", [3, 4])
    def test_no_single_firm_has_a_place_in_any_document(self, run: Run, write: Write, number):
        """Promise: only counts, no columns and no letters; whichever firm is named first makes no difference."""
        paths, _ = self.firms(write, number)
        for options in ((), ("--format", "md"), ("--json",)):
            there, back = (run("compare", *each, "--anonymous", *options).out for each in (paths, paths[::-1]))
            assert there == back
        page = run("compare", *paths, "--anonymous").out
        head = next(line for line in page.splitlines() if line.startswith("  Faktor "))
        assert head.split()[:2] == ["Faktor", "Antworten"]
        learning = " ".join(page.split("Voneinander lernen")[1].split())
        assert f"Kooperationsvertrag {number - 1} Betrieben einem Betrieb" in learning
        assert not re.search(r"\b[A-D]\b", page)

    def test_a_copied_file_makes_no_third_firm(self, run: Run, write: Write, tmp_path):
        """Promise: with a copy of its own file nobody gets at the other's answers."""
        paths, _ = self.firms(write, 2)
        for name, change in (("gleich", {}), ("ohne-kennung", {"id": None}), ("umbenannt", {"organisation": "Neu"})):
            copy = tmp_path / f"{name}.json"
            data = json.loads(paths[0].read_text("utf-8")) | change
            copy.write_text(json.dumps({key: value for key, value in data.items() if value is not None}), "utf-8")
            result = run("compare", *paths, copy, "--anonymous", "--json")
            assert (result.code, result.err) == (DONE, "Kopien zählen nicht doppelt: 1.\n")
            assert result.json["partners"]["count"] == 2
            assert {factor["counts"] for factor in result.json["factors"]} == {None}
            page = " ".join(run("compare", *paths, copy, "--anonymous").out.split())
            assert "Kopien, die nicht doppelt zählen: 1." in page
            assert "Weniger als drei" in page

    def test_a_firms_own_questions_do_not_tell_which_it_is(self, run: Run, write: Write, tmp_path, monkeypatch):
        from verbund_check.guide.loader import default_folder

        own = tmp_path / "eigene-inhalte"
        shutil.copytree(default_folder(), own)
        factors = (own / "factors.yaml").read_text("utf-8")
        extra = factors[factors.index("  - id: commitment") : factors.index("\nrisks:")]
        extra = re.sub(r"\n    earlier:\n      running:.*", "", extra).replace(
            "id: commitment", "id: our-stamping-press"
        )
        (own / "factors.yaml").write_text(factors.replace("\nrisks:", f"\n{extra}\nrisks:"), "utf-8")
        elsewhere = {"content": {"version": "9", "digest": "ab" * 32}, "finished": "2026-01-01T10:00:00Z"}
        paths = [write(f"a{n}", f"Werk {n}", "hr", elsewhere) for n in range(3)]
        file = write("s", "Stanzwerk", "hr", elsewhere, our_stamping_press="yes")
        for content in (None, own):
            if content:
                monkeypatch.setenv("VERBUND_CHECK_CONTENT", str(content))
            assert "our-stamping-press" in run("compare", *paths, file, "--json").json["changed"]
            for options in (("--json",), ("--format", "md"), ("--format", "html"), ()):
                result = run("compare", *paths, file, "--anonymous", *options)
                assert result.code == DONE
                assert "stamping" not in result.out
                assert "Nicht verglichen" not in result.out

    @pytest.mark.parametrize("reply", ["j", "n"])
    def test_on_a_terminal_nothing_is_written_before_the_person_agrees(
        self, run: Run, write: Write, tmp_path, monkeypatch, reply
    ):
        from verbund_check.commands import conversation
        from verbund_check.terminal import streams

        paths, _ = self.firms(write, 3)
        target = tmp_path / "raus.md"
        asker = Scripted(reply)
        monkeypatch.setattr(streams, "is_terminal", lambda stream: True)
        monkeypatch.setattr(conversation, "asker_for", lambda: asker)
        result = run("compare", *paths, "--anonymous", "--output", target)
        assert len(asker.asked) == 1
        assert "Passen diese Betriebe zusammen?" in result.err
        assert (result.code, target.exists()) == ((DONE, True) if reply == "j" else (BAD, False))

    def test_is_for_firms_alone(self, run: Run, write: Write):
        pair = write("hr", "M", "hr"), write("br", "M", "works-council")
        assert run("compare", *pair, "--anonymous").code == BAD


class TestKinds:
    def test_as_overrides(self, run: Run, write: Write):
        a, b = write("a", "M", "hr"), write("b", "N", "hr")
        for wanted in ("parties", "time", "firms", "FIRMS"):
            assert run("compare", a, b, "--as", wanted, "--json").json["kind"] == wanted.lower()

    @pytest.mark.parametrize(("german", "kind"), [("seiten", "parties"), ("Zeit", "time"), ("BETRIEBE", "firms")])
    def test_as_understands_german(self, run: Run, write: Write, german, kind):
        a, b = write("a", "M", "hr"), write("b", "N", "hr")
        assert run("compare", a, b, "--as", german, "--json").json["kind"] == kind

    UNCLEAR = (
        (("M", "hr"), ("N", "works-council"), ("„M“", "„N“", "--as parties", "--as firms")),
        (("M GmbH", "hr"), ("M AG", "works-council"), ("„M GmbH“", "„M AG“", "--as parties", "--as firms")),
        (("M GmbH", "hr"), ("M AG", "hr"), ("„M GmbH“", "„M AG“", "--as time", "--as firms")),
        (("M", "hr"), ("M", "hr"), ("--as parties", "--as time", "--as group")),
    )

    @pytest.mark.parametrize(("first", "second", "words_"), UNCLEAR)
    def test_what_is_no_clear_case_is_refused_with_the_ways_on(self, run: Run, write: Write, first, second, words_):
        pair = write("eins", *first, goal={"value": "no", "note": "GEHEIM"}), write("zwei", *second)
        for options in ((), ("--json",), ("--agenda",), ("--agree",), ("--format", "md")):
            result = run("compare", *pair, *options)
            assert (result.code, result.out) == (BAD, "")
            assert result.err.count("\n") == 1
            assert all(word in result.err for word in (*words_, "eins.json", "zwei.json")), result.err
            assert "GEHEIM" not in result.err

    @pytest.mark.parametrize(("first", "second", "words_"), UNCLEAR)
    @pytest.mark.parametrize("reply", [0, 1, "k"])
    def test_a_terminal_is_asked_before_anything_is_shown(
        self, run: Run, write: Write, monkeypatch, first, second, words_, reply
    ):
        from verbund_check.commands import conversation
        from verbund_check.terminal import streams

        pair = write("eins", *first, goal={"value": "no", "note": "GEHEIM"}), write("zwei", *second)
        kinds = [word.removeprefix("--as ") for word in words_ if word.startswith("--as ") and "group" not in word]
        asker = Scripted(reply if reply == "k" else kinds[reply])
        monkeypatch.setattr(streams, "is_terminal", lambda stream: True)
        monkeypatch.setattr(conversation, "asker_for", lambda: asker)
        result = run("compare", *pair, "--json")
        (prompt,) = asker.asked
        assert [choice.value for choice in prompt.choices] == [*kinds, ""]
        assert all(word in prompt.explanation for word in words_)
        assert "GEHEIM" not in repr(prompt)
        if reply == "k":
            assert (result.code, result.out) == (BAD, "")
        else:
            assert (result.code, result.json["kind"]) == (DONE, kinds[reply])

    def test_the_same_file_twice_is_no_comparison(self, run: Run, write: Write, tmp_path):
        a, b = write("a", "M", "hr"), write("b", "M", "works-council")
        (tmp_path / "ordner").mkdir()
        twice = tmp_path / "ordner" / ".." / "a.json"
        for words_ in ([a, a], [a, twice]):
            result = run("compare", *words_)
            assert (result.code, result.out) == (BAD, "")
            assert "zweimal dieselbe Einschätzung" in result.err
            assert "a.json" in result.err
        result = run("compare", a, b, a, "--json")
        assert (result.code, result.json["kind"]) == (DONE, "parties")
        assert re.fullmatch(r"Kopien zählen nicht doppelt: \S+a\.json\.\n", result.err)

    def test_a_copy_in_a_pair_counts_once_and_the_later_one_counts(self, run: Run, write: Write):
        head = {"id": "hr-1", "finished": "2026-01-01T10:00:00Z"}
        old = write("alt", "M", "hr", head)
        new = write("neu", "M", "hr", {**head, "finished": "2026-02-01T10:00:00Z"}, goal="no")
        council = write("br", "M", "works-council")
        for files in ([old, new, council], [new, council, old]):
            result = run("compare", *files, "--json")
            assert [split["id"] for split in result.json["splits"]] == ["goal"]
            assert "alt.json" in result.err
            assert "neu.json" not in result.err
        refused = run("compare", old, new)
        assert (refused.code, refused.out) == (BAD, "")
        assert "zweimal dieselbe Einschätzung" in refused.err

    def test_a_folder_with_both_sides_of_some_firms(self, run: Run, write: Write, tmp_path):
        folder = tmp_path / "viele"
        folder.mkdir()
        for name, organisation, party in (
            ("a-hr", "Firma A GmbH", "hr"), ("a-br", "Firma A", "works-council"), ("a-zusammen", "firma a", "joint"),
            ("b-hr", "Firma B", "hr"), ("c-hr", "Firma C", "hr"), ("c-br", "Firma C", "works-council"),
        ):  # fmt: skip
            shutil.move(write(name, organisation, party), folder / f"{name}.json")
        refused = run("compare", folder, "--json")
        assert (refused.code, refused.out) == (BAD, "")
        assert all(word in refused.err for word in ("„Firma C“", "c-br.json, c-hr.json", "--party"))
        assert "a-hr" not in refused.err
        for given, counted in (("hr", "c-hr"), ("Betriebsrat", "c-br")):
            result = run("compare", folder, "--party", given, "--json")
            assert [side["id"] for side in result.json["assessments"]] == sorted(["a-zusammen", "b-hr", counted])
            assert "Für jeden Betrieb zählt eine Einschätzung" in result.err
        page = " ".join(run("compare", folder, "--party", "hr").out.split())
        assert "die neueste gemeinsame, wo es eine gibt" in page
        assert run("compare", folder, "--party", "niemand").code == BAD

    def test_options_that_do_not_go_together(self, run: Run, write: Write):
        hr, council, other = write("hr", "M", "hr"), write("br", "M", "works-council"), write("x", "X", "hr")
        for words_ in (
            [hr, council, "--agenda", "--agree"],
            [hr, other, "--agenda"],
            [hr, other, "--agree"],
            [hr, council, "--as", "time", "--agenda"],
            [hr, council, "--format", "csv"],
            [hr, council, "--as", "sides"],
            [hr, council, "--as", "firms"],
            [hr, council, "--party", "hr"],
            [hr, council, "--as", "group"],
            [hr, council, other, "--as", "group"],
            [hr, council, write("gl", "M", "management"), "--as", "group", "--agenda"],
            [hr, council, write("gl", "M", "management"), "--as", "group", "--anonymous"],
            [hr, council, write("gl", "M", "management")],
        ):
            result = run("compare", *words_)
            assert (result.code, result.out) == (BAD, ""), words_

    def test_an_existing_file_is_refused_before_anything_is_asked(self, run: Run, write: Write, tmp_path):
        pair = write("hr", "M", "hr", goal="no"), write("br", "M", "works-council")
        (tmp_path / "da.md").write_text("alt", "utf-8")
        result = run("compare", *pair, "--agree", "--output", tmp_path / "da.md", typed="j\n\n")
        assert (result.code, result.out) == (BAD, "")
        assert "Punkt 1" not in result.err

    def test_files_of_the_same_name_stay_apart(self, run: Run, write: Write, tmp_path):
        each = []
        for folder, organisation in (("eins", "A"), ("zwei", "B"), ("drei", "C")):
            (tmp_path / folder).mkdir()
            each.append(shutil.move(write("a", organisation, "hr"), tmp_path / folder / "a.json"))
        each.append(write("a-2", "D", "hr"))
        ids = [side["id"] for side in run("compare", *each, "--json").json["assessments"]]
        assert len(set(ids)) == 4
        assert {"a", "a-2"} <= set(ids)


class TestGroup:
    """Several people of one firm: only counts, in every format."""

    PEOPLE = ("Frau Adam", "Herr Baer", "Frau Celik", "Herr Drews")

    @pytest.mark.parametrize("form", ["md", "html", "docx", "pdf", "json", "xlsx"])
    def test_nobody_can_be_told(self, run: Run, write: Write, tmp_path, form):
        files, secrets = [], ["Muster", "Personalabteilung", "Betriebsrat", "works-council", "NOTIZ"]
        for n, person in enumerate(self.PEOPLE):
            name = person.split()[1].lower()
            head = {"id": f"2025-03-0{n + 1}-{name}", "finished": f"2025-03-0{n + 1}T08:00:00Z"}
            head["notes"] = {"reasons": f"NOTIZ {person}"}
            values = {"contract": ("yes", "no")[n % 2], "goal": {"value": "no", "note": f"NOTIZ {person}"}}
            files.append(write(name, "Muster", ("hr", "works-council")[n % 2], head, **values))
            secrets += [name, head["id"], f"0{n + 1}.03.2025", f"2025-03-0{n + 1}"]
        target = tmp_path / f"gruppe.{form}"
        result = run("compare", *files, "--as", "group", "--output", target)
        assert result.code == DONE
        leaves = text_of(target)
        for secret in secrets:
            assert secret.casefold() not in leaves.casefold(), secret
        for other in (files[::-1], [files[2], files[0], files[3], files[1]]):
            again = run("compare", *other, "--as", "group", "--json").out
            assert again == run("compare", *files, "--as", "group", "--json").out

    def test_page(self, run: Run, write: Write):
        values = ("yes", "no", "no", "unsure")
        files = [write(f"p{n}", "M", "hr", contract=value, goal="no") for n, value in enumerate(values)]
        page = run("compare", *files, "--as", "group", "--format", "md").out
        flat = " ".join(page.split())
        assert "4 Personen aus einem Betrieb" in flat
        assert page.startswith("# Geteilter Meinung bei 1 von 27 Fragen: Kooperationsvertrag")
        rows = [re.sub(r"[ *\u00a0]+", " ", line) for line in page.splitlines()]
        assert "| Kooperationsvertrag | ● 2 · ? 1 · ○ 1 | keine Mehrheit |" in rows
        assert "| Ziel | ● 4 | ● Nein |" in rows

    def test_an_incomplete_one_is_named_and_nothing_is_shown(self, run: Run, write: Write):
        files = [write(f"p{n}", "M", "hr", **({"goal": None} if n == 1 else {})) for n in range(3)]
        result = run("compare", *files, "--as", "group")
        assert (result.code, result.out) == (INCOMPLETE, "")
        assert "p1 (M, Personalabteilung)" in result.err
        assert "p0" not in result.err

    def test_fewer_than_three_are_refused(self, run: Run, write: Write):
        two = [write(f"p{n}", "M", "hr", {"id": f"p-{n}"}) for n in range(2)]
        for files in (two, [*two, two[0]], [*two, shutil.copy(two[0], two[0].with_name("kopie.json"))]):
            result = run("compare", *files, "--as", "group", "--json")
            assert (result.code, result.out) == (BAD, "")
            assert all(word in result.err for word in ("drei", "p0.json", "p1.json", "--as parties"))


class TestFolder:
    def test_damaged_files_are_named_and_not_fatal(self, run: Run, write: Write, tmp_path):
        folder = tmp_path / "viele"
        folder.mkdir()
        for n in range(4):
            shutil.move(write(f"f{n}", f"Firma {n}", "hr"), folder / f"f{n}.json")
        (folder / "kaputt.json").write_bytes(b'{"answers": {')
        (folder / "fremd.yaml").write_text("foo: bar\n", "utf-8")
        (folder / "leer.json").write_bytes(b"")
        (folder / "notiz.txt").write_text("nichts", "utf-8")
        (folder / "2026-01-01-abcdef.paper.json").write_text("{}", "utf-8")
        result = run("compare", folder, "--json")
        assert result.code == DONE
        assert result.json["partners"]["count"] == 4
        named = re.findall(r"Nicht lesbar, wird übergangen: ([\w.]+)", result.err)
        assert sorted(named) == ["fremd.yaml", "kaputt.json", "leer.json"]

    def test_they_are_named_too_where_too_few_are_left(self, run: Run, write: Write, tmp_path):
        folder = tmp_path / "viele"
        folder.mkdir()
        shutil.move(write("f", "Firma", "hr"), folder / "f.json")
        (folder / "kaputt.json").write_bytes(b"{")
        result = run("compare", folder)
        assert (result.code, result.out) == (BAD, "")
        assert "kaputt.json" in result.err
        assert "mindestens zwei" in result.err


class TestOtherContent:
    @pytest.fixture
    def other(self, tmp_path: Path) -> Path:
        """A content folder in which a question is worded differently and another one was added."""
        folder = tmp_path / "anders"
        shutil.copytree(CONTENT, folder)
        factors = yaml.safe_load((folder / "factors.yaml").read_text("utf-8"))
        factors["success"][1]["statement"]["planned"] = "Alle haben etwas davon."
        extra = json.loads(json.dumps(factors["success"][9]))
        factors["success"].append({**extra, "id": "patience", "title": "Geduld"})
        (folder / "factors.yaml").write_text(yaml.safe_dump(factors, allow_unicode=True, sort_keys=False), "utf-8")
        return folder

    def reports(self, run: Run, write: Write, other: Path, monkeypatch: Any, tmp_path: Path, *names: str) -> list[Path]:
        """JSON reports: the first made on our content, the second on the other one."""
        files = []
        for number, content in enumerate((CONTENT, other)):
            monkeypatch.setenv("VERBUND_CHECK_CONTENT", str(content))
            organisation, party = names[number].split(":")
            extra = {} if number == 0 else {"patience": "no"}
            made = run(
                "assess", "--no-input", "--json", "--answers",
                write(f"x{number}", organisation, party, goal=("yes", "no")[number], **extra),
            )  # fmt: skip
            assert made.code == DONE, made.err
            files.append(tmp_path / f"bericht{number}.json")
            files[-1].write_text(made.out, "utf-8")
        return files

    @pytest.mark.parametrize("present", ["ours", "other"])
    @pytest.mark.parametrize("turned", [False, True])
    def test_what_is_unchanged_is_compared_and_the_rest_is_named(
        self, run: Run, write: Write, other, monkeypatch, tmp_path, present, turned
    ):
        files = self.reports(run, write, other, monkeypatch, tmp_path, "M:hr", "M:works-council")
        monkeypatch.setenv("VERBUND_CHECK_CONTENT", str(CONTENT if present == "ours" else other))
        files = files[::-1] if turned else files
        result = run("compare", *files, "--json")
        assert result.code == DONE, result.err
        assert sorted(result.json["changed"]) == ["balance", "patience"]
        assert result.json["unchanged"] == [id for id in READINESS + SUCCESS + RISKS if id != "balance"]
        assert result.json["agreement"] == {"same": 25, "of": 26}
        assert [split["id"] for split in result.json["splits"]] == ["goal"]
        page = run("compare", *files).out
        shown = page.split("Nicht verglichen")[1]
        assert "Geben und Nehmen" in shown
        assert ("„patience“" if present == "ours" else "Geduld") in shown

    def test_firms_too(self, run: Run, write: Write, other, monkeypatch, tmp_path):
        files = self.reports(run, write, other, monkeypatch, tmp_path, "M:hr", "N:hr")
        for content in (CONTENT, other):
            monkeypatch.setenv("VERBUND_CHECK_CONTENT", str(content))
            result = run("compare", *files, "--json")
            assert sorted(result.json["changed"]) == ["balance", "patience"]
            assert [each["id"] for each in result.json["factors"]] == [id for id in SUCCESS + RISKS if id != "balance"]
            assert run("compare", *files).code == DONE

    def test_both_can_agree_all_the_same(self, run: Run, write: Write, other, monkeypatch, tmp_path):
        files = self.reports(run, write, other, monkeypatch, tmp_path, "M:hr", "M:works-council")
        monkeypatch.setenv("VERBUND_CHECK_CONTENT", str(other))
        result = run("compare", *files, "--agree", "--json", typed="Frau Adam\nj\nt\nj\n\n")
        assert result.code == DONE, result.err
        assert "war bei beiden verschieden formuliert" in " ".join(result.err.split())
        values = {id: answer["value"] for id, answer in result.json["answers"].items() if isinstance(answer, dict)}
        assert (values["goal"], values["balance"], values["patience"]) == ("yes", "partly", "yes")
        assert result.json["complete"]

    def test_an_unfinished_one_on_other_content_is_still_missing(
        self, run: Run, write: Write, other, monkeypatch, tmp_path
    ):
        files = self.reports(run, write, other, monkeypatch, tmp_path, "M:hr", "M:works-council")
        report = json.loads(files[0].read_text("utf-8"))
        del report["answers"]["goal"]
        files[0].write_text(json.dumps({**report, "finished": None}), "utf-8")
        assert run("compare", *files).code == INCOMPLETE


class TestDocuments:
    def test_a_pair_shows_counts_splits_remarks_and_what_to_read(self, run: Run, write: Write):
        hr = write(
            "hr", "Muster", "hr", coordinator={"value": "no", "note": "Wer denn?"}, goal="unsure", contract="partly"
        )
        council = write("br", "Muster", "works-council", goal={"value": "yes", "note": "Steht im Konzept"})
        page = " ".join(run("compare", hr, council, "--format", "md").out.split())
        assert "24 von 27" in page
        order = [page.index(word) for word in ("Koordination", "Wer denn?", "Kooperationsvertrag", "Steht im Konzept")]
        assert order == sorted(order)
        assert "besonders wichtig" in page
        assert "[Zum Nachlesen](#lesen-factors)" in page
        read = page.split("## Zum Nachlesen")[1]
        assert "Die Aufgabe kann eine volle Stelle sein" in read, "on paper the passage stands behind"
        assert "(regeln)" not in page
        screen = " ".join(run("compare", hr, council).out.split())
        assert "Welche Regeln brauchen wir? (regeln) Koordination, Kooperationsvertrag" in screen
        assert "Wie lösen wir Streit" not in screen

    def test_the_agenda_has_room_for_what_comes_of_each_point(self, run: Run, write: Write):
        hr = write(
            "hr", "Muster", "hr", coordinator={"value": "no", "note": "Wer denn?"}, goal="unsure", contract="partly",
            slow_pace={"value": "yes", "note": "Ein Jahr nur für die Suche"}, partners="unsure", management="no",
        )  # fmt: skip
        council = write(
            "br", "Muster", "works-council", reasons=["learning"], slow_pace="yes", partners="unsure", management="no"
        )
        page = run("compare", hr, council, "--agenda").out
        for label in ("Datum und Ort", "Leitung", "Dabei", "Protokoll", "Nächster Termin", "Unterschrift Betriebsrat"):
            assert f"{label}: ___" in page
        # Two splits, one where one side is unsure, reasons, and two on which both agree that they hinder.
        assert page.startswith("  Tagesordnung: 6 Punkte, etwa 45 Minuten\n")
        flat = " ".join(page.split())
        assert flat.count("Ergebnis: ___") == flat.count("Wer, bis wann: ___") == 6
        assert flat.count("☐ einig ☐ vertagt ☐ kein Konsens") == 5
        assert flat.count("☐ besprochen") == 1
        assert "Wer denn?" in page
        assert "Voraussichtlich kümmert sich jederzeit eine Person um Koordination" in flat
        heads = [
            re.search(head, flat).start()  # type: ignore[union-attr]
            for head in (
                r"Schon einig, und das hilft \(21\)", "Gegensätzlich – etwa 5 Minuten", r"1 ?Koordination ",
                "Nah beieinander – etwa 5 Minuten", "2 ?Kooperationsvertrag ", "Das weiß nur eine Seite", "3 ?Ziel ",
                "Das hat nur eine Seite genannt", "4 ?Gründe – Von anderen lernen",
                "Einig, und das hindert: Wer fängt an", "5 ?Geschäftsleitung ", "6 ?Zu langsames Tempo ",
                "Personalabteilung: Ein Jahr nur", "Das wissen beide nicht: Wer findet es heraus", "Partner ",
                "Partner suchen",
            )
        ]  # fmt: skip
        assert heads == sorted(heads)
        assert "Ausstieg beraten" not in page, "that is for an alliance at work"

    NO = dict.fromkeys([id.replace("-", "_") for id in READINESS + SUCCESS], "no") | dict.fromkeys(
        [id.replace("-", "_") for id in RISKS], "yes"
    )
    UNSURE = dict.fromkeys([id.replace("-", "_") for id in READINESS + SUCCESS + RISKS], "unsure")

    @pytest.mark.parametrize(
        ("answers", "words", "points"),
        [
            (NO, ("fehlt überwiegend", "ungünstig"), 27),
            (UNSURE, ("noch offen", "noch unklar"), 0),
            ({"coordinator": "no"}, ("überwiegt", "gemischt", "● Trifft nicht zu ● Trifft nicht zu"), 1),
        ],
    )
    def test_two_sides_that_agree_are_told_on_what(self, run: Run, write: Write, answers, words, points):
        """Promise: „einig“ is no praise; without the tick on both sides none is shown, and no agenda is empty."""
        pair = write("hr", "M", "hr", **answers), write("br", "M", "works-council", **answers)
        for options in ((), ("--agenda",)):
            page = run("compare", *pair, *options).out
            flat = " ".join(page.replace("┃", "").split())
            assert "✓" not in page
            assert "sprechen überwiegend dafür" not in flat
            assert all(word in flat for word in words), flat
            if options:
                assert "sind sich überall einig" in flat
                assert page.count("Ergebnis:") == points
                assert ("Das wissen beide nicht: Wer findet es heraus?" in flat) == (answers is self.UNSURE)
            else:
                assert "Ob das für einen Verbund spricht, ist damit noch nicht gesagt" in flat
                assert f"Einig, aber nicht günstig ({1 if points == 1 else 27})" in flat

    def test_the_tick_is_for_two_good_results_that_are_alike(self, run: Run, write: Write):
        pair = write("hr", "M", "hr"), write("br", "M", "works-council")
        page = " ".join(run("compare", *pair).out.replace("┃", "").split())
        assert "✓ 27 von 27 Fragen" in page
        assert "beide Ergebnisse sprechen überwiegend dafür" in page
        agenda = " ".join(run("compare", *pair, "--agenda").out.split())
        assert "sind sich überall einig" in agenda
        assert "Schon einig, und das hilft (27)" in agenda
        quick = {id.replace("-", "_"): None for id in (*SUCCESS, *RISKS, "reasons", "fears")}
        short = [write(n, "M", p, {"scope": "quick"}, **quick) for n, p in (("a", "hr"), ("b", "works-council"))]
        assert "✓" not in run("compare", *short).out

    def test_what_others_have_written_beside_the_lists_is_shown(self, run: Run, write: Write):
        hr = write("hr", "M", "hr", {"notes": {"reasons": "Nachwuchs", "fears": "Werksspionage"}})
        council = write("br", "M", "works-council")
        for options in ((), ("--agenda",)):
            page = " ".join(run("compare", hr, council, *options).out.split())
            assert page.count("Personalabteilung: Anderes: Nachwuchs") == 1
            assert page.count("Personalabteilung: Anderes: Werksspionage") == 1
        firms = [hr, write("n", "N", "hr", {"notes": {"fears": "Preisdruck"}})]
        page = " ".join(run("compare", *firms).out.split())
        written = page.split("Außerdem genannt")[1]
        assert re.search(
            r"M .*Gründe: Nachwuchs .*Befürchtungen: Werksspionage.* N .*Befürchtungen: Preisdruck", written
        )
        more = [*firms, write("o", "O", "hr")]
        assert not [w for w in ("Nachwuchs", "Preisdruck") if w in run("compare", *more, "--anonymous").out]

    def test_learning_from_each_other_is_said_of_what_can_be_taught(self, run: Run, write: Write):
        changes = {"coordinator": "no", "contract": "no", "proximity": "no", "partner_count": "no", "balance": "no"}
        files = [write("a", "A", "hr"), write("b", "B", "hr", **changes)]
        page = run("compare", *files).out
        learning, judged = page.split("Voneinander lernen")[1].split("Verschieden beurteilt")
        for part, titles in (
            (learning, ("Koordination", "Kooperationsvertrag")),
            (judged, ("Geben und Nehmen", "Räumliche Nähe", "Zahl der Partner")),
        ):
            rows = re.findall(r"^  (\S.*?)  +A +B$", part, re.M)
            assert tuple(rows) == titles

    @pytest.mark.parametrize("number", [2, 8, 9, 30])
    def test_several_firms_have_each_factor_on_one_row(self, run: Run, write: Write, number):
        values = ("yes", "no", "partly", "unsure")
        files = [write(f"f{n}", f"Firma {n}", "hr", contract=values[n % 4]) for n in range(number)]
        page = run("compare", *files).out
        assert max(map(len, page.splitlines())) <= 80
        table = run("compare", *files, "--format", "md").out.replace("\u00a0", " ")
        (row,) = (line for line in table.splitlines() if line.startswith("| Kooperationsvertrag") and "alle" in line)
        cells = [cell.strip() for cell in row.strip("|").split("|")]
        signs = [sign for n in range(number) for sign in "○●◐?"[n % 4]]
        if number <= 8:
            assert [cell.strip("*")[0] for cell in cells[1:-2]] == signs
            assert cells[-2] == str(signs.count("●"))
        else:
            assert cells[1] == " · ".join(f"{sign} {signs.count(sign)}" for sign in "●◐?○")
        if number > 24:
            assert "Firma 1" not in page, "on the screen the list would push the result away"
            assert "--output" in page
            assert "| Firma 1 " in table.split("Die Betriebe im Einzelnen")[1]

    @pytest.mark.parametrize(
        ("changes", "line"),
        [
            ([{"balance": "partly"}, {}], "Nicht bei allen erfüllt Geben und Nehmen"),
            ([{"balance": "unsure"}, {}], "Als Erfolgsfaktor noch offen Geben und Nehmen"),
            ([{"coordinator": "partly"}, {"coordinator": "yes"}], "Nicht bei der Mehrheit erfüllt Koordination"),
            ([{"chemistry": "unsure"}, {}], "Als Risiko noch offen Fehlende Chemie"),
            ([{"chemistry": "yes"}, {}], "Zeigt sich Fehlende Chemie"),
        ],
    )
    def test_below_the_title_stands_what_is_with_each_factor(self, run: Run, write: Write, monkeypatch, changes, line):
        monkeypatch.setenv("COLUMNS", "120")
        files = [write(f"f{n}", f"Firma {n}", "hr", **change) for n, change in enumerate(changes)]
        page = " ".join(run("compare", *files).out.split())
        assert line in page
        title = page.split("━")[0].strip()
        assert title.startswith(("Vorsicht: ", "Erst klären: "))
        assert line.endswith(title.split(": ")[1])

    def test_firms_that_fit_are_not_told_that_no_risk_was_seen_anywhere(self, run: Run, write: Write):
        files = [
            write("a", "A", "hr", chemistry="partly"),
            write("b", "B", "hr", little_exchange="yes"),
            write("c", "C", "hr"),
        ]
        page = " ".join(run("compare", *files, "--format", "md").out.split())
        assert "keines der wichtigsten Risiken gilt für den ganzen Verbund" in page
        assert "jedes „teilweise“ und jedes einzelne „trifft zu“" in page
        assert (
            "Nach den Regeln unten gelten 10 von 10 Erfolgsfaktoren und 0 von 10 Risiken für den ganzen Verbund" in page
        )

    @pytest.mark.parametrize("number", [3, 8, 9])
    def test_on_a_narrow_screen_a_factor_has_its_strip(self, run: Run, write: Write, number, monkeypatch):
        monkeypatch.setenv("COLUMNS", "40")
        files = [write(f"f{n}", f"Firma {n}", "hr", contract=("yes", "no")[n % 2]) for n in range(number)]
        lines = [line.strip().replace("\u00a0", " ") for line in run("compare", *files).out.splitlines()]
        lines = lines[lines.index("Erfolgsfaktoren") :]
        at = next(n for n, line in enumerate(lines) if line.startswith("Kooperationsvertrag"))
        record = " ".join(lines[at : at + lines[at:].index("")])
        assert re.findall("[○●]", record) == (["●", "○"] if number == 9 else list("○●○●○●○●"[:number]))
        if number == 9:
            assert "● 4 · ○ 5" in record

    def test_quick_ones_among_firms_are_said(self, run: Run, write: Write):
        short = {id.replace("-", "_"): None for id in (*SUCCESS, *RISKS, "reasons", "fears")}
        files = [write("a", "A", "hr"), write("b", "B", "hr"), write("c", "C", "hr", {"scope": "quick"}, **short)]
        page = " ".join(run("compare", *files).out.split())
        assert "Nur zur Bereitschaft geantwortet: 1 von 3 Betrieben." in page
        assert "sie gilt nicht als Zustimmung" in page
        assert re.search(r"Koordination.*?○ Trifft zu ○ Trifft zu nicht gefragt", page)

    def test_over_time_tells_what_is_done_open_and_new(self, run: Run, write: Write):
        old = write(
            "alt", "M", "hr", {"finished": "2025-01-01T10:00:00Z"},
            coordinator="no", contract="partly", transparency="unsure",
        )  # fmt: skip
        new = write(
            "neu", "M", "hr", {"finished": "2026-01-01T10:00:00Z"},
            contract="no", chemistry="unsure", slow_pace="partly", transparency="no",
        )  # fmt: skip
        page = run("compare", new, old).out
        assert "Damals (01.01.2025) und Heute (01.01.2026)" in " ".join(page.split())
        lists = re.findall(
            r"\n  Maßnahmen, (nicht mehr nötig|neu dazugekommen|weiter auf der Liste) \((\d)\)\n    (.+)\n", page
        )
        told = {key: set(text.split(", ")) for key, _, text in lists}
        assert all(int(number) == len(told[key]) for key, number, _ in lists)
        assert told == {
            "nicht mehr nötig": {"Koordination"},
            # What is not known any more calls for no measure; what was not known and is no now does.
            "neu dazugekommen": {"Zu langsames Tempo", "Transparenz und Vertrauen"},
            "weiter auf der Liste": {"Kooperationsvertrag"},
        }

    @pytest.mark.parametrize(
        ("id", "then", "now", "heading"),
        [
            ("coordinator", "no", "yes", "Besser geworden"),
            ("coordinator", "partly", "yes", "Besser geworden"),
            ("coordinator", "yes", "no", "Schlechter geworden"),
            ("coordinator", "no", "unsure", "Jetzt ungeklärt"),
            ("coordinator", "yes", "unsure", "Jetzt ungeklärt"),
            ("coordinator", "unsure", "yes", "Jetzt geklärt"),
            ("coordinator", "unsure", "no", "Jetzt geklärt"),
            ("goal", "no", "unsure", "Jetzt ungeklärt"),
            ("chemistry", "yes", "unsure", "Jetzt ungeklärt"),
            ("chemistry", "unsure", "no", "Jetzt geklärt"),
            ("chemistry", "yes", "partly", "Besser geworden"),
            ("chemistry", "no", "yes", "Schlechter geworden"),
        ],
    )
    def test_better_and_worse_are_said_of_definite_answers_alone(self, run: Run, write: Write, id, then, now, heading):
        """Promise: whoever knows less today is not better off; the lists of the JSON are as the contract reckons them."""
        old = write("alt", "M", "hr", {"finished": "2025-01-01T10:00:00Z"}, **{id: then})
        new = write("neu", "M", "hr", {"finished": "2026-01-01T10:00:00Z"}, **{id: now})
        page = run("compare", old, new, "--format", "md").out
        headings = {"Besser geworden", "Schlechter geworden", "Jetzt geklärt", "Jetzt ungeklärt"}
        assert {each for each in headings if f"{each} (1)" in page} == {heading}
        data = run("compare", old, new, "--json").json
        assert len(data["better"]) + len(data["worse"]) == 1

    def test_over_time_without_any_change(self, run: Run, write: Write):
        dated = [{"finished": f"202{n}-01-01T10:00:00Z"} for n in (5, 6)]
        page = run("compare", write("a", "M", "hr", dated[0]), write("b", "M", "hr", dated[1])).out
        assert "27 von 27" in page
        assert "hat sich keine Antwort verändert" in " ".join(page.split())

    def test_shared_reasons_and_fears_of_several_firms(self, run: Run, write: Write):
        files = [
            write("a", "A", "hr", reasons=["learning"], fears=["antitrust", "poaching"]),
            write("b", "B", "hr", reasons=["learning", "broader-offer"], fears=["antitrust"]),
        ]
        page = " ".join(run("compare", *files, "--format", "md").out.split())
        assert "Das wollen alle: Von anderen lernen" in page
        often, once = "Bei Weiterbildung ist die Gefahr allerdings klein", "Es ist genau umgekehrt"
        assert page.index(often) < page.index(once), "what several name stands first, and each has its reply"
        alone = [write("c", "C", "hr", reasons=["learning"]), write("d", "D", "hr", reasons=["cost-and-risk"])]
        assert "Einen Grund, der alle verbindet, gibt es noch nicht" in " ".join(run("compare", *alone).out.split())

    def test_a_firm_without_a_name_and_two_organisations_by_force(self, run: Run, write: Write):
        a, b = write("a", "", "hr", goal="no"), write("b", "B", "works-council")
        assert "B" in run("compare", a, b).out, "in a pair an empty name is the other's"
        assert "ohne Namen" in run("compare", a, b, "--as", "firms").out
        other = write("c", "C", "hr")
        assert "B / C" in run("compare", b, other, "--as", "parties").out

    @pytest.mark.parametrize("options", [(), ("--agenda",)])
    def test_sides_at_different_stages_are_told_apart_even_where_they_agree(self, run: Run, write: Write, options):
        hr = write("hr", "M", "hr", {"stage": "planned"})
        council = write("br", "M", "works-council", {"stage": "running"})
        page = " ".join(run("compare", hr, council, *options, "--format", "md").out.split())
        told = "Personalabteilung – geplanter Verbund, Betriebsrat – laufender Verbund"
        assert page.index(told) < page.index("Bereitschaft")
        assert "beide Ergebnisse sprechen überwiegend dafür" not in page
        assert "✓" not in page

    def test_over_time_at_different_stages(self, run: Run, write: Write):
        old = write("a", "M", "hr", {"stage": "planned", "finished": "2025-01-01T10:00:00Z"})
        new = write("b", "M", "hr", {"stage": "running", "finished": "2026-01-01T10:00:00Z"})
        page = " ".join(run("compare", old, new, "--format", "md").out.split())
        assert "damals geplanter Verbund, heute laufender Verbund" in page

    @pytest.mark.parametrize("form", ["md", "html", "docx", "pdf"])
    def test_every_format_of_every_kind_can_be_written(self, run: Run, write: Write, tmp_path, form):
        hr, council = write("hr", "M", "hr", goal="no"), write("br", "M", "works-council")
        other, third = write("x", "X", "hr"), write("gl", "M", "management")
        for name, words_ in (
            ("p", [hr, council]),
            ("t", [hr, council, "--as", "time"]),
            ("f", [hr, other, "--as", "firms"]),
            ("g", [hr, council, third, "--as", "group"]),
            ("a", [hr, council, "--agenda"]),
        ):
            target = tmp_path / f"{name}.{form}"
            assert run("compare", *words_, "--output", target).code == DONE
            assert target.stat().st_size > 500


def test_all_yes_is_complete():
    assert {*READINESS, *SUCCESS, *RISKS, "reasons", "fears"} == set(all_yes())
