"""Somebody with a trainee's cookie, or none, who does not use our pages: what they try, and that none of it works.

Each test is one attack on Jupyter, Voila, nbgrader or the hall, as docs/platform.md lists them.
"""

from __future__ import annotations

import http.client
import json
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from caunoi.hall.store import attempts, events
from tests.patience import PATIENCE_S, until
from tests.server.browsing import send as send_form
from tests.server.material import SECRET, open_class
from tests.server.running import Answer, Browser, RunningHall
from tests.server.test_intake import send, take

KERNEL = "12345678-1234-1234-1234-123456789012"
TEST, LESSON = "assessment/basics", "lesson/start/first"

# Words of the fixtures' rubrics and keys, and of the cells that grade.
KEPT_BACK = (SECRET, "rubric", "points_for", "keys:", "grade_id")


@pytest.fixture(params=["stranger", "trainee"])
def intruder(request: pytest.FixtureRequest, hall: RunningHall, class_id: str) -> Browser:
    return hall.browser() if request.param == "stranger" else hall.signed_in(class_id, "002")


@pytest.fixture
def sitting(hall: RunningHall, class_id: str) -> tuple[Browser, dict[str, Any], int]:
    return take(hall, class_id, "Người tò mò", TEST)


def upgraded(browser: Browser, path: str, **headers: str) -> Answer:
    """Ask for a websocket."""
    upgrade = {"Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13"}
    return browser.get(path, **upgrade, **{"Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==", **headers})


# What nbgrader would believe


@pytest.mark.parametrize(
    "more",
    [
        {"score": 1.0},
        {"points": 8, "max_points": 8},
        {"event": {"answer": "where", "to": "portal", "scaled": 1}},
        {"event": {"do": "_payload = None; raise SystemExit", "code": "print(1)"}},
        {"event": "__import__('os').system('id')"},
        {"task": "quiz/basics') or points_for('quiz/basics"},
    ],
)
def test_a_score_or_code_in_an_event_is_refused(sitting: Any, more: dict[str, Any]) -> None:
    browser, attempt, writer = sitting
    event = {"n": 1, "task": "quiz/basics", "event": {"answer": "where", "to": "portal"}, "at_ms": 1, **more}
    assert send(browser, attempt, writer, event).status == 400
    assert browser.open(TEST)["events"] == []


def test_a_score_beside_the_events_or_at_handing_in_is_refused(sitting: Any) -> None:
    browser, attempt, writer = sitting
    for path, body in (
        ("/api/events", {"attempt": attempt["attempt"], "writer": writer, "since": 0, "events": [], "score": 1}),
        ("/api/submit", {"attempt": attempt["attempt"], "last": {}, "points": 8}),
        ("/api/writer", {"attempt": attempt["attempt"], "role": "facilitator"}),
    ):
        assert browser.post(path, body).status == 400


