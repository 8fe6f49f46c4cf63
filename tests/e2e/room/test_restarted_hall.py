"""A hall is killed while pages stand open: does each come back by itself, at its step, with nothing lost?"""

from __future__ import annotations

import contextlib
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from caunoi.content import Library
from caunoi.hall.change import Start
from caunoi.hall.files import STATIC
from caunoi.hall.records import NewTrainee
from caunoi.hall.store import Store
from caunoi.lowering.rubrics import trace_events
from caunoi.web.security import session_cookie
from tests.e2e.journey.hand import perform
from tests.ports import free_port
from tests.server.material import copy_content, open_class
from tests.server.running import RunningHall, make_hall

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ROOT = Path(__file__).parents[3]
LESSON, PRACTICE = "lesson/start/first", "help-grandmother"
TEST, EXAM = "assessment/basics", "help-uncle"


def expert(library: Library, scenario: str) -> Any:
    trace = next(each for each in library.traces[scenario] if each.kind == "expert")
    return trace_events(trace, library.scenario(scenario).values)


@dataclass
class Halls:
    """One hall after the other on the same data and the same port; each ends by being killed."""

    process: subprocess.Popen[str]
    port: int = field(default_factory=free_port)
    pid: int = 0

    def start(self) -> None:
        assert self.process.stdin is not None and self.process.stdout is not None
        self.process.stdin.write(f"{self.port}\n")
        self.process.stdin.flush()
        self.pid = int(self.process.stdout.readline().split()[0])

    def kill(self) -> None:
        os.kill(self.pid, signal.SIGKILL)


@pytest.fixture
def halls(tmp_path: Path) -> Iterator[Halls]:
    words = [str(tmp_path / "data"), str(copy_content(tmp_path / "course")), str(STATIC), "pages"]
    command = [sys.executable, "-m", "tests.server.hall_process", *words]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        halls = Halls(process)
        yield halls
        with contextlib.suppress(ProcessLookupError):  # the test may have killed the last one
            halls.kill()
        assert process.stdin is not None
        process.stdin.close()


@pytest.fixture
def window(chromium: Browser) -> Iterator[Any]:
    """Open a page of a session, window(port, token, path); it is marked, so that it is known again."""
    with ExitStack() as closing:

        def opened(port: int, token: str, path: str, width: int = 360) -> Page:
            context = chromium.new_context(viewport={"width": width, "height": 740})
            closing.callback(context.close)
            url = f"http://127.0.0.1:{port}"
            context.add_cookies([{"name": session_cookie(port), "value": token, "url": url}])
            page = context.new_page()
            page.goto(f"{url}/vi/{path}")
            page.evaluate("document.mine = 'kept'")
            return page

        yield opened


def line(phone: Page, wanted: str) -> None:
    expect(phone.locator("#caunoi-status")).to_have_attribute("data-line", wanted)


def test_every_open_page_comes_back_by_itself(window: Any, halls: Halls, tmp_path: Path, library: Library) -> None:
    data = tmp_path / "data"
    with Store(data) as store:
        record = store.classes.open("Lớp Suối Mơ", "Đồi Chè", "2026-01-15", "vi", prepare=open_class)
        store.people.add(record.id, [NewTrainee("Trần Thị Ví Dụ"), NewTrainee("Nguyễn Văn Tập")])
        store.paces.steer(record.id, "facilitator", Start(page=TEST, minutes=100))
        desk = store.sessions.open("facilitator")
        one, two = (store.sessions.open("trainee", record.id, card) for card in ("001", "002"))
    here = f"facilitator/class/{record.id}"
    practice, exam = expert(library, PRACTICE), expert(library, EXAM)

    halls.start()
    lesson, home = window(halls.port, one, LESSON), window(halls.port, one, "")
    test = window(halls.port, two, TEST)
    board, pace, wall = (window(halls.port, desk, f"{here}{part}", 1280) for part in ("", "/pace", "/projector"))
    for phone in (lesson, test):
        expect(phone.locator("html[data-caunoi=live]")).to_be_attached()
    at_lesson = perform(lesson, library, PRACTICE, "guided", "vi", practice[:2])
    at_test = perform(test, library, EXAM, "test", "vi", exam[:2])
    for phone in (lesson, test):
        line(phone, "saved")
    halls.kill()
    at_lesson = perform(lesson, library, PRACTICE, "guided", "vi", practice[2:4], at_lesson)
    at_test = perform(test, library, EXAM, "test", "vi", exam[2:4], at_test)
    for phone in (lesson, test):
        line(phone, "offline")
    expect(board.locator("[data-fresh].is-lost")).to_be_visible()

    halls.start()
    for phone in (lesson, test):
        line(phone, "saved")
        expect(phone.locator(".cn-status-text")).to_contain_text(" 4 ")
    perform(lesson, library, PRACTICE, "guided", "vi", practice[4:5], at_lesson)
    perform(test, library, EXAM, "test", "vi", exam[4:5], at_test)
    for phone in (lesson, test):
        expect(phone.locator(".cn-status-text")).to_contain_text(" 5 ")
    expect(test.get_by_role("timer")).to_contain_text(re.compile(r"1:3\d:\d\d"))
    expect(board.locator("[data-fresh].is-lost")).to_have_count(0)
    expect(board.locator("#person-001")).to_contain_text("Đã lưu 5 bước")
    expect(wall.locator("[data-ends-at]").first).to_contain_text(re.compile(r"1:3\d:\d\d"))
    # The page for leading was loaded from the hall that is gone; its button works in the new one.
    pace.get_by_role("button", name=re.compile("^Tạm dừng")).first.click()
    for phone in (lesson, test, home):
        expect(phone.get_by_role("dialog", name="Mời anh/chị nhìn lên")).to_be_visible()
    for page in (lesson, home, test, board, wall):
        assert page.evaluate("document.mine") == "kept", f"{page.url} was loaded again"

    halls.kill()
    with Store(data) as store:
        kept = [
            [each.event for each in store.events.of_attempt(store.attempts.find(record.id, card, page).id)]
            for card, page in (("001", LESSON), ("002", TEST))
        ]
    assert kept == [practice[:5], exam[:5]]


def test_a_page_whose_content_was_changed_meanwhile_says_so_and_keeps_everything(window: Any, tmp_path: Path) -> None:
    material = copy_content(tmp_path / "course")
    page = "lesson/start/first"
    with RunningHall(make_hall(tmp_path / "data", material, STATIC, free_port())).serving() as running:
        class_id = running.new_class("Người học")
        token = running.hall.store.sessions.open("trainee", class_id, "001")
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
        attempt = running.hall.store.attempts.find(class_id, "001", page)
        assert [each.n for each in running.hall.store.events.of_attempt(attempt.id)] == [1, 2]
        phone.context.close()
