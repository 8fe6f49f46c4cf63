"""How a scenario is scored: criteria that give points, wrong turns worth talking about, and vetoes."""

from __future__ import annotations

from typing import Annotated, Self
from typing import Literal as OneOf

from pydantic import Field, StrictInt, model_validator

from caunoi.model.base import Id, Literal, Points, SkillId, Sum, Text, Value, VarName, VarRef
from caunoi.model.facts import Cited
from caunoi.model.guards import Moment


class _Criterion(Value):
    """What all criteria share; with `opportunity` a criterion counts only where that moment came."""

    id: Id
    points: Points
    skill: SkillId
    why: Text
    opportunity: Moment | None = None
    facts: Cited = ()


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
    """Met when `once` happened and `count` (an action tried, a hint) no more than `times` times in the whole trace."""

    kind: OneOf["at-most"]
    count: Moment
    times: Annotated[StrictInt, Field(ge=0)]
    once: Moment


class Answered(_Criterion):
    """Met when the last value given to an input is an accepted one, on whatever screen and whenever it was given.

    For a `several` input `accepts` names the options to tick, and the share of them counts, less the wrong ones. Text
    is compared as in a short item: `accents` count unless they are forgiven, `case` only where it is exact.
    """

    kind: OneOf["answered"]
    input: Id
    accepts: Literal | Annotated[tuple[Literal, ...], Field(min_length=1)]
    accents: OneOf["forgiven", "exact"] = "exact"
    case: OneOf["forgiven", "exact"] = "forgiven"


class Share(_Criterion):
    """Met in the share `part` of `whole`, at the end of the trace or after the last time `at` happened.

    `part` is a counter, `whole` another one or a number. The share stays between 0 and 1; a share of nothing does not
    count: its points are spread over the others.
    """

    kind: OneOf["share"]
    part: VarRef
    whole: Sum
    at: Moment | None = None


Criterion = Annotated[
    Reached | Held | Avoided | Ordered | AtMost | Answered | Share,
    Field(discriminator="kind"),
]

TurnKind = OneOf["order", "omission", "wrong-choice", "wrong-value", "unsafe", "taking-over", "off-path"]
"""What sort of error a wrong turn is.

order: a right thing too early or too late. omission: went on without something. wrong-choice: another option, service
or place than needed. wrong-value: something typed that is not right. unsafe: money, a secret or a paper put at risk.
taking-over: did what the resident should have done. off-path: a detour that costs time only.
"""


class WrongTurn(Value):
    """A detour worth talking about: `when` happened, before `before`, and `unless` happened nowhere in the trace.

    `say` speaks to the trainee. `class_say` tells a class what people did: it goes on after "9 of 34 people", so it
    begins as the middle of a sentence and has no full stop.
    """

    id: Id
    kind: TurnKind
    when: Moment
    before: Moment | None = None
    unless: Moment | None = None
    say: Text
    class_say: Text
    facts: Cited = ()

    @model_validator(mode="after")
    def _goes_on(self) -> Self:
        for said in (self.class_say.vi, self.class_say.id, self.class_say.en):
            if said is not None and said.endswith("."):
                raise ValueError("class_say goes on after 'n of N people' and has no full stop at its end")
        return self


class Veto(Value):
    """What rules out a pass whatever the points, once a person has confirmed that it happened.

    `say` names the deed to the trainee, `facts` tells the person who confirms what the rule rests on.
    """

    id: Id
    when: Moment
    say: Text
    facts: Text | None = None


class Rubric(Value):
    """How a scenario is scored; of a test it stays with the assessor."""

    scenario: Id
    criteria: tuple[Criterion, ...] = ()
    wrong_turns: tuple[WrongTurn, ...] = ()
    vetoes: tuple[Veto, ...] = ()

    @property
    def needs_occasions(self) -> bool:
        """Whether a trace can end with fewer occasions to judge it by than the criteria ask for."""
        return any(
            each.opportunity is not None or (isinstance(each, Share) and isinstance(each.whole, VarRef))
            for each in self.criteria
        )
