"""Does each button of the page for leading a class do what it says, and nothing for who may not press it?"""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from caunoi.hall.change import ExtraTime, Hand, Start, Stop
from caunoi.hall.pace import GRACE, Pace
from caunoi.hall.pages import pace as pace_page
from caunoi.hall.records import ClassRecord, utc_now
from tests.server.browsing import said, send
from tests.server.listening import Listening
from tests.server.pages_stage import ASSESSMENT, LESSON, NAMES, Stage
from tests.server.running import Answer, Browser

FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@pytest.fixture
def record(stage: Stage) -> ClassRecord:
    """A class of its own for each test."""
    return stage.new_class()


def address(record: ClassRecord) -> str:
    return f"/en/facilitator/class/{record.id}/pace"


def press(facilitator: Browser, record: ClassRecord, do: str, **fields: str) -> Answer:
    """Press a button of the page and follow it back."""
    answer = send(facilitator, address(record), do=do, **fields)
    assert answer.status == 303, said(answer)
    assert answer.headers["Location"].startswith(address(record) + "#")
    return facilitator.get(address(record))


def state(stage: Stage, record: ClassRecord) -> Pace:
    return stage.store.paces.of_class(record.id)  # type: ignore[no-any-return]


def test_pause_and_going_on(stage: Stage, record: ClassRecord, facilitator: Browser) -> None:
    page = press(facilitator, record, "pause")
    assert "The phones say: look up" in said(page)
    assert state(stage, record).look_up
    page = press(facilitator, record, "go-on")
    assert "Everybody works" in said(page)
    assert not state(stage, record).look_up


def test_a_message_reaches_the_phones_as_one_line_and_is_taken_away(
    stage: Stage, record: ClassRecord, facilitator: Browser
) -> None:
    with Listening(stage.running.signed_in(record.id, "001")) as phone:
        assert phone.state()["message"] is None
        page = press(facilitator, record, "say", text="  Mời   cả lớp <b>nhìn</b> lên ")
        assert phone.state()["message"]["text"] == "Mời cả lớp <b>nhìn</b> lên"
        assert "&lt;b&gt;nhìn" in page.text
        press(facilitator, record, "unsay")
        assert phone.state()["message"] is None


def test_an_empty_message_is_not_sent(stage: Stage, record: ClassRecord, facilitator: Browser) -> None:
    answer = send(facilitator, address(record), do="say", text=" \n ")
    assert answer.status == 400
    assert "Write the message first" in said(answer)
    assert state(stage, record).message is None


def test_lock_open_and_lock_all_but_one(stage: Stage, record: ClassRecord, facilitator: Browser) -> None:
    press(facilitator, record, f"lock {LESSON}")
    assert state(stage, record).locked == {LESSON}
    press(facilitator, record, f"open {LESSON}")
    assert state(stage, record).locked == frozenset()
    page = press(facilitator, record, "only", page=LESSON)
    locked = state(stage, record).locked
    assert LESSON not in locked
    assert ASSESSMENT in locked
    assert page.text.count('value="lock ') == 1
    assert page.text.count('value="open ') == len(locked)
    press(facilitator, record, "open-all")
    assert state(stage, record).locked == frozenset()


def test_the_list_of_a_trainee_says_what_is_locked(stage: Stage, record: ClassRecord, facilitator: Browser) -> None:
    press(facilitator, record, "only", page=LESSON)
    home = stage.running.signed_in(record.id, "001").get("/en/")
    assert f'href="/en/{LESSON}"' in home.text
    assert f'href="/en/{ASSESSMENT}"' not in home.text
    assert "Locked at the moment" in said(home)


def test_a_test_against_the_clock_begins_once_and_stops(
    stage: Stage, record: ClassRecord, facilitator: Browser
) -> None:
    press(facilitator, record, f"lock {ASSESSMENT}")
    page = press(facilitator, record, "start", page=ASSESSMENT, minutes="45")
    test = state(stage, record).tests[ASSESSMENT]
    assert test.minutes == 45
    assert state(stage, record).locked == frozenset()
    assert "Until " in said(page)
    again = send(facilitator, address(record), do="start", page=ASSESSMENT, minutes="60")
    assert again.status == 400
    assert "runs already" in said(again)
    assert state(stage, record).tests[ASSESSMENT] == test
    page = press(facilitator, record, f"stop {ASSESSMENT}")
    assert "Over since " in said(page)
    press(facilitator, record, f"untime {ASSESSMENT}")
    assert state(stage, record).tests == {}


@pytest.mark.parametrize("minutes", ["", "0", "601", "-3", "4.5", "mười", "²"])
def test_minutes_that_are_none_start_nothing(
    stage: Stage, record: ClassRecord, facilitator: Browser, minutes: str
) -> None:
    answer = send(facilitator, address(record), do="start", page=ASSESSMENT, minutes=minutes)
    assert answer.status == 400
    assert "whole minutes from 1 to 600" in said(answer)
    assert state(stage, record).tests == {}


def test_extra_time_and_large_letters_of_one_person(stage: Stage, record: ClassRecord, facilitator: Browser) -> None:
    page = press(facilitator, record, "help", trainee="003", extra="50", letters="125")
    assert (state(stage, record).extra_time, state(stage, record).large_print) == ({"003": 50}, {"003": 125})
    assert "50 % more time" in said(page)
    home = stage.running.signed_in(record.id, "003").get("/en/").text
    assert 'data-letters="125"' in home
    assert "data-letters" not in stage.running.signed_in(record.id, "002").get("/en/").text
    press(facilitator, record, "usual 003")
    assert (state(stage, record).extra_time, state(stage, record).large_print) == ({}, {})


