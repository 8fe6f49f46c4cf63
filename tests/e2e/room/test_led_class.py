"""Do two phones follow the one who leads: pause, message, hand, locks, a test that ends by itself at each one's time?

One hall on its own content, one facilitator at a desk, two phones. Time is not waited for: a test is started some
minutes ago, so that seconds of it are left, or the phone's own clock is put on.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from assessments.course import open_course
from caunoi.content import library_here
from caunoi.coursework.folder import read_class, write_class
from caunoi.hall.change import ExtraTime, LargePrint, Start, Stop
from caunoi.hall.records import ClassRecord, NewTrainee, utc_now
from caunoi.lowering.rubrics import trace_events
from caunoi.machine import start, step
from caunoi.web.security import session_cookie
from tests.e2e.journey import axe
from tests.e2e.journey.hand import perform, saved
from tests.server.running import RunningHall

pytestmark = [pytest.mark.browser, pytest.mark.slow]

LIBRARY = library_here()
TEST, LESSON = "assessment/portal-basics", "lesson/01-portal/file-for-grandmother"
SCENARIO, TASK = "land-first-uncle-returns", "mockup/land-first-uncle-returns/test"
EXPERT = next(each for each in LIBRARY.traces[SCENARIO] if each.id == "expert")
EVENTS: list[Any] = trace_events(EXPERT, LIBRARY.scenario(SCENARIO).values)
MINUTES = 100
BETWEEN_TRIES_MS = 4_000  # longer than a page waits before it tries again to hand in
HEARTBEAT_MS = 15_000


@dataclass
class Room:
    """The running hall, its class of two, and the windows of three people."""

    running: RunningHall
    class_id: str
    desk: Page
    one: Page
    two: Page

    @property
    def store(self) -> Any:
        return self.running.hall.store

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.running.port}"

    def open(self, phone: Page, page: str) -> None:
        phone.goto(f"{self.url}/vi/{page}")
        expect(phone.locator("html[data-caunoi=live]")).to_be_attached()

    def press(self, name: str) -> None:
        """Press a button on the facilitator's page."""
        self.desk.get_by_role("button", name=re.compile(rf"^{name}")).first.click()

    def started_ago(self, minutes: float, of_minutes: int, *changes: Any) -> None:
        """Begin the test so long ago; only the hall's clock and its record know."""
        moment = utc_now() - timedelta(minutes=minutes)
        self.store.paces.steer(self.class_id, "facilitator", *changes)
        with pytest.MonkeyPatch.context() as earlier:
            earlier.setattr("caunoi.hall.store.steering.utc_now", lambda: moment)
            self.store.paces.steer(self.class_id, "facilitator", Start(page=TEST, minutes=of_minutes))
        self.running.hall.news.tell(self.class_id, "pace")

    def kept(self, card: str) -> list[Any]:
        attempt = self.store.attempts.find(self.class_id, card, TEST)
        return [each.event for each in self.store.events.of_attempt(attempt.id) if each.task == TASK]


@contextmanager
def windows(chromium: Browser, running: RunningHall, tokens: dict[str, str]) -> Iterator[dict[str, Page]]:
    contexts: list[BrowserContext] = []
    pages = {}
    for who, token in tokens.items():
        size = {"width": 1280, "height": 900} if who == "desk" else {"width": 360, "height": 740}
        context = chromium.new_context(viewport=size)  # type: ignore[arg-type]
        contexts.append(context)
        url = f"http://127.0.0.1:{running.port}"
        context.add_cookies([{"name": session_cookie(running.port), "value": token, "url": url}])
        pages[who] = context.new_page()
    yield pages
    for context in contexts:
        context.close()


@pytest.fixture(scope="module")
def opened(running: RunningHall) -> ClassRecord:
    """A class that nobody joins; the others are copies of its folder, which nbgrader takes seconds to make."""

    def first_module(record: ClassRecord) -> None:
        open_course(Path(record.path), record, modules=["01-portal"])

    return running.hall.store.classes.open("Lớp mẫu", "Đồi Chè", "2026-01-15", "vi", prepare=first_module)


