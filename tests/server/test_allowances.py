"""Is somebody who guesses codes, PINs or the facilitator's key slowed down, and a full room behind one router not?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from caunoi.hall.allowances import ALLOWANCES, Allowance, Allowances
from caunoi.hall.app import Hall
from caunoi.hall.course import Course
from caunoi.hall.services import Services
from caunoi.settings import settings
from tests.server.browsing import said, send
from tests.server.material import open_class
from tests.server.running import RunningHall

PHONES = 60


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory, course: Path, static: Path) -> Iterator[RunningHall]:
    data = tmp_path_factory.mktemp("data")
    chosen = replace(settings({}, data=data), port=0, trusted_proxies=("127.0.0.1",))
    services = Services(class_root=lambda class_id: data / "classes" / class_id)
    running = RunningHall(Hall(chosen, services, Course(course), static))
    with running.serving():
        yield running


@pytest.fixture
def clock(shared: RunningHall) -> Clock:
    clock = Clock()
    shared.hall.allowances = Allowances(clock=clock)
    return clock


def test_codes_are_guessed_slowly(shared: RunningHall, clock: Clock) -> None:
    record = shared.hall.store.classes.get(shared.new_class("Lê Thị Mẫu", open_class=open_class))
    guesser = shared.browser()
    statuses = [guesser.get(f"/vi/join?code=NONE{n:03}").status for n in range(ALLOWANCES["code"].most + 5)]
    assert statuses == [200] * ALLOWANCES["code"].most + [429] * 5
    answer = guesser.get("/en/join?code=NONE22")
    assert (answer.status, answer.headers["Retry-After"]) == (429, "1")
    assert "There were too many tries. Wait 1 second, then try again." in said(answer)
    # Guessing on tells nothing, whether right or wrong, and a neighbour is not held up.
    assert guesser.get(f"/vi/join?code={record.code}").status == 429
    assert guesser.ask("HEAD", f"/vi/join?code={record.code}").status == 429
    assert shared.browser().get(f"/vi/join?code={record.code}", **{"X-Forwarded-For": "10.0.0.7"}).status == 200
    clock.now += 1
    assert guesser.get(f"/vi/join?code={record.code}").status == 200


def test_the_facilitator_s_key_is_not_guessed_and_not_locked_by_guessing(shared: RunningHall, clock: Clock) -> None:
    key = shared.hall.store.facilitator_key.renew()
    guesser = shared.browser()
    most = ALLOWANCES["key"].most
    assert [guesser.get(f"/vi/facilitator/enter?key=x{n}").status for n in range(most + 2)] == [403] * most + [429] * 2
    other = {"X-Forwarded-For": "10.0.0.8"}
    assert shared.browser().get(f"/vi/facilitator/enter?key={key}", **other).status == 303


@pytest.mark.parametrize("door", ["/vi/join", "/vi/join/new"])
def test_forms_at_both_doors_are_counted(shared: RunningHall, clock: Clock, door: str) -> None:
    """Each may cost a hash of some milliseconds and 8 MB, and one who joins anew takes a place."""
    record = shared.hall.store.classes.get(shared.new_class("Lê Thị Mẫu", open_class=open_class))
    shared.hall.allowances = Allowances({**ALLOWANCES, "join": Allowance(2, 60)}, clock=clock)
    phone, asking = shared.browser(), f"/vi/join?code={record.code}"  # whose form stands there whatever is sent
    tried = [send(phone, asking, door, code=record.code, name="An") for _ in range(3)]
    assert [each.status for each in tried] == [200, 200, 429]
    assert tried[-1].headers["Retry-After"] == "1"
    clock.now += 1
    assert send(phone, asking, door, code=record.code, name="An").status == 200


def test_a_card_rests_after_wrong_pins_and_says_for_how_long(shared: RunningHall, clock: Clock) -> None:
    class_id = shared.new_class("Lê Thị Mẫu", "Trần Văn Thử", open_class=open_class)
    record = shared.hall.store.classes.get(class_id)
    right = shared.hall.store.cards.new_pin(class_id, "001")
    wrong = f"{(int(right) + 1) % 10_000:04}"
    path = f"/vi/join?code={record.code}"
    tried = [
        send(shared.browser(), path, "/vi/join", code=record.code, card="001", pin=wrong)
        for _ in range(shared.hall.settings.pin_tries + 1)
    ]
    assert [each.status for each in tried] == [200] * (len(tried) - 2) + [429] * 2
    assert 0 < int(tried[-1].headers["Retry-After"]) <= shared.hall.settings.pin_rest_minutes * 60
    # Not even the right one, and not by asking from elsewhere: what rests is the card.
    assert send(shared.browser(), path, "/vi/join", code=record.code, card="001", pin=right).status == 429


def test_sixty_phones_behind_one_router_get_in(shared: RunningHall, clock: Clock) -> None:
    """One address for all; each mistypes the code once and the PIN once, within the same minute."""
    class_id = shared.new_class(*(f"Người Thứ {n}" for n in range(PHONES)), open_class=open_class)
    record = shared.hall.store.classes.get(class_id)
    path = f"/vi/join?code={record.code}"
    for person in shared.hall.store.people.of_class(class_id):
        pin = shared.hall.store.cards.new_pin(class_id, person.id)
        phone = shared.browser()
        assert phone.get("/vi/join?code=WRONG2").status == 200
        for typed in (f"{(int(pin) + 1) % 10_000:04}", pin):
            answer = send(phone, path, "/vi/join", code=record.code, card=person.id, pin=typed)
        assert answer.status == 303, said(answer)


def test_a_forged_address_does_not_help(shared: RunningHall, clock: Clock) -> None:
    """Only what the proxy heard counts: whatever a client writes in front of it is not believed."""
    most = ALLOWANCES["key"].most
    statuses = [
        shared.browser()
        .get(f"/vi/facilitator/enter?key=x{n}", **{"X-Forwarded-For": f"192.0.2.{n}, 203.0.113.5"})
        .status
        for n in range(most + 1)
    ]
    assert statuses[-1] == 429
