"""Comparing on the guided path: two sides, two times, several firms, a group; and what comes of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from msgspec.structs import replace

from verbund_check.answers.assessment import Assessment
from verbund_check.answers.organisation import same_organisation
from verbund_check.commands import compare
from verbund_check.commands.deliver import Destination
from verbund_check.guide.values import Party
from verbund_check.path.nearby import folders_nearby
from verbund_check.path.screen import Screen
from verbund_check.path.stored import Shelf
from verbund_check.path.writing import typed_folder, write
from verbund_check.policy.comparison import LEAST, ComparisonKind
from verbund_check.policy.next_step import SIDES
from verbund_check.policy.participants import SidesOpenError
from verbund_check.questionnaire.prompts import Choice
from verbund_check.storage.session import short
from verbund_check.storage.usual_folders import usual_folders


def choose_and_compare(screen: Screen, shelf: Shelf) -> bool:
    """Let the person say what is compared with what, and show it; return as `pair`."""
    words = screen.texts.compare
    kinds: tuple[tuple[ComparisonKind, str], ...] = (
        ("parties", words.sides),
        ("time", words.times),
        ("firms", words.firms),
        ("group", words.group),
    )
    kind = screen.choose(screen.texts.always.compare, words.question, [Choice(*each) for each in kinds])
    if kind == "firms":
        firms(screen, shelf)
    elif kind == "group":
        _group(screen, shelf)
    elif kind:
        return _two(screen, shelf, "parties" if kind == "parties" else "time")
    return False


def _two(screen: Screen, shelf: Shelf, kind: ComparisonKind) -> bool:
    """Let the person choose two that go together; of one that has no counterpart nothing can be compared."""
    words, complete = screen.texts.compare, shelf.complete
    offered = [each for each in complete if any(_go_together(each, other, kind) for other in complete)]
    if not offered:
        return _say_why(screen, shelf, kind)
    title = words.sides if kind == "parties" else words.times
    first = shelf.pick(screen, title, words.first, offered)
    second = first and shelf.pick(
        screen, title, words.second, [each for each in offered if _go_together(first, each, kind)]
    )
    return pair(screen, (first.id, second.id), kind) if first and second else False


def _say_why(screen: Screen, shelf: Shelf, kind: ComparisonKind) -> bool:
    """Say why nothing goes together; where only the names differ, ask whether it is one firm, and compare."""
    words = screen.texts.compare
    unfinished = [each for each in shelf.assessments if each not in shelf.complete]
    sides = {each.party: each for each in reversed(shelf.complete) if each.party is not Party.JOINT}
    if kind == "parties" and len(sides) > 1:
        two = tuple(sides.values())[:2]
        facts = words.names_differ.format(titles="; ".join(shelf.name(each) for each in two))
        choices = (Choice("yes", words.one_firm, "j"), Choice("no", words.two_firms, "n"))
        if screen.choose(words.sides, words.is_one_firm, choices, facts=facts) == "yes":
            return pair(screen, tuple(each.id for each in two), kind)
    elif unfinished:
        screen.tell(words.unfinished.format(title=shelf.title(unfinished[0])))
    else:
        screen.tell(words.too_few)
    return False


def _go_together(one: Assessment, other: Assessment, kind: ComparisonKind) -> bool:
    """Whether two are of one firm, and of two parties or of one at two times."""
    is_one_firm = same_organisation(one.organisation, other.organisation) is not False
    return one.id != other.id and is_one_firm and (one.party == other.party) == (kind == "time")


def pair(screen: Screen, ids: tuple[str, ...], kind: ComparisonKind) -> bool:
    """Show the comparison of two, then what can be done with it, as long as the person wants.

    Return whether the two sides have settled all of it and read their joint result.
    """

    def compared(to: Destination) -> Path | None:
        return compare.run(compare.Wishes(targets=ids, kind=kind, to=to))

    def agenda(to: Destination) -> Path | None:
        return compare.run(compare.Wishes(targets=ids, kind=kind, to=to, agenda=True))

    return _show_and_write(screen, compared, kind, ids, agenda)


def _show_and_write(
    screen: Screen,
    compared: Callable[[Destination], Path | None],
    kind: ComparisonKind,
    ids: tuple[str, ...] = (),
    agenda: Callable[[Destination], Path | None] | None = None,
) -> bool:
    """Show a comparison, then offer to write it and, of two sides, the agenda and the joint conversation; return as `pair`."""
    words = screen.texts.compare
    title = {"parties": words.sides, "time": words.times, "firms": words.firms, "group": words.group}[kind]
    compared(Destination(shows=screen.read))
    choices = [Choice("write", words.write), Choice("again", screen.texts.read_again)]
    if kind == "parties":
        choices = [Choice("agenda", words.agenda), Choice("settle", words.settle), *choices]
    while chosen := screen.choose(title, words.what, choices):
        if chosen == "write":
            write(screen, title, "comparison", compared)
        elif chosen == "agenda" and agenda:
            write(screen, words.agenda, "document", agenda)
        elif chosen == "again":
            compared(Destination(shows=screen.read))
        elif chosen == "settle":
            return settle(screen, ids)
        if kind == "parties":  # what was done can be done again, but Enter leads on
            choices.sort(key=lambda choice: choice.value == chosen)
    return False


def settle(screen: Screen, ids: tuple[str, ...]) -> bool:
    """Have both sides go through what they see differently; the joint result is shown page by page.

    Raises IncompleteError where they stopped before all was settled.
    """
    compare.run(compare.Wishes(targets=ids, kind="parties", agree=True, to=Destination(shows=screen.read)))
    screen.tell(screen.texts.compare.settled)
    return True


def firms(screen: Screen, shelf: Shelf) -> None:
    """Compare several firms: those that are stored, or a folder of files."""
    words = screen.texts.compare
    folders = folders_nearby(usual_folders(), shelf.guide)
    choices = [
        Choice(str(number), words.from_folder.format(folder=short(folder), count=count))
        for number, (folder, count) in enumerate(folders)
    ]
    if len(shelf.complete) > 1:
        choices.insert(0, Choice("stored", words.from_stored))
    chosen = screen.choose(words.firms, words.origin, (*choices, Choice("typed", words.from_typed)))
    if chosen is None:
        return
    targets: tuple[str, ...]
    if chosen == "stored":
        targets = screen.several(words.firms, words.which, shelf.choices(shelf.complete), all_of_them=True)
    elif chosen == "typed":
        folder = typed_folder(screen, words.firms, words.folder)
        targets = (str(folder),) if folder else ()
    else:
        targets = (str(folders[int(chosen)][0]),)
    if not targets:
        return
    how = screen.choose(words.firms, words.how, (Choice("named", words.named), Choice("anonymous", words.anonymous)))
    if how is not None:
        _firms(screen, shelf, compare.Wishes(targets=targets, kind="firms", anonymous=how == "anonymous"))


def _firms(screen: Screen, shelf: Shelf, wishes: compare.Wishes) -> None:
    """Show the comparison; where a firm has several assessments and no joint one, the person says whose count."""

    def run(to: Destination) -> Path | None:
        return compare.run(replace(wishes, to=to))

    try:
        _show_and_write(screen, run, "firms")
    except SidesOpenError:
        words, titles = screen.texts.compare, shelf.guide.interview.parties
        sides = [Choice(each.value, titles.of(each.value)) for each in SIDES]
        party = screen.choose(words.firms, words.whose, sides, explanation=words.whose_help)
        if party:
            _firms(screen, shelf, replace(wishes, party=party))


def _group(screen: Screen, shelf: Shelf) -> None:
    words = screen.texts.compare
    if len(shelf.complete) < LEAST:
        screen.tell(words.too_few_group)
        return
    targets = screen.several(words.group, words.which, shelf.choices(shelf.complete))
    if not targets:
        return

    def run(to: Destination) -> Path | None:
        return compare.run(compare.Wishes(targets=targets, kind="group", to=to))

    _show_and_write(screen, run, "group")
