"""A second reading of contract.md ("JSON comparison"), from raw answers, by tables and numbers instead of rules.

Answers are plain dicts of ID to value; nothing of the program is imported but the IDs that were typed by hand.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from domain.contract import FEARS, KEY_RISKS, KEY_SUCCESS, READINESS, REASONS, RISKS, SUCCESS

ALL_27 = READINESS + SUCCESS + RISKS
KEY = KEY_SUCCESS + KEY_RISKS

KIND = dict.fromkeys(READINESS, "readiness") | dict.fromkeys(SUCCESS, "success") | dict.fromkeys(RISKS, "risk")

# How far two answers lie apart: 2 opposite, 1 halfway, 0 alike; "?" where exactly one does not know.
APART = {
    "yes": {"yes": 0, "partly": 1, "no": 2, "unsure": "?"},
    "partly": {"yes": 1, "partly": 0, "no": 1, "unsure": "?"},
    "no": {"yes": 2, "partly": 1, "no": 0, "unsure": "?"},
    "unsure": {"yes": "?", "partly": "?", "no": "?", "unsure": 0},
}

# What helps, as a number.
HELPS = {
    "readiness": {"no": 0, "unsure": 1, "partly": 2, "yes": 3},
    "success": {"no": 0, "unsure": 1, "partly": 2, "yes": 3},
    "risk": {"yes": 0, "unsure": 1, "partly": 2, "no": 3},
}


def pair(first: dict[str, str], second: dict[str, str]) -> dict[str, Any]:
    """What must stand in a comparison of parties, of the questions that both answered."""
    both = [id for id in ALL_27 if id in first and id in second]
    shelves: dict[Any, list[dict[str, Any]]] = {}
    for id in both:
        apart = APART[first[id]][second[id]]
        shelf = (apart, id in KEY)
        shelves.setdefault(shelf, []).append({"id": id, "kind": KIND[id], "values": [first[id], second[id]]})

    def pick(*order: Any) -> list[dict[str, Any]]:
        return [each for shelf in order for each in shelves.get(shelf, [])]

    return {
        "agreement": {"same": sum(len(shelves.get((0, key), [])) for key in (True, False)), "of": len(both)},
        "splits": pick((2, True), (2, False), (1, True), (1, False)),
        "one_sided": pick(("?", True), ("?", False)),
        "unchanged": both,
        "changed": [],
    }


def moves(first: dict[str, str], second: dict[str, str]) -> dict[str, list[str]]:
    """What became better and worse from the first to the second."""
    gain = {
        id: HELPS[KIND[id]][second[id]] - HELPS[KIND[id]][first[id]] for id in ALL_27 if id in first and id in second
    }
    return {"better": [id for id in gain if gain[id] > 0], "worse": [id for id in gain if gain[id] < 0]}


@cache
def rules() -> dict[str, str]:
    """The rule of each factor, from the raw content."""
    factors = yaml.safe_load((Path(__file__).parents[2] / "content" / "factors.yaml").read_text("utf-8"))
    return {item["id"]: item["rule"] for item in factors["success"] + factors["risks"]}


def firms(answers: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """What must stand in a comparison of firms (assessment ID to answers)."""
    number = len(answers)
    needed = {"all": number, "any": 1, "majority": number // 2 + 1}
    factors, complements = [], []
    for id in SUCCESS + RISKS:
        voices: dict[str, list[str]] = {value: [] for value in ("yes", "partly", "no", "unsure")}
        for name, given in answers.items():
            voices[given[id]].append(name)
        counts = {value: len(names) for value, names in voices.items()}
        holds = counts["yes"] >= needed[rules()[id]]
        factors.append({"id": id, "kind": KIND[id], "rule": rules()[id], "counts": counts, "holds": holds})
        if id in SUCCESS and voices["yes"] and voices["no"]:
            complements.append({"id": id, "has": voices["yes"], "lacks": voices["no"]})
    return {
        "partners": {"count": number, "within": number in (5, 6, 7)},
        "factors": factors,
        "complements": complements,
        "reasons": {id: sum(id in given["reasons"] for given in answers.values()) for id in REASONS},
        "fears": {id: sum(id in given["fears"] for given in answers.values()) for id in FEARS},
    }
