"""What a move does about the step in hand: while it is new, and once somebody has done it.

A step is known when the core is written, so each function returns the effects for one step; what cannot happen at it
is left out. The machine then walks only the effects of the step in focus.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from caunoi.lowering.talk.acts import tomorrow
from caunoi.lowering.talk.effects import Effects, among, below, both, eq, least, more, of, put
from caunoi.lowering.talk.endings import again, fits, luck, outcomes, ways_to_end
from caunoi.lowering.talk.meeting import Meeting, in_sight, turn_to
from caunoi.lowering.talk.reckoning import (
    EXACT,
    FRESH,
    FULL_WORDS,
    KNOWS,
    SHOWS,
    SLIP_ALONE,
    STEADY,
    TIRED,
    TOO_TIRED,
    TRUSTING,
)
from caunoi.model.talk import MoveClass
from caunoi.model.visit import SECRET_KINDS, TalkStep

# What takes her mind off the phone, and how she shows it.
ABSENT = {"no": "refuses", "call": "on-call", "urgent": "worried"}

AtStep = Callable[[Meeting, TalkStep], Effects]


class Try(NamedTuple):
    """A move about a step: its effects while the step is new, and once it was done."""

    new: AtStep
    known: AtStep


def cue(level: int, load: int = 0) -> Try:
    """Words at a level of help (1 what do you see, 2 where, 3 exactly), in which `load` is too much."""

    def new(meeting: Meeting, step: TalkStep) -> Effects:
        traits = meeting.resident.traits
        poor = level == 1 and traits.literacy == "reads-little"  # reading it out helps her less than others
        effects: Effects = [
            *_begin(meeting, step, level),
            put("over", level - FULL_WORDS - poor),
            more("over", of(f"u_{step.id}")),
            more("over", 1, least("conf", STEADY)),
            more("over", -1, least("fat", TIRED)),
            put("margin", of("over")),
            *luck(meeting, step),
            *fits(step, level, poor=poor),
        ]
        if load:
            # Help that she has to untangle first is not fitting help either.
            effects += [more("margin", -load), put("overloaded", True)]
            effects += [put(f"muddled_{step.id}", True), put(f"misfit_{step.id}", True)]
            if traits.hear == "hard":
                effects.append(more("margin", -1, eq("aid", False)))
        if traits.dry_finger or traits.vision == "small-print":
            effects.append(more("margin", -1, eq(f"tries_{step.id}", 0), eq("aid", False)))
        # Asked what she sees, she says it; where to press she does not know, and no harm is done.
        asked = [put("out", "hesitates", eq("out", "slips"))] if level == 1 else []
        said = [put("react", "says-it", eq("out", "hesitates"))] if level == 1 else []
        return [*effects, *ways_to_end(meeting, step), *asked, *outcomes(meeting, step), *said]

    def known(meeting: Meeting, step: TalkStep) -> Effects:
        open_ = eq("out", "")
        effects: Effects = [
            *_begin(meeting, step, level),
            put("out", "redoes", open_, below(f"u_{step.id}", SHOWS + 1 - level)),
            put("out", "follows", open_),
            put("react", "follows", eq("out", "follows")),
            put(f"told_{step.id}", True, eq("out", "follows")),
            *again(step, level, fades=not load),
        ]
        if load:
            effects += [more("plain", -1, least("plain", 1)), put("overloaded", True)]
        return effects

    return Try(new, known)


def wait_new(meeting: Meeting, step: TalkStep) -> Effects:
    """She has time; what she has seen she does alone, unless the tape holds a slip for her."""
    open_ = eq("out", "")
    ready = both(least(f"u_{step.id}", 1), least("conf", TRUSTING))
    return [
        *_begin(meeting, step, 0),
        put("margin", 0),
        *luck(meeting, step),
        put("out", "hesitates", open_, ready, below("margin", SLIP_ALONE + 1)),
        put("out", "alone", open_, ready),
        put("react", "looks", open_),
        *outcomes(meeting, step),
    ]


def wait_known(meeting: Meeting, step: TalkStep) -> Effects:
    """What she has done before she does once more, without a word."""
    open_ = eq("out", "")
    ready = both(least(f"u_{step.id}", 1), least("conf", TRUSTING))
    return [
        *_begin(meeting, step, 0),
        put("react", "looks", open_),
        put("out", "redoes", open_, ready),
        *again(step, 0),
    ]


def show_new(meeting: Meeting, step: TalkStep) -> Effects:
    """The helper shows the step on a phone of their own; hers does not move."""
    return [*_begin(meeting, step, 0), *_watched(step)]


def show_known(meeting: Meeting, step: TalkStep) -> Effects:
    """Shown once more what she has learned before, she has been told all of it."""
    told = put(f"told_{step.id}", True, eq("out", ""), least(f"u_{step.id}", 1))
    return [*_begin(meeting, step, 0), told, *_watched(step)]


def _watched(step: TalkStep) -> Effects:
    looks = eq("out", "")
    return [
        put("react", "watches", looks),
        put(f"u_{step.id}", 1, looks, below(f"u_{step.id}", 1)),
        put("trouble", "", among("trouble", "hesitates", "slips")),
    ]


def take_new(meeting: Meeting, step: TalkStep) -> Effects:
    """The helper's own finger: the step is done, and she has learned that she cannot."""
    lets = eq("out", "")
    effects: Effects = [
        *_begin(meeting, step, 0),
        put("react", "taken", lets),
        put("passed", True, lets),
        put(f"by_{step.id}", "trainee", lets),
        put("trouble", "", lets),
        more("conf", -1),
        put("holder", "trainee"),
    ]
    if step.kind in SECRET_KINDS:
        effects.append(put("exposed", True, lets))
    return effects


