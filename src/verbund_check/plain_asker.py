"""Asks in plain lines: numbered choices, no redraw, not one escape sequence.

For screen readers, simple terminals and pipes. Whatever the full prompts can do, this can do; the interview cannot
tell them apart. Everything is said in words: the present answer, what can be typed, what was wrong.
"""

from __future__ import annotations

import sys
from typing import BinaryIO, TextIO

from verbund_check.asking import Back, Chosen, EndOfInput, Help, Note, Prompt, Reply, ReviewLine, present_answer
from verbund_check.text import clean, fold, shortened

MAX_LINE = 20_000
"""Characters of one line that are looked at; nobody types more, and a pipe may be endless."""


class PlainAsker:
    """Prompts go to `output`, lines come from `source`, one at a time: what follows stays for the next reader.

    `width` gives the width at which lines are broken, asked anew for each question.
    """

    def __init__(self, source: TextIO | BinaryIO | None, output: TextIO, width: int = 80) -> None:
        self.source = source
        self.output = output
        self.width = min(max(width, 20), 88)

    def say(self, text: str) -> None:
        """Write a paragraph on lines of its own."""
        self._write(text)
        self.output.flush()

    def ask(self, prompt: Prompt) -> Reply:
        """Write the question and read lines until one is a valid reply."""
        self._introduce(prompt)
        while True:
            typed = self._read(self._call(prompt))
            reply = self._understood(typed, prompt)
            if not isinstance(reply, str):
                return reply
            self._write(reply)

    def review(self, lines: tuple[ReviewLine, ...]) -> int | Back | None:
        """Write all answers, numbered; return the number typed, None for an empty line, Back for z."""
        self._write("")
        self._write("Ihre Antworten im Überblick")
        part = ""
        for line in lines:
            if line.part != part:
                part = line.part
                self._write("")
                self._write(f"{part}:")
            mark = "Achtung, " if line.stands_out else ""
            note = f" Bemerkung: {line.note}" if line.note else ""
            self._write(f"{line.number}. {line.title}: {mark}{line.answer}.{note}", hang=4)
        self._write("")
        while True:
            typed = self._read(
                f"Nummer eingeben, um eine Antwort zu ändern; Eingabetaste zeigt die Auswertung (1–{len(lines)}, z zurück): "
            )
            if not typed:
                return None
            if fold(typed) == "z":
                return Back()
            if typed.isdecimal() and len(typed) < 5 and 1 <= int(typed) <= len(lines):
                return int(typed)
            self._write(
                f"„{shortened(typed)}“ gehört zu keiner Antwort; bitte eine Zahl von 1 bis {len(lines)} eingeben."
            )

    def _introduce(self, prompt: Prompt) -> None:
        self._write("")
        if prompt.hint:
            self._write(prompt.hint)
            self._write("")
        self._write(f"{prompt.progress}: {prompt.question}")
        if prompt.explanation:
            self._write(prompt.explanation)
        if prompt.show_help:
            for line in (prompt.help or "Zu dieser Frage gibt es keine weitere Erklärung.").split("\n"):
                self._write(line)
            self._write(self._keys(prompt))
        if prompt.mode == "several":
            self._write(f"0 = {prompt.none}", hang=4)
        for number, choice in enumerate(prompt.choices, start=1):
            key = f" ({choice.key})" if choice.key else ""
            self._write(f"{number} = {choice.label}{key}", hang=4)
        present = self._present(prompt)
        if present:
            self._write(present)
        if prompt.note:
            self._write(f"Ihre Bemerkung: {prompt.note}")
        self.output.flush()

    def _keys(self, prompt: Prompt) -> str:
        keys = []
        if prompt.can_go_back:
            keys.append("z geht zur vorigen Frage zurück")
        if prompt.can_note:
            keys.append("b fügt eine Bemerkung hinzu")
        keys.append("Strg-C unterbricht, Ihre Antworten bleiben gespeichert")
        return f"Tasten: {', '.join(keys)}."

    def _present(self, prompt: Prompt) -> str:
        """The answer that is already there, in words; the empty line keeps it."""
        words = present_answer(prompt)
        if not words:
            return ""
        delete = " Ein Minuszeichen löscht sie." if prompt.mode == "text" else ""
        return f"Bisherige Antwort: {words}. Die Eingabetaste behält sie.{delete}"

    def _call(self, prompt: Prompt) -> str:
        """The words right before the cursor: what can be typed."""
        back = ", z zurück" if prompt.can_go_back else ""
        note = ", b Bemerkung" if prompt.can_note else ""
        if prompt.mode == "text":
            return f"Text eingeben (? Hilfe{back}): "
        if prompt.mode == "several":
            return f"Nummern mit Komma (? Hilfe{note}{back}): "
        return f"Nummer oder Taste (? Hilfe{note}{back}): "

    def _understood(self, typed: str, prompt: Prompt) -> Reply | str:
        """The reply that a line means, or a sentence that says why it means none."""
        word = fold(typed)
        if word == "?":
            return Help()
        if word == "z" and prompt.can_go_back:
            return Back()
        if word == "b" and prompt.can_note:
            return Note()
        if prompt.mode == "text":
            if word == "-":
                return Chosen("")
            return Chosen(typed if typed or not isinstance(prompt.current, str) else prompt.current)
        if not word:
            if prompt.current is not None:
                return Chosen(prompt.current)
            return "Bitte geben Sie eine der Nummern ein; ? erklärt die Frage."
        return self._several(word, prompt) if prompt.mode == "several" else self._one(typed, prompt)

    def _one(self, typed: str, prompt: Prompt) -> Reply | str:
        word = fold(typed)
        for number, choice in enumerate(prompt.choices, start=1):
            spellings = {str(number), fold(choice.label), choice.value}
            if word in spellings or (choice.key and word == choice.key):
                return Chosen(choice.value)
        if prompt.choices[0].key and word in {"true", "false"}:
            return Chosen("yes" if word == "true" else "no")
        offered = ", ".join(f"{number} = {choice.label}" for number, choice in enumerate(prompt.choices, start=1))
        return f"„{shortened(typed)}“ passt hier nicht; möglich sind: {offered}."

    def _several(self, word: str, prompt: Prompt) -> Reply | str:
        parts = [part for part in word.replace(";", ",").replace(" ", ",").split(",") if part]
        if parts == ["0"] or word in {fold(prompt.none), "keine"}:
            return Chosen(())
        numbers = {str(number): choice.value for number, choice in enumerate(prompt.choices, start=1)}
        chosen = {numbers.get(part, part) for part in parts}
        values = [choice.value for choice in prompt.choices]
        if chosen <= set(values):
            return Chosen(tuple(value for value in values if value in chosen))
        return (
            f"„{shortened(word)}“ passt hier nicht; möglich sind Zahlen von 1 bis {len(numbers)}, "
            f"etwa 1,2, oder 0 für „{prompt.none}“."
        )

    def _read(self, call: str) -> str:
        """One line without its end; EndOfInput where there is none."""
        self._write_raw(self._wrapped(call, 0).rstrip("\n") + " ")
        self.output.flush()
        if self.source is None:
            raise EndOfInput
        try:
            line = self.source.readline(MAX_LINE)
        except (OSError, ValueError):
            raise EndOfInput from None
        if not line:
            self._write_raw("\n")
            raise EndOfInput
        text = line.decode("utf-8", "replace") if isinstance(line, bytes) else line
        return clean(text).strip()

    def _write(self, text: str, hang: int = 0) -> None:
        self._write_raw(self._wrapped(clean(text), hang))

    def _wrapped(self, text: str, hang: int) -> str:
        import textwrap

        lines: list[str] = []
        for line in text.split("\n"):
            lines += textwrap.wrap(
                line, self.width, subsequent_indent=" " * hang, break_long_words=False, break_on_hyphens=False
            ) or [""]
        return "\n".join(lines) + "\n"

    def _write_raw(self, text: str) -> None:
        self.output.write(text)


def stdin_bytes() -> BinaryIO | TextIO | None:
    """Return standard input for reading line by line, as bytes where it has them: they may be no valid text."""
    if sys.stdin is None:
        return None
    buffer: BinaryIO | None = getattr(sys.stdin, "buffer", None)
    return buffer or sys.stdin
