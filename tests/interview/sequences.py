"""What terminals send that is no key of the questionnaire; written down by hand from the terminals' own tables."""

from __future__ import annotations

MODIFIERS = range(2, 17)
"""Shift 2, Alt 3, … Ctrl+Alt+Shift 8, and the same with Meta."""

PLAIN_KEYS = {
    **{f"\x1b[{letter}": name for letter, name in zip("ABCDHF", ("up", "down", "right", "left", "home", "end"), strict=True)},
    **{f"\x1bO{letter}": name for letter, name in zip("ABCDHF", ("up", "down", "right", "left", "home", "end"), strict=True)},
    "\x1b[1~": "home", "\x1b[4~": "end", "\x1b[7~": "home", "\x1b[8~": "end",
    "\x1b[3~": "delete", "\x1b[5~": "pageup", "\x1b[6~": "pagedown", "\x1b[Z": "s-tab",
    "\x1b[1;1A": "up", "\x1b[1;1:1B": "down", "\x1b[1;1:2B": "down", "\x1b[1;129A": "up", "\x1b[6;65~": "pagedown",
    "\x1bOQ": "f2", "\x1b[12~": "f2", "\x1b[[B": "f2", "\x1b[Q": "f2",
    "\x1b[106u": "j", "\x1b[106;1:1u": "j", "\x1b[106;2u": "J", "\x1b[47:63;2u": "?", "\x1b[27;2;74~": "J",
    "\x1b[13u": "c-m", "\x1b[27u": "escape", "\x1b[9;2u": "s-tab", "\x1b[127u": "c-h", "\x1b[99;5u": "c-c",
    "\x1b[27;5;99~": "c-c", "\x1b[32;2u": " ", "\x1b[100;5u": "c-d",
}  # fmt: skip
"""Keys that mean something here, in the forms in which terminals send them."""

FUNCTION_KEYS = [11, 13, 14, 15, 17, 18, 19, 20, 21, 23, 24, 25, 26, 28, 29, 31, 32, 33, 34]

SWALLOWED = [
    # F1 to F24 and the keys of the block, with every modifier, in both forms of xterm; with Alt as a prefix
    *(f"\x1b[{number};{modifier}~" for number in (2, *FUNCTION_KEYS) for modifier in (2, *MODIFIERS)),
    *(f"\x1b[{number};3~" for number in (1, 2, 3, 4, 5, 6, 7, 8)),
    *(f"\x1b[1;{modifier}{letter}" for letter in "PQRS" for modifier in MODIFIERS),
    *(f"\x1bO{modifier}{letter}" for letter in "PQRSABCDHF" for modifier in MODIFIERS),
    *(f"\x1b[1;{modifier}{letter}" for letter in "ABCDHF" for modifier in (3, 4, 7, 8, 9, *range(10, 17))),
    *(f"\x1b\x1b[{letter}" for letter in "ABCDHFZ"),
    *(f"\x1b\x1b[{number}~" for number in (2, 3, 5, 6, 15, 17, 24)),
    *("\x1b\x1bOP", "\x1b\x1b[[A", "\x1b[2$", "\x1b[3^", "\x1b[5@", "\x1b[23$", "\x1b[24^", "\x1b[33@"),
    *(f"\x1b[2{modifier}~" for modifier in "0134"),
    # the keypad in its application mode
    *(f"\x1bO{letter}" for letter in "jklmnoprstuvwxyqMXEI "),
    *("\x1b[E", "\x1b[G"),
    # modifyOtherKeys and CSI-u: Enter, Tab, Esc, Backspace, letters and digits with modifiers
    *(f"\x1b[27;{modifier};{code}~" for code in (9, 13, 27, 127) for modifier in range(3, 9)),
    *(f"\x1b[{code};{modifier}u" for code in (13, 27, 127) for modifier in MODIFIERS),
    *(f"\x1b[{ord(key)};{modifier}u" for key in "jntwbz1234?x" for modifier in (3, 4, 6, 7, 8, 9, 16)),
    *(f"\x1b[27;{modifier};{ord(key)}~" for key in "jntwbz1234?x" for modifier in (3, 4, 6, 7, 8)),
    *(f"\x1b[{ord(key)};5u" for key in "1234"),
    # kitty: released keys, keys without a text, alternative and associated codes
    *(f"\x1b[{code};1:3u" for code in (13, 27, 32, 106, 110, 49)),
    *("\x1b[1;1:3A", "\x1b[1;1:3B", "\x1b[3;1:3~", "\x1b[6;1:3~", "\x1b[106;2:3u", "\x1b[106;;106:110;3u"),
    *(f"\x1b[{code}u" for code in (57358, 57361, 57399, 57414, 57441, 57447, 57454)),
    *(f"\x1b[{code};2:1u" for code in (57441, 57447)),
    # mouse: X10, SGR, urxvt, SGR in pixels, highlighting
    *("\x1b[M !!", "\x1b[M#1j", "\x1b[M`jn", "\x1b[<0;12;3M", "\x1b[<0;12;3m", "\x1b[<65;1;1M", "\x1b[32;12;3M"),
    *("\x1b[<35;211;140M", "\x1b[96;14;13M"),
    # focus, paste without a beginning
    *("\x1b[I", "\x1b[O", "\x1b[201~"),
    # replies: attributes, status, cursor, modes, colours, version, settings, window, checksum, parameters
    *("\x1b[?64;1;2;6;22c", "\x1b[?1;2c", "\x1b[>41;354;0c", "\x1bP!|00000000\x1b\\", "\x1b[0n", "\x1b[?10n"),
    *("\x1b[12;40R", "\x1b[?12;40;1R", "\x1b[1;2R", "\x1b[?2026;2$y", "\x1b[4;1$y", "\x1b[?1u", "\x1b[?0u"),
    *("\x1b]4;1;rgb:cdcd/0000/0000\x1b\\", "\x1b]10;rgb:ffff/ffff/ffff\x07", "\x1b]11;rgb:0000/0000/0000\x1b\\"),
    *("\x1b]12;rgb:1/2/3\x07", "\x1b]52;c;amphbmo=\x07", "\x1b]Lj1\x1b\\", "\x1b]ljn\x1b\\"),
    *("\x1bP>|XTerm(379)\x1b\\", "\x1bP>|kitty(0.35.1)\x1b\\", "\x1bP1$r0m\x1b\\", "\x1bP1$r2 q\x1b\\", "\x1bP0$r\x1b\\"),
    *("\x1bP1+r524742=38\x1b\\", "\x1bP0+r\x1b\\", "\x1b_Gi=31;OK\x1b\\", "\x1b^jjj\x1b\\", "\x1bX123\x1b\\"),
    *("\x1b[8;24;80t", "\x1b[4;600;800t", "\x1b[3;0;0t", "\x1b[1t", "\x1b[2;1;1;112;112;1;0x", "\x1bP1!~0000\x1b\\"),
    # the same in eight bits
    *("\x9b1;3R", "\x9b15;3~", "\x9d11;rgb:1/2/3\x9c", "\x90>|XTerm(379)\x9c", "\x8fr"),
    # Alt with each key
    *(f"\x1b{chr(code)}" for code in range(0x20, 0x7F) if chr(code) not in "[]OPX^_"),
    *("\x1b\r", "\x1b\n", "\x1b\t", "\x1b\x7f", "\x1b\x08", "\x1bä", "\x1b\x00", "\x1b\x1b1"),
]  # fmt: skip
