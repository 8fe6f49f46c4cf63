"""Does the hall answer each of five people as the table says, on every route?"""

from __future__ import annotations

import http.client
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from caunoi.hall.store.store import FILE
from tests.patience import PATIENCE_S
from tests.server.access import ACTING, ROLES, ROWS, Row
from tests.server.material import analysis, open_class
from tests.server.running import Answer, Browser, RunningHall, make_hall

GUIDE = "<!doctype html><title>g</title>"


@dataclass
class Scene:
    """A class with a trainee who has handed nothing in, a neighbour, another class, a facilitator."""

    running: RunningHall
    words: dict[str, str]
    outside: str

    def browser(self, role: str) -> Browser:
        """Somebody of a role, with the forgery token that a page gives to anybody."""
        running = self.running
        match role:
            case "trainee":
                browser = running.signed_in(self.words["class"], "001")
            case "neighbour":
                browser = running.signed_in(self.words["class"], "002")
            case "outsider":
                browser = running.signed_in(self.outside, "001")
            case "facilitator":
                browser = running.facilitator()
            case _stranger:
                browser = running.browser()
        # A page with a form sets the cookie, and the cookie's own value is accepted as the token.
        browser.get(f"/vi/join?code={self.words['code']}")
        browser.xsrf = browser.cookies[f"caunoi-xsrf-{running.port}"]
        return browser

    def ask(self, browser: Browser, row: Row) -> Answer:
        path = self.filled(row.path)
        if row.body is None:
            return browser.ask(row.method, path)
        if "json" in row.body:
            return browser.ask(row.method, path, self.filled(row.body["json"]))
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        return browser.ask(row.method, path, urlencode(self.filled(row.body)).encode(), **form)

    def filled(self, value: Any) -> Any:
        if isinstance(value, dict):
            return {name: self.filled(each) for name, each in value.items()}
        if isinstance(value, str):
            for word, each in self.words.items():
                value = value.replace(f"{{{word}}}", each)
        return value


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory, course: Path, static: Path) -> Iterator[Scene]:
    data = tmp_path_factory.mktemp("data")
    hall = make_hall(
        data,
        course,
        static,
        grading_guide=lambda *_: GUIDE,
        open_assessor=lambda _: "http://127.0.0.1:1/formgrader",
        analyses={"sample": analysis(data / "sample.ipynb", "1 + 1")},
    )
    running = RunningHall(hall)
    with running.serving():
        class_id = running.new_class("Vũ Thị Riêng", "Trần Văn Thử", open_class=open_class)
        outside = running.new_class("Phạm Thị Ví Dụ", open_class=open_class)
        record = hall.store.classes.get(class_id)
        attempt = hall.store.attempts.open(class_id, "001", "assessment/basics", "")
        hall.store.attempts.open_writer(attempt.id)
        asset = hall.assets.file("site.css").removeprefix("/assets/")
        words = {"class": class_id, "code": record.code, "attempt": attempt.id, "asset": asset}
        yield Scene(running, words, outside)


@pytest.mark.parametrize("role", ROLES)
def test_each_is_answered_as_the_table_says(scene: Scene, role: str) -> None:
    browser = scene.browser(role)
    found = [(row.method, row.path, scene.ask(browser, row).status) for row in ROWS]
    assert found == [(row.method, row.path, row.by_role[role]) for row in ROWS]


def kept(running: RunningHall) -> dict[str, int]:
    """How many rows each table of the store has."""
    with closing(sqlite3.connect(running.hall.store.data / FILE)) as connection:
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}


@pytest.mark.parametrize("role", ROLES)
def test_head_is_answered_as_get_and_sets_nothing_going(scene: Scene, role: str) -> None:
    browser, closed = scene.browser(role), (401, 403)
    before = kept(scene.running)
    for row in (each for each in ROWS if each.method == "GET"):
        found, shown = scene.ask(browser, Row("HEAD", row.path, "")).status, row.by_role[role]
        if row.path.partition("?")[0] in ACTING:
            assert found == 405 or found == shown in closed, row.path
        else:
            assert found == shown, row.path
    assert kept(scene.running) == before
    assert scene.running.hall.attendant.seats.taken == 0


