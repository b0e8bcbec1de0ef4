"""`assess`: the interview from the first question to the next steps; also without a person, from an answers file."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any, get_args

from msgspec import Struct
from msgspec.structs import replace

from verbund_check.answers.assessment import Assessment, begin, is_complete, open_ids, settled, utc_now
from verbund_check.answers.reader import Reader, party_named, read_answers_path, stage_named
from verbund_check.commands.conversation import conversation
from verbund_check.commands.deliver import Destination, deliver, report_content
from verbund_check.commands.stored import assessments, choose, tell_unreadable
from verbund_check.errors import IncompleteError, InputError, Interrupted, StorageError
from verbund_check.guide.loader import default_folder, load_guide
from verbund_check.guide.model import Guide
from verbund_check.guide.sections import Stage
from verbund_check.guide.values import Party
from verbund_check.guide.yaml_json import MAX_BYTES
from verbund_check.policy.report import report_on
from verbund_check.questionnaire.assessment_prompts import Setup, resumed, widening_prompt
from verbund_check.questionnaire.prompts import Asker, Chosen, EndOfInput
from verbund_check.storage.session import (
    AssessmentSession,
    command,
    go_on,
    is_unfinished,
    paused,
    saved_so_far,
    where,
)
from verbund_check.storage.store import default_data_folder, new_id
from verbund_check.terminal import streams
from verbund_check.text import MAX_NAME, clean_line, shortened, suggestion


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


def run(wishes: Wishes) -> None:
    """Run an assessment and show its result.

    Raises IncompleteError, StorageError or Interrupted after all that could be saved and shown was.
    """
    guide = load_guide(default_folder())
    with AssessmentSession(assessments(guide), guide, streams.tell) as session:
        assessment = _start(wishes, session, guide)
        asks = not (wishes.no_input or wishes.answers == "-")
        failure: StorageError | None = None
        try:
            earlier = wishes.id or wishes.resume
            changes = _changes_something(wishes) and (earlier or wishes.no_input)
            if wishes.answers is not None or changes:
                session.save(assessment, lock=asks or wishes.answers is None)
            if asks and (open_ids(assessment, guide) or wishes.answers is None):
                assessment = _interview(wishes, assessment, session, guide)
        except StorageError as error:
            failure = error
            assessment = session.item or assessment
        _result(wishes, assessment, guide, is_saved=session.folder is not None)
        if failure:
            raise StorageError(f"{failure}{saved_so_far(assessment, session)}")
        if not is_complete(assessment, guide):
            raise IncompleteError(_missing(assessment, session, guide))
        if session.folder not in (None, default_data_folder()):
            export = command(f"export {assessment.id}", session.folder)
            streams.tell(f"{where(session.folder)}\nAndere Befehle finden sie so: {export}")


def _changes_something(wishes: Wishes) -> bool:
    """Return whether the options change an assessment that is saved already."""
    return wishes.quick or any(each is not None for each in (wishes.name, wishes.party, wishes.stage))


def _start(wishes: Wishes, session: AssessmentSession, guide: Guide) -> Assessment:
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
        assessment = _earlier(wishes, session, guide)
        _refuse_another(wishes, assessment, guide)
    else:
        assessment = begin(new_id(now), guide, now=now)
    changes: dict[str, Any] = {}
    if wishes.name is not None:
        changes["organisation"] = _name(wishes.name)
    if wishes.party is not None:
        changes["party"] = _party(wishes.party, guide)
    if wishes.stage is not None:
        changes["stage"] = typed_stage(wishes.stage, guide)
    if wishes.quick:
        changes["scope"] = "quick"
    return settled(replace(assessment, **changes), guide, now=assessment.finished or now)


def _read(answers: str, guide: Guide, now: str) -> Assessment:
    if answers != "-":
        return read_answers_path(Path(answers), guide, now=now, entering=True)
    name = "Standardeingabe"
    if sys.stdin is None:
        raise InputError(f"{name}: Es gibt keine; bitte nennen Sie mit --answers eine Datei.")
    data = sys.stdin.buffer.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise InputError(f"{name}: Der Text ist zu groß; erlaubt sind höchstens {MAX_BYTES // 1024} KB.")
    return Reader(guide).assessment(data, name, now, entering=True)


def _earlier(wishes: Wishes, session: AssessmentSession, guide: Guide) -> Assessment:
    if wishes.id:
        return session.take_up(wishes.id)
    stored = session.store.all()
    tell_unreadable(stored.unreadable)
    party = _party(wishes.party, guide) if wishes.party else None
    unfinished = [each for each in stored.items if is_unfinished(each, guide) and party in (None, each.party)]
    if not unfinished:
        raise InputError("Es gibt keine angefangene Einschätzung; „verbund-check assess“ beginnt eine neue.")
    # The newest may be the other party's, and its answers would be on the screen at once.
    parties = {each.party for each in stored.items if each.party and each.party is not Party.JOINT}
    if stored.unreadable or (party is None and len(parties) > 1):
        why, way = "Gespeichert sind Einschätzungen mehrerer Seiten", "auch --party oder die Kennung"
        if stored.unreadable:
            why, way = "Nicht alles Gespeicherte ist lesbar", "die Kennung"
        question = "Welche Einschätzung möchten Sie fortsetzen?"
        chosen = choose(unfinished, guide, why, question, way=way, asks=not wishes.no_input)
        return session.take_up(chosen.id)
    return session.take_up(unfinished[0].id)


def _refuse_another(wishes: Wishes, assessment: Assessment, guide: Guide) -> None:
    """InputError where options would make another assessment of it: the other party's, or one with fewer questions.

    Fewer questions would declare finished what is not, and let a comparison show what it must not show yet.
    """
    if wishes.party and assessment.party and _party(wishes.party, guide) != assessment.party:
        raise InputError(
            f"Die Einschätzung „{assessment.id}“ ist von: {guide.party(assessment.party)}. Für eine andere "
            "Seite beginnen Sie bitte eine neue."
        )
    if wishes.quick and assessment.scope == "full":
        raise InputError(
            f"Die Einschätzung „{assessment.id}“ hat den ganzen Fragebogen; --quick gilt nur für eine neue Einschätzung."
        )


def _name(given: str) -> str:
    name = clean_line(given, MAX_NAME + 1)
    if len(name) > MAX_NAME:
        raise InputError(f"--name ist zu lang; ein Name hat höchstens {MAX_NAME} Zeichen.")
    return name


def _party(given: str, guide: Guide) -> Party:
    found = party_named(given, guide)
    if found is None:
        valid = ", ".join(f"{party.value} ({guide.party(party)})" for party in Party)
        hint = suggestion(given, tuple(Party))
        raise InputError(f"--party „{shortened(given)}“ gibt es nicht.{hint} Möglich sind: {valid}.")
    return found


def typed_stage(given: str, guide: Guide) -> Stage:
    """Return the stage that was typed after --stage; InputError where there is none of that name."""
    found = stage_named(given, guide)
    if found is None:
        hint = suggestion(given, get_args(Stage))
        raise InputError(
            f"--stage „{shortened(given)}“ gibt es nicht.{hint} Möglich sind: planned (geplant), running (läuft schon)."
        )
    return found


def _interview(wishes: Wishes, assessment: Assessment, session: AssessmentSession, guide: Guide) -> Assessment:
    from verbund_check.questionnaire.assessment import Interview
    from verbund_check.questionnaire.engine import Engine

    new = wishes.answers is None and not wishes.id and not wishes.resume
    setup = _setup(wishes) if new else ()
    with conversation(wishes.plain) as asker:
        session.tell = asker.say
        interview = Interview(assessment, guide, asker, now=utc_now, setup=setup, earlier=session if new else None)
        try:
            if new:
                asker.say(guide.interview.welcome_quick if wishes.quick else guide.interview.welcome)
            elif wishes.resume and not wishes.id:
                asker.say(resumed(assessment, guide))
            elif _can_widen(wishes, assessment, guide) and _wants_all(asker, guide):
                Engine(interview, session, asker).save(settled(replace(assessment, scope="full"), guide, now=utc_now()))
            interview.begin()
            return Engine(interview, session, asker).run()
        except EndOfInput:
            return interview.state
        except KeyboardInterrupt:
            raise Interrupted(paused(interview.state, session)) from None
        finally:
            session.tell = streams.tell


def _can_widen(wishes: Wishes, assessment: Assessment, guide: Guide) -> bool:
    """Whether the quick questions are answered and the person comes back to them by the ID."""
    return bool(wishes.id) and not wishes.quick and assessment.scope == "quick" and is_complete(assessment, guide)


def _wants_all(asker: Asker, guide: Guide) -> bool:
    """Whether the person goes on with the whole questionnaire."""
    reply = asker.ask(widening_prompt(guide))
    return isinstance(reply, Chosen) and reply.value == "yes"


def _setup(wishes: Wishes) -> tuple[Setup, ...]:
    given = {"organisation": wishes.name, "party": wishes.party, "stage": wishes.stage}
    return tuple(step for step in get_args(Setup) if given[step] is None)


def _missing(assessment: Assessment, session: AssessmentSession, guide: Guide) -> str:
    missing = open_ids(assessment, guide)
    named = ", ".join(f"„{guide.questions[id].title}“" for id in missing[:3])
    more = f" und {len(missing) - 3} weitere" if len(missing) > 3 else ""
    total = len(guide.asked(assessment.scope))
    told = f"{len(missing)} von {total} Antworten fehlen noch: {named}{more}."
    if session.folder is not None:
        told += f" {where(session.folder)}\n{go_on(assessment, session)}"
    return told


def _result(wishes: Wishes, assessment: Assessment, guide: Guide, *, is_saved: bool) -> None:
    if not is_saved:
        assessment = replace(assessment, id="")  # nobody could find it under an ID that was never saved
        if not (assessment.answers or wishes.as_json):
            return
    to = Destination("json" if wishes.as_json else None, plain=wishes.plain)
    deliver(report_content(report_on(assessment, guide), guide), to)


def blank(wishes: Wishes, to: Destination) -> None:
    """Show or write the blank questionnaire for the stage and scope that were asked for."""
    from verbund_check.documents.questionnaire import questionnaire_document

    if wishes.id or wishes.resume or wishes.answers is not None or wishes.as_json:
        raise InputError(
            "--blank ist der leere Fragebogen; er geht nicht zusammen mit einer Kennung, --resume, --answers oder --json."
        )
    guide = load_guide(default_folder())
    stage = typed_stage(wishes.stage, guide) if wishes.stage else "planned"
    name = clean_line(wishes.name or "", 10_000)
    party = _party(wishes.party, guide) if wishes.party else None
    document = questionnaire_document(guide, stage, "quick" if wishes.quick else "full", name, party)
    default = "" if streams.is_terminal(sys.stdout) else "md"
    deliver(document, to._replace(stem="fragebogen", default=default))
