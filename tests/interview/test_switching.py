"""F2 and the word `voll`: from full prompts to plain lines and back, at any question, and nothing is lost."""

from __future__ import annotations

import ctypes
import io
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.output import DummyOutput

from verbund_check import cli
from verbund_check.questionnaire.prompts import (
    Back,
    Choice,
    Chosen,
    EndOfInput,
    Given,
    LaidOut,
    Prompt,
    Reply,
    Review,
    ReviewLine,
    Switch,
)
from verbund_check.terminal import streams
from verbund_check.terminal.fullscreen import FullAsker
from verbund_check.terminal.plain_lines import PlainAsker
from verbund_check.terminal.switching import SwitchingAsker
from verbund_check.terminal.wrap import told_apart

from .interview_driving import PROGRAM, PlainRun, Terminal, saved

F2 = "\x1bOQ"
YES_NO = (Choice("yes", "Ja", "j"), Choice("no", "Nein", "n"))
ONE = Prompt(mode="one", progress="Frage 1", question="Passt es?", choices=YES_NO)
SEVERAL = Prompt(mode="several", progress="Frage 2", question="Was?", choices=YES_NO, none="Nichts davon")
TEXT = Prompt(mode="text", progress="Bemerkung", question="Was noch?", current="alt")
REVIEW = Review((ReviewLine(1, "", "Eins", "Ja"), ReviewLine(2, "", "Zwei", "Nein")), "Überblick", "zum Ergebnis")
DOWN = "\x1b[B"


