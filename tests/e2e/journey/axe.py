"""The accessibility check of the journey: axe on the page as it stands, at a phone's width and at a desk's."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

WIDTHS = ((360, 740), (1280, 900))


def check_at_both_widths(page: Page) -> None:
    """Assert that axe finds no violation; the page gets its own width back afterwards."""
    before = page.viewport_size
    for width, height in WIDTHS:
        page.set_viewport_size({"width": width, "height": height})
        found = Axe().run(page)
        assert found.violations_count == 0, f"{page.url} at {width} px:\n{found.generate_report()}"
        fits = page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        assert fits, f"{page.url} scrolls sideways at {width} px"
    if before:
        page.set_viewport_size(before)
