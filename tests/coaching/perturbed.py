"""The model with one of its numbers changed by one, to see whether a score hangs on that number.

A number is a threshold of caunoi.lowering.talk, a trait of the resident, or an amount by which a move changes her.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from statistics import fmean
from typing import Any

from caunoi.content import Library
from caunoi.lowering.core import Core
from caunoi.lowering.talk import acts, reckoning, tries, turns
from caunoi.scoring import Score, total
from tests.coaching import strategies
from tests.coaching.sight import Strategy
from tests.coaching.stage import CUT, Stage
from tests.coaching.trainees import coached_by, trainee

THRESHOLDS = {
    **dict.fromkeys(("STEADY", "TRUSTING", "WEARY", "EXCUSE", "TIRED", "TOO_TIRED", "WORN", "MOST"), reckoning),
    **dict.fromkeys(("FULL_WORDS", "SLIP_ALONE", "FRESH"), reckoning),
    **dict.fromkeys(("MOST_TURNS", "TURNS_PER_WEARINESS"), turns),
}
# Not among them: KNOWS and SHOWS name rungs of a ladder with four rungs, and there is none beside them.
OF_HERS = ("conf", "fat", "hand_over_at")
TRIED = ("cue1", "cue2", "cue3", "several", "jargon", "wait", "scan")
# Per name the moves, the variable, and the amount that they add to it.
AMOUNTS: Mapping[str, tuple[tuple[str, ...], str, int]] = {
    "greeted": (("greet",), "conf", 1),
    "asked for her wish": (("goal",), "conf", 1),
    "mended": (("repair",), "conf", 1),
    "praised in time": (("praise",), "conf", 1),
    "blamed": (("blame",), "conf", -2),
    "taken from her": (("take",), "conf", -1),
    "showed it": (("check",), "conf", 1),
    "did it": (TRIED, "conf", 1),
    "slipped": (TRIED, "conf", -1),
    "rested": (("rest",), "fat", -3),
    "steady enough": (TRIED, "over", 1),
    "too tired to follow": (TRIED, "over", -1),
    "weighs on her": (TRIED, "burden", 1),
    "too many words": (("several", "jargon"), "margin", -1),
}
NAMES: Mapping[str, tuple[str, ...]] = {
    "threshold": tuple(THRESHOLDS),
    "of-hers": OF_HERS,
    "amount": tuple(AMOUNTS),
}
EVERY = tuple((kind, name, by) for kind, names in NAMES.items() for name in names for by in (-1, 1))
# These say how much help she needs before she finds her way: the ladder of help, a rung higher or lower.
LADDER = ("FULL_WORDS", "steady enough")

GROUPS: Mapping[str, tuple[Strategy, ...]] = {
    "good": (strategies.cue_first, strategies.show_first, strategies.target_by_target),
    "halfway": (strategies.secret_keeper, strategies.over_helper, strategies.box_ticker),
    "bad": (strategies.under_helper, strategies.lecturer, strategies.abandoning, strategies.taking_over),
}
ALIKE = "trainees"  # simulated trainees of all abilities, many of them near the cut

Change = tuple[str, str, int]
Made = Callable[[Library, str, int | None], Stage]
Scores = Mapping[str, list[Score]]


def scores(library: Library, visits: Sequence[str], cohort: int, made: Made = Stage) -> Scores:
    """Return what each group gets on the visits, each under its own seed, and so many simulated trainees."""
    found: dict[str, list[Score]] = {name: [] for name in (*GROUPS, ALIKE)}
    for name in visits:
        stage = made(library, name, None)
        for group, ways in GROUPS.items():
            found[group] += [stage.score(stage.play(way)) for way in ways]
        for number in range(cohort):
            found[ALIKE].append(stage.score(stage.play(coached_by(trainee(number), name))))
    return found


def weighted(found: Scores, criterion: str, factor: float) -> Scores:
    """Return the scores with one criterion worth more or less."""

    def other(each: Score) -> Score:
        reasons = [
            replace(reason, points=reason.points * factor, max_points=reason.max_points * factor)
            if reason.id == criterion
            else reason
            for reason in each.reasons
        ]
        return total(reasons, each.vetoes)

    return {name: [other(each) for each in group] for name, group in found.items()}


def order_kept(found: Scores) -> bool:
    """Whether the groups still stand in their order, by their means."""
    means = [fmean(each.scaled for each in found[name]) for name in GROUPS]
    return means == sorted(means, reverse=True) and len(set(means)) == len(means)


def pass_changes(before: Scores, after: Scores) -> float:
    """Return for how many of all it changed whether they pass, 0 to 1."""
    pairs = [pair for name in before for pair in zip(before[name], after[name], strict=True)]
    return fmean(_passes(left) != _passes(right) for left, right in pairs)


def _passes(each: Score) -> bool:
    return 100 * each.scaled >= CUT and not each.vetoes and each.enough_seen


@contextmanager
def perturbed(change: Change) -> Iterator[Made]:
    """Give a maker of stages on which one number is changed, and set it right again."""
    kind, name, by = change
    if kind == "threshold":
        with _threshold(name, by):
            yield Stage
    elif kind == "of-hers":
        yield lambda library, visit, seed: _hers(Stage(library, visit, seed), name, by)
    else:
        yield lambda library, visit, seed: _amount(Stage(library, visit, seed), name, by)


@contextmanager
def _threshold(name: str, by: int) -> Iterator[None]:
    home = THRESHOLDS[name]
    before = getattr(home, name)
    readers = [module for module in (acts, tries, turns) if module is not home]
    try:
        setattr(home, name, before + by)
        # Some tables of moves are made when their module is read, so they are read again.
        for module in readers:
            importlib.reload(module)
        yield
    finally:
        setattr(home, name, before)
        for module in readers:
            importlib.reload(module)


def _hers(stage: Stage, name: str, by: int) -> Stage:
    resident = stage.meeting.resident
    if name == "hand_over_at":
        changed = {"traits": resident.traits.model_copy(update={name: resident.traits.hand_over_at + by})}
    else:
        changed = {name: getattr(resident, name) + by}
    return stage.of(resident.model_copy(update=changed))


def _amount(stage: Stage, name: str, by: int) -> Stage:
    moves, variable, amount = AMOUNTS[name]
    value = stage.core.value
    changed = 0
    for move, case in _cases(value):
        for effect in case["effects"] if move in moves else ():
            if effect[:3] == ["add", variable, amount] and not _of_the_time(effect):
                effect[2] += by
                changed += 1
    assert changed, (name, "no move adds this any more")
    stage.core = Core.of(value)
    return stage


def _cases(core: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every case with its move; what lay on the tongue is the move that is gone on with."""
    for action, each in core["screens"]["talk"]["actions"].items():
        for case in each["cases"]:
            yield (_on_the_tongue(case) if action == "go-on" else action), case


def _on_the_tongue(case: Mapping[str, Any]) -> str:
    when = case["when"]
    first = when["and"][0] if "and" in when else when
    return str(first["eq"][1])


def _of_the_time(effect: list[Any]) -> bool:
    """Whether the effect belongs to the clock, to the tape or to what comes from outside, not to the move."""
    guard = effect[3] if len(effect) > 3 else {}
    return next(iter(guard.get("eq", [""]))).startswith(("beat", "event", "tries_", "failed_"))
