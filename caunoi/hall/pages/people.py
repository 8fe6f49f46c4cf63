"""The people of a class: more of them, their PIN cards, another PIN."""

from __future__ import annotations

from caunoi.hall.pages.classes import take_roster
from caunoi.hall.pages.page import ClassPage
from caunoi.hall.pages.pins import FRESH
from caunoi.hall.pages.rosters import roster_sentences
from caunoi.hall.refusals import UnknownTrainee
from caunoi.roster import VOLUNTEER, UnreadableRoster
from caunoi.web.answer import Problem


class People(ClassPage):
    """GET and POST /facilitator/class/<id>/people: who is on the list, and a form for more."""

    def get(self, class_id: str) -> None:
        self._ask()

    async def post(self, class_id: str) -> None:
        taken = [person.id for person in self.store.trainees(self.record.id)]
        role = self.typed("role") or VOLUNTEER
        try:
            text, roster = take_roster(self, role, taken)
            problems = roster_sentences(self._, roster)
        except UnreadableRoster as unreadable:
            self._ask(self.get_body_argument("roster", ""), roster_sentences(self._, unreadable), role)
            return
        if not roster.people and not problems:
            problems = [self._("Write at least one name, one person on each line.")]
        if problems:
            self._ask(text, problems, role)
            return
        told = await self.off_loop(self.store.add_trainees, self.record.id, roster.people)
        FRESH.keep(self.record.id, told)
        await self.off_loop(self.services.add_trainees, self.record.id, [person for person, _ in told])
        self.go(f"facilitator/class/{self.record.id}/cards")

    def _ask(self, text: str = "", problems: list[str] | None = None, role: str = VOLUNTEER) -> None:
        people = self.store.trainees(self.record.id)
        self.render("people.html", record=self.record, people=people, roster=text, problems=problems or [], role=role)


class Cards(ClassPage):
    """GET /facilitator/class/<id>/cards: the PIN cards made a moment ago, to be printed and cut."""

    def get(self, class_id: str) -> None:
        self.render("cards.html", record=self.record, told=FRESH.of(self.record.id), address=self.hall_address())


class NewPins(ClassPage):
    """GET asks, POST .../pins gives everybody, or the person of `card`, another PIN and signs them out."""

    def get(self, class_id: str) -> None:
        card = self.get_query_argument("card", "")
        people = self.store.trainees(self.record.id)
        person = next((person for person in people if person.id == card), None)
        if card and person is None:
            raise self._unknown()
        self.render("new_pins.html", record=self.record, person=person, people=people)

    async def post(self, class_id: str) -> None:
        card = self.typed("card")
        people = [person for person in self.store.trainees(self.record.id) if card in ("", person.id)]
        if not people:
            raise self._unknown()
        try:
            pins = [await self.off_loop(self.store.new_pin, self.record.id, person.id) for person in people]
        except UnknownTrainee as error:
            raise self._unknown() from error
        FRESH.keep(self.record.id, zip(people, pins, strict=True))
        self.go(f"facilitator/class/{self.record.id}/cards")

    def _unknown(self) -> Problem:
        return Problem(404, "no-person", self._("Nobody of this class has this card."))
