"""In how many ways each shipped file is spoilt: daily in a few, the same every day, with --full in more."""

from __future__ import annotations

import pytest

DAILY_WAYS, ALL_WAYS = 8, 25


def pytest_report_header() -> str:
    """Say what the daily sample is."""
    return f"content: each file spoilt daily in {DAILY_WAYS} ways of {ALL_WAYS} by text and by value"


@pytest.fixture(scope="session")
def ways(request: pytest.FixtureRequest) -> int:
    """How many mutations of a file are tried."""
    return ALL_WAYS if request.config.getoption("--full") else DAILY_WAYS
