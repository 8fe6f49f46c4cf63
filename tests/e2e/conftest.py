"""One Chromium for every browser test of a file; every context starts with nothing kept."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from caunoi.first_start.browsers import CHROMIUM, find
from tests.e2e.browser import FLAGS, patient


# Not for the whole session: while Playwright is open in a thread, nothing else in it may run an event loop.
@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """The installed Chromium, named in CAUNOI_CHROMIUM by `start.py test`; without one a test fails, it never skips."""
    path = find(CHROMIUM)
    assert path is not None, (
        "no Chromium: run the tests through `python3 start.py test`, which installs one or says how"
    )
    with sync_playwright() as driver:
        browser = patient(driver.chromium.launch(executable_path=path, args=FLAGS))
        yield browser
        browser.close()
