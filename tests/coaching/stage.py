"""Visits to play on: a scenario under another seed, what a strategy does on it, and what that is worth."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from typing import Any

from caunoi import machine
from caunoi.content import Library
from caunoi.lowering import RubricCore, lower_rubric, lower_steps
from caunoi.lowering.core import Core
from caunoi.lowering.talk import Meeting, talk_core, talk_portal, talk_rubric, talk_steps
from caunoi.model.base import Text
from caunoi.model.resident import Resident, Traits
from caunoi.model.rubric import Rubric
from caunoi.model.visit import TalkEvent, TalkStep, Visit
from caunoi.scoring import Score, score
from tests.coaching.sight import Sight, Strategy, play
from tests.coaching.strategies import cue_first

CUT = 85


class Stage:
    """One visit under one seed: its core, its rubric, and strategies played on it."""

    def __init__(
        self,
        library: Library,
        scenario_id: str,
        seed: int | None = None,
        traits: Traits | None = None,
        visit: Visit | None = None,
        **changed: Any,
    ) -> None:
        scenario = library.scenario(scenario_id)
        visit = visit or scenario.visit
        assert visit is not None
        changes = changed | ({} if seed is None else {"seed": seed})
        scenario = scenario.model_copy(update={"visit": visit.model_copy(update=changes)})
        self.meeting: Meeting = library.meeting(scenario)
        if traits is not None:
            resident = self.meeting.resident.model_copy(update={"traits": traits})
            self.meeting = Meeting(self.meeting.talk, resident, scenario)
        self._write()

    def _write(self) -> None:
        self.core: Core = talk_core(self.meeting)
        self.meeting_rubric: Rubric = talk_rubric(self.meeting)
        self.rubric: RubricCore = lower_rubric(talk_portal(self.meeting), self.meeting.scenario, self.meeting_rubric)

    def of(self, resident: Resident) -> Stage:
        """Return the same visit to somebody else."""
        other = copy(self)
        other.meeting = Meeting(self.meeting.talk, resident, self.meeting.scenario)
        other._write()
        return other

    def play(self, strategy: Strategy) -> list[dict[str, str]]:
        """Return the events of a strategy."""
        return play(self.meeting, self.core, strategy)

    def until(self, reached: Callable[[Sight], bool]) -> list[str]:
        """Return the moves of a good way up to where something is so."""
        way = play(self.meeting, self.core, lambda sight: None if reached(sight) else _wary(sight))
        moves = [event["do"] for event in way]
        state = self.end(way)
        assert reached(Sight(self.meeting, self.core, state.vars, moves)), moves
        return moves

    def guided(self) -> list[dict[str, str]]:
        """Return the events of the guided way."""
        scenario = self.meeting.scenario.model_copy(update={"use": "practice", "steps": talk_steps(self.meeting)})
        steps = lower_steps(talk_portal(self.meeting), scenario)
        state = machine.start(self.core)
        events: list[dict[str, str]] = []
        while not state.vars["end"] and len(events) < 100:
            number = machine.ask("nextStep", self.core, {"screen": state.screen, "vars": dict(state.vars)}, steps)
            events.append({"do": steps[number]["do"]})
            state = machine.step(self.core, state, events[-1]).state
        return events

    def score(self, events: list[Any]) -> Score:
        """Return the score of events, with the possible vetoes."""
        return score(self.core, self.rubric.criteria, events, self.rubric.vetoes)

    def end(self, events: list[Any]) -> machine.State:
        """Return her state after events."""
        return machine.replay(self.core, events).state

    def skipped(self, events: list[Any]) -> int:
        """Return how many of the events were impossible where they stand."""
        return len(machine.replay(self.core, events).skipped)


def _wary(sight: Sight) -> str | None:
    """The first good way, but without the rule, so that she may read the code out."""
    move = cue_first(sight)
    return "cue3" if move == "rule" else move


def everything(library: Library) -> Stage:
    """Return a visit at the counter with every kind of step and an urgent paper."""
    visit = library.scenario("wallet-at-home").visit
    assert visit is not None
    kinds = ("plain", "install", "identity", "code", "secret")
    changed = Visit(
        resident=visit.resident,
        setting="counter",
        phone=visit.phone,
        goal=visit.goal,
        steps=tuple(_step(visit.steps[0], kind) for kind in kinds),
        events=(TalkEvent(kind="urgent", turn=4, say=Text(vi="Giấy này hôm nay phải xong.")),),
        seed=1,
        tapes={1: dict.fromkeys(kinds, (0, 0))},
    )
    return Stage(library, "wallet-at-home", traits=Traits(otp_reflex=True), visit=changed)


def _step(like: TalkStep, kind: str) -> TalkStep:
    return like.model_copy(update={"id": kind, "kind": kind, "target": kind == "plain"})
