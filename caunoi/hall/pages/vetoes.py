"""Possible vetoes of a class: a person looks at each and confirms or dismisses it before it counts."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from caunoi.content import Library
from caunoi.coursework.pinned import pinned_library
from caunoi.coursework.standings import Standing, every_standing
from caunoi.coursework.vetoes import PossibleVeto, rule
from caunoi.drawing import Words
from caunoi.errors import CauNoiError, GradingError
from caunoi.hall.pages.page import ClassPage
from caunoi.lowering import expand
from caunoi.web.answer import Refused

LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class VetoShown:
    """One possible veto as it is shown: whose, what, where in the case, and what was decided."""

    standing: Standing
    veto: PossibleVeto
    case: str
    what: str
    facts: str
    screen: str
    action: str

    @property
    def names(self) -> list[str]:
        """What a form names it by."""
        return [self.standing.trainee.id, str(self.standing.number), self.standing.cell.id, self.veto.id]


class Vetoes(ClassPage):
    """GET and POST /facilitator/class/<id>/vetoes; the form has trainee, attempt, cell, veto, decision and by."""

    async def get(self, class_id: str) -> None:
        rows = await self.off_loop(self._rows)
        self.render("vetoes.html", record=self.record, rows=rows, problem="", by=self.get_query_argument("by", ""))

    async def post(self, class_id: str) -> None:
        by = self.typed("by", LONGEST_NAME)
        rows: list[VetoShown] = await self.off_loop(self._rows)
        named = [self.typed(name) for name in ("trainee", "attempt", "cell", "veto")]
        found = next((row for row in rows if row.names == named), None)
        if found is None or found.standing.submission is None:
            raise Refused(404, "no-veto", self._("There is no such possible veto in this class. Load the page again."))
        if not by:
            self.set_status(400)
            sentence = self._("Write your name first, so that others know who decided.")
            self.render("vetoes.html", record=self.record, rows=rows, problem=sentence, by=by)
            return
        try:
            submission, decision = found.standing.submission, self.typed("decision")
            await self.off_loop(lambda: rule(self._root, submission, named[2], named[3], decision, by))
        except GradingError as error:
            raise Refused(400, "no-decision", str(error)) from error
        self.go(f"facilitator/class/{self.record.id}/vetoes", by=by)

    @property
    def _root(self) -> Path:
        return self.services.class_root(self.record.id)

    def _rows(self) -> list[VetoShown]:
        """All possible vetoes, those that wait first."""
        try:
            library = pinned_library(self._root)
            cells = every_standing(self._root, library)
        except CauNoiError as error:
            raise Refused(503, "no-gradebook", str(error)) from error
        rows = [self._shown(library, standing, veto) for standing in cells for veto in standing.vetoes]
        return sorted(rows, key=lambda row: not row.veto.open)

    def _shown(self, library: Library, standing: Standing, veto: PossibleVeto) -> VetoShown:
        scenario = library.scenario(standing.cell.ref)
        words = Words(self.lang, scenario.values)
        written = next(each for each in library.rubrics[scenario.id].vetoes if each.id == veto.id)
        screen = expand(library.portal_of(scenario)).screens[veto.incident.screen]
        action = screen.actions.get((veto.incident.did or "").partition(".")[2])
        return VetoShown(
            standing=standing,
            veto=veto,
            case=words.of(scenario.title),
            what=words.of(written.say),
            facts=words.maybe(written.facts) or "",
            screen=words.of(screen.title),
            action=words.of(action.label) if action else "",
        )


def has_vetoes(library: Library) -> bool:
    """Whether a case of the class can hold a veto at all."""
    cases = {task.mockup for each in library.assessments.values() for task in each.tasks if task.mockup}
    return any(library.rubrics[case].vetoes for case in cases & set(library.rubrics))
