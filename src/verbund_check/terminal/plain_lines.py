"""Asks in plain lines: numbered choices, no redraw, not one escape sequence.

For screen readers, simple terminals and pipes. Whatever the full prompts can do, this can do; the interview cannot
tell them apart. Everything is said in words: the present answer, what can be typed, what was wrong.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Callable
from typing import BinaryIO, TextIO

from verbund_check.questionnaire.prompts import (
    Back,
    Chosen,
    EndOfInput,
    Given,
    LaidOut,
    Prompt,
    Reply,
    Review,
    ReviewLine,
    Switch,
    in_words,
    present_answer,
    what_stands_out,
)
from verbund_check.terminal import streams
from verbund_check.terminal.typeahead import forget_typed_ahead
from verbund_check.terminal.typed_lines import is_begun, understood
from verbund_check.terminal.wrap import MEASURE, NARROWEST, told_apart, wrap_text
from verbund_check.text import clean, fold, shortened

MAX_LINE = 20_000
"""Characters of one line that are looked at; nobody types more, and a pipe may be endless."""

PATIENCE = 1000
"""Lines that are read from a pipe before it counts as ended: `yes 1` would answer and change for ever."""

EXPLAINED = 2
"""How often the words before the cursor name every key; after that they are short, and `?` explains."""

TO_FULL = "voll"
"""The word that leads to the full prompts."""

GREETING = "Mit dem Wort voll wechseln Sie jederzeit zur Ansicht mit Tasten und Pfeilen."
ONLY_LINES = "Die Ansicht mit Tasten und Pfeilen ist hier nicht möglich; bitte antworten Sie weiter mit einer Zeile."
TEXT_OR_SWITCH = "Möchten Sie wechseln, geben Sie bitte noch einmal voll ein. Mit der Eingabetaste allein wird das Wort voll Ihr Text."

_F2 = re.compile(r"\x1b(?:OQ|\[12~|\[\[B)")
"""What a terminal sends for F2; here it comes within a line, once that is ended."""


class PlainAsker:
    """Prompts go to `output`, lines come from `source`, one at a time: what follows stays for the next reader.

    `width` gives the width of the screen, asked anew for each question. Where `output` is None or gone, questions
    are put all the same: whoever answers from a pipe need not see them. With `can_switch` the word `voll`, or F2, raises
    Switch.
    """

    def __init__(
        self,
        source: TextIO | BinaryIO | None,
        output: TextIO | None,
        width: Callable[[], int] = lambda: 80,
        *,
        can_switch: bool = False,
    ) -> None:
        self.source = source
        self.output = output
        self.columns = width
        self.can_switch = can_switch
        self.greeting = GREETING if can_switch else ""
        self.draft: Given | None = None
        self.patience = PATIENCE
        self.called: Counter[str] = Counter()
        self.is_odd = False
        self.shown: Review | None = None

    def open(self) -> None:
        """Nothing: lines go below what is there."""

    def close(self) -> None:
        """Nothing: there is nothing to give back."""

    def say(self, text: str) -> None:
        """Write a paragraph on lines of its own."""
        self._greet()
        self._write(text)
        self._flush()

    def _greet(self) -> None:
        """Say before all else how to change."""
        greeting, self.greeting = self.greeting, ""
        if greeting:
            self._write(f"{greeting}\n")

    def ask(self, prompt: Prompt) -> Reply:
        """Write the question and read lines until one is a valid reply."""
        self.is_odd = not self.is_odd
        self._forget_typed_ahead()
        self._introduce(prompt)
        self.draft = prompt.draft  # what was begun elsewhere is not lost, however this ends
        is_in_doubt = False
        while True:
            typed = self._read(self._call(prompt), prompt)
            word = fold(typed)
            if is_in_doubt:
                if word == TO_FULL:
                    raise Switch(prompt.draft)
                typed, is_in_doubt = typed or TO_FULL, False
            elif word == TO_FULL and (prompt.mode != "text" or self.can_switch):
                is_in_doubt = self._doubted(prompt)
                continue
            if word == "?":
                self._help(prompt)
                continue
            reply = understood(typed, prompt)
            if not isinstance(reply, str):
                self._echo(reply, prompt)
                self.draft = None
                return reply
            self._write(reply)

    def _doubted(self, prompt: Prompt) -> bool:
        """What the word `voll` does; whether it may be a text as well, which is asked then."""
        if self.can_switch and prompt.mode != "text":
            raise Switch(prompt.draft)
        self._write(TEXT_OR_SWITCH if self.can_switch else ONLY_LINES)
        return self.can_switch

    def review(self, review: Review) -> int | Back | None:
        """Write all answers, numbered, and after a change what has changed; return the number typed.

        None for an empty line, Back for z.
        """
        self.is_odd = not self.is_odd
        self._forget_typed_ahead()
        self._greet()
        before, self.shown = self.shown, review
        if before is None or [line.title for line in before.lines] != [line.title for line in review.lines]:
            self._write_review(review)
        else:
            self._write_changes(before, review)
        last = len(review.lines)
        while True:
            way_on = f"mit der Eingabetaste geht es weiter {review.go_on}"
            long = f"Mit einer Nummer ändern Sie, {way_on} (? Hilfe, liste alle Antworten, z zurück):"
            typed = self._read(self._long_or_short(long, "Nummer, liste oder Eingabetaste (? Hilfe):"))
            word = fold(typed)
            if not typed:
                return None
            if word == "z":
                return Back()
            if word == "liste":
                self._write_review(review)
                continue
            if word == TO_FULL:
                if self.can_switch:
                    raise Switch
                self._write(ONLY_LINES)
                continue
            if word == "?":
                self._write(
                    f"Eine Nummer von 1 bis {last} führt zu dieser Frage und gleich wieder hierher. Das Wort liste nennt noch "
                    f"einmal alle Antworten. Eine leere Zeile geht weiter {review.go_on}, z geht zur letzten Frage. "
                    f"{self._to_full()}Strg-C unterbricht, Ihre Antworten bleiben gespeichert."
                )
                continue
            if typed.isdecimal() and len(typed) < 5 and 1 <= int(typed) <= last:
                return int(typed)
            self._write(f"„{shortened(typed)}“ gehört zu keiner Antwort; bitte eine Zahl von 1 bis {last} eingeben.")

    def read(self, laid_out: LaidOut, begin: float = 0.0) -> None:
        """Write a long text from the paragraph on in which one was, and wait for the Enter key."""
        self._forget_typed_ahead()
        self._greet()
        lines = ["".join(words for words, _ in line) for line in laid_out(self._width(), plain=True)]
        first = round(begin * len(lines))
        while first and lines[first - 1].strip():
            first -= 1
        self._write_raw("\n".join(["", *lines[first:], "", ""]))
        while fold(self._read("Weiter mit der Eingabetaste:")) == TO_FULL:
            if self.can_switch:
                raise Switch
            self._write(ONLY_LINES)

    def _write_review(self, review: Review) -> None:
        lines = ["", self._laid_out(review.title)]
        part = ""
        for line in review.lines:
            if line.part != part:
                part = line.part
                lines += ["", self._laid_out(f"{part}:")] if part != line.title else [""]
            mark = "Achtung, " if line.stands_out else ""
            lines.append(self._laid_out(f"{line.number}. {line.title}: {mark}{_answered(line)}", hang=4))
        lines += ["", self._laid_out(what_stands_out(review.lines)), ""]
        self._write_raw("\n".join(lines))

    def _write_changes(self, before: Review, review: Review) -> None:
        """What has changed since the list was written: nobody wants to hear all of it again."""
        old = {line.title: _answered(line) for line in before.lines}
        changed = [line for line in review.lines if _answered(line) != old[line.title]]
        self._write("" if changed else "\nNichts geändert.")
        for line in changed:
            self._write(f"Geändert: {line.title} – {_answered(line)}")

    def _introduce(self, prompt: Prompt) -> None:
        self._write("")
        self._greet()
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
        for each in (self._present(prompt), self._begun(prompt)):
            if each:
                self._write(each)
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
        return f"{ways[prompt.mode]} {', '.join(key for key in keys if key)}. {self._to_full()}".rstrip()

    def _to_full(self) -> str:
        return "Das Wort voll wechselt zur Ansicht mit Tasten und Pfeilen. " if self.can_switch else ""

    def _present(self, prompt: Prompt) -> str:
        """The answer that is already there, in words; the empty line keeps it, where nothing else was begun."""
        words = present_answer(prompt)
        if not words:
            return ""
        keep = "" if is_begun(prompt) else " Die Eingabetaste behält sie."
        delete = " Ein Minuszeichen löscht sie." if prompt.mode == "text" else ""
        return f"Bisherige Antwort: {words}.{keep}{delete}"

    def _begun(self, prompt: Prompt) -> str:
        """What was chosen or typed and not confirmed, in words; the empty line takes it."""
        if not is_begun(prompt):
            return ""
        words = in_words(prompt, prompt.draft)
        if prompt.mode == "one":
            return f"Die Eingabetaste nimmt: {words}."
        return f"Noch nicht bestätigt: {words}. Die Eingabetaste übernimmt es."

    def _echo(self, reply: Reply, prompt: Prompt) -> None:
        """Say what was understood."""
        if isinstance(reply, Chosen):
            words = in_words(prompt, reply.value) or "Leer"
            self._write(f"{(shortened(words, 60) if prompt.mode == 'text' else words).rstrip('.')}.")
        elif isinstance(reply, Back):
            self._write("Zurück.")

    def _call(self, prompt: Prompt) -> str:
        """The words right before the cursor: what can be typed, and at first by which keys."""
        back = ", z zurück" if prompt.can_go_back else ""
        note = ", b Bemerkung" if prompt.can_note else ""
        called = {"text": "Text", "several": "Nummern mit Komma", "one": "Nummer oder Taste"}[prompt.mode]
        if not any(choice.key for choice in prompt.choices) and prompt.mode == "one":
            called = "Nummer"
        again = f", g {prompt.again_label}" if prompt.again is not None else ""
        return self._long_or_short(f"{called} eingeben (? Hilfe{again}{note}{back}):", f"{called} (? Hilfe):")

    def _long_or_short(self, long: str, short: str) -> str:
        self.called[long] += 1
        return long if self.called[long] <= EXPLAINED else short

    def _forget_typed_ahead(self) -> None:
        """What was typed before a question is there does not answer it; a pipe is read line by line and never flushed."""
        if streams.is_terminal(self.source):
            forget_typed_ahead()

    def _read(self, call: str, prompt: Prompt | None = None) -> str:
        """One line without its end; EndOfInput where there is none, Switch where F2 was pressed."""
        self._write_raw(f"{self._wrapped(call, 0)} ")
        self._flush()
        if not streams.is_terminal(self.source):
            self.patience -= 1
        if self.patience < 0:
            self._write(f"\nDie Eingabe hört nicht auf; nach {PATIENCE} Zeilen wird nichts mehr davon gelesen.")
            self._flush()
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
        return self._without_f2(_decoded(line), prompt)

    def _without_f2(self, line: str, prompt: Prompt | None) -> str:
        """The line, where F2 was not pressed in it; else Switch, with what else was typed."""
        typed = clean(_F2.sub("", line)).strip()
        if self.can_switch and _F2.search(line):
            text = typed if prompt is not None and prompt.mode == "text" else ""
            raise Switch(text or (prompt.draft if prompt is not None else None))
        return typed

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
        self._write_raw(self._laid_out(text, hang) + "\n")

    def _laid_out(self, text: str, hang: int = 0) -> str:
        return self._wrapped(clean(text), hang)

    def _wrapped(self, text: str, hang: int) -> str:
        lines = wrap_text(text, self._width(), hang=" " * hang)
        return "\n".join(told_apart(lines) if self.is_odd and self.can_switch else lines)

    def _width(self) -> int:
        return min(max(self.columns(), NARROWEST), MEASURE)

    def _write_raw(self, text: str) -> None:
        if self.output is not None:
            try:
                streams.write_to_be_heard(self.output, text)
            except (OSError, ValueError):
                pass  # nobody listens any more

    def _flush(self) -> None:
        if self.output is not None:
            try:
                self.output.flush()
            except (OSError, ValueError):
                pass


def _answered(line: ReviewLine) -> str:
    return f"{line.answer}." + (f" Bemerkung: {line.note}" if line.note else "")


def _decoded(line: str | bytes) -> str:
    """What was typed: UTF-8, or else what the console writes; what is neither becomes a replacement character."""
    if isinstance(line, str):
        return line
    try:
        return line.decode()
    except UnicodeDecodeError:
        return line.decode(streams.typed_encoding(), "replace")


def stdin_bytes() -> BinaryIO | TextIO | None:
    """Return standard input for reading line by line, as bytes where it has them: they may be no valid text."""
    if sys.stdin is None:
        return None
    buffer: BinaryIO | None = getattr(sys.stdin, "buffer", None)
    return buffer or sys.stdin
