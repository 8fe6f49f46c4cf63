"""A simulated trainee with a phone: signs in, works through pages at a human pace, beats, listens, hands in.

It speaks the protocol that `caunoi/hall/static/attempt.js` and `room.js` speak, over a new connection for each request,
which a browser would keep open: what is measured is more than a phone waits for.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import random
import re
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlencode

from tornado.httpclient import AsyncHTTPClient, HTTPClientError, HTTPRequest, HTTPResponse
from tornado.simple_httpclient import HTTPTimeoutError

from caunoi.content import Library
from caunoi.simulated.doing import doings
from caunoi.simulated.roll import Person

PATIENCE_S = 60.0
HEARTBEAT_S = 15.0
TAP_S = (2.0, 8.0)
MOST_TOGETHER = 3
ASSET = re.compile(r"/assets/[0-9a-f]{16}\.(?:js|css)")
TASKS = re.compile(r'<script type="application/json" id="caunoi-page">(.*?)</script>', re.DOTALL)
FORM_KEY = re.compile(r'name="_xsrf" value="([^"]+)"')


class Unanswered(Exception):
    """A request that failed; it stands among the errors of the run."""


@dataclass
class Notes:
    """What a run has shown: seconds by kind of request, and everything that went wrong."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    errors: list[str] = field(default_factory=list)
    states: int = 0
    receipts: dict[str, str] = field(default_factory=dict)
    # By attempt and writer, the events in the order in which they were acknowledged.
    acknowledged: dict[tuple[str, int], list[dict[str, Any]]] = field(default_factory=dict)


class Web:
    """One browser: cookies, and each request timed under a name."""

    def __init__(self, base: str, notes: Notes) -> None:
        self.base, self.notes = base, notes
        self.cookies: dict[str, str] = {}
        self.key = ""

    def request(self, path: str, body: bytes | None = None, **headers: str) -> HTTPRequest:
        """A request with the cookies and the forgery token."""
        known = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        whole = {"Cookie": known, "X-Caunoi-Lang": "vi", **({"X-XSRFToken": self.key} if self.key else {}), **headers}
        method = "GET" if body is None else "POST"
        return HTTPRequest(
            self.base + path,
            method,
            headers=whole,
            body=body,
            request_timeout=PATIENCE_S,
            connect_timeout=PATIENCE_S,
            follow_redirects=False,
            decompress_response=True,
        )

    async def ask(self, name: str, path: str, body: bytes | None = None, **headers: str) -> HTTPResponse:
        """Ask and note the time; an answer that is neither 2xx nor 3xx is noted as an error."""
        begun = time.perf_counter()
        try:
            answer = await AsyncHTTPClient().fetch(self.request(path, body, **headers), raise_error=False)
        except (HTTPClientError, OSError) as error:
            self.notes.errors.append(f"{name} {path}: {error}")
            raise Unanswered(path) from error
        for line in answer.headers.get_list("Set-Cookie"):
            key, _, value = line.split(";")[0].partition("=")
            self.cookies[key] = value
        if not 200 <= answer.code < 400:
            self.notes.errors.append(f"{name} {path}: {answer.code} {answer.body[:200]!r}")
            raise Unanswered(path)
        self.notes.seconds[name].append(time.perf_counter() - begun)
        return answer

    async def post(self, name: str, path: str, body: dict[str, Any]) -> Any:
        """Send JSON and read JSON."""
        answer = await self.ask(name, path, json.dumps(body).encode(), **{"Content-Type": "application/json"})
        return json.loads(answer.body)

    async def listen(self, path: str, until: float, heard: Any = None) -> None:
        """Keep a stream open until a moment, and open it again when it breaks, as a browser does."""
        while (left := until - time.monotonic()) > 0:
            request = self.request(path, Accept="text/event-stream")
            request.request_timeout = left
            request.streaming_callback = heard or (lambda _: None)
            try:
                answer = await AsyncHTTPClient().fetch(request, raise_error=False)
                self.notes.errors.append(f"stream {path} ended with {answer.code}")
            except HTTPTimeoutError:  # our own end of patience
                return
            except (HTTPClientError, OSError) as error:
                self.notes.errors.append(f"stream {path} broke: {error}")
            await asyncio.sleep(3)


