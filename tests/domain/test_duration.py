"""How long the interview takes: reckoned from the texts by a rule that can be done by hand, and said wherever it stands."""

from __future__ import annotations

from msgspec.structs import replace

from verbund_check.guide.duration import minutes_of
from verbund_check.guide.sections import ByStage

from .contract import READINESS, RISKS, SUCCESS
from .oracle import put, raw


def words(*texts: str) -> int:
    return sum(len(text.split()) for text in texts)


def by_hand(stage: str, quick: bool) -> float:
    """The minutes from the raw files: everything on the way is read once, what is said at every risk ten times."""
    texts = raw("interview")
    read = words(texts["welcome_quick" if quick else "welcome"], texts["origin"])
    for asked in ("organisation", "party", "stage"):
        read += words(texts[asked]["title"], texts[asked]["question"], texts[asked]["explanation"])
    read += words(*texts["parties"].values(), *texts["stages"].values())
    parts = {"readiness": READINESS} if quick else {"readiness": READINESS, "success": SUCCESS, "risks": RISKS}
    for part, ids in parts.items():
        intro = texts["blocks"][part]["intro"]
        read += words(intro[stage])
        read += words("Ja Nein Weiß nicht" if part == "readiness" else "Trifft zu Teilweise Trifft nicht zu Weiß nicht")
        for id in ids:
            read += words(
                put(id, "question" if part == "readiness" else "statement", stage), put(id, "explanation", stage)
            )
            read += words(put(id, "answering", stage)) if part != "readiness" and hints(id) else 0
            read += words(texts["blocks"][part].get("reminder", ""))
    for part in () if quick else ("reasons", "fears"):
        block = texts["blocks"][part]
        read += words(block["intro"], block["question"], block["none"], block["other"])
        read += words(*(each["title"] for each in raw(part)["items"]))
    answers = 3 + len(READINESS) + (0 if quick else len(SUCCESS) + len(RISKS) + 2)
    return read / 200 + answers * 9 / 60


def hints(id: str) -> bool:
    return any(
        each["id"] == id and "answering" in each for each in (*raw("factors")["success"], *raw("factors")["risks"])
    )


def test_the_minutes_are_words_and_answers(guide):
    for stage in ("planned", "running"):
        assert minutes_of(guide, "full", stage) == round(by_hand(stage, quick=False)) == 12
        assert minutes_of(guide, "quick", stage) == round(by_hand(stage, quick=True)) == 4


def test_they_are_said_wherever_the_duration_stands(guide):
    texts = guide.interview
    for text, minutes in (
        (texts.welcome, 12),
        (texts.blank_intro, 12),
        (texts.welcome_quick, 4),
        (texts.blank_intro_quick, 4),
    ):
        assert f"etwa {minutes} Minuten" in text
        assert "{" not in text


def test_a_longer_questionnaire_takes_longer(guide):
    """Texts that somebody adds are reckoned with; nobody has to remember a number."""
    long = ByStage(planned="Wort " * 200, running="Wort " * 200)
    first, *others = guide.readiness
    longer = replace(guide, readiness=(replace(first, question=long), *others))
    assert minutes_of(longer, "full") == 13
    few = replace(guide, readiness=guide.readiness[:1], interview=replace(guide.interview, origin="", welcome_quick=""))
    assert minutes_of(few, "quick") == 2, "never one: „etwa 1 Minuten“"
