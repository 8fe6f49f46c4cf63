"""A visit as it is drawn: her face and words, her phone, and the menu of what a helper can do, in one language."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

from caunoi.drawing import Words, draw_portal
from caunoi.lowering.expansion import expand
from caunoi.lowering.portals import field_cores, portal_scope
from caunoi.lowering.talk import Meeting, wording
from caunoi.lowering.talk.menu import present
from caunoi.lowering.talk.reckoning import MOODS, STRENGTHS
from caunoi.model.base import Text
from caunoi.model.portal import Portal
from caunoi.model.talk import MoveClass, MoveKind

KINDS: tuple[MoveKind, ...] = ("say", "show", "wait", "touch", "arrange", "leave")


def draw_talk(meeting: Meeting, phone: Portal, words: Words, *, meters: bool) -> dict[str, Any]:
    """Return what widgets/talk.js draws beside the screens of the portal.

    {name, age, kin, portrait, moods: [[from, name, text]], strengths: [[from, name, text]], strain, words: {reaction:
    [text]}, events: [text], menu: [{kind, moves: [id]}], moves: {id: {step or "": [text]}}, steps: [{id, name, screen,
    astray, opens, vars}], phone: {portal, screens, labels, said, vars, inputs}, meters}. A mood holds from its number
    of confidence on, a strength from its number of tiredness on. The order of a menu and the wording that comes first
    belong to the seed, not to the moment.
    """
    resident = meeting.resident

    def say(text: Text) -> str:
        return words.of(wording.filled(text, meeting))

    return {
        "name": resident.name,
        "age": resident.age,
        "kin": words.of(resident.kin),
        "portrait": resident.portrait.model_dump(),
        "moods": [[least, name, say(resident.moods[name])] for name, least in MOODS],
        "strengths": [[least, name, say(resident.strength[name])] for name, least in STRENGTHS],
        "strain": say(resident.strain) if resident.strain else None,
        "words": {name: [words.of(text) for text in texts] for name, texts in wording.words_of_hers(meeting).items()},
        "events": [words.of(text) for text in wording.told_in_between(meeting)],
        "menu": _menu(meeting),
        "moves": {name: _ways(meeting, name, words) for name in present(meeting)},
        "steps": [
            {
                "id": step.id,
                "name": say(step.name),
                "screen": step.screen,
                "astray": step.astray or step.screen,
                "opens": step.opens or step.screen,
                "vars": step.phone_holds,
            }
            for step in meeting.steps
        ],
        "phone": _phone(meeting, phone, words),
        "meters": meters,
    }


def _menu(meeting: Meeting) -> list[dict[str, Any]]:
    moves = present(meeting)
    listed = []
    for kind in KINDS:
        of_kind = [name for name in moves if meeting.talk.moves[name].kind == kind]
        if of_kind:
            listed.append({"kind": kind, "moves": sorted(of_kind, key=lambda name: _weight(meeting, name))})
    return listed


def _ways(meeting: Meeting, move: MoveClass, words: Words) -> dict[str, list[str]]:
    """The ways to put a move, turned so that another one comes first under another seed."""
    ways = wording.wordings(meeting, move)
    if len(ways) > 1:
        ways = {step: texts for step, texts in ways.items() if step}
    return {step: _turned([words.of(text) for text in texts], _weight(meeting, move)) for step, texts in ways.items()}


def _turned(texts: Sequence[str], weight: str) -> list[str]:
    first = int(weight[:8], 16) % len(texts)
    return [*texts[first:], *texts[:first]]


def _weight(meeting: Meeting, move: str) -> str:
    return hashlib.sha256(f"{meeting.scenario.id}\n{meeting.visit.seed}\n{move}".encode()).hexdigest()


def _phone(meeting: Meeting, phone: Portal, words: Words) -> dict[str, Any]:
    """Her phone with the screens of the steps only, and what its variables hold before anything was done on it."""
    drawn = draw_portal(phone, meeting.scenario.values, words)
    # In the order of the steps, not of a set: a page that is made again shall be the same page.
    shown = dict.fromkeys(name for step in meeting.steps for name in (step.screen, step.astray, step.opens) if name)
    variables = portal_scope(phone, meeting.scenario.values).variables
    return drawn | {
        "screens": {name: screen for name, screen in drawn["screens"].items() if name in shown},
        "vars": {name: variable.initial for name, variable in variables.items()} | meeting.visit.phone_holds,
        "inputs": {name: _inputs(phone, name) for name in shown},
    }


def _inputs(phone: Portal, name: str) -> dict[str, Any]:
    """The core inputs of a screen, of which the limits of numbers are drawn."""
    screen = expand(phone).screens[name]
    return {key: core for owner, field in screen.inputs.items() for key, core in field_cores(owner, field).items()}
