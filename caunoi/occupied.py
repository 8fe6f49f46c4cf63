"""Whether a hall works in a data folder: it holds a lock there, which the system takes back however the hall ends."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from caunoi.errors import CauNoiError
from caunoi.first_start.lock import held

FILE = "hall.lock"


class HallRuns(CauNoiError):
    """Something that is for a folder without its hall, another hall for one, while the hall works there."""


@contextlib.contextmanager
def hall_works(data: Path) -> Iterator[None]:
    """Let others know, while the block lasts, that a hall works in this folder.

    Raises HallRuns where one does already: each remembers what it has stored, and knows nothing of the other's.
    """
    with held(data / FILE) as alone:
        if not alone:
            raise HallRuns(
                f"{data}: the hall of this folder is running already; use the one that runs, or choose another folder "
                "with --data."
            )
        yield


@contextlib.contextmanager
def without_hall(data: Path, instead: str) -> Iterator[None]:
    """Work in a folder whose hall is not running. Raises HallRuns, which says what to do `instead`."""
    with contextlib.ExitStack() as last:
        if data.is_dir() and not last.enter_context(held(data / FILE)):
            raise HallRuns(f"{data}: the hall of this folder is running; {instead}")
        yield
