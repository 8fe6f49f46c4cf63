"""Lowers guided steps, goals, criteria and traces, so that they hold plain values only."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from caunoi.errors import ContentError
from caunoi.lowering.core import CriterionCore, RubricCore
from caunoi.lowering.expansion import expand
from caunoi.lowering.portals import field_cores, scenario_scope
from caunoi.lowering.scope import Scope
from caunoi.model.guards import Entered
from caunoi.model.portal import Portal
from caunoi.model.scenario import AtMost, Avoided, Criterion, Held, Ordered, Rubric, Scenario, Step, Trace


def lower_rubric(portal: Portal, scenario: Scenario, rubric: Rubric) -> RubricCore:
    """Return criteria and wrong turns ready for widgets/judge.js. Raises ContentError with every problem."""
    file = f"{scenario.id}.{'scenario' if scenario.use == 'practice' else 'rubric'}.yaml"
    scope = scenario_scope(portal, scenario, file)
    criteria = tuple(_criterion(each, scope) for each in rubric.criteria)
    turns = []
    for turn in rubric.wrong_turns:
        place = f"wrong turn {turn.id}"
        core: dict[str, Any] = {"id": turn.id, "when": scope.moment(turn.when, place)}
        if turn.before is not None:
            core["before"] = scope.moment(turn.before, place)
        turns.append(core)
    for kind, names in (("criterion", [c.id for c in criteria]), ("wrong turn", [t["id"] for t in turns])):
        for name in sorted({name for name in names if names.count(name) > 1}):
            scope.problem(f"{kind} {name}", "stands there twice", "give each its own id")
    if scope.problems:
        raise ContentError(scope.problems)
    return RubricCore(criteria, tuple(turns))


def lower_steps(portal: Portal, scenario: Scenario) -> list[dict[str, Any]]:
    """Return the guided steps as {screen, when?, do} or {screen, when?, set, var, to}. Raises ContentError."""
    scope = scenario_scope(portal, scenario)
    plain = expand(portal)
    steps = [_step(number, step, plain, scope) for number, step in enumerate(scenario.steps)]
    if scope.problems:
        raise ContentError(scope.problems)
    return steps


def lower_goal(portal: Portal, scenario: Scenario) -> dict[str, Any]:
    """Return the goal as {screen} or as a core guard. Raises ContentError."""
    if isinstance(scenario.goal, Entered):
        return {"screen": scenario.goal.screen}
    scope = scenario_scope(portal, scenario)
    goal = scope.guard(scenario.goal, "goal")
    if scope.problems:
        raise ContentError(scope.problems)
    return goal


def trace_events(trace: Trace, values: Mapping[str, str]) -> list[Any]:
    """Return the events of a shipped trace with {value: name} replaced by the scenario's value."""

    def resolved(event: Any) -> Any:
        if isinstance(event, dict) and isinstance(event.get("to"), dict) and set(event["to"]) == {"value"}:
            return {**event, "to": values.get(str(event["to"]["value"]), event["to"])}
        return event

    return [resolved(event) for event in trace.events]


def _criterion(criterion: Criterion, scope: Scope) -> CriterionCore:
    place = f"criterion {criterion.id}"
    rule: dict[str, Any] = {"id": criterion.id, "kind": criterion.kind}
    match criterion:
        case Held():
            rule["at"] = scope.moment(criterion.at, place)
            rule["values"] = {
                name: [scope.fitting(name, raw, place) for raw in (wanted if isinstance(wanted, tuple) else (wanted,))]
                for name, wanted in criterion.values.items()
            }
        case Avoided():
            rule["never"] = scope.moment(criterion.never, place)
            rule["once"] = scope.moment(criterion.once, place)
        case Ordered():
            rule["moments"] = [scope.moment(moment, place) for moment in criterion.moments]
        case AtMost():
            rule["count"] = scope.moment(criterion.count, place)
            rule["times"] = criterion.times
            rule["once"] = scope.moment(criterion.once, place)
        case _:
            rule["moment"] = scope.moment(criterion.moment, place)
    return CriterionCore(criterion.id, criterion.points, criterion.skill, rule)


def _step(number: int, step: Step, portal: Portal, scope: Scope) -> dict[str, Any]:
    place = f"step {number}"
    core: dict[str, Any] = {"screen": step.screen}
    if step.when is not None:
        core["when"] = scope.guard(step.when, place)
    screen = portal.screens.get(step.screen)
    if screen is None:
        scope.screen(step.screen, place, "is on")
        return core
    if step.do is not None:
        if step.do not in screen.actions:
            scope.problem(place, f"does unknown action {step.do}", f"name an action of screen {step.screen}")
        return core | {"do": step.do}
    name = step.set or ""
    inputs = {key: each for owner, field in screen.inputs.items() for key, each in field_cores(owner, field).items()}
    if name not in inputs:
        scope.problem(place, f"sets unknown input {name}", f"name an input of screen {step.screen}")
        return core
    return core | {"set": name, "var": inputs[name]["var"], "to": scope.fitting(name, step.to, place)}
