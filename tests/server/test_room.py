"""Do phones hear what is steered, only of their own class, and does a lock or a deadline lose no step?"""

from __future__ import annotations

import asyncio
import threading
from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest

from caunoi.hall import room
from caunoi.hall.change import Change, ExtraTime, Hand, LargePrint, Lock, LookUp, Message, Start, Stop
from caunoi.hall.news import Listener
from caunoi.hall.records import AttemptRecord, EventRecord, utc_now
from caunoi.hall.refusals import UnknownClass
from caunoi.hall.streams import MOST_PER_SESSION
from tests.patience import PATIENCE_S, until
from tests.server.listening import Listening
from tests.server.material import open_class
from tests.server.running import Browser, RunningHall, make_hall
from tests.server.test_intake import event, send, take

TEST = "assessment/basics"
LESSON = "lesson/start/first"


@pytest.fixture
def room_id(hall: RunningHall) -> str:
    """A class of its own for each test."""
    return hall.new_class("Vũ Thị Riêng", "Trần Văn Thử", open_class=open_class)


@pytest.fixture
def phone(hall: RunningHall, room_id: str) -> Browser:
    """The phone of card 001."""
    return hall.signed_in(room_id, "001")


def steer(hall: RunningHall, class_id: str, *changes: Change) -> None:
    """What the facilitator's page does."""
    hall.hall.store.paces.steer(class_id, "facilitator", *changes)
    hall.hall.news.tell(class_id, "pace")


def test_a_phone_hears_the_state_at_once_and_each_change(hall: RunningHall, room_id: str, phone: Browser) -> None:
    steer(hall, room_id, Message(text="Chào cả lớp"))
    with Listening(phone) as stream:
        assert stream.answer.status == 200
        assert stream.answer.headers["Content-Type"].startswith("text/event-stream")
        assert stream.answer.headers["Cache-Control"] == "no-store"
        assert stream.answer.headers["X-Accel-Buffering"] == "no"
        first = stream.state()
        assert (first["look_up"], first["message"]["text"]) == (False, "Chào cả lớp")
        steer(hall, room_id, LookUp(on=True))
        assert stream.state()["look_up"] is True
        steer(hall, room_id, Lock(pages=(LESSON, TEST), on=True), LargePrint(trainee="001", percent=125))
        told = stream.state()
        assert (told["locked"], told["large_print"]) == ([TEST, LESSON], 125)
        assert told["version"] > first["version"]


def test_a_stream_of_a_page_names_that_page_only(hall: RunningHall, room_id: str, phone: Browser) -> None:
    steer(hall, room_id, Lock(pages=(LESSON, TEST), on=True), Start(page=TEST, minutes=5))
    with Listening(phone, f"/api/room?page={LESSON}") as stream:
        told = stream.state()
    assert (told["locked"], told["ends_at"]) == ([LESSON], {})


def test_another_class_hears_nothing(
    hall: RunningHall, room_id: str, phone: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "KEEP_ALIVE_S", 0.2)
    other = hall.new_class("Lò Thị Khác")
    with Listening(phone) as mine, Listening(hall.signed_in(other, "001")) as theirs:
        mine.state()
        theirs.state()
        steer(hall, other, Message(text="Chỉ lớp này"))
        assert theirs.state()["message"]["text"] == "Chỉ lớp này"
        assert mine.lines() == [": still here"]
    assert phone.get("/api/room").json["room"]["message"] is None


def test_a_person_s_own_time_and_hand_are_told_to_that_person_only(
    hall: RunningHall, room_id: str, phone: Browser
) -> None:
    steer(
        hall,
        room_id,
        Start(page=TEST, minutes=10),
        ExtraTime(trainee="001", percent=50),
        LargePrint(trainee="001", percent=150),
        Hand(trainee="001", up=True),
    )
    mine, theirs = (browser.get("/api/room").json["room"] for browser in (phone, hall.signed_in(room_id, "002")))
    assert mine["ends_at"][TEST] - theirs["ends_at"][TEST] == 5 * 60_000
    assert (mine["hand"], mine["large_print"]) == (True, 150)
    assert (theirs["hand"], theirs["large_print"]) == (False, 100)


