"""Are pages whole in Firefox: never wider than the screen, accessible, with nothing refused by the content policy?"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.pages.conftest import stage
from tests.e2e.pages.test_policy import LISTEN, refused
from tests.e2e.pages.test_screens import PAGES, SIDEWAYS, address, check
from tests.server.pages_stage import LESSON, Stage

pytestmark = [pytest.mark.browser, pytest.mark.slow]

__all__ = ["stage"]  # a fixture

# One of each make: forms, lists, tables, the two that follow the class by themselves, and what is printed.
DAILY = ("home", "lessons, begun", "result", "new class", "class", "lead the class", "projector", "debrief", "new PINs")
EACH = [pytest.param(name, marks=[] if name in DAILY else pytest.mark.full) for name in PAGES]

Look = Callable[[str, str | None], Page]


@pytest.fixture
def look(firefox: Browser, stage: Stage) -> Iterator[Look]:
    """Open a page as somebody, look(path, who); its errors and what its content policy refuses fail the test."""
    context = firefox.new_context(viewport={"width": 360, "height": 740})
    troubles: list[str] = []
    pages: list[Page] = []

    def opened(path: str, who: str | None) -> Page:
        if who is not None:
            class_id = stage.store.classes.all()[-1].id
            kind = ("facilitator",) if who == "facilitator" else ("trainee", class_id, who)
            cookie = {"name": f"caunoi-session-{stage.running.port}", "value": stage.store.sessions.open(*kind)}
            context.add_cookies([{**cookie, "url": stage.address}])  # type: ignore[list-item]
        page = context.new_page()
        page.add_init_script(LISTEN)
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.goto(stage.address + path)
        pages.append(page)
        return page

    yield opened
    for page in pages:
        troubles += refused(page)
    context.close()
    assert troubles == []


@pytest.mark.parametrize("name", EACH)
def test_each_page_fits_and_is_accessible(stage: Stage, look: Look, name: str) -> None:
    page = look(*address(stage, name, "vi"))
    check(page)
    page.set_viewport_size({"width": 1280, "height": 900})
    check(page)
    page.set_viewport_size({"width": 320, "height": 800})
    assert page.evaluate(SIDEWAYS) <= 0


def test_a_lesson_fits_at_every_width(look: Look) -> None:
    page = look(f"/vi/{LESSON}", "002")
    expect(page.locator("html[data-caunoi=live]")).to_be_attached()
    for width in (1280, 320, 360):
        page.set_viewport_size({"width": width, "height": 740})
        assert page.evaluate(SIDEWAYS) <= 0
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate(SIDEWAYS) <= 0


def test_without_a_voice_the_button_that_reads_aloud_says_so(look: Look) -> None:
    page = look(f"/vi/{LESSON}", "002")
    button = page.locator(".prose").first.get_by_role("button", name="Đọc to")
    button.click()
    expect(button.locator("xpath=..").get_by_role("status")).to_contain_text("Máy này chưa có giọng đọc tiếng Việt.")
