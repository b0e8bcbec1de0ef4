"""Between the two sides: the questionnaire goes out as a form, for Word or on paper, and answers come in."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from verbund_check import files
from verbund_check.answers.assessment import Assessment, settled, utc_now
from verbund_check.answers.organisation import organisation
from verbund_check.answers.reader import ID_PATTERN, Reader
from verbund_check.commands.deliver import Destination
from verbund_check.commands.stored import assessments
from verbund_check.errors import InputError
from verbund_check.guide.model import Guide
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


def hand_on_of_one(screen: Screen, shelf: Shelf) -> bool:
    """Write the questionnaire for the firm that is stored; where there are several, the person says for which."""
    words = screen.texts.exchange
    firms: dict[str, Assessment] = {}
    for each in shelf.assessments:
        firms.setdefault(organisation(each.organisation).core, each)
    if len(firms) < 2:
        return hand_on(screen, shelf.guide, next(iter(firms.values()), None))
    choices = [Choice(each.id, shelf.guide.firm(shortened(each.organisation, 60))) for each in firms.values()]
    chosen = screen.choose(words.hand_on, words.firm, (*choices, Choice("other", words.other_firm)))
    return chosen is not None and hand_on(screen, shelf.guide, None if chosen == "other" else shelf.get(chosen))


def hand_on(screen: Screen, guide: Guide, of: Assessment | None = None) -> bool:
    """Write the questionnaire for somebody who has not got this program; return whether it was written.

    `of` is whose firm and alliance it is about; what it does not say is asked, here or by the questionnaire itself.
    """
    words = screen.texts.exchange
    titles = guide.interview.parties
    others = [each for each in (Party.WORKS_COUNCIL, Party.HR, Party.MANAGEMENT) if of is None or each != of.party]
    choices = [Choice(each.value, titles.of(each.value)) for each in others]
    party = screen.choose(words.hand_on, words.party, (*choices, Choice("anybody", words.anybody)))
    if party is None:
        return False
    kinds = ("form", "form_zip", "docx", "pdf", "html")
    kind = screen.choose(words.hand_on, words.kind, [Choice(each, getattr(words, each)) for each in kinds])
    if kind is None:
        return False
    is_form = kind in ("form", "form_zip")
    name = of.organisation if of else ""
    quick = of is not None and of.scope == "quick"
    stage: str | None = of.stage if of else None
    if stage is None and not is_form:  # paper cannot ask
        stages = [Choice(each, getattr(guide.interview.stages, each)) for each in ("planned", "running")]
        stage = screen.choose(words.hand_on, guide.interview.stage.question, stages)
        if stage is None:
            return False
    side = None if party == "anybody" else party

    def form(to: Destination) -> Path | None:
        from verbund_check.commands import form

        return form.run(
            form.Wishes(
                name=name or None,
                party=side,
                stage=stage,
                quick=quick,
                output=to.output,
                force=to.force,
                zipped=kind == "form_zip",
                tells=False,
            )
        )

    def paper(to: Destination) -> Path | None:
        from verbund_check.commands import assess

        return assess.blank(assess.Wishes(name=name or None, party=side, stage=stage, quick=quick), to)

    if not write(screen, words.hand_on, None if is_form else "document", form if is_form else paper, (kind,)):
        return False
    screen.tell(words.on_paper if kind in ("pdf", "html") else words.come_back)
    return True


def read_in(screen: Screen, shelf: Shelf) -> bool:
    """Take answers from a file in and save them; nothing of them is shown. Return whether they were taken in."""
    words = screen.texts.files
    known = {each.id for each in shelf.assessments}
    here = {_answered(each) for each in shelf.assessments}  # what bears no ID is known by its answers
    nearby = answers_nearby(usual_folders(), shelf.guide, known)
    found = [each for each in nearby if _answered(each.assessment) not in here][:READS_IN]
    if not found:
        screen.tell(words.none)
    offered = [
        Choice(str(number), words.found.format(name=shortened(each.path.name, 60), title=shelf.title(each.assessment)))
        for number, each in enumerate(found)
    ]
    chosen = screen.choose(screen.texts.steps.read_in, words.question, (*offered, Choice("typed", words.typed)))
    if chosen == "typed":
        while path := screen.typed(screen.texts.steps.read_in, words.path, words.path_help, limit=1000):
            try:
                return _take(screen, shelf, Path(unquoted(path)).expanduser())
            except InputError as error:  # else the next path would be taken for keys of the first screen
                screen.tell(str(error))
    elif chosen:
        return _take(screen, shelf, found[int(chosen)].path)
    return False


def _answered(assessment: Assessment) -> str:
    """Who answered what, to find again what was taken in already."""
    return repr((assessment.organisation, assessment.party, sorted(assessment.answers.items()), assessment.notes))


def _take(screen: Screen, shelf: Shelf, path: Path) -> bool:
    """Save what a file holds, once it was said whose it is. Raises InputError where it holds no answers."""
    words, now = screen.texts.files, utc_now()
    given = Reader(shelf.guide).assessment(files.read(path, MAX_BYTES), path.name, now, entering=True)
    facts = words.facts.format(name=shortened(path.name, 80), title=shelf.title(given))
    choices = (Choice("yes", words.take, "j"), Choice("no", words.leave, "n"))
    if screen.choose(screen.texts.steps.read_in, words.confirm, choices, facts=facts) != "yes":
        return False
    if given.party is None:
        titles = shelf.guide.interview.parties
        parties = [Choice(each.value, titles.of(each.value)) for each in Party if each is not Party.JOINT]
        party = screen.choose(screen.texts.steps.read_in, words.party, parties, explanation=words.party_help)
        if party is None:
            return False
        given = replace(given, party=Party(party))
    _save(screen, shelf, settled(given, shelf.guide, now=given.finished or now))
    return True


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
    given = replace(given, read_in=True)
    with Session(store, screen.tell) as session:
        session.save(given)
        if session.folder is None:
            raise InputError(words.not_saved)
        path = shortened(str(session.store.path_of(given.id)), 200)
    screen.tell(words.taken.format(title=shelf.title(given), path=path))
