"""Taking an assessment again: what a trainee is offered, and the button that begins another attempt."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from caunoi.content import Library
from caunoi.coursework.retakes import retakes_of
from caunoi.hall.pace import Pace
from caunoi.hall.pages.page import Page
from caunoi.hall.records import AttemptRecord, ProgressRow, utc_now
from caunoi.hall.retakes import Offer, offer
from caunoi.model.course import ClassFile
from caunoi.web.answer import Refused


def returned_attempts(results: Iterable[Mapping[str, Any]] | None) -> dict[str, frozenset[int]]:
    """The attempts whose results were given back, by assessment; `results` as the assessments' room reports them."""
    found: dict[str, set[int]] = {}
    for row in results or ():
        if row["state"] == "returned":
            found.setdefault(row["assessment"], set()).add(row["attempt"])
    return {name: frozenset(numbers) for name, numbers in found.items()}


def offer_of(
    group: ClassFile,
    library: Library,
    pace: Pace,
    latest: ProgressRow | AttemptRecord,
    trainee: str,
    returned: Mapping[str, frozenset[int]],
    now: datetime,
) -> Offer | None:
    """What somebody is offered after their latest attempt at a page, None while that is open or for a lesson."""
    name = latest.page.removeprefix("assessment/")
    if latest.submitted_at is None or name not in library.assessments:
        return None
    found = offer(
        retakes_of(group, library, name),
        latest.number,
        latest.submitted_at,
        returned=latest.number in returned.get(name, ()),
        granted_at=pace.grants.get((latest.page, trainee)),
        now=now,
    )
    deadline = pace.deadline(latest.page, trainee)
    closed = pace.is_locked(latest.page, trainee) or (deadline is not None and deadline <= now)
    return Offer(found.number, found.of, found.counts, "closed") if closed and found.state == "open" else found


class Again(Page):
    """POST /again/<name> with the number of the attempt that is over: begins the next, once, on however many phones."""

    async def post(self, name: str) -> None:
        self.require("trainee")
        record, trainee = self.class_record, self.trainee
        page = f"assessment/{name}"
        if record is None or trainee is None:
            raise Refused(404, "no-page", self._("This page does not exist any more."))
        latest = await self.off_loop(self.store.attempts.find, record.id, trainee.id, page)
        if latest is None or self.typed("attempt") != str(latest.number):
            self.go(page)  # pressed twice, or on another phone as well: there is the attempt
            return
        library, group = self.library(record), self.group(record)
        results = await self.off_loop(self.services.results, record.id, trainee.id)
        pace = self.store.paces.of_class(record.id)
        offered = offer_of(group, library, pace, latest, trainee.id, returned_attempts(results), utc_now())
        if offered is None or offered.state != "open":
            self.go("")  # the list says why, and from when on
            return
        await self.off_loop(self.store.attempts.open_again, latest, library.digest)
        self.hall.news.tell(record.id, "opened", trainee.id)
        self.go(page)
