"""Does every number of hers stay where the documentation says, whatever is done? Played by chance."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from caunoi import machine
from caunoi.content import Library
from caunoi.lowering.talk.reckoning import FRESH, MOST, SHOWS
from caunoi.lowering.talk.turns import MOST_TURNS
from tests.coaching import strategies
from tests.coaching.conftest import VISITS
from tests.coaching.stage import Stage

PLAYS = 4
RANGES = {"conf": MOST, "fat": MOST, "turn": MOST_TURNS, "beat": 2, "fresh": FRESH, "u": SHOWS, "opens": 3, "kept": 4}
SHARES = {"hers": "steps_due", "taught": "targets_due", "alone": "targets_due", "mended": "mends_due"}
FEARFUL = ("greet", "goal", "several", "blame", "several", "take", "go-on", "revisit", "blame")


def states(stage: Stage, events: list[dict[str, str]]) -> Iterator[dict[str, object]]:
    state = machine.start(stage.core)
    for event in events:
        state = machine.step(stage.core, state, event).state
        yield dict(state.vars)


def outside(vars_: dict[str, object], stage: Stage) -> list[tuple[str, object]]:
    """The numbers that left their range."""
    limits = RANGES | {f"u_{step.id}": SHOWS for step in stage.meeting.steps}
    return [(name, vars_[name]) for name, most in limits.items() if vars_[name] not in range(most + 1)]


@pytest.mark.parametrize("name", VISITS)
def test_every_number_stays_in_its_range_whatever_is_done(shipped: Library, name: str) -> None:
    stage = Stage(shipped, name)
    for number in range(PLAYS):
        for vars_ in states(stage, stage.play(strategies.by_chance(number))):
            assert outside(vars_, stage) == []
            if not vars_["planned"]:  # a planned stop lowers what was due to what was done
                assert all(vars_[part] <= vars_[due] for part, due in SHARES.items())  # type: ignore[operator]


def test_a_call_that_frightens_who_has_no_courage_left_takes_her_no_further(shipped: Library) -> None:
    stage = Stage(shipped, "account-at-counter")
    seen = list(states(stage, [{"do": move} for move in FEARFUL]))
    assert [outside(vars_, stage) for vars_ in seen] == [[]] * len(FEARFUL)
    assert seen[-1]["conf"] == 0
    assert seen[-1]["end"] == "stopped"
