"""How much a store's file holds, read without changing it."""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel, ConfigDict
from sqlalchemy import Connection, func, select
from sqlalchemy.exc import SQLAlchemyError

from caunoi.errors import StoreError
from caunoi.hall.store.database import as_it_is, revision_of, why_unusable
from caunoi.hall.store.schema import attempts, classes, events, submissions, trainees


class Census(BaseModel):
    """Numbers of rows that mean something to a person."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    classes: int
    people: int
    attempts: int
    events: int
    submissions: int


def count(connection: Connection) -> Census:
    """The numbers of a store."""
    tables = {
        "classes": classes,
        "people": trainees,
        "attempts": attempts,
        "events": events,
        "submissions": submissions,
    }
    return Census(
        **{
            name: int(connection.execute(select(func.count()).select_from(table)).scalar_one())
            for name, table in tables.items()
        }
    )


def look_into(path: Path) -> tuple[str, Census]:
    """The schema revision and the numbers of a store's file, which may be an older one; raises StoreError."""
    try:
        with as_it_is(path) as connection:
            return revision_of(connection) or "", count(connection)
    except SQLAlchemyError as error:
        raise StoreError(why_unusable(path, error)) from error
