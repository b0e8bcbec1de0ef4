"""What is stored, as the guided path names it and lets one choose from it."""

from __future__ import annotations

from collections.abc import Sequence

from verbund_check.answers.assessment import Assessment, is_complete
from verbund_check.answers.keypoints import Paper
from verbund_check.commands.stored import CHOSEN_FROM_AT_MOST, assessments, name, paper_title, title
from verbund_check.errors import InputError, StorageError
from verbund_check.guide.model import Guide
from verbund_check.guide.path_texts import PathTexts
from verbund_check.path.screen import Screen
from verbund_check.questionnaire.prompts import Choice
from verbund_check.storage.folder import unreadable_message
from verbund_check.storage.store import default_data_folder, paper_store


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
        return title(assessment, self.guide)

    def name(self, assessment: Assessment) -> str:
        """Return firm, party and day."""
        return name(assessment, self.guide)

    def paper_title(self, paper: Paper) -> str:
        """Return a key-points paper as a person knows it: the partners, the day, and how far it is."""
        return paper_title(paper, self.guide)

    def situation(self) -> str:
        """Return what is stored in one line."""
        words, count = self.texts.situation, len(self.assessments)
        if not count and not self.papers:
            return words.nothing
        if count == 1 and not self.papers:
            return words.one.format(title=self.title(self.assessments[0]))
        unfinished = count - len(self.complete)
        told = words.assessments_one if count == 1 else words.assessments.format(count=count) if count else ""
        told += words.unfinished.format(count=unfinished) if unfinished else ""
        papers = len(self.papers)
        and_papers = "" if not papers else words.paper_one if papers == 1 else words.papers.format(count=papers)
        both = f"{',' if unfinished else ''} {self.texts.and_} "  # else the papers would count among the assessments
        return words.several.format(stored=both.join(filter(None, (told, and_papers))))

    def choices(self, found: Sequence[Assessment]) -> tuple[Choice, ...]:
        """Return assessments as what can be chosen from."""
        return tuple(Choice(each.id, self.title(each)) for each in found[:CHOSEN_FROM_AT_MOST])

    def only(self, screen: Screen, title: str, question: str, found: Sequence[Assessment]) -> Assessment | None:
        """Return the only one that there is, else the one that is chosen."""
        return found[0] if len(found) == 1 else self.pick(screen, title, question, found)

    def pick(self, screen: Screen, title: str, question: str, found: Sequence[Assessment]) -> Assessment | None:
        """Return the assessment that is chosen, None where none is; where there is none, that is said."""
        if not found:
            screen.tell(self.texts.nothing_stored)
            return None
        id = screen.choose(title, question, self.choices(found))
        return self.get(id) if id else None
