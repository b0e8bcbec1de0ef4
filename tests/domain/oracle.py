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
    "partners_least": "fünf", "partners_most": "sieben", "factor_count:d": "20",
}  # fmt: skip
"""The guide's numbers, counted by hand."""


@cache
def raw(stem: str) -> Any:
    """A content file as PyYAML reads it, with the numbers that its sentences name."""
    text = (CONTENT / f"{stem}.yaml").read_text("utf-8")
    for name, word in COUNTS.items():
        text = text.replace(f"{{{name}}}", word).replace(f"{{{name.capitalize()}}}", word.capitalize())
    return yaml.safe_load(text)


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


def expected_verdict(answers: dict[str, Any], scope: str = "full", stage: str = "planned") -> dict[str, Any] | None:
    """The `verdict` of the JSON report for these answers (ID to value)."""
    if not set(READINESS) <= set(answers):
        return None
    readiness = tally(answers, READINESS, "yes no unsure")
    # Seven questions: more than half is four.
    outcome = "go" if readiness["yes"] >= 4 else "difficult" if readiness["no"] >= 4 else "open"
    stuck = sorted((id for id in READINESS if answers[id] != "yes"), key=lambda each: answers[each] == "unsure")
    verdict: dict[str, Any] = {
        "outcome": outcome,
        "readiness": readiness,
        "success": None,
        "risks": None,
        "hurdles": [
            {"id": id, "value": answers[id], "text": entry(id)["clarify"].strip(), "section": entry(id)["read_on"]}
            for id in stuck
        ],
        "caution": [],
        "measures": [],
        "links": links(outcome),
    }
    if scope == "full":
        verdict["success"] = tally(answers, SUCCESS, "yes partly no unsure")
        verdict["risks"] = tally(answers, RISKS, "yes partly no unsure")
        verdict["caution"] = [id for id in KEY_SUCCESS if answers.get(id) == "no"]
        verdict["caution"] += [id for id in KEY_RISKS if answers.get(id) == "yes"]
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
                    "text": wording.replace("{step}", entry(id)["step"][stage]),
                    "section": entry(id)["read_on"],
                }
            )
    return [measure for pot in pots for measure in pot]


def links(outcome: str) -> list[dict[str, str]]:
    """The links of the branches of an outcome, each once."""
    branches = {branch["id"]: branch for branch in raw("next-steps")["branches"]}
    found: list[dict[str, str]] = []
    for id in raw("verdict")["outcomes"][outcome]["branches"]:
        for link in branches[id]["links"]:
            plain = {"title": link["title"], "url": link["url"], "kind": link["kind"]}
            if plain not in found:
                found.append(plain)
    return found
