"""`rules`: the key-points paper for the alliance, asked point by point or blank."""

from __future__ import annotations

from contextlib import ExitStack

from verbund_check.answers.assessment import utc_now
from verbund_check.answers.keypoints import PARTNERS, Paper, begin_paper, open_steps, steps_of
from verbund_check.commands.conversation import conversation
from verbund_check.commands.deliver import Destination, deliver, target_of
from verbund_check.documents.keypoints import blank_paper_document, paper_document
from verbund_check.errors import IncompleteError, InputError, Interrupted
from verbund_check.guide.loader import default_folder, load_guide
from verbund_check.guide.model import Guide
from verbund_check.questionnaire.engine import Walk
from verbund_check.questionnaire.keypoints import PaperQuestionnaire
from verbund_check.questionnaire.prompts import Asker, Choice, Chosen, EndOfInput, Prompt
from verbund_check.storage.papers import PaperRecord, PaperStore
from verbund_check.storage.store import default_data_folder, new_id
from verbund_check.text import local_day, shortened


def run(to: Destination, *, blank: bool) -> None:
    """Ask for the paper and show or write it; with `blank` the paper to fill in by hand.

    Raises IncompleteError where the input ended before the last point, Interrupted where the person stopped; what
    there is was saved.
    """
    guide = load_guide(default_folder())
    to = to._replace(stem="eckpunkte")
    target_of("document", to)  # better now than after fifteen answers
    if blank:
        deliver(blank_paper_document(guide), to)
        return
    with ExitStack() as stack:
        record = PaperRecord(PaperStore(default_data_folder(), guide), stack)
        paper = _ask(to.plain, record, guide)
    deliver(paper_document(paper, guide), to)
    missing = open_steps(paper, guide)
    if missing:
        raise IncompleteError(
            f"{len(missing)} von {len(steps_of(guide))} Fragen kamen noch nicht an die Reihe. {_where(record)}"
        )


def _ask(plain: bool, record: PaperRecord, guide: Guide) -> Paper:
    now = utc_now()
    with conversation(plain) as asker:
        questionnaire = PaperQuestionnaire(begin_paper(new_id(now), guide, now=now), guide, record, asker, now=utc_now)
        try:
            earlier = _earlier(asker, record, guide)
            if earlier:
                questionnaire.paper = earlier
            else:
                asker.say(guide.paper.welcome)
            Walk(questionnaire, asker).run()
        except EndOfInput:
            pass
        except KeyboardInterrupt:
            raise Interrupted(f"Unterbrochen. {_where(record)}") from None
        return questionnaire.paper


def _earlier(asker: Asker, record: PaperRecord, guide: Guide) -> Paper | None:
    """Offer the saved papers by name and date; None where the person begins a new one."""
    papers = list(record.store.all()[:5])
    while papers:
        texts = guide.prompts.paper_offer
        choices = [Choice(str(number), _offered(paper, guide)) for number, paper in enumerate(papers)]
        reply = asker.ask(
            Prompt(
                mode="one",
                progress=texts.title,
                question=texts.question if len(papers) == 1 else texts.question_many,
                help=texts.help,
                choices=(*choices, Choice("new", texts.new)),
                can_go_back=False,
                can_note=False,
            )
        )
        if not isinstance(reply, Chosen) or reply.value == "new":
            return None
        chosen = papers[int(str(reply.value))]
        try:
            record.hold(chosen.id)
        except InputError as error:
            asker.say(str(error))
            papers.remove(chosen)
            continue
        now_saved = record.store.load(chosen.id)  # another window may have gone on with it meanwhile
        if now_saved is not None:
            record.saved = record.store.path_of(chosen.id)
            return now_saved
        papers.remove(chosen)
    return None


def _offered(paper: Paper, guide: Guide) -> str:
    total = len(steps_of(guide))
    return guide.prompts.paper_offer.going_on.format(
        name=guide.firm(shortened(paper.answers.get(PARTNERS, ""), 50)),
        day=local_day(paper.changed),
        done=total - len(open_steps(paper, guide)),
        total=total,
    )


def _where(record: PaperRecord) -> str:
    """Where the paper lies, and how to go on with it."""
    if record.saved is None:
        return "Es war noch nichts zu speichern."
    told = f"Gespeichert in {shortened(str(record.saved), 200)}\nWeiter mit: verbund-check rules"
    if record.saved.parent != default_data_folder():
        told += " (nennen Sie vorher diesen Ordner in VERBUND_CHECK_DATA)"
    return told
