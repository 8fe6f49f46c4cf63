"""The latest moment a store was stamped with, as SQL on a connection."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, func, select

from caunoi.hall.records import from_ms
from caunoi.hall.store.schema import attempts, classes, deliveries, events, pace, sessions, submissions

# Whatever is stamped while a class runs. Events and changes of pace only ever grow, so their last row is their latest.
_NEWEST = (
    select(func.max(classes.c.opened_at)),
    select(func.max(sessions.c.opened_at)),
    select(func.max(attempts.c.opened_at)),
    select(func.max(submissions.c.submitted_at)),
    select(func.max(deliveries.c.delivered_at)),
    select(events.c.received_at).order_by(events.c.seq.desc()).limit(1),
    select(pace.c.at).order_by(pace.c.seq.desc()).limit(1),
)


def select_newest(connection: Connection) -> datetime | None:
    """The latest of all stamps, None where there is none."""
    found = [ms for query in _NEWEST if (ms := connection.execute(query).scalar()) is not None]
    return from_ms(max(found)) if found else None
