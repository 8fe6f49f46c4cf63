"""Guards, as authors write them, and moments, which say when something happened in a trace."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Discriminator, Field, StrictBool, StrictInt, Tag

from caunoi.model.base import Did, Id, Literal, Operand, Sum, Value, VarName, Words


class Eq(Value):
    """{eq: [variable, literal]}"""

    eq: tuple[VarName, Operand]


class Lt(Value):
    """{lt: [variable, integer]}, or with {var: other} for the integer"""

    lt: tuple[VarName, Sum]


class In(Value):
    """{in: [variable, [literal, ...]]}"""

    in_: tuple[VarName, tuple[Literal, ...]] = Field(alias="in")


class Filled(Value):
    """{filled: variable}: a text that is not empty, a tick that is set, a choice that was made.

    An input that its own `when` hides keeps its value, and so it is filled if it was; who means "filled and in sight"
    says both.
    """

    filled: VarName


class AllOf(Value):
    """{all: [guard, ...]}"""

    all: tuple[Guard, ...]


class AnyOf(Value):
    """{any: [guard, ...]}"""

    any: tuple[Guard, ...]


class Not(Value):
    """{not: guard}"""

    not_: Guard = Field(alias="not")


_GUARDS = {"eq": Eq, "lt": Lt, "in": In, "filled": Filled, "all": AllOf, "any": AnyOf, "not": Not}


def _guard_kind(raw: Any) -> str | None:
    if isinstance(raw, dict):
        return next((kind for kind in _GUARDS if kind in raw), None)
    return next((kind for kind, model in _GUARDS.items() if isinstance(raw, model)), None)


Guard = Annotated[
    Annotated[Eq, Tag("eq")]
    | Annotated[Lt, Tag("lt")]
    | Annotated[In, Tag("in")]
    | Annotated[Filled, Tag("filled")]
    | Annotated[AllOf, Tag("all")]
    | Annotated[AnyOf, Tag("any")]
    | Annotated[Not, Tag("not")],
    Discriminator(
        _guard_kind,
        custom_error_type="guard",
        custom_error_message="Write a guard: eq, lt, in, filled, all, any or not",
    ),
]


class Entered(Value):
    """The moment a screen is entered from another; the screen a scenario starts on is not entered by starting."""

    screen: Id


class Done(Value):
    """The moment an action is done, or one case of it, by its id or counted from 0."""

    did: Did
    case: StrictInt | Id | None = None


class Hinted(Value):
    """The moment somebody asked for a hint, anywhere or at one step."""

    hint: StrictBool | Words


class Holds(Value):
    """The moment a guard becomes true that was not true before the event."""

    holds: Guard


_MOMENTS = {"screen": Entered, "did": Done, "holds": Holds, "hint": Hinted}


def _moment_kind(raw: Any) -> str | None:
    if isinstance(raw, dict):
        return next((kind for kind in _MOMENTS if kind in raw), None)
    return next((kind for kind, model in _MOMENTS.items() if isinstance(raw, model)), None)


Moment = Annotated[
    Annotated[Entered, Tag("screen")]
    | Annotated[Done, Tag("did")]
    | Annotated[Holds, Tag("holds")]
    | Annotated[Hinted, Tag("hint")],
    Discriminator(
        _moment_kind, custom_error_type="moment", custom_error_message="Write a moment: screen, did, holds or hint"
    ),
]

AllOf.model_rebuild()
AnyOf.model_rebuild()
Not.model_rebuild()
