"""The expert's way through the shipped scenarios by keyboard alone, heard as a screen reader gets it.

Daily the shortest way of each portal, in one language and one size in turn. All scenarios belong to --full.
"""

from __future__ import annotations

from itertools import cycle

import pytest

from caunoi.content import CHECKOUT_ROOTS, Library, library_of
from caunoi.lowering import trace_events
from caunoi.model.base import LANGS
from tests.e2e.widgets.conftest import PHONE, Open, mockup_of, sent
from tests.e2e.widgets.reached import DAILY, PORTALS, portal_shown
from tests.e2e.widgets.stage import Hall
from tests.e2e.widgets.test_look import PROSE
from tests.e2e.widgets.walker import EAR, Walker

pytestmark = pytest.mark.browser

SIZES = [PHONE, {"width": 1280, "height": 800}]
SCENARIOS = sorted(
    file.name.removesuffix(".scenario.yaml") for root in CHECKOUT_ROOTS for file in root.rglob("*.scenario.yaml")
)


@pytest.fixture(scope="module")
def shipped() -> Library:
    """All shipped content."""
    return library_of(CHECKOUT_ROOTS)


@pytest.mark.parametrize(("portal", "size"), list(zip(PORTALS, cycle(SIZES), strict=False)), ids=PORTALS)
def test_a_way_through_each_portal_by_keyboard_alone(
    open_page: Open, hall: Hall, shipped: Library, portal: str, size: dict[str, int]
) -> None:
    ways = [name for name, scenario in shipped.scenarios.items() if portal_shown(scenario) == portal]
    shortest = min(ways, key=lambda name: (len(expert_events(shipped, name)), name))
    assert_walkable(open_page, hall, shipped, shortest, DAILY[portal], size)


@pytest.mark.full
@pytest.mark.slow
@pytest.mark.parametrize(("number", "name"), list(enumerate(SCENARIOS)), ids=SCENARIOS)
def test_every_scenario_by_keyboard_alone(
    open_page: Open, hall: Hall, shipped: Library, number: int, name: str
) -> None:
    assert_walkable(open_page, hall, shipped, name, LANGS[number % len(LANGS)], SIZES[number % len(SIZES)])


def test_every_shipped_scenario_has_a_way_to_walk(shipped: Library) -> None:
    assert set(SCENARIOS) == set(shipped.scenarios) == {name for name in SCENARIOS if expert_events(shipped, name)}


def expert_events(shipped: Library, name: str) -> list[object]:
    """What the expert of a scenario does."""
    expert = next(trace for trace in shipped.traces[name] if trace.kind == "expert")
    return trace_events(expert, shipped.scenario(name).values)


def assert_walkable(open_page: Open, hall: Hall, shipped: Library, name: str, lang: str, size: dict[str, int]) -> None:
    """Walk, and compare what reached the hall with what the expert did."""
    events = expert_events(shipped, name)
    mockup = mockup_of(shipped, name, "test" if shipped.scenario(name).use == "test" else "practice", lang)
    page = open_page(PROSE, mockup, lang=lang, init=EAR, viewport=size)
    walker = Walker(page, mockup.view, shipped.core(name), events)
    found = list(walker.troubles())
    page.keyboard.press("Tab")  # what was chosen last counts once it is left
    if not walker.finished():
        found.append("the goal is not reached")
    assert found == [], "\n".join(found)
    assert sent(page, hall) == events
