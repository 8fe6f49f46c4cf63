"""Quiz items and their keys (two types, so that a view cannot carry a key), and written tasks."""

from __future__ import annotations

from typing import Annotated, Self
from typing import Literal as OneOf

from pydantic import Field, StrictInt, model_validator

from caunoi.model.base import Id, IsoDate, Points, SkillId, Text, Url, Value, Words

KeyValue = Words | Annotated[tuple[Words, ...], Field(min_length=1)]


class Item(Value):
    """A question without its key: stem, options, points."""

    id: Id
    kind: OneOf["single", "several", "order", "short"]
    stem: Text
    options: dict[Id, Text] = Field(default_factory=dict)
    points: Points = 1.0
    skill: SkillId
    source: Url | None = None
    checked_on: IsoDate | None = None

    @model_validator(mode="after")
    def _options_fit(self) -> Self:
        if self.kind == "short" and self.options:
            raise ValueError("a short item has no options")
        if self.kind != "short" and len(self.options) < 2:
            raise ValueError(f"a {self.kind} item has at least two options")
        return self


class Key(Value):
    """What is right: an option id (single), ids (several), ids in order (order) or accepted texts (short)."""

    key: KeyValue
    accents: OneOf["forgiven", "exact"] = "exact"
    because: Text | None = None


class PracticeItem(Item):
    """An item of a practice set, which carries its key and feedback beside it."""

    key: KeyValue
    accents: OneOf["forgiven", "exact"] = "exact"
    feedback: Text

    def item(self) -> Item:
        """Return the question alone."""
        return Item.model_construct(**{name: getattr(self, name) for name in Item.model_fields})

    def answer(self) -> Key:
        """Return the key alone."""
        return Key(key=self.key, accents=self.accents, because=self.feedback)


class ItemSet(Value):
    """Items that are asked together, without their keys."""

    id: Id
    use: OneOf["practice", "test"]
    title: Text | None = None
    items: tuple[Item, ...] = Field(min_length=1)


class PracticeItemSet(Value):
    """A practice set as it is written, keys included."""

    id: Id
    use: OneOf["practice"]
    title: Text | None = None
    items: tuple[PracticeItem, ...] = Field(min_length=1)


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


class WritingRubric(Value):
    """How a written answer is read."""

    writing: Id
    criteria: tuple[WritingCriterion, ...] = Field(min_length=1)
