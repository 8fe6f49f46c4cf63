"""The routes of stock Voila that a live analysis needs, each behind the facilitator's session and for one's own seat.

They stand below `/live/`, which is Voila's base there: everywhere else its addresses stay closed.
"""

from __future__ import annotations

import copy
import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode, urlsplit

from jupyter_server.auth.identity import IdentityProvider, User
from jupyter_server.base.handlers import FileFindHandler
from jupyter_server.base.websocket import WS_PING_INTERVAL
from jupyter_server.services.kernels.handlers import KernelHandler
from tornado.web import HTTPError, RequestHandler
from traitlets.config import Config
from voila.configuration import VoilaConfiguration
from voila.paths import collect_static_paths, collect_template_paths
from voila.static_file_handler import MultiStaticFileHandler, TemplateStaticFileHandler
from voila.tornado.handler import TornadoVoilaHandler
from voila.tornado.kernel_websocket_handler import VoilaKernelWebsocketHandler
from voila.utils import get_voila_labextensions_path

from caunoi.hall.analyses.class_copy import NOTEBOOK
from caunoi.hall.analyses.page_template import TEMPLATE, page_words
from caunoi.hall.analyses.seats import Seat, Wish
from caunoi.hall.kernels import ANALYSIS_KERNEL, analysis_environment
from caunoi.hall.notebook import read_notebook
from caunoi.hall.render import LightMarkdown
from caunoi.hall.store.sessions import token_hash
from caunoi.web.security import HEADERS, LIVE_POLICY, session_cookie

if TYPE_CHECKING:
    from caunoi.hall.app import Hall

LIVE = "/live/"

# A cell of an analysis reads one class and draws.
CELL_TIMEOUT_S = 120

# Only what draws ipywidgets; whatever else is installed for JupyterLab has no business on a page of the hall.
EXTENSIONS = ["@voila-dashboards/widgets-manager8", "@jupyter-widgets/jupyterlab-manager"]

_KERNEL = r"(?P<kernel_id>\w+-\w+-\w+-\w+-\w+)"
_SEAT = r"(?P<seat_id>[\w-]{22})"


def session_of(hall: Hall, handler: RequestHandler) -> str | None:
    """What stands for the facilitator's session of a request, None for anybody else."""
    token = handler.get_cookie(session_cookie(hall.port)) or ""
    session = hall.store.sessions.find(token) if token else None
    return token_hash(token) if session is not None and session.role == "facilitator" else None


def from_here(handler: RequestHandler) -> bool:
    """Whether the page that asks came from this hall; stricter than Jupyter, which takes a missing origin."""
    return urlsplit(handler.request.headers.get("Origin", "")).netloc.lower() == handler.request.host.lower()


class HallIdentity(IdentityProvider):
    """To Jupyter's own handlers a facilitator of the hall is a user, and nobody else is one."""

    def get_user(self, handler: Any) -> User | None:
        """The facilitator of a request."""
        who = session_of(handler.settings["hall"], handler)
        return User(username=who[:16], name="facilitator") if who else None

    def get_handlers(self) -> list[Any]:
        """No pages for signing in or out: the hall has its own."""
        return []


class FacilitatorsOnly(RequestHandler):
    """Before anything of the stock handler happens: a facilitator's session, else 403."""

    @property
    def hall(self) -> Hall:
        """The application."""
        hall: Hall = self.settings["hall"]
        return hall

    def set_default_headers(self) -> None:
        self.clear_header("Server")
        for name, value in HEADERS.items():
            self.set_header(name, value)
        self.set_header("Content-Security-Policy", LIVE_POLICY)

    async def prepare(self, **_: Any) -> None:
        who = session_of(self.hall, self)
        if who is None or not self._owns(who):
            raise HTTPError(403)
        prepared = super().prepare()
        if prepared is not None:
            await prepared

    def _owns(self, who: str) -> bool:
        """Whether the seat or the kernel that the address names is this facilitator's own."""
        seat = self.seat
        names_one = "kernel_id" in self.path_kwargs or "seat_id" in self.path_kwargs
        return not names_one or (seat is not None and seat.wish.who == who)

    @property
    def seat(self) -> Seat | None:
        """The seat of the address, by its own id or its kernel's."""
        seats = self.hall.attendant.seats
        if "seat_id" in self.path_kwargs:
            return seats.get(self.path_kwargs["seat_id"])
        return seats.of_kernel(self.path_kwargs.get("kernel_id", ""))

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        """A word for whoever looks; people meet these addresses on the page of an analysis only."""
        self.set_header("Content-Type", "text/plain; charset=UTF-8")
        self.finish(f"{status_code}\n")


