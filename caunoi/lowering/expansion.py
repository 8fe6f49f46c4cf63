"""Writes a portal out in full: shorthand becomes plain screens, inputs, actions and cases."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from caunoi.errors import Problem
from caunoi.lowering.apps import app_problems, app_vars, tile_actions
from caunoi.lowering.banners import banner_actions, banner_problems
from caunoi.lowering.checks import check_cases
from caunoi.lowering.expanded import Expanded
from caunoi.lowering.pads import ENTER, pad_action, pad_input, pad_problems, tries_of
from caunoi.lowering.phone import home_actions, home_problems
from caunoi.lowering.placeholders import placeholder_problems
from caunoi.lowering.rows import row_actions, row_blocks, rows_of, table_problems
from caunoi.lowering.size import size_problems
from caunoi.lowering.tabs import tab_actions, tab_problems
from caunoi.model.blocks import Block, Rows
from caunoi.model.inputs import Input
from caunoi.model.portal import Action, Portal, Screen

REMEMBERED_PORTALS = 64

EVERYWHERE = "action {}"
"""The place of an action that stands on many screens: its problems are told once."""


def expand(portal: Portal) -> Expanded:
    """Return a portal of plain screens, inputs, actions and cases; what is expanded already is returned as it is.

    It never raises: what does not fit together stands in `problems` and is left out of the result.
    """
    return portal if isinstance(portal, Expanded) else _remembered(_Same(portal))


class _Same:
    """A portal as a key of the memory: equal to itself only, because comparing portals takes longer than expanding."""

    def __init__(self, portal: Portal) -> None:
        self.portal = portal

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.portal is self.portal

    def __hash__(self) -> int:
        return id(self.portal)


@lru_cache(maxsize=REMEMBERED_PORTALS)
def _remembered(same: _Same) -> Expanded:
    return _expanded(same.portal)


def _expanded(portal: Portal) -> Expanded:
    parts = {name: getattr(portal, name) for name in Portal.model_fields}
    file = f"{portal.id}.portal.yaml"
    too_large = [Problem(file, *finding) for finding in size_problems(portal)]
    if too_large:
        # Written out it would fill the memory: its screens stay as they are, so that their names are still known.
        own = {
            f"{name}.{key}": f"screen {name}: action {key}"
            for name, screen in portal.screens.items()
            for key in screen.actions
        }
        return Expanded.model_construct(**parts, origins=own, problems=tuple(too_large), too_large=True)
    problems = [
        Problem(file, *finding)
        for look in (table_problems, app_problems, tab_problems, banner_problems, pad_problems, home_problems)
        for finding in look(portal)
    ]
    problems += [Problem(file, *finding) for finding in placeholder_problems(portal)]
    writing = _Writing(portal)
    screens = {name: writing.screen(name, screen) for name, screen in portal.screens.items()}
    tries = {tries_of(screen.pad): 0 for screen in portal.screens.values() if screen.pad is not None}
    problems += [Problem(file, *finding) for finding in writing.findings]
    return Expanded.model_construct(
        **{**parts, "screens": screens, "vars": {**tries, **app_vars(portal), **portal.vars}},
        checks_before=writing.checks_before,
        origins=writing.origins,
        problems=tuple(problems),
    )


class _Writing:
    """One portal being written out, screen by screen."""

    def __init__(self, portal: Portal) -> None:
        self.portal = portal
        self.checks_before: dict[str, int] = {}
        self.origins: dict[str, str] = {}
        self.findings: list[tuple[str, str, str]] = []
        self._tiles = tile_actions(portal)
        self._banners = banner_actions(portal)

    def screen(self, name: str, screen: Screen) -> Screen:
        """Return one screen written out."""
        actions: dict[str, Action] = {}
        for key, action in screen.actions.items():
            self._add(actions, name, self._own(name, key, screen, action), f"screen {name}: action {key}")
        inputs: dict[str, Input] = dict(screen.inputs)
        if screen.pad is not None:
            inputs.setdefault(screen.pad.input, pad_input(screen.pad))
            self._add(actions, name, {ENTER: pad_action(screen.pad)}, f"screen {name}: pad")
        if screen.layout == "home":
            self._add(actions, name, self._tiles, EVERYWHERE)
        self._add(actions, name, tab_actions(self.portal, screen), EVERYWHERE)
        if not screen.quiet:
            self._add(actions, name, self._banners, EVERYWHERE)
        self._add(actions, name, home_actions(self.portal, name), EVERYWHERE)
        return screen.model_copy(update={"inputs": inputs, "actions": actions, "blocks": self._blocks(screen.blocks)})

    def _own(self, screen_name: str, name: str, screen: Screen, action: Action) -> Mapping[str, Action]:
        checks = check_cases(screen) if action.checks else ()
        written: Mapping[str, Action] = {name: action}
        if action.each is not None:
            written = row_actions(name, action, rows_of(self.portal, action.each))
        if not checks:
            return written
        self.checks_before |= {f"{screen_name}.{key}": len(checks) for key in written}
        return {
            key: each.model_copy(update={"checks": False, "cases": (*checks, *each.cases)})
            for key, each in written.items()
        }

    def _add(self, actions: dict[str, Action], screen: str, more: Mapping[str, Action], origin: str) -> None:
        for name, action in more.items():
            place = origin.format(name)
            if name in actions:
                taken = self.origins[f"{screen}.{name}"]
                self.findings.append((place, f"makes the action {name} on screen {screen}", f"{taken} has it already"))
            else:
                actions[name] = action
                self.origins[f"{screen}.{name}"] = place

    def _blocks(self, blocks: Iterable[Block]) -> tuple[Block, ...]:
        written: list[Block] = []
        for block in blocks:
            written += row_blocks(block, rows_of(self.portal, block.rows)) if isinstance(block, Rows) else (block,)
        return tuple(written)
