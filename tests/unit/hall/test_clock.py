"""Does a date that is set back move no deadline, lock nobody out and put nothing in another order?"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from caunoi.hall import records
from caunoi.hall.change import Start, Stop
from caunoi.hall.clock import Clock
from caunoi.hall.pace import GRACE
from caunoi.hall.records import ClassRecord, NewEvent, NewTrainee
from caunoi.hall.refusals import Blocked, WrongPin
from caunoi.hall.store import Store

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
PAGE = "assessment/basics"


class Computer:
    """A computer whose date somebody sets, and a time that passes."""

    def __init__(self) -> None:
        self.date = NOON
        self.second = 100.0

    def passes(self, **time: float) -> None:
        self.date += timedelta(**time)
        self.second += timedelta(**time).total_seconds()

    def clock(self) -> Clock:
        return Clock(lambda: self.date, lambda: self.second)


@pytest.fixture
def computer() -> Computer:
    return Computer()


@pytest.fixture
def started(computer: Computer, monkeypatch: pytest.MonkeyPatch) -> Callable[[], Clock]:
    """Start the hall's clock as a start of the hall does; gives it."""

    def start() -> Clock:
        clock = computer.clock()
        monkeypatch.setattr(records, "HALL_CLOCK", clock)
        return clock

    start()
    return start


def send(store: Store, attempt: str, writer: int, n: int) -> None:
    event = NewEvent(n, "quiz/basics", {"answer": "q", "to": f"{n}"}, 0)
    asyncio.run(store.events.append(attempt, writer, [event]))


def begin(store: Store, record: ClassRecord) -> tuple[str, int]:
    attempt = store.attempts.open(record.id, "001", PAGE, "")
    return attempt.id, store.attempts.open_writer(attempt.id)


def test_setting_the_date_moves_nothing_while_the_hall_runs(computer: Computer) -> None:
    clock = computer.clock()
    computer.passes(minutes=5)
    computer.date -= timedelta(days=400)
    assert clock.now() == NOON + timedelta(minutes=5)
    computer.date += timedelta(days=800)
    computer.passes(minutes=5)
    assert clock.now() == NOON + timedelta(minutes=10)


def test_a_start_under_an_earlier_date_goes_on_from_what_was_reached(computer: Computer) -> None:
    computer.date -= timedelta(hours=3)
    clock = computer.clock()
    assert clock.not_before(NOON) == timedelta(hours=3)
    computer.passes(minutes=1)
    assert clock.now() == NOON + timedelta(minutes=1)
    assert clock.not_before(NOON) == timedelta(0)
    assert clock.now() == NOON + timedelta(minutes=1)


def test_the_store_knows_the_latest_moment_it_was_stamped_with(
    store: Store, computer: Computer, started: Callable[[], Clock]
) -> None:
    assert store.newest_moment() is None
    record = store.classes.open("Lớp", "Xã", "2026-11-23", "vi")
    assert store.newest_moment() == NOON
    store.people.add(record.id, [NewTrainee("Người học")])
    steps: list[Callable[[], object]] = [
        lambda: store.sessions.open("trainee", record.id, "001"),
        lambda: begin(store, record),
        lambda: store.paces.steer(record.id, "facilitator", Start(page=PAGE, minutes=30)),
        lambda: send(store, store.attempts.open(record.id, "001", PAGE, "").id, 1, 1),
        lambda: store.attempts.submit(store.attempts.open(record.id, "001", PAGE, "").id, {1: 1}),
        lambda: store.attempts.delivered(store.attempts.open(record.id, "001", PAGE, "").id),
    ]
    for step in steps:
        computer.passes(minutes=7)
        step()
        assert store.newest_moment() == computer.date


def test_after_a_restart_under_an_earlier_date_order_deadline_and_session_hold(
    tmp_path: Path, computer: Computer, started: Callable[[], Clock]
) -> None:
    with Store(tmp_path) as store:
        record = store.classes.open("Lớp", "Xã", "2026-11-23", "vi")
        store.people.add(record.id, [NewTrainee("Người học")])
        token = store.sessions.open("trainee", record.id, "001")
        attempt, writer = begin(store, record)
        store.paces.steer(record.id, "facilitator", Start(page=PAGE, minutes=30))
        computer.passes(minutes=20)
        send(store, attempt, writer, 1)
    computer.date -= timedelta(days=3000)  # the battery of the board is empty
    with Store(tmp_path) as store:
        reached = store.newest_moment()
        assert reached is not None
        started().not_before(reached)
        assert store.sessions.find(token) is not None
        computer.passes(minutes=5)
        send(store, attempt, writer, 2)
        one, two = store.events.of_attempt(attempt)
        assert (one.n, two.n) == (1, 2) and one.seq < two.seq and one.received_at < two.received_at
        deadline = store.paces.of_class(record.id).deadline(PAGE, "001")
        assert deadline == NOON + timedelta(minutes=30)
        # A stop ends the test now, and what was received before it counts.
        computer.passes(minutes=1)
        store.paces.steer(record.id, "facilitator", Stop(page=PAGE))
        computer.passes(seconds=GRACE.total_seconds() + 30)
        send(store, attempt, writer, 3)
        done = store.attempts.submit(attempt, {writer: 3})
        assert [each.n for each in store.events.counted(done)] == [1, 2]


def test_a_session_still_ends_after_its_hours(
    store: Store, record: ClassRecord, computer: Computer, started: Callable[[], Clock], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("caunoi.hall.store.remembered.SESSION_KEPT_S", 0.0)
    token = store.sessions.open("trainee", record.id, "001")
    computer.date -= timedelta(days=2)
    computer.passes(hours=11)
    assert store.sessions.find(token) is not None
    computer.passes(hours=2)
    assert store.sessions.find(token) is None


def test_a_card_rests_no_longer_because_the_date_was_set_back(
    store: Store, record: ClassRecord, computer: Computer, started: Callable[[], Clock]
) -> None:
    pin = store.cards.new_pin(record.id, "001")
    other = f"{(int(pin) + 1) % 10_000:04}"
    for _ in range(4):
        with pytest.raises(WrongPin):
            store.cards.check_pin(record.id, "001", other)
    with pytest.raises(Blocked):
        store.cards.check_pin(record.id, "001", other)
    with pytest.raises(Blocked):
        store.cards.check_pin(record.id, "001", pin)
    computer.date -= timedelta(days=1)
    started()
    assert store.cards.check_pin(record.id, "001", pin).id == "001"


def test_an_address_rests_no_longer_because_the_date_was_set_back(
    store: Store, record: ClassRecord, computer: Computer, started: Callable[[], Clock]
) -> None:
    pin = store.cards.new_pin(record.id, "001")
    for number in range(store.limits.address_tries):
        with pytest.raises(WrongPin):
            store.cards.check_pin(record.id, f"x{number}", pin, "192.168.1.7")
    with pytest.raises(Blocked):
        store.cards.check_pin(record.id, "001", pin, "192.168.1.7")
    computer.date -= timedelta(days=1)
    started()
    assert store.cards.check_pin(record.id, "001", pin, "192.168.1.7").id == "001"