class SeatKernels:
    """What Voila's page asks of a kernel manager, for one seat: its kernel, its folder, its environment."""

    notebook_data: dict[str, Any] = {}  # noqa: RUF012  # Voila's own interface

    def __init__(self, manager: Any, seat: Seat) -> None:
        self._manager = manager
        self._seat = seat

    def get_pool_size(self, notebook: str) -> int:
        """No kernel is started in advance."""
        return 0

    async def start_kernel(self, *, kernel_name: str, path: str, env: dict[str, str]) -> str:
        """Start the seat's kernel; Voila's name, folder and environment (the whole of the hall's) are not used."""
        folder, lang = self._seat.folder, self._seat.wish.lang
        assert folder is not None
        kernel_env = analysis_environment(os.environ, lang, folder)
        kernel = await self._manager.start_kernel(kernel_name=ANALYSIS_KERNEL, cwd=str(folder), env=kernel_env)
        self._seat.kernel = str(kernel)
        return str(kernel)

    def get_kernel(self, kernel_id: str) -> Any:
        """The manager of the kernel."""
        return self._manager.get_kernel(kernel_id)


class SeatContents:
    """What Voila's page asks of a contents manager: the one notebook of the seat, and nothing else of any folder."""

    def __init__(self, notebook: Path) -> None:
        self._notebook = notebook

    def get(self, path: str, **_: Any) -> dict[str, Any]:
        """The notebook; 404 for any other path, such as that of a picture that a page would pull in."""
        if path != NOTEBOOK:
            raise HTTPError(404)
        return {"type": "notebook", "path": path, "content": read_notebook(self._notebook)}


class AnalysisPage(FacilitatorsOnly, TornadoVoilaHandler):
    """GET /live/page/<seat>: the page of an analysis, made by Voila while its kernel runs; once for each seat."""

    _gone = False

    def initialize(self) -> None:
        self.notebook_path = NOTEBOOK
        self.template_paths = template_paths()
        self.traitlet_config = Config(
            {"VoilaExecutor": {"timeout": CELL_TIMEOUT_S}, "VoilaExporter": {"markdown_renderer_class": LightMarkdown}}
        )
        self.prelaunch_hook = None
        self.page_config_hook = None

    @property
    def kernel_manager(self) -> Any:
        """Voila starts and reaches its kernel through this."""
        assert self.seat is not None
        return SeatKernels(self.settings["kernel_manager"], self.seat)

    @property
    def contents_manager(self) -> Any:
        """Voila reads its notebook through this."""
        assert self.seat is not None
        assert self.seat.folder is not None
        return SeatContents(self.seat.folder / NOTEBOOK)

    @property
    def base_url(self) -> str:
        """What Voila puts before every address of its page."""
        return self.hall.addresses.to(LIVE)

    async def get(self, seat_id: str) -> None:
        seat = self.seat
        assert seat is not None
        if seat.stage != "ready":
            # Loaded again, or left for long: the way in gives it a kernel of its own anew.
            self.redirect(self.hall.addresses.to(way_in(seat.wish), seat.wish.lang))
            return
        self.hall.attendant.opened(seat)
        self.voila_configuration = live_configuration(self.hall, page_words(self.hall, seat, self.xsrf_form_html()))
        async for html in self.get_generator():
            if seat.ended:
                break  # a kernel that died while the page was made: Voila would wait for it without end
            # Voila's own sign of life is a script in the page, which the policy does not run.
            self.write("\n" if html.startswith("<script>window.voila_heartbeat") else html)
            self.flush()
            if not self._gone:
                self.hall.attendant.being_made(seat)

    def on_connection_close(self) -> None:
        """Whoever waited for this page has closed it."""
        super().on_connection_close()
        self._gone = True


