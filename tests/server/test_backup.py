"""Is a backup of a running hall, restored elsewhere, the same hall?"""

from __future__ import annotations

import hashlib
import json
import random
import sqlite3
import threading
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from typer.testing import CliRunner

from caunoi import cli
from caunoi.hall.store import Store
from caunoi.hall.store.database import MIGRATIONS, SCHEMA, as_it_is
from caunoi.keeping.backup import back_up
from caunoi.keeping.manifest import NAME, BackupError, Manifest
from caunoi.keeping.restore import restore
from caunoi.occupied import hall_works
from tests.server.material import open_class
from tests.server.running import RunningHall, make_hall
from tests.server.test_intake import event, send

PAGE = "lesson/start/first"


def quiet(done: int, total: int, what: str) -> None:
    assert 0 < done <= total, what


def tables(database: Path) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all tables, with what the database itself keeps for its triggers and indexes."""
    with closing(sqlite3.connect(database)) as connection:
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        rows = {name: sorted(connection.execute(f'SELECT * FROM "{name}"').fetchall(), key=repr) for name in names}
        return rows | {
            "sqlite_master": connection.execute("SELECT type, name, sql FROM sqlite_master ORDER BY 2").fetchall()
        }


def files(data: Path) -> dict[str, bytes]:
    """All files under the classes that are no database."""
    found = (path for path in (data / "classes").rglob("*") if path.is_file() and ".db" not in path.name)
    return {path.relative_to(data).as_posix(): path.read_bytes() for path in found}


def a_gradebook(root: Path) -> sqlite3.Connection:
    """A gradebook that a grading program holds open, its newest row in the write-ahead file only."""
    connection = sqlite3.connect(root / "gradebook.db", isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("CREATE TABLE student (id TEXT PRIMARY KEY, last_name TEXT)")
    connection.execute("INSERT INTO student VALUES ('001', 'Vũ Thị Riêng')")
    return connection


Backup = tuple[Path, RunningHall, dict[str, Any]]


@contextmanager
def backed_up(folder: Path, course: Path, static: Path) -> Iterator[Backup]:
    """A backup that was made while its hall ran, that hall, and the attempt of a trainee in it."""
    data = folder / "data"
    with RunningHall(make_hall(data, course, static)).serving() as hall, hall_works(data):
        class_id = hall.new_class("Vũ Thị Riêng", "Trần Văn Thử", open_class=open_class)
        hall.hall.store.facilitator_key.renew()
        (data / "assessor").mkdir()
        (data / "assessor" / "cookie").write_text("secret", encoding="utf-8")
        building = data / "classes" / ".opening-x"
        building.mkdir()
        (building / "half").touch()
        browser = hall.signed_in(class_id, "001")
        attempt = browser.open(PAGE)
        writer = browser.post("/api/writer", {"attempt": attempt["attempt"]}).json["writer"]
        send(browser, attempt, writer, event(1), event(2))
        with closing(a_gradebook(data / "classes" / class_id)):
            file = folder / "stick" / "backup.zip"
            back_up(data, file, {"CAUNOI_LAN": "1"}, quiet)
            yield file, hall, {**attempt, "writer": writer, "browser": browser, "class_id": class_id}


@pytest.fixture
def backup(tmp_path: Path, course: Path, static: Path) -> Iterator[Backup]:
    """A backup whose hall still runs."""
    with backed_up(tmp_path, course, static) as made:
        yield made


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory, course: Path, static: Path) -> Path:
    """A backup for tests that only read it; the hall's folder is beside its own, as `data`."""
    with backed_up(tmp_path_factory.mktemp("hall"), course, static) as (file, _, _):
        return file


def test_what_comes_back_is_equal_row_by_row_and_byte_by_byte(backup: Backup, tmp_path: Path) -> None:
    file, hall, attempt = backup
    data, back = tmp_path / "data", tmp_path / "new" / "data"
    came = restore(file, back, quiet)
    before, after = tables(data / "hall.db"), tables(back / "hall.db")
    # The hash of the facilitator's one-time key is the only thing in the store that stays behind.
    assert before.pop("facilitator_keys") != []
    assert after.pop("facilitator_keys") == []
    assert before == after
    assert (len(before["events"]), len(before["trainees"])) == (2, 2)
    gradebook = Path("classes") / attempt["class_id"] / "gradebook.db"
    assert tables(data / gradebook) == tables(back / gradebook)
    kept = files(data)
    kept.pop("classes/.opening-x/half")
    assert kept == files(back)
    assert {path.name for path in back.iterdir()} == {"hall.db", "classes"}
    for path in kept:
        assert (back / path).stat().st_mtime_ns == (data / path).stat().st_mtime_ns
    assert came.counts.model_dump() == {"classes": 1, "people": 2, "attempts": 1, "events": 2, "submissions": 0}
    assert came.settings == {"CAUNOI_LAN": "1"}
    assert hall.hall.store.classes.all()


