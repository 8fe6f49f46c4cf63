"""Does the same lesson work where no hall is: in stock Voila, and in JupyterLab, where an author reads the trace?"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from caunoi.content import CHECKOUT, library_here
from caunoi.lowering.rubrics import trace_events
from tests.e2e.browser import until_on
from tests.e2e.journey.hand import perform
from tests.patience import PATIENCE_S, until
from tests.ports import free_port

pytestmark = [pytest.mark.browser, pytest.mark.slow]

NOTEBOOK = CHECKOUT / "curriculum" / "01-portal" / "file-for-grandmother.ipynb"
SCENARIO = "land-first-for-grandmother"
LIBRARY = library_here()


@contextmanager
def jupyter(log: Path, *words: str) -> Iterator[str]:
    """Start a program of the environment on a free port and give its address once it answers."""
    port = free_port()
    with log.open("wb") as out:
        command = [sys.executable, "-m", *words, f"--port={port}", "--no-browser"]
        environment = os.environ | {"CAUNOI_LANG": "vi", "JUPYTER_CONFIG_DIR": str(log.parent / "config")}
        process = subprocess.Popen(command, stdout=out, stderr=out, env=environment, start_new_session=True)
    try:
        wait_for(f"http://127.0.0.1:{port}/", process, log)
        yield f"http://127.0.0.1:{port}"
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(PATIENCE_S)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)


def wait_for(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    def answers() -> bool:
        assert process.poll() is None, log.read_text(errors="replace")[-3000:]
        try:
            urllib.request.urlopen(url, timeout=PATIENCE_S).close()
        except urllib.error.HTTPError:
            return True
        except OSError:
            return False
        return True

    until(answers, f"{url} does not answer")


def first_steps(page: Page, mode: str, count: int = 6) -> list[object]:
    expert = next(each for each in LIBRARY.traces[SCENARIO] if each.kind == "expert")
    events = trace_events(expert, LIBRARY.scenario(SCENARIO).values)[:count]
    perform(page, LIBRARY, SCENARIO, mode, "vi", events)
    return list(events)


def test_it_runs_in_stock_voila(chromium: Browser, tmp_path: Path) -> None:
    with jupyter(tmp_path / "voila.log", "voila", str(NOTEBOOK), "--Voila.ip=127.0.0.1") as url:
        page = chromium.new_page()
        page.goto(url)
        expect(page.locator(".cn-mode-practice .cn-screen-title")).to_be_visible()
        first_steps(page, "practice")
        page.close()


def test_an_author_reads_the_trace_in_jupyterlab(chromium: Browser, tmp_path: Path) -> None:
    folder = tmp_path / "author"
    folder.mkdir()
    shutil.copy(NOTEBOOK, folder)
    words = ("jupyterlab", f"--ServerApp.root_dir={folder}", "--IdentityProvider.token=", "--ServerApp.ip=127.0.0.1")
    with jupyter(tmp_path / "lab.log", *words, "--allow-root") as url:
        page = chromium.new_page(viewport={"width": 1280, "height": 900})
        page.goto(f"{url}/lab/tree/{NOTEBOOK.name}")
        expect(page.locator(".jp-Notebook .jp-CodeCell").first).to_be_visible()
        expect(page.get_by_text("| Idle")).to_be_visible()
        page.get_by_role("menuitem", name="Run", exact=True).click()
        page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
        expect(page.locator(".cn-mode-practice .cn-screen-title")).to_be_visible()
        events = first_steps(page, "practice")
        place = page.locator(".cn-mockup.cn-mode-practice")
        place.locator("details.cn-trace summary").click()
        trace = place.locator("details.cn-trace pre")
        until_on(page, lambda: json.loads(trace.inner_text()) == events)
        page.close()
