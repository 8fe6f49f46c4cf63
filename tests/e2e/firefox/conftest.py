"""The installed Firefox, as people have it, beside the Chromium of all other browser tests."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from caunoi.content import CHECKOUT
from caunoi.first_start.browsers import CHROMIUM, FIREFOX, find
from tests.e2e.browser import FLAGS, patient


@dataclass(frozen=True)
class Both:
    """Two browsers of different makers."""

    chromium: Browser
    firefox: Browser


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Both]:
    """Both browsers, by one driver; without one of them a test fails, it never skips."""
    chromium, firefox = find(CHROMIUM), find(FIREFOX)
    assert chromium is not None, "no Chromium: run the tests through `python3 start.py test`"
    assert firefox is not None, (
        "no Firefox: run the tests through `python3 start.py test`, which installs one or says how"
    )
    with sync_playwright() as driver:
        relayed = launcher(tmp_path_factory.mktemp("firefox"), firefox)
        # This channel is the Firefox of its makers, over WebDriver BiDi; Playwright's own is a patched one.
        second = driver.firefox.launch(channel="moz-firefox", executable_path=relayed)
        first = driver.chromium.launch(executable_path=chromium, args=FLAGS)
        yield Both(patient(first), patient(second))
        second.close()
        first.close()


@pytest.fixture(scope="module")
def firefox(both: Both) -> Browser:
    return both.firefox


def launcher(folder: Path, firefox: Path) -> Path:
    """A program that starts this Firefox with the relay before it."""
    path = folder / "firefox"
    relay = shlex.join([sys.executable, "-m", "tests.e2e.firefox.relay", str(firefox)])
    path.write_text(f'#!/bin/sh\ncd {shlex.quote(str(CHECKOUT))}\nexec {relay} "$@"\n', encoding="utf-8")
    path.chmod(0o755)
    return path
