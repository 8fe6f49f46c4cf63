"""Is a trainee whose browser was killed on the same step when the page is opened again, also after work offline?"""

from __future__ import annotations

import os
import re
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, Playwright, expect, sync_playwright

from caunoi.first_start.browsers import CHROMIUM, find
from caunoi.hall.files import STATIC
from tests.e2e.browser import FLAGS, PATIENCE_MS
from tests.patience import until
from tests.server.running import RunningHall, make_hall

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PAGE = "lesson/start/first"


@pytest.fixture
def driver() -> Iterator[Playwright]:
    with sync_playwright() as driver:
        expect.set_options(timeout=PATIENCE_MS)
        yield driver


@pytest.fixture
def hall(tmp_path: Path, course: Path) -> Iterator[RunningHall]:
    with RunningHall(make_hall(tmp_path / "data", course, STATIC)).serving() as running:
        yield running


def kill(profile: Path) -> None:
    """End the browser of a profile as a full memory does: all of its processes, none is asked."""
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                command = (entry / "cmdline").read_bytes()
            except OSError:
                continue
            if f"--user-data-dir={profile}".encode() in command.split(b"\0"):
                os.kill(int(entry.name), signal.SIGKILL)


class Phone:
    """A browser with a profile that outlives it."""

    def __init__(self, driver: Playwright, profile: Path, hall: RunningHall, token: str) -> None:
        self.driver, self.profile, self.hall, self.token = driver, profile, hall, token

    def open(self) -> tuple[BrowserContext, Page]:
        browser = self.driver.chromium.launch_persistent_context(
            self.profile, executable_path=find(CHROMIUM), args=FLAGS
        )
        url = f"http://127.0.0.1:{self.hall.port}"
        # Killed within seconds of signing in it may have lost its cookie: then the person signs in again.
        browser.add_cookies([{"name": f"caunoi-session-{self.hall.port}", "value": self.token, "url": url}])
        browser.set_default_timeout(PATIENCE_MS)
        page = browser.new_page()
        page.goto(f"{url}/vi/{PAGE}")
        page.wait_for_selector("html[data-caunoi=live]")
        return browser, page


def wait_until_written(profile: Path, attempt: str, steps: int) -> None:
    """Until the browser has written to the disk what a page keeps of an attempt; it does so within seconds."""
    last = re.compile(rb"caunoi\.%b\.\d+.{1,20}\[.*\"n\":%d," % (attempt.encode(), steps), re.DOTALL)
    logs = profile / "Default" / "Local Storage" / "leveldb"
    until(lambda: any(last.search(file.read_bytes()) for file in logs.glob("*.log")), "the browser has written nothing")


def choices(page: Page) -> Locator:
    return page.get_by_role("radio")


def test_a_killed_browser_finds_the_step_it_was_at(tmp_path: Path, driver: Playwright, hall: RunningHall) -> None:
    class_id = hall.new_class("Người học")
    phone = Phone(driver, tmp_path / "profile", hall, hall.hall.store.sessions.open("trainee", class_id, "001"))
    _, page = phone.open()
    choices(page).nth(0).check()
    choices(page).nth(1).check()
    expect(page.locator(".cn-status-text")).to_contain_text("Đã lưu, 2 bước, ")
    attempt = hall.signed_in(class_id, "001").open(PAGE)["attempt"]
    kill(phone.profile)
    begun = time.monotonic()
    browser, page = phone.open()
    expect(choices(page).nth(1)).to_be_checked()
    print(f"at the same step {time.monotonic() - begun:.1f} s after the kill, the start of the browser included")
    choices(page).nth(0).check()
    expect(page.locator(".cn-status-text")).to_contain_text("Đã lưu, 3 bước, ")
    browser.close()
    stored = hall.hall.store.events.of_attempt(attempt)
    assert [(each.writer, each.n) for each in stored] == [(1, 1), (1, 2), (2, 1)]
    assert [each.seq for each in stored] == sorted(each.seq for each in stored)


def test_a_browser_killed_without_a_network_has_kept_what_was_done(
    tmp_path: Path, driver: Playwright, hall: RunningHall
) -> None:
    class_id = hall.new_class("Người học")
    phone = Phone(driver, tmp_path / "profile", hall, hall.hall.store.sessions.open("trainee", class_id, "001"))
    context, page = phone.open()
    attempt = hall.signed_in(class_id, "001").open(PAGE)["attempt"]
    context.set_offline(True)
    choices(page).nth(0).check()
    choices(page).nth(1).check()
    expect(page.locator("#caunoi-status")).to_have_attribute("data-line", "offline")
    wait_until_written(phone.profile, attempt, 2)
    kill(phone.profile)
    assert hall.hall.store.events.of_attempt(attempt) == []
    browser, page = phone.open()
    expect(choices(page).nth(1)).to_be_checked()
    expect(page.locator(".cn-status-text")).to_contain_text("Đã lưu, 2 bước, ")
    browser.close()
    assert [(each.writer, each.n) for each in hall.hall.store.events.of_attempt(attempt)] == [(1, 1), (1, 2)]
