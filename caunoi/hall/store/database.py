"""Opening the store's file: the right pragmas, the right schema, one clear sentence when it cannot be used."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from caunoi.errors import StoreError

MIGRATIONS = Path(__file__).parent / "migrations"

# The newest migration; `open_database` brings every older file up to it.
SCHEMA = "0007"

# A reader of another process (grading, reports) may hold the file for a moment.
BUSY_TIMEOUT_MS = 10_000


def open_database(path: Path) -> Engine:
    """The engine of a store's file, created or brought up to date; raises StoreError with one sentence."""
    # What a statement was about, a name or an answer, stands in no message and so in no log.
    engine = create_engine(f"sqlite:///{path}", hide_parameters=True)
    event.listen(engine, "connect", _prepare_connection)
    event.listen(engine, "begin", _begin)
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _close_to_others(path)
        _upgrade(engine, path)
        _try_writing(engine)
    except (OSError, SQLAlchemyError, sqlite3.Error) as error:
        engine.dispose()
        raise StoreError(why_unusable(path, error)) from error
    except StoreError:
        engine.dispose()
        raise
    return engine


def _close_to_others(path: Path) -> None:
    """A folder that was there before may be open to other users; what SQLite writes beside takes the file's mode."""
    if not path.exists():
        path.touch(mode=0o600)
    with contextlib.suppress(OSError):  # somebody else's file, which one may use and not close
        path.chmod(0o600)


def known_revisions() -> set[str]:
    """The schema revisions that this program can bring up to date."""
    from alembic.script import ScriptDirectory

    return {script.revision for script in ScriptDirectory(str(MIGRATIONS)).walk_revisions()}


@contextlib.contextmanager
def as_it_is(path: Path) -> Iterator[Connection]:
    """A connection to a store's file that nobody else holds, in one transaction, without bringing it up to date."""
    engine = create_engine(f"sqlite:///{path}")
    try:
        with engine.begin() as connection:
            yield connection
    finally:
        engine.dispose()


def snapshot(source: Path, target: Path) -> None:
    """Copy a database as it stands at one moment, also while others write it; `target` becomes one whole file.

    Works for the store and for a gradebook. Raises StoreError.
    """
    try:
        with (
            contextlib.closing(sqlite3.connect(f"{source.as_uri()}?mode=rw", uri=True)) as old,
            contextlib.closing(sqlite3.connect(target)) as new,
        ):
            old.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")
            # In one step: in several ones every write of a running class would begin the copy anew.
            old.backup(new)
            new.execute("PRAGMA journal_mode=DELETE")
            (found,) = new.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.Error as error:
        raise StoreError(why_unusable(source, error)) from error
    if found != "ok":
        raise StoreError(f"{source}: this file is damaged ({found}); put back a copy or move it away.")


@contextlib.contextmanager
def changeable(connection: Connection, table: str) -> Iterator[None]:
    """Lift the trigger that forbids changing an append-only table, inside the transaction that is under way.

    Nobody else ever sees the table without it: a transaction that fails puts it back by being undone.
    """
    name = f"{table}_no_update"
    query = text("SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name = :name")
    trigger = connection.execute(query, {"name": name}).scalar_one()
    connection.exec_driver_sql(f"DROP TRIGGER {name}")
    yield
    connection.exec_driver_sql(trigger)


def why_unusable(path: Path, error: Exception) -> str:
    """One sentence for a person about what is wrong with the store's file and what to do."""
    said = str(error.orig if isinstance(error, DBAPIError) else error).lower()
    if "readonly" in said or "read-only" in said or "unable to open" in said or "permission" in said:
        return f"{path.parent}: this folder cannot be written to; give write access or choose another with --data."
    if "file exists" in said or "not a directory" in said:
        return f"{path.parent}: a file stands where the data folder should be; choose another folder with --data."
    if "full" in said or "no space" in said:
        return f"{path.parent}: the disk is full; free some space, nothing that was acknowledged is lost."
    if "not a database" in said or "malformed" in said:
        return f"{path}: this file is not a readable store; put back a copy or move it away."
    if "locked" in said:
        return f"{path}: another program holds this file; stop it and start again."
    return f"{path}: the store cannot be used ({said}); look at the disk and the folder."


def immediate(connection: Connection) -> Connection:
    """The same connection, told to take the write lock when its transaction begins."""
    return connection.execution_options(caunoi_begin="BEGIN IMMEDIATE")


def reading(connection: Connection) -> Connection:
    """The same connection without a transaction: each statement sees what was committed before it."""
    return connection.execution_options(caunoi_begin="")


def _prepare_connection(connection: Any, _: Any) -> None:
    # Python's own transaction handling begins late and commits early; SQLAlchemy's begin event does it instead.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in (
        f"busy_timeout={BUSY_TIMEOUT_MS}",
        "journal_mode=WAL",
        "synchronous=FULL",
        "fullfsync=ON",  # on macOS a plain flush ends in the drive's own memory
        "foreign_keys=ON",
        "secure_delete=ON",  # what a forgotten person wrote is overwritten, not only unlinked
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    begin = connection.get_execution_options().get("caunoi_begin", "BEGIN")
    if begin:
        connection.exec_driver_sql(begin)


def _upgrade(engine: Engine, path: Path) -> None:
    with engine.connect() as connection:
        found = revision_of(connection)
    if found == SCHEMA:
        return
    # Alembic takes a noticeable part of a start and is needed only here.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    if found is not None and found not in known_revisions():
        raise StoreError(
            f"{path}: written by a newer version of Cầu Nối (schema {found}, this one knows {SCHEMA}); update first."
        )
    with immediate(engine.connect()) as connection:
        # A table that others refer to can only be built anew while nobody looks at what refers to it.
        connection.connection.cursor().execute("PRAGMA foreign_keys=OFF")
        try:
            with connection.begin():
                config.attributes["connection"] = connection
                command.upgrade(config, SCHEMA)
                broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
                if broken:
                    raise StoreError(f"{path}: this file is damaged ({broken[0][0]}); put back a copy or move it away.")
        finally:
            connection.connection.cursor().execute("PRAGMA foreign_keys=ON")


def revision_of(connection: Connection) -> str | None:
    """The schema revision of a file, None for an empty one."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _try_writing(engine: Engine) -> None:
    """Touch the file as a writer would: a read-only folder is to be found at the start, not at the first answer."""
    with immediate(engine.connect()) as connection, connection.begin():
        connection.execute(text("UPDATE alembic_version SET version_num = version_num"))
