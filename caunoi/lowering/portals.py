"""Lowers a portal and a scenario to the core that widgets/machine.js walks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from caunoi.errors import ContentError, Problem
from caunoi.lowering.apps import left_at
from caunoi.lowering.core import Core
from caunoi.lowering.effects import HELD, case_effects, rule_effects
from caunoi.lowering.expanded import Expanded
from caunoi.lowering.expansion import expand
from caunoi.lowering.phone import look_over
from caunoi.lowering.scope import Plain, Scope, Variable
from caunoi.lowering.size import MAX_CORE_CHARACTERS
from caunoi.model.base import ValueRef, texts_of
from caunoi.model.blocks import Facts, Message
from caunoi.model.guards import Entered
from caunoi.model.inputs import ChoiceInput, FileInput, Input, NumberInput, PasscodeInput, SeveralInput, ToggleInput
from caunoi.model.portal import Action, Portal, Screen
from caunoi.model.scenario import Scenario


def lower(portal: Portal, scenario: Scenario) -> Core:
    """Return the core of a portal for a scenario; restart is possible in practice only.

    Raises ContentError with every problem of the two at once.
    """
    plain = expand(portal)
    if plain.too_large:
        raise ContentError(plain.problems)
    scope = portal_scope(portal, scenario.values)
    screens = _screens(plain, scope)
    problems = [*scope.problems, *_fit(portal, scenario)]
    begin = scenario_scope(portal, scenario)
    variables = {name: variable.initial for name, variable in begin.variables.items()}
    first = scenario.start.screen or portal.start
    variables |= _left(plain, first)
    for name, raw in scenario.start.set.items():
        variables[name] = begin.fitting(name, raw, f"start sets {name}:")
    if scenario.start.screen is not None:
        begin.screen(scenario.start.screen, "start", "is at")
    problems += begin.problems
    if problems:
        raise ContentError(problems)
    core = Core.of({"start": first, "vars": variables, "screens": screens, "restart": scenario.use == "practice"})
    if len(core.text) > MAX_CORE_CHARACTERS:
        wanted = f"at most {MAX_CORE_CHARACTERS} can be walked: use fewer screens, actions, rows, banners or rules"
        raise ContentError([Problem(scope.file, "portal", f"is lowered to {len(core.text)} characters", wanted)])
    return core


def portal_problems(portal: Portal) -> list[Problem]:
    """Return everything in a portal that does not fit together, whatever the scenario."""
    plain = expand(portal)
    if plain.too_large:
        return list(plain.problems)
    scope = portal_scope(portal, None)
    look_over(portal, scope)
    _screens(plain, scope)
    return scope.problems


def portal_scope(portal: Portal, values: Mapping[str, str] | None) -> Scope:
    """Return the names of a portal once it is written out, with the problems of its declarations."""
    plain = expand(portal)
    scope = Scope(
        file=f"{portal.id}.portal.yaml",
        values=values,
        known_values=frozenset(portal.values),
        screens=frozenset(plain.screens),
        actions={
            f"{name}.{key}": action for name, screen in plain.screens.items() for key, action in screen.actions.items()
        },
        checks_before=plain.checks_before,
        problems=list(plain.problems),
    )
    scope.screen(portal.start, "start", "is at")
    for name, initial in plain.vars.items():
        scope.variables[name] = Variable(_type_of(initial), initial)
    kinds: dict[str, str] = {}
    for screen_name, screen in plain.screens.items():
        for input_name, field in screen.inputs.items():
            place = f"screen {screen_name}: input {input_name}"
            told = len(scope.problems)
            _declare(input_name, field, place, scope)
            first = kinds.setdefault(input_name, field.kind)
            if first != field.kind and told == len(scope.problems):
                scope.problem(place, f"is of kind {field.kind}", f"it was of kind {first} before; rename one")
    if _keeps_an_answer(plain):
        scope.variables[HELD] = Variable("bool", False)
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


def _screens(portal: Expanded, scope: Scope) -> dict[str, Any]:
    rules = [
        effect for number, rule in enumerate(portal.rules) for effect in rule_effects(rule, f"rule {number}", scope)
    ]
    return {name: _screen(name, screen, portal, rules, scope) for name, screen in portal.screens.items()}


def _screen(name: str, screen: Screen, portal: Expanded, rules: list[list[Any]], scope: Scope) -> dict[str, Any]:
    inputs: dict[str, Any] = {}
    for input_name, field in screen.inputs.items():
        place = f"screen {name}: input {input_name}"
        for key, core in field_cores(input_name, field).items():
            inputs[key] = core | _when(field.when, place, scope)
        for refusal in field.refuses:
            scope.guard(refusal.when, place)
    for number, block in enumerate(screen.blocks):
        place = f"screen {name}: block {number}"
        _when(block.when, place, scope)
        if isinstance(block, Facts):
            for fact in block.facts:
                if (fact.text is None) == (fact.show is None):
                    scope.problem(place, "has a fact with both or neither of text and show", "give it exactly one")
                if fact.show is not None:
                    scope.variable(fact.show, place)
        if isinstance(block, Message) and not isinstance(block.pinned, bool):
            scope.guard(block.pinned, place)
    mains = [key for key, action in screen.actions.items() if action.main]
    if len(mains) > 1:
        scope.problem(f"screen {name}", f"has {len(mains)} main actions ({', '.join(mains)})", "keep one main action")
    actions = {key: _action(f"{name}.{key}", action, portal, rules, scope) for key, action in screen.actions.items()}
    return {"inputs": inputs, "actions": actions}


def _action(did: str, action: Action, portal: Expanded, rules: list[list[Any]], scope: Scope) -> dict[str, Any]:
    place = portal.origins[did]
    screen = portal.screens[did.partition(".")[0]]
    before = portal.checks_before.get(did, 0)
    named = [case.id for case in action.cases if case.id is not None]
    for name in sorted({name for name in named if named.count(name) > 1}):
        scope.problem(place, f"has two cases with the id {name}", "give each its own id")
    cases = []
    for number, case in enumerate(action.cases):
        within = f"{place}, case {number - before}," if len(action.cases) - before > 1 else place
        if number < before:
            within = f"{place}, check of {case.at},"
        effects = case_effects(case, within, scope)
        if case.to is not None:
            scope.screen(case.to, within, "goes to")
            effects += [["set", var, left] for var, left in _left(portal, case.to).items()]
        if case.at is not None and case.at not in screen.inputs:
            scope.problem(within, f"speaks at unknown input {case.at}", "name an input of this screen")
        core: dict[str, Any] = {"effects": effects + rules} | _when(case.when, within, scope)
        if case.to is not None:
            core["to"] = case.to
        if case.say is not None:
            core["say"] = True
        cases.append(core)
    _when(action.badge, place, scope)
    return {"cases": cases} | _when(action.when, place, scope)


def _left(portal: Portal, screen_name: str) -> dict[str, str]:
    """Where an app is left once somebody is on this screen: {at.<app>: screen}, nothing off the apps."""
    screen = portal.screens.get(screen_name)
    return {left_at(screen.app): screen_name} if screen is not None and screen.app in portal.apps else {}


def _keeps_an_answer(portal: Portal) -> bool:
    """Whether a rule with a guard changes more than one variable, so that its answer may have to be kept."""
    cases = (case for screen in portal.screens.values() for action in screen.actions.values() for case in action.cases)
    rules = (*portal.rules, *(rule for case in cases for rule in case.also))
    return any(rule.when is not None and len(rule.set) + len(rule.add) > 1 for rule in rules)


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
