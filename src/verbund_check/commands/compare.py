"""`compare`: two parties of one firm, one firm over time, several firms, or several people of one firm."""

from __future__ import annotations

import sys
from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, cast

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from verbund_check.answers.assessment import Assessment, utc_now
from verbund_check.answers.reader import party_named
from verbund_check.commands.deliver import (
    Content,
    Destination,
    Target,
    book_words,
    deliver,
    report_content,
    show,
    target_of,
)
from verbund_check.commands.gather import gather
from verbund_check.commands.stored import CHOSEN_FROM_AT_MOST, ask_for_one, assessments, can_ask, tell_unreadable, title
from verbund_check.documents.blocks import Document
from verbund_check.documents.filename import file_stem, pair_stem, report_stem
from verbund_check.errors import IncompleteError, InputError
from verbund_check.files import is_folder
from verbund_check.guide.loader import default_folder, load_guide, shipped_folder
from verbund_check.guide.model import Guide
from verbund_check.guide.values import Party
from verbund_check.policy.answer_table import AnswerTable
from verbund_check.policy.comparison import SCHEMA, ComparisonKind, is_ready
from verbund_check.policy.comparison_kinds import UnclearError, kind_of
from verbund_check.policy.participants import Candidate, Participants, Selection
from verbund_check.shell import typed
from verbund_check.storage.folder import Found, Unreadable
from verbund_check.terminal import streams
from verbund_check.text import fold, local_day, local_today, shortened, suggestion, to_json

if TYPE_CHECKING:
    from verbund_check.formats import Format
    from verbund_check.formats.xlsx_book import Book
    from verbund_check.policy.compare_firms import FirmsComparison
    from verbund_check.policy.compare_group import GroupComparison
    from verbund_check.policy.compare_pair import PairComparison

    Comparison = PairComparison | FirmsComparison | GroupComparison

KINDS: dict[ComparisonKind, str] = {"parties": "seiten", "time": "zeit", "firms": "betriebe", "group": "gruppe"}
"""What can be compared, by what is typed for it in English and in German."""

OTHERS_KEPT = 1000
"""Of so many assessments it is kept which reasons and fears were written down beside those in the list."""


class Wishes(Struct, frozen=True, kw_only=True):
    """The options of `compare` as they were typed."""

    targets: tuple[str, ...]
    kind: str | None = None
    party: str | None = None
    to: Destination = Destination()
    as_json: bool = False
    agenda: bool = False
    agree: bool = False
    anonymous: bool = False


class Gathered:
    """What was read, one assessment after the other: of many only their answers as a table, and who they are of."""

    def __init__(self, found: Iterable[Found], guide: Guide, repeated: list[str]) -> None:
        self.participants = Participants(repeated)
        self.answers = AnswerTable(guide)
        self.rows = array("L")
        self.pair: dict[int, Assessment] = {}
        self.others: dict[int, dict[str, str]] = {}
        for name, assessment, has_id in found:
            signature, ready = self.answers.add(assessment), is_ready(assessment, guide)
            place = self.participants.add(assessment, is_ready=ready, name=name, has_id=has_id, signature=signature)
            if place is None:
                continue
            row = len(self.answers) - 1
            if place < len(self.rows):
                self.rows[place] = row
            else:
                self.rows.append(row)
            if place < 2:
                self.pair[place] = assessment
            if assessment.scope == "full" and assessment.notes and len(self.others) < OTHERS_KEPT:
                self.others[place] = assessment.notes

    def two(self) -> tuple[Assessment, Assessment]:
        """Return the only two that there are."""
        first, second = self.participants.all().counted
        return replace(self.pair[0], id=first.id), replace(self.pair[1], id=second.id)

    def of(self, candidates: Sequence[Candidate]) -> AnswerTable:
        """Return the answers of these alone."""
        return self.answers.only([self.rows[self.participants.place(each)] for each in candidates])

    def others_of(self, candidates: Sequence[Candidate]) -> dict[str, dict[str, str]]:
        """Return what these wrote down beside the reasons and fears of the lists, by their IDs."""
        return {each.id: self.others.get(self.participants.place(each), {}) for each in candidates}


