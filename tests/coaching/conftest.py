"""The shipped visits under a fixed sample of their seeds, or with --full under all of them.

Daily each test plays every visit under one seed, another one for each test and the same one every day; what takes
longer is tried in one way per visit, by turns, under the visit's own seed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from zlib import crc32

import pytest

from caunoi.content import CHECKOUT_ROOTS, Library, library_of
from tests.coaching.cohort import seeds_of
from tests.coaching.stage import Stage

SHIPPED = library_of(CHECKOUT_ROOTS)
VISITS = sorted(name for name, scenario in SHIPPED.scenarios.items() if scenario.visit is not None)
# One seed in so many for what is tried at every place of a trace.
ONE_IN = 10


def own_seed(name: str) -> int:
    """The seed that a visit is played with."""
    visit = SHIPPED.scenarios[name].visit
    assert visit is not None
    return visit.seed


def some_seeds(name: str) -> list[int]:
    """Some seeds of a visit, its own the first."""
    return list(dict.fromkeys((own_seed(name), *seeds_of(SHIPPED, name)[::ONE_IN])))


@lru_cache(maxsize=len(VISITS))
def _staged(name: str, seed: int) -> Stage:
    """A visit is lowered once for all the strategies that play on it."""
    return Stage(SHIPPED, name, seed)


def pytest_report_header() -> str:
    """Say what the daily sample is."""
    return f"coaching: {len(VISITS)} visits, daily under one seed each that differs from test to test"


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test of a stage is made of every visit under every seed; daily of each visit under one of them."""
    if "stage" in metafunc.fixturenames:
        metafunc.parametrize("stage", list(_every_seed(metafunc.function.__name__)), indirect=True)


def _every_seed(test: str) -> Iterator[object]:
    for name in VISITS:
        seeds = seeds_of(SHIPPED, name)
        daily = seeds[crc32(f"{test} {name}".encode()) % len(seeds)]
        for seed in seeds:
            marks = [] if seed == daily else [pytest.mark.full]
            yield pytest.param((name, seed), id=f"{name}-{seed}", marks=marks)


@pytest.fixture
def stage(request: pytest.FixtureRequest) -> Stage:
    """One visit under one seed."""
    name, seed = request.param
    return _staged(name, seed)


@pytest.fixture(scope="session")
def staged() -> Callable[[str, int], Stage]:
    """Visits under a seed, by name."""
    return _staged


@pytest.fixture(scope="session")
def shipped() -> Library:
    """All shipped content."""
    return SHIPPED
