"""Turns the steps of an assessment into prompts: what is asked, explained, offered and already answered.

All words come from the content; here they are put together.
"""

from __future__ import annotations

from typing import Literal, get_args

from msgspec.structs import replace

from verbund_check.answers.assessment import (
    Assessment,
    answered_at,
    open_ids,
    outdated_ids,
    same_sentence,
    sentence_of,
)
from verbund_check.answers.validity import party_names, stage_names
from verbund_check.guide.model import Guide, Question
from verbund_check.guide.sections import Stage, at_stage
from verbund_check.guide.texts import Asked
from verbund_check.guide.values import KEYS, Party, Value, labels_of, spellings, spellings_of
from verbund_check.questionnaire.prompts import Choice, Given, Prompt, Review, ReviewLine
from verbund_check.text import MAX_NAME, local_day

Setup = Literal["organisation", "party", "stage"]


def setup_prompt(step: Setup, assessment: Assessment, guide: Guide) -> Prompt:
    """Return the prompt for a question about the assessment itself."""
    texts = guide.interview
    match step:
        case "organisation":
            return replace(asked_prompt(texts.organisation, current=assessment.organisation), limit=MAX_NAME)
        case "party":
            understood = {name: spellings(name, known) for name, known in party_names(guide).items()}
            choices = tuple(Choice(party, guide.party(party), "", understood[party]) for party in Party)
            return asked_prompt(texts.party, choices, assessment.party.value if assessment.party else None)
        case "stage":
            understood = {name: spellings(name, known) for name, known in stage_names(guide).items()}
            choices = tuple(Choice(stage, texts.stages.at(stage), "", understood[stage]) for stage in get_args(Stage))
            return asked_prompt(texts.stage, choices, assessment.stage)


def asked_prompt(
    texts: Asked,
    choices: tuple[Choice, ...] = (),
    current: str | None = None,
    *,
    title: str = "",
    can_go_back: bool = True,
) -> Prompt:
    """Return a prompt with the words of `texts`: one of `choices`, or a text where there are none.

    `title` fills the placeholder in the title of the texts.
    """
    return Prompt(
        mode="one" if choices else "text",
        progress=texts.title.format(title=title) if title else texts.title,
        question=texts.question,
        explanation=texts.explanation,
        help=texts.help,
        choices=choices,
        current=current,
        can_go_back=can_go_back,
        can_note=False,
    )


def question_prompt(question: Question, assessment: Assessment, guide: Guide, *, opening: bool) -> Prompt:
    """Return the prompt for a question of the guide.

    `opening` says that the question is asked for the first time: the first one of a part then opens it with its
    introduction.
    """
    part = [id for id, each in guide.questions.items() if each.kind == question.kind]
    hint = at_stage(guide.interview.blocks.of(question.kind).intro, assessment.stage)
    asked = guide.asked(assessment.scope)
    where = {
        "number": asked.index(question.id) + 1 if question.id in asked else 1,
        "total": len(asked),
        "part": question.part,
    }
    common = Prompt(
        mode="several" if question.is_list else "one",
        progress="",
        question=question.wording(assessment.stage, assessment.party),
        hint=hint if opening and question.id == part[0] else "",
        note=assessment.note_of(question.id),
    )
    if question.is_list:
        return _list_prompt(question, assessment, replace(common, progress=guide.prompts.position_list.format(**where)))
    value = assessment.value_of(question.id)
    number = part.index(question.id) + 1
    return replace(
        common,
        progress=guide.prompts.position.format(**where, part_number=number, part_total=len(part)),
        explanation=question.explained(assessment.stage, assessment.party),
        facts="\n".join(filter(None, (question.reminder, answered_before(question, assessment, guide)))),
        help=help_text(question, guide),
        choices=choices_of(question),
        current=value.value if value else None,
    )


OTHER = "+"
"""The value of the entry "Anderes", which stands for the remark on a list. No option can have it as its ID."""


def _list_prompt(question: Question, assessment: Assessment, common: Prompt) -> Prompt:
    other = (OTHER,) if common.note and question.other else ()
    current = _ticks(question, assessment)
    return replace(
        common,
        help="\n\n".join(f"{option.title}: {option.text}" for option in question.options),
        choices=(
            *(Choice(option.id, option.title) for option in question.options),
            *([Choice(OTHER, question.other)] if question.other else []),
        ),
        none=question.none,
        other=OTHER if question.other else "",
        current=current,
        draft=other if other and current is None else None,
    )


def _ticks(question: Question, assessment: Assessment) -> tuple[str, ...] | None:
    """What is ticked in a list that was answered: a remark stands for what the list does not name."""
    chosen = assessment.chosen(question.id)
    if chosen is None:
        return None
    return (*chosen, OTHER) if question.other and assessment.note_of(question.id) else chosen


