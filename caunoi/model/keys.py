"""Keys of quiz items: what is right, and how written answers are read. They never reach the page of a test."""

from __future__ import annotations

from typing import Annotated
from typing import Literal as OneOf

from pydantic import Field, StrictInt

from caunoi.model.base import Id, Points, SafeInt, Text, Value, Words
from caunoi.model.facts import Cited

Strictness = OneOf["forgiven", "exact"]
Percent = Annotated[StrictInt, Field(ge=1, le=99)]
KeyValue = SafeInt | Words | Annotated[tuple[Words, ...], Field(min_length=1)] | dict[Id, Id]


class Level(Value):
    """One level of a writing criterion."""

    points: Annotated[float, Field(ge=0, allow_inf_nan=False)]
    text: Text


class WritingCriterion(Value):
    """What a reader looks for in a written answer."""

    id: Id
    points: Points
    title: Text
    levels: tuple[Level, ...] = Field(min_length=1)
    facts: Cited = ()


class VariantKey(Value):
    """What is right in one variant where that differs: the key, or the tells, or both."""

    key: KeyValue | None = None
    tells: tuple[Id, ...] | None = None


class Answered(Value):
    """What is right, by kind of item.

    single, reply: an option's id; several: ids; order: ids in order; match: {part: option}; number: a whole number;
    short: accepted texts; hotspot: one or more controls of the screen; message: genuine, suspicious or scam, with the
    `tells`; free: none, but `criteria`. A reply may earn a share of the points, in percent, without being the best.
    """

    key: KeyValue | None = None
    accents: Strictness = "exact"
    case: Strictness = "forgiven"
    within: Annotated[StrictInt, Field(ge=0)] = 0
    tells: tuple[Id, ...] = ()
    shares: dict[Id, Percent] = Field(default_factory=dict)
    criteria: tuple[WritingCriterion, ...] = ()
    by_variant: dict[Id, VariantKey] = Field(default_factory=dict)


class Key(Answered):
    """The key of one item, and why it is right."""

    because: Text | None = None
    facts: Cited = ()

    def in_variant(self, variant: str | None) -> Key:
        """Return the key as it is in one variant of the item."""
        own = self.by_variant.get(variant) if variant else None
        changed = {} if own is None else own.model_dump(exclude_none=True)
        return self.model_copy(update=changed)

    @property
    def listed(self) -> tuple[str, ...]:
        """The ids or texts of the key, of a match item those of the options."""
        if self.key is None or isinstance(self.key, int):
            return ()
        if isinstance(self.key, str):
            return (self.key,)
        return tuple(self.key.values()) if isinstance(self.key, dict) else self.key
