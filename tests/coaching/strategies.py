"""Ways to coach, as small pure functions that play against the machine: good ones, and such as must not pass.

A strategy is asked for the next event with what it can know: the visit, her state, and what was done so far. None is
written for one resident, so a new visit is proved with the same ones. They test the scorer, not people.
"""

from __future__ import annotations

import random
from collections.abc import Sequence

from tests.coaching.sight import Sight, Strategy

LAST_CALL = 22  # the turn by which a visit that cannot be finished is being ended
TROUBLES_OF_HERS = ("hesitates", "slips", "hands-over")


def _held(strategy: Strategy) -> Strategy:
    """Go on with what lies on the tongue before choosing again."""

    def choose(sight: Sight) -> str | None:
        return "go-on" if sight.vars["tongue"] else strategy(sight)

    choose.__name__ = strategy.__name__.replace("_", "-")
    return choose


# What every good way has in common: it opens well, answers what is the matter, rests in time, and ends well.


def _answer(sight: Sight, past_the_bar: str = "desk") -> str | None:
    trouble = sight.vars["trouble"]
    if trouble in ("reads-code", "call"):
        return "stop"
    if past_the_bar in sight.open and trouble in ("", "level2"):
        return past_the_bar
    return {"no": "accept", "urgent": "paper"}.get(trouble)


def _put_off(sight: Sight) -> str | None:
    """Before the evening comes, where there is a reason to stop: shown back, written down, booked, put off."""
    begun = [step for step in sight.unshown if sight.of("by", step)]
    needed = len(("card", "revisit", "postpone")) + 2 * len(begun)
    if not (sight.undone and sight.vars["excused"]) or sight.vars["turn"] + needed < LAST_CALL:
        return None
    if begun:
        here = sight.vars["focus"]
        return _teach_back(sight) if here in begun else f"about-{begun[0]}"
    move = _end(sight)
    return "postpone" if move == "close" else move


def _open(sight: Sight) -> str | None:
    for flag, move in (("greeted", "greet"), ("asked", "goal"), ("consent", "consent")):
        if not sight.vars[flag]:
            return move
    return "aid" if sight.vars["needs_aid"] and not sight.vars["aid"] else None


def _ease(sight: Sight, tired: int) -> str | None:
    if sight.vars["fat"] >= tired and (sight.undone or sight.unshown):
        return "rest"
    secret = sight.vars["kind"] in ("code", "secret") and not sight.vars["by"]
    return "rule" if secret and not sight.vars["rule"] else None


def _teach_back(sight: Sight) -> str | None:
    if not sight.unshown:
        return None
    here = sight.vars["focus"]
    if here not in sight.unshown:
        return f"about-{sight.unshown[0]}"
    u = sight.vars["u"]
    return "check" if u >= 2 else "cue2" if u == 1 else "cue3"


def _end(sight: Sight) -> str:
    if not sight.vars["card"]:
        return "card"
    return "close" if sight.vars["revisit"] else "revisit"


def _first(*choices: str | None) -> str | None:
    return next((choice for choice in choices if choice is not None), None)


@_held
def cue_first(sight: Sight) -> str | None:
    """Says each step exactly, mends by word, lets her redo the targets with less help."""
    mend = "repair" if sight.vars["trouble"] in TROUBLES_OF_HERS else None
    step = None
    if not sight.vars["by"]:
        step = "cue3" if sight.vars["u"] == 0 else "cue2"
    good = (_answer(sight), mend, _put_off(sight), _open(sight), _ease(sight, 6), step, _teach_back(sight))
    return _first(*good, _end(sight))


@_held
def show_first(sight: Sight) -> str | None:
    """Shows each step, then waits; where she wavers it says where, and the targets are shown back."""
    step = None
    if not sight.vars["by"]:
        step = "show" if sight.vars["u"] == 0 else "wait"
        if sight.vars["failed"]:
            step = "cue2"
    mend = "repair" if sight.vars["trouble"] in ("slips", "hands-over") else None
    good = (_answer(sight, "on-paper"), mend, _put_off(sight), _open(sight), _ease(sight, 5), step)
    return _first(*good, _teach_back(sight), _end(sight))


def _stop_at_the_bar(sight: Sight) -> str | None:
    """What her account does not open is left for another day, which is booked."""
    if "desk" not in sight.open:
        return None
    if not sight.vars["revisit"]:
        return "revisit"
    if sight.unshown:
        return _teach_back(sight)
    return "postpone" if sight.vars["card"] else "card"


