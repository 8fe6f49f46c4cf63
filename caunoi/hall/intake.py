"""The doors that pages talk to: which attempt is it, take these events, hand it in."""

from __future__ import annotations

import contextlib
import re
from typing import Any

from caunoi.content import Library
from caunoi.hall.event_shape import (
    LARGEST_N,
    BadRequest,
    as_id,
    as_integer,
    read_events,
    read_object,
)
from caunoi.hall.handler import ApiHandler
from caunoi.hall.light_page import PageFailed, PageSource
from caunoi.hall.lots import option_orders, variants
from caunoi.hall.private import refuse_private
from caunoi.hall.records import AttemptRecord, ClassRecord, EventRecord, TraineeRecord, to_ms, utc_now
from caunoi.hall.refusals import AttemptFull, Conflict, Gaps, Submitted, UnknownAttempt, UnknownWriter
from caunoi.hall.room_state import room_state
from caunoi.hall.store.attempts import MOST_WRITERS
from caunoi.web.answer import Refused

PAGE = re.compile(r"lesson/([\w-]+)/([\w-]+)|assessment/([\w-]+)", re.ASCII)


class IntakeHandler(ApiHandler):
    """Knows the trainee, and that an attempt is theirs."""

    def signed_in(self) -> tuple[ClassRecord, TraineeRecord]:
        """The class and the trainee of the cookie; 401 without one, 403 for a facilitator, whose steps nobody keeps."""
        self.require("trainee", "facilitator")
        record, trainee = self.class_record, self.trainee
        if record is None or trainee is None:
            raise Refused(403, "not-trainee", self._("Steps are kept for trainees only. Sign in as one to keep them."))
        self.hall.presence.heard(record.id, trainee.id)
        return record, trainee

    @property
    def xsrf(self) -> str:
        """The forgery token that the page sends back with what it writes."""
        return self.xsrf_token.decode("ascii")

    def room(self, attempt: AttemptRecord) -> dict[str, Any]:
        """How the class stands, for the page of an attempt: so a phone whose stream is blocked hears it, too."""
        return room_state(self.store.paces.of_class(attempt.class_id), attempt.trainee_id, attempt.page)

    def body(self, *keys: str) -> dict[str, Any]:
        """The request's JSON object."""
        return read_object(self.request.body, keys)

    def own_attempt(self, attempt_id: Any) -> AttemptRecord:
        """The attempt of this id, if it is the signed-in trainee's; another's does not exist for them."""
        session = self.require("trainee")
        try:
            attempt = self.store.attempts.get(as_id(attempt_id, "body.attempt"))
        except UnknownAttempt as error:
            raise self._no_attempt() from error
        if (attempt.class_id, attempt.trainee_id) != (session.class_id, session.trainee_id):
            raise self._no_attempt()
        self.hall.presence.heard(attempt.class_id, attempt.trainee_id)
        return attempt

    async def tasks(self, class_id: str, page: str) -> tuple[str, ...]:
        """The tasks that stand on a page."""
        source = self.source(class_id, page)
        if source is None:
            if self.library(class_id, page).unreadable:
                raise self._page_failed()
            raise Refused(404, "no-page", self._("This page does not exist any more."))
        try:
            tasks = (await self.hall.shelf.page(source)).tasks
            self.hall.watch.note_tasks(class_id, page, tasks)
            return tasks
        except PageFailed as error:
            raise self._page_failed() from error

    def _page_failed(self) -> Refused:
        """It may be there again: a phone goes on asking and loses nothing."""
        message = self._("This page cannot be shown at the moment. Your steps are kept on this device.")
        return Refused(503, "page-failed", message)

    def version(self, attempt: AttemptRecord) -> str | None:
        """The version of the attempt's page as it is now; None while it is being made."""
        source = self.source(attempt.class_id, attempt.page)
        page = self.hall.shelf.ready(source) if source is not None else None
        return page.version if page is not None else None

    def source(self, class_id: str, page: str) -> PageSource | None:
        """Where a page comes from, None for a page that is none."""
        found = PAGE.fullmatch(page)
        if found is None:
            return None
        if found[3]:
            return self.hall.course.assessment(self.services.class_root(class_id), found[3], self.lang)
        return self.hall.course.lesson(found[1], found[2], self.lang)

    def library(self, class_id: str, page: str) -> Library:
        """The content a page is made of: an assessment's is what the class was opened with."""
        if page.startswith("assessment/"):
            return self.hall.course.class_library(self.services.class_root(class_id))
        return self.hall.course.library()

    def send_error(self, status_code: int = 500, **kwargs: Any) -> None:
        """A body that cannot be read is the sender's mistake: 400 with the place."""
        error = kwargs.get("exc_info", (None, None, None))[1]
        if isinstance(error, BadRequest):
            sentence = self._("{place}: {expectation} was expected; nothing of this was stored.")
            message = sentence.format(place=error.place, expectation=error.expectation)
            problem = Refused(400, "bad-request", message, place=error.place, expectation=error.expectation)
            kwargs["exc_info"] = (Refused, problem, None)
            status_code = 400
        super().send_error(status_code, **kwargs)

    def log_exception(self, typ: Any, value: BaseException | None, tb: Any) -> None:
        if not isinstance(value, BadRequest):
            super().log_exception(typ, value, tb)

    def attempt_full(self) -> Refused:
        """What is stored stays and counts; a page that hears this goes on showing it."""
        message = self._("No more steps are kept on this page. What was saved counts: go on elsewhere, or hand in.")
        return Refused(409, "attempt-full", message)

    def _no_attempt(self) -> Refused:
        return Refused(404, "no-attempt", self._("There is no such attempt. Open the page again."))


