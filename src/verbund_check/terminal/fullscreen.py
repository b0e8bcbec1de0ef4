"""Asks on a full terminal: one question on the screen, single keys, arrows.

questionary gives the look and the way of asking; what stands in the window is drawn anew for its size at every
draw (`pages`, `fit`), so that nothing is cut and a resized window is right at once.
"""

from __future__ import annotations

import asyncio
import os
import select
import signal
import sys
from collections.abc import Callable
from typing import Any

os.environ.setdefault("PROMPT_TOOLKIT_NO_CPR", "1")  # else a slow terminal gets a warning, in English

import questionary
from prompt_toolkit.application import Application
from prompt_toolkit.application.run_in_terminal import run_in_terminal
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.filters import Condition
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.input import Input, create_input
from prompt_toolkit.input.typeahead import get_typeahead
from prompt_toolkit.key_binding import DynamicKeyBindings
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import (
    BufferControl,
    ConditionalContainer,
    FormattedTextControl,
    HSplit,
    Layout,
    VerticalAlign,
    Window,
)
from prompt_toolkit.layout.screen import Char
from prompt_toolkit.output import Output, create_output

from verbund_check import interrupts
from verbund_check.questionnaire.prompts import Back, EndOfInput, Given, LaidOut, Prompt, Reply, Review, Switch
from verbund_check.terminal.fit import paragraphs
from verbund_check.terminal.keyparser import listen
from verbund_check.terminal.pages import ChoicePage, Page, ReviewPage, TextPage
from verbund_check.terminal.reading import ReadingPage
from verbund_check.terminal.streams import draw_on_standard_error
from verbund_check.terminal.typeahead import Quiet, forget_typed_ahead
from verbund_check.terminal.wrap import NO_BREAK, told_apart
from verbund_check.text import clean

GREETING = "F2 wechselt jederzeit zu einfachen Zeilen, etwa für Bildschirmleser."
Char.display_mappings.pop(NO_BREAK, None)  # else prompt_toolkit would write an ordinary blank in its place

STYLE = questionary.Style(
    [
        # No colours: none can be read on every background, see docs/contrast.md.
        ("progress", "underline"),
        ("wording", "bold"),
        ("highlighted", "bold"),
        ("stands-out", "bold"),
    ]
)


class _Application(Application[Any]):
    """Leaves what it has drawn where it stands: drawn once more as "done" it would flicker, and be spoken twice."""

    def __init__(self, asker: FullAsker, **options: Any) -> None:
        super().__init__(**options)
        self.asker = asker
        self.watched: list[int] = []

    async def run_async(self, **options: Any) -> Any:  # type: ignore[override]
        """Run; an interruption goes through `interrupts`, as everywhere."""
        try:
            return await super().run_async(**{**options, "handle_sigint": False})
        finally:
            for number in self.watched:  # before the loop closes what they would write to
                asyncio.get_running_loop().remove_signal_handler(number)

    def _redraw(self, render_as_done: bool = False) -> None:
        if not render_as_done or self.erase_when_done:
            super()._redraw(render_as_done)

    def suspend_to_background(self, suspend_group: bool = True) -> None:
        """Stop as Ctrl-Z does everywhere, with the screen as it was; with `fg` the page is drawn again."""
        if self.asker.is_real and hasattr(signal, "SIGTSTP"):
            run_in_terminal(lambda: self.asker.stop(group=suspend_group))

    def watch(self) -> None:
        """From here on a stop from outside is like one from the keyboard."""
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(self.asker.failed)
        if self.asker.ended is not None:  # before there was a loop
            loop.call_soon(self.asker.end, self.asker.ended)
        if self.asker.is_real and sys.platform != "win32":
            loop.add_signal_handler(signal.SIGTSTP, self.suspend_to_background, False)
            loop.add_signal_handler(signal.SIGCONT, self._continued)
            self.watched = [signal.SIGTSTP, signal.SIGCONT]

    def _continued(self) -> None:
        """Draw again after a stop that could not be foreseen."""
        if not self._running_in_terminal:
            self.input.raw_mode().__enter__()
            self.asker.take_screen()
            self.renderer.reset()
            self._redraw()


