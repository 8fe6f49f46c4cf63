"""A running desk over a copy of the small content, for tests that ask it over HTTP or in a browser."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path

from caunoi.composition import desk_widgets
from caunoi.desk.app import Desk
from tests.patience import PATIENCE_S
from tests.server.running import Browser


class RunningDesk:
    """A desk in a thread of its own, over a copy of the small content."""

    def __init__(self, content: Path, port: int = 0) -> None:
        self.content = content
        self.desk = Desk([content], desk_widgets(), "en", port)
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever)
        self._browsers: list[Browser] = []

    def open(self) -> None:
        self._thread.start()
        asyncio.run_coroutine_threadsafe(self.desk.open(), self._loop).result(PATIENCE_S)

    def close(self) -> None:
        for browser in self._browsers:
            browser.close()
        asyncio.run_coroutine_threadsafe(self.desk.close(), self._loop).result(PATIENCE_S)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def stranger(self) -> Browser:
        browser = Browser(self.desk.port)
        self._browsers.append(browser)
        return browser

    def author(self) -> Browser:
        browser = self.stranger()
        browser.cookies[f"caunoi-desk-{self.desk.port}"] = self.desk.session
        return browser
