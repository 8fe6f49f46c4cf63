"""A file that one process holds at a time, such as an installation, for which an impatient second start waits."""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO


@contextlib.contextmanager
def alone(path: Path, waiting: Callable[[], None]) -> Iterator[None]:
    """Hold the lock file; `waiting` is called once if somebody else holds it. The system frees it when we die."""
    with path.open("a+b") as file:
        if not _try(file):
            waiting()
            while not _try(file):
                time.sleep(0.2)
        yield


@contextlib.contextmanager
def held(path: Path) -> Iterator[bool]:
    """Hold the lock file while the block lasts, if nobody else does; gives whether it is held."""
    with path.open("a+b") as file:
        yield _try(file)


if sys.platform == "win32":  # not tried on Windows
    import msvcrt

    def _try(file: IO[bytes]) -> bool:
        try:
            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _try(file: IO[bytes]) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
