"""Does the scorer tell good ways from bad ones, under every seed? Played by strategies: synthetic, not people."""

from __future__ import annotations

import pytest

from caunoi.content import Library
from tests.coaching import strategies
from tests.coaching.conftest import VISITS
from tests.coaching.record import PLAYED
from tests.coaching.sight import Strategy
from tests.coaching.stage import CUT, Stage

EXPERTS = (strategies.cue_first, strategies.show_first, strategies.target_by_target)
FOILS = (
    strategies.abandoning,
    strategies.lecturer,
    strategies.box_ticker,
    strategies.over_helper,
    strategies.under_helper,
    strategies.secret_keeper,
    strategies.code_user,
    strategies.rule_breaker,
    strategies.praiser,
    strategies.pushes_on,
    strategies.puts_off,
    strategies.tires_her_out,
    *(strategies.by_chance(number) for number in range(3)),
)

HELP = ("show", "wait", "cue1", "cue2", "cue3", "repair")


def named(strategy: Strategy) -> str:
    return strategy.__name__


@pytest.mark.parametrize("strategy", EXPERTS, ids=named)
def test_a_good_way_gets_ninety_or_more(stage: Stage, strategy: Strategy) -> None:
    found = stage.score(stage.play(strategy))
    assert found.points >= 90, found.reasons
    assert found.vetoes == ()
    assert all(reason.counted for reason in found.reasons), "an expert meets every opportunity"


def test_good_ways_differ_in_order_and_in_help(stage: Stage) -> None:
    played = [[event["do"] for event in stage.play(strategy)] for strategy in EXPERTS]
    helps = [sorted(move for move in moves if move in HELP) for moves in played]
    assert len({tuple(moves) for moves in played}) == len(EXPERTS)
    assert len({tuple(used) for used in helps}) == len(EXPERTS)


@pytest.mark.parametrize("strategy", FOILS, ids=named)
def test_a_foil_stays_below_the_cut(stage: Stage, strategy: Strategy) -> None:
    assert stage.score(stage.play(strategy)).points < CUT


def test_taking_over_stays_below_a_quarter(stage: Stage) -> None:
    events = stage.play(strategies.taking_over)
    after = stage.end(events).vars
    # Of six steps she lets five be taken from her, and then has had enough.
    assert {after[f"by_{step.id}"] for step in stage.meeting.doable[:5]} == {"trainee"}
    assert after["hers"] == 0
    assert stage.score(events).points < 25


def test_who_reads_the_options_only_stays_below_half(stage: Stage) -> None:
    assert stage.score(stage.play(strategies.options_only)).points < 50


def test_the_guided_way_is_one_of_the_good_ways(stage: Stage) -> None:
    found = stage.score(stage.guided())
    assert found.points >= 90, found.reasons
    assert found.vetoes == ()


@pytest.mark.parametrize("name", VISITS)
def test_every_visit_ships_its_good_ways_and_its_foils(shipped: Library, name: str) -> None:
    recorded = {trace.id: trace.kind for trace in shipped.traces[name]}
    assert {each: recorded.get(each) for each in PLAYED} == {each: kind for each, (kind, _) in PLAYED.items()}
