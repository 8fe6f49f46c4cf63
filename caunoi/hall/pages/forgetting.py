"""A person of a class is taken out for good, on request."""

from __future__ import annotations

from caunoi.hall.pages.page import ClassPage
from caunoi.hall.pages.pins import FRESH
from caunoi.web.answer import Refused


class Forget(ClassPage):
    """GET asks whom, POST /facilitator/class/<id>/forget does it once `sure` is ticked; scores stay as a pseudonym."""

    def get(self, class_id: str) -> None:
        self._ask(self.get_query_argument("card", ""))

    async def post(self, class_id: str) -> None:
        card = self.typed("card")
        if card not in {person.id for person in self.store.people.of_class(self.record.id)}:
            self._ask("", self._("Choose the person."))
            return
        if not self.typed("sure"):
            self._ask(card, self._("Nothing was taken away yet: tick that this is meant."))
            return
        if any(
            (each.class_id, each.trainee_id) == (self.record.id, card) for each in self.store.attempts.undelivered()
        ):
            # It would be filed under the name that is to go.
            self._ask(card, self._("What this person handed in is just being filed. Try again in a moment."))
            return
        if self.services.forget is None:
            raise Refused(503, "no-course", self._("This hall runs without its course folders."))
        pseudonym = await self.off_loop(self.services.forget, self.store, self.record.id, card)
        self.hall.streams.end_all_of(self.record.id, card)
        FRESH.forget(self.record.id)
        # Whoever looks at the board sees the pseudonym as if somebody new had come.
        self.hall.news.tell(self.record.id, "joined", pseudonym)
        self.go(f"facilitator/class/{self.record.id}/people")

    def _ask(self, card: str, trouble: str = "") -> None:
        people = self.store.people.of_class(self.record.id)
        self.render("forget.html", record=self.record, people=people, card=card, wrong=trouble)
