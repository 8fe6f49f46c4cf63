"""Does no trace gain by something that is no good? Synthetic traces; a property of the scorer."""

from __future__ import annotations

import pytest

from tests.coaching import strategies
from tests.coaching.stage import Stage

PLAYED = (
    strategies.cue_first,
    strategies.show_first,
    strategies.target_by_target,
    strategies.over_helper,
    strategies.box_ticker,
    strategies.blames_once,
)
USELESS = ("praise", "blame", "understood", "several", "jargon", "take")
ROUNDING = 1e-9


def named(strategy: strategies.Strategy) -> str:
    return strategy.__name__


@pytest.mark.parametrize("strategy", PLAYED, ids=named)
def test_praise_at_every_turn_never_helps(one_stage: Stage, strategy: strategies.Strategy) -> None:
    events = one_stage.play(strategy)
    praised = [each for event in events for each in (event, {"do": "praise"})]
    assert one_stage.score(praised).points <= one_stage.score(events).points + ROUNDING


@pytest.mark.parametrize("move", USELESS)
@pytest.mark.parametrize("strategy", PLAYED[:3], ids=named)
def test_something_bad_put_into_a_good_way_never_helps(
    one_stage: Stage, strategy: strategies.Strategy, move: str
) -> None:
    events = one_stage.play(strategy)
    whole = one_stage.score(events).points
    bad = [{"do": move}, {"do": "go-on"}] if move == "take" else [{"do": move}]
    for place in range(len(events)):
        if events[place]["do"] != "go-on":
            assert one_stage.score([*events[:place], *bad, *events[place:]]).points <= whole + ROUNDING


@pytest.mark.parametrize("strategy", PLAYED[:3], ids=named)
def test_a_good_way_with_a_move_left_out_never_gains(one_stage: Stage, strategy: strategies.Strategy) -> None:
    events = one_stage.play(strategy)
    whole = one_stage.score(events).points
    for place in range(len(events)):
        assert one_stage.score([*events[:place], *events[place + 1 :]]).points <= whole + ROUNDING


def test_saying_everything_politely_is_worth_little(one_stage: Stage) -> None:
    spoken = ("greet", "goal", "consent", "rule", "repair", "praise", "understood", "revisit", "close", "go-on")
    assert one_stage.score([{"do": move} for move in spoken]).points < 25


def test_nothing_done_is_worth_nothing(one_stage: Stage) -> None:
    assert one_stage.score([]).points == 0
