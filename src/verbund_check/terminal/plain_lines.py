"""Asks in plain lines: numbered choices, no redraw, not one escape sequence.

For screen readers, simple terminals and pipes. Whatever the full prompts can do, this can do; the interview cannot
tell them apart. Everything is said in words: the present answer, what can be typed, what was wrong.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import BinaryIO, TextIO

from verbund_check.guide.values import NONE_OF_THEM, named
from verbund_check.questionnaire.prompts import (
    Back,
    Chosen,
    EndOfInput,
    Given,
    Note,
    Prompt,
    Reply,
    Review,
    present_answer,
    what_stands_out,
)
from verbund_check.terminal import streams
from verbund_check.terminal.typeahead import forget_typed_ahead
from verbund_check.terminal.wrap import MEASURE, NARROWEST, wrap_text
from verbund_check.text import clean, fold, shortened

MAX_LINE = 20_000
"""Characters of one line that are looked at; nobody types more, and a pipe may be endless."""

PATIENCE = 1000
"""Lines that are read from a pipe before it counts as ended: `yes 1` would answer and change for ever."""


class PlainAsker:
    """Prompts go to `output`, lines come from `source`, one at a time: what follows stays for the next reader.

    `width` gives the width of the screen, asked anew for each question. Where `output` is None or gone, questions
    are put all the same: whoever answers from a pipe need not see them.
    """

    def __init__(
        self, source: TextIO | BinaryIO | None, output: TextIO | None, width: Callable[[], int] = lambda: 80
    ) -> None:
        self.source = source
        self.output = output
        self.columns = width
        self.draft: Given | None = None
        self.patience = PATIENCE

    def open(self) -> None:
        """Nothing: lines go below what is there."""

    def close(self) -> None:
        """Nothing: there is nothing to give back."""

    def say(self, text: str) -> None:
        """Write a paragraph on lines of its own."""
        self._write(text)
        self._flush()

    def ask(self, prompt: Prompt) -> Reply:
        """Write the question and read lines until one is a valid reply."""
        self._forget_typed_ahead()
        self._introduce(prompt)
        while True:
            typed = self._read(self._call(prompt))
            if fold(typed) == "?":
                self._help(prompt)
                continue
            reply = self._understood(typed, prompt)
            if not isinstance(reply, str):
                return reply
            self._write(reply)

    def review(self, review: Review) -> int | Back | None:
        """Write all answers, numbered; return the number typed, None for an empty line, Back for z."""
        self._forget_typed_ahead()
        self._write_review(review)
        last = len(review.lines)
        while True:
            way_on = f"mit der Eingabetaste geht es weiter {review.go_on}"
            typed = self._read(f"Mit einer Nummer ändern Sie, {way_on} (? Hilfe, z zurück):")
            if not typed:
                return None
            if fold(typed) == "z":
                return Back()
            if fold(typed) == "?":
                self._write(
                    f"Eine Nummer von 1 bis {last} führt zu dieser Frage und gleich wieder hierher. Eine leere Zeile "
                    f"geht weiter {review.go_on}, z geht zur letzten Frage. Strg-C unterbricht, Ihre Antworten "
                    "bleiben gespeichert."
                )
                continue
            if typed.isdecimal() and len(typed) < 5 and 1 <= int(typed) <= last:
                return int(typed)
            self._write(f"„{shortened(typed)}“ gehört zu keiner Antwort; bitte eine Zahl von 1 bis {last} eingeben.")

    def _write_review(self, review: Review) -> None:
        self._write(f"\n{review.title}")
        part = ""
        for line in review.lines:
            if line.part != part:
                part = line.part
                self._write(f"\n{part}:" if part != line.title else "")
            mark = "Achtung, " if line.stands_out else ""
            note = f" Bemerkung: {line.note}" if line.note else ""
            self._write(f"{line.number}. {line.title}: {mark}{line.answer}.{note}", hang=4)
        told = what_stands_out(review.lines)
        self._write(f"\n{told}\n" if told else "")

    def _introduce(self, prompt: Prompt) -> None:
        self._write("")
        if prompt.hint:
            self._write(f"{prompt.hint}\n")
        self._write(f"{prompt.progress}: {prompt.question}")
        if prompt.explanation:
            self._write(prompt.explanation)
        if prompt.facts:
            self._write(prompt.facts)
        self._write_choices(prompt)
        if prompt.note:
            self._write(f"Ihre Bemerkung: {prompt.note}")
        present = self._present(prompt)
        if present:
            self._write(present)
        self._flush()

    def _write_choices(self, prompt: Prompt) -> None:
        if prompt.mode == "several":
            self._write(f"0 = {prompt.none}", hang=4)
        for number, choice in enumerate(prompt.choices, start=1):
            key = f" ({choice.key})" if choice.key else ""
            self._write(f"{number} = {choice.label}{key}", hang=4)

    def _help(self, prompt: Prompt) -> None:
        """What `?` says; the question and its choices follow, so that nobody has to look for them above."""
        self._write("")
        if prompt.help:
            self._write(prompt.help)
        self._write(self._keys(prompt))
        self._write(f"\n{prompt.question}")
        if prompt.facts:
            self._write(prompt.facts)
        self._write_choices(prompt)

    def _keys(self, prompt: Prompt) -> str:
        letters = ", dem Buchstaben in Klammern" if any(choice.key for choice in prompt.choices) else ""
        ways = {
            "one": f"Sie antworten mit der Nummer{letters} oder dem Wort.",
            "several": f"Sie nennen alle passenden Nummern, etwa 1, 2; 0 heißt „{prompt.none}“.",
            "text": "Sie schreiben einen Text und schließen ihn mit der Eingabetaste ab.",
        }
        keys = [
            f"g heißt „{prompt.again_label}“" if prompt.again is not None else "",
            "z geht zur vorigen Frage zurück" if prompt.can_go_back else "",
            "b fügt eine Bemerkung hinzu" if prompt.can_note else "",
            "Strg-C unterbricht, und Ihre Antworten bleiben gespeichert",
        ]
        return f"{ways[prompt.mode]} {', '.join(key for key in keys if key)}."

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
        called = {"text": "Text", "several": "Nummern mit Komma", "one": "Nummer oder Taste"}[prompt.mode]
        if not any(choice.key for choice in prompt.choices) and prompt.mode == "one":
            called = "Nummer"
        again = f", g {prompt.again_label}" if prompt.again is not None else ""
        return f"{called} eingeben (? Hilfe{again}{note}{back}):"

    def _understood(self, typed: str, prompt: Prompt) -> Reply | str:
        """The reply that a line means, or a sentence that says why it means none."""
        word = fold(typed)
        if word == "z" and prompt.can_go_back:
            return Back()
        if word == "b" and prompt.can_note:
            return Note()
        if prompt.again is not None and word in ("g", fold(prompt.again_label)):
            return Chosen(prompt.again)
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
        word = fold(typed).rstrip(".")
        for number, choice in enumerate(prompt.choices, start=1):
            spellings = choice.spellings or {fold(choice.label), choice.value, choice.key or choice.value}
            if word == str(number) or word in spellings:
                return Chosen(choice.value)
        offered = ", ".join(f"{number} = {choice.label}" for number, choice in enumerate(prompt.choices, start=1))
        return f"„{shortened(typed)}“ passt hier nicht; möglich sind: {offered}."

    def _several(self, word: str, prompt: Prompt) -> Reply | str:
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

    def _forget_typed_ahead(self) -> None:
        """What was typed before a question is there does not answer it; a pipe is read line by line and never flushed."""
        if streams.is_terminal(self.source):
            forget_typed_ahead()

    def _read(self, call: str) -> str:
        """One line without its end; EndOfInput where there is none."""
        self._write_raw(f"{self._wrapped(call, 0)} ")
        self._flush()
        if not streams.is_terminal(self.source):
            self.patience -= 1
        if self.source is None or self.patience < 0:
            raise EndOfInput
        try:
            line = self._line(self.source)
        except KeyboardInterrupt:
            self._write_raw("\n")  # what is said next begins on a line of its own
            self._flush()
            raise
        if not line:
            self._write_raw("\n")
            self._flush()
            raise EndOfInput
        return clean(_decoded(line)).strip()

    def _line(self, source: TextIO | BinaryIO) -> str | bytes:
        """The next line, cut where it is too long; "" or b"" at the end. Its rest is no answer to the next question."""
        try:
            line = source.readline(MAX_LINE)
            rest: str | bytes = line
            for _ in range(10_000):
                if len(rest) < MAX_LINE or rest[-1:] in ("\n", b"\n"):
                    return line
                rest = source.readline(MAX_LINE)
        except (OSError, ValueError):
            pass
        return ""

    def _write(self, text: str, hang: int = 0) -> None:
        self._write_raw(self._wrapped(clean(text), hang) + "\n")

    def _wrapped(self, text: str, hang: int) -> str:
        width = min(max(self.columns(), NARROWEST), MEASURE)
        return "\n".join(wrap_text(text, width, hang=" " * hang))

    def _write_raw(self, text: str) -> None:
        if self.output is not None:
            try:
                self.output.write(text)
            except (OSError, ValueError):
                pass  # nobody listens any more

    def _flush(self) -> None:
        if self.output is not None:
            try:
                self.output.flush()
            except (OSError, ValueError):
                pass


def _decoded(line: str | bytes) -> str:
    """What was typed: UTF-8, or else what the terminal writes; what is neither becomes a replacement character."""
    if isinstance(line, str):
        return line
    try:
        return line.decode()
    except UnicodeDecodeError:
        encoding = getattr(sys.stdin, "encoding", None) or "utf-8"
        return line.decode(encoding, "replace")


def stdin_bytes() -> BinaryIO | TextIO | None:
    """Return standard input for reading line by line, as bytes where it has them: they may be no valid text."""
    if sys.stdin is None:
        return None
    buffer: BinaryIO | None = getattr(sys.stdin, "buffer", None)
    return buffer or sys.stdin