class AnalysisKernel(FacilitatorsOnly, KernelHandler):
    """GET /live/api/kernels/<id>: what the widgets ask about their kernel."""

    async def delete(self, kernel_id: str) -> None:
        """Nobody: a kernel ends with its seat, so that the next one in the queue is let in."""
        raise HTTPError(403)


class AnalysisSocket(FacilitatorsOnly, VoilaKernelWebsocketHandler):
    """The websocket between the widgets of a page and their kernel; opened from pages of this hall only."""

    # At the handshake Tornado complains of more than the interval; Jupyter's own pings, which begin then, wait longer.
    ping_timeout = WS_PING_INTERVAL

    _of: Seat | None = None

    def set_default_headers(self) -> None:
        """None: the answer is no page of a browser."""

    async def prepare(self, **_: Any) -> None:
        if not from_here(self):
            raise HTTPError(403)
        await super().prepare()

    async def open(self, kernel_id: str) -> None:
        self.ping_timeout = 3 * WS_PING_INTERVAL
        self._of = self.seat
        if self._of is not None:
            self.hall.attendant.connected(self._of, 1)
        await super().open(kernel_id)

    def on_message(self, ws_message: str | bytes) -> None:
        if self._of is not None:
            self.hall.attendant.used(self._of)
        super().on_message(ws_message)

    def on_close(self) -> None:
        if self._of is not None:
            self.hall.attendant.connected(self._of, -1)
        super().on_close()


class AnalysisLeft(FacilitatorsOnly):
    """POST /live/voila/api/shutdown/<kernel>: what Voila's page says when it is closed.

    It knows no token, so its origin is looked at; see EndSeat for the hall's own word, which carries one.
    """

    def check_xsrf_cookie(self) -> None:
        """The origin stands for it."""

    def post(self, kernel_id: str) -> None:
        if not from_here(self):
            raise HTTPError(403)
        seat = self.hall.attendant.seats.of_kernel(kernel_id)
        if seat is not None and seat.wish.who == session_of(self.hall, self):
            self.hall.attendant.end(seat, "closed")
        self.set_status(204)


class VoilaTemplateFile(FacilitatorsOnly, TemplateStaticFileHandler):
    """GET /live/voila/templates/...: files of Voila's templates."""


class VoilaFile(FacilitatorsOnly, MultiStaticFileHandler):
    """GET /live/voila/static/...: Voila's own modules."""


class VoilaExtension(FacilitatorsOnly, FileFindHandler):
    """GET /live/voila/labextensions/...: what draws ipywidgets."""


def way_in(wish: Wish) -> str:
    """The path of the page that gives a seat for a wish, in its language."""
    return f"facilitator/analyses/{wish.analysis}?{urlencode({'class': wish.class_id})}"


def live_configuration(hall: Hall, words: dict[str, Any]) -> VoilaConfiguration:
    """How Voila makes the page of an analysis; `words` are what the template says besides the notebook."""
    config = copy.deepcopy(hall.voila_configuration.config)
    config.VoilaConfiguration.resources = {"analysis": words}
    return VoilaConfiguration(
        config=config,
        template="lab",
        theme="light",
        extension_allowlist=EXTENSIONS,
        # A cell that fails gives one calm sentence of the template.
        show_tracebacks=False,
        allow_template_override="NO",
        allow_theme_override="NO",
    )


@cache
def template_paths() -> list[str]:
    """Our own template before those of Voila that it needs."""
    return [str(TEMPLATE), *collect_template_paths(["voila", "nbconvert"], "lab", prune=True)]


def live_routes() -> list[Any]:
    """The routes below /live/."""
    return [
        (rf"{LIVE}page/{_SEAT}", AnalysisPage),
        (rf"{LIVE}api/kernels/{_KERNEL}", AnalysisKernel),
        (rf"{LIVE}api/kernels/{_KERNEL}/channels", AnalysisSocket),
        (rf"{LIVE}voila/api/shutdown/([\w-]+)", AnalysisLeft),
        (rf"{LIVE}voila/templates/(.*)", VoilaTemplateFile),
        (rf"{LIVE}voila/static/(.*)", VoilaFile, {"paths": collect_static_paths(["voila", "nbconvert"], "lab")}),
        (rf"{LIVE}voila/labextensions/(.*)", VoilaExtension, {"path": get_voila_labextensions_path()}),
    ]
