"""Do the scores hang on one number of the model, or on the weight of one criterion? Synthetic traces."""

from __future__ import annotations

import pytest

from caunoi.content import Library
from tests.coaching.conftest import VISITS
from tests.coaching.perturbed import (
    EVERY,
    LADDER,
    Change,
    Scores,
    order_kept,
    pass_changes,
    perturbed,
    scores,
    weighted,
)
from tests.coaching.stage import CUT
from tests.coaching.strategies import over_helper

TRAINEES = 12
RUNGS = [change for change in EVERY if change[1] in LADDER]
DAILY = [*(change for change in EVERY if change not in RUNGS)][::6]


def named(change: Change) -> str:
    kind, name, by = change
    return f"{kind}-{name}{by:+}".replace(" ", "-")


@pytest.fixture(scope="module")
def unchanged(shipped: Library) -> Scores:
    return scores(shipped, VISITS, TRAINEES)


@pytest.fixture(scope="module")
def sampled(shipped: Library) -> Scores:
    return scores(shipped, VISITS[:2], TRAINEES)


@pytest.mark.parametrize("change", [*DAILY, *RUNGS], ids=named)
def test_one_number_changed_leaves_the_groups_in_their_order(shipped: Library, change: Change) -> None:
    with perturbed(change) as made:
        assert order_kept(scores(shipped, VISITS[:2], 0, made))


@pytest.mark.full
@pytest.mark.parametrize("change", EVERY, ids=named)
def test_one_number_changed_leaves_order_and_passes(shipped: Library, unchanged: Scores, change: Change) -> None:
    with perturbed(change) as made:
        found = scores(shipped, VISITS, TRAINEES, made)
    assert order_kept(found)
    assert pass_changes(unchanged, found) < 0.05


@pytest.mark.parametrize("factor", [0.75, 1.25])
def test_one_weight_changed_leaves_order_and_passes(sampled: Scores, factor: float) -> None:
    for reason in sampled["good"][0].reasons:
        found = weighted(sampled, reason.id, factor)
        assert found["bad"] != sampled["bad"]
        assert order_kept(found)
        assert pass_changes(sampled, found) < 0.05, reason.id


@pytest.mark.full
@pytest.mark.parametrize("factor", [0.75, 1.25])
def test_one_weight_changed_leaves_order_and_passes_on_every_visit(unchanged: Scores, factor: float) -> None:
    for reason in unchanged["good"][0].reasons:
        found = weighted(unchanged, reason.id, factor)
        assert order_kept(found)
        assert pass_changes(unchanged, found) < 0.05, reason.id


@pytest.mark.parametrize("change", RUNGS, ids=named)
def test_who_always_helps_too_much_passes_on_no_rung_of_the_ladder(shipped: Library, change: Change) -> None:
    with perturbed(change) as made:
        for name in VISITS:
            stage = made(shipped, name, None)
            assert stage.score(stage.play(over_helper)).points < CUT - 10, name


def test_a_number_that_was_changed_is_set_right_again(shipped: Library) -> None:
    before = scores(shipped, VISITS[:1], 0)
    for change in (("threshold", "FULL_WORDS", -1), ("threshold", "MOST_TURNS", -1)):
        with perturbed(change):
            pass
    assert scores(shipped, VISITS[:1], 0) == before
