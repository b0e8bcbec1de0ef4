"""The folder of saved assessments: what is trusted, what is converted, what is left alone."""

from __future__ import annotations

import errno
import json
import os
import stat
import subprocess
import sys
import time
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from verbund_check import files
from verbund_check.answers.assessment import Answer, Assessment, begin, with_answer, with_note
from verbund_check.answers.keypoints import Paper, begin_paper, with_entry
from verbund_check.answers.reader import Reader
from verbund_check.errors import InputError, StorageError
from verbund_check.guide.model import Guide
from verbund_check.guide.values import Party, Value
from verbund_check.storage.folder import MAX_BYTES
from verbund_check.storage.session import AssessmentSession, Session, is_unfinished
from verbund_check.storage.store import Store, assessment_store, default_data_folder, new_id, paper_store

NOW = "2026-11-23T09:30:00Z"
ID = "2026-11-23-abcdef"

posix = pytest.mark.skipif(os.name == "nt", reason="Windows protects the user profile itself")


@pytest.fixture
def store(tmp_path: Path, guide: Guide) -> Store[Assessment]:
    return assessment_store(tmp_path / "data", guide)


@pytest.fixture
def assessment(guide: Guide) -> Assessment:
    begun = replace(begin(ID, guide, now=NOW), organisation="Müller & Söhne", party=Party.HR)
    answered = with_answer(begun, "benefit", Value.NO, guide, now=NOW)
    return with_note(with_answer(answered, "reasons", ("learning",), guide, now=NOW), "benefit", "im Juli")


def put(store: Store[Assessment], id: str, data: str | bytes) -> Path:
    store.folder.mkdir(exist_ok=True)
    path = store.folder / f"{id}.json"
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


class TestSaving:
    def test_what_was_saved_is_loaded(self, store: Store[Assessment], assessment: Assessment) -> None:
        """Promise: every answer and remark is there again."""
        store.save(assessment)
        assert store.load(ID) == assessment
        assert store.all().items == (assessment,)

    def test_the_newest_comes_first(self, store: Store[Assessment], assessment: Assessment) -> None:
        for day in ("2026-01-02", "2026-03-04", "2025-12-31"):
            store.save(replace(assessment, id=f"{day}-aaaaaa", started=f"{day}T00:00:00Z"))
        assert [each.started[:10] for each in store.all().items] == ["2026-03-04", "2026-01-02", "2025-12-31"]

    @posix
    def test_only_for_the_user(self, store: Store[Assessment], assessment: Assessment) -> None:
        """Promise: files 0600, folder 0700, whatever the umask."""
        before = os.umask(0)
        try:
            with store.locked(ID):
                store.save(assessment)
        finally:
            os.umask(before)
        assert stat.S_IMODE(store.folder.stat().st_mode) == 0o700
        files = list(store.folder.iterdir())
        assert len(files) == 2
        assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}

    @posix
    def test_a_link_is_replaced_and_not_followed(
        self, store: Store[Assessment], assessment: Assessment, tmp_path: Path
    ) -> None:
        """Promise: a save never writes anywhere else than into the folder."""
        (tmp_path / "fremd").write_text("bleibt")
        store.folder.mkdir()
        (store.folder / f"{ID}.json").symlink_to(tmp_path / "fremd")
        store.save(assessment)
        assert (tmp_path / "fremd").read_text() == "bleibt"
        assert store.load(ID) == assessment

    @pytest.mark.parametrize("call", ["open", "fsync", "replace"])
    @pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EDQUOT, errno.EROFS])
    def test_a_fault_of_the_disk_leaves_the_old_file(
        self,
        store: Store[Assessment],
        assessment: Assessment,
        monkeypatch: pytest.MonkeyPatch,
        call: str,
        number: int,
        guide: Guide,
    ) -> None:
        """Promise: a save succeeds as a whole or leaves the file as it was, and nothing half-written."""
        store.save(assessment)

        def fails(*_: object, **__: object) -> None:
            raise OSError(number, os.strerror(number))

        with monkeypatch.context() as patch:
            patch.setattr(files.os, call, fails)
            with pytest.raises(StorageError, match="lassen sich nicht in"):
                store.save(with_answer(assessment, "goal", Value.YES, guide, now=NOW))
        assert store.load(ID) == assessment
        assert [path.name for path in store.folder.iterdir()] == [f"{ID}.json"]

    def test_half_written_files_are_ignored_and_swept_in_time(
        self, store: Store[Assessment], assessment: Assessment
    ) -> None:
        """Promise: what a killed program left neither shows nor piles up."""
        store.folder.mkdir()
        old, new = store.folder / f".{ID}.json-00000000.tmp", store.folder / f".{ID}.json-11111111.tmp"
        for path in (old, new):
            path.write_text('{"half":')
        os.utime(old, (time.time() - 90_000,) * 2)
        store.save(assessment)
        assert (old.exists(), new.exists()) == (False, True)
        assert store.all() == ((assessment,), ())

    def test_one_without_answers_can_be_dropped_and_no_other(
        self, store: Store[Assessment], assessment: Assessment, guide: Guide
    ) -> None:
        store.save(assessment)
        empty = begin("2026-11-23-gggggg", guide, now=NOW)
        store.save(empty)
        put(store, ID, b"answers: {benefit: ja}")  # somebody else's by now
        for id in (ID, empty.id):
            store.discard(id)
        assert store.ids() == [ID]


