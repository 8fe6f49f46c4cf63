"""Which keys an author may write at a place, read off the models."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel


def keys_at(model: type[BaseModel], place: Iterable[int | str]) -> frozenset[str]:
    """Return the keys known at a place such as ("screens", "home", "actions"); the names of kinds in it are skipped."""
    types: list[Any] = [model]
    for part in place:
        found = [inner for each in types for inner in _inside(each, part)]
        types = found or types
    models = [each for kind in types for each in _models(kind)]
    return frozenset(field.alias or name for each in models for name, field in each.model_fields.items())


def _models(kind: Any) -> Iterator[type[BaseModel]]:
    for each in _members(kind):
        if isinstance(each, type) and issubclass(each, BaseModel):
            yield each


def _members(kind: Any) -> Iterator[Any]:
    """The alternatives of a union, whatever it is wrapped in."""
    origin = get_origin(kind)
    if origin is Annotated:
        yield from _members(get_args(kind)[0])
    elif origin in (Union, UnionType):
        for each in get_args(kind):
            yield from _members(each)
    else:
        yield kind


def _inside(kind: Any, part: int | str) -> Iterator[Any]:
    for each in _members(kind):
        origin = get_origin(each)
        if isinstance(each, type) and issubclass(each, BaseModel):
            for name, field in each.model_fields.items():
                if part in (name, field.alias):
                    yield field.annotation
        elif origin is tuple and isinstance(part, int):
            yield from (inner for inner in get_args(each) if inner is not Ellipsis)
        elif isinstance(origin, type) and issubclass(origin, Mapping) and isinstance(part, str):
            yield get_args(each)[1]