def run(wishes: Wishes) -> Path | None:
    """Compare and show or write the result; return the file, None where none was written.

    Raises InputError where the assessments do not go together, IncompleteError (which names them and nothing else)
    where one of them is not complete. Files of a folder that cannot be read are named in any case.
    """
    guide = load_guide(default_folder())
    wanted, party = _kind(wishes.kind), _party(wishes.party, guide)
    if wishes.as_json and wishes.agenda:
        raise InputError("Die Tagesordnung ist ein Dokument; --agenda und --json gehen nicht zusammen.")
    if wishes.as_json and (wishes.to.form or "json").strip().lower() != "json":
        raise InputError("--json und --format gehen nicht zusammen; bitte nennen Sie nur eines von beiden.")
    to = wishes.to._replace(form="json" if wishes.as_json else wishes.to.form)
    wishes = replace(wishes, to=to)
    target = target_of("document" if wishes.agenda else "report" if wishes.agree else "comparison", wishes.to)
    unreadable: list[Unreadable] = []
    repeated: list[str] = []
    targets = wishes.targets
    if not targets or (len(targets) < 2 and not is_folder(targets[0]) and can_ask()):
        targets = _with_picked(targets, guide)
    try:
        gathered = Gathered(gather(targets, guide, unreadable, repeated), guide, repeated)
        kind = _asked_kind(gathered.participants, wanted, is_for_firms=wishes.anonymous or party is not None)
        _refuse_what_does_not_go_with(kind, wishes)
        people = gathered.participants
        chosen = people.one_for_each_firm(party) if kind == "firms" else people.all(one_for_each_id=kind == "group")
        if chosen.incomplete:
            _refuse_incomplete(target, kind, chosen.incomplete, guide)
        _tell_what_does_not_count(chosen, anonymous=wishes.anonymous or kind == "group")
        if kind == "firms":
            return _firms(wishes, target, gathered, chosen, guide)
        if kind == "group":
            return _group(wishes, gathered.of(chosen.counted), guide)
        return _pair(wishes, kind, *gathered.two(), guide)
    finally:
        tell_unreadable(unreadable)


def _with_picked(targets: tuple[str, ...], guide: Guide) -> tuple[str, ...]:
    """Where too little was named to compare, the person chooses from what is stored; who chooses nothing gets the error."""
    from verbund_check.questionnaire.prompts import Choice

    stored = assessments(guide).all()
    picked: list[str] = list(targets)
    while len(picked) < 2 and can_ask():
        fits = [each for each in stored.items if each.id not in picked and is_ready(each, guide)]
        if not fits:
            break
        question = "Womit möchten Sie vergleichen?" if picked else "Was möchten Sie vergleichen?"
        choices = [
            *(Choice(each.id, title(each, guide)) for each in fits[:CHOSEN_FROM_AT_MOST]),
            Choice("", "Nichts davon", "k"),
        ]
        chosen = ask_for_one(question, "Angeboten wird, was hier gespeichert und vollständig ist.", choices)
        if not chosen:
            break
        picked.append(chosen)
    if not picked:
        raise InputError(
            f"Es fehlt eine Angabe: KENNUNG, DATEI oder ORDNER. Mehr dazu sagt „{typed('compare --help')}“."
        )
    return tuple(picked)


def _kind(given: str | None) -> ComparisonKind | None:
    if given is None:
        return None
    word = fold(given)
    for kind, german in KINDS.items():
        if word in (kind, german):
            return kind
    hint = suggestion(given, (*KINDS, *KINDS.values()))
    raise InputError(
        f"--as „{shortened(given)}“ gibt es nicht.{hint} Möglich sind: "
        f"{', '.join(f'{kind} ({german})' for kind, german in KINDS.items())}."
    )


def _party(given: str | None, guide: Guide) -> Party | None:
    if given is None:
        return None
    party = party_named(given, guide)
    if party is None:
        hint = suggestion(given, tuple(Party))
        raise InputError(f"--party „{shortened(given)}“ gibt es nicht.{hint} Möglich sind: {', '.join(Party)}.")
    return party


def _asked_kind(
    participants: Participants, wanted: ComparisonKind | None, *, is_for_firms: bool = False
) -> ComparisonKind:
    """What kind of comparison it is; where it is no clear case, the person at the terminal says so before anything is shown.

    Who has named an option that is `is_for_firms` has said it.
    """
    try:
        return kind_of(participants, wanted)
    except UnclearError as unclear:
        if is_for_firms and wanted is None and "firms" in (kind for kind, _ in unclear.choices):
            return "firms"
        if not (streams.is_terminal(sys.stdin) and streams.is_terminal(sys.stderr)):
            raise
        from verbund_check.questionnaire.prompts import Choice

        choices = [*(Choice(kind, label) for kind, label in unclear.choices), Choice("", "Nichts davon", "k")]
        chosen = ask_for_one("Was möchten Sie vergleichen?", str(unclear), choices)
        if not chosen:
            raise
        return cast(ComparisonKind, chosen)