def test_no_notebook_and_no_file_is_taken(intruder: Browser, class_id: str) -> None:
    notebook = json.dumps({"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}).encode()
    for path in (
        "/api/contents/submitted/002/basics/basics.ipynb",
        f"/files/classes/{class_id}/submitted/002/basics/basics.ipynb",
        "/voila/render/basics.ipynb",
        "/formgrader/api/submission/1",
        f"/vi/{TEST}",
    ):
        for method in ("PUT", "POST", "PATCH", "DELETE"):
            assert intruder.ask(method, path, notebook).status in (403, 404, 405)


@pytest.mark.parametrize("page", [TEST, LESSON])
def test_no_key_rubric_or_grading_cell_is_on_a_page_or_in_what_it_asks_for(sitting: Any, page: str) -> None:
    browser, _, _ = sitting
    told = browser.get(f"/vi/{page}").text + json.dumps(browser.open(page), ensure_ascii=False)
    assert [word for word in KEPT_BACK if word in told] == []


@pytest.mark.parametrize(
    "name",
    [
        "source/basics/basics.ipynb",
        "release/basics/basics.ipynb",
        "feedback/001/basics/basics.html",
        "gradebook.db",
        "class.yaml",
        "content/assessments/basics.items.yaml",
        "submitted/001/basics/basics.ipynb",
        "vetoes.jsonl",
    ],
)
def test_no_file_of_a_class_is_served(hall: RunningHall, intruder: Browser, class_id: str, name: str) -> None:
    for start in ("", "/vi", "/assets", "/vi/lesson", "/vi/assessment", "/files", "/api/contents", "/voila/files"):
        for way in (f"/classes/{class_id}/", "/..%2f..%2f", "/../../", "/%2e%2e/%2e%2e/", f"//classes/{class_id}/"):
            answer = intruder.get(f"{start}{way}{name}")
            assert answer.status in (302, 403, 404)
            assert SECRET not in answer.text
            assert b"SQLite" not in answer.body


def test_the_store_its_secrets_and_the_program_are_not_served(intruder: Browser) -> None:
    for name in ("hall.db", "hall.db-wal", "secrets/facilitator-key", "wifi.json", "app.py", "../app.py", "etc/passwd"):
        for start in ("/", "/assets/", "/files/", "/static/", "/vi/", "/voila/static/", "/assets/..%2f", "/%2e%2e/"):
            answer = intruder.get(start + name)
            assert answer.status in (403, 404)
            assert "root:" not in answer.text


@pytest.mark.parametrize(
    "page",
    [
        "assessment/../../etc",
        "assessment/basics/../other",
        "assessment/%2e%2e",
        "lesson/start/first/../../x",
        "",
        "x",
        "assessment/" + "a" * 5000,
        "lesson/start",
        "assessment/CON",
        "assessment/básics",
    ],
)
def test_a_page_s_name_never_becomes_a_path(hall: RunningHall, class_id: str, page: str) -> None:
    from urllib.parse import quote

    answer = hall.signed_in(class_id, "002").get(f"/api/attempt?page={quote(page)}")
    assert answer.status in (400, 404)


@pytest.mark.parametrize("attempt", ["../001", "' OR 1=1 --", "", 7, None, ["a"], {"a": 1}, "x" * 10_000, "00\u0000"])
def test_an_attempt_s_id_is_an_id_or_nothing(hall: RunningHall, class_id: str, attempt: Any) -> None:
    browser = hall.signed_in(class_id, "002")
    browser.open(TEST)
    assert browser.post("/api/writer", {"attempt": attempt}).status in (400, 404)


def test_handing_in_many_times_at_once_gives_one_receipt(hall: RunningHall, sitting: Any) -> None:
    browser, attempt, _ = sitting
    cookies = dict(browser.cookies)

    def hand_in(_: int) -> str:
        own = Browser(hall.port, dict(cookies), browser.xsrf)
        try:
            return str(own.post("/api/submit", {"attempt": attempt["attempt"], "last": {}}).json["receipt"])
        finally:
            own.close()

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(hand_in, range(24)))) == 1
    late = {"n": 1, "task": "quiz/basics", "event": {"answer": "where", "to": "portal"}, "at_ms": 1}
    assert send(browser, attempt, 1, late).status == 409


def test_events_for_a_writer_that_was_never_given_are_refused(sitting: Any) -> None:
    browser, attempt, writer = sitting
    event = {"n": 1, "task": "quiz/basics", "event": {"answer": "where", "to": "portal"}, "at_ms": 1}
    assert send(browser, attempt, writer + 5, event).status == 409
    foreign = {**event, "task": "mockup/another/test"}
    assert send(browser, attempt, writer, foreign).status == 400


# What Voila and Jupyter would hand out


@pytest.mark.parametrize("protocol", ["", "v1.kernel.websocket.jupyter.org"])
def test_no_websocket_of_a_kernel_in_either_dialect(intruder: Browser, protocol: str) -> None:
    for path in (f"/api/kernels/{KERNEL}/channels", f"/api/kernels/{KERNEL}/channels?session_id=x", "/voila/ws"):
        assert upgraded(intruder, path, **{"Sec-WebSocket-Protocol": protocol}).status == 403


def test_no_kernel_is_started_named_or_stopped(hall: RunningHall, intruder: Browser) -> None:
    intruder.get(f"/vi/{LESSON}")
    intruder.xsrf = intruder.xsrf or "x"
    for method, path in (
        ("POST", "/api/kernels"),
        ("GET", "/api/kernels"),
        ("POST", "/api/sessions"),
        ("DELETE", f"/api/kernels/{KERNEL}"),
        ("POST", f"/voila/api/shutdown/{KERNEL}"),
        ("POST", "/api/terminals"),
        ("GET", f"/voila/query/{KERNEL}"),
        ("GET", "/voila/tree"),
        ("GET", "/voila/render/first.ipynb"),
        ("GET", "/api/shutdown"),
    ):
        answer = intruder.ask(method, path, b"{}" if method == "POST" else None)
        assert answer.status in (403, 404), path
    until(lambda: hall.hall.kernel_manager.list_kernel_ids() == [])


