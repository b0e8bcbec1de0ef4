"""Of which kind a comparison is: found from organisations, parties and days, or no clear case that a person decides."""

from __future__ import annotations

from verbund_check.answers.organisation import same_organisation
from verbund_check.errors import InputError
from verbund_check.policy.comparison import LEAST, ComparisonKind
from verbund_check.policy.participants import Participants, by_form, files, listed, quoted
from verbund_check.text import local_day

Choice = tuple[ComparisonKind, str]


class UnclearError(InputError):
    """It is no clear case what is to be compared: `choices` are what it can be, each with what that means."""

    def __init__(self, message: str, *choices: Choice) -> None:
        super().__init__(message)
        self.choices = choices


def kind_of(people: Participants, wanted: ComparisonKind | None = None) -> ComparisonKind:
    """Return what kind of comparison they make; `wanted` overrides.

    Raises UnclearError where it is no clear case, InputError where there are too few or too many, or where they fit no kind.
    """
    count = len(people.candidates)
    if count < 2:
        raise InputError(_too_few(people))
    if wanted == "firms":
        return wanted  # what counts for each is chosen later
    if wanted == "group":
        return _group(people)
    if wanted and count != 2:
        what, option = ("Zwei Seiten", "parties") if wanted == "parties" else ("Zwei Zeitpunkte", "time")
        raise InputError(
            f"{what} eines Betriebs vergleicht man mit genau zwei Einschätzungen, genannt sind {count} ({files(people.candidates)}); "
            f"bitte nennen Sie statt --as {option} entweder --as group (mehrere Personen eines Betriebs) oder --as firms."
        )
    return wanted or (_of_two(people) if count == 2 else _of_many(people))


def _too_few(people: Participants) -> str:
    if people.candidates and people.copies:
        return (
            f"Das ist zweimal dieselbe Einschätzung ({listed([people.candidates[0].name, *people.copies])}); zum Vergleichen "
            "braucht es zwei verschiedene."
        )
    only = f"; genannt ist nur eine ({people.candidates[0].name})" if people.candidates else ""
    return f"Zum Vergleichen braucht es mindestens zwei Einschätzungen{only}."


def _of_two(people: Participants) -> ComparisonKind:
    first, second = people.candidates
    names = (first.organisation, second.organisation)
    same, one_side = same_organisation(*names), first.party == second.party
    as_one: Choice = (
        ("time", "Ein Betrieb zu zwei Zeitpunkten") if one_side else ("parties", "Zwei Seiten eines Betriebs")
    )
    firms: Choice = ("firms", "Zwei verschiedene Betriebe")
    if same is None or (not same and not one_side):
        raise UnclearError(
            f"Ob {quoted(people.candidates)} derselbe Betrieb sind, ist nicht klar; wenn ja, hilft --as {as_one[0]}, wenn nein, --as firms.",
            as_one,
            firms,
        )
    if not same:
        return "firms"
    if one_side and local_day(first.moment) == local_day(second.moment):
        raise UnclearError(
            f"{files(people.candidates)} sind von derselben Seite und vom selben Tag, also kaum zwei Zeitpunkte; sind es zwei "
            "Personen, hilft --as parties, sind es doch zwei Zeitpunkte, --as time, und ab drei Personen gibt es --as group.",
            ("parties", "Zwei Personen derselben Seite"),
            as_one,
        )
    return as_one[0]


def _of_many(people: Participants) -> ComparisonKind:
    nameless = people.nameless()
    firms: Choice = ("firms", "Mehrere Betriebe, auch die ohne Namen" if nameless else "Mehrere Betriebe")
    if len(nameless) > 1:
        all_of_them = len(nameless) == len(people.candidates)
        raise UnclearError(
            f"In {files(nameless)} steht kein Betrieb; bitte tragen Sie dort den Namen ein, oder nennen Sie --as firms, "
            f"wenn jede davon ein eigener ist{', --as group, wenn alle zu einem gehören' if all_of_them else ''}.",
            firms,
            *((("group", "Eine Gruppe: alle aus einem Betrieb"),) if all_of_them else ()),
        )
    named = people.named_firms()
    if next(named, None) and not nameless and next(named, None) is None:
        raise InputError(
            f"Alle {len(people.candidates)} Einschätzungen ({files(people.candidates)}) gehören zum selben Betrieb; mehrere Personen vergleicht "
            "--as group, für zwei Seiten oder zwei Zeitpunkte nennen Sie bitte genau zwei davon."
        )
    for members in people.named_firms():
        forms = by_form(members) if len(members) > 1 else {}
        different = [of_form[0] for form, of_form in forms.items() if form]
        if len(different) > 1:
            raise UnclearError(
                f"Ob {quoted(different[:2])} derselbe Betrieb sind, ist nicht klar; bitte tragen Sie, wenn ja, denselben "
                "Namen ein, und nennen Sie, wenn nein, --as firms.",
                firms,
            )
    return "firms"


def _group(people: Participants) -> ComparisonKind:
    number = people.people()
    if number < LEAST:
        raise InputError(
            f"Eine Gruppe beginnt bei drei Personen, damit niemand erkennbar wird; genannt sind {number} "
            f"({files(people.candidates)}), und zwei vergleicht --as parties."
        )
    named = [members[0] for members in people.named_firms()]
    if len(named) > 1:
        raise UnclearError(
            f"Eine Gruppe ist ein einziger Betrieb, genannt sind {quoted(named[:2])}; mehrere Betriebe vergleicht --as firms, "
            "und ist es doch einer, tragen Sie bitte überall denselben Namen ein.",
            ("group", "Eine Gruppe: Es ist derselbe Betrieb"),
            ("firms", "Mehrere Betriebe"),
        )
    return "group"
