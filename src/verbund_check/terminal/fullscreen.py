"""Asks on a full terminal: one question on the screen, single keys, arrows.

questionary gives the look and the way of asking; what stands in the window is drawn anew for its size at every
draw (full_pages, full_layout), so that nothing is cut and a resized window is right at once.
"""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Callable
from typing import Any

os.environ.setdefault("PROMPT_TOOLKIT_NO_CPR", "1")  # else a slow terminal gets a warning, in English

import questionary
from prompt_toolkit.application import Application
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.filters import Condition
from prompt_toolkit.input import Input, create_input
from prompt_toolkit.input.typeahead import clear_typeahead
from prompt_toolkit.key_binding import DynamicKeyBindings
from prompt_toolkit.layout import (
    BufferControl,
    ConditionalContainer,
    FormattedTextControl,
    HSplit,
    Layout,
    VerticalAlign,
    Window,
)
from prompt_toolkit.output import Output, create_output

from verbund_check.questionnaire.prompts import Back, EndOfInput, LaidOut, Prompt, Reply, Review
from verbund_check.terminal.fit import paragraphs
from verbund_check.terminal.keyboard import Quiet, forget_typed_ahead
from verbund_check.terminal.pages import ChoicePage, Page, ReviewPage, TextPage
from verbund_check.terminal.reading import ReadingPage
from verbund_check.text import clean

STYLE = questionary.Style(
    [
        # No colour carries a meaning, and none is bound to a light or a dark background.
        ("progress", "ansimagenta bold"),
        ("wording", "bold"),
        ("highlighted", "bold"),
        ("stands-out", "bold"),
    ]
)


