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


# What an answer means for an alliance, and in which order that is talked about.
MEANS = {
    "readiness": {"yes": "helps", "no": "hinders", "unsure": "unsure"},
    "success": {"yes": "helps", "partly": "partly", "no": "hinders", "unsure": "unsure"},
    "risk": {"yes": "hinders", "partly": "partly", "no": "helps", "unsure": "unsure"},
}
EFFECTS = ("hinders", "partly", "unsure", "helps")


def verdict(answers: dict[str, Any]) -> dict[str, Any]:
    """Outcome and prospects by counting, as the contract words them; no prospects where a factor has no answer."""
    seven = [answers[id] for id in READINESS]
    outcome = next((name for name, value in (("go", "yes"), ("difficult", "no")) if seven.count(value) >= 4), "open")
    if any(id not in answers for id in SUCCESS + RISKS):
        return {"outcome": outcome, "prospects": None}
    tally = dict.fromkeys(EFFECTS, 0)
    for id in SUCCESS + RISKS:
        tally[MEANS[KIND[id]][answers[id]]] += 1
    caution = [id for id in KEY if MEANS[KIND[id]][answers[id]] == "hinders"]
    if tally["unsure"] >= 11:
        prospects = "unclear"
    elif tally["helps"] >= 11 and not caution:
        prospects = "favourable"
    elif tally["hinders"] >= 11:
        prospects = "unfavourable"
    else:
        prospects = "mixed"
    return {"outcome": outcome, "prospects": prospects}


def agreed(first: dict[str, Any], second: dict[str, Any]) -> list[dict[str, str]]:
    """What both answered alike: by effect, most important factors first, then the guide's order."""
    alike = [id for id in ALL_27 if id in first and id in second and first[id] == second[id]]
    return [
        {"id": id, "kind": KIND[id], "value": first[id], "effect": effect}
        for effect in EFFECTS
        for important in (True, False)
        for id in alike
        if MEANS[KIND[id]][first[id]] == effect and (id in KEY) is important
    ]


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
        "verdicts": [verdict(first), verdict(second)],
        "agreed": agreed(first, second),
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


def group(people: list[dict[str, Any]]) -> dict[str, Any]:
    """What must stand in a comparison of several people of one firm who all answered everything."""
    questions, divided = [], []
    for id in ALL_27:
        values = ("yes", "no", "unsure") if id in READINESS else ("yes", "partly", "no", "unsure")
        counts = {value: [each[id] for each in people].count(value) for value in values}
        most = [value for value in values if counts[value] > len(people) / 2]
        questions.append({"id": id, "kind": KIND[id], "counts": counts, "position": most[0] if most else None})
        if not most:
            divided.append(id)
    return {
        "kind": "group",
        "assessments": [],
        "people": len(people),
        "questions": questions,
        "divided": [id for id in divided if id in KEY] + [id for id in divided if id not in KEY],
    }


def counting(assessments: list[dict[str, Any]], party: str | None) -> str | None:
    """Which of one firm's complete assessments (id, party, finished) counts; None where that is left open."""
    if len(assessments) == 1:
        return assessments[0]["id"]
    for wanted in ("joint", party):
        days = {each["finished"]: each["id"] for each in assessments if each["party"] == wanted}
        if wanted and days:
            return days[max(days)]
    return None
