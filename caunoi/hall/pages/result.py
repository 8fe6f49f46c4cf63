"""What a trainee gets back: points, a person's words, what to practise; never a key."""

from __future__ import annotations

from caunoi.hall.pages.advice import practise, task_results
from caunoi.hall.pages.page import Page
from caunoi.web.answer import Problem


class Result(Page):
    """GET /result/<name>."""

    async def get(self, name: str) -> None:
        session = self.require("trainee")
        record = self.class_record
        library = self.library(record) if record else None
        if record is None or library is None or session.trainee_id is None or name not in library.assessments:
            raise Problem(404, "no-result", self._("There is no result at this address."))
        rows = await self.off_loop(self.services.results, record.id, session.trainee_id)
        tasks = task_results(rows or (), name, self.lang)
        self.render(
            "result.html",
            record=record,
            title=library.assessments[name].title.of(self.lang),
            tasks=tasks,
            practices=practise(library, name, tasks, self.lang),
        )
