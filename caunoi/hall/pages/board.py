"""The facilitator's page of a class: the code, who is where and needs help, what is due; it follows the class live."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any, TypeVar

from caunoi.coursework.pinned import pinned_library
from caunoi.coursework.standings import standings
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
Row = TypeVar("Row")

GRADING = GradingStates()


class Board(ClassPage):
    """What the whole page and its live part both show."""

    def board(self, present: dict[str, Present]) -> dict[str, Any]:
        """All values of board.html; runs where the hall watches its classes."""
        class_id = self.record.id
        pace = self.store.paces.of_class(class_id)
        seen = self.hall.watch.seen(class_id).counted(pace)
        people = [each for each in self.store.people.of_class(class_id) if pace.counts(each.id, seen.handed_in)]
        grading, trouble = self._grading()
        places = Places.watched(self.hall.watch, class_id, self.lang)
        now = utc_now()
        rows = whereabouts(people, seen, pace, present, grading, places, now)
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

    def door(self) -> dict[str, Any]:
        """What stands beside the board of the way into the class; the address may become another."""
        address = self.hall_address()
        return {"address": address, "only_here": is_loopback(address.partition("//")[2])}

    def _grading(self) -> tuple[dict[str, Grading], str]:
        """The states of grading, or none and the reason: who is where must be seen even then."""
        root = self.services.class_root(self.record.id)
        library = self.hall.watch.library(self.record.id, "assessment/")
        if outgrown := self.outgrown(self.record, library):
            return {}, outgrown
        try:
            return GRADING.of(root, lambda: grading_of(root, library)), ""
        except CauNoiError as error:
            log.error("class %s: %s", self.record.id, error)
            return {}, str(error)


class ClassBoard(Board):
    """GET /facilitator/class/<id>."""

    async def get(self, class_id: str) -> None:
        board = await self.hall.watching(self.board, self.hall.presence.of(class_id))
        told = await self.off_loop(self._told)
        self.render("class.html", **self.door(), **board, **told)

    def _told(self) -> dict[str, Any]:
        """What is told of what was handed in; it changes with each one handed in or graded only, so it is not renewed.

        The wrong turns in words, and in whose cases too little was seen to judge them.
        """
        root = self.services.class_root(self.record.id)
        library = self.library(self.record)
        counts = _if_readable(lambda: turn_counts(root, pinned_library(root)))
        attempted = max((each.of for each in counts), default=0)
        little = [
            (each.trainee.name, each.trainee.card, each.cell.title.of(self.lang))
            for each in _if_readable(lambda: standings(root, pinned_library(root)))
            if each.state == "little-seen"
        ]
        told = TurnWords(library, self.lang)
        return {"attempted": attempted, "turns": by_kind(counts), "told": told, "little_seen": little}


def _if_readable(read: Callable[[], tuple[Row, ...]]) -> tuple[Row, ...]:
    """What is read of the course; nothing where it cannot be read, for the board says what the trouble is."""
    try:
        return read()
    except CauNoiError:
        return ()


class BoardPart(Board, LivePart):
    """GET .../board: the part of the page that changes, once or as a stream."""

    topics = ("pace", "joined", "opened", "events", "submitted", "presence")

    async def part(self) -> str:
        present = self.hall.presence.of(self.record.id)
        return await self.hall.watching(lambda: self.page("board.html", **self.board(present)))


class DoorPart(Board):
    """GET .../door: the way into the class, asked for again and again."""

    def get(self, class_id: str) -> None:
        self.render("door.html", record=self.record, **self.door())
