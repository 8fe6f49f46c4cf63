"""Which controls of a screen cannot be seen before anything was done."""

from __future__ import annotations

from collections.abc import Mapping

from caunoi.lowering.expanded import Expanded
from caunoi.lowering.portals import portal_scope
from caunoi.machine import holds


def hidden_controls(portal: Expanded, screen: str, values: Mapping[str, str]) -> frozenset[str]:
    """Return the inputs and actions of a screen whose `when` does not hold with every variable at its start.

    Of a portal that does not fit together it says nothing: its own problems come first.
    """
    scope = portal_scope(portal, values)
    shown = portal.screens[screen]
    guards = {
        name: scope.guard(control.when, "view")
        for controls in (shown.inputs, shown.actions)
        for name, control in controls.items()
        if control.when is not None
    }
    if scope.problems:
        return frozenset()
    first = {name: variable.initial for name, variable in scope.variables.items()}
    return frozenset(name for name, guard in guards.items() if not holds(guard, first))
