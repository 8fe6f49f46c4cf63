"""Practice items as they are written: the key and the feedback stand beside the question."""

from __future__ import annotations

from typing import Annotated
from typing import Literal as OneOf

from pydantic import Field

from caunoi.model.base import Id, Text, Value
from caunoi.model.items import Free, Hotspot, Item, Match, Message, Number, Order, Reply, Several, Short, Single
from caunoi.model.keys import Answered, Key


class _Written(Answered):
    feedback: Text


class PracticeSingle(Single, _Written):
    """A single item with its key."""


class PracticeSeveral(Several, _Written):
    """A several item with its key."""


class PracticeOrder(Order, _Written):
    """An order item with its key."""


class PracticeMatch(Match, _Written):
    """A match item with its key."""


class PracticeNumber(Number, _Written):
    """A number item with its key."""


class PracticeShort(Short, _Written):
    """A short item with its key."""


class PracticeHotspot(Hotspot, _Written):
    """A hotspot item with its key."""


class PracticeMessage(Message, _Written):
    """A message item with its key."""


class PracticeReply(Reply, _Written):
    """A reply item with its key."""


class PracticeFree(Free, _Written):
    """A free item; its feedback is what the trainee compares the answer with."""


PracticeItem = Annotated[
    PracticeSingle
    | PracticeSeveral
    | PracticeOrder
    | PracticeMatch
    | PracticeNumber
    | PracticeShort
    | PracticeHotspot
    | PracticeMessage
    | PracticeReply
    | PracticeFree,
    Field(discriminator="kind"),
]


class PracticeItemSet(Value):
    """A practice set as it is written, keys included."""

    id: Id
    use: OneOf["practice"]
    title: Text | None = None
    items: tuple[PracticeItem, ...] = Field(min_length=1)


def question_of(written: PracticeItem) -> Item:
    """Return the question alone."""
    alone: type[Item] = type(written).__bases__[0]
    return alone.model_construct(**{name: getattr(written, name) for name in alone.model_fields})


def key_of(written: PracticeItem) -> Key:
    """Return the key alone."""
    fields = {name: getattr(written, name) for name in Answered.model_fields}
    return Key.model_construct(**fields, because=written.feedback)
