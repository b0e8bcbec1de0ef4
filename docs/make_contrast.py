"""Reckons how well the sixteen basic colours can be read on the default palettes of common terminals.

python docs/make_contrast.py            writes docs/contrast.md
python docs/make_contrast.py --check    ends with 1 where the page is not what would be written
"""

from __future__ import annotations

import sys
from pathlib import Path

NAMES = ("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white")
COLOURS = (*NAMES, *(f"bright {name}" for name in NAMES))
LEAST = 4.5
"""The contrast that WCAG 2.2 asks of a text (1.4.3)."""

_XTERM = (
    "000000 cd0000 00cd00 cdcd00 0000ee cd00cd 00cdcd e5e5e5 7f7f7f ff0000 00ff00 ffff00 5c5cff ff00ff 00ffff ffffff"
)
_GNOME = (
    "171421 c01c28 26a269 a2734c 12488b a347ba 2aa1b3 d0cfcc 5e5c64 f66151 33d17a e9ad0c 2a7bde c061cb 33c7de ffffff"
)
_MACOS = (
    "000000 990000 00a600 999900 0000b2 b200b2 00a6b2 bfbfbf 666666 e50000 00d900 e5e500 0000ff e500e5 00e5e5 e5e5e5"
)
_SOLAR = (
    "073642 dc322f 859900 b58900 268bd2 d33682 2aa198 eee8d5 002b36 cb4b16 586e75 657b83 839496 6c71c4 93a1a1 fdf6e3"
)
PALETTES = {
    "Windows Terminal": (
        "0c0c0c",
        "cccccc",
        "0c0c0c c50f1f 13a10e c19c00 0037da 881798 3a96dd cccccc 767676 e74856 16c60c f9f1a5 3b78ff b4009e 61d6d6 f2f2f2",
    ),
    "PowerShell (blau)": (
        "012456",
        "eeedf0",
        "000000 800000 008000 eeedf0 000080 012456 008080 c0c0c0 808080 ff0000 00ff00 ffff00 0000ff ff00ff 00ffff ffffff",
    ),
    "xterm, hell": ("ffffff", "000000", _XTERM),
    "xterm, dunkel": ("000000", "e5e5e5", _XTERM),
    "GNOME, hell": ("ffffff", "1e1e1e", _GNOME),
    "GNOME, dunkel": ("1e1e1e", "ffffff", _GNOME),
    "macOS Basic": ("ffffff", "000000", _MACOS),
    "macOS Pro": ("000000", "f2f2f2", _MACOS),
    "Solarized, hell": ("fdf6e3", "657b83", _SOLAR),
    "Solarized, dunkel": ("002b36", "839496", _SOLAR),
}
"""Background, text and the sixteen colours of each terminal as it comes."""

PAGE = Path(__file__).parent / "contrast.md"


def _light(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours (six hexadecimal digits), 1 to 21, as WCAG reckons it."""
    dark, light = sorted((_light(one), _light(other)))
    return (light + 0.05) / (dark + 0.05)


def contrasts(style: str) -> dict[str, float]:
    """Return the contrast of a colour's name, "dim" or "default" on each palette."""
    found = {}
    for terminal, (ground, text, colours) in PALETTES.items():
        if style == "dim":  # half-way to the background, as most terminals draw it
            halves = [(int(ground[at : at + 2], 16) + int(text[at : at + 2], 16)) // 2 for at in (0, 2, 4)]
            colour = "".join(f"{half:02x}" for half in halves)
        else:
            colour = text if style == "default" else colours.split()[COLOURS.index(style)]
        found[terminal] = contrast(ground, colour)
    return found


def page() -> str:
    """Return docs/contrast.md."""
    rows = {style: contrasts(style) for style in ("default", "dim", *COLOURS)}
    lines = [
        "# Contrast",
        "",
        "In the terminal the program writes in the text colour that the reader has chosen, and in no other: weight, slant, lines",
        "under the text, signs and words tell things apart. The table says why: the contrast of each of the sixteen basic",
        f"colours, and of dim text, with the background, on the palettes that terminals come with. WCAG asks for {LEAST} : 1; not",
        "one colour has that everywhere. (The text colour of Solarized is its makers' choice, and its readers'.)",
        "`python docs/make_contrast.py` writes this page, and `tests/render/test_contrast.py` holds the program to it.",
        "",
        "| | " + " | ".join(PALETTES) + " | least |",
        "| --- |" + " ---: |" * (len(PALETTES) + 1),
    ]
    for style, found in rows.items():
        cells = [f"{each:.1f}" for each in (*found.values(), min(found.values()))]
        lines.append(f"| {style} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def main() -> int:
    """Write the page, or check it."""
    if "--check" in sys.argv[1:]:
        return 0 if PAGE.exists() and PAGE.read_text("utf-8") == page() else 1
    PAGE.write_text(page(), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
