"""Asks with questionary on a full terminal: one question on the screen, single keys, arrows.

The long texts are drawn above questionary's short list of choices and broken anew at every draw, so that nothing is
cut and a resized window is right at once. The only importer of questionary and prompt_toolkit.
"""

from __future__ import annotations

import os
import sys
import textwrap
from collections.abc import Callable
from typing import Any

os.environ.setdefault("PROMPT_TOOLKIT_NO_CPR", "1")  # else a slow terminal gets a warning, in English

import questionary
from prompt_toolkit.filters import Always
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.input import Input, create_input
from prompt_toolkit.input.typeahead import clear_typeahead
from prompt_toolkit.key_binding import KeyBindings, merge_key_bindings
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import FormattedTextControl, HSplit, Layout, Window
from prompt_toolkit.output import Output, create_output
from questionary.prompts.common import InquirerControl

from verbund_check.asking import (
    Back,
    Choice,
    Chosen,
    EndOfInput,
    Help,
    Note,
    Prompt,
    Reply,
    ReviewLine,
    present_answer,
)
from verbund_check.text import clean, fold

STYLE = questionary.Style(
    [
        # No colour carries a meaning, and none is bound to a light or a dark background.
        ("qmark", "noinherit"),
        ("question", "noinherit"),
        ("answer", "noinherit"),
        ("pointer", "bold"),
        ("highlighted", "bold"),
        ("selected", "noinherit"),
        ("instruction", "noinherit"),
        ("progress", "ansimagenta bold"),
        ("wording", "bold"),
    ]
)

MEASURE = 76
"""The longest comfortable line, in characters."""


