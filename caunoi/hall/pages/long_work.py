"""Work of a form that takes longer than a browser should be kept waiting: it goes on, a page shows how far it is."""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from caunoi.errors import CauNoiError
from caunoi.hall.pages.page import FacilitatorPage
from caunoi.hall.services import Tell
from caunoi.web.answer import Refused

log = logging.getLogger("caunoi.hall")

# What is done within this time needs no page of its own.
SOON_S = 2.0

EVERY_S = 2
MOST_KEPT = 50


@dataclass
class Work:
    """One piece of work: how far it is, and where it leads or what went wrong when it has ended."""

    id: str = field(default_factory=lambda: secrets.token_urlsafe(12))
    done: int = 0
    total: int = 0
    leads_to: str = ""
    trouble: str = ""
    task: asyncio.Task[None] | None = None

    def tell(self, done: int, total: int) -> None:
        """How far it is; may be called from any thread."""
        self.done, self.total = done, total

    async def wait(self, within_s: float) -> None:
        """Until it has ended, or so many seconds."""
        if self.task is not None:
            await asyncio.wait({self.task}, timeout=within_s)


class LongWork:
    """The work of all facilitators since the hall was started; on the event loop only."""

    def __init__(self) -> None:
        self._known: dict[str, Work] = {}

    def start(self, does: Callable[[Tell], Awaitable[str]]) -> Work:
        """Begin; `does` is given what it tells its progress to and gives the page it leads to."""
        work = Work()
        while len(self._known) >= MOST_KEPT:
            self._known.pop(next(iter(self._known)))
        self._known[work.id] = work
        work.task = asyncio.get_running_loop().create_task(self._run(work, does))
        return work

    def get(self, work_id: str) -> Work | None:
        """The work of an id."""
        return self._known.get(work_id)

    async def _run(self, work: Work, does: Callable[[Tell], Awaitable[str]]) -> None:
        try:
            work.leads_to = await does(work.tell)
        except CauNoiError as error:
            log.error("%s", error)
            work.trouble = str(error)
        except Exception:
            work.trouble = "this broke off; the hall's log says why"
            raise


LONG_WORK = LongWork()


class Working(FacilitatorPage):
    """GET /facilitator/working/<id>: how far it is; leads on by itself when it is done."""

    def get(self, work_id: str) -> None:
        work = LONG_WORK.get(work_id)
        if work is None:
            raise Refused(404, "no-work", self._("There is nothing at this address."))
        if work.leads_to:
            self.go(work.leads_to)
            return
        if not work.trouble:
            # A header and not an element of the page: it works without a script, and the page has nothing that jumps.
            self.set_header("Refresh", str(EVERY_S))
        self.render("working.html", work=work)