@pytest.fixture(autouse=True)
def _nothing_chosen(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TERM", "xterm")
    streams.choose_plain(None)
    yield
    streams.choose_plain(None)


@pytest.fixture
def keyboard() -> Iterator[PipeInput]:
    with create_pipe_input() as source:
        yield source


class Both:
    """A person at an asker that can change: `keys` go to the full prompts, `lines` are typed in plain lines."""

    def __init__(self, keyboard: PipeInput, keys: str, lines: str) -> None:
        keyboard.send_text(keys)
        self.written = io.StringIO()
        typed = io.BytesIO(lines.encode())
        full = FullAsker(keyboard, DummyOutput(), can_switch=True)
        self.asker = SwitchingAsker(lambda: full, lambda: PlainAsker(typed, self.written, can_switch=True))

    @property
    def heard(self) -> str:
        return " ".join(self.written.getvalue().split())


@pytest.mark.parametrize(
    ("prompt", "keys", "lines", "reply", "heard"),
    [
        (ONE, F2, "n\n", Chosen("no"), "Passt es?"),
        (ONE, DOWN * 2 + F2, "\n", Chosen("no"), "Die Eingabetaste nimmt: Nein."),
        (SEVERAL, "2" + F2, "\n", Chosen(("no",)), "Noch nicht bestätigt: Nein. Die Eingabetaste übernimmt es."),
        (SEVERAL, "0" + F2, "\n", Chosen(()), "Noch nicht bestätigt: Nichts davon."),
        (TEXT, " und neu" + F2, "\n", Chosen("alt und neu"), "Noch nicht bestätigt: alt und neu."),
        (TEXT, " und neu" + F2, "anders\n", Chosen("anders"), "Bisherige Antwort: alt."),
        (TEXT, " und neu" + F2, "z\n", Back("alt und neu"), "Zurück."),
        (TEXT, F2, "\n", Chosen("alt"), "Bisherige Antwort: alt. Die Eingabetaste behält sie."),
    ],
)
def test_to_plain_lines(keyboard: PipeInput, prompt: Prompt, keys: str, lines: str, reply: Reply, heard: str) -> None:
    """Promise: the same question, with what was begun; the empty line takes that."""
    person = Both(keyboard, keys, lines)
    assert person.asker.ask(prompt) == reply
    assert heard in person.heard
    assert person.heard.startswith("Mit dem Wort voll wechseln Sie jederzeit")
    assert streams.plain_wanted(), "and what is shown afterwards is plain as well"


@pytest.mark.parametrize(
    ("prompt", "keys", "lines", "reply"),
    [
        (ONE, F2 + DOWN + "\r", "voll\n", Chosen("yes")),
        (ONE, DOWN * 2 + F2 + "\r", "VOLL\n", Chosen("no")),
        (SEVERAL, "2" + F2 + "\r", "voll\n", Chosen(("no",))),
        (TEXT, "!" + F2 + "!\r", "voll\nvoll\n", Chosen("alt!!")),
        (TEXT, F2 + "!\r", "neu\x1bOQ\n", Chosen("neu!")),
        (TEXT, F2 + "!\r", "neu\x1b[12~\n", Chosen("neu!")),
    ],
)
def test_there_and_back(keyboard: PipeInput, prompt: Prompt, keys: str, lines: str, reply: Reply) -> None:
    """Promise: back at the full prompts what was begun is there still; what F2 typed in a line is no text."""
    assert Both(keyboard, keys, lines).asker.ask(prompt) == reply
    assert not streams.plain_wanted()


def test_the_word_in_a_text(keyboard: PipeInput) -> None:
    """Promise: no text is lost to the word: it is asked, and Enter makes it the text."""
    streams.choose_plain(True)
    person = Both(keyboard, "", "voll\n\n")
    assert person.asker.ask(TEXT) == Chosen("voll")
    assert "geben Sie bitte noch einmal voll ein" in person.heard
    assert Both(keyboard, "", "voll\netwas\n").asker.ask(TEXT) == Chosen("etwas")


def test_where_only_lines_are_possible() -> None:
    """Promise: it is said in a sentence, and the question goes on; a text stays a text."""
    written = io.StringIO()
    asker = PlainAsker(io.BytesIO(b"voll\nj\nvoll\nvoll\n\n"), written)
    assert asker.ask(ONE) == Chosen("yes")
    assert "ist hier nicht möglich" in " ".join(written.getvalue().split())
    assert asker.ask(TEXT) == Chosen("voll")
    assert asker.review(REVIEW) is None
    assert " ".join(written.getvalue().split()).count("ist hier nicht möglich") == 2
    assert "voll wechseln" not in written.getvalue()


def test_what_was_said_is_said_again(keyboard: PipeInput) -> None:
    """Promise: a message that came with the question is not lost with the screen, and does not come a third time."""
    person = Both(keyboard, F2, "j\nn\n")
    person.asker.say("Das ist wichtig.")
    person.asker.ask(ONE)
    person.asker.ask(ONE)
    assert person.heard.count("Das ist wichtig.") == 1


def test_in_the_review(keyboard: PipeInput) -> None:
    """Promise: the whole list is heard, and on the way back the pointer is where it was."""
    person = Both(keyboard, "2" + F2 + "\r", "voll\n")
    assert person.asker.review(REVIEW) == 2
    assert "2. Zwei: Nein." in person.heard


def test_while_reading(keyboard: PipeInput) -> None:
    """Promise: in a long text too: in plain lines it goes on with the paragraph where one was."""

    class Text:
        def __call__(self, columns: int, /, *, plain: bool = False) -> list[tuple[tuple[str, str], ...]]:
            return [((("plain " if plain else "") + f"Absatz {n}.", ""),) if n % 2 else () for n in range(100)]

    text: LaidOut = Text()
    person = Both(keyboard, "  " + F2, "\n")
    person.asker.read(text)
    assert "plain Absatz 99." in person.heard and "plain Absatz 1." not in person.heard
    assert "Weiter mit der Eingabetaste:" in person.heard


def test_an_interruption_keeps_what_was_begun(keyboard: PipeInput) -> None:
    """Promise: a remark that was begun at the full prompts is there when plain lines are interrupted."""
    person = Both(keyboard, "!" + F2, "")
    with pytest.raises(EndOfInput):
        person.asker.ask(TEXT)
    assert person.asker.draft == "alt!"


def test_changed_at_another_asker(keyboard: PipeInput) -> None:
    """Promise: who changes within the interview finds the menu changed, too."""
    menu = Both(keyboard, "", "j\n")
    streams.choose_plain(True)
    assert menu.asker.ask(ONE) == Chosen("yes")


def test_without_the_other_asker_f2_is_no_key(keyboard: PipeInput) -> None:
    keyboard.send_text(F2 + "j")
    assert FullAsker(keyboard, DummyOutput()).ask(ONE) == Chosen("yes")


class TestOnATerminal:
    GIVEN = ("--quick", "--name", "X", "--party", "hr", "--stage", "planned")

    def test_back_and_forth(self, tmp_path: Path) -> None:
        """Promise: at a question, at a remark with a draft, and in the review; the first sentence says how."""
        terminal = Terminal(tmp_path, *self.GIVEN)
        terminal.wait("F2 wechselt jederzeit zu einfachen Zeilen", "Frage 1 von 7", "j Ja")
        terminal.press(F2, "1 = Ja (j)", "Nummer oder Taste eingeben")
        terminal.press("voll\r", "j Ja", "Pfeile und Eingabetaste: wählen", gone="1 = Ja")
        terminal.press("b", "Was möchten Sie dazu festhalten?")
        terminal.press("im Juli", "im Juli")
        terminal.press(F2, "Noch nicht bestätigt: im Juli.")
        terminal.press("\r", "im Juli. ", "Ihre Bemerkung: im Juli", "1 = Ja (j)")
        terminal.press("n\r", "Nein.", "Frage 2 von 7")
        terminal.press("voll\r", "Frage 2 von 7", "j Ja", gone="1 = Ja")
        for number in range(3, 8):
            terminal.press("j", f"Frage {number} von 7")
        terminal.press("j", "Ihre Antworten im Überblick", "» Weiter zum Ergebnis")
        terminal.press(F2, "4. Nutzen: Achtung, Nein. Bemerkung: im Juli", "mit der Eingabetaste geht es weiter")
        terminal.press("voll\r", "4 ! Nutzen: Nein – im Juli", gone="mit der Eingabetaste")
        terminal.press(F2, "mit der Eingabetaste geht es weiter")
        terminal.press("\r", "So geht es weiter", "Nummer oder Taste eingeben")
        terminal.child.send("x\r")
        assert terminal.finish() == 0
        assert "━" not in terminal.raw.decode().rpartition("zurück): ")[2], (
            "the result is plain, as the last question was"
        )
        assert saved(tmp_path)["answers"]["benefit"] == {"value": "no", "note": "im Juli"}  # type: ignore[index]

    def test_in_the_menu(self, tmp_path: Path) -> None:
        """Promise: its first sentence says how, and both ways work."""
        terminal = Terminal(tmp_path, command=PROGRAM)
        terminal.wait("F2 wechselt jederzeit zu einfachen Zeilen", "Was möchten Sie tun?")
        terminal.press(F2, "Mit dem Wort voll wechseln Sie", "1 = Fragen beantworten")
        terminal.press("l\r", "Welchen Abschnitt möchten Sie lesen?", "1 = ")
        terminal.press("1\r", "Weiter mit der Eingabetaste:")
        terminal.press("voll\r", "% gelesen")
        terminal.press(F2, "Weiter mit der Eingabetaste:")
        terminal.press("\r", "Welchen Abschnitt möchten Sie lesen?")
        terminal.press("\x03", "Unterbrochen. Hier geht es weiter.")
        terminal.child.send("x\r")
        assert terminal.finish() == 0


class TestByDifferences:
    """A reader that speaks what differs on the screen hears the choices and keys of every question."""

    @pytest.mark.parametrize(("more", "enter"), [((), ""), (("--plain",), "\r")])
    def test_no_line_stands_on_two_pages(self, tmp_path: Path, more: tuple[str, ...], enter: str) -> None:
        terminal = Terminal(tmp_path, *TestOnATerminal.GIVEN, *more)
        terminal.wait("Frage 1 von 7", "Weiß nicht")
        last = "Nummer oder Taste" if more else "Strg-C: unterbrechen"
        pages = []
        for number in (2, 3):
            terminal.press(f"j{enter}", f"Frage {number} von 7")
            while last not in " ".join(" ".join(page := self.page(terminal, f"Frage {number} von 7")).split()):
                assert terminal.read()
            pages.append(set(page))
        assert min(map(len, pages)) > 6
        assert not pages[0] & pages[1]

    def page(self, terminal: Terminal, begin: str) -> list[str]:
        """The lines of a question; in plain lines earlier ones stand above it."""
        lines = [line for line in terminal.lines if line.strip()]
        first = next(n for n, line in enumerate(lines) if begin in " ".join(line.split()))
        return lines[first:]

    def test_they_look_the_same(self) -> None:
        lines = ["  j  Ja", "Ja.", "", "ä b"]
        apart = told_apart(lines)
        assert [line.replace("\u00a0", " ").rstrip() for line in apart] == lines
        assert [a == b for a, b in zip(apart, lines, strict=True)] == [False, False, True, False]

    def test_a_long_text_comes_in_pieces(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Promise: on a terminal alone, so that none of it scrolls by unseen; nothing is added and nothing lost."""

        class Window(io.StringIO):
            pieces = 0

            def isatty(self) -> bool:
                return True

            def flush(self) -> None:
                self.pieces += 1

        monkeypatch.setattr("time.sleep", lambda _seconds: None)
        text = "".join(f"Zeile {number}\n" for number in range(50))
        window = Window()
        streams.write_to_be_heard(window, text)
        assert window.getvalue() == text
        assert window.pieces >= 50 // 23, "no more than a window of 24 rows at once"
        pipe = io.StringIO()
        streams.write_to_be_heard(pipe, text)
        assert pipe.getvalue() == text


def test_an_endless_pipe_ends_with_a_sentence(tmp_path: Path) -> None:
    """Promise: `yes 1 |` ends, and says why."""
    run = PlainRun(tmp_path)
    assert run.process.stdin is not None
    run.process.stdin.write(b"1\n" * 3000)
    code, _, told = run.end()
    assert code == 0, "every question has its answer"
    assert "Die Eingabe hört nicht auf; nach 1000 Zeilen wird nichts mehr davon gelesen." in " ".join(told.split())


class TestPlainEverywhere:
    """`--plain` is understood by every command, before or after its name."""

    @pytest.mark.parametrize(
        "command", [each.name or each.callback.__name__ for each in cli.app.registered_commands if each.callback]
    )
    def test_the_option(self, command: str, capsys: pytest.CaptureFixture[str]) -> None:
        for words in ([command, "--plain", "--help"], ["--plain", command, "--help"], [command, "--help", "--plain"]):
            assert cli.run(words) == 0
            shown = capsys.readouterr().out
            assert "  --plain\n      Einfache Zeilen" in shown, "nothing stands side by side"

    def test_the_program(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert cli.run(["--plain", "--version"]) == 0
        assert capsys.readouterr().out.startswith("verbund-check ")

    def test_it_holds_for_one_run(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert cli.run(["show", "--plain", "success"]) == 0
        plain = capsys.readouterr().out
        assert cli.run(["show", "success"]) == 0
        assert plain != capsys.readouterr().out
        assert cli.run(["--plain", "show", "success"]) == 0
        assert plain == capsys.readouterr().out
        assert "━" not in plain and "─" not in plain


class TestScreenReader:
    """Windows tells whether a screen reader runs; that decides how one begins, and nothing else."""

    def asked(self, monkeypatch: pytest.MonkeyPatch, answer: object) -> bool:
        def parameters(action: int, _size: int, place: object, _change: int) -> int:
            assert action == 0x46
            if isinstance(answer, Exception):
                raise answer
            if answer is None:
                return 0
            place._obj.value = answer  # type: ignore[attr-defined]
            return 1

        windll = SimpleNamespace(user32=SimpleNamespace(SystemParametersInfoW=parameters))
        monkeypatch.setattr(ctypes, "windll", windll, raising=False)
        monkeypatch.setattr("sys.platform", "win32")
        return streams.screen_reader_runs()

    @pytest.mark.parametrize(
        ("answer", "runs"), [(1, True), (0, False), (None, False), (OSError(), False), (AttributeError(), False)]
    )
    def test_asked(self, monkeypatch: pytest.MonkeyPatch, answer: object, runs: bool) -> None:
        assert self.asked(monkeypatch, answer) is runs

    def test_elsewhere(self) -> None:
        assert not streams.screen_reader_runs()

    def test_it_begins_plain_and_can_change(self, monkeypatch: pytest.MonkeyPatch) -> None:
        from verbund_check.commands import conversation

        monkeypatch.setattr(streams, "full_prompts_possible", lambda: True)
        monkeypatch.setattr(streams, "screen_reader_runs", lambda: True)
        asked: list[Given] = []
        monkeypatch.setattr(conversation, "_full", lambda: SimpleNamespace(ask=lambda _prompt: asked.append("full")))
        asker = conversation.asker_for()
        assert isinstance(asker, SwitchingAsker) and asker.is_plain
        streams.choose_plain(False)  # the person has typed voll
        asker.ask(ONE)
        assert asked == ["full"]


def test_a_switch_says_what_was_begun() -> None:
    assert (Switch("x", 0.5).draft, Switch("x", 0.5).read) == ("x", 0.5)
