"""Between the two sides: the questionnaire goes out as a form, for Word or on paper, and answers come in."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from verbund_check import files
from verbund_check.answers.assessment import Assessment, settled, utc_now
from verbund_check.answers.reader import ID_PATTERN, Reader
from verbund_check.commands.deliver import Destination
from verbund_check.commands.stored import assessments
from verbund_check.errors import InputError
from verbund_check.guide.values import Party
from verbund_check.path.nearby import answers_nearby
from verbund_check.path.screen import Screen
from verbund_check.path.stored import Shelf
from verbund_check.path.writing import unquoted, write
from verbund_check.questionnaire.prompts import Choice
from verbund_check.storage.folder import MAX_BYTES
from verbund_check.storage.session import Session
from verbund_check.storage.store import new_id
from verbund_check.storage.usual_folders import usual_folders
from verbund_check.text import local_today, shortened

READS_IN = 40
"""Files with answers that are offered at once; more lie in no folder that anybody still looks through."""


def hand_on(screen: Screen, shelf: Shelf, of: Assessment | None = None) -> None:
    """Write the questionnaire for somebody who has not got this program; `of` is whose firm and alliance it is about."""
    words = screen.texts.exchange
    titles = shelf.guide.interview.parties
    others = [each for each in (Party.WORKS_COUNCIL, Party.HR, Party.MANAGEMENT) if of is None or each != of.party]
    choices = [Choice(each.value, titles.of(each.value)) for each in others]
    party = screen.choose(words.hand_on, words.party, (*choices, Choice("anybody", words.anybody)))
    if party is None:
        return
    kinds = ("form", "form_zip", "docx", "pdf", "html")
    kind = screen.choose(words.hand_on, words.kind, [Choice(each, getattr(words, each)) for each in kinds])
    if kind is None:
        return
    name = of.organisation if of else ""
    stage = of.stage if of else None
    side = None if party == "anybody" else party

    def form(to: Destination) -> Path | None:
        from verbund_check.commands import form

        return form.run(
            form.Wishes(
                name=name or None,
                party=side,
                stage=stage,
                quick=of is not None and of.scope == "quick",
                output=to.output,
                force=to.force,
                zipped=kind == "form_zip",
            )
        )

    def paper(to: Destination) -> Path | None:
        from verbund_check.commands import assess

        return assess.blank(assess.Wishes(name=name or None, party=side, stage=stage), to)

    if kind in ("form", "form_zip"):
        write(screen, words.hand_on, None, form, (kind,))
    else:
        write(screen, words.hand_on, "document", paper, (kind,))
    screen.tell(words.on_paper if kind in ("pdf", "html") else words.come_back)


def read_in(screen: Screen, shelf: Shelf) -> None:
    """Take answers from a file in and save them; nothing of them is shown."""
    words = screen.texts.files
    known = {each.id for each in shelf.assessments}
    found = answers_nearby(usual_folders(), shelf.guide, known)[:READS_IN]
    if not found:
        screen.tell(words.none)
    offered = [
        Choice(str(number), words.found.format(name=shortened(each.path.name, 60), title=shelf.title(each.assessment)))
        for number, each in enumerate(found)
    ]
    chosen = screen.choose(screen.texts.steps.read_in, words.question, (*offered, Choice("typed", words.typed)))
    if chosen == "typed":
        if path := screen.typed(screen.texts.steps.read_in, words.path, words.path_help, limit=1000):
            _take(screen, shelf, Path(unquoted(path)).expanduser())
    elif chosen:
        _take(screen, shelf, found[int(chosen)].path)


def _take(screen: Screen, shelf: Shelf, path: Path) -> None:
    """Save what a file holds, once it was said whose it is. Raises InputError where it holds no answers."""
    words, now = screen.texts.files, utc_now()
    given = Reader(shelf.guide).assessment(files.read(path, MAX_BYTES), path.name, now, entering=True)
    facts = words.facts.format(name=shortened(path.name, 80), title=shelf.title(given))
    choices = (Choice("yes", words.take, "j"), Choice("no", words.leave, "n"))
    if screen.choose(screen.texts.steps.read_in, words.confirm, choices, facts=facts) != "yes":
        return
    if given.party is None:
        titles = shelf.guide.interview.parties
        parties = [Choice(each.value, titles.of(each.value)) for each in Party if each is not Party.JOINT]
        party = screen.choose(screen.texts.steps.read_in, words.party, parties, explanation=words.party_help)
        if party is None:
            return
        given = replace(given, party=Party(party))
    _save(screen, shelf, settled(given, shelf.guide, now=given.finished or now))


def _save(screen: Screen, shelf: Shelf, given: Assessment) -> None:
    words, store = screen.texts.files, assessments(shelf.guide)
    is_id = bool(ID_PATTERN.fullmatch(given.id))
    if is_id and store.has(given.id):
        stored = store.load(given.id)
        if (stored.answers, stored.notes, stored.party) == (given.answers, given.notes, given.party):
            screen.tell(words.already.format(title=shelf.title(stored)))
            return
    if not is_id or store.has(given.id):
        # Another one of this ID is somebody's: neither may take the other's place.
        given = replace(given, id=new_id(local_today()))
    with Session(store, screen.tell) as session:
        session.save(given)
        if session.folder is None:
            raise InputError(words.not_saved)
        path = shortened(str(session.store.path_of(given.id)), 200)
    screen.tell(words.taken.format(title=shelf.title(given), path=path))
