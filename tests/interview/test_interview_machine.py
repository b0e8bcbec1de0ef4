"""Any order of answering, going back, changing, noting, quitting and resuming, against a dictionary."""

from __future__ import annotations

import queue
import shutil
import tempfile
import threading
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from verbund_check.answers.assessment import Assessment, is_complete, open_ids
from verbund_check.questionnaire.assessment_prompts import OTHER
from verbund_check.questionnaire.prompts import Back, Chosen, EndOfInput, Note, Prompt, Reply, Review
from verbund_check.storage.session import Session
from verbund_check.storage.store import assessment_store
from verbund_check.text import clean

from .interview_doubles import Led, fresh, guide

SETUP = ("organisation", "party", "stage")
REVIEW = "review"
REMARK = "remark"


class Watched(Led):
    """An interview that says which step it asks."""

    at = ""

    def prompt(self, step: str, *, is_open: bool) -> Prompt:
        self.at = step
        return super().prompt(step, is_open=is_open)


class Table:
    """Two people at a table: the interview in its thread asks, the test replies; one moves at a time."""

    def __init__(self, assessment: Assessment, folder: Path, *, new: bool) -> None:
        self.asked: queue.Queue[object] = queue.Queue()
        self.replies: queue.Queue[object] = queue.Queue()
        self.assessment = assessment
        self.folder = folder
        self.new = new
        self.shown: object = None
        self.draft: str | None = None
        self.thread = threading.Thread(target=self._run, daemon=True)
        self.thread.start()
        self.wait()

    def _run(self) -> None:
        ending = "done"
        with Session(assessment_store(self.folder, guide()), lambda _text: None) as session:
            setup = SETUP if self.new else ()
            self.session = Watched(self.assessment, guide(), session, self, setup=setup)
            try:
                self.session.run()
            except (KeyboardInterrupt, EndOfInput):
                ending = "stopped"
            except BaseException as error:
                self.asked.put(error)
                return
        self.asked.put(ending)

    def wait(self) -> None:
        self.shown = self.asked.get(timeout=30)
        if isinstance(self.shown, BaseException):
            raise self.shown

    def reply(self, reply: object) -> None:
        self.replies.put(reply)
        self.wait()

    @property
    def step(self) -> str:
        if isinstance(self.shown, Review):
            return REVIEW
        if isinstance(self.shown, Prompt):
            return REMARK if self.shown.progress.startswith(("Bemerkung", "Anderes")) else self.session.at
        return ""

    # The asker's side, in the interview's thread

    def open(self) -> None: ...

    def close(self) -> None: ...

    def say(self, text: str) -> None: ...

    def _put(self, shown: object) -> object:
        self.asked.put(shown)
        reply = self.replies.get(timeout=30)
        if isinstance(reply, BaseException):
            raise reply
        return reply

    def ask(self, prompt: Prompt) -> Reply:
        return self._put(prompt)  # type: ignore[return-value]

    def review(self, review: Review) -> int | Back | None:
        return self._put(review)  # type: ignore[return-value]


MEMORY = Path("/dev/shm")
FASTER = str(MEMORY) if MEMORY.is_dir() else None
"""Where syncing costs nothing: here it is about what is written, not about the disk."""

TEXTS = st.text(st.characters(codec="utf-8"), max_size=30)


