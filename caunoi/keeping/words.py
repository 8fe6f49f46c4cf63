"""What somebody wrote in their own words, told apart from what only a machine marks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from caunoi.content import Library
from caunoi.model.items import Free

# Stands for what was written; an empty text would read as "nothing was written", which is worth no points.
REMOVED = "—"

FreeItems = frozenset[tuple[str, str]]


def free_items(libraries: Iterable[Library]) -> FreeItems:
    """The questions that are answered in own words, as (task, item)."""
    return frozenset(
        (f"quiz/{name}", item.id)
        for library in libraries
        for name, items in library.item_sets.items()
        for item in items.items
        if isinstance(item, Free)
    )


def without_words(task: str, event: Any, free: FreeItems) -> Any:
    """The same event with `REMOVED` in the place of own words; another event as it is."""
    if not isinstance(event, dict) or not event.get("to"):
        return event
    if "write" in event or (task, event.get("answer")) in free:
        return {**event, "to": REMOVED}
    return event
