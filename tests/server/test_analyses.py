"""Do live analyses run by stock Voila, for their facilitator only, under the cap, and end as they should?"""

from __future__ import annotations

import json
import os
import re
import signal
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from caunoi.hall.analyses.attendant import FOLDER
from caunoi.hall.store.sessions import token_hash
from caunoi.web.security import LIVE_POLICY
from tests.patience import until
from tests.server.material import analysis, open_class
from tests.server.running import Browser, RunningHall, make_hall
from tests.server.test_intake import event, send

pytestmark = pytest.mark.slow

SECRET = "nobody-may-know-this"
UPGRADE = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
}


@pytest.fixture
def hall(tmp_path: Path, course: Path, static: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[RunningHall]:
    """A hall with room for one analysis, started with secrets in its environment."""
    for name in ("CAUNOI_SECRET", "DATABASE_URL", "JUPYTER_TOKEN"):
        monkeypatch.setenv(name, SECRET)
    notebook = analysis(
        tmp_path / "sample.ipynb",
        "import os, sys, ipywidgets",
        "print('to nobody')",
        "sorted(os.listdir('.'))",
        "sorted(os.environ.items())",
        "ipywidgets.IntSlider(description='Number')",
    )
    made = make_hall(tmp_path / "data", course, static, given={"analyses": 1}, analyses={"sample": notebook})
    with RunningHall(made).serving() as running:
        yield running


@pytest.fixture
def class_id(hall: RunningHall) -> str:
    return hall.new_class("Vũ Thị Riêng", open_class=open_class)


def way_in(class_id: str) -> str:
    return f"/vi/facilitator/analyses/sample?class={class_id}"


def led_on(browser: Browser, class_id: str) -> str:
    """The address of the page of an analysis, once its turn has come."""
    location = until(lambda: browser.get(way_in(class_id)).headers["Location"])
    assert location.startswith("/live/page/")
    return str(location)


def opened(browser: Browser, class_id: str) -> tuple[str, dict[str, Any], str]:
    """Open an analysis; gives the id of its seat, what Voila's page is told, and the page."""
    address = led_on(browser, class_id)
    answer = browser.get(address)
    assert answer.status == 200
    told = re.search(r'<script id="jupyter-config-data" type="application/json">(.*?)</script>', answer.text)
    assert told is not None
    return address.rpartition("/")[2], json.loads(told[1]), answer.text


def ended_yet(browser: Browser, seat: str) -> Any:
    return browser.get(f"/vi/facilitator/seat/{seat}").json["ended"]


def ended(browser: Browser, seat: str) -> str:
    return str(until(lambda: ended_yet(browser, seat)))


def origin(hall: RunningHall) -> str:
    return f"http://127.0.0.1:{hall.port}"


def test_a_facilitator_has_a_kernel_that_knows_nothing_of_the_hall(hall: RunningHall, class_id: str) -> None:
    browser = hall.facilitator()
    seat, told, page = opened(browser, class_id)
    assert told["baseUrl"] == "/live/"
    kernel = f"/live/api/kernels/{told['kernelId']}"
    assert '<html lang="vi"' in page

    # Nothing of its environment and its folder that it does not need.
    assert SECRET not in page
    assert "CAUNOI_LANG" in page
    for name in ("CAUNOI_SECRET", "DATABASE_URL", "JUPYTER_TOKEN"):
        assert name not in page
    for file in ("class.yaml", "content", "analysis.ipynb"):
        assert f"&#39;{file}&#39;" in page or f"'{file}'" in page or f"\\u0027{file}\\u0027" in page
    assert "hall.db" not in page
    # What a cell prints is for the log of whoever writes it; the widget has its place.
    assert "to nobody" not in page
    assert "application/vnd.jupyter.widget-view+json" in page

    # Its own policy, and no script in the page.
    headers = browser.get("/live/voila/static/voila.js").headers
    assert headers["Content-Security-Policy"] == LIVE_POLICY
    assert not re.search(r"<script(?![^>]*(?:src=|type=\"application/))", page)
    assert not re.search(r"\s(?:src|href)=\"(?:https?:)?//", page)

    # Its owner alone reaches it, and from a page of the hall alone.
    assert browser.get(kernel).json["execution_state"] in ("starting", "idle", "busy")
    others = [hall.browser(), hall.signed_in(class_id, "001"), hall.facilitator()]
    for other in others:
        assert other.get(kernel).status == 403
        assert other.get(f"{kernel}/channels", **UPGRADE, Origin=origin(hall)).status == 403
        assert other.get(f"/live/page/{seat}").status == 403
    assert browser.get(f"{kernel}/channels", **UPGRADE).status == 403
    assert browser.get(f"{kernel}/channels", **UPGRADE, Origin="http://elsewhere.example").status == 403
    assert hall.facilitator().get(f"/vi/facilitator/seat/{seat}").status == 404
    assert browser.ask("DELETE", kernel).status == 403

    # A second visit of the same address leads back to the way in, and closing gives everything up.
    assert browser.get(f"/live/page/{seat}").headers["Location"] == way_in(class_id)
    for elsewhere in ({}, {"Origin": "http://elsewhere.example"}):
        assert browser.post(f"/live/voila/api/shutdown/{told['kernelId']}", b"", **elsewhere).status == 403
    left = browser.post(f"/live/voila/api/shutdown/{told['kernelId']}", b"", Origin=origin(hall))
    assert left.status == 204
    assert ended(browser, seat) == "Phân tích này đã kết thúc."
    until(lambda: hall.hall.kernel_manager.list_kernel_ids() == [])
    until(lambda: list((hall.hall.store.data / FOLDER).iterdir()) == [])


def test_a_killed_kernel_harms_nobody_and_lets_the_next_one_in(hall: RunningHall, class_id: str) -> None:
    trainee = hall.signed_in(class_id, "001")
    attempt = trainee.open("lesson/start/first")
    writer = trainee.post("/api/writer", {"attempt": attempt["attempt"]}).json["writer"]
    first, second, third = hall.facilitator(), hall.facilitator(), hall.facilitator()
    seat, told, _ = opened(first, class_id)

    # Who comes now waits, and is told behind how many.
    waiting = second.get(way_in(class_id))
    assert waiting.status == 200
    assert "Sắp đến lượt anh/chị." in waiting.text
    assert '<noscript><meta http-equiv="refresh"' in waiting.text
    assert "Còn 1 người trước anh/chị." in third.get(way_in(class_id)).text
    assert "Còn 1 người trước anh/chị." in third.get(way_in(class_id).replace("?", "/turn?")).text

    os.kill(hall.hall.kernel_manager.get_kernel(told["kernelId"]).provisioner.pid, signal.SIGKILL)
    assert send(trainee, attempt, writer, event(1)).json["acknowledged"] == 1
    told_so = until(lambda: second.get(way_in(class_id)) and third.get(way_in(class_id)) and ended_yet(first, seat))
    assert told_so.startswith("Phần tính toán của phân tích này đã dừng.")
    assert send(trainee, attempt, writer, event(2)).json["acknowledged"] == 2

    # The one who has waited longest, in whichever order they ask.
    assert "Sắp đến lượt anh/chị." in third.get(way_in(class_id)).text
    seat, told, _ = opened(second, class_id)

    # Used no more for longer than the setting says, it gives its place up.
    clock = hall.hall.attendant._clock
    minutes = hall.hall.settings.analysis_minutes
    until(lambda: hall.hall.kernel_manager.get_kernel(told["kernelId"]).execution_state == "idle")
    hall.hall.attendant._clock = lambda: clock() + minutes * 60 + 1
    assert ended(second, seat) == f"Không ai dùng phân tích này trong {minutes} phút nên chỗ đã được nhường."


def test_one_that_needs_too_much_memory_is_stopped(hall: RunningHall, class_id: str) -> None:
    browser = hall.facilitator()
    seat, _, _ = opened(browser, class_id)
    hall.hall.settings = replace(hall.hall.settings, analysis_megabytes=1)
    assert ended(browser, seat) == "Phân tích này cần hơn 1 MB bộ nhớ nên đã bị dừng."


def test_a_class_that_cannot_be_read_says_so(hall: RunningHall, class_id: str) -> None:
    root = hall.hall.services.class_root(class_id)
    (root / "gradebook.db").write_text("this is no database, and long enough to be looked at as one" * 20, "utf-8")
    browser = hall.facilitator()
    assert browser.get(way_in(class_id)).status == 200
    (seat,) = list(hall.hall.attendant.seats)
    assert ended(browser, seat.id).startswith("Không đọc được lớp cho phân tích này.")


def test_a_copy_of_a_class_takes_no_room_that_steps_need(
    hall: RunningHall, class_id: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("caunoi.hall.analyses.class_copy.LEAST_FREE_MEGABYTES", 10**9)
    browser = hall.facilitator()
    assert browser.get(way_in(class_id)).status == 200
    (seat,) = list(hall.hall.attendant.seats)
    assert ended(browser, seat.id).startswith("Không đọc được lớp cho phân tích này.")
    assert "make room, then open it again" in caplog.text
    assert not (hall.hall.store.data / FOLDER).exists()


def test_what_a_killed_hall_left_behind_goes_at_the_next_start(tmp_path: Path, course: Path, static: Path) -> None:
    left = tmp_path / "data" / FOLDER / "seat"
    left.mkdir(parents=True)
    (left / "class.yaml").write_text("names", encoding="utf-8")
    with RunningHall(make_hall(tmp_path / "data", course, static)).serving():
        assert not left.parent.exists()


def test_nothing_runs_before_somebody_asks_and_after_all_have_left(hall: RunningHall, class_id: str) -> None:
    attendant = hall.hall.attendant
    browser = hall.facilitator()
    assert browser.get("/vi/facilitator/analyses").status == 200
    assert attendant._watching is None
    assert not (hall.hall.store.data / FOLDER).exists()
    led_on(browser, class_id)
    assert attendant._watching is not None
    browser.xsrf = browser.cookies[f"caunoi-xsrf-{hall.port}"]
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    assert browser.post("/vi/out", urlencode({"_xsrf": browser.xsrf}).encode(), **form).status == 303
    until(lambda: attendant._watching is None)
    assert hall.hall.kernel_manager.list_kernel_ids() == []


def test_a_name_that_is_none_is_404(hall: RunningHall, class_id: str) -> None:
    browser = hall.facilitator()
    for path in ("analyses/nothing", f"analyses/nothing?class={class_id}", "analyses/sample?class=none"):
        assert browser.get(f"/vi/facilitator/{path}").status == 404
    who = token_hash(browser.cookies[f"caunoi-session-{hall.port}"])
    assert [seat for seat in hall.hall.attendant.seats if seat.wish.who == who] == []
