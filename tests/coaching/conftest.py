"""The shipped visits under a fixed sample of their seeds, or with --full under all of them.

Daily each visit is played under its own seed; what takes longer is tried on three visits, one practised at home, one at
a village session, one of the test.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import pytest

from caunoi.content import CHECKOUT_ROOTS, Library
from tests.coaching.stage import Stage

SHIPPED = Library.load(CHECKOUT_ROOTS)
VISITS = sorted(name for name, scenario in SHIPPED.scenarios.items() if scenario.visit is not None)
SAMPLES = {"stage": VISITS, "one_stage": ["wallet-at-home", "weaver-at-session", "dossier-at-counter"]}


def seeds(daily: list[str]) -> Iterator[object]:
    """Every visit under every seed; but for the daily visits under their own seed they belong to the wide sweep."""
    for name in VISITS:
        visit = SHIPPED.scenarios[name].visit
        assert visit is not None
        for seed in visit.tapes:
            marks = [] if name in daily and seed == visit.seed else [pytest.mark.full]
            yield pytest.param((name, seed), id=f"{name}-{seed}", marks=marks)


@lru_cache(maxsize=len(VISITS))
def staged(name: str, seed: int) -> Stage:
    """A visit is lowered once for all the strategies that play on it."""
    return Stage(SHIPPED, name, seed)


def pytest_report_header() -> str:
    """Say what the daily sample is."""
    longer = len(SAMPLES["one_stage"])
    return f"coaching: {len(VISITS)} visits daily under one seed each, {longer} for what takes longer"


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    for name, sample in SAMPLES.items():
        if name in metafunc.fixturenames:
            metafunc.parametrize(name, list(seeds(sample)), indirect=True)


@pytest.fixture
def stage(request: pytest.FixtureRequest) -> Stage:
    """One visit under one seed."""
    name, seed = request.param
    return staged(name, seed)


@pytest.fixture
def one_stage(request: pytest.FixtureRequest) -> Stage:
    """The same for what takes longer: daily three of the visits."""
    name, seed = request.param
    return staged(name, seed)


@pytest.fixture(scope="session")
def shipped() -> Library:
    """All shipped content."""
    return SHIPPED
