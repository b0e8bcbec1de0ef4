"""Turns steps of the interview into prompts: what is asked, explained, offered and already answered.

The sentences about the guide come from the content; what stands here are the words of the questionnaire itself.
"""

from __future__ import annotations

from typing import Literal

from verbund_check.answers.assessment import Assessment, asked_ids, ids_of, kind_of, open_ids, outdated_ids
from verbund_check.guide.model import Guide
from verbund_check.guide.sections import Factor, Kind, ReadinessQuestion, Stage
from verbund_check.guide.values import KEYS, Party, Value, labels_of, spellings_of, values_of
from verbund_check.questionnaire.prompts import Choice, Prompt, Review, ReviewLine

Setup = Literal["organisation", "party", "stage"]


_SETUP_HELP: dict[Setup, str] = {
    "organisation": (
        "Schreiben Sie den Namen so, wie Sie ihn im Bericht lesen möchten. Er bleibt auf diesem Rechner, bis Sie "
        "selbst einen Bericht weitergeben. Vergleichen lassen sich später Einschätzungen mit demselben Namen. "
        "In der Übersicht am Schluss können Sie ihn noch ändern."
    ),
    "party": (
        "Ihre Wahl steht im Bericht und ändert keine einzige Frage. Haben Sie für diese Seite schon eine "
        "Einschätzung angefangen, bieten wir sie Ihnen gleich zum Weitermachen an. Wie zwei Seiten verglichen "
        "werden, zeigt: verbund-check compare --help"
    ),
    "stage": (
        "Es bleiben dieselben zwanzig Faktoren. Bei einem Plan fragen wir, ob etwas absehbar ist, sonst, ob es schon "
        "so ist. Solange Sie mit anderen Betrieben erst sprechen, passt die erste Antwort. In der Übersicht am Schluss "
        "können Sie noch wechseln; Ihre Antworten bleiben dabei erhalten."
    ),
}


def setup_prompt(step: Setup, assessment: Assessment, guide: Guide) -> Prompt:
    """Return the prompt for a question about the assessment itself."""
    texts = guide.interview
    match step:
        case "organisation":
            return Prompt(
                mode="text",
                progress=texts.organisation.title,
                question=texts.organisation.question,
                explanation=texts.organisation.explanation,
                help=_SETUP_HELP["organisation"],
                current=assessment.organisation,
                can_note=False,
            )
        case "party":
            return Prompt(
                mode="one",
                progress=texts.party.title,
                question=texts.party.question,
                explanation=texts.party.explanation,
                help=_SETUP_HELP["party"],
                choices=tuple(Choice(party.value, texts.parties.of(party)) for party in Party),
                current=assessment.party.value if assessment.party else None,
                can_note=False,
            )
        case "stage":
            return Prompt(
                mode="one",
                progress=texts.stage.title,
                question=texts.stage.question,
                explanation=texts.stage.explanation,
                help=_SETUP_HELP["stage"],
                choices=(Choice("planned", texts.stages.planned), Choice("running", texts.stages.running)),
                current=assessment.stage,
                can_note=False,
            )


def prompt_for(id: str, assessment: Assessment, guide: Guide, *, opening: bool) -> Prompt:
    """Return the prompt for a question of the guide.

    `opening` says that the question is asked for the first time: the first one of a part then opens it with its
    introduction.
    """
    kind = kind_of(guide, id)
    assert kind is not None
    texts = guide.interview.blocks.of(kind)
    ids = ids_of(guide, kind)
    hint = texts.intro if opening and id == ids[0] else ""
    if kind == "reasons" or kind == "fears":
        return _several(kind, assessment, guide, hint)
    value = assessment.value_of(id)
    number = ids.index(id) + 1
    return Prompt(
        mode="one",
        progress=f"Frage {number} von {len(ids)} · {texts.title}",
        question=question_text(id, assessment, guide),
        explanation=explanation_of(id, guide),
        help=help_text(id, guide),
        hint=hint,
        choices=choices_of(kind),
        current=value.value if value else None,
        note=assessment.note_of(id),
    )


def choices_of(kind: Kind) -> tuple[Choice, ...]:
    """Return the answers to a question or factor, each with all that is understood as it."""
    labels = labels_of(kind)
    return tuple(Choice(each.value, labels[each], KEYS[each], spellings_of(each, kind)) for each in values_of(kind))


def _several(kind: Literal["reasons", "fears"], assessment: Assessment, guide: Guide, hint: str) -> Prompt:
    texts = guide.interview.blocks.of(kind)
    if kind == "reasons":
        helped = [f"{item.title}: {item.text}" for item in guide.reasons]
    else:
        helped = [f"{item.title}: {item.statement}" for item in guide.fears]
    items = guide.reasons if kind == "reasons" else guide.fears
    return Prompt(
        mode="several",
        progress=texts.title,
        question=texts.question,
        help="\n\n".join(helped),
        hint=hint,
        choices=tuple(Choice(item.id, item.title) for item in items),
        none=texts.none,
        current=assessment.chosen(kind),
        note=assessment.note_of(kind),
    )


