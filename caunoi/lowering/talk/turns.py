"""What every move does besides its own effect: it answers what was due, time goes on, a visit can end by itself."""

from __future__ import annotations

from typing import Any

from caunoi.lowering.talk.acts import ACTS
from caunoi.lowering.talk.effects import Effects, Guard, below, both, clip, eq, least, more, no, of, put
from caunoi.lowering.talk.endings import HANDS
from caunoi.lowering.talk.meeting import Meeting
from caunoi.lowering.talk.reckoning import MOST, WEARY, WORN
from caunoi.lowering.talk.tries import TRIES, settle
from caunoi.model.talk import MoveClass
from caunoi.model.visit import Trouble

MOST_TURNS = 28
TURNS_PER_WEARINESS = 3

ALWAYS: Guard = least("turn", 0)


def _no_less_help(level: int) -> Guard:
    """After a failed try, help at this level is no step back."""
    return below("lv", level + 1)


# Of each move: the troubles it is a good answer to, and when. Several moves answer each trouble.
ANSWERS: dict[MoveClass, dict[str, Guard]] = {
    "repair": dict.fromkeys(HANDS, ALWAYS),
    "show": dict.fromkeys(("hesitates", "slips"), ALWAYS),
    "aid": dict.fromkeys(HANDS, eq("aid", False)),
    "wait": {"hesitates": least("u", 1)},
    "cue1": dict.fromkeys(HANDS, _no_less_help(1)),
    "cue2": dict.fromkeys(HANDS, _no_less_help(2)),
    "cue3": dict.fromkeys(HANDS, ALWAYS),
    "rest": dict.fromkeys((*HANDS, "no"), least("fat", WEARY)) | {"no": ALWAYS},
    "rule": {"reads-code": ALWAYS, "call": ALWAYS},
    "stop": {"reads-code": ALWAYS, "call": ALWAYS},
    "accept": {"no": ALWAYS},
    "postpone": {"no": ALWAYS, "level2": eq("revisit", True)},
    "paper": {"urgent": ALWAYS},
    "on-paper": {"level2": ALWAYS},
    "desk": {"level2": ALWAYS},
    "revisit": {"level2": ALWAYS},
}


def turns(meeting: Meeting, move: MoveClass) -> list[dict[str, Any]]:
    """Return the cases of a move that counts as a turn: one, or for a move about a step two per step."""
    if move not in TRIES:
        return [{"effects": [*_answered(meeting, move), *ACTS[move](meeting), *_clock(meeting)]}]
    cases = []
    for step in meeting.steps:
        new = eq(f"by_{step.id}", "")
        for guard, act in ((new, TRIES[move].new), (no(new), TRIES[move].known)):
            effects = [*_answered(meeting, move), *act(meeting, step), *settle(meeting, step), *_clock(meeting)]
            cases.append({"when": both(eq("focus", step.id), guard), "effects": effects})
    return cases


def _answered(meeting: Meeting, move: MoveClass) -> Effects:
    """Only the next move answers a trouble; what comes later comes late."""
    effects: Effects = []
    for trouble, when in ANSWERS.get(move, {}).items():
        answered = both(eq("due", True), eq("trouble", trouble), when)
        effects.append(more("mended", 1, answered))
        if trouble == "reads-code":
            effects.append(more("safe", 1, answered))
    if meeting.code_can_slip_out and "reads-code" not in ANSWERS.get(move, {}):
        effects.append(put("code_left", True, eq("due", True), eq("trouble", "reads-code")))
    return [*effects, put("due", False), put("event", "")]


def _clock(meeting: Meeting) -> Effects:
    effects: Effects = [
        more("turn", 1),
        more("beat", 1),
        more("fat", 1, eq("beat", TURNS_PER_WEARINESS)),
        put("beat", 0, eq("beat", TURNS_PER_WEARINESS)),
        more("fresh", -1, least("fresh", 1)),
    ]
    for number, event in enumerate(meeting.visit.events):
        effects += _comes(str(number), event.kind, least("turn", event.turn))
    for step in meeting.barred:
        effects += _comes(meeting.came(step), "level2", eq("focus", step.id), eq("by", ""))
    # What comes from outside can frighten her too, so the numbers are clipped after it.
    effects += [*clip("conf", 0, MOST), *clip("fat", 0, MOST), put("worn", True, least("fat", WORN))]
    open_ = eq("end", "")
    gone = no(both(least("conf", 1), below("fat", MOST)))
    return [
        *effects,
        put("react", "stops", open_, gone),
        put("end", "stopped", open_, gone),
        put("react", "late", open_, least("turn", MOST_TURNS)),
        put("end", "time", open_, least("turn", MOST_TURNS)),
    ]


def _comes(number: str, trouble: Trouble, *when: Guard) -> Effects:
    """Something from outside, or a barred step, is told once, when its time is there and nothing else is the matter."""
    came = f"came_{number}"
    free = (eq(came, False), *when, eq("trouble", ""), eq("end", ""))
    arrives = eq("event", number)
    effects: Effects = [
        put("event", number, *free),
        put(came, True, arrives),
        put("trouble", trouble, arrives),
        put("due", True, arrives),
        more("troubles", 1, arrives),
        put("mends_due", of("troubles"), arrives, {"lt": ["mends_due", of("troubles")]}),
    ]
    if trouble == "call":
        effects.append(more("conf", -1, arrives))
    if trouble == "level2":
        effects.append(put("excused", True, arrives))
    return effects
