"""How many connections the hall holds at a time, by what the machine allows, and what becomes of those beyond."""

from __future__ import annotations

import contextlib
import copy
import logging
from typing import Any

from tornado.httpserver import HTTPServer
from tornado.httputil import HTTPServerRequest
from tornado.netutil import add_accept_handler

log = logging.getLogger("caunoi.hall")

# Far more than a hall has phones; what is wanted of a system that gives few files unless it is asked.
MOST = 4096
# The hall's own files: the store, what renders a page, what is read and written beside.
OWN_FILES = 192
# Some systems tell no limit and wait for no more than 512 sockets at a time.
UNTOLD = 400

# Those beyond get a page that says so, one request each; when they are so many, the others wait to be let in at all.
BEYOND = 128

# A phone that is silent for so long has gone or has put the page away; it comes back by itself when it is used.
IDLE_S = 90.0


def machine_connections() -> int:
    """The connections that this process may hold, after its limit of open files was raised as far as is needed."""
    try:
        import resource
    except ImportError:  # Windows
        return UNTOLD
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MOST + BEYOND + OWN_FILES
    if soft != resource.RLIM_INFINITY and soft < wanted:
        raised = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (raised, hard))
            soft = raised
    return MOST if soft == resource.RLIM_INFINITY else max(1, min(MOST, soft - BEYOND - OWN_FILES))


class HallServer(HTTPServer):
    """A server that keeps `most` connections; one beyond is answered once and closed, so that it tells what is up.

    `request_callback` sees by `turned_away` which requests those are.
    """

    def initialize(  # type: ignore[override]  # the base's options are not ours to repeat
        self, request_callback: Any, most: int = MOST, **kwargs: Any
    ) -> None:
        super().initialize(request_callback, idle_connection_timeout=IDLE_S, **kwargs)
        self._most = most
        self._once = copy.copy(self.conn_params)
        self._once.no_keep_alive = True
        self._told = False

    def handle_stream(self, stream: Any, address: tuple[Any, ...]) -> None:
        """Take a connection; beyond `most` for one request only, and far beyond let nobody in for the moment."""
        full = len(self._connections) >= self._most
        if full and not self._told:
            log.warning("All %d connections are in use; whoever comes now is asked to come again.", self._most)
        self._told = full
        kept = self.conn_params
        self.conn_params = self._once if full else kept
        try:
            super().handle_stream(stream, address)
        finally:
            self.conn_params = kept
        if len(self._connections) >= self._most + BEYOND:
            self._let_nobody_in()

    def on_close(self, server_conn: object) -> None:
        """A connection has gone; whoever waits outside may come in."""
        super().on_close(server_conn)
        if len(self._connections) < self._most + BEYOND // 2:
            self._let_in_again()

    def _let_nobody_in(self) -> None:
        for number in list(self._handlers):
            self._handlers.pop(number)()

    def _let_in_again(self) -> None:
        if self._stopped:
            return
        for number, listening in self._sockets.items():
            if number not in self._handlers:
                self._handlers[number] = add_accept_handler(listening, self._handle_connection)


def turned_away(request: HTTPServerRequest) -> bool:
    """Whether a request came over a connection beyond what the hall holds."""
    return bool(getattr(request.connection, "no_keep_alive", False))
