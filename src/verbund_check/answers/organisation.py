"""Whether two names mean the same organisation: however they are spelt, with or without a legal form."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from verbund_check.text import fold

_SHORT = (
    *(
        "gmbh",
        "ggmbh",
        "kgaa",
        "kg",
        "ag",
        "gag",
        "ohg",
        "gbr",
        "egbr",
        "eg",
        "ev",
        "ek",
        "ug",
        "se",
        "partg",
        "partgmbb",
    ),
    *("aoer", "koer", "vvag", "ltd", "inc", "llc", "plc", "bv", "sarl"),
)
_SPELT_OUT = {
    "Gesellschaft mit beschränkter Haftung": "gmbh",
    "Gesellschaft mbH": "gmbh",
    "Ges. mbH": "gmbh",
    "mbH": "gmbh",
    "Aktiengesellschaft": "ag",
    "Kommanditgesellschaft": "kg",
    "Kommanditgesellschaft auf Aktien": "kgaa",
    "offene Handelsgesellschaft": "ohg",
    "Gesellschaft bürgerlichen Rechts": "gbr",
    "eingetragene Genossenschaft": "eg",
    "eingetragener Verein": "ev",
    "eingetragener Kaufmann": "ek",
    "eingetragene Kauffrau": "ek",
    "e. Kfm.": "ek",
    "e. Kfr.": "ek",
    "UG (haftungsbeschränkt)": "ug",
    "Unternehmergesellschaft (haftungsbeschränkt)": "ug",
    "Unternehmergesellschaft": "ug",
    "Partnerschaftsgesellschaft": "partg",
    "Anstalt des öffentlichen Rechts": "aoer",
    "Körperschaft des öffentlichen Rechts": "koer",
    "KdöR": "koer",
    "Versicherungsverein auf Gegenseitigkeit": "vvag",
    "Limited": "ltd",
}


class Organisation(NamedTuple):
    """A name as it is compared: all of it, and without its legal form (`form`, "" where it bears none)."""

    whole: str
    core: str
    form: str


def same_organisation(first: str, second: str) -> bool | None:
    """Return whether two names mean one organisation; None where their legal forms differ, which is no clear case.

    An empty name is the other's: who compares more than two takes `are_one_organisation`.
    """
    one, other = organisation(first), organisation(second)
    if not one.whole or not other.whole or one.whole == other.whole:
        return True
    if one.core != other.core:
        return False
    return True if one.form == other.form or "" in (one.form, other.form) else None


def are_one_organisation(names: Sequence[str]) -> bool:
    """Return whether all of these names clearly mean one organisation; an empty one is another's among two only."""
    different = {organisation(name).whole: name for name in names}
    if "" in different and len(different) > 1 and len(names) > 2:
        return False
    return all(same_organisation(*pair) for pair in combinations(different.values(), 2))


@lru_cache(maxsize=4096)
def organisation(name: str) -> Organisation:
    """Return a name as it is compared; no name is "" there but one without a single visible character."""
    words = _words(name)
    rest: list[str] = words[:1]  # the first word is a name, whatever it looks like
    forms: list[str] = []
    position = 1
    while position < len(words):
        end = min(position + _LONGEST, len(words))
        while end > position and "".join(words[position:end]) not in _FORMS:
            end -= 1
        if end > position:
            forms.append(_FORMS["".join(words[position:end])])
        else:
            rest.append(words[position])
        position = max(end, position + 1)
    return Organisation("".join(words), "".join(rest), " ".join(forms))


def _words(name: str) -> list[str]:
    """The words of a name, folded; what stands between them is punctuation, a blank or nothing that one sees."""
    glued = _GLUED.sub(" ", unicodedata.normalize("NFC", name))
    text = fold(glued)
    if "gmbh" in text:
        text = _GLUED_GMBH.sub(" gmbh", text)
    if "&" in text or "+" in text:
        text = text.replace("&", " und ").replace("+", " und ")
    words = text.translate(_SEEN).split()
    return words or "".join(sign for sign in text if unicodedata.category(sign)[0] not in "CZ").split()


_GLUED = re.compile(r"(?<=[a-zäöüß])(?=(?:g?GmbH|AG|KGaA|KG|OHG|UG|SE|GbR)\b)")
"""Where a legal form begins in "MusterGmbH"."""

_GLUED_GMBH = re.compile(r"(?<=\w\w)gmbh\b")


def _is_seen(sign: str) -> bool:
    """Whether a character makes a difference: a letter, a digit, a mark on a letter, a sign that is no punctuation."""
    if sign.isalnum():
        return True
    category = unicodedata.category(sign)
    return category[0] not in "PZC" and category != "Sk" and not "\ufe00" <= sign <= "\ufe0f"


class _Seen(dict[int, int | str]):
    """Each character that makes a difference as itself, every other as a blank; found out once, for thousands of names."""

    def __missing__(self, code: int) -> int | str:
        self[code] = code if _is_seen(chr(code)) else " "
        return self[code]


_SEEN = _Seen()


def _forms() -> dict[str, str]:
    """Each legal form, also those of a partner ("GmbH & Co. KG"), by its words put together."""
    forms = dict.fromkeys(_SHORT, "") | {"".join(_words(name)): form for name, form in _SPELT_OUT.items()}
    forms = {spelt: form or spelt for spelt, form in forms.items()}
    partnered = {
        f"{partner}{link}{spelt}": f"{forms[partner]}&co{form}"
        for partner in (
            "gmbh",
            "ggmbh",
            "ag",
            "ug",
            "ughaftungsbeschraenkt",
            "se",
            "ltd",
            "mbh",
            "gesellschaftmbh",
            "ev",
        )
        for link in ("undco", "uco", "co")
        for spelt, form in forms.items()
        if form in ("kg", "ohg", "kgaa", "gbr")
    }
    return forms | partnered


_FORMS = _forms()
_LONGEST = 10
"""Words in the longest of them: the letters of "G. m. b. H. & Co. K. G. a. A." and its link."""
