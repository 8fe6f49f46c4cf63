"""A hall is killed while pages stand open: does each come back by itself, at its step, with nothing lost?"""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from assessments.course import open_course
from caunoi.content import library_here
from caunoi.hall.files import STATIC
from caunoi.hall.pace import Start
from caunoi.hall.records import ClassRecord, NewTrainee
from caunoi.hall.store import Store
from caunoi.lowering.rubrics import trace_events
from caunoi.web.security import session_cookie
from tests.e2e.browser import PATIENCE_MS
from tests.e2e.journey.hand import perform
from tests.e2e.journey.suite import free_port, started
from tests.server.material import copy_content
from tests.server.running import RunningHall, make_hall

pytestmark = [pytest.mark.browser, pytest.mark.slow]

LIBRARY = library_here()
LESSON, PRACTICE = "lesson/01-portal/file-for-grandmother", "land-first-for-grandmother"
TEST, EXAM = "assessment/portal-basics", "land-first-uncle-returns"


def expert(scenario: str) -> Any:
    trace = next(each for each in LIBRARY.traces[scenario] if each.kind == "expert")
    return trace_events(trace, LIBRARY.scenario(scenario).values)


@pytest.fixture
def window(chromium: Browser) -> Iterator[Any]:
    """Open a page of a session, window(port, token, path); it is marked, so that it is known again."""
    with ExitStack() as closing:

        def opened(port: int, token: str, path: str, width: int = 360) -> Page:
            context = chromium.new_context(viewport={"width": width, "height": 740})
            closing.callback(context.close)
            context.set_default_timeout(PATIENCE_MS)
            url = f"http://127.0.0.1:{port}"
            context.add_cookies([{"name": session_cookie(port), "value": token, "url": url}])
            page = context.new_page()
            page.goto(f"{url}/vi/{path}")
            page.evaluate("document.mine = 'kept'")
            return page

        yield opened


def line(phone: Page, wanted: str) -> None:
    expect(phone.locator("#caunoi-status")).to_have_attribute("data-line", wanted)


def prepared(record: ClassRecord) -> None:
    open_course(Path(record.path), record, modules=["01-portal"])


def test_every_open_page_comes_back_by_itself(window: Any, tmp_path: Path) -> None:
    data, port = tmp_path / "data", free_port()
    with Store(data) as store:
        record = store.new_class("Lớp Suối Mơ", "Đồi Chè", "2026-01-15", "vi", prepare=prepared)
        store.add_trainees(record.id, [NewTrainee("Trần Thị Ví Dụ"), NewTrainee("Nguyễn Văn Tập")])
        store.steer(record.id, "facilitator", Start(page=TEST, minutes=100))
        desk = store.open_session("facilitator")
        one, two = (store.open_session("trainee", record.id, card) for card in ("001", "002"))
    here = f"facilitator/class/{record.id}"
    practice, exam = expert(PRACTICE), expert(EXAM)

    with started(data, "vi", "hall", port=port) as suite:
        lesson, home = window(port, one, LESSON), window(port, one, "")
        test = window(port, two, TEST)
        board, pace, wall = (window(port, desk, f"{here}{part}", 1280) for part in ("", "/pace", "/projector"))
        for phone in (lesson, test):
            expect(phone.locator("html[data-caunoi=live]")).to_be_attached()
        at_lesson = perform(lesson, LIBRARY, PRACTICE, "guided", "vi", practice[:3])
        at_test = perform(test, LIBRARY, EXAM, "test", "vi", exam[:3])
        for phone in (lesson, test):
            line(phone, "saved")
        os.kill(suite.process.pid, signal.SIGKILL)
        suite.process.wait()
        at_lesson = perform(lesson, LIBRARY, PRACTICE, "guided", "vi", practice[3:5], at_lesson)
        at_test = perform(test, LIBRARY, EXAM, "test", "vi", exam[3:5], at_test)
        for phone in (lesson, test):
            line(phone, "offline")
        expect(board.locator("[data-fresh].is-lost")).to_be_visible()

    with started(data, "vi", "hall", port=port):
        for phone in (lesson, test):
            line(phone, "saved")
            expect(phone.locator(".cn-status-text")).to_contain_text(" 5 ")
        perform(lesson, LIBRARY, PRACTICE, "guided", "vi", practice[5:6], at_lesson)
        perform(test, LIBRARY, EXAM, "test", "vi", exam[5:6], at_test)
        expect(test.get_by_role("timer")).to_contain_text(re.compile(r"1:3\d:\d\d"))
        expect(board.locator("[data-fresh].is-lost")).to_have_count(0)
        expect(board.locator("#person-001")).to_contain_text("màn hình")
        expect(wall.locator("[data-ends-at]").first).to_contain_text(re.compile(r"1:3\d:\d\d"))
        # The page for leading was loaded from the hall that is gone; its button works in the new one.
        pace.get_by_role("button", name=re.compile("^Tạm dừng")).first.click()
        for phone in (lesson, test, home):
            expect(phone.get_by_role("dialog", name="Mời anh/chị nhìn lên")).to_be_visible()
        for page in (lesson, home, test, board, wall):
            assert page.evaluate("document.mine") == "kept", f"{page.url} was loaded again"

    with Store(data) as store:
        kept = [
            [each.event for each in store.events(store.find_attempt(record.id, card, page).id)]
            for card, page in (("001", LESSON), ("002", TEST))
        ]
    assert kept == [practice[:6], exam[:6]]


def test_a_page_whose_content_was_changed_meanwhile_says_so_and_keeps_everything(window: Any, tmp_path: Path) -> None:
    material = copy_content(tmp_path / "course")
    page = "lesson/start/first"
    with RunningHall(make_hall(tmp_path / "data", material, STATIC)).serving() as running:
        class_id = running.new_class("Người học")
        token = running.hall.store.open_session("trainee", class_id, "001")
        phone, port = window(running.port, token, page), running.port
        phone.get_by_role("radio").nth(0).check()
        line(phone, "saved")
        expect(phone.locator(".cn-renewed")).to_have_count(0)
    phone.get_by_role("radio").nth(1).check()
    line(phone, "offline")

    items = material / "curriculum" / "start" / "warm-up.items.yaml"
    written = items.read_text(encoding="utf-8")
    items.write_text(written.replace("Ai gõ mật khẩu?", "Ai tự gõ mật khẩu?"), encoding="utf-8")
    with RunningHall(make_hall(tmp_path / "data", material, STATIC, port)).serving() as running:
        line(phone, "saved")
        note = phone.locator(".cn-renewed")
        expect(note).to_contain_text("Trang này đã được sửa sau khi anh/chị mở.")
        assert phone.evaluate("document.mine") == "kept"
        note.get_by_role("button", name="Mở trang mới").click()
        expect(phone.get_by_text("Ai tự gõ mật khẩu?")).to_be_visible()
        expect(phone.get_by_role("radio").nth(1)).to_be_checked()
        expect(phone.locator(".cn-renewed")).to_have_count(0)
        attempt = running.hall.store.find_attempt(class_id, "001", page)
        assert [each.n for each in running.hall.store.events(attempt.id)] == [1, 2]
        phone.context.close()