class FullAsker:
    """Draws on standard error, so that standard output holds nothing but results.

    `source` and `output` are given by tests; a real terminal is used where they are not. `encoding` is what the
    terminal can show: other characters are spelt out.
    """

    def __init__(self, source: Input | None = None, output: Output | None = None, *, encoding: str = "utf-8") -> None:
        self.source = source or create_input()
        self.output = output or create_output(stdout=sys.stderr)
        self.is_real = source is None
        self.spell = _speller(encoding)
        self.pointer = self.spell("»")
        self.quiet = Quiet()
        self.is_open = False
        self.said: list[str] = []
        self.ended: BaseException | None = None
        self.review_top = 0
        self.page: Page | None = None
        self.application = self._application()

    def open(self) -> None:
        """Take the whole screen; what stood there comes back with `close`."""
        if not self.is_open:
            self.is_open = True
            self.output.enter_alternate_screen()
            self.output.erase_screen()
            self.output.cursor_goto(0, 0)
            self.output.flush()
            if self.is_real:
                self.quiet.begin()

    def close(self) -> None:
        """Give the screen back; what was said and not seen yet is written there."""
        if not self.is_open:
            return
        self.is_open = False
        self.quiet.end()
        said, self.said = self.said, []
        try:
            self.output.erase_screen()  # for terminals that know no second screen
            self.output.cursor_goto(0, 0)
            self.output.quit_alternate_screen()
            self.output.flush()
            for text in said:
                self.say(text)
        except OSError:
            pass  # the terminal has gone

    def interrupt(self, error: BaseException) -> bool:
        """End the question on the screen with `error`; return whether there was one (called by signal handlers)."""
        application = self.application
        loop = application.loop
        if not application.is_running or loop is None:
            return False
        self.ended = error
        loop.call_soon_threadsafe(self._end, error)
        return True

    def _end(self, error: BaseException) -> None:
        future = self.application.future
        if future is not None and not future.done():
            self.application.exit(exception=error)

    def say(self, text: str) -> None:
        """Show a text with the next question; below what is there, where the screen is not ours."""
        if self.is_open:
            self.said.append(text)
            return
        lines = paragraphs(self.spell(clean(text)), self._columns())
        self.output.write("\n".join(["", *lines, ""]) + "\n")
        self.output.flush()

    def ask(self, prompt: Prompt) -> Reply:
        """Draw the question, wait for the reply and remove the question again."""
        kind = TextPage if prompt.mode == "text" else ChoicePage
        reply: Reply = self._run(kind(prompt, self.pointer, self.spell, self._heard()))
        return reply

    def review(self, review: Review) -> int | Back | None:
        """Draw all answers in one list and ask which to change."""
        page = ReviewPage(review, self.pointer, self.spell, self._heard(), self.review_top)
        reply: int | Back | None = self._run(page)
        self.review_top = page.top  # coming back, one finds the list where one has left it
        return reply

    def read(self, laid_out: LaidOut) -> None:
        """Show a long text page by page, on a screen of its own."""
        was_open = self.is_open
        self.open()
        try:
            self._run(ReadingPage(laid_out, self.pointer, self.spell))
        finally:
            if not was_open:
                self.close()

    def _heard(self) -> list[str]:
        said, self.said = self.said, []
        return said

    def _application(self) -> Application[Any]:
        """One application for all questions: what it draws and what keys do is the page's."""
        nothing = Buffer()
        head = FormattedTextControl(lambda: self._page.head(*self._size()), focusable=True)
        foot = FormattedTextControl(lambda: self._page.foot(*self._size()))
        self.head_window = Window(head, dont_extend_height=True)
        self.field = BufferControl(nothing)
        self.field_window = Window(
            self.field,
            dont_extend_height=True,
            wrap_lines=True,
            get_line_prefix=lambda line, wrapped: f" {self.pointer} " if line == wrapped == 0 else "   ",
        )
        has_field = Condition(lambda: self._page.buffer is not None)
        return Application(
            Layout(
                HSplit(
                    [
                        self.head_window,
                        ConditionalContainer(self.field_window, has_field),
                        Window(foot, dont_extend_height=True),
                    ],
                    align=VerticalAlign.TOP,
                )
            ),
            key_bindings=DynamicKeyBindings(lambda: self._page.bindings),
            style=STYLE,
            input=self.source,
            output=self.output,
            include_default_pygments_style=False,
        )

    @property
    def _page(self) -> Page:
        assert self.page is not None
        return self.page

    def _run(self, page: Page) -> Any:
        """Run a page; keys that were typed before it was there do not answer it."""
        application = self.application
        self.page = page
        self.ended = None
        if page.buffer is not None:
            self.field.buffer = page.buffer
        application.layout.focus(self.field_window if page.buffer is not None else self.head_window)
        application.erase_when_done = not self.is_open
        application.pre_run_callables.append(lambda: asyncio.get_running_loop().set_exception_handler(self._failed))
        if self.is_real:
            forget_typed_ahead()
            clear_typeahead(self.source)
        if self.is_open:
            self.output.cursor_goto(0, 0)  # the next question is drawn over this one in one go, without a flicker
        try:
            result = questionary.Question(application).unsafe_ask()
        except EOFError:
            raise self.ended or EndOfInput() from None
        except OSError:  # the terminal has gone
            raise self.ended or KeyboardInterrupt from None
        if self.ended is not None:
            raise self.ended
        return result

    def _failed(self, _loop: object, context: dict[str, Any]) -> None:
        """What goes wrong while drawing ends the question; prompt_toolkit would wait for a key, in English."""
        self._end(context.get("exception") or RuntimeError(context.get("message", "")))

    def _columns(self) -> int:
        return self.output.get_size().columns

    def _size(self) -> tuple[int, int]:
        """Columns and rows to draw on; the last row stays free, or leaving a question would scroll the screen."""
        size = self.output.get_size()
        return size.columns, max(size.rows - 1, 1)


def _speller(encoding: str) -> Callable[[str], str]:
    """Return what makes a text showable in an encoding: as it is, or spelt out (ä as ae)."""

    def spell(text: str) -> str:
        try:
            text.encode(encoding)
        except UnicodeEncodeError:
            return text.encode(encoding, "spell-out").decode(encoding)
        except LookupError:
            return text.encode("ascii", "spell-out").decode("ascii")
        return text

    return spell
