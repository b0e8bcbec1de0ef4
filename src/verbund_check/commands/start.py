"""What `assess` begins with, as options, files and earlier rounds want it; nothing of anybody is shown unasked."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, get_args

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from verbund_check import files
from verbund_check.answers.assessment import Assessment, begin, for_another, is_complete, settled, utc_now
from verbund_check.answers.organisation import are_one_organisation
from verbund_check.answers.reader import MAX_WORD_BYTES, Reader, is_word, party_named, refuse_larger, stage_named
from verbund_check.commands.stored import can_ask, choose, chosen, tell_unreadable
from verbund_check.errors import InputError
from verbund_check.guide.model import Guide
from verbund_check.guide.sections import Stage
from verbund_check.guide.values import Party
from verbund_check.guide.yaml_json import MAX_BYTES, decode_text
from verbund_check.shell import typed
from verbund_check.storage.session import AssessmentSession, is_unfinished
from verbund_check.storage.store import new_id
from verbund_check.text import MAX_NAME, clean_line, local_date, local_today, shortened, suggestion

if TYPE_CHECKING:
    from verbund_check.questionnaire.assessment_prompts import Setup

Kind = Literal["new", "file", "resumed", "named", "corrected", "widened", "again"]
"""How one comes to an assessment: a new one, from a file, the unfinished one, by its ID (as it is, to correct it, to answer
the rest of the questions), a new round."""


class Wishes(Struct, frozen=True, kw_only=True):
    """The options of `assess` as they were typed."""

    id: str | None = None
    name: str | None = None
    party: str | None = None
    stage: str | None = None
    quick: bool = False
    answers: str | None = None
    resume: bool = False
    again: bool = False
    no_input: bool = False
    full: bool = False
    as_json: bool = False

    @property
    def asks(self) -> bool:
        """Whether anything may be asked: not where it is unwanted, nor where standard input holds the answers."""
        return not (self.no_input or self.answers == "-")

    @property
    def changes_something(self) -> bool:
        """Whether options say something about the assessment."""
        return self.quick or any(each is not None for each in (self.name, self.party, self.stage))


class Start(NamedTuple):
    """What is begun with, how one came to it, and what is to be asked about the assessment itself.

    `finished` is the time that one keeps which is corrected.
    """

    assessment: Assessment
    kind: Kind
    setup: tuple[Setup, ...] = ()
    finished: str | None = None


def start(wishes: Wishes, session: AssessmentSession, guide: Guide) -> Start:
    """Return the assessment to begin with; nothing is saved yet.

    Raises InputError where the options do not go together or mean nothing, or the person does not want to go on.
    """
    _refuse_contradictions(wishes)
    begun = _begun(wishes, session, guide)
    changes: dict[str, Any] = {}
    if wishes.name is not None:
        changes["organisation"] = typed_name(wishes.name)
    if wishes.quick:
        changes["scope"] = "quick"
    assessment = replace(begun.assessment, **changes)
    party = typed_party(wishes.party, guide) if wishes.party is not None else assessment.party
    stage = typed_stage(wishes.stage, guide) if wishes.stage is not None else assessment.stage
    if begun.kind == "file":  # what it says of no sentence was answered at this stage by this party
        assessment = replace(assessment, stage=stage, party=party)
    assessment = for_another(assessment, guide, stage=stage, party=party)
    return begun._replace(assessment=settled(assessment, guide, now=assessment.finished or utc_now()))


def _refuse_contradictions(wishes: Wishes) -> None:
    if wishes.answers is not None and (wishes.id or wishes.resume or wishes.again):
        raise InputError(
            "--answers beginnt eine neue Einschätzung und geht nicht zusammen mit einer Kennung, --resume oder --again."
        )
    if wishes.again and wishes.resume:
        raise InputError(
            "--again beginnt eine neue Runde, --resume setzt eine angefangene fort; bitte nennen Sie nur eines von beiden."
        )


def _begun(wishes: Wishes, session: AssessmentSession, guide: Guide) -> Start:
    if wishes.answers is not None:
        now = utc_now()
        given = _from_file(wishes, wishes.answers, guide, now)
        return Start(replace(given, id=new_id(local_today()), started=now, finished=None, previous=""), "file")
    if wishes.again:
        return _round_after(_last(wishes, session, guide), wishes, guide)
    if wishes.id:
        assessment = session.take_up(wishes.id)
        _refuse_another(wishes, assessment, guide)
        if wishes.asks and assessment.finished and local_date(assessment.finished) < local_today():
            return _amended(assessment, wishes, session, guide)
        return Start(assessment, "named")
    if wishes.resume:
        assessment = _unfinished(wishes, session, guide)
        _refuse_another(wishes, assessment, guide)
        return Start(assessment, "resumed")
    return Start(begin(new_id(local_today()), guide, now=utc_now()), "new", _not_said(wishes))


def _not_said(wishes: Wishes) -> tuple[Setup, ...]:
    said = {"organisation": wishes.name, "party": wishes.party, "stage": wishes.stage}
    from verbund_check.questionnaire.assessment_prompts import Setup

    return tuple(step for step in get_args(Setup) if said[step] is None)


# From a file


def _from_file(wishes: Wishes, name: str, guide: Guide, now: str) -> Assessment:
    """What the file holds. Somebody else's is named and asked about: whoever mistypes must not see the other side's result."""
    data, shown = _data_of(name)
    given = Reader(guide).assessment(data, shown, now, entering=True)
    party = typed_party(wishes.party, guide) if wishes.party else None
    if party and given.party and given.party != party:
        raise InputError(
            f"{shown}: Diese Antworten sind von: {guide.party(given.party)}. Mit --party {party.value} passt das nicht "
            "zusammen; bitte prüfen Sie, welche Datei Sie meinen."
        )
    if wishes.asks and can_ask() and _is_somebodys(data):
        whose = f"{guide.party(given.party)}, {guide.firm(shortened(given.organisation, 60))}"
        from verbund_check.questionnaire.prompts import Choice, Prompt

        prompt = Prompt(
            mode="one",
            progress="Antworten aus einer Datei",
            question="Möchten Sie diese Antworten als neue Einschätzung übernehmen und das Ergebnis sehen?",
            facts=f"„{shown}“ enthält eine Einschätzung. Geantwortet hat: {whose}.",
            help="Die Datei selbst bleibt, wie sie ist. Vergleichen können Sie sie auch, ohne ihre Antworten anzusehen: "
            f"{typed('compare')}",
            choices=(Choice("yes", "Ja, übernehmen", "j"), Choice("no", "Nein, nichts davon ansehen", "n")),
            can_go_back=False,
            can_note=False,
        )
        if chosen(prompt) != "yes":
            raise InputError("Es wurde nichts übernommen.")
    return given


def _data_of(answers: str) -> tuple[bytes, str]:
    """What a file or standard input holds, and how messages call it."""
    if answers != "-":
        path = Path(answers)
        data, name = files.read(path, MAX_WORD_BYTES), shortened(str(path), 120)
    else:
        name = "Standardeingabe"
        if sys.stdin is None:
            raise InputError(f"{name}: Es gibt keine; bitte nennen Sie mit --answers eine Datei.")
        data = sys.stdin.buffer.read(MAX_WORD_BYTES + 1)
    refuse_larger(data, MAX_BYTES, name)
    return data, name


class _Written(Struct):
    """What this program puts into each file that it writes, and nobody into an answers file by hand."""

    id: str = ""
    format: int = 0
    schema: int = 0


def _is_somebodys(data: bytes) -> bool:
    """Whether this is a saved assessment, a report or a form, and not answers that were written down to be read in."""
    if is_word(data):
        return True
    try:
        head = msgspec.json.decode(decode_text(data, ""), type=_Written)
    except (InputError, msgspec.MsgspecError, RecursionError):
        return False
    return bool(head.id or head.format or head.schema)


# One that is saved


def _unfinished(wishes: Wishes, session: AssessmentSession, guide: Guide) -> Assessment:
    stored = session.store.all()
    tell_unreadable(stored.unreadable)
    party = typed_party(wishes.party, guide) if wishes.party else None
    unfinished = [each for each in stored.items if is_unfinished(each, guide) and party in (None, each.party)]
    if not unfinished:
        raise InputError(f"Es gibt keine angefangene Einschätzung; „{typed('assess')}“ beginnt eine neue.")
    # The newest may be the other party's, and its answers would be on the screen at once.
    parties = {each.party for each in stored.items if each.party and each.party is not Party.JOINT}
    if stored.unreadable or (party is None and len(parties) > 1):
        why, way = "Gespeichert sind Einschätzungen mehrerer Seiten", "auch --party oder die Kennung"
        if stored.unreadable:
            why, way = "Nicht alles Gespeicherte ist lesbar", "die Kennung"
        question = "Welche Einschätzung möchten Sie fortsetzen?"
        picked = choose(unfinished, guide, why, question, way=way, asks=not wishes.no_input)
        return session.take_up(picked.id)
    return session.take_up(unfinished[0].id)


def _refuse_another(wishes: Wishes, assessment: Assessment, guide: Guide) -> None:
    """InputError where options would make another assessment of it: the other party's, or one with fewer questions.

    Fewer questions would declare finished what is not, and let a comparison show what it must not show yet.
    """
    if wishes.party and assessment.party and typed_party(wishes.party, guide) != assessment.party:
        raise InputError(
            f"Die Einschätzung „{assessment.id}“ ist von: {guide.party(assessment.party)}. Für eine andere "
            "Seite beginnen Sie bitte eine neue."
        )
    if wishes.quick and assessment.scope == "full" and not wishes.again:
        raise InputError(
            f"Die Einschätzung „{assessment.id}“ hat den ganzen Fragebogen; --quick gilt nur für eine neue Einschätzung."
        )


def _amended(assessment: Assessment, wishes: Wishes, session: AssessmentSession, guide: Guide) -> Start:
    """A finished assessment of an earlier day: it is corrected, or it stays as it is and a new round begins."""
    from verbund_check.questionnaire.assessment_prompts import amend_prompt

    picked = chosen(amend_prompt(assessment, guide))
    if picked == "again":
        session.leave()
        return _round_after(assessment, wishes, guide)
    if picked == "widen":
        return Start(assessment, "widened")
    return Start(assessment, "corrected", finished=assessment.finished)


# A new round


def _round_after(last: Assessment, wishes: Wishes, guide: Guide) -> Start:
    """A new assessment of the same party, without answers; what may have changed since is asked."""
    fresh = begin(new_id(local_today()), guide, scope=last.scope, now=utc_now())
    fresh = replace(fresh, organisation=last.organisation, party=last.party, stage=last.stage, previous=last.id)
    known = {"organisation": last.organisation, "party": last.party, "stage": None}
    return Start(fresh, "again", tuple(step for step in _not_said(wishes) if not known[step]))


def _last(wishes: Wishes, session: AssessmentSession, guide: Guide) -> Assessment:
    """The finished assessment that a new round comes after: the one that is named, else the party's newest."""
    if wishes.id:
        last = session.store.load(wishes.id)
        _refuse_another(wishes, last, guide)
        if not _is_finished(last, guide):
            raise InputError(
                f"Die Einschätzung „{last.id}“ ist noch nicht vollständig; „{typed(f'assess {last.id}')}“ macht dort weiter."
            )
        return last
    party = typed_party(wishes.party, guide) if wishes.party else None
    stored = session.store.all()
    tell_unreadable(stored.unreadable)
    found = [each for each in stored.items if _is_finished(each, guide) and party in (None, each.party)]
    found.sort(key=lambda each: each.finished or "", reverse=True)
    if not found:
        whose = f" von: {guide.party(party)}" if party else ""
        raise InputError(f"Es gibt noch keine vollständige Einschätzung{whose}; „{typed('assess')}“ beginnt die erste.")
    if stored.unreadable:
        why, way = "Nicht alles Gespeicherte ist lesbar", "die Kennung"
    elif len({each.party for each in stored.items if party in (None, each.party)}) > 1:
        why, way = "Gespeichert sind Einschätzungen mehrerer Seiten", "auch --party oder die Kennung"
    elif not are_one_organisation([each.organisation for each in found]):
        why, way = "Gespeichert sind Einschätzungen mehrerer Betriebe", "die Kennung"
    else:
        return found[0]
    return choose(found, guide, why, "Nach welcher Einschätzung beginnt die neue Runde?", way=way, asks=wishes.asks)


