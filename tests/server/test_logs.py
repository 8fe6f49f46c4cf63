"""Does a whole day of a hall, with everything that goes wrong in it, leave nobody's secret in the log?"""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import pytest

from caunoi.hall.store import pins
from tests.server.browsing import send
from tests.server.material import open_class
from tests.server.running import RunningHall, make_hall

NAME = "Đặng Thị Kín Đáo"
TYPED = "Bà nói là con trai giữ mật khẩu"
STRANGER = "0912345678"


def submit(*_: Any) -> None:
    raise OSError("the course folder is gone")


def test_no_pin_no_name_no_answer_and_no_key(
    tmp_path: Path, course: Path, static: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    caplog.set_level(logging.DEBUG)
    # Four digits stand somewhere in every log: the number of a line, a port, a year.
    monkeypatch.setattr(pins, "PIN_LENGTH", 8)
    secrets: dict[str, str] = {"name": NAME, "answer": TYPED, "stranger's number": STRANGER}
    running = RunningHall(make_hall(tmp_path / "data", course, static, submit=submit))
    with running.serving():
        hall = running.hall
        class_id = running.new_class(NAME, open_class=open_class)
        record = hall.store.classes.get(class_id)
        secrets["PIN"] = pin = hall.store.cards.new_pin(class_id, "001")
        secrets["wrong PIN"] = wrong = f"{(int(pin) + 1) % 10**8:08}"
        secrets["key"] = key = hall.store.facilitator_key.renew()
        boss = running.browser()
        assert boss.get(f"/vi/facilitator/enter?key={key}").status == 303
        assert boss.get("/vi/facilitator/enter?key=a-guess-of-a-key").status == 303
        for page in ("", "/board", "/people", "/cards", "/pace", "/vetoes", "/wall"):
            boss.get(f"/vi/facilitator/class/{class_id}{page}")
        send(boss, f"/vi/facilitator/class/{class_id}/people", roster=f"{NAME}, =1+1")

        phone = running.browser()
        path = f"/vi/join?code={record.code}"
        for typed, status in ((wrong, 200), (pin, 303)):
            assert send(phone, path, "/vi/join", code=record.code, card="001", pin=typed).status == status
        secrets["session"] = phone.cookies[f"caunoi-session-{running.port}"]
        attempt = phone.open("assessment/basics")
        secrets["forgery token"] = phone.xsrf
        writer = phone.post("/api/writer", {"attempt": attempt["attempt"]}).json["writer"]
        body = {"attempt": attempt["attempt"], "writer": writer, "since": 0}
        said = {"n": 1, "task": "writing/coaching", "event": {"write": "coaching", "to": TYPED}, "at_ms": 1}
        assert phone.post("/api/events", {**body, "events": [said]}).json["acknowledged"] == 1
        for bad in (
            {**said, "n": 2, "event": {"write": "coaching", "to": f"{TYPED} {STRANGER}"}},
            {**said, "n": 2, "event": {"write": TYPED}},
            {**said, "event": {"write": "coaching", "to": f"{TYPED}, khác"}},
            {**said, "n": 2, "task": TYPED},
        ):
            assert phone.post("/api/events", {**body, "events": [bad]}).status in (400, 409)
        assert phone.post("/api/events", f"{{{TYPED}".encode()).status == 400
        secrets["receipt"] = phone.post("/api/submit", {"attempt": attempt["attempt"], "last": {str(writer): 1}}).json[
            "receipt"
        ]
        # What is a mistake of ours must not tell either: the traceback is logged, what was asked is not.
        monkeypatch.setattr(hall.store.facilitator_key, "use", lambda _: 1 / 0)
        assert running.browser().get(f"/vi/facilitator/enter?key={key}").status == 500
        monkeypatch.setattr(hall.store.classes, "by_code", lambda _: 1 / 0)
        assert running.browser().get(f"/vi/join?code={record.code}").status == 500
        assert send(phone, "/vi/out").status == 303
    # A code stands on the wall for everybody and is part of the class's id, so it is no secret here.
    written = [line for line in caplog.text.splitlines() if "sqlalchemy" not in line]
    assert any("the course folder is gone" in line for line in written)
    assert any("/vi/facilitator/enter failed" in line for line in written)
    told = {what: line for what, secret in secrets.items() for line in written if secret in line}
    assert told == {}
