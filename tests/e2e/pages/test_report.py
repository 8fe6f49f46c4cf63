"""Can a class report be read on every screen, also with letters twice as large?"""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from reports import class_report
from reports.class_report import write
from reports.gains import Form, Gain, Gains, Order
from tests.grading.conftest import answers, checkout, graded, library, opened
from tests.grading.samples import ASSESSMENT

__all__ = ["answers", "checkout", "graded", "library", "opened"]

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SIDEWAYS = "document.documentElement.scrollWidth - window.innerWidth"

GAINS = Gains(
    "visits",
    (ASSESSMENT, "another"),
    (Gain("001", "A", 40.0, 65.0, 100.0),),
    (Order("A", 1, 40.0, 65.0), Order("B", 0, None, None)),
    (Form("A", 40.0, None), Form("B", None, 65.0)),
)


@pytest.mark.parametrize("lang", ["vi", "id", "en"])
def test_a_report_never_scrolls_sideways_and_its_tables_are_reached_by_keyboard(
    graded: Path, chromium: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    monkeypatch.setattr(class_report, "_gains", lambda *_: [("Visits", GAINS)])
    written, _, _ = write(graded, tmp_path, lang)
    with chromium.new_context() as context:
        page = context.new_page()
        page.goto(written.as_uri())
        over = {}
        for size in ("100%", "200%"):
            page.evaluate("size => document.documentElement.style.fontSize = size", size)
            for width in (320, 360, 720, 1024, 1280):
                page.set_viewport_size({"width": width, "height": 800})
                over[size, width] = page.evaluate(SIDEWAYS)
        assert {place: pixels for place, pixels in over.items() if pixels > 0} == {}
        page.set_viewport_size({"width": 720, "height": 800})
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
        expect(page.locator("[role=region][tabindex='0'] > table")).to_have_count(4)
