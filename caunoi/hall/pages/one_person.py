"""One person who stands on the list twice: which card goes on, and what becomes of the other."""

from __future__ import annotations

from dataclasses import dataclass

from caunoi.hall.pages.page import ClassPage
from caunoi.hall.pages.pins import FRESH
from caunoi.hall.pages.places import Places
from caunoi.hall.records import TraineeRecord
from caunoi.hall.refusals import HasSteps


@dataclass(frozen=True, slots=True)
class WorkedOn:
    """A page that was opened, by its latest attempt; `left_open` is a test that was begun and not handed in."""

    title: str
    attempt: str
    steps: int
    handed_in: bool
    left_open: bool


@dataclass(frozen=True, slots=True)
class Work:
    """What stands under one card: the person and the pages."""

    person: TraineeRecord
    pages: tuple[WorkedOn, ...]

    @property
    def left_open(self) -> tuple[WorkedOn, ...]:
        """The tests that nobody could grade if this card were closed as it is."""
        return tuple(page for page in self.pages if page.left_open)


class OnePerson(ClassPage):
    """GET and POST /facilitator/class/<id>/one-person: two cards side by side; the second is taken off or closed.

    Steps stay under the card that they were made with: they can never be moved, and what was graded names that card.
    What it has not handed in is handed in if that is ticked, since nobody else could do so any more.
    """

    def get(self, class_id: str) -> None:
        self._ask(self.get_query_argument("keep", ""), self.get_query_argument("other", ""))

    async def post(self, class_id: str) -> None:
        keep, other = self.typed("keep"), self.typed("other")
        if self._trouble(keep, other):
            self._ask(keep, other)
            return
        try:
            await self.off_loop(self.store.remove_trainee, self.record.id, other)
            self.hall.streams.end_all_of(self.record.id, other)
            await self.off_loop(self.services.remove_trainee, self.record.id, other)
            done = "removed"
        except HasSteps:
            # A PIN that nobody is told: the card opens no more, until it is given another one.
            await self.new_pin(other)
            if self.typed("hand_in"):
                await self._hand_in(other)
            done = "closed"
        FRESH.forget(self.record.id)
        self.hall.news.tell(self.record.id, "joined", other)
        self._ask(keep, other, done)

    async def _hand_in(self, card: str) -> None:
        """Hand in what stands open, after the card was closed: no step comes in between."""
        for page in self._work(card).left_open:
            await self.off_loop(self.store.submit, page.attempt, {})
        self.hall.delivery.wake()
        self.hall.news.tell(self.record.id, "submitted", card)

    def _trouble(self, keep: str, other: str) -> str:
        cards = {person.id for person in self.store.trainees(self.record.id)}
        if keep not in cards or other not in cards:
            return self._("Choose both cards of the person.")
        if keep == other:
            return self._("Choose two different cards.")
        return ""

    def _ask(self, keep: str, other: str, done: str = "") -> None:
        asked = bool(keep or other) and not done
        trouble = self._trouble(keep, other) if asked else ""
        works = [] if not asked or trouble else [self._work(keep), self._work(other)]
        self.render(
            "one_person.html",
            record=self.record,
            people=self.store.trainees(self.record.id),
            keep=keep,
            other=other,
            works=works,
            problem=trouble,
            done=done,
        )

    def _work(self, card: str) -> Work:
        library = self.library(self.record)
        places = Places(lambda _: library, lambda _: (), self.lang)
        rows = self.store.progress(self.record.id, card)
        return Work(
            self.store.get_trainee(self.record.id, card),
            tuple(
                WorkedOn(
                    places.page(row.page),
                    row.attempt,
                    row.events,
                    handed_in=row.submitted_at is not None,
                    left_open=row.page.startswith("assessment/") and row.submitted_at is None and row.events > 0,
                )
                for row in rows
            ),
        )