class TestIds:
    @pytest.mark.parametrize(
        "id", ["", "..", "../x", "a/b", "a\\b", "/etc/passwd", "A", "ä", "a.json", "a\0b", "-a", "a" * 65, "a b", "C:x"]
    )
    def test_no_text_becomes_a_path(self, store: Store[Assessment], id: str) -> None:
        """Promise: user text never becomes a path."""
        with pytest.raises(InputError, match="keine gültige Kennung"):
            store.path_of(id)

    @given(st.text())
    def test_whatever_is_typed_stays_in_the_folder(self, guide: Guide, text: str) -> None:
        """Promise: the same, for any text."""
        store = assessment_store(Path("/data"), guide)
        try:
            assert store.path_of(text).parent == Path("/data")
        except InputError:
            pass

    def test_new_ones_differ_and_are_valid(self, store: Store[Assessment]) -> None:
        ids = {new_id(NOW) for _ in range(200)}
        assert len(ids) == 200
        assert all(store.path_of(id).name == f"{id}.json" for id in ids)

    def test_the_file_name_is_the_identity(self, store: Store[Assessment], assessment: Assessment) -> None:
        """Promise: a copy made by hand is an assessment of its own."""
        store.save(assessment)
        put(store, "kopie", store.path_of(ID).read_bytes())
        assert store.load("kopie") == replace(assessment, id="kopie")

    def test_a_mistyped_one_is_named_with_the_nearest(self, store: Store[Assessment], assessment: Assessment) -> None:
        store.save(assessment)
        with pytest.raises(InputError, match=f"Meinten Sie „{ID}“"):
            store.load(ID[:-1] + "x")


