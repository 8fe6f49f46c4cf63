"""Whether recorded traces still score as stated, and whether the guided way arrives."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any

from caunoi import machine
from caunoi.content import Library
from caunoi.errors import ContentError, MachineError, Problem
from caunoi.lowering import trace_events
from caunoi.machine import ask, holds, replay
from caunoi.model.scenario import Scenario, Trace
from caunoi.scoring import score

WANTED_KINDS = ("expert", "second-path", "slip", "gives-up", "forged", "empty")
LONGEST_WAY = 300


def trace_problems(library: Library) -> Iterator[Problem]:
    """Yield traces that score otherwise than stated, kinds of traces that are missing, and guided ways that end."""
    for name, scenario in library.scenarios.items():
        if name not in library.rubrics:
            continue
        try:
            criteria = library.criteria(name)
            library.core(name)
            library.steps(name)
        except ContentError:
            continue  # told by library.problems() already
        if not criteria:
            yield Problem(library.file_of("rubrics", name), "criteria", "are missing", "write at least one")
        traces = library.traces.get(name, ())
        file = library.file_of("traces", name)
        for trace in traces:
            yield from _trace(library, file, scenario, trace)
        if traces:
            for kind in WANTED_KINDS:
                if kind not in {trace.kind for trace in traces}:
                    yield Problem(file, "traces", f"hold no {kind}", "record one of each kind", "warning")
        if scenario.use == "practice":
            yield from _way(library, scenario)


def _trace(library: Library, file: str, scenario: Scenario, trace: Trace) -> Iterator[Problem]:
    place = f"trace {trace.id}"
    core, criteria = library.core(scenario.id), library.criteria(scenario.id)
    events = trace_events(trace, scenario.values)
    try:
        found, walked = score(core, criteria, events), replay(core, events)
    except MachineError as error:
        yield Problem(file, place, f"cannot be replayed ({error})", "correct its events")
        return
    if not math.isclose(found.points, trace.points, rel_tol=0, abs_tol=1e-9):
        lost = ", ".join(f"{each.id} {each.met}/{each.of}" for each in found.reasons if each.met < each.of)
        stated = f"it states {trace.points:g}" + (f"; not met: {lost}" if lost else "")
        yield Problem(file, place, f"scores {found.points:g} of {found.max_points:g}", stated)
    if len(walked.skipped) != trace.skipped:
        listed = ", ".join(f"{index} ({walked.steps[index].why})" for index in walked.skipped) or "none"
        yield Problem(file, place, f"skips {len(walked.skipped)} events: {listed}", f"it states {trace.skipped}")
    if trace.kind == "expert" and found.points != found.max_points:
        yield Problem(file, place, "does not get every point", "an expert must be able to meet every criterion")
    if trace.kind == "empty" and trace.events:
        yield Problem(file, place, "has events", "an empty trace has none")


def _way(library: Library, scenario: Scenario) -> Iterator[Problem]:
    """Follow the guided steps as the show mode does."""
    file = library.file_of("scenarios", scenario.id)
    core, steps, goal = library.core(scenario.id), library.steps(scenario.id), library.goal(scenario.id)
    state = machine.start(core)
    for _ in range(LONGEST_WAY):
        if _arrived(goal, state):
            return
        index = ask("nextStep", core, {"screen": state.screen, "vars": dict(state.vars)}, steps)
        if index is None:
            yield Problem(file, "steps", f"end on screen {state.screen}", "they must lead to the goal")
            return
        step = steps[index]
        event = {"do": step["do"]} if "do" in step else {"set": step["set"], "to": step["to"]}
        result = machine.step(core, state, event)
        if not result.ok:
            yield Problem(file, f"step {index}", f"is impossible there ({result.why})", "correct it or those before it")
            return
        state = result.state
    yield Problem(file, "steps", f"go on for more than {LONGEST_WAY} events", "they must lead to the goal")


def _arrived(goal: Mapping[str, Any], state: machine.State) -> bool:
    return state.screen == goal["screen"] if "screen" in goal else holds(goal, state.vars)
