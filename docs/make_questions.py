"""Writes docs/questions.md: the ID, the short title and the wordings of everything that is asked.

With --check it writes nothing and ends with 1 where the page does not fit content/ any more.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path

from verbund_check.guide.loader import load_guide
from verbund_check.guide.model import Guide
from verbund_check.guide.sections import Kind
from verbund_check.guide.values import FACTOR_LABELS, KEYS, READINESS_LABELS, Value

HERE = Path(__file__).parent
HEAD = """# Die Fragen und ihre Namen

So heißen die Fragen in einer Antwortdatei und in den Daten (JSON, CSV). Die Namen bleiben für immer gleich, auch wenn
sich ein Text ändert. Statt des Worts, das hier zuerst steht, versteht das Programm auch das in Klammern; bei den Faktoren
auch `ja`, `teils` und `nein`.

Diese Seite schreibt `docs/make_questions.py` aus den Dateien in `content/`.
"""


def page() -> str:
    """Return the page for the content of this checkout."""
    guide = load_guide(HERE.parent / "content")
    made = {
        "reasons": lambda: _list(
            guide, "reasons", "Grund", ((item.id, item.title, item.label) for item in guide.reasons)
        ),
        "fears": lambda: _list(
            guide, "fears", "Befürchtung", ((each.id, each.title, each.statement) for each in guide.fears)
        ),
        "readiness": lambda: _judged(guide, "readiness", READINESS_LABELS),
        "success": lambda: _judged(guide, "success", FACTOR_LABELS),
        "risks": lambda: _judged(guide, "risks", FACTOR_LABELS),
    }
    return "\n".join([HEAD, *(made[kind]() for kind in guide.interview.order)])


def _judged(guide: Guide, kind: Kind, labels: dict[Value, str]) -> str:
    """The part with the questions or statements that are judged one by one, worded for both stages."""
    questions = [each for each in guide.questions.values() if each.kind == kind]
    offered = ", ".join(f"`{label.lower()}` (`{value.value}`, `{KEYS[value]}`)" for value, label in labels.items())
    lead = [f"Antworten: {offered}."]
    lead += [f"Bei jeder Aussage steht: {questions[0].reminder}"] if questions[0].reminder else []
    for each in questions:
        if each.management:
            planned, running = each.management.question.planned, each.management.question.running
            lead.append(f"Antwortet die Geschäftsleitung selbst, heißt `{each.id}`: „{planned}“ oder „{running}“")
    names = guide.interview.stage_names
    head = ("Name", "Titel", *(name[:1].upper() + name[1:] for name in (names.planned, names.running)))
    rows = ((each.id, each.title, each.wordings.planned, each.wordings.running) for each in questions)
    return _part(questions[0].part, lead, head, rows)


def _list(guide: Guide, kind: Kind, column: str, rows: Iterable[tuple[str, ...]]) -> str:
    """The part with one question, to which several answers may be given."""
    question = guide.questions[kind]
    lead = [
        question.wording("planned"),
        f"Eine Liste mit beliebig vielen Namen; `[]` heißt: {question.none[:1].lower()}{question.none[1:]}. "
        f"„{question.other}“ ist die Bemerkung zu dieser Frage: `{{value: [], note: …}}`.",
    ]
    return _part(f"{question.part} (`{kind}`)", lead, ("Name", "Titel", column), rows)


def _part(title: str, lead: Iterable[str], head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    table = [f"| {' | '.join(head)} |", f"|{' --- |' * len(head)}"]
    table += [f"| `{id}` | {' | '.join(texts)} |" for id, *texts in rows]
    return "\n".join([f"## {title}", "", "\n\n".join(lead), "", *table, ""])


def main() -> int:
    """Write or check the page."""
    parser = argparse.ArgumentParser(description="Writes docs/questions.md anew.")
    parser.add_argument("--check", action="store_true", help="write nothing; end with 1 where it is outdated")
    file = HERE / "questions.md"
    if not parser.parse_args().check:
        file.write_text(page(), encoding="utf-8", newline="\n")
    elif file.read_text(encoding="utf-8") != page():
        print("docs/questions.md does not fit content/ any more; run: python docs/make_questions.py")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
