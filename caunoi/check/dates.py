"""Whether somebody has looked at the official page lately: portals and procedures change."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from caunoi.content import Library
from caunoi.errors import Problem

FRESH_DAYS = 180


def date_problems(library: Library, today: datetime.date) -> Iterator[Problem]:
    """Yield a warning for every check older than FRESH_DAYS, and an error for one in the future."""
    for table, name, place, checked_on in _checks(library):
        age = (today - datetime.date.fromisoformat(checked_on)).days
        file = library.file_of(table, name)
        if age > FRESH_DAYS:
            wanted = f"look at its source again; {FRESH_DAYS} days are the limit"
            yield Problem(file, place, f"is {checked_on}, {age} days ago", wanted, "warning")
        if age < -1:  # a day of grace: the author's clock may be ahead of ours
            yield Problem(file, place, f"is {checked_on}, which is still to come", "write the day it was looked at")


def _checks(library: Library) -> Iterator[tuple[str, str, str, str]]:
    for name, portal in library.portals.items():
        yield "portals", name, "checked_on", portal.checked_on
    for name, part in library.parts.items():
        yield "parts", name, "checked_on", part.checked_on
    for name, scenario in library.scenarios.items():
        yield "scenarios", name, "checked_on", scenario.checked_on
    for name, fact in library.facts.items():
        yield "facts", name, f"fact {name}: as_of", fact.as_of
    for name, items in library.item_sets.items():
        for item in items.items:
            if item.checked_on is not None:
                yield "item_sets", name, f"item {item.id}: checked_on", item.checked_on
