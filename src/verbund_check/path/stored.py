"""What is stored, as the guided path names it and lets one choose from it."""

from __future__ import annotations

from collections.abc import Sequence

from verbund_check.answers.assessment import Assessment, is_complete, open_ids
from verbund_check.answers.keypoints import PARTNERS, Paper, open_steps, steps_of
from verbund_check.commands.stored import assessments
from verbund_check.errors import InputError, StorageError
from verbund_check.guide.model import Guide
from verbund_check.guide.path_texts import PathTexts
from verbund_check.path.screen import Screen
from verbund_check.questionnaire.prompts import Choice
from verbund_check.storage.folder import unreadable_message
from verbund_check.storage.store import default_data_folder, paper_store
from verbund_check.text import local_day, shortened

OFFERED_AT_MOST = 500
"""Entries of one list: more would take seconds to draw, and nobody looks through them."""


class Shelf:
    """What is stored at this moment, newest first; read anew before each choice, for another window may have written."""

    def __init__(self, guide: Guide, texts: PathTexts) -> None:
        self.guide, self.texts = guide, texts
        self.assessments: tuple[Assessment, ...] = ()
        self.papers: tuple[Paper, ...] = ()
        self.told = ""

    def look(self, screen: Screen) -> None:
        """Read the folder; what cannot be read is told once. Raises InputError where the folder itself cannot be."""
        try:
            stored = assessments(self.guide).all()
            papers = paper_store(default_data_folder(), self.guide).all()
        except StorageError as error:
            raise InputError(str(error)) from None
        self.assessments, self.papers = stored.items, papers.items
        unreadable = unreadable_message((*stored.unreadable, *papers.unreadable))
        if unreadable and unreadable != self.told:
            screen.tell(unreadable)
        self.told = unreadable

    @property
    def complete(self) -> tuple[Assessment, ...]:
        """The assessments in which every question is answered."""
        return tuple(each for each in self.assessments if is_complete(each, self.guide))

    def get(self, id: str) -> Assessment:
        """Return one of them by its ID; InputError where it has gone meanwhile."""
        found = next((each for each in self.assessments if each.id == id), None)
        return found or assessments(self.guide).load(id)

    def title(self, assessment: Assessment) -> str:
        """Return an assessment as a person knows it: firm, party, day, and how far it is."""
        return self.texts.described.format(
            name=self.guide.firm(shortened(assessment.organisation, 60)),
            party=self.guide.party(assessment.party),
            day=local_day(assessment.finished or assessment.started),
            state=self._state(assessment),
        )

    def _state(self, assessment: Assessment) -> str:
        words = self.texts.state
        total, still_open = len(self.guide.asked(assessment.scope)), len(open_ids(assessment, self.guide))
        if not still_open:
            return words.quick if assessment.scope == "quick" else words.complete
        template = words.settling if assessment.origins else words.unfinished
        return template.format(done=total - still_open, total=total)

    def paper_title(self, paper: Paper) -> str:
        """Return a key-points paper as a person knows it: the partners, the day, and how far it is."""
        total = len(steps_of(self.guide))
        return self.texts.described_paper.format(
            name=self.guide.firm(shortened(paper.answers.get(PARTNERS, ""), 60)),
            day=local_day(paper.changed),
            state=self.texts.state.points.format(done=total - len(open_steps(paper, self.guide)), total=total),
        )

    def situation(self) -> str:
        """Return what is stored in one line."""
        words, count = self.texts.situation, len(self.assessments)
        if not count and not self.papers:
            return words.nothing
        if count == 1 and not self.papers:
            return words.one.format(title=self.title(self.assessments[0]))
        unfinished = count - len(self.complete)
        told = words.assessments_one if count == 1 else words.assessments.format(count=count)
        told += words.unfinished.format(count=unfinished) if unfinished else ""
        papers = len(self.papers)
        and_papers = "" if not papers else words.paper_one if papers == 1 else words.papers.format(count=papers)
        return words.several.format(assessments=told, papers=and_papers)

    def choices(self, found: Sequence[Assessment]) -> tuple[Choice, ...]:
        """Return assessments as what can be chosen from."""
        return tuple(Choice(each.id, self.title(each)) for each in found[:OFFERED_AT_MOST])

    def pick(self, screen: Screen, title: str, question: str, found: Sequence[Assessment]) -> Assessment | None:
        """Return the assessment that is chosen, None where none is; where there is none, that is said."""
        if not found:
            screen.tell(self.texts.nothing_stored)
            return None
        id = screen.choose(title, question, self.choices(found))
        return self.get(id) if id else None
