"""One person who stands on the list twice: which card goes on, and what becomes of the other."""

from __future__ import annotations

from dataclasses import dataclass

from caunoi.hall.pages.page import ClassPage
from caunoi.hall.pages.pins import FRESH
from caunoi.hall.pages.places import Places
from caunoi.hall.records import TraineeRecord
from caunoi.hall.refusals import HasSteps


@dataclass(frozen=True, slots=True)
class Work:
    """What stands under one card: the person, and for each page its title, its steps and whether it was handed in."""

    person: TraineeRecord
    pages: tuple[tuple[str, int, bool], ...]


class OnePerson(ClassPage):
    """GET and POST /facilitator/class/<id>/one-person: two cards side by side; the second is taken off or closed.

    Steps stay under the card that they were made with: they can never be moved, and what was graded names that card.
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
            await self.off_loop(self.services.remove_trainee, self.record.id, other)
            done = "removed"
        except HasSteps:
            # A PIN that nobody is told: the card opens no more, until it is given another one.
            await self.off_loop(self.store.new_pin, self.record.id, other)
            done = "closed"
        FRESH.forget(self.record.id)
        self.hall.news.tell(self.record.id, "joined", other)
        self._ask(keep, other, done)

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
            tuple((places.page(row.page), row.events, row.submitted_at is not None) for row in rows),
        )
