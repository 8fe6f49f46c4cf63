"""Lowers a portal and a scenario to the core that widgets/machine.js walks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from caunoi.errors import ContentError, Problem
from caunoi.lowering.core import Core
from caunoi.lowering.scope import Plain, Scope, Variable
from caunoi.model.base import ValueRef, texts_of
from caunoi.model.guards import Entered
from caunoi.model.portal import (
    Action,
    ChoiceInput,
    Facts,
    FileInput,
    Input,
    NumberInput,
    PasscodeInput,
    Portal,
    Screen,
    SeveralInput,
    ToggleInput,
)
from caunoi.model.scenario import Scenario


def lower(portal: Portal, scenario: Scenario) -> Core:
    """Return the core of a portal for a scenario; restart is possible in practice only.

    Raises ContentError with every problem of the two at once.
    """
    scope = portal_scope(portal, scenario.values)
    screens = {name: _screen(name, screen, scope) for name, screen in portal.screens.items()}
    problems = [*scope.problems, *_fit(portal, scenario)]
    begin = scenario_scope(portal, scenario)
    variables = {name: variable.initial for name, variable in begin.variables.items()}
    for name, raw in scenario.start.set.items():
        variables[name] = begin.fitting(name, raw, f"start sets {name}:")
    if scenario.start.screen is not None:
        begin.screen(scenario.start.screen, "start", "is at")
    problems += begin.problems
    if problems:
        raise ContentError(problems)
    return Core.of(
        {
            "start": scenario.start.screen or portal.start,
            "vars": variables,
            "screens": screens,
            "restart": scenario.use == "practice",
        }
    )


def portal_problems(portal: Portal) -> list[Problem]:
    """Return everything in a portal that does not fit together, whatever the scenario."""
    scope = portal_scope(portal, None)
    for name, screen in portal.screens.items():
        _screen(name, screen, scope)
    return scope.problems


def portal_scope(portal: Portal, values: Mapping[str, str] | None) -> Scope:
    """Return the names of a portal, with the problems of its declarations."""
    scope = Scope(
        file=f"{portal.id}.portal.yaml",
        values=values,
        known_values=frozenset(portal.values),
        screens=frozenset(portal.screens),
        actions={
            f"{name}.{key}": action for name, screen in portal.screens.items() for key, action in screen.actions.items()
        },
    )
    scope.screen(portal.start, "start", "is at")
    for name, initial in portal.vars.items():
        scope.variables[name] = Variable(_type_of(initial), initial)
    for screen_name, screen in portal.screens.items():
        for input_name, field in screen.inputs.items():
            _declare(input_name, field, f"screen {screen_name}: input {input_name}", scope)
    for place, text in texts_of(portal):
        scope.placeholders(text.placeholders(), place)
    return scope


def scenario_scope(portal: Portal, scenario: Scenario, file: str | None = None) -> Scope:
    """Return the names a scenario may use; problems in it are put down to the scenario's file."""
    scope = portal_scope(portal, scenario.values)
    scope.file = file or f"{scenario.id}.scenario.yaml"
    scope.problems = []
    return scope


def field_cores(name: str, field: Input) -> dict[str, dict[str, Any]]:
    """Return the core inputs of one input by id, without their guards: several ticks for a `several`."""
    if isinstance(field, SeveralInput):
        return {f"{name}.{option}": {"type": "bool", "var": f"{name}.{option}"} for option in field.options}
    if isinstance(field, ToggleInput):
        return {name: {"type": "bool", "var": name}}
    if isinstance(field, NumberInput):
        return {name: {"type": "int", "var": name, "min": field.min, "max": field.max}}
    if isinstance(field, (ChoiceInput, FileInput)):
        # Without a start a choice may be emptied again.
        empty = [] if field.start else [""]
        return {name: {"type": "choice", "var": name, "options": [*empty, *field.options]}}
    if isinstance(field, PasscodeInput):
        return {name: {"type": "text", "var": name, "max": field.digits}}
    return {name: {"type": "text", "var": name, "max": 10 if field.kind == "date" else field.max}}


