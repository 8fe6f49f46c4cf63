"""Traces of which it is known whether somebody did what a veto is for: by simulated trainees, with one deed or none.

What was done is known from how the trace was made, not from the variable that the veto reads.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from tests.coaching.sight import Sight, Strategy
from tests.coaching.stage import Stage
from tests.coaching.strategies import FORBIDDEN
from tests.coaching.trainees import Trainee, coached_by

SECRET = ("code", "secret")
TYPING = "type-secret"
# Near to a veto and none: weighed and taken back; asked whether the code has come; she reads it out and is stopped; the
# centre's machine scans her paper; the phone is taken where nothing secret is typed.
NEAR = ("taken-back", "code-come", "stopped-reading", "scan", "taken-elsewhere")


class Known(NamedTuple):
    """A trace, what it was made for, and the deed that it holds, if any."""

    made_for: str
    deed: str | None
    events: list[dict[str, str]]


def traces(stage: Stage, trainees: list[Trainee]) -> Iterator[Known]:
    """Yield the traces of one visit: per trainee one for each deed that could be done, and one for each near miss."""
    occasion = f"{stage.meeting.scenario.id}/{stage.meeting.visit.seed}"
    for who in trainees:
        lawful = _lawful(coached_by(who, occasion))
        for deed in (*FORBIDDEN, TYPING):
            events = stage.play(_with(deed, lawful))
            if _gone_on(_move(deed), events):
                yield Known(deed, deed, events)
        for near in NEAR:
            events = stage.play(_near(near, lawful))
            if _held(near, events):
                yield Known(near, None, events)


def _move(deed: str) -> str:
    return "take" if deed == TYPING else deed


def _can(deed: str, sight: Sight) -> bool:
    if deed != TYPING:
        return deed in sight.open
    return sight.vars["kind"] in SECRET and not sight.vars["by"] and not sight.vars["trouble"]


def _lawful(manner: Strategy) -> Strategy:
    """The same manner, with something harmless in the place of each forbidden move."""

    def choose(sight: Sight) -> str | None:
        move = manner(sight)
        if move in FORBIDDEN or move == "take":
            return "stop" if sight.vars["trouble"] == "reads-code" else "cue3"
        return move

    return choose


def _unwarned(sight: Sight, move: str | None) -> str | None:
    """The move; before she has read the code out, not the rule that would keep her from it."""
    return "cue3" if move == "rule" and sight.vars["kind"] == "code" and not sight.vars["code_read"] else move


def _with(deed: str, manner: Strategy) -> Strategy:
    """The manner, and the deed the first time that it can be done."""

    def choose(sight: Sight) -> str | None:
        if sight.vars["tongue"]:
            return "go-on"
        if not sight.made(_move(deed)) and _can(deed, sight):
            return _move(deed)
        move = manner(sight)
        return _unwarned(sight, move) if deed == "use-code" else move

    return choose


def _near(near: str, manner: Strategy) -> Strategy:
    """The manner, and what is near to a deed."""

    def choose(sight: Sight) -> str | None:
        tongue = sight.vars["tongue"]
        if tongue:
            return "take-back" if tongue in FORBIDDEN or (tongue == "take" and near == "taken-back") else "go-on"
        move = manner(sight)
        if near == "taken-back":
            due = [deed for deed in (*FORBIDDEN, TYPING) if not sight.made(_move(deed)) and _can(deed, sight)]
            return _move(due[0]) if due else move
        if near in ("code-come", "scan"):
            return near if not sight.made(near) and near in sight.open else move
        if near == "taken-elsewhere":
            plain = sight.vars["kind"] not in SECRET and not sight.vars["by"]
            return "take" if plain and not sight.made("take") else move
        return "stop" if sight.vars["trouble"] == "reads-code" else _unwarned(sight, move)

    return choose


def _gone_on(move: str, events: list[dict[str, str]]) -> bool:
    done = [event["do"] for event in events]
    return any(pair == (move, "go-on") for pair in pairwise(done))


def _held(near: str, events: list[dict[str, str]]) -> bool:
    """Whether the trace holds what it was made for."""
    wanted = {"taken-back": "take-back", "stopped-reading": "stop", "taken-elsewhere": "take"}.get(near, near)
    return any(event["do"] == wanted for event in events)
