"""Does no trace gain by something that is no good? Synthetic traces; a property of the scorer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pytest

from tests.coaching import strategies
from tests.coaching.conftest import VISITS, own_seed, some_seeds
from tests.coaching.sight import Sight, Strategy
from tests.coaching.stage import Stage

GOOD = (strategies.cue_first, strategies.show_first, strategies.target_by_target)
PRAISED = (*GOOD, strategies.over_helper, strategies.box_ticker, strategies.blames_once)
USELESS = ("praise", "blame", "understood", "several", "jargon", "take", "ask-code", "keep-secret", "leave")
# She may do a step after these; what follows in a trace would then fall on the next step, so the way goes on by itself.
MAY_DO_A_STEP = ("several", "jargon", "take")
ROUNDING = 1e-9
# One turn more or less moves what comes from outside, and the old events of this way meet it at another step: she does
# less, and so less is judged. What that brings at the most, by visit and seed; docs/validity.md says more.
MOVING = strategies.show_first
ONE_MORE = {("account-at-counter", 31): 11 / 12, ("teacher-at-home", 11): 26 / 15}
ONE_LESS = {
    ("account-at-counter", 31): 17 / 4,
    ("group-at-home", 31): 2 / 3,
    ("paper-first-at-counter", 31): 7 / 3,
    ("singer-at-counter", 71): 17 / 6,
    ("teacher-at-home", 11): 10 / 3,
}
ONLY_A_TURN = ("praise", "blame", "understood")

Staged = Callable[[str, int], Stage]


def everywhere(ways: Sequence[Strategy], bad: Sequence[str] = ()) -> Iterator[Any]:
    """Every visit under some of its seeds in each way, with each bad move; daily a way and three moves by turns."""
    for number, name in enumerate(VISITS):
        for seed in some_seeds(name):
            for way in ways:
                for move in bad or ("",):
                    turn = way is ways[number % len(ways)]
                    turn = turn and (not bad or bad.index(move) % 3 == number // len(ways) % 3)
                    marks = [] if seed == own_seed(name) and turn else [pytest.mark.full]
                    values = (name, seed, way, *([move] if bad else []))
                    label = "-".join(filter(None, (name, str(seed), way.__name__, move)))
                    yield pytest.param(*values, id=label, marks=marks)


def daily(ways: Sequence[Strategy]) -> Iterator[Any]:
    """Every visit in each way, daily under its own seed."""
    for name in VISITS:
        for seed in some_seeds(name):
            for way in ways:
                marks = [] if seed == own_seed(name) else [pytest.mark.full]
                yield pytest.param(name, seed, way, id=f"{name}-{seed}-{way.__name__}", marks=marks)


def put_in(move: str, place: int, events: list[dict[str, str]]) -> list[dict[str, str]]:
    """The same events with a move among them; going on with what does not lie on the tongue changes nothing."""
    return [*events[:place], {"do": move}, {"do": "go-on"}, *events[place:]]


def once(move: str, place: int, way: Strategy) -> Strategy:
    """The same way, but for one move."""

    def choose(sight: Sight) -> str | None:
        return move if len(sight.events) == place else way(sight)

    return choose


@pytest.mark.parametrize(("name", "seed", "way"), list(daily(PRAISED)))
def test_praise_at_every_turn_never_helps(staged: Staged, name: str, seed: int, way: Strategy) -> None:
    stage = staged(name, seed)
    events = stage.play(way)
    praised = [each for event in events for each in (event, {"do": "praise"})]
    assert stage.score(praised).points <= stage.score(events).points + ROUNDING


@pytest.mark.parametrize(("name", "seed", "way", "move"), list(everywhere(GOOD, USELESS)))
def test_something_bad_put_into_a_good_way_never_helps(
    staged: Staged, name: str, seed: int, way: Strategy, move: str
) -> None:
    stage = staged(name, seed)
    events = stage.play(way)
    whole = stage.score(events).points
    gains = []
    for place in range(len(events)):
        if events[place]["do"] != "go-on":
            spoiled = stage.play(once(move, place, way)) if move in MAY_DO_A_STEP else put_in(move, place, events)
            gains.append(stage.score(spoiled).points - whole)
    known = ONE_MORE.get((name, seed), 0.0) if way is MOVING and move in ONLY_A_TURN else 0.0
    assert max(0.0, *gains) == pytest.approx(known, abs=ROUNDING)


@pytest.mark.parametrize(("name", "seed", "way"), list(everywhere(GOOD)))
def test_a_good_way_with_a_move_left_out_never_gains(staged: Staged, name: str, seed: int, way: Strategy) -> None:
    stage = staged(name, seed)
    events = stage.play(way)
    whole = stage.score(events).points
    gains = [stage.score([*events[:place], *events[place + 1 :]]).points - whole for place in range(len(events))]
    known = ONE_LESS.get((name, seed), 0.0) if way is MOVING else 0.0
    assert max(0.0, *gains) == pytest.approx(known, abs=ROUNDING)


def test_saying_everything_politely_is_worth_little(stage: Stage) -> None:
    spoken = ("greet", "goal", "consent", "rule", "repair", "praise", "understood", "revisit", "close", "go-on")
    assert stage.score([{"do": move} for move in spoken]).points < 25


def test_nothing_done_is_worth_nothing(stage: Stage) -> None:
    assert stage.score([]).points == 0
