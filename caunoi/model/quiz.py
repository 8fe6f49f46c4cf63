"""Sets of quiz items, sets of keys, and written tasks."""

from __future__ import annotations

from typing import Annotated
from typing import Literal as OneOf

from pydantic import Field, StrictInt

from caunoi.model.base import Id, Points, SkillId, Text, Value
from caunoi.model.facts import Cited
from caunoi.model.items import Item
from caunoi.model.keys import Key, WritingCriterion


class ItemSet(Value):
    """Items that are asked together, without their keys."""

    id: Id
    use: OneOf["practice", "test"]
    title: Text | None = None
    items: tuple[Item, ...] = Field(min_length=1)


class KeySet(Value):
    """The keys of one item set."""

    items: Id
    keys: dict[Id, Key]


class Writing(Value):
    """A question that is answered in writing and read by a person."""

    id: Id
    use: OneOf["practice", "test"]
    title: Text | None = None
    prompt: Text
    points: Points
    max_chars: Annotated[StrictInt, Field(ge=1, le=20_000)] = 4000
    skill: SkillId
    facts: Cited = ()


class WritingRubric(Value):
    """How a written answer is read."""

    writing: Id
    criteria: tuple[WritingCriterion, ...] = Field(min_length=1)