class Attempt(IntakeHandler):
    """GET /api/attempt?page=[&writer=new]: opens the attempt or finds it again, with all that was acknowledged.

    With `writer=new` the answer holds a writer of the page's own, as POST /api/writer gives one: far from the hall each
    question costs half a second.
    """

    get_acts = True

    async def get(self) -> None:
        record, trainee = self.signed_in()
        page = self.get_query_argument("page", "")
        tasks = await self.tasks(record.id, page)
        await self._refuse_locked(record.id, trainee.id, page)
        library = self.library(record.id, page)
        attempt = await self.off_loop(self.store.attempts.open, record.id, trainee.id, page, library.digest)
        events = await self.off_loop(self.store.events.of_attempt, attempt.id)
        writer = None
        if attempt.submitted_at is None and self.get_query_argument("writer", "") == "new":
            # A page that gets none can still be looked at.
            with contextlib.suppress(AttemptFull):
                writer = await self.off_loop(self.store.attempts.open_writer, attempt.id)
        self.hall.news.tell(record.id, "opened", trainee.id)
        self.json(
            {
                "writer": writer,
                "attempt": attempt.id,
                "page": page,
                "mode": page.split("/")[0],
                "trainee": {"name": trainee.name, "card": trainee.card},
                "submitted": submitted(attempt),
                "orders": option_orders(library, tasks, attempt.seed),
                "variants": variants(library, tasks, attempt.seed, self.lang),
                "events": [event_json(event) for event in events],
                "seq": events[-1].seq if events else 0,
                "now": self.now_ms,
                "xsrf": self.xsrf,
                "simulated": record.simulated,
                "room": self.room(attempt),
                "version": self.version(attempt),
            }
        )

    async def _refuse_locked(self, class_id: str, trainee_id: str, page: str) -> None:
        """403 for a page that is locked, or whose time was over before this trainee began.

        An attempt that exists is named, so that a phone sends what it still holds: locking loses no step.
        """
        pace = self.store.paces.of_class(class_id)
        deadline, locked = pace.deadline(page, trainee_id), pace.is_locked(page, trainee_id)
        over = deadline is not None and deadline <= utc_now()
        if not locked and not over:
            return
        attempt = await self.off_loop(self.store.attempts.find, class_id, trainee_id, page)
        if not locked and attempt is not None and await self._begun(attempt):
            return
        if locked:
            code, message = "locked", self._("This page is locked at the moment. The facilitator opens it again.")
        else:
            code, message = "over", self._("The time of this test is over. Tell the facilitator if you have not begun.")
        state = room_state(pace, trainee_id, page)
        raise Refused(403, code, message, attempt=attempt.id if attempt else None, xsrf=self.xsrf, room=state)

    async def _begun(self, attempt: AttemptRecord) -> bool:
        """Whether there is something to look at or to hand in."""
        return attempt.submitted_at is not None or bool(await self.off_loop(self.store.events.of_attempt, attempt.id))


