"""What every room's tests share: the small content, hypothesis without chance or deadlines, which file goes first."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import settings

from caunoi.content import Library
from caunoi.lean import skip_iri_grammar

# As the hall does before it imports Voila: the grammar takes every worker two seconds and is used by nobody.
skip_iri_grammar()

TESTS = Path(__file__).resolve().parent
FIXTURE_CONTENT = TESTS / "fixtures" / "content"
KINDS_CONTENT = TESTS / "fixtures" / "kinds"

# What people and build servers set for colour would stand between the words of the command line, here and in children.
for name in ("FORCE_COLOR", "PY_COLORS", "GITHUB_ACTIONS"):
    os.environ.pop(name, None)

# The same examples on every machine, and no verdict that depends on how busy it is.
settings.register_profile("caunoi", deadline=None, derandomize=True, database=None)
settings.load_profile("caunoi")


@pytest.fixture(scope="session")
def fixture_content() -> Path:
    """The folder of the small content that tests work on; do not change it."""
    return FIXTURE_CONTENT


@pytest.fixture(scope="session")
def library() -> Library:
    """The fixture content, read."""
    return Library.load([FIXTURE_CONTENT])


@pytest.fixture(scope="session")
def kinds_content() -> Path:
    """The folder of an assessment with an item of each kind, on the portal of the other fixture; do not change it."""
    return KINDS_CONTENT


@pytest.fixture(scope="session")
def kinds() -> Library:
    """The fixture content with an item of each kind, read."""
    return Library.load([FIXTURE_CONTENT, KINDS_CONTENT])


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--full", action="store_true", help="run the wide sweeps too, not their fixed samples only")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Return one worker more than cores: tests wait for processes that start, and for clocks of pages."""
    allowed = getattr(os, "sched_getaffinity", None)
    return (len(allowed(0)) if allowed else os.cpu_count() or 1) + 1


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the wide sweeps for --full; deselected, not skipped, so that a skip always means something."""
    if not config.getoption("--full"):
        wide = [item for item in items if item.get_closest_marker("full")]
        config.hook.pytest_deselected(items=wide)
        items[:] = [item for item in items if not item.get_closest_marker("full")]
    if hasattr(config, "workerinput"):
        _longest_first(items)


def _longest_first(items: list[pytest.Item]) -> None:
    """Let workers side by side begin with the slow files, so that none of them is left alone with one at the end."""
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    tests = Counter(item.path for item in items)
    items.sort(key=lambda item: (item.path not in slow, -tests[item.path], item.path))
