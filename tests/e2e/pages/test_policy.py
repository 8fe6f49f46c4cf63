"""Do the pages work under a content policy that names only what they use, with nothing refused in the browser?"""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.pages.conftest import Open
from tests.server.pages_stage import LESSON, Stage

pytestmark = [pytest.mark.browser, pytest.mark.slow]

# The browser says this of whatever it refuses, also where nothing is written to its console.
LISTEN = """
window.refused = [];
addEventListener("securitypolicyviolation", (event) => {
  window.refused.push(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`);
});
"""


def refused(page: Page) -> Any:
    return page.evaluate("window.refused")


def looked(page: Page) -> Page:
    """Load the page again with an ear for refusals, from its first line on."""
    page.add_init_script(LISTEN)
    page.reload()
    page.wait_for_load_state("load")
    return page


@pytest.mark.parametrize("path", ["", "join?code=NONE22", "out", "nothing"])
def test_pages_for_strangers(open_page: Open, path: str) -> None:
    page = looked(open_page(f"/vi/{path}"))
    expect(page.locator("h1")).to_be_visible()
    assert refused(page) == []


@pytest.mark.parametrize("path", ["", "result/portal-basics"])
def test_pages_for_trainees(open_page: Open, path: str) -> None:
    page = looked(open_page(f"/vi/{path}", "001"))
    expect(page.locator("h1")).to_be_visible()
    assert refused(page) == []


def test_a_lesson_is_live(open_page: Open) -> None:
    page = looked(open_page(f"/vi/{LESSON}", "002"))
    expect(page.locator("html[data-caunoi=live]")).to_be_attached()
    assert refused(page) == []


@pytest.mark.parametrize(
    "path", ["", "/pace", "/people", "/cards", "/pins", "/wall", "/report"], ids=lambda path: path or "board"
)
def test_pages_of_a_class(open_page: Open, stage: Stage, path: str) -> None:
    record = stage.store.classes.all()[-1]
    page = looked(open_page(f"/vi/facilitator/class/{record.id}{path}", "facilitator"))
    expect(page.locator("h1")).to_be_visible()
    assert refused(page) == []


def test_what_is_slipped_in_is_refused(chromium: Browser, stage: Stage) -> None:
    """Otherwise the tests above would hear nothing because nothing is ever refused."""
    context = chromium.new_context()
    page = context.new_page()
    page.add_init_script(LISTEN)
    page.goto(f"{stage.address}/vi/")
    page.evaluate(
        """() => {
          const slipped = document.createElement("div");
          slipped.innerHTML = '<p style="color: red">x</p><img src="/none" onerror="window.hacked = 1">';
          document.body.append(slipped);
          const script = document.createElement("script");
          script.textContent = "window.hacked = 1";
          document.body.append(script);
          document.body.append(Object.assign(document.createElement("iframe"), { src: "/vi/" }));
        }"""
    )
    page.wait_for_function("window.refused.length >= 4")
    assert page.evaluate("window.hacked") is None
    kinds = {line.split()[0] for line in refused(page)}
    assert {"style-src-attr", "script-src-attr", "script-src-elem", "frame-src"} <= kinds
    context.close()