class TestVersions:
    def newer(self, assessment: Assessment) -> bytes:
        data = json.loads(msgspec.json.encode(assessment))
        return json.dumps({"mood": "new key", **data, "format": 3, "answers": {"benefit": ["new", "shape"]}}).encode()

    def test_newer_is_said_and_left_untouched(self, store: Store[Assessment], assessment: Assessment) -> None:
        """Promise: a newer format is read-only, with a clear message, whatever else is new in it."""
        path = put(store, ID, self.newer(assessment))
        before = path.read_bytes()
        with pytest.raises(StorageError, match="neueren Version von verbund-check und bleibt unverändert"):
            store.load(ID)
        with pytest.raises(StorageError, match="neueren Version"):
            store.save(assessment)
        assert path.read_bytes() == before
        assert [each.path for each in store.all().unreadable] == [path]
        assert len(list(store.folder.iterdir())) == 1

    @pytest.mark.parametrize(
        "form",
        [
            lambda a: json.dumps(json.loads(msgspec.json.encode(a)), indent=2).encode(),
            lambda _: (
                b"organisation: M\xc3\xbcller & S\xc3\xb6hne\nparty: hr\nanswers:\n  reasons: [learning]\n"
                b"  benefit: {value: nein, note: im Juli}\n"
            ),
            lambda a: b"\xef\xbb\xbf" + msgspec.json.encode(a),
            lambda a: json.dumps(
                {k: v for k, v in json.loads(msgspec.json.encode(a)).items() if k not in ("format", "questions")}
            ).encode(),
        ],
        ids=["laid out by hand", "an answers file", "with a byte order mark", "without a version"],
    )
    def test_older_and_hand_put_files_are_converted_on_a_copy(
        self, store: Store[Assessment], assessment: Assessment, form: object, guide: Guide
    ) -> None:
        """Promise: older ones are converted, and the original is kept beside."""
        path = put(store, ID, form(assessment))  # type: ignore[operator]
        before = path.read_bytes()
        loaded = store.load(ID)
        assert loaded.answers == assessment.answers
        assert (loaded.organisation, loaded.party) == (assessment.organisation, assessment.party)
        assert path.read_bytes() == before, "reading changes nothing"
        for value in (Value.YES, Value.NO):
            store.save(with_answer(loaded, "goal", value, guide, now=NOW))
        assert store.load(ID).value_of("goal") == Value.NO
        assert (store.folder / f"{ID}.alt").read_bytes() == before
        assert store.ids() == [ID]
        assert len(list(store.folder.iterdir())) == 2

    def test_every_original_is_kept(self, store: Store[Assessment], assessment: Assessment) -> None:
        """Promise: a second file put in the same place is kept too, the same one only once."""
        for data in (b"answers: {benefit: ja}", b"answers: {benefit: nein}", b"answers: {benefit: ja}"):
            put(store, ID, data)
            store.save(assessment)
        kept = {path.name: path.read_bytes() for path in store.folder.glob("*.alt*")}
        assert kept == {f"{ID}.alt": b"answers: {benefit: ja}", f"{ID}.alt2": b"answers: {benefit: nein}"}

    def test_own_files_leave_no_copy(self, store: Store[Assessment], assessment: Assessment, guide: Guide) -> None:
        store.save(assessment)
        store.save(with_answer(assessment, "goal", Value.YES, guide, now=NOW))
        assert not list(store.folder.glob("*.alt*"))


DAMAGED = {
    "empty": b"",
    "half": b'{"format":1,"id":"x","answers":{"benefit":{"val',
    "zeros": b"\0" * 500,
    "bytes": bytes(range(256)),
    "list": b"[1,2]",
    "deep": b"[" * 100_000,
    "number": b'{"format":1e999}',
    "no version": b'{"format":"eins","answers":{}}',
    "negative": b'{"format":-1,"answers":{"mood":1}}',
    "unknown value": b'{"format":1,"answers":{"benefit":"maybe"}}',
    "twice": b'{"format":1,"answers":{"benefit":"yes","benefit":"no"}}',
    "huge": b'{"answers":"' + b"x" * MAX_BYTES + b'"}',
}


class TestDamaged:
    @pytest.mark.parametrize("kind", DAMAGED)
    def test_named_untouched_and_no_hindrance(
        self, store: Store[Assessment], assessment: Assessment, kind: str
    ) -> None:
        """Promise: a damaged file is named, left untouched and does not keep the others from being listed."""
        store.save(assessment)
        path = put(store, "kaputt", DAMAGED[kind])
        stored = store.all()
        assert stored.items == (assessment,)
        assert [each.path for each in stored.unreadable] == [path]
        assert "kaputt.json" in stored.unreadable[0].reason
        with pytest.raises(StorageError):
            store.load("kaputt")
        assert path.read_bytes() == DAMAGED[kind]
        assert len(list(store.folder.iterdir())) == 2

    def test_a_folder_of_that_name(self, store: Store[Assessment], assessment: Assessment) -> None:
        (store.folder / "ordner.json").mkdir(parents=True)
        store.save(assessment)
        assert [each.path.name for each in store.all().unreadable] == ["ordner.json"]
        with pytest.raises(StorageError):
            store.save(replace(assessment, id="ordner"))

    def test_other_files_are_nobodys_business(self, store: Store[Assessment], assessment: Assessment) -> None:
        store.save(assessment)
        for name in ("notizen.txt", "Groß.json", ".versteckt.json", "a b.json", f"{ID}.alt"):
            (store.folder / name).write_text("x")
        assert store.all() == ((assessment,), ())

    def test_control_characters_put_there_by_hand_are_filtered(
        self, store: Store[Assessment], assessment: Assessment
    ) -> None:
        """Promise: nothing that a terminal would obey comes out of a file."""
        put(store, ID, msgspec.json.encode(replace(assessment, organisation="\x1b[31mrot\u202e")) + b"\n")
        assert store.load(ID).organisation == "[31mrot"

    def test_two_equal_keys_are_refused(self, guide: Guide, assessment: Assessment) -> None:
        data = msgspec.json.encode(assessment).replace(b'"organisation"', b'"organisation":"A","organisation"') + b"\n"
        with pytest.raises(InputError, match=r"organisation.*zweimal"):
            Reader(guide).assessment(data, "a.json", NOW)

    def test_any_change_of_some_bytes(self, guide: Guide, tmp_path: Path) -> None:
        """Promise: whatever happens to a file, it is read as it says or named, and never changed (a sample)."""
        mutate(guide, tmp_path, 300)

    @pytest.mark.slow
    def test_any_change_of_some_bytes_in_full(self, guide: Guide, tmp_path: Path) -> None:
        """Promise: the same, 20,000 times."""
        mutate(guide, tmp_path, 20_000)


