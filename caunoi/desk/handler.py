"""The base of every page of the desk: who asks, in which language, and how an answer looks."""

from __future__ import annotations

import asyncio
import hmac
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tornado.web import HTTPError, RequestHandler

from caunoi.desk.place import line_of
from caunoi.desk.strings import desk_strings
from caunoi.desk.workshop import Workshop
from caunoi.errors import Problem
from caunoi.i18n import LANGS
from caunoi.shown import Shown
from caunoi.web.answer import Refused, error_body, json_bytes
from caunoi.web.security import HEADERS

if TYPE_CHECKING:
    from caunoi.desk.app import Desk

LANGUAGES = {"vi": "Tiếng Việt", "id": "Indonesia", "en": "English"}


class Guarded(RequestHandler):
    """A door of the desk: for this computer's own addresses and, unless `open_to_all`, the author's browser only."""

    open_to_all = False
    answers_json = False
    lang: str

    @property
    def desk(self) -> Desk:
        """The server."""
        desk: Desk = self.settings["desk"]
        return desk

    @property
    def workshop(self) -> Workshop:
        """The content."""
        return self.desk.workshop

    def set_default_headers(self) -> None:
        self.clear_header("Server")
        for name, value in HEADERS.items():
            self.set_header(name, value)
        self.set_header("Cache-Control", "no-store")

    def prepare(self) -> None:
        self._choose_language()
        # A page of another host that a name server points at this computer must find nothing here.
        if self.request.host.lower() not in (f"127.0.0.1:{self.desk.port}", f"localhost:{self.desk.port}"):
            raise Refused(403, "other-host", self._("This is not the address of the desk."))
        if not self.open_to_all and not self._known():
            message = self._("Open the desk with the link that the window where it was started shows.")
            raise Refused(403, "no-session", message)

    @property
    def session_cookie(self) -> str:
        """The name of the cookie that the link gives; cookies of one host are shared by all its ports."""
        return f"caunoi-desk-{self.desk.port}"

    def _known(self) -> bool:
        given = self.get_cookie(self.session_cookie) or ""
        return hmac.compare_digest(given.encode(), self.desk.session.encode())

    def _choose_language(self) -> None:
        named = self.path_kwargs.pop("lang", None) or self.request.path.split("/")[1]
        self.lang = named if named in LANGS else self.desk.lang
        words = self.desk.words(self.lang)
        self._, self.ngettext = words.gettext, words.ngettext

    def json(self, value: Any) -> asyncio.Future[None]:
        """Finish with JSON."""
        self.set_header("Content-Type", "application/json; charset=UTF-8")
        return self.finish(json_bytes(value))

    def page(self, template: str, **context: Any) -> str:
        """The HTML of a template."""
        return self.desk.templates.get_template(template).render(**{**self._context(), **context})

    def _context(self) -> dict[str, Any]:
        path = self.request.path.split("/", 2)[2] if self.request.path.count("/") > 1 else ""
        return {
            "_": self._,
            "gettext": self._,
            "ngettext": self.ngettext,
            "lang": self.lang,
            "languages": [(lang, name, f"/{lang}/{path}") for lang, name in LANGUAGES.items()],
            "asset": self.desk.assets.file,
            "module": self.desk.assets.module,
            "shown": Shown(self.lang),
            "line_of": line_of,
            "short": self.short,
            "told": self.told,
            "words": desk_strings(self.lang),
        }

    def short(self, file: str) -> str:
        """A file as an author looks for it: its path from the folder that holds the content's folders."""
        path = Path(file)
        for root in self.workshop.roots:
            if path.is_relative_to(root):
                return path.relative_to(root.parent).as_posix()
        return file

    def told(self, sentence: str) -> str:
        """A sentence with the files in it named as `short` names them."""
        for root in self.workshop.roots:
            sentence = sentence.replace(f"{root.parent}{os.sep}", "")
        return sentence

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        error = kwargs.get("exc_info", (None, None, None))[1]
        if not hasattr(self, "lang"):
            self._choose_language()
        code, message = _told(status_code, error, self)
        if self.answers_json:
            self.set_header("Content-Type", "application/json; charset=UTF-8")
            self.finish(error_body(code, message))
            return
        self.set_header("Content-Type", "text/html; charset=UTF-8")
        self.finish(self.page("error.html", message=message, code=code))

    def data_received(self, chunk: bytes) -> None:
        """Not used: bodies are small and come whole."""


class Missing(Guarded):
    """Any other address."""

    def check_xsrf_cookie(self) -> None:
        """The answer is the same with and without a token."""

    def prepare(self) -> None:
        super().prepare()
        raise HTTPError(404)


def grouped(problems: tuple[Problem, ...]) -> dict[str, list[Problem]]:
    """Return problems by file, files with errors first, each in its own order."""
    found: dict[str, list[Problem]] = {}
    for problem in problems:
        found.setdefault(problem.file, []).append(problem)
    return found


def _told(status: int, error: BaseException | None, handler: Guarded) -> tuple[str, str]:
    if isinstance(error, Refused):
        return error.code, error.message
    if status == 403:
        return "forbidden", handler._("This was not accepted. Load the page again and repeat it.")
    if status == 404:
        return "not-found", handler._("There is nothing at this address.")
    if status < 500:
        return "bad-request", handler._("The desk could not read this request.")
    return "failed", handler._("Something went wrong in the desk. What is saved in your files is safe.")
