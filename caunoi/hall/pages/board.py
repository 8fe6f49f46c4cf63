"""The facilitator's page of a class: the code, who is where and needs help, what is due; it follows the class live."""

from __future__ import annotations

import logging
from typing import Any

from caunoi.coursework.turn_words import TurnWords
from caunoi.coursework.turns import by_kind, turn_counts
from caunoi.errors import CauNoiError
from caunoi.hall import stuck
from caunoi.hall.pages.grading import GradingStates
from caunoi.hall.pages.jobs import JOBS
from caunoi.hall.pages.live import LivePart
from caunoi.hall.pages.page import ClassPage
from caunoi.hall.pages.pins import FRESH
from caunoi.hall.pages.places import Places
from caunoi.hall.pages.reports import report_files
from caunoi.hall.pages.vetoes import has_vetoes
from caunoi.hall.pages.whereabouts import Grading, count, grading_of, next_thing, whereabouts
from caunoi.hall.presence import Present
from caunoi.hall.reach import is_loopback
from caunoi.hall.records import utc_now

log = logging.getLogger("caunoi.hall")

GRADING = GradingStates()


class Board(ClassPage):
    """What the whole page and its live part both show."""

    def board(self, present: dict[str, Present]) -> dict[str, Any]:
        """All values of board.html; runs where the hall watches its classes."""
        class_id = self.record.id
        people = self.store.trainees(class_id)
        seen = self.hall.watch.seen(class_id)
        grading, trouble = self._grading()
        places = Places.watched(self.hall.watch, class_id, self.lang)
        now = utc_now()
        rows = whereabouts(people, seen, self.store.pace(class_id), present, grading, places, now)
        counts = count(rows)
        return {
            "record": self.record,
            "rows": rows,
            "counts": counts,
            "due": next_thing(counts),
            "jobs": JOBS.of(class_id),
            "running": JOBS.running(class_id),
            "reports": report_files(self.services.class_root(class_id)),
            "has_vetoes": has_vetoes(self.hall.watch.library(class_id, "assessment/")),
            "fresh": len(FRESH.of(class_id)),
            "trouble": trouble,
            "rule": stuck,
            "at": now,
        }

    def _grading(self) -> tuple[dict[str, Grading], str]:
        """The states of grading, or none and the reason: who is where must be seen even then."""
        root = self.services.class_root(self.record.id)
        library = self.hall.watch.library(self.record.id, "assessment/")
        try:
            return GRADING.of(root, lambda: grading_of(root, library)), ""
        except CauNoiError as error:
            log.error("class %s: %s", self.record.id, error)
            return {}, str(error)


class ClassBoard(Board):
    """GET /facilitator/class/<id>."""

    async def get(self, class_id: str) -> None:
        board = await self.hall.watching(self.board, self.hall.presence.of(class_id))
        address = self.hall_address()
        only_here = is_loopback(address.partition("//")[2])
        told = await self.off_loop(self._told)
        self.render("class.html", address=address, only_here=only_here, **board, **told)

    def _told(self) -> dict[str, Any]:
        """The wrong turns of what was handed in, in words; they change with each one handed in only, so not renewed."""
        library = self.library(self.record)
        try:
            counts = turn_counts(self.services.class_root(self.record.id), library)
        except CauNoiError:
            counts = ()  # the board says what the trouble is
        attempted = max((each.of for each in counts), default=0)
        return {"attempted": attempted, "turns": by_kind(counts), "told": TurnWords(library, self.lang)}


class BoardPart(Board, LivePart):
    """GET .../board: the part of the page that changes, once or as a stream."""

    topics = ("pace", "joined", "opened", "events", "submitted", "presence")

    async def part(self) -> str:
        present = self.hall.presence.of(self.record.id)
        return await self.hall.watching(lambda: self.page("board.html", **self.board(present)))