def _refuse_what_does_not_go_with(kind: ComparisonKind, wishes: Wishes) -> None:
    """Refuse options that belong to another kind of comparison."""
    it_is = f"das hier ist --as {kind}"
    if kind != "firms" and wishes.anonymous:
        raise InputError(f"--anonymous gibt es nur beim Vergleich mehrerer Betriebe (--as firms); {it_is}.")
    if kind != "firms" and wishes.party is not None:
        raise InputError(f"--party gibt es nur beim Vergleich mehrerer Betriebe (--as firms); {it_is}.")
    if wishes.agenda and wishes.agree:
        raise InputError("--agenda und --agree gehen nicht zusammen: erst die Tagesordnung, dann das Ergebnis.")
    if kind != "parties" and (wishes.agenda or wishes.agree):
        raise InputError(
            f"--agenda und --agree gibt es nur beim Vergleich zweier Seiten eines Betriebs (--as parties); {it_is}."
        )


def _refuse_incomplete(target: Target, kind: ComparisonKind, missing: Sequence[Candidate], guide: Guide) -> NoReturn:
    """Name the assessments that are not complete; nothing of anybody's answers is shown then."""
    # In any case one document; it says no more than the sentence.
    if _is_json(target) and target.path is None:
        named = [{"id": each.id, "organisation": each.organisation, "party": each.party} for each in missing]
        streams.write_data(to_json({"schema": SCHEMA, "kind": kind, "incomplete": named}))
    names = "; ".join(
        f"{each.id} ({guide.firm(each.organisation)}, {guide.party(each.party)})" for each in missing[:10]
    )
    more = f" und {len(missing) - 10} weitere" if len(missing) > 10 else ""
    raise IncompleteError(f"Noch nicht vollständig ist: {names}{more}. Verglichen wird erst, wenn alle fertig sind.")


def _is_json(target: Target) -> bool:
    return target.form is not None and target.form.name == "json"


def _tell_what_does_not_count(chosen: Selection, *, anonymous: bool) -> None:
    """Say which files were passed over, and why; without names how many."""
    for names, why in (
        (chosen.copies, "Kopien zählen nicht doppelt"),
        (chosen.left_out, "Für jeden Betrieb zählt eine Einschätzung; nicht mitgezählt"),
    ):
        if names:
            shown = ", ".join(names[:10]) + (f" und {len(names) - 10} weitere" if len(names) > 10 else "")
            streams.tell(f"{why}: {len(names) if anonymous else shown}.")


def _pair(wishes: Wishes, kind: ComparisonKind, first: Assessment, second: Assessment, guide: Guide) -> Path | None:
    from verbund_check.documents.agenda import agenda_document
    from verbund_check.documents.pair import pair_document
    from verbund_check.policy.compare_pair import compare_pair

    comparison = compare_pair(first, second, "parties" if kind == "parties" else "time", guide)
    pair = (first, second) if comparison.assessments[0].id == first.id else (second, first)
    if wishes.agree:
        from verbund_check.commands import agree

        name = first.organisation or second.organisation
        joint = file_stem("bericht", name, guide.party(Party.JOINT), local_today())
        target_of("report", wishes.to._replace(stem=joint))  # better now than after the conversation
        report = agree.run(comparison, pair, guide)
        path = deliver(report_content(report, guide), wishes.to._replace(stem=report_stem(report, guide)))
        agree.refuse_incomplete(report)
        return path
    if wishes.agenda:
        document = Content("document", lambda on_screen: agenda_document(comparison, pair, guide, on_screen=on_screen))
        return deliver(document, wishes.to._replace(stem=pair_stem("tagesordnung", comparison.assessments, guide)))

    def book() -> Book:
        from verbund_check.formats.xlsx_pair import pair_book

        return pair_book(comparison, pair, guide, book_words())

    content = _content(comparison, lambda on_screen: pair_document(comparison, pair, guide, on_screen=on_screen), book)
    return deliver(content, wishes.to._replace(stem=pair_stem("vergleich", comparison.assessments, guide)))


