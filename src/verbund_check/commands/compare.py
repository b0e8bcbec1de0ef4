"""`compare`: two parties of one firm, one firm over time, or several firms."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, cast, get_args

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from verbund_check.answers.assessment import Assessment
from verbund_check.commands.deliver import Content, Destination, Target, deliver, report_content, show, target_of
from verbund_check.commands.gather import gather
from verbund_check.commands.stored import tell_unreadable
from verbund_check.documents.blocks import Document
from verbund_check.errors import IncompleteError, InputError
from verbund_check.guide.loader import default_folder, load_guide
from verbund_check.guide.model import Guide
from verbund_check.policy.compare_firms import FirmsComparison, FirmsTally, anonymous
from verbund_check.policy.compare_pair import PairComparison, compare_pair
from verbund_check.policy.comparison import SCHEMA, ComparisonKind, Participants, Side, is_ready, side_of
from verbund_check.storage.folder import Unreadable
from verbund_check.terminal import streams
from verbund_check.text import shortened, suggestion, to_json

if TYPE_CHECKING:
    from verbund_check.formats import Format


class Wishes(Struct, frozen=True, kw_only=True):
    """The options of `compare` as they were typed."""

    targets: tuple[str, ...]
    kind: str | None = None
    to: Destination = Destination()
    as_json: bool = False
    agenda: bool = False
    agree: bool = False
    anonymous: bool = False


def run(wishes: Wishes) -> None:
    """Compare and show or write the result.

    Raises InputError where the assessments do not go together, IncompleteError (which names them and nothing else)
    where one of them is not complete. Files of a folder that cannot be read are named in any case.
    """
    guide = load_guide(default_folder())
    wanted = _kind(wishes.kind)
    if wishes.as_json and wishes.agenda:
        raise InputError("Die Tagesordnung ist ein Dokument; --agenda und --json gehen nicht zusammen.")
    if wishes.as_json and (wishes.to.form or "json").strip().lower() != "json":
        raise InputError("--json und --format gehen nicht zusammen; bitte nennen Sie nur eines von beiden.")
    to = wishes.to._replace(form="json" if wishes.as_json else wishes.to.form, stem="vergleich")
    wishes = replace(wishes, to=to)
    target = target_of("document" if wishes.agenda else "report" if wishes.agree else "comparison", wishes.to)
    unreadable: list[Unreadable] = []
    try:
        _compare(wishes, wanted, target, gather(wishes.targets, guide, unreadable), guide)
    finally:
        tell_unreadable(unreadable)


def _compare(
    wishes: Wishes, wanted: ComparisonKind | None, target: Target, assessments: Iterable[Assessment], guide: Guide
) -> None:
    """Go through the assessments once, and keep only as many as a document shows one by one."""
    from verbund_check.documents.firms import FEW, SOME

    participants = Participants()
    tally = FirmsTally(guide, named=None if _is_json(target) else SOME)
    few: list[Assessment] = []
    missing: list[Side] = []
    for each in assessments:
        participants.add(each)
        tally.add(each)
        if len(few) < FEW:
            few.append(each)
        if not is_ready(each, guide):
            missing.append(side_of(each))
    if len(wishes.targets) == 2 and _same(*wishes.targets):
        raise InputError("Das ist zweimal dieselbe Einschätzung; zum Vergleichen braucht es zwei verschiedene.")
    kind = participants.kind(wanted)
    if missing:
        _refuse_incomplete(target, kind, missing, guide)
    if kind == "firms":
        _firms(wishes, target, tally.comparison(), few, guide)
    else:
        _pair(wishes, kind, few, guide)


def _is_json(target: Target) -> bool:
    return target.form is not None and target.form.name == "json"


def _same(first: str, second: str) -> bool:
    """Whether two targets are one and the same."""
    try:
        return first == second or Path(first).samefile(second)
    except (OSError, ValueError):
        return False


def _kind(given: str | None) -> ComparisonKind | None:
    if given is None:
        return None
    kinds = get_args(ComparisonKind)
    if given.strip().lower() not in kinds:
        hint = suggestion(given, kinds)
        raise InputError(f"--as „{shortened(given)}“ gibt es nicht.{hint} Möglich sind: {', '.join(kinds)}.")
    return cast(ComparisonKind, given.strip().lower())


def _refuse_incomplete(target: Target, kind: ComparisonKind, missing: list[Side], guide: Guide) -> NoReturn:
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


def _pair(wishes: Wishes, kind: ComparisonKind, assessments: list[Assessment], guide: Guide) -> None:
    from verbund_check.documents.agenda import agenda_document
    from verbund_check.documents.pair import pair_document

    if wishes.anonymous:
        raise InputError("--anonymous gibt es nur beim Vergleich mehrerer Betriebe.")
    if wishes.agenda and wishes.agree:
        raise InputError("--agenda und --agree gehen nicht zusammen: erst die Tagesordnung, dann das Ergebnis.")
    if (wishes.agenda or wishes.agree) and kind != "parties":
        raise InputError("--agenda und --agree gibt es nur beim Vergleich zweier Seiten eines Betriebs.")
    first, second = assessments
    comparison = compare_pair(first, second, "parties" if kind == "parties" else "time", guide)
    pair = (first, second) if comparison.assessments[0].id == first.id else (second, first)
    if wishes.agree:
        from verbund_check.commands import agree

        report = agree.run(comparison, pair, guide, plain=wishes.to.plain)
        deliver(report_content(report, guide), wishes.to._replace(stem=f"verbund-check-{report.id}"))
        agree.refuse_incomplete(report)
    elif wishes.agenda:
        deliver(agenda_document(comparison, pair, guide), wishes.to._replace(stem="tagesordnung"))
    else:
        deliver(_content(comparison, lambda: pair_document(comparison, pair, guide)), wishes.to)


def _firms(wishes: Wishes, target: Target, comparison: FirmsComparison, few: list[Assessment], guide: Guide) -> None:
    """Show the comparison of firms; `few` are their assessments, of many firms only some."""
    from verbund_check.documents.firms import firms_document

    if wishes.agenda or wishes.agree:
        raise InputError("--agenda und --agree gibt es nur beim Vergleich zweier Seiten eines Betriebs.")
    count = comparison.partners.count
    if count == 2 and wishes.kind is None and few[0].party != few[1].party:
        streams.tell(
            "Verglichen werden zwei Betriebe, weil die Namen verschieden sind. Ist es derselbe Betrieb, hilft --as parties."
        )
    if not wishes.anonymous:
        shown = few if count == len(few) else []
        deliver(_content(comparison, lambda: firms_document(comparison, shown, guide)), wishes.to)
        return
    nameless = anonymous(comparison)
    content = _content(nameless, lambda: firms_document(nameless, (), guide, anonymous=True))
    if target.form and target.path:
        _show_what_leaves(content, target.form, wishes.to.plain)
    deliver(content, wishes.to)


def _show_what_leaves(content: Content, form: Format, plain: bool) -> None:
    """Before an anonymous comparison is written, the person sees it and, on a terminal, agrees to it."""
    if form.is_document and content.document:
        show(content.document(False), plain=plain, stream=sys.stderr)
    elif content.data:
        streams.tell(to_json(content.data()).rstrip("\n"))
    if not (streams.is_terminal(sys.stdin) and streams.is_terminal(sys.stderr)):
        streams.tell("Genau das oben Gezeigte wird geschrieben.")
        return
    from verbund_check.commands.conversation import asker_for
    from verbund_check.questionnaire.prompts import Choice, Chosen, Prompt

    reply = asker_for(plain).ask(
        Prompt(
            mode="one",
            progress="Bevor etwas das Haus verlässt",
            question="Soll genau das geschrieben werden?",
            choices=(Choice("yes", "Ja, schreiben", "j"), Choice("no", "Nein, abbrechen", "n")),
            can_go_back=False,
            can_note=False,
        )
    )
    if not isinstance(reply, Chosen) or reply.value != "yes":
        raise InputError("Es wurde nichts geschrieben.")


def _content(comparison: PairComparison | FirmsComparison, document: Callable[[], Document]) -> Content:
    return Content("comparison", lambda _on_screen: document(), lambda: _plain(comparison))


def _plain(comparison: PairComparison | FirmsComparison) -> dict[str, Any]:
    """The comparison as plain data; what has moved is said of two times only."""
    data: dict[str, Any] = msgspec.to_builtins(comparison)
    if comparison.kind == "parties":
        for key in ("better", "worse", "done", "remaining", "new"):
            del data[key]
    return data
