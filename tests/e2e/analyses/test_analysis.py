"""Does a facilitator use a live analysis, and does the next one wait for the place and get in?

The first comes through a reverse proxy with TLS, the second directly; both below a path.
"""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from assessments import bridge
from caunoi.content import CHECKOUT
from caunoi.hall.files import STATIC
from caunoi.i18n import translator
from tests.e2e.journey import axe
from tests.grading.conftest import answers, checkout, library, opened
from tests.grading.samples import ASSESSMENT, NOON, RIGHT, Answers
from tests.server.proxy import Proxy
from tests.server.running import RunningHall, make_hall

__all__ = ["answers", "checkout", "library", "opened"]

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ANALYSIS = "/en/facilitator/analyses/steps-and-questions"

BASE = "/caunoi"

Facilitator = Callable[[str], Page]


@pytest.fixture
def hall(tmp_path: Path, opened: Path, answers: Answers) -> Iterator[RunningHall]:
    """A hall with room for one analysis, and a class in which two people have handed in."""
    root = Path(shutil.copytree(opened, tmp_path / "class"))
    bridge.submit(root, "001", ASSESSMENT, answers("expert", RIGHT), NOON)
    bridge.submit(root, "002", ASSESSMENT, answers("slip", RIGHT), NOON)
    notebooks = {path.stem: path for path in (CHECKOUT / "reports" / "analyses").glob("*.ipynb")}
    made = make_hall(
        tmp_path / "data",
        CHECKOUT,
        STATIC,
        given={"analyses": 1, "base_path": BASE, "trusted_proxies": ("127.0.0.1",)},
        class_root=lambda _: root,
        analyses=notebooks,
    )
    with RunningHall(made).serving() as running:
        running.new_class("Vũ Thị Riêng")
        yield running


@pytest.fixture
def proxy(hall: RunningHall) -> Iterator[Proxy]:
    proxy = Proxy(hall.port, BASE, scheme="https")
    hall.on_loop(proxy.open())
    yield proxy
    hall.on_loop(proxy.close())
    assert proxy.outside == []


@pytest.fixture
def facilitator(chromium: Browser, hall: RunningHall) -> Iterator[Facilitator]:
    """A page of somebody who is signed in as a facilitator at this address, each with a session of their own."""
    contexts = []
    trouble: list[str] = []

    def signed_in(address: str) -> Page:
        context = chromium.new_context(
            base_url=address, viewport={"width": 1280, "height": 800}, ignore_https_errors=True
        )
        contexts.append(context)
        token = hall.hall.store.sessions.open("facilitator")
        context.add_cookies([{"name": f"caunoi-session-{hall.port}", "value": token, "url": f"{address}/"}])
        page = context.new_page()
        page.on("request", lambda asked: None if asked.url.startswith(address) else trouble.append(asked.url))
        page.on("console", lambda line: trouble.append(line.text) if "Content Security Policy" in line.text else None)
        return page

    yield signed_in
    for context in contexts:
        context.close()
    assert trouble == []


# Notes what people would read while the page is being made.
NOTES = """
window.read = new Set();
new MutationObserver(() => document.body?.innerText.split("\\n").forEach((line) => window.read.add(line.trim())))
  .observe(document, { childList: true, subtree: true, characterData: true });
"""


def open_analysis(page: Page) -> None:
    page.goto(f"{BASE}{ANALYSIS}")
    expect(page.locator("html[data-analysis=live]")).to_be_attached()


def test_what_is_read_while_the_widgets_come_is_in_the_language_of_the_page(
    hall: RunningHall, facilitator: Facilitator
) -> None:
    page = facilitator(f"http://127.0.0.1:{hall.port}{BASE}")
    page.add_init_script(NOTES)
    page.goto(f"{BASE}{ANALYSIS.replace('/en/', '/vi/')}")
    expect(page.locator("html[data-analysis=live]")).to_be_attached()
    expect(page.locator(".cn-exploration")).to_be_visible()
    read = page.evaluate("[...window.read]")
    assert translator("vi").gettext("The analysis is being computed. This takes a few seconds.") in read
    assert not any("Loading" in line for line in read)


def test_an_analysis_is_used_and_the_next_facilitator_waits_for_it(
    hall: RunningHall, proxy: Proxy, facilitator: Facilitator
) -> None:
    first, second = facilitator(proxy.url), facilitator(f"http://127.0.0.1:{hall.port}{BASE}")
    open_analysis(first)
    expect(first.locator("h1")).to_have_text("Steps, wrong turns and questions")
    table = first.locator(".cn-table")
    expect(table.locator("caption")).to_have_text("Steps")
    axe.check(first)

    # A control changes what the kernel draws: its word and the answer went over the proxy's websocket.
    first.get_by_role("button", name="Wrong turns").click()
    expect(table.locator("caption")).to_have_text("Wrong turns")
    expect(table.get_by_role("row", name="Submitted before filling in the name")).to_contain_text("1 of 2")
    first.get_by_label("People, at least").fill("3")
    first.get_by_label("People, at least").press("Enter")
    expect(first.get_by_text("No wrong turn of this system was taken by so many people.")).to_be_visible()
    assert proxy.websockets == 1

    second.goto(f"{BASE}{ANALYSIS}")
    expect(second.get_by_text("You are next.")).to_be_visible()
    axe.check(second)

    # Closing the page gives the place up, and the one who waits gets in without doing anything.
    first.close()
    expect(second.locator("html[data-analysis=live]")).to_be_attached()
    second.get_by_role("button", name="Wrong turns").click()
    expect(second.locator(".cn-table caption")).to_have_text("Wrong turns")

    # A kernel that dies is told of, and opened anew.
    (kernel,) = hall.hall.kernel_manager.list_kernel_ids()
    os.kill(hall.hall.kernel_manager.get_kernel(kernel).provisioner.pid, signal.SIGKILL)
    expect(second.get_by_role("alert")).to_contain_text("The computation behind this analysis has stopped.")
    second.get_by_role("link", name="Open it anew").click()
    expect(second.locator("html[data-analysis=live]")).to_be_attached()
    expect(second.get_by_role("alert")).to_be_hidden()

    # Its button ends it and leads back to the list.
    second.get_by_role("button", name="End the analysis").click()
    expect(second.locator("h1")).to_have_text("Analyses")
