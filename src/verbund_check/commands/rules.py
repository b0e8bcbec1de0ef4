"""`rules`: the key-points paper for the alliance, asked point by point or blank."""

from __future__ import annotations

from pathlib import Path

from verbund_check.answers.assessment import utc_now
from verbund_check.answers.keypoints import PARTNERS, Paper, begin_paper, open_steps, steps_of
from verbund_check.commands.conversation import conversation
from verbund_check.commands.deliver import Destination, deliver, target_of
from verbund_check.documents.filename import file_stem
from verbund_check.documents.keypoints import blank_paper_document, paper_document
from verbund_check.errors import IncompleteError, InputError, Interrupted, StorageError
from verbund_check.guide.loader import default_folder, load_guide
from verbund_check.guide.model import Guide
from verbund_check.questionnaire.engine import Engine
from verbund_check.questionnaire.keypoints import PaperQuestionnaire
from verbund_check.questionnaire.prompts import Asker, Choice, Chosen, EndOfInput, Prompt
from verbund_check.storage.folder import unreadable_message
from verbund_check.storage.session import Session, command
from verbund_check.storage.store import default_data_folder, new_id, paper_store
from verbund_check.terminal import streams
from verbund_check.text import local_date, local_day, local_today, shortened


def run(to: Destination, *, blank: bool) -> Path | None:
    """Ask for the paper and show or write it; with `blank` the paper to fill in by hand. Return the file.

    Raises IncompleteError where the input ended before the last point, Interrupted where the person stopped; what
    there is was saved.
    """
    guide = load_guide(default_folder())
    target_of("document", to)  # better now than after fifteen answers
    if blank:
        return deliver(blank_paper_document(guide), to._replace(stem=file_stem("eckpunkte")))
    with Session(paper_store(default_data_folder(), guide), streams.tell) as session:
        paper = _ask(session, guide)
    path = _delivered(paper, to, guide)
    missing = open_steps(paper, guide)
    if missing:
        raise IncompleteError(
            f"{len(missing)} von {len(steps_of(guide))} Fragen kamen noch nicht an die Reihe. {_where(session)}"
        )
    return path


def write(id: str, to: Destination) -> Path | None:
    """Write the saved paper with this ID as it is and return the file. Raises InputError where there is none."""
    guide = load_guide(default_folder())
    return _delivered(paper_store(default_data_folder(), guide).load(id), to, guide)


def _delivered(paper: Paper, to: Destination, guide: Guide) -> Path | None:
    stem = file_stem("eckpunkte", paper.answers.get(PARTNERS, ""), day=local_date(paper.changed))
    return deliver(paper_document(paper, guide), to._replace(stem=stem))


def _ask(session: Session[Paper], guide: Guide) -> Paper:
    now = utc_now()
    with conversation() as asker:
        session.tell = asker.say
        questionnaire = PaperQuestionnaire(begin_paper(new_id(local_today()), guide, now=now), guide, now=utc_now)
        try:
            earlier = _earlier(asker, session, guide)
            if earlier:
                questionnaire.state = earlier
            else:
                asker.say(guide.paper.welcome)
            Engine(questionnaire, session, asker).run()
        except EndOfInput:
            pass
        except KeyboardInterrupt:
            raise Interrupted(f"Unterbrochen. {_where(session)}") from None
        return questionnaire.state


def _earlier(asker: Asker, session: Session[Paper], guide: Guide) -> Paper | None:
    """Offer the saved papers by name and date; None where the person begins a new one."""
    stored = session.store.all()
    if stored.unreadable:
        asker.say(unreadable_message(stored.unreadable))
    papers = list(stored.items[:5])
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
            return session.take_up(chosen.id)  # another window may have gone on with it meanwhile
        except (InputError, StorageError) as error:
            asker.say(str(error))
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


def _where(session: Session[Paper]) -> str:
    """Where the paper lies, and how to go on with it."""
    if session.folder is None or session.item is None:
        return "Es war noch nichts zu speichern."
    path = session.store.path_of(session.item.id)
    return f"Gespeichert in {shortened(str(path), 200)}\nWeiter mit: {command('rules', session.folder)}"
