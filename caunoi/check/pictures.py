"""Whether somebody drew every icon and picture that a portal or part names, and which pictures nobody names."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from caunoi.content import Library
from caunoi.drawn_names import icon_names, picture_names
from caunoi.errors import Problem
from caunoi.model.base import Value


def picture_problems(library: Library) -> Iterator[Problem]:
    """Yield every name of an icon or picture that the page cannot draw."""
    for file, place, kind, word in _all_named(library):
        known = icon_names() if kind == "icon" else picture_names()
        if word not in known:
            near = difflib.get_close_matches(word, known, n=3) or sorted(known)[:12]
            wanted = f"name one that is drawn, such as {', '.join(near)}"
            yield Problem(file, place, f"names unknown {kind} {word}", wanted)


def unused_pictures(library: Library) -> list[str]:
    """Return the names of pictures that are drawn and stand in no portal or part, in order.

    They are no problem: authors choose among them.
    """
    return sorted(picture_names() - {word for _, _, kind, word in _all_named(library) if kind == "picture"})


def _all_named(library: Library) -> Iterator[tuple[str, str, str, str]]:
    """Every icon and picture of the portals and parts, as (file, place, "icon" or "picture", name)."""
    for table in ("portals", "parts"):
        for name, value in getattr(library, table).items():
            yield from ((library.file_of(table, name), *found) for found in _named(value, ""))


def _named(value: object, place: str) -> Iterator[tuple[str, str, str]]:
    """Every icon and picture inside, as (place, "icon" or "picture", name)."""
    if isinstance(value, Value):
        for field in type(value).model_fields:
            inner = getattr(value, field)
            if field in ("icon", "picture") and isinstance(inner, str):
                yield place, field, inner
            else:
                yield from _named(inner, f"{place}.{field}" if place else field)
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _named(inner, f"{place}.{key}")
    elif isinstance(value, tuple):
        for number, inner in enumerate(value):
            yield from _named(inner, f"{place}.{number}")