def test_head_has_the_headers_of_get_and_no_body(scene: Scene) -> None:
    for role, path in (
        ("stranger", f"/assets/{scene.words['asset']}"),
        ("stranger", "/vi/hello"),
        ("stranger", "/vi/nowhere"),
        ("trainee", "/vi/lesson/start/first"),
        ("facilitator", "/vi/facilitator/roster.csv"),
    ):
        cookies = "; ".join(f"{name}={value}" for name, value in scene.browser(role).cookies.items())
        with closing(http.client.HTTPConnection("127.0.0.1", scene.running.port, timeout=PATIENCE_S)) as connection:
            connection.request("HEAD", path, headers={"Cookie": cookies})
            head = connection.getresponse()
            head.read()
            # A body behind the answer to HEAD would be read as the beginning of this one.
            connection.request("GET", path, headers={"Cookie": cookies})
            got = connection.getresponse()
            size = str(len(got.read()))
        assert (head.status, head.headers["Content-Type"]) == (got.status, got.headers["Content-Type"]), path
        assert head.headers["Content-Length"] == got.headers["Content-Length"] == size, path


def test_a_preview_of_the_facilitator_s_link_does_not_spend_it(scene: Scene) -> None:
    link = f"/vi/facilitator/enter?key={scene.running.hall.store.facilitator_key.renew()}"
    browser = scene.running.browser()
    refused = browser.ask("HEAD", link)
    assert (refused.status, refused.headers["Allow"], browser.cookies) == (405, "GET", {})
    assert browser.get(link).status == 303


def test_who_asks_by_a_method_that_is_not_taken_is_told_which_are(scene: Scene) -> None:
    browser = scene.browser("stranger")
    assert browser.ask("HEAD", "/api/writer").headers["Allow"] == "POST"
    assert browser.ask("DELETE", "/vi/join").headers["Allow"] == "GET, POST, HEAD"


def test_another_s_attempt_is_answered_like_one_that_never_was(scene: Scene) -> None:
    """Not even by its words can somebody tell that an id is in use."""
    for role in ("neighbour", "outsider"):
        browser = scene.browser(role)
        theirs = {"attempt": scene.words["attempt"]}
        never = {"attempt": "0" * len(scene.words["attempt"])}
        for path, rest in (
            ("/api/writer", {}),
            ("/api/events", {"writer": 1, "since": 0, "events": []}),
            ("/api/submit", {"last": {}}),
        ):
            one, other = browser.post(path, {**theirs, **rest}), browser.post(path, {**never, **rest})
            assert (one.status, one.body) == (404, other.body)


def test_what_one_opens_is_one_s_own(scene: Scene) -> None:
    opened = {
        role: scene.browser(role).get("/api/attempt?page=assessment/basics").json
        for role in ("trainee", "neighbour", "outsider")
    }
    assert len({each["attempt"] for each in opened.values()}) == 3
    assert opened["trainee"]["attempt"] == scene.words["attempt"]
    assert [opened[role]["trainee"]["name"] for role in opened] == ["Vũ Thị Riêng", "Trần Văn Thử", "Phạm Thị Ví Dụ"]


def test_an_ended_session_opens_nothing(scene: Scene) -> None:
    browser = scene.browser("neighbour")
    token = browser.cookies[f"caunoi-session-{scene.running.port}"]
    assert scene.ask(browser, Row("POST", "/vi/out", "", {})).status == 303
    browser.cookies[f"caunoi-session-{scene.running.port}"] = token
    assert browser.get("/api/attempt?page=assessment/basics").status == 401


def test_a_new_pin_ends_the_sessions_of_the_old_one(scene: Scene) -> None:
    browser = scene.browser("neighbour")
    scene.running.hall.store.cards.new_pin(scene.words["class"], "002")
    assert browser.get("/api/attempt?page=assessment/basics").status == 401


@pytest.mark.parametrize("forged", ["", "2|00000000|00000000000000000000000000000000|1"])
def test_no_form_of_another_site_is_taken(scene: Scene, forged: str) -> None:
    """With the cookie of somebody signed in and no token, or one of one's own making, nothing happens."""
    for role in ("trainee", "facilitator"):
        browser = scene.browser(role)
        browser.xsrf = forged
        statuses = {scene.ask(browser, row).status for row in ROWS if row.method == "POST"}
        assert statuses == {403}
