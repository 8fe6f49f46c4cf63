"""How long a phone waits before it tries again."""

from __future__ import annotations

from typing import Any

import pytest

from tests.unit.widgets.browser import Module

PAUSES = [1000, 2000, 4000]


@pytest.fixture(scope="module")
def module() -> Module:
    return Module("caunoi/hall/static/patience.js")


@pytest.mark.parametrize(
    ("failures", "told", "chance", "wait"),
    [
        pytest.param(0, 0, 0, 1000, id="the first pause"),
        pytest.param(2, 0, 0, 4000, id="longer each time"),
        pytest.param(9, 0, 0, 4000, id="and never beyond the longest"),
        pytest.param(0, 10_000, 0, 10_000, id="as long as the hall asks for"),
        pytest.param(2, 1000, 0, 4000, id="but not shorter than its own"),
        pytest.param(0, 10_000, 1, 12_500, id="not all phones of a room at once"),
    ],
)
def test_a_pause(module: Module, failures: int, told: int, chance: float, wait: int) -> None:
    assert module.call("patience", PAUSES, failures, told, chance) == wait


@pytest.mark.parametrize(
    ("header", "ms"),
    [("10", 10_000), (None, 0), ("", 0), ("-3", 0), ("0", 0), ("Wed, 21 Oct 2026 07:28:00 GMT", 0), ("86400", 300_000)],
)
def test_what_the_hall_asks_for(module: Module, header: Any, ms: int) -> None:
    assert module.call("toldMs", header) == ms
