"""Does a phone with Firefox follow the class, and go on by itself when network or hall were away?"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from caunoi.content import CHECKOUT, library_here
from caunoi.hall.change import Hand, LookUp
from caunoi.hall.files import STATIC
from caunoi.lowering.rubrics import trace_events
from tests.e2e.journey.hand import perform, saved
from tests.ports import free_port
from tests.server.material import open_class
from tests.server.running import RunningHall, make_hall

pytestmark = [pytest.mark.browser, pytest.mark.slow]

LIBRARY = library_here()
LESSON, SCENARIO = "lesson/01-portal/file-for-grandmother", "land-first-for-grandmother"
TASK = f"mockup/{SCENARIO}/guided"
EXPERT = next(each for each in LIBRARY.traces[SCENARIO] if each.kind == "expert")
EVENTS: list[Any] = trace_events(EXPERT, LIBRARY.scenario(SCENARIO).values)
AWAY_MS = 600_000  # by the clock of the page


def window(firefox: Browser, running: RunningHall, token: str, path: str) -> Page:
    context = firefox.new_context(viewport={"width": 360, "height": 740})
    url = f"http://127.0.0.1:{running.port}"
    context.add_cookies([{"name": f"caunoi-session-{running.port}", "value": token, "url": url}])
    page = context.new_page()
    page.clock.install()
    page.goto(f"{url}/vi/{path}")
    return page


def line(phone: Page, wanted: str) -> None:
    expect(phone.locator("#caunoi-status")).to_have_attribute("data-line", wanted)


def steer(running: RunningHall, class_id: str, change: Any, told: str) -> None:
    running.hall.store.paces.steer(class_id, told, change)
    running.hall.news.tell(class_id, "pace")


def test_a_phone_hears_the_class_and_loses_nothing_while_network_or_hall_are_away(
    firefox: Browser, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    with RunningHall(make_hall(data, CHECKOUT, STATIC, free_port())).serving() as running:
        store = running.hall.store
        class_id = running.new_class("Trần Thị Ví Dụ", open_class=open_class)
        phone = window(firefox, running, store.sessions.open("trainee", class_id, "001"), LESSON)
        board = window(firefox, running, store.sessions.open("facilitator"), f"facilitator/class/{class_id}")
        expect(phone.locator("html[data-caunoi=live]")).to_be_attached()
        state = perform(phone, LIBRARY, SCENARIO, "guided", "vi", EVENTS[:3])
        saved(phone, 3)

        steer(running, class_id, LookUp(on=True), "facilitator")
        expect(phone.get_by_role("dialog", name="Mời anh/chị nhìn lên")).to_be_visible()
        steer(running, class_id, LookUp(on=False), "facilitator")
        expect(phone.locator("dialog[open]")).to_have_count(0)
        phone.get_by_role("button", name="Giơ tay").click()
        expect(board.locator("#person-001")).to_contain_text("Giơ tay")

        phone.context.set_offline(True)
        state = perform(phone, LIBRARY, SCENARIO, "guided", "vi", EVENTS[3:5], state)
        phone.clock.run_for(AWAY_MS)
        line(phone, "offline")
        phone.context.set_offline(False)
        saved(phone, 5)
        port = running.port

    state = perform(phone, LIBRARY, SCENARIO, "guided", "vi", EVENTS[5:7], state)
    line(phone, "offline")
    with RunningHall(make_hall(data, CHECKOUT, STATIC, port)).serving() as running:
        saved(phone, 7)
        steer(running, class_id, LookUp(on=True), "facilitator")
        expect(phone.get_by_role("dialog", name="Mời anh/chị nhìn lên")).to_be_visible()
        steer(running, class_id, LookUp(on=False), "facilitator")
        steer(running, class_id, Hand(trainee="001", up=False), "facilitator")
        expect(board.locator("#person-001")).not_to_contain_text("Giơ tay")
        phone.reload()
        expect(phone.locator("html[data-caunoi=live]")).to_be_attached()
        perform(phone, LIBRARY, SCENARIO, "guided", "vi", EVENTS[7:], state)
        saved(phone, len(EVENTS))
        attempt = running.hall.store.attempts.find(class_id, "001", LESSON)
        kept = [each.event for each in running.hall.store.events.of_attempt(attempt.id) if each.task == TASK]
        for page in (phone, board):
            page.context.close()
    assert kept == EVENTS
