"""The people of a class: more of them, their PIN cards, another PIN."""

from __future__ import annotations

from dataclasses import replace

from caunoi.hall.card_sheet import CardWords, card_sheet
from caunoi.hall.pages.page import LANGUAGES, ClassPage
from caunoi.hall.pages.pins import FRESH
from caunoi.hall.pages.qr import qr_svg
from caunoi.hall.pages.roster_form import RosterForm, taken_roster
from caunoi.hall.records import TraineeRecord
from caunoi.hall.refusals import UnknownTrainee
from caunoi.roster import VOLUNTEER
from caunoi.web.answer import Refused


class People(ClassPage):
    """GET and POST /facilitator/class/<id>/people: who is on the list, and a form for more."""

    def get(self, class_id: str) -> None:
        self._ask()

    async def post(self, class_id: str) -> None:
        role = self.typed("role") or VOLUNTEER
        listed = taken_roster(self, role, self.store.people.of_class(self.record.id))
        if not listed.people and not listed.problems:
            listed = replace(listed, problems=(self._("Write at least one name, one person on each line."),))
        if not listed.settled:
            self._ask(listed, role)
            return
        told = await self.off_loop(self.store.people.add, self.record.id, listed.people)
        FRESH.keep(self.record.id, told)
        await self.off_loop(self.services.add_trainees, self.record.id, [person for person, _ in told])
        self.go(f"facilitator/class/{self.record.id}/cards")

    def _ask(self, listed: RosterForm | None = None, role: str = VOLUNTEER) -> None:
        people, closed = self.store.people.of_class(self.record.id), self.store.paces.of_class(self.record.id).closed
        shown = {"people": people, "closed": closed, "listed": listed or RosterForm(), "role": role, "names": LANGUAGES}
        self.render("people.html", record=self.record, **shown)


class Cards(ClassPage):
    """GET /facilitator/class/<id>/cards: the PIN cards made a moment ago, to be printed and cut."""

    def get(self, class_id: str) -> None:
        self.render("cards.html", record=self.record, told=FRESH.of(self.record.id), address=self.hall_address())


class CardSheet(ClassPage):
    """GET /facilitator/class/<id>/cards.pdf: the same cards as a PDF to print and cut, in the language of the class."""

    async def get(self, class_id: str) -> None:
        told = FRESH.of(self.record.id)
        if not told:
            self.go(f"facilitator/class/{self.record.id}/cards")
            return
        _ = self.hall.words(self.record.lang).gettext
        words = CardWords(
            title=f"{_('PIN cards')} · {self.record.name}",
            card=_("Card"),
            pin=_("PIN"),
            code=_("Class code"),
            keep=_("Keep this card and show the PIN to nobody. If it is lost, ask the person who leads the class."),
            qr=_("QR code that opens this class on a phone"),
        )
        address = self.hall_address().removeprefix("http://")

        def qr(card: str) -> str:
            return qr_svg(self.join_link(card), border=2)

        sheet = await self.off_loop(card_sheet, self.record, told, address, qr, words)
        self.set_header("Content-Type", "application/pdf")
        self.set_header("Content-Disposition", f'inline; filename="cards-{self.record.id}.pdf"')
        self.finish(sheet)


class NewPins(ClassPage):
    """GET asks, POST .../pins gives everybody, or the person of `card`, another PIN and signs them out.

    A closed card is opened again only by its own PIN, not by one for everybody.
    """

    def get(self, class_id: str) -> None:
        card = self.get_query_argument("card", "")
        people = self._people(card)
        person = people[0] if card else None
        self.render("new_pins.html", record=self.record, person=person, people=people)

    async def post(self, class_id: str) -> None:
        card = self.typed("card")
        people = self._people(card)
        closed = [person for person in people if person.id in self.store.paces.of_class(self.record.id).closed]
        try:
            pins = [await self.new_pin(person.id) for person in people]
        except UnknownTrainee as error:
            raise self._unknown() from error
        if closed:
            await self.off_loop(self.services.add_trainees, self.record.id, closed)
            self.hall.news.tell(self.record.id, "joined", card)
        FRESH.keep(self.record.id, zip(people, pins, strict=True))
        self.go(f"facilitator/class/{self.record.id}/cards")

    def _people(self, card: str) -> list[TraineeRecord]:
        """Whom it is about; answers 404 where that is nobody."""
        closed = self.store.paces.of_class(self.record.id).closed
        people = self.store.people.of_class(self.record.id)
        found = [each for each in people if (each.id == card if card else each.id not in closed)]
        if not found:
            raise self._unknown()
        return found

    def _unknown(self) -> Refused:
        return Refused(404, "no-person", self._("Nobody of this class has this card."))
