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

TRAINEES = 12
ROBUST = [change for change in EVERY if change[1] not in LADDER]
DAILY = ROBUST[::6]


def named(change: Change) -> str:
    kind, name, by = change
    return f"{kind}-{name}{by:+}".replace(" ", "-")


@pytest.fixture(scope="module")
def unchanged(shipped: Library) -> Scores:
    return scores(shipped, VISITS, TRAINEES)


@pytest.fixture(scope="module")
def sampled(shipped: Library) -> Scores:
    return scores(shipped, VISITS[:2], TRAINEES)


@pytest.mark.parametrize("change", DAILY, ids=named)
def test_one_number_changed_leaves_the_groups_in_their_order(shipped: Library, change: Change) -> None:
    with perturbed(change) as made:
        assert order_kept(scores(shipped, VISITS[:2], 0, made))


@pytest.mark.full
@pytest.mark.parametrize("change", ROBUST, ids=named)
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


def test_a_ladder_of_help_moved_by_a_rung_makes_another_helper_the_fitting_one(shipped: Library) -> None:
    before = scores(shipped, VISITS[:1], 0)
    with perturbed(("threshold", "FULL_WORDS", 1)) as made:
        after = scores(shipped, VISITS[:1], 0, made)
    over_helper = 1
    assert after["halfway"][over_helper].points > before["halfway"][over_helper].points + 10


def test_a_number_that_was_changed_is_set_right_again(shipped: Library) -> None:
    before = scores(shipped, VISITS[:1], 0)
    for change in (("threshold", "FULL_WORDS", -1), ("threshold", "MOST_TURNS", -1)):
        with perturbed(change):
            pass
    assert scores(shipped, VISITS[:1], 0) == before