class Meeting(RuleBasedStateMachine):
    """`answers`, `notes` and `about` are what was acknowledged: the next question was put after it."""

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp(dir=FASTER))
        self.answers: dict[str, object] = {}
        self.notes: dict[str, str] = {}
        self.about: dict[str, object] = {"organisation": "", "party": None, "stage": "planned"}
        self.ticked: tuple[str, tuple[str, ...], bool] | None = None
        self.table = Table(fresh(), self.folder, new=True)

    def teardown(self) -> None:
        if hasattr(self, "table"):
            if self.table.shown not in ("done", "stopped"):
                self.table.reply(KeyboardInterrupt())
            shutil.rmtree(self.folder)

    @precondition(lambda self: isinstance(self.table.shown, Prompt) and self.table.step != REMARK)
    @rule(data=st.data())
    def answer(self, data: st.DataObject) -> None:
        prompt, step = self.table.shown, self.table.step
        assert isinstance(prompt, Prompt)
        values = [choice.value for choice in prompt.choices]
        if prompt.mode == "one":
            given = data.draw(st.sampled_from(values))
        elif prompt.mode == "several":
            ticked = data.draw(st.sets(st.sampled_from(values)))
            given = tuple(value for value in values if value in ticked)
        else:
            given = data.draw(TEXTS)
        self.table.reply(Chosen(given))
        if prompt.mode == "several":
            self.tick(step, given)
        elif step in SETUP:
            self.about[step] = " ".join(clean(given).split()) if step == "organisation" else given
        else:
            self.answers[step] = given

    def tick(self, step: str, given: tuple[str, ...]) -> None:
        """What the list does not name is its remark; without one it alone is no answer, and a remark goes on purpose only."""
        chosen, other = tuple(value for value in given if value != OTHER), OTHER in given
        note = self.notes.get(step, "")
        if chosen or note or not other:
            self.answers[step] = chosen
        if other != bool(note):
            assert self.table.step == REMARK
            self.ticked = (step, chosen, other)

    @precondition(lambda self: self.table.step == REMARK)
    @rule(text=TEXTS)
    def name_what_is_not_in_the_list(self, text: str) -> None:
        assert self.ticked is not None
        step, chosen, other = self.ticked
        self.table.reply(Chosen(text))
        named = clean(text).strip()
        if named or not other:
            self.notes[step] = named
            self.answers[step] = chosen
        else:
            assert self.table.step == step, "without a text the list comes again"

    @precondition(lambda self: self.table.step == REMARK)
    @rule()
    def name_nothing_after_all(self) -> None:
        assert self.ticked is not None
        self.table.reply(Back())
        assert self.table.step == self.ticked[0]

    @precondition(lambda self: isinstance(self.table.shown, Prompt) and self.table.step != REMARK)
    @rule(draft=st.none() | TEXTS)
    def back(self, draft: str | None) -> None:
        before = self.table.step
        self.table.reply(Back(draft if self.table.shown.mode == "text" else None))
        assert before == "organisation" or self.table.step != before

    @precondition(lambda self: isinstance(self.table.shown, Prompt) and self.table.shown.can_note)
    @rule(text=TEXTS)
    def note(self, text: str) -> None:
        step = self.table.step
        self.table.reply(Note())
        assert self.table.step == REMARK
        self.table.reply(Chosen(text))
        assert self.table.step == step
        self.notes[step] = clean(text).strip()

    @precondition(lambda self: isinstance(self.table.shown, Prompt) and self.table.shown.can_note)
    @rule()
    def no_note_after_all(self) -> None:
        """Promise: a remark is kept however its field is left."""
        step = self.table.step
        self.table.reply(Note())
        self.table.reply(Back("halb getippt"))
        self.notes[step] = "halb getippt"

    @precondition(lambda self: isinstance(self.table.shown, Prompt) and self.table.shown.can_note)
    @rule(how=st.sampled_from([KeyboardInterrupt, EndOfInput]))
    def quit_in_a_remark(self, how: type[BaseException]) -> None:
        """Promise: so it is by an interruption."""
        step = self.table.step
        self.table.reply(Note())
        self.table.draft = "mitten im"
        self.table.reply(how())
        self.notes[step] = "mitten im"

    @precondition(lambda self: isinstance(self.table.shown, Review))
    @rule(data=st.data())
    def change(self, data: st.DataObject) -> None:
        number = data.draw(st.integers(1, len(self.table.shown.lines)))
        self.table.reply(number)
        assert self.table.step == (*SETUP, *guide().asked("full"))[number - 1]

    @precondition(lambda self: isinstance(self.table.shown, Review))
    @rule(reply=st.sampled_from([None, Back()]))
    def leave_the_review(self, reply: Back | None) -> None:
        self.table.reply(reply)
        assert self.table.shown == "done" or self.table.step == "weak-steering"

    @precondition(lambda self: isinstance(self.table.shown, Prompt | Review))
    @rule(how=st.sampled_from([KeyboardInterrupt, EndOfInput]))
    def quit(self, how: type[BaseException]) -> None:
        self.table.reply(how())
        assert self.table.shown == "stopped"

    @precondition(lambda self: isinstance(self.table.shown, Prompt) and self.table.step not in (*SETUP, REMARK))
    @rule(value=st.sampled_from(["yes", "no"]))
    def run_ahead(self, value: str) -> None:
        """Answer up to the review, so that it is reached often."""
        while isinstance(self.table.shown, Prompt) and self.table.step not in SETUP:
            step = self.table.step
            if self.table.shown.mode == "several":
                self.table.reply(Chosen((OTHER,) if self.notes.get(step) else ()))
                self.answers[step] = ()
            else:
                self.table.reply(Chosen(value))
                self.answers[step] = value

    @precondition(lambda self: self.table.shown in ("done", "stopped"))
    @rule()
    def resume(self) -> None:
        store = assessment_store(self.folder, guide())
        saved = store.load(fresh().id) if store.ids() else fresh()
        self.table = Table(saved, self.folder, new=not store.ids())
        if store.ids():
            first = open_ids(saved, guide())
            assert self.table.step == (first[0] if first else REVIEW), "straight to the first open question"

    @invariant()
    def disk_holds_what_was_acknowledged(self) -> None:
        """Promise: every answer that was acknowledged is there, and none that was not given."""
        store = assessment_store(self.folder, guide())
        stored = store.all()
        assert not stored.unreadable
        if not stored.items:
            assert not self.answers and not any(self.notes.values())
            return
        (saved,) = stored.items
        given = {id: each if isinstance(each, tuple) else each.value for id, each in saved.answers.items()}
        assert given == self.answers
        ids = guide().asked("full")
        assert {id: saved.note_of(id) for id in ids} == {id: self.notes.get(id, "") for id in ids}
        assert {name: getattr(saved, name) for name in self.about} == self.about
        assert (saved.finished is not None) == is_complete(saved, guide())

    @invariant()
    def the_answer_given_is_offered_again(self) -> None:
        """Promise: the old answer is preselected."""
        step = self.table.step
        if isinstance(self.table.shown, Prompt) and step in self.answers:
            other = (OTHER,) if self.table.shown.mode == "several" and self.notes.get(step) else ()
            given = self.answers[step]
            assert self.table.shown.current == ((*given, *other) if other else given)


def run(examples: int, steps: int) -> None:
    run_state_machine_as_test(
        Meeting,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            database=None,
        ),
    )


def test_meeting() -> None:
    """Promise: whatever people do in whatever order, nothing is lost (a sample)."""
    run(40, 30)


@pytest.mark.slow
def test_meeting_in_full() -> None:
    """Promise: the same, 500 meetings of up to 60 moves."""
    run(500, 60)
