"""Are events taken once, in one order, only from their owner, and handed in only when complete?"""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from caunoi.hall.records import NewTrainee
from tests.server.running import Browser, RunningHall

QUIZ = "quiz/warm-up"
MOCKUP = "mockup/help-grandmother/guided"


def event(n: int, to: str = "portal", task: str = QUIZ) -> dict[str, Any]:
    return {"n": n, "task": task, "event": {"answer": "where", "to": to}, "at_ms": 1_000 + n}


def of(task: str, body: Any) -> dict[str, Any]:
    return {"n": 2, "task": task, "event": body, "at_ms": 5}


def take(hall: RunningHall, class_id: str, name: str, page: str) -> tuple[Browser, dict[str, Any], int]:
    """A new person with an opened page and a writer."""
    [(trainee, _)] = hall.hall.store.people.add(class_id, [NewTrainee(name)])
    browser = hall.signed_in(class_id, trainee.id)
    attempt = browser.open(page)
    return browser, attempt, browser.post("/api/writer", {"attempt": attempt["attempt"]}).json["writer"]


@pytest.fixture
def lesson(hall: RunningHall, class_id: str) -> tuple[Browser, dict[str, Any], int]:
    return take(hall, class_id, "Người học", "lesson/start/first")


@pytest.fixture
def assessment(hall: RunningHall, class_id: str) -> tuple[Browser, dict[str, Any], int]:
    return take(hall, class_id, "Người thi", "assessment/basics")


def send(browser: Browser, attempt: dict[str, Any], writer: int, *events: dict[str, Any], since: int = 0) -> Any:
    body = {"attempt": attempt["attempt"], "writer": writer, "since": since, "events": list(events)}
    return browser.post("/api/events", body)


def test_a_page_that_asks_for_it_is_opened_with_a_writer_of_its_own(hall: RunningHall, class_id: str) -> None:
    browser = hall.signed_in(class_id, "001")
    assert browser.get("/api/attempt?page=lesson/start/first").json["writer"] is None
    first, second = (browser.get("/api/attempt?page=lesson/start/first&writer=new").json for _ in range(2))
    assert second["writer"] == first["writer"] + 1
    browser.xsrf = second["xsrf"]
    assert send(browser, second, second["writer"], event(1)).json["acknowledged"] == 1


def test_attempt_tells_who_and_what(hall: RunningHall, class_id: str, lesson: Any) -> None:
    browser, attempt, writer = lesson
    assert writer == 1
    assert attempt["page"] == "lesson/start/first"
    assert attempt["mode"] == "lesson"
    assert attempt["trainee"]["name"] == "Người học"
    assert (attempt["submitted"], attempt["events"], attempt["seq"], attempt["simulated"]) == (None, [], 0, False)
    assert browser.open("lesson/start/first")["attempt"] == attempt["attempt"]


def test_attempt_is_kept_by_no_cache(trainee: Browser) -> None:
    assert trainee.get("/api/attempt?page=lesson/start/first").headers["Cache-Control"] == "no-store"


def test_acknowledged_events_come_back_in_order(lesson: Any) -> None:
    browser, attempt, writer = lesson
    done = send(browser, attempt, writer, event(1), of(MOCKUP, {"do": "go"})).json
    assert done["acknowledged"] == 2
    stored = browser.open("lesson/start/first")
    assert [(each["writer"], each["n"], each["task"]) for each in stored["events"]] == [(1, 1, QUIZ), (1, 2, MOCKUP)]
    assert stored["events"][1]["event"] == {"do": "go"}
    assert stored["seq"] == done["seq"] == stored["events"][-1]["seq"]
    assert done["seqs"] == {str(each["n"]): each["seq"] for each in stored["events"]}


def test_resending_is_harmless(lesson: Any) -> None:
    browser, attempt, writer = lesson
    batch = [event(1), event(2)]
    first = send(browser, attempt, writer, *batch).json
    again = send(browser, attempt, writer, *batch, event(3)).json
    assert again["acknowledged"] == 3
    assert {n: again["seqs"][n] for n in first["seqs"]} == first["seqs"]
    assert len(browser.open("lesson/start/first")["events"]) == 3


def test_gap_is_not_acknowledged(lesson: Any) -> None:
    browser, attempt, writer = lesson
    assert send(browser, attempt, writer, event(1), event(3)).json["acknowledged"] == 1
    assert send(browser, attempt, writer, event(2)).json["acknowledged"] == 3


def test_same_number_with_another_body_is_a_conflict(lesson: Any) -> None:
    browser, attempt, writer = lesson
    send(browser, attempt, writer, event(1))
    answer = send(browser, attempt, writer, event(2), event(1, to="another"))
    assert (answer.status, answer.code) == (409, "conflict")
    assert answer.json["error"]["n"] == 1
    assert len(browser.open("lesson/start/first")["events"]) == 1