@pytest.mark.parametrize(
    "headers",
    [
        {"X-Remote-User": "facilitator"},
        {"Remote-User": "facilitator"},
        {"X-Forwarded-User": "facilitator"},
        {"Authorization": "token facilitator"},
        {"Authorization": "Basic ZmFjaWxpdGF0b3I6eA=="},
        {"X-Forwarded-For": "127.0.0.1", "X-Real-Ip": "127.0.0.1"},
        {"Forwarded": "for=127.0.0.1;host=127.0.0.1"},
        {"X-Original-URL": "/vi/facilitator/", "X-Rewrite-URL": "/vi/facilitator/"},
        {"X-HTTP-Method-Override": "DELETE"},
    ],
)
def test_no_header_makes_a_facilitator(intruder: Browser, class_id: str, headers: dict[str, str]) -> None:
    for path in ("/vi/facilitator/", f"/vi/facilitator/class/{class_id}", f"/vi/facilitator/class/{class_id}/written"):
        assert intruder.get(path, **headers).status == 403


def test_a_session_that_one_brings_along_is_not_the_one_one_gets(hall: RunningHall, class_id: str) -> None:
    """Who is made to use a token somebody else knows is given another when signing in."""
    store = hall.hall.store
    planted = store.sessions.open("trainee", class_id, "003")
    browser = hall.browser()
    name = f"caunoi-session-{hall.port}"
    browser.cookies[name] = planted
    code, pin = store.classes.get(class_id).code, store.cards.new_pin(class_id, "001")
    assert send_form(browser, f"/vi/join?code={code}", "/vi/join", code=code, card="001", pin=pin).status == 303
    assert browser.cookies[name] != planted
    assert store.sessions.find(planted) is None


@pytest.mark.parametrize("role", ["facilitator", "trainee"])
def test_a_role_in_a_cookie_is_nothing(hall: RunningHall, role: str) -> None:
    browser = hall.browser()
    for value in (role, f"{role}:001", '{"role":"facilitator"}', "2|1:0|10:1|4:role|12:ZmFj|x", "' OR 1=1 --"):
        browser.cookies = {f"caunoi-session-{hall.port}": value, "role": role}
        assert browser.get("/vi/facilitator/").status == 403
        assert browser.get(f"/api/attempt?page={TEST}").status == 401


# What a browser could be led to do


@pytest.mark.parametrize(
    "where",
    [
        "//evil.example",
        "https://evil.example",
        "/\\evil.example",
        "%2f%2fevil.example",
        "/vi/%5cevil.example",
        "/vi/\r\nSet-Cookie: a=b",
        "javascript:alert(1)",
        "/vi//evil.example",
        "/id/",
        "/vi/facilitator/",
        "vi/",
    ],
)
def test_nobody_is_sent_elsewhere_after_signing_in(hall: RunningHall, class_id: str, where: str) -> None:
    store = hall.hall.store
    code, pin = store.classes.get(class_id).code, store.cards.new_pin(class_id, "001")
    fields = {"code": code, "card": "001", "pin": pin, "next": where}
    answer = send_form(hall.browser(), f"/vi/join?code={code}", "/vi/join", **fields)
    assert (answer.status, answer.headers["Location"]) == (303, "/vi/")
    assert "a=b" not in str(answer.headers)


def test_no_other_site_reads_or_frames_anything(intruder: Browser) -> None:
    for path in ("/vi/", "/api/room", f"/api/attempt?page={TEST}"):
        answer = intruder.get(path, Origin="https://evil.example")
        assert answer.headers["Access-Control-Allow-Origin"] is None
        assert answer.headers["X-Frame-Options"] == "DENY"
        assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize("method", ["TRACE", "OPTIONS", "CONNECT", "PUT", "DELETE", "PATCH", "NONSENSE"])
def test_other_methods_do_nothing(hall: RunningHall, class_id: str, method: str) -> None:
    browser = hall.signed_in(class_id, "002")
    for path in ("/vi/", "/vi/out", "/api/events", "/vi/join"):
        assert browser.ask(method, path).status in (400, 403, 405)
    assert browser.get(f"/api/attempt?page={TEST}").status == 200


# What would bring the hall down


def raw(hall: RunningHall, sent: bytes) -> bytes:
    """Send bytes as they are; what comes back, or nothing when the hall hangs up."""
    with socket.create_connection(("127.0.0.1", hall.port), timeout=PATIENCE_S) as link:
        # It may hang up before all was sent, or before we have said that it was.
        with suppress(ConnectionError):
            link.sendall(sent)
        with suppress(OSError):
            link.shutdown(socket.SHUT_WR)
        try:
            return link.recv(4096)
        except ConnectionError:
            return b""


@pytest.fixture
def still_there(hall: RunningHall) -> Iterator[None]:
    yield
    assert hall.browser().get("/vi/").status == 200


