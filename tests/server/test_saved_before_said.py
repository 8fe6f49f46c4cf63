"""Is a step on the disk, flush and all, before anybody is told that it was saved?"""

from __future__ import annotations

import shutil
import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from sqlalchemy import event

from tests.patience import PATIENCE_S
from tests.server.running import RunningHall, make_hall
from tests.server.test_intake import event as tap
from tests.server.test_intake import send


def on_disk(data: Path, aside: Path) -> list[int]:
    """The stored numbers as somebody finds them who pulls the plug now: the files are copied as they are, then read."""
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir()
    for name in ("hall.db", "hall.db-wal"):
        shutil.copyfile(data / name, aside / name)
    copy = sqlite3.connect(aside / "hall.db")
    try:
        return [n for (n,) in copy.execute("SELECT n FROM events ORDER BY seq")]
    finally:
        copy.close()


def test_the_reply_leaves_after_the_commit_has_returned(tmp_path: Path, course: Path, static: Path) -> None:
    data, aside = tmp_path / "data", tmp_path / "aside"
    with RunningHall(make_hall(data, course, static)).serving() as hall, ThreadPoolExecutor(1) as phone:
        browser = hall.signed_in(hall.new_class("Người học"), "001")
        attempt = browser.open("lesson/start/first")
        writer = browser.post("/api/writer", {"attempt": attempt["attempt"]}).json["writer"]
        reached, gate = threading.Event(), threading.Event()
        flushes: set[tuple[Any, ...]] = set()

        def at_statement(statement: str) -> None:
            if statement == "COMMIT":
                reached.set()
                gate.wait(PATIENCE_S)

        def watch(connection: Any, *_: Any) -> None:
            names = ("synchronous", "journal_mode")
            flushes.add(tuple(connection.execute(f"PRAGMA {name}").fetchone()[0] for name in names))
            connection.set_trace_callback(at_statement)

        # Any connection of the pool may be the one that writes next, so all are asked and watched.
        event.listen(hall.hall.store._file.engine, "checkout", watch)
        answer = phone.submit(send, browser, attempt, writer, tap(1))
        assert reached.wait(PATIENCE_S)
        # The last moment before COMMIT: the step is not there, and nobody was told that it is.
        assert on_disk(data, aside) == []
        assert not answer.done()
        gate.set()
        assert answer.result(PATIENCE_S).json["acknowledged"] == 1
        assert on_disk(data, aside) == [1]
        # 2 is FULL: COMMIT returns when the disk has it.
        assert flushes == {(2, "wal")}