class FullAsker:
    """Draws on standard error, so that standard output holds nothing but results.

    `source` and `output` are given by tests; a real terminal is used where they are not. `encoding` is what the
    terminal can show: other characters are spelt out. With `can_switch` F2 raises Switch, and the first page says so.
    """

    def __init__(
        self,
        source: Input | None = None,
        output: Output | None = None,
        *,
        encoding: str = "utf-8",
        can_switch: bool = False,
    ) -> None:
        self.source = source or create_input()
        listen(self.source)
        if output is None:
            draw_on_standard_error()
        self.output = output or create_output(stdout=sys.stderr)
        self.is_real = source is None
        self.spell = _speller(encoding)
        self.pointer = self.spell("»")
        self.quiet = Quiet()
        self.is_open = False
        self.said: list[str] = []
        self.ended: BaseException | None = None
        self.draft: Given | None = None
        self.can_switch = can_switch
        self.greeting = GREETING if can_switch else ""
        self.is_odd = False
        self.review_top = 0
        self.review_pointed: int | None = None
        self.page: Page | None = None
        self.application = self._application()

    def open(self) -> None:
        """Take the whole screen; what stood there comes back with `close`."""
        if not self.is_open:
            self.is_open = True
            self.take_screen()
            if self.is_real:
                self.quiet.begin()

    def take_screen(self) -> None:
        """Have an empty screen, where it is ours."""
        if self.is_open:
            self.output.enter_alternate_screen()
            self.output.erase_screen()
            self.output.cursor_goto(0, 0)
            self.output.flush()

    def _give_screen(self) -> None:
        if self.is_open:
            self.output.erase_screen()  # for terminals that know no second screen
            self.output.cursor_goto(0, 0)
            self.output.quit_alternate_screen()
        self.output.enable_autowrap()
        self.output.show_cursor()
        self.output.flush()

    def stop(self, *, group: bool) -> None:
        """Stop this program, and those that it is connected with, until the shell lets it go on."""
        self._give_screen()
        before = signal.signal(signal.SIGTSTP, signal.SIG_DFL)
        os.kill(0 if group else os.getpid(), signal.SIGTSTP)
        signal.signal(signal.SIGTSTP, before)
        self.take_screen()

    def close(self) -> None:
        """Give the screen back; what was said and not seen yet is written there."""
        if not self.is_open:
            return
        self.quiet.end()
        said, self.said = self.said, []
        try:
            self._give_screen()
            self.is_open = False
            for text in said:
                self.say(text)
        except OSError:
            self.is_open = False  # the terminal has gone

    def interrupt(self, error: BaseException) -> bool:
        """End the question that is being asked with `error`; called by signal handlers. Returns True: that is seen to."""
        self.ended = error
        loop = self.application.loop
        if loop is not None and not loop.is_closed():
            loop.call_soon_threadsafe(self.end, error)
        return True

    def end(self, error: BaseException) -> None:
        """End the question on the screen with `error`, where nothing else has ended it."""
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
        if self.review_pointed is not None:
            page.pointed, self.review_pointed = self.review_pointed, None
        try:
            reply: int | Back | None = self._run(page)
        except Switch:
            self.review_pointed = page.pointed
            raise
        finally:
            self.review_top = page.top  # coming back, one finds the list where one has left it
        return reply

    def read(self, laid_out: LaidOut, begin: float = 0.0) -> None:
        """Show a long text page by page, on a screen of its own."""
        was_open = self.is_open
        self.open()
        try:
            self._run(ReadingPage(laid_out, self.pointer, self.spell, begin))
        finally:
            if not was_open:
                self.close()

    def _heard(self) -> list[str]:
        said, self.said = self.said, []
        return said

    def _application(self) -> _Application:
        """One application for all questions: what it draws and what keys do is the page's."""
        nothing = Buffer()
        head = FormattedTextControl(lambda: self._told_apart(self._page.head(*self._size())), focusable=True)
        foot = FormattedTextControl(lambda: self._told_apart(self._page.foot(*self._size())))
        self.head_window = Window(head, dont_extend_height=True)
        self.field = BufferControl(nothing)
        self.field_window = Window(
            self.field,
            dont_extend_height=True,
            wrap_lines=True,
            get_line_prefix=lambda line, wrapped: self._page.prefix(self._columns(), first=line == wrapped == 0),
        )
        has_field = Condition(lambda: self._page.buffer is not None)
        return _Application(
            self,
            layout=Layout(
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

    def _told_apart(self, fragments: StyleAndTextTuples) -> StyleAndTextTuples:
        """The page, every other time with other blanks (see `told_apart`)."""
        if not self.is_odd or self.spell(NO_BREAK) != NO_BREAK:
            return fragments
        return [(style, told_apart([text])[0] if " " in text else text) for style, text, *_ in fragments]

    @property
    def _page(self) -> Page:
        assert self.page is not None
        return self.page

    def _run(self, page: Page) -> Any:
        """Run a page; keys that were typed before it was there do not answer it."""
        application = self.application
        self.page = page
        self.ended = None
        self.is_odd = not self.is_odd
        if self.can_switch:
            page.bind(["f2"], lambda app: app.exit(exception=Switch(page.begun(), page.read())))
            page.can_switch = True
            page.greeting, self.greeting = self.greeting, ""
        if page.buffer is not None:
            self.field.buffer = page.buffer
        application.layout.focus(self.field_window if page.buffer is not None else self.head_window)
        application.erase_when_done = not self.is_open
        application.pre_run_callables.append(application.watch)
        self.draft = None
        if self.is_real:
            self._forget_typed_ahead()
        if self.is_open:
            self.output.cursor_goto(0, 0)  # the next question is drawn over this one in one go, without a flicker
        try:
            with interrupts.received_by(self.interrupt):
                result = questionary.Question(application).unsafe_ask()
        except BaseException as error:
            self.draft = page.draft()
            if isinstance(error, EOFError):
                raise self.ended or EndOfInput() from None
            if isinstance(error, OSError):  # the terminal has gone
                raise self.ended or KeyboardInterrupt from None
            raise
        if self.ended is not None:
            raise self.ended
        return result

    def _forget_typed_ahead(self) -> None:
        """Throw away what was typed before the question is there, but no interruption.

        It is read like all else: half a sequence, thrown away by the system, would make keys of the other half.
        """
        typed = get_typeahead(self.source)
        if sys.platform == "win32":
            forget_typed_ahead()
        else:
            with self.source.raw_mode():
                while not self.source.closed and select.select([self.source.fileno()], [], [], 0)[0]:
                    typed += self.source.read_keys()
        if any(each.key is Keys.ControlC for each in typed):
            raise KeyboardInterrupt

    def failed(self, _loop: object, context: dict[str, Any]) -> None:
        """What goes wrong while drawing ends the question; prompt_toolkit would wait for a key, in English."""
        self.end(context.get("exception") or RuntimeError(context.get("message", "")))

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
