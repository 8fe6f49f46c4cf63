"""A scenario on a portal: the task, its guided steps, its criteria and the traces that prove them."""

from __future__ import annotations

from typing import Annotated, Any, Self
from typing import Literal as OneOf

from pydantic import Discriminator, Field, JsonValue, StrictInt, Tag, model_validator

from caunoi.model.base import Id, IsoDate, Literal, Minutes, Points, SkillId, Text, Url, Value, VarName, Words
from caunoi.model.guards import Entered, Guard, Moment, _guard_kind


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


class _Criterion(Value):
    id: Id
    points: Points
    skill: SkillId
    why: Text


class Reached(_Criterion):
    """Met when the moment happened at least once."""

    kind: OneOf["reached"]
    moment: Moment


class Held(_Criterion):
    """Met in the share of values that were right after the event of the last time the moment happened."""

    kind: OneOf["held"]
    at: Moment
    values: dict[VarName, Literal | tuple[Literal, ...]] = Field(min_length=1)


class Avoided(_Criterion):
    """Met when `once` happened and `never` did not, before it or after it."""

    kind: OneOf["avoided"]
    never: Moment
    once: Moment


class Ordered(_Criterion):
    """Met when the moments happened in this order, each at a later event than the one before; all or nothing."""

    kind: OneOf["ordered"]
    moments: tuple[Moment, ...] = Field(min_length=2)


class AtMost(_Criterion):
    """Met when `once` happened and `count` happened no more than `times` times in the whole trace."""

    kind: OneOf["at-most"]
    count: Moment
    times: Annotated[StrictInt, Field(ge=0)]
    once: Moment


Criterion = Annotated[Reached | Held | Avoided | Ordered | AtMost, Field(discriminator="kind")]


class WrongTurn(Value):
    """A detour worth talking about: `when` happened, before `before` where that is given."""

    id: Id
    when: Moment
    before: Moment | None = None
    say: Text


class Rubric(Value):
    """How a scenario is scored; of a test it stays with the assessor."""

    scenario: Id
    criteria: tuple[Criterion, ...] = ()
    wrong_turns: tuple[WrongTurn, ...] = ()


def _goal_kind(raw: Any) -> str | None:
    if isinstance(raw, Entered) or (isinstance(raw, dict) and "screen" in raw):
        return "screen"
    return "guard" if _guard_kind(raw) else None


Goal = Annotated[
    Annotated[Entered, Tag("screen")] | Annotated[Guard, Tag("guard")],
    Discriminator(
        _goal_kind, custom_error_type="goal", custom_error_message="Write a goal: a screen, or a guard that holds"
    ),
]


class Scenario(Value):
    """A task on a portal, for practice or for a test."""

    id: Id
    portal: Id
    use: OneOf["practice", "test"]
    title: Text
    brief: Text
    persona: Persona
    values: dict[Id, Words] = Field(default_factory=dict)
    start: Beginning = Beginning()
    goal: Goal
    skills: tuple[SkillId, ...] = ()
    minutes: Minutes
    source: Url
    checked_on: IsoDate
    steps: tuple[Step, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    wrong_turns: tuple[WrongTurn, ...] = ()

    @model_validator(mode="after")
    def _test_keeps_its_secrets(self) -> Self:
        if self.use == "test" and (self.steps or self.criteria or self.wrong_turns):
            raise ValueError("a test scenario has no steps, criteria or wrong_turns; they go to its rubric file")
        return self

    def rubric(self) -> Rubric:
        """Return the rubric that a practice scenario carries itself."""
        return Rubric(scenario=self.id, criteria=self.criteria, wrong_turns=self.wrong_turns)


class Trace(Value):
    """A recorded way through a scenario and the points it must get; forged ones may hold any JSON."""

    id: Id
    kind: OneOf["expert", "second-path", "slip", "detour", "gives-up", "forged", "empty"]
    points: Annotated[float, Field(ge=0, allow_inf_nan=False)]
    skipped: Annotated[StrictInt, Field(ge=0)] = 0
    events: tuple[JsonValue, ...] = ()


class TraceSet(Value):
    """All recorded traces of one scenario."""

    scenario: Id
    traces: tuple[Trace, ...]
