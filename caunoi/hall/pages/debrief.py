"""The page for talking about a class together: three wrong turns, each with its screen, on paper one page each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from caunoi.content import Library
from caunoi.coursework.turn_words import TurnWords
from caunoi.coursework.turns import TurnCount, turn_counts
from caunoi.drawing import Words
from caunoi.errors import CauNoiError
from caunoi.hall.debrief import ClassTurn, commonest, is_closed, practice_turns, tested_turns, way_there
from caunoi.hall.pages.page import ClassPage
from caunoi.hall.records import utc_now
from caunoi.hall.render import script_json
from caunoi.hall.services import MockupDrawing
from caunoi.views import mockup_view

# So many walks are tried until one arrives at the screen without what a person typed.
MOST_WALKS = 8


@dataclass(frozen=True, slots=True)
class TurnShown:
    """One wrong turn in words: its sort, how many did what, in which case, on which screen, and what is right."""

    where: str
    kind: str
    sentence: str
    case: str
    screen: str
    advice: str


class Debrief(ClassPage):
    """GET /facilitator/class/<id>/debrief."""

    async def get(self, class_id: str) -> None:
        drawing = await self.off_loop(self.services.mockup) if self.services.mockup else None
        values, drawings = await self.hall.watching(self._values, drawing)
        put = self.hall.assets.put
        data = {"module": put(drawing.module.encode(), "js") if drawing else "", "drawings": drawings}
        style = put(drawing.style.encode(), "css") if drawing else ""
        self.render("debrief.html", record=self.record, data=script_json(data), style=style, **values)

    def _values(self, drawing: MockupDrawing | None) -> tuple[dict[str, Any], list[dict[str, Any]]]:
        class_id = self.record.id
        pace, now = self.store.paces.of_class(class_id), utc_now()
        seen = self.hall.watch.seen(class_id)
        lessons, tests = (self.hall.watch.library(class_id, kind) for kind in ("lesson/", "assessment/"))
        joined = {each.record.trainee_id for each in seen.attempts.values()}
        joined |= {person.id for person in self.store.people.of_class(class_id) if person.joined_at is not None}
        joined -= pace.closed.keys()
        closed = {name: is_closed(f"assessment/{name}", seen, joined, pace, now) for name in tests.assessments}
        begun = {each.record.page for each in seen.attempts.values()}
        open_tests = [
            test.title.of(self.lang)
            for name, test in tests.assessments.items()
            if f"assessment/{name}" in begun and not closed[name]
        ]
        turns = commonest([*practice_turns(seen, lessons, pace), *tested_turns(self._handed_in(tests), closed, seen)])
        content = {"practice": lessons, "test": tests}
        values = {
            "turns": [self._shown(turn, content[turn.where]) for turn in turns],
            "begun": sum(bool(each.events) for each in seen.attempts.values()),
            "open_tests": open_tests,
        }
        words = drawing.words(self.lang) if drawing else None
        return values, [self._drawing(turn, content[turn.where], words) for turn in turns] if words else []

    def _handed_in(self, tests: Library) -> tuple[TurnCount, ...]:
        try:
            return turn_counts(self.services.class_root(self.record.id), tests)
        except CauNoiError:
            return ()  # a class without a gradebook has practised all the same; the board says what is wrong

    def _shown(self, turn: ClassTurn, library: Library) -> TurnShown:
        told = TurnWords(library, self.lang)
        scenario = library.scenario(turn.ref)
        _ = self._
        return TurnShown(
            where=_("Practice") if turn.where == "practice" else _("Test"),
            kind=told.kind(turn.kind),
            sentence=told.sentence(turn),
            case=Words(self.lang, scenario.values).of(scenario.title),
            screen=told.screen(turn),
            advice=told.advice(turn),
        )

    def _drawing(self, turn: ClassTurn, library: Library, words: Mapping[str, str]) -> dict[str, Any]:
        """The view of the screen and the events that lead to it; without such events the screen as it is at first."""
        mode = library.scenario(turn.ref).use
        view = mockup_view(library, turn.ref, mode, self.lang)
        walks = (
            [event.event for event in self.store.events.of_attempt(attempt) if event.task == task]
            for attempt, task in turn.walks[:MOST_WALKS]
        )
        events = way_there(library, turn, walks)
        if events is None:
            view["core"]["start"] = turn.screen
        for practice_only in ("steps", "criteria", "wrong_turns", "vetoes"):
            view.pop(practice_only, None)
        # The mode in which nothing stands beside the screen.
        return {"view": {**view, "mode": "test", "ui": dict(words)}, "events": events or []}
