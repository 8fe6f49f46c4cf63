"""How the tests start an installed browser, and how patient they are with it."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Browser, Page, expect

from tests.patience import PATIENCE_S, until

PATIENCE_MS = PATIENCE_S * 1000

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def patient(browser: Browser) -> Browser:
    """The browser, of which every window is waited for as long as what is expected in it."""
    expect.set_options(timeout=PATIENCE_MS)
    browser.on("context", lambda context: context.set_default_timeout(PATIENCE_MS))
    return browser


def until_on(page: Page, holds: Callable[[], bool]) -> None:
    """Wait for something that is no element, and let the page go on meanwhile.

    Pages' content policy forbids Playwright's own wait_for_function.
    """
    until(holds, rest=lambda: page.wait_for_timeout(20))