def mutate(guide: Guide, folder: Path, count: int) -> None:
    given_answers = {"benefit": Answer(Value.NO, "ä"), "reasons": ("learning",)}
    base = replace(begin(ID, guide, now=NOW), organisation="Müller", answers=given_answers)
    whole = msgspec.json.encode(base) + b"\n"
    store = assessment_store(folder, guide)

    @given(
        st.lists(
            st.tuples(st.integers(0, len(whole)), st.integers(0, 9), st.binary(max_size=4)), min_size=1, max_size=3
        )
    )
    @settings(max_examples=count, deadline=None, database=None)
    def mutated(changes: list[tuple[int, int, bytes]]) -> None:
        changed = whole
        for at, length, put_in in changes:
            changed = changed[:at] + put_in + changed[at + length :]
        path = put(store, ID, changed)
        stored = store.all()
        assert len(stored.items) + len(stored.unreadable) == 1
        assert path.read_bytes() == changed

    mutated()


class TestFolder:
    def test_none_yet_is_empty(self, store: Store[Assessment]) -> None:
        assert store.all() == ((), ())
        assert not store.folder.exists(), "looking makes no folder"

    def test_a_file_in_its_place(self, store: Store[Assessment], assessment: Assessment) -> None:
        """Promise: one sentence that names the place, and the file is as it was."""
        store.folder.write_text("meins")
        with pytest.raises(StorageError, match="lässt sich nicht lesen"):
            store.all()
        with pytest.raises(StorageError, match="lassen sich nicht in"):
            store.save(assessment)
        with pytest.raises(OSError), store.locked(ID):
            pass
        assert store.folder.read_text() == "meins"

    def test_default_and_chosen(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("VERBUND_CHECK_DATA", "~/hier")
        assert default_data_folder() == Path.home() / "hier"
        monkeypatch.delenv("VERBUND_CHECK_DATA")
        assert "verbund-check" in str(default_data_folder())


class TestLock:
    def test_held_by_one_program_at_a_time(self, store: Store[Assessment], assessment: Assessment) -> None:
        """Promise: two programs on one assessment: the second is told so."""
        store.save(assessment)
        script = (
            "import sys; from pathlib import Path; from verbund_check.errors import InputError\n"
            "from verbund_check.guide.loader import default_folder, load_guide\n"
            "from verbund_check.storage.store import assessment_store\n"
            "store = assessment_store(Path(sys.argv[1]), load_guide(default_folder()))\n"
            "try:\n  with store.locked(sys.argv[2]): print('frei')\n"
            "except InputError as error: print('besetzt', error)"
        )

        def other() -> str:
            command = [sys.executable, "-c", script, str(store.folder), ID]
            return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True).stdout

        with store.locked(ID):
            assert other().startswith(f"besetzt Die Einschätzung „{ID}“ ist schon in einem anderen Fenster geöffnet")
        assert other() == "frei\n"

    def test_others_are_free(self, store: Store[Assessment]) -> None:
        with store.locked(ID), store.locked("2026-11-23-gggggg"):
            pass

    def test_twice_in_one_program(self, store: Store[Assessment]) -> None:
        with store.locked(ID), pytest.raises(InputError, match="anderen Fenster"), store.locked(ID):
            pass

    def test_what_was_kept_meanwhile_is_not_overwritten(
        self, store: Store[Assessment], assessment: Assessment, guide: Guide
    ) -> None:
        """Promise: who goes on takes up what is on disk now, not what was listed minutes ago."""
        store.save(assessment)
        with AssessmentSession(store, guide, print) as session:
            ((listed,), _) = session.unfinished(Party.HR)
            later = with_answer(assessment, "goal", Value.YES, guide, now=NOW)
            store.save(later)  # another window went on with it
            assert session.take_over(listed, begin("2026-11-23-gggggg", guide, now=NOW)) == later

    def test_a_lock_that_cannot_be_had_is_told(
        self, store: Store[Assessment], assessment: Assessment, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Promise: never silent: a read-only folder, a file system that knows no locks."""
        import filelock

        store.save(assessment)
        for error in (PermissionError(errno.EACCES, ""), OSError(errno.ENOLCK, ""), NotImplementedError()):

            def fails(*_: object, error: Exception = error, **__: object) -> None:
                raise error

            told: list[str] = []
            monkeypatch.setattr(filelock.FileLock, "acquire", fails)
            with Session(store, told.append) as session:
                assert session.take_up(ID) == assessment
                session.save(assessment)
            assert len(told) == 1 and "nicht für andere Fenster sperren" in told[0], told


class TestSomebodyElse:
    """A sync client, or a second program whose lock file was removed, writes to a file that is open here."""

    def other(self, assessment: Assessment, guide: Guide) -> Assessment:
        return with_answer(assessment, "goal", Value.UNSURE, guide, now=NOW)

    def mine(self, assessment: Assessment, guide: Guide) -> Assessment:
        return with_answer(assessment, "goal", Value.YES, guide, now=NOW)

    @pytest.mark.parametrize("begins", ["taken up", "saved here"])
    def test_what_changed_on_disk_is_put_aside_and_told(
        self, store: Store[Assessment], assessment: Assessment, guide: Guide, begins: str
    ) -> None:
        """Promise: never overwritten."""
        told: list[str] = []
        if begins == "taken up":
            store.save(assessment)
        with Session(assessment_store(store.folder, guide), told.append) as session:
            session.take_up(ID) if begins == "taken up" else session.save(assessment)
            changed = msgspec.json.encode(self.other(assessment, guide)) + b"\n"
            put(store, ID, changed)
            session.save(self.mine(assessment, guide))
            session.save(self.mine(assessment, guide))
        assert store.load(ID) == self.mine(assessment, guide)
        assert (store.folder / f"{ID}.alt").read_bytes() == changed
        assert len(told) == 1 and f"{ID}.json" in told[0] and f"{ID}.alt" in told[0]
        assert not list(store.folder.glob("*.alt2"))

    def test_again_and_again(self, store: Store[Assessment], assessment: Assessment, guide: Guide) -> None:
        told: list[str] = []
        with Session(store, told.append) as session:
            for number in range(3):
                session.save(assessment)
                put(store, ID, f"answers: {{benefit: ja}} # {number}")
            session.save(assessment)
        kept = {path.read_text("utf-8")[-1] for path in store.folder.glob("*.alt*")}
        assert (kept, len(told)) == ({"0", "1", "2"}, 3)

    def test_what_is_damaged_by_then_is_kept_as_well(
        self, store: Store[Assessment], assessment: Assessment, guide: Guide
    ) -> None:
        told: list[str] = []
        with Session(store, told.append) as session:
            session.save(assessment)
            put(store, ID, b"\0" * 100)
            session.save(self.mine(assessment, guide))
        assert (store.folder / f"{ID}.alt").read_bytes() == b"\0" * 100
        assert told

    @pytest.mark.parametrize("change", ["removed", "the same"])
    def test_nothing_is_told_where_nothing_is_lost(
        self, store: Store[Assessment], assessment: Assessment, guide: Guide, change: str
    ) -> None:
        told: list[str] = []
        with Session(store, told.append) as session:
            session.save(assessment)
            path = store.path_of(ID)
            data = path.read_bytes()
            path.unlink()
            if change == "the same":
                path.write_bytes(data)
            session.save(self.mine(assessment, guide))
        assert (store.load(ID), told) == (self.mine(assessment, guide), [])

    def test_where_only_the_folder_could_not_be_synced(
        self, store: Store[Assessment], assessment: Assessment, guide: Guide, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """After that fault the new file is on disk, and it is ours."""
        told: list[str] = []

        def fails(_folder: Path) -> None:
            raise OSError(errno.EIO, "")

        with Session(store, told.append) as session:
            session.save(assessment)
            with monkeypatch.context() as patch:
                patch.setattr(files, "sync_folder", fails)
                with pytest.raises(StorageError):
                    session.save(self.mine(assessment, guide))
            session.save(self.other(assessment, guide))
        assert (store.load(ID), told) == (self.other(assessment, guide), [])

    def test_in_another_folder_too(
        self, store: Store[Assessment], assessment: Assessment, guide: Guide, tmp_path: Path
    ) -> None:
        """A stick that is named when the disk is full may have an older file of this ID."""
        (tmp_path / "stick").mkdir()
        older = msgspec.json.encode(self.other(assessment, guide)) + b"\n"
        (tmp_path / "stick" / f"{ID}.json").write_bytes(older)
        told: list[str] = []
        with Session(store, told.append) as session:
            session.save(assessment)
            session.move(tmp_path / "stick")
            session.save(assessment)
        assert (tmp_path / "stick" / f"{ID}.alt").read_bytes() == older
        assert len(told) == 1


class TestPapers:
    """The same store for key-points papers: what holds for one kind of thing holds for the other."""

    @pytest.fixture
    def papers(self, tmp_path: Path, guide: Guide) -> Store[Paper]:
        return paper_store(tmp_path / "data", guide)

    @pytest.fixture
    def paper(self, guide: Guide) -> Paper:
        return with_entry(begin_paper(ID, guide, now=NOW), "partners", "Muster & Meier", now=NOW)

    def test_saved_and_loaded_beside_assessments(
        self, papers: Store[Paper], paper: Paper, store: Store[Assessment], assessment: Assessment
    ) -> None:
        papers.save(paper)
        store.save(assessment)
        assert (papers.load(ID), store.load(ID)) == (paper, assessment)
        assert (papers.all().items, store.all().items) == ((paper,), (assessment,))
        with papers.locked(ID), store.locked(ID):
            pass

    @pytest.mark.parametrize("kind", [*DAMAGED, "newer", "no time"])
    def test_a_damaged_or_newer_one_is_named_and_untouched(self, papers: Store[Paper], paper: Paper, kind: str) -> None:
        papers.save(paper)
        whole = msgspec.json.encode(paper)
        data = {
            **DAMAGED,
            "newer": whole.replace(b'"format":1', b'"format":9'),
            "no time": whole.replace(b'"changed":"2026-11-23T09:30:00Z"', b'"changed":"gestern"'),
        }[kind]
        path = papers.folder / "kaputt.paper.json"
        path.write_bytes(data)
        stored = papers.all()
        assert stored.items == (paper,)
        assert [each.path for each in stored.unreadable] == [path]
        assert "kaputt.paper.json" in stored.unreadable[0].reason
        with pytest.raises(StorageError):
            papers.load("kaputt")
        if kind == "newer":
            with pytest.raises(StorageError, match="neueren Version"):
                papers.save(msgspec.structs.replace(paper, id="kaputt"))
        assert path.read_bytes() == data

    def test_what_changed_on_disk_is_put_aside_and_told(self, papers: Store[Paper], paper: Paper) -> None:
        told: list[str] = []
        with Session(papers, told.append) as session:
            session.save(paper)
            papers.path_of(ID).write_bytes(b"{}")
            session.save(with_entry(paper, "form", "open", now=NOW))
        assert (papers.folder / f"{ID}.paper.alt").read_bytes() == b"{}"
        assert len(told) == 1


class TestPlaceholders:
    @pytest.mark.parametrize("name", [f".{ID}.json.icloud", f"{ID}.json.nextcloud", f"{ID}.json.owncloud"])
    def test_files_that_lie_in_a_cloud_alone_are_named(self, store: Store[Assessment], name: str) -> None:
        """Promise: told as what they are."""
        store.folder.mkdir()
        (store.folder / name).write_bytes(b"")
        (unreadable,) = store.all().unreadable
        assert "Cloud" in unreadable.reason

    @pytest.mark.parametrize("data", [b"", b"\0" * 4096])
    def test_one_without_content_may_be_one(self, store: Store[Assessment], data: bytes) -> None:
        put(store, ID, data)
        (unreadable,) = store.all().unreadable
        assert "Platzhalter" in unreadable.reason

    def test_one_that_the_cloud_does_not_give(
        self, store: Store[Assessment], assessment: Assessment, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        store.save(assessment)

        def fails(*_: object) -> bytes:
            error = OSError(errno.EINVAL, "")
            error.winerror = 362  # type: ignore[attr-defined]
            raise error

        monkeypatch.setattr(files.os, "read", fails)
        (unreadable,) = store.all().unreadable
        assert "Cloud" in unreadable.reason
        with pytest.raises(StorageError, match="Cloud"):
            store.load(ID)


class TestHeads:
    """The offer of unfinished ones reads no more than it must, and finds and names what it would find otherwise."""

    @pytest.mark.parametrize("kind", [kind for kind in DAMAGED if kind != "huge"])
    def test_a_damaged_file_is_named(self, store: Store[Assessment], guide: Guide, kind: str) -> None:
        put(store, "kaputt", DAMAGED[kind])
        found, message = AssessmentSession(store, guide, print).unfinished(Party.HR)
        assert (found, "kaputt.json" in message) == ((), True)

    def test_the_same_ones_are_found(self, store: Store[Assessment], assessment: Assessment, guide: Guide) -> None:
        done = assessment
        for id in guide.asked("full"):
            done = with_answer(done, id, () if guide.questions[id].is_list else Value.YES, guide, now=NOW)
        # By the content of then it is complete; a question has come since.
        answers = {id: answer for id, answer in done.answers.items() if id != "goal"}
        elsewhere = replace(done, answers=answers, content=msgspec.structs.replace(done.content, digest="0" * 64))
        for number, each in enumerate(
            [assessment, replace(assessment, party=Party.MANAGEMENT), replace(assessment, party=None), done, elsewhere]
        ):
            store.save(replace(each, id=f"nr-{number}"))
        put(store, "von-hand", b"party: Betriebsrat\nanswers: {benefit: ja}\n")
        put(store, "von-hand-2", b"party: Personalabteilung\nanswers: {benefit: ja}\n")
        session = AssessmentSession(store, guide, print)
        for party in Party:
            expected = {each.id for each in store.all().items if each.party == party and is_unfinished(each, guide)}
            found, message = session.unfinished(party)
            assert ({each.id for each in found}, message) == (expected, "")
        assert {each.id for each in session.unfinished(Party.HR)[0]} == {"nr-0", "nr-4", "von-hand-2"}

    @posix
    @pytest.mark.timeout(20)
    def test_a_pipe_in_place_of_a_file(self, store: Store[Assessment], guide: Guide) -> None:
        store.folder.mkdir()
        os.mkfifo(store.folder / "rohr.json")
        assert "keine gewöhnliche Datei" in AssessmentSession(store, guide, print).unfinished(Party.HR)[1]
        assert [each.path.name for each in store.all().unreadable] == ["rohr.json"]


class TestDataFolder:
    @pytest.mark.parametrize("chosen", ["~niemand-dieses-namens/x", "a\nb", "\x1b[31m"])
    def test_one_that_names_no_folder(self, monkeypatch: pytest.MonkeyPatch, chosen: str) -> None:
        """Promise: one sentence."""
        monkeypatch.setenv("VERBUND_CHECK_DATA", chosen)
        with pytest.raises(InputError, match=r"„.*“"):
            default_data_folder()

    def test_relative_is_made_absolute(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        monkeypatch.chdir(tmp_path)
        monkeypatch.setenv("VERBUND_CHECK_DATA", "hier")
        assert default_data_folder() == tmp_path / "hier"

    @posix
    def test_without_a_home(self, monkeypatch: pytest.MonkeyPatch) -> None:
        import pwd

        def nobody(*_: object) -> None:
            raise KeyError

        for name in ("HOME", "XDG_DATA_HOME", "VERBUND_CHECK_DATA"):
            monkeypatch.delenv(name, raising=False)
        monkeypatch.setattr(pwd, "getpwuid", nobody)
        with pytest.raises(InputError, match="VERBUND_CHECK_DATA"):
            default_data_folder()
