"""Can nobody guess a PIN, by one card or by many, one after the other or all at once?"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest

from caunoi.hall.records import ClassRecord, NewTrainee
from caunoi.hall.refusals import Blocked, UnknownTrainee, WrongPin
from caunoi.hall.store import Limits, Store, pins


@pytest.fixture
def pin(store: Store, record: ClassRecord) -> str:
    return store.cards.new_pin(record.id, "001")


def wrong(pin: str) -> str:
    return f"{(int(pin) + 1) % 10_000:04}"


def test_right_pin_lets_in_and_notes_the_first_time(store: Store, record: ClassRecord, pin: str) -> None:
    assert store.people.get(record.id, "001").joined_at is None
    first = store.cards.check_pin(record.id, "001", f" {pin} ")
    assert first.joined_at is not None
    assert store.cards.check_pin(record.id, "001", pin).joined_at == first.joined_at


def test_wrong_pins_count_down_to_a_block(store: Store, record: ClassRecord, pin: str) -> None:
    left = []
    for _ in range(4):
        with pytest.raises(WrongPin) as refused:
            store.cards.check_pin(record.id, "001", wrong(pin))
        left.append(refused.value.tries_left)
    assert left == [4, 3, 2, 1]
    for tried in (wrong(pin), pin, pin):
        with pytest.raises(Blocked) as blocked:
            store.cards.check_pin(record.id, "001", tried)
    assert store.people.get(record.id, "001").blocked_until == blocked.value.until


def test_right_pin_starts_the_count_anew(store: Store, record: ClassRecord, pin: str) -> None:
    for _ in range(3):
        for _ in range(4):
            with pytest.raises(WrongPin):
                store.cards.check_pin(record.id, "001", wrong(pin))
        store.cards.check_pin(record.id, "001", pin)


def test_right_pin_at_the_last_try_lets_in(store: Store, record: ClassRecord, pin: str) -> None:
    for _ in range(4):
        with pytest.raises(WrongPin):
            store.cards.check_pin(record.id, "001", wrong(pin))
    assert store.cards.check_pin(record.id, "001", pin).blocked_until is None


def test_block_ends(tmp_path: Path) -> None:
    with Store(tmp_path, Limits(pin_tries=1, pin_rest=timedelta(milliseconds=0))) as store:
        record = store.classes.open("L", "X", "2026-11-23", "vi")
        [(_, pin)] = store.people.add(record.id, [NewTrainee("A")])
        with pytest.raises(WrongPin):
            store.cards.check_pin(record.id, "001", wrong(pin))
        assert store.cards.check_pin(record.id, "001", pin).id == "001"


def test_block_survives_a_restart(tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        record = store.classes.open("L", "X", "2026-11-23", "vi")
        [(_, pin)] = store.people.add(record.id, [NewTrainee("A")])
        for _ in range(5):
            with pytest.raises((WrongPin, Blocked)):
                store.cards.check_pin(record.id, "001", wrong(pin))
    with Store(tmp_path) as store, pytest.raises(Blocked):
        store.cards.check_pin(record.id, "001", pin)


def test_new_pin_lifts_the_block(store: Store, record: ClassRecord, pin: str) -> None:
    for _ in range(5):
        with pytest.raises((WrongPin, Blocked)):
            store.cards.check_pin(record.id, "001", wrong(pin))
    fresh = store.cards.new_pin(record.id, "001")
    assert store.cards.check_pin(record.id, "001", fresh).id == "001"
    with pytest.raises(UnknownTrainee):
        store.cards.new_pin(record.id, "none")


def test_tries_at_the_same_moment_are_counted(store: Store, record: ClassRecord, pin: str) -> None:
    def guess(_: int) -> type[Exception]:
        try:
            store.cards.check_pin(record.id, "001", wrong(pin))
        except (WrongPin, Blocked) as refused:
            return type(refused)
        raise AssertionError("a wrong PIN was taken")

    with ThreadPoolExecutor(16) as crowd:
        outcomes = list(crowd.map(guess, range(32)))
    # However the threads run, at most five were compared with the hash before the block.
    assert outcomes.count(WrongPin) <= 4
    assert outcomes.count(Blocked) >= 28


def test_one_address_cannot_try_everybody(tmp_path: Path) -> None:
    with Store(tmp_path, Limits(address_tries=6)) as store:
        record = store.classes.open("L", "X", "2026-11-23", "vi")
        people = store.people.add(record.id, [NewTrainee(f"N{n}") for n in range(8)])
        for trainee, pin in people[:6]:
            with pytest.raises(WrongPin):
                store.cards.check_pin(record.id, trainee.id, wrong(pin), "10.0.0.7")
        last, right = people[7]
        with pytest.raises(Blocked):
            store.cards.check_pin(record.id, last.id, right, "10.0.0.7")
        assert store.cards.check_pin(record.id, last.id, right, "10.0.0.8").id == last.id


def test_right_pins_of_one_address_do_not_add_up(tmp_path: Path) -> None:
    with Store(tmp_path, Limits(address_tries=3)) as store:
        record = store.classes.open("L", "X", "2026-11-23", "vi")
        for trainee, pin in store.people.add(record.id, [NewTrainee(f"N{n}") for n in range(8)]):
            store.cards.check_pin(record.id, trainee.id, pin, "10.0.0.7")


def test_unknown_card_looks_like_a_wrong_pin(store: Store, record: ClassRecord) -> None:
    with pytest.raises(WrongPin) as refused:
        store.cards.check_pin(record.id, "nobody", "1234")
    assert refused.value.tries_left == 4


def test_pin_of_another_class_is_wrong(store: Store, record: ClassRecord, pin: str) -> None:
    other = store.classes.open("Khác", "", "2026-11-23", "vi")
    store.people.add(other.id, [NewTrainee("X")])
    theirs = store.cards.new_pin(other.id, "001")
    while theirs == pin:
        theirs = store.cards.new_pin(other.id, "001")
    with pytest.raises(WrongPin):
        store.cards.check_pin(other.id, "001", pin)


def test_pins_are_four_digits_and_not_the_first_guesses() -> None:
    made = {pins.new_pin() for _ in range(400)}
    assert len(made) > 300
    assert all(len(pin) == 4 and pin.isdigit() for pin in made)
    assert not made & {"0000", "1111", "1234", "4321", "9876", "7890"}


def test_hash_is_argon2id_and_says_nothing() -> None:
    pin = "47110815"  # longer than one, so that no salt holds it by chance
    hashed = pins.hash_pin(pin)
    assert hashed.startswith("$argon2id$")
    assert pin not in hashed
    assert pins.same_pin(hashed, pin)
    assert not pins.same_pin(hashed, "47110816")
    assert not pins.same_pin(None, "nobody")
