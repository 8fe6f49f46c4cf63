"""How large a portal becomes when it is written out, found before it is, so that no content fills the memory."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from caunoi.lowering.expanded import Finding
from caunoi.model.base import Text, Value
from caunoi.model.blocks import Rows
from caunoi.model.portal import Action, Portal, Screen

MAX_PARTS = 400_000
"""Guards, effects, texts and what holds them, over all screens; the largest portal of ours has a twentieth."""

MAX_CORE_CHARACTERS = 8_000_000
"""Characters of the canonical text of one core; a page that holds it is as large."""


def size_problems(portal: Portal) -> Iterator[Finding]:
    """Yield one finding when the portal would be written out to more than MAX_PARTS parts."""
    parts = written_out(portal)
    if parts > MAX_PARTS:
        wanted = f"at most {MAX_PARTS} can be walked: use fewer screens, actions, rows, banners or rules"
        yield "portal", f"would be written out to {parts} parts", wanted


def written_out(portal: Portal) -> int:
    """Return the number of parts of a portal once shorthand is written out; it is counted, not written."""
    rules = weight(portal.rules)
    banners = sum(weight(each) + 2 * rules for each in portal.banners.values())
    tabs = sum(weight(each) + rules for each in portal.tabs.values())
    inside = sum(1 for screen in portal.screens.values() if screen.app is not None)
    tiles = sum(weight(each) for each in portal.apps.values()) + (len(portal.apps) + inside) * (3 + rules)
    return sum(
        _of_screen(portal, screen, rules)
        + (0 if screen.quiet else banners)
        + (0 if screen.tab is None else tabs)
        + (tiles if screen.layout == "home" else 0)
        for screen in portal.screens.values()
    )


def weight(value: Any) -> int:
    """Return the number of values that a piece of content is made of, itself included; a text counts as one."""
    if isinstance(value, Value) and not isinstance(value, Text):
        return 1 + sum(weight(getattr(value, name)) for name in type(value).model_fields)
    if isinstance(value, dict):
        return 1 + sum(weight(each) for each in value.values())
    if isinstance(value, tuple):
        return 1 + sum(weight(each) for each in value)
    return 0 if value is None else 1


def _of_screen(portal: Portal, screen: Screen, rules: int) -> int:
    checked = sum(weight(field) for field in screen.inputs.values())
    actions = sum(_of_action(portal, action, checked, rules) for action in screen.actions.values())
    blocks = sum(
        weight(block) * (len(portal.data.get(block.rows, ())) if isinstance(block, Rows) else 1)
        for block in screen.blocks
    )
    pad = 0 if screen.pad is None else weight(screen.pad) + (screen.pad.tries + len(screen.pad.right) + 2) * (9 + rules)
    return weight(screen.inputs) + actions + blocks + pad


def _of_action(portal: Portal, action: Action, checked: int, rules: int) -> int:
    rows = 1 if action.each is None else len(portal.data.get(action.each, ()))
    cases = weight(action) + len(action.cases) * rules + (checked * (1 + rules) if action.checks else 0)
    return rows * cases
