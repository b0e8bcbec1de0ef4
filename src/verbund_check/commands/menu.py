"""The start menu: `verbund-check` alone on a terminal."""

from __future__ import annotations

import sys

from verbund_check.answers.assessment import Assessment, is_complete
from verbund_check.commands.assess import Wishes
from verbund_check.commands.conversation import asker_for
from verbund_check.commands.deliver import lines_for, show
from verbund_check.commands.stored import CHOSEN_FROM_AT_MOST, assessments, title
from verbund_check.documents.blocks import Document
from verbund_check.errors import InputError, StorageError
from verbund_check.guide.loader import default_folder, load_contents, load_guide, with_numbers
from verbund_check.guide.model import Guide
from verbund_check.questionnaire.prompts import Asker, Back, Choice, Chosen, EndOfInput, Prompt, Reader
from verbund_check.storage.folder import unreadable_message
from verbund_check.storage.session import is_unfinished


def run() -> None:
    """Offer what can be done until the person quits; what is chosen runs as the command of the same name."""
    asker = asker_for(False)
    while True:
        try:
            chosen = _choose(asker, "Start", "Was möchten Sie tun?", _CHOICES, can_go_back=False)
            if chosen in (None, "quit"):
                return
            try:
                _ACTIONS[chosen](asker)
            except InputError as error:  # nothing is lost: back to the menu with the reason
                asker.say(str(error))
        except EndOfInput:
            return


_CHOICES = (
    Choice("start", "Neue Einschätzung beginnen", "n"),
    Choice("continue", "Angefangene Einschätzung fortsetzen", "f"),
    Choice("read", "Leitfaden lesen", "l"),
    Choice("results", "Ergebnisse ansehen", "e"),
    Choice("quit", "Beenden", "x"),
)


def _choose(
    asker: Asker, progress: str, question: str, choices: tuple[Choice, ...], *, can_go_back: bool = True
) -> str | None:
    """The value chosen, None where the person goes back."""
    prompt = Prompt(
        mode="one",
        progress=progress,
        question=question,
        choices=choices,
        draft=choices[0].value,  # in a menu Enter takes what stands first
        can_go_back=can_go_back,
        can_note=False,
    )
    while True:
        reply = asker.ask(prompt)
        if isinstance(reply, Chosen):
            return str(reply.value)
        if isinstance(reply, Back):
            return None
        asker.say("Wählen Sie mit der Taste oder Nummer, die vor dem Eintrag steht.")


def _start(_asker: Asker) -> None:
    _assess(Wishes())


def _assess(wishes: Wishes) -> None:
    from verbund_check.commands import assess

    assess.run(wishes)


def _continue(asker: Asker) -> None:
    guide = load_guide(default_folder())
    unfinished = [each for each in _saved(asker, guide) if is_unfinished(each, guide)]
    chosen = _one_of(asker, "Fortsetzen", "Welche Einschätzung möchten Sie fortsetzen?", unfinished, guide)
    if chosen:
        _assess(Wishes(id=chosen))


def _results(asker: Asker) -> None:
    from verbund_check.documents.report import report_document
    from verbund_check.policy.report import report_on

    guide = load_guide(default_folder())
    complete = {each.id: each for each in _saved(asker, guide) if is_complete(each, guide)}
    chosen = _one_of(asker, "Ergebnisse", "Welches Ergebnis möchten Sie ansehen?", list(complete.values()), guide)
    if chosen:
        _show(asker, report_document(report_on(complete[chosen], guide), guide, on_screen=True))
        asker.say(f"Diesen Bericht zum Weitergeben schreibt: verbund-check export {chosen} --output bericht.html")


def _read(asker: Asker) -> None:
    from verbund_check.commands import show

    folder = default_folder()
    contents = with_numbers(load_contents(folder), folder)
    sections = tuple(Choice(entry.key, entry.title) for entry in contents.sections)
    while chosen := _choose(asker, "Leitfaden", "Welchen Abschnitt möchten Sie lesen?", sections):
        document = show.on_screen(chosen)
        _show(asker, document)


def _show(asker: Asker, document: Document) -> None:
    """Show a document page by page where the asker can, else on standard output."""
    if isinstance(asker, Reader):
        asker.read(lambda columns: lines_for(document, sys.stderr, columns))
        return
    show(document)
    # A menu drawn at once would push out what was printed.
    _choose(asker, "Gelesen?", "Der Text steht über dieser Zeile.", (Choice("on", "Weiter", "w"),))


def _saved(asker: Asker, guide: Guide) -> tuple[Assessment, ...]:
    try:
        stored = assessments(guide).all()
    except StorageError as error:
        raise InputError(str(error)) from None
    if stored.unreadable:
        asker.say(unreadable_message(stored.unreadable))
    return stored.items


def _one_of(asker: Asker, progress: str, question: str, saved: list[Assessment], guide: Guide) -> str | None:
    if not saved:
        asker.say("Dazu ist noch nichts gespeichert.")
        return None
    choices = tuple(Choice(each.id, title(each, guide)) for each in saved[:CHOSEN_FROM_AT_MOST])
    return _choose(asker, progress, question, choices)


_ACTIONS = {"start": _start, "continue": _continue, "read": _read, "results": _results}
