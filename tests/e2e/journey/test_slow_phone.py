"""A phone four times slower on a network of 400 kbit/s and 400 ms: is each tap kept, and kept once?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from caunoi.content import Library
from caunoi.hall.files import STATIC
from caunoi.lowering.rubrics import trace_events
from caunoi.machine import State
from caunoi.web.security import session_cookie
from tests.e2e.journey.hand import perform
from tests.server.material import copy_content
from tests.server.running import RunningHall, make_hall

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PAGE, SCENARIO = "lesson/start/first", "help-grandmother"
TASK = f"mockup/{SCENARIO}/guided"

# What browsers' own tools call slow 3G, and a cheap phone.
BYTES_PER_S = 400_000 // 8
SLOW_3G = {"offline": False, "latency": 400, "downloadThroughput": BYTES_PER_S, "uploadThroughput": BYTES_PER_S}
TIMES_SLOWER = 4


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningHall]:
    root = tmp_path_factory.mktemp("slow")
    with RunningHall(make_hall(root / "data", copy_content(root / "course"), STATIC)).serving() as running:
        yield running


class Phone:
    """Somebody's slow phone at the lesson."""

    def __init__(self, chromium: Browser, running: RunningHall, library: Library) -> None:
        self.running, self.library = running, library
        self.class_id = running.new_class("Trần Thị Ví Dụ")
        trace = next(each for each in library.traces[SCENARIO] if each.kind == "expert")
        self.events: list[Any] = trace_events(trace, library.scenario(SCENARIO).values)
        self.played = 0
        self.state: State | None = None
        self.url = f"http://127.0.0.1:{running.port}"
        token = running.hall.store.sessions.open("trainee", self.class_id, "001")
        context = chromium.new_context(viewport={"width": 360, "height": 740})
        context.add_cookies([{"name": session_cookie(running.port), "value": token, "url": self.url}])
        self.page: Page = context.new_page()
        tools = context.new_cdp_session(self.page)
        tools.send("Network.enable")
        tools.send("Network.emulateNetworkConditions", SLOW_3G)
        tools.send("Emulation.setCPUThrottlingRate", {"rate": TIMES_SLOWER})

    def open(self, wait_until: Any = "load") -> None:
        self.page.goto(f"{self.url}/vi/{PAGE}", wait_until=wait_until)

    def live(self) -> None:
        expect(self.page.locator("html[data-caunoi=live]")).to_be_attached()

    def tap(self, count: int) -> None:
        """The next steps, none of them waited for."""
        steps = self.events[self.played : self.played + count]
        self.state = perform(self.page, self.library, SCENARIO, "guided", "vi", steps, self.state)
        self.played += count

    def stands_where_it_stood(self) -> None:
        assert self.state is not None
        title = self.library.portal("village-desk").screens[self.state.screen].title.of("vi")
        expect(self.page.locator(".cn-mode-guided .cn-screen-title")).to_have_text(title)

    def saved(self) -> None:
        expect(self.page.locator(".cn-status-text")).to_contain_text(f" {self.played} bước")
        expect(self.page.locator("#caunoi-status")).to_have_attribute("data-line", "saved")

    def kept(self) -> list[Any]:
        attempt = self.running.hall.store.attempts.find(self.class_id, "001", PAGE)
        return [each.event for each in self.running.hall.store.events.of_attempt(attempt.id) if each.task == TASK]


@pytest.fixture
def phone(chromium: Browser, running: RunningHall, library: Library) -> Iterator[Phone]:
    phone = Phone(chromium, running, library)
    yield phone
    phone.page.context.close()


def test_taps_made_while_earlier_ones_travel_are_all_kept_once(phone: Phone) -> None:
    phone.open()
    phone.live()
    phone.tap(len(phone.events))
    phone.saved()
    assert phone.kept() == phone.events


def test_a_page_loaded_again_in_the_middle_of_a_save_stands_where_it_stood(phone: Phone) -> None:
    phone.open()
    phone.live()
    phone.tap(2)
    with phone.page.expect_request("**/api/events"):  # it has left and is not answered for 400 ms
        phone.tap(1)
    phone.page.reload()
    phone.live()
    phone.stands_where_it_stood()
    phone.saved()
    phone.tap(1)
    phone.page.reload()
    phone.stands_where_it_stood()
    phone.saved()
    assert phone.kept() == phone.events[:4]


def test_a_page_that_was_left_while_it_loaded_opens(phone: Phone) -> None:
    phone.open(wait_until="commit")
    phone.open(wait_until="commit")
    phone.page.wait_for_selector("[data-caunoi-widget]", state="attached")
    phone.page.reload(wait_until="commit")
    phone.live()
    phone.tap(3)
    phone.saved()
    assert phone.kept() == phone.events[:3]
