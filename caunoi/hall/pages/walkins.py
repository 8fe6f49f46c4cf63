"""Joining without a list: the page on the phone, and the facilitator's page that opens and closes the door."""

from __future__ import annotations

from datetime import timedelta

from caunoi.hall.pages.page import ClassPage, Page
from caunoi.hall.records import ClassRecord, utc_now
from caunoi.hall.refusals import HasSteps, JoinClosed, UnknownTrainee
from caunoi.roster import VOLUNTEER, read_roster
from caunoi.roster_file import tab_line

MOST_PLACES = 300
LONGEST_MINUTES = 12 * 60


class JoinAnew(Page):
    """GET and POST /join/new: a name and a village, then a card number and a PIN that are shown once."""

    def get(self) -> None:
        self._ask(self._record(self.get_query_argument("code", "")))

    async def post(self) -> None:
        self.spend("join")
        record = self._record(self.typed("code"))
        name, village = self.typed("name"), self.typed("village")
        if record is None or self._is_in(record) or not self._open(record):
            self._ask(record, name, village)
            return
        listed = read_roster(tab_line(["name", "village"]) + "\n" + tab_line([name, village]), role=VOLUNTEER)
        if listed.problems or not listed.people:
            trouble = self._("Type your name with letters, not too long, and your village likewise.")
            self._ask(record, name, village, trouble)
            return
        try:
            person, pin = await self.off_loop(self.store.walk_ins.take_in, record.id, listed.people[0])
        except JoinClosed:
            self._ask(record, name, village)
            return
        await self.off_loop(self.services.add_trainees, record.id, [person])
        # With the PIN, so that who joined this way counts as having joined.
        await self.off_loop(self.store.cards.check_pin, record.id, person.id, pin)
        await self.keep_choice(record, person)
        await self.sign_in(await self.off_loop(self.store.sessions.open, "trainee", record.id, person.id))
        self.hall.news.tell(record.id, "joined", person.id)
        self.render("joined_anew.html", record=record, person=person, pin=pin)

    def _record(self, code: str) -> ClassRecord | None:
        self.spend("code")
        record = self.store.classes.by_code(code[:40])
        if record is not None:
            self.hall.allowances.give_back("code", self.asker)
        return record

    def _is_in(self, record: ClassRecord) -> bool:
        """Whether this phone is somebody of the class: who reloads or presses twice takes no second place."""
        return self.trainee is not None and self.trainee.class_id == record.id

    def _open(self, record: ClassRecord) -> bool:
        return self.store.walk_ins.door(record.id).open_at(utc_now())

    def _ask(self, record: ClassRecord | None, name: str = "", village: str = "", trouble: str = "") -> None:
        if record is None:
            self.go("join")
            return
        self.shown_class = record
        self.phone_came()
        self.render(
            "join_anew.html",
            record=record,
            is_in=self._is_in(record),
            is_open=self._open(record),
            is_full=self.store.walk_ins.door(record.id).full_at(utc_now()),
            name=name,
            village=village,
            problem=trouble,
        )


class SelfJoining(ClassPage):
    """GET and POST /facilitator/class/<id>/self-join: the door for people on no list, and who came in by it."""

    def get(self, class_id: str) -> None:
        self._ask()

    async def post(self, class_id: str) -> None:
        match self.typed("do"):
            case "close":
                await self.off_loop(self.store.walk_ins.set_door, self.record.id, 0, None)
            case "remove":
                trouble = await self._remove(self.typed("card"))
                if trouble:
                    self._ask(trouble)
                    return
            case _open:
                places, minutes = self.typed("places", 6), self.typed("minutes", 6)
                if not _between(places, MOST_PLACES) or not _between(minutes, LONGEST_MINUTES):
                    self._ask(
                        self._("Write how many people, 1 to {people}, and how many minutes, 1 to {minutes}.").format(
                            people=MOST_PLACES, minutes=LONGEST_MINUTES
                        ),
                        places,
                        minutes,
                    )
                    return
                came = len(self.store.walk_ins.door(self.record.id).came)
                until = utc_now() + timedelta(minutes=int(minutes))
                await self.off_loop(self.store.walk_ins.set_door, self.record.id, came + int(places), until)
        self.go(f"facilitator/class/{self.record.id}/self-join")

    async def _remove(self, card: str) -> str:
        try:
            await self.off_loop(self.store.people.remove, self.record.id, card)
        except HasSteps:
            return self._("This person has begun to work; nobody's steps are thrown away.")
        except UnknownTrainee:
            return self._("Nobody of this class has this card.")
        self.hall.streams.end_all_of(self.record.id, card)
        await self.off_loop(self.services.remove_trainee, self.record.id, card)
        self.hall.news.tell(self.record.id, "joined", card)
        return ""

    def _ask(self, trouble: str = "", places: str = "10", minutes: str = "30") -> None:
        door = self.store.walk_ins.door(self.record.id)
        people = {person.id: person for person in self.store.people.of_class(self.record.id)}
        begun = {row.trainee for row in self.store.attempts.progress(self.record.id)}
        self.render(
            "self_join.html",
            record=self.record,
            door=door,
            is_open=door.open_at(utc_now()),
            came=[people[card] for card in door.came if card in people],
            begun=begun,
            problem=trouble,
            places=places,
            minutes=minutes,
        )


def _between(typed: str, most: int) -> bool:
    return typed.isascii() and typed.isdigit() and 1 <= int(typed) <= most
