"""Pages on which the mock-ups stand where a recorded trace has led: for measuring screens, and for looking at them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from playwright.sync_api import Page, expect

from caunoi.content import Library
from tests.e2e.widgets.conftest import Open, mockup_of
from tests.e2e.widgets.reached import Place
from tests.e2e.widgets.stage import Hall
from widgets import Mockup

PROSE = "<h1>Bài học</h1><p>Lời dẫn.</p><h2>Phần một</h2>"
ON_ONE_PAGE = 8

OPEN_ALL = """() => { for (const each of document.querySelectorAll("main details")) each.open = true; }"""
ALONE = """(number) => document.querySelectorAll(".task").forEach((task, place) => {
  task.style.display = number === place ? "" : "none";
})"""


def pages_of(wanted: Sequence[Place]) -> list[Sequence[Place]]:
    """Several screens share a page, which saves most of the time; a visit has landmarks and stands alone."""
    screens = [place for place in wanted if not place.visit]
    shared = [screens[first : first + ON_ONE_PAGE] for first in range(0, len(screens), ON_ONE_PAGE)]
    return [*shared, *([place] for place in wanted if place.visit)]


def standing_at(open_page: Open, hall: Hall, shipped: Library, some: Sequence[Place], lang: str, **look: Any) -> Page:
    """One page with a mock-up at each place: the hall already has the events that lead there."""
    mockups, titles = [], []
    hall.stored.clear()
    for place in some:
        mockup = mockup_of(shipped, place.scenario, place.mode, lang)
        task = f"{mockup.task}/{place.screen}"  # of its own, as one scenario may stand at several places
        mockups.append(Mockup(view={**mockup.view, "task": task}, task=task))
        drawn = mockup.view["talk"]["phone"] if place.visit else mockup.view
        titles.append(drawn["screens"][place.screen]["title"])
        for event in place.events:
            n = len(hall.stored) + 1
            hall.stored.append({"writer": 0, "n": n, "seq": n, "task": task, "event": event, "at_ms": n})
    page = open_page(PROSE, *mockups, lang=lang, reduced_motion="reduce", **look)
    page.evaluate(OPEN_ALL)
    for number, title in enumerate(titles):
        shown = page.locator(".task").nth(number).locator(".cn-screen-title").last
        expect(shown).to_have_text(title)
    return page
