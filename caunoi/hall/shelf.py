"""Rendered pages: each made once however many wait, a page somebody asks for before those made in advance."""

from __future__ import annotations

import asyncio
import heapq
import logging
import time
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from caunoi.hall.fingerprint import Fingerprint
from caunoi.hall.light_page import Page, PageFailed, PageSource

log = logging.getLogger("caunoi.hall")

# An author who mends a notebook should not wait, a hall that asks for a broken one should not start sixty kernels.
FAILURE_KEPT_S = 5.0

# Old versions go: an author's hundred edits are a hundred pages.
MOST_PAGES = 500

Render = Callable[[PageSource], Awaitable[Page]]
Rest = Callable[[], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Key:
    """What makes a page the same page."""

    notebook: Path
    lang: str
    digest: str


class Shelf:
    """The cache of pages of one hall; `code` and the content it always sees are in every key.

    `rest` is called when no page is waited for any more.
    """

    def __init__(self, render: Render, rest: Rest, code: Iterable[Path]) -> None:
        self._render = render
        self._rest = rest
        self._code = tuple(code)
        self._prints: dict[tuple[Path, ...], Fingerprint] = {}
        self._done: dict[Key, Page] = {}
        self._failed: dict[Key, tuple[float, PageFailed]] = {}
        self._waiting: dict[Key, asyncio.Future[Page]] = {}
        self._line: list[tuple[int, int, Key, PageSource]] = []
        self._order = count()
        self._worker: asyncio.Task[None] | None = None

    async def page(self, source: PageSource) -> Page:
        """The page of a source, rendered now if it is not there; raises PageFailed."""
        return await asyncio.shield(self._wanted(source, asked=True))

    def ready(self, source: PageSource) -> Page | None:
        """The page of a source if it is made already."""
        return self._done.get(self._key(source))

    def warm(self, sources: Iterable[PageSource]) -> None:
        """Make pages in advance, one after the other, each after all that somebody asks for."""
        for source in sources:
            self._wanted(source, asked=False).add_done_callback(_look_at_failure)

    async def close(self) -> None:
        """Give up what is not made yet."""
        self._line.clear()
        if self._worker is not None:
            self._worker.cancel()
            await asyncio.gather(self._worker, return_exceptions=True)
        for future in self._waiting.values():
            future.cancel()

    def _wanted(self, source: PageSource, asked: bool) -> asyncio.Future[Page]:
        key = self._key(source)
        ready: asyncio.Future[Page] = asyncio.get_running_loop().create_future()
        if key in self._done:
            ready.set_result(self._done[key])
            return ready
        failed = self._failed.get(key)
        if failed is not None and time.monotonic() - failed[0] < FAILURE_KEPT_S:
            ready.set_exception(failed[1])
            return ready
        future = self._waiting.get(key)
        if future is None:
            future = self._waiting[key] = ready
            heapq.heappush(self._line, (0 if asked else 1, next(self._order), key, source))
        elif asked:
            # Its place in the line moves up; the older entry is passed over when its turn comes.
            heapq.heappush(self._line, (0, next(self._order), key, source))
        if self._worker is None or self._worker.done():
            self._worker = asyncio.get_running_loop().create_task(self._work())
        return future

    async def _work(self) -> None:
        while self._line:
            await self._make_all()
            await self._rest()  # meanwhile somebody may have asked for another one

    async def _make_all(self) -> None:
        while self._line:
            _, _, key, source = heapq.heappop(self._line)
            future = self._waiting.get(key)
            if future is None or future.done():
                continue
            try:
                page = await self._render_steadily(key, source)
            except PageFailed as error:
                log.error("%s", error)
                self._failed[key] = (time.monotonic(), error)
                future.set_exception(error)
            except Exception as error:  # a mistake of ours must not leave people waiting for ever
                log.exception("rendering %s failed", source.notebook.name)
                future.set_exception(PageFailed(f"{source.notebook.name}: {error}"))
            else:
                future.set_result(page)
            finally:
                self._waiting.pop(key, None)

    async def _render_steadily(self, key: Key, source: PageSource) -> Page:
        """Render; a page during which a file was changed is shown once and not kept."""
        page = await self._render(source)
        if self._key(source, now=True) == key:
            while len(self._done) >= MOST_PAGES:
                self._done.pop(next(iter(self._done)))
            self._done[key] = page
        return page

    def _key(self, source: PageSource, now: bool = False) -> Key:
        folders = (*self._code, *source.content)
        if folders not in self._prints:
            self._prints[folders] = Fingerprint(folders)
        return Key(source.notebook, source.lang, self._prints[folders].digest(now))


def _look_at_failure(future: asyncio.Future[Page]) -> None:
    """The failure of a page made in advance was logged already; asking for it keeps asyncio from complaining."""
    if not future.cancelled():
        future.exception()
