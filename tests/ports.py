"""Ports for what is started by its number: no two tests get the same one, at once or one after the other."""

from __future__ import annotations

import itertools
import os
import re
import socket

# Below those that a system hands out by itself (Linux from 32768 on): what a killed hall has left is not given to
# somebody else before the next hall is there.
FIRST, EACH, WORKERS = 20_000, 1_000, 12

_worker = int(re.sub(r"\D", "", os.environ.get("PYTEST_XDIST_WORKER", "")) or 0) % WORKERS
_steps = itertools.count(os.getpid())


def free_port() -> int:
    """A port of the loopback interface that nobody listens on and that this run has not given out lately."""
    for _ in range(EACH):
        port = FIRST + _worker * EACH + next(_steps) % EACH
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise AssertionError(f"no port between {FIRST} and {FIRST + WORKERS * EACH} is free")
