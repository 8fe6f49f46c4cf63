"""Which classes are older than names are to be kept; nothing here takes anybody out by itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from caunoi.hall.records import ClassRecord, TraineeRecord
from caunoi.hall.store import Store


@dataclass(frozen=True)
class Past:
    """A class whose time is over, with those of its people whose names still stand in it."""

    record: ClassRecord
    people: tuple[TraineeRecord, ...]


def past_classes(store: Store, keep_days: int, today: date) -> list[Past]:
    """Classes held more than `keep_days` days ago that still hold names, the newest first; none for 0, for ever."""
    if keep_days == 0:
        return []
    found = []
    for record in store.classes.all():
        if date.fromisoformat(record.day) + timedelta(days=keep_days) >= today:
            continue
        gone = store.people.pseudonyms(record.id)
        if people := tuple(person for person in store.people.of_class(record.id) if person.id not in gone):
            found.append(Past(record, people))
    return found
