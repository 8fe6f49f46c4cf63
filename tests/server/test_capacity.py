"""Does a full hall say so, with a page and a time to come again, and go on for those who are in it?"""

from __future__ import annotations

import resource
import socket
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from caunoi.hall import capacity
from caunoi.hall.records import NewTrainee
from tests.patience import PATIENCE_S, until
from tests.server.running import Browser, RunningHall, make_hall

PLACES = 3
LESSON = "/vi/lesson/start/first"


@pytest.fixture
def small(tmp_path: Path, course: Path, static: Path) -> Iterator[RunningHall]:
    hall = make_hall(tmp_path, course, static)
    hall.settings = replace(hall.settings, connections=PLACES)
    with RunningHall(hall).serving() as running:
        yield running


def fill(hall: RunningHall) -> list[Browser]:
    inside = [hall.browser() for _ in range(PLACES)]
    assert [each.get("/vi/").status for each in inside] == [200] * PLACES
    return inside


def test_one_too_many_gets_a_page_of_ours_that_asks_again(small: RunningHall) -> None:
    inside = fill(small)
    late = small.browser()
    answer = late.get("/vi/")
    assert answer.status == 429
    assert answer.headers["Connection"] == "close"
    assert answer.headers["Content-Security-Policy"]
    seconds = int(answer.headers["Retry-After"])
    assert f'<meta http-equiv="refresh" content="{seconds}">' in answer.text
    assert "đã kín chỗ" in answer.text and f"{seconds} giây" in answer.text
    assert "Every place in this hall is taken" in small.browser().get("/en/join").text
    # Its sheets come, so that it looks like a page.
    assert small.browser().get(small.hall.assets.file("site.css")).status == 200
    assert [each.get("/vi/").status for each in inside] == [200] * PLACES


def test_a_program_that_is_one_too_many_is_told_in_json(small: RunningHall) -> None:
    fill(small)
    answer = small.browser().post("/api/events", {"attempt": "a"}, **{"X-Caunoi-Lang": "en"})
    assert (answer.status, answer.code) == (429, "full")
    assert int(answer.headers["Retry-After"]) > 0
    form = small.browser().ask("POST", "/vi/join", b"code=A")
    assert form.status == 429 and "refresh" not in form.text


def test_whoever_asks_again_finds_the_place_that_somebody_left(small: RunningHall) -> None:
    inside = fill(small)
    late = small.browser()
    assert late.get("/vi/").status == 429
    inside[0].close()
    until(lambda: late.get("/vi/").status == 200)
    # From now on it is one of those who are in.
    assert [late.get("/vi/").status for _ in range(3)] == [200] * 3


def test_far_too_many_wait_at_the_door_and_are_answered_in_the_end(
    small: RunningHall, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(capacity, "BEYOND", 2)
    inside = fill(small)
    crowd = [socket.create_connection(("127.0.0.1", small.port), PATIENCE_S) for _ in range(12)]
    try:
        assert inside[0].get("/vi/").status == 200
        for each in crowd:
            each.sendall(b"GET /vi/ HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        answers = [each.makefile("rb").readline() for each in crowd]
        assert answers == [b"HTTP/1.1 429 Too Many Requests\r\n"] * 12
    finally:
        for each in crowd:
            each.close()
    for each in inside:
        each.close()
    until(lambda: small.browser().get("/vi/").status == 200)


@pytest.mark.parametrize(
    ("soft", "hard", "most", "raised"),
    [
        (1024, 524_288, 4096, 4416),
        (256, 1024, 704, 1024),
        (20_000, 20_000, 4096, 20_000),
        (resource.RLIM_INFINITY, resource.RLIM_INFINITY, 4096, resource.RLIM_INFINITY),
        (64, 64, 1, 64),
    ],
)
def test_the_machine_s_limit_of_open_files_settles_how_many(
    monkeypatch: pytest.MonkeyPatch, soft: int, hard: int, most: int, raised: int
) -> None:
    limits = [soft, hard]
    monkeypatch.setattr(resource, "getrlimit", lambda _: tuple(limits))
    monkeypatch.setattr(resource, "setrlimit", lambda _, given: limits.__setitem__(slice(None), given))
    assert capacity.machine_connections() == most
    assert limits[0] == raised


def test_three_hundred_at_once_get_the_same_lesson(hall: RunningHall) -> None:
    record = hall.hall.store.classes.get(hall.new_class())
    people = hall.hall.store.people.add(record.id, [NewTrainee(f"Người {n}") for n in range(300)])
    browsers = [hall.signed_in(record.id, person.id) for person, _ in people]
    for browser in browsers:
        browser._connection.connect()  # all are in the hall before the first is served
    pages = [browser.get(LESSON) for browser in browsers]
    assert {page.status for page in pages} == {200}
    assert len({page.body for page in pages}) == 1
    assert {len(browser.open("lesson/start/first")["attempt"]) for browser in browsers} == {24}
