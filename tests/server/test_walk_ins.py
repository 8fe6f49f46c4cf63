"""Joining a class without a card: a door that is shut until a facilitator opens it, for so many and so long."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from caunoi.hall.records import NewTrainee, utc_now
from caunoi.hall.refusals import JoinClosed
from tests.server.browsing import said, send
from tests.server.pages_stage import LESSON, Stage
from tests.server.running import Browser


def test_the_door_is_shut_until_it_is_opened_and_takes_no_more_than_it_has_places(
    stage: Stage, facilitator: Browser
) -> None:
    record = stage.new_class(("An",))
    door, new = f"/en/facilitator/class/{record.id}/self-join", f"/en/join/new?code={record.code}"
    old = f"/en/join?code={record.code}"
    assert "takes nobody new" in said(stage.running.browser().get(new))
    assert "I have no card" not in said(stage.running.browser().get(old))
    for places, minutes in (("0", "5"), ("301", "5"), ("x", "5"), ("2", "721"), ("²", "5")):
        assert "Write how many people" in said(send(facilitator, door, do="open", places=places, minutes=minutes))
    assert send(facilitator, door, do="open", places="2", minutes="5").status == 303
    assert "I have no card" in said(stage.running.browser().get(old))
    phone = stage.running.browser()
    joined = send(phone, new, "/en/join/new", code=record.code, name="Lò Thị <b>Ế</b>", village="Đồi Chè")
    card, pin = re.findall(r"<dd>(\w+)</dd>", joined.text)
    assert "Lò Thị &lt;b&gt;Ế&lt;/b&gt;" in joined.text
    assert stage.store.cards.check_pin(record.id, card, pin).village == "Đồi Chè"
    assert stage.added[-1] == "Lò Thị <b>Ế</b>"
    again = send(phone, old, "/en/join/new", code=record.code, name="Lò")
    assert "On this device Lò Thị <b>Ế</b> is signed in" in said(again)
    assert len(stage.store.people.of_class(record.id)) == 2, "who sends the form again takes no second place"
    second, third = stage.running.browser(), stage.running.browser()
    assert "Write this down" in said(send(second, new, "/en/join/new", code=record.code, name="Lê Thị Mẫu"))
    assert "All places for people without a card are taken" in said(
        send(third, old, "/en/join/new", code=record.code, name="Bình")
    )
    assert len(stage.store.people.of_class(record.id)) == 3


@pytest.mark.parametrize("name", ["", "=1+1", "12345", "x" * 121, "001099000123"])
def test_a_name_that_is_none_takes_no_place_and_stays_in_the_field(
    stage: Stage, facilitator: Browser, name: str
) -> None:
    record = stage.new_class(("An",))
    send(facilitator, f"/en/facilitator/class/{record.id}/self-join", do="open", places="2", minutes="5")
    phone = stage.running.browser()
    answer = send(phone, f"/en/join/new?code={record.code}", "/en/join/new", code=record.code, name=name)
    assert "Type your name with letters" in said(answer)
    assert f'value="{name}"' in answer.text
    assert len(stage.store.people.of_class(record.id)) == 1


def test_who_joined_alone_is_shown_and_leaves_only_without_steps(stage: Stage, facilitator: Browser) -> None:
    record = stage.new_class(("An",))
    door = f"/en/facilitator/class/{record.id}/self-join"
    send(facilitator, door, do="open", places="5", minutes="5")
    phones = [stage.running.browser(), stage.running.browser()]
    for phone in phones:
        send(phone, f"/en/join/new?code={record.code}", "/en/join/new", code=record.code, name="Lê Thị Mẫu")
    stage.works(record, "002", LESSON, 3)
    page = facilitator.get(door)
    assert said(page).count("Lê Thị Mẫu") == 3, "two people, and one of them can be removed"
    assert "nobody's steps are thrown away" in said(send(facilitator, door, do="remove", card="002"))
    assert "Nobody of this class has this card" in said(send(facilitator, door, do="remove", card="x"))
    assert send(facilitator, door, do="remove", card="003").status == 303
    assert [person.id for person in stage.store.people.of_class(record.id)] == ["001", "002"]
    assert "Class code" in said(phones[1].get("/en/")), "the phone of who was removed is signed out"
    assert send(facilitator, door, do="close").status == 303
    assert "takes nobody new" in said(stage.running.browser().get(f"/en/join/new?code={record.code}"))


def test_many_at_once_never_get_one_place_twice(stage: Stage) -> None:
    record = stage.new_class(())
    stage.store.walk_ins.set_door(record.id, 3, utc_now() + timedelta(minutes=5))

    def come(number: int) -> bool:
        try:
            stage.store.walk_ins.take_in(record.id, NewTrainee(f"Người {number}"))
        except JoinClosed:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(come, range(12))) == 3
    assert len(stage.store.walk_ins.door(record.id).came) == 3
    stage.store.walk_ins.set_door(record.id, 9, utc_now())
    assert not come(13), "the time is over"


def test_sixty_people_behind_one_router_join_within_one_allowance(stage: Stage) -> None:
    record = stage.new_class(())
    stage.store.walk_ins.set_door(record.id, 60, utc_now() + timedelta(minutes=5))

    def comes(number: int) -> int:
        phone = Browser(stage.running.port)
        path = f"/en/join/new?code={record.code}"
        status = send(phone, path, "/en/join/new", code=record.code, name=f"Người thứ {number} Ế").status
        phone.close()
        return status

    with ThreadPoolExecutor(12) as room:
        assert set(room.map(comes, range(60))) == {200}
    assert len(stage.store.people.of_class(record.id)) == 60
