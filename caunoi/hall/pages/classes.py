"""The facilitator's classes: the list of them and the form that opens another."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from datetime import date, datetime

from caunoi.errors import CauNoiError
from caunoi.hall.pages.page import FacilitatorPage, Page
from caunoi.hall.pages.pins import FRESH
from caunoi.hall.pages.rosters import roster_sentences
from caunoi.hall.records import ClassRecord
from caunoi.i18n import LANGS
from caunoi.roster import STAFF, VOLUNTEER, Roster, UnreadableRoster, decode_roster, read_roster

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
    roster: str = ""


class Classes(FacilitatorPage):
    """GET /facilitator/: all classes, the newest first."""

    def get(self) -> None:
        records = self.store.classes()
        counts = {record.id: self._counts(record) for record in records}
        self.render("classes.html", records=records, counts=counts)

    def _counts(self, record: ClassRecord) -> tuple[int, int]:
        people = self.store.trainees(record.id)
        return sum(person.joined_at is not None for person in people), len(people)


class NewClass(FacilitatorPage):
    """GET and POST /facilitator/new."""

    def get(self) -> None:
        self._ask(ClassForm(day=_today(), lang=self.lang))

    async def post(self) -> None:
        form = ClassForm(**{name: self.typed(name) for name in ("name", "place", "day", "role", "lang")})
        problems = self._problems(form)
        try:
            text, roster = take_roster(self, form.role)
        except UnreadableRoster as unreadable:
            text = self.get_body_argument("roster", "")
            problems["roster"] = roster_sentences(self._, unreadable)
        else:
            if roster.problems:
                problems["roster"] = roster_sentences(self._, roster)
        form = replace(form, roster=text)
        if problems:
            self._ask(form, problems)
            return
        await self._open(form, roster)

    async def _open(self, form: ClassForm, roster: Roster) -> None:
        try:
            record = await self.off_loop(
                self.store.new_class, form.name, form.place, form.day, form.lang, prepare=self.services.open_class
            )
        except CauNoiError as error:
            log.error("opening a class: %s", error)
            self._ask(form, {"class": [str(error)]})
            return
        self.hall.warm()  # the first trainee should not wait for what all will read
        told = await self.off_loop(self.store.add_trainees, record.id, roster.people)
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

    def _ask(self, form: ClassForm, problems: dict[str, list[str]] | None = None) -> None:
        self.render("new_class.html", form=form, problems=problems or {})


def _today() -> str:
    """The present day where the hall stands."""
    return datetime.now().astimezone().date().isoformat()


def take_roster(page: Page, role: str, taken: list[str] | None = None) -> tuple[str, Roster]:
    """The list of a form as text and as people; a chosen file takes the place of what was pasted.

    Raises UnreadableRoster.
    """
    text = page.get_body_argument("roster", "", strip=False)
    for upload in page.request.files.get("file", []):
        if upload["body"]:
            text = decode_roster(upload["body"])
    return text, read_roster(text, role=role, taken=taken or ())
