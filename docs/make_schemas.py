"""Writes docs/schema/: the JSON Schemas of everything that the program gives to other programs.

    python docs/make_schemas.py          # write them anew
    python docs/make_schemas.py --check  # only say whether they are what the program's types say

Shapes and types come from the types that the program encodes; the words come from DESCRIPTIONS below, where a new field
must be described before this runs.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import msgspec

from verbund_check.formats.data import Record
from verbund_check.guide.values import Party
from verbund_check.policy.compare_firms import FirmsComparison
from verbund_check.policy.compare_group import GroupComparison
from verbund_check.policy.compare_pair import PairComparison
from verbund_check.policy.comparison import ComparisonKind
from verbund_check.policy.report import Report

FOLDER = Path(__file__).parent / "schema"


class Missing(msgspec.Struct):
    """An assessment that is not complete."""

    id: str
    organisation: str
    party: Party | None


class Incomplete(msgspec.Struct):
    """What `compare --json` gives at exit 3: nothing is compared."""

    schema: int
    kind: ComparisonKind
    incomplete: tuple[Missing, ...]


ID = "The assessment's ID, such as 2026-03-04-k7m2q9; empty where an answers file without one was exported"
DESCRIPTIONS: dict[str, dict[str, str]] = {
    "Report": {
        "schema": "Version of this format; raised when a field changes its meaning or goes",
        "id": ID,
        "organisation": "Name of the firm as it was typed; may be empty",
        "party": "Who answered; null where nobody said",
        "stage": "Whether the alliance is planned or running: each factor has a wording for each",
        "scope": "quick: the readiness questions alone; full: everything",
        "complete": "Whether every question of the scope has an answer",
        "started": "When the assessment began; UTC, ISO 8601",
        "finished": "When the last answer came; null while incomplete",
        "content": "Which content the questions came from",
        "judged": "Which content the words of the verdict came from",
        "answers": "Question ID to answer; for reasons and fears a list of the chosen IDs (empty: none of them)",
        "notes": "Remarks on reasons, fears and on questions that have no answer",
        "questions": "Question ID to a fingerprint of its wording when it was answered",
        "wordings": "Question ID to the sentence that was answered, where it is known",
        "previous": "ID of the assessment whose answers were shown in this round; empty where there was none",
        "meetings": "Of a joint assessment: when it was talked about, and by whom; else empty",
        "origins": "Of a joint assessment, only with --with-origins: the two that it came from, with their answers; else empty",
        "dissent": "Of a joint assessment: IDs on which the two sides did not agree",
        "verdict": "What follows; null until all readiness questions are answered. Reckoned anew on every reading",
    },
    "ContentMark": {"version": "Version of the texts", "digest": "Digest of the content folder (hexadecimal)"},
    "Answer": {"value": "The answer (readiness questions have no partly)", "note": "Remark; may be empty"},
    "Origin": {
        "id": "ID of the assessment",
        "party": "Who answered",
        "finished": "When it was finished",
        "content": "Which content its questions came from",
        "answers": "Its answers, as in the report",
        "notes": "Its other remarks, as in the report",
    },
    "Verdict": {
        "outcome": "go: more than half of the readiness questions are yes; difficult: more than half are no; else open",
        "prospects": "What the factors say together: favourable, mixed, unfavourable, unclear (more than half unknown); null until all are answered and where the scope is quick. Not the guide's reckoning",
        "readiness": "Value to how often it was given, zeros included",
        "success": "The same for the success factors; null where the scope is quick",
        "risks": "The same for the risks; null where the scope is quick",
        "hurdles": "Readiness questions that are no, then those that are unsure, each in the guide's order",
        "caution": "IDs of most important factors that stand in the way: success factors that are no, then risks that are yes",
        "measures": "What to tackle, in this order: most important factors first, then the worst value",
        "links": "Where to go on",
    },
    "Meeting": {
        "date": "Local day, ISO 8601",
        "people": "Who took part, as it was typed",
    },
    "Hurdle": {
        "id": "ID of the question",
        "value": "no or unsure",
        "text": "What to clarify first (German)",
        "section": "Key of the guide's section to read",
    },
    "Measure": {
        "id": "ID of the factor",
        "kind": "success (a factor that is not yet there) or risk",
        "value": "What was answered",
        "key": "Whether it is one of the most important factors",
        "text": "The suggested first step (German)",
        "section": "Key of the guide's section to read",
    },
    "NextLink": {"title": "Title (German)", "url": "Address, or a place in the guide", "kind": "file, guide or web"},
    "PairComparison": {
        "schema": "Version of this format; raised when a field changes its meaning or goes",
        "kind": "parties: one organisation, different parties; time: one organisation, one party",
        "assessments": "The two that are compared; other lists are in their order",
        "verdicts": "The two results, in the order of the assessments",
        "agreement": "How many of the questions that both answered were answered alike",
        "agreed": "What both answered alike: what hinders first, then partly, unsure and helping, each with most important factors first",
        "splits": "Two different definite values: stronger ones first, then most important factors",
        "one_sided": "Where exactly one side is unsure",
        "better": "IDs whose value moved towards what helps (kind time only)",
        "worse": "IDs whose value moved away from what helps (kind time only)",
        "done": "Measures of the first that the second no longer calls for (kind time only)",
        "remaining": "Measures that both call for (kind time only)",
        "new": "Measures that only the second calls for (kind time only)",
        "unchanged": "IDs that were compared",
        "changed": "IDs left out because their question was worded differently",
    },
    "Side": {
        "id": ID,
        "organisation": "Name of the firm; as it was typed",
        "party": "Who answered",
        "finished": "When it was finished",
    },
    "SideVerdict": {
        "outcome": "go, difficult or open, as in the report; null where it cannot be told",
        "prospects": "favourable, mixed, unfavourable or unclear, as in the report; null where it cannot be told",
    },
    "Agreed": {
        "id": "ID of the question",
        "kind": "readiness, success or risk",
        "value": "What both answered",
        "effect": "What that means for an alliance: helps, partly, unsure or hinders",
    },
    "GroupComparison": {
        "schema": "Version of this format; raised when a field changes its meaning or goes",
        "kind": "group: several people of one organisation",
        "assessments": "Always empty: nobody is named",
        "people": "How many people there are",
        "answered": "How many of them were asked everything; the others answered the quick questions alone",
        "questions": "Readiness questions, success factors and risks over all people, without those that fewer than three were asked",
        "divided": "IDs without a position: most important ones first, then the guide's order",
        "reasons": "Reason ID to how many people named it; null where fewer than three were asked",
        "fears": "Fear ID to how many people named it; null as above",
        "unchanged": "IDs that were compared",
        "changed": "IDs left out because their question was worded differently",
    },
    "GroupQuestion": {
        "id": "ID of the question",
        "kind": "readiness, success or risk",
        "counts": "Value to how many people gave it, zeros included",
        "position": "The value that more than half of those who answered gave; null where there is none",
    },
    "Agreement": {"same": "Answered alike", "of": "Answered by both"},
    "Split": {
        "id": "ID of the question",
        "kind": "readiness, success or risk",
        "values": "In the order of the assessments",
    },
    "FirmsComparison": {
        "schema": "Version of this format; raised when a field changes its meaning or goes",
        "kind": "firms: different organisations",
        "assessments": "All that are compared; empty where no firm is named",
        "partners": "How many firms there are",
        "answered": "How many of them answered the factors; the others answered the quick questions alone",
        "factors": "The factors over all firms",
        "complements": "Success factors that are yes here and no there",
        "reasons": "Reason ID to how many firms named it; null where too few stand behind it to stay anonymous",
        "fears": "Fear ID to how many firms named it; null as above",
        "unchanged": "IDs that were compared",
        "changed": "IDs left out because their question was worded differently",
    },
    "Partners": {"count": "How many firms", "within": "Whether that lies within what the guide calls favourable"},
    "JointFactor": {
        "id": "ID of the factor",
        "kind": "success or risk",
        "rule": "How many firms must say yes: all, any or a majority",
        "counts": "Value to how many firms gave it; null where too few stand behind it to stay anonymous",
        "holds": "Whether the statement is yes by that rule; null as above",
    },
    "Complement": {
        "id": "ID of the factor",
        "has": "IDs of assessments: yes; only how many where no firm is named",
        "lacks": "The same for: no",
    },
    "Record": {
        "schema": "Version of this format; raised when a field changes its meaning or goes",
        "id": "The assessment's ID, else the name of its file",
        "organisation": "Name of the firm as it was typed; may be empty",
        "party": "Who answered; null where nobody said",
        "stage": "planned or running",
        "scope": "quick: the readiness questions alone; full: everything",
        "complete": "Whether every question of the scope has an answer",
        "started": "When the assessment began; UTC, ISO 8601",
        "finished": "When the last answer came; null while incomplete",
        "content_version": "Version of the texts that the questions came from",
        "content_digest": "Digest of the content folder",
        "outcome": "go, difficult or open; null until all readiness questions are answered",
        "prospects": "favourable, mixed, unfavourable or unclear; null until all factors are answered and where the scope is quick",
        "hurdles": "IDs of readiness questions that are no, then of those that are unsure",
        "caution": "IDs of most important factors that stand in the way",
        "measures": "IDs of the factors to tackle, in this order",
        "reasons": "Chosen reasons; null where not answered",
        "fears": "Chosen fears; null where not answered",
        "answers": "A key for each of the 27 questions and factors, always all of them; null where there is no answer",
        "notes": "Remarks, each with the ID of its question",
        "origins": "Of a joint assessment: IDs of the two that it came from; else empty",
        "dissent": "Of a joint assessment: IDs on which the two sides did not agree",
    },
    "Incomplete": {
        "schema": "Version of this format",
        "kind": "What kind of comparison it would be",
        "incomplete": "The assessments that are not complete",
    },
    "Missing": {"id": ID, "organisation": "Name of the firm", "party": "Who answers"},
    "Remark": {"id": "ID of the question", "note": "The remark"},
}

# One name, two shapes: these are not in every comparison of a pair.
OPTIONAL = {"PairComparison": {"better", "worse", "done", "remaining", "new"}}


def schemas() -> dict[str, str]:
    """Return name to text of each schema file."""
    made = {
        "report": ("JSON report of verbund-check (export --format json, assess --json)", (Report,)),
        "comparison": (
            "JSON comparison of verbund-check (compare --json)",
            (PairComparison, FirmsComparison, GroupComparison, Incomplete),
        ),
        "record": ("One line of JSON Lines of verbund-check (export --format jsonl)", (Record,)),
    }
    return {f"{name}.schema.json": _text(title, types) for name, (title, types) in made.items()}


def _text(title: str, types: tuple[type, ...]) -> str:
    roots, parts = msgspec.json.schema_components(types, ref_template="#/$defs/{name}")
    for name, part in parts.items():
        if part.get("type") == "object":
            _describe(name, part)
    schema: dict[str, Any] = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": title}
    schema |= roots[0] if len(roots) == 1 else {"anyOf": list(roots)}
    schema["$defs"] = dict(sorted(parts.items()))
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def _describe(name: str, part: dict[str, Any]) -> None:
    words = DESCRIPTIONS[name]
    if set(words) != set(part["properties"]):
        sys.exit(f"DESCRIPTIONS[{name!r}] does not fit: {sorted(set(words) ^ set(part['properties']))}")
    part.pop("title", None)
    part["description"] = part.get("description", "").split("\n")[0]
    # The program writes every field, also those that have a default when it reads them.
    part["required"] = [field for field in part["properties"] if field not in OPTIONAL.get(name, ())]
    for field, shape in part["properties"].items():
        shape.pop("default", None)
        if field in ("started", "finished"):
            shape["format"] = "date-time"
        part["properties"][field] = {"description": words[field], **shape}


def main() -> None:
    """Write what has changed, or with --check say what it is."""
    stale = []
    for name, text in schemas().items():
        path = FOLDER / name
        if path.exists() and path.read_text("utf-8") == text:
            continue
        stale.append(name)
        if "--check" not in sys.argv:
            FOLDER.mkdir(exist_ok=True)
            path.write_text(text, "utf-8")
            print(f"written: {path}")
    if stale and "--check" in sys.argv:
        sys.exit(f"docs/schema is not up to date ({', '.join(stale)}); run: python docs/make_schemas.py")


if __name__ == "__main__":
    main()
