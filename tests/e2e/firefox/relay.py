"""Between Playwright and the Firefox that is installed: python -m tests.e2e.firefox.relay FIREFOX ARGUMENTS.

Playwright speaks WebDriver BiDi, as Firefox does, and for each new context insists on commands that a long-term release
may not know yet. Nothing here needs what they do, so where Firefox says that it does not know them, Playwright hears
that they are done. Everything else passes as it is, both ways.
"""

from __future__ import annotations

import asyncio
import json
import re
import subprocess
import sys
from typing import IO, Any

from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application
from tornado.websocket import WebSocketClientConnection, WebSocketHandler, websocket_connect

# What media a page is drawn for; the system's own stays.
DISPENSABLE = ("emulation.setMediaFeaturesOverride",)

# What Firefox prints once it listens, and Playwright waits for.
LISTENING = re.compile(r"WebDriver BiDi listening on (ws://\S+)")

LARGEST_MESSAGE = 256 * 2**20  # a picture of a long page is one message


class Relay(WebSocketHandler):
    """One connection of Playwright's, with one of its own to Firefox."""

    firefox: WebSocketClientConnection

    def initialize(self, address: str) -> None:
        self.address = address
        self.excused: set[int] = set()

    def check_origin(self, origin: str) -> bool:
        return True

    async def open(self, *_: str, **__: str) -> None:
        self.firefox = await websocket_connect(f"{self.address}/session", max_message_size=LARGEST_MESSAGE)
        self.reading = asyncio.ensure_future(self._read())

    async def on_message(self, message: str | bytes) -> None:
        asked = json.loads(message)
        if asked["method"] in DISPENSABLE:
            self.excused.add(asked["id"])
        await self.firefox.write_message(message)

    def on_close(self) -> None:
        self.firefox.close()

    async def _read(self) -> None:
        while (message := await self.firefox.read_message()) is not None:
            await self.write_message(self._excused(json.loads(message)) or message)
        self.close()

    def _excused(self, told: dict[str, Any]) -> str | None:
        """The answer to put in place of a refusal, None where this is no refusal of something dispensable."""
        if told.get("error") != "unknown command" or told["id"] not in self.excused:
            return None
        return json.dumps({"type": "success", "id": told["id"], "result": {}})


def serve(address: str) -> str:
    """Listen on a free port of the loopback interface for Playwright; gives the address to be told."""
    (listening,) = bind_sockets(0, "127.0.0.1")
    routes = [("/session", Relay, {"address": address})]
    HTTPServer(Application(routes, websocket_max_message_size=LARGEST_MESSAGE)).add_socket(listening)
    return f"ws://127.0.0.1:{listening.getsockname()[1]}"


async def follow(printed: IO[str]) -> None:
    """Hand on what Firefox prints, with the relay's address in the place of its own, until it ends."""
    while line := await asyncio.to_thread(printed.readline):
        found = LISTENING.search(line)
        sys.stderr.write(line.replace(found[1], serve(found[1])) if found else line)
        sys.stderr.flush()


def main(*command: str) -> int:
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, errors="replace") as firefox:
        assert firefox.stderr is not None
        asyncio.run(follow(firefox.stderr))
    return firefox.returncode


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
