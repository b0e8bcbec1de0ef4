"""`compare --agree`: two parties go through what they see differently and settle it."""

from __future__ import annotations

from contextlib import ExitStack

from verbund_check import streams
from verbund_check.agreement_questions import AgreementQuestionnaire
from verbund_check.asking import EndOfInput
from verbund_check.assessment import Assessment, is_complete, utc_now
from verbund_check.commands.assess import Record, asker_for, ended_by_signals
from verbund_check.comparison import PairComparison
from verbund_check.documents.report import report_document
from verbund_check.errors import IncompleteError, Interrupted, StorageError
from verbund_check.guide import Guide
from verbund_check.report import report_on, to_json
from verbund_check.storage import Store, default_data_folder, new_id
from verbund_check.walk import Walk


def run(
    comparison: PairComparison, pair: tuple[Assessment, Assessment], guide: Guide, *, plain: bool, as_json: bool
) -> None:
    """Ask for an agreement on each difference, save the joint assessment and show its report.

    Raises IncompleteError where the input ended before all points were settled, Interrupted where the people stopped; what
    there is was saved, and the same call goes on from there.
    """
    with ExitStack() as stack:
        record = Record(Store(default_data_folder(), guide), stack)
        earlier = _earlier(record, pair, guide)
        asker = asker_for(plain)
        id = earlier.id if earlier else new_id(utc_now())
        questionnaire = AgreementQuestionnaire(id, comparison, pair, guide, record, asker, now=utc_now, earlier=earlier)
        try:
            with ended_by_signals(asker):
                asker.open()
                try:
                    questionnaire.begin()
                    if questionnaire.points:
                        Walk(questionnaire, asker).run()
                finally:
                    asker.close()
        except EndOfInput:
            pass
        except KeyboardInterrupt:
            raise Interrupted(
                f"Unterbrochen. Was geklärt ist, ist gespeichert ({id}); derselbe Aufruf macht weiter."
            ) from None
    joint = questionnaire.joint
    if not questionnaire.points:
        streams.tell(guide.comparison.agree.nothing)
    report = report_on(joint, guide)
    if as_json:
        streams.write_data(to_json(report))
    else:
        streams.show(report_document(report, guide, on_screen=True))
    if not is_complete(joint, guide):
        raise IncompleteError(
            "Noch nicht alle Punkte sind geklärt. Was da ist, ist gespeichert; derselbe Aufruf macht weiter."
        )


def _earlier(record: Record, pair: tuple[Assessment, Assessment], guide: Guide) -> Assessment | None:
    """The unfinished joint assessment that an interrupted round on the same two left, where there is one."""
    wanted = tuple(each.id for each in pair)
    try:
        saved = record.store.all().assessments
    except StorageError:
        return None
    return next(
        (
            each
            for each in saved
            if tuple(origin.id for origin in each.origins) == wanted and not is_complete(each, guide)
        ),
        None,
    )
