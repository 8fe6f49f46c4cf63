"""An assessment taken again: who is offered it, what is new in the next attempt, what stays of the one before."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import nbformat
import pytest

from caunoi.coursework.folder import read_class, write_class
from caunoi.hall.change import Grant, Lock, Start, Stop, Untime
from caunoi.hall.records import ClassRecord
from caunoi.model.course import Retakes
from tests.server.browsing import said, send
from tests.server.material import release
from tests.server.pages_stage import ASSESSMENT, RESULTS, Stage
from tests.server.running import Answer, Browser

NAME = "portal-basics"


@pytest.fixture
def record(stage: Stage) -> ClassRecord:
    """A class in which 001 has handed in the assessment and nothing is back yet."""
    stage.results.clear()
    made = stage.new_class(("Lê Thị Mẫu", "Phạm Văn Thử"))
    stage.works(made, "001", ASSESSMENT, 5, submit=True)
    return made


@pytest.fixture
def trainee(stage: Stage, record: ClassRecord) -> Browser:
    return stage.running.signed_in(record.id, "001")


def released(record: ClassRecord) -> None:
    """Let the class have the page of its assessment."""
    cells = [nbformat.v4.new_code_cell(code) for code in ("from widgets import quiz", 'quiz("portal-basics")')]
    release(Path(record.path), NAME, cells)


def results(*attempts: tuple[int, str, float | None, bool]) -> list[dict[str, Any]]:
    """What the assessments' room says: (number, state, points, counts) for each attempt at one quiz of 6 points."""
    return [
        {**RESULTS[1], "attempt": n, "attempts": len(attempts), "state": state, "points": points, "counts": counts}
        for n, state, points, counts in attempts
    ]


FIRST = (1, "returned", 3.0, True)


def allow(record: ClassRecord, **retakes: Any) -> None:
    root = Path(record.path)
    write_class(root, read_class(root).model_copy(update={"retakes": {NAME: Retakes(**retakes)}}))


def again(browser: Browser, number: int = 1) -> str:
    """Press the button, as the home page of this moment or of a while ago has it; gives where that leads."""
    answer = send(browser, "/vi/out", f"/vi/again/{NAME}", attempt=str(number))
    assert answer.status == 303
    return str(answer.headers["Location"])


def test_the_next_attempt_is_a_fresh_one_and_the_first_stays(stage: Stage, record: ClassRecord, trainee: Browser):
    released(record)
    before = trainee.open(ASSESSMENT)
    stage.results["001"] = results(FIRST)
    home = trainee.get("/en/")
    assert "Attempt 1 of 2. The best one counts." in said(home)
    assert f'action="/en/again/{NAME}"' in home.text
    assert again(trainee) == f"/vi/{ASSESSMENT}"
    after = trainee.open(ASSESSMENT)
    assert after["attempt"] != before["attempt"]
    assert (after["events"], after["submitted"]) == ([], None)
    assert len(before["events"]) == 5 and before["submitted"]
    orders = [stage.store.attempts.get(each["attempt"]).seed for each in (before, after)]
    assert orders[0] != orders[1]
    # The home page on another phone, from before: it leads to the same attempt.
    assert again(trainee) == f"/vi/{ASSESSMENT}"
    assert trainee.open(ASSESSMENT)["attempt"] == after["attempt"]
    assert [each.number for each in stage.store.attempts.of_class(record.id, "001")] == [1, 2]
    words = said(trainee.get("/en/"))
    assert "Results of earlier attempts" in words and "Try again" not in words
    # What a phone still held of the first attempt is refused with its receipt, as before.
    body = {"attempt": before["attempt"], "writer": 1, "since": 0, "events": []}
    late = trainee.post("/api/events", body | {"events": [new_event(6)]})
    assert late.code == "submitted" and late.json["error"]["submitted"]["receipt"] == before["submitted"]["receipt"]


def new_event(n: int) -> dict[str, Any]:
    return {"n": n, "task": "quiz/portal-basics", "event": {"answer": "x", "to": "y"}, "at_ms": 1}


