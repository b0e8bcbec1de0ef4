"""The guided path itself: what is stored, the most sensible next step first, and everything else one step further."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from verbund_check.answers.assessment import Assessment, is_complete
from verbund_check.commands.conversation import asker_for
from verbund_check.commands.deliver import Destination, report_content
from verbund_check.errors import IncompleteError, InputError, StorageError
from verbund_check.guide.duration import minutes_of
from verbund_check.guide.loader import default_folder, load_contents, load_guide, load_words, with_numbers
from verbund_check.guide.model import Guide
from verbund_check.path import comparing, exchange, managing
from verbund_check.path.screen import Left, Screen
from verbund_check.path.stored import Shelf
from verbund_check.path.writing import write
from verbund_check.policy.next_step import ANEW_AFTER, Action, Step, next_steps
from verbund_check.policy.report import report_on
from verbund_check.questionnaire.prompts import Choice, EndOfInput

ALWAYS = {
    "new": "n",
    "stored": "e",
    "exchange": "w",
    "compare": "v",
    "paper": "p",
    "guide": "l",
    "manage": "u",
    "leave": "x",
}
"""What stands below the next steps, in this order, with its key; worded in content/path.yaml."""


def run(*, just_done: str = "") -> None:
    """Lead the person until they leave. `just_done` is the assessment whose result stands on the screen already."""
    folder = default_folder()
    guide, texts = load_guide(folder), load_words(folder, "path")
    GuidedPath(Screen(asker_for(), texts), guide, just_done).run()


def _days_ago(days: int) -> str:
    return (date.today() - timedelta(days)).isoformat()


class GuidedPath:
    """The way of one person through the program."""

    def __init__(self, screen: Screen, guide: Guide, just_done: str) -> None:
        self.screen, self.guide, self.just_done = screen, guide, just_done
        self.texts = screen.texts
        self.shelf = Shelf(guide, self.texts)
        self.taken: set[Step] = set()

    def run(self) -> None:
        """Offer what comes next until the person leaves; a fault is told, and the path goes on."""
        try:
            while self._once():
                pass
        except EndOfInput:
            pass
        self.screen.leave(self.texts.goodbye)

    def _once(self) -> bool:
        try:
            self.shelf.look(self.screen)
            step = self._next()
            if step == "leave":
                return False
            if isinstance(step, Step):
                if self._take(step) is not False:
                    self.taken.add(step)
            else:
                self._always(step)
        except Left:
            self.screen.tell(self.texts.left)
        except (InputError, StorageError, IncompleteError) as error:  # nothing is lost: back with the reason
            self.screen.tell(str(error))
        return True

    def _next(self) -> Step | str:
        """The step that the person chooses from the first screen."""
        texts, shelf = self.texts, self.shelf
        steps = next_steps(
            shelf.assessments, shelf.papers, self.guide, old_before=_days_ago(ANEW_AFTER), just_done=self.just_done
        )
        # What was done in this sitting can be done again, but Enter leads on.
        steps = tuple(sorted(steps, key=lambda step: step in self.taken))
        offered = [Choice(f"step {number}", self._worded(step)) for number, step in enumerate(steps)]
        always = [
            Choice(each, getattr(texts.always, each), key) for each, key in ALWAYS.items() if self._is_possible(each)
        ]
        situation = "" if self.screen.told else shelf.situation()  # what has just happened is said instead
        after = bool(self.just_done)
        title, question = (texts.after_title, texts.after_question) if after else (texts.title, texts.question)
        chosen = self.screen.choose(title, question, [*offered, *always], explanation=situation, is_first=True)
        if chosen is None:
            return "leave"
        return steps[int(chosen.removeprefix("step "))] if chosen.startswith("step ") else chosen

    def _is_possible(self, entry: str) -> bool:
        """Whether there is anything to do it with: no entry leads to where nothing is."""
        if entry in ("new", "stored"):  # without any, "new" is the first step already
            return bool(self.shelf.assessments)
        return entry != "manage" or bool(self.shelf.assessments or self.shelf.papers)

    def _worded(self, step: Step) -> str:
        """A step as a person reads it, with what it is done with."""
        template: str = getattr(self.texts.steps, step.action)
        if step.action == "paper_on":
            papers = [each for each in self.shelf.papers if each.id in step.ids]
            return template.format(title=self.shelf.paper_title(papers[0]))
        about = [self.shelf.get(id) for id in step.ids]
        names = f" {self.texts.and_} ".join(self.guide.party(each.party) for each in about)
        return template.format(title=self._short_title(step, about), names=names)

    def _short_title(self, step: Step, about: list[Assessment]) -> str:
        """What a step is about: of what is complete, how far it is need not be said."""
        if not about:
            return ""
        return self.shelf.title(about[-1]) if step.action in ("go_on", "settle_on") else self.shelf.name(about[-1])

    def _take(self, step: Step) -> object:
        """Take a step; False where the person has come back without doing it."""
        ids = step.ids
        one = self.shelf.get(ids[-1]) if ids and step.action not in ("paper_on",) else None
        ways: dict[Action, Callable[[], object]] = {
            "begin": self._begin,
            "go_on": lambda: self._answer(ids[0]),
            "settle_on": lambda: self._settle_on(ids[0]),
            "result": lambda: self._result(one),
            "other_side": lambda: exchange.hand_on(self.screen, self.shelf.guide, one),
            "read_in": self._read_in,
            "compare": lambda: self._settled(was_read=comparing.pair(self.screen, ids, "parties")),
            "compare_times": lambda: comparing.pair(self.screen, ids, "time"),
            "settle": lambda: self._settled(was_read=comparing.settle(self.screen, ids)),
            "report": lambda: self._report(one),
            "paper": self._paper,
            "paper_on": self._ask_paper,
            "firms": lambda: comparing.firms(self.screen, self.shelf),
            "again": lambda: self._again(ids[0]),
        }
        return ways[step.action]()

    def _always(self, chosen: str) -> None:
        ways: dict[str, Callable[[], object]] = {
            "new": self._begin,
            "stored": self._stored,
            "exchange": self._exchange,
            "compare": lambda: self._settled(was_read=comparing.choose_and_compare(self.screen, self.shelf)),
            "paper": self._paper,
            "guide": self._read_guide,
            "manage": lambda: managing.manage(self.screen, self.shelf),
        }
        ways[chosen]()

    # Answering

    def _begin(self) -> None:
        words = self.texts.begin
        full = words.full.format(minutes=self.guide.interview.duration.format(minutes=minutes_of(self.guide, "full")))
        choices = (Choice("full", full), Choice("quick", words.quick))
        scope = self.screen.choose(self.texts.steps.begin, words.question, choices)
        if scope:
            self._interview(quick=scope == "quick")

    def _answer(self, id: str) -> None:
        self._interview(id=id)

    def _again(self, id: str) -> None:
        self._interview(id=id, again=True)

    def _interview(self, *, id: str | None = None, quick: bool = False, again: bool = False) -> None:
        from verbund_check.commands import assess

        self.just_done = assess.run(assess.Wishes(id=id, quick=quick, again=again))

    # Looking at what there is

    def _stored(self) -> None:
        words = self.texts.stored
        one = self.shelf.only(self.screen, self.texts.always.stored, words.question, self.shelf.assessments)
        if one is None:
            return
        done = is_complete(one, self.guide)
        ways: dict[str, tuple[str, Callable[[], object]]] = {}
        if done:
            ways["result"] = (words.result, lambda: self._result(one))
            ways["change"] = (words.change, lambda: self._answer(one.id))
            ways["report"] = (words.report, lambda: self._report(one))
            ways["again"] = (words.again, lambda: self._again(one.id))
        elif one.origins:
            ways["settle_on"] = (words.settle_on, lambda: self._settle_on(one.id))
        else:
            ways["go_on"] = (words.go_on, lambda: self._answer(one.id))
        ways["rename"] = (words.rename, lambda: managing.rename(self.screen, self.shelf, one))
        ways["delete"] = (words.delete, lambda: managing.remove(one.id))
        question = words.what.format(title=self.shelf.title(one))
        chosen = self.screen.choose(
            self.texts.always.stored, question, [Choice(key, label) for key, (label, _) in ways.items()]
        )
        if chosen:
            ways[chosen][1]()

    def _result(self, one: Assessment | None) -> None:
        from verbund_check.documents.report import report_document

        assert one is not None
        words = self.texts
        document = report_document(report_on(one, self.guide), self.guide, on_screen=True)
        self.screen.read(document)
        choices = (
            Choice("report", words.stored.report),
            Choice("change", words.stored.change),
            Choice("again", words.read_again),
        )
        while chosen := self.screen.choose(words.result.title, words.result.what, choices):
            if chosen == "again":
                self.screen.read(document)
                continue
            self._report(one) if chosen == "report" else self._answer(one.id)
            return

    def _report(self, one: Assessment | None) -> bool:
        """Write the report; return whether it was written."""
        from verbund_check.commands import export

        assert one is not None
        words = self.texts.writing
        with_notes = True
        if one.notes or any(one.note_of(id) for id in one.answers):
            choices = (Choice("yes", words.with_remarks, "j"), Choice("no", words.without_remarks, "n"))
            chosen = self.screen.choose(self.texts.stored.report, words.remarks, choices)
            if chosen is None:
                return False
            with_notes = chosen == "yes"
        return write(
            self.screen,
            self.texts.stored.report,
            "report",
            lambda to: export.run(one.id, to, with_notes=with_notes),
        )

    def _settle_on(self, id: str) -> None:
        from verbund_check.commands import agree
        from verbund_check.commands.deliver import deliver

        report = agree.go_on(id, self.guide)
        deliver(report_content(report, self.guide), Destination(shows=self.screen.read))
        agree.refuse_incomplete(report)
        self.screen.tell(self.texts.compare.settled)
        self._settled(was_read=True)

    def _settled(self, *, was_read: bool) -> None:
        """Where the joint result has just been read, what comes next is to hand it on."""
        if was_read:
            self.shelf.look(self.screen)
            self.taken |= {Step("result", (each.id,)) for each in self.shelf.complete if each.origins}

    # Between the sides

    def _exchange(self) -> None:
        words = self.texts.exchange
        ways: dict[str, Callable[[], object]] = {
            "hand_on": lambda: exchange.hand_on_of_one(self.screen, self.shelf),
            "read_in": self._read_in,
            "answers": self._own_answers,
        }
        choices = [Choice(key, getattr(words, key)) for key in ways]
        chosen = self.screen.choose(self.texts.always.exchange, words.question, choices)
        if chosen:
            ways[chosen]()

    def _own_answers(self) -> None:
        from verbund_check.commands import export

        words = self.texts.exchange
        one = self.shelf.only(self.screen, words.answers, self.texts.stored.question, self.shelf.complete)
        if one:
            write(self.screen, words.answers, "report", lambda to: export.run(one.id, to), ("json",))

    def _read_in(self) -> bool:
        return exchange.read_in(self.screen, self.shelf)

    # The paper and the guide

    def _ask_paper(self) -> None:
        from verbund_check.commands import rules

        rules.run(Destination(shows=self.screen.read), blank=False)
        self.shelf.look(self.screen)
        if not self.shelf.papers:
            return
        words, newest = self.texts.paper, self.shelf.papers[0]
        if self.screen.choose(self.texts.always.paper, words.question, (Choice("write", words.write),)):
            self._write_paper(newest.id)

    def _write_paper(self, id: str) -> None:
        from verbund_check.commands import rules

        write(self.screen, self.texts.always.paper, "document", lambda to: rules.write(id, to))

    def _paper(self) -> None:
        from verbund_check.commands import rules

        words = self.texts.paper
        choices = [Choice("ask", words.ask)]
        choices += [
            Choice(each.id, words.write_one.format(title=self.shelf.paper_title(each))) for each in self.shelf.papers
        ]
        chosen = self.screen.choose(self.texts.always.paper, words.what, (*choices, Choice("blank", words.blank)))
        if chosen == "ask":
            self._ask_paper()
        elif chosen == "blank":
            write(self.screen, words.blank, "document", lambda to: rules.run(to, blank=True))
        elif chosen:
            self._write_paper(chosen)

    def _read_guide(self) -> None:
        from verbund_check.commands import show

        folder, words = default_folder(), self.texts.guide
        contents = with_numbers(load_contents(folder), folder)
        sections = tuple(Choice(entry.key, entry.title) for entry in contents.sections)
        while chosen := self.screen.choose(words.title, words.question, sections):
            self.screen.read(show.on_screen(chosen))
