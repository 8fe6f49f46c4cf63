"""How a try at a step ends, and what each end does: whether the help fitted, what she gained, what trouble began."""

from __future__ import annotations

from caunoi.lowering.talk.effects import Effects, among, below, both, eq, least, more, no, of, put
from caunoi.lowering.talk.meeting import TRIES_ON_TAPE, Meeting
from caunoi.lowering.talk.reckoning import EXACT, FRESH, SHOWS, STEADY, TIRED
from caunoi.model.visit import TalkStep

HANDS = ("hesitates", "slips", "hands-over")

# Exact words for what she has watched, with nothing that weighs on her.
TOO_MUCH = both(least("lv", EXACT), below("burden", 0))


def fits(step: TalkStep, level: int, *, poor: bool) -> Effects:
    """Whether the help fits what can be seen on her, however well she then does.

    Fear, tiredness, a try that failed weigh on her, and having watched the step lightens it. Less than exact words is
    too little where as much weighs on her as the rung is high; exact words are too much once she has watched the step
    and nothing weighs on her.
    """
    misfit = f"misfit_{step.id}"
    effects: Effects = [
        put("burden", int(poor)),
        more("burden", 1, below("conf", STEADY)),
        more("burden", 1, least("fat", TIRED)),
        more("burden", 1, eq(f"failed_{step.id}", True)),
        more("burden", -1, least(f"u_{step.id}", 1)),
    ]
    if level < EXACT:
        return [*effects, put(misfit, True, least("burden", level))]
    return [*effects, put(misfit, True, TOO_MUCH)]


def luck(meeting: Meeting, step: TalkStep) -> Effects:
    """What the tape holds for this try of hers is added to the margin."""
    return [
        more("margin", meeting.luck(step.id, attempt), eq(f"tries_{step.id}", attempt))
        for attempt in range(TRIES_ON_TAPE)
        if meeting.luck(step.id, attempt)
    ]


def ways_to_end(meeting: Meeting, step: TalkStep) -> Effects:
    """How a try ends, from its margin."""
    open_ = eq("out", "")
    effects: Effects = []
    if step.kind == "code" and meeting.resident.traits.otp_reflex:
        effects.append(put("out", "reads-code", open_, eq("rule", False), eq("code_read", False)))
    return [
        *effects,
        put("out", "does", open_, least("margin", 0)),
        put("out", "hesitates", open_, eq("margin", -1)),
        put("out", "hands-over", open_, below("conf", meeting.resident.traits.hand_over_at + 1)),
        put("out", "slips", open_),
    ]


def outcomes(meeting: Meeting, step: TalkStep) -> Effects:
    """What follows from each way a try can end."""
    k = step.id
    did, failed = among("out", "does", "alone"), among("out", *HANDS)
    effects: Effects = [
        put("react", of("out"), among("out", "does", "alone", *HANDS)),
        more(f"tries_{k}", 1, among("out", "does", "alone", *HANDS)),
        put("tried", True, among("out", "does", "alone", *HANDS)),
        # Where the help was more than she needed, she did it without learning it.
        more(f"u_{k}", 1, did, no(TOO_MUCH), below(f"u_{k}", SHOWS)),
        more("conf", 1, did),
        more("conf", -1, eq("out", "slips")),
        put(f"by_{k}", "her", did),
        put(f"won_{k}", of("lv"), did),
        put(f"told_{k}", True, did, least("lv", EXACT)),
        put("passed", True, did),
        put(f"failed_{k}", False, did),
        put(f"failed_{k}", True, failed),
        put("fresh", FRESH, did),
        put("holder", "her", did),
        put("holder", "trainee", eq("out", "hands-over")),
        more("hers", 1, did),
        more("plain", 1, did, eq(f"muddled_{k}", False)),
        more("fit", 1, did, eq(f"misfit_{k}", False)),
        put("trouble", "", did),
    ]
    if step.target:
        alone = eq("out", "alone")
        effects += [more("fit", 1, alone), put(f"faded_{k}", True, alone)]
    if step.kind == "code":
        effects.append(more("safe", 1, did, eq("code_read", False), eq("rule", True)))
        if meeting.code_can_slip_out:
            reads = eq("out", "reads-code")
            effects += [put("react", "reads-code", reads), put("code_read", True, reads), *in_trouble(reads)]
    if step.kind == "secret":
        effects.append(more("safe", 1, did, eq("away", True)))
    return [*effects, *in_trouble(failed)]


def in_trouble(when: dict[str, object]) -> Effects:
    """A trouble of the name in `out` begins, and the next move is the answer to it."""
    return [
        put("trouble", of("out"), when),
        put("due", True, when),
        more("troubles", 1, when),
        put("mends_due", of("troubles"), when, {"lt": ["mends_due", of("troubles")]}),
    ]


def again(step: TalkStep, level: int, *, fades: bool = True) -> Effects:
    """A step done before is done again: she gains where the help was not more than she needed."""
    k = step.id
    redone = eq("out", "redoes")
    effects: Effects = [
        put("react", "redoes", redone),
        more(f"u_{k}", 1, redone, below(f"u_{k}", SHOWS)),
        put(f"told_{k}", level >= EXACT, redone),
        put("fresh", FRESH, redone),
        put("holder", "her", redone),
        put("trouble", "", redone, among("trouble", *HANDS)),
    ]
    if step.target and fades:
        less = both(redone, eq(f"faded_{k}", False), least(f"won_{k}", level + 1))
        effects += [more("fit", 1, less), put(f"faded_{k}", True, less)]
    return [*effects, put(f"won_{k}", level, redone)]
