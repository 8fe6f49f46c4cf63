"""What the owner of a phone sets is seen on it: the size of its letters, and the signs of its network."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

from caunoi.content import CHECKOUT_ROOTS, Library, library_of
from tests.e2e.widgets.conftest import Open, mockup_at
from widgets import Mockup

pytestmark = pytest.mark.browser

WRITTEN = "() => parseFloat(getComputedStyle(document.querySelector('.cn-body p')).fontSize)"


@pytest.fixture(scope="module")
def shipped() -> Library:
    return library_of(CHECKOUT_ROOTS)


def standing(library: Library, scenario: str, screen: str, **variables: Any) -> Mockup:
    """The phone of a shipped scenario on one of its screens."""
    return mockup_at(library, scenario, "practice", screen, **variables)


def signs(page: Page) -> list[str]:
    shown = page.locator(".cn-sign").filter(visible=True)
    return [each.get_attribute("data-sign") or "" for each in shown.all()]


def test_the_line_to_try_grows_with_each_larger_size(open_page: Open, shipped: Library) -> None:
    sizes = []
    for chosen in ("small", "middle", "large", "largest"):
        page = open_page(standing(shipped, "big-letters-and-a-lock", "sample", text_size=chosen))
        sizes.append(page.evaluate(WRITTEN))
    assert sizes == sorted(set(sizes)), sizes


def test_the_bar_at_the_top_shows_the_network_that_there_is(open_page: Open, shipped: Library) -> None:
    flying = {"flight": True, "mobile": False, "joined": ""}
    assert signs(open_page(standing(shipped, "no-network", "web", **flying))) == ["flight", "battery"]
    off = flying | {"flight": False}
    assert signs(open_page(standing(shipped, "no-network", "web", **off))) == ["signal", "battery"]
    data = off | {"mobile": True}
    assert signs(open_page(standing(shipped, "no-network", "web", **data))) == ["signal", "data", "battery"]
    hall = off | {"joined": "hall"}
    assert signs(open_page(standing(shipped, "no-network", "web", **hall))) == ["signal", "wifi", "battery"]
