"""A resident: who she is, how each state that counts shows on her, and words of her own."""

from __future__ import annotations

from typing import Annotated, Any, Self, get_args
from typing import Literal as OneOf

from pydantic import Field, StrictBool, StrictInt, model_validator

from caunoi.model.base import Id, Text, Value, Words

Reaction = OneOf[
    "meets",
    "greets",
    "tells",
    "agrees",
    "does",
    "alone",
    "says-it",
    "hesitates",
    "slips",
    "hands-over",
    "finds-it",
    "reads-code",
    "redoes",
    "follows",
    "watches",
    "looks",
    "taken",
    "relieved",
    "hurt",
    "smiles",
    "nods",
    "unwatched",
    "promises",
    "stopped",
    "complies",
    "shows",
    "cannot",
    "echoes",
    "rested",
    "goes-on",
    "helped",
    "refuses",
    "on-call",
    "worried",
    "barred",
    "accepted",
    "served",
    "other-way",
    "writes",
    "dates",
    "thanks",
    "parts",
    "puts-off",
    "left",
    "stops",
    "late",
]
"""What she does next; the words for it are hers, or those of the talk where she has none of her own."""
Mood = OneOf["afraid", "uneasy", "calm", "glad"]
Strength = OneOf["fresh", "tiring", "tired", "worn"]


class Traits(Value):
    """What stays as it is during a visit. Whether something cannot wait is no trait: it is an event of a visit."""

    hear: OneOf["well", "hard"] = "well"
    vision: OneOf["well", "small-print"] = "well"
    dry_finger: StrictBool = False
    otp_reflex: StrictBool = False
    hand_over_at: Annotated[StrictInt, Field(ge=1, le=3)] = 2
    literacy: OneOf["reads", "reads-little"] = "reads"
    has_level2: StrictBool = True

    @property
    def needs_aid(self) -> bool:
        """Whether larger letters, a stylus or the better ear make it easier for her."""
        return self.dry_finger or self.vision == "small-print" or self.hear == "hard"


class Portrait(Value):
    """How she is drawn: a few shapes, no photograph and no caricature."""

    hair: OneOf["bun", "short", "scarf", "cap"] = "bun"
    glasses: StrictBool = False
    coat: OneOf["plum", "teal", "brown", "blue"] = "plum"


class Resident(Value):
    """An invented resident. `kin` is how she is addressed; texts of a talk name it as {kin}."""

    id: Id
    name: Words
    age: Annotated[StrictInt, Field(ge=50, le=110)]
    kin: Text
    about: Text
    competences: tuple[Text, ...] = Field(min_length=1)
    portrait: Portrait = Portrait()
    traits: Traits = Traits()
    conf: Annotated[StrictInt, Field(ge=2, le=7)]
    fat: Annotated[StrictInt, Field(ge=0, le=4)]
    moods: dict[Mood, Text]
    strength: dict[Strength, Text]
    aid: Text | None = None  # what eases the phone for her; wanted where the talk says {aid}
    strain: Text | None = None  # what is seen on her while small print, a dry finger or a bad ear is not eased
    words: dict[Reaction, tuple[Text, ...]] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _shows_every_state(self) -> Self:
        tables: tuple[tuple[Any, Any], ...] = ((self.moods, Mood), (self.strength, Strength))
        for table, wanted in tables:
            missing = [name for name in get_args(wanted) if name not in table]
            if missing:
                raise ValueError(f"what counts must be seen on her: write {', '.join(missing)} too")
        if self.traits.needs_aid and self.strain is None:
            raise ValueError("what counts must be seen on her: write strain too, for what is hard for her")
        return self