def test_an_attempt_goes_on_where_the_backup_was_made(
    backup: Backup, tmp_path: Path, course: Path, static: Path
) -> None:
    file, _, attempt = backup
    restore(file, tmp_path / "back", quiet)
    with RunningHall(make_hall(tmp_path / "back", course, static)).serving() as again:
        people = again.facilitator().get(f"/vi/facilitator/class/{attempt['class_id']}/people").text
        assert "Lớp một" in people
        assert "Trần Văn Thử" in people
        browser = again.signed_in(attempt["class_id"], "001")
        opened = browser.open(PAGE)
        assert opened["attempt"] == attempt["attempt"]
        assert [each["n"] for each in opened["events"]] == [1, 2]
        assert send(browser, attempt, attempt["writer"], event(2), event(3)).json["acknowledged"] == 3


def test_a_backup_while_answers_arrive_is_one_moment_of_the_hall(backup: Backup, tmp_path: Path) -> None:
    _, hall, attempt = backup
    stop, sent = threading.Event(), [2]

    def answers() -> None:
        while not stop.is_set():
            sent[0] += 1
            answer = send(attempt["browser"], attempt, attempt["writer"], event(sent[0]))
            assert answer.json["acknowledged"] == sent[0]

    thread = threading.Thread(target=answers)
    thread.start()
    try:
        while sent[0] < 4:
            stop.wait(0.01)
        least = sent[0] - 1
        made = back_up(hall.hall.store.data, tmp_path / "while.zip", {}, quiet)
    finally:
        stop.set()
        thread.join()
    assert least <= made.counts.events <= sent[0]
    restore(tmp_path / "while.zip", tmp_path / "while", quiet)
    numbers = [row[3] for row in sorted(tables(tmp_path / "while" / "hall.db")["events"])]
    assert numbers == list(range(1, made.counts.events + 1))


def test_a_cut_archive_restores_nothing_and_says_so(archive: Path, tmp_path: Path) -> None:
    whole = archive.read_bytes()
    cut = tmp_path / "cut.zip"
    for length in (0, 1, len(whole) // 2, len(whole) - 1):
        cut.write_bytes(whole[:length])
        with pytest.raises(BackupError, match=r"cut\.zip: is no whole backup .*; nothing was restored"):
            restore(cut, tmp_path / "away" / "data", quiet)
        assert not (tmp_path / "away").exists()


def refusal(file: Path, data: Path) -> str:
    """What is said when a backup is not restored, nothing when it is."""
    try:
        restore(file, data, quiet)
    except BackupError as error:
        return str(error)
    return ""


def test_a_flipped_byte_is_found_or_changes_nothing(archive: Path, tmp_path: Path) -> None:
    whole, flipped, back = archive.read_bytes(), tmp_path / "flipped.zip", tmp_path / "back"
    restore(archive, tmp_path / "whole", quiet)
    good, found = files(tmp_path / "whole"), 0
    for place in random.Random(7).sample(range(len(whole)), 30):
        flipped.write_bytes(whole[:place] + bytes([whole[place] ^ 0x55]) + whole[place + 1 :])
        refused = refusal(flipped, back)
        if refused:
            found += 1
            assert "nothing was restored" in refused
            assert not back.exists()
        else:  # a byte of the archive's own that says nothing, such as the date of an entry
            assert files(back) == good
            assert tables(back / "hall.db") == tables(tmp_path / "whole" / "hall.db")
            for path in sorted(back.rglob("*"), reverse=True):
                path.rmdir() if path.is_dir() else path.unlink()
            back.rmdir()
    assert found > 20


def rewritten(file: Path, target: Path, change: Any) -> Path:
    """The archive with another manifest; `change` gets it as plain data and may add members."""
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        manifest = json.loads(old.read(NAME))
        change(manifest, new)
        new.writestr(NAME, json.dumps(manifest))
        for member in old.namelist():
            if member != NAME:
                new.writestr(member, old.read(member))
    return target


def slipped_in(path: str, content: bytes = b"x") -> Any:
    def change(manifest: dict[str, Any], new: zipfile.ZipFile) -> None:
        new.writestr(path, content)
        digest = hashlib.sha256(content).hexdigest()
        manifest["files"].append({"path": path, "size": len(content), "sha256": digest, "mtime_ns": 0})

    return change


@pytest.mark.parametrize(
    "path", ["../outside", "/etc/outside", "classes/../../outside", "C:/outside", "a\\b", "secrets/facilitator-key"]
)
def test_no_archive_writes_outside_its_folder(archive: Path, tmp_path: Path, path: str) -> None:
    hostile = rewritten(archive, tmp_path / "hostile.zip", slipped_in(path))
    with pytest.raises(BackupError, match="a path inside the data folder is expected"):
        restore(hostile, tmp_path / "away" / "data", quiet)
    assert not (tmp_path / "away").exists()
    assert not (tmp_path / "outside").exists()


def unlisted(manifest: dict[str, Any], new: zipfile.ZipFile) -> None:
    new.writestr("classes/more", b"x")


def smaller(manifest: dict[str, Any], new: zipfile.ZipFile) -> None:
    manifest["files"][0]["size"] -= 1


def newer(manifest: dict[str, Any], new: zipfile.ZipFile) -> None:
    manifest["schema_revision"] = "9999"


def miscounted(manifest: dict[str, Any], new: zipfile.ZipFile) -> None:
    manifest["counts"]["people"] += 1


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (unlisted, "its files are not those that it lists"),
        (smaller, "has another size than listed"),
        (newer, f"made by a newer version of Cầu Nối .*schema 9999, this one knows {SCHEMA}.*update first"),
        (miscounted, "its store holds other numbers than listed"),
        (slipped_in("classes/bomb", bytes(80 * 2**20)), "it would unpack to far more than any backup does"),
        (slipped_in("HALL.db"), "it names a file twice"),
    ],
)
def test_an_archive_that_is_not_what_it_says_restores_nothing(
    archive: Path, tmp_path: Path, change: Any, sentence: str
) -> None:
    altered = rewritten(archive, tmp_path / "altered.zip", change)
    (tmp_path / "empty").mkdir()
    with pytest.raises(BackupError, match=sentence):
        restore(altered, tmp_path / "empty", quiet)
    assert list((tmp_path / "empty").iterdir()) == []


