"""Is a body that is too large refused in words, at no cost, with the connection still usable?"""

from __future__ import annotations

import http.client
import json
import sys
from collections.abc import Iterator

import pytest

from tests.patience import PATIENCE_S
from tests.server.running import Browser, RunningHall

MEGABYTE = 1024 * 1024


def chunks(size: int) -> Iterator[bytes]:
    piece = b"x" * 65_536
    for _ in range(size // len(piece)):
        yield piece


def peak_kilobytes() -> int:
    resource = pytest.importorskip("resource")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return int(peak // 1024 if sys.platform == "darwin" else peak)


@pytest.mark.parametrize("declared", [True, False], ids=["with-length", "chunked"])
@pytest.mark.parametrize("path", ["/api/events", "/vi/join", "/voila/tree", "/nothing"])
def test_fifty_megabytes_are_refused_in_json(hall: RunningHall, path: str, declared: bool) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", hall.port, timeout=PATIENCE_S)
    before = peak_kilobytes()
    size = 50 * MEGABYTE
    headers = {"Content-Length": str(size)} if declared else {"Transfer-Encoding": "chunked"}
    connection.request("POST", path, chunks(size), headers | {"X-Caunoi-Lang": "en"}, encode_chunked=not declared)
    answer = connection.getresponse()
    error = json.loads(answer.read())["error"]
    assert answer.status == 413
    assert error["code"] == "too-large"
    assert error["message"] == "This is too much at once; at most 256 kB are taken."
    assert answer.headers["Content-Security-Policy"]
    # The same connection goes on, and the body was never kept.
    connection.request("GET", "/api/attempt?page=x")
    assert connection.getresponse().status == 401
    connection.close()
    assert peak_kilobytes() - before < 30 * 1024


def test_limit_is_exact(trainee: Browser) -> None:
    trainee.open("lesson/start/first")
    largest = 256 * 1024
    assert trainee.post("/api/writer", b" " * largest).status == 400
    assert trainee.post("/api/writer", b" " * (largest + 1)).status == 413
