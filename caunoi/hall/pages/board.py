"""The facilitator's page of a class: the code, who is where, what is due; the list refreshes by itself."""

from __future__ import annotations

import logging
from typing import Any

from caunoi.coursework.turn_words import TurnWords
from caunoi.coursework.turns import by_kind, turn_counts
from caunoi.errors import CauNoiError
from caunoi.hall.pages.address import is_loopback
from caunoi.hall.pages.jobs import JOBS
from caunoi.hall.pages.page import ClassPage
from caunoi.hall.pages.pins import FRESH
from caunoi.hall.pages.reports import report_files
from caunoi.hall.pages.vetoes import has_vetoes
from caunoi.hall.pages.whereabouts import Grading, count, grading_of, next_thing, whereabouts
from caunoi.hall.records import utc_now

log = logging.getLogger("caunoi.hall")


class ClassBoard(ClassPage):
    """GET /facilitator/class/<id>."""

    template = "class.html"
    whole = True

    async def get(self, class_id: str) -> None:
        board = await self.off_loop(self._board)
        address = self.hall_address()
        only_here = is_loopback(address.partition("//")[2])
        told = await self.off_loop(self._told) if self.whole else {}
        self.render(self.template, record=self.record, address=address, only_here=only_here, **board, **told)

    def _told(self) -> dict[str, Any]:
        """The wrong turns of what was handed in, in words; they change with each one handed in only, so not renewed."""
        library = self.library(self.record)
        try:
            counts = turn_counts(self.services.class_root(self.record.id), library)
        except CauNoiError:
            counts = ()  # the board says what the trouble is
        attempted = max((each.of for each in counts), default=0)
        return {"attempted": attempted, "turns": by_kind(counts), "told": TurnWords(library, self.lang)}

    def _board(self) -> dict[str, Any]:
        people = self.store.trainees(self.record.id)
        progress = self.store.progress(self.record.id)
        grading, trouble = self._grading()
        rows = whereabouts(people, progress, self._titles(), grading)
        counts = count(rows)
        root = self.services.class_root(self.record.id)
        return {
            "rows": rows,
            "counts": counts,
            "due": next_thing(counts),
            "jobs": JOBS.of(self.record.id),
            "running": JOBS.running(self.record.id),
            "reports": report_files(root),
            "has_vetoes": has_vetoes(self.library(self.record)),
            "fresh": len(FRESH.of(self.record.id)),
            "trouble": trouble,
            "at": utc_now(),
        }

    def _titles(self) -> dict[str, str]:
        library = self.library(self.record)
        lessons = {
            f"lesson/{module.id}/{lesson.id}": lesson.title.of(self.lang)
            for module in library.syllabus.modules
            for lesson in module.lessons
        }
        taken = {f"assessment/{name}": each.title.of(self.lang) for name, each in library.assessments.items()}
        return {**lessons, **taken}

    def _grading(self) -> tuple[dict[str, Grading], str]:
        """The states of grading, or none and the reason: who is where must be seen even then."""
        try:
            return grading_of(self.services.class_root(self.record.id), self.library(self.record)), ""
        except CauNoiError as error:
            log.error("class %s: %s", self.record.id, error)
            return {}, str(error)


class BoardPart(ClassBoard):
    """GET .../board: the part of the page that changes, fetched every few seconds."""

    template = "board.html"
    whole = False