def _group(wishes: Wishes, answers: AnswerTable, guide: Guide) -> Path | None:
    from verbund_check.documents.group import group_document
    from verbund_check.policy.compare_group import compare_group

    comparison = compare_group(answers, guide)
    sentences = answers.sentences_then(comparison.unchanged, known=True)
    document = group_document(comparison, answers.stages(), guide, sentences, day=local_day(utc_now()))

    def book() -> Book:
        from verbund_check.formats.xlsx_comparison import group_book

        return group_book(comparison, answers.stages(), guide, book_words(), sentences)

    return deliver(_content(comparison, lambda _on_screen: document, book), wishes.to._replace(stem=_unnamed_stem()))


def _firms(wishes: Wishes, target: Target, gathered: Gathered, chosen: Selection, guide: Guide) -> Path | None:
    """Show the comparison of firms; each is named where they are not too many, and in JSON."""
    from verbund_check.documents.firms import LISTED, firms_document
    from verbund_check.policy.compare_firms import anonymous, compare_firms

    wishes = replace(wishes, to=wishes.to._replace(stem=_unnamed_stem(anonymous=wishes.anonymous)))
    answers, count = gathered.of(chosen.counted), len(chosen.counted)
    in_a_book = target.form is not None and target.form.is_workbook
    named = not wishes.anonymous and (_is_json(target) or in_a_book or count <= LISTED)
    comparison = compare_firms(answers, [each.side for each in chosen.counted] if named else (), guide)
    firm_by_firm: Sequence[Mapping[str, Any]] = ()
    if named and (in_a_book or count <= LISTED):
        firm_by_firm = [answers.values(row) for row in range(count)]
    others = gathered.others_of(chosen.counted) if named else {}

    def document(on_screen: bool) -> Document:
        return firms_document(
            comparison,
            firm_by_firm,
            guide,
            stages=answers.stages(),
            day=local_day(utc_now()),
            anonymous=wishes.anonymous,
            on_screen=on_screen,
            others=others,
            sentences=answers.sentences_then(comparison.unchanged, known=wishes.anonymous),
            copies=chosen.copies,
            one_each=bool(chosen.left_out),
        )

    def book() -> Book:
        from verbund_check.formats.xlsx_comparison import firms_book

        then = answers.sentences_then(comparison.unchanged, known=wishes.anonymous)
        return firms_book(comparison, firm_by_firm, guide, book_words(), others=others, sentences=then)

    if not wishes.anonymous:
        return deliver(_content(comparison, document, book), wishes.to)
    shipped = shipped_folder()
    known = guide if shipped == default_folder() else load_guide(shipped)
    comparison = anonymous(comparison, known.questions)
    content = _content(comparison, document, book)
    if target.form and target.path:
        _show_what_leaves(content, target.form)
    return deliver(content, wishes.to)


def _unnamed_stem(*, anonymous: bool = False) -> str:
    """The name of a file about several firms or people: none of them can be named in it, and what names none says so."""
    return file_stem("vergleich", "anonym" if anonymous else "", day=local_today())


def _show_what_leaves(content: Content, form: Format) -> None:
    """Before an anonymous comparison is written, the person sees it and, on a terminal, agrees to it."""
    if form.is_workbook and content.book:
        from verbund_check.formats.xlsx_book import as_document

        show(as_document(content.book()), stream=sys.stderr)
    elif form.is_document and content.document:
        show(content.document(False), stream=sys.stderr)
    elif content.data:
        streams.tell(to_json(content.data()).rstrip("\n"))
    if not (streams.is_terminal(sys.stdin) and streams.is_terminal(sys.stderr)):
        streams.tell("In die Datei kommt genau das, was Sie oben sehen.")
        return
    from verbund_check.commands.conversation import asker_for
    from verbund_check.questionnaire.prompts import Choice, Chosen, Prompt

    reply = asker_for().ask(
        Prompt(
            mode="one",
            progress="Bevor etwas das Haus verlässt",
            question="In die Datei kommt genau das, was Sie oben sehen. Einverstanden?",
            choices=(Choice("yes", "Ja, schreiben", "j"), Choice("no", "Nein, abbrechen", "n")),
            can_go_back=False,
            can_note=False,
        )
    )
    if not isinstance(reply, Chosen) or reply.value != "yes":
        raise InputError("Es wurde nichts geschrieben.")


def _content(comparison: Comparison, document: Callable[[bool], Document], book: Callable[[], Book]) -> Content:
    return Content("comparison", document, lambda: _plain(comparison), book)


def _plain(comparison: Comparison) -> dict[str, Any]:
    """The comparison as plain data; what has moved is said of two times only."""
    data: dict[str, Any] = msgspec.to_builtins(comparison)
    if comparison.kind == "parties":
        for key in ("better", "worse", "done", "remaining", "new"):
            del data[key]
    return data