def test_a_folder_with_anything_in_it_is_left_alone(archive: Path, tmp_path: Path) -> None:
    with pytest.raises(BackupError, match="this folder is not empty; restore into a new or an empty one"):
        restore(archive, archive.parent, quiet)


def test_a_backup_never_replaces_a_file_and_leaves_nothing_half_made(archive: Path, tmp_path: Path) -> None:
    file, data = archive, archive.parent.parent / "data"
    before = file.read_bytes()
    with pytest.raises(BackupError, match="is there already; a backup never replaces another file"):
        back_up(data, file, {}, quiet)
    assert file.read_bytes() == before
    assert list(file.parent.iterdir()) == [file]
    assert file.stat().st_mode & 0o077 == 0
    with pytest.raises(BackupError, match="lies in the data folder itself"):
        back_up(data, data / "backup.zip", {}, quiet)
    with pytest.raises(BackupError, match=r"there is no hall\.db in this folder"):
        back_up(archive.parent, tmp_path / "nothing.zip", {}, quiet)


def test_a_backup_of_an_older_schema_comes_back_up_to_date(tmp_path: Path) -> None:
    """The first schema of all, as a program of that time left it."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    data = tmp_path / "data"
    data.mkdir()
    with as_it_is(data / "hall.db") as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        connection.exec_driver_sql(
            "INSERT INTO classes VALUES ('one', 'ABCDEF', 'Lớp một', '', '2026-11-23', 'classes/one', 'vi', 0, '', 1)"
        )
    assert back_up(data, tmp_path / "old.zip", {}, quiet).schema_revision == "0001"
    restore(tmp_path / "old.zip", tmp_path / "back", quiet)
    after = tables(tmp_path / "back" / "hall.db")
    assert after["alembic_version"] == [(SCHEMA,)]
    assert after["pace"] == []
    with Store(tmp_path / "back") as store:
        assert [record.name for record in store.classes.all()] == ["Lớp một"]


def test_one_command_each(archive: Path, tmp_path: Path) -> None:
    runner, file, data = CliRunner(), tmp_path / "by-command.zip", archive.parent.parent / "data"
    made = runner.invoke(cli.app, ["--lang", "en", "backup", str(file), "--data", str(data)])
    assert made.exit_code == 0, made.output
    assert "1 class, 2 people, 2 steps, 0 handed in" in made.output
    back = runner.invoke(cli.app, ["--lang", "en", "restore", str(file), "--data", str(tmp_path / "back")])
    assert back.exit_code == 0, back.output
    assert "1 class, 2 people, 2 steps, 0 handed in" in back.output
    assert "CAUNOI_LANG=en" in back.output
    in_vietnamese = ["--lang", "vi", "restore", str(file), "--data", str(tmp_path / "again")]
    with zipfile.ZipFile(file) as kept:
        moment = Manifest.model_validate_json(kept.read(NAME)).made_at.astimezone()
    assert f"như lúc {moment:%d/%m/%Y, %H:%M}: 1 lớp" in runner.invoke(cli.app, in_vietnamese).output
    beside = runner.invoke(cli.app, ["backup", "--data", str(data)])
    assert beside.exit_code == 0
    assert len(list(data.parent.glob("data-backup-*.zip"))) == 1
