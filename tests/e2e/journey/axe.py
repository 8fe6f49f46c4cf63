"""The accessibility check of the journey: axe on the page as it stands, at a phone's width and at a desk's."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

WIDTHS = ((360, 740), (1280, 900))


def check(page: Page) -> None:
    """Assert that axe finds no violation and nothing scrolls sideways; the page gets its own width back afterwards.

    Vietnamese is looked at in both widths, the other languages on the phone, where their longer words matter.
    """
    page.wait_for_load_state()  # a page that is still coming has no end yet
    before = page.viewport_size
    widths = WIDTHS if page.locator("html[lang=vi]").count() else WIDTHS[:1]
    for width, height in widths:
        page.set_viewport_size({"width": width, "height": height})
        found = Axe().run(page)
        assert found.violations_count == 0, f"{page.url} at {width} px:\n{found.generate_report()}"
        fits = page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        assert fits, f"{page.url} scrolls sideways at {width} px"
    if before:
        page.set_viewport_size(before)
