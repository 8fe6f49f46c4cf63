"""People who join a class by themselves, as SQL on a connection: the door, who came in by it, and out again."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, delete, func, insert, select

from caunoi.hall.records import NewTrainee, SelfJoin, TraineeRecord, from_ms, to_ms, utc_now
from caunoi.hall.refusals import HasSteps, JoinClosed, UnknownTrainee
from caunoi.hall.store.classes import insert_trainees, select_trainees
from caunoi.hall.store.schema import attempts, self_joins, sessions, trainees, walk_ins

# As many as a roster holds.
MOST_IN_CLASS = 500


def set_door(connection: Connection, class_id: str, places: int, until: datetime | None) -> None:
    """Open the door for so many people in all until then, or close it with None."""
    connection.execute(delete(self_joins).where(self_joins.c.class_id == class_id))
    if until is not None:
        connection.execute(insert(self_joins).values(class_id=class_id, places=places, until=to_ms(until)))


def select_door(connection: Connection, class_id: str) -> SelfJoin:
    """How the door stands, and who came in by it."""
    row = connection.execute(select(self_joins).where(self_joins.c.class_id == class_id)).one_or_none()
    came = connection.execute(
        select(walk_ins.c.trainee_id).where(walk_ins.c.class_id == class_id).order_by(walk_ins.c.at)
    ).scalars()
    if row is None:
        return SelfJoin(tuple(came))
    return SelfJoin(tuple(came), row.places, from_ms(row.until))


def walk_in(connection: Connection, class_id: str, person: NewTrainee, pin_hash: str) -> TraineeRecord:
    """Take somebody in, counted in the same write, so that two at once never get one place; raises JoinClosed."""
    if not select_door(connection, class_id).open_at(utc_now()):
        raise JoinClosed(class_id)
    present = connection.execute(select(func.count()).where(trainees.c.class_id == class_id)).scalar_one()
    if present >= MOST_IN_CLASS:
        raise JoinClosed(class_id)
    (record,) = insert_trainees(connection, class_id, [person], [pin_hash])
    connection.execute(insert(walk_ins).values(class_id=class_id, trainee_id=record.id, at=to_ms(utc_now())))
    return record


def remove(connection: Connection, class_id: str, trainee_id: str) -> None:
    """Take somebody off the list who has opened no page yet; raises HasSteps, UnknownTrainee."""
    if not select_trainees(connection, class_id, trainee_id):
        raise UnknownTrainee(trainee_id)
    theirs = select(attempts.c.id).where(attempts.c.class_id == class_id, attempts.c.trainee_id == trainee_id)
    if connection.execute(theirs.limit(1)).first() is not None:
        raise HasSteps(trainee_id)
    for table in (sessions, walk_ins):
        connection.execute(delete(table).where(table.c.class_id == class_id, table.c.trainee_id == trainee_id))
    connection.execute(delete(trainees).where(trainees.c.class_id == class_id, trainees.c.id == trainee_id))
