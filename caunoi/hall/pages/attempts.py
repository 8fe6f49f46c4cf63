"""How often a class takes its assessments, who has taken one several times, and the forms before and after lessons."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from pydantic import ValidationError

from caunoi.content import Library, library_of
from caunoi.coursework.folder import CONTENT, read_class, write_class
from caunoi.coursework.retakes import retakes_of
from caunoi.coursework.standings import Standing, every_standing
from caunoi.errors import CauNoiError
from caunoi.hall.change import Grant, Lock
from caunoi.hall.forms import FormPair, form_pairs
from caunoi.hall.pace import AFTER
from caunoi.hall.pages.halves import halves
from caunoi.hall.pages.long_work import LONG_WORK, SOON_S
from caunoi.hall.pages.page import ClassPage
from caunoi.hall.records import AttemptRecord, TraineeRecord
from caunoi.hall.refusals import FormOpened
from caunoi.hall.room_state import FACILITATOR
from caunoi.hall.services import Tell
from caunoi.model import Module
from caunoi.model.course import MOST_ATTEMPTS, MOST_HOURS, ClassFile, Retakes
from caunoi.web.answer import Refused


@dataclass(frozen=True, slots=True)
class Taken:
    """An assessment of the class with what holds of it."""

    name: str
    title: str
    retakes: Retakes


@dataclass(frozen=True, slots=True)
class AttemptShown:
    """One attempt of somebody; `points` is None until it is graded, `counts` where it is the one that counts."""

    record: AttemptRecord
    points: float | None
    max_points: float
    counts: bool


@dataclass(frozen=True, slots=True)
class Several:
    """Somebody who has opened an assessment more than once."""

    person: TraineeRecord
    title: str
    of: int
    attempts: tuple[AttemptShown, ...]


class Attempts(ClassPage):
    """GET and POST /facilitator/class/<id>/attempts; `do` of the form is a verb and, after a blank, the assessment."""

    async def get(self, class_id: str) -> None:
        await self._show()

    async def post(self, class_id: str) -> None:
        verb, _, about = self.typed("do").partition(" ")
        if verb == "save":
            await self._save(about)
        elif verb == "forms":
            await self._take_forms(about)
        elif verb == "no-forms":
            await self._take_back(about)
        elif verb == "first":
            await self._choose(about, self.typed("trainee"), self.typed("form"))
        elif verb == "grant":
            await self._grant(self.typed("trainee"), self.typed("assessment"))
        else:
            raise Refused(400, "no-change", self._("The hall does not know this button. Load the page again."))

    async def _save(self, name: str) -> None:
        library = self.library(self.record)
        if name not in library.assessments:
            raise Refused(404, "no-page", self._("This class has no such page. Load this page again."))
        typed = {each: self.typed(each) for each in ("attempts", "wait_hours", "counts")}
        try:
            numbers = {each: int(typed[each]) for each in ("attempts", "wait_hours")}
            chosen = Retakes.model_validate({**numbers, "counts": typed["counts"]})
        except (ValueError, ValidationError):
            sentence = self._("Write whole numbers: attempts from 1 to {most}, hours from 0 to {hours}.")
            self.set_status(400)
            await self._show({name: sentence.format(most=MOST_ATTEMPTS, hours=MOST_HOURS)}, typed)
            return
        await self.off_loop(self._keep, name, chosen)
        self.go(f"facilitator/class/{self.record.id}/attempts#{name}")

    def _keep(self, name: str, chosen: Retakes) -> None:
        root = self.services.class_root(self.record.id)
        known = read_class(root)
        write_class(root, known.model_copy(update={"retakes": {**known.retakes, name: chosen}}))

    async def _grant(self, card: str, name: str) -> None:
        page = f"assessment/{name}"
        latest = await self.off_loop(self.store.attempts.find, self.record.id, card, page)
        if latest is None or latest.submitted_at is None:
            sentence = self._("This person has not handed it in yet. They open it and go on where they stopped.")
            self.set_status(400)
            await self._show({"grant": sentence})
            return
        change = Grant(page=page, trainee=card)
        await self.off_loop(self.store.paces.steer, self.record.id, FACILITATOR, change)
        self.hall.news.tell(self.record.id, "pace", card)
        self.go(f"facilitator/class/{self.record.id}/attempts", granted=card)

    async def _take_forms(self, name: str) -> None:
        """Let the class take both forms of a module; nobody may have begun with its assessment."""
        module = next((each for each in self.library(self.record).syllabus.modules if each.id == name), None)
        if module is None or module.forms is None:
            raise Refused(404, "no-page", self._("This class has no such page. Load this page again."))
        page = f"assessment/{module.assessment}"
        if any(each.page == page for each in await self.off_loop(self.store.attempts.of_class, self.record.id)):
            self.set_status(400)
            sentence = self._("Somebody has opened the assessment of this module already; the class keeps it.")
            await self._show({"forms": sentence})
            return

        async def add(tell: Tell) -> str:
            await self.off_loop(self.services.add_forms, self.record.id, name, tell)
            # Until the facilitator opens it: whoever knows the second form beforehand is not tested by it.
            await self.off_loop(
                self.store.paces.steer, self.record.id, FACILITATOR, Lock(pages=(f"{AFTER}{name}",), on=True)
            )
            self.hall.news.tell(self.record.id, "pace")
            return f"facilitator/class/{self.record.id}/attempts#forms"

        work = LONG_WORK.start(add)
        await work.wait(SOON_S)
        if work.trouble:
            await self._show({"forms": work.trouble})
        else:
            self.go(work.leads_to or f"facilitator/working/{work.id}")

    async def _take_back(self, name: str) -> None:
        """Let the class take the assessment of a module again, as long as nobody has opened a form."""
        pair = self._pair(name)
        if pair is None:
            raise Refused(404, "no-page", self._("This class has no such page. Load this page again."))
        try:
            await self.off_loop(self.store.forms.take_back, self.record.id, FACILITATOR, name, pair.pages)
        except FormOpened:
            self.set_status(400)
            await self._show({"forms": self._("Somebody has opened a form meanwhile; the class keeps both.")})
            return
        await self.off_loop(self._keep_no_forms, name)
        self.hall.news.tell(self.record.id, "pace")
        self.go(f"facilitator/class/{self.record.id}/attempts#forms")

    def _keep_no_forms(self, name: str) -> None:
        root = self.services.class_root(self.record.id)
        known = read_class(root)
        write_class(root, known.model_copy(update={"forms": tuple(each for each in known.forms if each != name)}))

    def _pair(self, name: str) -> FormPair | None:
        pairs = form_pairs(self.group(self.record), self.library(self.record))
        return next((each for each in pairs if each.module.id == name), None)

    async def _choose(self, name: str, card: str, letter: str) -> None:
        pair = self._pair(name)
        if pair is None or letter not in ("A", "B") or card not in {each.id for each in self._people()}:
            raise Refused(404, "no-page", self._("This class has no such page. Load this page again."))
        first = pair.pages["AB".index(letter)]
        try:
            await self.off_loop(self.store.forms.choose, self.record.id, FACILITATOR, name, pair.pages, card, first)
        except FormOpened:
            self.set_status(400)
            await self._show({"forms": self._("This person has opened a form meanwhile; the order stays.")})
            return
        self.hall.news.tell(self.record.id, "pace", card)
        self.go(f"facilitator/class/{self.record.id}/attempts#forms")

    def _people(self) -> list[TraineeRecord]:
        return self.store.people.of_class(self.record.id)

    async def _show(self, problems: Mapping[str, str] | None = None, typed: Mapping[str, str] | None = None) -> None:
        shown = await self.off_loop(self._state)
        granted = self.get_query_argument("granted", "")
        self.render(
            "attempts.html",
            record=self.record,
            problems=problems or {},
            typed=typed or {},
            chosen={name: self.typed(name) for name in ("trainee", "assessment")},
            granted=next((each for each in shown["people"] if each.id == granted), None),
            most_attempts=MOST_ATTEMPTS,
            most_hours=MOST_HOURS,
            **shown,
        )

    def _state(self) -> dict[str, Any]:
        library, group = self.library(self.record), self.group(self.record)
        taken = tuple(
            Taken(name, each.title.of(self.lang), retakes_of(group, library, name))
            for name, each in library.assessments.items()
        )
        people = self._people()
        return {
            "taken": taken,
            "people": [
                person for person in people if person.id not in self.store.paces.of_class(self.record.id).closed
            ],
            "several": self._several(library, group, people),
            "offered": self._offered(library, group),
            "halves": halves(self.store, self.record.id, form_pairs(group, library), people, self.lang),
        }

    def _offered(self, library: Library, group: ClassFile) -> list[Module]:
        """The modules of which the class could take both forms; it was opened with them."""
        known = library_of((self.services.class_root(self.record.id) / CONTENT,)).assessments.keys()
        modules = (each for each in library.syllabus.modules if each.forms and each.id not in group.forms)
        return [each for each in modules if known >= set(each.forms or ())]

    def _several(self, library: Library, group: ClassFile, people: Iterable[TraineeRecord]) -> tuple[Several, ...]:
        by_id = {person.id: person for person in people}
        grants = self.store.paces.of_class(self.record.id).grants
        marks = self._marks(library)
        records = sorted(
            (each for each in self.store.attempts.of_class(self.record.id) if each.page.startswith("assessment/")),
            key=lambda each: (each.trainee_id, each.page, each.number),
        )
        found = []
        for (trainee, page), mine in groupby(records, key=lambda each: (each.trainee_id, each.page)):
            attempts, name = list(mine), page.removeprefix("assessment/")
            granted = (page, trainee) in grants
            if name not in library.assessments or trainee not in by_id or (len(attempts) == 1 and not granted):
                continue
            shown = tuple(
                AttemptShown(each, *marks.get((trainee, name, each.number), (None, 0.0, False))) for each in attempts
            )
            of = max(retakes_of(group, library, name).attempts, len(attempts))
            found.append(Several(by_id[trainee], library.assessments[name].title.of(self.lang), of, shown))
        return tuple(found)

    def _marks(self, library: Library) -> dict[tuple[str, str, int], tuple[float | None, float, bool]]:
        """Points, the most there are, and whether it counts, by trainee, assessment and attempt."""
        try:
            grid = every_standing(self.services.class_root(self.record.id), library)
        except CauNoiError:
            return {}  # the board says what the trouble is
        found = {}
        for key, group in groupby(grid, key=_whose):
            cells = list(group)
            judged = [each for each in cells if each.state != "little-seen"]
            settled = cells[0].submission is not None and all(each.settled for each in cells)
            points = math.fsum(each.points or 0.0 for each in judged) if settled and judged else None
            found[key] = points, math.fsum(each.cell.points for each in judged), cells[0].counts
        return found


def _whose(cell: Standing) -> tuple[str, str, int]:
    return cell.trainee.id, cell.assessment, cell.number
