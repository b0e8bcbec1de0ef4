"""What the comparisons have in common: which kind it is, who takes part, and which questions were worded alike."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

from verbund_check.answers.assessment import Assessment, is_complete
from verbund_check.answers.organisation import organisation, same_organisation
from verbund_check.errors import InputError
from verbund_check.guide.model import Guide
from verbund_check.guide.values import Party
from verbund_check.text import shortened

ComparisonKind = Literal["parties", "time", "firms"]
SCHEMA = 1
"""The version of the JSON comparison."""


class Side(Struct, frozen=True, gc=False):
    """One of the assessments that are compared."""

    id: str
    organisation: str
    party: Party | None
    finished: str | None


def side_of(assessment: Assessment) -> Side:
    """Return what a comparison says about one of its assessments."""
    return Side(assessment.id, assessment.organisation, assessment.party, assessment.finished)


class Participants:
    """Who takes part in a comparison, added one by one: of thousands only their names and parties are kept."""

    def __init__(self) -> None:
        self.count = 0
        self.names: list[str] = []
        self.firms: set[str] = set()
        self.parties: set[Party | None] = set()

    def add(self, assessment: Assessment) -> None:
        """Take one more into account."""
        self.count += 1
        if self.count <= 2:
            self.names.append(assessment.organisation)
        self.firms.add(organisation(assessment.organisation).core)
        self.parties.add(assessment.party)

    def kind(self, wanted: ComparisonKind | None = None) -> ComparisonKind:
        """Return what kind of comparison they make; `wanted` overrides.

        Raises InputError where there are too few or too many, or where they fit no kind.
        """
        if self.count < 2:
            raise InputError("Zum Vergleichen braucht es mindestens zwei Einschätzungen.")
        if wanted is None:
            same = same_organisation(*self.names) if self.count == 2 else False
            if same is None:
                raise InputError(
                    f"Ob „{shortened(self.names[0])}“ und „{shortened(self.names[1])}“ derselbe Betrieb sind, ist nicht klar. "
                    "Bitte nennen Sie --as parties oder --as time, wenn ja, sonst --as firms."
                )
            if not same and len(self.firms) == self.count:
                return "firms"
            if not same and len(self.firms) > 1:
                raise InputError(
                    "Diese Mischung lässt sich nicht vergleichen: Manche Einschätzungen gehören zum selben Betrieb, andere "
                    "nicht. Bitte wählen Sie zwei eines Betriebs oder je eine von mehreren Betrieben (oder --as)."
                )
            wanted = "parties" if len(self.parties) > 1 else "time"
        if wanted != "firms" and self.count != 2:
            what = "Zwei Seiten eines Betriebs" if wanted == "parties" else "Zwei Zeitpunkte eines Betriebs"
            raise InputError(f"{what} vergleicht man mit genau zwei Einschätzungen; genannt sind {self.count}.")
        return wanted


def kind_of_comparison(assessments: Iterable[Assessment], wanted: ComparisonKind | None = None) -> ComparisonKind:
    """Return what kind of comparison these assessments make; see `Participants.kind`."""
    participants = Participants()
    for assessment in assessments:
        participants.add(assessment)
    return participants.kind(wanted)


def is_ready(assessment: Assessment, guide: Guide) -> bool:
    """Return whether an assessment can be compared: whether it is complete, by the content that it was made on.

    A question that came with newer content was never put to the person, so it cannot be missing.
    """
    foreign = assessment.content.digest != guide.digest
    return (foreign and assessment.finished is not None) or is_complete(assessment, guide)


def worded_alike(id: str, assessments: Iterable[Assessment]) -> bool:
    """Return whether all who answered `id` had the same wording before them.

    Where a file has lost the fingerprint of its question, nothing says that it was another one.
    """
    return len({each.questions[id] for each in assessments if id in each.questions}) <= 1


def foreign_ids(assessments: Iterable[Assessment], guide: Guide) -> tuple[str, ...]:
    """Return the IDs of questions that were answered and that this guide does not have."""
    return tuple(dict.fromkeys(id for each in assessments for id in each.answers if id not in guide.questions))
