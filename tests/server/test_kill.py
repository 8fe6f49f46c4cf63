"""Is every acknowledged event there once after the hall was killed in the middle of it?"""

from __future__ import annotations

import contextlib
import http.client
import os
import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from caunoi.hall.records import NewTrainee
from caunoi.hall.store import Store
from tests.server.running import Browser

PEOPLE = 4
MOMENTS = 10
ROOT = Path(__file__).parents[2]


class Person:
    """Sends one event after another and notes what the hall has acknowledged; resends what it has not."""

    def __init__(self, token: str) -> None:
        self.token = token
        self.attempt: dict[str, Any] | None = None
        self.writer = 0
        self.acknowledged = 0
        self.sent = 0

    def work(self, port: int) -> None:
        browser = Browser(port, {f"caunoi-session-{port}": self.token})
        with contextlib.suppress(OSError, http.client.HTTPException):
            opened = browser.open("lesson/start/first")
            if self.attempt is None:
                self.writer = browser.post("/api/writer", {"attempt": opened["attempt"]}).json["writer"]
                self.attempt = opened
            while True:
                self.sent = self.acknowledged + 1
                batch = [self.event(self.sent)]
                body = {"attempt": self.attempt["attempt"], "writer": self.writer, "since": 0, "events": batch}
                answer = browser.post("/api/events", body)
                assert answer.status == 200, answer.text
                self.acknowledged = answer.json["acknowledged"]
        browser.close()

    def event(self, n: int) -> dict[str, Any]:
        return {"n": n, "task": "quiz/warm-up", "event": {"answer": "q", "to": f"{self.writer}.{n}"}, "at_ms": n}


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL and no fork there")
def test_sigkill_loses_nothing_that_was_acknowledged(tmp_path: Path, course: Path, static: Path) -> None:
    chance = random.Random(20261123)
    with Store(tmp_path) as store:
        record = store.classes.open("Lớp", "Xã", "2026-11-23", "vi")
        people = [trainee for trainee, _ in store.people.add(record.id, [NewTrainee(f"N{n}") for n in range(PEOPLE)])]
        crowd = [Person(store.sessions.open("trainee", record.id, each.id)) for each in people]
    command = [sys.executable, "-m", "tests.server.hall_process", str(tmp_path), str(course), str(static)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT) as halls:
        assert halls.stdin is not None and halls.stdout is not None
        for _ in range(MOMENTS):
            halls.stdin.write("\n")
            halls.stdin.flush()
            pid, port = map(int, halls.stdout.readline().split())
            goal = sum(person.acknowledged for person in crowd) + chance.randint(1, 40)
            threads = [threading.Thread(target=person.work, args=(port,)) for person in crowd]
            for thread in threads:
                thread.start()
            while sum(person.acknowledged for person in crowd) < goal and any(each.is_alive() for each in threads):
                time.sleep(chance.uniform(0.0, 0.01))
            os.kill(pid, signal.SIGKILL)
            for thread in threads:
                thread.join()
            assert sum(person.acknowledged for person in crowd) >= goal
            with Store(tmp_path) as store:
                for person in crowd:
                    check(store, person)
        halls.stdin.close()


def check(store: Store, person: Person) -> None:
    if person.attempt is None:
        return
    stored = store.events.of_attempt(person.attempt["attempt"])
    assert [each.n for each in stored] == list(range(1, len(stored) + 1))
    # One more than acknowledged at most: it was stored, and its answer died with the hall.
    assert len(stored) - person.acknowledged in (0, 1)
    assert [each.event["to"] for each in stored] == [f"{person.writer}.{each.n}" for each in stored]
    assert [each.seq for each in stored] == sorted(each.seq for each in stored)
