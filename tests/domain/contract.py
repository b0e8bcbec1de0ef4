"""What the public contract promises about IDs and values, typed from contract.md by hand."""

from __future__ import annotations

READINESS = ("benefit", "conviction", "goal", "sharing", "upfront", "management", "partners")
SUCCESS = (
    "coordinator", "balance", "shared-goal", "transparency", "proximity",
    "eye-level", "contract", "informal-exchange", "partner-count", "commitment",
)  # fmt: skip
RISKS = (
    "chemistry", "diverging-goals", "little-exchange", "low-engagement", "slow-pace",
    "unfairness", "unresolved-conflicts", "goals-too-high", "poor-preparation", "weak-steering",
)  # fmt: skip
REASONS = ("broader-offer", "learning", "cost-and-risk")
FEARS = ("knowledge-loss", "poaching", "free-riders", "too-different", "antitrust")

KEY_SUCCESS = ("coordinator", "balance", "shared-goal")
KEY_RISKS = ("chemistry", "diverging-goals", "little-exchange")

SECTIONS = {
    "overview": "ueberblick",
    "process": "einordnung",
    "reasons": "gruende",
    "benefits": "nutzen",
    "success": "erfolg",
    "fears": "befuerchtungen",
    "rules": "regeln",
    "readiness": "bereitschaft",
    "next-steps": "weiter",
    "factors": "faktoren",
    "support": "beratung",
    "modules": "module",
    "glossary": "begriffe",
    "sources": "quellen",
}

# design.md: C0 except newline and tab, DEL, C1, U+2028–202E, U+2066–2069.
FORBIDDEN = (
    {chr(code) for code in range(0x20)} - {"\n", "\t"}
    | {chr(code) for code in range(0x7F, 0xA0)}
    | {chr(code) for code in range(0x2028, 0x202F)}
    | {chr(code) for code in range(0x2066, 0x206A)}
)
"""What a terminal could obey."""


def all_yes(**changes: object) -> dict[str, object]:
    """Answers to everything: every readiness question and success factor yes, every risk no, nothing chosen.

    `changes` are by ID with `_` for `-`; None leaves a question unanswered.
    """
    answers: dict[str, object] = {"reasons": []}
    answers |= dict.fromkeys(READINESS, "yes") | dict.fromkeys(SUCCESS, "yes") | dict.fromkeys(RISKS, "no")
    answers["fears"] = []
    answers |= {id.replace("_", "-"): value for id, value in changes.items()}
    return {id: value for id, value in answers.items() if value is not None}
