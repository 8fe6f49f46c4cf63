"""Does a hall that is started again know everything it said yes to?"""

from __future__ import annotations

import asyncio
import stat
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from caunoi.errors import SettingError, StoreError
from caunoi.hall import delivery
from tests.patience import PATIENCE_S
from tests.ports import free_port
from tests.server.material import open_class
from tests.server.running import RunningHall, make_hall
from tests.server.test_intake import event, send

PAGE = "assessment/basics"
ANSWER = {"task": "quiz/basics", "event": {"answer": "state-5", "to": "wait"}, "at_ms": 5}


def test_sessions_and_events_survive(tmp_path: Path, course: Path, static: Path) -> None:
    port = free_port()
    with RunningHall(make_hall(tmp_path, course, static, port)).serving() as first:
        class_id = first.new_class("Người học")
        browser = first.signed_in(class_id, "001")
        attempt = browser.open("lesson/start/first")
        writer = browser.post("/api/writer", {"attempt": attempt["attempt"]}).json["writer"]
        send(browser, attempt, writer, event(1), event(2))
    with RunningHall(make_hall(tmp_path, course, static, port)).serving() as second:
        again = second.browser()
        again.cookies, again.xsrf = browser.cookies, browser.xsrf
        # The page that stayed open goes on with the token it had.
        assert send(again, attempt, writer, event(2), event(3)).json["acknowledged"] == 3
        assert [each["n"] for each in again.open("lesson/start/first")["events"]] == [1, 2, 3]


def test_what_could_not_be_filed_is_filed_at_the_next_start(tmp_path: Path, course: Path, static: Path) -> None:
    tried = threading.Event()

    def broken(*_: Any) -> None:
        tried.set()
        raise OSError("the course folder is away")

    with RunningHall(make_hall(tmp_path, course, static, submit=broken)).serving() as first:
        browser = first.signed_in(first.new_class("Người thi", open_class=open_class), "001")
        attempt = browser.open(PAGE)
        writer = browser.post("/api/writer", {"attempt": attempt["attempt"]}).json["writer"]
        send(browser, attempt, writer, {**ANSWER, "n": 1})
        receipt = browser.post("/api/submit", {"attempt": attempt["attempt"], "last": {str(writer): 1}}).json
        assert receipt["receipt"]
        assert tried.wait(PATIENCE_S)
        assert [each.id for each in first.hall.store.attempts.undelivered()] == [attempt["attempt"]]

    filed: list[tuple[Any, ...]] = []
    arrived = threading.Event()

    def working(*given: Any) -> None:
        filed.append(given)
        arrived.set()

    with RunningHall(make_hall(tmp_path, course, static, submit=working)).serving() as second:
        assert arrived.wait(PATIENCE_S)
        record, trainee, handed_in, events = filed[0]
        assert (record.name, trainee.id, handed_in.receipt) == ("Lớp một", "001", receipt["receipt"])
        assert [(each.task, each.event) for each in events] == [(ANSWER["task"], ANSWER["event"])]
        second.on_loop(second.hall.off_loop(lambda: None))
    with RunningHall(make_hall(tmp_path, course, static, submit=working)).serving() as third:
        assert third.hall.store.attempts.undelivered() == []
    assert len(filed) == 1


def test_filing_is_tried_again_while_the_hall_runs(
    tmp_path: Path, course: Path, static: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delivery.Delivery.__init__, "__defaults__", (0.05,))
    tries: list[int] = []
    arrived = threading.Event()

    def at_last(*_: Any) -> None:
        tries.append(1)
        if len(tries) < 3:
            raise RuntimeError("not yet")
        arrived.set()

    with RunningHall(make_hall(tmp_path, course, static, submit=at_last)).serving() as hall:
        browser = hall.signed_in(hall.new_class("Người thi", open_class=open_class), "001")
        attempt = browser.open(PAGE)
        assert browser.post("/api/submit", {"attempt": attempt["attempt"], "last": {}}).status == 200
        assert arrived.wait(PATIENCE_S)


def test_facilitator_s_link_works_once(tmp_path: Path, course: Path, static: Path) -> None:
    with RunningHall(make_hall(tmp_path, course, static)).serving() as hall:
        old = hall.hall.store.facilitator_key.renew()
        key = hall.hall.store.facilitator_key.renew()
        file = tmp_path / "secrets" / "facilitator-key"
        assert file.read_text(encoding="ascii").strip() == key
        if sys.platform != "win32":
            assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert hall.browser().get(f"/vi/facilitator/enter?key={old}").status == 403
        browser = hall.browser()
        assert browser.get(f"/vi/facilitator/enter?key={key}").status == 303
        assert browser.get("/vi/facilitator/").status == 200
        assert hall.browser().get(f"/vi/facilitator/enter?key={key}").status == 403
        assert not file.exists()


def test_busy_port_is_one_sentence(tmp_path: Path, course: Path, static: Path) -> None:
    with RunningHall(make_hall(tmp_path / "one", course, static)).serving() as first:
        second = make_hall(tmp_path / "two", course, static, first.port)
        second.initialize()
        with pytest.raises(SettingError, match=rf"port {first.port}: another program uses it.*--port"):
            asyncio.run(second.run())
        assert not Path(second.connection_dir).exists()
        with pytest.raises(StoreError, match="closed"):
            second.store.sessions.open("facilitator")


def test_closing_leaves_no_folder_of_sockets(tmp_path: Path, course: Path, static: Path) -> None:
    hall = make_hall(tmp_path, course, static)
    with RunningHall(hall).serving():
        assert Path(hall.connection_dir).is_dir()
    assert not Path(hall.connection_dir).exists()
