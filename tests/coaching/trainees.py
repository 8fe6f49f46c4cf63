"""Simulated trainees: an ability, habits around it, and what comes of a habit that is not firm yet.

A trainee coaches as the good ways do where a habit holds, and leaves out or does badly what it does not hold. Chance
is a hash of who, where and what, so that the same trainee does the same in the same visit. The figures that come of
them are synthetic: they say whether the scorer orders what it was given, and nothing about people.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tests.coaching.sight import Sight, Strategy
from tests.coaching.strategies import TROUBLES_OF_HERS

# What a trainee can be firm in, apart from the others.
HABITS = ("opening", "looking", "listening", "words", "patience", "mending", "secrets", "showing", "pace", "ending")
# Of a trainee of middling ability about three habits in four hold; two trainees of one ability still differ in each.
MIDDLING, STEEPNESS, SPREAD = 1.2, 1.2, 0.6

WELL = {"reads-code": "stop", "call": "stop", "no": "accept", "urgent": "paper", "level2": "desk"}
BADLY = {
    "reads-code": ("use-code", "understood", "cue3"),
    "call": ("cue3", "understood", "praise"),
    "no": ("cue3", "praise", "several"),
    "urgent": ("cue2", "refuse", "praise"),
    "level2": ("cue3", "take", "refuse"),
    "hands": ("blame", "take", "understood", "several"),
    "words": ("several", "jargon", "cue1"),
}


@dataclass(frozen=True)
class Trainee:
    """One of them: ability in standard deviations, and per habit how likely it holds, 0 to 1."""

    number: int
    ability: float
    habits: Mapping[str, float]
    shows_first: bool

    def firm(self, habit: str, *where: object) -> bool:
        """Whether a habit holds here; asked again about the same, the answer is the same."""
        return self._chance(habit, *where).random() < self.habits[habit]

    def lapse(self, moves: Iterable[str], *where: object) -> str:
        """One of several bad moves."""
        return self._chance("lapse", *where).choice(list(moves))

    def _chance(self, *where: object) -> random.Random:
        return random.Random(f"{self.number}/{where}")


def trainee(number: int) -> Trainee:
    """Return the trainee of this number: ability is normal, habits scatter around it."""
    chance = random.Random(f"trainee/{number}")
    ability = chance.gauss(0, 1)
    firmness = (MIDDLING + STEEPNESS * ability + chance.gauss(0, SPREAD) for _ in HABITS)
    habits = {habit: 1 / (1 + math.exp(-each)) for habit, each in zip(HABITS, firmness, strict=True)}
    return Trainee(number, ability, habits, shows_first=chance.random() < 1 / 3)


def coached_by(who: Trainee, occasion: str) -> Strategy:
    """Return how a trainee coaches on one occasion, named for the visit and its seed."""

    def choose(sight: Sight) -> str | None:
        if sight.vars["tongue"]:
            return "go-on"
        here = (occasion, sight.vars["turn"])
        for part in (_answer, _open, _rest, _guard, _do, _show_back):
            if (move := part(who, sight, occasion, here)) is not None:
                return move
        return _end(who, sight, occasion)

    choose.__name__ = f"trainee-{who.number}"
    return choose


Here = tuple[str, int]


def _answer(who: Trainee, sight: Sight, _: str, here: Here) -> str | None:
    trouble = sight.vars["trouble"]
    if trouble in WELL:
        habit = "secrets" if trouble in ("reads-code", "call") else "listening"
        return WELL[trouble] if who.firm(habit, *here) else who.lapse(BADLY[trouble], *here)
    if trouble in TROUBLES_OF_HERS:
        return "repair" if who.firm("mending", *here) else who.lapse(BADLY["hands"], *here)
    return None


def _open(who: Trainee, sight: Sight, occasion: str, _: Here) -> str | None:
    for flag, move in (("greeted", "greet"), ("asked", "goal"), ("consent", "consent")):
        if not sight.vars[flag] and not sight.vars["phone"] and who.firm("opening", occasion, move):
            return move
    hard = sight.vars["needs_aid"] and not sight.vars["aid"]
    return "aid" if hard and who.firm("looking", occasion, "aid") else None


def _rest(who: Trainee, sight: Sight, _: str, here: Here) -> str | None:
    tired = sight.vars["fat"] >= 6 and (sight.undone or sight.unshown)
    return "rest" if tired and who.firm("pace", *here) else None


def _guard(who: Trainee, sight: Sight, occasion: str, _: Here) -> str | None:
    """Before something secret: the rule; who is not firm asks for it instead, or keeps it, or says nothing."""
    kind = sight.vars["kind"]
    if sight.vars["by"] or kind not in ("code", "secret"):
        return None
    deed = "ask-code" if kind == "code" else "keep-secret"
    asks = not who.firm("secrets", occasion, deed) and not who.firm("secrets", occasion, deed, "still")
    if asks and not sight.made(deed):
        return deed
    return "rule" if not sight.vars["rule"] and who.firm("secrets", occasion, "rule") else None


def _do(who: Trainee, sight: Sight, _: str, here: Here) -> str | None:
    if sight.vars["by"]:
        return f"about-{sight.undone[0]}" if sight.undone else None
    if not who.firm("patience", *here):
        return "take"
    if not who.firm("words", *here):
        return who.lapse(BADLY["words"], *here)
    if who.shows_first and not sight.vars["failed"]:
        return "show" if sight.vars["u"] == 0 else "wait"
    return "cue3" if sight.vars["u"] == 0 else "cue2"


def _show_back(who: Trainee, sight: Sight, occasion: str, here: Here) -> str | None:
    due = [step for step in sight.unshown if who.firm("showing", occasion, step)]
    if not due:
        return "understood" if sight.unshown and not sight.vars["nodded"] else None
    if sight.vars["focus"] not in due:
        return f"about-{due[0]}"
    if sight.vars["u"] >= 2:
        return "check"
    return "cue2" if sight.vars["u"] == 1 and who.firm("words", *here) else "cue3"


def _end(who: Trainee, sight: Sight, occasion: str) -> str:
    for move in ("card", "revisit"):
        if not sight.vars[move] and who.firm("ending", occasion, move):
            return move
    return "close" if who.firm("ending", occasion, "close") else "leave"
