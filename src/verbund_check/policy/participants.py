"""Who takes part in a comparison: what is a copy, and which assessment counts for each firm."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from verbund_check.answers.assessment import Assessment
from verbund_check.answers.organisation import organisation
from verbund_check.errors import InputError
from verbund_check.guide.values import Party
from verbund_check.policy.comparison import Side
from verbund_check.text import shortened

NAMED_AT_MOST = 6
"""So many files are named in a sentence; the rest are counted."""


class SidesOpenError(InputError):
    """Of a firm there are several assessments, and nobody has said yet whose counts."""


class Candidate(Struct, frozen=True, gc=False):
    """An assessment that could be compared; there may be a hundred thousand, so nothing stands here twice.

    `file` is what its file is called, "" where that is its ID; `begun` is only known where it is not `finished`. `has_id`
    tells whether the file itself bears the ID.
    """

    id: str
    organisation: str
    party: Party | None
    finished: str | None
    begun: str
    file: str
    is_ready: bool
    has_id: bool

    @property
    def side(self) -> Side:
        """What a comparison says about it."""
        return Side(self.id, self.organisation, self.party, self.finished)

    @property
    def name(self) -> str:
        """What messages call it."""
        return self.file or f"{self.id}.json"

    @property
    def moment(self) -> str:
        """When it was finished, or else begun."""
        return self.finished or self.begun


class Selection(NamedTuple):
    """What counts in a comparison; if any of it is `incomplete`, nothing is compared."""

    counted: tuple[Candidate, ...]
    incomplete: tuple[Candidate, ...]
    left_out: tuple[str, ...] = ()
    copies: tuple[str, ...] = ()


class Participants:
    """Who could take part, added one by one: of thousands only what is needed to choose among them is kept.

    `repeated` are files that were named twice; copies that are found join them.
    """

    def __init__(self, repeated: list[str]) -> None:
        self._all: list[Candidate] = []
        self._signatures = array("q")
        self._by_id: dict[str, int] = {}
        self._firms: dict[str, list[int] | int] = {}
        self._copies = repeated
        self._twins: dict[int, list[int]] = {}

    def add(self, assessment: Assessment, *, is_ready: bool, name: str, has_id: bool, signature: int) -> int | None:
        """Take one more into account; return its place among them, None where an earlier one with the same ID counts.

        Its `signature` is the same for the same answers and remarks. A later copy takes the place of the earlier one.
        """
        id = assessment.id
        new = Candidate(
            id,
            assessment.organisation,
            assessment.party,
            assessment.finished,
            "" if assessment.finished else assessment.started,
            "" if name == f"{id}.json" else name,
            is_ready,
            has_id,
        )
        first = self._by_id.get(id)
        same_id = first is not None and has_id and self._all[first].has_id
        of_party = [place for place in self._of_id(first) if self._all[place].party == new.party] if same_id else []
        if of_party:
            place = of_party[0]
            old = self._all[place]
            self._copies.append(old.name if new.moment > old.moment else new.name)
            if new.moment <= old.moment:
                return None  # where the answers differ, the later one counts
            self._leave(old.organisation, place)
            new = replace(new, id=old.id, file=name, has_id=old.has_id)
            self._all[place], self._signatures[place] = new, signature
        else:
            place = len(self._all)
            if first is not None and same_id:  # one paper is the template of another party's
                self._twins.setdefault(first, []).append(place)
                new = replace(new, id=self._free(id), file=name, has_id=False)
            elif first is not None and has_id:  # it keeps the ID that it bears
                renamed = replace(self._all[first], id=self._free(id), file=self._all[first].name)
                self._all[first], self._by_id[renamed.id] = renamed, first
            elif first is not None:  # two files of one name: each gets an ID of its own
                new = replace(new, id=self._free(id), file=name)
            self._by_id[new.id] = place
            self._all.append(new)
            self._signatures.append(signature)
        key = organisation(new.organisation).core
        others = self._firms.get(key)
        if isinstance(others, list):
            others.append(place)
        else:  # nearly every firm has one alone, and a list of one takes three times as much
            self._firms[key] = place if others is None else [others, place]
        return place

    def _of_id(self, place: int | None) -> list[int]:
        """The places of all that bear the ID of the one at `place`: one for each party."""
        return [] if place is None else [place, *self._twins.get(place, ())]

    def _second_papers(self) -> set[int]:
        """The places of those that bear the ID of a later one of another party: two parties, but neither two firms nor people."""
        each_id = (self._of_id(place) for place in self._twins)
        return {place for places in each_id for place in sorted(places, key=lambda one: self._all[one].moment)[:-1]}

    def _free(self, id: str) -> str:
        number = 2
        while f"{id}-{number}" in self._by_id:
            number += 1
        return f"{id}-{number}"

    def _leave(self, name: str, place: int) -> None:
        key = organisation(name).core
        rest = [each for each in _several(self._firms.pop(key)) if each != place]
        if rest:
            self._firms[key] = rest if len(rest) > 1 else rest[0]

    @property
    def candidates(self) -> Sequence[Candidate]:
        """All of them, in the order in which they came; copies once."""
        return self._all

    @property
    def copies(self) -> Sequence[str]:
        """The names of files that are copies of another one by their ID, or were named twice."""
        return self._copies

    def people(self) -> int:
        """Return how many people they can be of: two papers with one ID are one person's."""
        return len(self._all) - len(self._second_papers())

    def named_firms(self) -> Iterator[list[Candidate]]:
        """Yield the members of each firm that has a name, whatever legal form."""
        return (self._members(key) for key in self._firms if key)

    def nameless(self) -> list[Candidate]:
        """Return those that name no firm."""
        return self._members("")

    def all(self, *, one_for_each_id: bool = False) -> Selection:
        """Return that all of them count, copies once; two papers of two parties with one ID are one person's at most."""
        second = self._second_papers() if one_for_each_id else ()
        counted = tuple(each for place, each in enumerate(self._all) if place not in second)
        incomplete = tuple(each for each in counted if not each.is_ready)
        return Selection(counted, incomplete, (), (*self._copies, *(self._all[place].name for place in sorted(second))))

    def one_for_each_firm(self, party: Party | None = None) -> Selection:
        """Return which assessment counts for each firm: its newest complete joint one, else its only one, else that of `party`.

        Raises SidesOpenError where that leaves it open, InputError where fewer than two firms are left.
        """
        counted: list[Candidate] = []
        incomplete: list[Candidate] = []
        left_out: list[str] = []
        open_ones: list[list[Candidate]] = []
        copies = list(self._copies)
        for members in self._firms_without(copies):
            one = members[0] if len(members) == 1 else _counting(members, party)
            unfinished = [each for each in ([one] if one else members) if not each.is_ready]
            incomplete += unfinished
            if one is not None:
                counted.append(one)
                left_out += [each.name for each in members if each is not one]
            elif not unfinished:
                open_ones.append(members)
        if open_ones and not incomplete:
            raise (InputError if party else SidesOpenError)(_left_open(open_ones, party))
        if len(counted) < 2 and not incomplete:
            raise InputError(
                f"Zum Vergleichen mehrerer Betriebe braucht es mindestens zwei, und es ist nur einer ({files(self._all)}); zwei "
                "Seiten vergleicht --as parties, zwei Zeitpunkte --as time, mehrere Personen --as group."
            )
        counted.sort(key=self.place)
        return Selection(tuple(counted), tuple(incomplete), tuple(left_out), tuple(copies))

    def _firms_without(self, copies: list[str]) -> Iterable[list[Candidate]]:
        """The members of each firm; who has no name is one alone, and so is each legal form. Copies are added to `copies`."""
        second = self._second_papers()
        copies += [self._all[place].name for place in sorted(second)]
        for key, places in self._firms.items():
            if isinstance(places, int):
                if places not in second:
                    yield [self._all[places]]
                continue
            all_members = [self._all[place] for place in places if place not in second]
            forms = by_form(all_members)
            if len(forms.keys() - {""}) > 1 and "" in forms:
                raise InputError(
                    f"Zu welchem Betrieb {quoted(forms[''][:1])} gehört, ist nicht klar; bitte ergänzen Sie dort die Rechtsform, "
                    "oder lassen Sie die Datei weg."
                )
            is_one = len(forms.keys() - {""}) < 2
            for members in [all_members] if is_one else list(forms.values()):
                different = self._without_copies(members, copies)
                yield from ([different] if different else []) if key else ([each] for each in different)

    def _without_copies(self, members: Sequence[Candidate], copies: list[str]) -> list[Candidate]:
        """Those of one firm that are no copy of another one; the names of the others are added to `copies`.

        A copy has the same answers and remarks of the same party, and bears no ID.
        """
        alike: dict[tuple[int, Party | None], list[Candidate]] = {}
        for each in members:
            alike.setdefault((self._signatures[self.place(each)], each.party), []).append(each)
        kept: list[Candidate] = []
        for papers in alike.values():
            # What bears its ID is an original; of the others one is enough, and none where there is an original.
            originals = [each for each in papers if each.has_id] or [max(papers, key=lambda each: each.moment)]
            kept += originals
            copies += [each.name for each in papers if not (each.has_id or each is originals[0])]
        return sorted(kept, key=self.place)

    def place(self, candidate: Candidate) -> int:
        """Return the place of one of them, in the order in which they came."""
        return self._by_id[candidate.id]

    def _members(self, key: str) -> list[Candidate]:
        return [self._all[place] for place in _several(self._firms.get(key, []))]


