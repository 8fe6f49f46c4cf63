"""What happens in a class, told inside the hall: whoever waits wakes, and what came meanwhile is heard at once."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Literal

Topic = Literal["pace", "joined", "opened", "events", "submitted", "presence"]


@dataclass(frozen=True, slots=True)
class Item:
    """That something happened, not what: the reader asks the store. `trainee` is empty where it concerns everybody."""

    topic: Topic
    trainee: str = ""


class Listener:
    """One who waits for the news of a class; what is told several times before it is heard is heard once."""

    def __init__(self, topics: Collection[Topic]) -> None:
        self._topics = frozenset(topics)
        self._heard: set[Item] = set()
        self._wake = asyncio.Event()
        self._closed = False

    def tell(self, item: Item) -> None:
        """Keep one item, if it is wanted."""
        if item.topic in self._topics:
            self._heard.add(item)
            self._wake.set()

    def close(self) -> None:
        """Nothing more will come: who waits is told so."""
        self._closed = True
        self._wake.set()

    @property
    def closed(self) -> bool:
        """Whether the news have ended."""
        return self._closed

    async def next(self, within_s: float) -> frozenset[Item]:
        """All that was told since the last call; empty when nothing was within so many seconds, or at the end."""
        # Not wait_for: before Python 3.12 it can swallow the cancellation of who waits.
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(within_s):
                await self._wake.wait()
        heard = frozenset(self._heard)
        self._heard.clear()
        if not self._closed:
            self._wake.clear()
        return heard


class News:
    """The news of all classes of one hall; it remembers nothing, so who listens reads the state first."""

    def __init__(self) -> None:
        self._listeners: dict[str, set[Listener]] = {}
        self._loop: asyncio.AbstractEventLoop | None = None

    def start(self) -> None:
        """Begin on the running event loop."""
        self._loop = asyncio.get_running_loop()

    def tell(self, class_id: str, topic: Topic, trainee: str = "") -> None:
        """Something happened in a class; may be called from any thread."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._tell, class_id, Item(topic, trainee))

    @contextlib.contextmanager
    def listening(self, class_id: str, *topics: Topic) -> Iterator[Listener]:
        """Listen to a class while the block lasts; on the event loop only."""
        listener = Listener(topics)
        listeners = self._listeners.setdefault(class_id, set())
        listeners.add(listener)
        try:
            yield listener
        finally:
            listeners.discard(listener)
            if not listeners:
                self._listeners.pop(class_id, None)

    def close(self) -> None:
        """Wake everybody for the last time."""
        for listeners in self._listeners.values():
            for listener in listeners:
                listener.close()

    def _tell(self, class_id: str, item: Item) -> None:
        for listener in self._listeners.get(class_id, ()):
            listener.tell(item)