def test_two_writers_see_each_other(lesson: Any) -> None:
    browser, attempt, one = lesson
    two = browser.post("/api/writer", {"attempt": attempt["attempt"]}).json["writer"]
    assert two == 2
    since = send(browser, attempt, one, event(1, to="a")).json["seq"]
    answer = send(browser, attempt, two, event(1, to="b")).json
    assert [(each["writer"], each["event"]["to"]) for each in answer["others"]] == [(one, "a")]
    heartbeat = send(browser, attempt, one, since=since).json
    assert [(each["writer"], each["event"]["to"]) for each in heartbeat["others"]] == [(two, "b")]
    assert heartbeat["acknowledged"] == 1
    merged = browser.open("lesson/start/first")["events"]
    assert [each["writer"] for each in merged] == [one, two]


def test_many_phones_lose_nothing(hall: RunningHall, lesson: Any) -> None:
    browser, attempt, _ = lesson
    card = attempt["trainee"]["card"]
    class_id = hall.hall.store.attempts.get(attempt["attempt"]).class_id

    def phone(_: int) -> int:
        own = hall.signed_in(class_id, card)
        own.open("lesson/start/first")
        writer = own.post("/api/writer", {"attempt": attempt["attempt"]}).json["writer"]
        for n in range(1, 21):
            assert send(own, attempt, writer, event(n, to=f"{writer}-{n}")).json["acknowledged"] == n
        return int(writer)

    with ThreadPoolExecutor(8) as phones:
        writers = list(phones.map(phone, range(8)))
    stored = browser.open("lesson/start/first")["events"]
    everything = sorted((writer, n) for writer in writers for n in range(1, 21))
    assert sorted((each["writer"], each["n"]) for each in stored) == everything
    seqs = [each["seq"] for each in stored]
    assert seqs == sorted(set(seqs))
    for writer in writers:
        assert [each["n"] for each in stored if each["writer"] == writer] == list(range(1, 21))


@pytest.mark.parametrize(
    ("bad", "place"),
    [
        (event(1, task="quiz/basics"), "body.events.1.task"),
        (event(0), "body.events.1.n"),
        ({**event(1), "n": True}, "body.events.1.n"),
        ({**event(1), "n": 2**40}, "body.events.1.n"),
        ({**event(1), "at_ms": 1.5}, "body.events.1.at_ms"),
        ({**event(1), "extra": 1}, "body.events.1.extra"),
        (of(QUIZ, {"answer": "x"}), "body.events.1.event.to"),
        (of(QUIZ, {"answer": "x", "to": {"a": 1}}), "body.events.1.event.to.a"),
        (of(QUIZ, {"answer": "x", "to": {"a": {"b": "c"}}}), "body.events.1.event.to.a"),
        (of(QUIZ, {"answer": "x", "to": {"a": ["b", None]}}), "body.events.1.event.to.a.1"),
        (of(QUIZ, {"answer": "x", "to": {"": "b"}}), "body.events.1.event.to"),
        (of(QUIZ, {"answer": "x", "to": {str(n): "b" for n in range(101)}}), "body.events.1.event.to"),
        (of(QUIZ, {"answer": "x", "to": {"a": ["b"] * 101}}), "body.events.1.event.to.a"),
        (of(QUIZ, {"answer": "x", "to": 5}), "body.events.1.event.to"),
        (of(QUIZ, {"answer": "x", "to": "\ud800"}), "body.events.1.event.to"),
        (of(QUIZ, {"do": "x"}), "body.events.1.event"),
        (of(QUIZ, {"write": "x", "to": "y"}), "body.events.1.event"),
        (of(MOCKUP, {"set": "x", "to": 2**60}), "body.events.1.event.to"),
        (of(MOCKUP, {"set": "x", "to": None}), "body.events.1.event.to"),
        (of(MOCKUP, {"set": "x", "to": 0.5}), "body.events.1.event.to"),
        (of(MOCKUP, {"set": "x", "to": "y" * 30_000}), "body.events.1.event.to"),
        (of(MOCKUP, {"restart": 1}), "body.events.1.event.restart"),
        (of(MOCKUP, {"do": "x", "to": "y"}), "body.events.1.event.to"),
        (of(MOCKUP, {"do": ""}), "body.events.1.event.do"),
        (of(MOCKUP, {"jump": "x"}), "body.events.1.event"),
        (of(MOCKUP, ["do"]), "body.events.1.event"),
        ("not an event", "body.events.1"),
    ],
)
def test_bad_event_is_named_and_nothing_is_stored(lesson: Any, bad: Any, place: str) -> None:
    browser, attempt, writer = lesson
    answer = send(browser, attempt, writer, event(1), bad)
    assert (answer.status, answer.code) == (400, "bad-request")
    assert answer.json["error"]["place"] == place
    assert browser.open("lesson/start/first")["events"] == []


