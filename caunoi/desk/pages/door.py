"""In by the one-time link; the news of what was saved; the files of the pages."""

from __future__ import annotations

import asyncio
import hmac

from tornado.iostream import StreamClosedError
from tornado.web import HTTPError

from caunoi.desk.handler import Guarded
from caunoi.web.answer import Refused, json_bytes
from caunoi.web.assets import send_asset

# A line that says nothing, so that a browser and what stands between notice a connection that is gone.
BREATH_S = 15.0


class Home(Guarded):
    """GET /: on to the overview."""

    def get(self) -> None:
        self.redirect(self.desk.begin)


class Enter(Guarded):
    """GET /enter?key=: the link that the start of the desk prints; it works once."""

    open_to_all = True

    def get(self) -> None:
        given, key = self.get_query_argument("key", ""), self.desk.key
        if not self._known():
            if key is None or not hmac.compare_digest(given.encode(), key.encode()):
                raise Refused(403, "key-spent", self._("This link was used before, or the desk was started anew."))
            self.desk.key = None
            self.set_cookie(self.session_cookie, self.desk.session, httponly=True, samesite="Lax", path="/")
        self.redirect(self.desk.begin)


class Asset(Guarded):
    """GET /assets/<hash>.<ext>; an error page needs its style too."""

    open_to_all = True

    def get(self, name: str) -> None:
        asset = self.desk.assets.get(name)
        if asset is None:
            raise HTTPError(404)
        send_asset(self, asset)

    def compute_etag(self) -> None:
        """None: the name is the hash already."""


class News(Guarded):
    """GET /news: a line for every change of the content, as server-sent events."""

    answers_json = True

    async def get(self) -> None:
        self.set_header("Content-Type", "text/event-stream; charset=UTF-8")
        listener: asyncio.Queue[None] = asyncio.Queue(maxsize=1)
        self.desk.listeners.add(listener)
        try:
            while True:
                known = {"revision": self.workshop.revision, "looking": self.workshop.looking}
                self.write(b"data: " + json_bytes(known) + b"\n\n")
                await self.flush()
                try:
                    await asyncio.wait_for(listener.get(), BREATH_S)
                except TimeoutError:
                    continue
        except StreamClosedError:
            return
        finally:
            self.desk.listeners.discard(listener)
