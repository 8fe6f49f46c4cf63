"""What all content values share: frozen models, ids, literals and texts in three languages."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Discriminator,
    Field,
    StrictBool,
    StrictInt,
    StrictStr,
    StringConstraints,
    Tag,
)

LANGS = ("vi", "id", "en")
SAFE_INTEGER = 2**53 - 1
PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9]*(?:_[a-z0-9]+)*)\}")


class Value(BaseModel):
    """A piece of content: it never changes once read, and it refuses keys it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _iso_date(text: str) -> str:
    datetime.date.fromisoformat(text)
    return text


Id = Annotated[StrictStr, StringConstraints(pattern=r"^[a-z0-9]+(?:[-_][a-z0-9]+)*$", max_length=64)]
"""Lower-case letters and digits, joined by - or _."""

VarName = Annotated[StrictStr, StringConstraints(pattern=r"^[a-z0-9]+(?:[-_.][a-z0-9]+)*$", max_length=130)]
"""A variable: an id, or input.option for one tick of a `several` input."""

Did = Annotated[StrictStr, StringConstraints(pattern=r"^[a-z0-9]+(?:[-_][a-z0-9]+)*\.[a-z0-9]+(?:[-_][a-z0-9]+)*$")]
"""An action on its screen: screen.action."""

SkillId = Annotated[StrictStr, StringConstraints(pattern=r"^[A-Z]?[0-9]+(?:\.[0-9]+)*$", max_length=16)]
Url = Annotated[StrictStr, StringConstraints(pattern=r"^https?://\S+$")]
IsoDate = Annotated[StrictStr, AfterValidator(_iso_date)]
Nfc = Annotated[StrictStr, AfterValidator(_nfc)]
Words = Annotated[StrictStr, StringConstraints(min_length=1, strip_whitespace=True), AfterValidator(_nfc)]
SafeInt = Annotated[StrictInt, Field(ge=-SAFE_INTEGER, le=SAFE_INTEGER)]
Points = Annotated[float, Field(gt=0, allow_inf_nan=False)]
Minutes = Annotated[StrictInt, Field(ge=1)]


class ValueRef(Value):
    """A value that the scenario supplies, as in {value: owner_id}."""

    value: Id


class VarRef(Value):
    """The present value of another variable, as in {var: owner_field}."""

    var: VarName


class CellRef(Value):
    """A cell of the row that an action with `each`, or a list of rows, is made for, as in {cell: price}."""

    cell: Id


def _literal_kind(raw: Any) -> str | None:
    if isinstance(raw, bool):
        return "bool"
    if isinstance(raw, int):
        return "int"
    if isinstance(raw, str):
        return "str"
    if isinstance(raw, ValueRef) or (isinstance(raw, dict) and "value" in raw):
        return "value"
    if isinstance(raw, VarRef) or (isinstance(raw, dict) and "var" in raw):
        return "var"
    if isinstance(raw, CellRef) or (isinstance(raw, dict) and "cell" in raw):
        return "cell"
    return None


_Plain = Annotated[StrictBool, Tag("bool")] | Annotated[SafeInt, Tag("int")] | Annotated[Nfc, Tag("str")]
Plain = Annotated[_Plain, Discriminator(_literal_kind)]
"""A string, a safe integer or a boolean."""

_Supplied = Annotated[ValueRef, Tag("value")] | Annotated[CellRef, Tag("cell")]
_Other = Annotated[VarRef, Tag("var")]

Literal = Annotated[_Plain | _Supplied, Discriminator(_literal_kind)]
"""A plain value, one that the scenario supplies, or a cell of the row."""

Operand = Annotated[_Plain | _Supplied | _Other, Discriminator(_literal_kind)]
"""A literal, or the present value of another variable."""

Sum = Annotated[Annotated[SafeInt, Tag("int")] | Annotated[CellRef, Tag("cell")] | _Other, Discriminator(_literal_kind)]
"""What can be added: a whole number, a cell that holds one, or the present value of another variable."""


class Text(Value):
    """A text in the three languages; Vietnamese is written first, the checker demands the others."""

    vi: Words
    id: Words | None = None
    en: Words | None = None

    def of(self, lang: str) -> str:
        """Return the text in this language, or in Vietnamese while it is not translated yet."""
        return getattr(self, lang, None) or self.vi

    def missing(self) -> tuple[str, ...]:
        """Return the languages that are not written yet."""
        return tuple(lang for lang in LANGS if getattr(self, lang) is None)

    def placeholders(self) -> frozenset[str]:
        """Return the names in braces, over all languages."""
        return frozenset(name for lang in LANGS for name in PLACEHOLDER.findall(getattr(self, lang) or ""))


def filled(text: str, values: Mapping[str, str]) -> str:
    """Return a text with the values in place of the {names} they have; other names stay."""
    return PLACEHOLDER.sub(lambda found: values.get(found[1], found[0]), text)


_PLAIN = (str, int, float, type(None))


def texts_of(value: Any, place: str = "") -> list[tuple[str, Text]]:
    """Return every text in a piece of content with its place, such as screens.home.title."""
    found: list[tuple[str, Text]] = []
    _gather(value, place, found)
    return found


def parts_of(value: Any) -> list[tuple[str | int, Any]]:
    """Return what a piece of content is made of, by field, key or number; texts are whole, plain values left out."""
    if isinstance(value, (*_PLAIN, Text)):
        return []
    if isinstance(value, BaseModel):
        fields: Iterable[tuple[Any, Any]] = ((name, getattr(value, name)) for name in _fields(type(value)))
    elif isinstance(value, dict):
        fields = value.items()
    elif isinstance(value, tuple):
        fields = enumerate(value)
    else:
        return []
    return [(name, part) for name, part in fields if not isinstance(part, _PLAIN)]


@cache
def _fields(model: type[BaseModel]) -> tuple[str, ...]:
    return tuple(model.model_fields)


def _gather(value: Any, place: str, found: list[tuple[str, Text]]) -> None:
    if isinstance(value, Text):
        found.append((place, value))
        return
    for name, part in parts_of(value):
        _gather(part, f"{place}.{name}" if place else str(name), found)
