"""A blank questionnaire that somebody filled in in Word: what is ticked and written there, as the fields of an answers file.

What is clear is read however it was done: a click on the box, a box or a tick put in as a sign, an x typed instead or beside.
What is not clear is refused with the question it belongs to; nothing is guessed. What an answer may be is `validity`'s to say.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from verbund_check.answers.assessment import same_sentence
from verbund_check.answers.word_marks import NONE, OTHER, joined
from verbund_check.answers.word_text import BOX, MAX_PART, TICKED, Part, parts_of
from verbund_check.errors import InputError
from verbund_check.guide.model import Guide, Question
from verbund_check.guide.sections import Stage
from verbund_check.guide.values import Party, labels_of
from verbund_check.shell import typed
from verbund_check.text import MAX_NAME, MAX_TEXT, clean, shortened

Path = tuple[str | int, ...]

_EMPTY_BOX = re.compile(rf"[{BOX}{TICKED}☐□▢❏❐❑❒◻\s_.\[\]()]+")
_TICKED_SIGNS = "×✓✔✕✖✗✘☑☒⊠🗹🗷🗸✅"
_TICKS = re.compile(f"[xX{_TICKED_SIGNS}]+")
_LINE = re.compile(r"[\s_.…–—-]*")
"""What is no remark: the line itself, drawn or typed."""

_QUESTION = re.compile("q[0-9]+")
_QUESTION_MARK = re.compile("([0-9a-f]{16})-([a-z0-9][a-z0-9-]{0,63})")
_NUMBER = re.compile(r"^\s*[0-9]{1,3}\.\s*\t")
_DIGEST = re.compile("[0-9a-f]{64}")


class Filled(NamedTuple):
    """The fields of an answers file, what messages call each of its parts, and the faults that only Word files can have."""

    fields: dict[str, Any]
    places: dict[Path, str]
    faults: list[tuple[Path, str]]


class Box(NamedTuple):
    """A box: what it stands for, the text at its place, and where it is known what must stand there."""

    value: str
    text: str
    label: str


def read(data: bytes, guide: Guide, name: str) -> Filled:
    """Return what stands in the Word file; `name` is what messages call it.

    Raises InputError where it is no questionnaire of ours, damaged or beyond the bounds.
    """
    return _Form(parts_of(data, name), guide, name).filled()


class _Form:
    def __init__(self, parts: Sequence[Part], guide: Guide, name: str) -> None:
        self.guide = guide
        self.texts: dict[str, str] = {}
        self.labels: dict[str, str] = {}
        self.says = {key: joined(pieces) for key, pieces in self._pieces(parts, name).items()}
        self.box_keys: dict[str, dict[int, str]] = {}
        for key in self.texts:
            of, is_box, number = key.partition("_")
            if is_box:
                self.box_keys.setdefault(of, {})[int(number)] = key
        digest, version = self.says.get("digest"), self.says.get("version")
        if not (digest and _DIGEST.fullmatch(digest) and version and self.says.get("stage") and self.says.get("scope")):
            raise InputError(
                f"{name}: Das ist kein Fragebogen, den verbund-check lesen kann: Ihm fehlen die unsichtbaren Textmarken, die "
                f"sagen, was ein Kästchen bedeutet. Den richtigen schreibt „{typed('assess --blank --output fragebogen.docx')}“; "
                "bitte speichern Sie ihn aus Word oder LibreOffice wieder als .docx."
            )
        self.content = {"version": version, "digest": digest}
        self.is_ours = digest == guide.digest
        self.stage: Stage = "running" if self.says["stage"] == "running" else "planned"
        self.places: dict[Path, str] = {("organisation",): "Betrieb", ("party",): guide.interview.party.title}
        self.faults: list[tuple[Path, str]] = []

    def _pieces(self, parts: Sequence[Part], name: str) -> dict[str, dict[int, str]]:
        """What the names of the bookmarks say about each part; what stands there goes to `texts` and `labels`."""
        pieces: dict[str, dict[int, str]] = {}
        for part in parts:
            for key, is_label in {(mark.key, mark.is_label) for mark in part.marks}:
                texts = self.labels if is_label else self.texts
                texts[key] = texts.get(key, "") + part.text
            for mark in part.marks:
                if mark.piece and pieces.setdefault(mark.key, {}).setdefault(mark.piece, mark.text) != mark.text:
                    raise InputError(f"{name}: In der Datei stehen zwei Fragebögen; bitte geben Sie jeden für sich an.")
        return pieces

    def questions(self) -> list[str]:
        """The keys of all questions."""
        return [key for key in self.says if _QUESTION.fullmatch(key)]

    def filled(self) -> Filled:
        """Return all that stands in the form."""
        fields: dict[str, Any] = {
            "content": self.content,
            "stage": self.says.get("stage"),
            "scope": self.says.get("scope"),
        }
        fields["organisation"] = self.typed("organisation", MAX_NAME, "organisation")
        fields["party"] = self.party()
        answers: dict[str, Any] = {}
        notes: dict[str, str] = {}
        fingerprints: dict[str, str] = {}
        wordings: dict[str, str] = {}
        for key in self.questions():
            fingerprint, id = self.question_at(key)
            if not id:
                self.faults.append(
                    ((), f"Die unsichtbare Textmarke „{key}“ ist beschädigt; bitte nehmen Sie einen frischen Bogen.")
                )
                continue
            if ("answers", id) in self.places:
                self.faults.append(
                    (("answers", id), "Diese Frage steht zweimal da; bitte füllen Sie einen frischen Bogen aus.")
                )
                continue
            question = self.guide.questions.get(id)
            is_known = question is not None and fingerprint == self.guide.fingerprint(id)
            title = question.title if question else shortened(id)
            self.places[("answers", id)] = self.places[("notes", id)] = f"Frage „{title}“"
            wording = self.wording(key, id, question if is_known else None)
            note = self.typed(key.replace("q", "n"), MAX_TEXT, "notes", id, label=question.other if question else "")
            ticked = self.ticked(key, question if is_known else None, "answers", id)
            answer = self.answer(id, ticked, question, note)
            if answer is not None:
                answers[id], fingerprints[id], wordings[id] = answer, fingerprint, wording
            if note:
                notes[id] = note
        self.refuse_orphans()
        fields |= {"answers": answers, "notes": notes, "questions": fingerprints}
        fields["wordings"] = {id: wording for id, wording in wordings.items() if wording}
        return Filled(fields, self.places, self.faults)

    def question_at(self, key: str) -> tuple[str, str]:
        """Fingerprint and ID of a question; "" twice where its bookmark says neither."""
        found = _QUESTION_MARK.fullmatch(self.says[key] or "")
        return (found[1], found[2]) if found else ("", "")

    def refuse_orphans(self) -> None:
        """Note what is ticked or written where the question itself is gone: nobody can say what it answers."""
        keys = {key.partition("_")[0].replace("n", "q") for key in self.texts if re.match("[qn][0-9]", key)}
        for key in sorted(keys - self.says.keys()):
            boxes = self.boxes(key, None)
            said = [_shown(box) for box in boxes if _state(box)] + [self.typed(key.replace("q", "n"), MAX_TEXT)]
            if any(said):
                told = ", ".join(f"„{shortened(each, 40)}“" for each in said if each)
                problem = f"Hier steht {told}, aber die Frage dazu fehlt. Bitte füllen Sie einen frischen Bogen aus."
                self.faults.append(((), problem))

    def party(self) -> str | None:
        """Who answered: the box that is ticked, or the words that stand there."""
        if "party" in self.texts:
            return self.typed("party", MAX_NAME, "party") or None
        ticked = self.ticked("party", None, "party")
        if len(ticked) > 1:
            self.refuse_two(ticked, "party")
        return ticked[0].value if len(ticked) == 1 else None

    def wording(self, key: str, id: str, question: Question | None) -> str:
        """The sentence that stands at a question. Where the questionnaire is ours, no other may stand there."""
        sentence = " ".join(clean(_NUMBER.sub("", self.texts.get(key, ""))).split())
        if question is not None:
            for party in (None, Party.MANAGEMENT):
                known = question.wording(self.stage, party)
                if same_sentence(sentence, known):
                    return known
        if self.is_ours:
            problem = (
                "Der Wortlaut dieser Frage ist geändert worden. Bitte stellen Sie ihn wieder her; was Sie dazu sagen "
                "möchten, gehört in die Zeile darunter."
            )
            self.faults.append((("answers", id), problem))
        return sentence if len(sentence) <= MAX_NAME else ""

    def answer(self, id: str, ticked: Sequence[Box], question: Question | None, note: str) -> Any:
        """What an answers file would have for these boxes; None where there is no answer."""
        if not ticked:
            return None
        values = [box.value for box in ticked]
        is_list = question.is_list if question else not {*values} <= {"yes", "partly", "no", "unsure"}
        if not is_list:
            if len(values) > 1:
                self.refuse_two(ticked, "answers", id)
                return None
            return values[0]
        if NONE in values and len(values) > 1:
            none = next(box for box in ticked if box.value == NONE)
            problem = (
                f"Hier ist „{_shown(none)}“ angekreuzt und anderes dazu; bitte lassen Sie nur das stehen, was gilt."
            )
            self.faults.append((("answers", id), problem))
            return None
        if OTHER in values and not note:
            other = next(box for box in ticked if box.value == OTHER)
            problem = f"Hier ist „{_shown(other)}“ angekreuzt, aber nicht geschrieben, was; bitte ergänzen Sie es in der Zeile darunter."
            self.faults.append((("answers", id), problem))
        return [value for value in values if value not in (NONE, OTHER)]

    def refuse_two(self, ticked: Sequence[Box], *path: str) -> None:
        """Note that more than one box is ticked where there is one answer."""
        names = [f"„{_shown(box)}“" for box in ticked]
        told = f"{', '.join(names[:-1])} und {names[-1]}"
        self.faults.append(
            (path, f"Hier ist mehr als ein Kästchen angekreuzt ({told}); bitte lassen Sie genau eines stehen.")
        )

    def ticked(self, key: str, question: Question | None, *path: str) -> list[Box]:
        """The boxes of a question that are ticked; a fault for each that is not clear."""
        found = []
        boxes = self.boxes(key, question)
        if question and not boxes:
            self.faults.append((path, "Hier fehlen die Kästchen; bitte füllen Sie einen frischen Bogen aus."))
        for box in boxes:
            state = _state(box)
            if isinstance(state, str):
                hint = " Alles andere gehört in die Zeile darunter." if question else ""
                self.faults.append((path, state + hint))
            elif state and not box.value:
                self.faults.append(
                    (path, "Das angekreuzte Kästchen ist beschädigt; bitte füllen Sie einen frischen Bogen aus.")
                )
            elif state:
                found.append(box)
        return found

    def boxes(self, key: str, question: Question | None) -> list[Box]:
        """All boxes of a question, in the order of their numbers."""
        own = self.box_keys.get(key, {})
        labels = self.label_of_values(key, question)
        found = []
        for number in sorted(own):
            value = self.says.get(own[number]) or ""
            found.append(Box(value, self.texts.get(own[number], ""), labels.get(value, "")))
        return found

    def label_of_values(self, key: str, question: Question | None) -> Mapping[str, str]:
        """What stands beside each box, as far as that is known."""
        if question is not None and not question.is_list:
            return {value.value: label for value, label in labels_of(question.kind).items()}
        if not self.is_ours:
            return {}
        if question is None:
            return {party.value: self.guide.party(party) for party in Party} if key == "party" else {}
        return {each.id: each.title for each in question.options} | {OTHER: question.other, NONE: question.none}

    def typed(self, key: str, limit: int, *path: str, label: str = "") -> str:
        """What is written in a line; the words before it, and the line itself, are nothing that anybody wrote."""
        before = _plain(self.labels.get(key, ""))
        if label and before.startswith(label):
            before = before[len(label) :]
        _, colon, behind = before.partition(":")
        if key.startswith("n") and not colon:
            behind = before  # the colon was written over
        written = self.texts.get(key, "")
        if len(written) >= MAX_PART:
            problem = f"Der Text hat weit mehr Zeichen, als erlaubt sind: höchstens {limit:,}.".replace(",", ".")
            self.faults.append((path, problem))
            return ""
        # What is typed at the end of the words before the line stands with them.
        text = _plain(f"{behind}\t{written}")
        return "" if _LINE.fullmatch(text) else re.sub("_{3,}", " ", text).strip()


def _state(box: Box) -> bool | str:
    """Whether the box is ticked; a sentence where that is not clear."""
    text = box.text.replace("\u00a0", " ").strip("\n")
    if text.count(BOX) + text.count(TICKED) > 1:
        return f"Bei „{_shown(box)}“ stehen zwei Kästchen, und so ist nicht klar, welches gilt."
    before, behind = text, ""
    if box.label:
        words = r"\s+".join(map(re.escape, box.label.split()))
        if found := re.search(rf"(?<!\w){words}(?!\w)", text):
            before, behind = text[: found.start()], text[found.end() :]
    elif "\t" in text.strip("\t"):
        before = text[: text.rindex("\t")]
    else:
        return TICKED in text or any(sign in text for sign in _TICKED_SIGNS)
    # Before the tab that parts two boxes, something belongs to neither of them; below the words likewise.
    apart, _, beside = before.rstrip("\t ").rpartition("\t")
    behind, _, below = behind.replace("\t", "\n").partition("\n")
    for each in (apart, beside, behind, below):
        rest = _EMPTY_BOX.sub("", each)
        if rest and (each in (apart, below) or not _TICKS.fullmatch(rest)):
            odd = shortened(_EMPTY_BOX.sub(" ", each).strip(), 40)
            return f"Bei „{_shown(box)}“ steht noch „{odd}“, und so ist nicht klar, was gilt. Bitte kreuzen Sie hier nur an."
    return TICKED in text or bool(_EMPTY_BOX.sub("", beside + behind))


def _shown(box: Box) -> str:
    """What a message calls the box."""
    return shortened(box.label or _EMPTY_BOX.sub(" ", box.text).strip() or box.value, 40)


def _plain(text: str) -> str:
    """The text without the signs for boxes; a tab is a blank, an empty line none."""
    lines = text.replace(BOX, "").replace(TICKED, "").replace("\t", " ").split("\n")
    return "\n".join(filter(None, (line.strip() for line in lines)))