def question_text(id: str, assessment: Assessment, guide: Guide) -> str:
    """Return the wording of a question, or of a factor's statement at the assessment's stage."""
    return wording(id, assessment.stage, guide)


def wording(id: str, stage: Stage, guide: Guide) -> str:
    """Return the wording of a question, or of a factor's statement at `stage`."""
    match guide.judged(id):
        case ReadinessQuestion() as question:
            return question.question
        case Factor() as factor:
            return factor.statement.at(stage)
        case _:
            return guide.interview.blocks.of(_list_kind(id)).question


def _list_kind(id: str) -> Kind:
    return "fears" if id == "fears" else "reasons"


def explanation_of(id: str, guide: Guide) -> str:
    """Return the sentence that explains a question or factor to someone who hears of it for the first time."""
    item = guide.judged(id)
    return item.explanation if item else ""


def help_text(id: str, guide: Guide) -> str:
    """Return what `?` adds to a question: how much it weighs, and where to read on."""
    item = guide.judged(id)
    if item is None:
        return ""
    key = "Dieser Faktor gehört zu den wichtigsten. " if isinstance(item, Factor) and item.key else ""
    section = next(entry for entry in guide.contents.sections if entry.key == item.read_on)
    return f"{key}Mehr dazu steht im Abschnitt „{section.title}“ (verbund-check show {section.name})."


def summary(id: str, guide: Guide) -> str:
    """Return the short name of a question, factor or part."""
    item = guide.judged(id)
    return item.title if item else guide.interview.blocks.of(_list_kind(id)).title


def answer_label(id: str, assessment: Assessment, guide: Guide) -> str:
    """Return the answer in words; "" where there is none."""
    kind = kind_of(guide, id)
    if kind == "reasons" or kind == "fears":
        chosen = assessment.chosen(id)
        items = guide.reasons if kind == "reasons" else guide.fears
        titles = [item.title for item in items if item.id in (chosen or ())]
        return "; ".join(titles) or ("" if chosen is None else guide.interview.blocks.of(kind).none)
    value = assessment.value_of(id)
    return labels_of(kind)[value] if kind and value else ""


def remark_prompt(id: str, assessment: Assessment, guide: Guide) -> Prompt:
    """Return the prompt for a remark on a question."""
    return Prompt(
        mode="text",
        progress=f"Bemerkung · {summary(id, guide)}",
        question="Was möchten Sie dazu festhalten?",
        explanation="Die Bemerkung steht später bei Ihrer Antwort, auch im Bericht.",
        help="Zum Beispiel: wer das bis wann klärt, worüber Sie verschieden denken oder warum Sie so antworten.",
        current=assessment.note_of(id),
        can_note=False,
    )


def another_place(problem: str) -> Prompt:
    """Return the prompt that asks where to save when saving failed."""
    return Prompt(
        mode="text",
        progress="Speichern",
        question="In welchem Ordner soll stattdessen gespeichert werden?",
        explanation="Ihre Antworten sind noch da. Ein leeres Feld versucht es am selben Ort noch einmal.",
        help="Gut geeignet sind ein anderes Laufwerk, ein Stick oder Ihr Ordner für Dokumente. Fehlt der Ordner, "
        "legen wir ihn an. Von da an speichern wir nur noch dort.",
        hint=problem,
        can_go_back=False,
        can_note=False,
    )


def offer_prompt(earlier: list[Assessment], guide: Guide, *, can_go_back: bool) -> Prompt:
    """Return the prompt that offers to go on with an unfinished assessment of the same party."""
    choices = []
    for number, each in enumerate(earlier):
        total = len(asked_ids(guide, each.scope))
        done = total - len(open_ids(each, guide))
        name = each.organisation or "ohne Betriebsnamen"
        choices.append(Choice(str(number), f"Weiter: {name}, {day_of(each.started)}, {done} von {total} beantwortet"))
    return Prompt(
        mode="one",
        progress="Weitermachen oder neu beginnen",
        question="Es gibt noch eine angefangene Einschätzung. Möchten Sie daran weiterarbeiten?"
        if len(earlier) == 1
        else "Es gibt noch angefangene Einschätzungen. Möchten Sie an einer davon weiterarbeiten?",
        help="Sie kommen dann zur ersten offenen Frage. Beginnen Sie neu, bleibt die angefangene unverändert liegen; "
        "alle zeigt: verbund-check list",
        choices=(*choices, Choice("new", "Neu beginnen")),
        can_go_back=can_go_back,
        can_note=False,
    )


