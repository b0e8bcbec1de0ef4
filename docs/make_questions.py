"""Writes docs/questions.md: the ID, the short title and the wording of everything that is asked.

With --check it writes nothing and ends with 1 where the page does not fit content/ any more.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path

from verbund_check.guide.loader import load_guide
from verbund_check.guide.values import FACTOR_LABELS, KEYS, READINESS_LABELS, Value

HERE = Path(__file__).parent
HEAD = """# Die Fragen und ihre Namen

So heißen die Fragen in einer Antwortdatei und in den Daten (JSON, CSV). Die Namen bleiben für immer gleich, auch wenn
sich ein Text ändert.

Diese Seite schreibt `docs/make_questions.py` aus den Dateien in `content/`.
"""


def page() -> str:
    """Return the page for the content of this checkout."""
    guide = load_guide(HERE.parent / "content")
    blocks = guide.interview.blocks
    parts = [
        HEAD,
        _part(
            blocks.readiness.title,
            _answers(READINESS_LABELS),
            "Frage",
            ((item.id, item.title, item.question) for item in guide.readiness),
        ),
        _part(
            blocks.success.title,
            f"{_answers(FACTOR_LABELS)} Hier steht der Wortlaut für einen geplanten Verbund.",
            "Aussage",
            ((item.id, item.title, item.statement.planned) for item in guide.success),
        ),
        _part(
            blocks.risks.title,
            f"{_answers(FACTOR_LABELS)} „Trifft zu“ heißt: Die Gefahr besteht.",
            "Aussage",
            ((item.id, item.title, item.statement.planned) for item in guide.risks),
        ),
        _part(
            f"{blocks.reasons.title} (`reasons`)",
            "Eine Liste mit beliebig vielen Namen; `[]` heißt: keiner davon.",
            "Stichwort",
            ((item.id, item.title, item.label) for item in guide.reasons),
        ),
        _part(
            f"{blocks.fears.title} (`fears`)",
            "Eine Liste mit beliebig vielen Namen; `[]` heißt: keine davon.",
            "Sorge",
            ((item.id, item.title, item.statement) for item in guide.fears),
        ),
    ]
    return "\n".join(parts)


def _answers(labels: dict[Value, str]) -> str:
    offered = ", ".join(f"`{label.lower()}` (`{value.value}`, `{KEYS[value]}`)" for value, label in labels.items())
    return f"Antworten: {offered}."


def _part(title: str, lead: str, column: str, rows: Iterable[tuple[str, str, str]]) -> str:
    table = [f"| Name | Titel | {column} |", "| --- | --- | --- |"]
    table += [f"| `{id}` | {name} | {text} |" for id, name, text in rows]
    return "\n".join([f"## {title}", "", lead, "", *table, ""])


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