class Writer(IntakeHandler):
    """POST /api/writer: a page that opens gets a number of its own to count its events under."""

    async def post(self) -> None:
        attempt = self.own_attempt(self.body("attempt")["attempt"])
        try:
            self.json({"writer": await self.off_loop(self.store.attempts.open_writer, attempt.id)})
        except AttemptFull as error:
            raise self.attempt_full() from error


class Events(IntakeHandler):
    """POST /api/events: takes a batch, all or nothing, and tells what other writers have added."""

    async def post(self) -> None:
        body = self.body("attempt", "writer", "since", "events")
        attempt = self.own_attempt(body["attempt"])
        writer = as_integer(body["writer"], "body.writer", 1, LARGEST_N)
        since = as_integer(body["since"], "body.since", 0)
        tasks = await self.tasks(attempt.class_id, attempt.page) if body["events"] else ()
        sent = read_events(body["events"], tasks)
        refuse_private(sent, lambda: self.library(attempt.class_id, attempt.page))
        try:
            done = await self.store.events.append(attempt.id, writer, sent, since)
        except UnknownWriter as error:
            raise Refused(409, "no-writer", self._("This page was opened anew elsewhere. Open it again.")) from error
        except Conflict as error:
            sentence = self._("Step {n} is stored already with another content. Open the page again.")
            raise Refused(409, "conflict", sentence.format(n=error.n), writer=error.writer, n=error.n) from error
        except AttemptFull as error:
            raise self.attempt_full() from error
        except Submitted as error:
            handed_in = self.store.attempts.get(attempt.id)
            message = self._("This was handed in already; nothing can be added to it.")
            raise Refused(409, "submitted", message, submitted=submitted(handed_in)) from error
        if sent:
            self.hall.news.tell(attempt.class_id, "events", attempt.trainee_id)
        self.json(
            {
                "acknowledged": done.acknowledged,
                "seq": done.seq,
                "seqs": {str(n): seq for n, seq in done.seqs.items()},
                "others": [event_json(event) for event in done.others],
                "submitted": submitted(done.submitted) if done.submitted else None,
                "now": self.now_ms,
                "room": self.room(attempt),
                "version": self.version(attempt),
            }
        )


class Submit(IntakeHandler):
    """POST /api/submit: hands an assessment in, once every stated event has arrived."""

    async def post(self) -> None:
        body = self.body("attempt", "last")
        attempt = self.own_attempt(body["attempt"])
        if not attempt.page.startswith("assessment/"):
            raise Refused(409, "not-an-assessment", self._("A lesson is not handed in; it is kept as it is."))
        try:
            done = await self.off_loop(self.store.attempts.submit, attempt.id, self._last(body["last"]))
        except Gaps as gaps:
            missing = {str(writer): list(ns) for writer, ns in gaps.missing.items()}
            message = self._("Some steps have not arrived yet. They are being sent; nothing is lost.")
            raise Refused(409, "gaps", message, gaps=missing) from gaps
        except UnknownWriter as error:
            raise Refused(409, "no-writer", self._("This page was opened anew elsewhere. Open it again.")) from error
        self.hall.delivery.wake()
        self.hall.news.tell(attempt.class_id, "submitted", attempt.trainee_id)
        self.json(submitted(done))

    def _last(self, value: Any) -> dict[int, int]:
        if not isinstance(value, dict) or len(value) > MOST_WRITERS:
            raise BadRequest("body.last", "an object of writers and their last n")
        last: dict[int, int] = {}
        for writer, n in value.items():
            if not writer.isascii() or not writer.isdigit() or len(writer) > 9:
                raise BadRequest(f"body.last.{writer[:20]}", "the number of a writer")
            last[int(writer)] = as_integer(n, f"body.last.{writer}", 0, LARGEST_N)
        return last


def submitted(attempt: AttemptRecord) -> dict[str, Any] | None:
    """When it was handed in and the receipt, None while it is open."""
    if attempt.submitted_at is None:
        return None
    return {"receipt": attempt.receipt, "at": to_ms(attempt.submitted_at)}


def event_json(event: EventRecord) -> dict[str, Any]:
    """An event as pages read it."""
    return {
        "seq": event.seq,
        "writer": event.writer,
        "n": event.n,
        "task": event.task,
        "event": event.event,
        "at_ms": event.at_ms,
    }


ROUTES: list[tuple[str, type[IntakeHandler]]] = [
    (r"/api/attempt", Attempt),
    (r"/api/writer", Writer),
    (r"/api/events", Events),
    (r"/api/submit", Submit),
]