class FullAsker:
    """Draws on standard error, so that standard output holds nothing but results.

    `source` and `output` are given by tests; a real terminal is used where they are not.
    """

    def __init__(self, source: Input | None = None, output: Output | None = None, *, unicode: bool = True) -> None:
        self.source = source or create_input()
        self.output = output or create_output(stdout=sys.stderr)
        self.is_real = source is None
        self.pointer = "»" if unicode else ">"
        self.application: Any = None

    def interrupt(self, error: BaseException) -> bool:
        """End the question on the screen with `error`; return whether there was one (called by signal handlers)."""
        application = self.application
        if application is None or not application.is_running or application.loop is None:
            return False
        application.loop.call_soon_threadsafe(lambda: application.exit(exception=error))
        return True

    def say(self, text: str) -> None:
        """Write a paragraph above the next question."""
        lines = _wrap(clean(text), self._columns())
        self.output.write("\n".join(["", *lines, ""]) + "\n")
        self.output.flush()

    def ask(self, prompt: Prompt) -> Reply:
        """Draw the question, wait for the reply and remove the question again."""
        if prompt.show_help and not self._fits(prompt):
            self.say(prompt.help)  # on a small screen the help stands above, where one can scroll
        if prompt.mode == "text":
            return self._text(prompt)
        control: list[InquirerControl] = []
        keys = self._keys(prompt, control)
        question = self._several(prompt) if prompt.mode == "several" else self._one(prompt)
        self._dress(question, prompt, keys, control)
        result = self._run(question)
        if isinstance(result, Back | Note | Help):
            return result
        if prompt.mode == "several":
            return Chosen(tuple(choice.value for choice in prompt.choices if choice.value in result))
        return Chosen(result)

    def review(self, lines: tuple[ReviewLine, ...]) -> int | Back | None:
        """Draw all answers on one page and ask which to change."""
        self.output.erase_screen()
        self.output.cursor_goto(0, 0)
        self._write_review(lines)
        prompt = Prompt(
            mode="text",
            progress="Ihre Antworten",
            question="Welche Antwort möchten Sie ändern?",
            explanation=f"Eine Nummer (1–{len(lines)}) führt zur Antwort, ein leeres Feld zur Auswertung.",
            can_note=False,
        )
        while True:
            reply = self._text(prompt)
            if not isinstance(reply, Chosen):
                if isinstance(reply, Back):
                    return reply
                continue
            typed = str(reply.value).strip()
            if not typed:
                return None
            if typed.isdecimal() and len(typed) < 5 and 1 <= int(typed) <= len(lines):
                return int(typed)
            self.say(f"Bitte eine Zahl von 1 bis {len(lines)} eingeben.")

    # Building questions

    def _one(self, prompt: Prompt) -> questionary.Question:
        return questionary.select(
            " ",
            choices=[questionary.Choice(choice.label, value=choice.value) for choice in prompt.choices],
            default=prompt.current if isinstance(prompt.current, str) and prompt.current else None,
            qmark="",
            pointer=self.pointer,
            instruction=" ",
            style=STYLE,
            use_jk_keys=False,
            use_shortcuts=False,
            input=self.source,
            output=self.output,
            erase_when_done=True,
        )

    def _several(self, prompt: Prompt) -> questionary.Question:
        current = prompt.current if isinstance(prompt.current, tuple) else ()
        return questionary.checkbox(
            " ",
            choices=[
                questionary.Choice(choice.label, value=choice.value, checked=choice.value in current)
                for choice in prompt.choices
            ],
            qmark="",
            pointer=self.pointer,
            instruction=" ",
            style=STYLE,
            use_jk_keys=False,
            input=self.source,
            output=self.output,
            erase_when_done=True,
        )

    def _text(self, prompt: Prompt) -> Reply:
        question = questionary.text(
            "",
            default=prompt.current if isinstance(prompt.current, str) else "",
            qmark=f" {self.pointer}",
            instruction="",
            style=STYLE,
            input=self.source,
            output=self.output,
            erase_when_done=True,
            enable_suspend=False,
            complete_while_typing=False,
        )
        application = question.application
        header = Window(FormattedTextControl(lambda: self._header(prompt, 3)), dont_extend_height=True)
        footer = Window(FormattedTextControl(lambda: self._footer(prompt)), dont_extend_height=True)
        focused = application.layout.current_window
        application.layout = Layout(HSplit([header, application.layout.container, footer]), focused_element=focused)
        bindings = KeyBindings()

        @bindings.add("<sigint>")
        def _(event: Any) -> None:
            event.app.exit(exception=KeyboardInterrupt)

        application.key_bindings = merge_key_bindings([application.key_bindings or KeyBindings(), bindings])
        try:
            typed = clean(self._run(question))
        except EOFError:
            raise EndOfInput from None
        word = fold(typed)
        if word == "?":
            self.say("Tippen Sie Ihren Text und bestätigen Sie mit der Eingabetaste.")
            return Help()
        if word == "z" and prompt.can_go_back:
            return Back()
        return Chosen(typed)

    def _dress(
        self, question: questionary.Question, prompt: Prompt, keys: KeyBindings, control: list[InquirerControl]
    ) -> None:
        """Put the texts around questionary's list of choices and our keys over its own."""
        application = question.application
        window = next(
            each for each in application.layout.find_all_windows() if isinstance(each.content, InquirerControl)
        )
        choices = window.content
        assert isinstance(choices, InquirerControl)
        choices.use_indicator = False  # its signs are no plain letters; ours are put into the titles
        control.append(choices)
        window.dont_extend_height = Always()
        header = Window(
            FormattedTextControl(lambda: self._header(prompt, self._rows_below(prompt))), dont_extend_height=True
        )
        footer = Window(FormattedTextControl(lambda: self._footer(prompt)), dont_extend_height=True)
        application.layout = Layout(HSplit([header, window, footer]), focused_element=window)
        application.key_bindings = merge_key_bindings([application.key_bindings or KeyBindings(), keys])
        application.before_render += lambda _: self._title(prompt, choices)
        self._title(prompt, choices)

    def _title(self, prompt: Prompt, control: InquirerControl) -> None:
        """Break the choices for the present width; a box before each where several can be chosen."""
        indent = "   "
        width = max(self._columns() - len(indent) - 2, 12)
        for choice, offered in zip(control.choices, prompt.choices, strict=True):
            box = ""
            if prompt.mode == "several":
                box = "[x] " if choice.value in control.selected_options else "[ ] "
            lead = box or f"{_key_of(prompt, offered)}  "
            lines = _break(clean(offered.label), width - len(lead))
            choice.title = f"\n{indent}{' ' * len(lead)}".join([lead + lines[0], *lines[1:]])

    def _keys(self, prompt: Prompt, control: list[InquirerControl]) -> KeyBindings:
        bindings = KeyBindings()

        def bind(key: str, result: Callable[[], Any]) -> None:
            @bindings.add(key, eager=True)
            def _(event: Any) -> None:
                event.app.exit(result=result())

        for choice in prompt.choices if prompt.mode == "one" else ():
            key = _key_of(prompt, choice)
            for spelling in {key, key.upper()}:
                bind(spelling, lambda value=choice.value: value)  # type: ignore[misc]
        if prompt.can_go_back:
            for key in ("z", "Z", "left", "backspace", "c-b"):
                bind(key, Back)
        if prompt.can_note:
            bind("b", Note)
            bind("B", Note)
        bind("?", Help)

        @bindings.add(Keys.SIGINT, eager=True)
        def _(event: Any) -> None:
            event.app.exit(exception=KeyboardInterrupt)

        @bindings.add("c-d", eager=True)
        def _(event: Any) -> None:
            event.app.exit(exception=EndOfInput())

        if prompt.mode == "several":
            self._bind_numbers(bindings, prompt, control)
            for key in ("a", "i"):  # questionary's hidden "all" and "invert" would change answers unseen

                @bindings.add(key, eager=True)
                def _(event: Any) -> None:
                    """Nothing."""

        return bindings

    def _bind_numbers(self, bindings: KeyBindings, prompt: Prompt, control: list[InquirerControl]) -> None:
        for number, choice in enumerate(prompt.choices[:9]):

            @bindings.add(str(number + 1), eager=True)
            def _(_event: Any, number: int = number, value: str = choice.value) -> None:
                chosen = control[0].selected_options
                chosen.remove(value) if value in chosen else chosen.append(value)
                control[0].pointed_at = number

    def _run(self, question: questionary.Question) -> Any:
        """Run the question; keys that were typed before it was there do not answer it."""
        if self.is_real:
            _flush_terminal()
            clear_typeahead(self.source)
        self.application = question.application
        try:
            return question.unsafe_ask()
        finally:
            self.application = None

    # Drawing

    def _columns(self) -> int:
        return max(self.output.get_size().columns, 20)

    def _rows_below(self, prompt: Prompt) -> int:
        width = self._columns() - 12
        return sum(len(_break(choice.label, width)) for choice in prompt.choices) + 1

    def _fits(self, prompt: Prompt) -> bool:
        return len(self._shown(prompt, self._rows_below(prompt))) == len(self._parts(prompt))

    def _parts(self, prompt: Prompt) -> list[tuple[int, str, str]]:
        """The texts above the choices in reading order: how dispensable each is, its style, its words."""
        parts = [
            (0, "class:progress", prompt.progress),
            (5, "", prompt.hint),
            (0, "class:wording", prompt.question),
            (3, "", prompt.explanation),
            (4, "", prompt.help if prompt.show_help else ""),
            (
                2,
                "",
                f"Ihre bisherige Antwort: {present_answer(prompt)}"
                if prompt.mode != "text" and present_answer(prompt)
                else "",
            ),
            (1, "", f"Ihre Bemerkung: {prompt.note}" if prompt.note else ""),
        ]
        return [part for part in parts if part[2]]

    def _shown(self, prompt: Prompt, rows_below: int) -> list[tuple[int, str, list[str]]]:
        """The texts, broken into lines; where the window is too low, the most dispensable are left out."""
        room = self.output.get_size().rows - rows_below - self._footer_lines(prompt) - 1
        parts = [(rank, style, _wrap(clean(text), self._columns())) for rank, style, text in self._parts(prompt)]
        while parts and sum(len(lines) + 1 for *_, lines in parts) > room:
            most = max(parts, key=lambda part: part[0])
            if most[0] == 0:
                break
            parts.remove(most)
        return parts

    def _header(self, prompt: Prompt, rows_below: int) -> StyleAndTextTuples:
        fragments: StyleAndTextTuples = [("", "\n")]
        for _, style, lines in self._shown(prompt, rows_below):
            fragments += [(style, "\n".join(lines)), ("", "\n\n")]
        return [*fragments[:-1], ("", "\n")]

    def _footer_text(self, prompt: Prompt) -> str:
        if prompt.mode == "text":
            parts = ["Eingabetaste: bestätigen", "z: zurück" if prompt.can_go_back else ""]
        elif prompt.mode == "several":
            parts = ["Leertaste oder Nummer: an und aus", f"Eingabetaste: weiter (nichts gewählt: {prompt.none})"]
        else:
            keys = "/".join(_key_of(prompt, choice) for choice in prompt.choices)
            parts = [f"{keys} oder Pfeile und Eingabetaste"]
        if prompt.mode != "text":
            parts += ["z: zurück" if prompt.can_go_back else "", "b: Bemerkung" if prompt.can_note else "", "?: Hilfe"]
        parts.append("Strg-C: unterbrechen")
        return " · ".join(part for part in parts if part)

    def _footer_lines(self, prompt: Prompt) -> int:
        return len(_wrap(self._footer_text(prompt), self._columns())) + 1

    def _footer(self, prompt: Prompt) -> StyleAndTextTuples:
        return [("", "\n" + "\n".join(_wrap(self._footer_text(prompt), self._columns())))]

    def _write_review(self, lines: tuple[ReviewLine, ...]) -> None:
        columns = self._columns()
        margin = _margin(columns)
        out = ["", f"{margin}Ihre Antworten im Überblick", ""]
        part = ""
        for line in lines:
            if line.part != part:
                part = line.part
                out += ["", f"{margin}{part}"]
            mark = "!" if line.stands_out else " "
            head = f"{margin}{line.number:>3} {mark} {clean(line.title)}: "
            hang = " " * (len(margin) + 6)
            note = f" – {clean(line.note)}" if line.note else ""
            out += textwrap.wrap(
                f"{head}{clean(line.answer)}{note}",
                min(columns - 1, MEASURE + len(margin)),
                subsequent_indent=hang,
                break_long_words=False,
                break_on_hyphens=False,
                drop_whitespace=True,
            )
        out += ["", *_wrap("! steht vor allem, was noch offen oder unsicher ist.", columns), ""]
        self.output.write("\n".join(out) + "\n")
        self.output.flush()


def _key_of(prompt: Prompt, choice: Choice) -> str:
    """The single key of a choice: its own, else its number."""
    return choice.key or str(prompt.choices.index(choice) + 1)


def _margin(columns: int) -> str:
    return "  " if columns >= 60 else ""


def _wrap(text: str, columns: int) -> list[str]:
    """Break `text` between words for a screen of `columns`, with a margin where there is room."""
    margin = _margin(columns)
    width = min(columns - len(margin) - 1, MEASURE)
    return [margin + line for paragraph in text.split("\n") for line in _break(paragraph, width)]


def _break(text: str, width: int) -> list[str]:
    return textwrap.wrap(text, max(width, 10), break_long_words=False, break_on_hyphens=False) or [""]


def _flush_terminal() -> None:
    """Throw away what was typed before the question was on the screen; never what comes through a pipe."""
    if sys.stdin is None or not sys.stdin.isatty():
        return
    if sys.platform == "win32":
        import msvcrt

        while msvcrt.kbhit():
            msvcrt.getwch()
    else:
        import termios

        termios.tcflush(sys.stdin, termios.TCIFLUSH)
