"""The desk's server: one author, one browser, 127.0.0.1."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import secrets
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from tornado.httpserver import HTTPServer
from tornado.web import Application, RequestHandler

from caunoi.desk import pages
from caunoi.desk.handler import Missing
from caunoi.desk.services import Widgets
from caunoi.desk.workshop import Workshop
from caunoi.errors import Problem
from caunoi.i18n import translator
from caunoi.web.assets import Assets
from caunoi.web.port import bound
from caunoi.web.security import xsrf_cookie
from caunoi.web.templating import template_environment

log = logging.getLogger("caunoi.desk")

HERE = Path(__file__).parent
HOST = "127.0.0.1"

# How often the files are looked at; an author waits for a save to be seen, but not for less than this.
LOOK_S = 0.25
LARGEST_BODY = 2 * 1024 * 1024


class Desk:
    """The desk over some content roots; `widgets` draws, `lang` is the author's language, `begin` the first page."""

    def __init__(self, roots: Sequence[Path], widgets: Widgets, lang: str, port: int, begin: str = "") -> None:
        self.workshop = Workshop(roots)
        self.widgets = widgets
        self.lang = lang
        self.port = port
        self.begin = f"/{lang}/{begin}"
        self.assets = Assets(HERE / "static")
        self.templates = template_environment(HERE / "templates")
        self.words = translator
        # Known to this process only: a desk that is started again is opened by its new link.
        self.key: str | None = secrets.token_urlsafe(24)
        self.session = secrets.token_urlsafe(24)
        self.listeners: set[asyncio.Queue[None]] = set()
        # One looks for what is saved while the other may still be checking what was saved before.
        self._threads = ThreadPoolExecutor(2, thread_name_prefix="caunoi-desk")
        self._server: HTTPServer | None = None
        self._watching: list[asyncio.Task[None]] = []
        self._unseen = asyncio.Event()

    @property
    def link(self) -> str:
        """The address that opens the desk, once."""
        return f"http://{HOST}:{self.port}/enter?key={self.key}"

    async def open(self) -> None:
        """Read the content, bind the port, answer and watch from now on. Raises SettingError for a busy port."""
        taken = bound(HOST, self.port)
        self.port = taken.getsockname()[1]
        self.workshop.renew()
        self._unseen.set()
        app = Application(
            pages.ROUTES,
            desk=self,
            default_handler_class=Missing,
            xsrf_cookies=True,
            xsrf_cookie_name=xsrf_cookie(self.port),
            xsrf_cookie_kwargs={"httponly": True, "samesite": "Strict", "path": "/"},
            log_function=_log_request,
        )
        self._server = HTTPServer(app, max_body_size=LARGEST_BODY)
        self._server.add_socket(taken)
        self._watching = [asyncio.create_task(self._watch()), asyncio.create_task(self._look())]

    async def run(self, ready: Callable[[], None] = lambda: None) -> None:
        """Serve until cancelled; `ready` is called when the port answers."""
        try:
            await self.open()
            ready()
            await asyncio.gather(*self._watching)
        finally:
            await self.close()

    async def close(self) -> None:
        """Answer nobody any more."""
        for task in self._watching:
            task.cancel()
        await asyncio.gather(*self._watching, return_exceptions=True)
        self._tell()
        if self._server is not None:
            self._server.stop()
            await self._server.close_all_connections()
        self._threads.shutdown()

    async def _watch(self) -> None:
        """See what is saved."""
        while True:
            await asyncio.sleep(LOOK_S)
            if await self._off_loop(self.workshop.renew):
                self._seen()

    def look_now(self) -> None:
        """See at once what was saved, without waiting for the next look."""
        if self.workshop.renew():
            self._seen()

    def _seen(self) -> None:
        self._unseen.set()
        self._tell()

    async def _look(self) -> None:
        """Check what was read, in its own time."""
        while True:
            await self._unseen.wait()
            self._unseen.clear()
            try:
                await self._off_loop(self.workshop.look)
            except Exception as error:  # noqa: BLE001  # content nobody thought of must not end the desk
                log.error("the check broke off: %r", error)
                self.workshop.broke_off(Problem("content", "check", f"broke off ({error!r})", "tell its makers"))
            self._tell()

    async def _off_loop(self, work: Callable[[], Any]) -> Any:
        return await asyncio.get_running_loop().run_in_executor(self._threads, work)

    def _tell(self) -> None:
        for listener in self.listeners:
            with contextlib.suppress(asyncio.QueueFull):  # one unread word is as good as two
                listener.put_nowait(None)


def _log_request(handler: RequestHandler) -> None:
    level = logging.ERROR if handler.get_status() >= 500 else logging.DEBUG
    # Without the query: the link that opens the desk has its key there.
    log.log(level, "%d %s %s", handler.get_status(), handler.request.method, handler.request.path)
