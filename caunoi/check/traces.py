"""Whether recorded traces still get what they state, tell people apart, and whether the guided way arrives."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from caunoi import machine
from caunoi.content import Library
from caunoi.errors import ContentError, MachineError, Problem
from caunoi.lowering import trace_events
from caunoi.machine import ask, holds
from caunoi.model.scenario import Scenario, Trace
from caunoi.scoring import Incident, Reason, Score, judge

WANTED_KINDS = ("expert", "second-path", "slip", "gives-up", "forged", "empty")
GOOD_KINDS = ("expert", "second-path")
# Who stops early or forges misses nearly everything; that a criterion is missed by them says nothing about it.
TELLING_KINDS = ("expert", "second-path", "slip", "detour", "foil", "near-miss")
LONGEST_WAY = 300
_TOLERANCE = 1e-9


@dataclass(frozen=True)
class _Walked:
    """One trace with what it got."""

    trace: Trace
    score: Score
    turns: tuple[Incident, ...]
    skipped: tuple[str, ...]


def trace_problems(library: Library) -> Iterator[Problem]:
    """Yield traces that get other than stated, what no trace shows, and guided ways that end."""
    for name, scenario in library.scenarios.items():
        if name not in library.rubrics:
            continue
        try:
            rubric = library.rubric_core(name)
            library.core(name)
            library.steps(name)
        except ContentError:
            continue  # told by library.problems() already
        if not rubric.criteria:
            yield Problem(library.file_of("rubrics", name), "criteria", "are missing", "write at least one")
        yield from _traces(library, scenario)
        if scenario.use == "practice":
            yield from _way(library, scenario)


def _traces(library: Library, scenario: Scenario) -> Iterator[Problem]:
    file = library.file_of("traces", scenario.id)
    traces = library.traces.get(scenario.id, ())
    walked = []
    for trace in traces:
        try:
            walked.append(_walk(library, scenario, trace))
        except MachineError as error:
            yield Problem(file, f"trace {trace.id}", f"cannot be replayed ({error})", "correct its events")
    for each in walked:
        yield from _as_stated(file, each)
    yield from _alternatives(file, walked)
    if traces:
        for kind in WANTED_KINDS:
            if kind not in {trace.kind for trace in traces}:
                yield Problem(file, "traces", f"hold no {kind}", "record one of each kind", "warning")
        yield from _told_apart(library, scenario, file, walked)


def _walk(library: Library, scenario: Scenario, trace: Trace) -> _Walked:
    events = trace_events(trace, scenario.values)
    found = judge(library.core(scenario.id), library.rubric_core(scenario.id), events)
    skipped = tuple(f"{each.at} ({each.why})" for each in found.skipped)
    return _Walked(trace, found.score, found.wrong_turns, skipped)


def _as_stated(file: str, each: _Walked) -> Iterator[Problem]:
    trace, found = each.trace, each.score
    place = f"trace {trace.id}"
    if (stated := _missed_points(trace, found)) is not None:
        lost = ", ".join(f"{reason.id} {reason.met}/{reason.of}" for reason in found.reasons if _lost(reason))
        wanted = f"it states {stated}" + (f"; not met: {lost}" if lost else "")
        yield Problem(file, place, f"scores {found.points:g} of {found.max_points:g}", wanted)
    if len(each.skipped) != trace.skipped:
        listed = ", ".join(each.skipped) or "none"
        yield Problem(file, place, f"skips {len(each.skipped)} events: {listed}", f"it states {trace.skipped}")
    for what, incidents, stated_ids in (
        ("vetoes", found.vetoes, trace.vetoes),
        ("wrong turns", each.turns, trace.wrong_turns),
    ):
        taken = sorted(incident.id for incident in incidents)
        if stated_ids is not None and taken != sorted(stated_ids):
            stated = ", ".join(sorted(stated_ids)) or "none"
            yield Problem(file, place, f"takes {what}: {', '.join(taken) or 'none'}", f"it states {stated}")
    if trace.kind in (*GOOD_KINDS, "near-miss") and found.vetoes and trace.vetoes is None:
        taken = sorted(incident.id for incident in found.vetoes)
        yield Problem(file, place, f"takes vetoes: {', '.join(taken)}", f"a trace of kind {trace.kind} takes none")
    if trace.kind == "expert" and trace.at_least is None and found.points < found.max_points - _TOLERANCE:
        yield Problem(file, place, "does not get every point", "an expert must be able to meet every criterion")
    if trace.kind == "empty" and trace.events:
        yield Problem(file, place, "has events", "an empty trace has none")


def _missed_points(trace: Trace, found: Score) -> str | None:
    """What a trace states about its points, in words, where it got something else."""
    if trace.points is not None:
        return None if math.isclose(found.points, trace.points, rel_tol=0, abs_tol=_TOLERANCE) else f"{trace.points:g}"
    if trace.at_least is not None and found.points < trace.at_least - _TOLERANCE:
        return f"at least {trace.at_least:g}"
    if trace.at_most is not None and found.points > trace.at_most + _TOLERANCE:
        return f"at most {trace.at_most:g}"
    return None


def _alternatives(file: str, walked: Sequence[_Walked]) -> Iterator[Problem]:
    """Good ways are worth the same, and what only looks good is worth less."""
    good = [each for each in walked if each.trace.kind in GOOD_KINDS]
    if not good:
        return
    best = max(each.score.points for each in good)
    for each in good:
        excused = each.trace.because is not None or each.trace.at_least is not None
        if not excused and each.score.points < best - _TOLERANCE:
            yield Problem(
                file,
                f"trace {each.trace.id}",
                f"gets {each.score.points:g}, another good way {best:g}",
                "good ways are worth the same; correct the rubric, or say why with `because`",
            )
    least = min(each.score.points for each in good)
    for each in walked:
        if each.trace.kind == "foil" and each.score.points >= least - _TOLERANCE:
            place, value = f"trace {each.trace.id}", f"gets {each.score.points:g}, a good way {least:g}"
            yield Problem(file, place, value, "a foil gets less than every good way; correct the rubric")


def _told_apart(library: Library, scenario: Scenario, file: str, walked: Sequence[_Walked]) -> Iterator[Problem]:
    """Warn of what no trace shows: criteria that everybody meets or misses, wrong turns and vetoes nobody takes."""
    rubric = library.rubrics[scenario.id]
    for criterion in rubric.criteria:
        met, missed = False, False
        for each in walked:
            reason = next(reason for reason in each.score.reasons if reason.id == criterion.id)
            met = met or reason.met == reason.of
            missed = missed or (each.trace.kind in TELLING_KINDS and _lost(reason))
        if not met or not missed:
            value = "is missed by no trace that goes on" if met else "is met by no trace"
            wanted = "does it tell anybody apart? Record a trace that shows it, or take the criterion out"
            yield Problem(file, f"criterion {criterion.id}", value, wanted, "warning")
    turns = {incident.id for each in walked for incident in each.turns}
    yield from _never_taken(file, "wrong turn", (turn.id for turn in rubric.wrong_turns), turns)
    vetoes = {incident.id for each in walked for incident in each.score.vetoes}
    yield from _never_taken(file, "veto", (veto.id for veto in rubric.vetoes), vetoes)
    if rubric.vetoes and not any(each.trace.kind == "near-miss" for each in walked):
        yield Problem(file, "traces", "hold no near-miss", "record one that comes close to a veto", "warning")


def _never_taken(file: str, what: str, names: Iterable[str], taken: set[str]) -> Iterator[Problem]:
    for name in names:
        if name not in taken:
            yield Problem(file, f"{what} {name}", "is taken by no trace", "record a trace that takes it", "warning")


def _lost(reason: Reason) -> bool:
    return reason.counted and reason.met < reason.of


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
