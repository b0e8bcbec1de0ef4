"""What stands in the window while one question is asked, and what each key does: choices, a text, the review."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec.structs import replace
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.key_binding import KeyBindings

from verbund_check import interrupts
from verbund_check.questionnaire.prompts import (
    Back,
    Choice,
    Chosen,
    EndOfInput,
    Given,
    Note,
    Prompt,
    Review,
    present_answer,
    what_stands_out,
)
from verbund_check.terminal import textfield
from verbund_check.terminal.fit import (
    Block,
    Fitted,
    Styled,
    crowded,
    fit,
    hanging,
    key_lines,
    page_of,
    paragraphs,
    window_on,
)
from verbund_check.text import clean, fold

CURSOR = ("[SetCursorPosition]", "")
INTERRUPT = "Strg-C: unterbrechen"
TO_PLAIN = "F2 wechselt zu einfachen Zeilen."
NONE = Choice("", "", "0")
"""The entry of a list for nothing of it: an answer of its own, that somebody gives on purpose."""


class Page:
    """What is in the window. `head` and `foot` are drawn above and below a text field, where there is one.

    `spell` makes a text showable in the encoding of the terminal; `said` are messages that came before. `greeting` stands
    above all on the first page, and `can_switch` says that F2 leads to plain lines; whoever runs the page sets both.
    """

    buffer: Buffer | None = None

    def __init__(self, pointer: str, spell: Callable[[str], str], said: list[str]) -> None:
        self.pointer = pointer
        self.spell = spell
        self.said = said
        self.scroll = 0
        self.step = 1
        self.at_end = False
        self.helping = False
        self.greeting = ""
        self.can_switch = False
        self.bindings = KeyBindings()
        self.bind(["c-c"], self._interrupt)
        self.bind(["c-z"], lambda app: app.suspend_to_background())
        self.bind(["pagedown"], lambda _app: self._read_on(self.step))
        self.bind(["pageup"], lambda _app: self._read_on(-self.step))

    def bind(self, keys: list[str], action: Callable[[Any], object]) -> None:
        """Let keys do something with the application."""
        for key in keys:

            @self.bindings.add(key, eager=True)
            def _(event: Any) -> None:
                if not event.app.is_done:
                    action(event.app)

    def _interrupt(self, app: Any) -> None:
        interrupts.is_first()  # the next one may come as a signal
        app.exit(exception=KeyboardInterrupt())

    def draft(self) -> Given | None:
        """What was chosen or typed and is not confirmed; None where that is what is there already."""
        return None

    def begun(self) -> Given | None:
        """What is pointed at or typed and would be confirmed next; None where nothing is."""
        return self.draft()

    def read(self) -> float:
        """How much of a long text stands above the window (0 to 1)."""
        return 0.0

    def _read_on(self, lines: int) -> None:
        """Scroll the text above the choices; after its end one begins again at the top."""
        self.scroll = 0 if lines > 0 and self.at_end else max(self.scroll + lines, 0)

    def toggle_help(self) -> None:
        """Show what `?` promises, or hide it again."""
        self.helping = not self.helping
        self.scroll = 0

    def texts(self, text: str) -> str:
        """A text as this terminal can show it, without what it would obey."""
        return self.spell(clean(text))

    def head(self, columns: int, rows: int) -> StyleAndTextTuples:
        """What stands above the text field, or everything where there is none."""
        raise NotImplementedError

    def prefix(self, _columns: int, *, first: bool) -> str:  # noqa: ARG002 - a text field has one
        """What stands before a row of the text field."""
        return ""

    def foot(self, _columns: int, _rows: int) -> StyleAndTextTuples:
        """What stands below the text field; nothing where there is none."""
        return []


def _fragments(lines: list[Styled], rows: int, cursor: int | None = None) -> StyleAndTextTuples:
    """Lines as prompt_toolkit draws them, at most `rows`, with the cursor at the beginning of one of them."""
    top = max((cursor or 0) - rows + 1, 0)
    lines, cursor = lines[top : top + rows], None if cursor is None else cursor - top
    fragments: StyleAndTextTuples = []
    for number, (style, text) in enumerate(lines):
        if number:
            fragments.append(("", "\n"))
        if number == cursor:
            fragments.append(CURSOR)
        fragments.append((style, text))
    return fragments


class QuestionPage(Page):
    """The texts of a question, above its choices or its text field."""

    def __init__(self, prompt: Prompt, pointer: str, spell: Callable[[str], str], said: list[str]) -> None:
        super().__init__(pointer, spell, said)
        self.prompt = prompt

    def blocks(self) -> list[Block]:
        """The texts in reading order."""
        prompt = self.prompt
        present = present_answer(prompt) if prompt.mode != "text" else ""
        blocks = [
            Block(self.greeting, rank=1),
            *(Block(said, rank=3) for said in self.said),
            Block(prompt.progress, "class:progress", 0),
            # The opening of a part gives way to what explains the question; what went wrong does not.
            Block(prompt.hint, rank=3 if prompt.mode == "text" else 4),
            Block(prompt.question, "class:wording", 0),
            Block(prompt.explanation, rank=3),
            Block(prompt.facts, rank=1),
            Block(prompt.help if self.helping else "", rank=2),
            Block(f"{self.explained()} {TO_PLAIN if self.can_switch else ''}".strip() if self.helping else "", rank=2),
            Block(f"Ihre bisherige Antwort: {present}" if present else "", rank=1),
            Block(f"Ihre Bemerkung: {prompt.note}" if prompt.note else "", rank=1),
        ]
        return [block._replace(text=self.texts(block.text)) for block in blocks if block.text]

    def explained(self) -> str:
        """How one answers here, in a sentence."""
        return ""

    def fitted(self, body: list[Styled], keys: list[str], short: list[str], columns: int, rows: int) -> Fitted:
        """The page in a window of this size."""
        keys, short = [self.spell(key) for key in keys], [self.spell(key) for key in short]
        fitted = fit(self.blocks(), body, keys, short, columns, rows, self.scroll)
        fitted = fitted._replace(foot=[(style, self.spell(line)) for style, line in fitted.foot])
        self.scroll = fitted.scroll
        self.at_end = fitted.more and fitted.at_end
        self.step = page_of(rows, fitted)
        return fitted


class ChoicePage(QuestionPage):
    """One or several of a few choices: single keys, or arrows and Enter."""

    def __init__(self, prompt: Prompt, pointer: str, spell: Callable[[str], str], said: list[str]) -> None:
        super().__init__(prompt, pointer, spell, said)
        given = prompt.draft if prompt.draft is not None else prompt.current
        values = [choice.value for choice in prompt.choices]
        self.selected = [value for value in values if value in given] if isinstance(given, tuple) else []
        self.entries = prompt.choices
        if self.several:
            self.entries = (*prompt.choices, replace(NONE, label=prompt.none))
            self.selected = [NONE.value] if given == () else self.selected
        # Where nothing was answered yet, Enter must not answer: what stands first would be given by mistake.
        self.pointed = (
            values.index(given) if isinstance(given, str) and given in values else 0 if self.several else None
        )
        self.urged = False
        self.top = 0
        self._bind_keys()

    @property
    def several(self) -> bool:
        """Whether more than one may be chosen."""
        return self.prompt.mode == "several"

    def _bind_keys(self) -> None:
        prompt = self.prompt
        self.bind(["up", "c-p", "s-tab"], lambda _app: self._move(-1))
        self.bind(["down", "c-n", "tab"], lambda _app: self._move(1))
        self.bind(["home"], lambda _app: self._point(0))
        self.bind(["end"], lambda _app: self._point(len(self.entries) - 1))
        self.bind(["enter"], self._confirm)
        self.bind(["c-d"], lambda app: app.exit(exception=EndOfInput()))
        self.bind(["?"], lambda _app: self.toggle_help())
        if prompt.can_go_back:
            self.bind(["z", "Z", "left", "backspace", "c-b"], lambda app: app.exit(result=Back(self.draft())))
        if prompt.can_note:
            self.bind(["b", "B"], lambda app: app.exit(result=Note(self.draft())))
        if prompt.again is not None:
            self.bind(["g", "G"], lambda app: app.exit(result=Chosen(prompt.again or ())))
        if self.several:
            self.bind([" "], lambda _app: self._toggle(self.pointed or 0))
        for number, choice in enumerate(self.entries):
            keys = {choice.key.lower(), choice.key.upper()} if choice.key else set()
            for key in sorted({*keys, str(number + 1)} if number < 9 and choice.value else keys):
                self._bind_choice(key, number, choice)

    def _bind_choice(self, key: str, number: int, choice: Choice) -> None:
        if self.several:
            self.bind([key], lambda _app: self._toggle(number))
        else:
            self.bind([key], lambda app: app.exit(result=Chosen(choice.value)))

    def _point(self, number: int) -> None:
        self.pointed = number

    def _move(self, by: int) -> None:
        before = (-1 if by > 0 else 0) if self.pointed is None else self.pointed
        self.pointed = (before + by) % len(self.entries)

    def _toggle(self, number: int) -> None:
        self.pointed = number
        self.urged = False
        value = self.entries[number].value
        if value in self.selected:
            self.selected.remove(value)
        elif value == NONE.value:
            self.selected = [value]
        else:
            self.selected = [*(each for each in self.selected if each != NONE.value), value]

    def _confirm(self, app: Any) -> None:
        if self.several and self.selected:
            app.exit(result=Chosen(self._ticked()))
        elif self.pointed is not None and not self.several:
            app.exit(result=Chosen(self.prompt.choices[self.pointed].value))
        else:
            self.urged = True
            self.scroll = 0

    def _ticked(self) -> tuple[str, ...]:
        return tuple(choice.value for choice in self.prompt.choices if choice.value in self.selected)

    def _urge(self) -> str:
        """What to do, where Enter came without a choice; else nothing."""
        if not self.urged or (self.pointed is not None and not self.several):
            return ""
        if self.several:
            return self.texts(f"Bitte haken Sie zuerst etwas an; wenn nichts passt: {self.prompt.none}.")
        return self.texts("Bitte wählen Sie zuerst eine Antwort: mit ihrer Taste oder mit den Pfeilen.")

    def blocks(self) -> list[Block]:
        """The texts in reading order; below them, where Enter came without a choice, what to do."""
        return [*super().blocks(), *([Block(self._urge(), rank=1)] if self._urge() else [])]

    def draft(self) -> tuple[str, ...] | None:
        """What is ticked and not confirmed; None where it is the answer that is there already."""
        if not self.selected:
            return None
        return None if self._ticked() == self.prompt.current else self._ticked()

    def begun(self) -> Given | None:
        """What Enter would give."""
        if self.several:
            return self._ticked() if self.selected else None
        return None if self.pointed is None else self.entries[self.pointed].value

    def explained(self) -> str:
        """How one answers here."""
        if self.several:
            return "Haken Sie an, was passt, und gehen Sie mit der Eingabetaste weiter."
        return "Ein Druck auf die Taste vor der Antwort genügt."

    def _body(self, columns: int) -> tuple[list[Styled], list[int]]:
        """The choices, and the line on which each begins."""
        lines: list[Styled] = []
        starts = []
        widest = max(len(choice.key or str(number)) for number, choice in enumerate(self.entries, start=1))
        for number, choice in enumerate(self.entries):
            pointed = number == self.pointed
            lead = f" {self.pointer if pointed else ' '} "
            lead += f"{choice.key or number + 1:>{widest}} "
            lead += ("[x] " if choice.value in self.selected else "[ ] ") if self.several else " "
            starts.append(len(lines))
            style = "class:highlighted" if pointed else ""
            lines += [(style, line) for line in hanging(lead, self.texts(choice.label), columns)]
        return lines, starts

    def head(self, columns: int, rows: int) -> StyleAndTextTuples:
        """The whole page."""
        body, starts = self._body(columns)
        at = self.pointed or 0
        if len(body) > rows - 2:
            ends = [*starts[1:], len(body)]
            keys = [self.spell(key) for key in self._short_keys() if key]
            title, wanted = self._urge() or self.texts(self.prompt.question), (starts[at], ends[at] - 1)
            lines, self.top, above = crowded(title, body, wanted, keys, columns, rows, self.top)
            return _fragments(lines, rows, above + starts[at] - self.top)
        fitted = self.fitted(body, self._keys(), self._short_keys(), columns, rows)
        lines = [*fitted.head, *fitted.body, *fitted.foot]
        return _fragments(lines, rows, len(fitted.head) + starts[at])

    def _keys(self) -> list[str]:
        prompt = self.prompt
        if self.several:
            first = ["Leertaste oder Nummer: an und aus", "Eingabetaste: weiter"]
        else:
            names = [choice.key or str(number) for number, choice in enumerate(prompt.choices[:9], start=1)]
            # No slash and no dash between them: a screen reader speaks each of them.
            numbered = all(each.isdigit() for each in names)
            many = f"{names[0]} bis {names[-1]}" if numbered else "Taste vor dem Eintrag"
            shown = ", ".join(names) if len(names) < 6 else many
            first = [f"{shown}: antworten", "Pfeile und Eingabetaste: wählen"]
        return [*first, *self._ways(), INTERRUPT]

    def _short_keys(self) -> list[str]:
        return [*(["Leertaste: Haken", "Eingabetaste: weiter"] if self.several else []), *self._ways()]

    def _ways(self) -> list[str]:
        prompt = self.prompt
        return [
            f"g: {self.texts(prompt.again_label)}" if prompt.again is not None else "",
            "z: zurück" if prompt.can_go_back else "",
            "b: Bemerkung" if prompt.can_note else "",
            "?: Hilfe zu" if self.helping else "?: Hilfe",
        ]


class TextPage(QuestionPage):
    """A line of free text."""

    def __init__(self, prompt: Prompt, pointer: str, spell: Callable[[str], str], said: list[str]) -> None:
        super().__init__(prompt, pointer, spell, said)
        given = prompt.draft if isinstance(prompt.draft, str) else prompt.current
        self.buffer = Buffer(multiline=False)
        self.field = self.buffer
        self.field.text = clean(given) if isinstance(given, str) else ""
        self.field.cursor_position = len(self.field.text)
        self.columns = 80
        self.bind(["enter"], lambda app: app.exit(result=self._confirmed()))
        self.bind(["?"], lambda _app: self._question_mark())
        self.bind(["c-d"], self._end)
        self.bind(["up"], self._up)
        self.bind(["down"], lambda _app: self._move(1))
        self.bind(["left"], lambda _app: self._go(textfield.before(self.field.text, self._at)))
        self.bind(["right"], lambda _app: self._go(textfield.after(self.field.text, self._at)))
        self.bind(["backspace"], lambda _app: self._rub_out(textfield.before(self.field.text, self._at), self._at))
        self.bind(["delete"], lambda _app: self._rub_out(self._at, textfield.after(self.field.text, self._at)))
        self.bind(["escape"], lambda _app: None)  # else it makes a command of the next key

    @property
    def _at(self) -> int:
        return self.field.cursor_position

    def _go(self, place: int) -> None:
        self.field.cursor_position = place

    def _rub_out(self, first: int, last: int) -> None:
        self._go(last)
        self.field.delete_before_cursor(last - first)

    def _move(self, rows: int) -> bool:
        """Move the cursor by rows; False where there is none."""
        place = textfield.moved(self.field.text, self._at, rows, self.width(self.columns))
        if place is None:
            return False
        self._go(place)
        return True

    def _up(self, app: Any) -> None:
        if not self._move(-1) and self.prompt.can_go_back:
            app.exit(result=Back(self.draft()))

    def _question_mark(self) -> None:
        if self.field.text:
            self.field.insert_text("?")
        else:
            self.toggle_help()

    def _end(self, app: Any) -> None:
        if self.field.text:
            self._rub_out(self._at, textfield.after(self.field.text, self._at))
        else:
            app.exit(exception=EndOfInput())

    def _typed(self) -> str:
        """What was typed. Bytes that the terminal's alleged encoding does not have are taken as UTF-8, never dropped."""
        return clean(self.field.text.encode("utf-8", "surrogateescape").decode("utf-8", "replace"))

    def _confirmed(self) -> Chosen | Back:
        typed = self._typed()
        if fold(typed) == "z" and self.prompt.can_go_back:
            return Back()
        return Chosen(typed)

    def draft(self) -> str | None:
        """What stands in the field, where it is not what was there."""
        typed = self._typed()
        return None if typed == (self.prompt.current or "") else typed

    def explained(self) -> str:
        """How one answers here."""
        empty = "führt zurück zur Frage" if self.prompt.needed else "ist erlaubt"
        return f"Schreiben Sie, und gehen Sie mit der Eingabetaste weiter; ein leeres Feld {empty}."

    def prefix(self, columns: int, *, first: bool) -> str:
        """What stands before a row of the text, where there is room for it."""
        return "" if columns < 12 else f" {self.pointer} " if first else "   "

    def width(self, columns: int) -> int:
        """How many columns a row of the text has."""
        return max(columns - len(self.prefix(columns, first=True)), 1)

    def _fitted(self, columns: int, rows: int) -> Fitted:
        self.columns = columns
        high = len(textfield.rows(self.field.text, self.width(columns)))
        # A long text takes half of the window, so that the question, and why the text was refused, stay in view.
        body = [("", "")] * min(high, max(rows // 2, 1))
        return self.fitted(body, [*self._keys(), INTERRUPT], self._keys(), columns, rows)

    def head(self, columns: int, rows: int) -> StyleAndTextTuples:
        """What stands above the text field."""
        return _fragments(self._fitted(columns, rows).head, rows)

    def foot(self, columns: int, rows: int) -> StyleAndTextTuples:
        """The keys."""
        return _fragments(self._fitted(columns, rows).foot, rows)

    def _keys(self) -> list[str]:
        back = "Pfeil auf: zurück" if self.prompt.can_go_back else ""
        return ["Eingabetaste: weiter", back, "?: Hilfe" if not self.field.text or self.helping else ""]


class ReviewPage(Page):
    """All answers in a list that scrolls, with the way on always in view below it.

    A number jumps to its line, Enter goes where the pointer stands; at first that is the way on.
    """

    def __init__(
        self, review: Review, pointer: str, spell: Callable[[str], str], said: list[str], top: int = 0
    ) -> None:
        super().__init__(pointer, spell, said)
        self.review = review
        self.last = len(review.lines)
        self.pointed = self.last  # the way on, below the last answer
        self.typed = ""
        self.refused = ""
        self.top = top
        self.shown = 1
        self.bind(["up", "c-p", "s-tab"], lambda _app: self._move(-1))
        self.bind(["down", "c-n", "tab"], lambda _app: self._move(1))
        self.bind(["home"], lambda _app: self._point(0))
        self.bind(["end", "escape"], lambda _app: self._point(self.last))
        self.bind(["pagedown", " "], lambda _app: self._turn(1))
        self.bind(["pageup"], lambda _app: self._turn(-1))
        self.bind(["enter"], self._enter)
        self.bind(["z", "Z", "left", "c-b"], lambda app: app.exit(result=Back()))
        self.bind(["backspace"], self._rub_out)
        self.bind(["?"], lambda _app: self.toggle_help())
        self.bind(["c-d"], lambda app: app.exit(exception=EndOfInput()))
        for digit in "0123456789":
            self.bind([digit], lambda _app, digit=digit: self._type(digit))  # type: ignore[misc]

    def _point(self, number: int) -> None:
        self.pointed = number
        self.typed = self.refused = ""

    def _move(self, by: int) -> None:
        self._point((self.pointed + by) % (self.last + 1))

    def _turn(self, by: int) -> None:
        """One page further; the pointer goes along, and stays on the way on at the end."""
        self.scroll = by  # reckoned at the next draw, which knows the size
        self.typed = ""

    def _type(self, digit: str) -> None:
        """Go to the line of the number typed so far; one that does not exist is said, and leads nowhere."""
        typed = (self.typed + digit).lstrip("0")
        if not typed:
            return
        if int(typed) > self.last:
            self.typed = ""
            self.refused = f"Nummer {typed} gibt es nicht, die letzte ist {self.last}. Bitte tippen Sie die Nummer neu."
            return
        self._point(int(typed) - 1)
        self.typed = typed

    def _rub_out(self, _app: Any) -> None:
        if not self.typed:
            return  # whoever takes a number back must not be thrown out of the list
        typed = self.typed[:-1]
        self._point(int(typed) - 1 if typed else self.last)
        self.typed = typed

    def _enter(self, app: Any) -> None:
        if not self.refused:  # whoever typed a number that does not exist does not mean the line with the pointer
            app.exit(result=None if self.pointed == self.last else self.pointed + 1)

    def head(self, columns: int, rows: int) -> StyleAndTextTuples:
        """The whole page."""
        above = self._above(columns)
        lines, spans = self._list(columns)
        top, below = self._frame(above, len(lines), columns, rows)
        room = max(rows - len(top) - len(below), 1)
        self._scroll(lines, spans, room)
        # Only now it is known where the pointer stands.
        lines, spans = self._list(columns)
        _, below = self._frame(above, len(lines), columns, rows)
        shown = lines[self.top : self.top + room]
        page = [*top, *shown, *below]
        if self.pointed == self.last and not below:
            page, at = self._way_on(columns), 0  # what Enter takes is in view
        elif self.pointed == self.last:
            at = len(top) + len(shown) + (1 if below and not below[0][1] else 0)
        else:
            at = len(top) + spans[self.pointed][0] - self.top
        return _fragments(page, rows, min(max(at, 0), len(page) - 1))

    def _frame(self, above: list[Styled], high: int, columns: int, rows: int) -> tuple[list[Styled], list[Styled]]:
        """What stands above and below the list; the lower the window, the less."""
        way_on = self._way_on(columns)
        long = [("", self.spell(line)) for line in key_lines([*self._keys(), INTERRUPT], columns)]
        short = [("", self.spell(line)) for line in key_lines(self._keys()[1:], columns)]
        blank: list[Styled] = [("", "")]
        for top, below in (
            ([*blank, *above, *blank], [*blank, *way_on, *blank, *long]),
            ([*above, *blank], [*blank, *way_on, *short]),
            (above[:1], [*way_on, *short]),
            (list[Styled](), way_on),
        ):
            if rows - len(top) - len(below) >= min(high, 8):
                return top, below
        return [], way_on if rows > len(way_on) else []

    def _scroll(self, lines: list[Styled], spans: list[tuple[int, int]], room: int) -> None:
        if self.scroll:
            top = self.top + self.scroll * max(room - 1, 1)
            self.scroll = 0
            at_end = top + room > len(lines)
            self.top = max(min(top, len(lines) - room), 0)
            visible = [number for number, (first, _) in enumerate(spans) if first >= self.top]
            self.pointed = self.last if at_end or not visible else visible[0]
        if self.pointed == self.last:
            self.top = max(min(self.top, len(lines) - room), 0)
            return
        first, last = spans[self.pointed]
        if self.pointed == 0 or self.review.lines[self.pointed].part != self.review.lines[self.pointed - 1].part:
            heading = spans[self.pointed - 1][1] + 1 if self.pointed else 0
            first = heading if last - heading < room else first  # its heading too
        self.top = window_on(lines, (first, last), self.top, room)

    def _above(self, columns: int) -> list[Styled]:
        above = [("class:progress", line) for line in paragraphs(self.texts(self.review.title), columns)]
        told = what_stands_out(self.review.lines)
        help = f"{self.review.help} {TO_PLAIN if self.can_switch else ''}".strip() if self.helping else ""
        for text in (self.greeting, *self.said, self.refused, told, help):
            if text:
                above += [("", ""), *(("", line) for line in paragraphs(self.texts(text), columns))]
        return above

    def _way_on(self, columns: int) -> list[Styled]:
        pointed = self.pointed == self.last
        lead = f" {self.pointer if pointed else ' '} "
        style = "class:highlighted" if pointed else ""
        return [(style, line) for line in hanging(lead, self.texts(f"Weiter {self.review.go_on}"), columns)]

    def _list(self, columns: int) -> tuple[list[Styled], list[tuple[int, int]]]:
        """All lines, and where each answer begins and ends."""
        lines: list[Styled] = []
        spans = []
        part = ""
        for number, line in enumerate(self.review.lines):
            if line.part != part:
                part = line.part
                if lines:
                    lines.append(("", ""))
                if part != line.title:
                    lines += [("", each) for each in paragraphs(self.texts(part), columns)]
            pointed = number == self.pointed
            lead = f" {self.pointer if pointed else ' '} {line.number:>2} {'!' if line.stands_out else ' '} "
            note = f" – {line.note}" if line.note else ""
            text = self.texts(f"{line.title}: {line.answer}{note}")
            style = "class:highlighted" if pointed else "class:stands-out" if line.stands_out else ""
            broken = hanging(lead, text, columns)
            spans.append((len(lines), len(lines) + len(broken) - 1))
            lines += [(style, each) for each in broken]
        return lines, spans

    def _keys(self) -> list[str]:
        keys = ("Nummer und Eingabetaste: ändern", "Pfeile: blättern", "z: zurück")
        return [self.spell(key) for key in (*keys, "?: Hilfe zu" if self.helping else "?: Hilfe")]
