"""One answer that goes on: a stream of events to a page, until somebody ends it or the page has gone."""

from __future__ import annotations

import contextlib
import json
import socket
from collections.abc import Awaitable, Callable
from typing import Any

from tornado.iostream import StreamClosedError
from tornado.web import RequestHandler

from caunoi.hall.news import Listener

RETRY_MS = 3000
# A phone that walked out of the Wi-Fi answers nothing; without this the system would believe in it for minutes.
SILENCE_MS = 35_000
STILL_HERE = ": still here\n\n"


class EventStream:
    """The stream of one request; it lasts as long as its listener is open."""

    def __init__(self, handler: RequestHandler, listener: Listener) -> None:
        self._handler = handler
        self._listener = listener
        self._why = ""

    async def tell(self, turn: Callable[[], Awaitable[str]]) -> None:
        """Write what each turn gives, a comment where it gives nothing; `turn` also waits until it is due."""
        self._handler.set_header("Content-Type", "text/event-stream; charset=UTF-8")
        self._handler.set_header("X-Accel-Buffering", "no")
        self._notice_silence()
        self._handler.write(f"retry: {RETRY_MS}\n\n")
        with contextlib.suppress(StreamClosedError):
            while not self._over():
                text = await turn()
                if self._over():
                    break
                self._handler.write(text or STILL_HERE)
                await self._handler.flush()
            if self._why:
                self._handler.write(event_text("end", {"why": self._why}))

    def end(self, why: str) -> None:
        """Say the last word and finish: replaced, signed-out or closing; nothing is said to a page that has gone."""
        self._why = self._why or why
        self._listener.close()

    def _over(self) -> bool:
        return self._listener.closed

    def _notice_silence(self) -> None:
        stream = getattr(self._handler.request.connection, "stream", None)
        option = getattr(socket, "TCP_USER_TIMEOUT", None)
        if stream is not None and option is not None:
            with contextlib.suppress(OSError, AttributeError):
                stream.socket.setsockopt(socket.IPPROTO_TCP, option, SILENCE_MS)


def event_text(name: str, value: Any) -> str:
    """One event as it travels; JSON has no line break."""
    return f"event: {name}\ndata: {json.dumps(value, ensure_ascii=False, separators=(',', ':'))}\n\n"