def _declare(name: str, field: Input, place: str, scope: Scope) -> None:
    for var, core in field_cores(name, field).items():
        kind = core["type"]
        options = tuple(core["options"]) if kind == "choice" else None
        start = getattr(field, "start", False)
        initial: Plain = scope.literal(start, place)
        variable = Variable("text" if kind == "choice" else kind, initial, options)
        known = scope.variables.get(var)
        if known is None:
            scope.variables[var] = variable
        elif known != variable:
            scope.problem(
                place,
                f"declares {var} in another way than before",
                "the same id on two screens is one variable: give both the same kind, options and start, or rename one",
            )
        settled = not isinstance(start, ValueRef) or scope.values is not None
        if settled and not variable.admits(initial):
            scope.problem(place, f"starts with {initial!r}", f"{name} holds {variable.expected()}")


def _screen(name: str, screen: Screen, scope: Scope) -> dict[str, Any]:
    inputs: dict[str, Any] = {}
    for input_name, field in screen.inputs.items():
        place = f"screen {name}: input {input_name}"
        for key, core in field_cores(input_name, field).items():
            inputs[key] = core | _when(field.when, place, scope)
    for number, block in enumerate(screen.blocks):
        place = f"screen {name}: block {number}"
        _when(block.when, place, scope)
        if isinstance(block, Facts):
            for fact in block.facts:
                if (fact.text is None) == (fact.show is None):
                    scope.problem(place, "has a fact with both or neither of text and show", "give it exactly one")
                if fact.show is not None:
                    scope.variable(fact.show, place)
    mains = [key for key, action in screen.actions.items() if action.main]
    if len(mains) > 1:
        scope.problem(f"screen {name}", f"has {len(mains)} main actions ({', '.join(mains)})", "keep one main action")
    actions = {key: _action(name, key, action, screen, scope) for key, action in screen.actions.items()}
    return {"inputs": inputs, "actions": actions}


def _action(screen_name: str, name: str, action: Action, screen: Screen, scope: Scope) -> dict[str, Any]:
    place = f"screen {screen_name}: action {name}"
    cases = []
    for number, case in enumerate(action.cases):
        within = f"{place}, case {number}," if len(action.cases) > 1 else place
        effects: list[list[Any]] = []
        for var, raw in case.set.items():
            effects.append(["set", var, scope.fitting(var, raw, within)])
        for var, amount in case.add.items():
            declared = scope.variable(var, within)
            if declared and declared.type != "int":
                scope.problem(within, f"adds to {var}", "only a whole number can be added to")
            effects.append(["add", var, amount])
        if case.to is not None:
            scope.screen(case.to, within, "goes to")
        if case.at is not None and case.at not in screen.inputs:
            scope.problem(within, f"speaks at unknown input {case.at}", "name an input of this screen")
        core: dict[str, Any] = {"effects": effects} | _when(case.when, within, scope)
        if case.to is not None:
            core["to"] = case.to
        if case.say is not None:
            core["say"] = True
        cases.append(core)
    return {"cases": cases} | _when(action.when, place, scope)


def _when(guard: Any, place: str, scope: Scope) -> dict[str, Any]:
    return {} if guard is None else {"when": scope.guard(guard, place)}


def _fit(portal: Portal, scenario: Scenario) -> list[Problem]:
    """Problems between a scenario's own declarations and its portal."""
    scope = scenario_scope(portal, scenario)
    if scenario.portal != portal.id:
        scope.problem("portal", f"is {scenario.portal}", f"it was lowered on {portal.id}")
    for name in portal.values:
        if name not in scenario.values:
            scope.problem("values", f"lacks {name}", f"the portal {portal.id} needs it")
    for name in scenario.values:
        if name not in portal.values:
            scope.problem("values", f"has unknown name {name}", f"the portal {portal.id} does not use it; take it out")
    for place, text in texts_of(scenario):
        scope.placeholders(text.placeholders(), place)
    if isinstance(scenario.goal, Entered):
        scope.screen(scenario.goal.screen, "goal")
    else:
        scope.guard(scenario.goal, "goal")
    return scope.problems


def _type_of(value: Plain) -> str:
    if isinstance(value, bool):
        return "bool"
    return "int" if isinstance(value, int) else "text"
