"""What a trainee hears of the class while it runs: the room's state as a stream of events, and a raised hand."""

from __future__ import annotations

from caunoi.hall.change import Hand
from caunoi.hall.event_shape import BadRequest
from caunoi.hall.event_stream import EventStream, event_text
from caunoi.hall.intake import IntakeHandler
from caunoi.hall.pace import Pace
from caunoi.hall.room_state import room_state, trainee_name

# Shorter than the patience of proxies, and a phone that misses two knows that it is cut off.
KEEP_ALIVE_S = 15.0


class Room(IntakeHandler):
    """GET /api/room[?page=]: the state at once, then whenever it changes; as plain JSON for who asks without a stream.

    With `page` the lists name that page only.
    """

    get_acts = True
    _stream: EventStream | None = None

    async def get(self) -> None:
        record, trainee = self.signed_in()
        page = self.get_query_argument("page", None)
        if "text/event-stream" not in self.request.headers.get("Accept", ""):
            self.json({"room": room_state(self.store.paces.of_class(record.id), trainee.id, page), "xsrf": self.xsrf})
            return
        token, session = self.token, self.require("trainee")
        presence, streams = self.hall.presence, self.hall.streams
        with self.hall.news.listening(record.id, "pace") as listener:
            self._stream = stream = EventStream(self, listener)
            presence.opened(record.id, trainee.id)
            streams.add(token, session, stream)
            told: Pace | None = None

            async def turn() -> str:
                nonlocal told
                if told is not None:
                    await listener.next(KEEP_ALIVE_S)
                if self.store.sessions.find(token) is None:
                    stream.end("signed-out")
                pace = self.store.paces.of_class(record.id)
                news = "" if pace is told else event_text("room", room_state(pace, trainee.id, page))
                told = pace
                return news

            try:
                await stream.tell(turn)
            finally:
                streams.remove(token, stream)
                presence.closed(record.id, trainee.id)

    def on_connection_close(self) -> None:
        """The page has gone."""
        if self._stream is not None:
            self._stream.end("")


class RaisedHand(IntakeHandler):
    """POST /api/hand {"up": true or false}: the signed-in trainee's own hand."""

    async def post(self) -> None:
        record, trainee = self.signed_in()
        up = self.body("up")["up"]
        if not isinstance(up, bool):
            raise BadRequest("body.up", "true or false")
        pace = await self.off_loop(
            self.store.paces.steer, record.id, trainee_name(trainee.id), Hand(trainee=trainee.id, up=up)
        )
        self.hall.news.tell(record.id, "pace", trainee.id)
        self.json({"room": room_state(pace, trainee.id, None)})


ROUTES: list[tuple[str, type[IntakeHandler]]] = [
    (r"/api/room", Room),
    (r"/api/hand", RaisedHand),
]
