"""One Chromium for the journeys; every context starts with nothing kept."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

# Patience, not a measure: the machine that runs the tests has two cores and other work.
PATIENCE_MS = 90_000

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The installed Chromium, named by `start.py test` in CAUNOI_CHROMIUM; without one tests fail, they never skip."""
    path = os.environ.get("CAUNOI_CHROMIUM") or shutil.which("chromium")
    assert path, "no Chromium: run the tests through `python3 start.py test`, which installs one or says how"
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=FLAGS)
        expect.set_options(timeout=PATIENCE_MS)
        yield browser
        browser.close()
