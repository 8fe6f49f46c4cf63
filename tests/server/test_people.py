"""The people of a class and their cards, asked over HTTP: more of them, new PINs, and two cards of one person."""

from __future__ import annotations

import re

import pytest

from caunoi.hall.pages.pins import FRESH
from caunoi.hall.refusals import WrongPin
from tests.server.browsing import agree, said, send
from tests.server.pages_stage import ASSESSMENT, LESSON, Stage
from tests.server.running import Browser


def test_more_people_are_checked_against_those_who_are_there(stage: Stage, facilitator: Browser) -> None:
    record = stage.new_class(("An", "Bình"))
    path = f"/en/facilitator/class/{record.id}/people"
    answer = send(facilitator, path, roster="Chi,3\nDung,002")
    assert "Line 2, card “002”: somebody of this class has this card already" in said(answer)
    assert "Chi,3\nDung,002</textarea>" in answer.text
    assert "Write at least one name" in said(send(facilitator, path, roster=" \n"))
    assert [person.name for person in stage.store.people.of_class(record.id)] == ["An", "Bình"]
    shown = send(facilitator, path, roster="Chi,3\nDung,4", role="staff")
    assert agree(facilitator, path, shown, role="staff").headers["Location"].endswith("/cards")
    assert {person.name: person.role for person in stage.store.people.of_class(record.id)}["Dung"] == "staff"


def test_one_name_twice_is_asked_about_before_it_is_stored(stage: Stage, facilitator: Browser) -> None:
    path = f"/en/facilitator/class/{stage.new_class(('An',)).id}/people"
    shown = send(facilitator, path, roster="Lê Thị Mẫu\nLê Thị Mẫu\nAn")
    assert "Lines 1 and 2 both say “Lê Thị Mẫu”" in said(shown)
    assert "Line 3: somebody named “An” is in this class already" in said(shown)
    assert "Tick this if they are different people" not in said(shown)
    assert "Tick this if they are different people" in said(agree(facilitator, path, shown))
    assert agree(facilitator, path, shown, two="1").status == 303
    assert "different people" not in said(send(facilitator, path, roster="Hà,71,,Đồi Chè\nHà,72,,Đồi Chè"))
    assert "different people" not in said(send(facilitator, path, roster="Hà,,,Đồi Chè\nHà,,,Suối Mơ"))


def test_cards_are_a_pdf_with_a_page_for_eight_and_gone_with_the_pins(stage: Stage, facilitator: Browser) -> None:
    record = stage.new_class(("<b>#strong[x]", *(f"Nguyễn Thị {n}" for n in range(8))))
    path = f"/vi/facilitator/class/{record.id}/cards.pdf"
    assert facilitator.get(path).headers["Location"].endswith("/cards")
    FRESH.keep(record.id, [(each, "4821") for each in stage.store.people.of_class(record.id)])
    answer = facilitator.get(path)
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.body.startswith(b"%PDF-")
    assert b"/Type/Pages/Count 2" in answer.body


def test_a_new_pin_signs_the_phone_out(stage: Stage, facilitator: Browser) -> None:
    record = stage.new_class(("An", "Bình"))
    old = {card: stage.store.cards.new_pin(record.id, card) for card in ("001", "002")}
    phone = stage.running.signed_in(record.id, "001")
    path = f"/vi/facilitator/class/{record.id}/pins?card=001"
    assert "Mã PIN mới cho An" in said(facilitator.get(path))
    assert send(facilitator, path, path.partition("?")[0], card="001").status == 303
    cards = facilitator.get(f"/vi/facilitator/class/{record.id}/cards").text
    (pin,) = re.findall(r'class="pin">(\d+)<', cards)
    assert stage.store.cards.check_pin(record.id, "001", pin).name == "An"
    assert "Mã lớp" in said(phone.get("/vi/"))
    assert stage.store.cards.check_pin(record.id, "002", old["002"]).name == "Bình"
    assert facilitator.get(path.replace("001", "zzz")).status == 404


# Two cards of one person


def test_one_person_with_two_cards_goes_on_with_one_and_no_step_is_lost(stage: Stage, facilitator: Browser) -> None:
    record = stage.new_class(("An", "An", "An"))
    path = f"/en/facilitator/class/{record.id}/one-person"
    old = stage.joins(record, "002")
    stage.works(record, "001", LESSON, 3)
    stage.works(record, "002", ASSESSMENT, 5, submit=True)
    steps = [(row.trainee, row.page, row.events) for row in stage.store.attempts.progress(record.id)]
    phone = stage.running.signed_in(record.id, "002")

    for wrong in ("keep=001&other=001", "keep=001", "keep=001&other=zzz"):
        assert "aria-invalid" in facilitator.get(f"{path}?{wrong}").text
    page = facilitator.get(f"{path}?keep=001&other=002")
    assert "5 steps, handed in" in said(page)
    assert "Stays with card 002: receipt, marks and comments name this card" in said(page)
    assert "you say which one counts for the person" in said(page)
    assert 'name="move"' not in page.text and 'name="hand_in"' not in page.text
    done = send(facilitator, f"{path}?keep=001&other=002", path, keep="001", other="002")
    assert "Card 002 is closed" in said(done)
    assert [(row.trainee, row.page, row.events) for row in stage.store.attempts.progress(record.id)] == steps
    assert phone.get("/api/room").status == 401
    with pytest.raises(WrongPin):
        stage.store.cards.check_pin(record.id, "002", old)
    # What is closed is not closed again, and its own new PIN opens it.
    assert "Open it again first" in said(facilitator.get(f"{path}?keep=001&other=002"))
    assert stage.store.cards.check_pin(record.id, "002", stage.store.cards.new_pin(record.id, "002")).id == "002"

    # One without work is taken off; one that has all the work is rather the one that goes on.
    assert "better let card 001 go on" in said(facilitator.get(f"{path}?keep=003&other=001"))
    assert "taken off the list, and nothing is lost" in said(facilitator.get(f"{path}?keep=001&other=003"))
    assert "off the list" in said(send(facilitator, f"{path}?keep=001&other=003", path, keep="001", other="003"))
    assert [person.id for person in stage.store.people.of_class(record.id)] == ["001", "002"]


