"""Is the file opened the safe way, and is every reason why it cannot be one sentence?"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect, text
from sqlalchemy.exc import IntegrityError

from caunoi.errors import StoreError
from caunoi.hall.store import Store, database
from caunoi.hall.store.database import MIGRATIONS, SCHEMA, open_database
from caunoi.hall.store.schema import APPEND_ONLY, metadata


def test_pragmas_are_the_safe_ones(tmp_path: Path) -> None:
    engine = open_database(tmp_path / "hall.db")
    with engine.connect() as connection:
        found = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in PRAGMAS}
    engine.dispose()
    assert found == PRAGMAS


PRAGMAS = {"journal_mode": "wal", "synchronous": 2, "fullfsync": 1, "foreign_keys": 1, "busy_timeout": 10_000}


def test_migrations_build_the_tables_of_the_code(tmp_path: Path) -> None:
    engine = open_database(tmp_path / "hall.db")
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
    engine.dispose()


def test_append_only_tables_have_their_triggers(tmp_path: Path) -> None:
    engine = open_database(tmp_path / "hall.db")
    with engine.connect() as connection:
        names = set(connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).scalars())
    engine.dispose()
    assert names == {f"{table}_no_{verb}" for table in APPEND_ONLY for verb in ("update", "delete")}


def test_newest_migration_is_the_one_the_code_names() -> None:
    scripts = ScriptDirectory(str(MIGRATIONS))
    assert scripts.get_heads() == [SCHEMA]


def test_a_class_that_was_open_before_goes_on_offering_all_languages(tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.setattr("caunoi.hall.store.database.SCHEMA", "0004")
    engine = open_database(tmp_path / "hall.db")
    with engine.begin() as connection:
        connection.exec_driver_sql(
            "INSERT INTO classes (id, code, name, place, day, path, lang, simulated, digest, opened_at)"
            " VALUES ('c', 'CODE22', 'x', '', '2026-01-01', 'classes/c', 'id', 0, '', 0)"
        )
    engine.dispose()
    monkeypatch.undo()
    store = Store(tmp_path)
    assert store.classes.get("c").langs == ("id", "vi", "en")
    store.close()


def test_a_store_from_before_there_were_further_attempts_keeps_what_it_holds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "hall.db"
    with monkeypatch.context() as older:
        older.setattr(database, "SCHEMA", "0005")
        engine = open_database(file)
        with engine.begin() as connection:
            for statement in OLD_ROWS:
                connection.exec_driver_sql(statement)
        engine.dispose()
    with Store(tmp_path) as store:
        first = store.attempts.open("c", "001", "assessment/x", "")
        assert (first.id, first.number, first.receipt) == ("a", 1, "AAAA-BBBB")
        assert [each.n for each in store.events.of_attempt("a")] == [1]
        assert store.attempts.open_again(first, "").number == 2
    engine = open_database(file)
    with engine.connect() as connection, pytest.raises(IntegrityError):
        connection.exec_driver_sql("DELETE FROM attempts WHERE id = 'a'")
    engine.dispose()


def test_a_class_keeps_everything_but_its_empty_digest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as older:
        older.setattr(database, "SCHEMA", "0006")
        engine = open_database(tmp_path / "hall.db")
        with engine.begin() as connection:
            for statement in OLD_ROWS[:2]:
                connection.exec_driver_sql(statement)
        engine.dispose()
    with Store(tmp_path) as store:
        known = store.classes.get("c")
        assert (known.code, known.day, known.lang, known.simulated) == ("CODE", "2026-01-01", "vi", False)
        assert [person.id for person in store.people.of_class("c")] == ["001"]


OLD_ROWS = (
    "INSERT INTO classes VALUES ('c', 'CODE', 'n', 'p', '2026-01-01', 'classes/c', 'vi', 0, 'd', 1, '')",
    "INSERT INTO trainees (class_id, id, name, role, village, pin_hash) VALUES ('c', '001', 'n', '', '', 'h')",
    "INSERT INTO attempts VALUES ('a', 'c', '001', 'assessment/x', 1, 'd', 1)",
    "INSERT INTO writers VALUES ('a', 1, 1)",
    "INSERT INTO events (attempt, writer, n, task, event, at_ms, received_at) VALUES ('a', 1, 1, 't', '{}', 1, 1)",
    "INSERT INTO submissions VALUES ('a', 'AAAA-BBBB', 1)",
)


def test_opening_again_changes_nothing(tmp_path: Path) -> None:
    for _ in range(2):
        engine = open_database(tmp_path / "hall.db")
        assert set(inspect(engine).get_table_names()) == {*metadata.tables, "alembic_version"}
        engine.dispose()


def test_file_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    Store(tmp_path).close()
    file = tmp_path / "hall.db"
    engine = create_engine(f"sqlite:///{file}")
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    with pytest.raises(StoreError, match=r"newer version.*9999.*update first"):
        Store(tmp_path)


@pytest.mark.parametrize("damage", [b"not a database at all" * 100, b"SQLite format 3\x00" + b"\xff" * 4096])
def test_file_that_is_no_store_is_told(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / "hall.db").write_bytes(damage)
    with pytest.raises(StoreError, match="not a readable store"):
        Store(tmp_path)
    assert (tmp_path / "hall.db").read_bytes() == damage


def test_folder_that_is_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("", encoding="utf-8")
    with pytest.raises(StoreError, match=r"data: a file stands where the data folder should be"):
        Store(tmp_path / "data")


@pytest.mark.skipif(sys.platform == "win32", reason="folders have no such permissions there")
@pytest.mark.parametrize("existing", [False, True], ids=["new", "with-a-store"])
def test_folder_that_cannot_be_written_to_is_told(everybody_s: Path, existing: bool) -> None:
    data = everybody_s / "data"
    data.mkdir()
    if existing:
        Store(data).close()
    for path in (data, *data.iterdir()):
        path.chmod(0o555 if path.is_dir() else 0o444)
    said = as_nobody(lambda: Store(data))
    data.chmod(0o755)
    assert said.startswith(f"StoreError {data}: this folder cannot be written to")
    assert "--data" in said
    assert "\n" not in said


@pytest.fixture
def everybody_s() -> Iterator[Path]:
    """A folder that other users may enter; pytest's own are closed to them."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


def as_nobody(work: Any) -> str:
    """What work raises when it is done by an unprivileged user; root may write everywhere."""
    if os.getuid() != 0:
        try:
            work()
        except StoreError as error:
            return f"StoreError {error}"
        return "nothing"
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        said = "nothing"
        try:
            os.setgid(65534)
            os.setuid(65534)
            work()
        except BaseException as error:  # noqa: BLE001, whatever it is goes to the parent
            said = f"{type(error).__name__} {error}"
        os.write(writer, said.encode())
        os._exit(0)
    os.close(writer)
    os.waitpid(child, 0)
    with os.fdopen(reader, "rb") as pipe:
        return pipe.read().decode()