def test_a_strangers_number_is_neither_stored_nor_logged(lesson: Any, caplog: pytest.LogCaptureFixture) -> None:
    browser, attempt, writer = lesson
    caplog.set_level("DEBUG")
    for strange in (
        of(MOCKUP, {"set": "owner", "to": "bà 038 154 012 345"}),
        of(MOCKUP, {"set": "owner", "to": 38154012345}),
        of(MOCKUP, {"do": "038154012345"}),
        of(QUIZ, {"answer": "where", "to": "+84 912.345.678"}),
        of(QUIZ, {"answer": "where", "to": {"a": ["٠٣٨١٥٤٠١٢٣٤٥"]}}),
        of(QUIZ, {"hint": "０９１２３４５６７８"}),
    ):
        answer = send(browser, attempt, writer, event(1), strange)
        assert (answer.status, answer.code) == (400, "bad-request")
        assert answer.json["error"]["place"] == "body.events.1.event"
        assert not re.search(r"345", answer.text)
    assert browser.open("lesson/start/first")["events"] == []
    assert not re.search(r"345.?678|012.?345|٣٤٥|３４５", caplog.text)


def test_a_strangers_number_in_writing_is_not_taken(assessment: Any) -> None:
    browser, attempt, writer = assessment
    written = {
        "n": 1,
        "task": "writing/coaching",
        "event": {"write": "coaching", "to": "Bà gọi 0912345678"},
        "at_ms": 1,
    }
    assert send(browser, attempt, writer, written).json["error"]["place"] == "body.events.0.event"
    ordinary = {"write": "coaching", "to": "Bà mất 129.000.000 đồng, ngày 05.09.2026 06.09.2026"}
    assert send(browser, attempt, writer, {**written, "event": ordinary}).json["acknowledged"] == 1


def test_the_practice_persons_number_is_taken(lesson: Any) -> None:
    browser, attempt, writer = lesson
    own = of(MOCKUP, {"set": "owner", "to": "000 000 000 001"})
    assert send(browser, attempt, writer, event(1), own).json["acknowledged"] == 2


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"{",
        b"null",
        b"\xff",
        b'{"attempt": NaN}',
        b'{"attempt": "x"}',
        b'{"attempt": 1' + b"0" * 5000 + b"}",
        b"[" * 100_000,
    ],
)
@pytest.mark.parametrize("path", ["/api/events", "/api/submit", "/api/writer"])
def test_unreadable_body_is_400(lesson: Any, path: str, body: bytes) -> None:
    browser, _, _ = lesson
    answer = browser.post(path, body)
    assert answer.status in (400, 404)
    assert set(answer.json["error"]) >= {"code", "message"}


def test_another_s_attempt_does_not_exist(hall: RunningHall, class_id: str, lesson: Any, trainee: Browser) -> None:
    browser, attempt, writer = lesson
    send(browser, attempt, writer, event(1))
    trainee.open("lesson/start/first")
    for path, body in [
        ("/api/writer", {"attempt": attempt["attempt"]}),
        ("/api/events", {"attempt": attempt["attempt"], "writer": 1, "since": 0, "events": []}),
        ("/api/events", {"attempt": attempt["attempt"], "writer": 1, "since": 0, "events": [event(2)]}),
        ("/api/submit", {"attempt": attempt["attempt"], "last": {}}),
    ]:
        answer = trainee.post(path, body)
        assert (answer.status, answer.code) == (404, "no-attempt")
    assert len(browser.open("lesson/start/first")["events"]) == 1


def test_same_card_of_another_class_is_somebody_else(hall: RunningHall, lesson: Any) -> None:
    _, attempt, _ = lesson
    other = hall.new_class("Một", "Hai", "Ba", "Bốn", "Năm", "Sáu")
    browser = hall.signed_in(other, "001")
    browser.open("lesson/start/first")
    assert browser.post("/api/writer", {"attempt": attempt["attempt"]}).status == 404


def test_stranger_and_facilitator_have_no_attempt(hall: RunningHall) -> None:
    stranger = hall.browser().get("/api/attempt?page=lesson/start/first")
    assert (stranger.status, stranger.code) == (401, "not-signed-in")
    facilitator = hall.facilitator().get("/api/attempt?page=lesson/start/first")
    assert (facilitator.status, facilitator.code) == (403, "not-trainee")


@pytest.mark.parametrize(
    "page", ["", "lesson/start/none", "assessment/none", "../../etc/passwd", "lesson/start/first/x"]
)
def test_unknown_page_has_no_attempt(trainee: Browser, page: str) -> None:
    answer = trainee.get(f"/api/attempt?page={page}")
    assert (answer.status, answer.code) == (404, "no-page")


