"""What all tests share: the shipped guide, a data folder of their own, and how hard Hypothesis searches."""

from __future__ import annotations

import os

os.environ["VERBUND_CHECK_CALLED"] = "verbund-check"  # else hints would name the tests' own interpreter

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from verbund_check.guide.loader import load_guide
from verbund_check.guide.model import Guide

CONTENT = Path(__file__).parents[1] / "content"

# In CI the same examples every time: what lands must not hang on a throw of dice. .ci/full throws them.
settings.register_profile(
    "normal",
    deadline=None,
    max_examples=60 if "CI" in os.environ else 100,
    derandomize="CI" in os.environ,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("slow", settings.get_profile("normal"), max_examples=2000, derandomize=False)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "normal"))

SLOW_SECONDS = 1800


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A sweep over hundreds of faults may take longer than an ordinary test; neither may hang for ever."""
    for item in items:
        if item.get_closest_marker("slow"):
            item.add_marker(pytest.mark.timeout(SLOW_SECONDS))


@pytest.fixture(scope="session", autouse=True)
def _surroundings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test sees the assessments, the content or the settings of the person who runs it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VERBUND_CHECK_DATA", str(tmp_path_factory.mktemp("data") / "assessments"))
        patch.setenv("COLUMNS", "80")
        patch.setenv("PYTHONUTF8", "1")
        for name in ("VERBUND_CHECK_CONTENT", "VERBUND_CHECK_DEBUG", "ACCESSIBLE", "NO_COLOR", "FORCE_COLOR"):
            patch.delenv(name, raising=False)
        yield


@pytest.fixture(scope="session")
def guide() -> Guide:
    """The guide as it is shipped."""
    return load_guide(CONTENT)


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder of saved assessments (it does not exist yet)."""
    folder = tmp_path / "data"
    monkeypatch.setenv("VERBUND_CHECK_DATA", str(folder))
    return folder
