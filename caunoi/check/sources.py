"""Whether it can be told where an item comes from."""

from __future__ import annotations

from collections.abc import Iterator

from caunoi.content import Library
from caunoi.errors import Problem


def source_problems(library: Library) -> Iterator[Problem]:
    """Yield items that name neither a source nor a fact; a portal and a scenario cannot be written without a source."""
    for name, items in library.item_sets.items():
        for item in items.items:
            if item.source is None and not item.facts:
                wanted = "name the page it rests on under `source`, or facts under `facts`"
                yield Problem(library.file_of("item_sets", name), f"item {item.id}", "has no source", wanted)
