"""Which variables a piece of content asks for, and which it changes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from caunoi.model.base import Text, Value, VarRef
from caunoi.model.blocks import Fact
from caunoi.model.guards import Eq, Filled, In, Lt
from caunoi.model.portal import Case, Rule
from caunoi.model.rubric import Answered, Held


def variables_read(value: Any) -> Iterator[str]:
    """Yield every variable that guards, operands, facts and criteria in a piece of content ask for."""
    match value:
        case Eq(eq=(name, _)) | Lt(lt=(name, _)) | In(in_=(name, _)) | Filled(filled=name) | VarRef(var=name):
            yield name
        case Fact(show=str(name)):
            yield name
        case Answered(input=name):
            yield name
        case Held():
            yield from value.values
    for part in _parts(value):
        yield from variables_read(part)


def variables_changed(value: Any) -> Iterator[str]:
    """Yield every variable that cases and rules in a piece of content change."""
    if isinstance(value, (Case, Rule)):
        yield from value.set
        yield from value.add
    for part in _parts(value):
        yield from variables_changed(part)


def _parts(value: Any) -> Iterator[Any]:
    if isinstance(value, Value) and not isinstance(value, Text):
        yield from (getattr(value, name) for name in type(value).model_fields)
    elif isinstance(value, dict):
        yield from value.values()
    elif isinstance(value, tuple):
        yield from value
