"""Labels that stand in several documents."""

from __future__ import annotations


def key_label(key: bool) -> str:
    """Return how a factor is marked that is one of the most important ones; "" for another."""
    return "besonders wichtig" if key else ""


def read_on(section: str) -> str:
    """Return the line that sends to a section, given by its title and name."""
    return f"Weiterlesen: {section}"
