"""The words of workbooks as data: the frozen models of spreadsheet.yaml."""

from __future__ import annotations

import re
from collections.abc import Iterator

from verbund_check.guide.sections import Model
from verbund_check.text import fold, shortened

SHEET_NAME, CHOICE = 31, 80
"""How many characters Excel allows in the name of a sheet; how many an entry of a list to choose from may have."""

_NO_SHEET_NAME = re.compile(r"[\[\]:*?/\\]|^'|'$")


class SheetNames(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What the sheets are called; Excel allows 31 characters and not all of them."""

    result: str
    measures: str
    answers: str
    comparison: str
    factors: str
    lists: str
    firms: str
    group: str


class SheetTitles(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What stands above a sheet and in the properties of the file."""

    report: str
    parties: str
    time: str
    firms: str
    factors: str
    group: str


class ColumnHeads(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What stands above the columns; `remark_of` names whose remark it is."""

    number: str
    factor: str
    key: str
    why: str
    measure: str
    who: str
    until: str
    status: str
    remark: str
    remark_of: str
    part: str
    title: str
    sentence: str
    answer: str
    effect: str
    meaning: str
    id: str
    organisation: str
    party: str
    stage: str
    finished: str
    rule: str
    holds: str
    named: str
    of: str
    majority: str


class StatusWords(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The choices for how far a measure is, and what Excel says to anything else (`fault`, `no_date`)."""

    open: str
    doing: str
    done: str
    fault: str
    no_date: str


class Meanings(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What two answers to one question say together, of two sides or of two times."""

    opposed: str
    near: str
    one_sided: str
    agreed: str
    same: str
    different: str
    better: str
    worse: str
    known: str
    unknown: str
    unchanged: str
    not_compared: str


class HoldsWords(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    yes: str
    open: str
    no: str


class HoldsByKind(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Whether a factor holds for the whole alliance, in the words that fit its kind."""

    success: HoldsWords
    risk: HoldsWords


class SpreadsheetTexts(Model, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """spreadsheet.yaml."""

    sheets: SheetNames
    titles: SheetTitles
    started: str
    unfinished: str
    agreement: str
    none_divided: str
    columns: ColumnHeads
    status: StatusWords
    marked: str
    because: str
    meanings: Meanings
    holds: HoldsByKind
    named: str
    not_named: str
    firms_legend: str
    footer: str


def not_for_excel(texts: SpreadsheetTexts) -> Iterator[tuple[tuple[str, str], str]]:
    """Yield the place and the fault of each name of a sheet and entry of a list that Excel would not take."""
    seen: set[str] = set()
    for field in texts.sheets.__struct_fields__:
        name = getattr(texts.sheets, field)
        if len(name) > SHEET_NAME or _NO_SHEET_NAME.search(name):
            yield (
                ("sheets", field),
                f"„{shortened(name)}“ taugt nicht als Name eines Blattes; erlaubt sind {SHEET_NAME} Zeichen, ohne "
                "[ ] : * ? / \\ und ohne Apostroph am Rand.",
            )
        elif fold(name) in seen:
            yield ("sheets", field), f"„{shortened(name)}“ steht zweimal; jedes Blatt braucht einen eigenen Namen."
        seen.add(fold(name))
    for field in ("open", "doing", "done"):
        word = getattr(texts.status, field)
        if "," in word or len(word) > CHOICE:
            problem = f"„{shortened(word)}“ taugt nicht zur Auswahl; erlaubt sind {CHOICE} Zeichen ohne Komma."
            yield ("status", field), problem
