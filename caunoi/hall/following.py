"""How far one person is with one task: its events are followed as they come, in pieces or at once."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from caunoi.content import Library
from caunoi.hall.records import EventRecord
from caunoi.lowering import Core
from caunoi.machine import ask

# The machine is asked in portions, so that a long evening without connection stays within its limits.
PORTION = 500


@dataclass(frozen=True, slots=True)
class Stay:
    """How long somebody has been getting no further: `key` names how far they are, `since` is by the hall's clock.

    `hints` and `turns` (wrong turns by id) count what happened since then. `spent` are the seconds that earlier keys
    took; a key that was reached and passed in one delivery is not among them, since nobody knows how long it took.
    """

    key: str = ""
    since: datetime | None = None
    hints: int = 0
    turns: Mapping[str, int] = field(default_factory=dict)
    spent: Mapping[str, float] = field(default_factory=dict)

    def moved(self, key: str, at: datetime) -> Stay:
        """Further: what counted for the place before counts no more."""
        spent = self.spent
        if self.since is not None and at > self.since:
            spent = {**spent, self.key: spent.get(self.key, 0.0) + (at - self.since).total_seconds()}
        return Stay(key, at, spent=spent)

    def hinted(self) -> Stay:
        """A hint was asked for."""
        return replace(self, hints=self.hints + 1)

    def turned(self, turns: Sequence[str]) -> Stay:
        """Wrong turns were taken."""
        return replace(self, turns={**self.turns, **{turn: self.turns.get(turn, 0) + 1 for turn in turns}})


@dataclass(frozen=True, slots=True)
class Way:
    """What a case is followed by; a test's has neither steps nor wrong turns, so that nothing of its key is told."""

    core: Core
    goal: Mapping[str, Any]
    steps: tuple[Mapping[str, Any], ...] = ()
    turns: tuple[Mapping[str, Any], ...] = ()

    @classmethod
    def of(cls, library: Library, scenario: str) -> Way:
        """The way of a scenario. Raises ContentError."""
        if library.scenario(scenario).use == "test":
            return cls(library.core(scenario), library.goal(scenario))
        turns = library.rubric_core(scenario).wrong_turns if scenario in library.rubrics else ()
        return cls(library.core(scenario), library.goal(scenario), tuple(library.steps(scenario)), turns)


@dataclass(frozen=True, slots=True)
class Case:
    """Where somebody is in a mock-up: the screen, the guided step to do next (from 0, None off the way), the end.

    `taken` are the wrong turns of any try with the screen they were taken on, `done` whether any try came to its end;
    `carried` is what the machine goes on from, as JSON, which takes a tenth of the room.
    """

    screen: str = ""
    step: int | None = None
    over: bool = False
    furthest: int = -1
    taken: Mapping[str, str] = field(default_factory=dict)
    stay: Stay = Stay()
    carried: str = "null"
    done: bool = False

    def after(self, way: Way, events: Sequence[EventRecord]) -> Case:
        """The case some events later. Raises MachineError."""
        case = self
        for first in range(0, len(events), PORTION):
            case = case._after(way, events[first : first + PORTION])
        return case

    def _after(self, way: Way, events: Sequence[EventRecord]) -> Case:
        asked = {"steps": way.steps, "goal": way.goal, "turns": way.turns}
        told = ask("follow", way.core, asked, json.loads(self.carried), [each.event for each in events])
        case = self
        for event, place in zip(events, told["places"], strict=True):
            case = case._at(way, event, place)
        walk = told["walk"]
        taken = {**walk["now"], **walk["past"]}
        return replace(case, taken=taken, carried=json.dumps(walk, separators=(",", ":")))

    def _at(self, way: Way, event: EventRecord, place: Mapping[str, Any]) -> Case:
        step, screen, over = place["step"], place["screen"], place["over"]
        stay = self.stay if self.stay.since else Stay("", event.received_at)
        if "hint" in event.event:
            stay = stay.hinted()
        if place["took"]:
            stay = stay.turned(place["took"])
        furthest = -1 if place["again"] else self.furthest
        further = step is not None and step > furthest
        if place["again"] or over != self.over or (further if way.steps else screen != self.screen):
            furthest = max(furthest, -1 if step is None else step)
            key = f"step/{furthest}" if way.steps and not over else f"screen/{screen}"
            stay = stay.moved(key, event.received_at)
        return Case(screen, step, over, furthest, self.taken, stay, self.carried, self.done or over)


@dataclass(frozen=True, slots=True)
class Answers:
    """How far somebody is with questions or with something to write: which were answered at least once."""

    answered: frozenset[str] = frozenset()
    stay: Stay = Stay()

    @property
    def over(self) -> bool:
        """Nobody can say: an answer may always be looked at again."""
        return False

    def after(self, events: Sequence[EventRecord]) -> Answers:
        """The answers some events later."""
        answered, stay = self.answered, self.stay
        for event in events:
            stay = stay if stay.since else Stay("", event.received_at)
            if "hint" in event.event:
                stay = stay.hinted()
            name = event.event.get("answer") or event.event.get("write")
            if name is not None and name not in answered:
                answered = answered | {name}
                stay = stay.moved(f"answered/{len(answered)}", event.received_at)
        return Answers(answered, stay)


Task = Case | Answers
