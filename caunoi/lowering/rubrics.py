"""Lowers guided steps, goals, criteria and traces, so that they hold plain values only."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from caunoi.errors import ContentError
from caunoi.lowering.core import CriterionCore, RubricCore
from caunoi.lowering.expansion import expand
from caunoi.lowering.portals import field_cores, scenario_scope
from caunoi.lowering.scope import Scope
from caunoi.model.base import LANGS, Text, VarName, filled
from caunoi.model.guards import Entered, Moment
from caunoi.model.inputs import SeveralInput, TextInput
from caunoi.model.portal import Portal
from caunoi.model.rubric import Answered, AtMost, Avoided, Criterion, Held, Ordered, Reached, Rubric, Share
from caunoi.model.scenario import Scenario, Step, Trace


def lower_rubric(portal: Portal, scenario: Scenario, rubric: Rubric) -> RubricCore:
    """Return criteria, wrong turns and vetoes ready for widgets/judge.js.

    Raises ContentError with every problem.
    """
    file = f"{scenario.id}.{'scenario' if scenario.use == 'practice' else 'rubric'}.yaml"
    scope = scenario_scope(portal, scenario, file)
    plain = expand(portal)
    lowered = RubricCore(
        criteria=tuple(_criterion(each, plain, scenario, scope) for each in rubric.criteria),
        wrong_turns=tuple(
            _watched(f"wrong turn {each.id}", each.id, scope, when=each.when, before=each.before, unless=each.unless)
            for each in rubric.wrong_turns
        ),
        vetoes=tuple(_watched(f"veto {each.id}", each.id, scope, when=each.when) for each in rubric.vetoes),
    )
    for kind, listed in (("criterion", rubric.criteria), ("wrong turn", rubric.wrong_turns), ("veto", rubric.vetoes)):
        names = [each.id for each in listed]
        for name in sorted({name for name in names if names.count(name) > 1}):
            scope.problem(f"{kind} {name}", "stands there twice", "give each its own id")
    if scope.problems:
        raise ContentError(scope.problems)
    return lowered


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


def _watched(place: str, name: str, scope: Scope, **moments: Moment | None) -> dict[str, Any]:
    return {"id": name} | {key: scope.moment(each, place) for key, each in moments.items() if each is not None}


def _criterion(criterion: Criterion, portal: Portal, scenario: Scenario, scope: Scope) -> CriterionCore:
    place = f"criterion {criterion.id}"
    rule: dict[str, Any] = {"id": criterion.id, "kind": criterion.kind}
    if criterion.opportunity is not None:
        rule["opportunity"] = scope.moment(criterion.opportunity, place)
    match criterion:
        case Reached():
            rule["moment"] = scope.moment(criterion.moment, place)
        case Held():
            rule["at"] = scope.moment(criterion.at, place)
            rule["values"] = {name: _accepted(name, raw, scope, place) for name, raw in criterion.values.items()}
        case Avoided():
            rule["never"] = scope.moment(criterion.never, place)
            rule["once"] = scope.moment(criterion.once, place)
        case Ordered():
            rule["moments"] = [scope.moment(moment, place) for moment in criterion.moments]
        case AtMost():
            rule["count"] = scope.moment(criterion.count, place)
            rule["times"] = criterion.times
            rule["once"] = scope.moment(criterion.once, place)
        case Answered():
            rule |= _answered(criterion, portal, scope, place)
        case Share():
            rule["part"] = scope.counter(criterion.part, place)
            rule["whole"] = scope.counter(criterion.whole, place)
            if criterion.at is not None:
                rule["at"] = scope.moment(criterion.at, place)
    return CriterionCore(criterion.id, criterion.points, criterion.skill, rule, _in_all(criterion.why, scenario.values))


def _accepted(name: VarName, raw: Any, scope: Scope, place: str) -> list[Any]:
    return [scope.fitting(name, each, place) for each in (raw if isinstance(raw, tuple) else (raw,))]


def _answered(criterion: Answered, portal: Portal, scope: Scope, place: str) -> dict[str, Any]:
    """How the value of an input is marked: {as, ticks: {variable: option}, accepts, accents}, or {as, var, ...}."""
    name = criterion.input
    fields = [screen.inputs[name] for screen in portal.screens.values() if name in screen.inputs]
    if not fields:
        known = sorted({each for screen in portal.screens.values() for each in screen.inputs})
        scope.problem(place, f"asks for unknown input {name}", f"name one of the inputs: {', '.join(known) or 'none'}")
        return {}
    field = fields[0]
    as_text = isinstance(field, TextInput) and field.kind == "text"
    if (criterion.accents == "forgiven" or criterion.case == "exact") and not as_text:
        scope.problem(place, f"minds accents or case in {name}", "only a text input has them; take it out")
    if not isinstance(field, SeveralInput):
        accepts = _accepted(name, criterion.accepts, scope, place)
        if "" in accepts and scope.values is not None:
            scope.problem(place, f"accepts an empty {name}", "nothing given earns nothing; name the accepted values")
        marked = {"as": "text", "accents": criterion.accents, "case": criterion.case} if as_text else {"as": "value"}
        return marked | {"var": name, "accepts": accepts}
    wanted = criterion.accepts if isinstance(criterion.accepts, tuple) else (criterion.accepts,)
    accepts = [scope.literal(each, place) for each in wanted]
    for option in accepts:
        if option not in field.options:
            scope.problem(place, f"wants {option!r} ticked in {name}", f"its options are {', '.join(field.options)}")
    return {"as": "ticks", "ticks": {f"{name}.{each}": each for each in field.options}, "accepts": accepts}


def _in_all(text: Text, values: Mapping[str, str]) -> Text:
    """A text with the scenario's values in place of {names}, in each language it is written in."""
    written = {lang: getattr(text, lang) for lang in LANGS}
    return text.model_copy(update={lang: each and filled(each, values) for lang, each in written.items()})


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
