"""The changes of a class's pace, as SQL on a connection."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, bindparam, insert, select

from caunoi.hall.change import Change, read_change
from caunoi.hall.pace import Pace, Step, changes_anything, fold, step
from caunoi.hall.records import from_ms, to_ms, utc_now
from caunoi.hall.refusals import UnknownClass
from caunoi.hall.store.schema import classes
from caunoi.hall.store.schema import pace as table

_SINCE = (
    select(table)
    .where(table.c.class_id == bindparam("class_id"), table.c.seq > bindparam("since"))
    .order_by(table.c.seq)
)


def select_steps(connection: Connection, class_id: str, since: int = 0) -> list[Step]:
    """The changes of a class after `since`, in their order."""
    rows = connection.execute(_SINCE, {"class_id": class_id, "since": since})
    return [Step(row.seq, from_ms(row.at), row.who, read_change(json.loads(row.change))) for row in rows]


def append_changes(
    connection: Connection, class_id: str, who: str, changes: Sequence[Change], known: Pace, at: datetime | None = None
) -> Pace:
    """Store the changes that change anything, all together, and give the state after them; raises UnknownClass."""
    if connection.execute(select(classes.c.id).where(classes.c.id == class_id)).first() is None:
        raise UnknownClass(class_id)
    pace = fold(select_steps(connection, class_id, known.version), known)
    moment = at or utc_now()
    for change in changes:
        if not changes_anything(pace, Step(pace.version, moment, who, change)):
            continue
        values = {"class_id": class_id, "at": to_ms(moment), "who": who, "change": _canonical(change)}
        seq = int(connection.execute(insert(table).returning(table.c.seq), values).scalar_one())
        pace = step(pace, Step(seq, moment, who, change))
    return pace


def _canonical(change: Change) -> str:
    return json.dumps(change.model_dump(mode="json"), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