def answered_before(question: Question, assessment: Assessment, guide: Guide) -> str:
    """Return the sentence that the answer was given to, and the answer; "" where it is the present one, and for a list."""
    value = assessment.value_of(question.id)
    if value is None:
        return ""
    wording = sentence_of(assessment, question.id, guide)
    if same_sentence(wording, question.wording(assessment.stage, assessment.party)):
        return ""
    return guide.prompts.changes.changed_before.format(wording=wording, answer=question.label(value))


def choices_of(question: Question) -> tuple[Choice, ...]:
    """Return the answers to a question that is judged, each with all that is understood as it."""
    labels = labels_of(question.kind)
    return tuple(
        Choice(each.value, labels[each], KEYS[each], spellings_of(each, question.kind)) for each in question.values
    )


def help_text(question: Question, guide: Guide) -> str:
    """Return what `?` adds to a question: how much it weighs, where to read on, and whose its words are."""
    texts = guide.prompts.help
    title, name = guide.entry(question.read_on)
    return f"{texts.key if question.key else ''} {texts.reading.format(title=title, name=name)}\n{guide.interview.origin}".strip()


def answer_label(question: Question, assessment: Assessment, guide: Guide) -> str:
    """Return the answer in words, with what else was named in a list; "" where there is none."""
    answer = assessment.chosen(question.id) if question.is_list else assessment.value_of(question.id)
    if answer is None:
        return ""
    if isinstance(answer, Value):
        return question.label(answer)
    note = assessment.note_of(question.id)
    return question.label(answer, guide.verdict.other_shown.format(note=note) if note else "")


def value_label(question: Question, value: Value) -> str:
    """Return a value in words, with what an affirmed risk means."""
    label = question.label(value)
    return f"{label} ({question.present})" if question.present and value == Value.YES else label


def is_alarming(question: Question, value: Value | None) -> bool:
    """Return whether an answer stands out in the review: nobody knows, or it stands in the way of an alliance."""
    return value is not None and question.effect(value) in ("unsure", "hinders")


def remark_prompt(question: Question, assessment: Assessment, guide: Guide) -> Prompt:
    """Return the prompt for a remark on a question; on a list it is what the list does not name."""
    current = assessment.note_of(question.id)
    if not question.other:
        return asked_prompt(guide.prompts.remark, current=current, title=question.title)
    texts = guide.prompts.other_remark
    asked = Asked(title=texts.title, question=question.other_question, explanation=texts.explanation, help=texts.help)
    return asked_prompt(asked, current=current, title=question.title)


def another_place(problem: str) -> Prompt:
    """Return the prompt that asks where to save when saving failed; `problem` says why."""
    return Prompt(
        mode="text",
        progress="Speichern",
        question="In welchem Ordner soll stattdessen gespeichert werden?",
        explanation="Ihre Antworten sind noch da. Ein leeres Feld versucht es am selben Ort noch einmal.",
        help="Gut geeignet sind ein anderes Laufwerk, ein Stick oder Ihr Ordner für Dokumente. Fehlt der Ordner, "
        "wird er angelegt. Von da an wird nur noch dort gespeichert.",
        hint=problem,
        can_go_back=False,
        can_note=False,
    )


def offer_prompt(earlier: list[Assessment], guide: Guide, *, can_go_back: bool) -> Prompt:
    """Return the prompt that offers to go on with an unfinished assessment of the same party."""
    texts = guide.prompts.offer
    choices = []
    for number, each in enumerate(earlier):
        total = len(guide.asked(each.scope))
        label = texts.going_on.format(
            name=guide.firm(each.organisation),
            day=local_day(each.started),
            done=total - len(open_ids(each, guide)),
            total=total,
        )
        choices.append(Choice(str(number), label))
    return Prompt(
        mode="one",
        progress=texts.title,
        question=texts.question if len(earlier) == 1 else texts.question_many,
        help=texts.help,
        choices=(*choices, Choice("new", texts.new)),
        can_go_back=can_go_back,
        can_note=False,
    )


def resumed(assessment: Assessment, guide: Guide) -> str:
    """Return the sentence that says whose assessment is gone on with, before anything of it is shown."""
    return guide.prompts.resumed.format(
        day=local_day(assessment.started),
        name=guide.firm(assessment.organisation),
        party=guide.party(assessment.party),
    )


def widening_prompt(guide: Guide) -> Prompt:
    """Return the prompt that offers to go on from the readiness questions to the whole questionnaire."""
    texts = guide.prompts.widen
    return asked_prompt(texts, (Choice("yes", texts.go_on, "j"), Choice("no", texts.look, "n")), can_go_back=False)


