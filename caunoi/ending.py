"""How our programs end: in order, whoever asks for it."""

from __future__ import annotations

import asyncio
import contextlib
import signal
from collections.abc import Coroutine, Iterator
from types import FrameType
from typing import Any


@contextlib.contextmanager
def ended_by_signals() -> Iterator[None]:
    """Let SIGTERM end us as Ctrl-C does, with everything in `finally` done."""

    def interrupt(_number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


async def until_signal(serving: Coroutine[Any, Any, None]) -> None:
    """Await a server that runs until it is cancelled; cancel it on Ctrl-C or SIGTERM, so that its `finally` runs."""
    task = asyncio.ensure_future(serving)
    for number in (signal.SIGINT, signal.SIGTERM):
        try:
            asyncio.get_running_loop().add_signal_handler(number, task.cancel)
        except NotImplementedError:  # Windows: KeyboardInterrupt ends the loop there
            break
    with contextlib.suppress(asyncio.CancelledError):
        await task
