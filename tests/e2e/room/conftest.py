"""A hall with the shipped content, for what a facilitator and the phones of a class do together."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from caunoi.content import CHECKOUT
from caunoi.hall.files import STATIC
from tests.server.running import RunningHall, make_hall


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningHall]:
    running = RunningHall(make_hall(tmp_path_factory.mktemp("data"), CHECKOUT, STATIC))
    with running.serving():
        yield running
