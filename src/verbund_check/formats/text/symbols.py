"""The few signs that the terminal draws with, for screens that can show them and for those that cannot."""

from __future__ import annotations

from msgspec import Struct

from verbund_check.documents.blocks import Tone
from verbund_check.formats.common import SIGNS, TONE_SIGNS
from verbund_check.guide.model import Effect


class Symbols(Struct, frozen=True):
    """Signs to draw with. An empty `rule`, `bar` or `edge` means: do not draw it at all."""

    bullet: str
    box: str
    rule: str
    thin_rule: str
    edge: str
    bar: str
    track: str
    tones: dict[Tone, str]
    effects: dict[Effect, str]

    def drawn(self, text: str) -> str:
        """Return a text that names the signs of ratings with those that are drawn here: without any, the words alone."""
        for effect, sign in SIGNS.items():
            if self.effects[effect] != sign:
                text = text.replace(f"{sign} " if not self.effects[effect] else sign, self.effects[effect])
        return text


DRAWN = Symbols("•", "☐", "━", "─", "┃", "█", "░", TONE_SIGNS, SIGNS)
ASCII = Symbols(
    "-",
    "[ ]",
    "=",
    "-",
    "|",
    "#",
    "-",
    {"good": "+", "mixed": "~", "bad": "x", "unknown": "?", "neutral": ">"},
    {"hinders": "x", "partly": "~", "unsure": "?", "helps": "+"},
)
# A screen reader speaks every sign of a rule: where nothing should be drawn, words and blank lines do.
SPOKEN = Symbols("-", "[ ]", "", "", "", "", "", dict.fromkeys(TONE_SIGNS, ""), dict.fromkeys(SIGNS, ""))


def symbols(encoding: str, *, plain: bool = False) -> Symbols:
    """Return the signs that the encoding can write; with `plain`, those that a screen reader can speak."""
    if plain:
        return SPOKEN
    signs = DRAWN.bullet + DRAWN.box + DRAWN.rule + DRAWN.thin_rule + DRAWN.edge + DRAWN.bar + DRAWN.track
    try:
        (signs + "".join((*DRAWN.tones.values(), *DRAWN.effects.values()))).encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return ASCII
    return DRAWN