@pytest.fixture
def room(chromium: Browser, running: RunningHall, opened: ClassRecord) -> Iterator[Room]:
    def copied(record: ClassRecord) -> None:
        root = Path(shutil.copytree(opened.path, record.path))
        write_class(root, read_class(root).model_copy(update={"id": record.id, "code": record.code}))

    store = running.hall.store
    record = store.classes.open("Lớp Suối Mơ", "Đồi Chè", "2026-01-15", "vi", prepare=copied)
    store.people.add(record.id, [NewTrainee("Trần Thị Ví Dụ", card="01"), NewTrainee("Nguyễn Văn Tập", card="02")])
    tokens = {"desk": store.sessions.open("facilitator")}
    tokens |= {card: store.sessions.open("trainee", record.id, card) for card in ("01", "02")}
    with windows(chromium, running, tokens) as pages:
        room = Room(running, record.id, pages["desk"], pages["01"], pages["02"])
        room.desk.goto(f"{room.url}/vi/facilitator/class/{record.id}/pace")
        yield room


def test_phones_follow_the_one_who_leads(room: Room) -> None:
    room.open(room.one, LESSON)
    room.two.goto(f"{room.url}/vi/")

    first = room.one.locator(".cn-mockup button:visible").first
    first.focus()
    room.press("Tạm dừng")
    for phone in (room.one, room.two):
        sheet = phone.get_by_role("dialog", name="Mời anh/chị nhìn lên")
        expect(sheet).to_be_visible()
        expect(sheet.get_by_role("heading")).to_be_focused()
        phone.keyboard.press("Escape")
        expect(sheet).to_be_visible()
    axe.check(room.one)
    room.press("Tiếp tục")
    expect(room.one.locator("dialog[open]")).to_have_count(0)
    expect(room.two.locator("dialog[open]")).to_have_count(0)
    expect(first).to_be_focused()

    room.desk.get_by_label("Một dòng mà ai cũng đọc được trên điện thoại").fill("Mời cả lớp mở bước 3")
    room.press("Gửi cho cả lớp")
    for phone in (room.one, room.two):
        expect(phone.locator(".cn-room-message")).to_contain_text("Mời cả lớp mở bước 3")
    expect(room.one.get_by_role("status").filter(has_text="bước 3")).to_have_count(1)
    axe.check(room.one)
    room.one.get_by_role("button", name="Đã đọc, cất đi").click()
    expect(room.one.locator(".cn-room-message")).to_be_hidden()
    room.press("Gỡ xuống")
    expect(room.two.locator(".cn-room-message")).to_be_hidden()

    hand = room.one.get_by_role("button", name="Giơ tay")
    box = hand.bounding_box()
    assert box is not None
    assert box["height"] >= 44
    hand.click()
    expect(hand).to_have_attribute("aria-pressed", "true")
    expect(hand).to_have_text("Đang giơ tay")
    row = room.desk.locator("#hands .row").filter(has_text="Trần Thị Ví Dụ")
    expect(row).to_be_visible()
    axe.check(room.desk)
    row.get_by_role("button").click()
    expect(hand).to_have_attribute("aria-pressed", "false")
    expect(hand).to_have_text("Giơ tay")

    room.desk.get_by_label("Giữ cả lớp cùng một bài").select_option(TEST)
    room.press("Khoá các bài khác")
    expect(room.one.get_by_role("dialog", name="Trang này đang khoá")).to_be_visible()
    axe.check(room.one)
    expect(room.two.get_by_text("Đang khoá").first).to_be_visible()
    expect(room.two.locator(f'a[href="/vi/{LESSON}"]')).to_have_count(0)
    axe.check(room.two)
    room.one.reload()
    expect(room.one.get_by_role("dialog", name="Trang này đang khoá")).to_be_visible()
    room.press("Mở tất cả")
    expect(room.one.locator("html[data-caunoi=live]")).to_be_attached()
    expect(room.one.locator("dialog[open]")).to_have_count(0)
    expect(room.two.locator(f'.step a[href="/vi/{LESSON}"]')).to_be_visible()


