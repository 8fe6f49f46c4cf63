"""Does a whole workshop pass without an error, and does the store hold what every phone was told?"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tornado.httpclient import AsyncHTTPClient

from benchmarks.workshop import play


@pytest.fixture
def clients() -> Iterator[None]:
    """Tornado lets ten requests out at a time unless it is asked for more."""
    AsyncHTTPClient.configure(None, max_clients=1200)
    yield
    AsyncHTTPClient.configure(None)


@pytest.mark.slow
@pytest.mark.parametrize(("people", "minutes"), [(4, 0.4), pytest.param(60, 2.0, marks=pytest.mark.full)])
def test_a_workshop_has_no_error_and_everything_is_kept(
    tmp_path: Path, clients: None, people: int, minutes: float
) -> None:
    played = play(tmp_path, people, minutes, settled=False)
    assert played.notes.errors == []
    assert played.said == []
    assert len(played.notes.receipts) == people
    assert played.kept > 0
    assert played.wrong == 0
