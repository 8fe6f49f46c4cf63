"""What a trainee gets back: points, a person's words, what to practise; never a key."""

from __future__ import annotations

from caunoi.hall.pages.advice import attempt_read, attempt_results, practise, task_results
from caunoi.hall.pages.page import Page
from caunoi.hall.pages.retaking import offer_of, returned_attempts
from caunoi.hall.records import utc_now
from caunoi.web.answer import Refused


class Result(Page):
    """GET /result/<name>[?attempt=]: the attempt that counts, or another that was given back."""

    async def get(self, name: str) -> None:
        session = self.require("trainee")
        record = self.class_record
        library = self.library(record) if record else None
        if record is None or library is None or session.trainee_id is None or name not in library.assessments:
            raise Refused(404, "no-result", self._("There is no result at this address."))
        rows = await self.off_loop(self.services.results, record.id, session.trainee_id) or ()
        attempts = attempt_results(rows, name)
        read = attempt_read(attempts, self.get_query_argument("attempt", "")[:4])
        tasks = task_results(rows, name, read, self.lang)
        latest = await self.off_loop(self.store.attempts.find, record.id, session.trainee_id, f"assessment/{name}")
        offered = None
        if latest is not None:
            pace, returned = self.store.paces.of_class(record.id), returned_attempts(rows)
            offered = offer_of(self.group(record), library, pace, latest, session.trainee_id, returned, utc_now())
        self.render(
            "result.html",
            record=record,
            name=name,
            title=library.assessments[name].title.of(self.lang),
            attempts=attempts,
            read=read,
            offer=offered,
            tasks=tasks,
            practices=practise(library, name, tasks, self.lang),
        )
