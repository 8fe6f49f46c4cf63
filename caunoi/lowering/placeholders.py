"""Names in braces: each must be a value of the scenario, a column of the table, or the tries that are left."""

from __future__ import annotations

from collections.abc import Iterator

from caunoi.lowering.expanded import Finding
from caunoi.model.base import texts_of
from caunoi.model.blocks import Rows
from caunoi.model.portal import Portal


def placeholder_problems(portal: Portal) -> Iterator[Finding]:
    """Yield every text of a portal that names in braces what nobody supplies there."""
    values = frozenset(portal.values)
    supplied = _supplied(portal)
    for place, text in texts_of(portal):
        names = text.placeholders()
        if names <= values:
            continue
        here = supplied.get(".".join(place.split(".")[:4]), frozenset())
        known = sorted(values | here)
        for name in sorted(names - values - here):
            wanted = f"name one of {'`values` and columns' if here else '`values`'}: {', '.join(known)}"
            yield place, f"uses unknown value {{{name}}}", wanted if known else "there are none in `values` yet"


def _supplied(portal: Portal) -> dict[str, frozenset[str]]:
    """The further names by place: screens, the id of a screen, the part of it, and the id or number there."""
    columns = {name: frozenset(rows[0]) if rows else frozenset() for name, rows in portal.data.items()}
    found: dict[str, frozenset[str]] = {}
    for name, screen in portal.screens.items():
        if screen.pad is not None:
            found[f"screens.{name}.pad.wrong"] = frozenset({"left"})
        for key, action in screen.actions.items():
            if action.each is not None:
                found[f"screens.{name}.actions.{key}"] = columns.get(action.each, frozenset())
        for number, block in enumerate(screen.blocks):
            if isinstance(block, Rows):
                found[f"screens.{name}.blocks.{number}"] = columns.get(block.rows, frozenset())
    return found
