"""`compare --agree`: two parties go through what they see differently and settle it."""

from __future__ import annotations

from contextlib import ExitStack

from verbund_check.answers.assessment import Assessment, is_complete, utc_now
from verbund_check.commands.conversation import conversation
from verbund_check.errors import IncompleteError, Interrupted, StorageError
from verbund_check.guide.model import Guide
from verbund_check.policy.agreement import goes_on_from
from verbund_check.policy.compare_pair import PairComparison
from verbund_check.policy.report import Report, report_on
from verbund_check.questionnaire.agreement import AgreementQuestionnaire
from verbund_check.questionnaire.engine import Walk
from verbund_check.questionnaire.prompts import EndOfInput
from verbund_check.storage.session import Record
from verbund_check.storage.store import Store, default_data_folder, new_id
from verbund_check.terminal import streams
from verbund_check.text import shortened


def run(comparison: PairComparison, pair: tuple[Assessment, Assessment], guide: Guide, *, plain: bool) -> Report:
    """Ask for an agreement on each difference, save the joint assessment and return its report.

    Raises Interrupted where the people stopped; what there is was saved, and the same call goes on from there.
    """
    with ExitStack() as stack:
        record = Record(Store(default_data_folder(), guide), stack)
        earlier = _earlier(record, pair, guide)
        with conversation(plain) as asker:
            id = earlier.id if earlier else new_id(utc_now())
            questionnaire = AgreementQuestionnaire(
                id, comparison, pair, guide, record, asker, now=utc_now, earlier=earlier
            )
            try:
                questionnaire.begin()
                if questionnaire.points:
                    Walk(questionnaire, asker).run()
                else:
                    asker.say(guide.comparison.agree.nothing)
            except EndOfInput:
                pass
            except KeyboardInterrupt:
                raise Interrupted(_paused(questionnaire.joint, record, guide)) from None
        joint = questionnaire.joint
    streams.tell(f"Die gemeinsame Einschätzung ist gespeichert ({joint.id}).{_elsewhere(record)}")
    return report_on(joint, guide)


def refuse_incomplete(report: Report) -> None:
    """Raise IncompleteError where the input ended before all points were settled."""
    if not report.complete:
        raise IncompleteError(
            "Noch nicht alle Punkte sind geklärt. Was da ist, ist gespeichert; derselbe Aufruf macht weiter."
        )


def _paused(joint: Assessment, record: Record, guide: Guide) -> str:
    if record.saved_in is None:
        return "Abgebrochen; es war noch nichts zu speichern."
    if is_complete(joint, guide):
        told = f"Alle Punkte sind geklärt und gespeichert. Den Bericht zeigt: verbund-check export {joint.id}"
    else:
        told = f"Unterbrochen. Was geklärt ist, ist gespeichert ({joint.id}); derselbe Aufruf macht weiter."
    return told + _elsewhere(record)


def _elsewhere(record: Record) -> str:
    """Where to find what was saved in another folder than the usual one; "" where it is there."""
    if record.saved_in in (None, default_data_folder()):
        return ""
    return f" Sie liegt in {shortened(str(record.saved_in), 200)}; nennen Sie diesen Ordner in VERBUND_CHECK_DATA."


def _earlier(record: Record, pair: tuple[Assessment, Assessment], guide: Guide) -> Assessment | None:
    """The unfinished joint assessment that an interrupted round on the same two left, as it is now, where there is one."""
    try:
        saved = record.store.all().assessments
    except StorageError:
        return None
    left = (each.id for each in saved if goes_on_from(each, pair) and not is_complete(each, guide))
    id = next(left, None)
    return record.take_up(id) if id else None
