"""Draws the pictures of the authors' guide anew: the desk over the worked example, in Vietnamese.

python -m docs.authors.pictures.draw
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.docs.guide import beginning, blocks_of, follow, page
from tests.server.desk_stage import RunningDesk

HERE = Path(__file__).parent
NO_PROBLEMS = "Không có vấn đề"
SCENARIO = "/vi/scenario/borrow-large-print"


def portal(opened: Page) -> None:
    """The screens and arrows."""
    opened.locator("[data-picture] svg").wait_for()
    opened.locator("[data-picture] svg").screenshot(path=HERE / "portal.png")


def walk(opened: Page) -> None:
    """The good way, walked in the practice mock-up, with its points."""
    row = opened.get_by_role("row").filter(has=opened.get_by_role("rowheader", name="expert", exact=True)).first
    row.get_by_role("button").click()
    opened.locator(".verdicts").wait_for()
    opened.evaluate("scrollTo(0, document.querySelector('.workbench').getBoundingClientRect().top + scrollY - 12)")
    opened.wait_for_timeout(500)
    opened.screenshot(path=HERE / "walk.png")


def traces(opened: Page) -> None:
    """The recorded ways with what they get."""
    table = opened.locator("[data-part=traces] table").first
    table.screenshot(path=HERE / "traces.png")


def main() -> None:
    """Follow the worked example in a folder of its own and take the pictures at a desk over it."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "content"
        beginning(root)
        for _ in follow(root, [block for block in blocks_of(page("vi", "example")) if block.role != "desk"]):
            pass
        running = RunningDesk(root)
        running.open()
        try:
            take(running)
        finally:
            running.close()


def take(running: RunningDesk) -> None:
    """Open each page of the desk and take its picture."""
    base = f"http://127.0.0.1:{running.desk.port}"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ.get("CAUNOI_CHROMIUM"))
        context = browser.new_context(viewport={"width": 1280, "height": 760}, locale="vi-VN")
        context.add_cookies([{"name": f"caunoi-desk-{running.desk.port}", "value": running.desk.session, "url": base}])
        for draw, path in ((portal, "/vi/portal/reading-room"), (walk, SCENARIO), (traces, SCENARIO)):
            opened = context.new_page()
            opened.goto(base + path)
            opened.get_by_text(NO_PROBLEMS).wait_for()
            opened.wait_for_timeout(1500)  # the check of everything else is told last and draws the tables anew
            draw(opened)
            opened.close()
        browser.close()


if __name__ == "__main__":
    main()