def test_who_is_nobody_or_the_facilitator_has_no_room(hall: RunningHall) -> None:
    assert hall.browser().get("/api/room").code == "not-signed-in"
    assert hall.facilitator().get("/api/room").code == "not-trainee"
    facilitator = hall.facilitator()
    facilitator.get("/vi/facilitator/new")
    assert facilitator.post("/api/hand", {"up": True}).status == 403


async def this_thread() -> int:
    """The thread of the event loop that runs this."""
    return threading.get_ident()


def test_the_stream_ends_when_the_person_signs_out(
    hall: RunningHall, room_id: str, phone: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended_in: list[int] = []
    close = Listener.close
    monkeypatch.setattr(Listener, "close", lambda each: (ended_in.append(threading.get_ident()), close(each))[1])
    phone.open(LESSON)
    with Listening(phone) as stream:
        stream.state()
        until(lambda: hall.hall.presence.of(room_id)["001"].connected)
        assert phone.post("/vi/out", b"", **{"Content-Type": "application/x-www-form-urlencoded"}).status in (200, 303)
        assert stream.next() == ("end", {"why": "signed-out"})
        assert stream.next() == ("", None)
    until(lambda: not hall.hall.presence.of(room_id)["001"].connected)
    assert set(ended_in) == {hall.on_loop(this_thread())}, "only the event loop may wake a stream"


def test_the_stream_ends_when_the_person_gets_another_pin(
    hall: RunningHall, room_id: str, phone: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "KEEP_ALIVE_S", 0.2)
    with Listening(phone) as stream:
        stream.state()
        hall.hall.store.cards.new_pin(room_id, "001")
        assert stream.next() == ("end", {"why": "signed-out"})


def test_the_streams_of_a_person_end_at_once_on_every_phone_when_the_facilitator_gives_another_pin(
    hall: RunningHall, room_id: str, phone: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "KEEP_ALIVE_S", 3600.0)
    second, facilitator = hall.signed_in(room_id, "001"), hall.facilitator()
    path = f"/vi/facilitator/class/{room_id}/pins"
    facilitator.get(f"{path}?card=001")
    facilitator.xsrf = facilitator.cookies[f"caunoi-xsrf-{hall.port}"]
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    with Listening(phone) as one, Listening(second) as two:
        one.state(), two.state()
        assert facilitator.post(path, b"card=001", **form).status == 303
        assert one.next() == two.next() == ("end", {"why": "signed-out"})


def test_a_session_has_few_streams_and_the_oldest_gives_way(hall: RunningHall, room_id: str, phone: Browser) -> None:
    streams = [Listening(phone) for _ in range(MOST_PER_SESSION + 1)]
    for stream in streams[1:]:
        stream.state()
    assert streams[0].next()[0] == "room"
    assert streams[0].next() == ("end", {"why": "replaced"})
    until(lambda: hall.hall.presence.of(room_id)["001"].streams == MOST_PER_SESSION)
    for stream in streams:
        stream.close()
    until(lambda: not hall.hall.presence.of(room_id)["001"].connected)


def test_streams_end_with_the_hall(tmp_path_factory: pytest.TempPathFactory, course: Any, static: Any) -> None:
    running = RunningHall(make_hall(tmp_path_factory.mktemp("data"), course, static))
    with running.serving():
        class_id = running.new_class("Vũ Thị Riêng")
        stream = Listening(running.signed_in(class_id, "001"))
        stream.state()
    with stream, suppress(ConnectionError):
        assert stream.next() in (("end", {"why": "closing"}), ("", None))
    assert running.hall.streams.count() == 0


def test_a_blocked_stream_still_hears_with_the_answers_of_the_page(
    hall: RunningHall, room_id: str, phone: Browser
) -> None:
    attempt = phone.open(LESSON)
    assert attempt["room"]["look_up"] is False
    writer = phone.post("/api/writer", {"attempt": attempt["attempt"]}).json["writer"]
    steer(hall, room_id, LookUp(on=True))
    assert send(phone, attempt, writer).json["room"]["look_up"] is True
    assert phone.open(LESSON)["room"]["look_up"] is True


def test_a_hand_goes_up_once_and_down_again(hall: RunningHall, room_id: str, phone: Browser) -> None:
    phone.open(LESSON)
    for _ in range(2):
        assert phone.post("/api/hand", {"up": True}).json["room"]["hand"] is True
    assert [hand.trainee for hand in hall.hall.store.paces.of_class(room_id).hands] == ["001"]
    assert phone.post("/api/hand", {"up": False}).json["room"]["hand"] is False
    assert hall.hall.store.paces.of_class(room_id).hands == ()
    refused = phone.post("/api/hand", {"up": "yes"})
    assert (refused.status, refused.json["error"]["place"]) == (400, "body.up")


def test_a_hand_without_the_forgery_token_stays_down(phone: Browser) -> None:
    assert phone.post("/api/hand", {"up": True}).status == 403


def test_a_locked_page_opens_for_nobody_and_takes_what_a_phone_still_holds(hall: RunningHall, room_id: str) -> None:
    browser, attempt, writer = take(hall, room_id, "Người học", LESSON)
    steer(hall, room_id, Lock(pages=(LESSON,), on=True))
    refused = browser.get(f"/api/attempt?page={LESSON}")
    assert (refused.status, refused.code) == (403, "locked")
    assert refused.json["error"]["attempt"] == attempt["attempt"]
    assert refused.json["error"]["room"]["locked"] == [LESSON]
    browser.xsrf = refused.json["error"]["xsrf"]
    assert send(browser, attempt, writer, event(1)).json["acknowledged"] == 1
    steer(hall, room_id, Lock(pages=(LESSON,), on=False))
    assert len(browser.open(LESSON)["events"]) == 1


def test_a_page_that_was_never_opened_names_no_attempt_while_it_is_locked(
    hall: RunningHall, room_id: str, phone: Browser
) -> None:
    steer(hall, room_id, Lock(pages=(TEST,), on=True))
    assert phone.get(f"/api/attempt?page={TEST}").json["error"]["attempt"] is None
    assert hall.hall.store.attempts.progress(room_id) == []


def test_the_questions_of_a_locked_test_are_shown_only_to_who_has_opened_it(hall: RunningHall, room_id: str) -> None:
    begun, *_ = take(hall, room_id, "Đã mở", TEST)
    waiting, *_ = take(hall, room_id, "Chưa mở", LESSON)
    seen = waiting.get(f"/vi/{TEST}")
    assert seen.status == 200
    steer(hall, room_id, Lock(pages=(TEST,), on=True))
    assert begun.get(f"/vi/{TEST}").status == 200
    for headers in ({}, {"If-None-Match": seen.headers["ETag"]}):
        refused = waiting.get(f"/vi/{TEST}", **headers)
        assert refused.status == 403
        assert "caunoi-page" in seen.text and "caunoi-page" not in refused.text
    steer(hall, room_id, Lock(pages=(TEST,), on=False))
    assert waiting.get(f"/vi/{TEST}").status == 200


def test_who_did_not_begin_in_time_cannot_begin_and_who_did_can_hand_in(hall: RunningHall, room_id: str) -> None:
    begun, attempt, writer = take(hall, room_id, "Đã làm", TEST)
    idle, *_ = take(hall, room_id, "Chưa làm", TEST)
    send(begun, attempt, writer, event(1, task="quiz/basics"))
    steer(hall, room_id, Start(page=TEST, minutes=30), Stop(page=TEST))
    refused = idle.get(f"/api/attempt?page={TEST}")
    assert (refused.status, refused.code) == (403, "over")
    assert begun.open(TEST)["room"]["ends_at"][TEST] <= begun.open(TEST)["now"]
    assert begun.post("/api/submit", {"attempt": attempt["attempt"], "last": {str(writer): 1}}).status == 200
    assert begun.open(TEST)["submitted"]["receipt"]


@pytest.fixture
def filed(hall: RunningHall, monkeypatch: pytest.MonkeyPatch) -> dict[str, list[EventRecord]]:
    """What reaches the course, by attempt."""
    arrived: dict[str, list[EventRecord]] = {}

    def submit(_: Any, __: Any, attempt: AttemptRecord, events: list[EventRecord]) -> None:
        arrived[attempt.id] = events

    monkeypatch.setattr(hall.hall.delivery, "_submit", submit)
    return arrived


@pytest.mark.parametrize("extra_percent", [0, 100])
def test_what_arrives_after_the_deadline_is_stored_and_counts_only_with_extra_time(
    hall: RunningHall,
    room_id: str,
    filed: dict[str, list[EventRecord]],
    monkeypatch: pytest.MonkeyPatch,
    extra_percent: int,
) -> None:
    browser, attempt, writer = take(hall, room_id, "Muộn", TEST)
    send(browser, attempt, writer, event(1, task="quiz/basics"))
    ago = utc_now() - timedelta(minutes=35)
    with monkeypatch.context() as earlier:
        earlier.setattr("caunoi.hall.store.steering.utc_now", lambda: ago)
        extra = ExtraTime(trainee=attempt["trainee"]["card"], percent=extra_percent)
        steer(hall, room_id, Start(page=TEST, minutes=30), extra)
    late = send(browser, attempt, writer, event(2, task="quiz/basics")).json
    assert late["acknowledged"] == 2
    done = browser.post("/api/submit", {"attempt": attempt["attempt"], "last": {str(writer): 2}}).json
    until(lambda: attempt["attempt"] in filed)
    assert len(filed[attempt["attempt"]]) == (2 if extra_percent else 0)
    told = hall.facilitator().get(f"/en/facilitator/receipt?code={done['receipt']}").text
    assert ("2 of them came after the end of the test and do not count." in told) is (extra_percent == 0)
    assert len(hall.hall.store.events.of_attempt(attempt["attempt"])) == 2


def test_extra_time_given_afterwards_reopens_nothing(
    hall: RunningHall, room_id: str, filed: dict[str, list[EventRecord]]
) -> None:
    browser, attempt, writer = take(hall, room_id, "Xong", TEST)
    steer(hall, room_id, Start(page=TEST, minutes=30), Stop(page=TEST))
    browser.post("/api/submit", {"attempt": attempt["attempt"], "last": {str(writer): 0}})
    until(lambda: attempt["attempt"] in filed)
    steer(hall, room_id, ExtraTime(trainee=attempt["trainee"]["card"], percent=300), Start(page=TEST, minutes=30))
    assert send(browser, attempt, writer, event(1, task="quiz/basics")).code == "submitted"
    assert browser.open(TEST)["submitted"]


def test_steering_survives_a_restart_of_the_hall_and_names_who_did_it(hall: RunningHall, room_id: str) -> None:
    steer(hall, room_id, LookUp(on=True), Message(text="Xin chờ"))
    known = hall.hall.store.paces.of_class(room_id)
    hall.hall.store._remembered.drop_class(room_id)
    assert hall.hall.store.paces.of_class(room_id) == known
    with pytest.raises(UnknownClass):
        hall.hall.store.paces.steer("none", "facilitator", LookUp(on=True))
    with hall.hall.store._file.engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT who, change FROM pace WHERE class_id = ?", (room_id,)).all()
    assert [tuple(row) for row in rows] == [
        ("facilitator", '{"kind":"look-up","on":true}'),
        ("facilitator", '{"kind":"message","text":"Xin chờ"}'),
    ]


def test_others_hear_who_joins_works_and_hands_in(hall: RunningHall, room_id: str) -> None:
    heard: set[str] = set()

    async def listen() -> None:
        with hall.hall.news.listening(room_id, "opened", "events", "submitted", "presence") as listener:
            ready.append(True)
            while len(heard) < 4:
                heard.update(item.topic for item in await listener.next(PATIENCE_S))

    ready: list[bool] = []
    waiting = asyncio.run_coroutine_threadsafe(listen(), hall._loop)
    until(lambda: bool(ready))
    browser, attempt, writer = take(hall, room_id, "Người thi", TEST)
    with Listening(browser) as stream:
        stream.state()
        send(browser, attempt, writer, event(1, task="quiz/basics"))
        browser.post("/api/submit", {"attempt": attempt["attempt"], "last": {str(writer): 1}})
        waiting.result(PATIENCE_S)
    assert heard == {"opened", "events", "submitted", "presence"}
    present = hall.hall.presence.of(room_id)[attempt["trainee"]["card"]]
    assert present.heard_at <= utc_now()


def test_who_comes_to_a_locked_test_is_not_told_to_repeat_anything(
    hall: RunningHall, room_id: str, phone: Browser
) -> None:
    steer(hall, room_id, Lock(pages=(TEST,), on=True))
    answer = phone.get(f"/en/{TEST}")
    assert answer.status == 403
    assert "What you have done is kept." in answer.text and "repeat" not in answer.text
