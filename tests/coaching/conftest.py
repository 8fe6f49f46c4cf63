"""The shipped visits, each under a fixed sample of its seeds, or with --full under all of them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from caunoi.content import CHECKOUT_ROOTS, Library
from tests.coaching.stage import Stage

SHIPPED = Library.load(CHECKOUT_ROOTS)
VISITS = sorted(name for name, scenario in SHIPPED.scenarios.items() if scenario.visit is not None)
SAMPLES = {"stage": 3, "one_stage": 1}


def seeds(sample: int) -> Iterator[object]:
    """Every visit under every seed; beyond the sample they belong to the wide sweep."""
    for name in VISITS:
        visit = SHIPPED.scenarios[name].visit
        assert visit is not None
        for number, seed in enumerate(visit.tapes):
            marks = [pytest.mark.full] if number >= sample else []
            yield pytest.param((name, seed), id=f"{name}-{seed}", marks=marks)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    for name, sample in SAMPLES.items():
        if name in metafunc.fixturenames:
            metafunc.parametrize(name, list(seeds(sample)), indirect=True)


@pytest.fixture
def stage(request: pytest.FixtureRequest) -> Stage:
    """One visit under one seed."""
    name, seed = request.param
    return Stage(SHIPPED, name, seed)


@pytest.fixture
def one_stage(request: pytest.FixtureRequest) -> Stage:
    """The same for what takes longer: daily one seed of each visit."""
    name, seed = request.param
    return Stage(SHIPPED, name, seed)


@pytest.fixture(scope="session")
def shipped() -> Library:
    """All shipped content."""
    return SHIPPED
