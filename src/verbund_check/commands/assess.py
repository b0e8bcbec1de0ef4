"""`assess`: the interview from the first question to the next steps; also without a person, from an answers file."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, get_args

from msgspec import Struct
from msgspec.structs import replace

from verbund_check import streams
from verbund_check.answers_file import read_answers, read_answers_path
from verbund_check.asking import Asker, EndOfInput
from verbund_check.assessment import Assessment, asked_ids, begin, is_complete, open_ids, settled, utc_now
from verbund_check.content import default_folder, load_guide
from verbund_check.errors import IncompleteError, InputError, Interrupted, StorageError
from verbund_check.guide import Guide
from verbund_check.plain_data import MAX_BYTES, decode_text
from verbund_check.questions import Setup, day_of, summary
from verbund_check.report import report_on, to_json
from verbund_check.sections import Stage
from verbund_check.storage import Store, default_data_folder, new_id
from verbund_check.text import clean_line, shortened
from verbund_check.values import Party


class Wishes(Struct, frozen=True, kw_only=True):
    """The options of `assess` as they were typed."""

    id: str | None = None
    name: str | None = None
    party: str | None = None
    stage: str | None = None
    quick: bool = False
    answers: str | None = None
    resume: bool = False
    no_input: bool = False
    plain: bool = False
    as_json: bool = False


class Terminated(KeyboardInterrupt):
    """The system asked the program to end (SIGTERM, or the terminal was closed)."""


def run(wishes: Wishes) -> None:
    """Run an assessment and show its result.

    Raises IncompleteError, StorageError or Interrupted after all that could be saved and shown was.
    """
    guide = load_guide(default_folder())
    with ExitStack() as stack:
        record = Record(Store(default_data_folder(), guide), stack)
        assessment = _start(wishes, record, guide)
        asks = not (wishes.no_input or wishes.answers == "-")
        failure: StorageError | None = None
        try:
            if wishes.answers is not None or (_changes_something(wishes) and (wishes.id or wishes.resume)):
                record.save(assessment, lock=asks or wishes.answers is None)
            if asks and (open_ids(assessment, guide) or wishes.answers is None):
                assessment = _interview(wishes, assessment, record, guide)
        except StorageError as error:
            failure = error
            assessment = record.last or assessment
        _result(wishes, assessment, guide)
        if failure:
            raise StorageError(f"{failure}{_kept_so_far(assessment, record)}")
        if not is_complete(assessment, guide):
            raise IncompleteError(_missing(assessment, record, guide))
        if record.saved_in not in (None, default_data_folder()):
            streams.tell(
                f"{_where(record)}\nAndere Befehle finden sie so: {_command(f'export {assessment.id}', record)}"
            )


def _changes_something(wishes: Wishes) -> bool:
    """Return whether the options change an assessment that is saved already."""
    return wishes.quick or any(each is not None for each in (wishes.name, wishes.party, wishes.stage))


def is_unfinished(assessment: Assessment, guide: Guide) -> bool:
    """Return whether there is something left to ask; an agreement of two parties goes on with `compare --agree`."""
    return bool(open_ids(assessment, guide)) and not assessment.origins


class Record:
    """The recorder of one interview: which store it saves to, and the lock on what it has open."""

    def __init__(self, store: Store, stack: ExitStack) -> None:
        self.store = store
        self.lock = stack.enter_context(ExitStack())
        self.held: str | None = None
        self.last: Assessment | None = None
        self.saved_in: Path | None = None

    def save(self, assessment: Assessment, *, lock: bool = True) -> None:
        """Save, with the lock held from the first save on; without it where the ID is fresh and this save the only one."""
        self.last = assessment
        if lock:
            self.hold(assessment.id)
        self.store.save(assessment)
        self.saved_in = self.store.folder

    def hold(self, id: str) -> None:
        """Lock an assessment for this program; InputError where another one has it open."""
        if self.held != id:
            lock = ExitStack()
            lock.enter_context(self.store.locked(id))
            self.lock.close()
            self.lock.push(lock)
            self.held = id

    def take_up(self, id: str) -> Assessment:
        """Lock a saved assessment and return it as it is now; another program may have gone on with it meanwhile."""
        if self.store.has(id):
            self.hold(id)
        assessment = self.store.load(id)
        self.last = assessment
        self.saved_in = self.store.folder
        return assessment

    def move(self, folder: Path) -> None:
        """Save in another folder from now on."""
        self.store = Store(folder, self.store.guide)
        self.held = None

    def unfinished(self, party: Party) -> tuple[Assessment, ...]:
        """Return a party's unfinished assessments, newest first; none where the folder cannot be read."""
        try:
            stored = self.store.all().assessments
        except StorageError:
            return ()
        return tuple(each for each in stored if each.party == party and is_unfinished(each, self.store.guide))

    def take_over(self, assessment: Assessment, instead_of: Assessment) -> Assessment:
        """Go on with a saved assessment; the one just begun is dropped where nothing was answered in it."""
        taken = self.take_up(assessment.id)
        self.store.discard(instead_of)
        return taken