@pytest.mark.parametrize(
    "sent",
    [
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc",
        b"GET /vi/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"GET /vi/ HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: evil.example\r\n\r\n",
        b"GET /vi/ HTTP/1.1\r\nHost: 127.0.0.1\r\nX: " + b"a" * 100_000 + b"\r\n\r\n",
        b"POST /vi/join HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: -1\r\n\r\n",
        b"GET " + b"/" * 100_000 + b" HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
        b"GET /vi/%ff%fe?code=%ff HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
        b"GET /vi/ HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: \xff\xfe=\x00\r\n\r\n",
    ],
    ids=["tls", "two-lengths", "two-hosts", "long-header", "minus-one", "long-address", "no-utf8", "odd-cookie"],
)
def test_broken_requests_break_nothing(hall: RunningHall, still_there: None, sent: bytes) -> None:
    answer = raw(hall, sent)
    status = int(answer.split()[1]) if answer.startswith(b"HTTP/") else 400
    assert status < 500
    assert b"evil.example" not in answer


@pytest.mark.parametrize(
    "body",
    [
        b"[" * 100000,
        b'{"a":' * 50000,
        b'{"attempt": 1e999}',
        b'{"attempt": NaN}',
        b"\xff\xfe",
        b"null",
        b"[]",
        b'{"attempt": "a", "attempt": "b"}',
        b'{"attempt": ' + b"9" * 50000 + b"}",
        b'{"attempt": "\\ud800"}',
    ],
    ids=["deep-list", "deep-object", "infinite", "nan", "no-utf8", "null", "list", "twice", "long-number", "half"],
)
def test_hostile_json_is_the_sender_s_mistake(sitting: Any, still_there: None, body: bytes) -> None:
    browser, _, _ = sitting
    for path in ("/api/writer", "/api/events", "/api/submit", "/api/hand"):
        answer = browser.post(path, body, **{"Content-Type": "application/json"})
        assert answer.status in (400, 404), answer.text


def test_many_pages_start_no_kernel_and_no_thread_of_their_own(hall: RunningHall, class_id: str) -> None:
    browser = hall.signed_in(class_id, "002")
    for _ in range(50):
        assert browser.get(f"/vi/{LESSON}").status == 200
    until(lambda: hall.hall.kernel_manager.list_kernel_ids() == [])


def test_what_one_phone_can_store_is_bounded(sitting: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Steps without end would fill the disk of all, and no grader replays them."""
    monkeypatch.setattr(events, "MOST_STEPS", 3)
    monkeypatch.setattr(attempts, "MOST_WRITERS", 2)
    browser, attempt, writer = sitting
    taps = [
        {"n": n, "task": "quiz/basics", "event": {"answer": "where", "to": "portal"}, "at_ms": n} for n in range(1, 5)
    ]
    refused = send(browser, attempt, writer, *taps)
    assert (refused.status, refused.code) == (409, "attempt-full")
    assert send(browser, attempt, writer, *taps[:3]).json["acknowledged"] == 3
    assert browser.post("/api/writer", {"attempt": attempt["attempt"]}).status == 200
    assert browser.post("/api/writer", {"attempt": attempt["attempt"]}).code == "attempt-full"
    assert browser.get(f"/api/attempt?page={TEST}&writer=new").json["writer"] is None
    # What was taken is there, can be looked at, and is handed in.
    assert [each["n"] for each in browser.open(TEST)["events"]] == [1, 2, 3]
    assert browser.post("/api/submit", {"attempt": attempt["attempt"], "last": {str(writer): 3}}).status == 200


def test_streams_of_one_session_are_few(hall: RunningHall, class_id: str) -> None:
    browser = hall.signed_in(class_id, "002")
    cookie = "; ".join(f"{name}={value}" for name, value in browser.cookies.items())
    links = [http.client.HTTPConnection("127.0.0.1", hall.port, timeout=PATIENCE_S) for _ in range(12)]
    try:
        for link in links:
            link.request("GET", "/api/room", headers={"Cookie": cookie, "Accept": "text/event-stream"})
            assert link.getresponse().status == 200
        assert hall.hall.streams.count() <= 3
    finally:
        for link in links:
            link.close()


def test_the_course_of_another_class_is_not_reached(hall: RunningHall, tmp_path: Path) -> None:
    """An assessment opens as one's own class has it, whatever class is named in the address or in a header."""
    here, there = hall.new_class("Người A", open_class=open_class), hall.new_class("Người B", open_class=open_class)
    browser = hall.signed_in(here, "001")
    opened = browser.get(f"/api/attempt?page={TEST}&class={there}&class_id={there}&trainee=001", **{"X-Class": there})
    assert opened.json["trainee"]["name"] == "Người A"
    assert browser.get(f"/vi/facilitator/class/{there}").status == 403
