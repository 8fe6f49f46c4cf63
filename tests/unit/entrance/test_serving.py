"""The running command: addresses, who may reach it, and that it ends with all its children."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from http.cookiejar import CookieJar
from pathlib import Path

import psutil
import pytest

from caunoi.assessor import SLOWEST_START
from caunoi.network import own_ways
from caunoi.occupied import HallRuns, without_hall
from tests.patience import PATIENCE_S, until
from tests.ports import free_port

LINK = re.compile(r"http://127\.0\.0\.1:\d+/\S*/facilitator/enter\?key=\S+")


class Running:
    """A started `caunoi` whose words go to a file."""

    def __init__(self, data: Path, *words: str, **environ: str) -> None:
        self.port, self.assessor_port = free_port(), free_port()
        self.log = data.parent / f"{self.port}.log"
        command = [sys.executable, "-m", "caunoi.cli", *words, "--port", str(self.port), "--data", str(data)]
        ours = {"CAUNOI_LANG": "en", "CAUNOI_ASSESSOR_PORT": str(self.assessor_port)}
        with self.log.open("wb") as output:
            self.process = subprocess.Popen(
                command, stdout=output, stderr=subprocess.STDOUT, env={**os.environ, **ours, **environ}
            )

    @property
    def said(self) -> str:
        """All it has printed."""
        return self.log.read_text(encoding="utf-8", errors="replace")  # a letter may be there by half

    def wait_for(self, pattern: str) -> str:
        """Wait until it has printed this; patience, not a measure, and longer than what the assessor allows itself."""
        limit = time.monotonic() + 2 * SLOWEST_START
        while (found := re.search(pattern, self.said)) is None:
            assert self.process.poll() is None, self.said
            assert time.monotonic() < limit, self.said
            time.sleep(0.05)
        return found[0]

    def listening(self) -> set[tuple[str, int]]:
        """Where it and its children listen."""
        suite = psutil.Process(self.process.pid)
        found = set()
        for process in (suite, *suite.children(recursive=True)):
            # A child that came for a moment may have gone since it was listed.
            with contextlib.suppress(psutil.NoSuchProcess):
                sockets = process.net_connections("tcp")
                found.update((*each.laddr,) for each in sockets if each.status == psutil.CONN_LISTEN)
        return found


@contextlib.contextmanager
def running(data: Path, *words: str, **environ: str) -> Iterator[Running]:
    """Start, and end what is still there afterwards."""
    one = Running(data, *words, **environ)
    try:
        yield one
    finally:
        if one.process.poll() is None:
            one.process.send_signal(signal.SIGTERM)
        one.process.wait(PATIENCE_S)


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_hall_and_assessor_start_together_and_end_together(tmp_path: Path, number: signal.Signals) -> None:
    with running(tmp_path / "data", "--no-browser") as suite:
        assessor = suite.wait_for(r"Assessor .*: http://127\.0\.0\.1:\d+/lab\?token=\S+")
        suite.wait_for(LINK.pattern)
        children = psutil.Process(suite.process.pid).children(recursive=True)
        port = int(re.search(r":(\d+)/lab", assessor)[1])  # type: ignore[index]
        assert port >= suite.assessor_port
        # This computer only: nothing was said of the network, and nothing listens to it.
        assert f"Trainees, on this computer only: http://127.0.0.1:{suite.port}/" in suite.said
        listening = suite.listening()
        assert {("127.0.0.1", suite.port), ("127.0.0.1", port)} <= listening
        assert {ip for ip, _ in listening} == {"127.0.0.1"}
        suite.process.send_signal(number)
        assert suite.process.wait(PATIENCE_S) == 0
        _, alive = psutil.wait_procs(children, timeout=PATIENCE_S)
        assert alive == []
        assert "Traceback" not in suite.said


def test_with_lan_phones_get_the_address_and_its_qr(tmp_path: Path) -> None:
    with running(tmp_path / "data", "hall", "--lan", "--no-browser") as suite:
        suite.wait_for(r"Trainees, with their phones.*|No network was found.*")
        assert ("0.0.0.0", suite.port) in suite.listening()
        found = own_ways()
        if found:
            suite.wait_for(re.escape(f"http://{found[0].ip}:{suite.port}/"))
            suite.wait_for("▀")
        with (
            pytest.raises(HallRuns, match="the hall of this folder is running; wait"),
            without_hall(tmp_path / "data", "wait"),
        ):
            pass
        # The facilitator's link stays one for this computer.
        assert LINK.search(suite.said)


def test_the_browser_opens_at_new_class(tmp_path: Path) -> None:
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" > {tmp_path}/opened.new && mv {tmp_path}/opened.new {tmp_path}/opened\n')
    browser.chmod(0o755)
    with running(tmp_path / "data", "hall", BROWSER=f"{browser} %s", DISPLAY=":0") as suite:
        link = suite.wait_for(LINK.pattern)
        until((tmp_path / "opened").exists)
        assert (tmp_path / "opened").read_text().strip() == link
        jar = urllib.request.HTTPCookieProcessor(CookieJar())
        with urllib.request.build_opener(urllib.request.ProxyHandler({}), jar).open(link, timeout=PATIENCE_S) as answer:
            assert answer.url == f"http://127.0.0.1:{suite.port}/en/facilitator/new"


def refused(data: Path, port: int) -> str:
    """Start another hall, which ends with one sentence and nothing else."""
    command = [sys.executable, "-m", "caunoi.cli", "hall", "--no-browser", "--port", str(port), "--data", str(data)]
    ended = subprocess.run(command, capture_output=True, check=False, text=True, timeout=2 * PATIENCE_S)
    assert ended.returncode == 1
    assert ended.stdout == ""
    (sentence,) = ended.stderr.strip().splitlines()
    return sentence


def test_a_busy_port_or_folder_is_one_sentence_and_leaves_the_first_ones_link_alone(tmp_path: Path) -> None:
    with running(tmp_path / "data", "hall", "--no-browser") as first:
        link = first.wait_for(LINK.pattern)
        sentence = refused(tmp_path / "other", first.port)
        assert f"port {first.port}" in sentence
        assert "--port" in sentence
        for port in (first.port, free_port()):  # another port would only hide that there are two
            sentence = refused(tmp_path / "data", port)
            assert f"{tmp_path / 'data'}: the hall of this folder is running already" in sentence
            assert "--data" in sentence
        jar = urllib.request.HTTPCookieProcessor(CookieJar())
        with urllib.request.build_opener(urllib.request.ProxyHandler({}), jar).open(link, timeout=PATIENCE_S) as answer:
            assert "/facilitator/" in answer.url


# Whoever runs the tests as root gives the privilege up once all is imported; others never had it.
WITHOUT_PRIVILEGE = """
import os, sys
import caunoi.cli, caunoi.serving, alembic.command, alembic.script, assessments.course, assessments.bridge
import assessments.guide, assessments.results, assessments.grade, encodings.idna
from caunoi.i18n import translator
translator("vi")
if os.geteuid() == 0:
    os.setgroups([]); os.setgid(65534); os.setuid(65534)
sys.argv = ["caunoi", *sys.argv[1:]]
caunoi.cli.main()
"""


@pytest.mark.skipif(os.name == "nt", reason="permissions of POSIX; the Windows side is not tried")
@pytest.mark.parametrize("made", [True, False], ids=["an empty folder", "no folder yet"])
def test_a_data_folder_that_is_read_only_is_one_sentence(tmp_path: Path, made: bool) -> None:
    for folder in (tmp_path, *tmp_path.parents):
        if folder.stat().st_uid == os.geteuid() and folder != Path("/"):
            folder.chmod(folder.stat().st_mode | 0o111)
    outer = tmp_path / "outer"
    outer.mkdir()
    data = outer / "data"
    if made:
        data.mkdir()
        data.chmod(0o555)
    outer.chmod(0o555)
    try:
        command = [sys.executable, "-c", WITHOUT_PRIVILEGE, "hall", "--no-browser", "--port", str(free_port())]
        ended = subprocess.run([*command, "--data", str(data)], capture_output=True, check=False, text=True)
    finally:
        outer.chmod(0o755)
    assert ended.returncode == 1, ended.stderr
    (sentence,) = ended.stderr.strip().splitlines()
    assert str(data) in sentence
    assert "--data" in sentence
