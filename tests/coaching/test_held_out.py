"""Does the scorer know an expert from a poor helper, both played by somebody who had not read the rubric?"""

from __future__ import annotations

import pytest

from caunoi.content import Library
from tests.coaching.conftest import VISITS
from tests.coaching.held_out import HELD_OUT, LITTLE_SEEN, MISSED
from tests.coaching.stage import CUT, Stage


def test_every_visit_was_played_well_and_badly() -> None:
    assert sorted(HELD_OUT) == VISITS


@pytest.mark.parametrize("name", sorted(HELD_OUT))
def test_an_unaware_expert_gets_ninety_or_more_but_where_the_miss_is_known(shipped: Library, name: str) -> None:
    stage, events = Stage(shipped, name), HELD_OUT[name].events(HELD_OUT[name].good)
    found = stage.score(events)
    assert (found.points >= 90) is (name not in MISSED), found.reasons
    assert found.enough_seen is (name not in LITTLE_SEEN), found.seen
    assert found.vetoes == ()
    assert stage.skipped(events) == 0


@pytest.mark.parametrize("name", sorted(HELD_OUT))
def test_an_unaware_poor_helper_stays_far_below_the_cut(shipped: Library, name: str) -> None:
    stage, events = Stage(shipped, name), HELD_OUT[name].events(HELD_OUT[name].bad)
    found = stage.score(events)
    assert found.points < CUT / 2 + 5
    assert found.enough_seen, "nobody gets out of a bad result by ending early"
    assert stage.skipped(events) == 0


@pytest.mark.parametrize("name", sorted(HELD_OUT))
def test_every_unaware_expert_stands_above_every_unaware_poor_helper(shipped: Library, name: str) -> None:
    stage = Stage(shipped, name)
    good, bad = (stage.score(HELD_OUT[name].events(way)).points for way in HELD_OUT[name])
    assert good - bad > 30
