"""A whole simulated class in a running hall: opened, attended, graded and reported on."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from caunoi import console
from caunoi.content import library_here
from caunoi.hall.records import ClassRecord
from caunoi.i18n import translator
from caunoi.simulated.phone import NotTaken
from caunoi.simulated.roll import roll
from caunoi.simulated.visit import Programme, Seat, take_part

if TYPE_CHECKING:
    from caunoi.hall.app import Hall

LONGEST_DELIVERY = 120.0

Work = Callable[[Path], None]


def fill(hall: Hall, people: int, seed: int, lang: str, grade: Work, report: Work) -> ClassRecord:
    """Give the hall a simulated class of so many people; one that an earlier run has finished is found again.

    Raises NotTaken when the hall refuses what a person sends; whatever `grade` and `report` raise goes through.
    """
    _ = translator(lang).gettext
    name = _("Simulated class {seed} of {people}").format(seed=seed, people=people)
    for earlier in hall.store.classes.all():
        if earlier.name == name and _mark(hall, earlier).exists():
            return earlier
    record = _attended(hall, name, people, seed, lang)
    root = hall.services.class_root(record.id)
    grade(root)
    report(root)
    _mark(hall, record).touch()
    return record


def _attended(hall: Hall, name: str, people: int, seed: int, lang: str) -> ClassRecord:
    store, doors = hall.store, hall.services
    _ = translator(lang).gettext
    with console.waiting(_("Opening the simulated class")):
        day = datetime.now(UTC).astimezone().date().isoformat()
        record = store.classes.open(name, _("Nowhere"), day, lang, simulated=True, prepare=doors.open_class)
        persons = roll(people, seed)
        told = store.people.add(record.id, [person.row() for person in persons])
        doors.add_trainees(record.id, [trainee for trainee, _pin in told])
    root = doors.class_root(record.id)
    # One workshop: nobody sits the assessments of all modules in one day.
    module = hall.course.library().syllabus.modules[0]
    lessons = [source.name for source in hall.course.lessons(lang) if source.name.startswith(f"lesson/{module.id}/")]
    assessments = [f"assessment/{module.assessment}"] if module.assessment else []
    programme = Programme(
        hall=f"http://127.0.0.1:{hall.port}{hall.addresses.base}",
        code=record.code,
        lang=lang,
        lessons=lessons,
        lesson_content=hall.course.library(),
        assessments=assessments,
        class_content=library_here(root),
    )
    seats = [Seat(person, trainee.card, pin) for person, (trainee, pin) in zip(persons, told, strict=True)]
    with console.progress(_("Simulated people")) as advance:
        take_part(programme, seats, advance)
    with console.waiting(_("Filing what was handed in")):
        _wait_for_delivery(hall)
    return record


def _wait_for_delivery(hall: Hall) -> None:
    until = time.monotonic() + LONGEST_DELIVERY
    while waiting := hall.store.attempts.undelivered():
        if time.monotonic() > until:
            raise NotTaken(f"{len(waiting)} handed-in assessments were not filed; the hall's log above says why.")
        time.sleep(0.1)


def _mark(hall: Hall, record: ClassRecord) -> Path:
    """Stands in the class's folder when all was done, so that a broken-off demonstration is not taken for one."""
    return hall.services.class_root(record.id) / "demonstration-complete"
