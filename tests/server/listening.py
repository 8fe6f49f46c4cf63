"""A page that listens to its class: one stream of events, read as a browser reads it."""

from __future__ import annotations

import http.client
import json
from typing import Any, Self

from tests.patience import PATIENCE_S
from tests.server.running import Browser


class Listening:
    """An open stream; closes with the block."""

    def __init__(self, browser: Browser, path: str = "/api/room") -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", browser.port, timeout=PATIENCE_S)
        cookies = "; ".join(f"{name}={value}" for name, value in browser.cookies.items())
        self._connection.request("GET", path, headers={"Cookie": cookies, "Accept": "text/event-stream"})
        self.answer = self._connection.getresponse()

    def lines(self) -> list[str]:
        """The lines up to the next blank one; empty at the end of the stream."""
        found = []
        while line := self.answer.readline():
            if not line.strip():
                break
            found.append(line.decode().rstrip("\n"))
        return found

    def next(self) -> tuple[str, Any]:
        """The name and the value of the next event; comments and the time to retry are passed over."""
        while lines := self.lines():
            fields = dict(line.split(": ", 1) for line in lines if not line.startswith(":"))
            if "data" in fields:
                return fields["event"], json.loads(fields["data"])
        return "", None

    def state(self) -> dict[str, Any]:
        """The next state of the room."""
        name, value = self.next()
        assert name == "room", (name, value)
        return dict(value)

    def close(self) -> None:
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
