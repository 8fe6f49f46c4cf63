"""How long a test waits for what another thread, process or page is about to do: patience, never a measure."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

# The machine that runs the tests has two cores and other work.
PATIENCE_S = 90

Found = TypeVar("Found")


def until(
    holds: Callable[[], Found], what: str = "it never came true", rest: Callable[[], object] = lambda: time.sleep(0.02)
) -> Found:
    """Wait until it holds, and give what it gave; `what` says what was missed, `rest` is done between two looks."""
    limit = time.monotonic() + PATIENCE_S
    while not (found := holds()):
        assert time.monotonic() < limit, what
        rest()
    return found
