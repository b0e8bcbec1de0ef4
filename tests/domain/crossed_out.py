"""The shipped content with every text crossed out: whatever word is left somewhere then stands in the program."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from verbund_check.guide.counts import PLACEHOLDER
from verbund_check.guide.values import FACTOR_LABELS, READINESS_LABELS

CONTENT = Path(__file__).parents[2] / "content"

NO_TEXT = {
    *("id", "key", "aliases", "type", "kind", "url", "read_on", "rule", "own", "ordered", "contract"),
    *("order", "branches", "version", "least", "most", "whom", "teachable", "earlier", "unbroken"),
    *("fingerprint", "versions"),
}
"""Fields that hold IDs, names to type, addresses and switches."""

LABELS = set(" ".join([*READINESS_LABELS.values(), *FACTOR_LABELS.values()]).split())
"""The words of answers, which stand in the program: files and lines may say them, too."""


def crossed_out(value: Any, field: str = "") -> Any:
    """`value` with every text replaced by "xx" and its placeholders."""
    if field == "branches" and _are_items(value):
        field = ""
    if field in ("branches", "earlier"):
        return value
    if isinstance(value, dict):
        return {key: crossed_out(each, key) for key, each in value.items()}
    if isinstance(value, list):
        return [crossed_out(each, field) for each in value]
    if field in NO_TEXT and " " not in value:
        return value
    return " ".join(["xx", *re.findall(r"\{\w+\}", PLACEHOLDER.sub("", value))])


def _are_items(value: Any) -> bool:
    """Whether these are the ways on themselves, and not their IDs."""
    return isinstance(value, list) and all(isinstance(each, dict) for each in value)


def write_crossed_out(folder: Path) -> None:
    """Write the crossed-out content into a new folder."""
    folder.mkdir()
    for path in CONTENT.glob("*.yaml"):
        texts = yaml.load(path.read_text("utf-8"), yaml.BaseLoader)
        (folder / path.name).write_text(json.dumps(crossed_out(texts), ensure_ascii=False, indent=1), "utf-8")


@cache
def section_names() -> set[str]:
    """The names of sections, which people type."""
    sections = yaml.load((CONTENT / "content.yaml").read_text("utf-8"), yaml.BaseLoader)["sections"]
    return {name for section in sections for name in (section["key"], *section["aliases"])}
