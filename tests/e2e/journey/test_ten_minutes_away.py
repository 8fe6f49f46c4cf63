"""The network is gone for ten minutes: does a trainee work on, and does the hall get everything once when it is back?

The minutes are those of the page's clock; the hall is out of reach for the browser and behind its line as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, expect

from caunoi.content import Library
from caunoi.hall.change import ExtraTime, Start
from caunoi.hall.files import STATIC
from caunoi.lowering.rubrics import trace_events
from caunoi.machine import State
from caunoi.web.security import session_cookie
from tests.e2e.journey.hand import perform
from tests.server.line import Line
from tests.server.material import copy_content, open_class
from tests.server.running import RunningHall, make_hall

pytestmark = [pytest.mark.browser, pytest.mark.slow]

LESSON, PRACTICE = "lesson/start/first", "help-grandmother"
TEST, EXAM = "assessment/basics", "help-uncle"
MINUTES = 40
MADE_MS = 120_000  # five steps of each page, one in two minutes
BETWEEN_TRIES_MS = 4_000
NOTHING_SENT_MS = 60_000  # longer than a heartbeat and a page's patience with an answer together


class Phone:
    """Somebody's phone at two o'clock, with two pages of theirs open: a lesson, and a test of forty minutes."""

    def __init__(self, chromium: Browser, running: RunningHall, library: Library, class_id: str, card: str) -> None:
        self.running, self.library, self.class_id, self.card = running, library, class_id, card
        self.line = Line(running.port)
        running.on_loop(self.line.open())
        self.url = f"http://127.0.0.1:{self.line.port}"
        self.context: BrowserContext = chromium.new_context(
            viewport={"width": 360, "height": 740}, timezone_id="Asia/Ho_Chi_Minh"
        )
        token = running.hall.store.sessions.open("trainee", class_id, card)
        self.context.add_cookies([{"name": session_cookie(running.port), "value": token, "url": self.url}])
        self.context.clock.install(time=datetime.fromisoformat("2026-01-15T14:00:00+07:00"))
        self.lesson, self.test = Work(self, LESSON, PRACTICE, "guided"), Work(self, TEST, EXAM, "test")
        self.works = (self.lesson, self.test)

    def pass_time(self, milliseconds: int) -> None:
        self.context.clock.run_for(milliseconds)

    def lose_network(self) -> None:
        self.context.set_offline(True)
        self.running.on_loop(self.line.cut())

    def find_network(self) -> None:
        self.running.on_loop(self.line.mend())
        self.context.set_offline(False)

    def close(self) -> None:
        self.context.close()
        self.running.on_loop(self.line.close())


class Work:
    """One page on the phone, and the case that is walked on it step by step."""

    def __init__(self, phone: Phone, page: str, scenario: str, mode: str) -> None:
        self.phone, self.name, self.scenario, self.mode = phone, page, scenario, mode
        trace = next(each for each in phone.library.traces[scenario] if each.kind == "expert")
        self.events: list[Any] = trace_events(trace, phone.library.scenario(scenario).values)
        self.done = 0
        self.state: State | None = None
        self.page: Page = phone.context.new_page()
        self.load()

    def load(self) -> None:
        self.page.goto(f"{self.phone.url}/vi/{self.name}")
        expect(self.page.locator("html[data-caunoi=live]")).to_be_attached()

    def step(self, count: int = 1) -> None:
        steps = self.events[self.done : self.done + count]
        self.state = perform(self.page, self.phone.library, self.scenario, self.mode, "vi", steps, self.state)
        self.done += count

    def tells(self, line: str, sentence: str) -> None:
        expect(self.page.locator("#caunoi-status")).to_have_attribute("data-line", line)
        expect(self.page.locator(".cn-status-text")).to_have_text(re.compile(sentence))

    def saved(self, time: str = "") -> None:
        self.tells("saved", f"^Đã lưu, {self.done} bước, {time}")

    def is_kept(self) -> None:
        self.tells("offline", "^Chưa kết nối, vẫn đang giữ câu trả lời trên máy này$")

    def stands_where_it_stood(self) -> None:
        assert self.state is not None
        title = self.phone.library.portal("village-desk").screens[self.state.screen].title.of("vi")
        expect(self.page.locator(f".cn-mode-{self.mode} .cn-screen-title")).to_have_text(title)

    def hand_in(self) -> None:
        self.page.get_by_role("button", name="Nộp bài", exact=True).click()
        self.page.locator("dialog .cn-page-button-main").click()

    def is_stored_once(self) -> None:
        store = self.phone.running.hall.store
        kept = store.events.of_attempt(store.attempts.find(self.phone.class_id, self.phone.card, self.name).id)
        assert [each.event for each in kept] == self.events[: self.done]


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningHall]:
    root = tmp_path_factory.mktemp("away")
    with RunningHall(make_hall(root / "data", copy_content(root / "course"), STATIC)).serving() as running:
        yield running


@pytest.fixture(scope="module")
def class_id(running: RunningHall) -> str:
    """A class in the test, one person for each accident."""
    class_id = running.new_class("Trần Thị Ví Dụ", "Nguyễn Văn Tập", "Lê Thị Mẫu", open_class=open_class)
    running.hall.store.paces.steer(class_id, "facilitator", Start(page=TEST, minutes=MINUTES))
    return class_id


@pytest.fixture
def phone(chromium: Browser, running: RunningHall, library: Library, class_id: str) -> Iterator[Phone]:
    """The phone of somebody who has not begun."""
    begun = {row.trainee for row in running.hall.store.attempts.progress(class_id)}
    card = next(each.id for each in running.hall.store.people.of_class(class_id) if each.id not in begun)
    phone = Phone(chromium, running, library, class_id, card)
    yield phone
    phone.close()


def test_ten_minutes_without_a_network_cost_nobody_a_step(phone: Phone) -> None:
    lesson, test = phone.works
    for work in phone.works:
        work.step(2)
        work.saved("14:0")

    phone.lose_network()
    for _ in range(5):
        for work in phone.works:
            work.step()
            work.is_kept()
        phone.pass_time(MADE_MS)
    expect(test.page.get_by_role("timer")).to_contain_text(re.compile(r"\b(2\d|30):\d\d"))
    test.hand_in()
    expect(test.page.locator(".cn-handin-problem")).to_contain_text("Chưa nộp được vì mất kết nối.")
    with pytest.raises(Error, match="ERR_INTERNET_DISCONNECTED"):
        lesson.page.reload()

    phone.find_network()
    # The page that stood open sends by itself; the browser's own error page has to be loaded again.
    test.saved("14:1")
    expect(test.page.locator(".cn-handin-problem")).to_contain_text("Anh/chị có thể nộp bài bây giờ.")
    lesson.load()
    for work in phone.works:
        work.stands_where_it_stood()
        work.saved("14:1")
        work.is_stored_once()
    test.step()
    test.hand_in()
    expect(test.page.locator(".cn-receipt strong")).to_be_visible()
    test.is_stored_once()


def test_a_network_that_swallows_everything_doubles_nothing(phone: Phone) -> None:
    for work in phone.works:
        work.step(2)
        work.saved()
    phone.running.on_loop(phone.line.swallow())
    for work in phone.works:
        work.step(3)
    phone.pass_time(NOTHING_SENT_MS)
    for work in phone.works:
        work.is_kept()
    # What was given up on the phone reaches the hall now, beside what is sent again.
    phone.running.on_loop(phone.line.mend())
    phone.pass_time(NOTHING_SENT_MS)
    for work in phone.works:
        work.saved()
        work.step()
        work.saved()
        work.stands_where_it_stood()
        work.is_stored_once()


def test_who_was_away_when_the_time_was_over_goes_on_in_the_time_given_since(phone: Phone) -> None:
    test = phone.test
    # Without a stream the hand-in at the end is what first hears of the class again.
    test.page.route("**/api/room?*", lambda asked: asked.abort())
    test.load()
    test.step(2)
    test.saved()
    phone.running.on_loop(phone.line.swallow())
    test.step()
    phone.pass_time(MINUTES * 60_000)
    test.is_kept()
    over = test.page.get_by_role("dialog", name="Đã hết giờ")
    expect(over).to_be_visible()
    phone.pass_time(BETWEEN_TRIES_MS)  # another try to hand in is on its way
    phone.running.hall.store.paces.steer(phone.class_id, "facilitator", ExtraTime(trainee=phone.card, percent=50))
    phone.running.on_loop(phone.line.mend())
    expect(over).to_be_hidden()
    test.stands_where_it_stood()
    test.step()
    test.saved()
    test.is_stored_once()
    expect(test.page.get_by_role("timer")).to_contain_text(re.compile(r"5\d:\d\d|1:00:00"))
