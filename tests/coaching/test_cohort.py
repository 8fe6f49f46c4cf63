"""Does the scorer order simulated trainees by what they can do? Synthetic: evidence about the scorer, not people."""

from __future__ import annotations

import numpy as np
import pytest

from caunoi.content import Library
from tests.coaching.cohort import auc, components, sheet, spearman
from tests.coaching.conftest import VISITS
from tests.coaching.trainees import HABITS, trainee

COHORT = [trainee(number) for number in range(300)]
ABILITIES = [who.ability for who in COHORT]


def one_visit_each(library: Library, number: int) -> list[str]:
    """One visit to each resident, the first or the second by name."""
    met: dict[str, list[str]] = {}
    for name in VISITS:
        met.setdefault(library.meeting(library.scenario(name)).resident.id, []).append(name)
    return [names[number] for names in met.values()]


def test_who_can_do_more_gets_more(shipped: Library) -> None:
    some = COHORT[:100]
    points = sheet(shipped, some, ["wallet-at-home"]).points
    assert spearman(points[:, 0, 0], ABILITIES[:100]) >= 0.7


@pytest.mark.full
@pytest.mark.parametrize("number", [0, 1], ids=["first", "second"])
def test_ability_shows_in_one_visit_and_better_in_six(shipped: Library, number: int) -> None:
    points = sheet(shipped, COHORT, one_visit_each(shipped, number)).points[:, :, 0]
    assert min(spearman(each, ABILITIES) for each in points.T) >= 0.7
    assert spearman(points.mean(axis=1), ABILITIES) >= 0.9


@pytest.mark.full
def test_the_seed_makes_little_difference(shipped: Library) -> None:
    found = components(sheet(shipped, COHORT[:30], VISITS, seeds=4, same_chance=True).points)
    assert found.share("seed") < 0.05
    assert found.share("trainee") > 0.5


def test_a_trainee_does_the_same_on_the_same_occasion_and_something_else_on_another(shipped: Library) -> None:
    once, again = (sheet(shipped, COHORT[:6], ["wallet-at-home"]).points for _ in range(2))
    other = sheet(shipped, COHORT[:6], ["wallet-at-home"], seeds=2).points[:, :, 1:]
    assert (once == again).all()
    assert (once != other).any()


def test_firm_habits_come_with_ability_and_differ_within_it() -> None:
    firmness = np.array([[who.habits[habit] for habit in HABITS] for who in COHORT])
    assert spearman(firmness.mean(axis=1), ABILITIES) > 0.9
    assert 0.3 < np.corrcoef(firmness.T)[0, 1] < 0.95


def test_variances_that_went_in_come_out() -> None:
    chance = np.random.default_rng(20261126)
    p, v, s = 400, 60, 8
    points = (
        50
        + chance.normal(0, 20, (p, 1, 1))
        + chance.normal(0, 5, (1, v, 1))
        + chance.normal(0, 3, (1, v, s))
        + chance.normal(0, 8, (p, v, 1))
        + chance.normal(0, 10, (p, v, s))
    )
    assert components(points) == pytest.approx((400, 25, 9, 64, 100), rel=0.25)
    assert components(points).phi(8) > components(points).phi(1)


def test_phi_and_auc_are_what_they_are_by_hand() -> None:
    found = components(np.array([[[0.0, 0.0], [0.0, 0.0]], [[10.0, 10.0], [10.0, 10.0]]]))
    assert found == (50, 0, 0, 0, 0)
    assert found.phi(1) == 1
    assert found._replace(rest=50.0).phi(1) == 0.5
    assert auc([3, 2], [1, 2]) == 0.875
