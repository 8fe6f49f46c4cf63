"""The hall: standalone Voila with its own pages, one process, one port."""

from __future__ import annotations

import asyncio
import errno
import signal
import socket
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import RedirectHandler
from traitlets.config import Config
from voila.app import Voila
from voila.configuration import VoilaConfiguration

from caunoi.errors import SettingError
from caunoi.hall import pages
from caunoi.hall.assets import AssetHandler, Assets
from caunoi.hall.body import LimitedApplication
from caunoi.hall.handler import ApiNotFound, Forbidden, NotFound
from caunoi.hall.security import xsrf_cookie
from caunoi.hall.services import Services
from caunoi.hall.store import Store
from caunoi.settings import Settings

P = ParamSpec("P")
T = TypeVar("T")

TEMPLATES = Path(__file__).parent / "templates"

# SQLite's reads, PIN hashes and the bridge to the course; never many at once.
THREADS = 8


class Hall(Voila):
    """The server of one data folder; `services` connects it to the rooms it may not import."""

    def __init__(self, settings: Settings, services: Services, **traits: Any) -> None:
        # Nothing from a stray voila.json or the user's Jupyter folders: what the hall does is decided here.
        super().__init__(config_file_paths=[], open_browser=False, log_level="WARN", **traits)
        self.settings = settings
        self.services = services
        self.port = settings.port
        self.ip = "0.0.0.0" if settings.lan else "127.0.0.1"
        self.store = Store(Path(settings.data))
        self.assets = Assets()
        self.templates = Environment(
            loader=FileSystemLoader(TEMPLATES),
            extensions=["jinja2.ext.i18n"],
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="caunoi-hall")
        self._server: HTTPServer | None = None

    async def off_loop(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run something that blocks in a thread."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, lambda: work(*args, **kwargs))

    def initialize(self, argv: list[str] | None = None) -> None:
        """Set up without a command line, configuration files and signal handlers; `argv` is not read."""
        self._init_asyncio_patch()
        self.config = Config({"VoilaConfiguration": {"preheat_kernel": False, "show_tracebacks": True}})
        self.voila_configuration = VoilaConfiguration(parent=self)
        self.connection_dir = tempfile.mkdtemp(prefix="caunoi-")

    def init_settings(self) -> dict[str, Any]:
        """Voila's settings of the web application and ours."""
        return {
            **super().init_settings(),
            "hall": self,
            "xsrf_cookies": True,
            "xsrf_cookie_name": xsrf_cookie(self.port),
            "xsrf_cookie_kwargs": {"httponly": True, "samesite": "Lax", "path": "/"},
            "default_handler_class": NotFound,
        }

    def init_handlers(self) -> list[Any]:
        """Our routes first; every route of the stock server is closed, also one that a later version adds."""
        stock = [route[0] for route in super().init_handlers() if route[0] != self.server_url]
        return [
            *routes(self),
            *((pattern, Forbidden) for pattern in stock),
            (r"/(?:api/(?:contents|kernels|kernelspecs|sessions|terminals|config)|voila|terminals|lab|tree)(?:/.*)?", Forbidden),
            (r"/api/.*", ApiNotFound),
        ]

    def open(self) -> None:
        """Bind the port and answer from now on; needs a running event loop; raises SettingError for a busy port."""
        sockets = self._bind()
        self.port = sockets[0].getsockname()[1]
        self.app = LimitedApplication(**self.init_settings())
        self.app.add_handlers(".*$", self.init_handlers())
        self._server = HTTPServer(self.app)
        self._server.add_sockets(sockets)

    async def run(self, ready: Callable[[], None] = lambda: None) -> None:
        """Serve until cancelled; `ready` is called when the port answers."""
        self.open()
        try:
            ready()
            await asyncio.Event().wait()
        finally:
            await self.close()

    async def close(self) -> None:
        """Answer nobody any more, end every kernel, finish the waiting writes."""
        if self._server is not None:
            self._server.stop()
            await self._server.close_all_connections()
            await self.kernel_manager.shutdown_all(now=True)
        self._threads.shutdown()
        self.store.close()

    def start(self, ready: Callable[[], None] = lambda: None) -> None:
        """Serve until Ctrl-C or SIGTERM."""
        asyncio.run(self._until_signal(ready))

    async def _until_signal(self, ready: Callable[[], None]) -> None:
        serving = asyncio.ensure_future(self.run(ready))
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            try:
                loop.add_signal_handler(number, serving.cancel)
            except NotImplementedError:  # Windows: KeyboardInterrupt ends the loop there
                break
        try:
            await serving
        except asyncio.CancelledError:
            return

    def _bind(self) -> list[socket.socket]:
        try:
            return bind_sockets(self.port, self.ip, family=socket.AF_INET)
        except OSError as error:
            if error.errno not in (errno.EADDRINUSE, errno.EACCES):
                raise
            raise SettingError(
                f"port {self.port}: another program uses it or it is not allowed; stop that program or choose another with --port."
            ) from error


def routes(hall: Hall) -> list[Any]:
    """All of the hall's own addresses."""
    return [
        (r"/", RedirectHandler, {"url": f"/{hall.settings.lang}/", "permanent": False}),
        (r"/(vi|id|en)", RedirectHandler, {"url": "/{0}/", "permanent": False}),
        (r"/assets/([0-9a-f]{16}\.[a-z0-9]+)", AssetHandler),
        *pages.ROUTES,
    ]