def test_unknown_writer_is_refused(lesson: Any) -> None:
    browser, attempt, _ = lesson
    answer = send(browser, attempt, 7, event(1))
    assert (answer.status, answer.code) == (409, "no-writer")


def test_error_speaks_the_page_s_language(lesson: Any) -> None:
    browser, attempt, writer = lesson
    body = {"attempt": attempt["attempt"], "writer": writer, "since": 0, "events": [event(0)]}
    english = browser.post("/api/events", body, **{"X-Caunoi-Lang": "en"}).json["error"]
    assert english["message"].startswith("body.events.0.n:")


def test_submit_waits_for_every_stated_event(assessment: Any) -> None:
    browser, attempt, writer = assessment
    answered = {"task": "quiz/basics", "event": {"answer": "state-5", "to": "wait"}, "at_ms": 5}
    send(browser, attempt, writer, {**answered, "n": 1}, {**answered, "n": 4})
    answer = browser.post("/api/submit", {"attempt": attempt["attempt"], "last": {str(writer): 5}})
    assert (answer.status, answer.code) == (409, "gaps")
    assert answer.json["error"]["gaps"] == {str(writer): [2, 3, 5]}
    send(browser, attempt, writer, *({**answered, "n": n} for n in (2, 3, 5)))
    done = browser.post("/api/submit", {"attempt": attempt["attempt"], "last": {str(writer): 5}})
    assert done.status == 200
    assert set(done.json) == {"receipt", "at"}
    assert browser.open("assessment/basics")["submitted"] == done.json
    # Asking again, as after a lost answer, gives the same receipt.
    assert browser.post("/api/submit", {"attempt": attempt["attempt"], "last": {str(writer): 5}}).json == done.json


def test_submitted_attempt_takes_nothing_new(assessment: Any) -> None:
    browser, attempt, writer = assessment
    answered = {"n": 1, "task": "quiz/basics", "event": {"answer": "state-5", "to": "wait"}, "at_ms": 5}
    send(browser, attempt, writer, answered)
    receipt = browser.post("/api/submit", {"attempt": attempt["attempt"], "last": {str(writer): 1}}).json
    late = send(browser, attempt, writer, {**answered, "n": 2})
    assert (late.status, late.code) == (409, "submitted")
    assert late.json["error"]["submitted"] == receipt
    # An answer that was lost on its way is still confirmed.
    again = send(browser, attempt, writer, answered)
    assert (again.status, again.json["acknowledged"], again.json["submitted"]) == (200, 1, receipt)
    assert len(browser.open("assessment/basics")["events"]) == 1


@pytest.mark.parametrize("last", [[], {"x": 1}, {"1": -1}, {"1": "2"}, {"-1": 1}, None, {"１": 1}])
def test_submit_with_a_bad_statement_is_400(assessment: Any, last: Any) -> None:
    browser, attempt, _ = assessment
    answer = browser.post("/api/submit", {"attempt": attempt["attempt"], "last": last})
    assert (answer.status, answer.code) == (400, "bad-request")
    assert browser.open("assessment/basics")["submitted"] is None


def test_submit_of_an_unopened_writer_is_refused(assessment: Any) -> None:
    browser, attempt, _ = assessment
    answer = browser.post("/api/submit", {"attempt": attempt["attempt"], "last": {"9": 0}})
    assert (answer.status, answer.code) == (409, "no-writer")


def test_lesson_is_not_handed_in(lesson: Any) -> None:
    browser, attempt, writer = lesson
    answer = browser.post("/api/submit", {"attempt": attempt["attempt"], "last": {str(writer): 0}})
    assert (answer.status, answer.code) == (409, "not-an-assessment")


def test_option_orders_belong_to_the_attempt(hall: RunningHall, class_id: str) -> None:
    seen = []
    for number in range(8):
        browser, attempt, _ = take(hall, class_id, f"Người {number}", "assessment/basics")
        orders = attempt["orders"]["quiz/basics"]
        assert sorted(orders["filing-order"]) == ["search", "submit", "track"]
        assert "portal-name" not in orders
        assert browser.open("assessment/basics")["orders"] == attempt["orders"]
        seen.append(str(orders))
    assert len(set(seen)) > 1


def test_forged_request_without_the_token_is_403(lesson: Any) -> None:
    browser, attempt, writer = lesson
    browser.xsrf = ""
    answer = send(browser, attempt, writer, event(1))
    assert answer.status == 403
    assert answer.code == "forbidden"
    answer = browser.post(
        "/api/events",
        {"attempt": attempt["attempt"], "writer": writer, "since": 0, "events": [event(1)]},
        **{"X-XSRFToken": "2|00000000|00000000000000000000000000000000|1"},
    )
    assert answer.status == 403
    assert browser.open("lesson/start/first")["events"] == []