def test_each_attempt_has_its_receipt_and_the_facilitator_sees_which(
    stage: Stage, record: ClassRecord, trainee: Browser
):
    stage.results["001"] = results(FIRST)
    again(trainee)
    second = stage.store.attempts.find(record.id, "001", ASSESSMENT)
    receipt = stage.store.attempts.submit(second.id, {}).receipt
    first = stage.store.attempts.of_class(record.id, "001")[0].receipt
    facilitator = stage.running.facilitator()
    assert "Attempt 2" in said(facilitator.get(f"/en/facilitator/receipt?code={receipt}"))
    assert "Attempt" not in said(facilitator.get(f"/en/facilitator/receipt?code={first}"))
    assert {each.id for each in stage.store.attempts.undelivered()} >= {second.id}


@pytest.mark.parametrize(
    ("retakes", "back", "words"),
    [
        ({"attempts": 2}, [(1, "waiting", None, True)], "You can try again once you have the result."),
        ({"attempts": 2, "wait_hours": 5}, [FIRST], "You can try again from"),
        ({"attempts": 1}, [FIRST], ""),
        ({"attempts": 2, "counts": "last"}, [FIRST], "The last one counts."),
    ],
)
def test_what_the_home_page_says(
    stage: Stage, record: ClassRecord, trainee: Browser, retakes: dict[str, Any], back: Any, words: str
):
    allow(record, **retakes)
    stage.results["001"] = results(*back)
    page = said(trainee.get("/en/"))
    assert words in page
    offered = "Try again" in page
    assert offered == (retakes.get("counts") == "last")
    if not words:
        assert "Attempt 1" not in page
    # Who sends the form all the same is sent to the list that says why.
    assert again(trainee) == (f"/vi/{ASSESSMENT}" if offered else "/vi/")
    assert len(stage.store.attempts.of_class(record.id, "001")) == (2 if offered else 1)


def test_when_all_attempts_are_used_it_says_so_and_a_facilitator_may_grant_one(
    stage: Stage, record: ClassRecord, trainee: Browser
):
    stage.results["001"] = results(FIRST)
    again(trainee)
    stage.store.attempts.submit(stage.store.attempts.find(record.id, "001", ASSESSMENT).id, {})
    stage.results["001"] = results((1, "returned", 3.0, False), (2, "returned", 5.0, True))
    page = said(trainee.get("/en/"))
    assert "Attempt 2 of 2." in page and "There is no further attempt." in page
    assert again(trainee, 2) == "/vi/"
    stage.store.paces.steer(record.id, "facilitator", Grant(page=ASSESSMENT, trainee="001"))
    assert "Attempt 2 of 3." in said(trainee.get("/en/"))
    assert again(trainee, 2) == f"/vi/{ASSESSMENT}"
    stage.store.attempts.submit(stage.store.attempts.find(record.id, "001", ASSESSMENT).id, {})
    assert again(trainee, 3) == "/vi/", "one grant is one attempt"


def test_locks_and_the_clock_hold_for_the_next_attempt_too(stage: Stage, record: ClassRecord, trainee: Browser):
    released(record)
    stage.results["001"] = results(FIRST)

    def steer(*changes: Any) -> None:
        stage.store.paces.steer(record.id, "facilitator", *changes)

    steer(Lock(pages=(ASSESSMENT,), on=True))
    page = said(trainee.get("/en/"))
    assert "You can try again when the facilitator opens the assessment." in page and "See the result" in page
    assert again(trainee) == "/vi/"
    steer(Lock(pages=(ASSESSMENT,), on=False), Start(page=ASSESSMENT, minutes=10), Stop(page=ASSESSMENT))
    assert again(trainee) == "/vi/", "the time of this test is over"
    steer(Untime(page=ASSESSMENT))
    assert again(trainee) == f"/vi/{ASSESSMENT}"
    steer(Lock(pages=(ASSESSMENT,), on=True))
    assert trainee.get(f"/api/attempt?page={ASSESSMENT}").code == "locked"
    steer(Lock(pages=(ASSESSMENT,), on=False), Start(page=ASSESSMENT, minutes=10))
    assert trainee.open(ASSESSMENT)["room"]["ends_at"]


