"""`compare --agree`: two parties go through what they see differently and settle it."""

from __future__ import annotations

from verbund_check.answers.assessment import Assessment, Origin, is_complete, utc_now
from verbund_check.commands.conversation import conversation
from verbund_check.errors import IncompleteError, InputError, Interrupted, StorageError
from verbund_check.guide.model import Guide
from verbund_check.guide.values import Party
from verbund_check.policy.agreement import goes_on_from
from verbund_check.policy.compare_pair import Pair, PairComparison, compare_pair
from verbund_check.policy.report import Report, report_on
from verbund_check.questionnaire.agreement import AgreementQuestionnaire
from verbund_check.questionnaire.engine import Engine
from verbund_check.questionnaire.prompts import EndOfInput
from verbund_check.shell import typed
from verbund_check.storage.folder import unreadable_message
from verbund_check.storage.session import Session
from verbund_check.storage.store import Head, Store, assessment_store, default_data_folder, new_id
from verbund_check.terminal import streams
from verbund_check.text import local_today, shortened


def run(comparison: PairComparison, pair: Pair, guide: Guide, *, going_on: str = "") -> Report:
    """Ask for an agreement on each difference, save the joint assessment and return its report.

    `going_on` is the ID of the joint assessment of an earlier sitting; without it, one on the same two is looked for.

    Raises Interrupted where the people stopped; what there is was saved, and the same call goes on from there.
    """
    store = assessment_store(default_data_folder(), guide)
    with Session(store, streams.tell) as session, conversation() as asker:
        session.tell = asker.say
        earlier = session.take_up(going_on) if going_on else _earlier(session, pair, guide)
        id = earlier.id if earlier else new_id(local_today())
        questionnaire = AgreementQuestionnaire(id, comparison, pair, guide, now=utc_now, earlier=earlier)
        engine = Engine(questionnaire, session, asker)
        try:
            engine.save(questionnaire.state)
            if questionnaire.points:
                engine.run()
            else:
                asker.say(guide.comparison.agree.nothing)
        except EndOfInput:
            pass
        except KeyboardInterrupt:
            raise Interrupted(_paused(questionnaire.state, session, guide)) from None
    joint = questionnaire.state
    streams.tell(f"Die gemeinsame Einschätzung ist gespeichert ({joint.id}).{_elsewhere(session)}")
    return report_on(joint, guide)


def go_on(id: str, guide: Guide) -> Report:
    """Go on with the joint conversation that this saved joint assessment came from; return its report as `run` does.

    What each side answered is read from its own assessment where that is still here, else from the joint one.
    """
    store = assessment_store(default_data_folder(), guide)
    joint = store.load(id)
    first, second = (_side(each, joint, store) for each in joint.origins)
    comparison = compare_pair(first, second, "parties", guide)
    pair = (first, second) if comparison.assessments[0].id == first.id else (second, first)
    return run(comparison, pair, guide, going_on=id)


def _side(origin: Origin, joint: Assessment, store: Store[Assessment]) -> Assessment:
    """One side's assessment: its own where it is saved, which may have been corrected since; else as the joint one kept it."""
    if store.has(origin.id):
        try:
            return store.load(origin.id)
        except InputError:
            pass  # damaged: the joint one still has it
    return Assessment(
        id=origin.id,
        organisation=joint.organisation,
        party=origin.party,
        stage=joint.stage,
        scope=joint.scope,
        started=origin.finished or joint.started,
        finished=origin.finished,
        content=origin.content,
        answers=origin.answers,
        notes=origin.notes,
    )


def refuse_incomplete(report: Report) -> None:
    """Raise IncompleteError where the input ended before all points were settled."""
    if not report.complete:
        raise IncompleteError(
            "Noch nicht alle Punkte sind geklärt. Was da ist, ist gespeichert. "
            f"Das Gespräch setzen Sie fort mit: {typed(f'assess {report.id}')}"
        )


def _paused(joint: Assessment, session: Session[Assessment], guide: Guide) -> str:
    if session.folder is None:
        return "Abgebrochen; es war noch nichts zu speichern."
    if is_complete(joint, guide):
        told = f"Alle Punkte sind geklärt und gespeichert. Den Bericht zeigt: {typed(f'export {joint.id}')}"
    else:
        told = f"Unterbrochen. Was geklärt ist, ist gespeichert. Das Gespräch setzen Sie fort mit: {typed(f'assess {joint.id}')}"
    return told + _elsewhere(session)


def _elsewhere(session: Session[Assessment]) -> str:
    """Where to find what was saved in another folder than the usual one; "" where it is there."""
    if session.folder in (None, default_data_folder()):
        return ""
    return f" Sie liegt in {shortened(str(session.folder), 200)}; nennen Sie diesen Ordner in VERBUND_CHECK_DATA."


def _earlier(session: Session[Assessment], pair: Pair, guide: Guide) -> Assessment | None:
    """The unfinished joint assessment that an interrupted round on the same two left, as it is now, where there is one."""

    def wanted(head: Head) -> bool:
        return head.party == Party.JOINT

    try:
        stored = session.store.all(wanted)
    except StorageError as error:
        session.tell(str(error))
        return None
    if stored.unreadable:
        session.tell(unreadable_message(stored.unreadable))
    left = (each.id for each in stored.items if goes_on_from(each, pair) and not is_complete(each, guide))
    id = next(left, None)
    return session.take_up(id) if id else None
