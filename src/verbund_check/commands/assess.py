"""`assess`: the interview from the first question to the next steps; also without a person, from an answers file."""

from __future__ import annotations

import shutil
import sys
from functools import partial
from pathlib import Path

from msgspec.structs import replace

from verbund_check.answers.assessment import Assessment, is_complete, open_ids, settled, utc_now
from verbund_check.answers.reader import ID_PATTERN
from verbund_check.commands.conversation import Terminated, asker_for, conversation
from verbund_check.commands.deliver import Destination, deliver, lines_for, report_content, show
from verbund_check.commands.start import Start, Wishes, start, typed_party, typed_stage
from verbund_check.commands.stored import assessments
from verbund_check.documents.blocks import Document
from verbund_check.errors import IncompleteError, InputError, Interrupted, StorageError
from verbund_check.guide.loader import default_folder, load_guide
from verbund_check.guide.model import Guide
from verbund_check.policy.report import report_on
from verbund_check.questionnaire.prompts import Asker, Chosen, EndOfInput
from verbund_check.storage.session import AssessmentSession, command, go_on, paused, saved_so_far, where
from verbund_check.storage.store import default_data_folder
from verbund_check.terminal import streams
from verbund_check.text import clean_line

__all__ = ["Wishes", "blank", "run"]

STEPS = 22
"""So many lines the next steps take below the short result."""


def run(wishes: Wishes) -> str:
    """Run an assessment and show its result. Return its ID where the short one stands on the terminal, else "".

    Raises IncompleteError, StorageError or Interrupted after all that could be saved and shown was.
    """
    guide = load_guide(default_folder())
    if wishes.id and wishes.asks and _is_unsettled(wishes.id, guide):
        return _settle_on(wishes, wishes.id, guide)
    with AssessmentSession(assessments(guide), guide, streams.tell) as session:
        begun = start(wishes, session, guide)
        assessment = begun.assessment
        failure: StorageError | None = None
        is_asked = False
        try:
            if _is_saved_unasked(wishes, begun):
                session.save(assessment, lock=wishes.asks or begun.kind != "file")
            is_asked = wishes.asks and (bool(open_ids(assessment, guide)) or begun.kind != "file")
            if is_asked:
                assessment = _interview(wishes, begun, session, guide)
        except StorageError as error:
            failure = error
            assessment = session.item or assessment
        _result(wishes, assessment, guide, session, is_asked=is_asked)
        if failure:
            raise StorageError(f"{failure}{saved_so_far(assessment, session)}")
        if not is_complete(assessment, guide):
            raise IncompleteError(_missing(assessment, session, guide))
        if session.folder not in (None, default_data_folder()):
            export = command(f"export {assessment.id}", session.folder)
            streams.tell(f"{where(session.folder)}\nAndere Befehle finden sie so: {export}")
        return assessment.id if is_asked and _is_short(wishes) else ""


def _is_unsettled(id: str, guide: Guide) -> bool:
    """Whether this is a joint assessment that two sides are still talking about."""
    store = assessments(guide)
    if not ID_PATTERN.fullmatch(id) or not store.has(id):
        return False
    joint = store.load(id)
    return bool(joint.origins) and not is_complete(joint, guide)


def _settle_on(wishes: Wishes, id: str, guide: Guide) -> str:
    """Go on with the joint conversation; an ordinary interview would ask one of the two what both have to settle."""
    from verbund_check.commands import agree

    report = agree.go_on(id, guide)
    deliver(report_content(report, guide), Destination("json" if wishes.as_json else None))
    agree.refuse_incomplete(report)
    return ""


def _is_saved_unasked(wishes: Wishes, begun: Start) -> bool:
    """Whether options or a file say something that is to be saved, whatever may be answered or not."""
    if begun.kind == "file":
        return True
    if begun.kind in ("new", "again"):
        return wishes.no_input and (wishes.changes_something or begun.kind == "again")
    return wishes.changes_something