def test_a_test_ends_by_itself_at_each_one_s_own_time(room: Room) -> None:
    for phone in (room.one, room.two):
        room.open(phone, TEST)
        perform(phone, LIBRARY, SCENARIO, "test", "vi", EVENTS[:3])
        expect(phone.locator("#caunoi-status")).to_have_attribute("data-line", "saved")
        # A clock that the phone's owner has set to yesterday.
        phone.evaluate("() => { const real = Date.now; Date.now = () => real() - 86400000; }")

    # The other has twice as long.
    room.started_ago(40, 100, ExtraTime(trainee="02", percent=100))
    expect(room.one.get_by_role("timer")).to_contain_text(re.compile(r"Còn lại (1:00:00|[45]\d:\d\d)"))
    expect(room.two.get_by_role("timer")).to_contain_text(re.compile(r"Còn lại 2:[34]\d:\d\d"))
    axe.check(room.one)
    # Started anew, so that seconds are left.
    room.started_ago(100 - 4 / 60, 100)
    done = room.one.get_by_role("dialog", name="Đã hết giờ; bài của anh/chị đã được nộp")
    expect(done).to_be_visible()
    axe.check(room.one)
    receipt = room.store.attempts.find(room.class_id, "01", TEST).receipt
    expect(done).to_contain_text(receipt)
    done.get_by_role("button", name="Xem bài của tôi").click()
    expect(room.one.locator(".cn-receipt strong")).to_have_text(receipt)
    assert room.kept("01") == EVENTS[:3]

    assert room.store.attempts.find(room.class_id, "02", TEST).submitted_at is None
    perform_more(room.two)
    room.desk.reload()
    expect(room.desk.locator("#tests .missing li")).to_have_count(1)
    room.press("Dừng cho cả lớp")
    expect(room.two.get_by_role("dialog", name="Đã hết giờ; bài của anh/chị đã được nộp")).to_be_visible()
    assert room.store.attempts.find(room.class_id, "02", TEST).receipt
    assert room.kept("02") == EVENTS[:4]


def perform_more(phone: Page) -> None:
    """One step more, from where the third left it."""
    core = LIBRARY.core(SCENARIO)
    state = start(core)
    for event in EVENTS[:3]:
        state = step(core, state, event).state
    perform(phone, LIBRARY, SCENARIO, "test", "vi", EVENTS[3:4], state)
    saved(phone, 4)


def test_a_phone_that_is_cut_off_at_the_end_hands_in_when_it_is_back(room: Room) -> None:
    room.one.clock.install()
    room.open(room.one, TEST)
    perform(room.one, LIBRARY, SCENARIO, "test", "vi", EVENTS[:3])
    saved(room.one, 3)
    room.started_ago(0, MINUTES)
    expect(room.one.get_by_role("timer")).to_be_visible()
    asked: list[str] = []
    room.one.on("request", lambda each: asked.append(urlsplit(each.url).path))
    room.one.context.set_offline(True)
    room.one.clock.fast_forward(MINUTES * 60_000)
    over = room.one.get_by_role("dialog", name=re.compile("^Đã hết giờ$"))
    expect(over).to_be_visible()
    # Nothing waits on this phone, and yet the hall is to be heard before anything is handed in.
    for _ in range(2):
        with room.one.expect_request("**/api/events"):
            room.one.clock.run_for(BETWEEN_TRIES_MS)
    expect(over).to_be_visible()
    assert "/api/submit" not in asked
    # More time was given meanwhile: the page goes on.
    room.store.paces.steer(room.class_id, "facilitator", ExtraTime(trainee="01", percent=100))
    room.one.context.set_offline(False)
    room.one.clock.run_for(BETWEEN_TRIES_MS)
    expect(room.one.locator("dialog[open]")).to_have_count(0)
    perform_more(room.one)
    assert "/api/submit" not in asked
    assert room.store.attempts.find(room.class_id, "01", TEST).submitted_at is None
    # The page is closed, the time ends, and it is opened again: it hands in what is there.
    room.one.goto(f"{room.url}/vi/")
    room.store.paces.steer(room.class_id, "facilitator", Stop(page=TEST))
    room.open(room.one, TEST)
    expect(room.one.get_by_role("dialog", name="Đã hết giờ; bài của anh/chị đã được nộp")).to_be_visible()
    assert room.kept("01") == EVENTS[:4]


