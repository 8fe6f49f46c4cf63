"""The facilitator's classes: the list of them and the form that opens another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from caunoi.content import library_of
from caunoi.coursework.folder import CONTENT, read_class, write_class
from caunoi.hall.pages.long_work import LONG_WORK, SOON_S
from caunoi.hall.pages.page import ClassPage, FacilitatorPage
from caunoi.hall.pages.pins import FRESH
from caunoi.hall.pages.roster_form import RosterForm, taken_roster
from caunoi.hall.records import ClassRecord, utc_now
from caunoi.hall.services import Tell
from caunoi.i18n import LANGS
from caunoi.keeping.retention import past_classes
from caunoi.model.course import Module
from caunoi.roster import STAFF, VOLUNTEER

LONGEST = 120


@dataclass(frozen=True, slots=True)
class ClassForm:
    """What was typed into "New class", given back unchanged with its problems."""

    name: str = ""
    place: str = ""
    day: str = ""
    role: str = VOLUNTEER
    lang: str = "vi"
    more_langs: tuple[str, ...] = LANGS
    modules: tuple[str, ...] = ()


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
        records = self.store.classes.all()
        running = [record for record in records if record.day == today()]
        connected = {record.id: self._connected(record) for record in running}
        counts = await self.hall.watching(
            lambda: {record.id: self._counts(record, connected.get(record.id)) for record in records}
        )
        others = [record for record in records if record.day != today()]
        days = self.hall.settings.keep_days
        past = await self.off_loop(past_classes, self.store, days, date.fromisoformat(today()))
        shown = {"today": running, "others": others, "counts": counts, "past": past, "keep_days": days}
        self.render(self.template, **shown, at=utc_now())

    def _connected(self, record: ClassRecord) -> int:
        return len(self.hall.presence.here(record.id))

    def _counts(self, record: ClassRecord, connected: int | None) -> Numbers:
        pace, attempts = self.store.paces.of_class(record.id), self.store.attempts.of_class(record.id)
        handed_in = {each.trainee_id for each in attempts if each.submitted_at is not None}
        people = [each for each in self.store.people.of_class(record.id) if pace.counts(each.id, handed_in)]
        numbers = Numbers(sum(person.joined_at is not None for person in people), len(people))
        if connected is None:
            return numbers
        return replace(numbers, connected=connected, hands=len(pace.hands), handed_in=len(handed_in))


class ClassesNow(Classes):
    """GET /facilitator/now: the list alone, asked for again and again."""

    template = "classes_now.html"


class NewClass(FacilitatorPage):
    """GET and POST /facilitator/new."""

    def get(self) -> None:
        modules = tuple(module.id for module in self._modules() if VOLUNTEER in module.paths)
        self._ask(ClassForm(day=today(), lang=self.lang, modules=modules))

    async def post(self) -> None:
        typed = {name: self.typed(name) for name in ("name", "place", "day", "role", "lang")}
        chosen = self.get_body_arguments("modules")
        more = tuple(lang for lang in LANGS if lang in self.get_body_arguments("more_langs"))
        modules = tuple(each.id for each in self._modules() if each.id in chosen)
        form = ClassForm(**typed, more_langs=more, modules=modules)
        problems = self._problems(form)
        listed = taken_roster(self, form.role)
        if problems or not listed.settled:
            self._ask(form, problems, listed)
            return
        work = LONG_WORK.start(lambda tell: self._open(form, listed, tell))
        await work.wait(SOON_S)
        if work.trouble:
            self._ask(form, {"class": [work.trouble]}, listed)
        else:
            self.go(work.leads_to or f"facilitator/working/{work.id}")

    async def _open(self, form: ClassForm, listed: RosterForm, tell: Tell) -> str:
        modules = form.modules or None
        record = await self.off_loop(
            self.store.classes.open,
            *(form.name, form.place, form.day, form.lang),
            more_langs=form.more_langs,
            prepare=lambda record: self.services.open_class(record, modules, tell),
        )
        self.hall.warm()  # the first trainee should not wait for what all will read
        told = await self.off_loop(self.store.people.add, record.id, listed.people)
        FRESH.keep(record.id, told)
        await self.off_loop(self.services.add_trainees, record.id, [person for person, _ in told])
        return f"facilitator/class/{record.id}" + ("/cards" if told else "")

    def _modules(self) -> tuple[Module, ...]:
        return self.hall.course.library().syllabus.modules

    def _problems(self, form: ClassForm) -> dict[str, list[str]]:
        _ = self._
        problems = named_problems(_, form.name, form.place, form.day)
        if self._modules() and not form.modules:
            problems["modules"] = [_("Choose at least one module; others can be added later.")]
        if form.role not in (STAFF, VOLUNTEER):
            problems["role"] = [_("Choose who the class is for.")]
        if form.lang not in LANGS:
            problems["lang"] = [_("Choose the language of the class.")]
        return problems

    def _ask(
        self, form: ClassForm, problems: dict[str, list[str]] | None = None, listed: RosterForm | None = None
    ) -> None:
        self.render(
            "new_class.html",
            form=form,
            modules=self._modules(),
            problems=problems or {},
            listed=listed or RosterForm(),
        )


class EditClass(ClassPage):
    """GET and POST /facilitator/class/<id>/edit: another name, place, day, other languages, and back again."""

    def get(self, class_id: str) -> None:
        self._ask(self.record, {})

    async def post(self, class_id: str) -> None:
        before = self.record
        name, place, day = (self.typed(field) for field in ("name", "place", "day"))
        chosen = [lang for lang in self.get_body_arguments("more_langs") if lang in LANGS]
        more_langs = tuple(lang for lang in LANGS if lang in chosen and lang != before.lang)
        wanted = replace(before, name=name, place=place, day=day, more_langs=more_langs)
        problems = named_problems(self._, name, place, day)
        if problems:
            self._ask(wanted, problems)
            return
        root = self.services.class_root(before.id)
        known = await self.off_loop(read_class, root)
        await self.off_loop(self.store.classes.rename, before.id, name, place, day)
        await self.off_loop(self.store.classes.offer_langs, before.id, more_langs)
        corrected = known.model_copy(update={"name": name, "place": place, "day": day})
        await self.off_loop(write_class, root, corrected)
        self._ask(wanted, {}, before if before != wanted else None)

    def _ask(self, typed: ClassRecord, problems: dict[str, list[str]], before: ClassRecord | None = None) -> None:
        self.render("edit_class.html", record=typed, problems=problems, before=before)


class ClassModules(ClassPage):
    """GET and POST /facilitator/class/<id>/modules: which modules the class takes; more can be added."""

    def get(self, class_id: str) -> None:
        self._ask()

    async def post(self, class_id: str) -> None:
        root = self.services.class_root(self.record.id)
        chosen = [each.id for each in self._modules(root) if each.id in self.get_body_arguments("modules")]
        if not chosen:
            self._ask(self._("Choose at least one module."))
            return

        async def add(tell: Tell) -> str:
            await self.off_loop(self.services.add_modules, self.record.id, chosen, tell)
            return f"facilitator/class/{self.record.id}/modules"

        work = LONG_WORK.start(add)
        await work.wait(SOON_S)
        if work.trouble:
            self._ask(work.trouble)
        else:
            self.go(work.leads_to or f"facilitator/working/{work.id}")

    def _modules(self, root: Path) -> tuple[Module, ...]:
        return library_of((root / CONTENT,)).syllabus.modules

    def _ask(self, trouble: str = "") -> None:
        root = self.services.class_root(self.record.id)
        taken = {module.id for module in self.library(self.record).syllabus.modules}
        self.render("modules.html", record=self.record, modules=self._modules(root), taken=taken, problem=trouble)


def named_problems(_: Callable[[str], str], name: str, place: str, day: str) -> dict[str, list[str]]:
    """What is wrong with the name, the place and the day of a class."""
    problems: dict[str, list[str]] = {}
    if not name:
        problems["name"] = [_("Give the class a name, for example the commune and the month.")]
    elif len(name) > LONGEST:
        problems["name"] = [_("This name is too long; use at most {n} letters.").format(n=LONGEST)]
    if len(place) > LONGEST:
        problems["place"] = [_("This place is too long; use at most {n} letters.").format(n=LONGEST)]
    try:
        date.fromisoformat(day)
    except ValueError:
        problems["day"] = [_("Choose the day of the class, for example {day}.").format(day=today())]
    return problems


def today() -> str:
    """The present day where the hall stands."""
    return datetime.now().astimezone().date().isoformat()
