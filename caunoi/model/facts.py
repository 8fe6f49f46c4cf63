"""What content states as true, and where it was read."""

from __future__ import annotations

from typing import Annotated, Self
from typing import Literal as OneOf

from pydantic import Field, StrictStr, StringConstraints, model_validator

from caunoi.model.base import Id, IsoDate, Text, Url, Value, Words

Evidence = OneOf["read", "partly", "inferred", "background", "gap"]
"""How sure a fact is.

read: in a page. partly: in its opening only, or in a weak source. inferred: our own conclusion from others. background:
nobody confirmed it; it may be drawn and is never scored. gap: looked for and not found; never stated.
"""

Topic = OneOf["skills", "movement", "portal", "procedures", "land", "eid", "data", "zalo", "scams", "teaching"]

PartialDate = Annotated[StrictStr, StringConstraints(pattern=r"^[0-9]{4}(?:-[0-9]{2}){0,2}$")]
"""A year, a month of a year or a day: 2025, 2025-11 or 2025-11-23."""

Cited = tuple[Id, ...]
"""Ids of facts that a piece of content rests on."""


class Source(Value):
    """A page or a paper that facts were read in."""

    publisher: Words
    published: PartialDate | None = None
    address: Url | None = None


class StatedFact(Value):
    """One fact that content teaches, draws or scores; of a background or a gap the statement says what is not known."""

    id: Id
    topic: Topic
    evidence: Evidence
    sources: tuple[Id, ...] = ()
    as_of: IsoDate
    statement: Text

    @model_validator(mode="after")
    def _read_somewhere(self) -> Self:
        if self.evidence in ("read", "partly", "inferred") and not self.sources:
            raise ValueError(f"a fact with the evidence {self.evidence} names its sources")
        return self


class FactSheet(Value):
    """All facts, with the sources they name."""

    sources: dict[Id, Source] = Field(default_factory=dict)
    facts: tuple[StatedFact, ...]