def test_a_phone_without_its_stream_hears_with_its_heartbeat(room: Room) -> None:
    room.one.clock.install()
    room.one.route("**/api/room*", lambda route: route.abort())
    room.open(room.one, LESSON)
    room.press("Tạm dừng")
    expect(room.desk.get_by_role("button", name=re.compile("^Tiếp tục")).first).to_be_visible()
    room.one.clock.run_for(HEARTBEAT_MS)
    expect(room.one.get_by_role("dialog", name="Mời anh/chị nhìn lên")).to_be_visible()


def test_a_phone_that_hears_of_the_class_sends_at_once_what_waits(room: Room) -> None:
    room.one.clock.install()
    room.open(room.one, TEST)
    room.one.route("**/api/events", lambda route: route.abort())
    perform(room.one, LIBRARY, SCENARIO, "test", "vi", EVENTS[:2])
    expect(room.one.locator("#caunoi-status")).to_have_attribute("data-line", "offline")
    # It tries once more. From then on no time passes on this phone, so that no later try is due.
    with room.one.expect_event("requestfailed", lambda each: each.url.endswith("/api/events")):
        room.one.clock.pause_at(room.one.evaluate("Date.now() + 60000"))
    expect(room.one.locator("#caunoi-status")).to_have_attribute("data-line", "offline")
    room.one.unroute("**/api/events")
    room.press("Tạm dừng")
    expect(room.one.locator("#caunoi-status")).to_have_attribute("data-line", "saved")
    assert room.kept("01") == EVENTS[:2]


def test_after_a_refusal_a_phone_says_so_and_its_stream_comes_back(room: Room) -> None:
    refused: list[str] = []

    def refuse(route: Any) -> None:
        refused.append(route.request.resource_type)
        route.fulfill(status=503, headers={"Retry-After": "1"}, json={})

    room.one.route("**/api/room*", refuse)
    room.one.goto(f"{room.url}/vi/")
    room.one.evaluate("window.dispatchEvent(new Event('online'))")
    cut = room.one.locator(".cn-room-cut")
    expect(cut).to_have_text("Mất kết nối với máy của lớp, đang thử lại. Những gì đã lưu vẫn còn nguyên.")
    axe.check(room.one)
    assert "eventsource" in refused
    with room.one.expect_request(lambda each: each.resource_type == "eventsource"):
        room.one.unroute("**/api/room*")
        expect(cut).to_be_empty()
    room.press("Tạm dừng")
    expect(room.one.get_by_role("dialog", name="Mời anh/chị nhìn lên")).to_be_visible()


def test_large_letters_follow_the_person_to_any_phone(room: Room) -> None:
    room.store.paces.steer(room.class_id, "facilitator", LargePrint(trainee="01", percent=150))
    room.one.goto(f"{room.url}/vi/")
    expect(room.one.locator("body")).to_have_css("font-size", "27px")
    axe.check(room.one)
    room.open(room.one, LESSON)
    expect(room.one.locator("html[data-letters='150']")).to_be_attached()
    axe.check(room.one)
    room.open(room.two, LESSON)
    expect(room.two.locator("html")).not_to_have_attribute("data-letters", re.compile("."))


def test_who_comes_too_late_is_told_so_and_begins_when_more_time_is_given(room: Room) -> None:
    room.started_ago(30, 20)
    room.one.goto(f"{room.url}/vi/{TEST}")
    expect(room.one.get_by_role("dialog", name="Bài này đã hết giờ")).to_be_visible()
    axe.check(room.one)
    room.store.paces.steer(room.class_id, "facilitator", ExtraTime(trainee="01", percent=100))
    room.running.hall.news.tell(room.class_id, "pace")
    expect(room.one.locator("html[data-caunoi=live]")).to_be_attached()
    expect(room.one.get_by_role("timer")).to_be_visible()
