"""The facilitator's classes: the list of them and the form that opens another."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from datetime import date, datetime

from caunoi.errors import CauNoiError
from caunoi.hall.pages.page import FacilitatorPage
from caunoi.hall.pages.pins import FRESH
from caunoi.hall.pages.roster_form import RosterForm, taken_roster
from caunoi.hall.records import ClassRecord, utc_now
from caunoi.i18n import LANGS
from caunoi.roster import STAFF, VOLUNTEER

log = logging.getLogger("caunoi.hall")

LONGEST = 120


@dataclass(frozen=True, slots=True)
class ClassForm:
    """What was typed into "New class", given back unchanged with its problems."""

    name: str = ""
    place: str = ""
    day: str = ""
    role: str = VOLUNTEER
    lang: str = "vi"


@dataclass(frozen=True, slots=True)
class Numbers:
    """A class in the numbers of the list; the last three of a class of today only."""

    joined: int
    people: int
    connected: int = 0
    hands: int = 0
    handed_in: int = 0


class Classes(FacilitatorPage):
    """GET /facilitator/: what runs today with its numbers as they are now, and all other classes, the newest first."""

    template = "classes.html"

    async def get(self) -> None:
        records = self.store.classes()
        today = [record for record in records if record.day == _today()]
        connected = {record.id: self._connected(record) for record in today}
        counts = await self.hall.watching(
            lambda: {record.id: self._counts(record, connected.get(record.id)) for record in records}
        )
        others = [record for record in records if record.day != _today()]
        self.render(self.template, today=today, others=others, counts=counts, at=utc_now())

    def _connected(self, record: ClassRecord) -> int:
        return sum(each.connected for each in self.hall.presence.of(record.id).values())

    def _counts(self, record: ClassRecord, connected: int | None) -> Numbers:
        people = self.store.trainees(record.id)
        numbers = Numbers(sum(person.joined_at is not None for person in people), len(people))
        if connected is None:
            return numbers
        attempts = self.store.class_attempts(record.id)
        return replace(
            numbers,
            connected=connected,
            hands=len(self.store.pace(record.id).hands),
            handed_in=len({each.trainee_id for each in attempts if each.submitted_at is not None}),
        )


class ClassesNow(Classes):
    """GET /facilitator/now: the list alone, asked for again and again."""

    template = "classes_now.html"


class NewClass(FacilitatorPage):
    """GET and POST /facilitator/new."""

    def get(self) -> None:
        self._ask(ClassForm(day=_today(), lang=self.lang))

    async def post(self) -> None:
        form = ClassForm(**{name: self.typed(name) for name in ("name", "place", "day", "role", "lang")})
        problems = self._problems(form)
        listed = taken_roster(self, form.role)
        if problems or not listed.settled:
            self._ask(form, problems, listed)
            return
        await self._open(form, listed)

    async def _open(self, form: ClassForm, listed: RosterForm) -> None:
        try:
            record = await self.off_loop(
                self.store.new_class, form.name, form.place, form.day, form.lang, prepare=self.services.open_class
            )
        except CauNoiError as error:
            log.error("opening a class: %s", error)
            self._ask(form, {"class": [str(error)]}, listed)
            return
        self.hall.warm()  # the first trainee should not wait for what all will read
        told = await self.off_loop(self.store.add_trainees, record.id, listed.people)
        FRESH.keep(record.id, told)
        await self.off_loop(self.services.add_trainees, record.id, [person for person, _ in told])
        self.go(f"facilitator/class/{record.id}" + ("/cards" if told else ""))

    def _problems(self, form: ClassForm) -> dict[str, list[str]]:
        _ = self._
        problems: dict[str, list[str]] = {}
        if not form.name:
            problems["name"] = [_("Give the class a name, for example the commune and the month.")]
        elif len(form.name) > LONGEST:
            problems["name"] = [_("This name is too long; use at most {n} letters.").format(n=LONGEST)]
        if len(form.place) > LONGEST:
            problems["place"] = [_("This place is too long; use at most {n} letters.").format(n=LONGEST)]
        try:
            date.fromisoformat(form.day)
        except ValueError:
            problems["day"] = [_("Choose the day of the class, for example {day}.").format(day=_today())]
        if form.role not in (STAFF, VOLUNTEER):
            problems["role"] = [_("Choose who the class is for.")]
        if form.lang not in LANGS:
            problems["lang"] = [_("Choose the language of the class.")]
        return problems

    def _ask(
        self, form: ClassForm, problems: dict[str, list[str]] | None = None, listed: RosterForm | None = None
    ) -> None:
        self.render("new_class.html", form=form, problems=problems or {}, listed=listed or RosterForm())


def _today() -> str:
    """The present day where the hall stands."""
    return datetime.now().astimezone().date().isoformat()
