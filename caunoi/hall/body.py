"""A limit on request bodies that answers in JSON and keeps the connection usable."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import Any

from tornado.httputil import HTTPConnection, HTTPHeaders, HTTPMessageDelegate, RequestStartLine, ResponseStartLine
from tornado.web import Application

from caunoi.i18n import LANGS, translator
from caunoi.web.answer import error_body
from caunoi.web.security import HEADERS


class LimitedApplication(Application):
    """A tornado application that takes no body above the setting body_kilobytes, whatever the route."""

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
