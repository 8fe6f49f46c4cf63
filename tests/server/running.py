"""A hall in a thread of its own, and a browser of the plainest kind to talk to it."""

from __future__ import annotations

import asyncio
import http.client
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any

from caunoi.hall.app import Hall
from caunoi.hall.course import Course
from caunoi.hall.records import NewTrainee
from caunoi.hall.services import Services
from caunoi.settings import settings
from tests.patience import PATIENCE_S


@dataclass
class Answer:
    """One HTTP answer."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def code(self) -> str:
        """The code of an error."""
        return str(self.json["error"]["code"])


@dataclass
class Browser:
    """Keeps cookies and the forgery token, over one connection."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    xsrf: str = ""

    def __post_init__(self) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_S)

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> Answer:
        """Send one request; a body that is no bytes goes as JSON."""
        sent = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()), **headers}
        if body is not None and not isinstance(body, bytes):
            body, sent["Content-Type"] = json.dumps(body).encode(), "application/json"
        if self.xsrf:
            sent.setdefault("X-XSRFToken", self.xsrf)
        self._connection.request(method, path, body, {name: value for name, value in sent.items() if value})
        got = self._connection.getresponse()
        answer = Answer(got.status, got.headers, got.read())
        for line in got.headers.get_all("Set-Cookie") or ():
            self.cookies.update({name: morsel.value for name, morsel in SimpleCookie(line).items()})
        return answer

    def get(self, path: str, **headers: str) -> Answer:
        return self.ask("GET", path, **headers)

    def post(self, path: str, body: Any, **headers: str) -> Answer:
        return self.ask("POST", path, body, **headers)

    def open(self, page: str) -> dict[str, Any]:
        """What a page asks first; the forgery token of the answer is kept."""
        answer = self.get(f"/api/attempt?page={page}")
        assert answer.status == 200, answer.text
        self.xsrf = answer.json["xsrf"]
        return dict(answer.json)

    def close(self) -> None:
        self._connection.close()


class RunningHall:
    """A hall that answers on a free port while the block lasts."""

    def __init__(self, hall: Hall) -> None:
        self.hall = hall
        self._loop = asyncio.new_event_loop()
        self._browsers: list[Browser] = []

    @property
    def port(self) -> int:
        return self.hall.port

    @contextmanager
    def serving(self) -> Iterator[RunningHall]:
        thread = threading.Thread(target=self._loop.run_forever)
        thread.start()
        try:
            self.hall.initialize()
            self.on_loop(self._open())
            yield self
        finally:
            for browser in self._browsers:
                browser.close()
            self.on_loop(self.hall.close())
            self._loop.call_soon_threadsafe(self._loop.stop)
            thread.join()
            self._loop.close()

    async def _open(self) -> None:
        self.hall.open()

    def on_loop(self, work: Any) -> Any:
        """Run a coroutine where the hall runs."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(PATIENCE_S)

    def browser(self) -> Browser:
        """Somebody with no cookie."""
        browser = Browser(self.port)
        self._browsers.append(browser)
        return browser

    def signed_in(self, class_id: str, trainee_id: str) -> Browser:
        """The browser of a trainee who has joined."""
        return self._with_token(self.hall.store.sessions.open("trainee", class_id, trainee_id))

    def facilitator(self) -> Browser:
        """The browser of a facilitator."""
        return self._with_token(self.hall.store.sessions.open("facilitator"))

    def _with_token(self, token: str) -> Browser:
        browser = self.browser()
        browser.cookies[f"caunoi-session-{self.port}"] = token
        return browser

    def new_class(self, *names: str, open_class: Any = None) -> str:
        """A class with these people, whose cards are 001, 002, ...; gives its id."""
        record = self.hall.store.classes.open("Lớp một", "Xã Mẫu", "2026-11-23", "vi", prepare=open_class)
        self.hall.store.people.add(record.id, [NewTrainee(name) for name in names])
        return record.id


def make_hall(
    data: Path, course: Path, static: Path, port: int = 0, given: dict[str, Any] | None = None, **services: Any
) -> Hall:
    """A hall over a data folder with these settings `given`; port 0 is any free one."""
    known = {"class_root": lambda class_id: data / "classes" / class_id, **services}
    chosen = settings({}, data=data)
    return Hall(replace(chosen, port=port, **(given or {})), Services(**known), Course(course), static)