def _is_finished(assessment: Assessment, guide: Guide) -> bool:
    """Whether all was answered, of these questions or of those that there were then."""
    return assessment.finished is not None or is_complete(assessment, guide)


# Options


def typed_name(given: str) -> str:
    """Return the name of an organisation that was typed after --name; InputError where it is too long."""
    name = clean_line(given, MAX_NAME + 1)
    if len(name) > MAX_NAME:
        raise InputError(f"--name ist zu lang; ein Name hat höchstens {MAX_NAME} Zeichen.")
    return name


def typed_party(given: str, guide: Guide) -> Party:
    """Return the party that was typed after --party; InputError where there is none of that name."""
    found = party_named(given, guide)
    if found is None:
        valid = ", ".join(f"{party.value} ({guide.party(party)})" for party in Party)
        hint = suggestion(given, tuple(Party))
        raise InputError(f"--party „{shortened(given)}“ gibt es nicht.{hint} Möglich sind: {valid}.")
    return found


def typed_stage(given: str, guide: Guide) -> Stage:
    """Return the stage that was typed after --stage; InputError where there is none of that name."""
    found = stage_named(given, guide)
    if found is None:
        hint = suggestion(given, get_args(Stage))
        raise InputError(
            f"--stage „{shortened(given)}“ gibt es nicht.{hint} Möglich sind: planned (geplant), running (läuft schon)."
        )
    return found