def _several(places: list[int] | int) -> list[int]:
    return [places] if isinstance(places, int) else places


def by_form(members: Iterable[Candidate]) -> dict[str, list[Candidate]]:
    """Return candidates by their legal form, "" where they bear none."""
    forms: dict[str, list[Candidate]] = {}
    for each in members:
        forms.setdefault(organisation(each.organisation).form, []).append(each)
    return forms


def _counting(members: Sequence[Candidate], party: Party | None) -> Candidate | None:
    """The one of several that counts: the newest complete joint one, else the newest complete one of `party`; None if open."""
    for wanted in (Party.JOINT, party):
        of_party = [each for each in members if wanted and each.party == wanted]
        ready = sorted((each for each in of_party if each.is_ready), key=lambda each: each.moment)
        if ready and (len(ready) == 1 or ready[-1].moment > ready[-2].moment):
            return ready[-1]
        if ready:
            return None  # nothing says which is the newest
    return None


def _left_open(firms: Sequence[Sequence[Candidate]], party: Party | None) -> str:
    members = firms[0]
    more = f"; bei {len(firms) - 1} weiteren Betrieben ist es ebenso" if len(firms) > 1 else ""
    help = "nennen Sie davon nur eine" if party else "nennen Sie mit --party, wessen zählt, oder davon nur eine"
    return (
        f"Von „{shortened(members[0].organisation)}“ gibt es mehrere Einschätzungen ({files(members)}), und welche für den "
        f"Betrieb zählt, ist nicht klar: bitte {help}{more}."
    )


def quoted(candidates: Iterable[Candidate]) -> str:
    """Return firms as a sentence names them, each with its file."""
    return " und ".join(f"„{shortened(each.organisation)}“ ({each.name})" for each in candidates)


def files(candidates: Iterable[Candidate]) -> str:
    """Return the names of their files as a sentence holds them."""
    return listed([each.name for each in candidates])


def listed(names: Sequence[str]) -> str:
    """Return names as a sentence holds them: many are counted."""
    more = len(names) - NAMED_AT_MOST
    return ", ".join(names[:NAMED_AT_MOST]) + (f" und {more} weitere" if more > 0 else "")
