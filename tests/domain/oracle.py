"""A second reading of contract.md: what the verdict must be, from raw answers and the raw YAML files.

Written without a look at verdict.py, and in another manner: tables of marks instead of rules, PyYAML instead of the
models.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from .contract import KEY_RISKS, KEY_SUCCESS, READINESS, RISKS, SUCCESS

CONTENT = Path(__file__).parents[2] / "content"

# How bad an answer is: 0 stands in the way, 1 half, 2 not known. An answer that is fine is not in the table.
BADNESS = {
    "success": {"no": 0, "partly": 1, "unsure": 2},
    "risk": {"yes": 0, "partly": 1, "unsure": 2},
}


COUNTS = {
    "reason_count": "drei", "fear_count": "fünf", "readiness_count": "sieben", "success_count": "zehn",
    "risk_count": "zehn", "factor_count": "zwanzig", "key_success_count": "drei", "key_risk_count": "drei",
    "partners_least": "fünf", "partners_most": "sieben", "factor_count:d": "20", "readiness_majority": "vier",
    "question_count": "29",
}  # fmt: skip
"""The guide's numbers, counted by hand."""


@cache
def raw(stem: str) -> Any:
    """A content file as PyYAML reads it, with the numbers that its sentences name and what no line may part."""
    text = (CONTENT / f"{stem}.yaml").read_text("utf-8")
    for name, word in COUNTS.items():
        text = text.replace(f"{{{name}}}", word).replace(f"{{{name.capitalize()}}}", word.capitalize())
    loaded = yaml.safe_load(text)
    return loaded if stem == "content" else unbroken(loaded)


def unbroken(value: Any) -> Any:
    """Plain data with no-break spaces where content.yaml wants them."""
    if isinstance(value, dict):
        return {key: unbroken(each) for key, each in value.items()}
    if isinstance(value, list):
        return [unbroken(each) for each in value]
    if isinstance(value, str):
        for phrase in raw("content")["unbroken"]:
            value = "\u00a0".join(phrase.split(" ")).join(value.split(phrase))
    return value


def staged(value: Any, stage: str) -> str:
    """A text that may be the same for both stages."""
    text = value if isinstance(value, str) else value[stage]
    return text.strip()


def put(id: str, field: str, stage: str = "planned", party: str | None = None) -> str:
    """A text of a readiness question or factor as this party is given it."""
    item = entry(id)
    own = item.get("management", {}) if party == "management" else {}
    return staged(own.get(field, item.get(field)), stage)


def entry(id: str) -> dict[str, Any]:
    """The entry of a readiness question or factor."""
    everything = raw("readiness")["items"] + raw("factors")["success"] + raw("factors")["risks"]
    return next(item for item in everything if item["id"] == id)


def tally(answers: dict[str, Any], ids: tuple[str, ...], values: str) -> dict[str, int]:
    """Counts by value, zeros included."""
    table = dict.fromkeys(values.split(), 0)
    for id in ids:
        if id in answers:
            table[answers[id]] += 1
    return table


# What an answer means for an alliance, by the kind of question.
MEANING = {
    "readiness": {"yes": "helps", "no": "hinders", "unsure": "unsure"},
    "success": {"yes": "helps", "partly": "partly", "no": "hinders", "unsure": "unsure"},
    "risk": {"yes": "hinders", "partly": "partly", "no": "helps", "unsure": "unsure"},
}


def meaning(id: str, value: str) -> str:
    """What this answer means: helps, partly, hinders or unsure."""
    return MEANING["readiness" if id in READINESS else "success" if id in SUCCESS else "risk"][value]


def effects(answers: dict[str, Any]) -> dict[str, int]:
    """How many of the twenty factors have each effect; what is unanswered counts nowhere."""
    found = [meaning(id, answers[id]) for id in (*SUCCESS, *RISKS) if id in answers]
    return {name: found.count(name) for name in ("helps", "partly", "hinders", "unsure")}


def in_the_way(answers: dict[str, Any]) -> list[str]:
    """The most important factors that hinder, in the guide's order."""
    return [id for id in (*KEY_SUCCESS, *KEY_RISKS) if id in answers and meaning(id, answers[id]) == "hinders"]


def prospects(answers: dict[str, Any], scope: str = "full") -> str | None:
    """The other half of the result. Twenty factors: more than half is eleven."""
    count = effects(answers)
    if scope == "quick" or sum(count.values()) < 20:
        return None
    if count["unsure"] >= 11:
        return "unclear"
    if count["helps"] >= 11 and not in_the_way(answers):
        return "favourable"
    return "unfavourable" if count["hinders"] >= 11 else "mixed"


def expected_verdict(
    answers: dict[str, Any], scope: str = "full", stage: str = "planned", party: str | None = None
) -> dict[str, Any] | None:
    """The `verdict` of the JSON report for these answers (ID to value)."""
    if not set(READINESS) <= set(answers):
        return None
    readiness = tally(answers, READINESS, "yes no unsure")
    # Seven questions: more than half is four.
    outcome = "go" if readiness["yes"] >= 4 else "difficult" if readiness["no"] >= 4 else "open"
    stuck = sorted((id for id in READINESS if answers[id] != "yes"), key=lambda each: answers[each] == "unsure")
    verdict: dict[str, Any] = {
        "outcome": outcome,
        "prospects": prospects(answers, scope),
        "readiness": readiness,
        "success": None,
        "risks": None,
        "hurdles": [
            {
                "id": id,
                "value": answers[id],
                "text": put(id, "clarify", stage, party),
                "section": entry(id)["read_on"],
            }
            for id in stuck
        ],
        "caution": [],
        "measures": [],
        "links": links(outcome, stage),
    }
    if scope == "full":
        verdict["success"] = tally(answers, SUCCESS, "yes partly no unsure")
        verdict["risks"] = tally(answers, RISKS, "yes partly no unsure")
        verdict["caution"] = in_the_way(answers)
        verdict["measures"] = measures(answers, stage)
    return verdict


def measures(answers: dict[str, Any], stage: str) -> list[dict[str, Any]]:
    """The measures: six pots (key or not, three degrees), filled in the guide's order and poured out one by one."""
    pots: list[list[dict[str, Any]]] = [[] for _ in range(6)]
    for kind, ids in (("success", SUCCESS), ("risk", RISKS)):
        for id in ids:
            badness = BADNESS[kind].get(answers.get(id, "fine"))
            if badness is None:
                continue
            key = id in KEY_SUCCESS + KEY_RISKS
            wording = raw("verdict")["measures"][("definite", "partly", "unsure")[badness]]
            pots[badness + (0 if key else 3)].append(
                {
                    "id": id,
                    "kind": kind,
                    "value": answers[id],
                    "key": key,
                    "text": wording.replace("{step}", entry(id)["step"][stage].strip()).replace(
                        "{find_out}", put(id, "find_out", stage)
                    ),
                    "section": entry(id)["read_on"],
                }
            )
    return [measure for pot in pots for measure in pot]


def links(outcome: str, stage: str) -> list[dict[str, str]]:
    """The links of the branches that go with an outcome at this stage, each once."""
    branches = {branch["id"]: branch for branch in raw("next-steps")["branches"]}
    found: list[dict[str, str]] = []
    for id in raw("verdict")["headlines"][outcome]["branches"][stage]:
        for link in branches[id]["links"]:
            plain = {"title": link["title"], "url": link["url"], "kind": link["kind"]}
            if plain not in found:
                found.append(plain)
    return found
