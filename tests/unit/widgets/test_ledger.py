"""The page's book of an attempt: whatever the connection does, each event arrives once and in one order."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.unit.widgets.browser import Module

LEDGER = "caunoi/hall/static/ledger.js"


class Hall:
    """What a hall keeps of one attempt, and how it answers a batch."""

    def __init__(self) -> None:
        self.stored: list[dict[str, Any]] = []

    def take(self, writer: int, since: int, events: list[dict[str, Any]]) -> dict[str, Any]:
        for each in events:
            if not any(old["writer"] == writer and old["n"] == each["n"] for old in self.stored):
                self.stored.append({**each, "writer": writer, "seq": len(self.stored) + 1})
        own = {each["n"]: each["seq"] for each in self.stored if each["writer"] == writer}
        acknowledged = 0
        while acknowledged + 1 in own:
            acknowledged += 1
        return {
            "acknowledged": acknowledged,
            "seq": len(self.stored),
            "seqs": {str(n): seq for n, seq in own.items()},
            "others": [each for each in self.stored if each["writer"] != writer and each["seq"] > since],
        }

    def trace(self) -> list[Any]:
        return [each["event"] for each in self.stored]


class Phone:
    """One open page: a book in QuickJS with a queue for its writer."""

    def __init__(self, hall: Hall, writer: int) -> None:
        self.hall = hall
        self.writer = writer
        self.js = Module(LEDGER)
        self.js.run(f"(book = doors.openBook({json.dumps(hall.stored)}, {len(hall.stored)}), 0)")
        self.js.run(f"(globalThis.queue = doors.addQueue(book, {writer}, []), 0)")

    def act(self, event: Any) -> None:
        self.js.run(f"(doors.appendTo(queue, 'quiz/a', {json.dumps(event)}, 0), 0)")

    def send(self, most: int = 2, answer_arrives: bool = True) -> list[str]:
        """Send one batch; when the answer is lost, the hall has it and the page does not know."""
        batch = self.js.run(f"doors.batchOf(queue, {most}, 100000)")
        answer = self.hall.take(self.writer, self.js.run("book.seq"), batch)
        if not answer_arrives:
            return []
        changed: list[str] = self.js.run(f"doors.acknowledge(book, queue, {json.dumps(answer)})")
        return changed


def events_of(phone: Phone) -> list[Any]:
    found: list[Any] = phone.js.run("doors.eventsOf(book, 'quiz/a')")
    return found


def waiting(phone: Phone) -> int:
    found: int = phone.js.run("doors.waitingIn(book)")
    return found


@given(st.lists(st.sampled_from(["act", "send", "lost answer"]), max_size=40))
def test_every_event_arrives_once_and_in_order(moves: list[str]) -> None:
    hall = Hall()
    phone = Phone(hall, 1)
    made = []
    for number, move in enumerate(moves):
        if move == "act":
            made.append({"answer": "x", "to": str(number)})
            phone.act(made[-1])
        else:
            phone.send(answer_arrives=move == "send")
        assert events_of(phone) == made
    while waiting(phone):
        phone.send()
    assert hall.trace() == made
    assert events_of(phone) == made


@given(st.lists(st.tuples(st.sampled_from(["act", "send"]), st.integers(0, 1)), max_size=30))
def test_two_phones_end_with_the_halls_order(moves: list[tuple[str, int]]) -> None:
    hall = Hall()
    phones = [Phone(hall, 1), Phone(hall, 2)]
    for number, (move, which) in enumerate(moves):
        if move == "act":
            phones[which].act({"answer": "x", "to": str(number)})
        else:
            phones[which].send()
    for phone in phones:
        while waiting(phone):
            phone.send()
    for phone in phones:
        phone.send()  # a heartbeat brings what the other phone did last
        assert events_of(phone) == hall.trace()


def test_only_tasks_with_foreign_events_are_drawn_again() -> None:
    hall = Hall()
    first, second = Phone(hall, 1), Phone(hall, 2)
    first.act({"answer": "x", "to": "1"})
    assert first.send() == []
    assert second.send() == ["quiz/a"]
    assert second.send() == []


def test_what_an_earlier_opening_left_comes_before_what_is_done_now() -> None:
    module = Module(LEDGER)
    left = [
        {"n": 2, "task": "quiz/a", "event": "left", "at_ms": 0},
        {"n": 1, "task": "quiz/a", "event": "known", "at_ms": 0},
    ]
    known = [{"seq": 1, "writer": 1, "n": 1, "task": "quiz/a", "event": "known", "at_ms": 0}]
    module.run(f"(book = doors.openBook({json.dumps(known)}, 1), doors.addQueue(book, 1, {json.dumps(left)}), 0)")
    module.run("(globalThis.own = doors.addQueue(book, 2, []), doors.appendTo(own, 'quiz/a', 'now', 0), 0)")
    assert module.run("doors.eventsOf(book, 'quiz/a')") == ["known", "left", "now"]
    assert module.run("book.queues.map((queue) => queue.last)") == [2, 1]


def test_what_the_hall_misses_is_sent_again_from_memory() -> None:
    hall = Hall()
    phone = Phone(hall, 1)
    for number in range(3):
        phone.act(number)
    phone.send(most=3)
    hall.stored.pop(1)  # a hall brought back from an older copy
    phone.js.run("(doors.resend(queue, [2]), 0)")
    assert phone.js.run("queue.pending.map((entry) => entry.n)") == [2]
    phone.js.run("(doors.resend(queue, [2, 9]), 0)")
    assert phone.js.run("queue.pending.map((entry) => entry.n)") == [2]


def test_an_own_event_whose_answer_was_lost_counts_once_when_it_comes_in_as_anothers() -> None:
    hall = Hall()
    phone = Phone(hall, 2)
    left = {"n": 1, "task": "quiz/a", "event": "left", "at_ms": 0}
    phone.js.run(f"(globalThis.older = doors.addQueue(book, 1, [{json.dumps(left)}]), 0)")
    phone.act("now")
    phone.send(answer_arrives=False)
    answer = hall.take(1, 0, [left])
    assert phone.js.run(f"doors.acknowledge(book, older, {json.dumps(answer)})") == ["quiz/a"]
    assert events_of(phone) == hall.trace() == ["now", "left"]
    assert waiting(phone) == 0


def test_an_event_that_can_never_be_taken_leaves_no_gap() -> None:
    phone = Phone(Hall(), 1)
    for number in range(3):
        phone.act(number)
    assert phone.js.run("doors.dropAt(queue, 1).event") == 1
    phone.act(3)
    assert phone.js.run("queue.pending.map((entry) => [entry.n, entry.event])") == [[1, 0], [2, 2], [3, 3]]


def test_a_spoilt_writers_events_move_to_the_next_writer() -> None:
    phone = Phone(Hall(), 1)
    phone.act("a")
    phone.act("b")
    phone.js.run("(globalThis.fresh = doors.addQueue(book, 5, []), doors.moveQueue(book, queue, fresh), 0)")
    assert events_of(phone) == ["a", "b"]
    assert phone.js.run("book.queues.map((queue) => [queue.writer, queue.last])") == [[5, 2]]


def test_a_batch_is_bounded_but_never_empty() -> None:
    phone = Phone(Hall(), 1)
    for _ in range(4):
        phone.act({"write": "w", "to": "chữ" * 100})
    assert len(phone.js.run("doors.batchOf(queue, 3, 1e9)")) == 3
    assert len(phone.js.run("doors.batchOf(queue, 99, 2500)")) == 2
    assert len(phone.js.run("doors.batchOf(queue, 99, 1)")) == 1
