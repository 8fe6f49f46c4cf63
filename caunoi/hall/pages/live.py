"""A part of a page that follows the class: fetched once, or told as a stream whenever it has changed."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable

from caunoi.hall.event_stream import EventStream, event_text
from caunoi.hall.news import Topic
from caunoi.hall.pages.page import ClassPage

# A full room taps many times a second: what happens within this time is told together.
GATHERED_S = 0.6
SHARED_S = 0.5
# Minutes pass and somebody becomes stuck without any news; also shorter than the patience of proxies.
QUIET_S = 10.0


class Renewals:
    """What several streams of one part share: what was begun a moment ago is made once for all of them."""

    def __init__(self) -> None:
        self._begun: dict[str, tuple[float, asyncio.Future[str]]] = {}

    async def get(self, name: str, make: Callable[[], Awaitable[str]]) -> str:
        """The part of this name as it was at most SHARED_S ago, which is less than a stream waits after a news."""
        known = self._begun.get(name)
        if known is None or time.monotonic() >= known[0]:
            known = self._begun[name] = (time.monotonic() + SHARED_S, asyncio.ensure_future(make()))
        return await asyncio.shield(known[1])


RENEWALS = Renewals()


class LivePart(ClassPage):
    """The part, as HTML; for who asks for a stream, again with every news of `topics` in which it differs."""

    get_acts = True
    topics: tuple[Topic, ...] = ()
    _stream: EventStream | None = None

    async def part(self) -> str:
        """The HTML as it is now."""
        raise NotImplementedError

    async def get(self, class_id: str) -> None:
        """Once, or as a stream of `part` events."""
        if "text/event-stream" not in self.request.headers.get("Accept", ""):
            self.set_header("Content-Type", "text/html; charset=UTF-8")
            self.finish(await self.part())
            return
        token, session = self.token, self.require("facilitator")
        with self.hall.news.listening(self.record.id, *self.topics) as listener:
            self._stream = stream = EventStream(self, listener)
            self.hall.streams.add(token, session, stream)
            told = ""

            async def turn() -> str:
                nonlocal told
                if told:
                    await listener.next(QUIET_S)
                    await asyncio.sleep(GATHERED_S)
                if self.store.sessions.find(token) is None:
                    stream.end("signed-out")
                html = await RENEWALS.get(self.request.path, self.part)
                # Not a comment: the page must hear that the connection lives.
                news = event_text("still", {}) if html == told else event_text("part", {"html": html})
                told = html
                return news

            try:
                await stream.tell(turn)
            finally:
                self.hall.streams.remove(token, stream)

    def on_connection_close(self) -> None:
        """The page has gone."""
        if self._stream is not None:
            self._stream.end("")