def test_a_test_left_open_under_the_card_that_ends_is_handed_in_if_wanted(stage: Stage, facilitator: Browser) -> None:
    record = stage.new_class(("An", "An", "Bình", "Bình"))
    path = f"/en/facilitator/class/{record.id}/one-person"
    for card in ("001", "002", "003", "004"):
        stage.works(record, card, ASSESSMENT, 5)
    page = facilitator.get(f"{path}?keep=001&other=002")
    assert "a closed card hands nothing in" in said(page)
    assert "Stays with card 002: both cards have opened it" in said(page)

    def submitted(card: str) -> bool:
        return stage.store.attempts.find(record.id, card, ASSESSMENT).submitted_at is not None

    stage.removed.clear()
    send(facilitator, f"{path}?keep=001&other=002", path, keep="001", other="002", hand_in="1")
    assert submitted("002")
    send(facilitator, f"{path}?keep=003&other=004", path, keep="003", other="004")
    assert not submitted("004")
    assert stage.removed == ["004"], "who has handed in stays on the list of the report"


def test_what_only_one_card_has_begun_goes_on_under_the_other_and_can_be_taken_back(
    stage: Stage, facilitator: Browser
) -> None:
    record = stage.new_class(("An", "An"))
    path = f"/en/facilitator/class/{record.id}/one-person"
    stage.works(record, "002", LESSON, 3)
    stage.works(record, "002", ASSESSMENT, 5)
    stage.removed.clear()
    moving = {row.page: row.attempt for row in stage.store.attempts.progress(record.id, "002")}
    page = facilitator.get(f"{path}?keep=001&other=002")
    assert re.findall(r'name="move" value="(\w+)" checked', page.text) == [moving[ASSESSMENT], moving[LESSON]]

    done = send(facilitator, f"{path}?keep=001&other=002", path, keep="001", other="002", move=moving[ASSESSMENT])
    assert "Goes on under card 001" in said(done) and "from card 002 to card 001" in said(done)
    assert stage.store.attempts.find(record.id, "001", ASSESSMENT).id == moving[ASSESSMENT]
    assert {row.page for row in stage.store.attempts.progress(record.id, "002")} == {LESSON}
    assert stage.removed == ["002"]

    back = send(facilitator, path, do="back", attempt=moving[ASSESSMENT])
    assert "Back with card 002, with every step" in said(back)
    assert stage.store.attempts.get(moving[ASSESSMENT]).trainee_id == "002"
    assert "cannot be taken back any more" in said(send(facilitator, path, do="back", attempt=moving[ASSESSMENT]))
    pins = f"/en/facilitator/class/{record.id}/pins?card=002"
    stage.added.clear()
    assert send(facilitator, pins, pins.partition("?")[0], card="002").status == 303
    assert stage.added == ["An"], "it stands in the report again"
    assert "What was changed" not in said(facilitator.get(path))


def test_a_closed_card_is_nobody_in_the_numbers_unless_something_was_handed_in_with_it(
    stage: Stage, facilitator: Browser, stranger: Browser
) -> None:
    record = stage.new_class(("An", "An", "Bình", "Bình"))
    for card in ("001", "002", "003", "004"):
        stage.joins(record, card)
    stage.works(record, "002", LESSON, 3)
    stage.works(record, "003", ASSESSMENT, 2)
    stage.works(record, "004", ASSESSMENT, 5, submit=True)
    here = f"/en/facilitator/class/{record.id}"

    def numbers() -> tuple[str, str, str]:
        board, wall = said(facilitator.get(f"{here}/board")), said(facilitator.get(f"{here}/projector"))
        listed = said(facilitator.get("/en/facilitator/"))
        return (
            re.search(r"Joined (\d / \d)", board)[1],
            re.search(r"of (\d) have joined (\d)", wall)[0],
            re.search(r"(\d) of \d", listed)[0],
        )

    assert numbers()[:2] == ("4 / 4", "of 4 have joined 4")
    for card, keep in (("002", "001"), ("004", "003")):
        stage.store.cards.close(record.id, card, keep)
    assert numbers()[:2] == ("3 / 3", "of 3 have joined 3")
    board = facilitator.get(f"{here}/board").text
    assert 'id="person-002"' not in board
    assert "Closed, goes on with card 003" in board[board.index('id="person-004"') :]

    people = facilitator.get(f"{here}/people").text
    assert people.count("Closed, goes on with card") == 2
    assert "all 2 people" in said(facilitator.get(f"{here}/pins"))
    pace = facilitator.get(f"{here}/pace").text
    assert re.findall(r'<option value="(00\d)"', pace) == ["001", "003"]

    # At the door the name is gone at once, and the card says with which one it goes on.
    door = f"/en/join?code={record.code}"
    assert re.findall(r'<option value="(00\d)"', stranger.get(door).text) == ["001", "003"]
    told = "Card 002 is closed. Use card 001"
    assert told in said(stranger.get(f"{door}&card=002"))
    assert told in said(send(stranger, door, "/en/join", code=record.code, card="2", pin="1234"))
    stage.store.cards.new_pin(record.id, "002")
    assert 'value="002"' in stranger.get(door).text
    assert numbers()[0] == "4 / 4"
