"""Who came: read from the hall's store beside the classes, where there is one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import sqlalchemy
from sqlalchemy.pool import NullPool

from caunoi.class_folders import class_root
from caunoi.coursework.folder import read_class
from caunoi.hall.store.schema import attempts, submissions, trainees

_STORE = "hall.db"
_ASSESSMENT = "assessment/"


@dataclass(frozen=True)
class Attendance:
    """The ids of those who joined, and (assessment, id) for who opened one without handing it in."""

    joined: frozenset[str]
    begun: frozenset[tuple[str, str]]


def attendance(root: Path) -> Attendance | None:
    """Return who came to a class, None for a folder that stands alone, without a hall beside it."""
    data = root.resolve().parent.parent
    name = read_class(root).id
    path = data / _STORE
    if class_root(data, name).resolve() != root.resolve() or not path.is_file():
        return None
    joined = sqlalchemy.select(trainees.c.id).where(trainees.c.class_id == name, trainees.c.joined_at.is_not(None))
    begun = (
        sqlalchemy.select(attempts.c.page, attempts.c.trainee_id)
        .outerjoin(submissions, submissions.c.attempt == attempts.c.id)
        .where(attempts.c.class_id == name, attempts.c.page.startswith(_ASSESSMENT), submissions.c.attempt.is_(None))
    )
    engine = sqlalchemy.create_engine(f"sqlite:///file:{path.as_posix()}?mode=ro&uri=true", poolclass=NullPool)
    try:
        with engine.connect() as connection:
            return Attendance(
                frozenset(connection.execute(joined).scalars()),
                frozenset((page.removeprefix(_ASSESSMENT), who) for page, who in connection.execute(begun)),
            )
    finally:
        engine.dispose()
