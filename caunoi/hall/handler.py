"""The base of every page and every door of the API: who asks, in which language, and how an answer looks."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable
from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar
from urllib.parse import urlencode

from tornado.web import Finish, HTTPError, RequestHandler

from caunoi.errors import CauNoiError, StoreError
from caunoi.hall.failure import failure, taken_methods
from caunoi.hall.records import ClassRecord, Role, SessionRecord, TraineeRecord, to_ms, utc_now
from caunoi.hall.refusals import UnknownClass, UnknownTrainee
from caunoi.hall.services import Services
from caunoi.hall.store import Store
from caunoi.hall.store.sessions import token_hash
from caunoi.i18n import LANGS
from caunoi.web.answer import Refused, error_body, json_bytes
from caunoi.web.security import HEADERS, session_cookie

if TYPE_CHECKING:
    from caunoi.hall.app import Hall

P = ParamSpec("P")
T = TypeVar("T")

log = logging.getLogger("caunoi.hall")

# When to come again, if the hall cannot answer at this moment.
RETRY_AFTER_S = 10


class BaseHandler(RequestHandler):
    """A page of the hall.

    A route's named group `lang` becomes `self.lang` and is not passed to `get` or `post`; all other groups are.
    """

    answers_json = False
    # Whether GET does more than show: it begins an attempt, spends a key, takes a place, starts a program or streams.
    get_acts = False
    lang: str

    @property
    def hall(self) -> Hall:
        """The application."""
        hall: Hall = self.settings["hall"]
        return hall

    @property
    def store(self) -> Store:
        """The hall's memory; its methods block, so call slow ones through `off_loop`."""
        return self.hall.store

    @property
    def services(self) -> Services:
        """The doors to course, grader and reports."""
        return self.hall.services

    async def off_loop(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run something slow in a thread, so that nobody else waits for it."""
        return await self.hall.off_loop(work, *args, **kwargs)

    def set_default_headers(self) -> None:
        self.clear_header("Server")
        for name, value in HEADERS.items():
            self.set_header(name, value)
        # Whatever is about a person stays out of every cache; pages for everybody say otherwise themselves.
        self.set_header("Cache-Control", "no-store")

    def prepare(self) -> None:
        self._choose_language()

    def _choose_language(self) -> None:
        named = self.path_kwargs.pop("lang", None) or self.request.path.split("/")[1]
        asked = named if named in LANGS else self.request.headers.get("X-Caunoi-Lang", "")
        self.lang = asked if asked in LANGS else self.hall.settings.lang
        words = self.hall.words(self.lang)
        self._ = words.gettext
        self.ngettext = words.ngettext

    def head(self, *groups: str, **named: str) -> Awaitable[None] | None:
        """The headers of GET, by the same rules; refused as unknown where GET would set something going."""
        if self.get_acts:
            raise HTTPError(405)
        return self.get(*groups, **named)

    # Who asks

    @property
    def token(self) -> str:
        """The session cookie, empty without one."""
        return self.get_cookie(session_cookie(self.hall.port)) or ""

    @property
    def session(self) -> SessionRecord | None:
        """Who is signed in."""
        if not hasattr(self, "_session"):
            self._session = self.store.sessions.find(self.token) if self.token else None
        return self._session

    def require(self, *roles: Role) -> SessionRecord:
        """The session, if its role is one of these; otherwise the way to sign in, or 401 and 403 from the API."""
        session = self.session
        if session is not None and session.role in roles:
            return session
        if self.answers_json or self.request.method not in ("GET", "HEAD"):
            if session is None:
                raise Refused(401, "not-signed-in", self._("You are not signed in. Sign in again to go on."))
            raise Refused(403, "not-allowed", self._("This is not open to you."))
        if "trainee" in roles:
            self.redirect(self.to(f"join?{urlencode({'next': self.request.path})}"))
            raise Finish()
        message = self._("This page is for facilitators. Open it with the link shown when the hall started.")
        raise Refused(403, "not-facilitator", message)

    @cached_property
    def trainee(self) -> TraineeRecord | None:
        """The signed-in trainee, as when this request came."""
        session = self.session
        if session is None or session.class_id is None or session.trainee_id is None:
            return None
        try:
            return self.store.people.get(session.class_id, session.trainee_id)
        except UnknownTrainee:
            return None

    @cached_property
    def class_record(self) -> ClassRecord | None:
        """The signed-in trainee's class, as when this request came."""
        session = self.session
        if session is None or session.class_id is None:
            return None
        try:
            return self.store.classes.get(session.class_id)
        except UnknownClass:
            return None

    # The class a page is about, where it is not the signed-in trainee's own.
    shown_class: ClassRecord | None = None

    @property
    def simulated(self) -> bool:
        """Whether nothing here is real: the class of this page is simulated, or all of them are."""
        about = self.shown_class or self.class_record
        records = [about] if about else self.store.classes.all()
        return bool(records) and all(record.simulated for record in records)

    async def sign_in(self, token: str) -> None:
        """Give the browser a session's token, and take back the one it had."""
        await self._end_session()
        days = self.store.limits.session / timedelta(days=1)
        name = session_cookie(self.hall.port)
        self.set_cookie(name, token, expires_days=days)

    async def sign_out(self) -> None:
        """Close the session and clear its cookie."""
        await self._end_session()
        self.clear_cookie(session_cookie(self.hall.port), path=self.hall.addresses.cookie_path)

    async def _end_session(self) -> None:
        """Only the store is asked in a thread: answers and streams belong to the event loop."""
        if self.token:
            await self.off_loop(self.store.sessions.close, self.token)
            self.hall.streams.end(self.token)
            self.hall.attendant.end_all_of(token_hash(self.token))

    @property
    def asker(self) -> str:
        """The address that asks."""
        return self.request.remote_ip or ""

    def spend(self, allowance: str) -> None:
        """Count this request against an allowance of its address; raises Refused 429 when nothing of it is left."""
        wait = self.hall.allowances.spend(allowance, self.asker)
        if wait:
            sentence = self.ngettext(
                "There were too many tries. Wait {n} second, then try again.",
                "There were too many tries. Wait {n} seconds, then try again.",
                wait,
            )
            raise Refused(429, "too-many", sentence.format(n=wait), wait_s=wait)

    def set_cookie(self, name: str, value: str | bytes, *args: Any, **kwargs: Any) -> None:
        """Set a cookie that no script reads, no other site sends and no plain connection carries where TLS is."""
        safe = {
            "path": self.hall.addresses.cookie_path,
            "httponly": True,
            "samesite": "Lax",
            "secure": self.request.protocol == "https",
        }
        super().set_cookie(name, value, *args, **{**safe, **kwargs})

    # How an answer looks

    def to(self, path: str) -> str:
        """The address of a page of this language, or with `/` in front of any path of the hall."""
        return self.hall.addresses.to(path, self.lang)

    def render(self, template_name: str, **kwargs: Any) -> asyncio.Future[None]:
        """Finish with a page of `caunoi/hall/templates`.

        Every template knows `_`, `ngettext`, `lang`, `langs`, `session`, `trainee`, `class_record`, `asset(file)`,
        `module(file)`, `to(path)`, `base`, `path`, `port`, `xsrf_form_html()` and `now`.
        """
        self.set_header("Content-Type", "text/html; charset=UTF-8")
        return self.finish(self.page(template_name, **kwargs))

    def page(self, template_name: str, **kwargs: Any) -> str:
        """The HTML of a template."""
        return self.hall.templates.get_template(template_name).render(**{**self._context(), **kwargs})

    def json(self, value: Any) -> asyncio.Future[None]:
        """Finish with JSON."""
        self.set_header("Content-Type", "application/json; charset=UTF-8")
        return self.finish(json_bytes(value))

    def _context(self) -> dict[str, Any]:
        return {
            "_": self._,
            "gettext": self._,
            "ngettext": self.ngettext,
            "lang": self.lang,
            "langs": LANGS,
            "session": self.session,
            "trainee": self.trainee,
            "class_record": self.class_record,
            "asset": self.hall.assets.file,
            "to": self.to,
            "base": self.hall.addresses.base,
            "module": self.hall.assets.module,
            "path": self.request.path,
            "port": self.hall.port,
            "xsrf_form_html": self.xsrf_form_html,
            "now": utc_now(),
        }

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        error = kwargs.get("exc_info", (None, None, None))[1]
        if not hasattr(self, "lang"):  # the request failed before `prepare`, as a forged one does
            self._choose_language()
        code, message, fields = failure(status_code, error, self._)
        if "wait_s" in fields:
            self.set_header("Retry-After", str(fields["wait_s"]))
        if self.answers_json:
            self.set_header("Content-Type", "application/json; charset=UTF-8")
            self.finish(error_body(code, message, **fields))
            return
        self.set_header("Content-Type", "text/html; charset=UTF-8")
        context: dict[str, Any] = {"_": self._, "lang": self.lang, "asset": self.hall.assets.file}
        context.update(to=self.to, base=self.hall.addresses.base)
        with contextlib.suppress(StoreError):  # an error page comes also when the store does not answer
            context["simulated"] = self.simulated
        if code == "full" and self.request.method == "GET":
            context["again_after_s"] = RETRY_AFTER_S
        template = self.hall.templates.get_template("error.html")
        self.finish(template.render(**context, status=status_code, code=code, message=message))

    def send_error(self, status_code: int = 500, **kwargs: Any) -> None:
        error = kwargs.get("exc_info", (None, None, None))[1]
        super().send_error(503 if isinstance(error, StoreError) else status_code, **kwargs)

    def set_status(self, status_code: int, reason: str | None = None) -> None:
        super().set_status(status_code, reason)
        if status_code == 503:
            self.set_header("Retry-After", str(RETRY_AFTER_S))
        elif status_code == 405:
            self.set_header("Allow", ", ".join(taken_methods(type(self), get_acts=self.get_acts)))

    def log_exception(self, typ: Any, value: BaseException | None, tb: Any) -> None:
        if isinstance(value, CauNoiError):
            self.hall.complain(str(value))
        elif isinstance(value, Refused):
            # Meant as it is, so without its stack.
            if value.status_code >= 500:
                self.hall.complain(value.message)
        elif not isinstance(value, HTTPError) or value.status_code >= 500:
            # Not tornado's own line, which repeats the query: a key or a class code may stand in it.
            log.error("%s %s failed", self.request.method, self.request.path, exc_info=(typ, value, tb))  # type: ignore[arg-type]

    def data_received(self, chunk: bytes) -> None:
        """Not used: bodies are small and come whole."""


class ApiHandler(BaseHandler):
    """A door of the JSON API."""

    answers_json = True

    @property
    def now_ms(self) -> int:
        """The hall's clock."""
        return to_ms(utc_now())
