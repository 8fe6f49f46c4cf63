"""Does a trainee find every acknowledged event again, once, whatever happens to phone, network and hall?

One attempt lives through it all: a reload, a lost network, a phone that is closed while offline, a second phone, and a
hall that is killed in the middle of the assessment. At the end the hall's own record is compared with what was tapped.
"""

from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from assessments.course import open_course
from caunoi.content import library_here
from caunoi.hall.records import ClassRecord, NewTrainee
from caunoi.hall.store import Store
from caunoi.lowering.rubrics import trace_events
from caunoi.machine import State
from caunoi.web.security import session_cookie
from tests.e2e.journey.hand import perform
from tests.e2e.journey.suite import Suite, started
from tests.ports import free_port

pytestmark = [pytest.mark.browser, pytest.mark.slow]

LIBRARY = library_here()
PAGE, SCENARIO, TASK = "assessment/portal-basics", "land-first-uncle-returns", "mockup/land-first-uncle-returns/test"
EXPERT = next(each for each in LIBRARY.traces[SCENARIO] if each.id == "expert")
EVENTS: list[Any] = trace_events(EXPERT, LIBRARY.scenario(SCENARIO).values)
HEARTBEAT_S = 15
SHORT_S = HEARTBEAT_S + 3  # so that the page has noticed


@pytest.fixture(params=[SHORT_S, pytest.param(65, marks=pytest.mark.full)], ids=lambda seconds: f"{seconds}s-offline")
def offline_s(request: pytest.FixtureRequest) -> int:
    return request.param


def test_every_acknowledged_event_is_found_again_once(chromium: Browser, tmp_path: Path, offline_s: int) -> None:
    data, port = tmp_path / "data", free_port()
    attempt_of, tokens = prepare(data)
    first, second = (context(chromium, port, token) for token in tokens)
    first.clock.install()
    phone = first.new_page()
    played = 0
    state: State | None = None

    def tap(page: Page, count: int) -> None:
        nonlocal played, state
        state = perform(page, LIBRARY, SCENARIO, "test", "vi", EVENTS[played : played + count], state)
        played += count

    with started(data, "vi", "hall", port=port) as suite:
        open_page(phone, suite)
        tap(phone, 5)
        saved(phone, played)

        phone.reload()
        live(phone)
        stands_where_it_stood(phone, state)
        tap(phone, 3)

        first.set_offline(True)
        tap(phone, 2)
        unsaved(phone)
        phone.clock.run_for(offline_s * 1000)
        first.set_offline(False)
        saved(phone, played)

        first.set_offline(True)
        tap(phone, 2)
        unsaved(phone)
        phone.close()
        first.set_offline(False)
        phone = first.new_page()
        open_page(phone, suite)
        stands_where_it_stood(phone, state)
        saved(phone, played)

        other = second.new_page()
        open_page(other, suite)
        stands_where_it_stood(other, state)
        tap(other, 3)
        saved(other, played)
        phone.bring_to_front()
        phone.clock.run_for(HEARTBEAT_S * 1000)  # it brings what the other phone did
        stands_where_it_stood(phone, state)
        tap(phone, 2)
        saved(phone, played)

        os.kill(suite.process.pid, signal.SIGKILL)
        suite.process.wait()
        tap(phone, 2)
        unsaved(phone)

    with started(data, "vi", "hall", port=port) as suite:
        saved(phone, played)
        phone.reload()
        live(phone)
        stands_where_it_stood(phone, state)
        tap(phone, len(EVENTS) - played)
        saved(phone, played)
        phone.get_by_role("button", name="Nộp bài", exact=True).click()
        phone.locator("dialog .cn-page-button-main").click()
        expect(phone.locator(".cn-receipt strong")).to_be_visible()

    with Store(data) as store:
        kept = [record.event for record in store.events.of_attempt(attempt_of(store)) if record.task == TASK]
    assert kept == EVENTS


def prepare(data: Path) -> tuple[Any, list[str]]:
    """A class of one, signed in on two phones; returns how to find her attempt, and the two session tokens."""

    def first_module(record: ClassRecord) -> None:
        open_course(Path(record.path), record, modules=["01-portal"])

    with Store(data) as store:
        record = store.classes.open("Lớp Suối Mơ", "Đồi Chè", "2026-01-15", "vi", prepare=first_module)
        store.people.add(record.id, [NewTrainee(card="01", name="Trần Thị Ví Dụ")])
        tokens = [store.sessions.open("trainee", record.id, "01") for _ in range(2)]
    return lambda store: store.attempts.open(record.id, "01", PAGE, "").id, tokens


def context(chromium: Browser, port: int, token: str) -> BrowserContext:
    made = chromium.new_context(viewport={"width": 360, "height": 740})
    made.add_cookies([{"name": session_cookie(port), "value": token, "url": f"http://127.0.0.1:{port}"}])
    return made


def open_page(page: Page, suite: Suite) -> None:
    page.goto(f"{suite.url}/vi/{PAGE}")
    live(page)


def live(page: Page) -> None:
    expect(page.locator("html[data-caunoi=live]")).to_be_attached()


def stands_where_it_stood(page: Page, state: State | None) -> None:
    assert state is not None
    title = LIBRARY.portal("national-land-first").screens[state.screen].title.of("vi")
    expect(page.locator(".cn-mockup:not(.cn-hotspot) .cn-screen-title")).to_have_text(title)


def saved(page: Page, steps: int) -> None:
    expect(page.locator("#caunoi-status")).to_have_attribute("data-line", "saved")
    expect(page.locator(".cn-status-text")).to_contain_text(f" {steps} ")


def unsaved(page: Page) -> None:
    expect(page.locator("#caunoi-status")).to_have_attribute("data-line", "offline")
