"""Classes and their people, as SQL on a connection."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select, update

from caunoi.hall.records import ClassRecord, ListedPerson, NewTrainee, TraineeRecord, from_ms, to_ms
from caunoi.hall.refusals import BadRoster, UnknownClass, UnknownTrainee
from caunoi.hall.store.schema import classes, forgotten, trainees

# nbgrader makes folders of the id and splits paths on it, so nothing else may stand in it.
CARD = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,31}")

# Folder names that Windows keeps for devices.
RESERVED = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))})

# No 0 and O, no 1, I and L: a code is read from a wall and typed on a phone.
CODE_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
CODE_LENGTH = 6

LONGEST_NAME = 120


def new_code() -> str:
    """A class code that is easy to read aloud and hard to guess."""
    return "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))


def tidy_code(code: str) -> str:
    """A typed code as it is stored: upper case, without blanks and dashes."""
    return re.sub(r"[\s\-–]", "", code).upper()


def insert_class(connection: Connection, record: ClassRecord, data: Path) -> ClassRecord:
    """Store a class; its path is kept relative, so that the data folder may move."""
    values = {
        "id": record.id,
        "code": record.code,
        "name": record.name,
        "place": record.place,
        "day": record.day,
        "path": Path(record.path).relative_to(data).as_posix(),
        "lang": record.lang,
        "simulated": record.simulated,
        "opened_at": to_ms(record.opened_at),
        "more_langs": ",".join(record.more_langs),
    }
    connection.execute(insert(classes).values(values))
    return record


def update_class(connection: Connection, class_id: str, name: str, place: str, day: str) -> None:
    """Correct what a class is called, where and when it is; raises UnknownClass."""
    done = connection.execute(update(classes).where(classes.c.id == class_id).values(name=name, place=place, day=day))
    if done.rowcount == 0:
        raise UnknownClass(class_id)


def update_more_langs(connection: Connection, class_id: str, more_langs: Sequence[str]) -> None:
    """Offer these languages beside the class's own; raises UnknownClass."""
    done = connection.execute(update(classes).where(classes.c.id == class_id).values(more_langs=",".join(more_langs)))
    if done.rowcount == 0:
        raise UnknownClass(class_id)


def select_classes(connection: Connection, data: Path, **equal: str) -> list[ClassRecord]:
    """Classes whose columns equal the given values, the newest first."""
    query = select(classes).order_by(classes.c.opened_at.desc(), classes.c.id)
    for column, value in equal.items():
        query = query.where(classes.c[column] == value)
    return [_class(row, data) for row in connection.execute(query)]


def insert_trainees(
    connection: Connection, class_id: str, people: Sequence[NewTrainee], pin_hashes: Sequence[str]
) -> list[TraineeRecord]:
    """Store a roster, all of it or nothing; raises BadRoster naming every bad line."""
    if not select_ids(connection, classes.c.id, classes.c.id == class_id):
        raise UnknownClass(class_id)
    taken = {card.lower() for card in select_ids(connection, trainees.c.id, trainees.c.class_id == class_id)}
    cards = _cards(people, taken)
    records = [
        TraineeRecord(class_id, card, _one_line(person.name), card, _one_line(person.role), _one_line(person.village))
        for person, card in zip(people, cards, strict=True)
    ]
    for record, pin_hash in zip(records, pin_hashes, strict=True):
        connection.execute(
            insert(trainees).values(
                class_id=class_id,
                id=record.id,
                name=record.name,
                role=record.role,
                village=record.village,
                pin_hash=pin_hash,
            )
        )
    return records


def select_trainees(connection: Connection, class_id: str, trainee_id: str | None = None) -> list[TraineeRecord]:
    """The people of a class by card number, or the one with this id."""
    query = select(trainees).where(trainees.c.class_id == class_id)
    if trainee_id is not None:
        query = query.where(trainees.c.id == trainee_id)
    rows = connection.execute(query.order_by(func.length(trainees.c.id), trainees.c.id))
    return [trainee_of(row) for row in rows]


def select_listed(connection: Connection, class_id: str) -> tuple[ListedPerson, ...]:
    """The people of a class as its door lists them, by card number; who was taken out comes in no more."""
    gone = select(forgotten.c.pseudonym).where(forgotten.c.class_id == class_id)
    here = (trainees.c.class_id == class_id) & trainees.c.id.not_in(gone)
    columns = select(trainees.c.id, trainees.c.name, trainees.c.village).where(here)
    rows = connection.execute(columns.order_by(func.length(trainees.c.id), trainees.c.id))
    return tuple(ListedPerson(row.id, row.name, row.village) for row in rows)


def update_pin(connection: Connection, class_id: str, trainee_id: str, pin_hash: str) -> None:
    """Give a person another PIN and lift a block; raises UnknownTrainee."""
    done = connection.execute(
        update(trainees)
        .where(trainees.c.class_id == class_id, trainees.c.id == trainee_id)
        .values(pin_hash=pin_hash, wrong_pins=0, blocked_until=None)
    )
    if done.rowcount == 0:
        raise UnknownTrainee(trainee_id)


def update_lang(connection: Connection, class_id: str, trainee_id: str, lang: str) -> None:
    """Note which language a person reads; raises UnknownTrainee."""
    mine = (trainees.c.class_id == class_id) & (trainees.c.id == trainee_id)
    if connection.execute(update(trainees).where(mine).values(lang=lang)).rowcount == 0:
        raise UnknownTrainee(trainee_id)


def select_ids(connection: Connection, column: Any, where: Any) -> list[str]:
    """The values of one column."""
    return list(connection.execute(select(column).where(where)).scalars())


def trainee_of(row: Row[Any]) -> TraineeRecord:
    """The record of a row of the trainees' table."""
    return TraineeRecord(
        class_id=row.class_id,
        id=row.id,
        name=row.name,
        card=row.id,
        role=row.role,
        village=row.village,
        joined_at=None if row.joined_at is None else from_ms(row.joined_at),
        blocked_until=None if row.blocked_until is None else from_ms(row.blocked_until),
        lang=row.lang,
    )


def _class(row: Row[Any], data: Path) -> ClassRecord:
    return ClassRecord(
        id=row.id,
        code=row.code,
        name=row.name,
        place=row.place,
        day=row.day,
        path=str(data / row.path),
        lang=row.lang,
        simulated=row.simulated,
        opened_at=from_ms(row.opened_at),
        more_langs=tuple(each for each in row.more_langs.split(",") if each),
    )


def _cards(people: Sequence[NewTrainee], taken: Iterable[str]) -> list[str]:
    """A card for each person; two cards that differ only in case would share a folder on Windows."""
    problems: list[tuple[int, str, str]] = []
    used = set(taken)
    cards = [person.card.strip() for person in people]
    for line, (person, card) in enumerate(zip(people, cards, strict=True), start=1):
        name = _one_line(person.name)
        if not name:
            problems.append((line, person.name, "name-missing"))
        elif len(name) > LONGEST_NAME:
            problems.append((line, person.name, "name-too-long"))
        if not card:
            continue
        if not CARD.fullmatch(card) or card.lower() in RESERVED:
            problems.append((line, card, "card-not-allowed"))
        elif card.lower() in used:
            problems.append((line, card, "card-taken"))
        used.add(card.lower())
    if problems:
        raise BadRoster(problems)
    number = 0
    for place, card in enumerate(cards):
        while not card:
            number += 1
            card = "" if f"{number:03}" in used else f"{number:03}"
        used.add(card.lower())
        cards[place] = card
    return cards


def _one_line(text: str) -> str:
    """A text without line breaks, control characters and doubled blanks."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