@pytest.mark.parametrize(
    ("do", "fields"),
    [
        ("help", {"trainee": "999", "extra": "25", "letters": "100"}),
        ("help", {"trainee": "001", "extra": "7", "letters": "100"}),
        ("help", {"trainee": "001", "extra": "25", "letters": "400"}),
        ("start", {"page": LESSON, "minutes": "5"}),
        ("lower 999", {}),
        ("lock lesson/no/where", {}),
        ("dance", {}),
    ],
)
def test_what_the_class_does_not_have_changes_nothing(
    stage: Stage, record: ClassRecord, facilitator: Browser, do: str, fields: dict[str, str]
) -> None:
    assert send(facilitator, address(record), do=do, **fields).status in (400, 404)
    assert state(stage, record) == Pace()


def test_hands_stand_in_order_and_are_lowered(stage: Stage, record: ClassRecord, facilitator: Browser) -> None:
    for card in ("004", "002"):
        stage.store.paces.steer(record.id, f"trainee/{card}", Hand(trainee=card, up=True))
    page = said(facilitator.get(address(record)))
    assert page.index(f"{NAMES[3]} card 004") < page.index(f"{NAMES[1]} card 002")
    press(facilitator, record, "lower 004")
    assert [hand.trainee for hand in state(stage, record).hands] == ["002"]


def test_what_is_there_is_collected_after_the_grace_and_from_nobody_else(
    stage: Stage, record: ClassRecord, facilitator: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage.works(record, "001", ASSESSMENT, 4, submit=True)
    stage.works(record, "002", ASSESSMENT, 3)
    stage.works(record, "003", ASSESSMENT, 0)
    stage.works(record, "004", ASSESSMENT, 2)
    stage.store.paces.steer(
        record.id, "facilitator", ExtraTime(trainee="004", percent=100), Start(page=ASSESSMENT, minutes=10)
    )
    submitted = stage.store.attempts.progress(record.id, "001")[0].submitted_at
    assert "collect" not in facilitator.get(address(record)).text
    after = utc_now() + timedelta(minutes=10) + GRACE + timedelta(seconds=5)
    monkeypatch.setattr(pace_page, "utc_now", lambda: after)
    page = said(facilitator.get(address(record)))
    assert "3 people have not" in page
    assert "nothing has arrived" in page
    press(facilitator, record, f"collect {ASSESSMENT}")
    handed_in = {row.trainee: row.submitted_at for row in stage.store.attempts.progress(record.id)}
    assert handed_in["001"] == submitted
    assert handed_in["002"] is not None
    assert handed_in["003"] is None, "nothing is there to be collected"
    assert handed_in["004"] is None, "the extra time goes on"


def test_a_stopped_test_gives_phones_their_grace_before_collecting(
    stage: Stage, record: ClassRecord, facilitator: Browser
) -> None:
    stage.works(record, "002", ASSESSMENT, 3)
    stage.store.paces.steer(record.id, "facilitator", Start(page=ASSESSMENT, minutes=10), Stop(page=ASSESSMENT))
    page = facilitator.get(address(record))
    assert "Phones hand in by themselves" in said(page)
    send(facilitator, address(record), do=f"collect {ASSESSMENT}")
    assert stage.store.attempts.progress(record.id)[0].submitted_at is None


@pytest.mark.parametrize("who", ["stranger", "trainee"])
def test_nobody_else_steers(stage: Stage, record: ClassRecord, who: str) -> None:
    browser = stage.running.browser() if who == "stranger" else stage.running.signed_in(record.id, "001")
    for part in ("", "/now", "/list"):
        assert browser.get(address(record) + part).status == 403
    if who == "trainee":
        browser.open(LESSON)
    else:
        browser.get("/en/")
    assert browser.post(address(record), b"do=pause", **FORM).status == 403
    assert state(stage, record) == Pace()


def test_the_parts_that_renew_themselves_take_no_form(record: ClassRecord, facilitator: Browser) -> None:
    for part in ("/now", "/list"):
        assert send(facilitator, address(record), address(record) + part, do="pause").status == 405


def test_the_page_of_a_class_leads_here(record: ClassRecord, facilitator: Browser) -> None:
    assert f'href="{address(record)}"' in facilitator.get(f"/en/facilitator/class/{record.id}").text


def test_the_page_stands_in_an_empty_class(stage: Stage, tmp_path: Path, facilitator: Browser) -> None:
    empty = stage.new_class(())
    assert facilitator.get(address(empty)).status == 200


def test_a_raised_hand_is_told_to_the_page_at_once(stage: Stage, record: ClassRecord, facilitator: Browser) -> None:
    phone = stage.running.signed_in(record.id, "001")
    phone.xsrf = phone.get("/api/room").json["xsrf"]
    with Listening(facilitator, f"{address(record)}/now") as page:
        name, value = page.next()
        assert name == "part"
        assert NAMES[0] not in value["html"]
        phone.post("/api/hand", {"up": True})
        name, value = page.next()
        assert name == "part"
        assert NAMES[0] in value["html"]
    # Without a stream it is the same, once.
    assert NAMES[0] in facilitator.get(f"{address(record)}/now").text