@dataclass
class Trainee:
    """One person of the class with card and PIN; `chance` settles when they tap."""

    web: Web
    person: Person
    code: str
    card: str
    pin: str
    library: Library
    chance: random.Random

    async def workshop(self, arrives: float, lessons: list[str], assessment: str, until: float) -> None:
        """Come at a moment, work through lessons, begin the assessment in good time, hand in before the end."""
        await asyncio.sleep(max(0.0, arrives - time.monotonic()))
        with contextlib.suppress(Unanswered):  # noted where it happened
            await self._join()
            await asyncio.gather(self.web.listen("/api/room", until), self._work(lessons, assessment, until))

    async def _work(self, lessons: list[str], assessment: str, until: float) -> None:
        start, length = time.monotonic(), until - time.monotonic()
        for number, lesson in enumerate(lessons, 1):
            await self._sit(lesson, start + length * 0.7 * number / len(lessons))
        await self._hand_in(await self._sit(assessment, until - length * 0.05))

    async def _join(self) -> None:
        form = await self.web.ask("join page", f"/vi/join?code={quote(self.code)}")
        key = FORM_KEY.search(form.body.decode())
        fields = {"code": self.code, "card": self.card, "pin": self.pin, "_xsrf": key[1] if key else ""}
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        done = await self.web.ask("sign in", "/vi/join", urlencode(fields).encode(), **kind)
        if done.code != 303:
            self.web.notes.errors.append(f"sign in of {self.card}: {done.code}")
        await self.web.ask("list of lessons", "/vi/")

    async def _sit(self, page: str, until: float) -> tuple[str, int, int]:
        """Open a page with its modules and work on it; gives its attempt, the writer and how many steps were made."""
        begun = time.perf_counter()
        html = (await self.web.ask("page alone", f"/vi/{page}")).body.decode()
        names = sorted(set(ASSET.findall(html)))
        await asyncio.gather(*(self.web.ask("module", name) for name in names))
        self.web.notes.seconds["page"].append(time.perf_counter() - begun)
        opened = json.loads((await self.web.ask("open", f"/api/attempt?page={quote(page)}&writer=new")).body)
        self.web.key, attempt = opened["xsrf"], opened["attempt"]
        writer = opened["writer"]
        found = TASKS.search(html)
        tasks = [widget["state"]["task"] for widget in json.loads(found[1])["widgets"]] if found else []
        taps = self._taps(tasks, opened["variants"])
        mine = self.web.notes.acknowledged.setdefault((attempt, writer), [])
        seq, beat = opened["seq"], time.monotonic()
        while (now := time.monotonic()) < until:
            due = now - beat >= HEARTBEAT_S
            batch = (
                []
                if due
                else [each for _, each in zip(range(self.chance.randint(1, MOST_TOGETHER)), taps, strict=False)]
            )
            if due or batch:
                numbered = [{"n": len(mine) + place, **each} for place, each in enumerate(batch, 1)]
                body = {"attempt": attempt, "writer": writer, "since": seq, "events": numbered}
                answer = await self.web.post("heartbeat" if due else "save", "/api/events", body)
                mine.extend(numbered)
                if answer["acknowledged"] != len(mine):
                    said = f"{page}: acknowledged {answer['acknowledged']} of {len(mine)}"
                    self.web.notes.errors.append(said)
                seq, beat = answer["seq"], time.monotonic()
            await asyncio.sleep(min(self.chance.uniform(*TAP_S), max(0.0, until - time.monotonic())))
        return attempt, writer, len(mine)

    def _taps(self, tasks: list[str], variants: dict[str, Any]) -> Iterator[dict[str, Any]]:
        told = {task: {item: each["id"] for item, each in items.items()} for task, items in variants.items()}
        for task in tasks:
            for event, _ in doings(self.person, self.library, task, "vi", told.get(task, {})):
                yield {"task": task, "event": event, "at_ms": int(time.time() * 1000)}

    async def _hand_in(self, sitting: tuple[str, int, int]) -> None:
        attempt, writer, last = sitting
        done = await self.web.post("hand in", "/api/submit", {"attempt": attempt, "last": {str(writer): last}})
        self.web.notes.receipts[attempt] = done["receipt"]
