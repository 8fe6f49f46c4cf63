"""What a cohort of simulated trainees gets on visits, and what can be said about such figures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from caunoi.content import Library
from tests.coaching.stage import CUT, Stage
from tests.coaching.trainees import Trainee, coached_by

Points = NDArray[np.float64]


class Sheet(NamedTuple):
    """Points, 0 to 100, and whether that passes with no veto, as arrays of trainee, visit and seed."""

    points: Points
    passed: NDArray[np.bool_]


def sheet(
    library: Library,
    cohort: Sequence[Trainee],
    visits: Sequence[str],
    seeds: int = 1,
    made: Callable[[Library, str, int | None], Stage] = Stage,
    *,
    same_chance: bool = False,
) -> Sheet:
    """Let everybody make every visit under its first so many seeds, in practice or test.

    With `same_chance` a trainee has the same lapses under every seed, so that only her luck differs.
    """
    shape = (len(cohort), len(visits), seeds)
    points, passed = np.zeros(shape), np.zeros(shape, dtype=bool)
    for v, name in enumerate(visits):
        for s, seed in enumerate(seeds_of(library, name)[:seeds]):
            stage = made(library, name, seed)
            for p, who in enumerate(cohort):
                found = stage.score(stage.play(coached_by(who, name if same_chance else f"{name}/{seed}")))
                points[p, v, s] = found.points
                passed[p, v, s] = found.points >= CUT and not found.vetoes
    return Sheet(points, passed)


def seeds_of(library: Library, name: str) -> list[int]:
    """Return the seeds of a visit in the order of its tapes."""
    visit = library.scenario(name).visit
    assert visit is not None
    return list(visit.tapes)


def spearman(left: Sequence[float] | Points, right: Sequence[float] | Points) -> float:
    """Return the correlation of ranks, ties at their mean rank."""
    return float(pd.Series(left).rank().corr(pd.Series(right).rank()))


def auc(good: Sequence[float], bad: Sequence[float]) -> float:
    """Return how often one of the good scores more than one of the bad, a tie counting half."""
    ahead = np.subtract.outer(np.asarray(good), np.asarray(bad))
    return float(np.mean((ahead > 0) + 0.5 * (ahead == 0)))


class Components(NamedTuple):
    """Variances of a score: the trainee, the visit, the seed within it, trainee by visit, and all the rest."""

    trainee: float
    visit: float
    seed: float
    trainee_visit: float
    rest: float

    def share(self, name: str) -> float:
        """Return one variance as a share of all of them, 0 to 1."""
        return float(getattr(self, name) / sum(self))

    def phi(self, visits: int) -> float:
        """Return how dependable a mean of so many visits is as an absolute score, 0 to 1; each has one seed."""
        return self.trainee / (self.trainee + (sum(self) - self.trainee) / visits)


def components(points: Points) -> Components:
    """Return the variances behind points of trainee, visit and seed; a seed belongs to its visit.

    Estimated from mean squares of the balanced design; one that comes out below 0 is 0.
    """
    p, v, s = points.shape
    whole = points.mean()
    by_p, by_v = points.mean(axis=(1, 2)), points.mean(axis=(0, 2))
    by_vs, by_pv = points.mean(axis=0), points.mean(axis=2)
    pv_left = by_pv - by_p[:, None] - by_v[None, :] + whole
    left = points - by_pv[:, :, None] - by_vs[None, :, :] + by_v[None, :, None]
    ms_p = v * s * np.sum((by_p - whole) ** 2) / (p - 1)
    ms_v = p * s * np.sum((by_v - whole) ** 2) / (v - 1)
    ms_s = p * np.sum((by_vs - by_v[:, None]) ** 2) / (v * (s - 1))
    ms_pv = s * np.sum(pv_left**2) / ((p - 1) * (v - 1))
    ms_rest = np.sum(left**2) / ((p - 1) * v * (s - 1))
    found = (
        (ms_p - ms_pv) / (v * s),
        (ms_v - ms_s - ms_pv + ms_rest) / (p * s),
        (ms_s - ms_rest) / p,
        (ms_pv - ms_rest) / s,
        ms_rest,
    )
    return Components(*(max(0.0, float(each)) for each in found))
