"""What a facilitator sets going after a class: grading, the written answers, giving results back, the report."""

from __future__ import annotations

from caunoi.errors import CauNoiError
from caunoi.hall.pages.jobs import JOBS, JobRunning
from caunoi.hall.pages.page import ClassPage
from caunoi.hall.pages.reports import POLICY
from caunoi.hall.reach import is_loopback
from caunoi.web.answer import Refused


class Run(ClassPage):
    """POST /facilitator/class/<id>/run with `job`: grade, return or report."""

    async def post(self, class_id: str) -> None:
        name = self.typed("job")
        command = self.services.jobs.get(name)
        if command is None:
            raise Refused(400, "no-job", self._("The hall does not know this work."))
        try:
            JOBS.start(self.record.id, name, command(self.record.id))
        except JobRunning as error:
            raise Refused(409, "busy", self._("This class is busy with other work. Wait until it is done.")) from error
        self.go(f"facilitator/class/{self.record.id}#work")


class Written(ClassPage):
    """GET .../written: nbgrader's formgrader, which listens on this computer only."""

    get_acts = True

    async def get(self, class_id: str) -> None:
        open_assessor = self.services.open_assessor
        if open_assessor is None or not is_loopback(self.request.host):
            raise Refused(
                403, "other-computer", self._("Written answers are graded on the computer where the hall was started.")
            )
        try:
            address = await self.off_loop(open_assessor, self.record.id)
        except CauNoiError as error:
            raise Refused(503, "no-assessor", str(error)) from error
        self.redirect(address, status=303)


class GradingGuide(ClassPage):
    """GET .../grading-guide: what a good written answer holds, with its points."""

    async def get(self, class_id: str) -> None:
        guide = self.services.grading_guide
        if guide is None:
            raise Refused(404, "no-guide", self._("There is no grading guide for this class."))
        html = await self.off_loop(guide, self.record.id, self.lang)
        self.set_header("Content-Type", "text/html; charset=UTF-8")
        self.set_header("Content-Security-Policy", POLICY)
        self.finish(html)
