"""After an interview on a terminal the short result stands; everywhere else, and with `--full`, the whole."""

from __future__ import annotations

import pytest

from verbund_check.terminal import streams

QUICK = ("assess", "--quick", "--name", "Muster GmbH", "--party", "hr", "--stage", "planned")
TYPED = "\n".join(("j", "n", "w", "j", "j", "n", "j", "", "")).encode()
WHOLE = ("So ist gerechnet", "Kurz gesagt: ", "verbund-check gibt Ihnen eine Orientierung")


@pytest.fixture
def on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "are_all_terminals", lambda: True)


@pytest.mark.usefixtures("on_a_terminal")
class TestOnATerminal:
    def test_after_an_interview_the_short_result_and_the_way_to_the_whole(self, program):
        result = program(*QUICK, stdin=TYPED)
        assert result.code == 0
        assert result.out.startswith("  Die Bereitschaft überwiegt, aber Wichtiges steht im Weg; die Aussichten")
        assert "• Überzeugung: Nein\n  • Geschäftsleitung: Nein" in result.out
        assert not [each for each in WHOLE if each in result.out]
        assert "Ergebnis ansehen: Muster GmbH, Personalabteilung" in result.err
        (id,) = [each["id"] for each in program("list", "--json").json]
        whole = program("assess", id, "--no-input")
        assert whole.code == 0
        assert all(each in whole.out for each in WHOLE)

    def test_full_prints_the_whole(self, program):
        result = program(*QUICK, "--full", stdin=TYPED)
        assert all(each in result.out for each in WHOLE)

    def test_json_stays_json(self, program):
        assert program(*QUICK, "--json", stdin=TYPED).json["verdict"]["outcome"] == "go"

    def test_what_was_not_asked_is_shown_in_full(self, program, answers):
        for more in (("--no-input",), ()):
            assert all(each in program("assess", "--answers", answers, *more).out for each in WHOLE)

    def test_what_is_missing_is_said(self, program):
        result = program(*QUICK, stdin=b"j\nn\n")
        assert result.code == 3
        assert "Noch kein Ergebnis" in result.out
        assert "Das ganze Ergebnis" not in result.err


def test_without_a_terminal_the_whole_result(program):
    assert all(each in program(*QUICK, stdin=TYPED).out for each in WHOLE)
