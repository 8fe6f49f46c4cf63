"""A small reverse proxy in front of a hall: it shows it below a path, with TLS if wanted, and hands websockets on."""

from __future__ import annotations

import asyncio
import contextlib
import ssl
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tornado.httpclient import AsyncHTTPClient, HTTPRequest
from tornado.httpserver import HTTPServer
from tornado.httputil import HTTPHeaders
from tornado.iostream import IOStream, StreamClosedError
from tornado.netutil import bind_sockets
from tornado.tcpclient import TCPClient
from tornado.web import Application, RequestHandler

from tests.patience import PATIENCE_S

# What belongs to one connection is not passed on.
OF_A_CONNECTION = ("connection", "keep-alive", "transfer-encoding", "content-length", "upgrade")

CERTIFICATE = Path(__file__).with_suffix(".pem")


@dataclass
class Proxy:
    """Listens on a free port; `strips` takes the path off as `proxy_pass` with a slash at its end does.

    With the scheme "https" it speaks TLS, under a certificate that no browser knows. `outside` keeps every path that
    was asked outside of `base`: a link of the hall that does not hold. `websockets` counts those that were handed on.
    """

    hall_port: int
    base: str
    strips: bool = False
    scheme: str = "http"
    outside: list[str] = field(default_factory=list)
    websockets: int = 0
    port: int = 0
    streams: set[IOStream] = field(default_factory=set)

    @property
    def url(self) -> str:
        """The hall's address for somebody outside."""
        return f"{self.scheme}://127.0.0.1:{self.port}{self.base}"

    async def open(self) -> None:
        sockets = bind_sockets(0, "127.0.0.1")
        self.port = sockets[0].getsockname()[1]
        tls = None
        if self.scheme == "https":
            tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
            tls.load_cert_chain(CERTIFICATE)
        self._server = HTTPServer(Application([(".*", Passed, {"proxy": self})]), ssl_options=tls)
        self._server.add_sockets(sockets)

    async def close(self) -> None:
        self._server.stop()
        for stream in self.streams:
            stream.close()
        await self._server.close_all_connections()

    def inner(self, uri: str) -> str:
        return uri.removeprefix(self.base) or "/" if self.strips else uri


class Passed(RequestHandler):
    """One request on its way to the hall, the answer passed on as it comes."""

    def initialize(self, proxy: Proxy) -> None:
        self.proxy = proxy

    def check_xsrf_cookie(self) -> None:
        """The hall's affair."""

    async def _pass(self) -> None:
        if not f"{self.request.path}/".startswith(f"{self.proxy.base}/"):
            self.proxy.outside.append(self.request.path)
            self.send_error(404)
            return
        headers = HTTPHeaders(
            {name: value for name, value in self.request.headers.get_all() if name.lower() not in OF_A_CONNECTION}
        )
        headers.add("X-Forwarded-For", self.request.remote_ip or "")
        headers["X-Forwarded-Proto"] = self.proxy.scheme
        if self.request.headers.get("Upgrade", "").lower() == "websocket":
            await self._hand_on(headers)
            return
        gone = asyncio.Event()
        self.on_connection_close = gone.set  # type: ignore[method-assign]
        asked = HTTPRequest(
            f"http://127.0.0.1:{self.proxy.hall_port}{self.proxy.inner(self.request.uri or '/')}",
            method=self.request.method or "GET",
            headers=headers,
            body=self.request.body or None,
            allow_nonstandard_methods=True,
            follow_redirects=False,
            decompress_response=False,
            request_timeout=PATIENCE_S,
            header_callback=self._header,
            streaming_callback=self._chunk,
        )
        self._begun = False
        fetching = asyncio.ensure_future(AsyncHTTPClient(force_instance=True).fetch(asked, raise_error=False))
        waiting = asyncio.ensure_future(gone.wait())
        await asyncio.wait({fetching, waiting}, return_when=asyncio.FIRST_COMPLETED)
        waiting.cancel()
        if not fetching.done():
            fetching.cancel()
        elif fetching.exception() is None or self._begun:
            self.finish()
        else:
            self.send_error(502)  # the hall has hung up without a word, as at its end

    get = post = head = put = delete = patch = options = _pass  # type: ignore[assignment]

    async def _hand_on(self, headers: HTTPHeaders) -> None:
        """A websocket: from the handshake on the two ends speak with each other, and nobody reads along."""
        self.proxy.websockets += 1
        hall = await TCPClient().connect("127.0.0.1", self.proxy.hall_port)
        browser = self.detach()
        self.proxy.streams |= {hall, browser}
        headers["Connection"], headers["Upgrade"] = "Upgrade", "websocket"
        lines = [f"{name}: {value}" for name, value in headers.get_all()]
        first = f"{self.request.method} {self.proxy.inner(self.request.uri or '/')} HTTP/1.1"
        await hall.write("\r\n".join([first, *lines, "", ""]).encode("latin-1"))
        await asyncio.gather(carry(browser, hall), carry(hall, browser))
        self.proxy.streams -= {hall, browser}

    def _header(self, line: str) -> None:
        if line.startswith("HTTP/"):
            self.clear()
            self.clear_header("Content-Type")
            self.clear_header("Server")
            self.set_status(int(line.split()[1]), "Passed on")
            self._begun = True
        elif ":" in line:
            name, value = line.split(":", 1)
            if name.lower() not in OF_A_CONNECTION:
                self.add_header(name, value.strip())

    def _chunk(self, chunk: bytes) -> None:
        self.write(chunk)
        self._flushing = asyncio.ensure_future(self._flushed())

    async def _flushed(self) -> None:
        try:
            await self.flush()
        except StreamClosedError:
            return

    def compute_etag(self) -> None:
        """The hall's own."""

    def data_received(self, chunk: bytes) -> Any:
        """Bodies come whole."""


async def carry(source: IOStream, sink: IOStream) -> None:
    """Whatever comes goes on, until one end has gone; then the other goes, too."""
    with contextlib.suppress(StreamClosedError):
        while True:
            await sink.write(await source.read_bytes(65_536, partial=True))
    sink.close()