def _start(wishes: Wishes, record: Record, guide: Guide) -> Assessment:
    """The assessment to begin with, as options, files and earlier sessions want it."""
    now = utc_now()
    if wishes.answers is not None and (wishes.id or wishes.resume):
        raise InputError(
            "--answers beginnt eine neue Einschätzung und geht nicht zusammen mit einer Kennung oder --resume."
        )
    if wishes.answers is not None:
        given = _read(wishes.answers, guide, now)
        assessment = replace(given, id=new_id(now), started=now, finished=None)
    elif wishes.id or wishes.resume:
        assessment = _earlier(wishes, record, guide)
    else:
        assessment = begin(new_id(now), guide, now=now)
    changes: dict[str, Any] = {}
    if wishes.name is not None:
        changes["organisation"] = clean_line(wishes.name, 10_000)
    if wishes.party is not None:
        changes["party"] = _party(wishes.party, guide)
    if wishes.stage is not None:
        changes["stage"] = stage_named(wishes.stage)
    if wishes.quick:
        changes["scope"] = "quick"
    return settled(replace(assessment, **changes), guide, now=assessment.finished or now)


def _read(answers: str, guide: Guide, now: str) -> Assessment:
    if answers != "-":
        return read_answers_path(Path(answers), guide, now=now)
    name = "Standardeingabe"
    if sys.stdin is None:
        raise InputError(f"{name}: Es gibt keine; bitte nennen Sie mit --answers eine Datei.")
    data = sys.stdin.buffer.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise InputError(f"{name}: Der Text ist zu groß; erlaubt sind höchstens {MAX_BYTES // 1024} KB.")
    return read_answers(decode_text(data, name), name, guide, now=now)


def _earlier(wishes: Wishes, record: Record, guide: Guide) -> Assessment:
    if wishes.id:
        return record.take_up(wishes.id)
    party = _party(wishes.party, guide) if wishes.party else None
    stored = record.store.all().assessments
    unfinished = [each for each in stored if is_unfinished(each, guide) and party in (None, each.party)]
    if not unfinished:
        raise InputError("Es gibt keine angefangene Einschätzung; „verbund-check assess“ beginnt eine neue.")
    return record.take_up(unfinished[0].id)


def _party(given: str, guide: Guide) -> Party:
    from verbund_check.text import fold

    spellings = {party.value: party for party in Party} | {
        fold(guide.interview.parties.of(each)): each for each in Party
    }
    found = spellings.get(fold(given))
    if found is None:
        valid = ", ".join(f"{party.value} ({guide.interview.parties.of(party)})" for party in Party)
        raise InputError(f"--party „{shortened(given)}“ gibt es nicht; möglich sind: {valid}.")
    return found


def stage_named(given: str) -> Stage:
    """Return the stage that was typed; InputError where there is none of that name."""
    if given.strip().lower() not in get_args(Stage):
        raise InputError(
            f"--stage „{shortened(given)}“ gibt es nicht; möglich sind: planned (geplant), running (läuft schon)."
        )
    return "running" if given.strip().lower() == "running" else "planned"


def _interview(wishes: Wishes, assessment: Assessment, record: Record, guide: Guide) -> Assessment:
    from verbund_check.interview import Interview

    new = wishes.answers is None and not wishes.id and not wishes.resume
    setup = _setup(wishes) if new else ()
    with conversation(wishes.plain) as asker:
        interview = Interview(assessment, guide, record, asker, now=utc_now, setup=setup, offer=new)
        try:
            if new:
                asker.say(guide.interview.welcome_quick if wishes.quick else guide.interview.welcome)
            elif wishes.resume and not wishes.id:
                asker.say(_whose(assessment, guide))
            return interview.run()
        except EndOfInput:
            return interview.assessment
        except KeyboardInterrupt:
            raise Interrupted(_paused(interview.assessment, record)) from None


