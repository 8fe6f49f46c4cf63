"""Looks after the analyses that run: makes them ready in turn and ends what is idle, too large, dead or left."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import shutil
import time
from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any

import psutil
from jupyter_core.utils import ensure_async
from tornado.web import HTTPError

from caunoi.errors import CauNoiError
from caunoi.hall.analyses.class_copy import copy_class
from caunoi.hall.analyses.seats import Seat, Seats, Why, Wish

if TYPE_CHECKING:
    from caunoi.hall.app import Hall

log = logging.getLogger("caunoi.hall")

# How often it looks; a kernel that was killed shows on its page about this much later.
EVERY_S = 1.0
# A place that was given and is not taken, or whose page shows no sign of life: long enough for a slow network.
GONE_AFTER_S = 45.0
FOLDER = "analyses"
MEGABYTE = 1024 * 1024


class Attendant:
    """All analyses of a hall; on the event loop unless said. It does nothing and holds nothing until somebody asks."""

    def __init__(self, hall: Hall, clock: Callable[[], float] = time.monotonic) -> None:
        self._hall = hall
        self._clock = clock
        self._loop: asyncio.AbstractEventLoop | None = None
        self._watching: asyncio.Task[None] | None = None
        self._work: set[asyncio.Task[None]] = set()
        self._closed = False
        # Beside the data and not among temporary files, which may lie in memory and outlive a hall that was killed.
        self._folder = hall.settings.data / FOLDER
        self.seats = Seats(hall.settings.analyses)

    def start(self) -> None:
        """Remove what a hall that was killed has left behind."""
        shutil.rmtree(self._folder, ignore_errors=True)

    def ask(self, wish: Wish) -> Seat:
        """The seat of a wish, a new one at the end of the queue if there is none."""
        seat = self.seats.ask(wish, self._clock())
        self._let_in()
        return seat

    def still_waits(self, seat: Seat) -> None:
        """A page that waits has asked again."""
        seat.asked_at = self._clock()
        self._let_in()

    def again(self, old: Seat, wish: Wish) -> Seat:
        """The place of an analysis that is opened anew: the old kernel ends, a new one takes its place."""
        seat = self.seats.first(wish, self._clock())
        self.end(old, "anew")
        return seat

    def opened(self, seat: Seat) -> None:
        """Its page is being made."""
        seat.reach("open", self._clock())

    def being_made(self, seat: Seat) -> None:
        """A further piece of its page has been sent; a slow computer takes minutes before the page can connect."""
        seat.left_at = self._clock()

    def used(self, seat: Seat) -> None:
        """Somebody does something on its page."""
        seat.used_at = self._clock()

    def connected(self, seat: Seat, by: int) -> None:
        """A page of it has opened (1) or lost (-1) its connection."""
        seat.sockets += by
        seat.left_at = self._clock()

    def end(self, seat: Seat, why: Why) -> None:
        """Give its place to the next; the kernel and the copy of the class go at once."""
        if seat.ended:
            return
        self.seats.end(seat, why, self._clock())
        self._begin(self._clear(seat))
        self._let_in()

    def end_all_of(self, who: str) -> None:
        """Somebody signs out; may be called from any thread."""
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._end_all_of, who)

    async def close(self) -> None:
        """The hall closes: every kernel goes."""
        self._closed = True
        if self._watching is not None:
            self._watching.cancel()
        for seat in self.seats:
            self.end(seat, "closed")
        await asyncio.gather(*self._work, return_exceptions=True)

    def _let_in(self) -> None:
        if self._closed:
            return
        self._loop = asyncio.get_running_loop()
        for seat in self.seats.let_in(self._clock()):
            self._begin(self._prepare(seat))
        if self._watching is None and not self.seats.idle:
            self._watching = asyncio.get_running_loop().create_task(self._watch())

    def _end_all_of(self, who: str) -> None:
        for seat in self.seats:
            if seat.wish.who == who:
                self.end(seat, "closed")

    def _begin(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._work.add(task)
        task.add_done_callback(self._work.discard)

    async def _prepare(self, seat: Seat) -> None:
        hall, wish = self._hall, seat.wish
        folder = self._folder / seat.id
        try:
            notebook = hall.services.analyses[wish.analysis]
            await hall.off_loop(copy_class, hall.services.class_root(wish.class_id), notebook, wish.lang, folder)
        except (CauNoiError, OSError, KeyError) as error:
            log.error("An analysis of class %s could not be made ready: %s", wish.class_id, error)
            self.end(seat, "failed")
        finally:
            seat.folder = folder
        if seat.stage == "preparing":
            seat.reach("ready", self._clock())
        else:  # ended meanwhile
            await self._clear(seat)

    async def _clear(self, seat: Seat) -> None:
        kernel, seat.kernel = seat.kernel, None
        manager = self._hall.kernel_manager
        if kernel is not None and kernel in manager:
            # One that was killed from outside is as gone as we want it.
            with contextlib.suppress(HTTPError, KeyError, RuntimeError, asyncio.InvalidStateError):
                await ensure_async(manager.shutdown_kernel(kernel, now=True))
        if seat.folder is not None:
            await self._hall.off_loop(shutil.rmtree, seat.folder, ignore_errors=True)

    async def _watch(self) -> None:
        try:
            while not self.seats.idle:
                await asyncio.sleep(EVERY_S)
                for seat in self.seats:
                    why = await self._fault(seat)
                    if why is not None:
                        self.end(seat, why)
                self._let_in()
        finally:
            self._watching = None

    async def _fault(self, seat: Seat) -> Why | None:
        """Why a seat must be given up, None while all is well."""
        now = self._clock()
        if seat.stage == "ready" and now - seat.since > GONE_AFTER_S:
            return "closed"
        if seat.stage != "open":
            return None
        if seat.kernel is not None:
            manager = self._hall.kernel_manager
            kernel = manager.get_kernel(seat.kernel) if seat.kernel in manager else None
            if kernel is None or not await ensure_async(kernel.is_alive()):
                return "died"
            if _megabytes(kernel) > self._hall.settings.analysis_megabytes:
                return "memory"
            busy = getattr(kernel, "execution_state", "") == "busy"
            if not busy and now - seat.used_at > self._hall.settings.analysis_minutes * 60:
                return "idle"
        if seat.sockets == 0 and now - seat.left_at > GONE_AFTER_S:
            return "closed"
        return None


def _megabytes(kernel: object) -> float:
    """What a kernel and its children hold in memory; 0 when it has gone or nobody knows."""
    pid = getattr(getattr(kernel, "provisioner", None), "pid", None)
    if pid is None:
        return 0.0
    try:
        process = psutil.Process(pid)
        family = [process, *process.children(recursive=True)]
        return sum(each.memory_info().rss for each in family) / MEGABYTE
    except psutil.Error:
        return 0.0
