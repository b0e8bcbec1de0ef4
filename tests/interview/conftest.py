from __future__ import annotations

from collections.abc import Iterator

import pytest
from prompt_toolkit.input import create_pipe_input

from .interview_doubles import FullHands, Person, PlainHands


@pytest.fixture(params=["plain", "full"])
def person(request: pytest.FixtureRequest) -> Iterator[Person]:
    """Somebody who works a script off in plain lines, and somebody who does at the full prompts."""
    if request.param == "plain":
        yield PlainHands
    else:
        with create_pipe_input() as source:
            yield lambda script: FullHands(script, source)
