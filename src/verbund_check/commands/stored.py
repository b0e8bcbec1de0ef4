"""What is stored, for every command that lists, picks or resumes: nothing unreadable is passed over in silence."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from verbund_check.answers.assessment import Assessment, is_complete, open_ids, utc_now
from verbund_check.answers.keypoints import PARTNERS, Paper, open_steps, steps_of
from verbund_check.answers.organisation import are_one_organisation, organisation
from verbund_check.answers.reader import ID_PATTERN, read_answers_path
from verbund_check.errors import InputError
from verbund_check.files import names_beside
from verbund_check.guide.model import Guide
from verbund_check.guide.values import Party
from verbund_check.shell import typed
from verbund_check.storage.folder import MAX_BYTES, Stored, Unreadable, unreadable_message
from verbund_check.storage.store import Store, assessment_store, default_data_folder
from verbund_check.terminal import streams
from verbund_check.text import local_day, shortened, suggestion

if TYPE_CHECKING:
    from verbund_check.questionnaire.prompts import Choice, Prompt

OFFERED_AT_MOST = 6
"""Assessments that are named in a sentence which asks for one of them."""

CHOSEN_FROM_AT_MOST = 500
"""Assessments that a terminal offers at once; it scrolls. More would take seconds to draw, and nobody looks through them."""


def assessments(guide: Guide) -> Store[Assessment]:
    """Return the store of assessments in the usual folder."""
    return assessment_store(default_data_folder(), guide)


def tell_unreadable(unreadable: Sequence[Unreadable]) -> None:
    """Tell which files hold nothing readable, and why."""
    if unreadable:
        streams.tell(unreadable_message(unreadable))


def title(assessment: Assessment, guide: Guide) -> str:
    """Return an assessment as a person knows it: firm, party, day, and how far it is."""
    return guide.prompts.described.format(name=name(assessment, guide), state=_state(assessment, guide))


def name(assessment: Assessment, guide: Guide) -> str:
    """Return firm, party and day of an assessment."""
    firm, day = shortened(assessment.organisation, 60), local_day(assessment.finished or assessment.started)
    return ", ".join((guide.firm(firm), guide.party(assessment.party), day))


def _state(assessment: Assessment, guide: Guide) -> str:
    words, total = guide.prompts.state, len(guide.asked(assessment.scope))
    still_open = len(open_ids(assessment, guide))
    if not still_open:
        return words.quick if assessment.scope == "quick" else words.complete
    if assessment.origins:
        return words.settling.format(open=still_open)
    return words.unfinished.format(done=total - still_open, total=total)


def paper_title(paper: Paper, guide: Guide) -> str:
    """Return a key-points paper as a person knows it: the partners, the day, and how far it is."""
    total = len(steps_of(guide))
    return guide.prompts.described_paper.format(
        name=guide.firm(shortened(paper.answers.get(PARTNERS, ""), 60)),
        day=local_day(paper.changed),
        state=guide.prompts.state.points.format(done=total - len(open_steps(paper, guide)), total=total),
    )


def find(target: str | None, store: Store[Assessment], guide: Guide) -> Assessment:
    """Return the assessment that `target` means: an ID, a file, or where nothing is named the newest complete one.

    Raises InputError where it is none of these, or where it is left open which one is meant and nobody can be asked.
    """
    if target is None:
        return _complete(store.all(), guide)
    if ID_PATTERN.fullmatch(target) and store.has(target):
        return store.load(target)
    path = Path(target)
    try:
        exists = path.exists()
    except (OSError, ValueError):
        exists = False
    if not exists:
        hint = suggestion(target, [*store.ids(), *names_beside(path)])
        raise InputError(
            f"„{shortened(target, 120)}“ ist weder eine gespeicherte Einschätzung noch eine Datei.{hint} "
            f"„{typed('list')}“ zeigt, was gespeichert ist."
        )
    return read_answers_path(path, guide, now=utc_now(), limit=MAX_BYTES)


def _complete(stored: Stored[Assessment], guide: Guide) -> Assessment:
    """The newest complete assessment, where it cannot be anybody else's; else the one that is chosen, a joint one first.

    Whoever has only just begun must not get to see the other side's answers instead of their own.
    """
    tell_unreadable(stored.unreadable)
    complete = sorted(
        (each for each in stored.items if is_complete(each, guide)), key=lambda each: each.finished or "", reverse=True
    )
    if not complete:
        raise InputError(
            "Es ist keine lesbare und vollständige Einschätzung gespeichert."
            if stored.unreadable
            else f"Es ist noch keine vollständige Einschätzung gespeichert; mit „{typed('assess')}“ beginnen Sie."
        )
    begun = [each for each in stored.items if each.answers or each.notes]
    parties = {each.party for each in complete} | {each.party for each in begun if each.party}
    if not stored.unreadable and len(parties) == 1 and are_one_organisation([each.organisation for each in begun]):
        return complete[0]
    complete.sort(key=lambda each: each.party is not Party.JOINT)
    why = (
        "Nicht alles Gespeicherte ist lesbar"
        if stored.unreadable
        else "Gespeichert sind Antworten mehrerer Seiten oder Betriebe"
    )
    return choose(complete, guide, why, "Welche Einschätzung ist gemeint?")


def choose(
    found: Sequence[Assessment], guide: Guide, why: str, question: str, *, way: str = "die Kennung", asks: bool = True
) -> Assessment:
    """Return the assessment that the person at the terminal chooses.

    Where nobody can be asked, or nothing is chosen, raises InputError with `why`, the `way` to name one, and what there is.
    """
    refused = InputError(f"{why}; bitte nennen Sie {way}: {_named(found, guide)}.")
    if not (asks and can_ask()):
        raise refused
    from verbund_check.questionnaire.prompts import Choice

    answer = ask_for_one(
        question,
        f"{why}.",
        [
            *(Choice(each.id, title(each, guide)) for each in found[:CHOSEN_FROM_AT_MOST]),
            Choice("", "Keine davon", "k"),
        ],
    )
    if not answer:
        raise refused
    return next(each for each in found if each.id == answer)


def ask_for_one(question: str, explanation: str, choices: Sequence[Choice]) -> str | None:
    """Return the value that the person at the terminal chooses; None where they do not."""
    from verbund_check.questionnaire.prompts import Prompt

    return chosen(
        Prompt(
            mode="one",
            progress="Auswahl",
            question=question,
            explanation=explanation,
            choices=tuple(choices),
            can_go_back=False,
            can_note=False,
        ),
    )


def chosen(prompt: Prompt) -> str | None:
    """Return what is chosen at a prompt that stands alone; None where the input ends."""
    from verbund_check.commands.conversation import asker_for
    from verbund_check.questionnaire.prompts import Chosen, EndOfInput

    try:
        reply = asker_for().ask(prompt)
    except EndOfInput:
        return None
    return str(reply.value) if isinstance(reply, Chosen) else None


def can_ask() -> bool:
    """Return whether somebody sits at a terminal who can be asked."""
    return streams.is_terminal(sys.stdin) and streams.is_terminal(sys.stderr)


def _named(found: Sequence[Assessment], guide: Guide) -> str:
    """The newest of each party and firm, as far as a sentence can hold them; the rest are counted."""
    newest: dict[object, Assessment] = {}
    for each in found:
        newest.setdefault((organisation(each.organisation).core, each.party), each)
    named = [f"{each.id} ({title(each, guide)})" for each in list(newest.values())[:OFFERED_AT_MOST]]
    more = len(found) - len(named)
    return "; ".join(named) + (f" und {more} weitere, siehe „{typed('list')}“" if more else "")
