"""Every screen of every shipped portal that a recorded trace reaches: axe, the narrowest phone, a finger's width.

Daily a fixed sample, which the head of the run names: each portal in one language, a few screens of its way. The others
belong to --full, with every screen in every language.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from caunoi.content import CHECKOUT_ROOTS, Library, library_of
from caunoi.model.base import LANGS
from tests.e2e.widgets.conftest import Open
from tests.e2e.widgets.reached import DAILY, PORTALS, Place, reached, sample
from tests.e2e.widgets.stage import Hall
from tests.e2e.widgets.standing import ALONE, pages_of, standing_at
from tests.e2e.widgets.test_look import MEASURE, TOUCH_PX

pytestmark = pytest.mark.browser

NARROW = {"width": 320, "height": 740}
LIGHT = {"vi": "light", "id": "dark", "en": "light"}
TASK_OF = """(selector) => {
  const task = document.querySelector(selector)?.closest(".task");
  return task ? [...document.querySelectorAll(".task")].indexOf(task) : null;
}"""


@pytest.fixture(scope="module")
def shipped() -> Library:
    """All shipped content."""
    return library_of(CHECKOUT_ROOTS)


@pytest.fixture(scope="module")
def places(shipped: Library) -> dict[str, list[Place]]:
    """Of each portal the screens that a trace reaches."""
    return reached(shipped)


def walks() -> Iterator[Any]:
    for portal in PORTALS:
        for lang in LANGS:
            yield pytest.param(portal, lang, marks=[] if DAILY[portal] == lang else [pytest.mark.full])


def test_every_shipped_portal_is_walked(shipped: Library, places: dict[str, list[Place]]) -> None:
    assert set(PORTALS) == set(shipped.portals) == {portal for portal, found in places.items() if found}


def test_every_screen_is_reached_by_a_trace(shipped: Library, places: dict[str, list[Place]]) -> None:
    """Also those of the phones beside a resident, which nobody presses and a visit moves on."""
    screens = {(portal, screen) for portal in PORTALS for screen in shipped.portals[portal].screens}
    assert screens - {(portal, place.screen) for portal, found in places.items() for place in found} == set()


@pytest.mark.parametrize(("portal", "lang"), list(walks()))
def test_every_screen_can_be_read_and_pressed(
    request: pytest.FixtureRequest,
    open_page: Open,
    hall: Hall,
    shipped: Library,
    places: dict[str, list[Place]],
    portal: str,
    lang: str,
) -> None:
    wanted = places[portal] if request.config.getoption("--full") else sample(places[portal])
    found = [
        trouble
        for some in pages_of(wanted)
        for trouble in troubles(
            standing_at(open_page, hall, shipped, some, lang, viewport=NARROW, color_scheme=LIGHT[lang]), some
        )
    ]
    assert found == [], "\n".join(found)


def troubles(page: Page, some: Sequence[Place]) -> Iterator[str]:
    """What is wrong, each with its screen and the rule."""
    for violation in Axe().run(page).response["violations"]:
        for node in violation["nodes"]:
            number = page.evaluate(TASK_OF, node["target"][0])
            where = "the page" if number is None else some[number].screen
            yield f"{where}: {violation['id']}: {node['html'][:120]}"
    for number, place in enumerate(some):
        page.evaluate(ALONE, number)
        measured = page.evaluate(MEASURE, TOUCH_PX)
        if measured["sideways"] > 0:
            yield f"{place.screen}: {measured['sideways']} px sideways: {measured['wide'][:3]}"
        for target in measured["targets"]:
            yield f"{place.screen}: smaller than {TOUCH_PX} px: {target}"
