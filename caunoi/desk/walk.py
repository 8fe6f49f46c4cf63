"""A walk through a scenario in words: each event, what it scored and why, and where it went astray."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from caunoi.content import Library
from caunoi.desk.labels import Gettext, action_labels, fields
from caunoi.drawing import Words
from caunoi.i18n import N_
from caunoi.machine import holds, replay
from caunoi.scoring import Incident, Reason, judge
from caunoi.views import mockup_view

# Why the machine did not do an event, by its own short reason.
WHY = {
    "hidden": N_("it is not in sight there"),
    "unknown-action": N_("the screen has no such action"),
    "no-case": N_("none of its cases holds there"),
    "unknown-input": N_("the screen has no such input"),
    "bad-value": N_("the input cannot hold this"),
    "no-restart": N_("a test cannot be started over"),
    "unknown-event": N_("the machine does not know such an event"),
    "another-task": N_("it belongs to another task"),
}


@dataclass(frozen=True)
class Stride:
    """One event: what was done on which screen, where it led, and why not if it was impossible."""

    number: int
    words: str
    screen: str
    arrives: str | None
    why: str | None


@dataclass(frozen=True)
class Verdict:
    """One criterion: the reason of its points, its sentence, and the event that decided."""

    reason: Reason
    sentence: str
    decided: Stride | None


@dataclass(frozen=True)
class Turn:
    """A wrong turn or a possible veto: its sentence and the event it was."""

    id: str
    sentence: str
    stride: Stride


@dataclass(frozen=True)
class Walk:
    """A trace in words; without a rubric it has no verdicts."""

    strides: tuple[Stride, ...]
    skipped: int
    arrived: bool
    screen: str
    points: float = 0.0
    max_points: float = 0.0
    verdicts: tuple[Verdict, ...] = ()
    turns: tuple[Turn, ...] = ()
    vetoes: tuple[Turn, ...] = ()


def walk(library: Library, scenario_id: str, events: Sequence[Any], lang: str, gettext: Gettext) -> Walk:
    """Return a walk in words. Raises ContentError and MachineError."""
    scenario = library.scenario(scenario_id)
    view = mockup_view(library, scenario_id, "test" if scenario.use == "test" else "practice", lang)
    core = library.core(scenario_id)
    replayed = replay(core, events)
    screens = view["screens"]
    strides = tuple(
        Stride(
            number,
            in_words(event, screens[step.from_screen], gettext),
            screens[step.from_screen]["title"],
            screens[step.to_screen]["title"] if step.to_screen != step.from_screen else None,
            None if step.ok else gettext(WHY.get(step.why or "", step.why or "")),
        )
        for number, (event, step) in enumerate(zip(events, replayed.steps, strict=True), start=1)
    )
    goal, end = view["goal"], replayed.state
    arrived = end.screen == goal["screen"] if "screen" in goal else holds(goal, end.vars)
    walked = Walk(strides, len(replayed.skipped), arrived, screens[end.screen]["title"])
    if scenario_id not in library.rubrics:
        return walked
    rubric, lowered, words = (
        library.rubrics[scenario_id],
        library.rubric_core(scenario_id),
        Words(lang, scenario.values),
    )
    judged = judge(core, lowered, events)
    found = judged.score
    why = {each.id: words.of(each.why) for each in rubric.criteria}
    said = {turn.id: words.of(turn.say) for turn in rubric.wrong_turns}
    said |= {veto.id: words.of(veto.say) for veto in rubric.vetoes}

    def told(incidents: Sequence[Incident]) -> tuple[Turn, ...]:
        return tuple(Turn(each.id, said[each.id], strides[each.at]) for each in incidents)

    return replace(
        walked,
        points=found.points,
        max_points=found.max_points,
        verdicts=tuple(
            Verdict(each, why[each.id], None if each.at is None else strides[each.at]) for each in found.reasons
        ),
        turns=told(judged.wrong_turns),
        vetoes=told(found.vetoes),
    )


def in_words(event: Any, screen: Mapping[str, Any], gettext: Gettext) -> str:
    """Return what an event does, in the words that stand on its drawn screen."""
    if isinstance(event, dict):
        if set(event) == {"do"}:
            return gettext("Press “{action}”").format(
                action=action_labels(screen, gettext).get(event["do"], event["do"])
            )
        if set(event) == {"set", "to"}:
            return _set_in_words(event, screen, gettext)
        if set(event) == {"restart"}:
            return gettext("Start over")
        if set(event) == {"hint"}:
            return gettext("Ask for a hint")
    return gettext("No step: {event}").format(event=json.dumps(event, ensure_ascii=False))


def _set_in_words(event: Mapping[str, Any], screen: Mapping[str, Any], gettext: Gettext) -> str:
    name, to = str(event["set"]), event["to"]
    owner, _, option = name.partition(".")
    known = fields(screen)
    field = known.get(name) or known.get(owner)
    label = field["label"] if field else name
    options = field.get("options", ()) if field else ()
    if isinstance(to, bool):
        what = _label(options, option) if option else label
        return (gettext("Tick “{option}”") if to else gettext("Take the tick off “{option}”")).format(option=what)
    if to == "":
        return gettext("Empty “{input}”").format(input=label)
    if options:
        return gettext("Choose “{option}” in “{input}”").format(option=_label(options, to), input=label)
    return gettext("Write “{value}” in “{input}”").format(value=to, input=label)


def _label(drawn: Sequence[Mapping[str, Any]], name: Any) -> str:
    return next((str(each["label"]) for each in drawn if each["id"] == name), str(name))