def _interview(wishes: Wishes, begun: Start, session: AssessmentSession, guide: Guide) -> Assessment:
    from verbund_check.questionnaire.assessment import Interview
    from verbund_check.questionnaire.assessment_prompts import resumed
    from verbund_check.questionnaire.engine import Engine

    assessment, is_new = begun.assessment, begun.kind in ("new", "again")
    with conversation() as asker:
        session.tell = asker.say

        def recall(id: str) -> Assessment | None:
            if not id:
                return None
            try:
                return session.store.load(id)
            except (InputError, StorageError) as error:
                asker.say(f"Was Sie beim letzten Mal geantwortet haben, ist nicht zu lesen. {error}")
                return None

        interview = Interview(
            assessment,
            guide,
            asker,
            now=lambda: begun.finished or utc_now(),
            setup=begun.setup,
            earlier=session if is_new else None,
            recall=recall,
        )
        try:
            if begun.kind == "new":
                asker.say(guide.interview.welcome_quick if wishes.quick else guide.interview.welcome)
            elif begun.kind == "again":
                asker.say(guide.prompts.amend.help)
            elif begun.kind == "resumed":
                asker.say(resumed(assessment, guide))
            elif begun.kind == "widened" or (_can_widen(wishes, begun, guide) and _wants_all(asker, guide)):
                Engine(interview, session, asker).save(settled(replace(assessment, scope="full"), guide, now=utc_now()))
            interview.begin()
            return Engine(interview, session, asker).run()
        except EndOfInput:
            return interview.state
        except KeyboardInterrupt:
            raise Interrupted(paused(interview.state, session)) from None
        finally:
            session.tell = streams.tell


def _can_widen(wishes: Wishes, begun: Start, guide: Guide) -> bool:
    """Whether the quick questions are answered and the person comes back to them by the ID on the same day."""
    assessment = begun.assessment
    return begun.kind == "named" and not wishes.quick and assessment.scope == "quick" and is_complete(assessment, guide)


def _wants_all(asker: Asker, guide: Guide) -> bool:
    """Whether the person goes on with the whole questionnaire."""
    from verbund_check.questionnaire.assessment_prompts import widening_prompt

    reply = asker.ask(widening_prompt(guide))
    return isinstance(reply, Chosen) and reply.value == "yes"


def _missing(assessment: Assessment, session: AssessmentSession, guide: Guide) -> str:
    missing = open_ids(assessment, guide)
    named = ", ".join(f"„{guide.questions[id].title}“" for id in missing[:3])
    more = f" und {len(missing) - 3} weitere" if len(missing) > 3 else ""
    total = len(guide.asked(assessment.scope))
    told = f"{len(missing)} von {total} Antworten fehlen noch: {named}{more}."
    if session.folder is not None:
        told += f" {where(session.folder)}\n{go_on(assessment, session)}"
    return told


def _result(
    wishes: Wishes, assessment: Assessment, guide: Guide, session: AssessmentSession, *, is_asked: bool
) -> None:
    """Show the result: after an interview on a terminal the short one, else the whole."""
    if session.folder is None:
        assessment = replace(assessment, id="")  # nobody could find it under an ID that was never saved
        if not (assessment.answers or wishes.as_json):
            return
    report = report_on(assessment, guide)
    if is_asked and _is_short(wishes):
        from verbund_check.documents.short import short_document

        document = short_document(report, guide)
        if report.complete:  # the steps that follow would push it out
            _read_where_low(document)
        show(document)
        return
    deliver(report_content(report, guide), Destination("json" if wishes.as_json else None))
    if report.id and is_asked and not wishes.as_json:
        streams.tell(f"Einen Bericht zum Weitergeben schreibt: {command(f'export {report.id}', session.folder)}")


def _read_where_low(document: Document) -> None:
    """Let a document be read page by page where it and the steps below it run out of the window."""
    window = shutil.get_terminal_size()
    lines = lines_for(document, sys.stdout, window.columns)
    if len(lines) + STEPS > window.lines and streams.full_prompts_possible() and not streams.plain_wanted():
        try:
            asker_for().read(partial(lines_for, document, sys.stderr))
        except Terminated:
            raise
        except (EndOfInput, KeyboardInterrupt):
            pass  # whoever has seen enough goes on


def _is_short(wishes: Wishes) -> bool:
    """Whether a person at a terminal sees the short result, and can go on from it."""
    return not (wishes.as_json or wishes.full) and streams.are_all_terminals()


def blank(wishes: Wishes, to: Destination) -> Path | None:
    """Show or write the blank questionnaire for the stage and scope that were asked for; return the file."""
    from verbund_check.documents.filename import file_stem
    from verbund_check.documents.questionnaire import questionnaire_document

    if wishes.id or wishes.resume or wishes.again or wishes.answers is not None or wishes.as_json:
        raise InputError(
            "--blank ist der leere Fragebogen; er geht nicht zusammen mit einer Kennung, --resume, --again, --answers oder "
            "--json."
        )
    guide = load_guide(default_folder())
    stage = typed_stage(wishes.stage, guide) if wishes.stage else "planned"
    name = clean_line(wishes.name or "", 10_000)
    party = typed_party(wishes.party, guide) if wishes.party else None
    document = questionnaire_document(guide, stage, "quick" if wishes.quick else "full", name, party)
    default = "" if streams.is_terminal(sys.stdout) else "md"
    stem = file_stem("fragebogen", name, guide.party(party) if party else "")
    return deliver(document, to._replace(stem=stem, default=default))
