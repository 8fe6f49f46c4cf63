"""A simulated class comes, learns and hands in, several phones at a time."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass

from caunoi.content import Library
from caunoi.simulated.doing import doings
from caunoi.simulated.phone import Phone, Timed
from caunoi.simulated.roll import Person

AT_ONCE = 6

# The clocks of the phones say that the class began so long ago; the hall's own clock is what counts.
BEGAN_MINUTES_AGO = 90


@dataclass(frozen=True, slots=True)
class Seat:
    """One person with the card and PIN they got."""

    person: Person
    card: str
    pin: str


@dataclass(frozen=True)
class Programme:
    """What the class does: its code and language, the lessons (with the content they show) and the assessments."""

    hall: str
    code: str
    lang: str
    lessons: Sequence[str]
    lesson_content: Library
    assessments: Sequence[str]
    class_content: Library


def take_part(programme: Programme, seats: Sequence[Seat], advance: Callable[[int, int, str], None]) -> int:
    """Everybody takes part, those who come late after the others; returns how many assessments were handed in.

    Raises NotTaken as soon as the hall refuses something.
    """
    coming = [seat for seat in seats if seat.person.manner.comes]
    prompt = [seat for seat in coming if not seat.person.manner.late_minutes]
    late = [seat for seat in coming if seat.person.manner.late_minutes]
    # A library remembers what it has lowered without a lock, so only one thread at a time asks it.
    turn = threading.Lock()
    handed_in = done = 0
    with ThreadPoolExecutor(AT_ONCE, thread_name_prefix="phone") as phones:
        for group in (prompt, late):
            work = {phones.submit(_visit, programme, seat, turn): seat for seat in group}
            for finished in as_completed(work):
                handed_in += finished.result()
                done += 1
                advance(done, len(coming), work[finished].person.name)
    return handed_in


def _visit(programme: Programme, seat: Seat, turn: threading.Lock) -> int:
    phone = Phone(programme.hall, programme.lang)
    phone.join(programme.code, seat.card, seat.pin)
    person = seat.person
    clock = time.time() - (BEGAN_MINUTES_AGO - person.manner.late_minutes) * 60
    handed_in = 0
    for page in (*programme.lessons, *programme.assessments):
        of_class = page in programme.assessments
        content = programme.class_content if of_class else programme.lesson_content
        sitting = phone.open(page)
        events: list[Timed] = []
        for task in sitting.tasks:
            with turn:
                steps = doings(person, content, task, programme.lang, sitting.variants.get(task, {}))
            for event, seconds in steps:
                clock += seconds
                events.append((task, event, round(clock * 1000)))
        phone.send(sitting, events)
        if of_class and person.manner.hands_in:
            phone.hand_in(sitting, len(events))
            handed_in += 1
    return handed_in
