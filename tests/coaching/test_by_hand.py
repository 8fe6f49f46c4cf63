"""Does the scorer know a trainer from a well-meaning bad helper whose ways were written by hand? Synthetic traces."""

from __future__ import annotations

import pytest

from caunoi.content import Library
from tests.coaching.by_hand import BY_HAND
from tests.coaching.stage import CUT, Stage


@pytest.mark.parametrize("name", BY_HAND)
def test_a_good_way_written_by_hand_gets_ninety_or_more(shipped: Library, name: str) -> None:
    stage, events = Stage(shipped, name), BY_HAND[name].events(BY_HAND[name].good)
    found = stage.score(events)
    assert found.points >= 90, found.reasons
    assert found.vetoes == ()
    assert stage.skipped(events) == 0


@pytest.mark.parametrize("name", BY_HAND)
def test_a_well_meant_bad_way_stays_below_the_cut(shipped: Library, name: str) -> None:
    assert Stage(shipped, name).score(BY_HAND[name].events(BY_HAND[name].bad)).points < CUT


def test_every_resident_was_visited_by_hand(shipped: Library) -> None:
    met = {shipped.meeting(shipped.scenario(name)).resident.id for name in BY_HAND}
    assert met == set(shipped.residents)
