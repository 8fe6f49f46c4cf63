"""Quiz items without their keys, one type for each kind, so that a view cannot carry a key."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Self
from typing import Literal as OneOf

from pydantic import Discriminator, Field, StrictBool, StrictInt, StrictStr, Tag, model_validator

from caunoi.model.base import LANGS, Id, IsoDate, Points, SkillId, Text, Url, Value, Words, filled
from caunoi.model.facts import Cited

Parts = Annotated[dict[Id, Text], Field(min_length=2)]
"""At least two parts to choose among, by id."""


def _row_kind(raw: Any) -> str:
    return "text" if isinstance(raw, (Text, Mapping)) else "words"


Filling = Annotated[Annotated[Text, Tag("text")] | Annotated[Words, Tag("words")], Discriminator(_row_kind)]
"""What stands for a name in braces: the same in every language, or a text in each."""


class Question(Value):
    """What every item has. A variant is a row of values for the names in braces of its texts."""

    id: Id
    kind: StrictStr
    stem: Text
    points: Points = 1.0
    skill: SkillId
    source: Url | None = None
    checked_on: IsoDate | None = None
    facts: Cited = ()
    variants: dict[Id, dict[Id, Filling]] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _rows_are_alike(self) -> Self:
        names = [set(row) for row in self.variants.values()]
        if any(row != names[0] for row in names):
            raise ValueError("every variant gives a value to the same names")
        return self

    @property
    def choices(self) -> Mapping[Id, Text]:
        """The parts that are chosen among and shown in the order of the attempt; none where nothing is chosen."""
        return {}

    def filling(self, variant: str | None, lang: str) -> dict[str, str]:
        """Return what stands for the names in braces in a variant, in the first one when that is None."""
        if not self.variants:
            return {}
        row = self.variants[variant or next(iter(self.variants))]
        return {name: value.of(lang) if isinstance(value, Text) else value for name, value in row.items()}

    def asked(self, variant: str | None = None) -> Text:
        """Return the stem as it is asked in a variant, in the first one when that is None."""
        texts = {lang: text for lang in LANGS if (text := getattr(self.stem, lang)) is not None}
        return Text(**{lang: filled(text, self.filling(variant, lang)) for lang, text in texts.items()})


class _Choosing(Question):
    options: Parts

    @property
    def choices(self) -> Mapping[Id, Text]:
        return self.options


class Single(_Choosing):
    """One option is right."""

    kind: OneOf["single"]


class Several(_Choosing):
    """Some of the options are right."""

    kind: OneOf["several"]


class Order(_Choosing):
    """The options have one right order."""

    kind: OneOf["order"]


class Match(_Choosing):
    """Each part goes with one of the options; options may be left over."""

    kind: OneOf["match"]
    parts: Parts


class Number(Question):
    """A whole number is typed; `unit` stands behind the field."""

    kind: OneOf["number"]
    unit: Text | None = None


class Short(Question):
    """A few words are typed."""

    kind: OneOf["short"]


class Hotspot(Question):
    """One control of a portal's screen is pressed; `values` are what a scenario would give the portal."""

    kind: OneOf["hotspot"]
    portal: Id
    screen: Id
    values: dict[Id, Words] = Field(default_factory=dict)


class Message(Question):
    """A message is judged, and the segments that give it away are pressed."""

    kind: OneOf["message"]
    sender: Text
    channel: Text
    segments: Parts


class Said(Value):
    """One message of a thread; `own` is one of the trainee's own side."""

    who: Text
    text: Text
    own: StrictBool = False


class Reply(_Choosing):
    """The best of several replies to a thread is chosen."""

    kind: OneOf["reply"]
    thread: Annotated[tuple[Said, ...], Field(min_length=1)]


class Free(Question):
    """An answer in one's own words, which a person reads."""

    kind: OneOf["free"]
    max_chars: Annotated[StrictInt, Field(ge=1, le=20_000)] = 2000


Item = Annotated[
    Single | Several | Order | Match | Number | Short | Hotspot | Message | Reply | Free,
    Field(discriminator="kind"),
]
"""A question without its key."""