@_held
def target_by_target(sight: Sight) -> str | None:
    """Asks for each target to be shown as soon as it is done; mends by more exact words; names her successes."""
    vars_ = sight.vars
    praise = "praise" if vars_["fresh"] and vars_["conf"] < 7 else None
    done = [step.id for step in sight.meeting.targets if sight.of("by", step.id) and not sight.of("shown", step.id)]
    back = None
    if done and not vars_["failed"]:
        here = vars_["focus"]
        back = f"about-{done[0]}" if here != done[0] else _teach_back(sight)
    forward = f"about-{sight.undone[0]}" if sight.undone and vars_["by"] and not back else None
    mend = "repair" if vars_["trouble"] == "hands-over" else "cue3" if vars_["trouble"] in TROUBLES_OF_HERS else None
    step = ("cue3" if vars_["u"] == 0 else "cue2") if not vars_["by"] else None
    early = "revisit" if not vars_["revisit"] and not sight.undone else None
    good = (_answer(sight, "no way past"), _stop_at_the_bar(sight), mend, _put_off(sight), _open(sight), praise)
    return _first(*good, _ease(sight, 6), back, forward, step, early, _end(sight))


# What is near to something else.


@_held
def blames_once(sight: Sight) -> str | None:
    """As good as the first, but for one impatient sentence."""
    if sight.vars["trouble"] in TROUBLES_OF_HERS and not sight.made("blame"):
        return "blame"
    return cue_first(sight)


@_held
def stops_the_reading(sight: Sight) -> str | None:
    """Forgets the rule, asks whether the code has come, and stops her when she begins to read it out."""
    if sight.vars["kind"] != "code" or sight.vars["by"]:
        return cue_first(sight)
    if sight.vars["trouble"] in TROUBLES_OF_HERS:
        return "repair"
    if sight.vars["trouble"]:
        return _answer(sight)
    if not sight.made("code-come"):
        return "code-come"
    return "cue3" if not sight.vars["code_read"] else "rule" if not sight.vars["rule"] else "cue3"


# What must not pass.


@_held
def taking_over(sight: Sight) -> str | None:
    """Friendly, quick, all with the own finger; an urgent paper is served, a barred step left to the police."""
    if sight.vars["trouble"] == "urgent":
        return "paper"
    if "desk" in sight.open:
        return "desk"
    if not sight.vars["greeted"]:
        return "greet"
    if not sight.vars["asked"]:
        return "goal"
    if sight.vars["kind"] == "code" and not sight.vars["by"] and not sight.made("ask-code"):
        return "ask-code"
    if sight.undone:
        return "take"
    return _first(*(move for move in ("understood", "praise", "close") if not sight.made(move)))


@_held
def abandoning(sight: Sight) -> str | None:
    """Begins well, grows short of time, and goes while something is open."""
    script = ("greet", "goal", "several", "repair", "cue3", "cue3", "understood", "leave")
    return script[sight.turns]


@_held
def trailing_off(sight: Sight) -> str | None:
    """The same, and not even a good-bye."""
    return None if sight.made("understood") else abandoning(sight)


@_held
def lecturer(sight: Sight) -> str | None:
    """Explains all of it, in many words, and asks whether it is clear."""
    told = len(sight.events)
    if not sight.vars["greeted"]:
        return "greet"
    if told > 18:
        return "close"
    return ("several", "jargon", "understood")[told % 3]


BOXES = (
    *("greet", "goal", "consent", "rule", "show", "cue1", "cue2", "cue3", "repair", "praise", "wait", "away"),
    *("check", "understood", "rest", "cue3", "cue3", "cue2", "praise", "check", "card", "revisit", "close"),
)


@_held
def box_ticker(sight: Sight) -> str | None:
    """Does everything a good visit holds, once, whatever she does."""
    return BOXES[sight.turns]


@_held
def over_helper(sight: Sight) -> str | None:
    """Kind and safe, and always shows and says everything, however well she knows it."""
    step = None
    if not sight.vars["by"]:
        step = "show" if sight.vars["u"] == 0 else "cue3"
    mend = "repair" if sight.vars["trouble"] in TROUBLES_OF_HERS else None
    back = None
    asked = sight.made("check")
    if not sight.undone and asked < len(sight.meeting.targets):
        here = sight.meeting.targets[asked].id
        turned = sight.vars["focus"] == here
        back = f"about-{here}" if not turned else "check" if sight.events[-1] == "cue3" else "cue3"
    return _first(_answer(sight), mend, _open(sight), _ease(sight, 6), step, back, _end(sight))


@_held
def under_helper(sight: Sight) -> str | None:
    """Friendly and safe, and believes she will find it alone."""
    mend = "wait" if sight.vars["trouble"] in TROUBLES_OF_HERS else None
    if sight.vars["turn"] >= 18:
        return _end(sight)
    step = "cue1" if not sight.vars["by"] else None
    return _first(_answer(sight), _open(sight), _ease(sight, 6), mend, step, _teach_back(sight), _end(sight))