def changes_since(assessment: Assessment, guide: Guide) -> str:
    """Return what has changed in the questions since they were answered, and what still holds; "" where nothing."""
    texts = guide.prompts.changes
    changed, new = outdated_ids(assessment, guide), new_ids(assessment, guide)
    gone = [id for id in assessment.answers if id not in guide.questions]
    if not (changed or new or gone):
        return ""
    total = len(assessment.answers)
    parts = [
        texts.kept.format(kept=total - len(changed) - len(gone), total=total),
        texts.changed.format(titles=_titles(changed, guide)) if changed else "",
        texts.new.format(titles=_titles(new, guide)) if new else "",
        texts.gone if gone else "",
    ]
    return " ".join(filter(None, parts))


def with_last_time(prompt: Prompt, step: str, last: Assessment, guide: Guide) -> Prompt:
    """Return the prompt with what was answered in the `last` round beside it, which one key takes over."""
    texts = guide.prompts.again
    question = guide.questions.get(step)
    sentence = ""
    again: Given | None
    if step == "stage":
        again, answer = last.stage, guide.interview.stages.at(last.stage)
    elif question is not None:
        value = last.value_of(step)
        again = _ticks(question, last) if question.is_list else value.value if value else None
        answer = guide.comparison.agree.no_consensus if step in last.dissent else answer_label(question, last, guide)
        sentence = sentence_of(last, step, guide)
    else:
        return prompt
    if again is None:
        return prompt
    worded = sentence and not same_sentence(sentence, prompt.question)
    template = texts.before_worded if worded else texts.before
    before = template.format(day=local_day(last.finished or last.started), answer=answer, wording=sentence)
    values = {choice.value for choice in prompt.choices}
    can_be_taken = {again} <= values if isinstance(again, str) else set(again) <= values
    facts = f"{prompt.facts}\n{before}".strip()
    return replace(prompt, facts=facts, again=again if can_be_taken else None, again_label=texts.take)


def amend_prompt(assessment: Assessment, guide: Guide) -> Prompt:
    """Return the prompt that asks whether a finished assessment is corrected or answered anew in another round.

    One with the readiness questions alone may be gone on with as well.
    """
    texts = guide.prompts.amend
    day = local_day(assessment.finished or assessment.started)
    choices = [Choice("correct", texts.correct, "b"), Choice("again", texts.again, "n")]
    if assessment.scope == "quick":
        choices.insert(0, Choice("widen", guide.prompts.widen.title, "g"))
    prompt = asked_prompt(texts, tuple(choices), can_go_back=False)
    return replace(prompt, question=texts.question.format(day=day))


def new_ids(assessment: Assessment, guide: Guide) -> tuple[str, ...]:
    """Return the questions without an answer that stand before the last answered one, where the content differs.

    They were not there when the person came by.
    """
    if assessment.content.digest == guide.digest:
        return ()
    ids = guide.asked(assessment.scope)
    last = max((position for position, id in enumerate(ids) if id in assessment.answers), default=0)
    return tuple(id for id in ids[:last] if id not in assessment.answers)


def changed_hint(id: str, assessment: Assessment, guide: Guide) -> str:
    """Return the sentence that says of an open question why it comes (again); "" for an ordinary one."""
    if id in outdated_ids(assessment, guide):
        return guide.prompts.changes.changed_hint
    return guide.prompts.changes.new_hint if id in new_ids(assessment, guide) else ""


def _titles(ids: tuple[str, ...], guide: Guide) -> str:
    return ", ".join(f"„{guide.questions[id].title}“" for id in ids)


def review_of(assessment: Assessment, guide: Guide, open_steps: frozenset[str]) -> Review:
    """Return one line for each step in the order of the interview.

    What stands out is open or unsure, names a danger, or was answered when the alliance was at the other stage.
    """
    texts, review = guide.interview, guide.prompts.review
    lines = [
        ReviewLine(1, review.setup, texts.organisation.title, guide.firm(assessment.organisation)),
        ReviewLine(2, review.setup, texts.party.title, guide.party(assessment.party)),
        ReviewLine(3, review.setup, texts.stage.title, texts.stages.at(assessment.stage)),
    ]
    for id in guide.asked(assessment.scope):
        question = guide.questions[id]
        is_open = id in open_steps
        value = assessment.value_of(id)
        answer = value_label(question, value) if value else answer_label(question, assessment, guide)
        if is_open:
            answer = guide.prompts.missing.answer
        stands_out = is_open or is_alarming(question, value)
        stage = answered_at(assessment, id, guide)
        if not is_open and stage != assessment.stage:
            mark = f"({texts.stage_names.at(stage)})"
            answer, stands_out = f"{answer} {mark}".replace(") (", "; "), True
        note = "" if question.other and not is_open else assessment.note_of(id)
        lines.append(ReviewLine(len(lines) + 1, question.part, question.title, answer, note, stands_out))
    return Review(tuple(lines), review.title, review.go_on, review.help)
