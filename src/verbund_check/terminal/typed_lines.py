"""What a typed line means at a question: numbers, keys, words, and nothing that is guessed."""

from __future__ import annotations

from verbund_check.guide.values import NONE_OF_THEM, named
from verbund_check.questionnaire.prompts import Back, Chosen, Note, Prompt, Reply
from verbund_check.text import fold, shortened


def is_begun(prompt: Prompt) -> bool:
    """Return whether something was chosen or typed that is not the answer yet."""
    return prompt.draft not in (None, "", prompt.current)


def understood(typed: str, prompt: Prompt) -> Reply | str:
    """Return the reply that a line means, or a sentence that says why it means none."""
    word = fold(typed)
    if word == "z" and prompt.can_go_back:
        return Back(prompt.draft)
    if word == "b" and prompt.can_note:
        return Note(prompt.draft)
    if prompt.again is not None and word in ("g", fold(prompt.again_label)):
        return Chosen(prompt.again)
    if prompt.mode == "text":
        if word == "-":
            return Chosen("")
        kept = prompt.draft if is_begun(prompt) else prompt.current
        return Chosen(typed if typed or not isinstance(kept, str) else kept)
    if not word:
        kept = prompt.draft if is_begun(prompt) else prompt.current
        if kept is not None:
            return Chosen(kept)
        return "Bitte geben Sie eine der Nummern ein; ? erklärt die Frage."
    return _several(word, prompt) if prompt.mode == "several" else _one(typed, prompt)


def _one(typed: str, prompt: Prompt) -> Reply | str:
    word = fold(typed).rstrip(".")
    for number, choice in enumerate(prompt.choices, start=1):
        spellings = choice.spellings or {fold(choice.label), choice.value, choice.key or choice.value}
        if word == str(number) or word in spellings:
            return Chosen(choice.value)
    offered = ", ".join(f"{number} = {choice.label}" for number, choice in enumerate(prompt.choices, start=1))
    return f"„{shortened(typed)}“ passt hier nicht; möglich sind: {offered}."


def _several(word: str, prompt: Prompt) -> Reply | str:
    labels = {choice.value: (choice.label,) for choice in prompt.choices}
    if (one := named(word, labels)) is not None:  # a label may hold blanks and commas
        return Chosen((one,))
    parts = [part for part in word.replace(" und ", ",").replace(";", ",").replace(" ", ",").split(",") if part]
    if parts == ["0"] or word in {fold(prompt.none), NONE_OF_THEM}:
        return Chosen(())
    numbers = {str(number): choice.value for number, choice in enumerate(prompt.choices, start=1)}
    chosen = {numbers.get(part, part) for part in parts}
    values = [choice.value for choice in prompt.choices]
    if parts and chosen <= set(values):
        return Chosen(tuple(value for value in values if value in chosen))
    return (
        f"„{shortened(word)}“ passt hier nicht; möglich sind Zahlen von 1 bis {len(numbers)}, "
        f"etwa 1, 2, oder 0 für „{prompt.none}“."
    )
