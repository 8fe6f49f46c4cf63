"""Does the scorer know an expert from a poor helper, both played by somebody who had not read the rubric?"""

from __future__ import annotations

import pytest

from caunoi.content import Library
from tests.coaching.by_hand import Hand
from tests.coaching.conftest import VISITS
from tests.coaching.held_out import FIRST, LITTLE_SEEN, MISSED, SECOND
from tests.coaching.stage import CUT, Stage

PLAYED = [
    pytest.param(name, ways[name], id=f"{name}-{who}")
    for who, ways in (("first", FIRST), ("second", SECOND))
    for name in sorted(ways)
]


@pytest.mark.parametrize("ways", [FIRST, SECOND], ids=["first", "second"])
def test_every_visit_was_played_well_and_badly(ways: dict[str, Hand]) -> None:
    assert sorted(ways) == VISITS


@pytest.mark.parametrize("name", sorted(FIRST))
def test_the_first_expert_gets_ninety_or_more_but_where_the_miss_is_known(shipped: Library, name: str) -> None:
    stage, events = Stage(shipped, name), FIRST[name].events(FIRST[name].good)
    found = stage.score(events)
    assert (found.points >= 90) is (name not in MISSED), found.reasons
    assert found.enough_seen is (name not in LITTLE_SEEN), found.seen
    assert found.vetoes == ()
    assert stage.skipped(events) == 0


@pytest.mark.parametrize("name", sorted(SECOND))
def test_the_second_expert_gets_ninety_or_more_everywhere(shipped: Library, name: str) -> None:
    stage, events = Stage(shipped, name), SECOND[name].events(SECOND[name].good)
    found = stage.score(events)
    assert found.points >= 90, found.reasons
    assert found.enough_seen, found.seen
    assert found.vetoes == ()
    assert stage.skipped(events) == 0


@pytest.mark.parametrize(("name", "hand"), PLAYED)
def test_an_unaware_poor_helper_stays_far_below_the_cut(shipped: Library, name: str, hand: Hand) -> None:
    stage, events = Stage(shipped, name), hand.events(hand.bad)
    found = stage.score(events)
    assert found.points < CUT / 2 + 5
    assert found.enough_seen, "nobody gets out of a bad result by ending early"
    assert stage.skipped(events) == 0


@pytest.mark.parametrize(("name", "hand"), PLAYED)
def test_every_unaware_expert_stands_above_every_unaware_poor_helper(shipped: Library, name: str, hand: Hand) -> None:
    stage = Stage(shipped, name)
    good, bad = (stage.score(hand.events(way)).points for way in hand)
    assert good - bad > 30
