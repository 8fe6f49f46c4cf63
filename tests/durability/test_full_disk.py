"""Is a full disk told as what it is, is nothing lost by it, and does the hall go on when there is room again?"""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest

from caunoi.hall.records import AttemptRecord
from caunoi.hall.store import Store
from tests.durability.small_disk import SmallDisk, small_disk
from tests.patience import PATIENCE_S
from tests.server.material import open_class
from tests.server.running import Browser, RunningHall, make_hall
from tests.server.test_intake import send

PAGE = "assessment/basics"


def answer(n: int) -> dict[str, Any]:
    return {"n": n, "task": "writing/coaching", "event": {"write": "text", "to": f"{n}." + "ờ" * 3000}, "at_ms": n}


def fill_up(browser: Browser, attempt: dict[str, Any], writer: int) -> tuple[int, Any]:
    """Send until the hall no longer takes it; gives the last number it acknowledged and its refusal."""
    for n in range(1, 2000):
        refused = send(browser, attempt, writer, answer(n))
        if refused.status != 200:
            return n - 1, refused
        assert refused.json["acknowledged"] == n
    raise AssertionError("this disk is never full")


@pytest.fixture
def disk(tmp_path: Path) -> Any:
    with small_disk(tmp_path / "disk") as disk:
        yield disk


def test_a_full_disk_is_a_503_loses_nothing_and_passes_without_a_restart(
    disk: SmallDisk, course: Path, static: Path
) -> None:
    print(f"the disk is {disk.how}")
    filed: list[AttemptRecord] = []
    arrived = threading.Event()

    def submit(_: Any, __: Any, attempt: AttemptRecord, ___: Any) -> None:
        filed.append(attempt)
        arrived.set()

    with RunningHall(make_hall(disk.folder, course, static, submit=submit)).serving() as hall:
        class_id = hall.new_class("Người học", "Người thứ hai", open_class=open_class)
        pin = hall.hall.store.cards.new_pin(class_id, "002")
        code = hall.hall.store.classes.get(class_id).code
        browser = hall.signed_in(class_id, "001")
        attempt = browser.open(PAGE)
        writer = browser.post("/api/writer", {"attempt": attempt["attempt"]}).json["writer"]
        assert send(browser, attempt, writer, answer(1)).status == 200

        disk.fill()
        saved, refused = fill_up(browser, attempt, writer)
        assert saved >= 1
        assert (refused.status, refused.code) == (503, "store")
        assert int(refused.headers["Retry-After"]) > 0
        assert str(disk.folder) not in refused.text

        # Whoever only reads goes on; whoever must be written down is asked to wait.
        assert [each["n"] for each in browser.open(PAGE)["events"]] == list(range(1, saved + 1))
        assert browser.get("/vi/").status == 200
        unsent = {str(writer): saved}
        assert browser.post("/api/submit", {"attempt": attempt["attempt"], "last": unsent}).status == 503
        late = hall.browser()
        late.get(f"/vi/join?code={code}")
        form = f"code={code}&card=002&pin={pin}&_xsrf={late.cookies[f'caunoi-xsrf-{hall.port}']}".encode()
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        waits = late.ask("POST", "/vi/join", form, **kind)
        assert waits.status == 503
        assert "Máy của lớp lúc này chưa lưu được" in waits.text and str(disk.folder) not in waits.text

        disk.empty()
        done = send(browser, attempt, writer, answer(saved + 1), answer(saved + 2))
        assert (done.status, done.json["acknowledged"]) == (200, saved + 2)
        assert late.ask("POST", "/vi/join", form, **kind).status == 303
        receipt = browser.post("/api/submit", {"attempt": attempt["attempt"], "last": {str(writer): saved + 2}})
        assert receipt.status == 200
        assert arrived.wait(PATIENCE_S)
        assert [each.id for each in filed] == [attempt["attempt"]]
    with Store(disk.folder) as store:
        assert [each.n for each in store.events.of_attempt(attempt["attempt"])] == list(range(1, saved + 3))
        assert [each.event for each in store.events.of_attempt(attempt["attempt"])] == [
            answer(n)["event"] for n in range(1, saved + 3)
        ]
