"""The hall: standalone Voila with its own pages, one process, one port."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import shutil
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from tornado.web import HTTPError, RequestHandler
from traitlets.config import Config
from voila.app import Voila
from voila.configuration import VoilaConfiguration

from caunoi.content import Library
from caunoi.ending import until_signal
from caunoi.hall import intake, pages, room
from caunoi.hall.addresses import Addresses
from caunoi.hall.allowances import Allowances
from caunoi.hall.analyses.attendant import Attendant
from caunoi.hall.analyses.live import HallIdentity, live_routes
from caunoi.hall.body import HallApplication
from caunoi.hall.capacity import HallServer, machine_connections
from caunoi.hall.clock import HALL_CLOCK
from caunoi.hall.course import Course
from caunoi.hall.delivery import Delivery
from caunoi.hall.files import STATIC, AssetHandler
from caunoi.hall.hosts import HostNames
from caunoi.hall.kernels import kernel_config
from caunoi.hall.lesson import AssessmentPage, LessonPage
from caunoi.hall.news import News
from caunoi.hall.notebook import LIGHT_MODULES
from caunoi.hall.page_kernel import PageKernel
from caunoi.hall.presence import Presence
from caunoi.hall.proxies import Proxies
from caunoi.hall.reach import Reach
from caunoi.hall.render import render
from caunoi.hall.self_test import SelfTest, knock
from caunoi.hall.services import Services
from caunoi.hall.shelf import Shelf
from caunoi.hall.signposts import ApiNotFound, Forbidden, Full, NotFound, Onward, WrongHost
from caunoi.hall.store import Limits, Store
from caunoi.hall.streams import Streams
from caunoi.hall.watch import Watch
from caunoi.i18n import translator
from caunoi.rested import Rested
from caunoi.settings import Settings
from caunoi.web.assets import Assets
from caunoi.web.port import bound
from caunoi.web.security import xsrf_cookie
from caunoi.web.templating import template_environment

log = logging.getLogger("caunoi.hall")

P = ParamSpec("P")
T = TypeVar("T")

# The first part of every page's address.
LANG = "(?P<lang>vi|id|en)"

# What a Jupyter server has at these addresses, nobody gets here.
CLOSED = (
    "api/(?:config|contents|files|kernels|kernelspecs|nbconvert|sessions|terminals)",
    "files",
    "lab",
    "login",
    "logout",
    "nbconvert",
    "terminals",
    "tree",
    "voila",
)

TEMPLATES = Path(__file__).parent / "templates"

# Classes are watched with the content they were followed by a moment ago: looking at every file costs more than it.
WATCHED_CONTENT_S = 15.0

# A trouble that every request meets is said in the window of the hall this often.
COMPLAINT_RESTS_S = 30.0

# A correction of seconds by the network's time is no news for anybody.
WORTH_SAYING = timedelta(minutes=1)

# SQLite's reads, PIN hashes and the bridge to the course; never many at once.
THREADS = 8


class Hall(Voila):
    """The server of one data folder; `services` connects it to the rooms it may not import."""

    # What cells of light pages may import.
    light_modules = LIGHT_MODULES
    kernel_manager: Any = None

    def __init__(
        self,
        settings: Settings,
        services: Services,
        course: Course | None = None,
        static: Path = STATIC,
        **traits: Any,
    ) -> None:
        # Nothing from a stray voila.json or the user's Jupyter folders: what the hall does is decided here.
        super().__init__(config_file_paths=[], open_browser=False, log_level="WARN", **traits)
        self.settings = settings
        self.services = services
        self.port = settings.port
        self.ip = settings.address
        self.store = Store(settings.data, Limits.of(settings))
        self.course = course or Course()
        self.addresses = Addresses(settings.base_path)
        self.reach = Reach(settings.data, lan=settings.lan)
        self.self_test = SelfTest(lambda address: knock(address, self.reach.mark))
        self.assets = Assets(static, settings.base_path)
        self.words = Rested(translator)
        self.complain: Rested[str, None] = Rested(lambda sentence: log.error("%s", sentence), COMPLAINT_RESTS_S)
        self.templates = template_environment(TEMPLATES)
        self.page_kernel = PageKernel(lambda: self.kernel_manager, self.course.code)
        self.shelf = Shelf(lambda source: render(self, source), self.page_kernel.end, self.course.code)
        self.allowances = Allowances()
        self.news = News()
        self.presence = Presence(lambda class_id, trainee: self.news.tell(class_id, "presence", trainee))
        self.streams = Streams()
        self._watched_content = Rested(self._content_of, WATCHED_CONTENT_S)
        self.watch = Watch(self.store, lambda class_id, page: self._watched_content((class_id, page.partition("/")[0])))
        self.attendant = Attendant(self)
        self.identity_provider_class = HallIdentity
        self.delivery = Delivery(self.store, services.submit, self.off_loop)
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="caunoi-hall")
        # One thread: it has one machine with the content in it, and what it follows needs no lock.
        self._watching = ThreadPoolExecutor(1, thread_name_prefix="caunoi-watch")
        self._server: HallServer | None = None

    async def off_loop(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run something that blocks in a thread."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, lambda: work(*args, **kwargs))

    async def watching(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run something that uses `watch` in its thread."""
        return await asyncio.get_running_loop().run_in_executor(self._watching, lambda: work(*args, **kwargs))

    def _content_of(self, key: tuple[str, str]) -> Library:
        """What an attempt was made of, by class and kind of page; an assessment's is what the class was opened with."""
        class_id, kind = key
        if kind == "assessment":
            return self.course.class_library(self.services.class_root(class_id))
        return self.course.library()

    def initialize(self, argv: list[str] | None = None) -> None:
        """Set up without a command line, configuration files and signal handlers; `argv` is not read."""
        self._init_asyncio_patch()
        self.connection_dir = tempfile.mkdtemp(prefix="caunoi-")
        self.config = Config(kernel_config(self.connection_dir))
        self.voila_configuration = VoilaConfiguration(parent=self)
        # Voila's own routes are closed; should one ever open, it finds an empty folder.
        self.root_dir = self.connection_dir

    def init_settings(self) -> dict[str, Any]:
        """Voila's settings of the web application and ours."""
        return {
            **super().init_settings(),
            "hall": self,
            "largest_body": self.settings.body_kilobytes * 1024,
            "addresses": self.addresses,
            "hosts": HostNames(self.settings.hosts),
            "proxies": Proxies.of(self.settings.trusted_proxies),
            "wrong_host": WrongHost,
            "full": Full,
            "xsrf_cookies": True,
            "xsrf_cookie_name": xsrf_cookie(self.port),
            "default_handler_class": NotFound,
            "log_function": log_request,
        }

    def init_handlers(self) -> list[Any]:
        """Our routes first; every route of the stock server is closed, also one that a later version adds.

        What a live analysis needs of the stock server stands among ours, below `/live/`.
        """
        stock = [route[0] for route in super().init_handlers() if route[0] != self.server_url]
        return [
            *routes(self),
            *((pattern, Forbidden) for pattern in stock),
            (rf"/(?:{'|'.join(CLOSED)})(?:/.*)?", Forbidden),
            (r"/api/.*", ApiNotFound),
        ]

    def open(self) -> None:
        """Bind the port and answer from now on; needs a running event loop; raises SettingError for a busy port."""
        taken = bound(self.ip, self.port)
        self.port = taken.getsockname()[1]
        self._go_on_in_time()
        self.app = HallApplication(**self.init_settings())
        self.app.add_handlers(".*$", self.init_handlers())
        self._server = HallServer(self.app, most=self.settings.connections or machine_connections())
        self._server.add_socket(taken)
        self.news.start()
        self.delivery.start()
        self.attendant.start()

    def _go_on_in_time(self) -> None:
        """An old computer may start with a wrong date: what was stamped before stays before."""
        reached = self.store.newest_moment()
        behind = HALL_CLOCK.not_before(reached) if reached else timedelta(0)
        if behind >= WORTH_SAYING:
            log.warning(
                "The computer's date is behind what this hall has stored before; it goes on from %s. Set the date of "
                "the computer when no class runs, then start the hall again.",
                f"{reached.astimezone():%Y-%m-%d %H:%M}" if reached else "",
            )

    def warm(self) -> None:
        """Make the pages in advance that the newest class and a new one will ask for."""
        newest = next(iter(self.store.classes.all()), None)
        langs = dict.fromkeys([newest.lang if newest else self.settings.lang, self.settings.lang])
        for lang in langs:
            self.shelf.warm(self.course.lessons(lang))
        if newest is not None:
            self.shelf.warm(self.course.assessments(self.services.class_root(newest.id), newest.lang))

    async def run(self, ready: Callable[[], None] = lambda: None) -> None:
        """Serve until cancelled; `ready` is called when the port answers."""
        try:
            self.open()
            ready()
            self.warm()
            await asyncio.Event().wait()
        finally:
            await self.close()

    async def close(self) -> None:
        """Answer nobody any more, end every kernel, finish the waiting writes."""
        if self._server is not None:
            self._server.stop()
            self.streams.close()
            self.news.close()
            await self._server.close_all_connections()
            await self.delivery.close()
            await self.shelf.close()
            await self.page_kernel.end()
            await self.attendant.close()
        if self.kernel_manager is not None:
            for kernel in self.kernel_manager.list_kernel_ids():
                # One whose start was given up a moment ago may be gone by now, or never have been ready; that one ends
                # with its parent.
                with contextlib.suppress(HTTPError, asyncio.InvalidStateError):
                    await self.kernel_manager.shutdown_kernel(kernel, now=True)
            # Left to the garbage collector it complains, in an order nobody knows.
            self.kernel_manager.context.destroy(linger=0)
        if self.connection_dir:
            shutil.rmtree(self.connection_dir, ignore_errors=True)
        self._threads.shutdown()
        self._watching.shutdown()
        self.store.close()

    def start(self, ready: Callable[[], None] = lambda: None) -> None:
        """Serve until Ctrl-C or SIGTERM."""
        asyncio.run(until_signal(self.run(ready)))


def log_request(handler: RequestHandler) -> None:
    """Only what failed in the hall itself is worth a facilitator's look."""
    # 503 is said with its reason where it arises, and once; sixty phones ask again every few seconds.
    level = logging.ERROR if handler.get_status() >= 500 and handler.get_status() != 503 else logging.DEBUG
    log.log(level, "%d %s %s", handler.get_status(), handler.request.method, handler.request.path)


def routes(hall: Hall) -> list[Any]:
    """All of the hall's own addresses."""
    return [
        (r"/(vi|id|en)", Onward, {"path": "/{0}/"}),
        (r"/assets/([0-9a-f]{16}\.[a-z0-9]+)", AssetHandler),
        (rf"/{LANG}/lesson/(?P<module>[\w-]+)/(?P<lesson>[\w-]+)", LessonPage),
        (rf"/{LANG}/assessment/(?P<name>[\w-]+)", AssessmentPage),
        *intake.ROUTES,
        *room.ROUTES,
        *pages.ROUTES,
        *live_routes(),
    ]