def test_the_result_page_shows_the_attempt_that_counts_and_leads_to_the_others(
    stage: Stage, record: ClassRecord, trainee: Browser
):
    stage.results["001"] = results((1, "returned", 5.0, True), (2, "returned", 2.0, False))
    page = trainee.get(f"/en/result/{NAME}")
    assert re.search(r'class="sum-points">5 of 6 points', page.text)
    assert "Attempt 1 5 of 6 points Counts Attempt 2 2 of 6 points" in said(page)
    other = trainee.get(f"/en/result/{NAME}?attempt=2")
    assert re.search(r'class="sum-points">2 of 6 points', other.text)
    stage.results["001"] = results((1, "returned", 5.0, False), (2, "waiting", None, True))
    waiting = trainee.get(f"/en/result/{NAME}?attempt=2")
    assert re.search(r'class="sum-points">5 of 6 points', waiting.text), "what is not back is not shown"
    assert "the result is not back yet" in said(waiting)


def manage(stage: Stage, record: ClassRecord, **fields: str) -> Answer:
    where = f"/en/facilitator/class/{record.id}/attempts"
    return send(stage.running.facilitator(), where, **fields)


def test_a_facilitator_sets_what_holds_in_the_class(stage: Stage, record: ClassRecord, trainee: Browser):
    where = f"/en/facilitator/class/{record.id}/attempts"
    facilitator = stage.running.facilitator()
    assert "2 attempts · the best one counts" in said(facilitator.get(where))
    policy = {"attempts": "3", "wait_hours": "24", "counts": "last"}
    assert manage(stage, record, do=f"save {NAME}", **policy).status == 303
    assert "3 attempts · the last one counts · 24 hours in between" in said(facilitator.get(where))
    kept = read_class(Path(record.path)).retakes
    assert kept == {NAME: Retakes(attempts=3, wait_hours=24, counts="last")}
    stage.results["001"] = results(FIRST)
    assert "Attempt 1 of 3. The last one counts. You can try again from" in said(trainee.get("/en/"))


@pytest.mark.parametrize(
    "typed", [{"attempts": "0"}, {"attempts": "10"}, {"attempts": "two"}, {"wait_hours": "-1"}, {"counts": "first"}]
)
def test_what_cannot_hold_is_said_beside_its_form(stage: Stage, record: ClassRecord, typed: dict[str, str]):
    policy = {"attempts": "3", "wait_hours": "0", "counts": "last"}
    answer = manage(stage, record, do=f"save {NAME}", **policy | typed)
    assert answer.status == 400
    assert "attempts from 1 to 9, hours from 0 to 720" in said(answer)
    assert read_class(Path(record.path)).retakes == {}


def test_a_facilitator_allows_one_person_once_more(stage: Stage, record: ClassRecord, trainee: Browser):
    refused = manage(stage, record, do="grant", trainee="002", assessment=NAME)
    assert refused.status == 400 and "has not handed it in yet" in said(refused)
    assert manage(stage, record, do="grant", trainee="001", assessment=NAME).status == 303
    assert again(trainee) == f"/vi/{ASSESSMENT}", "without a result and without waiting"
    page = said(stage.running.facilitator().get(f"/en/facilitator/class/{record.id}/attempts"))
    assert "Attempt 1 of 2. Handed in" in page and "Attempt 2 of 2. not handed in" in page
    made = stage.store.paces.steps(record.id)[-1]
    assert (made.who, made.change) == ("facilitator", Grant(page=ASSESSMENT, trainee="001"))


def test_nobody_takes_a_test_again_for_somebody_else(stage: Stage, record: ClassRecord):
    stage.results["001"] = results(FIRST)
    neighbour = stage.running.signed_in(record.id, "002")
    again(neighbour)
    assert stage.store.attempts.of_class(record.id, "002") == []
    assert len(stage.store.attempts.of_class(record.id, "001")) == 1


def test_who_takes_it_again_is_at_work(stage: Stage, record: ClassRecord, trainee: Browser):
    stage.results["001"] = results(FIRST)
    facilitator = stage.running.facilitator()
    board = f"/en/facilitator/class/{record.id}/board"
    assert re.search(r"<dt>Handed in</dt><dd>1<", facilitator.get(board).text)
    again(trainee)
    page = facilitator.get(board).text
    assert re.search(r"<dt>Handed in</dt><dd>0<", page) and 'class="is-working"' in page
