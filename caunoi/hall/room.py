"""What a trainee hears of the class while it runs: the room's state as a stream of events, and a raised hand."""

from __future__ import annotations

import contextlib
import json
import socket
from typing import Any

from tornado.iostream import StreamClosedError

from caunoi.hall.event_shape import BadRequest
from caunoi.hall.intake import IntakeHandler
from caunoi.hall.pace import Hand, Pace
from caunoi.hall.room_state import room_state, trainee_name

# Shorter than the patience of proxies, and a phone that misses two knows that it is cut off.
KEEP_ALIVE_S = 15.0
RETRY_MS = 3000
# A phone that walked out of the Wi-Fi answers nothing; without this the system would believe in it for minutes.
SILENCE_MS = 35_000


class Room(IntakeHandler):
    """GET /api/room[?page=]: the state at once, then whenever it changes; as plain JSON for who asks without a stream.

    With `page` the lists name that page only.
    """

    _listener: Any = None
    _why = ""

    async def get(self) -> None:
        record, trainee = self.signed_in()
        page = self.get_query_argument("page", None)
        if "text/event-stream" not in self.request.headers.get("Accept", ""):
            self.json({"room": room_state(self.store.pace(record.id), trainee.id, page), "xsrf": self.xsrf})
            return
        self.set_header("Content-Type", "text/event-stream; charset=UTF-8")
        self.set_header("X-Accel-Buffering", "no")
        self._notice_silence()
        token = self.token
        presence, streams = self.hall.presence, self.hall.streams
        with self.hall.news.listening(record.id, "pace") as listener:
            self._listener = listener
            presence.opened(record.id, trainee.id)
            streams.add(token, self)
            try:
                with contextlib.suppress(StreamClosedError):
                    await self._tell(record.id, trainee.id, page)
            finally:
                streams.remove(token, self)
                presence.closed(record.id, trainee.id)

    async def _tell(self, class_id: str, trainee: str, page: str | None) -> None:
        self.write(f"retry: {RETRY_MS}\n\n")
        told: Pace | None = None
        while not self._listener.closed:
            pace = self.store.pace(class_id)
            if pace is not told:
                self.write(event_text("room", room_state(pace, trainee, page)))
                told = pace
            else:
                self.write(": still here\n\n")
            await self.flush()
            await self._listener.next(KEEP_ALIVE_S)
            if self.store.session(self.token) is None:
                self.end("signed-out")
        if self._why:
            self.write(event_text("end", {"why": self._why}))

    def end(self, why: str) -> None:
        """Say the last word and finish: replaced, signed-out or closing."""
        self._why = self._why or why
        if self._listener is not None:
            self._listener.close()

    def on_connection_close(self) -> None:
        """The page has gone."""
        self.end("")

    def _notice_silence(self) -> None:
        stream = getattr(self.request.connection, "stream", None)
        option = getattr(socket, "TCP_USER_TIMEOUT", None)
        if stream is not None and option is not None:
            with contextlib.suppress(OSError, AttributeError):
                stream.socket.setsockopt(socket.IPPROTO_TCP, option, SILENCE_MS)


class RaisedHand(IntakeHandler):
    """POST /api/hand {"up": true or false}: the signed-in trainee's own hand."""

    async def post(self) -> None:
        up = self.body("up")["up"]
        record, trainee = self.signed_in()
        if not isinstance(up, bool):
            raise BadRequest("body.up", "true or false")
        pace = await self.off_loop(
            self.store.steer, record.id, trainee_name(trainee.id), Hand(trainee=trainee.id, up=up)
        )
        self.hall.news.tell(record.id, "pace", trainee.id)
        self.json({"room": room_state(pace, trainee.id, None)})


def event_text(name: str, value: Any) -> str:
    """One event as it travels; JSON has no line break."""
    return f"event: {name}\ndata: {json.dumps(value, ensure_ascii=False, separators=(',', ':'))}\n\n"


ROUTES: list[tuple[str, type[IntakeHandler]]] = [
    (r"/api/room", Room),
    (r"/api/hand", RaisedHand),
]
