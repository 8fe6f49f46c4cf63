"""From the store to the course folder: what was handed in is filed at once, and again until it has arrived."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable
from typing import Any

from caunoi.errors import StoreError
from caunoi.hall.records import AttemptRecord
from caunoi.hall.services import Submit
from caunoi.hall.store import Store

log = logging.getLogger("caunoi.hall")

AGAIN_AFTER_S = 60.0


class Delivery:
    """Files submissions one after the other in a thread; a failed one stays in the store as undelivered."""

    def __init__(
        self,
        store: Store,
        submit: Submit,
        off_loop: Callable[..., Awaitable[Any]],
        again_after_s: float = AGAIN_AFTER_S,
    ) -> None:
        self._store = store
        self._submit = submit
        self._off_loop = off_loop
        self._again_after_s = again_after_s
        self._wake = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin, with what an earlier run of the hall left behind."""
        self._wake.set()
        self._task = asyncio.get_running_loop().create_task(self._work())

    def wake(self) -> None:
        """Somebody has handed something in."""
        self._wake.set()

    async def close(self) -> None:
        """Stop after the submission in hand; the rest waits in the store."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _work(self) -> None:
        while True:
            # Not wait_for: before Python 3.12 it can swallow the cancellation that ends this task.
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(self._again_after_s):
                    await self._wake.wait()
            self._wake.clear()
            try:
                for attempt in await self._off_loop(self._store.attempts.undelivered):
                    await asyncio.shield(asyncio.ensure_future(self._off_loop(self._deliver, attempt)))
            except StoreError as error:
                log.error("submissions wait in the store: %s", error)

    def _deliver(self, attempt: AttemptRecord) -> None:
        try:
            record = self._store.classes.get(attempt.class_id)
            trainee = self._store.people.get(attempt.class_id, attempt.trainee_id)
            self._submit(record, trainee, attempt, self._store.events.counted(attempt))
        except Exception as error:  # noqa: BLE001, another room's door: whatever it raises, the submission is tried again
            log.error(
                "%s of trainee %s in class %s is handed in and waits in the store: %s",
                attempt.page,
                attempt.trainee_id,
                attempt.class_id,
                error,
            )
            return
        self._store.attempts.delivered(attempt.id)
