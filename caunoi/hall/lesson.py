"""The light pages: lessons for everybody who is signed in, assessments for the trainees of a class."""

from __future__ import annotations

from caunoi.hall.handler import BaseHandler
from caunoi.hall.light_page import PageFailed, PageSource
from caunoi.web.answer import Refused
from caunoi.web.assets import accepts_gzip


class LightPage(BaseHandler):
    """Sends a rendered page; its bytes are the same for all, who it is for is only in the API."""

    async def show(self, source: PageSource | None) -> None:
        """Finish with the page, 304 if the browser has it, 404 without a source, 500 if it cannot be made."""
        if source is None:
            raise Refused(404, "not-found", self._("There is nothing at this address."))
        try:
            page = await self.hall.shelf.page(source)
        except PageFailed as error:
            raise self.failed() from error
        self.set_header("Content-Type", "text/html; charset=UTF-8")
        # Kept by the browser, and asked about each time: who has signed out sees nothing.
        self.set_header("Cache-Control", "private, no-cache")
        self.set_header("Vary", "Accept-Encoding, Cookie")
        self.set_header("ETag", page.etag)
        if self.check_etag_header():
            self.set_status(304)
        elif accepts_gzip(self):
            self.set_header("Content-Encoding", "gzip")
            self.write(page.packed)
        else:
            self.write(page.body)

    def failed(self) -> Refused:
        """What is told of a page that is there and cannot be shown."""
        message = self._("This page cannot be shown at the moment. Tell the facilitator; nothing is lost.")
        return Refused(500, "page-failed", message)

    def compute_etag(self) -> str | None:
        """The page's own, set above."""
        return self._headers.get("ETag")


class LessonPage(LightPage):
    """GET /{lang}/lesson/<module>/<lesson>."""

    async def get(self, module: str, lesson: str) -> None:
        self.require("trainee", "facilitator")
        await self.show(self.hall.course.lesson(module, lesson, self.lang))


class AssessmentPage(LightPage):
    """GET /{lang}/assessment/<name>, as the signed-in trainee's class has it.

    A locked one is shown only to who has opened it before, so that nobody reads a test's questions ahead of the others.
    """

    async def get(self, name: str) -> None:
        session = self.require("trainee", "facilitator")
        if session.class_id is None or session.trainee_id is None:
            message = self._("An assessment opens for trainees only. Sign in as one to see it.")
            raise Refused(403, "not-trainee", message)
        page = f"assessment/{name}"
        if self.store.paces.of_class(session.class_id).is_locked(page, session.trainee_id):
            opened = await self.off_loop(self.store.attempts.find, session.class_id, session.trainee_id, page)
            if opened is None:
                message = self._("This page is locked at the moment. The facilitator opens it again.")
                raise Refused(403, "locked", message)
        root = self.services.class_root(session.class_id)
        source = self.hall.course.assessment(root, name, self.lang)
        if source is None and self.hall.course.class_library(root).unreadable:
            raise self.failed()
        await self.show(source)
