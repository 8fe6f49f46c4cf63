"""Does a kernel that is killed while it renders cost anybody a page or a step?"""

from __future__ import annotations

import os
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import nbformat
import pytest

from tests.patience import PATIENCE_S, until
from tests.server.material import copy_content
from tests.server.running import RunningHall, make_hall
from tests.server.test_intake import event, send

LESSON = "/vi/lesson/start/first"


def kill_next(hall: RunningHall, kills: int) -> list[int]:
    """Kill so many kernels, each as soon as it is there; gives their process ids."""
    killed: list[int] = []
    begun = time.monotonic()
    while len(killed) < kills and time.monotonic() - begun < PATIENCE_S:
        for name in hall.hall.kernel_manager.list_kernel_ids():
            provisioner: Any = hall.hall.kernel_manager.get_kernel(name).provisioner
            pid = getattr(provisioner, "pid", None)
            if pid and pid not in killed and len(killed) < kills:
                os.kill(pid, signal.SIGKILL)
                killed.append(pid)
        time.sleep(0.01)
    return killed


@pytest.mark.slow
def test_a_killed_kernel_costs_no_page_and_no_step(
    tmp_path: Path, static: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("caunoi.hall.fingerprint.REST_S", 0.0)
    course = copy_content(tmp_path / "material")
    lesson = course / "curriculum" / "start" / "first.ipynb"
    with RunningHall(make_hall(tmp_path / "data", course, static)).serving() as hall, ThreadPoolExecutor(1) as killer:
        browser = hall.signed_in(hall.new_class("Người học"), "001")
        attempt = browser.open("lesson/start/first")
        writer = browser.post("/api/writer", {"attempt": attempt["attempt"]}).json["writer"]
        send(browser, attempt, writer, event(1))

        # A page that is not there yet, and its first kernel dies.
        notebook: Any = nbformat.read(lesson, as_version=4)
        notebook.cells.append(nbformat.v4.new_markdown_cell("Một câu nữa."))
        nbformat.write(notebook, lesson)
        until(lambda: hall.hall.kernel_manager.list_kernel_ids() == [])
        killed = killer.submit(kill_next, hall, 1)
        page = browser.get(LESSON)
        assert len(killed.result(PATIENCE_S)) == 1
        assert (page.status, "Một câu nữa." in page.text) == (200, True)
        assert send(browser, attempt, writer, event(2)).json["acknowledged"] == 2

        # It dies again and again: a page of ours says so, the steps stay, and the next one that lives makes the page.
        notebook.cells.append(nbformat.v4.new_markdown_cell("Và một câu nữa."))
        nbformat.write(notebook, lesson)
        until(lambda: hall.hall.kernel_manager.list_kernel_ids() == [])
        killed = killer.submit(kill_next, hall, 2)
        assert browser.get(LESSON).status == 500
        assert len(killed.result(PATIENCE_S)) == 2
        waiting = send(browser, attempt, writer, event(3))
        assert (waiting.status, waiting.code) == (503, "page-failed")
        monkeypatch.setattr("caunoi.hall.shelf.FAILURE_KEPT_S", 0.0)
        assert browser.get(LESSON).status == 200
        assert send(browser, attempt, writer, event(3)).json["acknowledged"] == 3
        assert [each["n"] for each in browser.open("lesson/start/first")["events"]] == [1, 2, 3]
