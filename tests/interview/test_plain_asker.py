"""Plain lines: what a screen reader gets to hear, and what is understood of what is typed."""

from __future__ import annotations

import io
import itertools

import pytest

from verbund_check.guide.loader import default_folder, load_guide
from verbund_check.questionnaire.assessment_prompts import choices_of
from verbund_check.questionnaire.prompts import Back, Choice, Chosen, EndOfInput, Note, Prompt, Review, ReviewLine
from verbund_check.terminal.plain_lines import MAX_LINE, PlainAsker

YES_NO = choices_of(load_guide(default_folder()).questions["benefit"])
ONE = Prompt(mode="one", progress="Frage 1 von 7", question="Lohnt es sich?", choices=YES_NO, help="Das hilft.")
SEVERAL = Prompt(
    mode="several",
    progress="Gründe",
    question="Welche?",
    choices=(Choice("a-b", "Erstens"), Choice("c", "Zweitens"), Choice("d", "Drittens")),
    none="Keiner davon",
)
TEXT = Prompt(mode="text", progress="Betrieb", question="Wie heißt er?")


def ask(prompt: Prompt, *lines: str) -> tuple[object, str]:
    written = io.StringIO()
    asker = PlainAsker(io.BytesIO("".join(f"{line}\n" for line in lines).encode()), written)
    return asker.ask(prompt), written.getvalue()


def test_an_endless_pipe_comes_to_an_end() -> None:
    """`yes x | verbund-check assess` must not fill the disk with refusals."""
    with pytest.raises(EndOfInput):
        ask(ONE, *["x"] * 5000)


class TestUnderstands:
    """Whatever means an answer is one; nothing is guessed."""

    @pytest.mark.parametrize("typed", ["1", "1.", "j", "J", "ja", "JA", " Ja ", "yes", "true"])
    def test_yes(self, typed: str) -> None:
        assert ask(ONE, typed)[0] == Chosen("yes")

    @pytest.mark.parametrize("typed", ["3", "w", "weiß nicht", "WEISS NICHT", "unsure"])
    def test_unsure(self, typed: str) -> None:
        assert ask(ONE, typed)[0] == Chosen("unsure")

    @pytest.mark.parametrize("typed", ["1,3", "1 3", "1, 3", "3;1", "1 und 3", "a-b,d", "A-B D"])
    def test_several(self, typed: str) -> None:
        assert ask(SEVERAL, typed)[0] == Chosen(("a-b", "d"))

    def test_a_label_among_several(self) -> None:
        assert ask(SEVERAL, "zweitens")[0] == Chosen(("c",))

    @pytest.mark.parametrize("typed", ["0", "keine", "Keiner davon"])
    def test_none_of_several(self, typed: str) -> None:
        assert ask(SEVERAL, typed)[0] == Chosen(())

    @pytest.mark.parametrize("typed", ["4", "jein", "yesno", "0", "-1", "١", "", "  ", "j n"])
    def test_nonsense_is_refused_and_asked_again(self, typed: str) -> None:
        """Promise: nothing is ever guessed or defaulted."""
        reply, written = ask(ONE, typed, "n")
        assert reply == Chosen("no")
        assert "möglich sind: 1 = Ja" in written or "Bitte geben Sie" in written

    @pytest.mark.parametrize("typed", ["4", "1,9", "x", ",", ""])
    def test_nonsense_among_several(self, typed: str) -> None:
        assert ask(SEVERAL, typed, "2")[0] == Chosen(("c",))

    def test_back_and_note(self) -> None:
        assert ask(ONE, "Z")[0] == Back()
        assert ask(ONE, "b")[0] == Note()
        assert ask(TEXT, "z")[0] == Back()

    def test_help_says_it_and_asks_again(self) -> None:
        """Promise: help on `?`."""
        reply, written = ask(ONE, "?", "j")
        assert reply == Chosen("yes")
        assert "Das hilft." in written and "z geht zur vorigen Frage" in " ".join(written.split())
        assert written.count("1 = Ja (j)") == 2, "the choices come again, so that nobody has to look for them"


class TestPresentAnswer:
    """The present answer is spoken in words, and the empty line keeps it."""

    @pytest.mark.parametrize(
        ("prompt", "current", "words"),
        [(ONE, "no", "Nein"), (SEVERAL, ("c", "d"), "Zweitens; Drittens"), (SEVERAL, (), "Keiner davon")],
    )
    def test_kept(self, prompt: Prompt, current: str | tuple[str, ...], words: str) -> None:
        from msgspec.structs import replace

        reply, written = ask(replace(prompt, current=current), "")
        assert reply == Chosen(current)
        assert f"Bisherige Antwort: {words}. Die Eingabetaste behält sie." in written

    def test_text_is_kept_replaced_or_deleted(self) -> None:
        from msgspec.structs import replace

        prompt = replace(TEXT, current="Muster GmbH")
        assert [ask(prompt, typed)[0] for typed in ("", "Neu AG", "-")] == [
            *(Chosen("Muster GmbH"), Chosen("Neu AG"), Chosen(""))
        ]
        assert "Ein Minuszeichen löscht sie." in " ".join(ask(prompt, "")[1].split())