def take_known(meeting: Meeting, step: TalkStep) -> Effects:
    """Once more with the helper's finger: nothing but the loss."""
    lets = eq("out", "")
    return [*_begin(meeting, step, 0), put("react", "taken", lets), more("conf", -1), put("holder", "trainee")]


def scan(meeting: Meeting, step: TalkStep) -> Effects:
    """Her paper goes through the machine of the centre: she was told what for, and hands it over herself."""
    return [
        *_begin(meeting, step, EXACT),
        put("burden", 0),
        put("out", "does", eq("out", "")),
        *outcomes(meeting, step),
    ]


def check_new(meeting: Meeting, step: TalkStep) -> Effects:
    """Nobody can show what was never done."""
    return [*_begin(meeting, step, 0), put("react", "cannot", eq("out", ""))]


def check_known(meeting: Meeting, step: TalkStep) -> Effects:
    """She is asked to show it, and shows it when she knows it and is not too tired.

    Who was just told all of it follows what was said: that shows neither her nor us that she knows it.
    """
    knows = (least(f"u_{step.id}", KNOWS), below("fat", TOO_TIRED))
    shows = eq("out", "shows")
    effects: Effects = [
        *_begin(meeting, step, 0),
        put("react", "cannot", eq("out", "")),
        put("out", "shows", eq("out", ""), *knows),
        put("out", "echoes", shows, eq(f"told_{step.id}", True)),
        put("react", of("out"), among("out", "shows", "echoes")),
    ]
    if step.target:
        effects.append(more("taught", 1, shows, eq(f"shown_{step.id}", False)))
    return [
        *effects,
        put(f"shown_{step.id}", True, shows),
        put(f"u_{step.id}", SHOWS, shows),
        more("conf", 1, shows),
        put("fresh", FRESH, shows),
    ]


def settle(meeting: Meeting, step: TalkStep) -> Effects:
    """After a move about a step: it stays in sight, or gives way to the next one."""
    after = meeting.after(step)
    effects = in_sight(step)
    if after is not None:
        effects += [put(name, value, eq("passed", True)) for _, name, value in turn_to(after)]
    return [*effects, put("passed", False), *tomorrow(meeting)]


def _begin(meeting: Meeting, step: TalkStep, level: int) -> Effects:
    """Every move about the phone: after the first one the visit counts as opened; something else may hold her mind.

    Whatever is tried at a barred step, her account does not open it.
    """
    effects: Effects = [put("phone", True), put("lv", level), put("out", "")]
    effects += [put(f"told_{other.id}", False) for other in meeting.steps if other is not step]
    events = {event.kind for event in meeting.visit.events}
    for trouble, word in ABSENT.items():
        if trouble in events:
            effects += [put("out", word, eq("trouble", trouble)), put("react", word, eq("trouble", trouble))]
    if step in meeting.barred:
        effects += [put("react", "barred", eq("out", "")), put("out", "barred", eq("out", ""))]
    return effects


TRIES: Mapping[MoveClass, Try] = {
    "cue1": cue(1),
    "cue2": cue(2),
    "cue3": cue(3),
    "several": cue(2, 1),
    "jargon": cue(3, 1),
    "show": Try(show_new, show_known),
    "wait": Try(wait_new, wait_known),
    "take": Try(take_new, take_known),
    "scan": Try(scan, check_new),
    "check": Try(check_new, check_known),
}