def _whose(assessment: Assessment, guide: Guide) -> str:
    """Whose assessment is gone on with where no ID was typed: nobody shall answer in another party's unawares."""
    party = guide.interview.parties.of(assessment.party) if assessment.party else "ohne Angabe, wer antwortet"
    name = assessment.organisation or "ohne Betriebsnamen"
    return f"Weiter mit der Einschätzung vom {day_of(assessment.started)}: {name}, {party}."


def _setup(wishes: Wishes) -> tuple[Setup, ...]:
    given = {"organisation": wishes.name, "party": wishes.party, "stage": wishes.stage}
    return tuple(step for step in get_args(Setup) if given[step] is None)


def asker_for(plain: bool) -> Asker:
    """Return the asker that fits the streams: full prompts on a terminal, plain lines everywhere else."""
    if streams.full_prompts_wanted(plain):
        from verbund_check.full_asker import FullAsker

        return FullAsker(encoding=getattr(sys.stderr, "encoding", None) or "utf-8")
    import shutil

    from verbund_check.plain_asker import PlainAsker, stdin_bytes

    return PlainAsker(stdin_bytes(), sys.stderr, lambda: shutil.get_terminal_size().columns)


@contextmanager
def conversation(plain: bool) -> Iterator[Asker]:
    """An asker that has the screen to itself and gives it back, however the conversation ends."""
    asker = asker_for(plain)
    with ended_by_signals(asker):
        try:
            asker.open()
            yield asker
        finally:
            asker.close()


@contextmanager
def ended_by_signals(asker: Asker | None = None) -> Iterator[None]:
    """End the interview, or whatever is under way, in good order where the system asks for it or the terminal is closed."""

    def end(*_: Any) -> None:
        interrupt = getattr(asker, "interrupt", None)
        if interrupt is None or not interrupt(Terminated()):
            raise Terminated

    names = [name for name in ("SIGTERM", "SIGHUP", "SIGBREAK") if hasattr(signal, name)]
    before = {getattr(signal, name): signal.signal(getattr(signal, name), end) for name in names}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _paused(assessment: Assessment, record: Record) -> str:
    if record.saved_in is None:
        return "Abgebrochen; es war noch nichts zu speichern."
    return f"Unterbrochen. {_where(record)}\n{_go_on(assessment, record)}"


def _kept_so_far(assessment: Assessment, record: Record) -> str:
    if record.saved_in is None:
        return ""
    return f"\nAlles bis auf Ihre letzte Eingabe ist gespeichert. {_where(record)}\n{_go_on(assessment, record)}"


def _where(record: Record) -> str:
    assert record.saved_in is not None
    return f"Ihre Antworten liegen in {_short(record.saved_in)}."


def _short(folder: Path) -> str:
    """A folder as people know it: below their home with ~."""
    try:
        return str(Path("~") / folder.absolute().relative_to(Path.home()))
    except (ValueError, RuntimeError, OSError):
        return shortened(str(folder), 200)


def _go_on(assessment: Assessment, record: Record) -> str:
    return f"Weiter mit: {_command(f'assess {assessment.id}', record)}"


def _command(rest: str, record: Record) -> str:
    """A command that finds what was saved, also in another folder than the usual one."""
    folder = record.saved_in
    if folder in (None, default_data_folder()):
        return f"verbund-check {rest}"
    if sys.platform == "win32":
        return f"$env:VERBUND_CHECK_DATA='{folder}'; verbund-check {rest}"
    import shlex

    return f"VERBUND_CHECK_DATA={shlex.quote(str(folder))} verbund-check {rest}"


def _missing(assessment: Assessment, record: Record, guide: Guide) -> str:
    missing = open_ids(assessment, guide)
    named = ", ".join(f"„{summary(id, guide)}“" for id in missing[:3])
    more = f" und {len(missing) - 3} weitere" if len(missing) > 3 else ""
    total = len(asked_ids(guide, assessment.scope))
    told = f"{len(missing)} von {total} Antworten fehlen noch: {named}{more}."
    if record.saved_in is not None:
        told += f" {_where(record)}\n{_go_on(assessment, record)}"
    return told


def _result(wishes: Wishes, assessment: Assessment, guide: Guide) -> None:
    report = report_on(assessment, guide)
    if wishes.as_json:
        streams.write_data(to_json(report))
        return
    from verbund_check.documents.report import report_document

    streams.show(report_document(report, guide, on_screen=True))
