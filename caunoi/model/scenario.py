"""A scenario on a portal: the task, its guided steps, its rubric and the traces that prove it."""

from __future__ import annotations

from typing import Annotated, Any, Self
from typing import Literal as OneOf

from pydantic import Discriminator, Field, JsonValue, StrictInt, Tag, model_validator

from caunoi.model.base import Id, IsoDate, Literal, Minutes, SkillId, Text, Url, Value, VarName, Words
from caunoi.model.facts import Cited
from caunoi.model.guards import Entered, Guard, _guard_kind
from caunoi.model.rubric import Criterion, Rubric, Veto, WrongTurn
from caunoi.model.visit import Visit


class Persona(Value):
    """The resident whose case it is."""

    name: Words
    age: Annotated[StrictInt, Field(ge=0, le=120)]
    about: Text


class Beginning(Value):
    """Where the scenario begins when that is not the portal's own start: a variation or a fault."""

    screen: Id | None = None
    set: dict[VarName, Literal] = Field(default_factory=dict)


class Step(Value):
    """One guided step: do an action, or set an input to a value."""

    screen: Id
    when: Guard | None = None
    do: Id | None = None
    set: VarName | None = None
    to: Literal | None = None
    say: Text
    hint: Text | None = None

    @model_validator(mode="after")
    def _one_thing(self) -> Self:
        if (self.do is None) == (self.set is None) or (self.set is None) != (self.to is None):
            raise ValueError("a step has either `do`, or `set` with `to`")
        return self


def _goal_kind(raw: Any) -> str | None:
    if isinstance(raw, Entered) or (isinstance(raw, dict) and "screen" in raw):
        return "screen"
    return "guard" if _guard_kind(raw) else None


_TracePoints = Annotated[float, Field(ge=0, allow_inf_nan=False)]

Goal = Annotated[
    Annotated[Entered, Tag("screen")] | Annotated[Guard, Tag("guard")],
    Discriminator(
        _goal_kind, custom_error_type="goal", custom_error_message="Write a goal: a screen, or a guard that holds"
    ),
]


class Scenario(Value):
    """A task on a portal, for practice or for a test.

    With a `visit` the portal is a talk with a resident, and the talk brings the guided steps and the rubric.
    """

    id: Id
    portal: Id
    use: OneOf["practice", "test"]
    title: Text
    brief: Text
    persona: Persona
    visit: Visit | None = None
    values: dict[Id, Words] = Field(default_factory=dict)
    start: Beginning = Beginning()
    goal: Goal
    skills: tuple[SkillId, ...] = ()
    minutes: Minutes
    source: Url
    checked_on: IsoDate
    facts: Cited = ()
    steps: tuple[Step, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    wrong_turns: tuple[WrongTurn, ...] = ()
    vetoes: tuple[Veto, ...] = ()

    @model_validator(mode="after")
    def _test_keeps_its_secrets(self) -> Self:
        if self.use == "test" and (self.steps or self.criteria or self.wrong_turns or self.vetoes):
            raise ValueError(
                "a test scenario has no steps, criteria, wrong_turns or vetoes; put them in its rubric file"
            )
        return self

    def rubric(self) -> Rubric:
        """Return the rubric that a practice scenario carries itself."""
        return Rubric(scenario=self.id, criteria=self.criteria, wrong_turns=self.wrong_turns, vetoes=self.vetoes)


TraceKind = OneOf[
    "expert", "second-path", "slip", "detour", "foil", "near-miss", "gives-up", "forged", "empty"
]  # fmt: skip
"""What a trace is there to show.

expert: everything done well, for all points. second-path: another good way, worth as much. slip: an error, mended or
not. detour: longer and in the end right. foil: looks busy or kind and is not good coaching; below every expert.
near-miss: close to a veto and none. gives-up: stops early. forged: written by hand to earn what was not done.
"""


class Trace(Value):
    """A recorded way through a scenario and what it must get; forged ones may hold any JSON.

    Either `points` exactly, or a range: `at_least`, `at_most` or both. `because` says why an expert or a second path
    gets less than the others. `vetoes` and `wrong_turns`, where written, are all that the trace takes.
    """

    id: Id
    kind: TraceKind
    points: _TracePoints | None = None
    at_least: _TracePoints | None = None
    at_most: _TracePoints | None = None
    because: Words | None = None
    vetoes: tuple[Id, ...] | None = None
    wrong_turns: tuple[Id, ...] | None = None
    skipped: Annotated[StrictInt, Field(ge=0)] = 0
    events: tuple[JsonValue, ...] = ()

    @model_validator(mode="after")
    def _states_its_points(self) -> Self:
        ranged = self.at_least is not None or self.at_most is not None
        if (self.points is not None) == ranged:
            raise ValueError("a trace states either `points`, or `at_least`, `at_most` or both")
        return self


class TraceSet(Value):
    """All recorded traces of one scenario."""

    scenario: Id
    traces: tuple[Trace, ...]