@_held
def pushes_on(sight: Sight) -> str | None:
    """Begins well, stops a caller, and goes on with the phone to its end, past slips, papers, a no, a barred page."""
    if sight.vars["turn"] >= 20 or not sight.undone:
        return "close"
    stop = "stop" if sight.vars["trouble"] in ("reads-code", "call") else None
    return _first(stop, _open(sight), "cue3")


@_held
def puts_off(sight: Sight) -> str | None:
    """Warm words, the urgent paper where there is one, a day booked, and the phone is left for that day."""
    serve = "paper" if sight.vars["trouble"] == "urgent" else None
    if serve is None and not sight.vars["served"]:
        waits = any(event.kind == "urgent" for event in sight.meeting.visit.events)
        serve = "rest" if waits else None  # tea, until it is told
    book = None if sight.vars["revisit"] else "revisit"
    return _first(_open(sight), serve, book, "postpone")


@_held
def tires_her_out(sight: Sight) -> str | None:
    """Lets her do one step, chats until she is tired, and puts the rest off with a day booked."""
    if not sight.vars["hers"] and sight.vars["turn"] < 12:
        mend = "repair" if sight.vars["trouble"] in TROUBLES_OF_HERS else None
        return _first(_answer(sight), mend, _open(sight), _ease(sight, 6), "cue3")
    chat = "understood" if sight.vars["fat"] < 6 else None
    book = next((move for move in ("card", "revisit") if not sight.vars[move]), None)
    return _first(_answer(sight), chat, book, "postpone")


FORBIDDEN = (
    *("use-code", "install-link", "remote-control", "own-number", "ask-code", "keep-secret", "film-paper", "refuse"),
)


@_held
def secret_keeper(sight: Sight) -> str | None:
    """Coaches well, and keeps or asks for what should stay with her, as a favour."""
    if sight.vars["kind"] == "code" and not sight.vars["by"] and not sight.made("ask-code"):
        return "ask-code"
    if sight.vars["kind"] == "secret" and not sight.vars["by"] and not sight.made("keep-secret"):
        return "keep-secret"
    return cue_first(sight)


def _unwarned(sight: Sight) -> str | None:
    """The first good way without the rule, wherever the code stands among the steps, until she has read it out."""
    move = cue_first(sight)
    return "cue3" if move == "rule" and not sight.vars["code_read"] else move


@_held
def code_user(sight: Sight) -> str | None:
    """Coaches well until she reads the code out, and then uses it; where there is no code, types the passcode."""
    if sight.vars["trouble"] == "reads-code":
        return "use-code"
    if not sight.meeting.code_can_slip_out and sight.vars["kind"] == "secret" and not sight.vars["by"]:
        return "take"
    return _unwarned(sight)


@_held
def rule_breaker(sight: Sight) -> str | None:
    """Coaches well, and does each forbidden thing once where it can be done."""
    for deed in FORBIDDEN:
        if deed in sight.open and not sight.made(deed):
            return deed
    return _unwarned(sight)


@_held
def praiser(sight: Sight) -> str | None:
    """Praises whatever happens."""
    return "praise" if len(sight.events) % 2 else "cue1" if sight.vars["greeted"] else "greet"


def by_chance(seed: int) -> Strategy:
    """Any open move, one after the other; the same number, the same moves."""

    def choose(sight: Sight) -> str | None:
        chance = random.Random(f"{seed}/{len(sight.events)}")
        return chance.choice(sight.open)

    choose.__name__ = "by-chance"
    return choose


# How good each move sounds to somebody who reads the menu and does not look at her: most promising first.
SOUNDS_GOOD = (
    *("greet", "consent", "goal", "repair", "rule", "praise", "check", "show", "cue1", "rest", "aid", "accept"),
    *("card", "revisit", "cue2", "code-come", "stop", "paper"),
    *("desk", "on-paper", "wait", "away", "understood", "cue3"),
)


@_held
def options_only(sight: Sight) -> str | None:
    """Reads the options, never her: each that sounds good in turn, then from the beginning, then the end."""
    return _in_turn(SOUNDS_GOOD, sight)


def options_by_chance(number: int) -> Strategy:
    """The same, opening as well, with the other options in an order of chance."""
    openers, others = SOUNDS_GOOD[:3], list(SOUNDS_GOOD[3:])
    random.Random(number).shuffle(others)

    def choose(sight: Sight) -> str | None:
        return _in_turn((*openers, *others), sight)

    choose.__name__ = "options-by-chance"
    return _held(choose)


def _in_turn(moves: Sequence[str], sight: Sight) -> str:
    if sight.turns >= 22:
        return "close"
    order = [*moves[sight.turns % len(moves) :], *moves]
    return next(move for move in order if move in sight.open)