def whose(assessment: Assessment, guide: Guide) -> str:
    """Return whose assessment is gone on with: nobody shall answer in another's unawares."""
    party = guide.interview.parties.of(assessment.party) if assessment.party else "ohne Angabe, wer antwortet"
    name = assessment.organisation or "ohne Betriebsnamen"
    return f"Weiter mit der Einschätzung vom {day_of(assessment.started)}: {name}, {party}."


def widening_prompt() -> Prompt:
    """Return the prompt that offers to go on from the seven questions to the whole questionnaire."""
    return Prompt(
        mode="one",
        progress="Ganzer Fragebogen",
        question="Möchten Sie mit dem ganzen Fragebogen weitermachen?",
        explanation="Die sieben Fragen zur Bereitschaft haben Sie beantwortet. Ihre Antworten bleiben erhalten.",
        help="Dazu kommen zwanzig Sätze zu Erfolg und Risiken, Ihre Gründe und Ihre Befürchtungen. Sie können jederzeit "
        "unterbrechen.",
        choices=(Choice("yes", "Ja, weiter", "j"), Choice("no", "Nein, nur die sieben Fragen ansehen", "n")),
        can_go_back=False,
        can_note=False,
    )


def changes_told(assessment: Assessment, guide: Guide) -> str:
    """Return what has changed in the questions since they were answered, and what still holds; "" where nothing."""
    changed = outdated_ids(assessment, guide)
    new = new_ids(assessment, guide)
    gone = [id for id in assessment.answers if kind_of(guide, id) is None]
    if not (changed or new or gone):
        return ""
    answered = len(assessment.answers)
    told = [
        "Der Fragebogen hat sich seit Ihren Antworten geändert. "
        f"{answered - len(changed) - len(gone)} von {answered} Antworten gelten weiter."
    ]
    if changed:
        told.append(f"Geändert haben sich {_named(changed, guide)}; wir fragen noch einmal und zeigen Ihre Antwort.")
    if new:
        told.append(f"Neu oder noch offen: {_named(new, guide)}.")
    if gone:
        told.append("Was nicht mehr gefragt wird, bleibt gespeichert und zählt nicht mit.")
    return " ".join(told)


def new_ids(assessment: Assessment, guide: Guide) -> tuple[str, ...]:
    """Return the questions without an answer that stand before the last answered one, where the content differs.

    They were not there when the person came by.
    """
    if assessment.content.digest == guide.digest:
        return ()
    ids = asked_ids(guide, assessment.scope)
    last = max((position for position, id in enumerate(ids) if id in assessment.answers), default=0)
    return tuple(id for id in ids[:last] if id not in assessment.answers)


def changed_hint(id: str, assessment: Assessment, guide: Guide) -> str:
    """Return the sentence that says of an open question why it comes (again); "" for an ordinary one."""
    if id in outdated_ids(assessment, guide):
        return "Diese Frage wurde seit Ihrer Antwort geändert; bitte antworten Sie noch einmal."
    if id in new_ids(assessment, guide):
        return "Diese Frage ist seit Ihren Antworten dazugekommen."
    return ""


def _named(ids: tuple[str, ...], guide: Guide) -> str:
    return ", ".join(f"„{summary(id, guide)}“" for id in ids)


def review_of(assessment: Assessment, guide: Guide, open_steps: frozenset[str]) -> Review:
    """Return one line for each step in the order of the interview; what is open or unsure stands out."""
    texts = guide.interview
    stage = texts.stages.at(assessment.stage)
    party = texts.parties.of(assessment.party) if assessment.party else "ohne Angabe"
    lines = [
        ReviewLine(1, "Angaben", texts.organisation.title, assessment.organisation or "ohne Namen"),
        ReviewLine(2, "Angaben", texts.party.title, party),
        ReviewLine(3, "Angaben", texts.stage.title, stage),
    ]
    for id in asked_ids(guide, assessment.scope):
        kind = kind_of(guide, id)
        assert kind is not None
        is_open = id in open_steps
        answer = "noch offen" if is_open else answer_label(id, assessment, guide)
        stands_out = is_open or assessment.value_of(id) == Value.UNSURE
        title = summary(id, guide)
        part = texts.blocks.of(kind).title
        lines.append(ReviewLine(len(lines) + 1, part, title, answer, assessment.note_of(id), stands_out))
    return Review(tuple(lines))


def day_of(moment: str) -> str:
    """Return the local day of an ISO 8601 time as German dates are written: 31.01.2026."""
    from datetime import datetime

    return datetime.fromisoformat(moment).astimezone().strftime("%d.%m.%Y")
