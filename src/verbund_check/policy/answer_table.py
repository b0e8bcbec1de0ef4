"""The answers of any number of assessments as a table of bytes: a row of some forty bytes for each.

So a hundred thousand can be counted without being kept, and only then be chosen from.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from verbund_check.answers.assessment import Answer, Assessment, answered_as
from verbund_check.guide.model import Guide, Scope
from verbund_check.guide.sections import Stage
from verbund_check.guide.values import Value
from verbund_check.policy.comparison import foreign_ids, sentence_then

_MISSING, _NOT_CHOSEN, _CHOSEN = 0, 1, 2
_CODES = {value: code for code, value in enumerate(Value, start=1)}


class _Asked(NamedTuple):
    """What somebody had before them: the fingerprints of the questions, those of today where they mean the same.

    `sentences` are those that are worded otherwise today.
    """

    scope: Scope
    stage: Stage
    questions: dict[str, str]
    meant: dict[str, str]
    sentences: dict[str, str]
    foreign: tuple[str, ...]


class AnswerTable:
    """A row for each assessment, a column for each question that is judged and for each reason and fear.

    Answers beyond the scope of an assessment are kept and not judged: they are not in the table.
    """

    def __init__(self, guide: Guide) -> None:
        self.guide = guide
        self._columns = {id: number for number, id in enumerate(guide.judged_ids)}
        lists = (each for each in guide.questions.values() if each.is_list)
        self._lists = {each.id: tuple(option.id for option in each.options) for each in lists}
        options = [(id, option) for id, options in self._lists.items() for option in options]
        self._options = {key: number for number, key in enumerate(options, start=len(self._columns))}
        self._width = len(self._columns) + len(options)
        self._cells = bytearray()
        self._rows_asked = array("L")
        self._asked: list[_Asked] = []
        self._known: dict[object, int] = {}

    def __len__(self) -> int:
        return len(self._rows_asked)

    def add(self, assessment: Assessment) -> int:
        """Add a row; return a number that is the same for another assessment with the same answers and remarks."""
        answers = assessment.answers
        judged = answers
        if assessment.scope == "quick":
            judged = {id: answers[id] for id in self.guide.asked("quick") if id in answers}
        # isinstance is slower, and there may be thousands
        given = map(judged.get, self._columns)
        self._cells += bytes([_CODES[each.value] if type(each) is Answer else _MISSING for each in given])
        for id, options in self._lists.items():
            chosen = judged.get(id)
            if type(chosen) is tuple:
                self._cells += bytes([_CHOSEN if option in chosen else _NOT_CHOSEN for option in options])
            else:
                self._cells += bytes(len(options))
        self._rows_asked.append(self._number_of(assessment))
        return hash((*answers, *answers.values(), *sorted(assessment.notes.items())))

    def _number_of(self, assessment: Assessment) -> int:
        """The number of what this assessment's questions were; nearly always the same as of the one before."""
        foreign: tuple[str, ...] = ()
        if assessment.content.digest != self.guide.digest:
            foreign = foreign_ids((assessment,), self.guide)
        scope, stage, questions = assessment.scope, assessment.stage, assessment.questions
        if self._rows_asked:
            number = self._rows_asked[-1]
            if self._asked[number][:3] == (scope, stage, questions) and self._asked[number].foreign == foreign:
                return number
        key = (scope, stage, tuple(questions.items()), foreign)
        number = self._known.setdefault(key, len(self._asked))
        if number == len(self._asked):
            asked = self.guide.asked(scope)
            within = {id: mark for id, mark in questions.items() if id in asked}
            meant = {id: answered_as(assessment, id, self.guide) for id in within}
            old = (id for id, mark in within.items() if id in self._columns and mark != self.guide.fingerprint(id))
            sentences = {id: then for id in old if (then := sentence_then(assessment, id, self.guide))}
            within = within if len(within) < len(questions) else questions
            self._asked.append(_Asked(scope, stage, within, meant, sentences, foreign))
        return number

    def only(self, rows: Sequence[int]) -> AnswerTable:
        """Return a table of these rows, in this order."""
        if len(rows) == len(self) and all(row == number for number, row in enumerate(rows)):
            return self  # as it is nearly always
        chosen, width = AnswerTable(self.guide), self._width
        chosen._asked = self._asked
        chosen._rows_asked = array("L", (self._rows_asked[row] for row in rows))
        chosen._cells = bytearray().join(self._cells[row * width : (row + 1) * width] for row in rows)
        return chosen

    def _column(self, number: int) -> bytearray:
        return self._cells[number :: self._width]

    def counts(self, id: str) -> dict[str, int]:
        """Return how often each value was given to a question, zeros included."""
        column = self._column(self._columns[id])
        return {value.value: column.count(_CODES[value]) for value in self.guide.questions[id].values}

    def chosen(self, id: str) -> dict[str, int]:
        """Return how often each reason or fear was named."""
        return {option: self._column(self._options[id, option]).count(_CHOSEN) for option in self._lists[id]}

    def answered(self, id: str) -> int:
        """Return how many have answered a question or a list."""
        number = self._columns[id] if id in self._columns else self._options[id, self._lists[id][0]]
        return len(self) - self._column(number).count(_MISSING)

    def full(self) -> int:
        """Return how many were asked everything."""
        return sum(self._asked[number].scope == "full" for number in self._rows_asked)

    def rows_with(self, id: str, value: Value) -> list[int]:
        """Return the rows in which a question has this value."""
        code, column = _CODES[value], self._column(self._columns[id])
        return [row for row, given in enumerate(column) if given == code]

    def values(self, row: int) -> dict[str, Value]:
        """Return what was answered to each question that is judged."""
        cells = self._cells[row * self._width : row * self._width + len(self._columns)]
        by_code = {code: value for value, code in _CODES.items()}
        return {id: by_code[code] for id, code in zip(self._columns, cells, strict=True) if code != _MISSING}

    def stages(self) -> tuple[Stage, ...]:
        """Return which stages the answers are about."""
        return tuple(sorted({asked.stage for asked in self._used()}))

    def worded_alike(self, id: str) -> bool:
        """Return whether all had the same question before them; see `comparison.worded_alike`."""
        asked = [each for each in self._used() if id in each.questions]
        return len({each.questions[id] for each in asked}) <= 1 or len({each.meant[id] for each in asked}) <= 1

    def sentences_then(self, ids: Iterable[str], *, known: bool = False) -> dict[str, tuple[str, ...]]:
        """Return the sentences that these questions were answered to and that are worded otherwise today.

        With `known` only those of earlier editions of the guide: what a firm has worded itself tells which it is.
        """
        earlier = (
            {text for each in self.guide.earlier.wordings for text in (each.planned, each.running)} if known else None
        )
        found = {}
        for id in ids:
            then = dict.fromkeys(each.sentences[id] for each in self._used() if id in each.sentences)
            sentences = tuple(each for each in then if earlier is None or each in earlier)
            if sentences:
                found[id] = sentences
        return found

    def foreign(self) -> tuple[str, ...]:
        """Return the IDs of questions that some have answered and that the guide does not have."""
        return tuple(dict.fromkeys(id for each in self._used() for id in each.foreign))

    def _used(self) -> list[_Asked]:
        return [self._asked[number] for number in dict.fromkeys(self._rows_asked)]
