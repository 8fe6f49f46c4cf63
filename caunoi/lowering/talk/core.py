"""The core of a talk: one screen whose actions are the moves."""

from __future__ import annotations

from typing import Any

from caunoi.lowering.core import Core
from caunoi.lowering.talk.effects import Effects, among, both, eq, put
from caunoi.lowering.talk.meeting import Meeting, first_values, turn_to
from caunoi.lowering.talk.menu import GO_ON, SCREEN, TAKE_BACK, TYPING, present, step_choices, weighed
from caunoi.lowering.talk.turns import turns
from caunoi.model.talk import MoveClass
from caunoi.model.visit import SECRET_KINDS


def talk_core(meeting: Meeting) -> Core:
    """Return the core of a visit; it can be begun again in practice only."""
    slow = weighed(meeting)
    held = {"not": eq("tongue", "")}
    actions: dict[str, Any] = {}
    for name, when in present(meeting).items():
        cases = [{"effects": [put("tongue", name)]}] if name in slow else turns(meeting, name)
        actions[name] = {"when": when, "cases": cases}
    for step, (choice, when) in zip(meeting.steps, step_choices(meeting).items(), strict=True):
        actions[choice] = {"when": when, "cases": [{"effects": turn_to(step)}]}
    said = [_said(name, case) for name in slow for case in turns(meeting, name)]
    actions[GO_ON] = {"when": held, "cases": said}
    actions[TAKE_BACK] = {"when": held, "cases": [{"effects": [put("tongue", "")]}]}
    return Core.of(
        {
            "start": SCREEN,
            "vars": first_values(meeting),
            "screens": {SCREEN: {"inputs": {}, "actions": actions}},
            "restart": meeting.scenario.use == "practice",
        }
    )


def _said(move: MoveClass, case: dict[str, Any]) -> dict[str, Any]:
    """Going on with what lies on the tongue is the deed; at a step with a secret, taking the phone is another one."""
    parts = [eq("tongue", move), *([case["when"]] if "when" in case else [])]
    deed: Effects = [put("deed", move)]
    if move == "take":
        deed.append(put("deed", TYPING, among("kind", *SECRET_KINDS), eq("by", "")))
    effects = [put("tongue", ""), *deed, *case["effects"]]
    return {"when": both(*parts), "effects": effects}
