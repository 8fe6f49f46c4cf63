"""Takes a person out of the store: a pseudonym stays, with what was done but not with who did it or what was written.

Events and changes of the pace are append-only. This is the one place that changes them: in one transaction, with the
trigger against changing lifted for its length and the one against deleting in force, and with a row in `forgotten`.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from caunoi.hall.records import to_ms, utc_now
from caunoi.hall.refusals import UnknownTrainee
from caunoi.hall.store.database import changeable
from caunoi.hall.store.schema import attempts, events, forgotten, pace, sessions, trainees, walk_ins

PREFIX = "removed-"

# Where a change of the pace names somebody.
CARDS = ("trainee", "keep", "to")

Redact = Callable[[str, Any], Any]


def next_pseudonym(connection: Connection, class_id: str) -> str:
    """The first that nobody of the class has; the same until somebody is forgotten, so that a broken try goes on."""
    taken = set(connection.execute(select(trainees.c.id).where(trainees.c.class_id == class_id)).scalars())
    number = 1
    while f"{PREFIX}{number}" in taken:
        number += 1
    return f"{PREFIX}{number}"


def select_pseudonyms(connection: Connection, class_id: str) -> frozenset[str]:
    """Who of a class was taken out."""
    return frozenset(
        connection.execute(select(forgotten.c.pseudonym).where(forgotten.c.class_id == class_id)).scalars()
    )


def forget(
    connection: Connection, class_id: str, trainee_id: str, pseudonym: str, pin_hash: str, redact: Redact
) -> None:
    """Replace a person by a pseudonym; `redact` gives an event, by task, without own words. Raises UnknownTrainee."""
    mine = (trainees.c.class_id == class_id) & (trainees.c.id == trainee_id)
    person = connection.execute(select(trainees).where(mine)).one_or_none()
    if person is None:
        raise UnknownTrainee(trainee_id)
    connection.execute(
        insert(trainees).values(
            class_id=class_id,
            id=pseudonym,
            name=pseudonym,
            role="",
            village="",
            pin_hash=pin_hash,
            joined_at=person.joined_at,
        )
    )
    for table in (attempts, walk_ins):
        theirs = (table.c.class_id == class_id) & (table.c.trainee_id == trainee_id)
        connection.execute(update(table).where(theirs).values(trainee_id=pseudonym))
    connection.execute(delete(sessions).where(sessions.c.class_id == class_id, sessions.c.trainee_id == trainee_id))
    connection.execute(delete(trainees).where(mine))
    redacted = _redact_events(connection, class_id, pseudonym, redact)
    _rename_in_pace(connection, class_id, trainee_id, pseudonym)
    connection.execute(
        insert(forgotten).values(class_id=class_id, pseudonym=pseudonym, at=to_ms(utc_now()), events=redacted)
    )


def _redact_events(connection: Connection, class_id: str, pseudonym: str, redact: Redact) -> int:
    theirs = select(attempts.c.id).where(attempts.c.class_id == class_id, attempts.c.trainee_id == pseudonym)
    rows = connection.execute(select(events.c.seq, events.c.task, events.c.event).where(events.c.attempt.in_(theirs)))
    changed = []
    for row in rows:
        event = json.loads(row.event)
        if (kept := redact(row.task, event)) != event:
            changed.append((row.seq, json.dumps(kept, ensure_ascii=False, sort_keys=True, separators=(",", ":"))))
    with changeable(connection, "events"):
        for seq, text in changed:
            connection.execute(update(events).where(events.c.seq == seq).values(event=text))
    return len(changed)


def _rename_in_pace(connection: Connection, class_id: str, trainee_id: str, pseudonym: str) -> None:
    rows = connection.execute(select(pace.c.seq, pace.c.change).where(pace.c.class_id == class_id)).all()
    with changeable(connection, "pace"):
        for row in rows:
            change = json.loads(row.change)
            named = {key: pseudonym for key in CARDS if change.get(key) == trainee_id}
            if named:
                text = json.dumps({**change, **named}, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
                connection.execute(update(pace).where(pace.c.seq == row.seq).values(change=text))