class TestReview:
    REVIEW = Review(
        (ReviewLine(1, "Angaben", "Betrieb", "Muster"), ReviewLine(2, "Teil", "Ziel", "Weiß nicht", "Juli", True)),
        "Ihre Antworten im Überblick",
        "zum Ergebnis",
    )

    def review(self, *lines: str) -> tuple[object, str]:
        written = io.StringIO()
        asker = PlainAsker(io.BytesIO("".join(f"{line}\n" for line in lines).encode()), written)
        return asker.review(self.REVIEW), written.getvalue()

    def test_says_what_stands_out(self) -> None:
        """Promise: unanswered and „weiß nicht“ stand out, in words."""
        _, written = self.review("")
        assert "2. Ziel: Achtung, Weiß nicht. Bemerkung: Juli" in written
        assert "Weiß nicht: Nummer 2." in written

    @pytest.mark.parametrize(("typed", "reply"), [("", None), ("2", 2), ("z", Back())])
    def test_replies(self, typed: str, reply: object) -> None:
        assert self.review(typed)[0] == reply

    @pytest.mark.parametrize("typed", ["3", "0", "x", "99999999", "²"])
    def test_a_number_that_is_none(self, typed: str) -> None:
        reply, written = self.review(typed, "1")
        assert (reply, "gehört zu keiner Antwort" in written) == (1, True)

    def test_help(self) -> None:
        assert "führt zu dieser Frage" in self.review("?", "")[1]


class TestStreams:
    """Whatever comes in or cannot go out, the questions go on."""

    def test_not_one_escape_sequence(self) -> None:
        """Promise: not one escape sequence, also not from a name or a remark."""
        from msgspec.structs import replace

        hostile = "\x1b[31mrot\x1b]0;Titel\x07\x9b1m"
        _, written = ask(replace(ONE, note=hostile, question=hostile, help=hostile), "?", hostile, "j")
        assert not set(written) & {"\x1b", "\x07", "\x9b", "\r"}

    def test_end_of_input(self) -> None:
        with pytest.raises(EndOfInput):
            ask(ONE, "unsinn")

    @pytest.mark.parametrize("source", [None, io.BytesIO(b"")])
    def test_no_input_at_all(self, source: io.BytesIO | None) -> None:
        with pytest.raises(EndOfInput):
            PlainAsker(source, io.StringIO()).ask(ONE)

    def test_bytes_that_are_no_text(self) -> None:
        asker = PlainAsker(io.BytesIO(b"\xff\xfe\x00\n\xe4\nj\n"), io.StringIO())
        assert asker.ask(ONE) == Chosen("yes")

    def test_an_endless_line_is_one_answer(self) -> None:
        """Promise: the rest of a line that is too long does not answer the next question."""
        asker = PlainAsker(io.BytesIO(b"j " * MAX_LINE + b"\nMuster\n"), io.StringIO())
        assert len(asker.ask(TEXT).value) < MAX_LINE  # type: ignore[union-attr]
        assert asker.ask(TEXT) == Chosen("Muster")

    def test_reads_no_further_than_its_line(self) -> None:
        """Promise: a piped standard input is read line by line; what follows is for whoever reads next."""
        source = io.BytesIO(b"j\nfuer den Naechsten\n")
        PlainAsker(source, io.StringIO()).ask(ONE)
        assert source.read() == b"fuer den Naechsten\n"

    def test_nobody_listens(self) -> None:
        class Gone(io.StringIO):
            def write(self, _text: str) -> int:
                raise OSError(5, "gone")

        assert PlainAsker(io.BytesIO(b"j\n"), Gone()).ask(ONE) == Chosen("yes")
        assert PlainAsker(io.BytesIO(b"j\n"), None).ask(ONE) == Chosen("yes")

    @pytest.mark.parametrize("width", [10, 40, 80, 200])
    def test_no_line_is_wider_than_the_screen(self, width: int) -> None:
        written = io.StringIO()
        asker = PlainAsker(io.BytesIO(b"?\nj\n"), written, lambda: width)
        asker.ask(ONE)
        assert max(len(line) for line in written.getvalue().split("\n")) <= max(width, 30)

    def test_the_width_is_asked_anew(self) -> None:
        widths = itertools.chain([80] * 2, itertools.repeat(20))
        written = io.StringIO()
        PlainAsker(io.BytesIO(b"j\n"), written, lambda: next(widths)).ask(ONE)
        assert all(len(line) <= 20 for line in written.getvalue().split("\n")[2:])


class TestWhatIsHeard:
    def asked(self, typed: bytes, *prompts: Prompt) -> list[str]:
        """What was written at each of the questions."""
        written = io.StringIO()
        asker = PlainAsker(io.BytesIO(typed), written)
        said = []
        for prompt in prompts:
            asker.ask(prompt)
            said.append(" ".join(written.getvalue().split()))
            written.seek(0)
            written.truncate()
        return said

    def test_what_was_understood(self) -> None:
        """Promise: a word for each answer, whatever was typed for it."""
        one, two, three = self.asked(b"1\nz\nM\xc3\xbcller\n", ONE, ONE, TEXT)
        assert (one.endswith("Ja."), two.endswith("Zurück."), three.endswith("Müller.")) == (True, True, True)

    def test_the_keys_are_explained_twice(self) -> None:
        """Promise: from the third question of a kind on the prompt is short; another kind begins anew."""
        said = self.asked(b"j\nj\nj\nx\n", ONE, ONE, ONE, TEXT)
        assert ["z zurück" in each for each in said] == [True, True, False, True]
        assert "Nummer oder Taste (? Hilfe):" in said[2]
