"""What arrives at the hall, before any page sees it: how large, under which name, from whom, below which path."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import Any

from tornado.httputil import (
    HTTPConnection,
    HTTPHeaders,
    HTTPMessageDelegate,
    HTTPServerRequest,
    RequestStartLine,
    ResponseStartLine,
)
from tornado.web import Application

from caunoi.hall.capacity import turned_away
from caunoi.i18n import LANGS, translator
from caunoi.web.answer import error_body
from caunoi.web.security import HEADERS


class HallApplication(Application):
    """A tornado application that settles for every route alike what the network says of a request.

    Its settings: `largest_body` in bytes, `addresses`, `hosts`, `proxies`, `wrong_host`, the handler for a request that
    names another host, and `full`, the handler for one that finds no room.
    """

    def find_handler(self, request: HTTPServerRequest, **kwargs: Any) -> Any:
        """The handler of a request, whose path is from here on without the base and whose client is the real one."""
        request.path = self.settings["addresses"].within(request.path)
        proxies, peer, headers = self.settings["proxies"], request.remote_ip or "", request.headers
        request.remote_ip = proxies.client(peer, ",".join(headers.get_list("X-Forwarded-For")))
        request.protocol = proxies.scheme(peer, request.protocol, headers.get("X-Forwarded-Proto", ""))
        if not self.settings["hosts"].known(request.host):
            return self.get_handler_delegate(request, self.settings["wrong_host"])
        # The sheets of the page that says so are small, and it looks like a page of the hall with them.
        if turned_away(request) and not request.path.startswith("/assets/"):
            return self.get_handler_delegate(request, self.settings["full"])
        return super().find_handler(request, **kwargs)

    def start_request(self, server_conn: object, request_conn: HTTPConnection) -> HTTPMessageDelegate:
        """The reader of one request, behind the limit."""
        return BodyLimit(super().start_request(server_conn, request_conn), request_conn, self.settings["largest_body"])


class BodyLimit(HTTPMessageDelegate):
    """Passes a request on; a body that is too large is read, thrown away and answered with 413.

    Reading it to its end costs no memory, and the phone gets an answer where a closed connection would tell it nothing.
    """

    def __init__(self, inner: HTTPMessageDelegate, connection: HTTPConnection, most: int) -> None:
        self._inner: HTTPMessageDelegate | None = inner
        self._connection = connection
        self._most = most
        self._lang = ""
        self._size = 0

    def headers_received(
        self, start_line: RequestStartLine | ResponseStartLine, headers: HTTPHeaders
    ) -> Awaitable[None] | None:
        self._lang = headers.get("X-Caunoi-Lang", "")
        length = headers.get("Content-Length", "")
        if length.isdigit() and int(length) > self._most:
            self._inner = None
            return None
        return self._inner.headers_received(start_line, headers) if self._inner else None

    def data_received(self, chunk: bytes) -> Awaitable[None] | None:
        self._size += len(chunk)
        if self._size > self._most:
            self._inner = None
        return self._inner.data_received(chunk) if self._inner else None

    def finish(self) -> None:
        if self._inner:
            self._inner.finish()
        else:
            self._refuse()

    def on_connection_close(self) -> None:
        if self._inner:
            self._inner.on_connection_close()

    def _refuse(self) -> None:
        lang = self._lang if self._lang in LANGS else LANGS[0]
        message = translator(lang).gettext("This is too much at once; at most {kilobytes} kB are taken.")
        body = error_body("too-large", message.format(kilobytes=self._most // 1024), most=self._most)
        headers: dict[str, Any] = {
            **HEADERS,
            "Cache-Control": "no-store",
            "Content-Type": "application/json; charset=UTF-8",
            "Content-Length": str(len(body)),
        }
        start = ResponseStartLine("HTTP/1.1", 413, "Content Too Large")
        self._connection.write_headers(start, HTTPHeaders(headers), body)
        self._connection.finish()
