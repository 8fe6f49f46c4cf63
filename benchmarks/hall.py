"""Our side of the comparison: the hall with one class, and a signed-in visitor who does what page.js does."""

from __future__ import annotations

import asyncio
import json
import re
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tornado.httpclient import AsyncHTTPClient, HTTPRequest, HTTPResponse

from benchmarks.process import Server, free_port
from caunoi.hall.records import NewTrainee
from caunoi.hall.store import Store
from caunoi.web.security import session_cookie

LESSON = "lesson/01-portal/file-for-grandmother"
ASSET = re.compile(r"/assets/[0-9a-f]{16}\.(?:js|css)")
PATIENCE = 180.0


@dataclass(frozen=True)
class Opened:
    """A hall that answers, and one session cookie per person of its class."""

    server: Server
    cookies: tuple[str, ...]


def start(data: Path, log: Path, people: int) -> Opened:
    """Start a hall with a class of this many people who have already signed in."""
    with Store(data) as store:
        record = store.classes.open(name="Đo tốc độ", place="Suối Mơ", day="2026-01-15", lang="vi")
        rows = [NewTrainee(card=f"{number:03d}", name=f"Người {number:03d}") for number in range(1, people + 1)]
        store.people.add(record.id, rows)
        tokens = [store.sessions.open("trainee", record.id, row.card) for row in rows]
    server = serve(data, log)
    name = session_cookie(int(server.url.rpartition(":")[2]))
    return Opened(server, tuple(f"{name}={token}" for token in tokens))


def serve(data: Path, log: Path) -> Server:
    """Start a hall over a data folder, on a free port of the loopback interface."""
    port = free_port()
    command = [sys.executable, "-m", "caunoi.cli", "hall", "--port", str(port), "--data", str(data), "--no-browser"]
    with log.open("wb") as out:
        process = subprocess.Popen(command, stdout=out, stderr=out, start_new_session=True)
    return Server(process, f"http://127.0.0.1:{port}", log)


async def visit(base: str, cookie: str) -> tuple[float, float]:
    """One arrival: seconds to the page with all its modules, and seconds to the first acknowledged event."""
    begun = time.perf_counter()
    page = await _get(base + f"/vi/{LESSON}", cookie)
    names = sorted(set(ASSET.findall(page.body.decode("utf-8"))))
    await asyncio.gather(*(_get(base + name, cookie) for name in names))
    complete = time.perf_counter() - begun
    answer = await _get(base + f"/api/attempt?page={LESSON}&writer=new", cookie)
    attempt = json.loads(answer.body)
    given = [line.split(";")[0] for line in answer.headers.get_list("Set-Cookie")]
    headers = {"Cookie": "; ".join([cookie, *given]), "X-XSRFToken": attempt["xsrf"]}
    event = {"n": 1, "task": "mockup/land-first-for-grandmother/guided", "event": {"do": "sign-in"}, "at_ms": 0}
    body = {"attempt": attempt["attempt"], "writer": attempt["writer"], "since": 0, "events": [event]}
    acknowledged = (await _post(base + "/api/events", body, headers))["acknowledged"]
    assert acknowledged == 1, f"the hall acknowledged {acknowledged} of 1 event"
    return complete, time.perf_counter() - begun


async def _get(url: str, cookie: str) -> HTTPResponse:
    request = HTTPRequest(url, headers={"Cookie": cookie}, request_timeout=PATIENCE, decompress_response=True)
    return await AsyncHTTPClient().fetch(request)


async def _post(url: str, body: dict[str, Any], headers: dict[str, str]) -> Any:
    whole = headers | {"Content-Type": "application/json"}
    request = HTTPRequest(url, "POST", headers=whole, body=json.dumps(body), request_timeout=PATIENCE)
    return json.loads((await AsyncHTTPClient().fetch(request)).body)
